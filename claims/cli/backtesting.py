"""The method tried on histories whose sales are known: `backtest`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

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
    files: Annotated[list[Path], typer.Argument(metavar="HISTORY.csv…", help="date,revenue")],
    coverage: Annotated[str, typer.Option("--coverage", help=COVERAGE)] = "0.8",
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Essayer la méthode sur des périodes connues · Try the method where the answer is known."""
    from claims.damages.backtest import LENGTHS, held_out

    asked = coverage_of(coverage, lang)
    must_be_files(files, lang)
    with speaking(lang):
        histories = _read(files)
        tried = [
            (name, length, tuple(held_out(history, length, coverage=asked)))
            for name, history in histories
            for length in LENGTHS
        ]
    if as_json:
        return write_json([_scores_json(*one) for one in tried])
    for one in tried:
        _print_scores(*one, lang)
    return None


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


def _scores_json(name: str, length: int, tried: "Sequence[HeldOut]") -> dict[str, object]:
    from claims.damages.backtest import MIDDLE, OURS, PEERS, covered, score, stated

    share, said = covered(tried), stated(tried)
    methods: dict[str, object] = {}
    for method in (OURS, MIDDLE, *PEERS):
        if found := score(tried, method):
            methods[method] = {
                "stretches": found.stretches,
                "median_error_cents": found.median_error,
                "mean_error_cents": found.mean_error,
                "bias_cents": found.bias,
            }
    return {
        "history": name,
        "days": length,
        "stretches": len(tried),
        "coverage": float(round(share, 4)) if share is not None else None,
        "stated_coverage": float(round(said, 4)) if said is not None else None,
        "methods": methods,
    }


def _print_scores(name: str, length: int, tried: "Sequence[HeldOut]", lang: str) -> None:
    from claims.damages.backtest import MIDDLE, OURS, PEERS, covered, score, stated

    language = language_of(lang)
    if not tried:
        return note(N_("{name} · jours par période : {days} · historique trop court"), lang,
                    name=name, days=count(length, language))  # fmt: skip
    title = say("{name} · jours par période : {days} · périodes : {n}", language,
                name=name, days=count(length, language), n=count(len(tried), language))  # fmt: skip
    table = Table(title=title, title_justify="left")
    for heading in HEADINGS:
        table.add_column(say(heading, language), justify="right")
    for method in (OURS, MIDDLE, *PEERS):
        found = score(tried, method)
        if found:
            amounts = (found.median_error, found.mean_error, found.bias)
            table.add_row(say(NAMES[method], language), count(found.stretches, language),
                          *(money(cents, "", language) for cents in amounts))  # fmt: skip
    out.print(table)
    share, said = covered(tried), stated(tried)
    if share is None or said is None:
        return note(N_("Aucun intervalle : l’historique est trop court."), lang)
    held, told = (percent(round(part * 100, 1), language) for part in (share, said))
    note(N_("Dans l’intervalle : {share} (annoncé : {stated})"), lang, share=held, stated=told)
    return None
