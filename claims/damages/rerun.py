"""A tape run again without what is not proved: at nothing what raises the loss, at the matter's own
figure a rate declared in the claimant's favour, and all the rest as it was."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from decimal import Decimal

from claims.damages.assessment import Step
from claims.damages.situation import Situation
from claims.damages.verbs import VERBS
from claims.i18n.text import Text
from claims.matter.model import Head
from claims.matter.proving import LOWERING
from claims.money import to_units

ZERO = Decimal(0)
NOTHING = Text(fr="zéro", en="zero")
DECLARED = Text(fr="montant déclaré", en="amount declared")


@dataclass(slots=True)
class Rerun:
    """A loss computed, to be run again. Amounts in units of money, never above what is declared."""

    head: Head
    steps: tuple[Step, ...]
    declared: int
    """Cents."""
    own_rate: Callable[[Step], Step | None]
    """The matter's figure in the place of a rate that is declared in the claimant's favour."""
    unproved: frozenset[str] = frozenset()
    """Names that no exhibit can prove, such as sales typed where their history was refused."""
    rates: dict[str, Step] = field(default_factory=dict)
    _known: dict[frozenset[str], Decimal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find what stands for each rate that favours the claimant; with every name, the loss comes
        to the cents declared."""
        self._known[frozenset()] = to_units(self.declared)
        for step in self.steps:
            if step.verb in LOWERING and (own := self.own_rate(step)):
                self.rates[step.name] = own

    def without(self, missing: frozenset[str]) -> Decimal:
        """What the loss comes to without these names."""
        if missing not in self._known:
            running = ZERO
            for step in self.steps:
                running = VERBS[step.verb](running, self._instead(step, missing).operand)
            self._known[missing] = min(max(running, ZERO), to_units(self.declared))
        return self._known[missing]

    def steps_without(self, missing: Set[str]) -> tuple[Step, ...]:
        """The steps that lead there, without those inside each: they stand in the tape declared."""
        running, steps = ZERO, []
        for step in (self._instead(step, missing) for step in self.steps):
            running = VERBS[step.verb](running, step.operand)
            steps.append(_at(running, step))
        return (*steps, *_bound(running, to_units(self.declared)))

    def _instead(self, step: Step, missing: Set[str]) -> Step:
        if step.name not in missing:
            return step
        if step.verb in LOWERING:
            return self.rates.get(step.name, step)
        return Step(step.verb, step.name, step.label, ZERO, step.unit, ZERO, "unproved")


def own_rate(case: Situation, step: Step) -> Step | None:
    """The matter's own figure in the place of a lower one that the claimant declared."""
    asked = case.head.inputs.get(step.name)
    if asked is None or not asked.otherwise:
        return None
    figure = case.matter.figures[asked.otherwise]
    value = figure.on(case.loss.start, case.service.type)
    if step.operand >= value.value:
        return None
    return Step(step.verb, step.name, figure.label, value.value, figure.unit, step.running,
                "figure", value.authority, value.verified, since=value.since)  # fmt: skip


def _bound(running: Decimal, declared: Decimal) -> Iterator[Step]:
    """No run comes to less than nothing, nor to more than is declared."""
    if running < ZERO:
        yield Step("not_below", "nothing", NOTHING, ZERO, "money", ZERO, "nothing")
    elif running > declared:
        yield Step("not_above", "declared", DECLARED, declared, "money", declared, "computed")


def _at(running: Decimal, step: Step) -> Step:
    return Step(
        step.verb, step.name, step.label, step.operand, step.unit, running, step.origin,
        step.authority, step.verified, since=step.since,
    )  # fmt: skip
