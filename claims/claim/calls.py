"""The list of calls made and steps taken: a line each, read into minutes, summed into hours."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from claims.i18n.amounts import read_day, shown
from claims.problems import Problem

MOST_CALLS = 500
DAY = 24 * 60
MINUTES = re.compile(r"(?:(?P<hours>[0-9]{1,2}) ?h ?)?(?P<minutes>[0-9]{1,4})?(?: ?min\.?)?")
CUT = re.compile(r"\s*[;\t]\s*")


@dataclass(frozen=True, slots=True)
class Call:
    """One call or step: when, with whom, how long."""

    day: date
    whom: str
    minutes: int


def cells_of(line: str) -> tuple[str, str, str]:
    """A line cut in three: the day, whom, how long; whom may hold separators of its own."""
    first, *rest = CUT.split(line.strip())
    last = rest.pop() if len(rest) > 1 else ""
    return first, "; ".join(rest), last


def read_calls(typed: str, where: str) -> tuple[Call, ...] | Problem:
    """Every call of a list, "2021-08-28; support; 35" a line; the first that cannot be read."""
    lines = [(n, line) for n, line in enumerate(typed.splitlines(), 1) if line.strip(" ;\t")]
    if len(lines) > MOST_CALLS:
        return Problem(where, "calls-too-many", {"lines": len(lines), "most": MOST_CALLS})
    calls = []
    for n, line in lines:
        call = _call(n, line, where)
        if isinstance(call, Problem):
            return call
        calls.append(call)
    return tuple(calls)


def _call(n: int, line: str, where: str) -> Call | Problem:
    first, whom, last = cells_of(line)
    day, minutes = read_day(first, where), minutes_of(last)
    if not last and not whom:
        return Problem(where, "call-line", {"line": n, "typed": shown(line)})
    if isinstance(day, Problem):
        return Problem(where, "call-day", {"line": n, "typed": shown(first)})
    if minutes is None:
        return Problem(where, "call-minutes", {"line": n, "typed": shown(last)})
    return Call(day, whom, minutes)


def minutes_of(typed: str) -> int | None:
    """Minutes from "35", "35 min" or "1 h 20"; None when it is no length of a call."""
    found = MINUTES.fullmatch(typed.strip())
    if not found or not typed.strip():
        return None
    minutes = int(found["hours"] or 0) * 60 + int(found["minutes"] or 0)
    return minutes if 0 < minutes <= DAY else None


def hours_of(calls: tuple[Call, ...]) -> Decimal:
    """Hours of all the calls, to four decimals: what is printed is what multiplies."""
    minutes = Decimal(sum(call.minutes for call in calls))
    return (minutes / 60).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
