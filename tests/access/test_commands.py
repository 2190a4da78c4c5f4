"""`dutdiem accounts`."""

from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from dutdiem.access import tables
from dutdiem.access.commands import accounts
from dutdiem.access.models import User
from dutdiem.kit.errors import Mistake
from dutdiem.kit.sheets import rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tree, tmp_path):
    def called(*words):
        session = SimpleNamespace(home=tmp_path, actor=tree)
        return CliRunner().invoke(accounts, list(words), obj=session, catch_exceptions=False, standalone_mode=False)

    return called


@pytest.fixture
def file(tmp_path):
    (tmp_path / "mau.xlsx").write_bytes(tables.sample())
    return str(tmp_path / "mau.xlsx")


def test_import_prints_the_passwords_once(run, file):
    printed = run("import", file, "--csv").stdout
    username, _, unit, password = printed.splitlines()[1].split(",")
    assert (username, unit) == ("nguyen.van.a", "Công an thành phố Hà Nội")
    assert User.objects.get(username=username).check_password(password)
    assert password not in run("list", "--csv").stdout
    with pytest.raises(Mistake, match="đã có"):
        run("import", file)


def test_import_writes_the_passwords_into_a_file_that_others_cannot_read(run, file, tmp_path):
    target = tmp_path / "mk.xlsx"
    assert "Đã tạo 1 tài khoản" in run("import", file, "--passwords", str(target)).stdout
    assert target.stat().st_mode & 0o077 == 0
    assert rows_of(target.read_bytes(), "mk")[1][0] == "nguyen.van.a"
    with pytest.raises(Mistake, match="tệp đã có"):
        run("import", file, "--passwords", str(target))


def test_list_tells_units_roles_and_state(run, file, person):
    person("an", "C4", "leader")
    run("import", file)
    lines = run("list", "--csv").stdout.splitlines()[1:]
    assert lines == [
        "an,Đồng chí an,,C4,lãnh đạo C4,hoạt động",
        "nguyen.van.a,Nguyễn Văn A,Đội trưởng,T01,cán bộ báo cáo T01,mật khẩu tạm",
    ]
    assert run("list", "--search", "nguyen", "--csv").stdout.count("\n") == 2


def test_reset_tells_a_new_password(run, person):
    person("an", "C4")
    username, password = run("reset", "an").stdout.split()
    assert User.objects.get(username=username).check_password(password)
    with pytest.raises(Mistake, match="khong-co"):
        run("reset", "khong-co")
    with pytest.raises(Mistake, match="không mở được tệp"):
        run("import", "khong-co.xlsx")
