"""A whole DOC: the main story with its tables, the notes, and the other stories for the guards."""

import itertools
import re
from collections.abc import Iterator

from dutdiem.reading.files.compound import CompoundFile
from dutdiem.reading.files.legacy import Encoding, recognised, to_unicode
from dutdiem.reading.files.parts import Composer, Grid, Opened, Part, Role
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.files.word97.aside import look_aside
from dutdiem.reading.files.word97.lists import Lists
from dutdiem.reading.files.word97.paragraphs import Paragraphs
from dutdiem.reading.files.word97.pieces import WordFile, word_file

_STORIES = (Role.BODY, Role.NOTE, Role.MARGIN, Role.BOX, Role.BOX, Role.NOTE, Role.BOX, Role.BOX)
_READ_BESIDES = (6, 1, 5)  # text boxes, footnotes, endnotes
_ENDNOTES = 5
_CELL_END, _NOTE_MARK = "\x07", "\x02"
_PARAGRAPH = re.compile("[^\r\x07\x0c]*[\r\x07\x0c]?")
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_CONTROLS = re.compile("[\x00-\x06\x08\x0f-\x12\x13\x15-\x1d]")
_ODD = re.compile("[\x00-\x06\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")  # what is not shown as it stands, but for the ends of paragraphs
_SIGNS = {"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\x14": " ", "\x1e": "-", "\x1f": ""}
_DEEPEST_FIELD = 8


def open_doc(data: bytes) -> Opened:
    """Raises `Unfit` where the file is encrypted, older than Word 97 or damaged."""
    compound = CompoundFile(data)
    if "EncryptedPackage" in compound or "EncryptionInfo" in compound:
        raise Unfit("encrypted")
    if "WordDocument" not in compound:
        raise Unfit("wrong_kind", found="tệp OLE không phải văn bản Word")
    opened = _opened(word_file(compound))
    look_aside(compound, opened)
    return opened


def _opened(file: WordFile) -> Opened:
    text = "".join(piece.text for piece in file.pieces)
    stories = list(_stories(text, file.lengths))
    encoding = recognised(_plain(stories[0]))
    composer = Composer()
    _Body(file, composer, encoding).write(stories[0])
    count = stories[0].count(_NOTE_MARK)
    stories = [_with_note_numbers(story, count if number == _ENDNOTES else 0) for number, story in enumerate(stories)]
    parts = [Part(role, _shown(story, encoding)) for role, story in zip(_STORIES, stories, strict=True)]
    for number in _READ_BESIDES:
        composer.lines(line for line in parts[number].text.split("\n") if line.strip())
    return Opened(composer.text(), tables=composer.tables, parts=parts)


def _stories(text: str, lengths: tuple[int, ...]) -> Iterator[str]:
    at = 0
    for length in lengths:
        end = at + max(0, min(length, len(text) - at))
        yield text[at:end]
        at = end


def _with_note_numbers(story: str, of_all: int) -> str:
    """The n-th mark of a note as "[n]"; endnotes are the last of all the notes that the text refers to."""
    numbers = itertools.count(1 + max(0, of_all - story.count(_NOTE_MARK)))
    return re.sub(_NOTE_MARK, lambda _: f"[{next(numbers)}] ", story)


def _shown(story: str, encoding: Encoding | None) -> str:
    plain = _plain(story.replace(_CELL_END, "\n"))
    return to_unicode(plain, encoding) if encoding else plain


def _plain(text: str) -> str:
    """Fields by their results, breaks as line ends, signs of pictures and notes dropped, surrogate pairs joined."""
    text = text.replace("\r", "\n")
    if not _ODD.search(text):
        return text
    for _ in range(_DEEPEST_FIELD):
        text, changed = _FIELD.subn(lambda match: match.group(1) or "", text)
        if not changed:
            break
    for sign, plain in _SIGNS.items():  # one by one: of a text with marks, that is far faster than `translate`
        text = text.replace(sign, plain)
    plain = _CONTROLS.sub("", text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class _Body:
    """Writes the main story: lines, and tables row by row."""

    def __init__(self, file: WordFile, composer: Composer, encoding: Encoding | None) -> None:
        self._kinds = Paragraphs(file)
        self._lists = Lists(file)
        self._pieces = file.pieces
        self._composer = composer
        self._encoding = encoding
        self._notes = itertools.count(1)
        self._cell: list[str] = []
        self._row: list[str] = []
        self._rows: list[list[str]] = []

    def write(self, story: str) -> None:
        piece = 0
        for match in _PARAGRAPH.finditer(story):
            if not match.group():
                continue
            last = match.end() - 1
            while piece + 1 < len(self._pieces) and self._pieces[piece + 1].start <= last:
                piece += 1
            at = self._pieces[piece]
            self._paragraph(match.group(), at.offset + (last - at.start) * at.width)
        self._end_table()

    def _paragraph(self, text: str, offset: int) -> None:
        kind = self._kinds.at(offset)
        label = self._lists.label(kind.list, kind.level)
        if text.endswith(_CELL_END):
            if kind.row_end:
                self._end_row()
            else:
                self._row.append("\n".join([*self._cell, label + self._read(text[:-1])]).strip())
                self._cell = []
        elif kind.in_table:
            self._cell.append(label + self._read(text).rstrip("\n"))
        else:
            self._end_table()
            self._composer.line((label + self._read(text)).rstrip())

    def _read(self, text: str) -> str:
        marked = re.sub(_NOTE_MARK, lambda _: f"[{next(self._notes)}]", text) if _NOTE_MARK in text else text
        plain = _plain(marked)
        return to_unicode(plain, self._encoding) if self._encoding else plain

    def _end_row(self) -> None:
        if self._row:
            self._rows.append(self._row)
        self._row = []

    def _end_table(self) -> None:
        self._end_row()
        if self._cell:
            self._composer.lines(self._cell)
            self._cell = []
        if self._rows:
            self._composer.table(Grid(self._rows, self._rows))
            self._rows = []
