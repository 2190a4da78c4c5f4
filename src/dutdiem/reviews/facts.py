"""What a review is written from, as plain values: gathered once by `queries`, put into words by `sections`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Measured:
    """One value of a roll-up; `reported` of `expected` submissions are in it. Missing is None, never 0.

    `value` is rounded as it is printed; `exact` is what targets and places are decided by.
    """

    unit: str
    unit_name: str
    measure: str
    period: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    reported: int
    expected: int
    exact: Fraction | None = None

    @property
    def deciding(self) -> Fraction | Decimal | None:
        """The exact value where it is known, else the printed one."""
        return self.value if self.exact is None else self.exact


@dataclass(frozen=True, slots=True)
class Goal:
    """A target with the passage that set it: the document's number here and the characters of its text, where known."""

    period: str
    comparator: str
    value: Decimal
    unit: str
    source: str
    document: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator as it is printed: `direction` is which way is better (up, down, none)."""

    code: str
    name: str
    unit: str
    direction: str
    decimals: int
    formula: str


@dataclass(frozen=True, slots=True)
class Result:
    """An indicator of the review's unit with this period, the same period last year, and the goals for it."""

    measure: Measure
    now: Measured
    before: Measured
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The units one level below: one `Measured` a unit and measure; the units are ranked by the first measure."""

    level_name: str
    measures: tuple[Measure, ...]
    lines: tuple[tuple[Measured, ...], ...]
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator by month, in this year and the last."""

    measure: Measure
    now: tuple[Measured, ...]
    before: tuple[Measured, ...]
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A registered document and how many tasks of the plan come from it."""

    key: int
    symbol: str
    issued: date | None
    issuer: str
    title: str
    tasks: int


@dataclass(frozen=True, slots=True)
class Reporting:
    """How complete a form was over the period."""

    form: str
    reported: int
    expected: int


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """The official two by two of tasks, with what stands outside it (`plans.rules.Counts`)."""

    done_in_time: int
    done_late: int
    open_in_time: int
    open_overdue: int
    undated_done: int
    undated_open: int
    stopped: int
    total: int
    done_of_due: Decimal | None
    done_of_all: Decimal | None


@dataclass(frozen=True, slots=True)
class Work:
    """A task that the review names. One that was given to many units says how many of them are not done (`open_units`)."""

    key: int
    title: str
    lead: str
    deadline: date
    percent: int
    source: str
    days: int
    open_units: int | None = None
    all_units: int | None = None


@dataclass(frozen=True, slots=True)
class LeadCounts:
    """How the tasks of one leading unit stand."""

    lead: str
    total: int
    done: int
    open_overdue: int


@dataclass(frozen=True, slots=True)
class Asked:
    """An obstacle or a petition; `answer` is empty while it is open."""

    key: int
    title: str
    kind: str
    raised_by: str
    addressed_to: str
    raised_on: date
    days: int
    answered_on: date | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything of one review.

    `subject` is the document that is carried out, as it is cited ("Nghị quyết số ... ngày ... của ..."), or empty;
    `subject_title` its title, for the first citation.
    """

    unit: str
    unit_name: str
    parent_name: str
    level: str
    period: str
    period_name: str
    before_name: str
    ends_on: date
    stands_on: date
    subject: str
    subject_title: str
    mart_version: int | None
    trail_position: int
    papers: tuple[Paper, ...]
    reporting: tuple[Reporting, ...]
    results: tuple[Result, ...]
    trend: Trend | None
    ranking: Ranking | None
    counts: TwoByTwo
    leads: tuple[LeadCounts, ...]
    overdue: tuple[Work, ...]
    coming: tuple[Work, ...]
    coming_name: str
    obstacles: tuple[Asked, ...]
    petitions: tuple[Asked, ...]
    later_goals: tuple[tuple[Measure, Goal], ...] = ()
