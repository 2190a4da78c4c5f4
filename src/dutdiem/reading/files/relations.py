"""Relationships between the parts of an Office package (ECMA-376, part 2). Only inner targets are ever followed."""

from dataclasses import dataclass
from posixpath import dirname, join, normpath

from dutdiem.reading.files.package import Package


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the last word of the relationship's type; `target` the name of the part within the package."""

    id: str
    kind: str
    target: str


def relations_of(package: Package, part: str) -> list[Relation]:
    """The inner relations of `part`; of the package itself where `part` is empty."""
    folder, _, name = part.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if listing not in package:
        return []
    found = []
    for element in package.xml(listing):
        if not isinstance(element.tag, str) or element.get("TargetMode", "").casefold() == "external":
            continue
        kind = (element.get("Type") or "").rpartition("/")[2]
        found.append(Relation(element.get("Id") or "", kind, _resolved(part, element.get("Target") or "")))
    return [relation for relation in found if relation.target in package]


def _resolved(part: str, target: str) -> str:
    path = target if target.startswith("/") else join(dirname(part), target)
    return normpath(path).lstrip("/")


def main_part(package: Package) -> str | None:
    """The part that the package is about: the document, the workbook."""
    return next((relation.target for relation in relations_of(package, "") if relation.kind == "officeDocument"), None)
