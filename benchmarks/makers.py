"""PDFs of many makers, numbered, then read by programs that are not ours.

    python -m benchmarks.makers FOLDER…     every PDF under the folders; counts by maker
    python -m benchmarks.makers --quick     ten PDFs of the demonstration

Each goes the way of an exhibit: the gate, a copy without what acts in it where something does, then
the numbered copy. Of that one, poppler and qpdf say whether it opens, how many pages it has and
what each page says; pdfium draws the first page, the middle one and the last, before and after.
Whole: it opens with no fault it had not before, has as many pages, says on each page all it said
and its number besides, and shows above the strip what it showed, with ink in the strip. "Drawn":
the copy without what acts is pictures of its pages, since nothing better could be made.
"""

import re
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import ImageChops

from benchmarks.rounds import record, setting, table
from claims.evidence.copying import copy_of, is_active
from claims.evidence.gate import look_at
from claims.evidence.numbering import Order, numbered

DEMO = Path(__file__).parents[1] / "data/demo/whc-2021/files"
TITLES = ["maker", "files", "pages", "refused at the gate", "sheet in its place", "drawn",
          "numbered", "opens", "pages kept", "words kept", "number on each page", "look kept",
          "number seen"]  # fmt: skip
CHECKS = TITLES[7:]
NOISE = 40
"""Levels of grey, of 255, by which a page drawn twice may differ at the edge of a letter."""
DARK = 160
"""Below it a grey is ink."""


@dataclass
class Tally:
    """What became of the PDFs of one maker. faults: which check failed, of which file."""

    files: int = 0
    pages: int = 0
    refused: list[str] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @property
    def numbered(self) -> int:
        return self.files - len(self.refused) - len(self.sheets)

    def row(self, maker: str) -> list[str]:
        told = (self.files, self.pages, len(self.refused), len(self.sheets), len(self.drawn),
                self.numbered)  # fmt: skip
        return [maker, *(f"{n:,}" for n in told), *(f"{self.passed[each]:,}" for each in CHECKS)]


def told_by(name: str, *arguments: object) -> tuple[int, str]:
    """What a program answers and prints; its faults are counted, not raised."""
    run = subprocess.run([name, *map(str, arguments)], capture_output=True, timeout=600)
    return run.returncode, run.stdout.decode("utf-8", "replace")


def maker_of(path: Path) -> str:
    """Who wrote a PDF, without the version: pdfTeX, Acrobat Distiller."""
    said = re.search(r"(?m)^Producer: *(.+)$", told_by("pdfinfo", path)[1])
    name = (
        re.split(r"[-,(]? ?v?\d|\(|,| for | Version", said[1].strip(), maxsplit=1)[0]
        if said
        else ""
    )
    return name.strip(" -+.") or "(not said)"


def pages_of(path: Path) -> int:
    said = re.search(r"(?m)^Pages: +(\d+)$", told_by("pdfinfo", path)[1])
    return int(said[1]) if said else 0


def words_of(path: Path) -> list[Counter[str]]:
    """The words of each page, as often as it says them."""
    told = told_by("pdftotext", "-raw", "-enc", "UTF-8", path, "-")[1]
    return [Counter(page.split()) for page in told.split("\f")[:-1]]


def looks(before: Path, after: Path, pages: Sequence[int]) -> Iterator[tuple[bool, bool]]:
    """Of each page, whether what it showed is unchanged, and whether there is ink in its strip.

    Both are drawn on a sheet of the copy's size, or a hairline would fall on the next row of dots.
    """
    with pypdfium2.PdfDocument(before) as first, pypdfium2.PdfDocument(after) as second:
        for number in pages:
            old, new = first[number], second[number]
            tall, longer = ceil(old.get_height()), new.get_height() - old.get_height()
            wider = new.get_width() - old.get_width()
            old.set_mediabox(*new.get_mediabox())
            old.set_cropbox(*new.get_cropbox())
            was, now = (page.render(scale=1).to_pil().convert("L") for page in (old, new))
            if now.height <= tall + 1:
                yield False, False
                continue
            box = (0, 0, now.width, tall - 1)
            changed = ImageChops.difference(was.crop(box), now.crop(box)).histogram()
            shades = now.crop((0, tall + 1, now.width, now.height)).histogram()
            yield (
                abs(wider) < 0.01 and longer > 0 and not any(changed[NOISE + 1 :]),
                any(shades[:DARK]) and any(shades[DARK:]),
            )


def checks(before: Path, after: Path, labels: Sequence[str], mark: str) -> dict[str, bool]:
    """What is kept of a PDF once numbered, check by check."""
    said, says = words_of(before), words_of(after)
    numbers = [page[label] == 1 for page, label in zip(says, labels, strict=False)]
    added = [Counter([label, mark]) for label in labels]
    pages = sorted({0, len(labels) // 2, len(labels) - 1})
    try:
        kept, inked = zip(*looks(before, after, pages), strict=True)
    except pypdfium2.PdfiumError:  # pdfium cannot draw one of them: nothing was seen
        kept = inked = (False,)
    sound = told_by("qpdf", "--check", before)[0]
    return dict(zip(CHECKS, [
        told_by("qpdf", "--check", after)[0] in (0, sound),
        pages_of(after) == len(labels),
        len(said) == len(says) and all(
            old == new - more for old, new, more in zip(said, says, added, strict=True)),
        len(numbers) == len(labels) and all(numbers),
        all(kept),
        all(inked),
    ], strict=True))  # fmt: skip


def taken(path: Path, tally: Tally, folder: Path, first: int) -> int:
    """One PDF through the gate and numbered; how many numbers it took."""
    tally.files += 1
    seen, problems = look_at("piece.pdf", path)
    if seen is None:
        tally.refused.append(f"{path.name}: {problems[0].code}")
        return 0
    tally.pages += seen.pages
    labels = tuple(f"QCX-{n:07}" for n in range(first, first + seen.pages))
    before, after = folder / "given.pdf", folder / "numbered.pdf"
    before.write_bytes(path.read_bytes())
    if is_active(seen.flags):
        copy = copy_of(seen.media, path.read_bytes(), "fr")
        before.write_bytes(copy.content)
        if "drawn" in copy.method:
            tally.drawn.append(path.name)
    made = numbered(seen.media, before.read_bytes(), Order(labels, "P-3333", True))
    if not made:
        tally.sheets.append(path.name)
        return seen.pages
    after.write_bytes(made)
    for check, passed in checks(before, after, labels, "P-3333").items():
        tally.passed[check] += passed
        if not passed:
            tally.faults.append(f"{path.name}: {check}")
    return seen.pages


def run(paths: Sequence[Path]) -> dict[str, Tally]:
    """Every PDF, by its maker."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    first = 1
    with TemporaryDirectory() as folder:
        for n, path in zip(count(1), paths, strict=False):
            first += taken(path, tallies[maker_of(path)], Path(folder), first)
            if n % 25 == 0:
                print(f"{n} of {len(paths)}", file=sys.stderr, flush=True)
    return tallies


def told(tallies: dict[str, Tally]) -> list[str]:
    """The table, its total, and every file that is not whole."""
    ordered = sorted(tallies.items(), key=lambda each: (-each[1].files, each[0]))
    rows = [tally.row(maker) for maker, tally in ordered]
    cells = [[int(row[n].replace(",", "")) for row in rows] for n in range(1, len(TITLES))]
    rows.append(["all", *(f"{sum(column):,}" for column in cells)])
    lines = table(TITLES, rows)
    for title, chosen in (
        ("Refused at the gate", "refused"), ("A sheet stands in their place", "sheets"),
        ("Drawn", "drawn"), ("Not whole", "faults"),
    ):  # fmt: skip
        named = [each for _, tally in ordered for each in getattr(tally, chosen)]
        lines += ["", f"{title}: {'; '.join(named) if named else 'none'}."]
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args(arguments)
    if not given.folders and not given.quick:
        parser.error("name a folder of PDFs")
    found = sorted({p for each in given.folders or [DEMO] for p in each.rglob("*.pdf")})
    lines = told(run(found[:: len(found) // 10][:10] if given.quick else found))
    if not given.quick:
        lines = [setting("pikepdf", "pypdfium2"), "", *lines]
        record("Row 22: PDFs of many makers", lines)
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
