"""Where claims meet: `overlaps`."""

from typing import TYPE_CHECKING

import typer
from rich.table import Table

from claims.claim.identifiers import domain_in_full
from claims.cli.parsing import Command
from claims.cli.terminal import (
    AsJson,
    Lang,
    MatterId,
    language_of,
    opened,
    operator,
    out,
    speaking,
    write_json,
)
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import day, money
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.matter.order import turn

if TYPE_CHECKING:
    from claims.office.ledger import Ledger
    from claims.totals.conflicts import Conflict
    from claims.totals.overlaps import Apart
    from claims.totals.units import Meeting, Unit


def register(app: typer.Typer) -> None:
    """Add the command of this room."""
    app.command("overlaps", cls=Command)(overlaps)


def overlaps(name: MatterId, lang: Lang = "fr", as_json: AsJson = False) -> None:
    """Les pertes réclamées deux fois · The losses claimed twice."""
    from claims.office.ledger import ledger

    with speaking(lang):
        house, matter = opened(name)
        found = ledger(house, operator(house), matter.id)
    if as_json:
        return write_json(_as_json(found, matter))
    for conflict in found.conflicts:
        _print_conflict(conflict, found, matter, language_of(lang))
    return _print_apart(found, matter, language_of(lang))


def _print_conflict(
    conflict: "Conflict", found: "Ledger", matter: Matter, language: Language
) -> None:
    from claims.totals.conflicts import TITLES, WHY

    met = conflict.meeting
    head = matter.heads[met.head].label.in_(language)
    out.print(f"{domain_in_full(met.service)}  {head}", style="bold", markup=False)
    for stake in met.stakes:
        said = {
            "number": stake.number,
            "name": found.names[stake.number],
            "title": say(TITLES[stake.title], language),
            "start": day(stake.start, language),
            "end": day(stake.end, language),
            "declared": money(stake.declared, matter.currency, language),
        }
        if stake.decided:
            admitted = money(stake.admitted, matter.currency, language)
            told = say(
                "  {number}, {name} ({title}), du {start} au {end} : déclaré {declared}, "
                "admis {admitted}",
                language,
                **said,
                admitted=admitted,
            )
        else:
            told = say(
                "  {number}, {name} ({title}), du {start} au {end} : déclaré {declared}, à décider",
                language,
                **said,
            )
        out.print(told, markup=False)
    for code in conflict.why:
        out.print(f"  {say(WHY[code], language)}", style="dim", markup=False)
    if conflict.types:
        kinds = ", ".join(matter.service_types[t].label.in_(language) for t in conflict.types)
        told = say("  Types de service réclamés : {names}", language, names=kinds)
        out.print(told, style="yellow", markup=False)
    loss = say("  Au plus {loss} à payer", language,
               loss=money(met.loss, matter.currency, language))  # fmt: skip
    out.print(loss, markup=False)


def _print_apart(found: "Ledger", matter: Matter, language: Language) -> None:
    """Undisputed and disputed by subgroup and head; then what is admitted beyond the losses."""
    table = Table(box=None, header_style="bold")
    table.add_column(say("Sous-groupe", language), no_wrap=True)
    table.add_column(say("Chef", language), overflow="fold", min_width=24)
    for title in (N_("Déclaré"), N_("Sans conflit"), N_("En conflit")):
        table.add_column(say(title, language), justify="right", no_wrap=True)
    cells = sorted(found.cells[:-1], key=lambda cell: turn(cell.key, matter))
    for cell in (*cells, found.whole):
        subgroup, head = (cell.key[1], matter.heads[cell.key[2]].label.in_(language)) if cell.key \
            else (say("Total", language), "")  # fmt: skip
        amounts = (cell.declared, cell.undisputed, cell.disputed)
        table.add_row(subgroup or say("à classer", language), head,
                      *(money(cents, matter.currency, language) for cents in amounts),
                      style="" if cell.key else "bold")  # fmt: skip
    out.print(table)
    if found.beyond:
        told = say("Admis au-delà des pertes : {amount}", language,
                   amount=money(found.beyond, matter.currency, language))  # fmt: skip
        out.print(told, style="bold yellow", markup=False)


def _as_json(found: "Ledger", matter: Matter) -> dict[str, object]:
    return {
        "matter": matter.id,
        "currency": matter.currency,
        "journal_head": found.head.hash,
        **_apart(found.whole),
        "beyond_cents": found.beyond,
        "cells": [
            dict(zip(("group", "subgroup", "head"), cell.key, strict=True)) | _apart(cell)
            for cell in found.cells[:-1]
        ],
        "conflicts": [_conflict(conflict) for conflict in found.conflicts],
        "several_types": {site: list(types) for site, types in found.several_types.items()},
    }


def _apart(cell: "Apart") -> dict[str, int]:
    return {
        "declared_cents": cell.declared,
        "undisputed_cents": cell.undisputed,
        "disputed_cents": cell.disputed,
    }


def _conflict(conflict: "Conflict") -> dict[str, object]:
    met = conflict.meeting
    return {
        "service": met.service,
        "head": met.head,
        **_amounts(met),
        "beyond_cents": met.beyond,
        "undecided": met.undecided,
        "why": list(conflict.why),
        "claims": [
            {
                "number": stake.number,
                "loss": stake.loss,
                "title": stake.title,
                "start": str(stake.start),
                "end": str(stake.end),
                "declared_cents": stake.declared,
                "admitted_cents": stake.admitted,
                "paid_cents": met.paid_to(stake.number, stake.loss),
                "decided": stake.decided,
                "distinct": stake.distinct,
            }
            for stake in met.stakes
        ],
        "units": [
            _amounts(unit) | {"claims": [part.stake.number for part in unit.parts]}
            for unit in met.units
        ],
    }


def _amounts(found: "Meeting | Unit") -> dict[str, object]:
    days = {"start": str(found.start), "end": str(found.end)}
    return days | {"loss_cents": found.loss, "paid_cents": found.paid}
