"""The commands of the tree: words for a person, codes for a program."""

from click.testing import CliRunner

from dutdiem.authority import Actor
from dutdiem.units.commands import units


def listed(*words: str) -> str:
    return CliRunner().invoke(units, ["list", "--on", "2025-07-01", *words], catch_exceptions=False).stdout


def test_levels_are_words_for_a_person_and_codes_for_a_program(tree: Actor) -> None:
    assert "đơn vị thuộc bộ" in listed()
    assert "department" not in listed()
    assert "H01,Cục Kế hoạch và tài chính,department,BCA,2000-01-01," in listed("--csv")
