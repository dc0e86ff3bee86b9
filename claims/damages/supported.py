"""What exhibits support of a loss, each datum at the share of the grade of its own proof.

The tape is run again with what is proved at a grade or better; what each grade adds to those above
it is supported at the share the matter accepts. Caps and sums received are those of the declared
amount in every run: proving one loss moves no other, no proof ever lowers an amount, and none is
supported above what is declared.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from claims.damages.assessment import Proof, Step
from claims.damages.grades import accepted, grade_of, proof_of
from claims.damages.rerun import DECLARED, ZERO, Rerun
from claims.damages.verbs import keep_percent
from claims.i18n.text import Text
from claims.matter.model import Grade, GradeRule, Verb
from claims.matter.proving import LOWERING, by_name, provable
from claims.money import to_cents

Gain = tuple[Grade, tuple[str, ...], int]
"""(grade, missing exhibit kinds, cents the supported amount would gain)."""
Grades = Mapping[str, Grade]
"""Name of a tape → the grade it is proved at."""


@dataclass(frozen=True, slots=True)
class Supported:
    """What is supported, in cents, and why; see the fields of `Line`."""

    cents: int
    grade: Grade
    proofs: tuple[Proof, ...]
    gains: tuple[Gain, ...]
    support: tuple[Step, ...] = ()
    on_word: int = 0


def supported(loss: Rerun, kinds: frozenset[str]) -> Supported:
    """What these kinds of exhibit support of a loss, and what each missing one would add."""
    steps = _told(loss) if by_name(loss.head) else ()
    if not steps:
        return _whole(loss, kinds)
    proofs = tuple(proof_of(loss.head, _proving(loss, step.name, kinds), step) for step in steps)
    grades = {step.name: proof.grade for step, proof in zip(steps, proofs, strict=True)}
    told = _support(loss, grades)
    cents = to_cents(told[-1].running) if told else _cents(loss, grades)
    with_more = ((rule, _with(rule, loss, kinds, grades)) for rule in loss.head.proof)
    gains = ((rule, _cents(loss, more) - cents) for rule, more in with_more if more != grades)
    grade = max(proof.grade for proof in proofs if proof.raises)
    on_word = _on_word(cents, told, grades)
    return Supported(cents, grade, proofs, _ranked(gains, kinds), told, on_word)


def _whole(loss: Rerun, kinds: frozenset[str]) -> Supported:
    """Where every exhibit proves the loss whole: one grade, and its share of what is declared."""
    proof, head = proof_of(loss.head, kinds), loss.head
    cents = accepted(head, proof.grade, loss.declared)
    gains = ((rule, accepted(head, rule.grade, loss.declared) - cents) for rule in head.proof)
    on_word = cents if proof.grade == "D" else 0
    return Supported(cents, proof.grade, (proof,), _ranked(gains, kinds), on_word=on_word)


def _told(loss: Rerun) -> tuple[Step, ...]:
    """The steps whose proof decides, each name once: those that raise the loss and are above zero,
    or all of them when none is; and the rates declared below the matter's own."""
    named, steps = provable(loss.head), dict[str, Step]()
    for step in loss.steps:
        if step.name in named:
            steps.setdefault(step.name, step)
    raising = [step for step in steps.values() if step.verb not in LOWERING]
    used = [step for step in raising if step.operand > 0] or raising
    return tuple(s for s in steps.values() if s in used or s.name in loss.rates) if used else ()


def _with(rule: GradeRule, loss: Rerun, kinds: frozenset[str], grades: Grades) -> Grades:
    """The grades once the exhibits of a rule are there too."""
    if kinds.issuperset(rule.all_of):
        return grades
    more = kinds.union(rule.all_of)
    return {name: grade_of(loss.head, _proving(loss, name, more), name) for name in grades}


def _proving(loss: Rerun, name: str, kinds: frozenset[str]) -> frozenset[str]:
    """The exhibits that may prove a name: none of one that no exhibit can."""
    return frozenset() if name in loss.unproved else kinds


def _ranked(gains: Iterable[tuple[GradeRule, int]], kinds: frozenset[str]) -> tuple[Gain, ...]:
    """The proofs that add something: the fewest exhibits first, then what adds the most.

    The same exhibits may be missing of two rules, and bringing them meets both: they are told once,
    by the better grade.
    """
    found: dict[tuple[str, ...], Gain] = {}
    for rule, gain in sorted(gains, key=lambda each: each[0].grade):
        missing = tuple(kind for kind in rule.all_of if kind not in kinds)
        if gain > 0:
            found.setdefault(missing, (rule.grade, missing, gain))
    return tuple(sorted(found.values(), key=lambda item: (len(item[1]), -item[2], item[1])))


def _cents(loss: Rerun, grades: Grades) -> int:
    """The supported amount, rounded once."""
    levels = sorted(set(grades.values()))
    if len(levels) == 1:
        return accepted(loss.head, levels[0], loss.declared)
    running, before = ZERO, ZERO
    for grade in levels:
        reached = loss.without(_below(grade, grades))
        running += keep_percent(reached - before, loss.head.accept[grade])
        before = reached
    return to_cents(running)


def _below(grade: Grade, grades: Grades) -> frozenset[str]:
    """The names that are not proved at that grade."""
    return frozenset(name for name, own in grades.items() if own > grade)


def _support(loss: Rerun, grades: Grades) -> tuple[Step, ...]:
    """What each grade adds, the best first, with the steps that lead there; none for one grade."""
    levels = sorted(set(grades.values()))
    if len(levels) == 1:
        return ()
    steps: list[Step] = []
    running, before = ZERO, ZERO
    for grade in levels:
        parts = tuple(_added(loss, grade, before, _below(grade, grades)))
        kept, before = parts[-1].running, parts[0].running
        running += kept
        verb: Verb = "plus" if steps else "take"
        label = _labels(grade)[0]
        steps.append(Step(verb, grade, label, kept, "money", running, "computed", parts=parts))
    return tuple(steps)


def _added(loss: Rerun, grade: Grade, before: Decimal, missing: frozenset[str]) -> Iterator[Step]:
    """What a grade reaches, less what those above it did, at its share."""
    reached, share = loss.without(missing), loss.head.accept[grade]
    _, same, kept = _labels(grade)
    if missing:
        parts = loss.steps_without(missing)
        yield Step("take", "proved", same, reached, "money", reached, "computed", parts=parts)
    else:
        yield Step("take", "declared", DECLARED, reached, "money", reached, "computed")
    rest = reached - before
    if before:
        yield Step("less", "counted", COUNTED, before, "money", rest, "computed")
    amount = keep_percent(rest, share)
    yield Step("keep_percent", "share", kept, share, "percent", amount, "accepted")


def _on_word(cents: int, support: tuple[Step, ...], grades: Grades) -> int:
    """The cents that a declaration alone supports."""
    if "D" not in grades.values():
        return 0
    return cents - to_cents(support[-2].running) if support else cents


COUNTED = Text(fr="déjà compté ci-dessus", en="already counted above")


@cache
def _labels(grade: Grade) -> tuple[Text, Text, Text]:
    """A grade, the run with what is proved at it, and its share."""
    better = Text(fr=" ou mieux", en=" or better") if grade != "A" else Text(fr=" ", en=" ")
    return (
        Text(fr=f"catégorie de preuve {grade}", en=f"evidence grade {grade}"),
        Text(
            fr=f"le même calcul, avec ce qui est prouvé à la catégorie {grade}{better.fr}".strip(),
            en=f"the same computation, with what is proved at grade {grade}{better.en}".strip(),
        ),
        Text(fr=f"part acceptée pour la catégorie {grade}", en=f"share accepted for grade {grade}"),
    )
