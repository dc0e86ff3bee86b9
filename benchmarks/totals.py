"""Row 1: totals by group, subgroup and head against DuckDB (equal threads), pandas groupby, polars,
plain SQL and Dask, on the same lines in one run.

    python -m benchmarks.totals            10,000, 100,000, 1 and 10 million claims of four lines
    python -m benchmarks.totals --quick    a small one, to see that all agree to the cent

Two contests. "Cells": count, total, mean, median, 90th percentile and largest of each cell.
"Table": what the product shows, which adds the other two amounts, distinct claims and services,
every subtotal and the total; DuckDB by one ROLLUP, up to 100,000 claims (beyond, it takes minutes).
DuckDB has its own table of ENUM and BIGINT columns in memory and the same rule for percentiles
(quantile_disc); pandas interpolates, so its median and percentile are not compared. polars, which
takes every core, has a frame of its own, and SQLite a table of its own in memory, up to a million
claims. Both find the element by the same rule, and are compared to the cent. Dask, beyond, counts
them from Parquet with two workers already started, as row 12 does.
"""

import sqlite3
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from contextlib import ExitStack
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
from claims.totals.by_subgroup import BY_SUBGROUP, half_up, spread, totals
from claims.totals.cells import in_threads, layout, slices, sums
from claims.totals.frame import CENTS

CELLS = """
    SELECT "group", subgroup, head, count(*), sum(declared_cents), avg(declared_cents),
           quantile_disc(declared_cents, 0.5), quantile_disc(declared_cents, 0.9),
           max(declared_cents)
    FROM lines GROUP BY ALL"""
TABLE = """
    SELECT "group", subgroup, head, count(*), sum(declared_cents),
           quantile_disc(declared_cents, 0.5), quantile_disc(declared_cents, 0.9),
           max(declared_cents), count(DISTINCT number), count(DISTINCT service),
           sum(supported_cents), sum(admitted_cents)
    FROM lines GROUP BY ROLLUP ("group", subgroup, head)"""
SUBGROUPS = ["A1", "A2", "B1", "B2", "C1", "C2"]
HEADS = [f"head {n}" for n in range(8)]
PLAIN = """
    SELECT "group", subgroup, head, n, sum(cents),
           max(cents) FILTER (WHERE place = (n * 50 + 99) / 100),
           max(cents) FILTER (WHERE place = (n * 90 + 99) / 100), max(cents)
    FROM (SELECT "group", subgroup, head, declared_cents AS cents,
                 row_number() OVER cell AS place,
                 count(*) OVER (PARTITION BY "group", subgroup, head) AS n
          FROM lines WINDOW cell AS (PARTITION BY "group", subgroup, head ORDER BY declared_cents))
    GROUP BY 1, 2, 3"""
PEERS = 4_000_000
"""Most lines that those who take minutes beyond are given."""
Work = Callable[[], Any]
Cells = dict[tuple[str, ...], tuple[int, ...]]


def lines(claims: int, what: str, seed: int = 1) -> pd.DataFrame:
    """Four lines a claim, amounts as skewed as real ones, the same every time.

    Only the table counts claims and services; ten million texts of each would weigh on the other.
    """
    draw = np.random.default_rng(seed)
    n = 4 * claims
    subgroup = draw.choice(6, claims, p=[0.3, 0.1, 0.25, 0.2, 0.1, 0.05]).repeat(4)
    declared = np.exp(draw.normal(11, 1.5, n)).astype(np.int64)
    coded = {
        "group": (subgroup // 2, ["A", "B", "C"]),
        "subgroup": (subgroup, SUBGROUPS),
        "head": (draw.integers(0, 8, n), HEADS),
    }
    if what == "table":
        numbers, domains = ([form % i for i in range(claims)] for form in ("R-%d", "%d.example"))
        coded["number"] = (np.arange(claims).repeat(4), numbers)
        coded["service"] = (draw.integers(0, claims, n), domains)
    columns: dict[str, Any] = {
        name: pd.Categorical.from_codes(codes, texts) for name, (codes, texts) in coded.items()
    }
    columns |= dict(zip(CENTS, (declared, declared // 2, declared // 3), strict=True))
    return pd.DataFrame(columns, copy=False)


def ours_cells(frame: pd.DataFrame, threads: int) -> Cells:
    """The pieces of `claims.totals` that make one level of a table."""
    laid = layout([frame[name].array for name in BY_SUBGROUP], threads)
    declared = laid.gather(frame["declared_cents"].to_numpy())
    whole = sums(declared, laid.starts)
    spreads = in_threads(spread, slices(declared, laid.starts), laid.threads)
    counts = np.diff(laid.starts).tolist()
    figures = zip(laid.keys, counts, whole, spreads, strict=True)
    return {key: (n, total, half_up(total, n), *more) for key, n, total, more in figures}


def ours_table(frame: pd.DataFrame, threads: int) -> Cells:
    """What the product calls."""
    return {
        r.key: (r.lines, r.declared, r.median, r.p90, r.largest, r.claims, r.services,
                r.supported, r.admitted)
        for r in totals(frame, threads=threads).every
    }  # fmt: skip


def connected(frame: pd.DataFrame, threads: int) -> duckdb.DuckDBPyConnection:
    """DuckDB with the same lines in a table of its own."""
    connection = duckdb.connect(config={"threads": threads})
    connection.execute("SET enable_progress_bar = false")
    connection.register("given", frame)
    connection.execute("CREATE TABLE lines AS SELECT * FROM given")
    connection.unregister("given")
    return connection


def duckdb_cells(connection: duckdb.DuckDBPyConnection) -> Cells:
    found = connection.execute(CELLS).fetchall()
    return {r[:3]: (r[3], int(r[4]), half_up(int(r[4]), r[3]), *r[6:]) for r in found}


def duckdb_table(connection: duckdb.DuckDBPyConnection) -> Cells:
    found = connection.execute(TABLE).fetchall()
    return {tuple(k for k in r[:3] if k is not None): tuple(map(int, r[3:])) for r in found}


def polars_cells(frame: pl.LazyFrame) -> Cells:
    cents = pl.col("declared_cents")
    places = [cents.sort().get((pl.len() * percent + 99) // 100 - 1) for percent in (50, 90)]
    figures = [pl.len(), cents.sum(), *places, cents.max()]
    named = [each.alias(f"figure {i}") for i, each in enumerate(figures)]
    found = frame.group_by(BY_SUBGROUP).agg(named).collect().rows()
    return {r[:3]: (r[3], r[4], half_up(r[4], r[3]), *r[5:]) for r in found}


def plain_table(frame: pd.DataFrame) -> sqlite3.Connection:
    """SQLite with the same lines in memory."""
    connection = sqlite3.connect(":memory:")
    connection.execute('CREATE TABLE lines ("group", subgroup, head, declared_cents INTEGER)')
    columns = [frame[name].tolist() for name in (*BY_SUBGROUP, "declared_cents")]
    rows = zip(*columns, strict=True)
    connection.executemany("INSERT INTO lines VALUES (?, ?, ?, ?)", rows)
    return connection


def plain_cells(connection: sqlite3.Connection) -> Cells:
    found = connection.execute(PLAIN).fetchall()
    return {r[:3]: (r[3], r[4], half_up(r[4], r[3]), *r[5:]) for r in found}


def pandas_cells(frame: pd.DataFrame) -> pd.DataFrame:
    grouped = frame.groupby(list(BY_SUBGROUP), observed=True, dropna=False)["declared_cents"]
    found = grouped.agg(["count", "sum", "mean", "median", "max"])
    return found.assign(p90=grouped.quantile(0.9))


def agree(answers: dict[str, Any]) -> None:
    """Every figure that follows one rule is the same to the cent. Raises AssertionError."""
    for peer in ("DuckDB", "polars", "SQLite", "Dask"):
        assert answers.get(peer, answers["ours"]) == answers["ours"], peer
    if "pandas" in answers:
        found = answers["pandas"][["count", "sum", "max"]].itertuples()
        theirs = {row[0]: tuple(map(int, row[1:])) for row in found}
        assert theirs == {key: (row[0], row[1], row[-1]) for key, row in answers["ours"].items()}


def contest(frame: pd.DataFrame, what: str, threads: int, rounds: int) -> dict[str, float]:
    """Median seconds of each, once they agree."""
    connection = connected(frame, threads)
    works: dict[str, Work] = {
        "cells": {
            "ours": lambda: ours_cells(frame, threads),
            "DuckDB": lambda: duckdb_cells(connection),
        },
        "table": {
            "ours": lambda: ours_table(frame, threads),
            "DuckDB": lambda: duckdb_table(connection),
        },
    }[what]
    with ExitStack() as open_:
        if what == "cells" and threads == 1:
            works |= peers(frame, open_, quick=rounds == 1)
        taken, answers = medians(works, rounds)
    agree(answers)
    return taken


def peers(frame: pd.DataFrame, open_: ExitStack, *, quick: bool) -> dict[str, Work]:
    """Those who are not told how many threads to take."""
    works: dict[str, Work] = {}
    if len(frame) <= PEERS:
        held = pl.from_pandas(frame[[*BY_SUBGROUP, "declared_cents"]]).lazy()
        plain = plain_table(frame)
        works = {
            "pandas": lambda: pandas_cells(frame),
            "polars": lambda: polars_cells(held),
            "SQLite": lambda: plain_cells(plain),
        }
    if quick or len(frame) > PEERS:
        from benchmarks.parts import dask_on  # which reads this module

        works["Dask"] = open_.enter_context(dask_on(frame, quick=quick))
    return works


def run_ours(claims: int, what: str, threads: int) -> Work:
    """For the peak memory of a process that does nothing else, and counted a hundred lines before:
    the code it runs is not counted as memory of the lines."""
    frame, count = lines(claims, what), ours_cells if what == "cells" else ours_table
    count(lines(25, what), threads)
    return lambda: count(frame, threads)


def run_duckdb(claims: int, what: str, threads: int) -> Work:
    """As `run_ours`; its table is input, already held."""
    connection = connected(lines(claims, what), threads)
    return lambda: (duckdb_cells if what == "cells" else duckdb_table)(connection)


def run_peer(claims: int, what: str, peer: str) -> Work:
    """As `run_ours`, for one who is not told how many threads to take; its input is held."""
    return peers(lines(claims, what), ExitStack(), quick=False)[peer]


def row(claims: int, what: str, threads: int, rounds: int) -> list[str]:
    """One line of results.md."""
    taken = contest(lines(claims, what), what, threads, rounds)
    ours, pandas = taken["ours"], taken.get("pandas")
    peaks = [""] * 6
    if rounds > 1:
        mine, theirs = (peak_mb(run, claims, what, threads) for run in (run_ours, run_duckdb))
        peaks = [f"{mine:.0f}", f"{mine * 2**20 / (4 * claims):.1f}", f"{theirs:.0f}"]
        peaks += [
            f"{peak_mb(run_peer, claims, what, peer):.0f}" if peer in taken else ""
            for peer in ("pandas", "polars", "SQLite")
        ]
    beside = [f"{pandas:.4f}", f"{ours / pandas:.2f}"] if pandas else ["", ""]
    beside += [
        f"{taken[peer]:.4f}" if peer in taken else "" for peer in ("polars", "SQLite", "Dask")
    ]
    duck = taken["DuckDB"]
    return [
        what, f"{claims:,}", str(threads), f"{ours:.4f}", f"{duck:.4f}", f"{ours / duck:.2f}",
        *beside, *peaks,
    ]  # fmt: skip


TITLES = [
    "contest", "claims", "threads", "ours s", "DuckDB s", "ours ÷ DuckDB (limit 0.60)", "pandas s",
    "ours ÷ pandas (limit 0.20)", "polars s", "SQLite s", "Dask s", "ours peak MB",
    "ours bytes a line (limit 25)", "DuckDB peak MB", "pandas peak MB", "polars peak MB",
    "SQLite peak MB",
]  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    sizes = [500] if quick else [10_000, 100_000, 1_000_000, 10_000_000]
    found = []
    for claims in sizes:
        for what in ("cells", "table") if claims <= 100_000 else ("cells",):
            for threads in (1, 2):
                rounds = SHORT if claims <= 10_000 else ROUNDS
                found.append(row(claims, what, threads, 1 if quick else rounds))
                print(*table(TITLES, found[-1:])[2:], flush=True)
    print("All agree to the cent.")
    if not quick:
        told = setting("numpy", "pandas", "duckdb", "polars", "distributed")
        said = missed(TITLES, found, lambda row: f"{row[0]}, {row[1]} claims, threads: {row[2]}")
        grown = growth(TITLES, found, lambda row: f"{row[0]}, threads: {row[2]}")
        shown = [told, "", *table(TITLES, found), "", said, "", *grown]
        record("Row 1: totals by subgroup and head", shown)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
