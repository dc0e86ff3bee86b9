"""A fund shared among claims: `allocate`, on a matter, or on a CSV file without any database."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from claims.cli.parsing import WRONG_WORD, Command
from claims.cli.terminal import (
    AsJson,
    Lang,
    MatterId,
    language_of,
    must_be_files,
    one_of,
    opened,
    operator,
    refuse,
    speaking,
    write_json,
)
from claims.damages.levy import FONDS, Kind, LevyTable
from claims.problems import Problem, Refused
from claims.settings import Settings

if TYPE_CHECKING:
    from claims.totals.owed_read import Loss

BOTH = "both"
ON: Mapping[str, frozenset[Kind]] = {
    BOTH: frozenset({"share", "residue"}),
    "shares": frozenset({"share"}),
    "residue": frozenset({"residue"}),
}
"""What a levy is taken on, by the word of the command."""


def register(app: typer.Typer) -> None:
    """Add the command of this room."""
    app.command("allocate", cls=Command)(allocate_command)


def allocate_command(
    fund: Annotated[str, typer.Option(help="90000.00")],
    name: MatterId = "",
    claims: Annotated[
        Path | None, typer.Option(metavar="FICHIER · FILE", help="claim,subgroup,amount (CSV)")
    ] = None,
    fees: Annotated[str, typer.Option(help="Honoraires · Fees")] = "",
    costs: Annotated[str, typer.Option(help="Frais · Costs")] = "",
    cap: Annotated[str, typer.Option(help="Plafond par réclamation · Cap per claim")] = "",
    minimum: Annotated[
        str, typer.Option(help="Aucun paiement sous ce montant · No payment under it")
    ] = "",
    weights: Annotated[
        Path | None, typer.Option(metavar="FICHIER · FILE", help="subgroup,weight (CSV)")
    ] = None,
    levy: Annotated[
        str, typer.Option(metavar="TABLE", help=f"{FONDS}, ou un fichier · {FONDS}, or a file")
    ] = "",
    levy_on: Annotated[str, typer.Option("--levy-on", help=" | ".join(ON))] = "",
    supported: Annotated[
        bool,
        typer.Option(
            "--supported", help="À l’essai, sur les montants étayés · A trial, on supported amounts"
        ),
    ] = False,
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Un fonds réparti au prorata, au cent près · A fund shared pro rata, to the cent."""
    from claims.cli.allocated_said import as_contract, print_shared
    from claims.totals.allocated import Asked, share
    from claims.totals.owed_read import amounts_of, must_be_one_currency, read_weights
    from claims.totals.terms_read import read_terms

    one_of(levy_on or BOTH, "--levy-on", ON, lang)
    if bool(name) == bool(claims):
        refuse((Problem("", "allocate-one-source"),), lang, code=WRONG_WORD)
    if levy_on and not levy:
        refuse((Problem("--levy-on", "levy-on-alone"),), lang, code=WRONG_WORD)
    must_be_files([path for path in (claims, weights) if path], lang)
    typed = {"fund": fund, "fees": fees, "costs": costs, "cap": cap, "minimum": minimum}
    with speaking(lang):
        owed = _owed(name, claims, supported)
        if claims:
            of_terms = ((f"--{term}", text) for term, text in typed.items())
            must_be_one_currency((*of_terms, *amounts_of(_text(claims), claims.name)))
        asked = Asked(
            read_terms(typed, before="--", currency=owed.currency),
            read_weights(_text(weights), weights.name) if weights else {},
            LevyTable.read(_place(levy)) if levy else None,
            ON[levy_on or BOTH],
            owed.known,
        )
        shared = share(owed.losses, asked)
    unsaid = (Problem("levy", "levy-on-both"),) if levy and not levy_on else ()
    remarks = (*owed.remarks, *shared.remarks(), *unsaid)
    if as_json:
        write_json(as_contract(shared, remarks, language_of(lang)))
    else:
        print_shared(shared, remarks, owed.currency, language_of(lang))


class _Source(NamedTuple):
    """Losses, what they are worth, their currency, the subgroups there are; a file tells the
    losses alone."""

    losses: "Sequence[Loss]"
    remarks: tuple[Problem, ...] = ()
    currency: str = ""
    known: frozenset[str] = frozenset()


def _owed(name: str, claims: Path | None, supported: bool) -> _Source:
    if claims:
        from claims.totals.owed_read import read_claims

        return _Source(read_claims(_text(claims), claims.name))
    from claims.office.allocating import owing

    house, matter = opened(name)
    found = owing(house, operator(house), matter.id, "supported" if supported else "admitted")
    return _Source(found.losses, found.remarks(), matter.currency, frozenset(matter.subgroups))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refused([Problem(path.name, "table-not-csv")]) from None


def _place(table: str) -> Path:
    """Where a table of levies stands: a file, or one of the tables of rates by its name."""
    place = Path(table) if table.endswith(".csv") else Settings().rates_dir / f"{table}.csv"
    if not place.is_file():
        raise Refused([Problem("--levy", "levy-absent", {"name": table, "known": FONDS})])
    return place
