"""What tests of several stages share: an operator, a small dated tree, a catalogue, and the shared material where it is there."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import django.conf
import pytest
from django.test import override_settings

from dutdiem.authority import Actor, operator

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

UNITS = """code,name,level,parent,valid_from,valid_to
BCA,Bộ Công an,ministry,,2000-01-01,
V01,Văn phòng Bộ Công an,department,BCA,2000-01-01,
H01,Cục Kế hoạch và tài chính,department,BCA,2000-01-01,
T01,Công an thành phố Hà Nội,province,BCA,2000-01-01,
T30,Công an tỉnh Hải Dương,province,BCA,2000-01-01,2025-06-30
T31,Công an thành phố Hải Phòng,province,BCA,2000-01-01,2025-06-30
T31A,Công an thành phố Hải Phòng,province,BCA,2025-07-01,
D1,Công an huyện Ninh Giang,district,T30,2000-01-01,2025-02-28
C1,Công an xã Hồng Phong,commune,D1,2000-01-01,2025-02-28
C1,Công an xã Hồng Phong,commune,T30,2025-03-01,2025-06-30
C2,Công an phường Lê Chân,commune,T31,2000-01-01,2025-06-30
C3,Công an phường Hồng Lê,commune,T31A,2025-07-01,
C4,Công an phường Ba Đình,commune,T01,2000-01-01,
"""
SUCCESSIONS = """from,to,date,kind,share,assumed
D1,T30,2025-03-01,merge,1,
T30,T31A,2025-07-01,merge,1,
T31,T31A,2025-07-01,merge,1,
C1,C3,2025-07-01,merge,1,
C2,C3,2025-07-01,split,0.4,yes
C2,C4,2025-07-01,split,0.6,yes
"""
DEFINITIONS = """
[elements.cases]
name = "Số vụ"
unit = "vụ"
frequency = "month"

[elements.cleared]
name = "Số vụ đã khám phá"
unit = "vụ"
frequency = "month"

[elements.staff]
name = "Quân số"
unit = "người"
frequency = "month"
over_time = "last"

[indicators.clear_up_rate]
name = "Tỷ lệ điều tra, khám phá tội phạm"
formula = "cleared / cases * 100"
unit = "%"
direction = "up"

[forms.monthly]
name = "Báo cáo tháng"
frequency = "month"
level = "commune"
elements = ["cases", "cleared", "staff"]
due_day = 5

[[targets]]
indicator = "clear_up_rate"
unit = "BCA"
period = "2025"
at_least = 80
source = "12-NQ/TW"
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever touches the database runs on SQLite and on PostgreSQL: `-m both`; what needs a cluster is `-m spark`."""
    for item in items:
        if "cluster" in getattr(item, "fixturenames", ()):
            item.add_marker("spark")
        asked = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
        if asked or item.get_closest_marker("django_db"):
            item.add_marker("both")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared test material; tests that need it skip where it is not there."""
    if not SHARED.is_dir():
        pytest.skip("Không có thư mục ../shared: bỏ qua phép thử trên văn bản thật.")
    return SHARED


@pytest.fixture(scope="session")
def cluster() -> Iterator[None]:
    """Spark's master and two workers on this machine, where all work with `--engine spark` goes until the tests are over."""
    from dutdiem.kit import spark

    if lacking := spark.missing():
        pytest.skip(f"Bỏ qua phép thử trên cụm Spark: {lacking}")
    paths = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    words = [sys.executable, str(ROOT / "tools/spark/cluster.py")]
    running = subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    )
    assert running.stdin and running.stdout
    with pytest.MonkeyPatch.context() as patch:
        try:
            told = json.loads(running.stdout.readline())
            patch.setenv("DUTDIEM_SPARK", told["master"])
            patch.setenv("SPARK_CONF_DIR", told["conf"])
            yield
        finally:
            spark.stop()
            running.stdin.close()
            running.wait(60)


@pytest.fixture
def actor() -> Actor:
    """Whoever runs commands on the server."""
    return operator("thử")


@pytest.fixture
def tree(db: None, actor: Actor, tmp_path: Path) -> Actor:
    """A tree in three epochs: a ministry, two departments, provinces that merge, a district that ends, communes that split."""
    from dutdiem.units.actions import import_tree

    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    (tmp_path / "successions.csv").write_text(SUCCESSIONS, "utf-8")
    import_tree(actor, tmp_path / "units.csv", tmp_path / "successions.csv")
    return actor


@pytest.fixture
def catalogue(tree: Actor, tmp_path: Path) -> Actor:
    """Three elements, an indicator, a monthly form and a target over the tree."""
    from dutdiem.catalogue.actions import define

    (tmp_path / "definitions.toml").write_text(DEFINITIONS, "utf-8")
    define(tree, tmp_path / "definitions.toml")
    return tree


@pytest.fixture
def fire(catalogue: Actor) -> Any:
    """The form `fire` of communes, with limits, a breakdown and rules, in the calendar of Decree 09/2019 (fire.toml)."""
    from dutdiem.catalogue.actions import define
    from dutdiem.catalogue.models import ReportForm

    define(catalogue, ROOT / "tests" / "fire.toml")
    return ReportForm.objects.get(code="fire")


@pytest.fixture
def own_text() -> str:
    """What the staff office of Hà Nội keeps for its own subtree, as it would write it (own.toml)."""
    return (ROOT / "tests" / "own.toml").read_text("utf-8")


@pytest.fixture
def own(catalogue: Actor, own_text: str, tmp_path: Path) -> Callable[..., Any]:
    """`own("T01", text, actor)` has a unit define what the words say, by its own staff office where nobody else is named."""
    from dutdiem.authority import Grant, Role
    from dutdiem.catalogue.actions import define
    from dutdiem.units.models import Unit

    def defined(unit: str = "T01", text: str = own_text, actor: Actor | None = None) -> Any:
        (tmp_path / "own.toml").write_text(text, "utf-8")
        staff = Actor(f"tham mưu {unit}", (Grant(Role.STAFF, f"BCA/{unit}"),))
        return define(actor or staff, tmp_path / "own.toml", Unit.objects.get(code=unit))

    return defined


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Passwords are hashed slowly on purpose; in tests that was two fifths of the time. Servers that tests start hash as ever."""
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher", *django.conf.settings.PASSWORD_HASHERS]
    ):
        yield


@pytest.fixture(autouse=True)
def own_home(settings: object, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """No test writes into anybody's home."""
    if "db" in request.fixturenames or "transactional_db" in request.fixturenames:
        settings.HOME = tmp_path / "home"  # type: ignore[attr-defined]
        settings.HOME.mkdir(exist_ok=True)  # type: ignore[attr-defined]


@pytest.fixture
def sign_in(tree: Actor) -> Callable[..., Any]:
    """`sign_in("T01", "staff")` opens an account with that role over that unit and gives a client of it."""
    from django.test import Client

    from dutdiem.access.actions import give_role, open_account
    from dutdiem.authority import Role
    from dutdiem.units.models import Unit

    def opened(unit: str, role: str = "staff") -> Client:
        name = f"{role}-{unit}".lower()
        account = open_account(tree, name, f"Cán bộ {unit}", "mật-khẩu-1")
        give_role(tree, account, Unit.objects.get(code=unit), Role(role))
        client = Client()
        client.force_login(account, "django.contrib.auth.backends.ModelBackend")
        return client

    return opened


@pytest.fixture
def paper(db: None) -> Callable[..., Any]:
    """`paper(text, symbol="12-NQ/TW", mentions=[("period", 0, 8, {...})])` registers a document as it would have been read."""
    from dutdiem.documents.models import Document, Mention

    def registered(text: str, mentions: Any = (), **facts: Any) -> Document:
        made = {"symbol": "12-NQ/TW", "title": "Về xây dựng lực lượng", "issuer": "Bộ Chính trị", "date": date(2022, 3, 16)} | facts
        digest = sha256(f"{made}{text}".encode()).hexdigest()
        document = Document.objects.create(
            text=text, sha256=digest, size=len(text), file_name="a.docx", added_at=datetime.now(UTC), added_by="thử", **made
        )
        for kind, start, end, found in mentions:
            Mention.objects.create(document=document, kind=kind, start=start, end=end, facts=found)
        return document

    return registered


@pytest.fixture
def work(tree: Actor) -> Callable[..., Any]:
    """`work("Tên", "V01", parent=..., deadline=...)` puts a task into the plan, led by that unit."""
    from dutdiem.plans.models import Task
    from dutdiem.plans.tree import Places
    from dutdiem.units.models import Unit

    def planned(title: str, lead: str | None = None, **facts: Any) -> Task:
        facts.setdefault("path", Places().next_below(facts.get("parent")))
        unit = Unit.objects.get(code=lead) if lead else None
        return Task.objects.create(title=title, lead=unit, **facts)

    return planned
