"""The whole set of questions on a cluster of Spark: every cell is DuckDB's."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import pyarrow as pa
import pytest

from dutdiem.calendar.periods import parse_period
from dutdiem.kit.spark import on_spark
from dutdiem.measures.answers import Question, answer
from dutdiem.measures.definitions import Definitions, Element, Form, Indicator
from dutdiem.measures.errors import MeasureError
from dutdiem.measures.mart import SCHEMA, Mart
from dutdiem.measures.places import span_of
from dutdiem.measures.ranking import ranked
from dutdiem.measures.rollup import Engine, Need, Want
from dutdiem.measures.runners.spark import SparkRunner, in_sparks_words
from dutdiem.measures.structure import Succession, Tree, UnitVersion

START, SPLIT, MERGED = date(2020, 1, 1), date(2025, 3, 1), date(2025, 7, 1)
TODAY = date(2026, 1, 15)
MONTHS = [f"{year}-{month:02}" for year in (2024, 2025) for month in (2, 5, 6, 7, 9, 12)]
ELEMENTS = (
    Element("cases", "Số vụ", "vụ"),
    Element("cleared", "Số vụ khám phá", "vụ"),
    Element("score", "Điểm", "điểm", over_units="average", over_time="average"),
    Element("fastest", "Nhanh nhất", "ngày", over_units="min", over_time="min"),
    Element("slowest", "Chậm nhất", "ngày", over_units="max", over_time="max"),
    Element("staff", "Quân số", "người", over_time="last"),
    Element("vehicles", "Số xe", "chiếc", over_time="average"),
    Element("rank", "Hạng", "hạng", over_units="none", over_time="none"),
    Element("newest", "Gần nhất", "số", over_units="last"),
)
INDICATORS = (
    Indicator("rate", "Tỷ lệ", "cleared / cases * 100", "%", "up", 2),
    Indicator("growth", "Tăng", "cases / same_period_last_year(cases) * 100 - 100", "%", "down", 1),
    Indicator("step", "So kỳ trước", "cases - previous(cases)", "vụ", "none", 0),
    Indicator("so_far", "Lũy kế", "year_to_date(cases)", "vụ", "none", 0),
    Indicator("part", "Tỷ trọng", "share_of_parent(cases) * 100", "%", "none", 6),
    Indicator("worst", "Kém", "max(coalesce(score, 0), if(rate < 50, 1, 2))", "", "down", 3),
)
DEFINITIONS = Definitions(
    {element.code: element for element in ELEMENTS},
    {indicator.code: indicator for indicator in INDICATORS},
    (),
    {"monthly": Form("monthly", "Tháng", "month", "commune", tuple(element.code for element in ELEMENTS))},
)
EVERYTHING = [*DEFINITIONS.elements, *DEFINITIONS.indicators]
ASKED = Question(EVERYTHING, None, [parse_period(code) for code in ("2025-06", "2025-Q3", "2025-9M", "2025")], TODAY)
QUESTIONS = {
    "the ministry, then, against last year": replace(ASKED, selector="BCA", compare=True),
    "everything below, in today's structure": replace(ASKED, selector="under:BCA", structure="today"),
    "communes in the structure of an earlier day": replace(ASKED, selector="level:commune", structure=date(2025, 5, 1)),
    "provinces, then, of approved figures alone": replace(ASKED, selector="level:province", approved=True),
}


def tree() -> Tree:
    """Four provinces with names and codes in Vietnamese letters; a commune splits in three, two provinces become one."""
    last = {day: day - timedelta(days=1) for day in (SPLIT, MERGED)}
    rows = [
        UnitVersion("BCA", "Bộ", "ministry", None, START, None),
        UnitVersion("Đ1", "Công an tỉnh Điện Biên", "province", "BCA", START, None),
        UnitVersion("A1", "Công an tỉnh An Giang", "province", "BCA", START, None),
        UnitVersion("D1", "Công an tỉnh Đắk Lắk", "province", "BCA", START, last[MERGED]),
        UnitVersion("P1", "Công an tỉnh Phú Yên", "province", "BCA", START, last[MERGED]),
        UnitVersion("DP", "Công an tỉnh Đắk Lắk", "province", "BCA", MERGED, None),
        UnitVersion("A1.1", "Xã Ô Lâm", "commune", "A1", START, last[SPLIT]),
        *(UnitVersion(f"A1.{n}", f"Xã Ô Lâm {n}", "commune", "A1", SPLIT, None) for n in (2, 3, 4)),
        *(UnitVersion(f"Đ1.{n}", f"Phường Ấm {n}", "commune", "Đ1", START, None) for n in (1, 2)),
    ]
    for province in ("D1", "P1"):
        rows.append(UnitVersion(f"{province}.1", f"Xã Ê {province}", "commune", province, START, last[MERGED]))
        rows.append(UnitVersion(f"{province}.1", f"Xã Ê {province}", "commune", "DP", MERGED, None))
    successions = [Succession("A1.1", f"A1.{n}", SPLIT, Decimal(1) / 3, "split", True) for n in (2, 3, 4)]
    return Tree(rows, [*successions, *(Succession(old, "DP", MERGED, Decimal(1)) for old in ("D1", "P1"))])


def figures(units: Tree, seed: int) -> Iterator[tuple[object, ...]]:
    """A figure in eight is missing; values have up to eighteen digits before the point and six behind it."""
    random, submission = Random(seed), 0
    for month in MONTHS:
        end = parse_period(month).end
        for unit in sorted(row.code for row in units.alive(end) if row.level == "commune"):
            submission += 1
            for code in DEFINITIONS.elements:
                if random.randrange(8):
                    value = Decimal(random.randrange(10 ** random.randrange(1, 23))).scaleb(-6)
                    status = random.choice(["submitted", "approved", "locked"])
                    yield unit, code, month, end, month, value, status, submission


def table(rows: list[tuple[object, ...]]) -> pa.Table:
    columns = [pa.array(column, kind) for column, kind in zip(zip(*rows, strict=True), SCHEMA.types, strict=True)]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


@pytest.fixture(scope="module")
def mart(tmp_path_factory: pytest.TempPathFactory) -> Mart:
    """Two versions."""
    made = Mart(tmp_path_factory.mktemp("kho") / "số liệu")
    made.replace(table(list(figures(tree(), 1))), MONTHS)
    made.replace(table([row for row in figures(tree(), 2) if row[4] == "2025-06"]), ["2025-06"])
    return made


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return Engine(tree(), tmp_path_factory.mktemp("sums"))


@pytest.fixture(scope="module")
def spark(cluster: None) -> Engine:
    return Engine(tree(), runner=SparkRunner(on_spark))


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_cell_is_the_same(name: str, mart: Mart, duck: Engine, spark: Engine) -> None:
    rows = answer(spark, mart.months(), DEFINITIONS, QUESTIONS[name])
    others = answer(duck, mart.months(), DEFINITIONS, QUESTIONS[name])
    assert rows == others
    assert [row.exact for row in rows] == [row.exact for row in others]
    assert len([row for row in rows if row.value is not None]) > 20


def test_a_ranking_is_the_same(mart: Mart, duck: Engine, spark: Engine) -> None:
    question = replace(ASKED, measures=["rate"], periods=ASKED.periods[-1:], selector="level:commune", structure="today")
    first, second = (ranked(answer(engine, mart.months(), DEFINITIONS, question)) for engine in (duck, spark))
    assert list(first) == list(second)
    assert len(first) > 5


def test_an_older_version_is_read_by_its_own_list_of_files(mart: Mart, duck: Engine, spark: Engine) -> None:
    question = replace(ASKED, measures=["cases"], periods=ASKED.periods[:1], selector="BCA")
    old, new = (answer(spark, mart.months(version), DEFINITIONS, question) for version in (0, 1))
    assert old != new
    assert old == answer(duck, mart.months(0), DEFINITIONS, question)


@pytest.mark.parametrize("code", ["cases", "staff", "vehicles", "rank"])
def test_what_a_value_is_made_of_is_the_same_in_the_same_order(code: str, mart: Mart, duck: Engine, spark: Engine) -> None:
    span = span_of(parse_period("2025-06" if code == "rank" else "2025"), ELEMENTS)
    want = Want(span, date(2025, 12, 31), ["Đ1.1" if code == "rank" else "BCA"])
    found = spark.sources(mart.months(), DEFINITIONS.elements[code], want)
    assert found == duck.sources(mart.months(), DEFINITIONS.elements[code], want)
    assert found


def test_both_refuse_a_sum_too_large_with_the_same_sentence(tmp_path: Path, spark: Engine, duck: Engine) -> None:
    end = parse_period("2025-12").end
    most = Decimal(10) ** 18 - 1
    rows = [("Đ1.1", "cases", "2025-12", end, "2025-12", most, "approved", number) for number in range(400_000)]
    mart = Mart(tmp_path / "mart")
    mart.replace(table(rows), ["2025-12"])
    want = Want(span_of(parse_period("2025-12"), ELEMENTS), TODAY, ["BCA"])
    said = []
    for engine in (spark, Engine(tree())):
        with pytest.raises(MeasureError) as refused:
            engine.columns(mart.months(), [Need(ELEMENTS[0], [want])])
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_signs_in_a_path_mean_themselves_and_a_file_that_is_gone_is_not_taken_for_nothing(
    tmp_path: Path, mart: Mart, spark: Engine, duck: Engine
) -> None:
    (tmp_path / "a [1] {b}").mkdir()
    (file,) = mart.files(["2025-06"])
    copy = Path(shutil.copy(file, tmp_path / "a [1] {b}"))
    want = Want(span_of(parse_period("2025-06"), ELEMENTS), TODAY, ["BCA"])
    needs = [Need(ELEMENTS[0], [want])]
    (found,) = spark.columns({"2025-06": [str(copy)]}, needs)
    assert found.part(0) == duck.columns({"2025-06": [file]}, needs)[0].part(0)
    assert found.known[0]
    copy.unlink()
    with pytest.raises(MeasureError, match="Không đọc được kho số liệu"):
        spark.columns({"2025-06": [str(copy)]}, needs)


def test_the_words_for_spark_are_made_once() -> None:
    assert in_sparks_words("SELECT 1 AS a") is in_sparks_words("SELECT 1 AS a")
