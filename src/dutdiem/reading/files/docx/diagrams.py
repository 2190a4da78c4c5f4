"""SmartArt: the words of a diagram in the order of its outline.

ECMA-376 part 1, 21.4: a `dgm:pt` is a point, a `dgm:cxn` puts one under another.
"""

from collections import defaultdict
from collections.abc import Iterator

from dutdiem.reading.files.drawings import words_in
from dutdiem.reading.files.elements import Element, attribute, child, named, number

_SHOWN = ("node", "asst")
_ROOT = "doc"


def diagram_lines(root: Element) -> list[str]:
    """`root` is that of the diagram's data. A line for each paragraph; a point that nobody has filled in says nothing."""
    points = {attribute(point, "modelId") or "": point for point in named(root, "pt")}
    below = _below(root)
    begin = [name for name, point in points.items() if attribute(point, "type") == _ROOT]
    ordered = list(dict.fromkeys([*_outline(begin, below), *points]))  # those that hang on nothing come last
    return [line for name in ordered if name in points for line in _lines(points[name])]


def _below(root: Element) -> dict[str, list[str]]:
    """The points under each point, in their order."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for link in named(root, "cxn"):
        if (attribute(link, "type") or "parOf") == "parOf":
            place = number(attribute(link, "srcOrd")) or 0
            found[attribute(link, "srcId") or ""].append((place, attribute(link, "destId") or ""))
    return {name: [point for _, point in sorted(links)] for name, links in found.items()}


def _outline(begin: list[str], below: dict[str, list[str]]) -> Iterator[str]:
    """From the top, each point before those under it and once, even where a damaged file leads in a circle."""
    waiting, met = begin[::-1], set[str]()
    while waiting:
        name = waiting.pop()
        if name not in met:
            met.add(name)
            yield name
            waiting += reversed(below.get(name, []))


def _lines(point: Element) -> Iterator[str]:
    if (attribute(point, "type") or "node") not in _SHOWN:
        return
    settings = child(point, "prSet")
    if settings is not None and attribute(settings, "phldr") in ("1", "true"):
        return
    text = child(point, "t")
    for paragraph in () if text is None else named(text, "p"):
        if line := words_in(paragraph, "t").strip():
            yield line
