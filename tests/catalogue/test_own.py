"""What a unit defines for itself: beside what came from above, seen where it may be, changing nothing above."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from dutdiem.authority import Actor, Grant, Refused, Role
from dutdiem.catalogue import actions
from dutdiem.catalogue.actions import Changed, define, define_own
from dutdiem.catalogue.models import DataElement, Indicator, ReportForm, Target
from dutdiem.catalogue.queries import definitions, known_to, listed
from dutdiem.catalogue.rules import mark_of
from dutdiem.kit.errors import Mistake
from dutdiem.measures.definitions import Definitions
from dutdiem.trail.actions import Writing, seal
from dutdiem.trail.models import Entry
from dutdiem.trail.queries import verify
from dutdiem.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Own = Callable[..., Definitions]


def someone(path: str, role: Role = Role.STAFF) -> Actor:
    return Actor(path.rpartition("/")[2] or "kiểm toán", (Grant(role, path),))


WHOLE = someone("")
HANOI, HAIPHONG, MINISTRY, WARD = someone("BCA/T01"), someone("BCA/T31A"), someone("BCA"), someone("BCA/T01/C4")


@pytest.fixture
def shared(own_text: str) -> str:
    """The same, its element shown above as well."""
    return own_text.replace("whole = true", "whole = true\ninternal = false")


def sees(actor: Actor) -> set[str]:
    found = definitions(actor)
    every = {*found.elements, *found.indicators, *found.forms, *(f"{t.unit} {t.indicator}" for t in found.targets)}
    return {code for code in every if "@" in code}


def test_a_unit_has_elements_indicators_targets_and_forms_of_its_own(own: Own) -> None:
    own()
    found = definitions(HANOI)
    assert found.indicators["patrols_per_case@T01"].formula == "patrols@T01 / cases"
    assert found.forms["patrol@T01"].elements == ("patrols@T01",)
    assert found.elements["patrols@T01:night"].name == "Số lượt tuần tra (Ban đêm)"
    assert [(t.indicator, t.unit, t.owner) for t in found.targets if t.owner] == [("patrols_per_case@T01", "C4", "T01")]
    seal()
    assert not verify().findings


def test_the_same_file_read_again_changes_nothing(own: Own) -> None:
    own()
    own()
    assert (DataElement.objects.exclude(owner=None).count(), Target.objects.exclude(owner=None).count()) == (1, 1)


@pytest.mark.parametrize(
    ("who", "sees_it"),
    [
        (HANOI, True),
        (WARD, True),
        (someone("BCA/T01", Role.LEADER), True),
        (someone("", Role.AUDITOR), True),
        (HAIPHONG, False),
        (MINISTRY, False),
        (WHOLE, False),
        (someone("BCA/V01"), False),
        (Actor("không có vai trò"), False),
    ],
)
def test_what_is_internal_is_seen_in_its_own_subtree_alone(own: Own, who: Actor, sees_it: bool) -> None:
    own()
    assert bool(sees(who)) == sees_it
    assert any("@" in str(row["code"]) for row in listed(who)) == sees_it


def test_what_is_not_internal_is_seen_above_as_well_and_nowhere_else(own: Own, shared: str) -> None:
    own("T01", shared)
    assert sees(WHOLE) == {"patrols@T01"}
    assert sees(MINISTRY) == {"patrols@T01"}, "the options of an internal breakdown and what is internal stay away"
    assert sees(HAIPHONG) == set()


def test_two_units_may_call_something_of_their_own_the_same(own: Own, own_text: str) -> None:
    own("T01")
    own("T31A", own_text.replace("C4", "C3"))
    assert ReportForm.objects.filter(code__startswith="patrol@").count() == 2
    assert {code.partition("@")[2].partition(":")[0] for code in sees(HAIPHONG)} <= {"T31A", "T31A patrols_per_case"}


def test_a_code_of_the_whole_tree_is_not_taken(own: Own) -> None:
    with pytest.raises(Mistake, match=r"elements\.cases.*danh mục chung, đơn vị không đổi được"):
        own("T01", '[elements.cases]\nname = "Số vụ khác"\nunit = "vụ"\n')
    assert DataElement.objects.get(code="cases").name == "Số vụ"


def test_the_definitions_of_the_whole_tree_are_not_a_units_to_change(catalogue: Actor, tmp_path: Path) -> None:
    (tmp_path / "above.toml").write_text('[elements.cases]\nname = "Số vụ khác"\nunit = "vụ"\n', "utf-8")
    with pytest.raises(Refused, match="Danh mục chung từ cấp trên, đơn vị không đổi được"):
        define(HANOI, tmp_path / "above.toml")


def test_another_units_is_not_a_units_to_define(own: Own, own_text: str) -> None:
    with pytest.raises(Refused, match="không có quyền"):
        own("T31A", own_text, HANOI)


@pytest.mark.parametrize("who", [MINISTRY, WHOLE])
def test_what_a_unit_has_for_itself_is_no_superiors_to_define(own: Own, own_text: str, who: Actor) -> None:
    def refused(text: str) -> str:
        with pytest.raises(Refused) as says:
            own("T01", text, who)
        return str(says.value)

    before = refused(own_text)
    own("T01")
    changed = '[indicators.patrols_per_case]\nname = "X"\nformula = "cases / patrols"\nunit = "vụ/lượt"\ninternal = false\n'
    assert {before, refused(own_text), refused(changed)} == {before}, "nothing tells whether it is there"
    assert "đơn vị T01 do đơn vị đó quản lý" in before
    assert Indicator.objects.get(code="patrols_per_case@T01").internal


def test_a_refusal_says_nothing_of_what_another_unit_keeps(own: Own) -> None:
    with pytest.raises(Mistake) as before:
        own("T31A", '[indicators.x]\nname = "X"\nformula = "patrols@T01 / cases"\nunit = "lượt/vụ"\n')
    own("T01")
    with pytest.raises(Mistake) as after:
        own("T31A", '[indicators.x]\nname = "X"\nformula = "patrols@T01 / cases"\nunit = "lượt/vụ"\n')
    assert str(before.value) == str(after.value)
    with pytest.raises(Mistake, match="không phải của đơn vị T31A"):
        own("T31A", '[elements."patrols@T01"]\nname = "X"\nunit = "lượt"\n')


def test_formulas_of_the_whole_tree_cannot_use_a_units_own(own: Own, catalogue: Actor, tmp_path: Path, shared: str) -> None:
    own("T01", shared)
    (tmp_path / "above.toml").write_text('[indicators.x]\nname = "X"\nformula = "patrols@T01 / cases"\nunit = "lượt/vụ"\n', "utf-8")
    with pytest.raises(Mistake, match="patrols@T01"):
        define(catalogue, tmp_path / "above.toml")


def test_a_code_that_later_holds_in_the_whole_tree_stands_beside_the_units_own(own: Own, catalogue: Actor, tmp_path: Path) -> None:
    own()
    (tmp_path / "above.toml").write_text('[elements.patrols]\nname = "Tuần tra"\nunit = "lượt"\n', "utf-8")
    define(catalogue, tmp_path / "above.toml")
    assert {"patrols", "patrols@T01"} <= set(definitions(HANOI).elements)


def test_a_unit_below_builds_on_what_its_province_has(own: Own) -> None:
    own()
    text = '[indicators.nights]\nname = "Ca đêm"\nformula = "patrols@T01:night / patrols@T01"\nunit = "lần"\n'
    own("C4", text, WARD)
    assert "nights@C4" in sees(HANOI) or "nights@C4" in sees(WARD)
    assert "nights@C4" not in sees(HANOI), "what a ward keeps internal its province does not see"


def test_what_is_shown_above_does_not_build_on_what_is_internal(own: Own, own_text: str) -> None:
    with pytest.raises(Mistake, match="“patrols@T01” là mục nội bộ"):
        own("T01", own_text.replace('unit = "lượt/vụ"', 'unit = "lượt/vụ"\ninternal = false'))
    assert not Indicator.objects.filter(code__contains="@").exists()


def test_a_unit_sets_targets_for_its_own_units_alone(own: Own, own_text: str) -> None:
    with pytest.raises(Mistake, match="C3 ở ngoài"):
        own("T01", own_text.replace('unit = "C4"', 'unit = "C3"'))


def test_a_unit_sets_its_own_units_targets_of_indicators_from_above(own: Own) -> None:
    own("T01", '[[targets]]\nindicator = "clear_up_rate"\nunit = "C4"\nperiod = "2025"\nat_least = 85\nsource = "KH 9"\n')
    assert [t.owner for t in definitions(HANOI).targets] == ["", "T01"]
    assert [t.owner for t in definitions(HAIPHONG).targets] == [""]


def test_a_form_of_its_own_asks_for_nothing_of_others(own: Own, own_text: str) -> None:
    with pytest.raises(Mistake, match="“cases” không phải của đơn vị"):
        own("T01", own_text.replace('elements = ["patrols"]', 'elements = ["patrols", "cases"]'))
    with pytest.raises(Mistake, match="không có đơn vị cấp “district”"):
        own("T01", own_text.replace('level = "commune"', 'level = "district"'))


def test_what_a_unit_defined_follows_it_into_its_heir(catalogue: Actor, own: Own) -> None:
    from datetime import date

    from dutdiem.units import following

    own("T30", '[elements.boats]\nname = "Số tàu"\nunit = "chiếc"\n', catalogue)
    (move,) = [one for one in following.moves(date(2026, 1, 1)) if one.kind == "own_element"]
    assert (move.before, move.after, move.title) == ("T30", "T31A", "Số tàu")


def test_a_unit_whose_code_has_other_signs_keeps_its_own_apart() -> None:
    from dutdiem.measures.definitions import own_code
    from dutdiem.measures.formula import names, parse_formula

    assert list(names(parse_formula(f"{own_code('boats', 'CA-HN')} - cases"))) == ["boats@CA$2d$HN", "cases"]
    assert own_code("x", "A-B") != own_code("x", "A$2d$B")


@contextmanager
def meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> Iterator[None]:
    """Somebody else's change is committed after an action was asked for and before its transaction begins."""
    begin = actions.entry

    def entry_after(*given: object, **facts: object) -> AbstractContextManager[Writing]:
        monkeypatch.setattr(actions, "entry", begin)
        act()
        return begin(*given, **facts)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "entry", entry_after)
    yield
    monkeypatch.setattr(actions, "entry", begin)


def patrols(name: str, unit: str = "lượt", code: str = "patrols@T01") -> Definitions:
    return Definitions({code: replace(known_to(hanoi(), date.today()).elements["patrols@T01"], code=code, name=name, unit=unit)})


def hanoi() -> Unit:
    return Unit.objects.get(code="T01")


def test_a_change_that_comes_in_just_before_ones_own_is_not_written_over(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    own()
    seen = mark_of(known_to(hanoi(), date.today()).elements["patrols@T01"])
    mine, theirs = patrols("Tên của tôi"), patrols("Tên của người khác")
    with meanwhile(monkeypatch, lambda: define_own(HANOI, hanoi(), theirs, shown=seen)), pytest.raises(Changed):
        define_own(HANOI, hanoi(), mine, shown=seen)
    assert DataElement.objects.get(code="patrols@T01").name == "Tên của người khác"
    assert Entry.objects.filter(verb="catalogue.define", facts__owner="T01").count() == 2


def test_a_code_that_is_taken_just_before_is_refused_in_words(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    own()
    fresh = patrols("Mới", code="rounds")
    with meanwhile(monkeypatch, lambda: define_own(HANOI, hanoi(), fresh)), pytest.raises(Mistake, match="Mã này đã có"):
        define_own(HANOI, hanoi(), fresh)
    assert DataElement.objects.filter(code="rounds@T01").count() == 1


def test_a_file_is_held_against_what_is_there_when_its_turn_comes(
    own: Own, own_text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it computes with was changed meanwhile: without a day the file may not put it back."""
    own()
    (tmp_path / "before.toml").write_text(own_text, "utf-8")
    dated = own_text.replace("whole = true", 'whole = true\nover_time = "max"\nvalid_from = 2026-01-01')
    with meanwhile(monkeypatch, lambda: own("T01", dated)), pytest.raises(Mistake, match="thêm valid_from"):
        define(HANOI, tmp_path / "before.toml", hanoi())
    assert DataElement.objects.get(code="patrols@T01").over_time == "max"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_moment_one_is_told(own: Own) -> None:
    if connection.vendor == "sqlite" and "memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("SQLite trong bộ nhớ không chia được giữa các luồng; chạy trên tệp hoặc PostgreSQL.")
    own()
    seen = mark_of(known_to(hanoi(), date.today()).elements["patrols@T01"])
    together, told = threading.Barrier(4, timeout=30), []

    def save(name: str) -> None:
        wanted, unit = patrols(name), hanoi()
        together.wait()
        try:
            define_own(HANOI, unit, wanted, shown=seen)
            told.append("đã ghi")
        except Changed:
            told.append("vừa có người sửa")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(f"Tên {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(told) == ["vừa có người sửa"] * 3 + ["đã ghi"]
