"""A bundle in volumes, or of chosen claims: each part is checked alone and says what it is not."""

import json
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from claims.documents.bates import Range, Scheme
from claims.documents.bundle import bundle
from claims.documents.bundle_exhibits import MEBI
from claims.documents.contents import Contents, Volume, numbers_of
from claims.documents.index import FiledExhibit
from claims.documents.numbering import exhibit_key, part_of
from claims.documents.verify import BundleError, check, reserves
from claims.problems import Refused
from tests.documents.documents_makers import (
    AT,
    EVENTS,
    a_claim,
    a_filed_claim,
    a_filing,
    a_journal,
    an_exhibit,
    contents,
)
from tests.documents.forging import manifest_of, resum, write_manifest
from tests.documents.reading_back import text_of
from tests.evidence.file_makers import a_pdf

BIG = [bytes([n]) * 600_000 for n in range(5)]
FILES = tuple(
    an_exhibit(n, f"ventes {n}.csv", content, media="text/csv") for n, content in enumerate(BIG, 1)
)
CLAIM = a_claim(exhibits=FILES)
FILED = tuple(
    FiledExhibit(CLAIM.number, 1, exhibit, [content])
    for exhibit, content in zip(FILES, BIG, strict=True)
)
JOURNAL = a_journal(*EVENTS, file=a_filing(CLAIM))
WHOLE = contents(
    claims=[a_filed_claim(CLAIM)], exhibits=FILED, journal=JOURNAL,
    numbers=numbers_of("I-1", FILED, {}), scheme=Scheme("WHC"),
    ranges={exhibit_key(CLAIM.number, f"e{n}"): Range(n, n) for n in range(1, 6)},
)  # fmt: skip


PARTIAL = replace(
    WHOLE, chosen_of=40, numbers=numbers_of("I-1", FILED, {}, part=part_of([CLAIM.number]))
)
"""The same, said to be of one claim of forty."""


def made(told: Contents) -> bytes:
    return b"".join(bundle(told, journal_head=JOURNAL[-1], at=AT, language="fr"))


def in_volumes(room: int) -> Iterator[bytes]:
    """Every volume of the bundle, in order."""
    volume, told = Volume(1, room), WHOLE
    while volume.until < len(FILED):
        yield made(replace(told, volume=volume))
        told = replace(WHOLE, report=None)
        volume = Volume(volume.number + 1, room, volume.until, volume.until)


@pytest.fixture(scope="module")
def volumes() -> tuple[bytes, ...]:
    return tuple(in_volumes(2 * MEBI))


def test_each_volume_fits_holds_the_next_exhibits_and_verifies_alone(volumes, tmp_path: Path):
    held, named = [], []
    for n, content in enumerate(volumes, 1):
        assert len(content) <= 2 * MEBI
        path = tmp_path / f"{n}.zip"
        path.write_bytes(content)
        found = check(str(path))
        told = json.loads(ZipFile(path).read("manifest.json"))
        assert told["volume"] == f"VOL{n:03}"
        held += [exhibit["number"] for exhibit in told["exhibits"]]
        named.append(found["elsewhere"])
        assert "Pièces qui sont dans d'autres volumes" in reserves(found)[0]
        assert f",{told['volume']},".encode() in ZipFile(path).read("pages.opt")
    assert held == ["P-3", "P-4", "P-5", "P-6", "P-7"]
    assert named[0] == ["P-5", "P-6", "P-7"]
    assert [len(names) for names in named] == [3, 3, 4]
    assert found["unborne"] == []


def test_R52_the_pages_of_a_loss_that_stand_in_another_volume_are_held_too(volumes, tmp_path: Path):
    ZipFile(BytesIO(volumes[0])).extractall(tmp_path)
    lines = tmp_path / "lignes.csv"
    lines.write_bytes(lines.read_bytes().replace(b"; WHC-000005", b"; WHC-000009"))
    resum(tmp_path, manifest_of(tmp_path))
    with pytest.raises(BundleError) as found:
        check(str(tmp_path))
    assert (found.value.where, found.value.code) == ("lignes.csv, R-2K7Q-48, l1", "listed")


def test_report_and_workbook_stand_in_the_first_volume_and_the_index_tells_of_others(
    volumes, tmp_path: Path
):
    first, second, _ = (ZipFile(BytesIO(content)) for content in volumes)
    assert {"P-1_rapport.pdf", "P-2_chiffrier.xlsx"} <= set(first.namelist())
    assert not [name for name in second.namelist() if name.startswith("P-")]
    told = " ".join(text_of(second.read("index.pdf"), tmp_path).split())
    assert "Volume VOL002. Pièces qui sont dans d’autres volumes : 3." in told
    assert "ventes 3.csv" in told
    assert "ventes 1.csv" not in told


def test_a_bundle_in_one_volume_says_nothing_of_volumes():
    told = json.loads(ZipFile(BytesIO(made(WHOLE))).read("manifest.json"))
    assert not {"volume", "elsewhere", "selection"} & set(told)
    assert made(replace(WHOLE, volume=Volume())) == made(WHOLE)


def test_an_exhibit_larger_than_the_room_has_a_volume_to_itself():
    held = [ZipFile(BytesIO(content)) for content in in_volumes(1_160_000)]
    files = [[n for n in volume.namelist() if n.startswith("pieces/")] for volume in held]
    assert [len(names) for names in files] == [1, 1, 1, 1, 1]


def test_a_volume_too_small_for_the_claims_alone_is_refused_with_the_least_that_serves():
    with pytest.raises(Refused) as refused:
        next(in_volumes(MEBI))
    [problem] = refused.value.problems
    assert (problem.code, problem.values["room"], problem.values["least"]) == (
        "volume-too-small", 1, 2,
    )  # fmt: skip


AMISS = (
    (lambda told: told["elsewhere"].pop(), "R-2K7Q-48, e5", "lacking"),
    (lambda told: told["elsewhere"][0].update(sha256="0" * 64), "P-5", "unfiled"),
    (lambda told: told["elsewhere"][0].update(number="P-3"), "P-3", "number"),
    (lambda told: told["elsewhere"].append(told["elsewhere"][0]), "P-5", "number"),
    (lambda told: told["elsewhere"][0].update(number="P-3.1"), "P-3.1", "number"),
    (lambda told: told["elsewhere"][0].update(id="e1"), "P-5", "unfiled"),
    (lambda told: told["elsewhere"][0].update(range=None), "P-5", "bates"),
    (lambda told: told["elsewhere"][0]["range"].update(first=2), "P-5", "number"),
    (lambda told: told["elsewhere"][0]["range"].update(first=4), "P-5", "bates"),
)
"""Changes of a manifest, and what is then named."""


@pytest.mark.parametrize(("change", "where", "code"), AMISS)
def test_what_a_volume_says_of_others_is_checked(volumes, tmp_path: Path, change, where, code):
    ZipFile(BytesIO(volumes[0])).extractall(tmp_path)
    told = manifest_of(tmp_path)
    change(told)
    write_manifest(tmp_path, told)
    with pytest.raises(BundleError) as refused:
        check(str(tmp_path))
    assert (refused.value.where, refused.value.code) == (where, code)


def test_a_partial_bundle_says_so_and_may_not_claim_more_than_the_snapshot(tmp_path: Path):
    partial = made(PARTIAL)
    path = tmp_path / "partial.zip"
    path.write_bytes(partial)
    found = check(str(path))
    assert found["partial"] == [CLAIM.number]
    assert any("DOSSIER PARTIEL" in told for told in reserves(found))
    archive = ZipFile(path)
    assert json.loads(archive.read("manifest.json"))["selection"] == {"claims": 1, "of": 40}
    told = text_of(archive.read("index.pdf"), tmp_path).replace("\u00a0", " ")
    assert "Dossier partiel. Réclamations : 1; comptées en tout : 40." in " ".join(told.split())


def test_numbered_by_document_each_copy_bears_one_number_on_all_its_pages(tmp_path: Path):
    pdf = a_pdf(3)
    exhibit = an_exhibit(1, "facture.pdf", pdf)
    claim = a_claim(exhibits=(exhibit,))
    filed = FiledExhibit(
        claim.number, 1, exhibit, [pdf], pages=3, to_number=lambda: ("application/pdf", pdf)
    )
    told = contents(
        claims=[a_filed_claim(claim)], exhibits=(filed,), numbers=numbers_of("I-1", (filed,), {}),
        journal=a_journal(*EVENTS, file=a_filing(claim)),
        scheme=Scheme("WHC", level="document", corner="left"),
        ranges={exhibit_key(claim.number, "e1"): Range(1, 1)},
    )  # fmt: skip
    archive = ZipFile(
        BytesIO(b"".join(bundle(told, journal_head=told.journal[-1], at=AT, language="fr")))
    )
    copy = archive.read("pages/WHC-000001_P-3.pdf")
    assert text_of(copy, tmp_path).count("WHC-000001") == 3
    assert archive.read("pages.opt").decode().endswith(",Y,,,3\r\n")
    row = archive.read("pages.csv").decode("utf-8-sig").splitlines()[1]
    assert row.startswith("WHC-000001,WHC-000001,3,P-3,")
