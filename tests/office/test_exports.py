"""Documents are made from one state, hashed as written, logged, and handed out to counsel only."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from itertools import count
from json import dumps, loads
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from openpyxl import load_workbook

from claims.access import Role
from claims.claim.redaction import Level
from claims.documents.verify import BundleError, check
from claims.evidence.gate import look_at
from claims.evidence.look import Look
from claims.office import redacting
from claims.office.exporting import KINDS, export, exported, overtaken
from claims.office.handing import hand_export
from claims.office.house import House
from claims.office.lawyer import decide
from claims.office.verdicts import Verdict
from claims.problems import NotAllowed, NotFound, NotSaved, Refused
from claims.store.accounts import Account
from tests.documents.reading_back import text_of
from tests.hostile.files import every_action
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    WHC,
    a_claimant,
    a_filed_claim,
    an_exhibit,
)  # fmt: skip

DRAWN = count(1)


def entropy(size: int) -> bytes:
    return next(DRAWN).to_bytes(size, "big")


def made(house: House, kind="bundle", language="fr", **more):
    return export(house, GAGNON, WHC, kind, language, now=NOW, entropy=entropy, **more)


@pytest.mark.parametrize("kind", KINDS)
def test_R60_the_file_on_disk_is_the_one_the_log_hashed(house, kind):
    a_filed_claim(house, exhibits=(an_exhibit(),))
    kept = made(house, kind)
    content = kept.path.read_bytes()
    assert (sha256(content).hexdigest(), len(content)) == (kept.export.sha256, kept.export.size)
    assert exported(house, GAGNON, WHC) == (kept.export,)


@pytest.mark.parametrize("kind", ["workbook", "report"])
def test_R54_the_same_state_gives_the_same_bytes(house, kind):
    a_filed_claim(house, exhibits=(an_exhibit(),))
    assert made(house, kind).export.sha256 == made(house, kind).export.sha256
    assert [snapshot.number for snapshot in house.store.snapshots.of(WHC)] == [1]


def test_R54_a_bundle_made_again_is_the_same_once_its_exhibits_are_numbered(house):
    a_filed_claim(house, exhibits=(an_exhibit(),))
    assert made(house).export.sha256 == made(house).export.sha256


PAGES = ("Premières pages", "Pages numérotées")
"""Columns that a bundle fills, since it numbers the pages."""


def test_R54_the_workbook_is_the_same_before_and_after_the_bundle_and_in_it(house):
    """But for the numbers of pages, which the bundle gives, and what opens them, beside them."""
    a_filed_claim(house, exhibits=(an_exhibit(),))
    before, inside, after = made(house, "workbook"), made(house), made(house, "workbook")
    assert made(house, "workbook").export.sha256 == after.export.sha256
    first, ours = (cells(each.path.read_bytes()) for each in (before, after))
    assert without(first, PAGES) == without(ours, PAGES)
    assert [told for rows in first.values() for told in column(rows, PAGES)] == [None] * 3
    assert [told for rows in ours.values() for told in column(rows, PAGES)] == [
        "WHC-000001", None, "WHC-000001",
    ]  # fmt: skip
    theirs = without(cells(in_bundle(inside.path, ".xlsx")), ("Ouvrir",))
    counsels = {"Scénarios", "Doublons"}
    assert counsels < set(ours)
    assert theirs == {name: rows for name, rows in ours.items() if name not in counsels}


def column(rows: list[tuple[object, ...]], named: tuple[str, ...]) -> list[object]:
    """The cells under a header that begins with one of these."""
    heads = rows[0] if rows else ()
    return [row[n] for n, head in enumerate(heads) if str(head).startswith(named)
            for row in rows[1:]]  # fmt: skip


def without(
    book: dict[str, list[tuple[object, ...]]], named: tuple[str, ...]
) -> dict[str, list[tuple[object, ...]]]:
    """The sheets less the columns whose header begins with one of these."""
    return {
        title: [
            tuple(told for told, head in zip(row, rows[0], strict=True)
                  if not str(head).startswith(named))
            for row in rows
        ]
        for title, rows in book.items()
    }  # fmt: skip


def in_bundle(path: Path, ending: str, part: str = "") -> bytes:
    with ZipFile(path) as bundle:
        names = bundle.namelist()
        (name,) = [name for name in names if name.endswith(ending) and part in name]
        return bundle.read(name)


def cells(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(BytesIO(content))
    return {sheet.title: list(sheet.values) for sheet in book.worksheets}


def test_what_counsel_tries_is_in_their_papers_and_in_no_bundle(house, tmp_path):
    """A defence that counsel weighs is theirs: others get its hash, and a proof that holds."""
    a_filed_claim(house, exhibits=(an_exhibit(),))
    own = text_of(made(house, "report").path.read_bytes(), tmp_path)
    path = made(house).path
    theirs = text_of(in_bundle(path, ".pdf", "rapport"), tmp_path)
    for section in ("Défense", "Pertes réclamées par plusieurs"):
        assert section in own
        assert section not in theirs
    sealed = loads(in_bundle(path, "instantane.json"))["scenarios"]
    assert list(sealed) == ["sha256"]
    assert check(str(path), None)["entries"] >= 2
    assert house.store.verify().fault is None


def test_counsels_report_carries_their_workbook_to_the_byte_and_no_bundle_does(house):
    """In a bundle the workbook stands beside the report."""
    a_filed_claim(house, exhibits=(an_exhibit(),))
    own = made(house, "report").path.read_bytes()
    assert carried(own) == [made(house, "workbook").path.read_bytes()]
    assert carried(in_bundle(made(house).path, ".pdf", "rapport")) == []


def carried(report: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(report)) as pdf:
        return [one.get_file().read_bytes() for one in pdf.attachments.values()]


def test_a_claim_decided_since_makes_a_new_snapshot_and_other_figures(house):
    number = a_filed_claim(house)
    first = made(house, "workbook")
    decide(house, GAGNON, number, [Verdict("l1", "accepted", reason="proof_complete")], seen=2,
           key="k", now=NOW)  # fmt: skip
    assert made(house, "workbook").export.sha256 != first.export.sha256
    assert [snapshot.number for snapshot in house.store.snapshots.of(WHC)] == [2, 1]


def test_a_stranger_verifies_the_bundle_from_the_file_alone(house):
    a_filed_claim(house, exhibits=(an_exhibit(1), an_exhibit(2, b"%PDF-1.4 paiement")))
    found = check(str(made(house).path), None)
    assert found["entries"] >= 2


def test_an_exhibit_keeps_its_number_in_every_later_bundle(house):
    a_filed_claim(house, 2, exhibits=(an_exhibit(1),))
    before = numbers(made(house).path)
    a_filed_claim(house, 1, exhibits=(an_exhibit(2, b"%PDF-1.4 autre"),), domain="autre.ca")
    after = numbers(made(house).path)
    assert before == {"e1": "P-3"}
    assert after == {"e1": "P-3", "e2": "P-6"}


def test_the_pages_of_an_exhibit_keep_their_numbers_in_every_later_bundle(house):
    """Numbered in the order of receipt, which is not that of their ids."""
    late, early = an_exhibit(1), an_exhibit(2, b"%PDF-1.4 avant")
    early = early.model_copy(update={"added": late.added - timedelta(days=1)})
    a_filed_claim(house, 2, exhibits=(late, early))
    before = pages(made(house).path)
    a_filed_claim(house, 1, exhibits=(an_exhibit(3, b"%PDF-1.4 autre"),), domain="autre.ca")
    after = pages(made(house).path)
    assert before == {"e2": (1, 1), "e1": (2, 2)}
    assert after == before | {"e3": (3, 3)}


def pages(bundle: Path) -> dict[str, tuple[int, int]]:
    exhibits = loads(ZipFile(bundle).read("manifest.json"))["exhibits"]
    return {e["id"]: (e["numbered"]["first"], e["numbered"]["last"]) for e in exhibits}


def numbers(bundle: Path) -> dict[str, str]:
    import json

    manifest = json.loads(ZipFile(bundle).read("manifest.json"))
    return {exhibit["id"]: exhibit["number"] for exhibit in manifest["exhibits"]}


def test_R41_the_workbook_says_the_total_of_the_lines(house):
    a_filed_claim(house)
    book = load_workbook(BytesIO(made(house, "workbook").path.read_bytes()))
    cells = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row}
    assert cells & {"4770", "4770.00", "4770.0"}


def test_who_recorded_an_entry_is_told_as_the_notices_say(house):
    """Sealed with the entry, the account stands in the journal; the workbook tells its role."""
    number = a_filed_claim(house)
    house.store.accounts.add(
        Account(GAGNON.name, "Me Gagnon", Role.LAWYER, (WHC,)), at=NOW, by="system"
    )
    decide(house, GAGNON, number, [Verdict("l1", "accepted", reason="proof_complete")], seen=2,
           key="k", now=NOW)  # fmt: skip
    with ZipFile(made(house).path) as bundle:
        names, read_me = bundle.namelist(), bundle.read("LISEZ-MOI_README.txt").decode()
        showing = {n for n in names if GAGNON.name.encode() in bundle.read(n)}
        (name,) = [name for name in names if name.endswith(".xlsx")]
        book = load_workbook(BytesIO(bundle.read(name)))
    assert showing == {"journal.jsonl"}
    assert "montre le compte qui a consigné chaque entrée" in read_me
    assert "does show the account that recorded each entry" in read_me
    authors = {row[4] for row in book["Journal"].iter_rows(min_row=2, values_only=True)}
    assert authors == {"réclamant", "avocats du groupe"}
    cells = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row}
    assert not any(GAGNON.name in cell for cell in cells)


@pytest.mark.parametrize(("language", "word"), [("fr", "Sommaire"), ("en", "Summary")])
def test_a_document_is_made_in_the_language_asked(house, language, word):
    a_filed_claim(house)
    book = load_workbook(made(house, "workbook", language).path)
    assert book.sheetnames[0] == word


def test_the_export_says_how_far_it_is(house):
    a_filed_claim(house, exhibits=(an_exhibit(1), an_exhibit(2, b"%PDF-1.4 autre")))
    told = []
    made(house, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 2), (2, 2)]


def test_nothing_is_logged_when_the_disk_refuses(house, tmp_path):
    a_filed_claim(house)
    (tmp_path / "a file").write_bytes(b"")
    with pytest.raises(NotSaved):
        made(house, "workbook", folder=tmp_path / "a file" / "inside")
    assert exported(house, GAGNON, WHC) == ()


def test_R02_only_counsel_of_the_matter_makes_or_lists_documents(house):
    number = a_filed_claim(house)
    for actor in (ELSEWHERE, OXIA, a_claimant(number)):
        with pytest.raises(NotAllowed):
            export(house, actor, WHC, "bundle", "fr", now=NOW, entropy=entropy)
        with pytest.raises(NotAllowed):
            exported(house, actor, WHC)


def test_R36_a_bundle_holds_a_notice_in_the_place_of_an_infected_file(house):
    infected = an_exhibit(1, b"%PDF-1.4 nuisible")
    number = a_filed_claim(house, exhibits=(infected, an_exhibit(2)))
    house.store.looks.keep("e1", Look(scan="infected"), at=NOW, by="system")
    kept = made(house)
    assert check(str(kept.path), None)["quarantined"] == ["P-3"]
    with ZipFile(kept.path) as bundle:
        contents = {name: bundle.read(name) for name in bundle.namelist()}
        told = loads(bundle.read(next(n for n in contents if n.endswith("manifest.json"))))
    assert not [name for name, content in contents.items() if b"nuisible" in content[:40]]
    first = next(each for each in told["exhibits"] if each["id"] == "e1")
    assert (first["claim"], first["scan"]) == (number, "infected")
    assert first["transfer"]["source"] == infected.sha256
    notice = next(c for name, c in contents.items() if name.endswith(first["path"])).decode()
    assert "en quarantaine" in notice
    assert infected.sha256 in notice


@pytest.mark.parametrize("look", [Look(scan="clean"), Look(pages=3)])
def test_R54_what_is_learned_of_an_exhibit_after_a_snapshot_makes_another(house, look):
    """The index prints its pages and what the scanner said: another bundle, another number."""
    a_filed_claim(house, exhibits=(an_exhibit(1),))
    first = made(house, "report").export
    house.store.looks.keep("e1", look, at=NOW, by="system")
    second = made(house, "report").export
    house.store.looks.keep("e1", look, at=NOW, by="system")
    third = made(house, "report").export
    assert first.journal_seq < second.journal_seq == third.journal_seq


def test_R54_a_claim_whose_key_was_destroyed_makes_another_snapshot(house):
    number = a_filed_claim(house, exhibits=(an_exhibit(1),))
    first = made(house, "report").export
    house.store.keys.forget(number, reason="asked", at=NOW, by="system")
    assert made(house, "report").export.journal_seq > first.journal_seq


def test_a_document_is_on_the_disk_with_its_name_and_its_new_folders(house, tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr("claims.evidence.durable.sync", synced.append)
    place = tmp_path / "new" / "newer"
    path = made(house, "report", folder=place).path
    assert synced == [tmp_path, tmp_path / "new", place]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_document_altered_since_it_was_made_is_handed_to_nobody(house):
    a_filed_claim(house)
    kept = made(house, "report")
    content = kept.path.read_bytes()
    given = hand_export(house, GAGNON, kept.export.id, kept.export.name, now=NOW)
    assert b"".join(given.chunks) == content
    kept.path.write_bytes(content.replace(b"PDF", b"PDG", 1))
    head = house.store.journal.head()
    with pytest.raises(NotFound, match="altered"):
        hand_export(house, GAGNON, kept.export.id, kept.export.name, now=NOW)
    assert house.store.journal.head() == head


def test_R35_a_bundle_holds_a_copy_beside_an_exhibit_in_which_something_acts(house, tmp_path):
    """The original as it was filed, and beside it a copy that says what it was made from."""
    original = every_action()
    exhibit = an_exhibit(1, original, flags=("pdf-script", "pdf-launch"))
    a_filed_claim(house, exhibits=(exhibit, an_exhibit(2)))
    kept = made(house)
    with ZipFile(kept.path) as archive:
        flagged, plain = loads(archive.read("manifest.json"))["exhibits"]
        assert archive.read(flagged["path"]) == original
        copy = archive.read(flagged["copy"]["path"])
        index = archive.read("index.csv").decode()
    assert flagged["copy"]["path"] == flagged["path"].replace("facture.", "facture.copie.")
    assert flagged["copy"]["transfer"]["source"] == exhibit.sha256
    assert "pikepdf" in flagged["copy"]["transfer"]["tool"]
    assert (plain["copy"], "copy-beside" in index) == (None, True)
    assert look_at("copie.pdf", copy)[0].flags == ()
    assert check(str(kept.path))["files"] > 0
    assert made(house).export.sha256 == kept.export.sha256


def test_R35_a_copy_of_another_exhibit_is_refused_by_the_verifier(house, tmp_path):
    exhibit = an_exhibit(1, every_action(), flags=("pdf-script",))
    a_filed_claim(house, exhibits=(exhibit,))
    unpacked = tmp_path / "bundle"
    with ZipFile(made(house).path) as archive:
        archive.extractall(unpacked)
    path = unpacked / "manifest.json"
    told = loads(path.read_text(encoding="utf-8"))
    told["exhibits"][0]["copy"]["transfer"]["source"] = "0" * 64
    path.write_text(dumps(told), encoding="utf-8")
    sums = unpacked / "SHA256SUMS"
    lines = [line for line in sums.read_text().splitlines() if "manifest.json" not in line]
    lines.append(f"{sha256(path.read_bytes()).hexdigest()}  manifest.json")
    lines.sort(key=lambda line: line.split("  ")[1])
    sums.write_text("\n".join(lines) + "\n")
    with pytest.raises(BundleError) as refused:
        check(str(unpacked))
    assert refused.value.code == "unfiled"


def test_a_bundle_written_elsewhere_is_told_from_one_that_gives_too_much(house, tmp_path):
    number = a_filed_claim(house, exhibits=(an_exhibit(),))
    here, there = made(house).export, made(house, folder=tmp_path / "elsewhere").export
    assert overtaken(house, GAGNON, WHC) == {there.id: "bundle-gone"}
    [exhibit] = house.store.claims.body(number).exhibits
    redacting.set_level(house, GAGNON, number, exhibit.id, Level.COUNSEL, "privilege", now=NOW)
    assert overtaken(house, GAGNON, WHC)[here.id] == "bundle-overtaken"


def test_in_production_no_bundle_leaves_without_another_person(house):
    a_filed_claim(house)
    strict = replace(house, settings=house.settings.model_copy(update={"mode": "production"}))
    with pytest.raises(Refused) as refusal:
        made(strict)
    assert [problem.code for problem in refusal.value.problems] == ["bundle-alone"]
    assert not exported(house, GAGNON, WHC)
