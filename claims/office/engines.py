"""Three ways to the same totals: the class whole, part by part, or by the workers of a scheduler.

Whole is what pages use: lines stay in memory and only changed claims are read again. By part is for
the terminal: nothing stays, and memory does not grow with the class. Workers are for a class that
one machine reads too slowly; each reads the registry that its own settings name.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pandas as pd

from claims.access import Actor
from claims.office.house import House
from claims.office.totalling import Standing, frame_from, totals
from claims.problems import Problem, Refused
from claims.settings import Settings
from claims.store import Store
from claims.store.blocks import Span
from claims.totals.by_subgroup import TotalsTable
from claims.totals.on_workers import totals_on_workers
from claims.totals.parts import totals_by_part

if TYPE_CHECKING:
    from distributed import Client

PART = 50_000
"""Claims of a part: some 100 MB at a time with four lines each."""
TRIES = 3
"""Times the parts are asked for while the registry changes under them."""
ANSWER_SECONDS = 10


def counted(
    house: House,
    actor: Actor,
    matter: str,
    *,
    engine: str = "",
    scheduler: str = "",
    as_of: date | None = None,
) -> Standing:
    """Exact totals, for counsel only, by the engine named: pandas, parts or dask; or the one that
    suits, by part unless a past day is asked, which only pandas counts.

    Raises Refused when what is asked does not go together, and as `on_workers` does.
    """
    engine = engine or ("dask" if scheduler else "pandas" if as_of else "parts")
    if (engine == "dask") != bool(scheduler):
        raise Refused([Problem("--scheduler", "scheduler-or-not")])
    if as_of and engine != "pandas":
        raise Refused([Problem("--as-of", "past-is-whole")])
    if engine == "dask":
        return on_workers(house, actor, matter, scheduler)
    if engine == "parts":
        return by_part(house, actor, matter)
    return totals(house, actor, matter, as_of=as_of)


def by_part(house: House, actor: Actor, matter: str, *, size: int = PART) -> Standing:
    """Exact totals, for counsel only, in memory that does not grow with the class."""
    actor.must_work_on("read exact totals", matter)
    house.matter(matter)
    with house.store.database.moment():
        head = house.store.journal.head()
        return Standing(totals_by_part(_frames(house, matter, size)), head, None)


def _frames(house: House, matter: str, size: int) -> Iterator[pd.DataFrame]:
    for span in house.store.lines.spans(matter, size):
        yield frame_from(house.store.lines.of_span(matter, span).columns)


def on_workers(
    house: House, actor: Actor, matter: str, scheduler: str, *, size: int = PART
) -> Standing:
    """The same from the workers of a Dask scheduler, such as "tcp://10.0.0.5:8786".

    Raises Refused when Dask is not installed, when nobody answers there, when a worker cannot read
    the registry, or when it changes faster than it is read.
    """
    actor.must_work_on("read exact totals", matter)
    house.matter(matter)
    with _connected(scheduler) as client:
        for _ in range(TRIES):
            with house.store.database.moment():
                head = house.store.journal.head()
                spans = house.store.lines.spans(matter, size)
            table, marks = _asked(client, [Spanned(matter, span) for span in spans])
            if marks == {head.hash}:
                return Standing(table, head, None)
    raise Refused([Problem("--scheduler", "workers-apart")])


def _asked(client: "Client", sources: Sequence["Spanned"]) -> tuple[TotalsTable, frozenset[str]]:
    try:
        return totals_on_workers(client, sources)
    except Exception as fault:  # whatever breaks on another machine comes back as it is
        told = {"reason": f"{type(fault).__name__}: {fault}"[:200]}
        raise Refused([Problem("--scheduler", "workers-failed", told)]) from fault


@dataclass(frozen=True, slots=True)
class Spanned:
    """Some of the claims of a matter, read by whoever calls it."""

    matter: str
    span: Span | None

    def __call__(self) -> tuple[str, pd.DataFrame]:
        """The hash of the journal's head, and the lines."""
        kept = _store(Settings().database()).lines.of_span(self.matter, self.span)
        return kept.head.hash, frame_from(kept.columns)


@cache
def _store(url: str) -> Store:
    """The registry as a worker of this process reads it, opened once."""
    return Store.at(url)


@contextmanager
def _connected(scheduler: str) -> Iterator["Client"]:
    if find_spec("distributed") is None:
        raise Refused([Problem("--engine", "dask-missing")])
    from distributed import Client

    try:
        client = Client(scheduler, timeout=ANSWER_SECONDS)
    except (OSError, ValueError) as refusal:
        told = {"address": scheduler[:80]}
        raise Refused([Problem("--scheduler", "scheduler-silent", told)]) from refusal
    with closing(client):
        if not client.scheduler_info()["workers"]:
            raise Refused([Problem("--scheduler", "no-workers", {"address": scheduler[:80]})])
        yield client
