"""Writing a review over a small country, and holding a copy that came back against its record."""

import hashlib
import io
import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from docx import Document as Docx

from dutdiem.authority import Actor, Refused
from dutdiem.catalogue.models import ReportForm
from dutdiem.collection.actions import Filled, submit
from dutdiem.collection.models import Submission
from dutdiem.figures.actions import refresh_mart, tidy
from dutdiem.figures.mart import mart
from dutdiem.kit.errors import Mistake
from dutdiem.measures.errors import MeasureError
from dutdiem.oversight.models import Obstacle
from dutdiem.plans.models import Task
from dutdiem.reviews import actions, queries
from dutdiem.reviews.models import Review
from dutdiem.trail.queries import verify

TODAY = date(2026, 1, 31)
AT = datetime(2025, 9, 3, tzinfo=UTC)


def report(actor: Actor, period: str, **values: str) -> None:
    form = ReportForm.objects.get(code="monthly")
    rows = [Filled(code, {"cases": "100", "cleared": cleared, "staff": "10"}, "submitted", AT) for code, cleared in values.items()]
    submit(actor, form, period, rows)


@pytest.fixture
def country(catalogue, paper, work):
    """A year with three reports of 2025 and two of 2024, a resolution, two tasks and an open obstacle."""
    resolution = paper("Nghị quyết", type="NQ")
    report(catalogue, "2024-08", C1="70", C2="60")
    report(catalogue, "2025-08", C3="90", C4="75")
    report(catalogue, "2025-09", C4="80")
    refresh_mart(catalogue)
    work("Xây dựng biểu theo dõi", "V01", deadline=date(2025, 3, 15), document=resolution)
    work("Lập kế hoạch vốn", "H01", deadline=date(2026, 6, 30), document=resolution)
    Obstacle.objects.create(title="Thiếu quỹ đất", kind="premises", raised_on=date(2025, 5, 1))
    return catalogue


def written(actor: Actor, unit: str = "BCA", period: str = "2025", **options: object) -> Review:
    return actions.write(actor, unit, period, today=TODAY, **options)


def line(review: Review, **wanted: str) -> dict[str, object]:
    (found,) = [one for one in review.figures if wanted.items() <= one.items()]
    return found


def kept(review: Review) -> bytes:
    return (settings.HOME / review.file).read_bytes()


def test_it_is_kept_in_the_home_with_every_figure_traced(country):
    review = written(country)
    assert review.file.startswith("reviews/BCA_2025_")
    assert hashlib.sha256(kept(review)).hexdigest() == review.sha256
    assert [one["number"] for one in review.figures] == list(range(1, len(review.figures) + 1))
    assert review.mart_version is not None


def test_a_ratio_is_that_of_the_sums_with_its_parts(country):
    found = line(written(country), kind="figure", measure="clear_up_rate", unit="BCA", period="2025")
    assert found["printed"] == "81,67%"
    assert (found["numerator"], found["denominator"]) == ("245", "300")
    assert found["reported"] == 3


def test_the_same_period_last_year_is_beside_it(country):
    found = line(written(country), kind="figure", measure="clear_up_rate", unit="BCA", period="2024")
    assert found["value"] == "65.00"


def test_the_provinces_are_those_of_the_last_day_of_the_period(country):
    units = {one["unit"] for one in written(country).figures if one["kind"] == "figure" and one["unit"] != "BCA"}
    assert units == {"T01", "T31A"}


def test_it_stands_on_the_last_day_of_the_period_or_on_today(country):
    assert written(country).stands_on == date(2025, 12, 31)
    assert actions.write(country, "BCA", "2025", today=date(2025, 10, 1)).stands_on == date(2025, 10, 1)


def test_tasks_and_obstacles_are_counted(country):
    review = written(country)
    assert line(review, query="plans/total")["printed"] == "2"
    assert line(review, query="plans/open_overdue")["printed"] == "1"
    assert line(review, query="obstacles/open")["printed"] == "1"
    assert line(review, query=f"plans/task/{Task.objects.get(title='Xây dựng biểu theo dõi').pk}")["printed"] == "291"


def test_a_task_that_was_given_to_many_units_stands_once(country, work):
    parent = work("Bồi dưỡng cán bộ", "V01", deadline=date(2025, 6, 30), lead_text="Công an các đơn vị, địa phương")
    for code in ("T01", "T31A", "H01"):
        work("Bồi dưỡng cán bộ", code, kind=Task.Kind.SUBTASK, parent=parent, deadline=date(2025, 6, 30))
    Task.objects.filter(lead__code="H01", kind=Task.Kind.SUBTASK).update(state="done", handed_in_on=date(2025, 6, 1))
    facts = queries.gather(country, "BCA", "2025", TODAY)
    (found,) = [one for one in facts.overdue if one.key == parent.pk]
    assert (found.open_units, found.all_units, found.lead) == (2, 3, "Công an các đơn vị, địa phương")
    assert facts.counts.total == 5


def test_a_province_has_its_own_review(country, work):
    work("Việc của Hà Nội", "T01", deadline=date(2025, 5, 1))
    facts = queries.gather(country, "T01", "2025", TODAY)
    assert (facts.unit_name, facts.parent_name) == ("Công an thành phố Hà Nội", "Bộ Công an")
    assert [one.title for one in facts.overdue] == ["Việc của Hà Nội"]
    assert facts.ranking and [found[0].unit for found in facts.ranking.lines] == ["C4"]


def test_reporting_counts_the_submissions_of_every_month(country):
    (one,) = queries.gather(country, "BCA", "2025", TODAY).reporting
    assert one.reported == 3
    assert one.expected > 20


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".md"])
def test_it_is_also_written_where_it_was_asked_for(country, tmp_path, suffix):
    out = tmp_path / f"bao-cao{suffix}"
    review = written(country, out=out)
    assert out.stat().st_size > 1000
    if suffix == ".docx":
        assert out.read_bytes() == kept(review)
    if suffix == ".md":
        assert "81,67%" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"unit": "KHONG"}, "không có đơn vị"),
        ({"period": "2031"}, "chưa đến"),
        ({"period": "hai nghìn"}, "Không đọc được kỳ"),
        ({"template": "khac"}, "Không có mẫu báo cáo"),
    ],
)
def test_it_refuses_what_cannot_be_written(country, change, says):
    with pytest.raises(Mistake, match=says):
        written(country, **change)
    assert not Review.objects.exists()
    assert not list((settings.HOME / "reviews").glob("*")) if (settings.HOME / "reviews").exists() else True


def test_it_refuses_an_unknown_suffix(country, tmp_path):
    with pytest.raises(Mistake, match="không viết được tệp loại"):
        written(country, out=tmp_path / "a.odt")


def test_only_who_may_write_reviews_of_a_unit_writes_one(country):
    with pytest.raises(Refused):
        written(Actor("người lạ"))


def test_an_empty_home_still_gives_a_review(tree):
    review = written(tree)
    assert review.mart_version is None
    assert review.title == "Kết quả thực hiện nhiệm vụ năm 2025"


def test_the_action_is_on_the_trail(country):
    Obstacle.objects.all().delete()
    Task.objects.all().delete()
    written(country)
    assert not [f for f in verify().findings if "reviews" in f.where]


def test_versions_that_reviews_rely_on_are_named(country):
    review = written(country)
    assert queries.relied_on() == (review.mart_version,)


def test_an_untouched_report_holds(country):
    review = written(country)
    checked = queries.check(country, "a.docx", kept(review), TODAY)
    assert checked.holds
    assert not checked.findings
    assert checked.read == len(review.figures)


def test_an_edited_figure_is_found(country):
    review = written(country)
    number = line(review, measure="clear_up_rate", unit="BCA", period="2025")["number"]
    checked = queries.check(country, "a.docx", replaced(kept(review), "81,67%", "91,67%"), TODAY)
    assert not checked.holds
    assert [(one.number, one.kind) for one in checked.findings] == [(number, "edited")]
    assert "khi lập là “81,67%”" in checked.findings[0].says


def test_a_figure_that_was_edited_where_it_is_printed_again_is_found(country):
    review = written(country)
    found = line(review, measure="clear_up_rate", unit="BCA", period="2025")
    assert list(found["printings"])[:3] == ["81,67%", "81,67", "+16,67"]
    data = replaced(kept(review), ">81,67</w:t>", ">91,67</w:t>")
    checked = queries.check(country, "a.docx", data, TODAY)
    assert [(one.number, one.kind) for one in checked.findings] == [(found["number"], "edited")]


def test_a_figure_that_was_taken_out_is_found(country):
    review = written(country)
    checked = queries.check(country, "a.docx", replaced(kept(review), 'w:name="so_lieu_1"', 'w:name="khac"'), TODAY)
    assert [(one.number, one.kind) for one in checked.findings] == [(1, "gone")]


def test_a_later_correction_is_said_and_the_report_still_holds(country):
    review = written(country)
    report(country, "2025-09", C4="100")
    refresh_mart(country)
    checked = queries.check(country, "a.docx", kept(review), TODAY)
    assert checked.holds
    assert {one.kind for one in checked.findings} == {"changed_since"}


def test_its_numbers_come_again_after_corrections_when_all_other_versions_are_gone(country, monkeypatch):
    review = written(country)
    before = mart().digest(version=review.mart_version)
    monkeypatch.setattr("dutdiem.figures.actions.KEPT", timedelta(0))
    for cleared in ("100", "60", "90"):
        report(country, "2025-09", C4=cleared)
        between = refresh_mart(country).version
    tidy(queries.relied_on())
    assert mart().digest(version=review.mart_version) == before != mart().digest()
    with pytest.raises(MeasureError, match="không còn trong kho số liệu"):
        mart().digest(version=(between or 0) - 1)
    checked = queries.check(country, "a.docx", kept(review), TODAY)
    assert checked.holds
    assert {one.kind for one in checked.findings} == {"changed_since"}


def test_a_copy_that_an_office_program_saved_again_is_still_known(country):
    review = written(country)
    document = Docx(io.BytesIO(kept(review)))
    document.paragraphs[3].add_run(" Ý kiến thêm.")
    out = io.BytesIO()
    document.save(out)
    assert queries.check(country, "a.docx", out.getvalue(), TODAY).holds


def test_a_file_that_is_no_report_of_this_system_is_refused(country):
    out = io.BytesIO()
    Docx().save(out)
    for data in (out.getvalue(), b"", b"PK\x03\x04 hong"):
        with pytest.raises(Mistake, match=r"^a\.docx: không phải"):
            queries.check(country, "a.docx", data, TODAY)


def replaced(data: bytes, old: str, new: str) -> bytes:
    """The DOCX with the first occurrence of some words of its body changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                assert old in content.decode()
                content = content.decode().replace(old, new, 1).encode()
            target.writestr(name, content)
    return out.getvalue()


def test_values_in_the_record_are_exact_text(country):
    for one in written(country).figures:
        if one["kind"] == "figure":
            assert Decimal(one["value"]).is_finite()
    assert Submission.objects.exists()
