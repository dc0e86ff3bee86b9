"""A bundle verifies as it was made, and any change to it is named."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from subprocess import run
from tempfile import NamedTemporaryFile
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.cli.screen import one_line, visible
from claims.documents import verify
from claims.evidence.preview import text_of
from claims.i18n.text import Language
from tests.depth import FULL, examples
from tests.documents.documents_makers import (
    JOURNAL,
    a_bundle,
    an_assessment,
)
from tests.documents.forging import fault, resum, write_manifest, write_twice, zip_of

BUNDLE = a_bundle()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bundle, unpacked."""
    with ZipFile(BytesIO(BUNDLE)) as archive:
        archive.extractall(tmp_path / "dossier")
    return tmp_path / "dossier"


def test_R52_a_bundle_verifies_zipped_and_unpacked(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "dossier.zip").write_bytes(BUNDLE)
    expected = {"files": 16, "lines": 2, "entries": 7, "shown": 4}
    for path in (tmp_path / "dossier.zip", folder):
        counts = verify.check(str(path))
        assert {name: counts[name] for name in expected} == expected


def test_R53_sha256sum_alone_checks_a_bundle(folder: Path) -> None:
    run = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=folder,
                         capture_output=True, text=True)  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.count(": OK") == 16


def test_the_verifier_runs_alone_without_our_software(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "dossier.zip").write_bytes(BUNDLE)
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), str(tmp_path / "dossier.zip")]
    run = subprocess.run(command, capture_output=True, text=True, cwd="/")
    assert run.returncode == 0
    assert run.stdout.startswith("CONFORME\u00a0: 16 fichiers")
    assert "AGREES: 16 files" in run.stdout
    (folder / "index.csv").unlink()
    command[-1] = str(folder)
    run = subprocess.run(command, capture_output=True, text=True, cwd="/")
    assert run.returncode == 1
    assert "index.csv\u00a0: ce fichier manque / this file is missing" in run.stdout


def test_misusing_the_verifier_shows_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.main([]) == 2
    assert "python verify.py DOSSIER.zip" in capsys.readouterr().out


def test_R52_a_changed_byte_is_named(folder: Path) -> None:
    exhibit = folder / "pieces/0003/facture.pdf"
    exhibit.write_bytes(exhibit.read_bytes().replace(b"rebuilt", b"rebuilT"))
    assert fault(folder) == ("pieces/0003/facture.pdf", "hash")


def test_R52_a_lost_exhibit_is_named(folder: Path) -> None:
    (folder / "pieces/0003/facture.pdf").unlink()
    assert fault(folder) == ("pieces/0003/facture.pdf", "missing")


def test_R52_an_added_file_is_named(folder: Path) -> None:
    (folder / "pieces/0009").mkdir()
    (folder / "pieces/0009/late.pdf").write_bytes(b"late")
    assert fault(folder) == ("pieces/0009/late.pdf", "extra")


def test_a_folder_opened_on_a_mac_still_verifies(folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"finder")
    assert verify.check(str(folder))["files"] == 16


def test_R52_two_exhibits_swapped_are_named(folder: Path) -> None:
    one, two = folder / "pieces/0003/facture.pdf", folder / "pieces/0004/CON_e.jpg"
    first = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(first)
    assert fault(folder) == ("pieces/0003/facture.pdf", "hash")


def test_a_manifest_edited_alone_is_named(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text("utf-8").replace("facture.pdf", "facture.pdx"), "utf-8")
    assert fault(folder) == ("manifest.json", "hash")


def test_a_manifest_that_forgets_an_exhibit_is_named(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    del manifest["files"]["pieces/0003/facture.pdf"]
    write_manifest(folder, manifest)
    assert fault(folder) == ("pieces/0003/facture.pdf", "manifest")


ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""Of the first leaves below: the roots that other programs of Certificate Transparency test."""
LEAVES = [
    sha256(b"\0" + bytes.fromhex(told)).digest()
    for told in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                 "606162636465666768696a6b6c6d6e6f")
]  # fmt: skip


@pytest.mark.parametrize("size", range(1, 9))
def test_the_root_is_that_of_rfc_6962_and_each_leaf_is_led_to_it(size: int) -> None:
    nodes = LEAVES[:size]
    assert verify.merkle_root(nodes).hex() == ROOTS[size - 1]
    for place, leaf in enumerate(nodes):
        path = verify.audit_path(place, nodes)
        assert verify.climbed(leaf, place, size, path).hex() == ROOTS[size - 1]
        for wrong in ([*path, leaf], path[1:] or [leaf], [leaf, *path[1:]]):
            assert verify.climbed(leaf, place, size, wrong).hex() != ROOTS[size - 1]


def test_a_root_that_is_not_that_of_the_files_is_named(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["merkle"]["root"] = "0" * 64
    write_manifest(folder, manifest)
    assert fault(folder) == ("manifest.json", "merkle")


def test_one_file_is_proved_without_the_bundle(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = json.loads((folder / "manifest.json").read_text("utf-8"))["merkle"]["root"]
    name = "pieces/0003/facture.pdf"
    (folder / "index.csv").unlink()  # the proof of one file asks for no other
    assert verify.main([str(folder), "--file", name, "--root", root]) == 0
    proof, alone = tmp_path / "proof.json", tmp_path / "alone.pdf"
    proof.write_text(capsys.readouterr().out, "utf-8")
    alone.write_bytes((folder / name).read_bytes())
    command = [str(alone), "--proof", str(proof), "--root"]
    assert verify.main([*command, root]) == 0
    assert f"PROVED: {name}" in capsys.readouterr().out
    assert verify.main([*command, "0" * 64]) == 1
    assert "Merkle" in capsys.readouterr().out
    alone.write_bytes(b"another")
    assert verify.main([*command, root]) == 1
    assert "SHA-256" in capsys.readouterr().out
    assert verify.main([str(folder), "--file", name, "--root", "0" * 64]) == 1
    assert verify.main([str(folder), "--file", "absent.pdf"]) == 1
    assert verify.main([str(folder), "--proof", str(proof)]) == 2


def test_a_number_given_twice_is_named(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["exhibits"][1]["number"] = "P-3"
    write_manifest(folder, manifest)
    assert fault(folder) == ("P-3", "number")


def test_an_exhibit_of_another_revision_is_named(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    manifest["exhibits"][0]["revision"] = 2
    write_manifest(folder, manifest)
    assert fault(folder) == ("pieces/0003/facture.pdf", "claim")


@pytest.mark.parametrize("column", ["445000", "400500"])
def test_R52_a_loss_raised_by_a_cent_is_not_what_its_steps_lead_to(
    folder: Path, column: str
) -> None:
    path = folder / "lignes.csv"
    path.write_bytes(path.read_bytes().replace(column.encode(), str(int(column) + 1).encode(), 1))
    resum(folder)
    assert fault(folder) == ("lignes.csv, R-2K7Q-48, l1", "amount")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_bundle_verifies_in_either_language(language: Language, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(a_bundle(language))
    counts = verify.check(str(tmp_path / "b.zip"))
    assert (counts["claims"], counts["steps"], counts["untraced"]) == (1, 12, [])


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        (b",85,money,3570,", b",86,money,3570,", "2"),
        (b",85,money,3570,", b",85,money,3571,", "2"),
        (b",,,4450.00,", b",,,4451.00,", "7"),
        (b",90,percent,4005.00,", b",91,percent,4005.00,", "8"),
    ],
)
def test_a_step_that_does_not_follow_is_named(
    folder: Path, before: bytes, after: bytes, step: str
) -> None:
    path = folder / "etapes.csv"
    content = path.read_bytes()
    assert content.count(before) == 1
    path.write_bytes(content.replace(before, after))
    resum(folder)
    assert fault(folder) == (f"etapes.csv, R-2K7Q-48, l1, {step}", "step")


def test_losses_counted_with_figures_changed_since_are_told_and_break_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = an_assessment().lines
    cheaper = first.steps[1]._replace(operand=Decimal(80))
    steps = (first.steps[0], cheaper._replace(running=Decimal(3360)))
    changed = replace(first, steps=steps, declared=336000, supported=302400)
    found = [replace(an_assessment(), lines=(changed, second))]
    (tmp_path / "b.zip").write_bytes(a_bundle(assessments=found))
    assert verify.main([str(tmp_path / "b.zip")]) == 0
    told = capsys.readouterr().out
    assert "LOSSES WHOSE STEPS LEAD TO ANOTHER AMOUNT" in told
    assert "1 (R-2K7Q-48 l1)" in told


def test_a_loss_of_a_claim_that_is_not_there_is_named(folder: Path) -> None:
    path = folder / "lignes.csv"
    path.write_bytes(path.read_bytes().replace(b"R-2K7Q-48,1,l2", b"R-2K7Q-49,1,l2"))
    resum(folder)
    assert fault(folder) == ("lignes.csv, R-2K7Q-49", "claim")


def journal(folder: Path) -> list[str]:
    return (folder / "journal.jsonl").read_text("utf-8").splitlines(keepends=True)


def rewrite(folder: Path, lines: list[str]) -> None:
    (folder / "journal.jsonl").write_text("".join(lines), "utf-8")
    resum(folder)


def test_R52_an_entry_altered_breaks_its_seal(folder: Path) -> None:
    lines = journal(folder)
    rewrite(folder, [lines[0].replace("système", "System"), *lines[1:]])
    assert fault(folder) == ("journal.jsonl, 1", "seal")


def test_R52_an_entry_taken_out_breaks_the_chain(folder: Path) -> None:
    lines = journal(folder)
    rewrite(folder, [lines[0], *lines[2:]])
    assert fault(folder) == ("journal.jsonl, 3", "link")


def test_R52_two_entries_swapped_break_the_chain(folder: Path) -> None:
    lines = journal(folder)
    rewrite(folder, [*lines[:2], lines[3], lines[2], *lines[4:]])
    assert fault(folder) == ("journal.jsonl, 4", "link")


def test_R52_a_journal_cut_short_does_not_reach_its_head(folder: Path) -> None:
    rewrite(folder, journal(folder)[:-1])
    assert fault(folder) == ("journal.jsonl", "head")


def test_R52_a_printed_head_is_found_in_the_chain_or_refused(folder: Path) -> None:
    assert verify.check(str(folder), JOURNAL[4].hash)["vouched"] == 5
    assert fault(folder, "0123" * 16) == ("journal.jsonl", "asked")


def test_a_name_that_escapes_the_folder_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("../evil.sh", "")
    assert fault(tmp_path / "d.zip") == ("'../evil.sh'", "name")


def test_a_name_that_differs_only_by_case_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("a.pdf", "")
        archive.writestr("A.pdf", "")
    assert fault(tmp_path / "d.zip") == ("A.pdf", "twice")


def test_a_link_to_elsewhere_is_refused(folder: Path) -> None:
    (folder / "index.csv").unlink()
    (folder / "index.csv").symlink_to("/etc/hostname")
    assert fault(folder) == ("index.csv", "name")


def test_what_is_not_a_bundle_is_said_to_be_unreadable_or_missing(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"not a zip")
    assert fault(tmp_path / "x.zip") == ("x.zip", "unreadable")
    french, english = verify.FAULTS["unreadable"]
    assert "donnez le ZIP reçu, en entier, ou le dossier où il a été décompressé" in french
    assert "give the ZIP received, whole, or the folder it was unpacked into" in english
    assert fault(tmp_path / "absent.zip") == ("absent.zip", "missing")


def stored_bytes(bundle: bytes) -> list[int]:
    """Where the bytes of the members stand in the ZIP."""
    with ZipFile(BytesIO(bundle)) as archive:
        starts = [bundle.index(archive.read(e)) for e in archive.infolist()]
        sizes = [e.file_size for e in archive.infolist()]
    return [at + i for at, size in zip(starts, sizes, strict=True) for i in range(size)]


def bits_outside(bundle: bytes) -> list[int]:
    """The bits of the ZIP that are of none of its members."""
    outside = sorted({*range(len(bundle))} - {*stored_bytes(bundle)})
    return [8 * place + n for place in outside for n in range(8)]


PLACES = stored_bytes(BUNDLE)


@settings(max_examples=examples(150), deadline=None)
@given(st.sampled_from(PLACES), st.integers(1, 255))
def test_R52_any_byte_of_any_file_changed_is_detected(place: int, change: int) -> None:
    altered = bytearray(BUNDLE)
    altered[place] ^= change
    with NamedTemporaryFile(suffix=".zip") as file:
        file.write(altered)
        file.flush()
        with pytest.raises(verify.BundleError):
            verify.check(file.name)


@pytest.mark.parametrize("whole", [False, True])
def test_R52_no_bit_of_a_zip_turned_is_silent(tmp_path: Path, whole: bool) -> None:
    """Of its headers and its directory, times and attributes included; then of all of it."""
    bits = range(8 * len(BUNDLE)) if whole else bits_outside(BUNDLE)
    path, draw = tmp_path / "b.zip", Random(52)
    for bit in draw.sample(bits, 1000 if FULL else 60):
        turned = bytearray(BUNDLE)
        turned[bit >> 3] ^= 1 << (bit & 7)
        path.write_bytes(turned)
        assert fault(path)[1] in verify.FAULTS, bit


FORGED = BUNDLE.replace(b"R-2K7Q-48", b"R-2K7Q-49")


@pytest.mark.parametrize(
    ("forge", "where"),
    [
        (lambda whole: FORGED + whole, "reclamations/R-2K7Q-48-r1.json"),
        (lambda whole: b"#!/bin/sh\n" + whole, "LISEZ-MOI_README.txt"),
        (lambda whole: whole[:-2] + b"\1\0!", "b.zip"),
        (lambda whole: whole.replace(b"\xa4\x81", b"\xff\x81"), "LISEZ-MOI_README.txt"),
    ],
    ids=["two in one", "a program before", "a comment", "other rights"],
)
def test_R52_a_zip_that_two_programs_would_read_otherwise_is_refused(
    tmp_path: Path, forge: Callable[[bytes], bytes], where: str
) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(forge(BUNDLE))
    assert fault(path) == (where, "zip")


def test_R52_a_zip_of_another_moment_or_compressed_again_is_refused(
    tmp_path: Path, folder: Path
) -> None:
    path = tmp_path / "b.zip"
    files = [(name, ZipFile(BytesIO(BUNDLE)).read(name)) for name in names_of(BUNDLE)]
    path.write_bytes(zip_of(files))
    assert path.read_bytes() == BUNDLE
    path.write_bytes(zip_of(files, "2026-11-25T15:59:00Z"))
    assert fault(path) == ("LISEZ-MOI_README.txt", "zip")
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    assert fault(path) == ("b.zip", "packed")


def zipped_anew(path: Path, how: int = ZIP_DEFLATED, folder: str = "pieces/") -> Path:
    """The bundle as other programs zip a folder, one folder of it an entry of its own."""
    with ZipFile(BytesIO(BUNDLE)) as ours, ZipFile(path, "w", how) as archive:
        archive.writestr(folder, b"")
        for name in ours.namelist():
            archive.writestr(name, ours.read(name))
    return path


@pytest.mark.parametrize("how", [ZIP_DEFLATED, ZIP_STORED])
def test_a_bundle_zipped_anew_with_its_folders_is_not_accused_nor_said_to_agree(
    tmp_path: Path, how: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = zipped_anew(tmp_path / "b.zip", how)
    assert fault(path) == ("b.zip", "packed")
    assert verify.main([str(path)]) == verify.DISAGREES
    assert capsys.readouterr().out.startswith("NON VÉRIFIÉ")


@pytest.mark.parametrize("name", ["../pieces/", "index.csv/"])
def test_R52_a_folder_in_a_zip_that_escapes_or_hides_a_file_is_refused(
    tmp_path: Path, name: str
) -> None:
    assert fault(zipped_anew(tmp_path / "b.zip", folder=name))[1] in ("name", "twice")


TEXTS = {
    "UTF-8": "jour;ventes\r\n28 août;0\f\n".encode(),
    "UTF-8 with its mark": "\ufeff\ufeffaoût".encode(),
    "UTF-16": "août; عقد".encode("utf-16"),
    "UTF-16, the other way": b"\xfe\xff" + "août 🙂".encode("utf-16-be"),
    "half a pair": b"\xff\xfe\x00\xd8",
    "Windows": "août ’".encode("cp1252"),
    "none of Windows": b"ao\x81",
    "a control": b"a\x00b",
    "an old separator": b"a\x1cb",
    "only spaces": "\u3000\x85 \n".encode(),
    "nothing": b"",
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_words_of_a_text_are_made_again_as_they_were_read(name: str) -> None:
    made = text_of("text/csv", TEXTS[name])
    assert (verify.decoded(TEXTS[name]) or "") == (made if made.strip() else "")


ZIPPING = {
    "its folder, as a Mac or a PC does": ["zip", "-qr", "{out}", "Dossier de preuve"],
    "its folder, by 7-Zip": ["7z", "a", "-bd", "{out}", "Dossier de preuve"],
    "what is in it, to a pipe": ["sh", "-c", "cd Dossier* && zip -qr0 - . | cat > {out}"],
    "its files alone, to a pipe": ["sh", "-c", "cd Dossier* && zip -qDr0 - . | cat > {out}"],
}


@pytest.mark.parametrize("how", ZIPPING)
def test_a_bundle_zipped_anew_by_an_ordinary_tool_is_not_checked_nor_accused(
    tmp_path: Path, how: str
) -> None:
    with ZipFile(BytesIO(BUNDLE)) as ours:
        ours.extractall(tmp_path / "Dossier de preuve")
    path = tmp_path / "b.zip"
    command = [word.format(out=path) for word in ZIPPING[how]]
    run(command, cwd=tmp_path, check=True, capture_output=True)
    assert fault(path) == ("b.zip", "packed")


@pytest.mark.parametrize("name", ["Dossier de preuve/../../a", "/etc/a", "C:a", "a\\..\\b"])
def test_R52_a_name_that_escapes_is_refused_in_a_zip_made_anew_too(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / "b.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, b"a")
    assert fault(path) == (repr(name), "name")


def test_R52_a_zip_with_members_as_ours_and_one_that_is_not_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(BUNDLE)
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("more.txt", b"")
    assert fault(path)[1] == "zip"


def test_a_bundle_to_which_a_tool_added_a_folder_is_not_checked(tmp_path: Path) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(BUNDLE)
    with ZipFile(path, "a") as archive:
        archive.writestr("pieces/", b"")
    assert fault(path) == ("b.zip", "packed")


@pytest.mark.parametrize(("name", "key", "where"), [
    ("manifest.json", "title", "manifest.json, title"),
    ("manifest.json", "sha256", "manifest.json, sha256"),
    ("journal.jsonl", "actor", "journal.jsonl, 1, actor"),
])  # fmt: skip
def test_R52_what_is_written_twice_is_refused(
    folder: Path, name: str, key: str, where: str
) -> None:
    """Programs differ on which of the two they read."""
    write_twice(folder, name, key)
    assert fault(folder) == (where, "repeated")


def names_of(bundle: bytes) -> list[str]:
    return ZipFile(BytesIO(bundle)).namelist()


def test_what_a_system_left_in_a_folder_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`desktop.ini` may show a file under another name."""
    (folder / "pieces" / "desktop.ini").write_bytes(b"[LocalizedFileNames]")
    assert verify.main([str(folder)]) == 0
    told = capsys.readouterr().out
    assert "not of the bundle: 1 (pieces/desktop.ini)" in told


PAINT = "\x1b[2J\x1b[HCONFORME\nAGREES: 42 files\u202e\u200f\ud800"


def test_R52_no_name_of_a_bundle_acts_on_the_terminal_of_who_checks_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_manifest(folder, json.loads((folder / "manifest.json").read_text("utf-8")) | {PAINT: 1})
    assert fault(folder) == (f"manifest.json, {PAINT}", "shape")
    assert verify.main([str(folder)]) == 1
    title, where, *more = capsys.readouterr().out.splitlines()
    assert (title, more) == ("NON CONFORME / DOES NOT AGREE", [])
    assert r"\x1b[2J\x1b[HCONFORME\x0aAGREES: 42 files\u202e\u200f\ud800" in where


def test_what_acts_is_the_same_to_the_verifiers_and_to_every_command() -> None:
    for letter in map(chr, (*range(0x3000), *range(0xD7FF, 0xE001), 0x1F642)):
        acts = bool(verify.ACTS.fullmatch(letter))
        assert (one_line(letter) != letter) == acts, ascii(letter)
        assert (visible(letter) != letter) == (acts and letter not in "\t\n"), ascii(letter)


def test_the_verifier_in_a_bundle_that_is_not_this_one_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = verify.check(str(folder))
    assert found["tools"] == []
    assert {"LISEZ-MOI_README.txt", "verifier.html"} <= set(found["unmade"])
    (folder / "verify.py").write_text("print('CONFORME : tout va bien')")
    resum(folder)
    assert verify.main([str(folder)]) == 0
    assert "whose it is: 1 (verify.py)" in capsys.readouterr().out


def test_what_a_forger_may_put_in_is_named_to_the_last() -> None:
    names = [f"{n}.exe" for n in range(30)]
    for name in ("copies", "unreadable", "litter", "untraced"):
        assert verify.named(names, verify.CUT.get(name)).endswith("28.exe, 29.exe")
    assert verify.named(names, verify.CUT["unmade"]).endswith("19.exe…")
