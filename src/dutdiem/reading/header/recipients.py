"""Who gets a copy: the list under "Nơi nhận" (Decree 30/2020/NĐ-CP, annex I, 9), which ends with the copy for the files."""

import re
from dataclasses import dataclass

from dutdiem.reading.flat import Flat
from dutdiem.reading.header.columns import right_column, side_by_side
from dutdiem.reading.header.signature import block_behind, name_behind, opens_block
from dutdiem.reading.tables.bodies import bodies

_REACH = 9000
_TRIES = 12
_LINES = 60
_MARKS = ("-", "–", "+", "•", "●")
_LABEL = re.compile(r"[-–+•*_ ]{0,3}nơi nhận\b ?(?:\(.{0,40}?\))? ?[:.]? ?", re.I)
_INLINE = re.compile(r"(?<=[;.,]) ?[-–+•] ?(?=\S)|;? +[-–+] (?=Lưu\b)|; (?=Lưu\b)")
_INLINE_DASH = re.compile(r"\S [-–+•] ?(?=\S)")
_EDGE = " -–+•●;.,/\\"


@dataclass(frozen=True, slots=True)
class Recipients:
    """Where the list begins and ends in the flat text, its items, and the lines between them that are not of it."""

    start: int
    end: int
    items: tuple[str, ...]
    others: tuple[str, ...] = ()


def find_recipients(flat: Flat, stop: int) -> Recipients | None:
    """The first list under "Nơi nhận" before `stop`; without these words the list that ends with the files' copy before the
    signature."""
    empty, text, low = None, flat.text[:stop], flat.low[:stop]
    at, tried = low.find("nơi nhận"), 0
    while at >= 0 and tried < _TRIES:
        begin = low.rfind("\n", max(0, at - 4), at) + 1
        if (begin or at < 3) and not low[begin:at].strip(" -–_"):
            found = _beside(flat, begin, stop) or _read(text, begin)
            tried += 1
            if found.items:
                return found
            empty = empty or found
        at = low.find("nơi nhận", at + 1)
    return empty or _unnamed(text, low)


def _beside(flat: Flat, begin: int, stop: int) -> Recipients | None:
    """A list whose right neighbour is the signature, set with blanks between the two; None where it is not set so."""
    source = flat.source[flat.origin(begin) :]
    column = right_column(source[: source.find("\n")])
    if column is None:
        return None
    lines = source[: source.find("\n\n") if "\n\n" in source else None].split("\n")[:_LINES]
    reader, size = _Reader(), 0
    for line, (left, right) in zip(lines, side_by_side(lines, column), strict=True):
        label = _LABEL.match(left)
        said = left[label.end() :] if label else left
        if right:
            reader.others.append(right)
        if said and not reader.line(f"- {said}" if label and not said.startswith(_MARKS) else said):
            break
        size += len(line) + 1
    end = flat.flat_of(flat.origin(begin) + size)
    return Recipients(begin, min(end, stop), reader.items(), tuple(reader.others))


def _unnamed(text: str, low: str) -> Recipients | None:
    at = max(low.rfind("- lưu:"), low.rfind("- lưu văn"))
    if at < len(text) // 2:
        return None
    begin = text.rfind("\n", 0, at) + 1
    while begin and text[begin] in "-–+":
        before = text.rfind("\n", 0, begin - 1) + 1
        if text[before : before + 1] not in _MARKS:
            break
        begin = before
    found = _read(text, begin) if text[begin : begin + 1] in _MARKS else None
    return found if found and len(found.items) > 1 else None


def _read(text: str, begin: int) -> Recipients:
    lines = text[begin : begin + _REACH].split("\n")[:80]
    label = _LABEL.match(lines[0])
    reader = _Reader()
    if not label:
        reader.line(lines[0])
    elif rest := lines[0][label.end() :]:
        reader.line(rest if rest.startswith(_MARKS) or opens_block(rest) else f"- {rest}")
    size = len(lines[0]) + 1
    for line in lines[1:]:
        if not reader.line(line):
            break
        size += len(line) + 1
    return Recipients(begin, begin + size - 1, reader.items(), tuple(reader.others))


class _Reader:
    """Takes the lines under the label until one is no longer of the list."""

    def __init__(self) -> None:
        self.raw: list[str] = []
        self.others: list[str] = []
        self.open = False
        self.strange = 0

    def line(self, line: str) -> bool:
        line = line.strip()
        if line.startswith(_MARKS):
            if self._filed():
                return False
            self.strange = 0
            self._add(line)
            return True
        if self.open and self._continues(line):
            self._add(line, more=True)
            return True
        self.strange += 1
        self.others.append(line)
        return not self._filed() and self.strange < 5 and (line.isupper() or line.startswith("(") or not self.raw)

    def _add(self, line: str, *, more: bool = False) -> None:
        """Behind the end of an item the signature may stand on the same line of the page."""
        at = block_behind(line)
        if at is None:
            at = name_behind(line)
        if at is not None:
            self.others.append(line[at:])
            line = line[:at].rstrip()
        if more:
            self.raw[-1] = f"{self.raw[-1]} {line}".strip()
        else:
            self.raw.append(line)
        self.open = self.raw[-1][-1:] not in (";", ".")

    def _continues(self, line: str) -> bool:
        last = self.raw[-1].lstrip(" -–+•")
        if not line or line.isupper() or opens_block(line):
            return False
        if last.startswith("Lưu"):
            return last.endswith(",") or line[0].islower() or line[0] in "(0123456789"
        return True

    def _filed(self) -> bool:
        """The copy for the files is the last of the list."""
        return bool(self.raw) and "Lưu" in self.raw[-1] and self.raw[-1].rsplit("Lưu", 1)[0].strip(" -–+•;.") in ("", self.raw[-1])

    def items(self) -> tuple[str, ...]:
        if len(self.raw) == 1 and not _INLINE_DASH.search(self.raw[0]):
            parts = _in_one_line(self.raw[0])
        else:
            parts = [part for raw in self.raw for part in (_INLINE.split(raw) if ";" in raw[:-1] or " -" in raw else (raw,))]
        return tuple(core for part in parts if (core := part.strip(_EDGE)))


def _in_one_line(raw: str) -> list[str]:
    """ "Như trên; Công an tỉnh; Lưu: VT" or "Như kính gửi, PV01, Lưu: VT": what stands behind the label without dashes."""
    if ";" in raw:
        return raw.split(";")
    before, comma, filed = raw.partition(", Lưu")
    return [*bodies(before.lstrip(_EDGE)), f"Lưu{filed}"] if comma else [raw]
