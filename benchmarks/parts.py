"""Row 12: the cells of row 1 from Parquet, when the class may not fit one machine.

    python -m benchmarks.parts            1 and 10 million claims of four lines
    python -m benchmarks.parts --quick    a few, to see that all agree to the cent

Whole: every line in one frame. By part: 100,000 claims at a time, their amounts put aside on disk,
as `claims.totals.parts` does. Dask: the same parts by two processes that are already started (what
starting them takes is told apart). DuckDB and polars read the same file with every core. Each runs
in a process of its own, so that its memory is its own; Dask's is that of both workers together.
"""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
from distributed import Client, LocalCluster, as_completed

from benchmarks.rounds import alone, record, setting, table
from benchmarks.rounds import status as memory
from benchmarks.totals import CELLS, Cells, lines, ours_cells, polars_cells
from claims.totals.by_subgroup import BY_SUBGROUP, half_up
from claims.totals.cells import Key, layout, slices, sums
from claims.totals.parts import Amounts, Found, Waiting
from claims.totals.ranks import Ranks, Wanted, tally

PART = 100_000
COLUMNS = [*BY_SUBGROUP, "declared_cents"]
ENGINES = ("whole", "by part", "Dask", "DuckDB", "polars")
TITLES = ["lines", "engine", "s", "÷ by part", "peak MB"]
Look = tuple[dict[Key, tuple[int, int, int]], dict[Key, Any], Amounts]


def written(path: Path, claims: int) -> None:
    """The file: one row group for each part."""
    first = pa.Table.from_pandas(lines(1, "cells")[COLUMNS], preserve_index=False)
    with pq.ParquetWriter(path, first.schema) as file:
        for start in range(0, claims, PART):
            part = lines(min(PART, claims - start), "cells", seed=start + 1)[COLUMNS]
            file.write_table(
                pa.Table.from_pandas(part, schema=first.schema), row_group_size=4 * PART
            )


def part_of(path: str, number: int) -> pd.DataFrame:
    """One part as a frame of categories and cents."""
    with pq.ParquetFile(path) as file:
        return file.read_row_group(number).to_pandas()


def look(path: str, number: int) -> Look:
    """Lines, sum and largest of each cell of a part, its tallies, and its amounts."""
    frame = part_of(path, number)
    laid = layout([frame[name].array for name in BY_SUBGROUP])
    declared = laid.gather(frame["declared_cents"].to_numpy())
    cells = slices(declared, laid.starts)
    figures = zip(map(len, cells), sums(declared, laid.starts), map(max_of, cells), strict=True)
    tallies = dict(zip(laid.keys, map(tally, cells), strict=True))
    return (
        dict(zip(laid.keys, figures, strict=True)),
        tallies,
        Amounts(laid.keys, laid.starts, declared),
    )


def max_of(cents: Any) -> int:
    return int(cents.max())


class Cellwise:
    """What `Gathered` does, for the cells alone."""

    def __init__(self) -> None:
        self.added: dict[Key, tuple[int, int, int]] = {}
        self.ranks = Ranks()

    def add(self, figures: dict[Key, tuple[int, int, int]], tallies: dict[Key, Any]) -> None:
        for key, (n, cents, largest) in figures.items():
            n0, cents0, largest0 = self.added.get(key, (0, 0, 0))
            self.added[key] = n + n0, cents + cents0, max(largest, largest0)
        self.ranks.add(tallies)

    def wanted(self) -> Wanted:
        return self.ranks.seek({key: [key] for key in self.added})

    def cells(self, found: Iterable[Found]) -> Cells:
        for each in found:
            self.ranks.take(each)
        return {
            key: (n, cents, half_up(cents, n), *self.ranks.elements(key), largest)
            for key, (n, cents, largest) in self.added.items()
        }


def parts_in(path: str) -> int:
    with pq.ParquetFile(path) as file:
        return file.num_row_groups


def by_part(path: str) -> Cells:
    gathered = Cellwise()
    with TemporaryFile() as file:
        waiting = Waiting(file)
        for number in range(parts_in(path)):
            figures, tallies, amounts = look(path, number)
            gathered.add(figures, tallies)
            waiting.keep(amounts)
        wanted = gathered.wanted()
        return gathered.cells(amounts.taken(wanted) for amounts in waiting)


def by_dask(client: Client, path: str) -> Cells:
    gathered = Cellwise()
    looked = client.map(look, [path] * parts_in(path), range(parts_in(path)), pure=False)
    said = client.map(lambda one: one[:2], looked, pure=False)
    kept = client.map(lambda one: one[2], looked, pure=False)
    del looked
    for _, (figures, tallies) in as_completed(said, with_results=True):
        gathered.add(figures, tallies)
    [wanted] = client.scatter([gathered.wanted()], broadcast=True)
    taken = client.map(Amounts.taken, kept, wanted=wanted, pure=False)
    return gathered.cells(each for _, each in as_completed(taken, with_results=True))


def whole(path: str) -> Cells:
    return ours_cells(pq.read_table(path).to_pandas(), 1)


def by_duckdb(path: str) -> Cells:
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    found = connection.execute(CELLS.replace("lines", f"'{path}'")).fetchall()
    return {r[:3]: (r[3], int(r[4]), half_up(int(r[4]), r[3]), *r[6:]) for r in found}


def by_polars(path: str) -> Cells:
    return polars_cells(pl.scan_parquet(path))


WORKS: dict[str, Callable[[str], Cells]] = {
    "whole": whole, "by part": by_part, "DuckDB": by_duckdb, "polars": by_polars,
}  # fmt: skip


def run(engine: str, path: str) -> Callable[[], Cells]:
    """For a process that does nothing else."""
    return lambda: WORKS[engine](path)


@contextmanager
def started(quick: bool) -> Iterator[tuple[Client, float]]:
    """Two worker processes, or threads when it must be quick; the seconds they took to start."""
    start = time.perf_counter()
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=not quick, dashboard_address=":0"
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client, time.perf_counter() - start


@contextmanager
def dask_on(frame: pd.DataFrame, *, quick: bool) -> Iterator[Callable[[], Cells]]:
    """What Dask makes of these very lines, written to Parquet part by part."""
    with TemporaryDirectory() as folder, started(quick) as (client, _):
        path = f"{folder}/lines.parquet"
        held = pa.Table.from_pandas(frame[COLUMNS], preserve_index=False)
        pq.write_table(held, path, row_group_size=4 * PART)
        del held
        yield lambda: by_dask(client, path)


def once(engine: str, path: str, client: Client, quick: bool) -> tuple[float, float, Cells]:
    """Seconds, MB added and answer of one run."""
    if quick:
        return 0.0, 0.0, by_dask(client, path) if engine == "Dask" else WORKS[engine](path)
    if engine != "Dask":
        return alone(run, engine, path)
    before, start = sum(client.run(memory, "VmRSS").values()), time.perf_counter()
    found = by_dask(client, path)
    taken = time.perf_counter() - start
    return taken, (sum(client.run(memory, "VmHWM").values()) - before) / 1024, found


def contest(claims: int, rounds: int, *, quick: bool = False) -> Iterator[list[str]]:
    """The lines of results.md for one size, once all agree."""
    with TemporaryDirectory() as folder, started(quick) as (client, starting):
        path = f"{folder}/lines.parquet"
        written(Path(path), claims)
        runs: dict[str, list[tuple[float, float, Cells]]] = {engine: [] for engine in ENGINES}
        for _ in range(rounds):
            for engine, found in runs.items():
                found.append(once(engine, path, client, quick))
        answers = [found[-1][2] for found in runs.values()]
        assert all(answer == answers[0] for answer in answers)
        part = median(taken for taken, _, _ in runs["by part"])
        for engine, found in runs.items():
            taken, peak = median(each[0] for each in found), max(each[1] for each in found)
            yield [
                f"{claims * 4:,}",
                engine,
                f"{taken:.2f}",
                f"{taken / (part or 1):.2f}",
                f"{peak:.0f}",
            ]
        yield [f"{claims * 4:,}", "starting two workers", f"{starting:.2f}", "", ""]


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    found: list[list[str]] = []
    for claims, rounds in [(500, 1)] if quick else [(1_000_000, 3), (10_000_000, 1)]:
        for row in contest(claims, rounds, quick=quick):
            found.append(row)
            print(*table(TITLES, found[-1:])[2:], flush=True)
    print("All agree to the cent.")
    if not quick:
        told = setting("numpy", "pandas", "pyarrow", "distributed", "duckdb", "polars")
        record("Row 12: a class in parts", [told, "", *table(TITLES, found)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
