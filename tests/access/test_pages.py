"""Pages of accounts: who sees them, what each step does, what was typed stays."""

import re
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from dutdiem.access.actions import give_role
from dutdiem.access.models import Deputy, RoleGrant, User
from dutdiem.authority import Role
from dutdiem.trail.models import Entry
from dutdiem.units.models import Unit

pytestmark = pytest.mark.django_db
TODAY = date.today()


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def client(sign_in):
    return sign_in("T01", "administrator")


def step(client, username, what, **given):
    return client.post(f"/tai-khoan/xem/{username}/{what}/", given, follow=True).content.decode()


@pytest.mark.parametrize("role", ["staff", "leader", "reporter", "inspector"])
def test_who_manages_no_accounts_sees_none(sign_in, person, role):
    person("an", "T01")
    client = sign_in("BCA", role)
    assert client.get("/tai-khoan/").status_code == 403
    assert client.get("/tai-khoan/mo/").status_code == 403
    assert client.get("/tai-khoan/nhap/").status_code == 403
    assert client.get("/tai-khoan/xem/an/").status_code == 404


def test_a_role_at_another_unit_is_told_by_that_units_name(client, tree, person):
    user = person("an", "T01", "leader")
    give_role(tree, user, Unit.objects.get(code="C4"), Role.REPORTER)
    row = re.search(
        r'<tr><th scope="row"><a href="/tai-khoan/xem/an/".*?</tr>', client.get("/tai-khoan/").content.decode(), re.DOTALL
    )[0]
    assert "<div>lãnh đạo</div>" in row, "at the account's own unit, which stands beside it"
    assert 'cán bộ báo cáo <span class="soft small">Công an phường Ba Đình</span>' in row


def test_an_auditor_reads_accounts_and_finds_no_button(sign_in, person):
    person("an", "C4")
    client = sign_in("BCA", "auditor")
    assert "an" in client.get("/tai-khoan/").content.decode()
    page = client.get("/tai-khoan/xem/an/").content.decode()
    assert "Chỉ xem" in page and "/tai-khoan/xem/an/khoa/" not in page
    assert client.post("/tai-khoan/xem/an/cap-mat-khau/").status_code == 403
    assert client.get("/tai-khoan/xem/an/ban-giao/").status_code == 403


def test_an_account_is_opened_with_a_password_that_is_shown_once(client):
    given = {"username": "moi", "name": "Người mới", "unit": "cong an phuong ba dinh", "role": "reporter", "post": "", "email": ""}
    page = client.post("/tai-khoan/mo/", given).content.decode()
    user = User.objects.get(username="moi")
    assert user.check_password(page.split('class="secret">')[1].split("<")[0])
    assert RoleGrant.objects.get(user=user).unit.code == "C4"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"username": "Có Dấu"}, "chữ thường không dấu"),
        ({"name": ""}, "Mục này còn trống"),
        ({"unit": "Không có"}, "Không có đơn vị"),
        ({"unit": "T31A"}, "không có quyền"),
        ({"username": "administrator-t01"}, "đã có"),
        ({"unit": "", "role": "leader"}, "không có quyền"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(client, changed, says):
    given = {"username": "moi", "name": "Người mới", "unit": "C4", "role": "", "post": "Đội phó", "email": ""} | changed
    answer = client.post("/tai-khoan/mo/", given)
    page = answer.content.decode()
    assert says in page
    assert answer.status_code == 403 or 'value="Đội phó"' in page
    assert not User.objects.filter(username="moi").exists()


def test_roles_are_given_and_taken_back_on_the_page(client, person):
    user = person("an", "C4")
    page = step(client, "an", "giao-vai-tro", role="reporter", place="C4", valid_from="", valid_to="2030-12-31")
    assert "31/12/2030" in page
    grant = RoleGrant.objects.get(user=user)
    page = step(client, "an", "thu-vai-tro", grant=str(grant.pk))
    grant.refresh_from_db()
    assert grant.valid_to == TODAY - timedelta(days=1)
    assert "không còn" in step(client, "an", "thu-vai-tro", grant="999999")
    assert "trước ngày bắt đầu" in step(
        client, "an", "giao-vai-tro", role="leader", place="C4", valid_from="2030-01-02", valid_to="2030-01-01"
    )


def test_deputies_are_appointed_ended_and_act(client, person):
    person("chi-huy", "T01", "leader")
    deputy = person("pho", "C4", "reporter")
    given = {"deputy": "pho", "begins": TODAY.isoformat(), "ends": TODAY.isoformat(), "reason": "đi học"}
    assert "Đồng chí pho làm thay" in step(client, "chi-huy", "lam-thay", **given)
    assert "Không có tài khoản" in step(client, "chi-huy", "lam-thay", **{**given, "deputy": "khong-co"})
    theirs = Client()
    theirs.force_login(deputy, "django.contrib.auth.backends.ModelBackend")
    chief = User.objects.get(username="chi-huy")
    assert "Đồng chí chi-huy" in theirs.get("/ca-nhan/").content.decode()
    page = theirs.post("/ca-nhan/lam-thay/", {"principal": str(chief.pk)}, follow=True).content.decode()
    assert "Đang làm thay Đồng chí chi-huy" in page
    assert "Công an thành phố Hà Nội" in page, "the overview is the chief's"
    step(client, "chi-huy", "thoi-lam-thay", deputy=str(Deputy.objects.get().pk))
    page = theirs.get("/").content.decode()
    assert "Đang làm thay" not in page, "once it has ended, each is themselves again"
    assert theirs.post("/ca-nhan/lam-thay/", {"principal": str(chief.pk)}).status_code == 404


def test_what_a_deputy_does_is_written_as_on_behalf(sign_in, person, tree, paper):
    from dutdiem.access import actions
    from dutdiem.documents.models import Proposal

    chief, deputy = person("chi-huy", "BCA", "staff"), person("pho", "C4", "reporter")
    actions.appoint_deputy(tree, chief, deputy, valid_from=TODAY, valid_to=TODAY)
    proposal = Proposal.objects.create(
        document=paper("Một câu."), kind="task", start=0, end=3, facts={"title": "x", "sentence": [0, 3]}
    )
    theirs = Client()
    theirs.force_login(deputy, "django.contrib.auth.backends.ModelBackend")
    assert theirs.post(f"/goi-y/{proposal.pk}/", {"decision": "reject"}).status_code == 403
    theirs.post("/ca-nhan/lam-thay/", {"principal": str(chief.pk)})
    theirs.post(f"/goi-y/{proposal.pk}/", {"decision": "reject"})
    assert Entry.objects.get(verb="documents.reject").actor == "pho (thay mặt chi-huy)"
    proposal.refresh_from_db()
    assert proposal.decided_by == "pho (thay mặt chi-huy)"


def test_password_closing_reopening_description(client, person):
    user = person("an", "C4")
    page = step(client, "an", "cap-mat-khau")
    user.refresh_from_db()
    assert user.check_password(page.split('class="secret">')[1].split("<")[0])
    assert "đã khóa" in step(client, "an", "khoa")
    assert "đã khóa từ trước" in step(client, "an", "khoa")
    assert "Đã mở lại" in step(client, "an", "mo-lai")
    assert "Trần An" in step(client, "an", "thong-tin", name="Trần An", post="Đội trưởng", unit="C4", email="")
    assert "không dùng xác thực hai lớp" in step(client, "an", "go-xac-thuc")
    assert client.post("/tai-khoan/xem/an/khong-co/").status_code == 404


def test_handing_over_on_the_page(client, person):
    person("di", "C4", "reporter")
    person("den", "C4")
    page = client.get("/tai-khoan/xem/di/ban-giao/").content.decode()
    assert "cán bộ báo cáo" in page
    page = client.post("/tai-khoan/xem/di/ban-giao/", {"taker": "den", "close": "on"}, follow=True).content.decode()
    assert "Đã bàn giao 1 vai trò" in page
    assert not User.objects.get(username="di").is_active
    assert "Không có tài khoản" in client.post("/tai-khoan/xem/den/ban-giao/", {"taker": "ai"}).content.decode()


@pytest.mark.parametrize("address", ["/tai-khoan/", "/tai-khoan/xem/an/", "/ca-nhan/", "/tai-khoan/xem/an/ban-giao/"])
def test_a_page_asks_the_database_a_dozen_times_at_most(client, person, address, django_assert_max_num_queries):
    person("an", "C4", "reporter", "staff")
    for number in range(4):
        person(f"nguoi-{number}", "C4", "reporter")
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200
