"""Interest before judgment: simple, by the day, on tables of rates by date.

The day it starts from is not counted, the last day is; a year has 365 days, always. Rounded half up
once for each amount. Interest and Québec's additional indemnity, which the court may refuse, stay
two amounts (C.c.Q. 1617 to 1619). Nothing is computed without a rate for every day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import groupby

from claims.damages.assessment import InterestLine
from claims.damages.explain import listed
from claims.damages.rates import DAY, Rate, Rates, Table
from claims.i18n.catalogue import say
from claims.i18n.formats import day
from claims.i18n.text import LANGUAGES, Language
from claims.money import EXACT, to_cents, to_units
from claims.problems import Problem

YEAR = 365
Spans = tuple[tuple[Rate, int], ...]


@dataclass(frozen=True, slots=True)
class Regime:
    """The tables of one law: interest and, in Québec, the indemnity added to it."""

    interest: str
    indemnity: str = ""
    by_half_year: bool = False
    """Whether costs bear interest from the end of each six months in which they were incurred."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables this law needs."""
        return tuple(name for name in (self.interest, self.indemnity) if name)


REGIMES: Mapping[str, Regime] = {
    "qc": Regime("qc_legal_rate", "qc_additional_indemnity_quarterly"),
    "fr_professional": Regime("fr_interet_legal_professionnels"),
    "fr_individual": Regime("fr_interet_legal_particuliers"),
    "bc": Regime("bc_coia_prejudgment", by_half_year=True),
    "ab": Regime("ab_judgment_interest_prejudgment"),
}


def interest(
    capital_cents: int,
    regime: str,
    start: date,
    end: date,
    rates: Rates,
    *,
    projected: bool = False,
) -> InterestLine:
    """Interest on a capital from `start`, not counted, to `end`, counted.

    Refused, in the line itself, when a day has no known rate; `projected` carries the last known
    rate on instead, with a warning. Before `start` is past, nothing is due.
    """
    if capital_cents < 0:
        raise ValueError(f"interest runs on what is owed, not on {capital_cents} cents")
    tables = [rates.tables[name] for name in REGIMES[regime].tables]
    line = InterestLine(regime, capital_cents, start, end, max((end - start).days, 0), 0, 0)
    for table in tables:
        if problem := _unknown(table, line, projected=projected):
            return InterestLine(*_head(line), 0, 0, refused=problem)
    spans = [_spans(table, line) for table in tables]
    amounts = [on_capital(capital_cents, over) for over in spans] + [0]
    warnings = [w for t, over in zip(tables, spans, strict=True) for w in _warnings(t, over, line)]
    return InterestLine(*_head(line), amounts[0], amounts[1], tuple(warnings))


def weights(
    regime: str, start: date, end: date, rates: Rates
) -> tuple[Fraction, Fraction] | Problem:
    """What one cent bears from `start` to `end`: of interest, and of indemnity; for sums of many
    lines, each still rounded on its own. Or why nothing is computed, as `interest` refuses."""
    line = interest(0, regime, start, end, rates)
    if line.refused:
        return line.refused
    tables = [rates.tables[name] for name in REGIMES[regime].tables]
    found = [_weight(_spans(table, line)) for table in tables] + [Decimal(0)]
    bears, more = (Fraction(weight) / (100 * YEAR) for weight in found[:2])
    return bears, more


def last_known(regime: str, rates: Rates) -> date | None:
    """The last day for which every table of a law has a rate; None while none of them ends."""
    tables = [rates.tables[name].rates for name in REGIMES[regime].tables]
    return min((known[-1].end for known in tables if known and known[-1].end), default=None)


def _head(line: InterestLine) -> tuple[str, int, date, date, int]:
    return line.regime, line.principal, line.start, line.end, line.days


def _named(table: Table) -> dict[str, str | int]:
    return {"table_fr": table.label.fr, "table_en": table.label.en}


def _unknown(table: Table, line: InterestLine, *, projected: bool) -> Problem | None:
    """Why the table cannot serve the days of the line."""
    if not table.rates:
        return Problem(table.place, "rate-table-missing", _named(table))
    first, last = table.rates[0].start, table.rates[-1].end
    if not line.days:
        return None
    if line.start + DAY < first:
        return Problem(table.place, "rate-too-early", {**_named(table), "first_day": str(first)})
    if last and line.end > last and not projected:
        return Problem(table.place, "rate-too-late", {**_named(table), "last_day": str(last)})
    return None


def _spans(table: Table, line: InterestLine) -> Spans:
    """The rates of the line and their days; days past the table go to its last rate."""
    known = table.over(line.start, line.end)
    beyond = line.days - sum(days for _, days in known)
    return (*known, (table.rates[-1], beyond)) if beyond else known


def on_capital(capital_cents: int, spans: Spans) -> int:
    """Capital × percent × days ÷ 365, over all the rates, rounded once to the cent."""
    with localcontext(EXACT):
        return to_cents(to_units(capital_cents) * _weight(spans) / (100 * YEAR))


def _weight(spans: Spans) -> Decimal:
    """Percent × days, over all the rates."""
    return sum((rate.percent * days for rate, days in spans), Decimal(0))


def _warnings(table: Table, spans: Spans, line: InterestLine) -> Iterator[Problem]:
    """What counsel must confirm: rates not verified, rates carried past the table."""
    if doubtful := tuple(_doubtful(spans, line.end)):
        told = {f"periods_{language}": _said(doubtful, language) for language in LANGUAGES}
        yield Problem(table.place, "rate-unverified", {**_named(table), **told})
    last = table.rates[-1].end
    if spans and last and line.end > last:
        period = {"last_day": str(last), "end_day": str(line.end)}
        yield Problem(table.place, "rate-projected", {**_named(table), **period})


def _doubtful(spans: Spans, end: date) -> Iterator[tuple[date, date]]:
    """From which day to which the rates used are not verified, a verified one parting the runs."""
    for verified, run in groupby((rate for rate, _ in spans), key=lambda rate: rate.verified):
        rates = list(run)
        if not verified:
            yield rates[0].start, rates[-1].end or end


def _said(periods: Iterable[tuple[date, date]], language: Language) -> str:
    """Periods in one breath: "from July 1, 2021 to March 31, 2022"."""
    told = [
        say("du {start} au {end}", language, start=day(first, language), end=day(last, language))
        for first, last in periods
    ]
    return listed(told, language)
