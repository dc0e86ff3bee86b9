"""Row 2: the lines of a matter from the store into columns of codes and cents.

    python -m benchmarks.columns            250,000 claims, a million lines, SQLite and PostgreSQL
    python -m benchmarks.columns --quick    a few, to see that all read the same

Cold: nothing read before. Every contestant answers the same question (sixteen fields of the lines
of the claims of one matter that count) and ends with codes of each text and whole cents, which is
what totals work on: ADBC by its Arrow table, dictionary encoded; pandas by read_sql, factorized.
Warm: the same store asked again when nothing changed, and after so many claims were moved.
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import adbc_driver_sqlite.dbapi as adbc
import numpy as np
import pandas as pd
import pyarrow as pa
from sqlalchemy import Engine, String, select

from benchmarks.registry import AT, MATTER, filled, number
from benchmarks.rounds import ROUNDS, medians, peak_mb, record, setting, table
from benchmarks.saves import postgresql
from claims.claim.states import COUNTED, Status
from claims.store import Store, tables
from claims.store.blocks import CLAIM, LINE, OF_CLAIM, OF_LINE, of_matter
from claims.store.coded import Coded, Column
from claims.store.lines import Lines

CHANGED = (1, 10, 100, 1_000, 10_000)
TITLES = ["database", "lines", "reading", "ours s", "ADBC s", "ours ÷ ADBC (limit 1.10)",
          "read_sql s", "ours ÷ read_sql (limit 0.02 unchanged)", "ours peak MB"]  # fmt: skip
WANTED = {**OF_LINE, **OF_CLAIM}
Found = dict[str, Column]
ASKED = (
    select(*(column.label(name) for name, column in WANTED.items()))
    .join_from(tables.lines, tables.claims, CLAIM.number == LINE.number)
    .where(*of_matter(MATTER, COUNTED))
    .order_by(LINE.number, LINE.loss)
)


def ours(store: Store) -> Found:
    """What the store gives the first time it is asked."""
    return dict(Lines(store.database).as_columns(MATTER).columns.coded)


def by_adbc(connection: adbc.Connection, engine: Engine) -> Found:
    """An Arrow table, its texts dictionary encoded."""
    with connection.cursor() as cursor:
        cursor.execute(written(engine))
        found = cursor.fetch_arrow_table().combine_chunks()
    columns: Found = {}
    for name in found.column_names:
        whole = found[name].combine_chunks()
        if not pa.types.is_string(whole.type):
            columns[name] = whole.to_numpy()
            continue
        coded = whole.dictionary_encode()
        columns[name] = Coded(coded.indices.to_numpy(), coded.dictionary.to_pylist())
    return columns


def by_pandas(engine: Engine) -> Found:
    """A frame by SQLAlchemy, its texts factorized."""
    with engine.connect() as connection:
        frame = pd.read_sql(ASKED, connection)
    columns: Found = {}
    for name in WANTED:
        if isinstance(WANTED[name].type, String):
            codes, texts = pd.factorize(frame[name])
            columns[name] = Coded(codes, list(texts))
        else:
            columns[name] = frame[name].to_numpy()
    return columns


def written(engine: Engine) -> str:
    """The question as SQL."""
    return str(ASKED.compile(engine, compile_kwargs={"literal_binds": True}))


def agree(answers: dict[str, Found]) -> None:
    """Every line of every contestant is the same. Raises AssertionError."""
    mine = answers.pop("ours")
    for theirs in answers.values():
        assert theirs.keys() == mine.keys()
        for name, column in theirs.items():
            assert same(mine[name], column), name


def same(one: Column, other: Column) -> bool:
    """Whether two columns hold the same values."""
    if isinstance(one, Coded) and isinstance(other, Coded):
        texts = (np.array(each.texts, dtype=object)[each.codes] for each in (one, other))
        return bool((next(texts) == next(texts)).all())
    return bool((np.asarray(one) == np.asarray(other)).all())


def moved(store: Store, claims: int, first: int) -> None:
    """So many claims moved, each by its own journal entry."""
    with store.database.together():
        for n in range(first, first + claims):
            row = store.claims.find(number(n))
            assert row
            status = Status.IN_REVIEW if row.status != Status.IN_REVIEW else Status.ACCEPTED
            at = AT + timedelta(seconds=n)
            store.claims.move(row.number, status, reason="", seen=row.version, at=at, by="maker")


def timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def warm(store: Store, claims: int, rounds: int) -> Iterator[tuple[str, float]]:
    """Seconds when nothing changed, and after so many claims changed."""
    lines = store.lines
    lines.as_columns(MATTER)
    yield "nothing changed", median(timed(lambda: lines.as_columns(MATTER)) for _ in range(rounds))
    first = 0
    for k in (k for k in CHANGED if k * 10 <= claims):
        taken = []
        for _ in range(rounds):
            moved(store, k, first)
            first = (first + k) % (claims // 2)
            taken.append(timed(lambda: lines.as_columns(MATTER)))
        yield f"changed claims: {k:,}", median(taken)
    fresh = Lines(store.database).as_columns(MATTER).columns
    assert all(fresh[name] == lines.as_columns(MATTER).columns[name] for name in fresh)


def read_alone(url: str) -> Callable[[], Any]:
    """For the peak memory of a process that does nothing else."""
    store = Store.at(url)
    store.lines.as_columns(MATTER, numbers=["none"])
    return lambda: ours(store)


def rows(url: str, claims: int, rounds: int) -> Iterator[list[str]]:
    """The lines of results.md about one database."""
    store = filled(url, claims)
    engine, peer = store.database.engine, None
    works: dict[str, Callable[[], Found]] = {"ours": lambda: ours(store)}
    if store.database.sqlite:
        peer = adbc.connect(str(engine.url.database))
        works["ADBC"] = lambda: by_adbc(peer, engine)
    works["read_sql"] = lambda: by_pandas(engine)
    taken, answers = medians(works, rounds)
    agree(answers)
    del answers
    named = "SQLite" if peer else "PostgreSQL"
    slow, quick = taken["read_sql"], taken.get("ADBC")
    peak = f"{peak_mb(read_alone, url):.0f}" if rounds > 1 else ""
    for reading, seconds in [("cold", taken["ours"]), *warm(store, claims, rounds)]:
        cold = reading == "cold"
        beside = [f"{quick:.3f}", f"{seconds / quick:.2f}"] if quick and cold else ["", ""]
        yield [named, f"{claims * 4:,}", reading, f"{seconds:.4f}", *beside, f"{slow:.2f}",
               f"{seconds / slow:.4f}", peak if cold else ""]  # fmt: skip
    if peer:
        peer.close()
    store.close()


@contextmanager
def places() -> Iterator[list[str]]:
    """A new SQLite file and a new PostgreSQL server."""
    with (
        TemporaryDirectory(prefix="claims-pg-", ignore_cleanup_errors=True) as folder,
        postgresql(Path(folder)) as url,
    ):
        yield [f"sqlite:///{folder}/claims.sqlite3", url]


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    found: list[list[str]] = []
    with places() as urls:
        for url in urls:
            for row in rows(url, 100 if quick else 250_000, 1 if quick else ROUNDS):
                found.append(row)
                print(*table(TITLES, found[-1:])[2:], flush=True)
    print("All read the same lines.")
    if not quick:
        told = setting("numpy", "pandas", "pyarrow", "sqlalchemy", "adbc-driver-sqlite")
        record("Row 2: from the store into columns", [told, "", *table(TITLES, found)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
