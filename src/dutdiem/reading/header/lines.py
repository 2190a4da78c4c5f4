"""The first lines of a document as its letterhead was set: one line for each part.

Decree 30/2020/NĐ-CP, annex I, sets the issuing body on the left and the national heading on the right, with the symbol and the
dateline below them. A page's text may have both columns run together on one line, or short lines in capitals joined.
"""

import re
from functools import cache

from dutdiem.reading.flat import Flat
from dutdiem.reading.header.columns import right_column, side_by_side
from dutdiem.reading.header.kinds import is_rule, kinds
from dutdiem.reading.header.letterhead import NATION, PARTY, PLACE, first_heading, heading_at, is_dateline
from dutdiem.reading.vocabulary import alternatives, vocabulary

_CHARACTERS = 9000
_LINES = 140
_ABOVE, _BELOW = 400, 900
"""How far from the national heading, in characters, the letterhead and the title reach."""
_HEADING = 48
"""No heading, and no motto with the line drawn below it, is longer."""
_LONG = 120
_SHORT = 0.8
_BREAK = re.compile(r"\n\s*")
_DATELINE = rf"{PLACE} ?, ?ngày [\d.…]"
_LOST_NAM = re.compile(r"(?<!VIỆT)(?<!HÀ)(?<!QUẢNG)(?<!MIỀN)(?<!PHÍA) NAM(?= |\Z)")
"""The last word of a national heading that the width of its column put on the next line, among the left column's words."""
_DATED = re.compile(rf" {_DATELINE}[^;:]*\d{{4}}\Z")
_CUT = re.compile(
    rf" *(?={NATION})|(?<=\S) +(?={PARTY}(?:$| ))|(?<=VIỆT NAM)(?=Độc lập|Số)|(?<=CHỦ NGHĨA VIỆT NAM) +(?=\S)"
    rf"|(?<=CỘNG SẢN VIỆT NAM) +(?=\S)|(?<=CHỦ NGHĨA VIỆT) +(?!NAM)(?=\S)| *(?=Độc lập ?[-–])|(?<=ạnh phúc) *(?=\S)"
    rf"|(?<=[\w.]) +(?=S[ốô](?: ?: ?[\d.…/]| \d+ ?[-/]))|(?<=[\dA-ZĐ.;]) +(?={_DATELINE})"
    rf"|(?<= năm \d{{4}}) +(?=\S)|(?<=\w) +(?=V/v\b)"
)
_RIGHT = re.compile(rf"{NATION}|{PARTY}|Độc lập ?[-–]|[-–_ ]+$|{_DATELINE}")


def head_lines(flat: Flat) -> list[str]:
    """At most a few thousand characters."""
    text = flat.text[:_CHARACTERS]
    heading = max(text.find("CHỦ NGHĨA"), text.find(PARTY))
    if heading < 0:
        return text.split("\n")[:_LINES]
    if columns := _columns(flat, heading):
        return [*columns[0], *text[columns[1] :].split("\n")][:_LINES]
    begin = text.rfind("\n", 0, max(0, heading - _ABOVE)) + 1
    end = text.find("\n", heading + _BELOW)
    kept = text[:begin].split("\n")[:-1]
    at, titled = begin, False
    for line in text[begin : end if end >= 0 else len(text)].split("\n"):
        if len(line) > _LONG and kinds().fullmatch(_above(flat, at)):
            kept += _title_apart(flat, line, at)
        elif titled or len(line) < 13 or not line[:2].isupper():
            kept.append(line)
        else:
            kept += _as_broken(flat, line, at)
        titled = titled or kinds().match(line) is not None
        at += len(line) + 1
    if end >= 0:
        kept += text[end + 1 :].split("\n")
    return apart([piece for line in kept[:_LINES] for piece in _stamp_apart(line)])


def _columns(flat: Flat, heading: int) -> tuple[list[str], int] | None:
    """The lines of a letterhead set in two columns with blanks between them, left before right, and where (flat) it ends."""
    source = flat.source
    at = flat.origin(heading)
    begin, end = source.rfind("\n\n", 0, at) + 2 if "\n\n" in source[:at] else 0, source.find("\n\n", at)
    first = source.rfind("\n", 0, at) + 1
    column = right_column(source[first : source.find("\n", at)])
    if column is None or end < 0:
        return None
    parts = side_by_side(source[begin:end].split("\n"), column)
    above = [line for line in flat.text[: flat.flat_of(begin)].split("\n") if line]
    return [*above, *(left for left, _ in parts if left), *(right for _, right in parts if right)], flat.flat_of(end)


def _stamp_apart(line: str) -> list[str]:
    """A dateline and the stamp of urgency that stood below it, as two lines."""
    stamp = next((word for word in vocabulary("header")["urgencies"] if line.endswith(f" {word}")), "")
    said = line[: len(line) - len(stamp)].rstrip()
    return [said, stamp] if stamp and is_dateline(said) else [line]


@cache
def _openings() -> re.Pattern[str]:
    words = vocabulary("header")
    names = alternatives([*words["heads"], *words["kinds"], *words["urgencies"]])
    return re.compile(rf"(?<=\S) (?=(?:{NATION}|{PARTY}|(?:{names})\b))")


def _as_broken(flat: Flat, line: str, at: int) -> list[str]:
    """A line in capitals broken again where the source broke it and a body, a kind or the national heading begins.

    Some words that begin a name also end one ("HẢI | PHÒNG", "NỘI | VỤ"): there the break was made by the page's width.
    """
    halves = vocabulary("header")["halves"]
    pieces: list[str] = []
    begin = 0
    for match in _openings().finditer(line):
        end = match.start()
        word = line[line.rfind(" ", 0, end) + 1 : end]
        if word in halves or not line[begin:end].isupper():
            continue
        if "\n" in flat.source[flat.origin(at + end - 1) : flat.origin(at + end + 1)]:
            pieces.append(line[begin:end].strip())
            begin = end + 1
    pieces.append(line[begin:].strip())
    return pieces if len(pieces) == 1 or _before_title(pieces) else [line.strip()]


def _title_apart(flat: Flat, line: str, at: int) -> list[str]:
    """A title and the body that was run together with it, as two lines.

    A page without an empty line between them looks like one paragraph; but a title's last line is short where the body's first is
    full, and the body begins with a capital.
    """
    cuts = [0, *_breaks(flat, line, at), len(line)]
    for begin, end, after in zip(cuts, cuts[1:], cuts[2:], strict=False):
        width = len(line[begin:end].rstrip())
        if line[end].isupper() and width < (after - end) * _SHORT and line[end - 2] not in ",;":
            return [line[:end].rstrip(), line[end:]]
    return [line]


def _above(flat: Flat, at: int) -> str:
    """The line of the source that ends before a flat line."""
    begin = flat.origin(at)
    return flat.source[max(0, begin - _HEADING) : begin].rstrip().rpartition("\n")[2].strip(" *#")


def _breaks(flat: Flat, line: str, at: int) -> list[int]:
    """Where the source broke a flat line."""
    begin, end = flat.origin(at), flat.origin(at + len(line) - 1)
    return [flat.flat_of(match.end()) - at for match in _BREAK.finditer(flat.source, begin, end)]


def _before_title(pieces: list[str]) -> bool:
    """Not within a title, which may name bodies and kinds at the beginning of its lines."""
    return heading_at(pieces[-1]) == 0 or all(len(piece) < 90 for piece in pieces)


def _runs_together(line: str) -> bool:
    at = heading_at(line)
    if at is not None:
        return at > 0 or len(line) > _HEADING
    at = line.find("Độc lập")
    return at > 0 or (at == 0 and len(line) > _HEADING) or (line.startswith(("Số", "SỐ")) and ("ngày" in line or "V/v" in line))


def _subject_apart(piece: str) -> list[str]:
    """What a letter is about, and the dateline that was run together with it ("V/v phòng, chống dịch Bắc Ninh, ngày …")."""
    dated = _DATED.search(piece) if piece.startswith(("V/v", "V/V")) else None
    return [piece[: dated.start()], piece[dated.start() + 1 :]] if dated else [piece]


def apart(head: list[str]) -> list[str]:
    """The lines of a letterhead whose two columns ran together, taken apart column by column; others as they are."""
    first = first_heading(head)
    if first is None:
        return head
    begin = max(0, first - 2)
    if not any(_runs_together(line) for line in head[begin : first + 8]):
        return head
    left: list[str] = []
    right: list[str] = []
    lost = False
    for at in range(begin, min(first + 8, len(head))):
        if at > first and (len(head[at]) > 300 or kinds().match(head[at]) or is_rule(head[at])):
            break
        pieces = [part for piece in _CUT.split(head[at]) if piece.strip() for part in _subject_apart(piece.strip())]
        lost = lost or any(piece.endswith("CHỦ NGHĨA VIỆT") for piece in pieces)
        if lost and (kept := [_LOST_NAM.sub("", piece, count=1) for piece in pieces]) != pieces:
            pieces, lost = kept, False
        for count, piece in enumerate(pieces, 1):
            (right if _RIGHT.match(piece) else left).append(piece)
            if is_dateline(piece):
                return head[:begin] + left + right + pieces[count:] + head[at + 1 :]
    pieces = [piece.strip() for piece in _CUT.split(head[first]) if piece.strip()]
    return head[:first] + pieces + head[first + 1 :]
