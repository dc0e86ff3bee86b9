"""Row 3: units that two claimants claim, by whole-number ids, against DuckDB and polars.

    python -m benchmarks.ledger            100,000, 1 and 4 million lines
    python -m benchmarks.ledger --quick    a small one, to see that all find the same units

Four lines a claim; one site in fifty is claimed by two claims, half of them under the same heads.
"Units" is the sifting of lines by site and head that the product does before it looks at days: ours
on one thread, with ids of 64 bits, as pandas numbers texts; the peers count distinct claimants over
the same ids of 32 bits in their own memory, on as many threads as they like. "Disputed" goes on to
the days: ours from the store's lists of texts, which it first numbers (that takes longest); DuckDB
by joining its own table of texts to itself.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl

from benchmarks.rounds import ROUNDS, medians, missed, peak_mb, record, setting, table
from claims.totals.overlaps import disputed_lines, shared

UNITS = """
    SELECT service, head FROM lines WHERE service >= 0
    GROUP BY service, head HAVING count(DISTINCT claim) > 1"""
DISPUTED = """
    SELECT DISTINCT a.number, a.loss FROM told a JOIN told b
    ON a.service = b.service AND a.head = b.head AND a.number <> b.number
    AND a.start <= b.end AND b.start <= a.end
    WHERE a.service <> '' AND NOT (a.decided AND b.decided)
    AND NOT (a.decided AND a.admitted = 0) AND NOT (b.decided AND b.admitted = 0)"""
HEADS = 8
TIMED = frozenset(f"head {h}" for h in range(HEADS))
FIRST = date(2021, 8, 28)
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


def texts(n: int) -> dict[str, list[Any]]:
    """The same lines as the store gives them: equal texts are one object."""
    known = ids(n)
    draw = np.random.default_rng(4)
    days = [str(FIRST + timedelta(d)) for d in range(40)]
    sites = {s: f"site{s}.example" if s >= 0 else "" for s in np.unique(known["service"]).tolist()}
    numbers = [f"R-{i}" for i in range(n // 4 + 1)]
    start = draw.integers(0, 20, n).tolist()
    long = draw.integers(0, 20, n).tolist()
    return {
        "number": [numbers[c] for c in known["claim"].tolist()],
        "loss": [("l1", "l2", "l3", "l4")[i % 4] for i in range(n)],
        "head": [f"head {h}" for h in known["head"].tolist()],
        "service": [sites[s] for s in known["service"].tolist()],
        "start": [days[s] for s in start],
        "end": [days[s + more] for s, more in zip(start, long, strict=True)],
        "decided": (draw.random(n) < 0.5).tolist(),
        "admitted": draw.integers(0, 3, n).tolist(),
    }


def as_held(known: dict[str, Any]) -> dict[str, Any]:
    """The ids as the product holds them, which is how pandas numbers texts."""
    return {name: column.astype(np.intp) for name, column in known.items()}


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


def units(n: int, rounds: int) -> list[str]:
    """One line of results.md, once all have found the same units."""
    known = ids(n)
    mine, connection, frame = as_held(known), in_duckdb(known, "lines"), pl.DataFrame(known)
    taken, answers = medians(
        {
            "ours": lambda: ours(mine),
            "DuckDB": lambda: frozenset(connection.execute(UNITS).fetchall()),
            "polars": lambda: in_polars(frame),
        },
        rounds,
    )
    assert answers["ours"] == answers["DuckDB"] == answers["polars"]
    peaks = ["", ""]
    if rounds > 1:
        peaks = [f"{peak_mb(run, n):.0f}" for run in (run_ours, run_duckdb)]
    seconds = taken["ours"]
    others = [(taken[peer], seconds / taken[peer]) for peer in ("DuckDB", "polars")]
    ratios = [text for peer, ratio in others for text in (f"{peer:.3f}", f"{ratio:.2f}")]
    return ["units", f"{n:,}", f"{len(answers['ours']):,}", f"{seconds:.3f}", *ratios, *peaks]


def disputed(n: int, rounds: int) -> list[str]:
    """As `units`, to the days, from texts."""
    known = texts(n)
    connection = in_duckdb(known, "told")
    number, loss = (np.asarray(known[name], dtype=object) for name in ("number", "loss"))

    def found_by_us() -> Found:
        found = disputed_lines(known, TIMED)
        return frozenset(zip(number[found], loss[found], strict=True))

    works = {
        "ours": found_by_us,
        "DuckDB": lambda: frozenset(connection.execute(DISPUTED).fetchall()),
    }
    taken, answers = medians(works, rounds)
    assert answers["ours"] == answers["DuckDB"]
    mine, theirs = taken["ours"], taken["DuckDB"]
    figures = [f"{mine:.3f}", f"{theirs:.3f}", f"{mine / theirs:.2f}"]
    return ["disputed", f"{n:,}", f"{len(answers['ours']):,}", *figures, *[""] * 4]


def run_ours(n: int) -> Callable[[], Found]:
    """For the peak memory of a process that does nothing else."""
    known = as_held(ids(n))
    return lambda: ours(known)


def run_duckdb(n: int) -> Callable[[], Any]:
    """As `run_ours`; its table is input, already held."""
    connection = in_duckdb(ids(n), "lines")
    return lambda: connection.execute(UNITS).fetchall()


TITLES = [
    "contest", "lines", "found", "ours s", "DuckDB s", "ours ÷ DuckDB (units: limit 0.20)",
    "polars s", "ours ÷ polars", "ours peak MB", "DuckDB peak MB",
]  # fmt: skip


RATIO = TITLES.index("ours ÷ DuckDB (units: limit 0.20)")


def judged(found: Sequence[Sequence[str]]) -> list[str]:
    """What is missed, in words: the limit of units, and where the days take longer than a join."""
    units_only = [title.replace("units: ", "") for title in TITLES]
    told = missed(units_only, [row for row in found if row[0] == "units"], _named)
    slow = [row for row in found if row[0] == "disputed" and float(row[RATIO]) > 1]
    slower = ", ".join(f"{row[RATIO]} times DuckDB ({_named(row)})" for row in slow)
    return [f"Units: {told}", *([f"Missed: slower than DuckDB, {slower}."] if slow else [])]


def _named(row: Sequence[str]) -> str:
    return f"{row[0]}, {row[1]} lines"


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    found = []
    for n in [4_000] if quick else [100_000, 1_000_000, 4_000_000]:
        for contest in (units, disputed):
            found.append(contest(n, 1 if quick else ROUNDS))
            print(*table(TITLES, found[-1:])[2:], flush=True)
    print("All find the same units.")
    if not quick:
        told = setting("numpy", "pandas", "duckdb", "polars")
        record("Row 3: the domain ledger", [told, "", *table(TITLES, found), "", *judged(found)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
