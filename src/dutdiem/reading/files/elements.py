"""Local names of elements and attributes, whatever dialect of the namespace the file uses."""

from collections.abc import Iterator

from lxml.etree import _Element

Element = _Element


def local(element: Element) -> str:
    """The name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first child by a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def children(element: Element, name: str) -> Iterator[Element]:
    return (inner for inner in element if local(inner) == name)


def value(element: Element | None, *path: str) -> str | None:
    """`w:val` of a descendant by path."""
    found = child(element, *path)
    return attribute(found, "val") if found is not None else None


def is_on(element: Element | None, *path: str) -> bool:
    """A toggle property: present and not switched off."""
    found = child(element, *path)
    return found is not None and (attribute(found, "val") or "true") not in ("0", "false", "off", "none")


def number(text: str | None) -> int | None:
    """A whole number of sensible size, or None."""
    try:
        found = int(text or "")
    except ValueError:
        return None
    return found if abs(found) < 1_000_000 else None
