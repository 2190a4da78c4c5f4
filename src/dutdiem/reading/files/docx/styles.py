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
            for style in self._chain(name):
                if font := _font(child(style, "rPr")):
                    return font
        return self._default_font

    def toggled(self, toggle: str, paragraph_style: str | None, run: Element | None) -> bool:
        """Is `toggle` ("caps", "vanish") on for a run?"""
        if child(run, toggle) is not None:
            return is_on(run, toggle)
        names = (value(run, "rStyle"), paragraph_style)
        return any(is_on(style, "rPr", toggle) for name in names for style in self._chain(name))


def _font(properties: Element | None) -> str | None:
    fonts = child(properties, "rFonts")
    return None if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
