"""A platform's own export, read for one loss: looked at first, then taken with the file as proof.

What is taken is read anew from the same bytes with the same choices, so that nothing a page kept in
the meantime decides an amount.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from claims.access import Actor
from claims.claim.model import Exhibit
from claims.claim.numbers import RandomBytes
from claims.damages.imported import trace
from claims.damages.rates import Rates
from claims.damages.tax import TaxRate, rates_inside, tax_inside
from claims.evidence.bounds import MEBI, Limits
from claims.evidence.sales import Choices, SalesRead, read_sales
from claims.evidence.turns import on_behalf_of
from claims.i18n.histories import HISTORY_TITLE, MOST_PERIODS
from claims.matter.model import Matter
from claims.money import to_cents, to_units
from claims.office.claimant import add_exhibit, describe_exhibit, my_draft, save_field
from claims.office.folder import Folder
from claims.office.house import House
from claims.problems import NotFound, Problem, Refused

PLACE_ZONES = {
    "QC": "America/Toronto", "ON": "America/Toronto", "NB": "America/Moncton",
    "NS": "America/Halifax", "PE": "America/Halifax", "NL": "America/St_Johns",
    "MB": "America/Winnipeg", "SK": "America/Regina", "AB": "America/Edmonton",
    "BC": "America/Vancouver", "FR": "Europe/Paris",
}  # fmt: skip
"""The clock of most of each place."""
EXPORTS = ("platform_export", "order_book")
"""Kinds of exhibit an export of sales is, in the matters that have them; first found."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an export: days written in the history, the oldest left out, the exhibit."""

    days: int
    left_out: int
    first: date
    exhibit: Exhibit


def look(
    house: House, actor: Actor, *, name: str, content: bytes, choices: Choices, now: datetime
) -> SalesRead:
    """What an export says, nothing kept. Amounts of another currency than the matter's: refused."""
    actor.must("write own draft")
    folder = my_draft(house, actor, now=now)
    limits = Limits(size=house.settings.max_file_mb * MEBI)
    if len(content) > limits.size:
        return SalesRead(name, problem=Problem("history", "export-too-large"))
    with on_behalf_of(actor.claim):
        read = read_sales(name, content, choices, folder.matter.timezone, limits)
    if read.problem is not None:
        counted = read.currency or folder.matter.currency
        return replace(read, problem=read.problem.in_currency(counted))
    if read.currency not in ("", folder.matter.currency):
        told = {"currency": read.currency, "wanted": folder.matter.currency}
        return replace(read, problem=Problem("history", "export-other-currency", told))
    return read


def take(
    house: House,
    actor: Actor,
    loss: str,
    *,
    name: str,
    content: bytes,
    choices: Choices,
    net: bool,
    draw: RandomBytes,
    now: datetime,
) -> Taken:
    """Write an export's sales in the history of a loss and keep the file as proof of it.

    net: take out the sales tax the amounts carry, at the rates of the claimant's place. Raises
    Refused with what keeps the export from being read or the file from being kept, and NotFound.
    """
    read = look(house, actor, name=name, content=content, choices=choices, now=now)
    if read.problem is not None:
        raise Refused([read.problem])
    folder = my_draft(house, actor, now=now)
    path = history_path(folder, loss)
    kept = read.days[-MOST_PERIODS:]
    rates: tuple[TaxRate, ...] = ()
    if net and read.inside:
        kept, rates = net_of_tax(kept, folder, house.rates)
    clock = clock_used(read, choices, folder.matter)
    exhibit = _keep(house, actor, folder, loss, read, content, draw, now)
    save_field(house, actor, path, _stands(folder, loss), written(kept, clock, rates), now=now)
    return Taken(len(kept), len(read.days) - len(kept), date.fromisoformat(kept[0][0]), exhibit)


def history_path(folder: Folder, loss: str) -> str:
    """Path of the input that holds a history of sales. Raises NotFound when the loss has none."""
    head = next((part.head for part in folder.form.losses if part.id == loss), "")
    inputs = folder.matter.heads[head].inputs if head in folder.matter.heads else {}
    name = next((name for name, asked in inputs.items() if asked.unit == "history"), "")
    if not name:
        raise NotFound(f"loss {loss} has no history of sales")
    return f"losses.{loss}.inputs.{name}"


def _stands(folder: Folder, loss: str) -> str:
    name = history_path(folder, loss).rpartition(".")[2]
    return next(part.inputs.get(name, "") for part in folder.form.losses if part.id == loss)


def net_of_tax(
    days: Sequence[tuple[str, int]], folder: Folder, rates: Rates
) -> tuple[tuple[tuple[str, int], ...], tuple[TaxRate, ...]]:
    """Days without the sales tax inside them, at the rates of the claimant's place on each day; and
    these rates, each once."""
    place = folder.form.contact.place
    inside = {day: rates_inside(rates.taxes, place, date.fromisoformat(day)) for day, _ in days}
    net = tuple((day, _net(cents, inside[day])) for day, cents in days)
    return net, tuple(dict.fromkeys(rate for found in inside.values() for rate in found))


def _net(cents: int, inside: Sequence[TaxRate]) -> int:
    amount, percent = to_units(cents), sum((rate.percent for rate in inside), Decimal(0))
    return to_cents(amount - tax_inside(amount, percent))


def clocks(folder: Folder) -> tuple[str, ...]:
    """Zones the times of a file may be in: the matter's, that of the shop's place, and UTC."""
    place = PLACE_ZONES.get(folder.form.contact.place, "")
    return tuple(dict.fromkeys(filter(None, (folder.matter.timezone, place, "UTC"))))


def clock_used(read: SalesRead, choices: Choices, matter: Matter) -> str:
    """In which zone times that name none were read, and brought to which: "UTC → America/Toronto".

    Empty when every time names its own, or there are none.
    """
    naive = read.clocks.get("naive")
    return f"{choices.clock or matter.timezone} → {matter.timezone}" if naive else ""


def written(days: Sequence[tuple[str, int]], clock: str = "", rates: Sequence[TaxRate] = ()) -> str:
    """Sales as a history is typed, a day a line: "2021-08-28; 123.45".

    clock: whose hours made the days; rates: those of the tax taken out. Both are kept on a first
    line of titles.
    """
    told = [*filter(None, [clock]), *([trace(rates)] if rates else [])]
    title = ["; ".join([HISTORY_TITLE, *told])] if told else []
    return "\n".join([*title, *(f"{day}; {to_units(cents):.2f}" for day, cents in days)])


def export_kind(matter: Matter, *, bank: bool) -> str:
    """What the file is as proof, among the kinds of the matter."""
    wanted = ("bank_statement",) if bank else EXPORTS
    return next((kind for kind in wanted if kind in matter.exhibit_kinds), "other")


def _keep(
    house: House,
    actor: Actor,
    folder: Folder,
    loss: str,
    read: SalesRead,
    content: bytes,
    draw: RandomBytes,
    now: datetime,
) -> Exhibit:
    """The file as an exhibit of the loss; the same file brought before is tied to it as well."""
    kind = export_kind(folder.matter, bank=read.bank)
    name = sha256(content).hexdigest()
    same = next((e for e in folder.exhibits if e.sha256 == name), None)
    if same is None:
        return add_exhibit(
            house, actor, name=read.name, content=content, kind=kind, losses=[loss],
            draw=draw, now=now,
        )  # fmt: skip
    losses = list(dict.fromkeys((*same.losses, loss)))
    describe_exhibit(house, actor, same.id, kind, losses, now=now)
    return same
