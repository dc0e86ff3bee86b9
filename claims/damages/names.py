"""What a name on a tape is worth: an input, a figure of the matter, or a computation.

Each answer is an Operand, which carries its own authority and, when it was computed, its own steps.
"""

from datetime import date
from decimal import Decimal

from claims.claim.model import Loss
from claims.damages.assessment import Step
from claims.damages.credits import deduct, shared
from claims.damages.made_up import later
from claims.damages.named_sales import actual, expected
from claims.damages.situation import ZERO, Operand, Situation, amount_of
from claims.damages.tax import RECOVERED, found_tax, net_label, said_tax
from claims.i18n.text import Text
from claims.matter.model import Figure, Input, Unit, Value
from claims.matter.names import NAMES, Name
from claims.problems import Problem


def worth(name: str, case: Situation, running: Decimal) -> Operand:
    """The operand a name stands for; `running` is the tape so far."""
    if name in case.head.inputs:
        return _input(name, case.head.inputs[name], case)
    if name in case.matter.figures:
        return _figure(name, case.matter.figures[name], case)
    return COMPUTED[name](NAMES[name], case, running)


def _input(name: str, asked: Input, case: Situation) -> Operand:
    entry = case.loss.inputs.get(name)
    if entry is None and asked.otherwise:
        return _figure(asked.otherwise, case.matter.figures[asked.otherwise], case)
    amount = amount_of(entry)
    if asked.taxed and case.claim.claimant.registrant and amount:
        return _net_of_tax(name, asked, amount, case)
    unit: Unit = "hours" if asked.unit == "call_log" else asked.unit
    told = _below(name, asked, amount, case) if entry else ()
    return Operand(amount, asked.label.bare, unit, "declared" if entry else "blank", warnings=told)


def _below(name: str, asked: Input, rate: Decimal, case: Situation) -> tuple[Problem, ...]:
    """A rate taken away that is declared below the matter's own makes the loss larger: told."""
    taken_away = any(s.verb == "less_percent" and s.name == name for s in case.head.tape)
    if not (taken_away and asked.otherwise):
        return ()
    figure = case.matter.figures[asked.otherwise].on(case.loss.start, case.service.type)
    if rate >= figure.value:
        return ()
    named = {"label_fr": asked.label.fr, "label_en": asked.label.en}
    rates = {"typed_number": f"{rate:f}", "figure_number": f"{figure.value:f}"}
    return (Problem(name, "rate-below-figure", named | rates),)


def _net_of_tax(name: str, asked: Input, amount: Decimal, case: Situation) -> Operand:
    """A registrant claims an amount net of the tax it recovers; others claim it gross."""
    typed = case.loss.inputs.get(f"{name}_tax")
    place, on = case.claim.contact.place, invoice_day(case.loss)
    tax = (
        said_tax(amount_of(typed), amount)
        if typed
        else found_tax(amount, place, on, case.rates.taxes)
    )
    gross = Step("take", name, asked.label.bare, amount, "money", amount, "declared")
    cut = Step(
        "less",
        "tax",
        RECOVERED,
        tax.amount,
        "money",
        amount - tax.amount,
        "declared" if typed else "rate",
        tax.authority,
        tax.verified,
        since=None if typed else on,
    )
    told = {"rates_fr": tax.authority.fr, "rates_en": tax.authority.en}
    warnings = () if tax.verified else (Problem(name, "tax-rate-unverified", told),)
    return Operand(
        amount - tax.amount,
        net_label(asked.label.bare),
        "money",
        "computed",
        parts=(gross, cut),
        warnings=warnings,
    )


def invoice_day(loss: Loss) -> date:
    """The day whose rates of tax hold: the invoice's, or the end of the loss."""
    entry = loss.inputs.get("invoice_date")
    return entry.day if entry is not None and entry.day is not None else loss.end


def _figure(name: str, figure: Figure, case: Situation) -> Operand:
    value = figure.on(case.loss.start, case.service.type)
    warnings = () if value.verified else (unverified(name, figure),)
    left = value.value - case.pots.caps.get(cap_key(name, figure, case), ZERO)
    return Operand(
        max(left, ZERO),
        figure.label,
        figure.unit,
        "figure",
        value.authority,
        value.verified,
        _cap_steps(name, figure, value, left),
        warnings,
        since=value.since,
    )


def unverified(name: str, figure: Figure) -> Problem:
    """That nobody has confirmed a figure."""
    label = figure.label
    return Problem(name, "figure-unverified", {"label_fr": label.fr, "label_en": label.en})


def cap_key(name: str, figure: Figure, case: Situation) -> tuple[str, str]:
    """Over what a cap is counted: the loss itself, the domain of its service under whatever types
    it is declared, or the claimant."""
    scope = {"loss": case.loss.id, "service": case.service.domain, "claimant": ""}
    return name, scope[figure.per]


USED = Text(fr="déjà compté sous ce plafond", en="already counted under this cap")


def _cap_steps(name: str, figure: Figure, value: Value, left: Decimal) -> tuple[Step, ...]:
    if left == value.value:
        return ()
    whole = Step(
        "take",
        name,
        figure.label,
        value.value,
        figure.unit,
        value.value,
        "figure",
        value.authority,
        value.verified,
        since=value.since,
    )
    rest = max(left, ZERO)
    return whole, Step("less", name, USED, value.value - rest, figure.unit, rest, "computed")


def _nothing(name: Name, case: Situation, running: Decimal) -> Operand:
    return Operand(ZERO, name.label, name.unit, "nothing")


def _credits(name: Name, case: Situation, running: Decimal) -> Operand:
    """Deduct what is left of the sums received for this head, never more than the loss.

    First those that answer to this head alone, then those that answer to several.
    """
    wanted = max(running, ZERO)
    own = deduct(case.pots, case.loss.head, case.loss.service, wanted)
    part = Step("take", "credits", name.label, own, "money", own, "credit")
    taken, parts = own, [part] if own else []
    for key, scope in case.matter.credit_scopes.items():
        if case.loss.head in scope.heads:
            part = shared(case.pots, key, case.loss.service, scope.label, wanted - taken, taken)
            parts += [part] if part.parts else []
            taken = part.running
    told = tuple(parts) if any(part.parts for part in parts) else ()
    return Operand(taken, name.label, name.unit, "credit", name.authority, parts=told)


def _days(name: Name, case: Situation, running: Decimal) -> Operand:
    days = (case.loss.end - case.loss.start).days + 1
    return Operand(Decimal(days), name.label, name.unit, "computed", name.authority)


COMPUTED = {
    "nothing": _nothing,
    "credits": _credits,
    "days_without_service": _days,
    "expected_revenue": expected,
    "actual_revenue": actual,
    "later_sales": later,
}
