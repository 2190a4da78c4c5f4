"""TCVN3, VNI, Windows-1258 and the forms of Unicode."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dutdiem.reading.files.decoding import decode
from dutdiem.reading.files.legacy import Encoding, by_font, from_unicode, recognised, to_unicode
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.files.syllables import is_syllable

TEXT = "Công an các đơn vị, địa phương báo cáo kết quả thực hiện Nghị quyết trước ngày 15 hằng tháng; đề xuất khen thưởng."
LETTERS = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ "


@pytest.mark.parametrize("encoding", list(Encoding))
@given(text=st.text(LETTERS, max_size=60))
@settings(max_examples=60, deadline=None)
def test_what_is_written_in_an_old_encoding_comes_back(encoding: Encoding, text: str) -> None:
    assert to_unicode(from_unicode(text, encoding), encoding) == text


@pytest.mark.parametrize("encoding", list(Encoding))
def test_it_recognises_an_old_encoding_by_its_syllables(encoding: Encoding) -> None:
    old = from_unicode(TEXT, encoding)
    assert recognised(old) is encoding
    assert to_unicode(old, encoding) == TEXT


@pytest.mark.parametrize("text", [TEXT, "", "ABC 123", "déjà vu, naïve café, Zürich", "±5 °C; µg; §12"])
def test_it_leaves_other_text_alone(text: str) -> None:
    assert recognised(text) is None
    assert decode(text.encode()) == text


@pytest.mark.parametrize("encoding", list(Encoding))
def test_runs_of_an_old_font_within_unicode_text_are_converted(encoding: Encoding) -> None:
    """A paragraph pasted from an old file, in a long text that is Unicode otherwise."""
    other = ["Café, naïve, Zürich, 25 °C, façade, señor, Ångström, smörgåsbord, garçon, très déjà vu", "x = ±5 µm; §3"]
    pasted = "Công an các đơn vị báo cáo kết quả thực hiện trước ngày 15 hằng tháng."
    text = [TEXT] * 80 + [from_unicode(pasted, encoding)] + other + [TEXT] * 80
    assert decode("\n".join(text).encode()) == "\n".join([TEXT] * 80 + [pasted] + other + [TEXT] * 80)


def test_a_font_tells_its_encoding() -> None:
    assert by_font(from_unicode("Bộ", Encoding.TCVN3), ".VnTime") == "Bộ"
    assert by_font(from_unicode("bộ", Encoding.TCVN3), ".VnTimeH") == "BỘ"
    assert by_font(from_unicode("Bộ", Encoding.VNI), "VNI-Times") == "Bộ"
    assert by_font("µg", "Times New Roman") == "µg"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_it_decodes_unicode(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", list(Encoding))
def test_it_decodes_single_bytes(encoding: Encoding) -> None:
    assert decode(from_unicode(TEXT, encoding).encode("cp1252")) == TEXT


def in_windows_1258(text: str) -> bytes:
    """Base letters with their shape, then the tone as a sign of its own."""
    made = b""
    for letter in text:
        try:
            made += letter.encode("cp1258")
        except UnicodeEncodeError:
            apart = normalize("NFD", letter)
            tones = "".join(sign for sign in apart if sign in "\u0300\u0301\u0309\u0303\u0323")
            base = normalize("NFC", "".join(sign for sign in apart if sign not in tones))
            made += (base + tones).encode("cp1258")
    return made


def test_it_decodes_windows_1258() -> None:
    assert decode(in_windows_1258(TEXT)) == TEXT


def test_line_ends_are_one_character() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


def test_decomposed_text_is_composed() -> None:
    assert decode(normalize("NFD", TEXT).encode()) == TEXT


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 40, b"abc\x00def", bytes(range(256)) * 4])
def test_it_refuses_what_is_no_text(data: bytes) -> None:
    with pytest.raises(Unfit):
        decode(data)


@pytest.mark.parametrize("word", "Nghị quyết triển khai nghiêm túc Quỳnh giặt gìn khuỷu thuở yếu ưu oanh".split())
def test_it_knows_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", ["naïve", "café", "NghÞ", "quyÕt", "triển1", "brò", "tạch́", "hocx", "tác̉"])
def test_it_knows_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_the_real_pairs_convert_without_a_difference(shared: Path) -> None:
    for encoding in Encoding:
        found = json.loads((shared / f"corpus/encodings/{encoding}_vectors.json").read_text("utf-8"))
        pairs = found if isinstance(found, list) else [p for v in found.values() if isinstance(v, list) for p in v]
        assert len(pairs) >= 20
        for pair in pairs:
            assert to_unicode(pair[encoding.value], encoding) == pair["unicode"]
            assert recognised(pair[encoding.value]) is encoding
            assert recognised(pair["unicode"]) is None


def test_the_real_table_agrees(shared: Path) -> None:
    table = json.loads((shared / "corpus/encodings/tcvn3_table.json").read_text("utf-8"))["map"]
    for letter, old in table.items():
        assert to_unicode(old, Encoding.TCVN3) == letter
