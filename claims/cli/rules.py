"""What the matters say: `matters`, `rules`, `schema`, `interest`.

No database is opened, but for the rules in force: those of the file as counsel revised them.
"""

from typing import Annotated

import typer
from rich.table import Table

from claims.cli.parsing import Command
from claims.cli.shape import shape
from claims.cli.terminal import (
    MATTER,
    AsJson,
    Lang,
    MatterId,
    day_of,
    existing,
    house_of,
    language_of,
    one_of,
    out,
    refuse,
    speaking,
    write_json,
)
from claims.damages.interest import REGIMES, interest
from claims.damages.prose import Part
from claims.damages.prose import rules as rules_of
from claims.damages.prose_law import LAWS
from claims.damages.rates import Rates
from claims.i18n.amounts import read_amount
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import money
from claims.i18n.sentences import sentence
from claims.matter.reading import read_matters
from claims.problems import Problem
from claims.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("matters", cls=Command)(matters)
    app.command("rules", cls=Command)(rules)
    app.command("schema", cls=Command)(schema)
    app.command("interest", cls=Command)(interest_command)


def matters(lang: Lang = "fr", as_json: AsJson = False) -> None:
    """Les dossiers de l’action · The matters."""
    with speaking(lang):
        found = read_matters(Settings().matters_dir)
    if as_json:
        return write_json(
            [
                {
                    "matter": m.id,
                    "title": m.title.model_dump(),
                    "stage": m.stage,
                    "currency": m.currency,
                }
                for m in found.values()
            ]
        )
    table = Table(box=None, show_header=False)
    for matter in found.values():
        table.add_row(matter.id, matter.title.in_(language_of(lang)), matter.currency)
    return out.print(table)


def rules(
    name: MatterId,
    in_force: Annotated[
        bool,
        typer.Option(
            "--in-force",
            help="Telles que révisées au registre · As revised in the registry",
        ),
    ] = False,
    lang: Lang = "fr",
) -> None:
    """Toutes les règles, en prose · Every rule, as prose."""
    language = language_of(lang)
    with speaking(lang):
        if in_force:
            house = house_of()
            found, rates = house.matters, house.rates
        else:
            found, rates = read_matters(Settings().matters_dir), Rates.read(Settings().rates_dir)
    matter = found[name]
    out.print(matter.title.in_(language), style="bold", markup=False)
    for part in rules_of(matter, rates, language):
        _print_part(part)


def _print_part(part: Part) -> None:
    out.print(f"\n{part.title.upper()}", style="bold", markup=False)
    for article in part.articles:
        out.print(f"\n{article.number}. {article.title}", style="bold", markup=False)
        for number, clause in article.numbered():
            out.print(f"  {number}  {clause}", markup=False)


def schema(
    thing: Annotated[str, typer.Argument(metavar="claim")],
    name: Annotated[
        str,
        typer.Option(
            "--matter",
            metavar=MATTER,
            help="Avec ses valeurs · With its values",
            callback=existing,
        ),
    ] = "",
    lang: Lang = "fr",
) -> None:
    """La forme d’une ligne d’import (JSON Schema) · The shape of one import line (JSON Schema)."""
    one_of(thing, "", ("claim",), lang)
    with speaking(lang):
        matter = read_matters(Settings().matters_dir)[name] if name else None
    write_json(shape(language_of(lang), matter))


def interest_command(
    name: MatterId,
    capital: Annotated[str, typer.Option(help="25500.00")],
    start: Annotated[str, typer.Option("--from", help="2021-09-01")],
    end: Annotated[str, typer.Option("--to", help="2026-11-22")],
    regime: Annotated[str, typer.Option(help=" | ".join(REGIMES))] = "",
    projected: Annotated[
        bool,
        typer.Option(
            "--projected", help="Prolonger le dernier taux connu · Carry the last known rate on"
        ),
    ] = False,
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Intérêts et indemnité additionnelle · Interest and additional indemnity."""
    if regime:
        one_of(regime, "--regime", REGIMES, lang)
    with speaking(lang):
        matter = read_matters(Settings().matters_dir)[name]
        rates = Rates.read(Settings().rates_dir)
    cents = read_amount(capital, "--capital", currency=matter.currency)
    if isinstance(cents, Problem):
        nothing = cents.code == "amount-zero"  # here no field can be left empty instead
        refuse((Problem("--capital", "capital-zero") if nothing else cents,), lang)
    first, last = day_of(start, "--from", lang), day_of(end, "--to", lang)
    if last < first:
        refuse((Problem("--to", "end-before-start", {"start_day": str(first)}),), lang)
    law = regime or matter.interest.regime
    line = interest(cents, law, first, last, rates, projected=projected)
    if line.refused:
        refuse((line.refused,), lang)
    language = language_of(lang)
    warnings = [sentence(warning, language) for warning in line.warnings]
    if as_json:
        return write_json(
            {
                "regime": law,
                "interest_cents": line.interest,
                "indemnity_cents": line.indemnity,
                "days": line.days,
                "warnings": warnings,
            }
        )
    amounts = {
        "interest": money(line.interest, matter.currency, language),
        "indemnity": money(line.indemnity, matter.currency, language),
    }
    out.print(say("Régime : {law}.", language, law=say(LAWS[law], language)), markup=False)
    out.print(say_n("{n} jour", "{n} jours", line.days, language), markup=False)
    both = N_("Intérêts : {interest}. Indemnité additionnelle : {indemnity}.")
    due = both if REGIMES[law].indemnity else N_("Intérêts : {interest}.")
    out.print(say(due, language, **amounts), markup=False)
    for warning in warnings:
        out.print(warning, style="yellow", markup=False)
    return None
