"""A history of sales, the days without service, and the estimate drawn from both.

Sales are whole cents by day or by month, refunds already taken off. A day without a line is a day
without a sale, unless it is told to be missing; a month without a line is a month nobody told.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, localcontext
from typing import Literal

from claims.claim.model import Absent
from claims.damages.assessment import Step
from claims.damages.verbs import VERBS
from claims.i18n.text import Text
from claims.matter.model import Unit, Verb
from claims.matter.names import NAMES
from claims.money import EXACT, to_units
from claims.problems import Problem

DAY = timedelta(days=1)
SETTLING = timedelta(days=7)
"""After an outage: sales made up later, or slow to come back, say nothing of ordinary days."""
PERIOD = NAMES["days_without_service"].authority
DAY_LENGTH = len("2021-08-28")
CALENDAR = Text(fr="calendrier", en="calendar")
History = tuple[tuple[str, int], ...]
"""(day "2021-08-28" or month "2021-08", cents), in order, as `read_history` gives it."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days without service, both ends counted, and other outages of the same service.

    absent: what the claimant says of runs of days that have no line in the history.
    """

    start: date
    end: date
    away: tuple[tuple[date, date], ...] = ()
    absent: tuple[Absent, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """Every day without service."""
        return days_between(self.start, self.end)

    def touches(self, first: date, last: date) -> bool:
        """Whether any outage falls within these days."""
        return any(start <= last and end >= first for start, end in self.outages)

    @property
    def outages(self) -> tuple[tuple[date, date], ...]:
        """This outage and the others, in order, each once."""
        return tuple(sorted({(self.start, self.end), *self.away}))

    def joined(self) -> tuple[date, date]:
        """First and last day of this outage with those that sales had no week to settle from."""
        joined: list[tuple[date, date]] = []
        for start, end in self.outages:
            if joined and start - joined[-1][1] <= SETTLING:
                start, end = joined[-1][0], max(joined.pop()[1], end)
            joined.append((start, end))
        return next(one for one in joined if one[0] <= self.start <= one[1])


Method = Literal[
    "before-and-after", "before", "after", "same-months", "seasonal-indices", "recent-months"
]
"""How an estimate was made; the first three from sales by day, the others by month."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which cents sales would have fallen, so often (coverage), by so many replays.

    middle: cents that half of the replays stay under. The estimate is their mean, which gives a
    class what it lost together; a single shop that sells seldom is more often nearer the middle.
    """

    low: int
    high: int
    coverage: Decimal
    replays: int
    middle: int
    of_months: bool = False
    """Whether whole months were replayed, and not stretches as long as the outage."""

    def said(self, *, cut: bool) -> tuple[Problem, Problem]:
        """The same, for a reader of the amount; cut: some day or month counts for a part of it."""
        values: dict[str, str | int] = {
            "low_cents": self.low,
            "high_cents": self.high,
            "often_number": f"{(self.coverage * 100).normalize():f}",
            "replays": self.replays,
        }
        middle: dict[str, str | int] = {"middle_cents": self.middle}
        return (
            Problem("history", f"sales-interval{'-months' if self.of_months else ''}", values),
            Problem("history", f"sales-middle{'-cut' if cut else ''}", middle),
        )


Silence = Literal["few", "season", "days", "months", "denied"]
"""Why there is no interval: too few stretches to replay, or too few with the year before that the
season asks for; by month, an outage of too few days, too few months to replay, or whole months of
the outage that fell by less than was lost at its low bound."""
SILENCES: Mapping[Silence, str] = {
    "few": "interval-unknown",
    "season": "interval-season",
    "days": "interval-days",
    "months": "interval-months",
    "denied": "interval-denied",
}


CUT = {"days-limited", "season-limited", "months-limited"}
"""What is told where a day or a month counts for less than it sold or refunded."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Sales expected in the window, in cents, with the steps that lead there.

    made_up: cents sold after the outage beyond the ordinary, when beyond chance; between: cents
    sold beyond what is expected on the days between outages that are joined; interval: None when
    the history does not say how far the method goes wrong; silence: why it would not.
    """

    expected: int
    steps: tuple[Step, ...]
    method: Method
    warnings: tuple[Problem, ...] = ()
    interval: Interval | None = None
    made_up: int = 0
    between: int = 0
    silence: Silence = "few"

    @property
    def notes(self) -> tuple[Problem, ...]:
        """How far the estimate may be off: something to know, not something to mend."""
        if self.interval:
            return self.interval.said(cut=any(told.code in CUT for told in self.warnings))
        return (Problem("history", SILENCES[self.silence]),)

    @property
    def exact(self) -> Decimal:
        """Sales expected, in units of money, not rounded: what the tape of a loss goes on with."""
        return self.steps[-1].running


@dataclass(slots=True)
class Tape:
    """The steps of an estimate, each worked by the verbs of every tape."""

    running: Decimal = Decimal(0)
    steps: list[Step] = field(default_factory=list)

    def then(
        self,
        verb: Verb,
        name: str,
        label: Text,
        operand: Decimal,
        unit: Unit,
        *parts: Step,
        by: Text | None = None,
    ) -> None:
        """Add one step; its operand may have its own steps. by: who says so, if not the history."""
        with localcontext(EXACT):
            self.running = VERBS[verb](self.running, operand)
        origin = "computed" if by else "history"
        step = Step(verb, name, label, operand, unit, self.running, origin, by, parts=parts)
        self.steps.append(step)

    def limited(self, above: int, refunded: int) -> None:
        """Leave out cents of sales, then of refunds, beyond what a day or a month counts for."""
        if above:
            said = Text(fr="part des ventes hors norme", en="part of exceptional sales")
            self.then("less", "above", said, to_units(above), "money")
        if refunded:
            said = Text(fr="part des remboursements hors norme", en="part of exceptional refunds")
            self.then("plus", "refunded", said, to_units(refunded), "money")


def by_days(history: History) -> bool:
    """Whether a history, not empty, is by day; by month otherwise."""
    return len(history[0][0]) == DAY_LENGTH


def days_spanned(history: History) -> int:
    """How many days a history by day, not empty, goes from its first to its last."""
    every = sorted(date.fromisoformat(day) for day, _ in history)
    return (every[-1] - every[0]).days + 1


def sales_made(history: History, start: date, end: date) -> int:
    """Cents of the lines that fall within these days, both counted: of a history by month, those
    of whole months, since part of a month tells nothing."""
    spans = ((_span(period), cents) for period, cents in history)
    return sum(cents for (first, last), cents in spans if start <= first and last <= end)


def refunds_told(history: History, start: date, end: date) -> tuple[Problem, ...]:
    """What is told of refunds among the lines of an outage: that they came to more than the sales,
    or by how many cents they lower the sales made, and raise the loss."""
    spans = ((_span(period), cents) for period, cents in history)
    within = [cents for (first, last), cents in spans if start <= first and last <= end]
    made, refunded = sum(within), -sum(cents for cents in within if cents < 0)
    told = []
    if made < 0:
        told.append(Problem("history", "refunds-above-sales"))
    if lowered := min(refunded, made + refunded):
        told.append(Problem("history", "refunds-in-outage", {"less_cents": lowered}))
    return tuple(told)


def unlisted(history: History, start: date, end: date) -> Problem | None:
    """What is told of days of an outage on which the history shows nothing, and which count for
    zero: those without a line, or of months that the outage took in part only."""
    listed = {first for period, _ in history for first, last in [_span(period)]
              if start <= first and last <= end}  # fmt: skip
    every = days_between(start, end)
    if not by_days(history):
        months = {day.replace(day=1) for day in every}
        return None if months <= listed else Problem("actual", "actual-unknown")
    absent = len(every) - len(listed)
    told = {"days": absent, "every": len(every)}
    return Problem("actual", "outage-days-unlisted", told) if absent else None


def _span(period: str) -> tuple[date, date]:
    """The first and the last day of a line: of a month, or the day twice."""
    if len(period) == DAY_LENGTH:
        return date.fromisoformat(period), date.fromisoformat(period)
    first = date.fromisoformat(f"{period}-01")
    return first, last_of_month(first)


def last_of_month(first: date) -> date:
    """The last day of a month, by its first."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def days_between(first: date, last: date) -> tuple[date, ...]:
    """Every day from the first to the last, both counted."""
    return tuple(first + n * DAY for n in range((last - first).days + 1))


def average(cents: Iterable[int], days: int) -> Decimal:
    """Sales a day, in units of money, not rounded."""
    with localcontext(EXACT):
        return Decimal(sum(cents)) / 100 / days
