"""Row 3: what two claimants claim, against DuckDB, polars and plain SQL on the same lines in a run.

    python -m benchmarks.ledger            100,000 to 10 million lines; the sifting of 40 million
    python -m benchmarks.ledger disputed   one contest alone
    python -m benchmarks.ledger --quick    a small one, to see that all find the same

Four lines a claim; one site in fifty is claimed by two claims, half of them under the same heads.
"Units" is the sifting of lines by site and head that the product does before it looks at days: ours
on one thread; the peers count distinct claimants over the same ids of 32 bits in their own memory,
on as many threads as they like. "Disputed" goes on to the days, from the columns as the store keeps
them (each text once, its number on every line), on one thread: the peers join their own table to
itself, texts as ENUM or Categorical, days as DATE. "From texts" is the same from lists of texts, as
lines of a past day are given: ours numbers them first, which takes longest; DuckDB has a table of
texts. Plain SQL is SQLite in memory with an index by site and head, up to 4 million lines.
"""

import sqlite3
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from benchmarks.rounds import (
    ROUNDS,
    SHORT,
    growth,
    medians,
    missed,
    peak_mb,
    record,
    setting,
    table,
)
from claims.store.coded import Coded, listed
from claims.totals.overlaps import at, disputed_lines, shared

UNITS = """
    SELECT service, head FROM lines WHERE service >= 0
    GROUP BY service, head HAVING count(DISTINCT claim) > 1"""
DISPUTED = """
    SELECT DISTINCT a.number, a.loss FROM told a JOIN told b
    ON a.service = b.service AND a.head = b.head AND a.number <> b.number
    AND a.start <= b."end" AND b.start <= a."end"
    WHERE a.service <> '' AND NOT (a.decided AND b.decided)
    AND NOT (a.decided AND a.admitted = 0) AND NOT (b.decided AND b.admitted = 0)"""
HEADS = 8
TIMED = frozenset(f"head {h}" for h in range(HEADS))
DAYS = [str(date(2021, 8, 28) + timedelta(d)) for d in range(40)]
SMALL = 100_000
PLAIN = 4_000_000
"""Most lines that those who take minutes beyond are given."""
WHOLE = 10_000_000
"""Most lines whose days are looked at here, and that polars is given."""
Found = frozenset[tuple[Any, ...]]


def ids(n: int) -> dict[str, np.ndarray[Any, np.dtype[np.int32]]]:
    """Columns of ids, one element a line, the same every time; no site is below zero."""
    draw = np.random.default_rng(3)
    claim = np.arange(n, dtype=np.int32) // 4
    sites = 2 * (n // 4)
    service = (claim * 2 + np.arange(n, dtype=np.int32) % 2).astype(np.int32)
    twice = draw.random(n) < 0.02
    service[twice] = draw.integers(0, sites, int(twice.sum()))
    service[draw.random(n) < 0.1] = -1
    head = draw.integers(0, HEADS, n).astype(np.int32)
    return {"service": service, "head": head, "claim": claim}


def kept(n: int) -> dict[str, Any]:
    """The same lines as the store keeps them."""
    known = ids(n)
    draw = np.random.default_rng(4)
    sites, service = np.unique(known["service"], return_inverse=True)
    start, long = draw.integers(0, 20, n), draw.integers(0, 20, n)
    coded = {
        "number": (known["claim"], [f"R-{i}" for i in range(n // 4 + 1)]),
        "loss": (np.arange(n) % 4, ["l1", "l2", "l3", "l4"]),
        "head": (known["head"], [f"head {h}" for h in range(HEADS)]),
        "service": (service, [f"site{s}.example" if s >= 0 else "" for s in sites.tolist()]),
        "start": (start, DAYS),
        "end": (start + long, DAYS),
    }
    columns: dict[str, Any] = {
        name: Coded(codes.astype(np.int32), known) for name, (codes, known) in coded.items()
    }
    return columns | {"decided": draw.random(n) < 0.5, "admitted": draw.integers(0, 3, n)}


def as_texts(columns: dict[str, Any]) -> dict[str, list[Any]]:
    """The same as lists; equal texts are one object."""
    return {name: listed(column) for name, column in columns.items()}


def of_peers(columns: dict[str, Any]) -> dict[str, Any]:
    """The same as they take it best: categories, and days."""
    return {
        name: column if not isinstance(column, Coded)
        else pd.to_datetime(column.texts).to_numpy()[column.codes] if column.texts is DAYS
        else pd.Categorical.from_codes(column.codes, column.texts)
        for name, column in columns.items()
    }  # fmt: skip


def ours(known: dict[str, Any]) -> Found:
    found = shared(known["service"], known["head"], known["claim"])
    places = np.flatnonzero(found)
    return frozenset(
        zip(known["service"][places].tolist(), known["head"][places].tolist(), strict=True)
    )


def in_duckdb(columns: dict[str, Any], name: str) -> duckdb.DuckDBPyConnection:
    """DuckDB with the lines in a table of its own."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.register("given", pd.DataFrame(columns))
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
    return connection


def in_polars(frame: pl.DataFrame) -> Found:
    found = (
        frame.lazy()
        .filter(pl.col("service") >= 0)
        .group_by("service", "head")
        .agg(pl.col("claim").n_unique().alias("claims"))
        .filter(pl.col("claims") > 1)
        .select("service", "head")
        .collect()
    )
    return frozenset(found.rows())


def joined_in_polars(frame: pl.DataFrame) -> Found:
    met = (
        frame.lazy()
        .filter(pl.col("service") != "", ~(pl.col("decided") & (pl.col("admitted") == 0)))
        .pipe(lambda lines: lines.join(lines, on=["service", "head"], suffix=" b"))
        .filter(
            pl.col("number") != pl.col("number b"),
            ~(pl.col("decided") & pl.col("decided b")),
            pl.col("start") <= pl.col("end b"),
            pl.col("start b") <= pl.col("end"),
        )
        .select("number", "loss")
        .collect()
    )
    return frozenset(met.rows())


def in_sqlite(columns: dict[str, Any], name: str) -> sqlite3.Connection:
    """SQLite with the lines in memory, in a table with an index."""
    connection = sqlite3.connect(":memory:")
    names = ", ".join(f'"{column}"' for column in columns)
    connection.execute(f"CREATE TABLE {name} ({names})")
    values = zip(*(listed(column) for column in columns.values()), strict=True)
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", values)
    connection.execute(f"CREATE INDEX by_site ON {name} (service, head)")
    connection.execute("ANALYZE")
    return connection


def found_by(connection: Any, asked: str) -> Callable[[], Found]:
    return lambda: frozenset(connection.execute(asked).fetchall())


def units(n: int, rounds: int) -> list[str]:
    """One line of results.md, once all have found the same units."""
    known = ids(n)
    works = {"ours": lambda: ours(known), "DuckDB": found_by(in_duckdb(known, "lines"), UNITS)}
    if n <= WHOLE:
        frame = pl.DataFrame(known)
        works["polars"] = lambda: in_polars(frame)
    if n <= PLAIN:
        works["SQLite"] = found_by(in_sqlite(known, "lines"), UNITS)
    return told("units", n, works, rounds)


def disputed(n: int, rounds: int) -> list[str]:
    """As `units`, to the days."""
    known = kept(n)
    peers = of_peers(known)
    frame = pl.from_pandas(pd.DataFrame(peers))
    works = {
        "ours": lambda: found_by_us(known),
        "DuckDB": found_by(in_duckdb(peers, "told"), DISPUTED),
        "polars": lambda: joined_in_polars(frame),
    }
    if n <= PLAIN:
        works["SQLite"] = found_by(in_sqlite(known, "told"), DISPUTED)
    return told("disputed", n, works, rounds)


def disputed_texts(n: int, rounds: int) -> list[str]:
    """As `disputed`, from lists of texts."""
    known = as_texts(kept(n))
    works = {
        "ours": lambda: found_by_us(known),
        "DuckDB": found_by(in_duckdb(known, "told"), DISPUTED),
    }
    return told("from texts", n, works, rounds)


def found_by_us(known: dict[str, Any]) -> Found:
    places = np.flatnonzero(disputed_lines(known, TIMED))
    number, loss = (at(known[name], places) for name in ("number", "loss"))
    return frozenset(zip(number, loss, strict=True))


def told(contest: str, n: int, works: dict[str, Callable[[], Found]], rounds: int) -> list[str]:
    """One line of results.md, once all have found the same."""
    taken, answers = medians(works, rounds)
    assert all(found == answers["ours"] for found in answers.values()), contest
    peaks = [f"{peak_mb(run, contest, n):.0f}" for run in RUNS] if rounds > 1 else ["", ""]
    mine, duck, others = taken["ours"], taken["DuckDB"], ("polars", "SQLite")
    return [
        contest, f"{n:,}", f"{len(answers['ours']):,}", f"{mine:.4f}", f"{duck:.4f}",
        f"{mine / duck:.2f}", *(f"{taken[peer]:.3f}" if peer in taken else "" for peer in others),
        *peaks,
    ]  # fmt: skip


def run_ours(contest: str, n: int) -> Callable[[], Found]:
    """For the peak memory of a process that does nothing else."""
    if contest == "units":
        known = ids(n)
        return lambda: ours(known)
    columns = kept(n) if contest == "disputed" else as_texts(kept(n))
    return lambda: found_by_us(columns)


def run_duckdb(contest: str, n: int) -> Callable[[], Any]:
    """As `run_ours`; its table is input, already held."""
    if contest == "units":
        return found_by(in_duckdb(ids(n), "lines"), UNITS)
    columns = kept(n)
    held = of_peers(columns) if contest == "disputed" else as_texts(columns)
    return found_by(in_duckdb(held, "told"), DISPUTED)


RUNS = (run_ours, run_duckdb)
CONTESTS: dict[str, tuple[Callable[[int, int], list[str]], str, Sequence[int]]] = {
    "units": (units, "0.20", [SMALL, 1_000_000, PLAIN, WHOLE, 40_000_000]),
    "disputed": (disputed, "1.00", [SMALL, 1_000_000, PLAIN, WHOLE]),
    "from texts": (disputed_texts, "1.00", [SMALL, 1_000_000, PLAIN]),
}
"""What makes a line of results.md, the most that ours may take of DuckDB's time, and how many lines
each is given."""


def titles(limit: str) -> list[str]:
    return [
        "contest", "lines", "found", "ours s", "DuckDB s", f"ours ÷ DuckDB (limit {limit})",
        "polars s", "SQLite s", "ours peak MB", "DuckDB peak MB",
    ]  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("contests", nargs="*", help=f"of {', '.join(CONTESTS)}; all by default")
    asked = parser.parse_args(arguments)
    for contest in asked.contests or CONTESTS:
        measure, limit, sizes = CONTESTS[contest]
        named, found = titles(limit), []
        for n in [4_000] if asked.quick else sizes:
            rounds = SHORT if n <= SMALL else ROUNDS
            found.append(measure(n, 1 if asked.quick else rounds))
            print(*table(named, found[-1:])[2:], flush=True)
        if not asked.quick:
            recorded(contest, named, found)
    print("All find the same.")
    return 0


def recorded(contest: str, named: Sequence[str], found: Sequence[Sequence[str]]) -> None:
    """Put one contest in results.md."""
    said = missed(named, found, lambda row: f"{row[1]} lines")
    grown = growth(named, found, lambda row: row[0])
    shown = [setting("numpy", "pandas", "duckdb", "polars"), "", *table(named, found), "", said]
    record(f"Row 3: the domain ledger, {contest}", [*shown, "", *grown])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
