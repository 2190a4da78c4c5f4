"""Refusals of the reader on a page."""

import re

import pytest
from django.utils import translation

from dutdiem.kit.refused import KINDS, says_on_page
from dutdiem.reading.files.parts import Part, Role
from dutdiem.reading.files.refusing import SENTENCES, refusal
from dutdiem.reading.guards import PersonalNumbers, check_personal_numbers
from dutdiem.reading.guards.numbers import _KINDS
from dutdiem.reading.guards.secrecy import SAYS, SAYS_OF_NAME
from dutdiem.reading.model import Page
from dutdiem.reading.refusals import Refusal

TEXT = "Kế hoạch.\nLiên hệ anh Nam 0912 345 678.\n"


@pytest.fixture
def refused() -> PersonalNumbers:
    outside = Part(Role.BODY, "Chị Lan, 0987 654 321")
    with pytest.raises(PersonalNumbers) as caught:
        check_personal_numbers(TEXT, [Page(0, len(TEXT))], [outside], "bao “cao”.docx")
    return caught.value


def test_in_vietnamese_a_page_says_what_the_reader_says_with_the_box_for_the_option(refused: PersonalNumbers) -> None:
    boxed = "đánh dấu ô “Số điện thoại, tài khoản trong tệp là của cơ quan”"
    with translation.override("vi"):
        assert says_on_page(refused) == refused.says.replace("xác nhận (--allow-office-numbers)", boxed)


def test_in_english_all_of_it_is_english(refused: PersonalNumbers) -> None:
    with translation.override("en"):
        assert says_on_page(refused) == (
            "The file “bao “cao”.docx” has 2 numbers that may be private people's (page 1, line 2: mobile number **** *** *78; "
            "outside the body of the text: mobile number **** *** *21): remove them from the file; if all of them are an "
            "office's, tick “Phone and account numbers in the files are an office's own” and send it again."
        )


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_of_a_file_is_said_in_the_language_of_the_page(code: str) -> None:
    facts = {name: f"<{name}>" for name in re.findall(r"{(\w+)}", SENTENCES[code])} | {"name": "“Kế hoạch” (2).docx"}
    refused = refusal(code, **facts)
    with translation.override("vi"):
        assert says_on_page(refused) == refused.says
    with translation.override("en"):
        said = says_on_page(refused)
    assert said != refused.says
    assert all(fact in said for fact in facts.values())


@pytest.mark.parametrize("says", [SAYS, SAYS_OF_NAME])
def test_a_marking_is_refused_in_the_language_of_the_page(says: str) -> None:
    with translation.override("en"):
        assert "secrecy" in says_on_page(Refusal("secret", says))


def test_every_kind_of_number_has_its_words() -> None:
    assert set(_KINDS) <= set(KINDS)
