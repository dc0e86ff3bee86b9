"""Sales expected and made during an outage, as a tape names them: from the history of the loss, or
as they were typed."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from claims.claim.model import Claim, Loss
from claims.damages.assessment import Step
from claims.damages.imported import rates_taken_out
from claims.damages.lost_sales import Estimate, expected_revenue
from claims.damages.replays import COVERAGE
from claims.damages.sales import History, Method, Window, refunds_told, sales_made
from claims.damages.situation import Operand, Situation, amount_of
from claims.damages.tax import tax_said
from claims.i18n import LANGUAGES
from claims.i18n.text import Text
from claims.matter.names import Name
from claims.money import to_units
from claims.problems import Problem

Told = tuple[Problem, ...]
METHODS: Mapping[Method, Text] = {
    "before-and-after": Text(
        fr="méthode « avant et après » : mêmes jours de la semaine de part et d’autre de la panne",
        en="before-and-after method: the same weekdays on both sides of the outage",
    ),
    "before": Text(
        fr="méthode « avant » : mêmes jours de la semaine avant la panne seulement",
        en="before method: the same weekdays before the outage only",
    ),
    "after": Text(
        fr="méthode « après » : mêmes jours de la semaine après la panne seulement",
        en="after method: the same weekdays after the outage only",
    ),
    "same-months": Text(
        fr="méthode des mêmes mois un an plus tôt, selon la tendance",
        en="method of the same months a year earlier, by the trend",
    ),
    "seasonal-indices": Text(
        fr="méthode des indices saisonniers : niveau des mois autour de la panne, selon leur "
        "saison",
        en="method of seasonal indices: the level of the months around the outage, by their season",
    ),
    "recent-months": Text(
        fr="méthode des mois voisins : moyenne par jour des mois connus autour de la panne",
        en="method of nearby months: the daily mean of the known months around the outage",
    ),
}
"""Who says what is expected: the method that an estimate was really made by."""


def same_sales(claim: Claim, loss: Loss) -> tuple[Loss, ...]:
    """The losses of a claim that rest on the sales of this one, itself too: of the same head, and
    of the same service or from the same history."""
    entry = loss.inputs.get("history")
    history = entry.history if entry else ()
    return tuple(
        other
        for other in claim.losses
        if other.head == loss.head and (other.service == loss.service or _from(history, other))
    )


def _from(history: History, loss: Loss) -> bool:
    entry = loss.inputs.get("history")
    return bool(history) and entry is not None and entry.history == history


def window_of(claim: Claim, loss: Loss) -> Window:
    """The days of a loss, among the other outages of the same sales."""
    away = tuple((other.start, other.end) for other in same_sales(claim, loss))
    said = loss.inputs.get("absent_days")
    return Window(loss.start, loss.end, away, said.absent if said else ())


def estimate_of_loss(
    claim: Claim, loss: Loss, *, coverage: Decimal = COVERAGE
) -> Estimate | Problem | None:
    """Expected sales from the history of a loss, None when it has none."""
    entry = loss.inputs.get("history")
    if entry is None or not entry.history:
        return None
    window = window_of(claim, loss)
    return expected_revenue(
        entry.history, loss.start, loss.end,
        away=window.away, absent=window.absent, coverage=coverage,
    )  # fmt: skip


def expected(name: Name, case: Situation, running: Decimal) -> Operand:
    """What the history tells, or what was typed when there is none or it tells nothing."""
    estimate = estimate_of_loss(case.claim, case.loss)
    taxed, known = _tax_taken_out(case)
    if isinstance(estimate, Estimate):
        return Operand(
            estimate.exact,
            name.label,
            name.unit,
            "computed",
            METHODS[estimate.method],
            parts=estimate.steps,
            warnings=(*_in_currency(estimate.warnings, case), *taxed),
            notes=(*_in_currency(estimate.notes, case), *known),
        )
    told = (estimate,) if isinstance(estimate, Problem) else ()
    return typed_amount("expected", name, case, (*told, *taxed))._replace(notes=known)


def _in_currency(told: Told, case: Situation) -> Iterator[Problem]:
    return (problem.in_currency(case.matter.currency) for problem in told)


def _tax_taken_out(case: Situation) -> tuple[Told, Told]:
    """What is told of the sales tax taken out of the file: a warning of rates not all verified, or
    a note of those that are."""
    rates = rates_taken_out(case.loss, case.rates.taxes)
    said = {f"rates_{language}": ", ".join(tax_said(rate, language) for rate in rates)
            for language in LANGUAGES}  # fmt: skip
    if not rates:
        return (), ()
    if all(rate.verified for rate in rates):
        return (), (Problem("history", "history-net-of-tax", said),)
    return (Problem("history", "tax-rate-unverified", said),), ()


IN_HISTORY = Text(
    fr="ventes de l’historique pendant la panne", en="sales of the history during the outage"
)


def actual(name: Name, case: Situation, running: Decimal) -> Operand:
    """What the history shows inside the outage, and what the claimant says it does not show."""
    asked, loss = case.head.inputs["actual"], case.loss
    unknown = () if "actual" in loss.inputs else (Problem("actual", "actual-unknown"),)
    typed = typed_amount("actual", name, case, unknown)
    entry = loss.inputs.get("history")
    if entry is None or not entry.history:
        return typed
    cents = sales_made(entry.history, loss.start, loss.end)
    shown = to_units(max(cents, 0))
    made = shown + typed.amount
    parts = (
        Step("take", "history", IN_HISTORY, shown, "money", shown, "history"),
        Step("plus", "actual", asked.label.bare, typed.amount, "money", made, typed.origin),
    )
    refunds = refunds_told(entry.history, loss.start, loss.end)
    told = (*_in_currency(refunds, case), *unknown)
    return Operand(made, name.label, name.unit, "computed", parts=parts, warnings=told)


def typed_amount(wanted: str, name: Name, case: Situation, told: tuple[Problem, ...]) -> Operand:
    """What was typed of a computed name, with what is told of it; zero where nothing was."""
    entry = case.loss.inputs.get(wanted)
    origin = "declared" if entry else "blank"
    return Operand(amount_of(entry), name.label, name.unit, origin, warnings=told)
