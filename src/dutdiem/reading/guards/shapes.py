"""The shapes in which a marking is written, brought to one.

Spaced out, with dots, with invisible characters, full width, with letters of other alphabets that look the same, without
marks, in TCVN3, VNI or VIQR, or as UTF-8 taken for Windows-1252.
"""

import re
from functools import cache, lru_cache
from html import unescape
from itertools import chain, product
from unicodedata import combining, is_normalized, normalize

from dutdiem.reading.files.legacy import Encoding, from_unicode

_ALIKE = dict(
    zip(
        map(ord, "АВЕНІКМОРСТУХавеікморстухΑΒΕΗΙΚΜΝΟΡΤΥΧαικορτυÐᴍᴀᴛᴏɪᴜʏᴇṬṭṂṃⲘⲀⲦⲞⲒⲈꓟꓮꓔꓳꓲꓴꓬꓰᎷᎪᎢ"),
        "ABEHIKMOPCTYXabeikmopctyxABEHIKMNOPTYXaikoptuĐMATOIUYETtMmMATOIEMATOIUYEMAT",
        strict=True,
    )
)
_FAR: dict[int, str | None] = {
    first + at: chr(ord("A") + at) for first in (0x1F150, 0x1F170, 0x1F1E6) for at in range(26)
} | dict.fromkeys(chain(range(0xE0000, 0xE0080), range(0xE0100, 0xE01F0)))
"""White on black circles and squares and the letters of flags, which compatibility forms know not; tags, which are not seen."""
_FAR_OFF = re.compile("[\U0001f150-\U0001f1ff\U000e0000-\U000e01ef]")
_STRUCK = chain(range(0x332, 0x339), range(0x20D0, 0x20F1))  # lines through, under and around a letter
_INVISIBLE = chain(
    [0xAD, 0x61C, 0x180E, 0xFEFF, 0x34F, 0x115F, 0x1160, 0x3164, 0xFFA0],
    range(0x200B, 0x2010),
    range(0x202A, 0x202F),
    range(0x2060, 0x2070),
    range(0xFE00, 0xFE10),
    _STRUCK,
)
_SPACES = chain([0xA0, 0x1680, 0x202F, 0x205F, 0x2800, 0x3000], range(0x2000, 0x200B))
_BREAKS = [0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029]
_CONTROLS = (code for code in chain(range(0x20), range(0x7F, 0xA0)) if code not in (0x09, 0x0A))
_PLAIN: dict[int, str | None] = (
    dict.fromkeys([*_INVISIBLE, *_CONTROLS]) | dict.fromkeys(_SPACES, " ") | dict.fromkeys(_BREAKS, "\n") | _ALIKE
)

# Looking for these few in the text is much faster than translating every letter of it.
_ODD = re.compile("[" + "".join(re.escape(chr(code)) for code in _PLAIN) + "]")

# Full-width letters, letters in circles, mathematical letters, and the º that mistaken encodings leave.
_OTHER_FORMS = re.compile(
    "[ªº\u02b0-\u02e3\u1d2c-\u1d6a\u2070-\u209c\u2100-\u214f\u2460-\u24ff\uff00-\uffef\U0001d400-\U0001d7ff\U0001f110-\U0001f14f]+"
)
_TURNED = re.compile("\u202e([^\u202c\n]{1,200})")
"""Shown from right to left: what is read stands backwards in the text."""

_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")
_SPELLED = re.compile(r"(?<![^\W_])(?:[^\W\d_][\s.\-–—_·•*/|]+){2,}[^\W\d_](?![^\W_])")
_ENTITY = re.compile(r"&(?:#\w{2,6}|[a-zA-Z]{2,8});")
_INLINE = re.compile(
    r"\\(?=\W)|\*{1,3}|</?(?:b|i|u|s|em|strong|span|font|mark|small|big|sup|sub|code|a)(?: [^<>\n]{0,200})?>", re.IGNORECASE
)
_BLOCK = re.compile(r"</?(?:br|p|div|center|td|th|tr|table|li|ul|ol|h[1-6]|hr)(?: [^<>\n]{0,200})? ?/?>", re.IGNORECASE)
_COLUMNS = re.compile(r"\t+|\|+| {3,}")
_QUOTED = re.compile(r"\W*[\"'“”‘’«»„`].*|.*[\"“”‘’«»„`]\W*")

_LONGEST = 500  # letters: longer lines are neither quotations nor titles

# Marks that are lost in capitals, and marks that OCR takes for one another.
_WORN = {"ậ": "aâạậ", "ố": "oôóố", "ệ": "eêẹệ"}
_MISREAD = {"ậ": "aâạậấầẩẫăặáà", "ố": "oôóốồổỗòõơớ", "ệ": "eêẹệếềểễéè"}


def plain(text: str) -> str:
    """NFC, one alphabet, no invisible characters; spaces of all kinds as plain ones, tabs and line breaks kept."""
    if "&" in text:
        text = _ENTITY.sub(lambda match: unescape(match.group()), text)
    if "\u202e" in text:
        text = _TURNED.sub(lambda match: normalize("NFC", match.group(1))[::-1], text)
    if _FAR_OFF.search(text):
        text = text.translate(_FAR)
    shown = _ODD.sub(_replaced, text)
    shown = _OTHER_FORMS.sub(lambda match: _ODD.sub(_replaced, normalize("NFKC", match.group())), shown)
    return shown if is_normalized("NFC", shown) else normalize("NFC", shown)


def _replaced(match: re.Match[str]) -> str:
    return _PLAIN[ord(match.group())] or ""


def without_markup(line: str) -> str:
    """A line without marks of format; what would stand on lines or in cells of its own is kept apart by tabs."""
    return _BLOCK.sub("\t", _INLINE.sub("", line)) if "<" in line else _INLINE.sub("", line)


def letters(text: str) -> str:
    """Only the letters, in lower case."""
    return "".join(filter(str.isalpha, text)).casefold()


@lru_cache(maxsize=4_000)
def folded(text: str) -> str:
    """In lower case without any marks, đ as d."""
    apart = normalize("NFD", text.casefold())
    return "".join(c for c in apart if not combining(c)).replace("đ", "d")


def columns(line: str) -> list[str]:
    """The pieces of a line that stand apart from one another."""
    return [piece.strip() for piece in _COLUMNS.split(line) if piece.strip()]


def spelled(line: str) -> list[str]:
    """Words written letter by letter: "M Ậ T", "T.Ố.I M.Ậ.T"."""
    return _SPELLED.findall(line)


def bare(piece: str) -> str:
    """Without the brackets, stars and lines around it."""
    return _DECORATION.sub("", piece)


def is_quoted(piece: str) -> bool:
    """What is quoted is spoken about."""
    return len(piece) <= _LONGEST and bool(_QUOTED.fullmatch(piece))


def is_capital(text: str) -> bool:
    """Every letter is a capital; letters outside ASCII may be small, as the capitals of TCVN3 fonts are."""
    if len(text) > _LONGEST:
        return False
    plain_letters = [c for c in text if c.isalpha() and c.isascii()]
    return bool(plain_letters) and all(map(str.isupper, plain_letters))


@cache
def worn(word: str, misread: bool = False) -> frozenset[str]:
    """`word` with some of its marks lost; with `misread`, also as OCR takes one mark for another."""
    choices = _MISREAD if misread else _WORN
    return frozenset("".join(made) for made in product(*(choices.get(letter, letter) for letter in word)))


@cache
def encoded(words: tuple[str, ...]) -> frozenset[str]:
    """The letters of `words` as they look where a legacy or mistaken encoding was not converted."""
    cased = (form for word in words for form in (word, word.upper(), word.title()))
    return frozenset(letters(plain(other)) for form in cased for other in _otherwise(form))


def _otherwise(word: str) -> list[str]:
    forms = [from_unicode(word, encoding) for encoding in Encoding]
    forms += [word.encode("utf-8").decode(wrong, errors="ignore") for wrong in ("cp1252", "latin-1")]
    return [form for form in forms if form != word]
