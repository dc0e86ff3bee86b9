"""Evidence grades, from A, the best, to D, a declaration alone, and what each missing proof adds.

What earns each is said in the matter's file, head by head.
"""

from collections.abc import Set

from claims.matter.model import GRADES, Grade, Head
from claims.money import to_cents, to_units


def grade_of(head: Head, kinds: Set[str]) -> Grade:
    """The best grade whose kinds of exhibit are all there; D when none is."""
    earned = {rule.grade for rule in head.proof if set(rule.all_of) <= kinds}
    return next((grade for grade in GRADES if grade in earned), "D")


def proof_met(head: Head, kinds: Set[str]) -> tuple[str, ...]:
    """The kinds of exhibit that earn that grade: the first rule met of it; none for D."""
    grade = grade_of(head, kinds)
    met = (rule.all_of for rule in head.proof if rule.grade == grade and set(rule.all_of) <= kinds)
    return next(met, ())


def accepted(head: Head, grade: Grade, declared: int) -> int:
    """Cents of the declared amount that the matter takes as supported at that grade."""
    return to_cents(to_units(declared) * head.accept[grade] / 100)


def gains(
    head: Head, kinds: Set[str], declared: int
) -> tuple[tuple[Grade, tuple[str, ...], int], ...]:
    """(grade, missing exhibit kinds, cents gained) for each better grade, fewest exhibits first."""
    now = accepted(head, grade_of(head, kinds), declared)
    found = [
        (rule.grade, tuple(k for k in rule.all_of if k not in kinds), gain)
        for rule in head.proof
        if (gain := accepted(head, rule.grade, declared) - now) > 0
    ]
    return tuple(sorted(found, key=lambda item: (len(item[1]), -item[2], item[1])))
