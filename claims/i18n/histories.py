"""Reading a history of sales as it was typed: one period a line, then its amount."""

import csv
import re
from contextlib import suppress
from datetime import date

from claims.i18n.amounts import read_amount, shown
from claims.i18n.history_titles import in_another, of_days, of_sales, with_tax
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
HISTORY_LINE = re.compile(r"([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?:\s*[;,\t]\s*|\s+)(\S.*)")

SWAPPED_LINE = re.compile(r"(?![0-9]{4}-[0-9]{2}).+[;,\t]\s*[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
"""An amount, then its day."""
CUT_LINE = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?,[0-9]{1,3},[0-9]{3}\.[0-9]{2}")
"""A month, four orders and a hundred dollars? Or 4,100.00?"""


def read_history(
    typed: str, where: str, *, currency: str = ""
) -> tuple[tuple[str, int], ...] | Problem:
    """Sales by month or by day, one a line: "2021-07; 10 000,00".

    (month or day, cents), in order. A first line of titles is skipped, unless its second column is
    not known as sales (visits would be counted as dollars) or it names a third one: `4,100.00` may
    then be four orders and a hundred dollars, or 4,100.00. Without titles it is refused where
    every line is so written after a comma. Separated by a semicolon, a tab, a
    comma or spaces. A period in which refunds exceeded sales may be negative.
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
    if fault := _unfit(*title, len(rows), where, currency):
        return {}, [fault]
    if not title[0] and all(CUT_LINE.fullmatch(line) for _, line in rows):
        return {}, [Problem(where, "history-cut", {"line": n, "typed": shown(line)})
                    for n, line in rows]  # fmt: skip
    if all(SWAPPED_LINE.fullmatch(line) for _, line in rows):
        return {}, [_swapped(*rows[0], where)]
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


def _titled(line: str) -> bool:
    return line.startswith(HISTORY_TITLE) or not re.search("[0-9]", line)


def _unfit(n: int, titles: str, lines: int, where: str, currency: str) -> Problem | None:
    """What keeps the lines under these titles from being read at all."""
    if not titles.startswith(HISTORY_TITLE) and (fault := _mistitled(n, titles, where, currency)):
        return fault
    if not lines:
        return Problem(where, "history-missing")
    if lines > MOST_PERIODS:
        return Problem(where, "history-too-long", {"lines": lines, "most": MOST_PERIODS})
    return None


def _mistitled(n: int, titles: str, where: str, currency: str) -> Problem | None:
    """What is wrong with titles: a third column, the day in second place, or there no sales before
    tax in this currency."""
    columns = _columns(titles)
    if len(columns) > COLUMNS_READ:
        return Problem(where, "history-columns", {"line": n, "typed": shown(titles)})
    if len(columns) < COLUMNS_READ:
        return None
    typed = shown(columns[1].strip())
    if of_sales(columns[1]):
        told: dict[str, str | int] = {"line": n, "typed": typed, "currency": currency}
        foreign = in_another(columns[1], currency)
        return Problem(where, "history-currency", told) if foreign else None
    if of_days(columns[1]) and not of_days(columns[0]):
        return _swapped(n, titles, where)
    code = "history-with-tax" if with_tax(columns[1]) else "history-not-sales"
    return Problem(where, code, {"line": n, "typed": typed})


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
    return columns


def _first_day(period: str) -> date | None:
    """The first day of "2021-08", or "2021-08-28" itself; None for what no calendar has."""
    with suppress(ValueError):
        return date.fromisoformat(f"{period}-01"[:10])
    return None


def _sale(n: int, line: str, where: str, currency: str) -> tuple[str, int] | Problem:
    match = HISTORY_LINE.fullmatch(line)
    first = _first_day(match[1]) if match else None
    if not match or first is None:
        return Problem(where, "history-line", {"line": n, "typed": shown(line)})
    if first.year not in SALES_YEARS:
        told = {"line": n, "period": match[1], "first": str(SALES_YEARS[0])}
        return Problem(where, "history-year", told | {"last": str(SALES_YEARS[-1])})
    bare = match[2].lstrip("-\u2212")
    negative = bare != match[2]
    cents = read_amount(bare, where, currency=currency, allow_zero=True)
    if isinstance(cents, Problem):
        if cents.code == "amount-currency":
            return Problem(where, "history-currency", {"line": n, **cents.values})
        if cents.code == "amount-too-large":
            return Problem(where, "history-too-large", {"line": n, **cents.values})
        code = "history-ambiguous" if cents.code == "amount-ambiguous" else "history-amount"
        return Problem(where, code, {"line": n, "typed": shown(match[2])})
    return match[1], -cents if negative else cents


def _misplaced(n: int, period: str, sales: dict[str, int], where: str) -> Problem | None:
    if period in sales:
        return Problem(where, "history-twice", {"line": n, "period": period})
    if sales and len(period) != len(next(iter(sales))):
        return Problem(where, "history-mixed", {"line": n, "period": period})
    return None
