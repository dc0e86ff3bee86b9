"""Days, and amounts by date: in order, in force when they are needed, and possible."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from claims.matter.model import Deadline, Figure, Matter, Outage, Subgroup, Unit, Value
from claims.matter.partly import as_far_as_read
from claims.problems import Problem

DECIMALS = 2
EARLY = timedelta(days=31)
"""How long before the period the event itself may have been."""


def _figures(matter: Matter) -> Iterator[Problem]:
    for key, figure in matter.figures.items():
        yield from as_far_as_read(_figure(figure, matter, key))


def _figure(figure: Figure, matter: Matter, key: str) -> Iterator[Problem]:
    here = f"figures.{key}"
    yield from _list(figure, figure.values, matter, f"{here}.values", key)
    for kind, values in figure.by_type.items():
        yield from _list(figure, values, matter, f"{here}.by_type.{kind}", key)


def _list(
    figure: Figure, values: tuple[Value, ...], matter: Matter, here: str, key: str
) -> Iterator[Problem]:
    """In force from the first day, in order, and of a size that its unit allows."""
    for check in (_days, _in_force, _size, _to_the_cent):
        yield from as_far_as_read(check(figure, values, matter, here, key))


def _days(
    figure: Figure, values: tuple[Value, ...], matter: Matter, here: str, key: str
) -> Iterator[Problem]:
    days = [value.since for value in values]
    if not days:
        yield Problem(here, "figure-empty", {"name": key})
    if days != sorted(set(days)):
        yield Problem(here, "figure-dates", {"name": key})


def _in_force(
    figure: Figure, values: tuple[Value, ...], matter: Matter, here: str, key: str
) -> Iterator[Problem]:
    if values and min(value.since for value in values) > matter.period_start:
        yield Problem(here, "figure-too-late", {"start_day": str(matter.period_start)})


def _size(
    figure: Figure, values: tuple[Value, ...], matter: Matter, here: str, key: str
) -> Iterator[Problem]:
    amounts = [value.value for value in values]
    if any(amount < 0 for amount in amounts):
        yield Problem(here, "figure-negative", {"name": key})
    elif figure.unit == "percent" and any(amount > 100 for amount in amounts):
        yield Problem(here, "figure-percent", {"name": key})


def _to_the_cent(
    figure: Figure, values: tuple[Value, ...], matter: Matter, here: str, key: str
) -> Iterator[Problem]:
    for i, value in enumerate(values):
        yield from cents(value.value, figure.unit, f"{here}.{i}.value")


def cents(amount: Decimal | None, unit: Unit, where: str) -> Iterator[Problem]:
    """Money has two decimals at most, in either currency."""
    exponent = amount.as_tuple().exponent if amount is not None and unit == "money" else 0
    if isinstance(exponent, int) and exponent < -DECIMALS:
        yield Problem(where, "figure-decimals", {"value": str(amount)})


def _period(matter: Matter) -> Iterator[Problem]:
    if matter.period_end < matter.period_start:
        yield Problem("period_end", "period-backwards", {})


def _event(matter: Matter) -> Iterator[Problem]:
    event, start, end = matter.interest.event_day, matter.period_start, matter.period_end
    first = start - min(EARLY, start - date.min)
    if start <= end and not first <= event <= end:
        told = {"start_day": str(first), "end_day": str(end)}
        yield Problem("interest.event_day", "event-day-outside", told)


def _versions(matter: Matter) -> Iterator[Problem]:
    """No definition is newer than the definitions: a version to come binds nobody yet."""
    for key, subgroup in matter.subgroups.items():
        yield from as_far_as_read(_version(subgroup, matter, f"subgroups.{key}.since"))


def _version(subgroup: Subgroup, matter: Matter, where: str) -> Iterator[Problem]:
    if subgroup.since > matter.definitions_since:
        yield Problem(where, "since-after-definitions", {"last_day": str(matter.definitions_since)})


def _deadlines(matter: Matter) -> Iterator[Problem]:
    for key, deadline in matter.deadlines.items():
        yield from as_far_as_read(_deadline(deadline, matter, f"deadlines.{key}"))


def _deadline(deadline: Deadline, matter: Matter, here: str) -> Iterator[Problem]:
    if deadline.days is not None and deadline.days < 1:
        yield Problem(f"{here}.days", "deadline-without-days", {})
    if deadline.on is not None and deadline.days is not None:
        yield Problem(f"{here}.days", "deadline-day-and-days", {})
    floor = deadline.not_before
    if floor and floor not in _with_a_day(matter):
        known = ", ".join(_with_a_day(matter)) or "—"
        yield Problem(f"{here}.not_before", "deadline-floor", {"name": floor, "known": known})
    if deadline.on is not None and deadline.on < matter.interest.event_day:
        event = {"event_day": str(matter.interest.event_day)}
        yield Problem(f"{here}.on", "deadline-before-event", event)


def _with_a_day(matter: Matter) -> list[str]:
    return [key for key, deadline in matter.deadlines.items() if deadline.on is not None]


def _outages(matter: Matter) -> Iterator[Problem]:
    for i, outage in enumerate(matter.outages):
        yield from as_far_as_read(_outage(outage, f"outages.{i}"))


def _outage(outage: Outage, here: str) -> Iterator[Problem]:
    moments = {"start": outage.start, "end": outage.end}
    naive = [name for name, at in moments.items() if at is not None and at.utcoffset() is None]
    for name in naive:
        yield Problem(f"{here}.{name}", "outage-without-offset", {})
    if not naive and outage.end is not None and outage.end < outage.start:
        yield Problem(here, "period-backwards", {})


def _members(matter: Matter) -> Iterator[Problem]:
    for key, subgroup in matter.subgroups.items():
        yield from as_far_as_read(_counted(subgroup, f"subgroups.{key}.members"))


def _counted(subgroup: Subgroup, here: str) -> Iterator[Problem]:
    """A count, or both ends of a range, and the count within it."""
    members = subgroup.members
    if members is None:
        return
    count, low, high = members.count, members.low, members.high
    for name, said in (("count", count), ("low", low), ("high", high)):
        if said is not None and said < 1:
            yield Problem(f"{here}.{name}", "members-none", {})
    if (low is None) != (high is None) or (count is None and low is None):
        yield Problem(here, "members-unsaid", {})
    elif low is not None and high is not None and not low <= (count or low) <= high:
        yield Problem(here, "members-outside", {})


DATED: tuple[Callable[[Matter], Iterator[Problem]], ...] = (
    _figures, _period, _event, _versions, _deadlines, _outages,
    _members,
)  # fmt: skip
