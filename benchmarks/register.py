"""Row 7: a long list printed, page after page, and receipts.

    python -m benchmarks.register            100, 200 and 400 pages of 44 rows; 300 receipts
    python -m benchmarks.register --quick    2 and 4 pages; 3 receipts

The peer is reportlab's LongTable, the widths and heights of its cells given (measuring them itself
takes it ten times as long), without the structure that ours writes for whoever hears a page read.
Both are read back: every row stands in both, on as many pages. The schedule of damages of a class
is printed as well, on fifty pages and on two hundred. All are timed by the processor's clock, which
other work on the machine lengthens less: printing waits for nothing.

Receipts are timed by the clock on the wall as well, as many processes at work as there are
processors, each with a house of its own open on one store: their limit is one of the machine.
"""

import json
import multiprocessing
import os
import secrets
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier
from typing import NamedTuple

import pypdfium2
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, SimpleDocTemplate

from benchmarks.rounds import ROUNDS, medians, record, setting, table
from benchmarks.whole_bundle import COUNSEL, MATTER, a_line
from claims.documents.ink import PLAIN
from claims.documents.paper import BODY, Sheet, publish
from claims.documents.register import CELL, HEAD, ROW, Register
from claims.documents.schedule import Proved, schedule_pdf
from claims.documents.tree import Element, Structure
from claims.office.handing import receipt_of
from claims.office.house import House, open_house
from claims.office.importing import import_claims
from claims.settings import Settings

AT = datetime(2026, 11, 26, tzinfo=UTC)
HEADER = ("Number", "Site", "Head", "Declared", "Supported", "Admitted")
SHARES = (0.16, 0.26, 0.2, 0.13, 0.13, 0.12)
ROWS_A_PAGE = 38
"""Of ours, which leaves more air than the forty-four of the peer."""
LEAST, GROWTH, RECEIPTS = 3, 4.4, 300
"""Times the pages a second of LongTable; times the seconds of a quarter of the list; a second."""
SUMMARY = "A schedule of damages, every loss of a class with its place, amounts and exhibits:"
WARM, BUSY, WAIT = 100, 5.0, 120
"""Receipts made before the clock starts; seconds for which each process then makes them; for which
it waits for the others."""
RECEIPTS_TITLES = (
    "receipts", "per second of one processor", "processes at once",
    f"per second of the clock (≥ {RECEIPTS})", "of the time of those processors",
)  # fmt: skip
RECEIPTS_TOLD = (
    "Receipts, each read, counted, told and printed; the floor is the words of one alone, each an "
    "element, by reportlab’s canvas. The limit is judged by the clock, every processor at work: "
    "what people wait for is the machine."
)
Cells = list[tuple[str, ...]]
String = tuple[float, float, str]
"""Where a line begins, in points, and what it says."""


class Busy(NamedTuple):
    """What one process did: when it began and when each receipt was done, on the clock of all;
    seconds of processor; the hash of one receipt."""

    done: list[float]
    processor: float
    sha256: str


class AtOnce(NamedTuple):
    """What processes made together: receipts per second of the clock while all were at work, and
    the share of as many processors that they had."""

    processes: int
    a_second: float
    share: float


def cells(count: int) -> Cells:
    """Rows as a schedule has them, each with a number of its own."""
    return [
        (f"R-{n:07}", f"shop-{n}.example", "Rebuilding", f"{n}.00", f"{n}.00", f"{n}.00")
        for n in range(count)
    ]


def by_us(rows: Cells) -> bytes:
    """Our register, tagged."""
    sheet = Sheet("List", "whc-2021", "head", "en", AT)
    listed = Register(HEADER, [(row, "") for row in rows], SHARES, right=(3, 4, 5))
    return publish([listed], sheet)


def by_long_table(rows: Cells) -> bytes:
    """LongTable, as quick as it can be told to be."""
    made = BytesIO()
    doc = SimpleDocTemplate(made, pagesize=letter, topMargin=54, bottomMargin=54, invariant=1)
    widths = [share * BODY for share in SHARES]
    heights = [HEAD, *[ROW] * len(rows)]
    doc.build([LongTable([HEADER, *rows], widths, heights, repeatRows=1)])
    return made.getvalue()


def read_back(made: bytes, rows: Cells) -> int:
    """How many pages; every row must stand there."""
    pdf = pypdfium2.PdfDocument(made)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert all(row[0] in text for row in rows)
    return len(pdf)


def lists(pages: Sequence[int], rounds: int) -> list[list[str]]:
    """One row a length: seconds, pages a second, and growth since the first."""
    made, first = [], {}
    for wanted in pages:
        rows = cells(wanted * ROWS_A_PAGE)
        works = {"ours": partial(by_us, rows), "LongTable": partial(by_long_table, rows)}
        taken, copies = medians(works, rounds, clock=time.process_time)
        count = {name: read_back(copy, rows) for name, copy in copies.items()}
        speed = {name: count[name] / taken[name] for name in taken}
        first = first or taken
        for name in taken:
            made.append([
                f"{len(rows):,}", name, str(count[name]), f"{taken[name]:.3f}",
                f"{speed[name]:.0f}", f"{speed[name] / speed['LongTable']:.1f}",
                f"{taken[name] / first[name]:.1f}",
            ])  # fmt: skip
    return made


def filed(folder: Path, claims: int) -> tuple[House, list[str]]:
    """Claims without exhibits, and their numbers."""
    source = folder / "claims.jsonl"
    source.write_text("\n".join(json.dumps(a_line(n, ())) for n in range(claims)), "utf-8")
    house = open_house(Settings.at(folder))
    report = import_claims(house, COUNSEL, MATTER, [source], now=AT, entropy=secrets.token_bytes)
    assert not report.refused, report.refused[:1]
    return house, [one.number for one in report.accepted]


def summaries(house: House, sizes: Sequence[int], rounds: int) -> list[list[str]]:
    """The schedule of damages of a class, one row a size: the losses filed, told again under other
    numbers until there are as many, each with its place in the structure."""
    matter, head = house.matter(MATTER), house.store.journal.head()
    lines, made, first = house.store.lines.rows(MATTER), [], 0.0
    for size in sizes:
        losses = [
            Proved(
                replace(line, number=f"R-{n:07}"),
                1,
                None,
                [("P-1", "WHC-000001", "Facture, 12 septembre 2021")],
            )
            for n, line in enumerate(islice(cycle(lines), size))
        ]
        work = partial(schedule_pdf, matter, losses, {}, snapshot="S-1", journal_head=head, at=AT,
                       language="fr", fictional=False)  # fmt: skip
        taken, copies = medians({"ours": work}, rounds, clock=time.process_time)
        pages = read_back(copies["ours"], [(loss.line.number,) for loss in losses])
        first = first or taken["ours"] / pages
        made.append([
            f"{size:,}", str(pages), f"{taken['ours']:.3f}", f"{pages / taken['ours']:.0f}",
            f"{taken['ours'] / pages / first:.2f}",
        ])  # fmt: skip
    return made


def below(rows: Sequence[Sequence[str]], made: AtOnce) -> str:
    """The limits that ours passes, in words."""
    ours = [row for row in rows if row[1] == "ours"]
    told = [f"{row[5]} × LongTable ({row[0]} rows)" for row in ours if float(row[5]) < LEAST]
    told += [f"growth {row[6]} ({row[2]} pages)" for row in ours if float(row[6]) > GROWTH]
    if made.a_second < RECEIPTS:
        had = f"with {made.share:.0%} of the processors"
        told.append(f"{made.a_second:.0f} receipts a second of the clock {had}")
    return f"Missed: {'; '.join(told)}." if told else "No limit is missed."


def receipts(house: House, numbers: Sequence[str]) -> dict[str, float]:
    """Receipts per second of the processor: ours, each read from the store and counted anew as
    when it is asked for; then what the canvas of reportlab takes to write the same words."""
    rows = [row for number in numbers if (row := house.store.claims.find(number))]
    words = strings(receipt_of(house, rows[0], "fr")[0])
    taken = {"ours": 0.0, "canvas": 0.0}
    for row in rows:
        works = {"ours": partial(receipt_of, house, row, "fr"), "canvas": partial(by_canvas, words)}
        for name, work in works.items():
            start = time.process_time()
            made = work()
            taken[name] += time.process_time() - start
            assert (made[0] if isinstance(made, tuple) else made).startswith(b"%PDF-")
    assert len(rows) == len(numbers)
    floor = pypdfium2.PdfDocument(by_canvas(words))
    assert letters(page.get_textpage().get_text_range() for page in floor) == letters(
        text for lines in words for *_, text in lines
    )
    return {name: len(rows) / seconds for name, seconds in taken.items()}


def at_once(folder: Path, numbers: Sequence[str], processes: int, seconds: float) -> AtOnce:
    """Receipts by so many processes, all started together."""
    spawn = multiprocessing.get_context("spawn")
    with spawn.Manager() as manager, ProcessPoolExecutor(processes, mp_context=spawn) as pool:
        gate = manager.Barrier(processes, timeout=WAIT)
        works = [pool.submit(_busy, folder, numbers, seconds, gate) for _ in range(processes)]
        told = [work.result() for work in works]
    assert len({one.sha256 for one in told}) == 1, "a receipt is not the same in every process"
    first, last = max(one.done[0] for one in told), min(one.done[-1] for one in told)
    made = sum(first < moment <= last for one in told for moment in one.done)
    had = sum(one.processor / (one.done[-1] - one.done[0]) for one in told)
    return AtOnce(processes, made / (last - first), had / processes)


def _busy(folder: Path, numbers: Sequence[str], seconds: float, gate: Barrier) -> Busy:
    """Receipts made for so many seconds from when every process is warm."""
    house = open_house(Settings.at(folder))
    rows = [row for number in numbers if (row := house.store.claims.find(number))]
    for row in islice(cycle(rows), WARM):
        receipt_of(house, row, "fr")
    first, again = receipt_of(house, rows[0], "fr")[0], cycle(rows)
    gate.wait()
    processor, done = time.process_time(), [time.monotonic()]
    while done[-1] < done[0] + seconds:
        receipt_of(house, next(again), "fr")
        done.append(time.monotonic())
    processor = time.process_time() - processor
    house.store.close()
    return Busy(done, processor, sha256(first).hexdigest())


def strings(made: bytes) -> list[list[String]]:
    """What each page of a PDF says, line by line, each with its place."""
    told = []
    for page in pypdfium2.PdfDocument(made):
        text = page.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]
        told.append([(box[0], box[1], text.get_text_bounded(*box)) for box in boxes])
    return told


def letters(texts: Iterable[str]) -> list[str]:
    """Every letter of some texts, sorted."""
    return sorted("".join("".join(texts).split()))


def by_canvas(pages: Sequence[Sequence[String]]) -> bytes:
    """The floor: those words in one font and size, each an element of the structure, drawn by
    reportlab's canvas and written by its document; nothing told, measured, ruled or coloured."""
    made = BytesIO()
    canvas, structure = Canvas(made, pagesize=letter), Structure()
    for lines in pages:
        canvas.setFont(PLAIN, CELL)
        for x, y, text in lines:
            structure.mark(canvas, Element("P", structure.whole))
            canvas.drawString(x, y, text)
            canvas._code.append("EMC")
        canvas.showPage()
        structure.close_page(canvas._doc.Pages.pages[-1])
    structure.write(canvas._doc)
    canvas.save()
    return made.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Print and, in full, record the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    rounds = 1 if quick else ROUNDS
    listed = lists((2, 4) if quick else (100, 200, 400), rounds)
    titles = ["rows", "by", "pages", "median s of processor", "pages/s", f"÷ LongTable (≥ {LEAST})",
              f"growth (≤ {GROWTH})"]  # fmt: skip
    told = table(titles, listed)
    with TemporaryDirectory() as name:
        house, numbers = filed(Path(name), 3 if quick else 300)
        made = receipts(house, numbers)
        processors = len(os.sched_getaffinity(0))
        together = at_once(Path(name), numbers, processors, BUSY / 20 if quick else BUSY)
        both = ["ours", f"{made['ours']:.0f}", str(processors), f"{together.a_second:.0f}",
                f"{together.share:.0%}"]  # fmt: skip
        told += ["", RECEIPTS_TOLD, ""]
        told += table(RECEIPTS_TITLES, [both, ["the floor", f"{made['canvas']:.0f}", "", "", ""]])
        told += ["", SUMMARY, ""]
        sizes = (10, 20) if quick else (850, 3_400)
        told += table(
            ["losses", "pages", "median s of processor", "pages/s", "time a page ÷ first"],
            summaries(house, sizes, rounds),
        )
        told += ["", below(listed, together)]
        house.store.close()
    print("\n".join(told))
    if not quick:
        record("Row 7: a long list, and receipts", [setting("reportlab"), "", *told])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
