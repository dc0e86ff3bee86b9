"""What the whole class lost: `estimate`, of a matter's claims or of strata anyone can write down."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from claims.cli.parsing import WRONG_WORD, Command
from claims.cli.terminal import (
    AsJson,
    Lang,
    language_of,
    must_be_files,
    out,
    refuse,
    speaking,
    write_json,
)
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, money
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.problems import Problem

if TYPE_CHECKING:
    from claims.totals.estimate import Estimate


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("estimate", cls=Command)(estimate_command)


def estimate_command(
    strata: Annotated[
        Path | None,
        typer.Option(
            "--strata", metavar="FILE.csv", help="stratum,members,sampled,mean,variance"
        ),
    ] = None,
    confidence: Annotated[
        str, typer.Option("--confidence", metavar="0.95", help="0.5 – 0.999")
    ] = "0.95",
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Le total de tous les membres, avec sa marge · The total of all members, and its margin."""
    from claims.totals.estimate import estimate
    from claims.totals.strata import PLACE, read_strata

    assert strata
    must_be_files([strata], lang)
    with speaking(lang):
        found = estimate(read_strata(strata.read_bytes()), _confidence(confidence, lang), PLACE)
    if as_json:
        return write_json(as_contract(found))
    return print_estimate(found, "", language_of(lang))


def _confidence(typed: str, language: str) -> Decimal:
    try:
        return Decimal(typed.replace(",", "."))
    except InvalidOperation:
        told = {"value": typed[:80]}
        refuse((Problem("--confidence", "confidence-range", told),), language, code=WRONG_WORD)


def as_contract(found: "Estimate") -> dict[str, Any]:
    """An estimate as other programs read it: amounts in dollars or euros, rounded to the cent."""
    amounts = {
        name: getattr(found, name) / 100 for name in ("total", "standard_error", "low", "high")
    }
    return amounts | {
        "relative_margin": None if found.margin is None else float(found.margin),
        "level": found.level,
        "confidence": float(found.confidence),
        "degrees_of_freedom": None if found.freedom is None else float(found.freedom),
        "strata": [
            {
                "stratum": part.stratum.name,
                "members": part.stratum.members,
                "sampled": part.stratum.sampled,
                "total": part.total / 100,
                "standard_error": part.standard_error / 100,
                "low": part.low / 100,
                "high": part.high / 100,
            }
            for part in found.parts
        ],
        "warnings": [{"where": each.where, "code": each.code} for each in found.warnings],
    }


def print_estimate(found: "Estimate", currency: str, language: Language) -> None:
    """One row a stratum, then the whole in words, its gauge and what to read it with."""
    from claims.totals.estimate_said import SUFFICIENT, gauge, spread, whole

    table = Table(box=None, header_style="bold")
    table.add_column(say("Sous-groupe", language), no_wrap=True)
    titles = (
        N_("Membres"), N_("Examinées"), N_("Total estimé"), N_("Au moins"), N_("Au plus")
    )  # fmt: skip
    for title in titles:
        table.add_column(say(title, language), justify="right", no_wrap=True)
    for part in found.parts:
        counts = (part.stratum.members or 0, part.stratum.sampled)
        amounts = (part.total, part.low, part.high)
        table.add_row(
            part.stratum.name[:40],
            *(count(n, language) for n in counts),
            *(money(cents, currency, language) for cents in amounts),
        )
    out.print(table, markup=False)
    for told in (whole(found, currency, language), spread(found, currency, language)):
        out.print(told, style="bold", markup=False)
    color = "red" if found.level == "too_wide" else "default"
    out.print(gauge(found, language), style=color, markup=False)
    out.print(say(SUFFICIENT, language), markup=False)
    for warning in found.warnings:
        out.print(sentence(warning, language), style="yellow", markup=False)
