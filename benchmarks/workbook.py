"""Row 6: the losses sheet against xlsxwriter (constant memory) and openpyxl (write-only).

    python -m benchmarks.workbook            full: 10,000, 100,000 and 1,000,000 losses
    python -m benchmarks.workbook --quick    small: do all three files hold the same cents?

Rounds are interleaved, ours first, and medians compared: seconds drift, ratios hold. Peak memory is
what a process that does nothing else grows by while it writes, sampled every two milliseconds.
"""

import argparse
import io
import multiprocessing
import resource
import statistics
import sys
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import xlsxwriter

from claims.documents.lists import LongSheet, lay
from claims.documents.package import packed
from claims.documents.sheet_rows import Cents, Coded
from claims.documents.sheet_style import looks

AT = datetime(2026, 11, 21, tzinfo=UTC)
TEXTS = ("number", "loss", "subgroup", "head", "service", "month", "grade")
CENTS = ("declared_cents", "supported_cents", "admitted_cents")
AMOUNT = "#,##0.00"


def losses(rows: int) -> pd.DataFrame:
    """Four losses a claim, ten columns, the same every time."""
    draw = np.random.default_rng(6)
    claims = -(-rows // 4)
    known = {
        "number": ([f"R-{n:07}" for n in range(claims)], np.arange(rows) // 4),
        "loss": ([f"l{n}" for n in range(1, 5)], np.arange(rows) % 4),
        "subgroup": (["A1", "A2", "B1", "B2", "C1"], draw.integers(0, 5, rows)),
        "head": ([f"Chef de dommages {n}" for n in range(8)], draw.integers(0, 8, rows)),
        "service": ([f"site-{n}.example" for n in range(claims)], draw.integers(0, claims, rows)),
        "month": (["2021-08", "2021-09", "2021-10"], draw.integers(0, 3, rows)),
        "grade": (list("ABCD"), draw.integers(0, 4, rows)),
    }
    made: dict[str, Any] = {
        name: pd.Categorical.from_codes(codes, texts) for name, (texts, codes) in known.items()
    }
    made |= {name: draw.integers(0, 10**7, rows) for name in CENTS}
    return pd.DataFrame(made, copy=False)


def ours(frame: pd.DataFrame, path: Path) -> None:
    """The path of `claims.documents.workbook`: table, styles, print set-up and all."""
    book = openpyxl.Workbook()
    look = looks(book, "CAD", "fr")
    columns = [
        Coded(name, frame[name].cat.codes.to_numpy(), list(frame[name].cat.categories), look.text)
        for name in TEXTS
    ] + [Cents(name, frame[name].to_numpy(), look.amount) for name in CENTS]
    sheet = LongSheet("Pertes", "Pertes", columns, [14] * len(columns), len(frame))
    laid = lay(book, sheet, "", "fr")
    with path.open("wb") as file:
        file.writelines(packed(book, dict(laid.rows), at=AT))


def as_rows(frame: pd.DataFrame) -> Any:
    """Rows of texts and amounts, the way a caller of the other libraries has them."""
    texts = [frame[name].astype(object).tolist() for name in TEXTS]
    amounts = [[cents / 100 for cents in frame[name].tolist()] for name in CENTS]
    return zip(*texts, *amounts, strict=True)


def by_xlsxwriter(frame: pd.DataFrame, path: Path) -> None:
    """Constant memory mode, strings in line."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
    sheet, amount = book.add_worksheet("Pertes"), book.add_format({"num_format": AMOUNT})
    sheet.write_row(0, 0, TEXTS + CENTS)
    for number, row in enumerate(as_rows(frame), 1):
        for column in range(len(TEXTS)):
            sheet.write_string(number, column, row[column])
        for column in range(len(TEXTS), len(row)):
            sheet.write_number(number, column, row[column], amount)
    book.close()


def by_openpyxl(frame: pd.DataFrame, path: Path) -> None:
    """Write-only mode."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Pertes")
    sheet.append(TEXTS + CENTS)
    for row in as_rows(frame):
        sheet.append(row)
    book.save(path)


WRITERS: Mapping[str, Callable[[pd.DataFrame, Path], None]] = {
    "ours": ours,
    "xlsxwriter": by_xlsxwriter,
    "openpyxl": by_openpyxl,
}


def cents_in(path: Path) -> list[int]:
    """The three sums of a file, in cents, read back by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True)
    sums = [0, 0, 0]
    for row in book["Pertes"].iter_rows(min_row=2, min_col=8, values_only=True):
        sums = [total + round(value * 100) for total, value in zip(sums, row, strict=True)]
    return sums


def seconds(write: Callable[[pd.DataFrame, Path], None], frame: pd.DataFrame, path: Path) -> float:
    start = time.perf_counter()
    write(frame, path)
    return time.perf_counter() - start


def peak(name: str, rows: int) -> float:
    """MB that writing adds to a fresh process, beyond the input."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (name, rows))


def _peak(name: str, rows: int) -> float:
    with TemporaryDirectory() as folder:
        WRITERS[name](losses(100), Path(folder) / "warm.xlsx")
        frame = losses(rows)
        before, seen, done = resident(), [0.0], threading.Event()

        def watch() -> None:
            while not done.wait(0.002):
                seen.append(resident() - before)

        watcher = threading.Thread(target=watch)
        watcher.start()
        WRITERS[name](frame, Path(folder) / "x.xlsx")
        done.set()
        watcher.join()
        return max(seen)


def resident() -> float:
    """MB of memory this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def measure(rows: int, rounds: int, folder: Path, names: tuple[str, ...]) -> list[str]:
    """One line of the table per writer."""
    frame = losses(rows)
    expected = [int(frame[name].sum()) for name in CENTS]
    times: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds + 1):
        for name in names:
            taken = seconds(WRITERS[name], frame, folder / f"{name}.xlsx")
            if turn:
                times[name].append(taken)
    for name in names:
        if rows <= 100_000 and cents_in(folder / f"{name}.xlsx") != expected:
            raise AssertionError(f"{name} does not hold the cents it was given")
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    base = medians["xlsxwriter"]
    return [
        f"| {rows:,} | {name} | {medians[name]:.2f} | {medians[name] / base:.3f} "
        f"| {peak(name, rows):.0f} | {(folder / f'{name}.xlsx').stat().st_size / 1e6:.1f} |"
        for name in names
    ]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    sizes = [(200, 1)] if quick else [(10_000, 7), (100_000, 5), (1_000_000, 5)]
    print("| losses | writer | median s | ratio to xlsxwriter | peak MB | file MB |")
    print("|---:|---|---:|---:|---:|---:|")
    with TemporaryDirectory() as folder:
        for rows, rounds in sizes:
            names = tuple(WRITERS) if rows <= 100_000 else ("ours", "xlsxwriter")
            print("\n".join(measure(rows, rounds, Path(folder), names)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
