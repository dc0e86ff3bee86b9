"""Lost sales, one step alone: `lost-sales` of a claim or of a file, `backtest` of histories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer
from rich.table import Table

from claims.claim.numbers import read_number
from claims.cli.parsing import WRONG_WORD, Command
from claims.cli.terminal import (
    AsJson,
    Lang,
    day_of,
    house_of,
    language_of,
    matter_of,
    must_be_files,
    note,
    now,
    one_of,
    operator,
    out,
    refuse,
    speaking,
    write_json,
)
from claims.damages.sales import Estimate, History, by_days, sales_made
from claims.i18n.amounts import history_faults, read_history
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, money, percent
from claims.i18n.sentences import sentence
from claims.problems import Problem, Refused

if TYPE_CHECKING:
    from claims.damages.backtest import HeldOut

CURRENCIES = ("CAD", "EUR")
LEAST, MOST = Decimal("0.5"), Decimal("0.98")
NAMES = {
    "before-and-after": N_("avant et après"),
    "last-year-times-trend": N_("même période l’an dernier, selon la tendance"),
    "mean-of-28-days": N_("moyenne des 28 jours d’avant"),
    "seasonal-naive": N_("mêmes jours de la semaine d’avant"),
}
"""Methods tried, as a reader calls them."""
SUMS = N_("Ventes attendues {expected} · faites {actual} · reprises {made_up} · perdues {lost}")
HEADINGS = (
    N_("Méthode"), N_("Essais"), N_("Erreur médiane"), N_("Erreur moyenne"), N_("Biais"),
)  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the commands of this room."""
    app.command("lost-sales", cls=Command)(lost_sales)
    app.command("backtest", cls=Command)(backtest_command)


def lost_sales(
    name: Annotated[str, typer.Argument(metavar="[MATTER]")] = "",
    number: Annotated[str, typer.Argument(metavar="[NUMBER]")] = "",
    history: Annotated[
        Path | None, typer.Option("--history", metavar="CSV", help="date,revenue")
    ] = None,
    start: Annotated[str, typer.Option("--from", metavar="DATE")] = "",
    end: Annotated[str, typer.Option("--to", metavar="DATE")] = "",
    coverage: Annotated[
        str, typer.Option("--coverage", help="Part des périodes dans l’intervalle, 0,5 à 0,98 · "
                          "Share of periods inside the interval, 0.5 to 0.98")
    ] = "0.8",
    currency: Annotated[str, typer.Option("--currency", help="CAD | EUR")] = "CAD",
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Ventes perdues, d’une réclamation ou d’un fichier · Lost sales of a claim or of a file."""
    asked = _coverage(coverage, lang)
    one_of(currency, "--currency", CURRENCIES, lang)
    if history is not None:
        if name or number or not (start and end):
            refuse((Problem("lost-sales", "history-or-claim"),), lang, code=WRONG_WORD)
        must_be_files([history], lang)
        first, last = day_of(start, "--from", lang), day_of(end, "--to", lang)
        with speaking(lang):
            told: list[Lost | Refusal] = [_of_file(history, first, last, asked, currency)]
    else:
        if not (name and number):
            refuse((Problem("lost-sales", "history-or-claim"),), lang, code=WRONG_WORD)
        with speaking(lang):
            told, currency = _of_claim(name, number, asked, lang)
    if as_json:
        return write_json(_as_json(told, lang))
    return _print(told, currency, lang)


class Refusal(NamedTuple):
    """A loss whose history does not tell what was expected, and why."""

    place: Mapping[str, str]
    why: Problem


@dataclass(frozen=True, slots=True)
class Lost:
    """What one outage made lose: its estimate, cents sold during and made up after, and where."""

    estimate: Estimate
    actual: int
    made_up: int
    currency: str
    place: Mapping[str, str]

    @property
    def told(self) -> tuple[Problem, ...]:
        """What counsel must confirm, and what a reader should know."""
        every = (*self.estimate.warnings, *self.estimate.notes)
        return tuple(problem.in_currency(self.currency) for problem in every)

    def after(self, expected: int) -> int:
        """Cents lost when so many were expected: never below zero."""
        return max(expected - self.actual - self.made_up, 0)


def _of_file(path: Path, first: date, last: date, coverage: Decimal, currency: str) -> Lost:
    from claims.damages.lost_sales import expected_revenue

    history = _history(path)
    if last < first:
        raise Refused([Problem("--to", "end-before-start", {"start_day": str(first)})])
    estimate = expected_revenue(history, first, last, coverage=coverage)
    if isinstance(estimate, Problem):
        raise Refused([estimate])
    made = max(sales_made(history, first, last), 0)
    return Lost(estimate, made, estimate.made_up, currency, {})


def _history(path: Path) -> History:
    """A file of two columns, `date,revenue`, its first line of titles or not."""
    try:
        typed = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused([Problem(path.name, "history-not-text")]) from None
    read = read_history(typed, path.name)
    if isinstance(read, Problem):
        raise Refused(history_faults(typed, path.name))
    return read


def _of_claim(
    name: str, number: str, coverage: Decimal, lang: str
) -> tuple[list["Lost | Refusal"], str]:
    """Every loss of a claim that has a history, the latest revision as it stands."""
    from claims.office.lost_sales import told_of

    known = read_number(number, "NUMBER")
    if isinstance(known, Problem):
        raise Refused([known])
    house = house_of()
    matter = matter_of(house.matters, name, lang)
    told = told_of(house, operator(house, matter=matter.id), known, coverage, now=now())
    if not told:
        raise Refused([Problem("NUMBER", "no-history-in-claim")])
    each: list[Lost | Refusal] = []
    for one in told:
        place = {"loss": one.loss, "service": one.service}
        if isinstance(one.estimate, Problem):
            each.append(Refusal(place, one.estimate))
        else:
            each.append(Lost(one.estimate, one.actual, one.made_up, matter.currency, place))
    return each, matter.currency


def _coverage(typed: str, lang: str) -> Decimal:
    try:
        read = Decimal(typed.replace(",", "."))
    except ArithmeticError:
        read = Decimal(0)
    if read.is_finite() and LEAST <= read <= MOST:
        return read
    return refuse((Problem("--coverage", "coverage-off", {"typed": typed[:20]}),), lang)


def _as_json(told: Sequence["Lost | Refusal"], lang: str) -> dict[str, object]:
    """The one loss, or all of them under "losses", with the reason of those that nothing tells."""
    each = [_one_json(one, lang) for one in told]
    return each[0] if len(each) == 1 else {"losses": each}


def _one_json(one: "Lost | Refusal", lang: str) -> dict[str, object]:
    if isinstance(one, Refusal):
        return {**one.place, "refused": sentence(one.why, language_of(lang))}
    found = one.estimate.interval
    language = language_of(lang)
    return {
        **one.place,
        "expected_cents": one.estimate.expected,
        "actual_cents": one.actual,
        "made_up_cents": one.made_up,
        "lost_cents": one.after(one.estimate.expected),
        "low_cents": one.after(found.low) if found else None,
        "high_cents": one.after(found.high) if found else None,
        "expected_low_cents": found.low if found else None,
        "expected_high_cents": found.high if found else None,
        "coverage": str(found.coverage) if found else None,
        "replays": found.replays if found else 0,
        "method": one.estimate.method,
        "warnings": [sentence(problem, language) for problem in one.told],
    }


def _print(told: Sequence["Lost | Refusal"], currency: str, lang: str) -> None:
    language = language_of(lang)
    for one in told:
        if one.place:
            out.print(" · ".join(one.place.values()), style="bold", markup=False)
        if isinstance(one, Refusal):
            out.print(f"  {sentence(one.why, language)}", style="yellow", markup=False)
            continue
        said = {
            "expected": one.estimate.expected,
            "actual": one.actual,
            "made_up": one.made_up,
            "lost": one.after(one.estimate.expected),
        }
        note(
            SUMS,
            lang,
            **{key: money(cents, currency, language) for key, cents in said.items()},
        )
        for problem in one.told:
            out.print(f"  {sentence(problem, language)}", style="yellow", markup=False)


def backtest_command(
    files: Annotated[list[Path], typer.Argument(metavar="HISTORY.csv…", help="date,revenue")],
    coverage: Annotated[str, typer.Option("--coverage", help="0.5 … 0.98")] = "0.8",
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:
    """Essayer la méthode sur des périodes connues · Try the method where the answer is known."""
    from claims.damages.backtest import LENGTHS, held_out

    asked = _coverage(coverage, lang)
    must_be_files(files, lang)
    with speaking(lang):
        histories = [(path.name, _history(path)) for path in files]
        for name, history in histories:
            if not by_days(history):
                raise Refused([Problem(name, "backtest-needs-days")])
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


def _scores_json(name: str, length: int, tried: "Sequence[HeldOut]") -> dict[str, object]:
    from claims.damages.backtest import OURS, PEERS, covered, score

    share = covered(tried)
    methods: dict[str, object] = {}
    for method in (OURS, *PEERS):
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
        "methods": methods,
    }


def _print_scores(name: str, length: int, tried: "Sequence[HeldOut]", lang: str) -> None:
    from claims.damages.backtest import OURS, PEERS, covered, score

    language = language_of(lang)
    title = say("{name} · jours par période : {days} · essais : {n}", language,
                name=name, days=count(length, language), n=count(len(tried), language))  # fmt: skip
    table = Table(title=title, title_justify="left")
    for heading in HEADINGS:
        table.add_column(say(heading, language), justify="right")
    for method in (OURS, *PEERS):
        found = score(tried, method)
        if found:
            amounts = (found.median_error, found.mean_error, found.bias)
            table.add_row(say(NAMES[method], language), count(found.stretches, language),
                          *(money(cents, "", language) for cents in amounts))  # fmt: skip
    out.print(table)
    share = covered(tried)
    if share is None:
        note(N_("Aucun intervalle : l’historique est trop court."), lang)
    else:
        note(
            N_("Dans l’intervalle : {share}"), lang, share=percent(round(share * 100, 1), language)
        )
