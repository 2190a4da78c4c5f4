"""Styles of a DOCX as far as the text depends on them: numbering and outline by style, fonts, capitals, hidden text."""

from collections.abc import Iterator
from typing import NamedTuple

from dutdiem.reading.files.elements import Element, attribute, child, children, is_on, local, named, value
from dutdiem.reading.files.legacy import encoding_of_font

_DEEPEST = 20


class Look(NamedTuple):
    """How a run is shown, as far as its words depend on it. `font`: one of before Unicode, else None."""

    hidden: bool = False
    capitals: bool = False
    font: str | None = None


class Styles:
    """The styles part; all lookups follow `basedOn` and stand cycles."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {} if root is None else {attribute(s, "styleId") or "": s for s in children(root, "style")}
        self._default_font = None if root is None else _font(child(root, "docDefaults", "rPrDefault", "rPr"))
        self._default_paragraph = self._default("paragraph")
        self._numberings: dict[str | None, tuple[str | None, str | None]] = {}
        self._fonts: dict[str | None, str | None] = {}
        self._toggles: dict[tuple[str, str | None], bool] = {}
        self._looks: dict[tuple[str | None, ...], Look] = {}
        self.change_letters = root is not None and changes_letters(root)

    def _default(self, kind: str) -> str | None:
        for name, style in self._styles.items():
            if attribute(style, "type") == kind and attribute(style, "default") in ("1", "true", "on"):
                return name
        return None

    def _chain(self, name: str | None) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get(name or "")
            if style is None:
                return
            yield style
            name = value(style, "basedOn")

    def numbering(self, paragraph_style: str | None) -> tuple[str | None, str | None]:
        """The list (`numId`) and level that a paragraph style brings; None where it brings none."""
        if paragraph_style not in self._numberings:
            self._numberings[paragraph_style] = self._numbering(paragraph_style)
        return self._numberings[paragraph_style]

    def _numbering(self, paragraph_style: str | None) -> tuple[str | None, str | None]:
        list_id = level = None
        for style in self._chain(paragraph_style):
            properties = child(style, "pPr", "numPr")
            list_id = list_id or value(properties, "numId")
            level = level or value(properties, "ilvl")
        return list_id, level

    def look(self, paragraph_style: str | None, run: Element | None) -> Look:
        """How a run with these properties is shown in a paragraph of this style."""
        key = (paragraph_style, *_own(run))
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = self._look(*key)
        return found

    def _look(self, paragraph: str | None, style: str | None, font: str | None, caps: str | None, vanish: str | None) -> Look:
        font = font or self._font(paragraph, style)
        return Look(
            self._toggled("vanish", vanish, paragraph, style),
            self._toggled("caps", caps, paragraph, style),
            font if encoding_of_font(font)[0] else None,
        )

    def _font(self, paragraph_style: str | None, run_style: str | None) -> str | None:
        for name in (run_style, paragraph_style or self._default_paragraph):
            if font := self._font_of(name):
                return font
        return self._default_font

    def _font_of(self, name: str | None) -> str | None:
        if name not in self._fonts:
            fonts = (_font(child(style, "rPr")) for style in self._chain(name))
            self._fonts[name] = next(filter(None, fonts), None)
        return self._fonts[name]

    def _toggled(self, toggle: str, own: str | None, paragraph_style: str | None, run_style: str | None) -> bool:
        if own is not None:
            return own not in _OFF
        return self._toggles_on(toggle, run_style) or self._toggles_on(toggle, paragraph_style)

    def _toggles_on(self, toggle: str, name: str | None) -> bool:
        key = (toggle, name)
        if key not in self._toggles:
            self._toggles[key] = any(is_on(style, "rPr", toggle) for style in self._chain(name))
        return self._toggles[key]


_OFF = ("0", "false", "off", "none")


def _own(run: Element | None) -> tuple[str | None, str | None, str | None, str | None]:
    """What a run's properties say themselves, of each the first: style, font, "caps" and "vanish" ("true" without a value)."""
    style: str | None = None
    fonts: Element | None = None
    caps: str | None = None
    vanish: str | None = None
    seen = False
    for inner in () if run is None else run:
        match local(inner):
            case "rStyle" if not seen:
                style, seen = attribute(inner, "val"), True
            case "rFonts" if fonts is None:
                fonts = inner
            case "caps" if caps is None:
                caps = attribute(inner, "val") or "true"
            case "vanish" if vanish is None:
                vanish = attribute(inner, "val") or "true"
    return style, None if fonts is None else _named_font(fonts), caps, vanish


def _font(properties: Element | None) -> str | None:
    fonts = child(properties, "rFonts")
    return None if fonts is None else _named_font(fonts)


def _named_font(fonts: Element) -> str | None:
    return attribute(fonts, "ascii") or attribute(fonts, "hAnsi")


def changes_letters(root: Element) -> bool:
    """Does anything in the part hide letters, show them as capitals, or set them in a font of before Unicode?

    In the many documents where nothing does, no run's properties need be looked at.
    """
    if next(named(root, "vanish", "caps"), None) is not None:
        return True
    fonts = {font for element in named(root, "rFonts") for font in element.attrib.values()}
    return any(encoding_of_font(str(font))[0] for font in fonts)
