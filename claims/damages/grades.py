"""Evidence grades: A invoice and payment, B invoice or platform export, C quote, time sheet or
screenshot, D declaration only; and what each missing proof would add."""

from collections.abc import Set

from claims.matter.model import GRADES, Grade, Head
from claims.money import to_cents, to_units


def grade_of(head: Head, kinds: Set[str]) -> Grade:
    """The best grade whose kinds of exhibit are all there; D when none is."""
    earned = {rule.grade for rule in head.proof if set(rule.all_of) <= kinds}
    return next((grade for grade in GRADES if grade in earned), "D")


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
