"""Row 8: what a bundle is made of: pages numbered, pictures made pages, files hashed into a ZIP.

    python -m benchmarks.bundle            1,000 pages, 200 pictures, 500 MB, five rounds
    python -m benchmarks.bundle --quick    20 pages, 4 pictures, 2 MB

Numbered: ours makes each page longer and writes under it (`pdf_stamp`); the peers draw a page of
numbers over it, by pikepdf and by the qpdf command. Every copy is read back: each page says its
number and what it said. Pictures: ours numbered, beside img2pdf that numbers nothing. The ZIP: ours
hashes while it stores, beside hashlib over each file and a copy of it.
"""

import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import file_digest
from io import BytesIO
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import img2pdf
import numpy as np
import pikepdf
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from benchmarks.rounds import ROUNDS, medians, peak_mb, record, setting, table
from benchmarks.vault import source
from claims.documents.zipped import Member, Written, zipped
from claims.evidence.readers import image_page, pdf_stamp
from claims.evidence.sealing import CHUNK

AT = datetime(2026, 11, 26, tzinfo=UTC)
TITLES = ["work", "size", "ours s", "peer", "peer s", "ours ÷ peer", "limit"]
BLOCK = CHUNK
"""As the vault gives a file."""


def labels(pages: int) -> tuple[str, ...]:
    """WHC-000001 and on."""
    return tuple(f"WHC-{n:06}" for n in range(1, pages + 1))


def written_pages(texts: Sequence[str], place: tuple[int, int]) -> bytes:
    """A PDF that says one text a page, forty times when it stands high."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=letter, invariant=1)
    for text in texts:
        x, y = place
        for row in range(40 if y > 100 else 1):
            canvas.drawString(x, y - row * 15, text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def numbered_by_us(content: bytes, pages: int) -> bytes:
    """As a bundle does, without the limited process around it."""
    stamp = pdf_stamp.Stamp(labels(pages), "P-1", True, {})
    return pdf_stamp.copy_of(BytesIO(content), stamp)


def laid_over(content: bytes, pages: int) -> bytes:
    """pikepdf: a page of numbers over each page."""
    over = written_pages(labels(pages), (480, 20))
    made = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf, pikepdf.open(BytesIO(over)) as numbers:
        for page, number in zip(pdf.pages, numbers.pages, strict=True):
            page.add_overlay(number)
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def laid_over_by_qpdf(content: bytes, pages: int, folder: Path) -> bytes:
    """The qpdf command, the same."""
    file, over, made = folder / "file.pdf", folder / "over.pdf", folder / "made.pdf"
    file.write_bytes(content)
    over.write_bytes(written_pages(labels(pages), (480, 20)))
    subprocess.run(["qpdf", file, "--overlay", over, "--", made], check=True)
    return made.read_bytes()


def agree_on_pages(copies: Sequence[bytes], pages: int) -> None:
    """Each copy has every page, each with its number and its text."""
    for copy in copies:
        pdf = pypdfium2.PdfDocument(copy)
        assert len(pdf) == pages
        for place, label in enumerate(labels(pages)):
            told = pdf[place].get_textpage().get_text_bounded()
            assert label in told
            assert f"page {place}." in told


def pictures(count: int) -> list[bytes]:
    """Photographs of 1600 × 1200, each other."""
    chance = np.random.default_rng(8)
    made = []
    for _ in range(count):
        coarse = chance.integers(0, 256, (60, 80, 3), dtype=np.uint8)
        out = BytesIO()
        Image.fromarray(coarse).resize((1600, 1200)).save(out, "JPEG", quality=90)
        made.append(out.getvalue())
    return made


def pictures_by_us(photos: Sequence[bytes]) -> int:
    """Each a numbered letter page; bytes in all."""
    stamp = pdf_stamp.Stamp(("WHC-000001",), "P-1", True, {})
    return sum(len(image_page.copy_of(BytesIO(photo), "JPEG", stamp)) for photo in photos)


def pictures_by_peer(photos: Sequence[bytes]) -> int:
    """Each a letter page, not numbered; bytes in all."""
    placed = img2pdf.get_layout_fun(letter)
    return sum(len(img2pdf.convert(photo, layout_fun=placed) or b"") for photo in photos)


def blocks(path: Path) -> Iterator[bytes]:
    """A file, block by block."""
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def zipped_by_us(folder: Path, megabytes: int) -> Callable[[], str]:
    """Hashed while stored; the hash of the file that went in."""
    path, made = source(folder, megabytes), folder / "ours.zip"

    def work() -> str:
        written = Written()
        with made.open("wb") as out:
            for block in zipped([Member("file", blocks(path))], written, at=AT):
                out.write(block)
        return written.files["file"][0]

    return work


def hashed_and_copied(folder: Path, megabytes: int) -> Callable[[], str]:
    """hashlib, then a copy."""
    path, made = source(folder, megabytes), folder / "copy"

    def work() -> str:
        with path.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        copyfile(path, made)
        return digest

    return work


def rows(folder: Path, pages: int, photos: int, megabytes: int, rounds: int) -> list[list[str]]:
    """One row a contest."""
    content = written_pages([f"page {n}." for n in range(pages)], (72, 700))
    taken, copies = medians({
        "ours": partial(numbered_by_us, content, pages),
        "pikepdf overlay": partial(laid_over, content, pages),
        "qpdf overlay": partial(laid_over_by_qpdf, content, pages, folder),
    }, rounds)  # fmt: skip
    agree_on_pages(list(copies.values()), pages)
    made = [
        row("pages numbered", f"{pages:,} pages", taken, "pikepdf overlay", "0.40"),
        row("pages numbered", f"{pages:,} pages", taken, "qpdf overlay", ""),
    ]
    shots = pictures(photos)
    taken, sizes = medians({
        "ours": partial(pictures_by_us, shots), "img2pdf": partial(pictures_by_peer, shots)
    }, rounds)  # fmt: skip
    assert min(sizes.values()) > sum(map(len, shots))
    made.append(row("pictures", f"{photos} photographs", taken, "img2pdf", "1.10"))
    taken, hashes = medians({
        "ours": zipped_by_us(folder, megabytes),
        "hashlib + copy": hashed_and_copied(folder, megabytes),
    }, rounds)  # fmt: skip
    assert len(set(hashes.values())) == 1
    made.append(row("hashed and stored", f"{megabytes} MB", taken, "hashlib + copy", "1.15"))
    return made


def row(work: str, size: str, taken: dict[str, float], peer: str, limit: str) -> list[str]:
    """Seconds of each, and the ratio."""
    ours, theirs = taken["ours"], taken[peer]
    return [work, size, f"{ours:.3f}", peer, f"{theirs:.3f}", f"{ours / theirs:.2f}", limit]


def main(arguments: Sequence[str]) -> int:
    """Print and, in full, record the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    with TemporaryDirectory() as place:
        folder = Path(place)
        told = table(TITLES, rows(folder, *((20, 4, 2, 1) if quick else (1_000, 200, 500, ROUNDS))))
        if not quick:
            extra = peak_mb(zipped_by_us, folder, 500)
            told += ["", f"Memory the ZIP adds: {extra:.0f} MB (limit 16)."]
    print("\n".join(told))
    if not quick:
        record("Row 8: the parts of a bundle", [setting("pikepdf", "img2pdf"), "", *told])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
