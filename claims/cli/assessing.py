"""One claim, computed anew: `assess`."""

from typing import Annotated

import typer

from claims.claim.numbers import read_number
from claims.cli.parsing import Command
from claims.cli.terminal import (
    AsJson,
    Lang,
    MatterId,
    day_of,
    language_of,
    now,
    opened,
    operator,
    refuse,
    speaking,
    write_json,
)
from claims.damages.accrual import accrued
from claims.problems import Problem


def register(app: typer.Typer) -> None:
    """Add the command of this room."""
    app.command("assess", cls=Command)(assess)


def assess(
    name: MatterId,
    number: Annotated[str, typer.Argument(metavar="NUMÉRO · NUMBER")],
    explain_steps: Annotated[bool, typer.Option("--explain", help="Ruban · Tape")] = False,
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of", metavar="DATE", help="Intérêts jusqu’à ce jour · Interest up to this day"
        ),
    ] = "",
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Une réclamation, calculée de nouveau · One claim, computed anew."""
    from claims.cli.assessed_said import assessed_json, print_assessed, print_fictional
    from claims.office import lawyer

    known = read_number(number, "")
    if isinstance(known, Problem):
        refuse((known,), lang)
    asked = day_of(as_of, "--as-of", lang) if as_of else None
    with speaking(lang):
        house, matter = opened(name)
        actor = operator(house, matter=matter.id)
        read = lawyer.open_claim(house, actor, known, now=now())
        day_counted, interest = read.as_of, read.interest
        if asked:
            day_counted = asked
            interest = accrued(read.assessment, read.claim, matter, house.rates, as_of=asked)
    if as_json:
        said = assessed_json(read.assessment, interest, matter, day_counted, language_of(lang))
        return write_json(said)
    if read.claim.fictional:
        print_fictional(language_of(lang))
    return print_assessed(read.assessment, interest, matter, language_of(lang), steps=explain_steps)
