"""What the shape of a matter file cannot say: that every name it uses exists, and fits."""

from collections.abc import Iterable, Iterator, Set
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email

from claims.i18n.amounts import shown
from claims.matter.dated import DATED, cents
from claims.matter.model import (
    GRADES,
    Figure,
    Grade,
    GradeRule,
    Head,
    Matter,
    Offer,
    Question,
    Subgroup,
    TapeStep,
)
from claims.matter.names import NAMES
from claims.matter.partly import as_far_as_read
from claims.matter.proving import proved_names
from claims.matter.scenarios import scenario_checks
from claims.matter.tapes import divisors, names_taken
from claims.problems import Problem

BESIDE = frozenset({"invoice_date", "absent_days"})
"""Inputs that no tape names: the one dates the tax of an amount, as `…_tax` inputs state it, the
other says what days without a line in a history are."""
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
    """Every broken reference, useless input and backward date of a matter, or of what is read."""
    checks = (
        _subgroups, names_taken, _heads, _claimed, _used, _types, _offers, _scopes, _capacities,
        _laws, _papers, _samples, _timezone, _counsel, scenario_checks,
    )  # fmt: skip
    for check in (*checks, *DATED):
        for problem in as_far_as_read(check(matter)):
            yield Problem(f"{place}, {problem.where}", problem.code, problem.values)


def _unknown(where: str, code: str, name: str, known: Iterable[str]) -> Iterator[Problem]:
    known = list(known)
    if name not in known:
        yield Problem(where, code, {"name": name, "near": near(name, known)})


def _subgroups(matter: Matter) -> Iterator[Problem]:
    for key, subgroup in matter.subgroups.items():
        here = f"subgroups.{key}"
        yield from as_far_as_read(
            _unknown(f"{here}.group", "unknown-group", subgroup.group, matter.groups)
        )
        yield from as_far_as_read(_open_heads(subgroup, matter, f"{here}.heads"))
        yield from as_far_as_read(_conditions(subgroup, matter, f"{here}.when"))


def _open_heads(subgroup: Subgroup, matter: Matter, where: str) -> Iterator[Problem]:
    for head in subgroup.heads:
        yield from as_far_as_read(_unknown(where, "unknown-head", head, matter.heads))


def _conditions(subgroup: Subgroup, matter: Matter, where: str) -> Iterator[Problem]:
    for question, answers in subgroup.when.items():
        yield from _unknown(where, "unknown-question", question, matter.questions)
        if question in matter.questions:
            asked = matter.questions[question]
            yield from as_far_as_read(_answers(answers, asked, f"{where}.{question}"))


def _answers(answers: Iterable[str], asked: Question, where: str) -> Iterator[Problem]:
    for answer in answers:
        yield from _unknown(where, "unknown-answer", answer, asked.answers)


def _claimed(matter: Matter) -> Iterator[Problem]:
    claimed = {head for subgroup in matter.subgroups.values() for head in subgroup.heads}
    for key in matter.heads:
        if key not in claimed:
            yield Problem(f"heads.{key}", "head-nobody-claims", {"name": key})


def _heads(matter: Matter) -> Iterator[Problem]:
    for key, head in matter.heads.items():
        for check in (_tape, divisors, _asked, _otherwise, _bounds, _proof, proved_names, _accept):
            yield from as_far_as_read(check(head, matter, f"heads.{key}"))


def _tape(head: Head, matter: Matter, here: str) -> Iterator[Problem]:
    if head.tape[0].verb != "take":
        yield Problem(f"{here}.tape.0", "tape-starts-with-take", {"verb": head.tape[0].verb})
    for i, step in enumerate(head.tape):
        where = f"{here}.tape.{i}"
        yield from as_far_as_read(_operand(step, head, matter, where))
    if ("less", "credits") not in {(step.verb, step.name) for step in head.tape}:
        yield Problem(f"{here}.tape", "tape-without-credits", {})


def _operand(step: TapeStep, head: Head, matter: Matter, where: str) -> Iterator[Problem]:
    known = {*head.inputs, *matter.figures, *NAMES}
    yield from _unknown(where, "unknown-name", step.name, known)


def _asked(head: Head, matter: Matter, here: str) -> Iterator[Problem]:
    """Each question is used by the tape, and each computation is asked what it reads."""
    used = {step.name for step in head.tape}
    read = {wanted for name in used & set(NAMES) for wanted in NAMES[name].reads}
    taxes = {f"{name}_tax" for name, asked in head.inputs.items() if asked.taxed}
    for name in head.inputs:
        if name not in used | read | BESIDE | taxes:
            yield Problem(f"{here}.inputs.{name}", "input-unused", {"name": name})
    for wanted in sorted(read - set(head.inputs)):
        yield Problem(f"{here}.inputs", "input-wanted", {"name": wanted})


def _otherwise(head: Head, matter: Matter, here: str) -> Iterator[Problem]:
    for name, asked in head.inputs.items():
        where = f"{here}.inputs.{name}.otherwise"
        yield from as_far_as_read(_stands_in(asked.otherwise, matter, where))
    yield from as_far_as_read(_stands_in(head.screen, matter, f"{here}.screen"))


def _bounds(head: Head, matter: Matter, here: str) -> Iterator[Problem]:
    for name, asked in head.inputs.items():
        for key, bound in (("least", asked.least), ("most", asked.most)):
            where = f"{here}.inputs.{name}.{key}"
            yield from as_far_as_read(cents(bound, asked.unit, where))


def _stands_in(figure: str, matter: Matter, where: str) -> Iterator[Problem]:
    if figure:
        yield from _unknown(where, "unknown-figure", figure, matter.figures)


def _proof(head: Head, matter: Matter, here: str) -> Iterator[Problem]:
    for i, rule in enumerate(head.proof):
        yield from as_far_as_read(_kinds(rule, matter, f"{here}.proof.{i}"))


def _kinds(rule: GradeRule, matter: Matter, where: str) -> Iterator[Problem]:
    for kind in rule.all_of:
        yield from as_far_as_read(
            _unknown(where, "unknown-exhibit-kind", kind, matter.exhibit_kinds)
        )


def _accept(head: Head, matter: Matter, here: str) -> Iterator[Problem]:
    for grade in GRADES:
        yield from as_far_as_read(_share(grade, head, f"{here}.accept.{grade}"))
    for better, worse in pairwise(grade for grade in GRADES if grade in head.accept):
        if head.accept[worse] > head.accept[better]:
            told = {"worse": worse, "better": better}
            yield Problem(f"{here}.accept.{worse}", "accept-order", told)


def _share(grade: Grade, head: Head, where: str) -> Iterator[Problem]:
    percent = head.accept.get(grade)
    if percent is None or not 0 <= percent <= 100:
        yield Problem(where, "accept-percent", {"grade": grade})


def _used(matter: Matter) -> Iterator[Problem]:
    used = {step.name for head in matter.heads.values() for step in head.tape}
    used |= {head.screen for head in matter.heads.values()}
    used |= {asked.otherwise for head in matter.heads.values() for asked in head.inputs.values()}
    for key in matter.figures:
        if key not in used:
            yield Problem(f"figures.{key}", "figure-unused", {"name": key})


@cache
def _zones() -> Set[str]:
    return available_timezones()


def _timezone(matter: Matter) -> Iterator[Problem]:
    if matter.timezone not in _zones():
        zones = _zones()
        told = {"name": matter.timezone[:80], "near": near(matter.timezone, zones & NEARBY)}
        yield Problem("timezone", "unknown-timezone", told)


def _counsel(matter: Matter) -> Iterator[Problem]:
    written = matter.counsel_email
    try:
        if written is not None:
            validate_email(written, check_deliverability=False)
    except EmailNotValidError:
        yield Problem("counsel_email", "email-unreadable", {"typed": shown(written or "")})


def _types(matter: Matter) -> Iterator[Problem]:
    for key, figure in matter.figures.items():
        yield from as_far_as_read(_known_types(figure, matter, f"figures.{key}.by_type"))


def _known_types(figure: Figure, matter: Matter, where: str) -> Iterator[Problem]:
    for kind in figure.by_type:
        yield from _unknown(where, "unknown-service-type", kind, matter.service_types)


def _offers(matter: Matter) -> Iterator[Problem]:
    for key, offer in matter.offers.items():
        where = f"offers.{key}.head"
        yield from as_far_as_read(_unknown(where, "unknown-head", offer.head, matter.credited()))
        yield from as_far_as_read(_counts(offer, f"offers.{key}.counts"))
        yield from as_far_as_read(cents(offer.amount, "money", f"offers.{key}.amount"))


def _counts(offer: Offer, where: str) -> Iterator[Problem]:
    if not offer.counts and offer.kind != "free_hosting":
        yield Problem(where, "offer-always-counts", {})


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


def _laws(matter: Matter) -> Iterator[Problem]:
    for group in matter.interest.by_group:
        yield from _unknown("interest.by_group", "unknown-group", group, matter.groups)


def _samples(matter: Matter) -> Iterator[Problem]:
    known = {f"answers.{key}" for key in matter.questions}
    for key, head in matter.heads.items():
        known |= {f"{key}.{name}" for name in (*head.inputs, "end")}
    for place, row in enumerate(matter.sample_sites):
        for code in row:
            if "." in code:
                where = f"sample_sites.{place}.{code}"
                yield from _unknown(where, "unknown-column", code, known)


def _papers(matter: Matter) -> Iterator[Problem]:
    for key, paper in matter.proofs.items():
        for kind in paper.kinds:
            where = f"proofs.{key}.kinds"
            yield from _unknown(where, "unknown-exhibit-kind", kind, matter.exhibit_kinds)
        for kind in paper.naming:
            yield from _unknown(f"proofs.{key}.naming", "unknown-exhibit-kind", kind, paper.kinds)
