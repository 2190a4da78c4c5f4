"""What an Office package is, and the files embedded in it."""

from dutdiem.reading.files.kinds import Kind
from dutdiem.reading.files.package import Package
from dutdiem.reading.files.parts import Attachment
from dutdiem.reading.files.refusing import Unfit
from dutdiem.reading.files.relations import main_part

_CONTENT_TYPES = "[Content_Types].xml"
_MACROS = "vbaProject.bin"
_EMBEDDED = ("/embeddings/", "/afchunk", "/activeX/")


def office_kind(package: Package) -> Kind | None:
    """DOCX or XLSX by the type of the main part. Raises `Unfit` for macros and unreadable listings."""
    if _CONTENT_TYPES not in package:
        return None
    if any(name.endswith(_MACROS) for name in package.names()):
        raise Unfit("macro")
    types = package.xml(_CONTENT_TYPES)
    main = main_part(package)
    if main is None:
        raise Unfit("damaged", detail="không có phần nội dung chính")
    declared = next((e.get("ContentType", "") for e in types if (e.get("PartName") or "").lstrip("/") == main), "")
    if "wordprocessingml" in declared or (not declared and main.startswith("word/")):
        return Kind.DOCX
    if "spreadsheetml" in declared or (not declared and main.startswith("xl/")):
        return Kind.XLSX
    return None


def pictures(package: Package) -> list[bytes]:
    """The pictures of the package, the largest first."""
    names = [name for name in package.names() if "/media/" in name]
    return [package.read(name) for name in sorted(names, key=package.size, reverse=True)]


def attached(package: Package) -> list[Attachment]:
    """Embedded files and imported chunks."""
    names = [name for name in package.names() if any(place in "/" + name for place in _EMBEDDED)]
    return [Attachment(name, package.read(name)) for name in names if not name.endswith((".rels", ".xml"))]
