"""What a head has to prove: the names of its tape that rest on what the claimant says."""

from collections.abc import Iterator

from claims.matter.model import Head, Matter, TapeStep, Verb
from claims.matter.names import NAMES
from claims.problems import Problem

LOWERING: frozenset[Verb] = frozenset({"less", "less_percent", "divided_by"})
"""Verbs whose operand makes a loss smaller; the operand of every other makes it larger."""


def provable(head: Head) -> frozenset[str]:
    """The names of a tape that rest on what the claimant says and raise the loss; of those that
    lower it, the rates for which the matter has a figure of its own."""
    return frozenset(step.name for step in head.tape if _rests_on_proof(step, head))


def _rests_on_proof(step: TapeStep, head: Head) -> bool:
    asked = head.inputs.get(step.name)
    if step.verb in LOWERING:
        return asked is not None and bool(asked.otherwise)
    return asked is not None or (step.name in NAMES and bool(NAMES[step.name].reads))


def by_name(head: Head) -> bool:
    """Whether some exhibits of a head prove less than the whole loss."""
    return any(rule.proves for rule in head.proof)


def silent_proofs(matter: Matter, place: str) -> Iterator[Problem]:
    """Exhibits of a head with several names to prove say which of them they prove: a screenshot
    would otherwise prove hours."""
    for key, head in matter.heads.items():
        named = provable(head)
        for i, rule in enumerate(head.proof if len(named) > 1 else ()):
            if not rule.proves:
                told = {"known": ", ".join(sorted(named))}
                yield Problem(f"{place}, heads.{key}.proof.{i}", "proves-nothing-said", told)


def proved_names(head: Head, matter: Matter, here: str) -> Iterator[Problem]:
    """Exhibits prove names that have to be proved, and each of these is proved by some."""
    named = provable(head)
    for i, rule in enumerate(head.proof):
        for name in rule.proves:
            if name not in named:
                told = {"name": name, "known": ", ".join(sorted(named))}
                yield Problem(f"{here}.proof.{i}.proves", "proves-unknown", told)
    proved = {name for rule in head.proof for name in rule.proves or named}
    for name in sorted(named - proved if head.proof else ()):
        yield Problem(f"{here}.proof", "proof-lacking", {"name": name})
