"""A whole DOCX: the body with its notes, the margins of its pages, and whatever else of it can be seen."""

import re
from collections.abc import Iterator

from dutdiem.reading.files.decoding import decode
from dutdiem.reading.files.docx.diagrams import diagram_lines
from dutdiem.reading.files.docx.flow import Block, Flow, Setting, as_text
from dutdiem.reading.files.docx.numbering import Numbering
from dutdiem.reading.files.docx.styles import Styles
from dutdiem.reading.files.drawings import drawn_words, property_words, words_in
from dutdiem.reading.files.elements import Element, attribute, local, named
from dutdiem.reading.files.html import open_html
from dutdiem.reading.files.legacy import Encoding, recognised_in
from dutdiem.reading.files.limits import LIMITS
from dutdiem.reading.files.package import Package
from dutdiem.reading.files.parts import Composer, Opened, Part, Role
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.files.relations import main_part, relations_of

_PAGE_NUMBER = re.compile(r"[\W\d]*(?:trang|page)?[\W\d]*", re.IGNORECASE)
_MARGINS = ("header", "footer")
_NOTES = ("footnotes", "endnotes")


def open_docx(package: Package) -> Opened:
    """Raises `Unfit` where the package holds no readable document."""
    return _Document(package, LIMITS.attachment_depth).opened()


class _Document:
    def __init__(self, package: Package, depth: int) -> None:
        main = main_part(package)
        if main is None:
            raise Unfit("damaged", detail="không có phần văn bản chính")
        self._package, self._main, self._depth = package, main, depth
        self._relations = relations_of(package, main)
        self._seen = {main} | {relation.target for relation in self._relations if relation.kind in ("styles", "numbering")}
        self._root = package.xml(main)
        self._setting = Setting(Styles(self._first("styles")), Numbering(self._first("numbering")))
        self._setting.encoding = self._encoding()
        self._setting.chunks = {r.id: self._chunk(r.target) for r in self._relations if r.kind == "aFChunk"}

    def opened(self) -> Opened:
        flow = Flow(self._setting, self._root, self._diagrams())
        body = [block for story in self._root if local(story) == "body" for block in flow.blocks(story)]
        notes = list(self._notes())
        margins = {kind: list(self._margins(kind)) for kind in _MARGINS}
        composer = Composer()
        composer.lines(_worth_reading(margins["header"]))
        for block in body:
            _write(composer, block)
        composer.lines(notes)
        composer.lines(_worth_reading(margins["footer"]))
        opened = Opened(composer.text(), tables=composer.tables)
        opened.parts.append(Part(Role.BODY, "\n".join(map(as_text, body))))
        opened.parts += [Part(Role.MARGIN, text) for kind in _MARGINS for text in margins[kind]]
        opened.parts += [Part(Role.NOTE, text) for text in notes]
        opened.parts += [Part(Role.BOX, text) for text in (*self._setting.boxes, *self._other_words())]
        return opened

    def _first(self, kind: str) -> Element | None:
        target = next((relation.target for relation in self._relations if relation.kind == kind), None)
        return self._package.xml(target) if target else None

    def _encoding(self) -> Encoding | None:
        return recognised_in(text.text or "" for text in named(self._root, "t"))

    def _chunk(self, target: str) -> list[str]:
        """The lines of an imported file; of its kinds, the three that Word itself writes are read."""
        data, ending = self._package.read(target), target.rpartition(".")[2].casefold()
        if ending in ("htm", "html", "xhtml"):
            return open_html(data).text.split("\n")
        if ending == "docx" and self._depth > 0:
            return _Document(Package(data), self._depth - 1).opened().text.split("\n")
        return decode(data).split("\n") if ending == "txt" else []

    def _diagrams(self) -> dict[str, list[str]]:
        """The lines of the diagrams of the body by the ids of their relations."""
        diagrams = (relation for relation in self._relations if relation.kind == "diagramData")
        return {relation.id: diagram_lines(self._package.xml(relation.target)) for relation in diagrams}

    def _margins(self, kind: str) -> Iterator[str]:
        """Each header or footer once, as its lines."""
        for relation in self._relations:
            if relation.kind == kind and relation.target not in self._seen:
                self._seen.add(relation.target)
                yield self._story(self._package.xml(relation.target))

    def _story(self, root: Element) -> str:
        return "\n".join(map(as_text, Flow(self._setting, root).blocks(root)))

    def _notes(self) -> Iterator[str]:
        """Footnotes and endnotes in the order in which the text refers to them."""
        stories = {(kind, attribute(note, "id")): note for kind in _NOTES for note in self._note_elements(kind)}
        done = 0
        while done < len(self._setting.notes):
            note = stories.pop(self._setting.notes[done], None)
            done += 1
            if note is not None:
                yield f"[{done}] {self._story(note).strip()}"

    def _note_elements(self, kind: str) -> Iterator[Element]:
        root = self._first(kind)
        if root is not None:
            self._seen |= {relation.target for relation in self._relations if relation.kind == kind}
            yield from (note for note in root if local(note) in ("footnote", "endnote"))

    def _other_words(self) -> Iterator[str]:
        """Words of drawings, charts, comments and properties: nothing to read, but a marking may stand there."""
        yield from drawn_words(self._root)
        yield from _deleted_words(self._root)
        for name in self._package.names():
            if name.endswith(".xml") and name != self._main:
                root = self._package.xml(name)
                if name.startswith(("docProps/", "customXml/")):
                    yield from property_words(root)
                    continue
                yield from drawn_words(root)
                if name not in self._seen:
                    yield from (words_in(element, "t") for element in named(root, "p"))


def _deleted_words(root: Element) -> Iterator[str]:
    """What was struck out with changes tracked is still in the file, a paragraph at a time."""
    deleted: dict[Element, list[str]] = {}
    for element in named(root, "delText"):
        paragraph = next(element.iterancestors("{*}p"), element)
        deleted.setdefault(paragraph, []).append(element.text or "")
    return map("".join, deleted.values())


def _worth_reading(margins: list[str]) -> list[str]:
    """Page numbers are not content."""
    return [text for text in dict.fromkeys(margins) if not _PAGE_NUMBER.fullmatch(text)]


def _write(composer: Composer, block: Block) -> None:
    if isinstance(block, str):
        composer.line(block)
    else:
        composer.table(block)
