"""Evidence grades, from A, the best, to D, a declaration alone: what earns each, name by name.

What earns each is said in the matter's file, head by head: exhibits prove the loss whole, or the
names of its tape that the file lists beside them.
"""

from decimal import Decimal

from claims.damages.assessment import Proof, Step
from claims.matter.model import Grade, GradeRule, Head
from claims.matter.proving import LOWERING
from claims.money import to_cents, to_units


def grade_of(head: Head, kinds: frozenset[str], name: str | None = None) -> Grade:
    """The best grade whose kinds of exhibit are all there; D when none is.

    name: of the tape, whose own exhibits count beside those that prove the loss whole.
    """
    return _grade(_met(head, kinds, name))


def _grade(met: list[GradeRule]) -> Grade:
    return min((rule.grade for rule in met), default="D")


def _met(head: Head, kinds: frozenset[str], name: str | None) -> list[GradeRule]:
    return [
        rule
        for rule in head.proof
        if kinds.issuperset(rule.all_of) and (not rule.proves or name in rule.proves)
    ]


def proof_of(head: Head, kinds: frozenset[str], step: Step | None = None) -> Proof:
    """What proves a name of the tape, by its step, or the whole loss: the first rule met of the
    best grade."""
    met = _met(head, kinds, step.name if step else None)
    grade = _grade(met)
    earned = next((rule.all_of for rule in met if rule.grade == grade), ())
    if step is None:
        return Proof(grade, earned)
    return Proof(grade, earned, step.name, step.label, raises=step.verb not in LOWERING)


def accepted(head: Head, grade: Grade, declared: int) -> int:
    """Cents of the declared amount that the matter takes as supported at that grade."""
    return to_cents(to_units(declared) * head.accept[grade] / Decimal(100))
