"""The trace of every amount: each step of each loss as one row, exact, with who says so and since
when.

The numbers are those of the engine, not rounded; the three amounts of the loss come last. The sheet
of the workbook and the CSV of the bundle are written from the same rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.claim.model import Claim
from claims.damages.assessment import Assessment, Line, Step
from claims.damages.explain import (
    DOING,
    QUOTED,
    depth_of,
    first_of_support,
    result_number,
    supported_number,
    unfolded,
)
from claims.documents.numbering import Number, exhibit_key
from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.money import to_units

DECLARED, SUPPORTED, ADMITTED = "declared", "supported", "admitted"
RESULTS: Mapping[str, str] = {
    DECLARED: N_("Montant déclaré, arrondi au cent"),
    SUPPORTED: N_("Montant étayé : part acceptée pour la catégorie de preuve {grade}"),
    ADMITTED: N_("Montant admis par les avocats"),
}
"""The rows that end a loss, in the place of a verb."""
ADDED = N_("Montant étayé, arrondi au cent")
"""The same of a loss of which the data are not equally proved."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step. operand: None for a result; within: the unit of `running`; verified: None for
    what nobody vouches for, such as what was declared."""

    claim: str
    loss: str
    place: str
    """The number the step is cited by, "3.1" the first inside the third; an amount of the loss has
    the next of those that stand inside none."""
    verb: str
    """A verb of the engine, or a key of RESULTS."""
    name: str
    text: str
    operand: Decimal | None
    unit: str
    running: Decimal
    within: str
    origin: str
    since: date | None
    authority: str
    verified: bool | None

    @property
    def depth(self) -> int:
        """How many steps it stands inside."""
        return depth_of(self.place)


class Trace:
    """Tells the rows of one document, each sentence worked out once."""

    def __init__(self, matter: Matter, language: Language) -> None:
        self.matter, self.language = matter, language
        self._said: dict[tuple[str, str], str] = {}

    def rows(self, assessments: Iterable[Assessment]) -> Iterator[Row]:
        """Every step of every loss, in the order counted."""
        for assessment in assessments:
            for line in assessment.lines:
                yield from self.of(assessment.number, line)

    def of(self, claim: str, line: Line) -> Iterator[Row]:
        """The steps of one loss, those inside a step after it, then its amounts, each after the
        steps that lead to it."""
        for place, step, within in unfolded(line.steps):
            yield self._step(claim, line.loss, place, step, within or "count")
        declared, *further = self.results(claim, line)
        yield declared
        for place, step, within in unfolded(line.support, first=first_of_support(line)):
            yield self._step(claim, line.loss, place, step, within or "count")
        yield from further

    def results(self, claim: str, line: Line) -> Iterator[Row]:
        """The amounts of a loss: declared, supported and, once it is decided, admitted."""
        declared, supported = result_number(line), supported_number(line)
        yield self._result(claim, line, declared, DECLARED, to_units(line.declared))
        yield self._result(claim, line, supported, SUPPORTED, to_units(line.supported))
        if line.decided:
            last = str(int(supported) + 1)
            yield self._result(claim, line, last, ADMITTED, to_units(line.admitted))

    def _step(self, claim: str, loss: str, place: str, step: Step, within: str) -> Row:
        return Row(
            claim, loss, place, step.verb, step.name,
            self._text(step.verb, step.label.in_(self.language)),
            step.operand, step.unit, step.running, within, step.origin, step.since,
            step.authority.in_(self.language) if step.authority else "",
            step.verified if step.origin in QUOTED else None,
        )  # fmt: skip

    def _text(self, verb: str, label: str) -> str:
        if (verb, label) not in self._said:
            self._said[verb, label] = say(DOING[verb], self.language, label=label)
        return self._said[verb, label]

    def _result(self, claim: str, line: Line, place: str, verb: str, amount: Decimal) -> Row:
        head = self.matter.heads[line.head]
        added = verb == SUPPORTED and bool(line.support)
        share = head.accept[line.grade] if verb == SUPPORTED and not added else None
        authority = head.authority.in_(self.language) if verb == SUPPORTED else ""
        text = say(ADDED if added else RESULTS[verb], self.language, grade=line.grade)
        unit = "percent" if share is not None else ""
        return Row(
            claim, line.loss, place, verb, "", text, share, unit, amount, "money", "", None,
            authority, None,
        )  # fmt: skip


def proofs(claim: Claim, loss: str, numbers: Mapping[str, Number]) -> dict[str, str]:
    """The exhibits that prove a loss, in the order of their numbers: "P-3" → the key it is known
    by; those that have no number are left out."""
    keys = (exhibit_key(claim.number, e.id) for e in claim.exhibits if loss in e.losses)
    return {n.label: key for n, key in sorted((numbers[k], k) for k in keys if k in numbers)}
