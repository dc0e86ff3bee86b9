"""What the claims come to: `totals`, and `recount` when the rules changed."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from claims.cli.parsing import Command
from claims.cli.terminal import (
    AsJson,
    Lang,
    MatterId,
    day_of,
    language_of,
    now,
    one_of,
    opened,
    operator,
    out,
    speaking,
    write_json,
)
from claims.matter.model import Matter
from claims.problems import Problem, Refused

if TYPE_CHECKING:
    from claims.office.house import House
    from claims.office.recounting import Sums


ENGINES = ("pandas", "parts", "dask")
"""How totals are counted: the class whole, part by part, or by the workers of a scheduler."""


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("totals", cls=Command)(totals_command)
    app.command("recount", cls=Command)(recount_command)


def totals_command(
    name: MatterId,
    as_of: Annotated[str, typer.Option("--as-of", metavar="DATE", help="2026-11-22")] = "",
    engine: Annotated[str, typer.Option("--engine", metavar="|".join(ENGINES))] = "",
    scheduler: Annotated[
        str,
        typer.Option("--scheduler", metavar="ADRESSE · ADDRESS", help="tcp://10.0.0.5:8786 (dask)"),
    ] = "",
    interest_to: Annotated[
        str,
        typer.Option(
            "--interest", metavar="DATE", help="Intérêts jusqu’à ce jour · Interest up to this day"
        ),
    ] = "",
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Les totaux, par groupe, sous-groupe et chef · Totals by group, subgroup and head."""
    from claims.cli.totals_said import doubts, print_totals, stale
    from claims.office.engines import counted
    from claims.office.folder import local_day
    from claims.totals.contract import as_contract

    if engine:
        one_of(engine, "--engine", ENGINES, lang)
    if interest_to:
        alone = not (as_of or engine or scheduler)
        return _interest_totals(name, interest_to, lang, as_json=as_json, alone=alone)
    asked = day_of(as_of, "--as-of", lang) if as_of else None
    with speaking(lang):
        house, matter = opened(name)
        if asked and asked > local_day(now(), matter):
            raise Refused([Problem("--as-of", "day-in-future", {"typed_day": str(asked)})])
        standing = counted(
            house, operator(house), matter.id, engine=engine, scheduler=scheduler, as_of=asked
        )
    if as_json:
        write_json(
            as_contract(
                standing.table,
                matter=matter.id,
                currency=matter.currency,
                as_of=asked or local_day(now(), matter),
                head=standing.head,
                warnings=(
                    *doubts(standing, matter, house.rates, language_of(lang)),
                    *stale(house, matter, language_of(lang)),
                ),
            )
        )
    else:
        print_totals(standing, matter, house.rates, language_of(lang))
        print_stale(house, matter, lang)
    return None


def _interest_totals(name: str, typed: str, lang: str, *, as_json: bool, alone: bool) -> None:
    from claims.cli.interest_said import interest_json, print_interest
    from claims.office.interest_totals import interest_totals

    until = day_of(typed, "--interest", lang)
    with speaking(lang):
        if not alone:
            raise Refused([Problem("--interest", "interest-is-now")])
        house, matter = opened(name)
        found = interest_totals(house, operator(house), matter.id, until)
    if as_json:
        return write_json(interest_json(found, matter, language_of(lang)))
    print_interest(found, matter, language_of(lang))
    return print_stale(house, matter, lang)


def print_stale(house: "House", matter: Matter, lang: str) -> None:
    """What must be counted again before documents are made."""
    from claims.cli.totals_said import stale

    for told in stale(house, matter, language_of(lang)):
        out.print(told, style="yellow", markup=False)


def recount_command(
    name: MatterId,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Sans rien garder · Keep nothing")
    ] = False,
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Recalculer sous les règles en vigueur · Compute again under the rules in force."""
    from claims.cli.totals_said import print_recount
    from claims.office.recounting import recount

    with speaking(lang):
        house, matter = opened(name)
        done = recount(house, operator(house), matter.id, now=now(), keep=not dry_run)
    if as_json:
        return write_json(
            {
                "matter": matter.id,
                "kept": not dry_run,
                "claims": done.claims,
                "changed": list(done.changed),
                "before": _in_cents(done.before),
                "after": _in_cents(done.after),
            }
        )
    return print_recount(done, matter, language_of(lang), kept=not dry_run)


def _in_cents(sums: "Sums") -> dict[str, int]:
    return {f"{name}_cents": cents for name, cents in asdict(sums).items()}
