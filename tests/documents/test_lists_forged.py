"""What a list of exhibits says is what manifest, claims and journal say, or it is refused.

A careful forger changes a list, or the manifest and every list with it, and redoes every hash.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from claims.claim.redaction import REASONS
from claims.documents import verify
from claims.evidence.patterns import FOUND_BY
from claims.i18n.catalogue import say
from claims.i18n.text import Language
from tests.documents.forged_makers import a_titled_bundle, a_withheld_bundle
from tests.documents.forging import fault, manifest_of, resum

BUNDLES = {"fr": a_titled_bundle(), "en": a_titled_bundle("en")}
WITHHELD = a_withheld_bundle()
FACTURE = "pieces/0003/facture.pdf"


def unpacked(bundle: bytes, folder: Path) -> Path:
    with ZipFile(BytesIO(bundle)) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bundle in French, unpacked."""
    return unpacked(BUNDLES["fr"], tmp_path)


@pytest.mark.parametrize("bundle", [*BUNDLES.values(), WITHHELD], ids=["fr", "en", "withheld"])
def test_lists_that_nobody_touched_agree(bundle: bytes, tmp_path: Path) -> None:
    assert verify.check(str(unpacked(bundle, tmp_path)))["lines"] == 2


def lines_of(folder: Path, path: str) -> tuple[tuple[str, ...], list[tuple[str, list[str]]]]:
    manifest = manifest_of(folder)
    bundle = verify.Bundle(str(folder))
    claims = {told["number"]: verify.read_claim(bundle, told) for told in manifest["claims"]}
    return verify.lists_of(manifest, claims)[path]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", [verify.INDEX, verify.DAT, verify.OPT, verify.EDRM])
def test_R52_every_cell_of_every_list_is_held(
    path: str, language: Language, tmp_path: Path
) -> None:
    """Each cell of the row of an exhibit with a letter more, then with nothing in it."""
    folder = unpacked(BUNDLES[language], tmp_path)
    names, lines = lines_of(folder, path)
    before = (folder / path).read_bytes().decode()
    starts = before.index("".join(lines[-1][1]))
    for place, name in enumerate(names):
        cell = lines[-1][1][place]
        at = starts + len("".join(lines[-1][1][:place]))
        for forged in ("é" + cell, cell[len(cell.rstrip("\xfe\x14,;\r\n")) :]):
            if forged == cell:
                continue
            after = before[:at] + forged + before[at + len(cell) :]
            (folder / path).write_bytes(after.encode())
            resum(folder, relist=False)
            assert fault(folder) == (f"{path}, {lines[-1][0]}, {name}", "listed")


def test_R52_a_title_a_date_or_a_level_forged_in_a_list_alone_is_named(folder: Path) -> None:
    path = folder / verify.EDRM
    path.write_bytes(path.read_bytes().replace(b"20210912", b"20210812"))
    resum(folder, relist=False)
    assert fault(folder) == ("pages.csv, P-3, DocDate", "listed")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_R52_every_cell_of_the_log_of_redactions_is_held(
    language: Language, tmp_path: Path
) -> None:
    """A box burned in and an exhibit withheld, each cell with a letter more."""
    folder = unpacked(a_withheld_bundle(language), tmp_path)
    path, comma = ("caviardages.csv", ";") if language == "fr" else ("redactions.csv", ",")
    before = (folder / path).read_bytes().decode()
    head, *lines = before.splitlines(keepends=True)
    names = head.strip("\ufeff\r\n").split(comma)
    assert [line.split(comma)[0] for line in lines] == ["P-3", "P-4"]
    for number, line in zip(("P-3", "P-4"), lines, strict=True):
        cells = line.split(comma)
        for place, name in enumerate(names):
            forged = comma.join([*cells[:place], f"é{cells[place]}", *cells[place + 1 :]])
            (folder / path).write_bytes(before.replace(line, forged).encode())
            resum(folder, relist=False)
            assert fault(folder) == (f"{path}, {number}, {name}", "listed")


def test_the_log_of_redactions_is_worded_by_the_verifiers_as_counsel_reads_it() -> None:
    for language, texts in (("fr", 0), ("en", 1)):
        for known, table in ((REASONS, verify.REASONS), (FOUND_BY, verify.PATTERNS)):
            assert {code: table[code][texts] for code in known} == {
                code: say(text, language) for code, text in known.items()
            }


def test_R52_an_exhibit_is_redacted_or_withheld_not_both(tmp_path: Path) -> None:
    folder = unpacked(WITHHELD, tmp_path)
    manifest = manifest_of(folder)
    manifest["exhibits"][0]["withheld"] = {"level": "confidential", "reason": ""}
    resum(folder, manifest)
    assert fault(folder) == ("pieces/0003/p1.caviardee-1.pdf, withheld", "told")


@pytest.mark.parametrize(
    "pictures",
    [{"pages": 1, "unread": 2}, {"pages": 0, "unread": 1}, {"pages": 2, "unread": 0}],
)
def test_R52_no_more_pages_are_unread_than_an_exhibit_has_pictures_nor_more_of_them_than_pages(
    tmp_path, pictures
):
    folder = unpacked(WITHHELD, tmp_path)
    manifest = manifest_of(folder)
    manifest["exhibits"][0]["pictures"] = pictures
    resum(folder, manifest)
    assert fault(folder) == ("pieces/0003/p1.caviardee-1.pdf, pictures", "told")


@pytest.mark.parametrize(("place", "pages"), [(0, 3), (0, 500), (1, 1)])
def test_R52_an_exhibit_has_as_many_pictures_as_pages_at_the_most_and_a_text_has_none(
    folder, place, pages
):
    manifest = manifest_of(folder)
    manifest["exhibits"][0]["pictures"] = {"pages": 2, "unread": 0}
    resum(folder, manifest)
    assert verify.check(str(folder))["lines"] == 2
    manifest["exhibits"][place]["pictures"] = {"pages": pages, "unread": 0}
    resum(folder, manifest)
    assert fault(folder) == (f"{manifest['exhibits'][place]['path']}, pictures", "told")


def row_out(folder: Path) -> None:
    path = folder / verify.INDEX
    kept = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(kept[:-1]))


def row_more(folder: Path) -> None:
    path = folder / verify.DAT
    path.write_bytes(path.read_bytes() + b"\xc3\xbeWHC-000004\xc3\xbe\r\n")


def as_a_folder_of_their_own(folder: Path) -> None:
    (folder / "annexe.pdf").write_bytes(b"not of this bundle")


@pytest.mark.parametrize(
    ("forge", "where", "code"),
    [
        (row_out, "index.csv, P-4, Numéro", "listed"),
        (row_more, "pages.dat", "listed"),
        (lambda f: (f / verify.INDEX).unlink(), "index.csv", "missing"),
        (lambda f: (f / verify.OPT).unlink(), "pages.opt", "missing"),
        (as_a_folder_of_their_own, "annexe.pdf", "extra"),
    ],
)
def test_R52_a_row_or_a_list_too_many_or_too_few_is_named(
    folder: Path, forge: Callable[[Path], object], where: str, code: str
) -> None:
    forge(folder)
    resum(folder, relist=False)
    assert fault(folder) == (where, code)


def exhibit(**changes: Any) -> Callable[[Any], None]:
    return lambda manifest: manifest["exhibits"][0].update(changes)


def numbered(**changes: Any) -> Callable[[Any], None]:
    return lambda manifest: manifest["exhibits"][0]["numbered"].update(changes)


IN_ALL = (
    (exhibit(name="autre.pdf"), FACTURE, "place"),
    (exhibit(kind="screenshot"), f"{FACTURE}, kind", "told"),
    (exhibit(media="text/plain"), f"{FACTURE}, media", "told"),
    (exhibit(losses=["l2"]), f"{FACTURE}, losses", "told"),
    (exhibit(added="2026-11-20T19:30:00Z", day="2026-11-20"), f"{FACTURE}, added", "told"),
    (exhibit(flags=["unread-time"]), f"{FACTURE}, flags", "told"),
    (exhibit(day="2026-11-19"), f"{FACTURE}, day", "told"),
    (exhibit(day="2026-11-20"), f"{FACTURE}, day", "told"),
    (exhibit(titled={"title": "Autre", "day": "2021-09-12", "salt": "5a"}), FACTURE, "title"),
    (exhibit(level="confidential"), FACTURE, "title"),
    (exhibit(claim="R-OTHER"), FACTURE, "claim"),
    (numbered(pages=3), "P-3", "bates"),
    (numbered(size=1), "pages/WHC-000001_P-3.pdf", "manifest"),
    (lambda manifest: manifest.update(bates=None), "manifest.json, bates", "shape"),
)
"""Changes of a manifest that every list then repeats, and what is named."""


@pytest.mark.parametrize(("change", "where", "code"), IN_ALL)
def test_R52_what_the_manifest_and_every_list_say_together_is_held_to_claim_and_journal(
    folder: Path, change: Callable[[Any], None], where: str, code: str
) -> None:
    manifest = manifest_of(folder)
    change(manifest)
    try:
        resum(folder, manifest)
    except (TypeError, LookupError):  # a forger who cannot write such lists leaves them
        resum(folder, manifest, relist=False)
    assert fault(folder) == (where, code)


def test_R52_a_size_that_is_not_that_of_the_file_is_named(folder: Path) -> None:
    from tests.documents.forging import write_manifest

    manifest = manifest_of(folder)
    manifest["files"][FACTURE]["size"] += 1
    write_manifest(folder, manifest)
    assert fault(folder) == (FACTURE, "manifest")


@pytest.mark.parametrize(
    ("place", "changes", "where", "code"),
    [
        (0, {"name": "p1.caviardee-2.pdf"}, "pieces/0003/p1.caviardee-2.pdf, name", "told"),
        (1, {"name": "autre.pdf.retenue.txt"}, "pieces/0004/autre.pdf.retenue.txt, name", "told"),
        (2, {"name": "autre.pdf"}, "ILLISIBLES_UNREADABLE.txt, name", "told"),
    ],
)
def test_R52_what_stands_for_an_exhibit_is_called_after_it(
    place: int, changes: dict[str, str], where: str, code: str, tmp_path: Path
) -> None:
    folder = unpacked(WITHHELD, tmp_path)
    manifest = manifest_of(folder)
    manifest["exhibits"][place] |= changes
    if where.startswith("pieces/"):
        moved(folder, manifest["exhibits"][place], where.removesuffix(", name"))
    resum(folder, manifest)
    assert fault(folder) == (where, code)


def moved(folder: Path, exhibit: Any, path: str) -> None:
    """The file of an exhibit under another name."""
    (folder / exhibit["path"]).rename(folder / path)
    exhibit["path"] = path


def test_R52_the_file_of_an_exhibit_has_the_name_that_its_claimant_gave_made_safe(
    folder: Path,
) -> None:
    manifest = manifest_of(folder)
    moved(folder, manifest["exhibits"][0], "pieces/0003/aveu.exe")
    resum(folder, manifest)
    assert fault(folder) == ("pieces/0003/aveu.exe", "place")


def test_R52_the_version_of_a_redacted_copy_is_how_many_the_journal_sealed(tmp_path: Path) -> None:
    folder = unpacked(WITHHELD, tmp_path)
    manifest = manifest_of(folder)
    manifest["exhibits"][0]["redaction"]["version"] = 2
    resum(folder, manifest)
    assert fault(folder) == ("pieces/0003/p1.caviardee-1.pdf", "redaction")


def test_an_exhibit_lost_is_as_large_as_it_was_filed(tmp_path: Path) -> None:
    folder = unpacked(WITHHELD, tmp_path)
    manifest = manifest_of(folder)
    manifest["exhibits"][2]["filed"]["size"] += 1
    resum(folder, manifest)
    assert fault(folder) == ("ILLISIBLES_UNREADABLE.txt, filed.size", "told")


def test_a_title_that_nobody_gave_counts_the_sites_past_two() -> None:
    """As the lists word it: « 1 001 sites »."""
    losses = [{"id": f"l{n}", "service": f"s{n}"} for n in range(1001)]
    services = [{"id": f"s{n}", "domain": f"site-{n}.example"} for n in range(1001)]
    filed = verify.Filed({"claimant": {"name": "A"}, "losses": losses, "services": services})
    told = [filed.described("Facture", [f"l{n}" for n in range(many)], english=False)
            for many in (0, 2, 1001)]  # fmt: skip
    assert told == [
        "Facture — A", "Facture — A · site-0.example · site-1.example",
        "Facture — A · 1\u00a0001 sites",
    ]  # fmt: skip


def test_a_bundle_of_an_earlier_format_is_not_checked_and_not_accused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = manifest_of(folder)
    manifest["format"] = "claims-bundle-6"
    resum(folder, manifest)
    assert fault(folder) == ("manifest.json", "format")
    assert verify.main([str(folder)]) == 1
    said = capsys.readouterr().out
    assert said.startswith("NON VÉRIFIÉ / NOT CHECKED\n")
    assert "NON CONFORME" not in said
