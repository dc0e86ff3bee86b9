"""`scenarios`: the totals of a matter under its scenarios, and offers beside losses."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer
from rich.table import Table

from claims.cli.parsing import Command
from claims.cli.terminal import (
    AsJson,
    Lang,
    MatterId,
    language_of,
    now,
    opened,
    operator,
    out,
    speaking,
    write_json,
)
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, money
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.model import Matter

if TYPE_CHECKING:
    from claims.office.scenarios import Read
    from claims.totals.offers import Beside
    from claims.totals.scenarios import Change
    from claims.totals.side_by_side import Named
    from claims.totals.weighed import Sums


def register(app: typer.Typer) -> None:
    """Add the command of this room."""
    app.command("scenarios", cls=Command)(scenarios_command)


def scenarios_command(name: MatterId, lang: Lang = "fr", as_json: AsJson = False) -> None:
    """Les totaux selon les scénarios du dossier · The totals under a matter's scenarios."""
    from claims.office.folder import local_day
    from claims.office.scenarios import side_by_side

    with speaking(lang):
        house, matter = opened(name)
        today = local_day(now(), matter)
        read = side_by_side(house, operator(house), matter.id, today=today)
    if as_json:
        return write_json(as_contract(read, matter, language_of(lang)))
    return print_scenarios(read, matter, language_of(lang))


def as_contract(read: "Read", matter: Matter, language: Language) -> dict[str, Any]:
    """Scenarios as other programs read them; amounts in whole cents."""
    from claims.totals.side_by_side import late

    found = read.found
    refused = {key: sentence(problem, language) for key, problem in late(found).items()}
    return {
        "matter": matter.id,
        "currency": matter.currency,
        "as_of": found.as_of.isoformat(),
        "journal_head": read.head.hash,
        "base": _cents(found.base),
        "scenarios": [
            _scenario(each, matter, language) | {"interest_refused": refused.get(each.id, "")}
            for each in found.scenarios
        ],
        "offers": _offers(found.offers, matter, language),
        "losses": {
            "claims": found.offers.claims,
            "declared_cents": found.offers.declared,
            "supported_cents": found.offers.supported,
            "median_declared_cents": found.offers.median_declared,
            "median_supported_cents": found.offers.median_supported,
        },
    }


def _cents(sums: "Sums", before: str = "") -> dict[str, int]:
    return {f"{before}{name}_cents": cents for name, cents in sums._asdict().items()}


def _scenario(each: "Named", matter: Matter, language: Language) -> dict[str, Any]:
    from claims.totals.side_by_side import switch_told

    found = each.tried
    interest = [
        {"interest_cents": part.interest, "indemnity_cents": part.indemnity,
         "lines_without": part.without}
        for part in found.interest or ()
    ]  # fmt: skip
    return {
        "id": each.id,
        "label": each.label.in_(language),
        "switches": [switch_told(change.switch) for change in found.changes],
        "totals": _cents(found.totals),
        "waterfall": [_change(change, matter, language) for change in found.changes],
        "parts": [
            {"subgroup": subgroup, "head": head} | _cents(sums)
            for (subgroup, head), sums in found.parts.items()
        ],
        "interest": dict(zip(("base", "scenario"), interest, strict=False)) or None,
    }


def _change(change: "Change", matter: Matter, language: Language) -> dict[str, Any]:
    """change_cents is of what is supported, which every switch may change; each amount's own stands
    beside it."""
    from claims.totals.scenarios_said import said

    return {
        "switch": change.switch.kind,
        "said": said(change.switch, matter, language),
        "change_cents": change.sums.supported,
        **_cents(change.sums, "change_"),
        "uncapped": change.uncapped,
        "uncapped_among": change.among,
    }


def _offers(beside: "Beside", matter: Matter, language: Language) -> list[Mapping[str, Any]]:
    return [
        {
            "id": offer.id,
            "label": matter.offers[offer.id].label.in_(language),
            "valued": offer.amount is not None,
            "amount_cents": offer.amount,
            "total_cents": offer.total,
            "claims": beside.claims,
            "below_declared": offer.below_declared,
            "below_supported": offer.below_supported,
        }
        for offer in beside.offers
    ]


def print_scenarios(read: "Read", matter: Matter, language: Language) -> None:
    """A row a scenario, its changes under it, then the offers."""
    from claims.totals.scenarios_said import AMOUNTS, OPENING, said, total_named
    from claims.totals.side_by_side import late

    table = Table(box=None, header_style="bold")
    table.add_column(say("Scénario", language))
    for title in AMOUNTS.values():
        table.add_column(say(title, language), justify="right", no_wrap=True)

    def row(label: str, sums: "Sums", style: str = "") -> None:
        written = (money(cents, matter.currency, language) for cents in sums)
        table.add_row(label, *written, style=style)

    row(say("Totaux actuels", language), read.found.base, "bold")
    for each in read.found.scenarios:
        named = total_named(each.label.in_(language), each.tried.changes, language)
        row(named, each.tried.totals, "bold")
        for change in each.tried.changes:
            row(f"  {said(change.switch, matter, language)}", change.sums, "dim")
    out.print(table)
    for each in read.found.scenarios:
        if problem := late(read.found).get(each.id):
            told = f"{each.label.in_(language)} — {sentence(problem, language)}"
            out.print(told, style="yellow", markup=False)
    out.print(say(OPENING, language), markup=False)
    print_offers(read.found.offers, matter, language)


def print_offers(beside: "Beside", matter: Matter, language: Language) -> None:
    """A row an offer: what it is worth, and to how many it gives less than they lost."""
    from claims.totals.scenarios_said import NOT_VALUED, OFFERS

    table = Table(box=None, header_style="bold")
    table.add_column(say("Offre", language))
    titles = (N_("Par réclamant"), N_("À tous"), N_("Moins que déclaré"), N_("Moins qu’étayé"))
    for title in titles:
        table.add_column(say(title, language), justify="right")
    for offer in beside.offers:
        label = matter.offers[offer.id].label.in_(language)
        if offer.amount is None or offer.total is None:
            table.add_row(label, say(NOT_VALUED, language), "", "", "")
            continue
        amounts = (money(c, matter.currency, language) for c in (offer.amount, offer.total))
        below = (offer.below_declared or 0, offer.below_supported or 0)
        table.add_row(label, *amounts, *(count(n, language) for n in below))
    if beside.offers:
        out.print(table)
        out.print(say(OFFERS, language), markup=False)
