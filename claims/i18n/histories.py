"""Reading a history of sales as it was typed: one period a line, then its amount."""

import csv
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from claims.i18n.amounts import currency_of, read_amount, shown
from claims.i18n.history_titles import currencies, in_another, of_days, of_sales, with_tax
from claims.problems import Problem

MOST_PERIODS = 5_000
MOST_FAULTS = 10
"""Faulty lines of a history told one by one."""
SALES_YEARS = range(1970, 2101)
"""Years of a history of sales: forty before an outage, and more than any estimate reads."""
HISTORY_TITLE = "date; ventes / sales"
"""How the first line begins of a history that a file was read into; how it was read follows."""
COLUMNS_READ = 2
LONGEST_TITLES = 10_000
DAY = r"[0-9]{4}[-/][0-9]{2}"
PERIOD = rf"{DAY}(?:[-/][0-9]{{2}}(?:[T ]00:00(?::00(?:\.0+)?)?)?)?"
"""A month, or a day, with the midnight that some programs write after it."""
HISTORY_LINE = re.compile(
    rf"""(?P<quote>"?)(?P<period>{PERIOD})(?P=quote)(?P<parted>\s*[;,\t]\s*|\s+)
    (?:"\s*(?P<whole>[^"]*\S)\s*"|(?P<amount>\S.*))""",
    re.VERBOSE,
)
SWAPPED_LINE = re.compile(rf"(?!{DAY}).+[;,\t]\s*{PERIOD}")
"""An amount, then its day."""
CUT_LINE = re.compile(rf"{DAY}(?:[-/][0-9]{{2}})?,[0-9]{{1,3}},[0-9]{{3}}\.[0-9]{{2}}")
"""A month, four orders and a hundred dollars? Or 4,100.00?"""
CUT_CENTS = re.compile(r".*[0-9],[0-9]{1,2}(?![0-9]).*")
"""After a comma: four orders and fifty dollars? Or 4,50?"""
UNDER_ZERO = "-\u2212"
UNREAD = {
    "amount-currency": "history-currency", "amount-too-large": "history-too-large",
    "amount-ambiguous": "history-ambiguous",
}  # fmt: skip
"""What is wrong with an amount → what its line is told."""
Row = tuple[int, str]
"""Number of a line, and what is typed in it."""


class Typed(NamedTuple):
    """A line in its parts: a month or a day, what parts them ("" between quotes), the amount."""

    period: str
    parted: str
    amount: str


def read_history(
    typed: str, where: str, *, currency: str = ""
) -> tuple[tuple[str, int], ...] | Problem:
    """Sales by month or by day, one a line: "2021-07; 10 000,00".

    (month or day, cents), in order. A first line of titles is skipped, unless its second column is
    not known as sales (visits would be counted as dollars) or it names a third one: `4,100.00` may
    then be four orders and a hundred dollars, or 4,100.00. Without titles it is refused where
    every line is so written after a comma; `4,50` after a comma always is, but between quotes.
    Separated by a semicolon, a tab, a comma or spaces. In any currency (""), it is in one alone.
    A period in which refunds exceeded sales may be negative.
    A history with faults is its first one; `history_faults` tells them all.
    """
    sales, faults = _history(typed, where, currency)
    return faults[0] if faults else tuple(sorted(sales.items()))


def history_faults(typed: str, where: str, *, currency: str = "") -> tuple[Problem, ...]:
    """What is wrong with each line of a history; past a number, how many more are wrong."""
    _, faults = _history(typed, where, currency)
    more = len(faults) - MOST_FAULTS
    if more < 2:
        return tuple(faults)
    return (*faults[:MOST_FAULTS], Problem(where, "history-more", {"lines": more}))


def _history(typed: str, where: str, currency: str) -> tuple[dict[str, int], list[Problem]]:
    rows = [(n, line.strip()) for n, line in enumerate(typed.splitlines(), 1) if line.strip()]
    title = rows.pop(0) if rows and _titled(rows[0][1]) else (0, "")
    if told := _whole(title, rows, where, currency):
        return {}, told
    sales: dict[str, int] = {}
    faults: list[Problem] = []
    for n, line in rows:
        sale = _sale(n, line, where, currency)
        if isinstance(sale, Problem):
            faults.append(sale)
        elif fault := _misplaced(n, sale[0], sales, where):
            faults.append(fault)
        else:
            sales[sale[0]] = sale[1]
    return sales, faults


def _whole(title: Row, rows: Sequence[Row], where: str, currency: str) -> list[Problem]:
    """What keeps every line from being read."""
    fault = _unfit(*title, len(rows), where, currency)
    if not fault and not title[0] and all(CUT_LINE.fullmatch(line) for _, line in rows):
        return [Problem(where, "history-cut", {"line": n, "typed": shown(line)})
                for n, line in rows]  # fmt: skip
    if not fault and all(SWAPPED_LINE.fullmatch(line.replace('"', "")) for _, line in rows):
        fault = _swapped(*rows[0], where)
    if not fault and not currency:
        fault = _of_two_currencies(title[1], rows, where)
    return [fault] if fault else []


def _titled(line: str) -> bool:
    return _ours(line) or not re.search("[0-9]", line) or of_days(_columns(line)[0])


def _ours(line: str) -> bool:
    """Whether a first line of titles is that of a file this house read."""
    return line == HISTORY_TITLE or line.startswith(f"{HISTORY_TITLE};")


def _unfit(n: int, titles: str, lines: int, where: str, currency: str) -> Problem | None:
    """What keeps the lines under these titles from being read at all."""
    if titles and not _ours(titles) and (fault := _mistitled(n, titles, where, currency)):
        return fault
    if not lines:
        return Problem(where, "history-missing")
    if lines > MOST_PERIODS:
        return Problem(where, "history-too-long", {"lines": lines, "most": MOST_PERIODS})
    return None


def _mistitled(n: int, titles: str, where: str, currency: str) -> Problem | None:
    """What is wrong with titles: a third column, the day in second place, or there no sales before
    tax in this currency. One title alone is of both columns, and tells sales, or days."""
    columns = _columns(titles)
    if len(columns) > COLUMNS_READ:
        return Problem(where, "history-columns", {"line": n, "typed": shown(titles)})
    if len(columns) < COLUMNS_READ and of_days(columns[0]):
        return None
    title = columns[-1].strip()
    if of_sales(title):
        told: dict[str, str | int] = {"line": n, "typed": shown(title), "currency": currency}
        return Problem(where, "history-currency", told) if in_another(title, currency) else None
    if of_days(title) and not of_days(columns[0]):
        return _swapped(n, titles, where)
    code = "history-with-tax" if with_tax(title) else "history-not-sales"
    return Problem(where, code, {"line": n, "typed": shown(title or titles)})


def _of_two_currencies(title: str, rows: Sequence[Row], where: str) -> Problem | None:
    """The first line whose sign is not that of the title, or of the lines before it."""
    named = {"EUR" if each == "EUR" else "CAD" for each in currencies(_columns(title)[-1])}
    for n, line in rows:
        amount = typed.amount if (typed := _parts(line)) else ""
        if sign := currency_of(amount.lstrip(UNDER_ZERO)):
            named.add(sign)
        if len(named) > 1:
            return Problem(where, "history-currencies", {"line": n, "typed": shown(amount)})
    return None


def _swapped(n: int, line: str, where: str) -> Problem:
    return Problem(where, "history-swapped", {"line": n, "typed": shown(line)})


def _columns(titles: str) -> list[str]:
    """The titles of a first line; a comma within one, between quotes or where semicolons or tabs
    part them, stays. Spaces alone part a day from what follows it."""
    separator = next((each for each in ";\t," if each in titles), None)
    if separator is None:
        first, _, rest = titles.partition(" ")
        return [first, rest] if rest and of_days(first) else [titles]
    columns = next(
        csv.reader([titles[:LONGEST_TITLES]], delimiter=separator, skipinitialspace=True)
    )
    while columns and not columns[-1].strip():
        columns.pop()
    return columns or [""]


def _first_day(period: str) -> date | None:
    """The first day of "2021-08", or "2021-08-28" itself; None for what no calendar has."""
    with suppress(ValueError):
        return date.fromisoformat(f"{period}-01"[:10])
    return None


def _parts(line: str) -> Typed | None:
    match = HISTORY_LINE.fullmatch(line)
    if match is None:
        return None
    parted = "" if match["whole"] else match["parted"]
    return Typed(match["period"][:10].replace("/", "-"), parted, match["whole"] or match["amount"])


def _sale(n: int, line: str, where: str, currency: str) -> tuple[str, int] | Problem:
    typed = _parts(line)
    first = _first_day(typed.period) if typed else None
    if not typed or first is None:
        return Problem(where, "history-line", {"line": n, "typed": shown(line)})
    if first.year not in SALES_YEARS:
        told = {"period": typed.period, "first": str(SALES_YEARS[0]), "last": str(SALES_YEARS[-1])}
        return Problem(where, "history-year", {"line": n, **told})
    if typed.parted == "," and CUT_CENTS.fullmatch(typed.amount):
        return Problem(where, "history-cut", {"line": n, "typed": shown(line)})
    bare = typed.amount.lstrip(UNDER_ZERO)
    cents = read_amount(bare, where, currency=currency, allow_zero=True)
    if isinstance(cents, Problem):
        return _unread(n, typed.amount, cents)
    return typed.period, cents if bare == typed.amount else -cents


def _unread(n: int, amount: str, fault: Problem) -> Problem:
    """What is wrong with an amount, and in which line."""
    code = UNREAD.get(fault.code, "history-amount")
    told = fault.values if code in ("history-currency", "history-too-large") else {}
    return Problem(fault.where, code, {"typed": shown(amount), **told, "line": n})


def _misplaced(n: int, period: str, sales: dict[str, int], where: str) -> Problem | None:
    if period in sales:
        return Problem(where, "history-twice", {"line": n, "period": period})
    if sales and len(period) != len(next(iter(sales))):
        return Problem(where, "history-mixed", {"line": n, "period": period})
    return None
