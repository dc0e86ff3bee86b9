"""The lines of a plain CSV file under its titles, as anyone may write one.

A comma, a semicolon or a tab parts the cells, in any order of columns. A line wider than its titles
is a fault of that line and never cut: `R-1,A1,50,000.00` is fifty thousand to who wrote it, and
would be read as fifty. So is one where a column of no use here stands beside an amount and the two
may be one: `R-1,A1,50,000.00` under four titles.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import pairwise

from claims.i18n.amounts import shown
from claims.problems import Problem, Refused, Value

Cells = Mapping[str, str]
"""Title → what stands under it, stripped; empty where the line is shorter than the titles."""
Line = tuple[int, str, Cells | Problem]
"""Number of a line, where it stands ("claims.csv:3"), its cells or what is wrong with them."""
KEYS = frozenset({"claim", "stratum", "subgroup"})
"""Titles under which a figure is a name and no number."""
CUT = re.compile(r"[-\u2212$€ ]*\d{1,3},\d{3}(?:\.\d+)?|[-\u2212$€ ]*\d+,\d\d")
"""What two cells may be together: thousands, or a number and its cents."""
MOST_TOLD = 20
"""Faulty lines told one by one."""


def lines_of(text: str, name: str, wanted: Sequence[str]) -> Iterator[Line]:
    """Each line that holds something, under the titles wanted. Raises Refused when one of them is
    missing or written twice, or a quote is left open."""
    separator = separator_of(text.partition("\n")[0])
    written = text.split("\n")
    reader = csv.reader(StringIO(text), delimiter=separator, strict=True)
    try:
        titles = [title.strip().casefold() for title in next(reader, [])]
        places = _places(titles, name, wanted)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                where = f"{name}:{reader.line_num}"
                told = _cells(cells, titles, places, where, separator)
                if separator == "," and not isinstance(told, Problem):
                    told = _cut(cells, places, where, written[reader.line_num - 1]) or told
                yield reader.line_num, where, told
    except csv.Error:
        raise Refused([Problem(f"{name}:{reader.line_num}", "table-quote")]) from None


def rows_of(text: str, name: str, wanted: Sequence[str]) -> list[Cells]:
    """The same, all at once. Raises Refused also with the lines that are wider than the titles."""
    told = [cells for _, _, cells in lines_of(text, name, wanted)]
    refuse([cells for cells in told if isinstance(cells, Problem)], name)
    return [cells for cells in told if not isinstance(cells, Problem)]


def separator_of(titles: str) -> str:
    """What parts the cells of a line of titles."""
    return max(",;\t", key=titles.count)


def refuse(problems: Sequence[Problem], name: str) -> None:
    """Raise Refused with these problems, if any; past a number, with how many more there are."""
    if len(problems) > MOST_TOLD:
        more = Problem(name, "table-more-faults", {"lines": len(problems) - MOST_TOLD})
        raise Refused([*problems[:MOST_TOLD], more])
    if problems:
        raise Refused(problems)


def _places(titles: Sequence[str], name: str, wanted: Sequence[str]) -> dict[str, int]:
    """Title wanted → its column."""
    if missing := [title for title in wanted if title not in titles]:
        told = {"names": ", ".join(missing), "wanted": ",".join(wanted)}
        raise Refused([Problem(name, "table-columns", told)])
    if twice := [title for title in wanted if titles.count(title) > 1]:
        raise Refused([Problem(name, "table-title-twice", {"names": ", ".join(twice)})])
    return {title: titles.index(title) for title in wanted}


def _cells(
    cells: Sequence[str], titles: Sequence[str], places: Mapping[str, int], where: str, by: str
) -> Cells | Problem:
    wider = len(cells) > len(titles)
    if wider or any(cell.strip() and not title for cell, title in zip(cells, titles, strict=False)):
        told: dict[str, Value] = {"titles": sum(map(bool, titles)), "typed": shown(by.join(cells))}
        return Problem(where, "table-wider", told)
    return {
        title: cells[place].strip() if place < len(cells) else "" for title, place in places.items()
    }


def _cut(
    cells: Sequence[str], places: Mapping[str, int], where: str, written: str
) -> Problem | None:
    """A number that a comma may have cut in two: one half is read, the other stands beside it
    where nothing is. A cell between quotes is whole."""
    keys = {places[title] for title in KEYS & places.keys()}
    read = set(places.values()) - keys
    for place, pair in enumerate(pairwise(cells)):
        one, other = (cell.strip() for cell in pair)
        both = {place, place + 1}
        alone = len(read & both) == 1 and (not keys & both or "." in other)
        quoted = f'"{pair[0]}"' in written or f'"{pair[1]}"' in written
        if alone and not quoted and CUT.fullmatch(f"{one},{other}"):
            told: dict[str, Value] = {"number": f"{one},{other}", "typed": shown(written)}
            return Problem(where, "table-cut", told)
    return None
