"""The terms as data: the shipped ones, an office's own over them, damaged files."""

from importlib.resources import files

import pytest

from dutdiem.oversight.rules import TermsError, read_terms

SHIPPED = files("dutdiem.oversight").joinpath("terms.toml").read_text("utf-8")


def test_the_shipped_terms_are_those_of_the_issue():
    terms = read_terms(SHIPPED)
    assert (terms.before, terms.every, terms.head_after, terms.above_after, terms.silence) == ((7, 3, 1), 7, 1, 8, 30)


def test_what_an_office_does_not_name_stays():
    terms = read_terms(SHIPPED, "[remind]\nbefore = [1, 10]\n[answer]\ncommune = 3\n")
    assert (terms.before, terms.every, terms.answer["commune"], terms.answer["ministry"]) == ((10, 1), 7, 3, 15)


@pytest.mark.parametrize(
    "own",
    ["[remind]\nbefore = 7", "[remind]\nevery = 0", '[answer]\ncommune = "năm"', "[remind", "answer = 3", "[silence]\ndays = true"],
)
def test_a_damaged_file_is_refused_in_one_sentence(own):
    with pytest.raises(TermsError, match=r"oversight\.toml không dùng được"):
        read_terms(SHIPPED, own)
