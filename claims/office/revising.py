"""Figures of a matter: read, revised by counsel with what that changes shown first, kept for good.

A revision is what the file would say; the file itself is never touched. Claims keep the rules they
were counted under until a recount.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from claims.access import Actor
from claims.damages.explain import written
from claims.i18n.amounts import read_amount, read_day, read_quantity, read_text
from claims.i18n.text import LANGUAGES, Text
from claims.matter.checks import cross_checks
from claims.matter.model import Figure, Matter, Value
from claims.matter.revised import Revision, values_for
from claims.office.blinding import must_owe_no_reading
from claims.office.effects import Effect, effect
from claims.office.folder import local_day
from claims.office.house import House
from claims.office.rulebook import Rules, revised
from claims.problems import Problem, Refused
from claims.store.figures import FigureRevision

REASON, AUTHORITY = 500, 500
"""Longest reason and authority, in characters."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A revision as counsel types it; service_type: empty for every type without its own values.

    The authority is written once when both languages cite it alike.
    """

    figure: str
    since: str
    value: str
    service_type: str = ""
    authority_fr: str = ""
    authority_en: str = ""
    verified: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Rules in force and how they came to be. revisions: oldest first; seen: number of the last."""

    rules: Rules
    revisions: tuple[FigureRevision, ...]

    @property
    def seen(self) -> int:
        """Number of the last revision read; 0 without any."""
        return self.revisions[-1].number if self.revisions else 0


@dataclass(frozen=True, slots=True)
class Tried:
    """A revision that can be kept once its words are written. notes: what to know before; seen: as
    in Schedule."""

    revision: Revision
    notes: tuple[Problem, ...]
    effect: Effect
    seen: int


def schedule(house: House, actor: Actor, matter: str) -> Schedule:
    """The rules in force, and every revision made to their figures. Raises NotAllowed."""
    actor.must_work_on("read figures", matter)
    return Schedule(house.rules(matter), house.store.figures.of(matter))


def tried(house: House, actor: Actor, matter: str, typed: Typed, *, now: datetime) -> Tried:
    """What a revision would change, claim by claim; nothing is kept.

    Raises Refused with every fault of what was typed, its `where` the field; NotAllowed.
    """
    actor.must_work_on("revise figures", matter)
    must_owe_no_reading(house, actor, matter)
    seen, rules = house.store.figures.last(matter), house.rules(matter)
    today = local_day(now, rules.matter)
    revision, then = _read(typed, rules, today, whole=False)
    notes = (*_notes(revision, rules.matter, today), *_unsaid(typed))
    return Tried(revision, notes, effect(house, rules, then), seen)


def revise(
    house: House, actor: Actor, matter: str, typed: Typed, *, seen: int, now: datetime
) -> FigureRevision:
    """Keep a revision, in force at once for whatever is counted from now on.

    seen: number of the last revision counsel read. Raises Refused as `tried`, Conflict when a
    colleague revised a figure meanwhile, NotSaved.
    """
    actor.must_work_on("revise figures", matter)
    rules = house.rules(matter)
    revision, _ = _read(typed, rules, local_day(now, rules.matter), whole=True)
    body = revision.told() | {"reason": typed.reason.strip()}
    kept = house.store.figures.add(matter, body, seen=seen, at=now, by=actor.name)
    house.catch_up(matter)
    return kept


def _read(typed: Typed, rules: Rules, today: date, *, whole: bool) -> tuple[Revision, Rules]:
    """The revision, and the rules it would make. whole: its words must be written. Raises Refused
    with all that is wrong, what is still to be written included."""
    matter = rules.matter
    if typed.figure not in matter.figures:
        raise Refused([Problem("figure", "revision-unknown-figure")])
    figure, told = matter.figures[typed.figure], list(_faulty(typed))
    if typed.service_type and typed.service_type not in matter.service_types:
        told.append(Problem("service_type", "revision-unknown-type"))
    since, value = read_day(typed.since, "since"), _value(typed.value, figure, matter)
    told += [each for each in (since, value) if isinstance(each, Problem)]
    unsaid = list(_unsaid(typed))
    if told or (whole and unsaid) or isinstance(since, Problem) or isinstance(value, Problem):
        raise Refused([*told, *unsaid])
    revision = Revision(
        figure=typed.figure, service_type=typed.service_type, since=since, value=value,
        authority=_authority(typed), verified=typed.verified, on=today,
    )  # fmt: skip
    return revision, _made(revision, rules)


def _faulty(typed: Typed) -> Iterator[Problem]:
    """What is wrong with the reason and the authority as they are written."""
    for name, longest in (("reason", REASON), ("authority_fr", AUTHORITY),
                          ("authority_en", AUTHORITY)):  # fmt: skip
        read = read_text(getattr(typed, name), name, longest=longest, lines=name == "reason")
        if isinstance(read, Problem):
            yield read


def _unsaid(typed: Typed) -> Iterator[Problem]:
    """What is still to be written: the effect can be seen before, nothing can be kept."""
    if not (typed.authority_fr.strip() or typed.authority_en.strip()):
        yield Problem("authority_fr", "revision-without-authority")
    if not typed.reason.strip():
        yield Problem("reason", "revision-without-reason")


def _authority(typed: Typed) -> Text:
    fr, en = typed.authority_fr.strip(), typed.authority_en.strip()
    either = fr or en or "—"  # while the effect is looked at; nothing is kept without a source
    return Text(fr=fr or either, en=en or either)


def _value(typed: str, figure: Figure, matter: Matter) -> Decimal | Problem:
    """The value in the figure's unit."""
    if typed.strip().startswith(("-", "\u2212")):
        return Problem("value", "revision-negative")
    if figure.unit == "money":
        cents = read_amount(typed, "value", currency=matter.currency, allow_zero=True)
        return cents if isinstance(cents, Problem) else Decimal(cents).scaleb(-2)
    read = read_quantity(typed, "value", figure.unit)
    if isinstance(read, Decimal) and figure.unit == "percent" and read > 100:
        return Problem("value", "revision-percent")
    return read


def _made(revision: Revision, rules: Rules) -> Rules:
    """The rules once revised. Raises Refused when nothing changes, or a tape cannot be counted."""
    before = _on_that_day(revision, rules.matter.figures[revision.figure])
    if before and _same(before, revision):
        raise Refused([Problem("value", "revision-same")])
    matter, book = revised(rules.matter, rules.book, revision)
    if faults := [Problem("value", p.code, p.values) for p in cross_checks(matter, "")]:
        raise Refused(faults)
    return Rules(book, matter, rules.rates)


def _on_that_day(revision: Revision, figure: Figure) -> Value | None:
    """The value that begins on the day of a revision, which replaces it."""
    values = values_for(figure, revision.service_type)
    return next((value for value in values if value.since == revision.since), None)


def _same(before: Value, revision: Revision) -> bool:
    """Whether a revision says again what is in force; of the authority, when it was revised set
    aside."""
    said, again = before.authority, revision.authority
    alike = said.fr.startswith(again.fr) and said.en.startswith(again.en)
    return alike and (before.value, before.verified) == (revision.value, revision.verified)


def _notes(revision: Revision, matter: Matter, today: date) -> Iterator[Problem]:
    """What counsel should know before they keep it."""
    figure, since = matter.figures[revision.figure], revision.since
    values, start = values_for(figure, revision.service_type), matter.period_start
    later = min((value.since for value in values if value.since > since), default=None)
    if before := _on_that_day(revision, figure):
        yield Problem("since", "revision-replaces", _told(before, figure, matter))
    if later is not None and later <= start:
        days = {"start_day": str(start), "later_day": str(later)}
        yield Problem("since", "revision-no-difference", days)
    elif later is not None:
        yield Problem("since", "revision-until", {"later_day": str(later)})
    if since > today:
        yield Problem("since", "revision-future", {"since_day": str(since)})
    yield from _apart(revision, figure, matter)


def _apart(revision: Revision, figure: Figure, matter: Matter) -> Iterator[Problem]:
    """Types of service that follow values of their own, or begin to."""
    if revision.service_type and revision.service_type not in figure.by_type:
        yield Problem("service_type", "revision-own-values")
    if figure.by_type and not revision.service_type:
        labels = [matter.service_types[kind].label for kind in figure.by_type]
        told = {f"types_{tongue}": ", ".join(label.in_(tongue) for label in labels)
                for tongue in LANGUAGES}  # fmt: skip
        yield Problem("service_type", "revision-types-apart", told)


def _told(value: Value, figure: Figure, matter: Matter) -> dict[str, str]:
    """A value in its unit, in both languages."""
    return {
        f"value_{tongue}": written(value.value, figure.unit, matter.currency, tongue)
        for tongue in LANGUAGES
    }
