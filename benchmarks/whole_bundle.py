"""Row 8: a whole bundle, from a registry of claims filed with their exhibits.

    python -m benchmarks.whole_bundle            1,000 claims, 3,000 exhibits, 10,000 pages, once
    python -m benchmarks.whole_bundle --quick    4 claims, 12 exhibits, 40 pages

Ours is `claims export MATTER bundle`: snapshot, report, workbook, schedule, index, every exhibit as
filed (decrypted, hashed), a copy of each with its pages numbered in a limited process, load files,
journal, manifest. The peer does only what programs at hand do with the same files: a page of
numbers laid over each exhibit by qpdf, all stored in one ZIP by `zip`, then `sha256sum` of each.
Both must number every page; our bundle is then checked by its own verifier and by `unzip -t`.
"""

import json
import secrets
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pypdfium2

from benchmarks.bundle import labels, written_pages
from benchmarks.rounds import alone, record, setting, table
from claims.access import Actor, Role
from claims.documents import verify
from claims.office.exporting import export
from claims.office.house import open_house
from claims.office.importing import import_claims
from claims.settings import Settings

MATTER = "whc-2021"
COUNSEL = Actor(Role.LAWYER, "counsel", matters=(MATTER,))
EACH = 3
"""Exhibits of a claim: two of three pages and one of four."""
PAGES = (3, 3, 4)


def invoices(folder: Path, claims: int) -> list[Path]:
    """The exhibits, each with words of its own on every page."""
    made = []
    for n in range(claims * EACH):
        place = folder / f"invoice-{n:05}.pdf"
        words = [f"Invoice {n}, page {page}." for page in range(1, PAGES[n % EACH] + 1)]
        place.write_bytes(written_pages(words, (72, 700)))
        made.append(place)
    return made


def a_line(n: int, exhibits: Sequence[Path]) -> dict[str, Any]:
    """One claim of an import: a site to rebuild, proved by its invoices."""
    brought = [
        {"id": f"e{place}", "file": file.name, "kind": "invoice", "losses": ["l1"]}
        for place, file in enumerate(exhibits, 1)
    ]
    answers = {
        "hosted": "yes", "role": "owns", "use": "showcase", "outcome": "lost", "own_backup": "no",
    }  # fmt: skip
    return {
        "key": f"whole-{n}", "language": "fr",
        "claimant": {"kind": "business", "name": f"Atelier Nordet {n}", "capacity": "owner",
                     "registrant": "no"},
        "contact": {"email": f"shop{n}@example.ca", "place": "QC"},
        "answers": {"own_action": "no"},
        "services": [{"id": "s1", "domain": f"lac-{n}.example", "type": "showcase",
                      "subgroup": "B2", "answers": answers}],
        "losses": [{"id": "l1", "head": "rebuild", "service": "s1", "start": "2021-08-28",
                    "end": "2021-09-12", "inputs": {"hours": "12", "invoices": "1000.00"}}],
        "attestation": {"name": "Odile Larochebelle", "agreed": "yes"}, "exhibits": brought,
    }  # fmt: skip


def filled(folder: Path, claims: int) -> int:
    """Claims filed from a file, through the same door as anyone's; bytes of their exhibits."""
    files = invoices(folder, claims)
    lines = (a_line(n, files[n * EACH : (n + 1) * EACH]) for n in range(claims))
    source = folder / "claims.jsonl"
    source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    house = open_house(Settings.at(folder))
    report = import_claims(
        house, COUNSEL, MATTER, [source], now=datetime.now(UTC), entropy=secrets.token_bytes
    )
    assert not report.refused, report.refused[:1]
    house.store.close()
    return sum(file.stat().st_size for file in files)


def ours(folder: Path) -> Callable[[], str]:
    """Make the bundle; where it stands."""
    house = open_house(Settings.at(folder))

    def work() -> str:
        made = export(
            house, COUNSEL, MATTER, "bundle", "fr", now=datetime.now(UTC),
            entropy=secrets.token_bytes,
        )  # fmt: skip
        house.store.close()
        return str(made.path)

    return work


def by_programs(folder: Path) -> tuple[float, float, int]:
    """Seconds of qpdf over each exhibit, of zip and sha256sum over all; pages numbered."""
    place, numbered = folder / "peer", 0
    place.mkdir()
    start = time.perf_counter()
    for file in sorted(folder.glob("invoice-*.pdf")):
        pages = len(pypdfium2.PdfDocument(file))
        over = place / "over.pdf"
        over.write_bytes(written_pages(labels(numbered + pages)[numbered:], (480, 20)))
        made = place / f"numbered-{file.name}"
        subprocess.run(["qpdf", file, "--overlay", over, "--", made], check=True)
        numbered += pages
    (place / "over.pdf").unlink()
    laid = time.perf_counter() - start
    start = time.perf_counter()
    every = [*folder.glob("invoice-*.pdf"), *place.glob("numbered-*.pdf")]
    names = "\n".join(str(path) for path in every)
    subprocess.run(["zip", "-0", "-q", "-j", "-@", place / "all.zip"], input=names, text=True,
                   check=True)  # fmt: skip
    subprocess.run(["xargs", "sha256sum"], input=names, text=True, check=True, capture_output=True)
    return laid, time.perf_counter() - start, numbered


def numbers_in(bundle: ZipFile) -> Iterator[str]:
    """What each numbered page of the bundle says last."""
    for name in sorted(name for name in bundle.namelist() if name.startswith("pages/")):
        pdf = pypdfium2.PdfDocument(BytesIO(bundle.read(name)))
        for page in pdf:
            yield page.get_textpage().get_text_bounded()


def checked(bundle: Path, claims: int) -> None:
    """Every page bears its number; the verifier and unzip find the bundle whole."""
    with ZipFile(bundle) as archive:
        texts = list(numbers_in(archive))
    pages = claims * sum(PAGES)
    assert len(texts) == pages
    assert all(label in text for label, text in zip(labels(pages), texts, strict=True))
    assert verify.check(str(bundle))["steps"] >= claims
    subprocess.run(["unzip", "-tqq", bundle], check=True)


def main(arguments: Sequence[str]) -> int:
    """Print and, in full, record the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    claims = 4 if quick else 1_000
    with TemporaryDirectory() as name:
        folder = Path(name)
        brought = filled(folder, claims)
        seconds, peak, path = alone(ours, folder)
        bundle = Path(path)
        size = bundle.stat().st_size
        checked(bundle, claims)
        laid, stored, numbered = by_programs(folder)
        assert numbered == claims * sum(PAGES)
    rows = [
        ["ours, the whole bundle", f"{seconds:.1f}", f"{size / 1e6 / seconds:.2f}",
         f"{numbered / seconds:.0f}"],
        ["qpdf overlay, each exhibit", f"{laid:.1f}", "", f"{numbered / laid:.0f}"],
        ["zip and sha256sum", f"{stored:.1f}", "", ""],
    ]  # fmt: skip
    told = table(["work", "s", "MB/s", "pages/s"], rows)
    told += [
        "",
        f"{claims:,} claims, {claims * EACH:,} exhibits of {brought / 1e6:.1f} MB, {numbered:,} "
        f"pages: a bundle of {size / 1e6:.1f} MB; making it adds {peak:.0f} MB of "
        f"memory. Ours ÷ qpdf with zip and sha256sum: {seconds / (laid + stored):.2f}.",
    ]
    print("\n".join(told))
    if not quick:
        record("Row 8: a whole bundle", [setting("pikepdf", "reportlab"), "", *told])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
