"""What the shape of a matter file cannot say: that every name it uses exists, and fits."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from difflib import get_close_matches
from zoneinfo import available_timezones

from claims.matter.model import GRADES, Figure, Head, Matter, Value
from claims.matter.names import NAMES
from claims.problems import Problem

BESIDE = frozenset({"invoice_date"})
"""Inputs that no tape names: they date the tax of an amount, as `…_tax` inputs state it."""
EARLY = timedelta(days=31)
"""How long before the period the event itself may have been."""
NEARBY = frozenset(
    {"America/Toronto", "America/Montreal", "America/Halifax", "America/Vancouver",
     "America/Winnipeg", "America/Edmonton", "America/St_Johns", "Europe/Paris"}
)  # fmt: skip
"""Zones worth offering when one is misspelt."""


def near(name: str, known: Iterable[str]) -> str:
    """The known name most like the one written; the list of them all when none is."""
    names = sorted(known)
    close = get_close_matches(name, names, n=1)
    return close[0] if close else ", ".join(names)


def cross_checks(matter: Matter, place: str) -> Iterator[Problem]:
    """Every broken reference, useless input and backward date of a well-shaped matter."""
    checks = (
        _subgroups, _heads, _figures, _period, _outages, _offers, _scopes, _capacities, _papers,
    )  # fmt: skip
    for check in checks:
        for problem in check(matter):
            yield Problem(f"{place}, {problem.where}", problem.code, problem.values)


def _unknown(where: str, code: str, name: str, known: Iterable[str]) -> Iterator[Problem]:
    known = list(known)
    if name not in known:
        yield Problem(where, code, {"name": name, "near": near(name, known)})


def _subgroups(matter: Matter) -> Iterator[Problem]:
    for key, subgroup in matter.subgroups.items():
        here = f"subgroups.{key}"
        yield from _unknown(f"{here}.group", "unknown-group", subgroup.group, matter.groups)
        for head in subgroup.heads:
            yield from _unknown(f"{here}.heads", "unknown-head", head, matter.heads)
        for question, answers in subgroup.when.items():
            yield from _unknown(f"{here}.when", "unknown-question", question, matter.questions)
            known = matter.questions[question].answers if question in matter.questions else answers
            for answer in answers:
                yield from _unknown(f"{here}.when.{question}", "unknown-answer", answer, known)


def _heads(matter: Matter) -> Iterator[Problem]:
    claimed = {head for subgroup in matter.subgroups.values() for head in subgroup.heads}
    for key, head in matter.heads.items():
        here = f"heads.{key}"
        if key not in claimed:
            yield Problem(here, "head-nobody-claims", {"name": key})
        yield from _tape(head, matter, here)
        yield from _proof(head, matter, here)


def _tape(head: Head, matter: Matter, here: str) -> Iterator[Problem]:
    if head.tape[0].verb != "take":
        yield Problem(f"{here}.tape.0", "tape-starts-with-take", {"verb": head.tape[0].verb})
    for i, step in enumerate(head.tape):
        known = {*head.inputs, *matter.figures, *NAMES}
        yield from _unknown(f"{here}.tape.{i}", "unknown-name", step.name, known)
    used = {step.name for step in head.tape}
    read = {wanted for name in used & set(NAMES) for wanted in NAMES[name].reads}
    for name, asked in head.inputs.items():
        if name not in used | read | BESIDE and not name.endswith("_tax"):
            yield Problem(f"{here}.inputs.{name}", "input-unused", {"name": name})
        if asked.otherwise:
            where = f"{here}.inputs.{name}.otherwise"
            yield from _unknown(where, "unknown-figure", asked.otherwise, matter.figures)
    for wanted in sorted(read - set(head.inputs)):
        yield Problem(f"{here}.inputs", "input-wanted", {"name": wanted})


def _proof(head: Head, matter: Matter, here: str) -> Iterator[Problem]:
    for i, rule in enumerate(head.proof):
        for kind in rule.all_of:
            where = f"{here}.proof.{i}"
            yield from _unknown(where, "unknown-exhibit-kind", kind, matter.exhibit_kinds)
    for grade in GRADES:
        percent = head.accept.get(grade)
        if percent is None or not 0 <= percent <= 100:
            yield Problem(f"{here}.accept.{grade}", "accept-percent", {"grade": grade})


def _figures(matter: Matter) -> Iterator[Problem]:
    used = {step.name for head in matter.heads.values() for step in head.tape}
    used |= {asked.otherwise for head in matter.heads.values() for asked in head.inputs.values()}
    for key, figure in matter.figures.items():
        if key not in used:
            yield Problem(f"figures.{key}", "figure-unused", {"name": key})
        for kind in figure.by_type:
            here = f"figures.{key}.by_type"
            yield from _unknown(here, "unknown-service-type", kind, matter.service_types)
        by_type = {f"by_type.{kind}": values for kind, values in figure.by_type.items()}
        for place, values in {"values": figure.values, **by_type}.items():
            here = f"figures.{key}.{place}"
            yield from _values(figure, values, matter, here, key)


def _values(
    figure: Figure, values: tuple[Value, ...], matter: Matter, here: str, key: str
) -> Iterator[Problem]:
    """In force from the first day, in order, and of a size that its unit allows."""
    if not values:
        yield Problem(here, "figure-empty", {"name": key})
        return
    days = [value.since for value in values]
    if days != sorted(set(days)):
        yield Problem(here, "figure-dates", {"name": key})
    if min(days) > matter.period_start:
        yield Problem(here, "figure-too-late", {"start_day": str(matter.period_start)})
    amounts = [value.value for value in values]
    if min(amounts) < 0:
        yield Problem(here, "figure-negative", {"name": key})
    elif figure.unit == "percent" and max(amounts) > 100:
        yield Problem(here, "figure-percent", {"name": key})


def _period(matter: Matter) -> Iterator[Problem]:
    if matter.period_end < matter.period_start:
        yield Problem("period_end", "period-backwards", {})
    event, period = matter.interest.event_day, (matter.period_start, matter.period_end)
    if period[0] <= period[1] and not period[0] - EARLY <= event <= period[1]:
        told = {"start_day": str(period[0] - EARLY), "end_day": str(period[1])}
        yield Problem("interest.event_day", "event-day-outside", told)
    if matter.timezone not in available_timezones():
        zones = available_timezones()
        told = {"name": matter.timezone[:80], "near": near(matter.timezone, zones & NEARBY)}
        yield Problem("timezone", "unknown-timezone", told)


def _outages(matter: Matter) -> Iterator[Problem]:
    for i, outage in enumerate(matter.outages):
        moments = {"start": outage.start, "end": outage.end}
        naive = [name for name, at in moments.items() if at and at.utcoffset() is None]
        for name in naive:
            yield Problem(f"outages.{i}.{name}", "outage-without-offset", {})
        if not naive and outage.end is not None and outage.end < outage.start:
            yield Problem(f"outages.{i}", "period-backwards", {})


def _offers(matter: Matter) -> Iterator[Problem]:
    for key, offer in matter.offers.items():
        where = f"offers.{key}.head"
        yield from _unknown(where, "unknown-head", offer.head, matter.credited())


def _scopes(matter: Matter) -> Iterator[Problem]:
    for key, scope in matter.credit_scopes.items():
        if key in matter.heads:
            yield Problem(f"credit_scopes.{key}", "scope-named-as-head", {"name": key})
        for head in scope.heads:
            yield from _unknown(f"credit_scopes.{key}.heads", "unknown-head", head, matter.heads)


def _capacities(matter: Matter) -> Iterator[Problem]:
    for kind in matter.interest.by_capacity:
        where = "interest.by_capacity"
        yield from _unknown(where, "unknown-capacity", kind, ("person", "business"))


def _papers(matter: Matter) -> Iterator[Problem]:
    for key, paper in matter.proofs.items():
        for kind in paper.kinds:
            where = f"proofs.{key}.kinds"
            yield from _unknown(where, "unknown-exhibit-kind", kind, matter.exhibit_kinds)
