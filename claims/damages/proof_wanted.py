"""Which exhibits lack for each part of a loss, the best first, and which are accepted instead."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.damages.assessment import Line, Proof
from claims.i18n.text import Text
from claims.matter.model import Grade, GradeRule, Head

Way = tuple[str, ...]
"""Kinds of exhibit that lack, wanted together."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What lacks for some names of a tape.

    names: none when it is for the whole loss; labels: none either when the loss has no other part;
    others: ways that support it less well, or as well, the best first.
    """

    names: tuple[str, ...]
    labels: tuple[Text, ...]
    best: Way
    others: tuple[Way, ...]


def wanted(line: Line, head: Head) -> tuple[Wanted, ...]:
    """For each name that exhibits would prove better; names that lack the same are told at once."""
    alike: dict[tuple[Way, ...], list[Proof]] = {}
    for proof in line.proofs:
        if found := _simplest(list(dict.fromkeys(_ways(line, head, proof)))):
            alike.setdefault(found, []).append(proof)
    return tuple(
        Wanted(
            tuple(each.name for each in proofs if each.name),
            tuple(each.label for each in proofs if each.label and len(line.proofs) > 1),
            best,
            tuple(others),
        )
        for (best, *others), proofs in alike.items()
    )


def _ways(line: Line, head: Head, proof: Proof) -> Iterator[Way]:
    """The better grade first; of the same, the fewest exhibits, then those meant for that name, in
    the order of the matter's file."""
    found = [
        (rule.grade, len(missing), not rule.proves, head.proof.index(rule), missing)
        for grade, missing, _ in line.gains
        for rule in _rules(head, grade, missing)
        if rule.grade < proof.grade and (not rule.proves or proof.name in rule.proves)
    ]
    if any(not whole for _, _, whole, *_ in found) or not _has_its_own(head, proof):
        yield from (missing for *_, missing in sorted(found))


def _has_its_own(head: Head, proof: Proof) -> bool:
    """Whether some exhibits are meant for that name: when none of them helps, it is not lacking."""
    return any(proof.name in rule.proves for rule in head.proof)


def _rules(head: Head, grade: Grade, missing: Way) -> Iterator[GradeRule]:
    return (rule for rule in head.proof
            if rule.grade == grade and set(missing) <= set(rule.all_of))  # fmt: skip


def _simplest(ways: Sequence[Way]) -> tuple[Way, ...]:
    """The best, then those that ask for no more than another does."""
    return tuple(
        way for place, way in enumerate(ways)
        if not place or not any(set(less) < set(way) for less in ways)
    )  # fmt: skip
