"""The page that checks a bundle in a browser says what `verify.py` says, and reaches no network."""

import json
import struct
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from subprocess import run
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from playwright.sync_api import Browser, Page

import claims.documents.zipped
from claims.claim.redaction import Set
from claims.documents import verify
from claims.documents.bundle_exhibits import MEBI
from claims.documents.verifier import page as verifier_page
from tests.depth import FULL
from tests.documents import test_bundle_held as held
from tests.documents.forging import manifest_of, resum, write_manifest, write_twice, zip_folder
from tests.documents.hidden_makers import ROLLED_BACK
from tests.documents.test_alterations import WAYS, WHOLE, written
from tests.documents.test_forgeries import (
    BUNDLE,
    CLAIM,
    HEAD,
    INVOICED,
    claim_out,
    exhibit_forged,
    exhibit_out,
    typed_in_the_claim,
    with_a_word_more,
)
from tests.documents.test_numbered_pages import a_numbered_bundle
from tests.documents.test_verify import TEXTS, bits_outside, journal, rewrite
from tests.documents.test_volumes import AMISS, PARTIAL, in_volumes, made
from tests.makers import a_house
from tests.office import test_sets as sets

CHECKED = 15_000


@pytest.fixture(scope="module")
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page as a stranger opens it from a folder, in French; whatever it asks for is told."""
    file = tmp_path_factory.mktemp("page") / "verifier.html"
    file.write_bytes(verifier_page())
    context = browser.new_context(locale="fr-CA")
    page = context.new_page()
    page.goto(file.as_uri())
    yield page
    context.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bundle, unpacked."""
    with ZipFile(BytesIO(BUNDLE)) as archive:
        archive.extractall(tmp_path / "dossier")
    return tmp_path / "dossier"


def zipped(folder: Path) -> Path:
    """A folder as a ZIP that only stores."""
    made = folder.with_suffix(".zip")
    made.write_bytes(zip_folder(folder))
    return made


def seen(page: Page, path: Path, head: str = "") -> tuple[str, str]:
    """What the page says of a ZIP or a folder: where and code; both empty when it agrees."""
    page.locator("#head").fill(head)
    page.evaluate("document.getElementById('result').hidden = true")
    page.locator("#folder" if path.is_dir() else "#zip").set_input_files(str(path))
    result = page.locator("#result")
    result.wait_for(timeout=CHECKED)
    told = [result.get_attribute(f"data-{name}") or "" for name in ("where", "code")]
    return told[0], told[1]


def told_by_program(path: Path, head: str = "") -> tuple[str, str]:
    """What `verify.py` says, alike."""
    try:
        verify.check(str(path), head or None)
    except verify.BundleError as fault:
        return fault.where.strip("'"), fault.code
    return "", ""


def also_seen(page: Page) -> str:
    """What else the page last said is not as listed: where and code, a line each."""
    return page.locator("#result").get_attribute("data-also") or ""


def also_told(path: Path) -> str:
    """What else `verify.py` says, alike."""
    try:
        verify.check(str(path))
    except verify.BundleError as fault:
        return "\n".join(f"{where} {code}" for where, code in fault.also)
    return ""


def several(folder: Path) -> None:
    """A byte here, a file out there, another in."""
    byte(folder)
    (folder / "index.csv").unlink()
    (folder / "lignes.csv").write_bytes(b"")
    (folder / "note.txt").write_bytes(b"")


def byte(folder: Path) -> None:
    path = folder / INVOICED
    path.write_bytes(path.read_bytes().replace(b"rebuilt", b"rebuilT"))


def swapped(folder: Path) -> None:
    one, two = folder / INVOICED, folder / "pieces/0004/CON_e.jpg"
    first = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(first)


def late(folder: Path) -> None:
    (folder / "pieces/0009.pdf").write_bytes(b"late")


def stale(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text("utf-8").replace("facture.pdf", "facture.pdx"), "utf-8")


def root(folder: Path) -> None:
    manifest = manifest_of(folder)
    manifest["merkle"]["root"] = "0" * 64
    write_manifest(folder, manifest)


def stamp(folder: Path) -> None:
    (folder / "manifest.tsr").write_bytes(b"not of this manifest")
    write_manifest(folder, manifest_of(folder))


def number(folder: Path) -> None:
    manifest = manifest_of(folder)
    manifest["exhibits"][1]["number"] = "P-3"
    write_manifest(folder, manifest)


def together(first: str, second: str) -> Callable[[Path], None]:
    """Both exhibits under sub-numbers."""

    def change(folder: Path) -> None:
        manifest = manifest_of(folder)
        manifest["exhibits"][0]["number"], manifest["exhibits"][1]["number"] = first, second
        resum(folder, manifest)

    return change


def pictures(pages: int, unread: int) -> Callable[[Path], None]:
    """An exhibit of so many pages that are pictures; the lists say the same."""

    def change(folder: Path) -> None:
        manifest = manifest_of(folder)
        manifest["exhibits"][0]["pictures"] = {"pages": pages, "unread": unread}
        resum(folder, manifest)

    return change


def redone(forge: Callable[[Path], None]) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        forge(folder)
        resum(folder)

    return change


def lines(change: Callable[[list[str]], list[str]]) -> Callable[[Path], None]:
    return lambda folder: rewrite(folder, change(journal(folder)))


def sums_swapped(folder: Path) -> None:
    path = folder / "SHA256SUMS"
    first, second, *others = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([second, first, *others]), "utf-8")


ALTERED: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (lambda folder: None, ""),
    "a byte": (byte, "hash"),
    "two exhibits swapped": (swapped, "hash"),
    "several files": (several, "missing"),
    "an exhibit lost": (lambda folder: (folder / INVOICED).unlink(), "missing"),
    "an exhibit renamed": (lambda f: (f / INVOICED).rename(f / "pieces/0003/f.pdf"), "extra"),
    "a file too many": (late, "extra"),
    "a name that another hides": (lambda f: (f / "INDEX.CSV").write_bytes(b""), "twice"),
    "a name with an accent": (lambda f: (f / "pièce.pdf").write_bytes(b""), "name"),
    "a line of sums": (lambda f: (f / "SHA256SUMS").write_text("x\n"), "sums"),
    "two lines of sums swapped": (sums_swapped, "sums"),
    "a stale manifest": (stale, "hash"),
    "a manifest that is a text": (lambda f: write_manifest(f, "{"), "format"),
    "a hash written twice": (lambda f: write_twice(f, "manifest.json", "sha256"), "repeated"),
    "an actor written twice": (lambda f: write_twice(f, "journal.jsonl", "actor"), "repeated"),
    "another root": (root, "merkle"),
    "a stamp of something else": (stamp, "stamp"),
    "a number twice": (number, "number"),
    "files en liasse": (together("P-3.1", "P-3.2"), "place"),
    "a sub-number of what stands alone": (together("P-3", "P-3.1"), "number"),
    "a sub-number twice": (together("P-3.1", "P-3.1"), "number"),
    "a sub-number of our report": (together("P-1.1", "P-4"), "number"),
    "a scan read in part": (pictures(2, 1), ""),
    "more pages unread than pictures": (pictures(1, 2), "told"),
    "more pictures than pages": (pictures(500, 0), "told"),
    "an entry altered": (lines(lambda t: [t[0].replace("système", "x"), *t[1:]]), "seal"),
    "an entry with a word more": (lines(lambda t: [with_a_word_more(t[0]), *t[1:]]), "seal"),
    "an entry out": (lines(lambda told: [told[0], *told[2:]]), "link"),
    "a journal cut short": (lines(lambda told: told[:-1]), "head"),
    "a claim typed anew": (redone(typed_in_the_claim), "disclosed"),
    "a claim out": (redone(claim_out), "absent"),
    "an exhibit out": (redone(exhibit_out), "lacking"),
    "an exhibit forged": (redone(exhibit_forged), "unfiled"),
}


@pytest.mark.parametrize("name", ALTERED)
def test_R52_the_page_names_what_the_program_names(name: str, opened: Page, folder: Path) -> None:
    alter, code = ALTERED[name]
    alter(folder)
    for path in (zipped(folder), folder):
        expected = told_by_program(path)
        assert expected[1] == code
        assert seen(opened, path) == expected
        assert also_seen(opened) == also_told(path)
        if name == "several files":
            assert also_told(path).count("\n") == 2
            assert opened.locator("#result p").count() == 4 + 1


@pytest.mark.parametrize("what", ROLLED_BACK)
def test_R52_the_page_refuses_a_bundle_brought_back_to_an_older_word(
    what: str, opened: Page, tmp_path: Path
) -> None:
    make, forge, where, code = ROLLED_BACK[what]
    with ZipFile(BytesIO(make())) as archive:
        archive.extractall(tmp_path / "b")
    assert seen(opened, tmp_path / "b") == ("", "")
    assert "avant que la liste" not in opened.locator("#result").inner_text()
    forge(tmp_path / "b")
    assert seen(opened, tmp_path / "b") == told_by_program(tmp_path / "b") == (where, code)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_page_names_what_the_program_names_of_whatever_chance_does(
    opened: Page, tmp_path: Path
) -> None:
    for seed in range(280 if FULL else 14):
        path = written(WAYS[seed % len(WAYS)](WHOLE, Random(seed)), tmp_path / "b.zip")
        assert seen(opened, path) == told_by_program(path), seed


def test_R52_the_page_refuses_what_is_put_in_left_out_or_written_otherwise(
    opened: Page, tmp_path: Path
) -> None:
    """All but the rows of losses and steps, which it says it does not read."""
    for name, (forge, where, code) in (held.WHOLE | held.BESIDE | held.ROWS).items():
        bundle = held.WITHHELD if name in held.BESIDE else held.TITLED
        folder = held.unpacked(bundle, tmp_path / name)
        forge(folder)
        expected = ("", "") if name in held.ROWS else (where, code)
        assert seen(opened, folder) == expected, name


def test_the_head_typed_is_found_in_the_chain_or_refused(opened: Page, folder: Path) -> None:
    path = zipped(folder)
    printed = f"{HEAD.hash[:8]} {HEAD.hash[8:16]}".upper()
    assert seen(opened, path, printed) == ("", "")
    told = opened.locator("#result").inner_text()
    assert told.startswith("Conforme")
    assert "Instantané pris avant que la liste des réclamations y soit scellée" in told
    for head in (HEAD.hash[:15], "0123" * 16):
        assert seen(opened, path, head) == told_by_program(path, head) == ("journal.jsonl", "asked")
    assert "la tête donnée n’y figure pas" in opened.locator("#result").inner_text()


def test_a_time_stamp_of_the_manifest_is_told_and_its_signature_left_to_others(
    opened: Page, folder: Path
) -> None:
    write_manifest(folder, manifest_of(folder))
    digest = sha256((folder / "manifest.json").read_bytes()).digest()
    (folder / "manifest.tsr").write_bytes(b"signed" + verify.IMPRINTS[1] + digest + b"by whom")
    write_manifest(folder, manifest_of(folder))
    path = zipped(folder)
    assert verify.check(str(path))["stamped"] == ["manifest.tsr"]
    assert seen(opened, path) == ("", "")
    assert "openssl, comme le dit LISEZ-MOI_README.txt" in opened.locator("#result").inner_text()


def bytes_of(folder: Path) -> bytearray:
    return bytearray(zipped(folder).read_bytes())


def test_a_volume_and_a_partial_bundle_say_what_they_lack_and_are_checked_alike(
    opened: Page, folder: Path
) -> None:
    first = next(in_volumes(2 * MEBI))
    whole, partial = folder.parent / "volume.zip", folder.parent / "partial.zip"
    whole.write_bytes(first)
    partial.write_bytes(made(PARTIAL))
    assert seen(opened, whole) == ("", "")
    assert "Pièces qui sont dans d’autres volumes" in opened.locator("#result").inner_text()
    assert seen(opened, partial) == ("", "")
    assert "DOSSIER PARTIEL" in opened.locator("#result").inner_text()
    partial.write_bytes(a_numbered_bundle(second=9))
    assert seen(opened, partial) == ("", "")
    assert "WHC-000003 - WHC-000008" in opened.locator("#result").inner_text()
    for n, (change, where, code) in enumerate(AMISS):
        torn = folder.parent / f"torn {n}"
        ZipFile(BytesIO(first)).extractall(torn)
        told = manifest_of(torn)
        change(told)
        write_manifest(torn, told)
        assert seen(opened, torn) == (where, code)


def test_a_zip_that_lies_about_its_members_is_named(opened: Page, folder: Path) -> None:
    whole = bytes_of(folder)
    place = whole.rindex(b"PK\x01\x02", 0, whole.rindex(INVOICED.encode()))
    renamed, summed, cut = bytearray(whole), bytearray(whole), whole[:-40]
    first = ZipFile(BytesIO(whole)).getinfo(INVOICED).header_offset + 30
    renamed[first : first + 1] = b"q"  # in its own header, not in the directory
    struct.pack_into("<I", summed, place + 16, 1)
    twice, before, after = whole + whole, b"before" + whole, whole + b"\0"
    cases = ((renamed, "zip"), (summed, "zip"), (cut, "unreadable"), (twice, "zip"))
    for content, code in (*cases, (before, "zip"), (after, None)):
        (folder.parent / "lies.zip").write_bytes(content)
        expected = told_by_program(folder.parent / "lies.zip")
        assert expected[1] == code or (code is None and expected[1])
        assert seen(opened, folder.parent / "lies.zip") == expected


FLIPPED = """async ([zip, bits]) => {
    const whole = Uint8Array.from(atob(zip), (letter) => letter.charCodeAt(0)), silent = [];
    for (const bit of bits) {
        const bytes = whole.slice();
        bytes[bit >> 3] ^= 1 << (bit & 7);
        const file = new File([bytes], "b.zip");
        try {
            await check(await openZip(file), "", () => {});
            silent.push(bit);
        } catch {}
    }
    return silent;
}"""
"""Which of these bits of a ZIP, each turned alone, the page does not see."""


def test_R52_no_bit_of_a_zip_turned_is_silent_to_the_page(opened: Page) -> None:
    draw, outside = Random(4), bits_outside(BUNDLE)
    bits = draw.choices(outside, k=1000 if FULL else 60) + draw.choices(range(len(BUNDLE) * 8), k=9)
    assert opened.evaluate(FLIPPED, [b64encode(BUNDLE).decode(), bits]) == []


def test_a_zip_of_sizes_and_places_of_64_bits_is_read(
    opened: Page, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("LONG", 9), ("MANY", 3)):
        monkeypatch.setattr(verify, name, value)
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 9)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 3)
    monkeypatch.setattr(claims.documents.zipped, "LARGE", 10)
    path = folder.parent / "large.zip"
    path.write_bytes(zip_folder(folder))
    assert told_by_program(path) == ("", "")
    opened.evaluate("[DATA.long, DATA.many] = [9, 3]")
    assert seen(opened, path) == ("", "")
    opened.reload()
    assert seen(opened, path)[1] == "zip"


def test_a_zip_or_a_folder_dragged_onto_the_page_is_checked(opened: Page, folder: Path) -> None:
    byte(folder)
    hand = opened.context.new_cdp_session(opened)
    for path in (zipped(folder), folder):
        opened.evaluate("document.getElementById('result').hidden = true")
        opened.locator("#head").fill("")
        carried = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            told = {"type": kind, "x": 300, "y": 300, "data": carried}
            hand.send("Input.dispatchDragEvent", told)
        opened.locator("#result").wait_for(timeout=CHECKED)
        assert opened.locator("#result").get_attribute("data-where") == INVOICED
    hand.detach()


def test_the_page_reads_the_words_of_a_text_as_the_program_does(opened: Page) -> None:
    for name, content in TEXTS.items():
        told = opened.evaluate("bytes => decoded(new Uint8Array(bytes))", list(content))
        assert told == verify.decoded(content), name


def test_a_zip_compressed_again_says_to_unpack_it(opened: Page, folder: Path) -> None:
    made = folder.parent / "small.zip"
    for how in (ZIP_STORED, ZIP_DEFLATED):
        with ZipFile(made, "w", how) as archive:
            archive.write(folder / CLAIM, CLAIM)
            archive.writestr("pieces/", b"")
        assert seen(opened, made) == told_by_program(made) == (made.name, "packed")
    told = opened.locator("#result").inner_text()
    assert told.startswith("Non vérifié")
    assert "décompressez-le et vérifiez le dossier" in told
    made.write_bytes(zipped(folder).read_bytes())
    with ZipFile(made, "a") as archive:
        archive.writestr("pieces/", b"")
    assert seen(opened, made) == told_by_program(made) == (made.name, "packed")
    made.unlink()
    run(["zip", "-qr0", made, folder.name], cwd=folder.parent, check=True)
    for name, said in (("Dossier de preuve/a.pdf", "packed"), ("a/../../b", "name")):
        with ZipFile(made, "a") as archive:
            archive.writestr(name, b"a")
        assert seen(opened, made)[1] == told_by_program(made)[1] == said


def test_our_own_sha256_is_that_of_the_browser(opened: Page) -> None:
    """At every length about a block, in pieces; and of a file larger than the browser is asked."""
    assert (
        opened.evaluate("""async () => {
        for (let n = 0; n < 200; n++) {
            const bytes = crypto.getRandomValues(new Uint8Array(n));
            const own = hex(sha256(bytes.subarray(0, n >> 1), bytes.subarray(n >> 1)));
            if (own !== hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)))) return n;
        }
        const large = new Blob(Array(9).fill(new Uint8Array(BLOCK + 1).fill(7)));
        const { sha256: own } = await digests(large, () => {});
        const whole = await crypto.subtle.digest("SHA-256", await large.arrayBuffer());
        return own === hex(new Uint8Array(whole));
    }""")
        is True
    )


def test_the_page_may_reach_no_network_and_shows_names_as_text(
    opened: Page, folder: Path, browser: Browser
) -> None:
    refused = opened.evaluate("""() => new Promise((told) => {
        addEventListener("securitypolicyviolation", (e) => told(e.effectiveDirective));
        fetch("https://example.org/").catch(() => {});
    })""")
    assert refused == "connect-src"
    manifest = manifest_of(folder)
    manifest["title"] = "<img src=x onerror=document.title='x'>"
    write_manifest(folder, manifest)
    assert seen(opened, zipped(folder)) == ("", "")
    assert manifest["title"] in opened.locator("#result").inner_text()
    assert opened.locator("#result img").count() == 0


def test_the_page_names_all_that_a_warning_concerns_and_what_would_act_written_out(
    opened: Page, folder: Path
) -> None:
    (folder / "verify.py").write_text("print('CONFORME')")
    resum(folder)
    for n in range(25):
        (folder / f"d{n}").mkdir()
        (folder / f"d{n}" / "desktop.ini").write_bytes(b"")
    assert seen(opened, folder) == ("", "")
    folded = opened.locator("#result details")
    assert "n’en sont pas\u00a0: 25" in folded.locator("summary").inner_text()
    folded.locator("summary").click()
    assert folded.locator("li").all_inner_texts()[20:] == [
        f"d{n}/desktop.ini" for n in (5, 6, 7, 8, 9)
    ]
    assert "de qui il vient\u00a0: 1 (verify.py)" in opened.locator("#result").inner_text()
    for left in folder.rglob("desktop.ini"):
        left.unlink()
    write_manifest(folder, manifest_of(folder) | {"a\u202e\n\x1b": 1})
    assert seen(opened, folder) == told_by_program(folder)
    assert r"manifest.json, a\u202e\x0a\x1b :" in opened.locator("#result").inner_text()


def test_the_page_speaks_the_language_of_its_reader(opened: Page, folder: Path) -> None:
    byte(folder)
    seen(opened, zipped(folder))
    opened.locator("[data-language=en]").click()
    text = opened.locator("main").inner_text()
    assert f"{INVOICED}: the SHA-256 differs." in text
    assert "empreinte" not in text
    opened.locator("[data-language=fr]").click()
    assert f"{INVOICED}\u00a0: l’empreinte SHA-256 diffère." in opened.locator("main").inner_text()
    assert json.loads(opened.locator("#words").text_content() or "")["printed"] == verify.PRINTED


def test_the_page_reads_a_redacted_set_as_the_program_does(opened: Page, tmp_path: Path) -> None:
    house = a_house(tmp_path / "house")
    sets.withheld_claim(house)
    path = sets.made(house, Set.REDACTED)
    assert seen(opened, path) == told_by_program(path) == ("", "")
    told = opened.locator("#result").inner_text()
    assert "(P-3)" in told
    assert "(P-5, P-6)" in told
    for name, (change, code) in sets.FORGERIES.items():
        folder = tmp_path / name
        with ZipFile(path) as archive:
            archive.extractall(folder)
        manifest = manifest_of(folder)
        change(manifest)
        resum(folder, manifest)
        assert told_by_program(folder)[1] == code
        assert seen(opened, zipped(folder)) == told_by_program(folder), name
