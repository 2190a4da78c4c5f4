"""Styles of a DOCX as far as the text depends on them: numbering and outline by style, fonts, capitals, hidden text."""

from collections.abc import Iterator

from dutdiem.reading.files.elements import Element, attribute, child, children, is_on, value

_DEEPEST = 20


class Styles:
    """The styles part; all lookups follow `basedOn` and stand cycles."""

    def __init__(self, root: Element | None) -> None:
        self._styles = {} if root is None else {attribute(s, "styleId") or "": s for s in children(root, "style")}
        self._default_font = None if root is None else _font(child(root, "docDefaults", "rPrDefault", "rPr"))
        self._default_paragraph = self._default("paragraph")
        self._numberings: dict[str | None, tuple[str | None, str | None]] = {}
        self._fonts: dict[str | None, str | None] = {}
        self._toggles: dict[tuple[str, str | None], bool] = {}

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

    def font(self, paragraph_style: str | None, run: Element | None) -> str | None:
        """The font in which a run is shown."""
        if own := _font(run):
            return own
        for name in (value(run, "rStyle"), paragraph_style or self._default_paragraph):
            if font := self._font_of(name):
                return font
        return self._default_font

    def _font_of(self, name: str | None) -> str | None:
        if name not in self._fonts:
            fonts = (_font(child(style, "rPr")) for style in self._chain(name))
            self._fonts[name] = next(filter(None, fonts), None)
        return self._fonts[name]

    def toggled(self, toggle: str, paragraph_style: str | None, run: Element | None) -> bool:
        """Is `toggle` ("caps", "vanish") on for a run?"""
        if child(run, toggle) is not None:
            return is_on(run, toggle)
        return self._toggles_on(toggle, value(run, "rStyle")) or self._toggles_on(toggle, paragraph_style)

    def _toggles_on(self, toggle: str, name: str | None) -> bool:
        key = (toggle, name)
        if key not in self._toggles:
            self._toggles[key] = any(is_on(style, "rPr", toggle) for style in self._chain(name))
        return self._toggles[key]


def _font(properties: Element | None) -> str | None:
    fonts = child(properties, "rFonts")
    return None if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
