"""Local names of elements and attributes, whatever dialect of the namespace the file uses."""

from collections.abc import Iterator

from lxml.etree import _Element

Element = _Element


class _LocalNames(dict[object, str]):
    """Names without their namespace, made once for each name: documents have few, and ask for them all the time."""

    def __missing__(self, name: object) -> str:
        found = name.rpartition("}")[2] if isinstance(name, str) else ""
        if len(self) < _MOST_NAMES:
            self[name] = found
        return found


_MOST_NAMES = 10_000
_LOCAL = _LocalNames()


def local(element: Element) -> str:
    """The name without its namespace; empty for comments and the like."""
    return _LOCAL[element.tag]


def attribute(element: Element, name: str) -> str | None:
    """An attribute by its local name."""
    for key, value in element.items():
        if _LOCAL[key] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """The first child by a path of local names."""
    for name in path:
        if element is None:
            return None
        for inner in element:
            if _LOCAL[inner.tag] == name:
                element = inner
                break
        else:
            return None
    return element


def named(root: Element, *names: str) -> Iterator[Element]:
    """The element and all below it that have one of these local names, in their order; found without a step of Python."""
    return root.iter(*("{*}" + name for name in names))


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
