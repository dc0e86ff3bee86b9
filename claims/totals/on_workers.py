"""The parts of a class looked at by the workers of a Dask scheduler; the same cents again.

A worker reads its parts itself, keeps their amounts between the two looks, and sends only what
`Gathered` adds up. Nothing of Dask is imported before someone gives a scheduler.
"""

from collections.abc import Callable, Sequence
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import pandas as pd

from claims.totals.by_subgroup import BY_SUBGROUP, TotalsTable
from claims.totals.parts import Amounts, Found, Gathered, Part, first_look, fresh_key
from claims.totals.ranks import Wanted

if TYPE_CHECKING:
    from distributed import Client

Source = Callable[[], tuple[str, pd.DataFrame]]
"""Reads one part, on a worker: as of what, and its lines. It travels, so it must pickle."""
Looked = tuple[str, Part, Amounts]


def totals_on_workers(
    client: "Client", sources: Sequence[Source], by: Sequence[str] = BY_SUBGROUP
) -> tuple[TotalsTable, frozenset[str]]:
    """Totals of the parts that these sources read, and as of what they were read.

    When that is more than one thing, the class changed meanwhile and the table is of no moment.
    """
    from distributed import as_completed

    looked = client.map(_look, sources, by=tuple(by), drawn=fresh_key(), pure=False)
    said = client.map(_said, looked, pure=False)
    kept = client.map(_kept, looked, pure=False)
    del looked  # so that a worker lets go of a part once both were taken from it
    with TemporaryFile() as hashed:
        gathered, marks = Gathered(by, hashed), set()
        for _, (mark, part) in as_completed(said, with_results=True):
            marks.add(mark)
            gathered.add(part)
        asked = [gathered.wanted()]
        [wanted] = client.scatter(asked, broadcast=True, hash=False)  # a like count frees its own
        taken = client.map(_taken, kept, wanted=wanted, pure=False)
        for _, found in as_completed(taken, with_results=True):
            gathered.take(found)
        return gathered.table(), frozenset(marks)


def _look(source: Source, *, by: Sequence[str], drawn: str) -> Looked:
    mark, frame = source()
    return mark, *first_look(frame, by, drawn)


def _said(looked: Looked) -> tuple[str, Part]:
    return looked[0], looked[1]


def _kept(looked: Looked) -> Amounts:
    return looked[2]


def _taken(amounts: Amounts, *, wanted: Wanted) -> Found:
    return amounts.taken(wanted)
