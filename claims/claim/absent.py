"""What a claimant says of days without a line in a history: no sale, or missing from the file."""

import re
from typing import get_args

from claims.claim.model import Absent, AbsentAnswer
from claims.i18n.amounts import read_day, shown
from claims.problems import Problem

MOST_RUNS = 100
CUT = re.compile(r"\s*[;\t]\s*")
ANSWERS: tuple[AbsentAnswer, ...] = get_args(AbsentAnswer)


def read_absent(typed: str, where: str) -> tuple[Absent, ...] | Problem:
    """Every run of a list, "2021-07-05; 2021-08-01; absent" a line; the first that is not one.

    "absent": missing from the file; "0": no sale on those days; "inconnu": not known.
    """
    lines = [(n, line.strip()) for n, line in enumerate(typed.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_RUNS:
        return Problem(where, "absent-too-many", {"lines": len(lines), "most": MOST_RUNS})
    told = []
    for n, line in lines:
        run = _run(line, where)
        if run is None:
            return Problem(where, "absent-line", {"line": n, "typed": shown(line)})
        told.append(run)
    return tuple(told)


def _run(line: str, where: str) -> Absent | None:
    cells = CUT.split(line)
    if len(cells) != 3:
        return None
    first, last = (read_day(cell, where) for cell in cells[:2])
    answer = next((one for one in ANSWERS if one == cells[2].casefold()), None)
    if isinstance(first, Problem) or isinstance(last, Problem) or last < first or answer is None:
        return None
    return Absent(first=first, last=last, answer=answer)


def absent_line(one: Absent) -> str:
    """A run as it is typed."""
    return f"{one.first}; {one.last}; {one.answer}"
