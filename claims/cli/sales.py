"""Lost sales, one step alone: `lost-sales`, of a claim or of a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from claims.claim.numbers import read_number
from claims.cli.assessed_said import print_step, steps_json
from claims.cli.parsing import WRONG_WORD, Command
from claims.cli.terminal import (
    AsJson,
    Lang,
    MatterId,
    day_of,
    language_of,
    must_be_files,
    note,
    now,
    one_of,
    opened,
    operator,
    out,
    refuse,
    speaking,
    write_json,
)
from claims.damages.explain import steps_told
from claims.damages.named_sales import METHODS
from claims.damages.sales import Estimate, History, refunds_told, sales_made, unlisted
from claims.i18n.catalogue import N_
from claims.i18n.formats import money
from claims.i18n.histories import history_faults, read_history
from claims.i18n.sentences import sentence
from claims.problems import Problem, Refused

CURRENCIES = ("CAD", "EUR")
BOUNDS = N_("Ventes perdues, aux bornes de l’intervalle : de {low} à {high}")
COVERAGE = (
    "Part des périodes dans l’intervalle, 0,5 à 0,98 · "
    "Share of periods inside the interval, 0.5 to 0.98"
)
LEAST, MOST = Decimal("0.5"), Decimal("0.98")
SUMS = N_("Ventes attendues {expected} · faites {actual} · reprises {made_up} · perdues {lost}")


def register(app: typer.Typer) -> None:
    """Add the command of this room."""
    app.command("lost-sales", cls=Command)(lost_sales)


def lost_sales(
    name: MatterId = "",
    number: Annotated[str, typer.Argument(metavar="NUMÉRO · NUMBER")] = "",
    history: Annotated[
        Path | None,
        typer.Option("--history", metavar="FICHIER.csv · FILE.csv", help="date,revenue"),
    ] = None,
    start: Annotated[str, typer.Option("--from", metavar="DATE")] = "",
    end: Annotated[str, typer.Option("--to", metavar="DATE")] = "",
    coverage: Annotated[
        str, typer.Option("--coverage", help=COVERAGE)
    ] = "0.8",
    currency: Annotated[str, typer.Option("--currency", help="CAD | EUR")] = "CAD",
    lang: Lang = "fr",
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Ventes perdues, d’une réclamation ou d’un fichier · Lost sales of a claim or of a file."""
    asked = coverage_of(coverage, lang)
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
            told, currency = _of_claim(name, number, asked)
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
    warnings: tuple[Problem, ...]

    @property
    def told(self) -> tuple[Problem, ...]:
        """What counsel must confirm, and what a reader should know."""
        every = (*self.warnings, *self.estimate.notes)
        return tuple(problem.in_currency(self.currency) for problem in every)

    def after(self, expected: int) -> int:
        """Cents lost when so many were expected: never below zero."""
        return max(expected - self.actual - self.made_up, 0)


def _of_file(path: Path, first: date, last: date, coverage: Decimal, currency: str) -> Lost:
    from claims.damages.lost_sales import expected_revenue

    history = read_file(path, currency)
    if last < first:
        raise Refused([Problem("--to", "end-before-start", {"start_day": str(first)})])
    estimate = expected_revenue(history, first, last, coverage=coverage)
    if isinstance(estimate, Problem):
        raise Refused([replace(estimate, where=path.name)])
    made = max(sales_made(history, first, last), 0)
    absent = unlisted(history, first, last)
    refunds = refunds_told(history, first, last)
    warnings = (*estimate.warnings, *refunds, *filter(None, [absent]))
    return Lost(estimate, made, estimate.made_up, currency, {}, warnings)


def read_file(path: Path, currency: str = "") -> History:
    """A file of two columns, `date,revenue`, its first line of titles or not, in this currency;
    "" is any, and one alone. Raises Refused."""
    try:
        typed = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused([Problem(path.name, "history-not-text")]) from None
    read = read_history(typed, path.name, currency=currency)
    if not isinstance(read, Problem):
        return read
    if read.code == "history-missing":
        raise Refused([Problem(path.name, "history-file-empty")])
    faults = history_faults(typed, path.name, currency=currency)
    of_file = {"history-currency": "history-currency-of-file"}
    raise Refused(replace(fault, code=of_file.get(fault.code, fault.code)) for fault in faults)


def _of_claim(name: str, number: str, coverage: Decimal) -> tuple[list["Lost | Refusal"], str]:
    """Every loss of a claim that has a history, the latest revision as it stands."""
    from claims.office.lost_sales import told_of

    known = read_number(number, "")
    if isinstance(known, Problem):
        raise Refused([known])
    house, matter = opened(name)
    told = told_of(house, operator(house, matter=matter.id), known, coverage, now=now())
    if not told:
        raise Refused([Problem("", "no-history-in-claim")])
    each: list[Lost | Refusal] = []
    for one in told:
        place = {"loss": one.loss, "service": one.service}
        if isinstance(one.estimate, Problem):
            each.append(Refusal(place, one.estimate))
        else:
            each.append(Lost(one.estimate, one.actual, one.made_up, matter.currency, place,
                             one.warnings))  # fmt: skip
    return each, matter.currency


def coverage_of(typed: str, lang: str) -> Decimal:
    """The share of periods that an interval should hold; ends the command when it is none."""
    try:
        read = Decimal(typed.replace(",", "."))
    except ArithmeticError:
        read = Decimal(0)
    if read.is_finite() and LEAST <= read <= MOST:
        return read
    return refuse((Problem("--coverage", "coverage-off", {"typed": typed[:20]}),), lang,
                  code=WRONG_WORD)  # fmt: skip


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
        "middle_cents": one.after(found.middle) if found else None,
        "expected_low_cents": found.low if found else None,
        "expected_high_cents": found.high if found else None,
        "expected_middle_cents": found.middle if found else None,
        "coverage": str(found.coverage) if found else None,
        "replays": found.replays if found else 0,
        "method": one.estimate.method,
        "steps": steps_json(
            one.estimate.steps, steps_told(one.estimate.steps, one.currency, language)
        ),
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
        out.print(METHODS[one.estimate.method].in_(language), markup=False)
        for told_step in steps_told(one.estimate.steps, one.currency, language):
            print_step(told_step, language)
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
        if found := one.estimate.interval:
            low, high = (money(one.after(cents), currency, language)
                         for cents in (found.low, found.high))  # fmt: skip
            note(BOUNDS, lang, low=low, high=high)
        for problem in one.told:
            out.print(f"  {sentence(problem, language)}", style="yellow", markup=False)
