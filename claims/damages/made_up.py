"""Sales made up later: as the claimant says, or as the history shows if that is more.

Losses whose outages are joined are counted together, as one outage would be: the last bears what
the history shows after them all and between them, and what one of them cannot absorb is taken from
the others. Splitting an outage in two spares nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from claims.claim.model import Entry, Loss
from claims.damages.assessment import Step
from claims.damages.named_sales import (
    actual,
    estimate_of_loss,
    expected,
    same_sales,
    typed_amount,
    window_of,
)
from claims.damages.sales import Estimate
from claims.damages.situation import ZERO, Operand, Situation, amount_of
from claims.i18n.text import Text
from claims.matter.model import Verb
from claims.matter.names import NAMES, Name
from claims.money import to_units

MEASURED = Text(
    fr="ventes au-delà de l’ordinaire dans les sept jours qui ont suivi",
    en="sales beyond the ordinary in the seven days that followed",
)
BETWEEN = Text(
    fr="ventes au-delà de l’attendu entre les pannes jointes",
    en="sales beyond the expected between the joined outages",
)
ELSEWHERE = Text(
    fr="ventes reprises déclarées avec les autres pannes jointes",
    en="sales made up that are declared with the other joined outages",
)
SHOWN = Text(
    fr="ventes reprises que l’historique montre", en="sales made up that the history shows"
)
CARRIED = Text(
    fr="ce que les autres pannes jointes n’ont pu absorber",
    en="what the other joined outages could not absorb",
)


def later(name: Name, case: Situation, running: Decimal) -> Operand:
    """What was made up of the sales of a loss, with its part of what others joined to it leave."""
    joined = _joined(case)
    steps = _own(case, joined)
    if more := _left_by_others(case, joined):
        made = steps[-1].running + more
        steps.append(Step("plus", "carried", CARRIED, more, "money", made, "computed"))
    if len(steps) == 1:
        return typed_amount("made_up_later", name, case, ())._replace(label=steps[0].label)
    return Operand(steps[-1].running, name.label, name.unit, "computed", parts=tuple(steps))


def _joined(case: Situation) -> list[Situation]:
    """The losses whose outages are joined to this one's, itself too, in the order they ended."""
    first, last = window_of(case.claim, case.loss).joined()
    every = sorted(same_sales(case.claim, case.loss), key=_ended)
    return [replace(case, loss=one) for one in every if first <= one.start and one.end <= last]


def _ended(loss: Loss) -> tuple[object, ...]:
    return loss.end, loss.start, loss.id


def _declared(case: Situation) -> Entry | None:
    return case.loss.inputs.get("made_up_later")


def _own(case: Situation, joined: list[Situation]) -> list[Step]:
    """What is declared with a loss and, with the last of them, what the history shows of them."""
    entry, label = _declared(case), case.head.inputs["made_up_later"].label.bare
    typed, origin = amount_of(entry), "declared" if entry else "blank"
    steps = [Step("take", "made_up_later", label, typed, "money", typed, origin)]
    if case.loss.id == joined[-1].loss.id and (shown := tuple(_shown(joined))):
        steps.append(_not_below(typed, shown))
    return steps


def _not_below(typed: Decimal, shown: tuple[Step, ...]) -> Step:
    """What the history shows, with its own steps when it has several."""
    measured, label, origin = shown[-1].running, shown[0].label, "history"
    if len(shown) > 1:
        label, origin = SHOWN, "computed"
    most = max(typed, measured)
    parts = shown if len(shown) > 1 else ()
    return Step("not_below", "history", label, measured, "money", most, origin, parts=parts)


def _shown(joined: list[Situation]) -> Iterator[Step]:
    """What the history shows after joined outages and between them, less what is declared with all
    but the last; nothing when it shows nothing."""
    estimates = [estimate_of_loss(case.claim, case.loss) for case in joined]
    told = [one for one in estimates if isinstance(one, Estimate)]
    most = max(told, key=lambda one: one.made_up + one.between, default=None)
    if most is None or not most.made_up + most.between:
        return
    running = ZERO
    for label, cents in ((MEASURED, most.made_up), (BETWEEN, most.between)):
        if cents:
            verb: Verb = "plus" if running else "take"
            running += to_units(cents)
            yield Step(verb, "history", label, to_units(cents), "money", running, "history")
    if others := sum((amount_of(_declared(case)) for case in joined[:-1]), ZERO):
        left = running - others
        yield Step("less", "made_up_elsewhere", ELSEWHERE, others, "money", left, "computed")


def _left_by_others(case: Situation, joined: list[Situation]) -> Decimal:
    """Of what joined losses cannot absorb, the part that falls to this one: the last ones first."""
    if len(joined) == 1:
        return ZERO
    after = [(one, _room(one) - _own(one, joined)[-1].running) for one in joined]
    left = sum((-room for _, room in after if room < 0), ZERO)
    for one, room in reversed(after):
        more = min(left, max(room, ZERO))
        if one.loss.id == case.loss.id:
            return more
        left -= more
    raise AssertionError("a loss is among those joined to it")


def _room(case: Situation) -> Decimal:
    """What a loss has sold less than expected; below zero when it sold more."""
    wanted = expected(NAMES["expected_revenue"], case, ZERO).amount
    return wanted - actual(NAMES["actual_revenue"], case, ZERO).amount
