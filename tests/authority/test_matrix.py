"""The page of roles says what the code does."""

from pathlib import Path

from dutdiem.authority.matrix import matrix


def test_the_page_of_roles_is_made_from_the_code() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "roles.md"
    assert page.read_text("utf-8").endswith(matrix())
