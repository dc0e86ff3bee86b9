"""What the engine answers: lines, each with the steps that lead to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from claims.i18n.text import Text
from claims.matter.model import Grade, Unit, Verb
from claims.problems import Problem


class Step(NamedTuple):  # quicker to make than a dataclass, and a claim makes hundreds
    """One verb applied to one operand; `running` is the result, exact, before any rounding.

    origin: where the operand comes from: "declared" (typed by the claimant), "blank" (not typed,
    counted as zero), "figure" (the matter's), "rate" (a table in data/rates), "credit", "computed"
    (its own `parts`), "nothing".
    since: the day a figure took effect, or the day a rate was read for.
    """

    verb: Verb
    name: str
    label: Text
    operand: Decimal
    unit: Unit
    running: Decimal
    origin: str
    authority: Text | None = None
    verified: bool = True
    parts: tuple["Step", ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class InterestLine:
    """Interest and additional indemnity on one principal, kept as two amounts of cents."""

    regime: str
    principal: int
    start: date
    end: date
    days: int
    interest: int
    indemnity: int
    warnings: tuple[Problem, ...] = ()
    refused: Problem | None = None
    """Why nothing was computed (no table, or a day past the last known rate)."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves one name of a tape, or the whole loss: the grade and the kinds that earned it.

    name and label are None where exhibits prove the loss whole; kinds: none for a declaration
    alone. raises: the name makes the loss larger; otherwise it is a rate declared in the claimant's
    favour, which the matter's own replaces until it is proved.
    """

    grade: Grade
    kinds: tuple[str, ...]
    name: str | None = None
    label: Text | None = None
    raises: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One loss computed. Amounts in cents; declared, supported and admitted are never mixed."""

    loss: str
    head: str
    service: str
    """Registrable domain; empty for a loss of the claimant."""
    group: str
    subgroup: str
    """Both empty when the service is not placed yet."""
    start: date
    end: date
    grade: Grade
    """The lowest of what the loss is made of; `proofs` tells each."""
    declared: int
    supported: int
    admitted: int
    decided: bool
    steps: tuple[Step, ...]
    warnings: tuple[Problem, ...] = ()
    gains: tuple[tuple[Grade, tuple[str, ...], int], ...] = ()
    """(grade, missing exhibit kinds, cents the supported amount would gain)."""
    proofs: tuple[Proof, ...] = ()
    """What proves the loss, or each name of its tape, in the order of the tape."""
    support: tuple[Step, ...] = ()
    """What each grade adds to the supported amount, the best first, when there are several."""
    on_word: int = 0
    """Cents supported by a declaration alone: grade D, which some heads accept in part."""
    notes: tuple[Problem, ...] = ()
    """What a reader of the amount should know, and nobody has to mend."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Every line of one claim; the totals are sums of the lines, nothing else."""

    number: str
    matter: str
    lines: tuple[Line, ...]
    deducted: Mapping[str, Decimal] = field(default_factory=dict)
    """Credit id → what losses absorbed of it, unrounded; a sum that does not count is absent."""

    @property
    def declared(self) -> int:
        """Cents said by the claimant."""
        return sum(line.declared for line in self.lines)

    @property
    def supported(self) -> int:
        """Cents backed by exhibits."""
        return sum(line.supported for line in self.lines)

    @property
    def any_decided(self) -> bool:
        """Whether counsel decided a line; of nothing decided, no amount is admitted, not zero."""
        return any(line.decided for line in self.lines)

    @property
    def on_word_alone(self) -> int:
        """Cents supported by a declaration alone."""
        return sum(line.on_word for line in self.lines)

    @property
    def admitted(self) -> int:
        """Cents allowed by counsel."""
        return sum(line.admitted for line in self.lines)
