"""The bodies that a cell names: "PA05, Báo Hải Phòng" are two, "Bộ Văn hóa, Thể thao và Du lịch" is one."""

import re

from dutdiem.reading.organisations import name_pattern

_SIDE_BY_SIDE = re.compile(r"(?<=[^\W\d_]) (?=(?:Sở|Bộ|UBND|Ủy ban nhân dân|Uỷ ban nhân dân) [A-ZĐcthx])(?<!^Bộ )(?<!^Sở )")
_CODE = r"[A-ZĐ]{1,3}\d{2}\b"
_HEADS = (
    r"(?:Báo|Tạp chí|Trạm|Hạt|Trường|Bệnh viện|Trung tâm|Công ty|Tổng công ty|Tập đoàn|Chi cục|Đội|Tổ|Quỹ|Đồn|Bưu điện|Điện lực) "
    r"(?=[A-ZĐ\d])|Báo và Phát thanh|Bệnh viện đa khoa\b|(?:Tỉnh|Thành|Huyện|Quận|Xã) đoàn\b"
)
_FURTHER = re.compile(rf"{_CODE}|[A-ZĐ]{{2,}}|[Cc]ác |[Mm]obi[Ff]one\b|{_HEADS}")
"""With what a further body begins that the names of bodies do not know; none of these stands behind a comma within a name."""
_BULLET = re.compile(r"\s*[-–+•]\s")
_APART = re.compile(r"[;\n]|^[-–+] ")
_LAST_NAME = re.compile(r".*[;,] (?=[A-ZĐ])")
_OPEN = (" và", ",", " của", " thuộc", " tại", " các", " với")
"""With what a line ends whose name goes on below."""
_OFFICES = frozenset(
    ("Văn phòng", "Lãnh đạo", "Thanh tra", "Thủ trưởng", "Giám đốc", "Chánh Văn phòng", "Ban Thường vụ", "Thường trực", "Chủ tịch")
)
"""These are of the body that the next line names."""
_JOINTS = re.compile(r", | [-–+] | ?/ ?(?=\S)| và (?=(?:[Cc]ác|[A-ZĐ]))")


def bodies(text: str) -> tuple[str, ...]:
    """The bodies of a cell: apart at ";" and line ends; at a comma, dash, slash or "và" before a further body's name."""
    parts: list[str] = []
    for piece in _APART.split(_lines_joined(text) if "\n" in text else text):
        parts += _by_joint(piece.strip(" .,-–"))
    return tuple(body for part in parts if part for body in _by_head(part))


def listed(text: str) -> str:
    """A cell's bodies in one line: "- PV01\n- PX03" is "PV01; PX03"; a mere line break within a name is a space."""
    if _BULLET.match(text):
        return "; ".join(bodies(text))
    first, *more = _lines_joined(text).split("\n") if "\n" in text else [text]
    for line in more:
        first = f"{first.rstrip(' ;,')}; {line}" if _begins(line, 0) else f"{first} {line}"
    return first


def _lines_joined(text: str) -> str:
    """The text with a break left only between two bodies: none within a name ("Sở Kế hoạch và⏎Đầu tư", "Văn phòng⏎UBND tỉnh")."""
    first, *more = (line.strip() for line in text.split("\n"))
    kept = [first]
    for line in more:
        if line and not _BULLET.match(line) and _goes_on(kept[-1], line):
            kept[-1] = f"{kept[-1]} {line}"
        else:
            kept[-1] = kept[-1].removesuffix(" và")
            kept.append(line)
    return "\n".join(kept)


def _goes_on(above: str, line: str) -> bool:
    """Whether a line goes on with the name above it."""
    if not above or above.endswith((";", ".")):
        return False
    last = _LAST_NAME.sub("", above)
    if _begins(line, 0):
        return last in _OFFICES
    name = name_pattern().match(f"{last} {line}")
    return line[0].islower() or above.endswith(_OPEN) or bool(name and name.end() > len(last) + 1)


def _by_head(part: str) -> list[str]:
    """Two departments side by side, the break between them lost ("Sở Khoa học và Công nghệ Sở Công Thương")."""
    if not part.startswith(("Sở ", "Bộ ")):
        return [part]
    return _SIDE_BY_SIDE.split(part)


def _by_joint(piece: str) -> list[str]:
    parts, begin = [], 0
    for joint in _JOINTS.finditer(piece):
        if joint.start() > begin and _begins(piece, joint.end()):
            parts.append(piece[begin : joint.start()])
            begin = joint.end()
    return [part.strip(" .,-–") for part in (*parts, piece[begin:])]


def _begins(piece: str, at: int) -> bool:
    """Whether a further body's name begins here."""
    return bool((piece[at : at + 1].isupper() and name_pattern().match(piece, at)) or _FURTHER.match(piece, at))
