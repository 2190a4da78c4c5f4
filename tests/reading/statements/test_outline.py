"""Lists and sections, and what a line with a marker ends."""

from dutdiem.reading.statements.outline import Outline, marker


def kinds(text: str) -> list[str]:
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    return [kind for start in starts if (kind := marker(text, start)[0])]


def test_it_tells_the_markers_of_lines_apart() -> None:
    text = "I. Mục\n1. Một\n1.1. Một một\na) Điểm\n(i) Tiểu mục\n(2) Hai\n– Gạch\n+ Cộng\nĐiều 3. Điều"
    assert kinds(text) == ["roman", "number", "number.", "letter", "inneri", "inner1", "-", "+", "article"]


def test_running_text_and_figures_have_no_marker() -> None:
    assert kinds("12 người bị thương\n2025 là năm cuối\nCông an tỉnh\n45.000 đồng\nÁp dụng mô hình") == []


def test_what_a_marker_marks_begins_behind_it() -> None:
    text = "Mở đầu\n- Gạch đầu dòng"
    assert marker(text, text.index("-")) == ("-", text.index("Gạch"))
    assert marker(text, 0) == ("", 0)


def test_a_marker_that_is_open_already_ends_the_lists_below_it() -> None:
    outline = Outline()
    outline.push("asked").who = "Bộ trưởng"
    first = outline.enter("number")
    assert first is not None
    first.assignee = "Sở Y tế"
    below = outline.enter("letter")
    assert below is not None and below.assignee == "Sở Y tế"
    next_ = outline.enter("number")
    assert next_ is not None and next_.assignee is None and not outline.knows("letter")


def test_a_section_ends_every_list_but_not_whoever_asks() -> None:
    outline = Outline()
    outline.push("asked").who = "Bộ trưởng"
    outline.enter("number")
    section = outline.enter("roman")
    assert section is not None and section.who == "Bộ trưởng" and not outline.knows("number")
