"""What the shape of a matter file cannot say: that every name it uses exists, and fits."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from claims.matter.model import GRADES, Figure, Head, Matter
from claims.matter.names import NAMES
from claims.problems import Problem

BESIDE = frozenset({"invoice_date"})
"""Inputs that no tape names: they date the tax of an amount, as `…_tax` inputs state it."""


def near(name: str, known: Iterable[str]) -> str:
    """The known name most like the one written; the list of them all when none is."""
    names = sorted(known)
    close = get_close_matches(name, names, n=1)
    return close[0] if close else ", ".join(names)


def cross_checks(matter: Matter, place: str) -> Iterator[Problem]:
    """Every broken reference, useless input and backward date of a well-shaped matter."""
    for check in (_subgroups, _heads, _figures, _period, _offers, _capacities):
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
        yield from _dates(figure, key)


def _dates(figure: Figure, key: str) -> Iterator[Problem]:
    for values in (figure.values, *figure.by_type.values()):
        days = [value.since for value in values]
        if days != sorted(set(days)):
            yield Problem(f"figures.{key}.values", "figure-dates", {"name": key})


def _period(matter: Matter) -> Iterator[Problem]:
    if matter.period_end < matter.period_start:
        yield Problem("period_end", "period-backwards", {})
    for i, outage in enumerate(matter.outages):
        if outage.end is not None and outage.end < outage.start:
            yield Problem(f"outages.{i}", "period-backwards", {})
    late = [k for k, f in matter.figures.items() if f.values[0].since > matter.period_start]
    for key in late:
        yield Problem(
            f"figures.{key}.values", "figure-too-late", {"start_day": str(matter.period_start)}
        )


def _offers(matter: Matter) -> Iterator[Problem]:
    for key, offer in matter.offers.items():
        yield from _unknown(f"offers.{key}.head", "unknown-head", offer.head, matter.heads)


def _capacities(matter: Matter) -> Iterator[Problem]:
    for kind in matter.interest.by_capacity:
        where = "interest.by_capacity"
        yield from _unknown(where, "unknown-capacity", kind, ("person", "business"))
