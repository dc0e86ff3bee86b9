"""Row 6: the losses sheet against xlsxwriter (constant memory) and openpyxl (write-only).

    python -m benchmarks.workbook            full: 10,000, 100,000 and 1,000,000 losses
    python -m benchmarks.workbook --quick    small: do all three files hold the same cents?

Ten columns, four losses a claim; ours is the path of `claims.documents.workbook`, its table,
styles and print set-up kept.
"""

import io
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import xlsxwriter

from benchmarks.rounds import ROUNDS, medians, peak_mb, record, setting, table
from claims.documents.lists import LongSheet, lay
from claims.documents.package import packed
from claims.documents.sheet_rows import Cents, Coded
from claims.documents.sheet_style import Printing, looks

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
    laid = lay(book, sheet, Printing("", "fr"))
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


def writing(name: str, rows: int, folder: str) -> Callable[[], Path]:
    """One writer, its input at hand."""
    frame, path = losses(rows), Path(folder) / f"{name}.xlsx"

    def write() -> Path:
        WRITERS[name](frame, path)
        return path

    return write


def contest(rows: int, rounds: int, folder: str) -> list[list[str]]:
    """Rows of the table for one size; the files must hold the same cents."""
    names = [name for name in WRITERS if name != "openpyxl" or rows <= 100_000]
    works = {name: writing(name, rows, folder) for name in names}
    times, paths = medians(works, rounds)
    frame = losses(rows)
    expected = [int(frame[name].sum()) for name in CENTS]
    if rows <= 100_000:
        for name, path in paths.items():
            if cents_in(path) != expected:
                raise AssertionError(f"{name} does not hold the cents it was given")
    return [
        [
            f"{rows:,}",
            name,
            f"{times[name]:.2f}",
            f"{times[name] / times['xlsxwriter']:.3f}",
            f"{peak_mb(writing, name, rows, folder):.0f}" if rounds > 1 else "",
            f"{paths[name].stat().st_size / 1e6:.1f}",
        ]
        for name in names
    ]


def main(arguments: list[str]) -> int:
    """Print the table; record it unless quick."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--largest", type=int, default=1_000_000, help="leave out larger sizes")
    asked = parser.parse_args(arguments)
    quick = asked.quick
    sizes = [200] if quick else [n for n in (10_000, 100_000, 1_000_000) if n <= asked.largest]
    with TemporaryDirectory() as folder:
        rows = [row for size in sizes for row in contest(size, 1 if quick else ROUNDS, folder)]
    told = table(["losses", "writer", "median s", "ratio", "peak MB", "file MB"], rows)
    print("\n".join(told))
    if not quick:
        packages = ("openpyxl", "xlsxwriter", "numpy", "pandas")
        limits = "Target: ratio at most 0.1 of xlsxwriter in constant memory, at most 100 MB."
        record("Row 6: workbook", [setting(*packages), "", limits, "", *told])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
