"""How the head, the foot and the tables of a composed document are set: plain, in columns of blanks, or as a web page left them."""

import re
from typing import Any

from marks import Built

NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
PARTY = ["ĐẢNG CỘNG SẢN VIỆT NAM"]


def right(meta: dict[str, Any]) -> list[str]:
    return PARTY if meta.get("party") else NATION


def side_by_side(left: list[str], other: list[str], width: int = 40) -> str:
    rows = max(len(left), len(other))
    padded = [[*lines, *[""] * (rows - len(lines))] for lines in (left, other)]
    return "".join(f"{a:<{width - 2}}  {b}".rstrip() + "\n" for a, b in zip(*padded, strict=True))


def head(meta: dict[str, Any]) -> str:
    """The letterhead, stamp, kind and title, in the document's style."""
    left, other, style = meta["left"], right(meta), meta.get("style", "plain")
    stamp, under = meta.get("stamp", []), meta.get("under", [])
    symbol, day = meta["symbol_line"], meta["day_line"]
    kind, titles = [meta["kind"]] if meta.get("kind") else [], meta.get("titles", [])
    rule = "*" if meta.get("party") else "-------"
    above = "".join(f"{line}\n" for line in meta.get("top", []))  # what a signature or a web page printed over the head
    if style == "columns":
        top = side_by_side([*left, rule, symbol, *under, *stamp], [*other, "---------------", day])
        return above + top + "\n" + "".join(f"{line:^80}".rstrip() + "\n" for line in [*kind, *titles]) + "\n"
    if style == "web":
        top = f"|\n**{chr(10).join(left)}**\n{rule}\n|\n**{other[0]}**\n" + "".join(f"**{line}**\n" for line in other[1:])
        top += "---------------\n|\n|\n" + "\n".join([symbol, *(f"*{line}*" for line in under), *(f"**{line}**" for line in stamp)])
        return f"{above}{top}\n|\n*{day}*\n|\n\n" + "".join(f"\n**{line}**\n" for line in kind) + "\n" + "\n".join(titles) + "\n\n"
    if style == "right_first":
        return above + "\n".join([*other, "", *left, rule, symbol, *under, *stamp, day, "", *kind, *titles]) + "\n\n"
    return above + "\n".join([*left, rule, *other, "-" * 15, symbol, *under, day, *stamp, "", *kind, *titles]) + "\n\n"


def foot(meta: dict[str, Any]) -> str:
    copies, sign, style = meta.get("copies", []), meta["sign"], meta.get("style", "plain")
    listed = [meta.get("copies_word", "Nơi nhận:"), *copies] if copies else []
    if style == "columns":
        return "\n" + side_by_side(listed, sign, 46) + "\n"
    if style == "web":
        return (
            "\n|\n"
            + "\n".join(f"***{line}***" if i == 0 else line for i, line in enumerate(listed))
            + "\n|\n**"
            + "\n".join(sign)
            + "**\n|\n\n"
        )
    return "\n" + "\n".join([*sign, "", *listed] if style == "right_first" else [*listed, "", *sign]) + "\n\n"


def table(built: Built, spec: str, rows: list[str]) -> None:
    """Writes a table and labels its rows; `spec`: kind and columns."""
    kind, _, names = spec.partition(" ")
    columns, style = names.split(","), built.meta.get("table", built.meta.get("style", "plain"))
    group: dict[str, Any] | None = None
    above: dict[str, Any] = {}
    labelled = []
    begin = len(built.text)
    for row in rows:
        mark, cells = row[:2] if row[:2] in ("G|", "H|") else "", row
        cells = row[2:] if mark else row
        parts = [part.strip() for part in cells.split("|")]
        if mark == "H|" or kind != "task":
            write(built, parts, style)
        elif mark == "G|":
            places = write(built, parts, style)
            start, end = (
                places[-1] if len(parts) == 1 else next(p for part, p in reversed(list(zip(parts, places, strict=True))) if part)
            )
            joined = ". ".join(part.strip("*. ") for part in parts if part)
            group = {"group": [start, end], "group_alt": [joined]}
        else:
            labelled.append(task(built, columns, parts, style, group, above))
    built.no_wrap.append((begin, len(built.text)))
    if kind == "task":
        built.tables.append({"rows": labelled})


def write(built: Built, parts: list[str], style: str) -> list[tuple[int, int]]:
    """One row; where each cell's words stand."""
    places = []
    built.text += "|\n" if style == "web" else "| " if style != "tabs" else ""
    for i, part in enumerate(parts):
        printed = part.split("=>")[0].strip().replace("^^", "")
        start = len(built.text)
        built.text += printed
        places.append((start, len(built.text)))
        last = i == len(parts) - 1
        built.text += {"web": "\n|\n" if printed else "|\n", "tabs": "" if last else "\t"}.get(style, " |" if last else " | ")
    built.text += "" if style == "web" else "\n"
    return places


def task(built: Built, columns: list[str], parts: list[str], style: str, group: Any, above: dict[str, Any]) -> dict[str, Any]:
    """The label of one row of tasks, which `above` carries on to the next."""
    places = write(built, parts, style)
    assert len(parts) == len(columns), (built.meta["file"], parts)
    row: dict[str, Any] = {"lead": None, "coordinating": [], "due": None, "deliverable": None} | (group or {"group": None})
    for name, part, (start, end) in zip(columns, parts, places, strict=True):
        printed, arrow, value = (piece.strip() for piece in part.partition("=>"))
        if value.endswith("?"):
            row.setdefault("unsure_cells", []).append(name)
            value = value.removesuffix("?")
        if printed == "^^":
            row.setdefault("merged", []).append(name)
        if name == "task":
            row |= {"start": start, "end": end, "task": printed}
            if value == "unsure":
                row["unsure"] = True
        elif printed == "^^" or value == "^":
            row[name] = above.get(name)
        elif name in ("lead", "coordinating", "deliverable", "due"):
            row[name] = cell(name, printed, value if arrow else None, (start, end))
    above.update(row)
    return row


def cell(name: str, printed: str, value: str | None, place: tuple[int, int]) -> Any:
    if value == "~" or (value is None and not printed) or (name == "due" and not value):
        return [] if name == "coordinating" else None
    if name == "coordinating":
        return [part.strip() for part in re.split(";", value if value else printed) if part.strip()]
    if name == "deliverable":
        return list(place)
    return value or printed
