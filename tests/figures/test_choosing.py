"""A unit chooses what stands first on its overview."""

from collections.abc import Callable

import pytest

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.collection.actions import Filled, submit
from dutdiem.figures.actions import refresh_mart
from dutdiem.figures.choosing import choose
from dutdiem.figures.queries import chosen
from dutdiem.kit.errors import Mistake
from dutdiem.trail.actions import seal
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LEADER = Actor("lãnh đạo", (Grant(Role.LEADER, "BCA/T01"),))


@pytest.fixture
def hanoi(catalogue: Actor, own: Callable[..., object]) -> Unit:
    own()
    return Unit.objects.get(code="T01")


def test_a_unit_chooses_its_own_and_those_from_above_in_order(hanoi: Unit) -> None:
    choose(LEADER, hanoi, ["patrols_per_case@T01", "clear_up_rate"])
    choose(LEADER, hanoi, ["clear_up_rate", "patrols_per_case@T01"])
    assert chosen("T01") == ["clear_up_rate", "patrols_per_case@T01"]
    choose(LEADER, hanoi, ["patrols_per_case@T01"])
    assert chosen("T01") == ["patrols_per_case@T01"]
    seal()
    assert not verify().findings


def test_what_another_unit_keeps_is_as_if_it_were_not_there(hanoi: Unit) -> None:
    there = Actor("lãnh đạo", (Grant(Role.LEADER, "BCA/T31A"),))
    says = []
    for code in ("patrols_per_case@T01", "patrols_per_case@T99"):
        with pytest.raises(Mistake) as refused:
            choose(there, Unit.objects.get(code="T31A"), [code])
        says.append(str(refused.value).replace("T01", "T99"))
    assert says[0] == says[1]


def test_only_who_leads_or_advises_the_unit_chooses(hanoi: Unit) -> None:
    for actor in (Actor("báo cáo", (Grant(Role.REPORTER, "BCA/T01"),)), Actor("khác", (Grant(Role.LEADER, "BCA/T31A"),))):
        with pytest.raises(Refused):
            choose(actor, hanoi, ["clear_up_rate"])
    with pytest.raises(Mistake, match="nhiều nhất 8"):
        choose(LEADER, hanoi, [f"x{number}" for number in range(9)])


def test_a_refused_choice_keeps_what_was_ticked(hanoi: Unit, sign_in, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dutdiem.figures.choosing.MOST", 1)
    choose(LEADER, hanoi, ["clear_up_rate"])
    both = ["clear_up_rate", "patrols_per_case@T01"]
    answer = sign_in("T01", "leader").post("/so-lieu/chu-yeu/chon/?unit=T01", {"one": both})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Chọn nhiều nhất 1 chỉ tiêu" in page
    assert all(f'value="{code}" checked' in page for code in both)
    assert chosen("T01") == ["clear_up_rate"]


@pytest.fixture
def measured(reported: Actor, hanoi: Unit, report: Callable[..., None]) -> None:
    from dutdiem.catalogue.models import ReportForm

    report("2025-08", {"C4": {"cases": "40", "cleared": "20"}})
    submit(reported, ReportForm.objects.get(code="patrol@T01"), "2025-08", [Filled("C4", {"patrols@T01": "120"})])
    refresh_mart(reported)


def test_what_was_chosen_stands_first_on_the_overview_for_its_own_people(measured, sign_in) -> None:
    client, brief = sign_in("T01", "leader"), "/so-lieu/chu-yeu/?unit=T01&period=2025-08"
    page = client.get(brief).content.decode()
    assert page.index("Tỷ lệ điều tra") < page.index("Lượt tuần tra trên một vụ"), "behind its target"
    answer = client.post("/so-lieu/chu-yeu/chon/?unit=T01", {"one": ["patrols_per_case@T01"]})
    assert answer.status_code == 302
    page = client.get(brief).content.decode()
    assert page.index("Lượt tuần tra trên một vụ") < page.index("Tỷ lệ điều tra")
    assert "Lượt tuần tra" not in client.get(brief + "&cua=tren").content.decode()
    assert "Tỷ lệ điều tra" not in client.get(brief + "&cua=rieng").content.decode()
    assert "Lượt tuần tra" not in sign_in("BCA").get(brief).content.decode()


def test_pages_of_figures_with_a_units_own_ask_at_most_twelve_questions(measured, sign_in, django_assert_max_num_queries) -> None:
    client = sign_in("T01", "leader")
    own = "measure=patrols_per_case@T01"
    pages = "chu-yeu/?unit=T01", "chu-yeu/chon/?unit=T01", "?unit=T01", "bao-cao/?unit=T01"
    for at in (*pages, f"?unit=T01&{own}", f"nguon/?unit=T01&period=2025-08&{own}"):
        client.get(f"/so-lieu/{at}")
        with django_assert_max_num_queries(12):
            assert client.get(f"/so-lieu/{at}").status_code == 200, at


def test_the_trace_of_a_units_own_calls_its_parts_by_name(measured, sign_in) -> None:
    page = sign_in("T01").get("/so-lieu/nguon/?unit=T01&period=2025-08&measure=patrols_per_case@T01").content.decode()
    assert "[Số lượt tuần tra] / [Số vụ]" in page
