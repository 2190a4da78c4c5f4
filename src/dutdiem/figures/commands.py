"""`dutdiem figures define | import | query | completeness | trace`; others in `reopening` and `ending`."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from dutdiem.catalogue.models import Superseded
from dutdiem.catalogue.queries import definitions
from dutdiem.collection.models import Submission
from dutdiem.figures import actions, queries
from dutdiem.figures.ending import delete, end, unit_of
from dutdiem.figures.printing import print_trace
from dutdiem.figures.queries.reach import period_with_days
from dutdiem.figures.reopening import reopen
from dutdiem.kit.errors import Mistake
from dutdiem.kit.spark import ENGINES
from dutdiem.kit.terminal import Session, listing, print_json, show
from dutdiem.measures.tables import tabulated

QUERY = (
    "unit", "unit_name", "measure", "period", "value", "numerator", "denominator",
    "reported", "expected", "previous", "change_percent",
)  # fmt: skip
QUERY_TITLES = (
    "mã", "đơn vị", "chỉ tiêu", "kỳ", "giá trị", "tử số", "mẫu số", "đã báo cáo", "phải báo cáo", "cùng kỳ", "tăng giảm %",
)  # fmt: skip
LACKING = ("unit", "unit_name", "period", "missing", "elements")
LACKING_TITLES = ("mã", "đơn vị", "kỳ", "còn thiếu", "mục số liệu")
GOAL = ("target", "target_unit", "target_period", "target_gap", "reached", "path", "path_gap")
GOAL_TITLES = ("chỉ tiêu được giao", "giao cho", "kỳ giao", "cách chỉ tiêu", "đạt", "lộ trình", "cách lộ trình")
WARNINGS = 20
ENGINE = click.option("--engine", "on", type=click.Choice(ENGINES),
                      help="Tính trên máy này (local) hay trên cụm Spark; mặc định theo DUTDIEM_FIGURES_ENGINE.")  # fmt: skip
COMPLETENESS = (
    "unit", "unit_name", "period", "expected", "reported", "approved", "late", "due", "status", "submitted_at", "submitted_by",
    "start", "end",
)  # fmt: skip
COMPLETENESS_TITLES = (
    "mã", "đơn vị", "kỳ", "phải báo cáo", "đã báo cáo", "đã duyệt", "chậm", "hạn", "trạng thái", "gửi lúc", "người gửi",
    "kỳ từ", "đến",
)  # fmt: skip


@click.group()
def figures() -> None:
    """Số liệu: định nghĩa, nhập, tổng hợp, mức đầy đủ, nguồn."""


@figures.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--owner", metavar="MÃ", help="Danh mục riêng của đơn vị này, chỉ dùng trong đơn vị và các đơn vị trực thuộc.")
@click.pass_obj
def define(session: Session, file: Path, owner: str | None) -> None:
    """Nhận tệp TOML: mục số liệu, chỉ tiêu thống kê, chỉ tiêu được giao, biểu mẫu; của toàn hệ thống hoặc riêng một đơn vị."""
    from dutdiem.catalogue.actions import define as take_in
    from dutdiem.measures.lint import lint

    found = take_in(session.actor, file, unit_of(owner) if owner else None)
    click.echo(
        f"Đã nhận {len(found.elements)} mục số liệu, {len(found.indicators)} chỉ tiêu thống kê, "
        f"{len(found.targets)} chỉ tiêu được giao, {len(found.forms)} biểu mẫu."
    )
    for warning in lint(found):
        click.echo(f"Lưu ý: {warning}", err=True)


DEFINED = ("kind", "code", "name", "unit", "says", "valid_from", "valid_to", "owner", "internal")
DEFINED_TITLES = ("loại", "mã", "tên", "đơn vị tính", "cách tính", "từ ngày", "đến ngày", "của đơn vị", "nội bộ")


@figures.command("definitions")
@click.option("--code", help="Chỉ một mã.")
@click.option("--owner", metavar="MÃ", help="Chỉ danh mục riêng của đơn vị này.")
@listing
@click.pass_obj
def definitions_(session: Session, code: str | None, owner: str | None, form: str | None) -> None:
    """Mọi định nghĩa với ngày áp dụng: mục số liệu, chỉ tiêu thống kê, chỉ tiêu được giao; cả những bản đã được thay."""
    from dutdiem.catalogue.queries import listed

    rows = [row for row in listed(session.actor) if code in (None, row["code"]) and owner in (None, row["owner"])]
    show(rows, form, DEFINED, DEFINED_TITLES, {"kind": dict(Superseded.Kind.choices)})


DAYS = ("day", "works", "says")
DAYS_TITLES = ("ngày", "làm việc", "lý do")


@figures.command()
@click.option("--year", type=click.IntRange(2000, 2100), help="Năm; mặc định năm nay.")
@listing
def calendar(year: int | None, form: str | None) -> None:
    """Ngày nghỉ và ngày làm bù dùng để tính hạn gửi; sửa bằng tệp workdays.toml trong thư mục dữ liệu."""
    from dutdiem.collection.queries import special_days

    rows = [
        {"day": day, "works": "yes" if works else "no", "says": says}
        for day, works, says in special_days(year or date.today().year)
    ]
    if form is None:
        rows = [row | {"day": f"{row['day']:%d/%m/%Y}", "works": "làm bù" if row["works"] == "yes" else "nghỉ"} for row in rows]
    show(rows, form, DAYS, DAYS_TITLES)


@figures.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "status", type=click.Choice(["submitted", "approved", "draft"]), default="submitted", show_default=True,
              help="Trạng thái của các báo cáo được tạo.")  # fmt: skip
@click.option("--decimal-comma", is_flag=True, help="Số thập phân viết bằng dấu phẩy.")
@click.option("--accept-valid", is_flag=True, help="Nhập các dòng đúng, bỏ các dòng sai.")
@click.option("--dry-run", is_flag=True, help="Kiểm tra và cho biết sẽ nhập gì, không ghi gì.")
@click.pass_obj
def import_(session: Session, file: Path, status: str, decimal_comma: bool, accept_valid: bool, dry_run: bool) -> None:
    """Nhập số liệu từ CSV hoặc XLSX: unit,element,period,value[,disaggregation][,comment]."""
    from dutdiem.collection.imports import import_figures

    done = import_figures(
        session.actor, file, status=status, decimal_comma=decimal_comma, accept_valid=accept_valid, dry_run=dry_run
    )
    replaced = f", thay {done.replaced} giá trị đã có" if done.replaced else ""
    if dry_run:
        click.echo(f"Sẽ nhập {done.values} số liệu trong {done.submissions} báo cáo{replaced}; chưa ghi gì (--dry-run).")
    else:
        actions.refresh_mart(session.actor)
        click.echo(f"Đã nhập {done.values} số liệu trong {done.submissions} báo cáo{replaced}.")
    for warning in done.warnings[:WARNINGS]:
        click.echo(f"Cảnh báo: {warning}", err=True)
    if len(done.warnings) > WARNINGS:
        click.echo(f"… và {len(done.warnings) - WARNINGS} cảnh báo khác, ghi cùng từng báo cáo.", err=True)
    for row in done.left_out:
        click.echo(f"{file.name}, dòng {row.line}: {row.fault}", err=True)


@figures.command()
@click.option("--measures", required=True, help="Mã mục số liệu, chỉ tiêu thống kê; cách nhau dấu phẩy.")
@click.option("--units", required=True, help="MÃ, children:MÃ, under:MÃ, level:CẤP hoặc level:CẤP:MÃ.")
@click.option("--periods", required=True, help="Kỳ, cách nhau dấu phẩy: 2025-03, 2025-Q1, 2025 …")
@click.option("--compare", type=click.Choice(["last-year", "target"]), multiple=True,
              help="So với cùng kỳ năm trước; với chỉ tiêu được giao và lộ trình đến đó. Ghi nhiều lần được.")  # fmt: skip
@click.option("--structure", default="then", show_default=True, help="then, today hoặc một ngày 2025-07-01.")
@click.option("--approved", is_flag=True, help="Chỉ tính số liệu đã duyệt.")
@ENGINE
@listing
@click.pass_obj
def query(
    session: Session,
    measures: str,
    units: str,
    periods: str,
    compare: tuple[str, ...],
    structure: str,
    approved: bool,
    on: str | None,
    form: str | None,
) -> None:
    """Tổng hợp: mỗi đơn vị, chỉ tiêu, kỳ một dòng."""
    actions.refresh_mart(session.actor)
    rows = queries.roll_up(
        session.actor,
        _listed(measures),
        units,
        _listed(periods),
        structure=_structure(structure),
        compare="last-year" in compare,
        approved=approved,
        on=on,
    )
    found = [dict(zip(QUERY, line, strict=True)) for line in tabulated(rows, QUERY)]
    defined = definitions(session.actor)
    if form is None:
        for line in found:
            line["period"] = period_with_days(line["period"], line["measure"], defined)
    if "target" not in compare:
        show(found, form, QUERY, QUERY_TITLES)
        return
    goals = queries.with_goals(rows, defined, _structure(structure))
    against = [line | _goal_row(goal) for line, (_, goal) in zip(found, goals, strict=True)]
    show(against, form, QUERY + GOAL, QUERY_TITLES + GOAL_TITLES, {"reached": {"yes": "đạt", "no": "chưa đạt"}})


def _goal_row(goal: queries.Goal | None) -> dict[str, Any]:
    """What a value is held against: nothing where no target fits it."""
    if goal is None:
        return {}
    gap, course = goal.distance, goal.course
    return {
        "target": f"{goal.target.comparator} {goal.target.value:f}",
        "target_unit": goal.target.unit,
        "target_period": goal.target.period,
        "target_gap": gap and gap.gap,
        "reached": gap and ("yes" if gap.reached else "no"),
        "path": course and course.path,
        "path_gap": course and course.gap,
    }


@figures.command()
@click.option("--form", "code", required=True, help="Mã biểu mẫu.")
@click.option("--period", required=True, help="Kỳ báo cáo.")
@click.option("--units", help="Chọn đơn vị; mặc định cả nước.")
@click.option("--missing", is_flag=True, help="Đơn vị nào còn thiếu mục số liệu nào.")
@listing
@click.pass_obj
def completeness(session: Session, code: str, period: str, units: str | None, missing: bool, form: str | None) -> None:
    """Đơn vị nào đã báo cáo, báo cáo lúc nào."""
    if missing:
        actions.refresh_mart(session.actor)
        found = queries.unreported(session.actor, code, period, units)
        lacking = [asdict(row) | {"elements": ",".join(row.elements)} for row in found]
        show(lacking, form, LACKING, LACKING_TITLES)
        return
    rows = queries.completeness(session.actor, code, period, units)
    show([_completeness_row(row, spoken=form is None) for row in rows], form, COMPLETENESS, COMPLETENESS_TITLES)


@figures.command()
@click.option("--periods", required=True, help="Kỳ, cách nhau dấu phẩy.")
@click.option("--structure", default="then", show_default=True, help="then, today hoặc một ngày 2025-07-01.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Tệp Parquet sẽ ghi.")
@click.pass_obj
def cube(session: Session, periods: str, structure: str, out: Path) -> None:
    """Ghi giá trị của mọi đơn vị, mọi cấp, mọi mục số liệu ra một tệp Parquet cho công cụ khác."""
    actions.refresh_mart(session.actor)
    number = queries.write_cube(session.actor, _listed(periods), out, structure=_structure(structure))
    click.echo(f"Đã ghi {number} giá trị vào {out}.")


def _completeness_row(row: queries.Report, *, spoken: bool) -> dict[str, Any]:
    """The fields of a row, times as the office's clock shows them; for a person the status in words."""
    at = row.submitted_at and timezone.localtime(row.submitted_at)
    found = asdict(row) | {"submitted_at": at}
    if spoken:
        found["status"] = {"missing": "chưa báo cáo"}.get(row.status) or dict(Submission.Status.choices).get(row.status, "")
        found["submitted_at"] = at and f"{at:%d/%m/%Y %H:%M}"
        found |= {name: f"{getattr(row, name):%d/%m/%Y}" for name in ("due", "start", "end")}
    return found


@figures.command()
@click.option("--measure", required=True, help="Mã mục số liệu hoặc chỉ tiêu thống kê.")
@click.option("--unit", required=True, help="Mã đơn vị.")
@click.option("--period", required=True, help="Kỳ.")
@click.option("--structure", default="then", show_default=True, help="then, today hoặc một ngày 2025-07-01.")
@click.option("--approved", is_flag=True, help="Chỉ tính số liệu đã duyệt.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Số dòng báo cáo gốc của mỗi mục.")
@ENGINE
@listing
@click.pass_obj
def trace(
    session: Session,
    measure: str,
    unit: str,
    period: str,
    structure: str,
    approved: bool,
    limit: int,
    on: str | None,
    form: str | None,
) -> None:
    """Nguồn của một số liệu: phần của công thức, đơn vị, báo cáo, người gửi, căn cứ của chỉ tiêu được giao."""
    actions.refresh_mart(session.actor)
    most = limit if form is None else 10**9
    found = queries.trace(
        session.actor, measure, unit, period, structure=_structure(structure), approved=approved, limit=most, on=on
    )
    if form == "json":
        print_json(asdict(found))
    elif form == "csv":
        rows = [asdict(origin) for part in found.parts for origin in part.origins]
        show(rows, form, ORIGINS)
    else:
        print_trace(found)


for further in (reopen, end, delete):
    figures.add_command(further)

ORIGINS = (
    "element", "period", "unit", "unit_name", "share", "assumed", "value", "status", "submission", "revision",
    "submitted_at", "submitted_by", "comment",
)  # fmt: skip


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _structure(text: str) -> str | date:
    if text in ("then", "today"):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Mistake(f"--structure {text}: viết then, today hoặc một ngày như 2025-07-01.") from None
