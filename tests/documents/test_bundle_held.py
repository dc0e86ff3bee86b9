"""Of what surrounds the exhibits of a bundle, nothing may be put in, left out or written otherwise:
our own documents, the lists, the columns of the losses, what the manifest says of itself.

A careful forger changes it and redoes every hash, and gives the true head.
"""

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from claims.claim import disclosed
from claims.documents import bundle as made_by
from claims.documents import bundle_rows, contents, schedule, verify
from claims.documents.bates import Range, Scheme
from claims.documents.contents import numbers_of
from claims.documents.index import FiledExhibit
from claims.documents.numbering import exhibit_key
from claims.evidence import copying
from claims.i18n.catalogue import say
from tests.documents.documents_makers import (
    EVENTS,
    a_bundle,
    a_claim,
    a_filed_claim,
    a_filing,
    a_journal,
    an_exhibit,
)
from tests.documents.forged_makers import NOTES, PAGES, a_titled_bundle, a_withheld_bundle
from tests.documents.forging import change_rows, fault, manifest_of, resum
from tests.evidence.file_makers import a_pdf

TITLED, WITHHELD = a_titled_bundle(), a_withheld_bundle()
LIST = "texts/WHC-000003_P-4.txt"
FACTURE, LINES, STEPS, NUMBER = "pieces/0003/facture.pdf", "lignes.csv", "etapes.csv", "R-2K7Q-48"
Forgery = Callable[[Path], object]
Case = tuple[Forgery, str, str]


def head_of(folder: Path) -> str:
    return str(manifest_of(folder)["journal"]["hash"])


def unpacked(bundle: bytes, folder: Path) -> Path:
    with ZipFile(BytesIO(bundle)) as archive:
        archive.extractall(folder)
    return folder


def told(change: Callable[[Any], object]) -> Forgery:
    """Change the manifest, and everything that is written from it."""

    def forge(folder: Path) -> None:
        manifest = manifest_of(folder)
        change(manifest)
        resum(folder, manifest)

    return forge


def filed_there(folder: Path) -> None:
    """Say of an exhibit that is there what is said of one that is not: lists take its SHA-256."""
    (folder / verify.NO_KEY).write_bytes(b"x")
    forged = {"sha256": "f" * 64, "size": 1, "range": None}
    told(lambda manifest: manifest["exhibits"][0].update(filed=forged))(folder)


def avowal(folder: Path) -> None:
    (folder / "P-9000_aveu.pdf").write_bytes(b"%PDF forged")
    document = {"number": "P-9000", "title": "Aveu de la défenderesse", "pages": "1",
                "path": "P-9000_aveu.pdf", "day": "2026-11-21"}  # fmt: skip
    told(lambda manifest: manifest["documents"].append(document))(folder)


def documents_out(which: slice) -> Forgery:
    def forge(folder: Path) -> None:
        manifest = manifest_of(folder)
        for document in manifest["documents"][which]:
            (folder / document["path"]).unlink()
        del manifest["documents"][which]
        resum(folder, manifest)

    return forge


def added(name: str) -> Forgery:
    def forge(folder: Path) -> None:
        (folder / name).write_bytes(b"of a forger")
        resum(folder)

    return forge


def out(name: str) -> Forgery:
    def forge(folder: Path) -> None:
        (folder / name).unlink()
        resum(folder)

    return forge


def text(name: str, before: str, after: str) -> Forgery:
    def forge(folder: Path) -> None:
        content = (folder / name).read_bytes().decode()
        assert before in content
        (folder / name).write_bytes(content.replace(before, after, 1).encode())
        resum(folder)

    return forge


def column(name: str, header: str, cell: str) -> Forgery:
    """A second column of this name before the true one: a reader of CSV keeps either."""

    def forge(folder: Path) -> None:
        first, *rows = (folder / name).read_bytes().decode().split("\r\n")
        lines = [first.replace("claim,", f"claim,{header},", 1)]
        lines += [row and row.replace(",", f",{cell},", 1) for row in rows]
        (folder / name).write_bytes("\r\n".join(lines).encode())
        resum(folder)

    return forge


def cells(name: str, **changes: str) -> Forgery:
    def forge(folder: Path) -> None:
        change_rows(folder / name, lambda rows: rows[0].update(changes))
        resum(folder)

    return forge


def moved(folder: Path) -> None:
    manifest = manifest_of(folder)
    (folder / "pieces/0009").mkdir()
    (folder / FACTURE).rename(folder / "pieces/0009/facture.pdf")
    manifest["exhibits"][0]["path"] = "pieces/0009/facture.pdf"
    resum(folder, manifest)


def pages_moved(folder: Path) -> None:
    manifest = manifest_of(folder)
    (folder / "pages/WHC-000001_P-3.pdf").rename(folder / "pages/x.pdf")
    manifest["exhibits"][0]["numbered"]["path"] = "pages/x.pdf"
    resum(folder, manifest)


def other_words(**more: bool) -> Forgery:
    """The words of a list say another sum than the list, and every hash agrees."""

    def forge(folder: Path) -> None:
        manifest = manifest_of(folder)
        told = manifest["exhibits"][1]["text"]
        content = (folder / told["path"]).read_bytes() + b"1;999\n"
        (folder / told["path"]).write_bytes(content)
        told |= {"sha256": sha256(content).hexdigest(), "size": len(content), **more}
        resum(folder, manifest)

    return forge


def beside(place: int, kind: str, path: str, content: bytes = b"of a forger") -> Forgery:
    """A file that the manifest says was made from an exhibit: its copy, or its words."""

    def forge(folder: Path) -> None:
        manifest = manifest_of(folder)
        exhibit = manifest["exhibits"][place]
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
        made = {"tool": "x", "version": "1", "at": manifest["at"], "operator": "x",
                "source": exhibit["sha256"]}  # fmt: skip
        more = {"transfer": made} if kind == "copy" else {"optical": True}
        told = {"path": path, "sha256": sha256(content).hexdigest(), "size": len(content)}
        if exhibit[kind]:
            (folder / exhibit[kind]["path"]).unlink()
        exhibit[kind] = told | more
        resum(folder, manifest)

    return forge


def without(place: int, *kinds: str) -> Forgery:
    """An exhibit without what was made from it."""

    def forge(folder: Path) -> None:
        manifest = manifest_of(folder)
        for kind in kinds:
            (folder / manifest["exhibits"][place][kind]["path"]).unlink()
            manifest["exhibits"][place][kind] = None
        resum(folder, manifest)

    return forge


def at_the_root(folder: Path) -> None:
    without(1, "numbered", "text")(folder)
    beside(1, "text", "setup.exe")(folder)


WHOLE: dict[str, Case] = {
    "pictures in a list": (
        told(lambda m: m["exhibits"][1].update(pictures={"pages": 1, "unread": 0})),
        "pieces/0004/ventes_e.csv, pictures", "told"),
    "words of no list": (other_words(), LIST, "words"),
    "words of a list, as if read in a picture": (other_words(optical=True), LIST, "words"),
    "a program beside a list": (
        beside(1, "copy", "pieces/0004/aveu.exe"), "pieces/0004/aveu.exe", "extra"),
    "a copy of what does not act": (
        beside(0, "copy", "pieces/0003/facture.copie.pdf"), "pieces/0003/facture.copie.pdf",
        "extra"),
    "words under no number": (at_the_root, "setup.exe", "extra"),
    "no pages of an exhibit": (without(1, "numbered", "text"), "P-4, numbered", "missing"),
    "filed of one there": (filed_there, f"{FACTURE}, filed", "told"),
    "an avowal": (avowal, "P-9000_aveu.pdf", "extra"),
    "no document": (documents_out(slice(0, 2)), "P-…_rapport.pdf", "missing"),
    "no workbook": (documents_out(slice(1, 2)), "P-…_chiffrier.xlsx", "missing"),
    "another title": (
        told(lambda m: m["documents"][0].update(title="Aveu")), "P-1_rapport.pdf", "place"),
    "sheets that are none": (
        told(lambda m: m["documents"][1].update(pages="rien")), "P-2_chiffrier.xlsx", "place"),
    "a second schedule": (added("schedule_of_damages.pdf"), "schedule_of_damages.pdf", "extra"),
    "a log of nothing": (added("redactions.csv"), "redactions.csv", "extra"),
    "a word on no key": (added(verify.NO_KEY), verify.NO_KEY, "extra"),
    "no schedule": (out("tableau_des_dommages.pdf"), "tableau_des_dommages.pdf", "missing"),
    "an exhibit moved": (moved, "pieces/0009/facture.pdf", "place"),
    "pages moved": (pages_moved, "pages/x.pdf", "place"),
    "nothing withheld": (told(lambda m: m.update(withheld=[])), "manifest.json, withheld", "shape"),
    "a volume": (told(lambda m: m.update(volume="VOL777")), "manifest.json, volume", "shape"),
    "a snapshot": (told(lambda m: m.update(snapshot="I-77")), "manifest.json", "taken"),
    "a matter": (told(lambda m: m.update(matter="ovh-2021")), "manifest.json", "taken"),
    "a moment": (told(lambda m: m.update(at="1999-01-01T00:00:00Z")), "manifest.json", "taken"),
    "a moment of the journal": (
        told(lambda m: m["journal"].update(at="1999-01-01T00:00:00Z")), "manifest.json", "taken"),
    "numbers from no first one": (
        told(lambda m: m["bates"].update(start=0)), "manifest.json, bates.start", "bates"),
    "a first number past its digits": (
        told(lambda m: m["bates"].update(start=10**6)), "manifest.json, bates.start", "bates"),
    "numbers before the first": (told(lambda m: m["bates"].update(start=2)), "P-3", "bates"),
    "two numbers for a document": (
        told(lambda m: m["bates"].update(level="document")), "P-3", "bates"),
    "a number more than pages": (
        told(lambda m: m["exhibits"][1]["numbered"].update(last=4)), "P-4", "bates"),
    "pages that are not there": (
        told(lambda m: m["exhibits"][0]["numbered"].update(pages=1)), "P-3", "bates"),
    "amounts twice": (column(LINES, "declared_cents", "999"), f"{LINES}, 1", "table"),
    "a column more": (column(LINES, "paid", "1"), f"{LINES}, 1", "table"),
    "running twice": (column(STEPS, "running", "9"), f"{STEPS}, 1", "table"),
}  # fmt: skip
"""What both verifiers refuse."""
BESIDE: dict[str, Case] = {
    "the original of a notice": (
        beside(1, "copy", "pieces/0004/original.pdf", NOTES), "pieces/0004/original.pdf", "extra"),
    "the original of a redacted copy": (
        beside(0, "copy", "pieces/0003/original.pdf", PAGES), "pieces/0003/original.pdf", "extra"),
    "the words of a notice": (
        beside(1, "text", "texts/WHC-000003_P-4.txt"), "texts/WHC-000003_P-4.txt", "extra"),
    "a program for a copy": (
        beside(3, "copy", "pieces/0006/p4.copie.exe"), "pieces/0006/p4.copie.exe", "place"),
    "a copy of another name": (
        beside(3, "copy", "pieces/0006/aveu.pdf"), "pieces/0006/aveu.pdf", "place"),
    "no copy of what acts": (without(3, "copy"), "P-6, copy", "missing"),
    "pages of a notice": (
        told(lambda m: m["exhibits"][1]["numbered"].update(pages=2)), "P-4", "bates"),
}  # fmt: skip
"""What both refuse beside an exhibit redacted, withheld, or in which something acts."""
ROWS: dict[str, Case] = {
    "lines under an amount": (text(LINES, ",445000,", ",4_4_5_0_0_0,"), f"{LINES}, 2", "table"),
    "Arabic digits": (text(LINES, ",445000,", ",٤٤٥٠٠٠,"), f"{LINES}, 2", "table"),
    "a sign": (text(LINES, ",445000,", ",+445000,"), f"{LINES}, 2", "table"),
    "a zero before": (text(LINES, ",445000,", ",0445000,"), f"{LINES}, 2", "table"),
    "quotes that need not be": (text(LINES, ",B,", ',"B",'), f"{LINES}, 2", "table"),
    "another exhibit": (cells(LINES, exhibits="P-400"), f"{LINES}, {NUMBER}, l1", "listed"),
    "other pages": (cells(LINES, pages="WHC-999999"), f"{LINES}, {NUMBER}, l1", "listed"),
    "a sentence": (cells(LINES, sentence="Refusé"), f"{LINES}, {NUMBER}, l1", "decided"),
    "a better grade": (cells(LINES, grade="A"), "instantane.json", "totals"),
    "an operand": (text(STEPS, ",42,hours,42,", ",4_2,hours,42,"), f"{STEPS}, 2", "table"),
    "a day": (cells(STEPS, since="hier"), f"{STEPS}, 2", "table"),
    "a step's number": (cells(STEPS, step="9"), f"{STEPS}, {NUMBER}, l1, 9", "table"),
    "a step's number in its step": (
        cells(STEPS, step="2.1"),
        f"{STEPS}, {NUMBER}, l1, 2.1",
        "table",
    ),
    "a step's revision": (cells(STEPS, revision="2"), f"{STEPS}, {NUMBER}, l1, 1", "table"),
}
"""What only the program reads, as the page says."""


@pytest.mark.parametrize("name", [*WHOLE, *ROWS])
def test_R52_nothing_of_a_bundle_is_put_in_left_out_or_written_otherwise(
    name: str, tmp_path: Path
) -> None:
    forge, where, code = (WHOLE | ROWS)[name]
    folder = unpacked(TITLED, tmp_path)
    head = head_of(folder)
    forge(folder)
    assert fault(folder, head) == (where, code)


@pytest.mark.parametrize("name", BESIDE)
def test_R52_beside_an_exhibit_stands_only_what_a_bundle_makes_of_it(
    name: str, tmp_path: Path
) -> None:
    forge, where, code = BESIDE[name]
    folder = unpacked(WITHHELD, tmp_path)
    forge(folder)
    assert fault(folder) == (where, code)


def test_R52_what_names_exhibits_whose_key_is_lost_says_nothing_else(tmp_path: Path) -> None:
    folder = unpacked(WITHHELD, tmp_path)
    path = folder / verify.NO_KEY
    path.write_bytes(path.read_bytes() + b"P-3 aussi\n")
    resum(folder)
    assert fault(folder) == (verify.NO_KEY, "listed")


def test_what_the_verifier_knows_by_heart_is_what_a_bundle_writes() -> None:
    for language in ("fr", "en"):
        named, known = contents.NAMES[language], verify.NAMED[language]
        assert {name: known[name] for name in ("lines", "steps", "frozen", "claims", "redactions",
                                               "schedule")} == {
            name: getattr(named, name)
            for name in ("lines", "steps", "frozen", "claims", "redactions", "schedule")
        }  # fmt: skip
        endings = [f"_{named.report}.pdf", f"_{named.workbook}.xlsx"]
        titles = [say("Rapport sommaire", language), say("Chiffrier", language)]
        documents: Any = known["documents"]
        assert [each[:2] for each in documents] == [
            list(e) for e in zip(endings, titles, strict=True)
        ]
    assert verify.LINES == bundle_rows.LINES
    assert verify.STEPS == bundle_rows.STEPS
    assert verify.KEPT == disclosed.WITHHELD
    assert verify.SCHEDULED == schedule.MOST
    assert (set(verify.UNREAD), verify.COPIED) == (copying.UNTOUCHED, copying.NAMED)
    assert set(verify.COPIES) == {*copying.SUFFIXES.values(), "txt"}
    assert (say(made_by.NOTICE, "fr"), say(made_by.NOTICE, "en")) == verify.LOST


@pytest.mark.parametrize(("start", "digits"), [(9998, 4), (999999, 6)])
def test_load_lists_stay_in_the_order_of_pages_when_numbers_pass_their_digits(
    start: int, digits: int, tmp_path: Path
) -> None:
    pdfs = [a_pdf(1) + b"%" * n for n in range(1, 4)]
    exhibits = tuple(an_exhibit(n, f"a{n}.pdf", pdf) for n, pdf in enumerate(pdfs, 1))
    claim = a_claim(exhibits=exhibits)
    filed = tuple(
        FiledExhibit(NUMBER, 1, exhibit, [pdf], pages=1,
                     to_number=lambda: ("application/pdf", a_pdf(1)))
        for exhibit, pdf in zip(exhibits, pdfs, strict=True)
    )  # fmt: skip
    path = tmp_path / "b.zip"
    path.write_bytes(a_bundle(
        claims=[a_filed_claim(claim)], exhibits=filed,
        journal=a_journal(*EVENTS, file=a_filing(claim)),
        scheme=Scheme("WHC", digits=digits, start=start), numbers=numbers_of("I-1", filed, {}),
        ranges={exhibit_key(NUMBER, each.exhibit.id): Range(start + n, start + n)
                for n, each in enumerate(filed)},
    ))  # fmt: skip
    listed = ZipFile(path).read("pages.opt").decode().splitlines()
    assert [line.split(",")[0] for line in listed] == [f"WHC-{start + n}" for n in range(3)]
    verify.check(str(path))
