"""A manifest that is not what it must be is refused alike by the program and by the page.

Each entry of a manifest in turn is left out, null, of another type, empty, or joined by another;
each list of exhibits has a byte changed. One page of a browser is given them all.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page

from claims.documents import verify
from claims.documents.bundle_exhibits import MEBI
from claims.documents.verifier import page as verifier_page
from tests.depth import FULL
from tests.documents.forged_makers import a_titled_bundle, a_withheld_bundle
from tests.documents.test_alterations import files_of
from tests.documents.test_volumes import in_volumes

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
COMPUTED = {"total", "loss", "step"}
"""Faults that only the program finds: the page does no computation, and says so."""
Way = tuple[Any, ...]
LEFT_OUT = object()
CHECKED = """async ([files, altered]) => {
    const open = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const whole = Object.entries(files).map(([name, text]) => [name, new Blob([open(text)])]);
    const found = [];
    for (const change of altered) {
        const changed = new Map(whole);
        for (const [name, text] of Object.entries(change)) {
            changed.set(name, new Blob([open(text)]));
        }
        try {
            await check(openFolder("b", [...changed]), "", () => {});
            found.push(["", ""]);
        } catch (fault) {
            found.push(fault instanceof Fault ? [fault.where, fault.code] : ["b", "unreadable"]);
        }
    }
    return found;
}"""
"""Each change of some files of a folder, checked by the page: where and code."""


@pytest.fixture(scope="module")
def opened(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    file = tmp_path_factory.mktemp("page") / "verifier.html"
    file.write_bytes(verifier_page())
    context = browser.new_context()
    page = context.new_page()
    page.goto(file.as_uri())
    yield page
    context.close()


def places(value: Any, way: Way = ()) -> Iterator[Way]:
    """Where every entry of a manifest stands; of a list or of the files, the first."""
    yield way
    if isinstance(value, dict):
        names = sorted(value)[:1] if way == ("files",) else list(value)
        for name in names:
            yield from places(value[name], (*way, name))
    if isinstance(value, list):
        for n in range(len(value) if way == ("exhibits",) else min(1, len(value))):
            yield from places(value[n], (*way, n))


def wrongs(value: Any) -> Iterator[Any]:
    """Out, null, of every other type, empty, a fraction, too large, and with an entry too many."""
    yield from (LEFT_OUT, None, True, 7, -1, 1.5, 2**60, "x", "", "\\ud800", [], [None], {})
    if isinstance(value, dict):
        yield {**value, "stray": 1}
    if isinstance(value, list):
        yield [*value, None]


def entries(manifest: Any) -> list[tuple[Way, Any]]:
    """Every entry of a manifest, with each thing that may be wrong in its place."""
    ways = filter(None, places(manifest))
    return [(way, wrong) for way in ways for wrong in wrongs(at(manifest, way))]


def altered(manifest: Any, way: Way, wrong: Any) -> str:
    """A manifest with one entry wrong, as JSON."""
    *above, name = way
    made = deepcopy(manifest)
    if wrong is LEFT_OUT:
        del at(made, tuple(above))[name]
    else:
        at(made, tuple(above))[name] = wrong
    return json.dumps(made).replace("\\\\ud800", "\\ud800")


def rewritten(manifest: Any) -> Iterator[str]:
    """What is no manifest, and whole ones with their numbers written otherwise, as JSON."""
    yield from ("[]", "null", '"x"', "7", "{", "", '{"format": "claims-bundle-6"}')
    whole = json.dumps(manifest)
    for number in ("2.0", "2e0", "20E-1", "NaN", "Infinity", "1e999", "-0", "9" * 30, "02"):
        yield whole.replace('"size": ', f'"size": {number}, "was": ', 1)
        yield whole.replace('"revision": 1', f'"revision": {number}', 1)
    yield "\ufeff" + whole


def at(manifest: Any, way: Way) -> Any:
    for name in way:
        manifest = manifest[name]
    return manifest


def told_by_program(folder: Path) -> list[str]:
    try:
        verify.check(str(folder))
    except verify.BundleError as fault:
        return [fault.where.replace(folder.name, "b") if fault.code == "unreadable" else
                fault.where, fault.code]  # fmt: skip
    return ["", ""]


def summed(files: dict[str, bytes], changed: dict[str, bytes]) -> dict[str, bytes]:
    """The files changed, and sums that agree with them."""
    every = {**files, **changed}
    lines = (f"{sha256(every[n]).hexdigest()}  {n}\n" for n in sorted(every) if n != SUMS)
    return {**changed, SUMS: "".join(lines).encode()}


def both(page: Page, bundle: bytes, changes: list[dict[str, bytes]], folder: Path) -> list[Any]:
    """What the program and the page say of each change of a bundle."""
    files = files_of(bundle)
    with ZipFile(BytesIO(bundle)) as archive:
        archive.extractall(folder)
    program = []
    for changed in changes:
        for name, content in changed.items():
            (folder / name).write_bytes(content)
        program.append(told_by_program(folder))
        for name in changed:
            (folder / name).write_bytes(files[name])
    as_text = {name: b64encode(content).decode() for name, content in files.items()}
    sent = [{n: b64encode(c).decode() for n, c in changed.items()} for changed in changes]
    return list(zip(program, page.evaluate(CHECKED, [as_text, sent]), strict=True))


BUNDLES = {
    "titled": a_titled_bundle,
    "withheld": a_withheld_bundle,
    "a volume": lambda: next(in_volumes(2 * MEBI)),
}


@pytest.mark.parametrize("name", BUNDLES)
def test_R52_a_malformed_manifest_is_named_alike_by_program_and_page(
    name: str, opened: Page, tmp_path: Path
) -> None:
    bundle = BUNDLES[name]()
    files = files_of(bundle)
    manifest = json.loads(files[MANIFEST])
    wrong = entries(manifest)
    chosen = wrong if FULL else Random(name).sample(wrong, 100)
    made = [*(altered(manifest, *entry) for entry in chosen), *rewritten(manifest)]
    changes = [summed(files, {MANIFEST: text.encode()}) for text in made]
    answers = both(opened, bundle, [{}, *changes], tmp_path)
    assert answers.pop(0) == (["", ""], ["", ""])
    for (program, page), text in zip(answers, made, strict=True):
        assert page == (["", ""] if program[1] in COMPUTED else program), text
    assert {"shape", "format", "unreadable"} <= {program[1] for program, _ in answers}


def test_R52_a_list_forged_is_named_alike_by_program_and_page(opened: Page, tmp_path: Path) -> None:
    """A byte anywhere in a list, changed or taken out; every hash of the bundle redone but the
    Merkle root, which is told apart."""
    bundle, draw = a_titled_bundle("en"), Random(8)
    files = files_of(bundle)
    changes = []
    for n in range(60):
        path = (verify.INDEX, verify.DAT, verify.OPT, verify.EDRM)[n % 4]
        text = files[path].decode()
        place = draw.randrange(len(text))
        place = len(text) if n < 4 else place
        forged = (text[:place] + draw.choice(("", "é", "x", '"')) + text[place + 1 :]).encode()
        manifest = json.loads(files[MANIFEST])
        manifest["files"][path] = {"sha256": sha256(forged).hexdigest(), "size": len(forged)}
        nodes = verify.leaves({p: told["sha256"] for p, told in manifest["files"].items()})
        manifest["merkle"]["root"] = verify.merkle_root(nodes).hex()
        told = {path: forged, MANIFEST: json.dumps(manifest).encode()}
        changes.append(summed(files, told))
    answers = both(opened, bundle, changes, tmp_path)
    assert {program[1] for program, _ in answers} == {"listed", ""}
    for program, page in answers:
        assert program == page
