"""A cell that names both who leads and who coordinates ("Đơn vị chủ trì/phối hợp")."""

import re

_BODY = r"(?:(?:cơ quan|đơn vị)(?: thực hiện)? )?"
_LABELLED = re.compile(
    rf"\W*{_BODY}chủ trì ?(?:thực hiện)? ?[:–-] ?(?P<lead>.+?)[\s;.,]*(?:[-–+•] ?)?"
    rf"\b{_BODY}phối hợp ?(?:thực hiện)? ?[:–-] ?(?P<rest>.+)",
    re.I | re.S,
)
_SAID = re.compile(
    r"(?P<lead>[^;\n]{2,160}?) (?:là )?(?:(?:cơ quan|đơn vị) )?chủ trì\b[\s,;.]*"
    r"(?:(?:và )?phối hợp (?:với |cùng )?(?P<rest>.+)|(?P<before>.+?) phối hợp\W*$)",
    re.I | re.S,
)
_FIRST = re.compile(r"[;\n]| ?/ ?(?=[A-ZĐ])")
_EDGE = " \t\n;,.-–:"


def lead_and_rest(text: str, *, listed: bool) -> tuple[str, str] | None:
    """The lead, and the rest of the cell; None where the cell tells no two apart. `listed`: the first of a mere list leads."""
    if match := _LABELLED.match(text) or _SAID.match(text):
        found = match.groupdict()
        return found["lead"].strip(_EDGE), (found["rest"] or found.get("before") or "").strip(_EDGE)
    if not listed:
        return None
    parts = _FIRST.split(text.strip(_EDGE), maxsplit=1)
    return (parts[0].strip(_EDGE), parts[1].strip(_EDGE)) if len(parts) == 2 else None
