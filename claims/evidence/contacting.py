"""The two clocks of an inquiry: the daily contacts, and the ten days nobody can shorten.

Days are those of the place where the matter is heard. A moment is never read as earlier than the
one before it: a clock set back shortens nothing. An answer shortens nothing either, since it comes
from an address that the claimant gave.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from claims.evidence.juridical import DAY, Calendar, last_day, local_date
from claims.evidence.ownership import DAILY, Event, Inquiry, Kind
from claims.problems import Problem, Value

CONTACT_DAYS, WAIT_DAYS = 7, 10
"""The least any matter may ask."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a matter asks, and on which calendar. Raises ValueError below the least."""

    timezone: str
    contact_days: int = CONTACT_DAYS
    wait_days: int = WAIT_DAYS
    calendar: Calendar = "qc"
    proclaimed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if self.contact_days < CONTACT_DAYS or self.wait_days < WAIT_DAYS:
            raise ValueError(f"at least {CONTACT_DAYS} days of contact and {WAIT_DAYS} of waiting")


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the two clocks stand on a day. tried: days in a row on which every channel was tried;
    opens: first day on which the wait is over, None while it has not begun; earliest: first day on
    which both may be over, if nobody misses a day."""

    today: date
    tried: int
    wanted: int
    opens: date | None
    earliest: date | None
    left_today: tuple[str, ...]
    """Channels still to be tried today."""

    @property
    def enough(self) -> bool:
        """Whether the holder was contacted on enough days in a row."""
        return self.tried >= self.wanted

    @property
    def over(self) -> bool:
        """Whether the wait is over."""
        return self.opens is not None and self.opens <= self.today


def clock(inquiry: Inquiry, terms: Terms, now: datetime) -> Clock:
    """Both clocks at a moment; attempts dated after it are not counted."""
    today = local_date(now, terms.timezone)
    covered = [day for day in covered_days(inquiry, terms) if day <= today]
    longest = max(runs(covered), key=len, default=())
    current = next((run for run in runs(covered) if run[-1] >= today - DAY), ())
    enough = len(longest) >= terms.contact_days
    opens = _opens(inquiry, terms)
    return Clock(
        today=today,
        tried=terms.contact_days if enough else len(current),
        wanted=terms.contact_days,
        opens=opens,
        earliest=_earliest(opens, 0 if enough else terms.contact_days - len(current), covered,
                           today),
        left_today=_left(inquiry, terms, today),
    )  # fmt: skip


def _opens(inquiry: Inquiry, terms: Terms) -> date | None:
    """The day after the last of the wait."""
    if inquiry.since is None:
        return None
    start = local_date(inquiry.since, terms.timezone)
    return last_day(start, terms.wait_days, terms.calendar, terms.proclaimed) + DAY


def _earliest(opens: date | None, missing: int, covered: list[date], today: date) -> date | None:
    if opens is None:
        return None
    next_try = today + DAY if today in covered else today
    return max(opens, next_try + (missing - 1) * DAY if missing else today)


def covered_days(inquiry: Inquiry, terms: Terms) -> list[date]:
    """Days on which every channel known by then was tried, since the request, in order.

    A channel used once is known from then on.
    """
    known, covered = set(inquiry.channels) & set(DAILY), []
    for day, tried in _by_day(inquiry, terms):
        known |= tried
        if known and known == tried:
            covered.append(day)
    return covered


def _by_day(inquiry: Inquiry, terms: Terms) -> Iterator[tuple[date, set[str]]]:
    attempts = groupby(inquiry.attempts, lambda tried: local_date(tried.at, terms.timezone))
    for day, tried in attempts:
        yield day, {each.channel for each in tried} & set(DAILY)


def _left(inquiry: Inquiry, terms: Terms, today: date) -> tuple[str, ...]:
    tried = dict(_by_day(inquiry, terms))
    known = (set(inquiry.channels) & set(DAILY)).union(*tried.values())
    return tuple(c for c in DAILY if c in known - tried.get(today, set()))


def runs(days: list[date]) -> list[tuple[date, ...]]:
    """Days in order, cut where one is missing."""
    numbered = groupby(enumerate(days), lambda pair: pair[1] - pair[0] * DAY)
    return [tuple(day for _, day in run) for _, run in numbered]


def too_early(inquiry: Inquiry, terms: Terms, now: datetime) -> tuple[Problem, ...]:
    """Everything that keeps the service from being accepted at a moment."""
    at = clock(inquiry, terms, now)
    found = list(_faults(inquiry, terms, at))
    if found and at.earliest:
        found.append(Problem("ownership", "ownership-first-day", {"first_day": str(at.earliest)}))
    return tuple(found)


def _faults(inquiry: Inquiry, terms: Terms, at: Clock) -> Iterator[Problem]:
    if not inquiry.papers:
        yield Problem("ownership", "ownership-no-paper")
    if not at.enough:
        told = {"done": at.tried, "wanted": at.wanted}
        yield Problem("ownership", "ownership-contacts", told)
    if at.opens and not at.over:
        days: dict[str, Value] = {"days": terms.wait_days, "open_day": str(at.opens)}
        yield Problem("ownership", "ownership-wait", days)


def grown(before: Inquiry, event: Event, terms: Terms) -> Inquiry:
    """The inquiry with one event more, its clocks respected.

    Raises ValueError for an event the table does not hold, and for an acceptance before its time.
    """
    after = before.after(event)
    if event.kind is Kind.ACCEPTED and (faults := too_early(before, terms, event.at)):
        raise ValueError("accepted too early: " + ", ".join(p.code for p in faults))
    return after
