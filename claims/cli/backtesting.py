"""The method tried on histories whose sales are known: `backtest`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from claims.cli.exchange import counting
from claims.cli.parsing import Command
from claims.cli.sales import COVERAGE, coverage_of, read_file
from claims.cli.terminal import (
    AsJson,
    Lang,
    language_of,
    must_be_files,
    note,
    out,
    speaking,
    write_json,
)
from claims.damages.sales import History, by_days, days_spanned
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, money, percent
from claims.problems import Problem, Refused

if TYPE_CHECKING:
    from claims.damages.backtest import HeldOut

NAMES = {
    "before-and-after": N_("avant et après"),
    "before-and-after-middle": N_("avant et après, à la médiane, s’il y a un intervalle"),
    "last-year-times-trend": N_("même période l’an dernier, selon la tendance"),
    "mean-of-28-days": N_("moyenne des 28 jours d’avant"),
    "seasonal-naive": N_("mêmes jours de la semaine d’avant"),
}
"""Methods tried, as a reader calls them."""
HEADINGS = (
    N_("Méthode"), N_("Périodes"), N_("Erreur médiane"), N_("Erreur moyenne"), N_("Biais"),
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the command of this room."""
    app.command("backtest", cls=Command)(backtest_command)


def backtest_command(
    files: Annotated[
        list[Path], typer.Argument(metavar="HISTORIQUE.csv… · HISTORY.csv…", help="date,revenue")
    ],
    coverage: Annotated[str, typer.Option("--coverage", help=COVERAGE)] = "0.8",
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Essayer la méthode sur des périodes connues · Try the method where the answer is known."""
    from claims.damages.backtest import LENGTHS

    asked = coverage_of(coverage, lang)
    must_be_files(files, lang)
    with speaking(lang):
        histories = _read(files)
    told: list[dict[str, object]] = []
    for (name, history), length in product(histories, LENGTHS):
        tried = _tried(name, history, length, asked, lang)
        if as_json:
            told.append(_scores_json(tried))
        else:
            _print_scores(tried, lang)
    return write_json(told) if as_json else None


@dataclass(frozen=True, slots=True)
class Tried:
    """What was held out of a history, in stretches of one length: days, so many days apart."""

    name: str
    length: int
    apart: int
    each: "Sequence[HeldOut]"


def _tried(name: str, history: History, length: int, coverage: Decimal, lang: str) -> Tried:
    """The stretches of one length, counted on standard error as they are tried."""
    from claims.damages.backtest import beginnings, days_apart, held_out

    apart = days_apart(history, length)
    of = len(beginnings(history, length, apart))
    language = language_of(lang)
    each: list[HeldOut] = []
    said = say("{name} · jours par période : {days}", language, name=name,
               days=count(length, language))  # fmt: skip
    with counting(said) as progress:
        for one in held_out(history, length, coverage=coverage, apart=apart):
            each.append(one)
            progress(len(each), of)
    return Tried(name, length, apart, each)


def _read(files: Sequence[Path]) -> list[tuple[str, History]]:
    """Each history with the name of its file. Raises Refused with the faults of every file."""
    histories: list[tuple[str, History]] = []
    faults: list[Problem] = []
    for path in files:
        try:
            history = read_file(path)
        except Refused as refused:
            faults += refused.problems
        else:
            histories.append((path.name, history))
            faults += _untold(path.name, history)
    if faults:
        raise Refused(faults)
    return histories


def _untold(name: str, history: History) -> Iterator[Problem]:
    """Why nothing of a history can be held out."""
    from claims.damages.backtest import NEEDED

    if not by_days(history):
        yield Problem(name, "backtest-needs-days")
    elif (days := days_spanned(history)) < NEEDED:
        yield Problem(name, "backtest-short", {"days": days, "needed": NEEDED})
    elif all(cents <= 0 for _, cents in history):
        yield Problem(name, "history-no-sales")


def _scores_json(tried: Tried) -> dict[str, object]:
    from claims.damages.backtest import MIDDLE, OURS, PEERS, covered, score, stated

    share, said = covered(tried.each), stated(tried.each)
    methods: dict[str, object] = {}
    for method in (OURS, MIDDLE, *PEERS):
        if found := score(tried.each, method):
            methods[method] = {
                "stretches": found.stretches,
                "median_error_cents": found.median_error,
                "mean_error_cents": found.mean_error,
                "bias_cents": found.bias,
            }
    return {
        "history": tried.name,
        "days": tried.length,
        "days_apart": tried.apart,
        "stretches": len(tried.each),
        "coverage": float(round(share, 4)) if share is not None else None,
        "stated_coverage": float(round(said, 4)) if said is not None else None,
        "methods": methods,
    }


def _print_scores(tried: Tried, lang: str) -> None:
    from claims.damages.backtest import MIDDLE, OURS, PEERS, covered, score, stated

    language = language_of(lang)
    known = {"name": tried.name, "days": count(tried.length, language)}
    if not tried.each:
        note(N_("{name} · jours par période : {days} · historique trop court"), lang, **known)
        return
    title = say(
        "{name} · jours par période : {days} · périodes : {n} · jours de l’une à l’autre : {apart}",
        language, n=count(len(tried.each), language), apart=count(tried.apart, language), **known,
    )  # fmt: skip
    table = Table(title=title, title_justify="left")
    for heading in HEADINGS:
        table.add_column(say(heading, language), justify="right")
    for method in (OURS, MIDDLE, *PEERS):
        found = score(tried.each, method)
        if found:
            amounts = (found.median_error, found.mean_error, found.bias)
            table.add_row(say(NAMES[method], language), count(found.stretches, language),
                          *(money(cents, "", language) for cents in amounts))  # fmt: skip
    out.print(table)
    share, said = covered(tried.each), stated(tried.each)
    if share is None or said is None:
        note(N_("Aucun intervalle : l’historique est trop court."), lang)
        return
    held, told = (percent(round(part * 100, 1), language) for part in (share, said))
    note(N_("Dans l’intervalle : {share} (annoncé : {stated})"), lang, share=held, stated=told)
