"""From one source, the bundle that holds originals and the one that holds what is redacted."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from claims.claim.redaction import Box, Level, Set
from claims.documents.verify import check
from claims.evidence.look import Look
from claims.office import entitling, redacting
from claims.office.clawback import given_too_much
from claims.office.entitling import Naming
from claims.office.exporting import export
from claims.office.house import House
from tests.documents.forging import fault, manifest_of, resum
from tests.documents.reading_back import text_of
from tests.evidence.file_makers import a_pdf
from tests.makers import GAGNON, NOW, WHC, a_filed_claim, a_house, an_exhibit
from tests.office.test_redacting import CONTENT

pytestmark = pytest.mark.usefixtures("unread")

DRAWN = count(1)
UPPER = Box(1, 0, 0, 3000, 10_000, reason="personal", pattern="drawn")
LOGS = ("caviardages.csv", "redactions.csv")
SALES = b"jour;ventes\n2021-08-28;0\n"


def withheld_claim(house: House) -> str:
    """An opinion redacted, an invoice published, notes for counsel alone, sales nobody classed."""
    found = a_filed_claim(house, exhibits=(
        an_exhibit(1, CONTENT), an_exhibit(2, a_pdf(2), name="publique.pdf"),
        an_exhibit(3, b"notes de Me Lavoie", name="notes.txt", media="text/plain"),
        an_exhibit(4, SALES, name="ventes.csv", media="text/csv"),
    ))  # fmt: skip
    for exhibit in ("e1", "e2"):
        house.store.looks.keep(exhibit, Look(pages=2), at=NOW, by="system")
    say(house, found, "e2", Level.PUBLIC, "")
    say(house, found, "e3", Level.COUNSEL, "privilege")
    redacting.redact(house, GAGNON, found, "e1", [UPPER], seen=0, now=NOW)
    names = [Naming(found, each, f"Pièce {each} de 2021", "2021-09-12", 0) for each in ("e1", "e2")]
    entitling.entitle(house, GAGNON, names, now=NOW, entropy=lambda size: bytes(size))
    return found


@pytest.fixture
def number(house: House) -> str:
    return withheld_claim(house)


def say(house: House, number: str, exhibit: str, level: Level, reason: str) -> None:
    redacting.set_level(house, GAGNON, number, exhibit, level, reason, now=NOW)


def made(house: House, given: Set, language="fr") -> Path:
    return export(house, GAGNON, WHC, "bundle", language, now=NOW, set=given,
                  entropy=lambda size: next(DRAWN).to_bytes(size, "big")).path  # fmt: skip


def told_of(path: Path) -> dict[str, Any]:
    with ZipFile(path) as bundle:
        return json.loads(bundle.read("manifest.json"))


def test_the_confidential_set_holds_every_original_but_what_class_counsel_keeps(house, number):
    path = made(house, Set.CONFIDENTIAL)
    found = check(str(path))
    assert (found["redacted"], found["withheld"]) == ([], ["P-5"])
    told = told_of(path)
    assert told["set"] == "confidential"
    assert told["exhibits"][0]["sha256"] == sha256(CONTENT).hexdigest()
    assert b"notes de Me Lavoie" not in path.read_bytes()


@pytest.mark.parametrize(("language", "log"), [("fr", "caviardages"), ("en", "redactions")])
def test_the_redacted_set_holds_copies_and_notices_and_says_so(house, number, language, log,
                                                              tmp_path):  # fmt: skip
    path = made(house, Set.REDACTED, language)
    found = check(str(path))
    assert (found["redacted"], found["withheld"]) == (["P-3"], ["P-5", "P-6"])
    assert found["unlisted"] == []
    whole = path.read_bytes()
    for secret in (CONTENT, b"notes de Me Lavoie", SALES):
        assert secret not in whole
    with ZipFile(path) as bundle:
        rows = list(csv.reader(io.StringIO(bundle.read(f"{log}.csv").decode("utf-8-sig")),
                               delimiter=";" if language == "fr" else ","))  # fmt: skip
        printed = text_of(bundle.read(f"{log}.pdf"), tmp_path)
        pages = [text_of(bundle.read(name), tmp_path) for name in bundle.namelist()
                 if name.startswith("pages/")]  # fmt: skip
        index = text_of(bundle.read("index.pdf"), tmp_path)
    assert [row[:3] for row in rows[1:]] == [
        ["P-3", "1", "1"], ["P-5", "", rows[2][2]], ["P-6", "", rows[3][2]],
    ]  # fmt: skip
    assert rows[1][8:12] == ["0.00", "0.00", "100.00", "30.00"]
    assert GAGNON.name in printed
    assert "Avis de Me Lavoie" not in " ".join([*pages, index, printed])
    assert sum("WHC-000001" in page and "WHC-000002" in page for page in pages) == 1


@pytest.mark.parametrize(
    ("pattern", "language", "told"),
    [("", "fr", "Non consigné"), ("", "en", "Not recorded"), ("guess", "fr", "guess")],
)
def test_a_box_sealed_without_what_found_it_keeps_no_set_from_being_made(
    house, number, pattern, language, told, tmp_path
):
    before = house.store.redactions.of(number)["e1"].copy
    boxes = (replace(UPPER, pattern=pattern),)
    house.store.redactions.add(number, replace(before, boxes=boxes), seen=1, at=NOW, by="system")
    path = made(house, Set.REDACTED, language)
    assert check(str(path))["redacted"] == ["P-3"]
    with ZipFile(path) as bundle:
        (log,) = [name for name in bundle.namelist() if name in LOGS]
        assert told in bundle.read(log).decode()
        assert told in text_of(bundle.read(log.replace("csv", "pdf")), tmp_path)


def test_the_words_of_each_exhibit_are_those_of_what_is_given(house, number):
    with ZipFile(made(house, Set.CONFIDENTIAL)) as bundle:
        originals = {name: bundle.read(name).decode() for name in bundle.namelist()
                     if name.startswith("texts/")}  # fmt: skip
        listed = bundle.read("pages.dat").decode("utf-8-sig").split("\r\n")
    assert [name[-7:] for name in originals] == ["P-3.txt", "P-6.txt"]
    first, second = originals["texts/WHC-000001_P-3.txt"].split("\f")
    assert ("Avis de Me Lavoie" in first, "Suite" in second) == (True, True)
    assert [row.split("\x14")[-6:-4] for row in listed[:3]] == [
        ["þTEXTLINKþ", "þOCRþ"], ["þ.\\texts\\WHC-000001_P-3.txtþ", "þNþ"], ["þþ", "þþ"],
    ]  # fmt: skip
    with ZipFile(made(house, Set.REDACTED)) as bundle:
        redacted = {name: bundle.read(name).decode() for name in bundle.namelist()
                    if name.startswith("texts/")}  # fmt: skip
    assert list(redacted) == ["texts/WHC-000001_P-3.txt"]
    assert "Avis de Me Lavoie" not in redacted["texts/WHC-000001_P-3.txt"]
    assert "Suite" in redacted["texts/WHC-000001_P-3.txt"]


def test_both_sets_number_exhibits_alike_and_a_set_made_again_is_the_same(house, number):
    paths = [made(house, given) for given in (Set.REDACTED, Set.CONFIDENTIAL, Set.REDACTED)]
    first, originals, again = (
        [(e["number"], e["numbered"]["first"], e["numbered"]["last"])
         for e in told_of(path)["exhibits"]]
        for path in paths
    )  # fmt: skip
    assert first == originals == again
    assert paths[0].read_bytes() == paths[2].read_bytes()


@pytest.mark.parametrize("given", list(Set))
def test_the_workbook_of_a_set_says_of_each_exhibit_what_its_index_says(house, number, given):
    with ZipFile(made(house, given)) as bundle:
        index = csv.DictReader(io.StringIO(bundle.read("index.csv").decode("utf-8-sig")),
                               delimiter=";")  # fmt: skip
        indexed = {row["Numéro"]: row for row in index}
        book = next(name for name in bundle.namelist() if name.endswith(".xlsx"))
        sheet = load_workbook(io.BytesIO(bundle.read(book)))["Pièces"]
    header, *rows = sheet.iter_rows(values_only=True)
    assert len(rows) == 4
    for row in (dict(zip(header, each, strict=True)) for each in rows):
        for column in ("Fichier", "Octets", "SHA-256", "Signalements"):
            assert str(row[column] or "") == indexed[row["Pièce"]][column], (column, row["Pièce"])
    every = [str(cell) for row in rows for cell in row]
    assert sha256(b"notes de Me Lavoie").hexdigest() not in every
    assert (sha256(CONTENT).hexdigest() in every) is (given is Set.CONFIDENTIAL)
    own = export(house, GAGNON, WHC, "workbook", "fr", now=NOW, entropy=bytes).path
    kept = load_workbook(own)["Pièces"].iter_rows(values_only=True)
    assert sha256(b"notes de Me Lavoie").hexdigest() in [cell for row in kept for cell in row]


def test_what_is_withheld_after_a_bundle_is_withheld_from_the_next(house, number):
    assert check(str(made(house, Set.REDACTED)))["withheld"] == ["P-5", "P-6"]
    say(house, number, "e4", Level.PUBLIC, "")
    say(house, number, "e2", Level.COUNSEL, "litigation")
    assert check(str(made(house, Set.REDACTED)))["withheld"] == ["P-4", "P-5"]


def in_manifest(place: int, **changes: Any) -> Callable[[dict[str, Any]], None]:
    def change(manifest: dict[str, Any]) -> None:
        manifest["exhibits"][place] |= changes

    return change


def as_confidential(manifest: dict[str, Any]) -> None:
    manifest["set"] = "confidential"


def without_a_box(manifest: dict[str, Any]) -> None:
    manifest["exhibits"][0]["redaction"]["boxes"].clear()


FORGERIES = {
    "a redacted copy in the set of originals": (as_confidential, "given"),
    "a box hidden from the log": (without_a_box, "redaction"),
    "another reason": (in_manifest(2, withheld={"level": "counsel", "reason": "bank"}), "notice"),
    "another level": (in_manifest(3, withheld={"level": "counsel", "reason": ""}), "notice"),
    "a notice nobody asked for": (
        in_manifest(1, withheld={"level": "public", "reason": ""}), "notice"),
    "a title changed": (in_manifest(1, titled={"title": "x", "day": "", "salt": ""}), "title"),
    "a title left out": (in_manifest(0, titled=None), "title"),
    "a level of a file given": (in_manifest(1, level="confidential"), "title"),
}  # fmt: skip


@pytest.fixture(scope="module")
def redacted_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The redacted set, made once to be forged."""
    folder = tmp_path_factory.mktemp("set")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("claims.evidence.optical.languages", lambda: ())
        house = a_house(folder)
        withheld_claim(house)
        return made(house, Set.REDACTED)


@pytest.fixture
def opened(redacted_set: Path, tmp_path: Path) -> Path:
    """The same, unpacked."""
    with ZipFile(redacted_set) as bundle:
        bundle.extractall(tmp_path / "opened")
    return tmp_path / "opened"


@pytest.mark.parametrize("what", FORGERIES)
def test_a_set_that_says_other_than_the_journal_is_named(opened: Path, what: str):
    change, code = FORGERIES[what]
    manifest = manifest_of(opened)
    change(manifest)
    resum(opened, manifest)
    assert fault(opened)[1] == code


def test_an_original_put_back_in_the_place_of_its_redacted_copy_is_named(opened: Path):
    manifest = manifest_of(opened)
    exhibit = manifest["exhibits"][0]
    (opened / exhibit["path"]).write_bytes(CONTENT)
    del exhibit["redaction"]
    exhibit["transfer"] = None
    exhibit["numbered"]["transfer"]["source"] = sha256(CONTENT).hexdigest()
    resum(opened, manifest)
    assert fault(opened) == (exhibit["path"], "given")


def test_what_was_withheld_since_is_what_a_bundle_made_now_would_not_give(house, number):
    """P-3 redacted, P-4 public, P-5 for counsel alone, P-6 that nobody classed."""
    made_of = {of: made(house, of) for of in Set}
    logged = {each.id: each for each in house.store.exports.of(WHC)}

    def now() -> dict[Set, tuple[str, ...]]:
        return {of: given_too_much(house, logged[path.parent.name]) for of, path in made_of.items()}

    assert now() == {Set.CONFIDENTIAL: (), Set.REDACTED: ()}
    say(house, number, "e2", Level.CONFIDENTIAL, "bank")
    assert now() == {Set.CONFIDENTIAL: (), Set.REDACTED: ("P-4",)}
    redacting.redact(house, GAGNON, number, "e1", [UPPER], seen=1, now=NOW)
    say(house, number, "e3", Level.COUNSEL, "litigation")
    assert now() == {Set.CONFIDENTIAL: (), Set.REDACTED: ("P-3", "P-4")}
    house.store.looks.keep_scan("e4", "infected", at=NOW, by="system")
    assert now() == {Set.CONFIDENTIAL: ("P-6",), Set.REDACTED: ("P-3", "P-4")}
    say(house, number, "e2", Level.PUBLIC, "")
    assert now()[Set.REDACTED] == ("P-3",)
