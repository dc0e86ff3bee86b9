"""What stands behind totals and nobody has confirmed: figures of the matter, rates of sales tax.

A line says so itself; whoever reads only the totals must be told as well.
"""

from collections.abc import Collection, Iterable, Iterator

from claims.claim.model import Claim, Loss
from claims.damages.imported import rates_taken_out
from claims.damages.names import invoice_day
from claims.damages.tax import RECOVERABLE, TaxRate, rates_inside, silence
from claims.matter.model import Figure, Matter


def doubtful_figures(matter: Matter, heads: Collection[str]) -> tuple[Figure, ...]:
    """Figures that these heads use and of which some value, general or by type, is unverified."""
    used = {step.name for key in heads for step in matter.heads[key].tape}
    used |= {matter.heads[key].screen for key in heads}
    used |= {asked.otherwise for key in heads for asked in matter.heads[key].inputs.values()}
    return tuple(f for key, f in matter.figures.items() if key in used and not _verified(f))


def _verified(figure: Figure) -> bool:
    every = (figure.values, *figure.by_type.values())
    return all(value.verified for values in every for value in values)


def taxes_of(matter: Matter, taxes: Iterable[TaxRate]) -> tuple[TaxRate, ...]:
    """Recoverable taxes of the countries of the matter's currency, in force in its period."""
    return tuple(rate for rate in _levied(matter, taxes) if rate.tax in RECOVERABLE)


def _levied(matter: Matter, taxes: Iterable[TaxRate]) -> Iterator[TaxRate]:
    yield from (
        rate
        for rate in taxes
        if rate.percent and (rate.place == "FR") == (matter.currency == "EUR")
        and rate.start <= matter.period_end and matter.period_start <= rate.end
    )  # fmt: skip


def doubtful_taxes(
    matter: Matter, heads: Collection[str], taxes: Iterable[TaxRate]
) -> tuple[TaxRate, ...]:
    """Unverified rates that a registrant's invoice or an export of sales under these heads may have
    called for, and what stands for those of a claimant without a place.

    What lines really used, `taxes_used` knows from the claims.
    """
    asked = [one for key in heads for one in matter.heads[key].inputs.values()]
    if not any(one.taxed or one.unit == "history" for one in asked):
        return ()
    return (*(rate for rate in _levied(matter, taxes) if not rate.verified), silence(""))


def taxes_used(
    claims: Iterable[Claim], matter: Matter, table: tuple[TaxRate, ...]
) -> tuple[TaxRate, ...]:
    """The rates of every tax inside an amount, or an export of sales, from which tax was taken out,
    in the order of the table; then, by place, what stands for the rates that it does not know.
    """
    every = tuple(claims)
    used = {
        rate
        for claim in every
        if claim.claimant.registrant
        for loss in claim.losses
        if _tax_found(loss, matter)
        for rate in rates_inside(table, claim.contact.place, invoice_day(loss))
    }
    used |= {
        rate for claim in every for loss in claim.losses for rate in rates_taken_out(loss, table)
    }
    unknown = sorted(used - set(table), key=lambda rate: rate.place)
    return (*(rate for rate in table if rate in used), *unknown)


def _tax_found(loss: Loss, matter: Matter) -> bool:
    """Whether an amount of the loss includes tax that nobody stated."""
    return any(
        asked.taxed and name in loss.inputs and f"{name}_tax" not in loss.inputs
        for name, asked in matter.heads[loss.head].inputs.items()
    )
