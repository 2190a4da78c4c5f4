"""The sample figures: as many as agreed, plausible, consistent, and the same everywhere."""

import hashlib
import tomllib
from collections import Counter, defaultdict
from datetime import timedelta

import pytest

from dutdiem.cli.demo.country import unit_rows
from dutdiem.cli.demo.values import DEFINITIONS, Batch, submissions
from dutdiem.measures.definitions import read_definitions

PARTS = {
    "cleared": "cases",
    "crime_reports_resolved": "crime_reports",
    "services_on_time": "services_handled",
    "services_online": "services_handled",
    "staff_with_degree": "staff",
    "staff_digital": "staff",
    "vehicles": "vehicles_required",
    "tasks_completed": "tasks_assigned",
    "budget_spent": "budget_assigned",
    "staff_trained": "staff",
    "wards": "commune_units",
    "model_wards": "wards",
    "own_premises": "commune_units",
}
OLD, NEW = 10_035, 3_321


class Summary:
    """What the tests ask about a whole run, gathered in one pass."""

    def __init__(self):
        self.order, self.values, self.faults = [], 0, []
        self.totals, self.statuses, self.late = {}, {}, Counter()
        self.units, self.headcount, self.staff = defaultdict(set), {}, {}

    def take(self, batch: Batch, form: dict) -> None:
        totals, statuses, key = Counter(), Counter(), (batch.form, batch.period)
        for code, at, status, values in batch.rows:
            self.values += len(values)
            statuses[status] += 1
            self.late[batch.form] += at.day > form["due_day"]
            self.units[key].add(code)
            self._hold(code, at, values, form)
            for element, value in values.items():
                totals[element] += float(value)
        self.order.append(key)
        self.totals[key], self.statuses[key] = totals, statuses
        if batch.period.endswith("-12"):
            self.headcount[batch.period[:4]] = {code: values["headcount"] for code, _, _, values in batch.rows}
        if batch.form == "yearly":
            self.staff = {code: values["staff"] for code, _, _, values in batch.rows}

    def _hold(self, code, at, values, form) -> None:
        if list(values) != form["elements"] or at.utcoffset() != timedelta(hours=7):
            self.faults.append((code, at))
        if any(int(values[part]) > int(values[whole]) for part, whole in PARTS.items() if part in values):
            self.faults.append((code, values))
        if any(value.startswith("-") for value in values.values()):
            self.faults.append((code, values))

    def month(self, period: str, element: str) -> float:
        return self.totals["monthly", period][element]

    def rate(self, year: int, part: str, whole: str) -> float:
        keys = [key for key in self.order if key[1].startswith(str(year)) and part in self.totals[key]]
        return sum(self.totals[k][part] for k in keys) / sum(self.totals[k][whole] for k in keys)


@pytest.fixture(scope="module")
def definitions():
    return tomllib.loads(DEFINITIONS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def run(definitions):
    summary = Summary()
    for batch in submissions():
        summary.take(batch, definitions["forms"][batch.form])
    return summary


def test_there_are_two_years_of_months_and_two_years(run):
    months = [("monthly", f"{year}-{month:02d}") for year in (2024, 2025) for month in range(1, 13)]
    assert run.order == [*months[:12], ("yearly", "2024"), *months[12:], ("yearly", "2025")]


def test_there_are_about_2_6_million_values(run):
    assert 2_550_000 < run.values < 2_647_080


def test_every_form_is_filled_whole_and_no_part_exceeds_its_whole(run):
    assert run.faults == []


def test_units_report_while_they_exist(run):
    for (form, period), codes in run.units.items():
        day = f"{period}-28" if form == "monthly" else f"{period}-12-31"
        there = {
            row.code
            for row in unit_rows()
            if row.level == "commune" and row.valid_from <= day and (not row.valid_to or day <= row.valid_to)
        }
        assert codes <= there
        assert len(there) == (OLD if day < "2025-07" else NEW)


def test_about_one_and_a_half_percent_is_missing_and_clustered(run):
    known, gaps = run.units["yearly", "2024"], Counter()
    for month in range(1, 13):
        present = run.units["monthly", f"2024-{month:02d}"]
        assert 0.01 < 1 - len(present) / OLD < 0.02
        gaps.update(known - present)
    worst = sum(count for _, count in gaps.most_common(OLD // 10))
    assert worst > 0.7 * gaps.total()


def test_some_are_late_and_a_few_are_drafts_or_returned(run):
    assert 0.05 < run.late["monthly"] / sum(len(run.units[k]) for k in run.order if k[0] == "monthly") < 0.1
    total = sum(run.statuses.values(), Counter())
    assert set(total) == {"draft", "returned", "submitted", "approved"}
    assert total["draft"] + total["returned"] < 0.006 * total.total()
    assert run.statuses["monthly", "2025-12"]["submitted"] > run.statuses["monthly", "2025-10"]["submitted"]


@pytest.mark.parametrize("element", ["services_handled", "headcount", "crime_reports", "patrols", "cases", "traffic_accidents"])
def test_the_reorganisation_makes_no_jump(run, element):
    # The same step a year earlier holds the season; a year's change is below a tenth.
    before = run.month("2024-07", element) / run.month("2024-06", element)
    after = run.month("2025-07", element) / run.month("2025-06", element)
    assert abs(after / before - 1) < 0.06


@pytest.mark.parametrize(
    ("part", "whole", "least", "most"),
    [
        ("cleared", "cases", 0.81, 0.84),
        ("services_on_time", "services_handled", 0.97, 0.98),
        ("services_online", "services_handled", 0.77, 0.80),
        ("model_wards", "wards", 0.41, 0.45),
        ("own_premises", "commune_units", 0.74, 0.78),
        ("staff_digital", "staff", 0.85, 0.90),
    ],
)
def test_2025_is_a_little_better_than_2024(run, part, whole, least, most):
    assert run.rate(2024, part, whole) < run.rate(2025, part, whole)
    assert least < run.rate(2025, part, whole) < most


def test_the_year_s_staff_is_the_december_headcount(run):
    both = run.staff.keys() & run.headcount["2025"].keys()
    assert len(both) > 3_000
    assert all(run.staff[code] == run.headcount["2025"][code] for code in both)


def test_the_figures_are_the_same_on_every_machine():
    digest = hashlib.sha256(repr(next(submissions(seed=2026))).encode()).hexdigest()
    assert digest == "23cec9d83598109125d12d3186743e62157a3bae7c92c06b559c2c76582710e6"


def test_another_seed_gives_other_figures():
    assert next(submissions(seed=1)) != next(submissions(seed=2))


def test_the_definitions_are_read_and_have_twelve_monthly_and_eighteen_yearly_elements():
    found = read_definitions(DEFINITIONS)
    assert Counter(element.frequency for element in found.elements.values()) == {"month": 12, "year": 18}
    assert {element.over_time for element in found.elements.values()} == {"sum", "last", "average"}
    for form in found.forms.values():
        assert {found.elements[code].frequency for code in form.elements} == {form.frequency}


def test_targets_are_of_units_that_are_there_at_the_end_of_their_period():
    open_units = {row.code for row in unit_rows() if not row.valid_to}
    assert {target.unit for target in read_definitions(DEFINITIONS).targets} <= open_units
