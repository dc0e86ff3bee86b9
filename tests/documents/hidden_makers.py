"""Bundles that a forger brings back to an older word, by hiding the entry of the journal that says
the last, and redoing every hash."""

from collections.abc import Callable, Mapping
from functools import cache, partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from claims.claim.canonical import canonical
from claims.claim.redaction import Held, Level, Set
from claims.documents import verify
from claims.documents.index import FiledExhibit, ToNumber
from claims.documents.verify import KEPT_BACK, NOTICES
from tests.documents.documents_makers import AT, a_claim, a_filing, an_exhibit
from tests.documents.forged_makers import (
    BURNED,
    NUMBER,
    OPINION,
    PAGES,
    SHEET,
    Words,
    a_titled_bundle,
    bundle_of,
    made_from,
    sealed,
)
from tests.documents.forging import hide, manifest_of, resum
from tests.evidence.file_makers import a_pdf

ONE = an_exhibit(1, "p1.pdf", PAGES)
TWO = an_exhibit(2, "contraire.csv", SHEET, media="text/csv")
COPIES = OPINION, a_pdf(1) + b"%v2"
LAST = "instantane.json"


def pdf(content: bytes) -> Callable[[], ToNumber]:
    return lambda: ToNumber("application/pdf", content)


@cache
def redacted_twice() -> bytes:
    """An exhibit redacted, then more of it."""
    last = {"name": "p1.caviardee-2.pdf", "sha256": sha256(COPIES[1]).hexdigest(),
            "size": len(COPIES[1]), "flags": ()}  # fmt: skip
    filed = FiledExhibit(
        NUMBER, 1, ONE.model_copy(update=last), [COPIES[1]], pages=1, takes=2,
        transfer=made_from(ONE.sha256), to_number=pdf(COPIES[1]),
        held=Held(Level.CONFIDENTIAL, "", (BURNED,), 2, AT, "système é"),
    )  # fmt: skip
    told = {"source": ONE.sha256, "boxes": [BURNED.told()]}
    words = tuple(
        sealed("redact", "e1", sha256=sha256(copy).hexdigest(), **told) for copy in COPIES
    )
    return bundle_of((filed,), (ONE,), words, "fr", set=Set.REDACTED)


def in_its_place(told: str, ending: str, words: Words, **more: Any) -> bytes:
    """The bundle of an exhibit for which a notice stands."""
    notice = told.format(sha256=ONE.sha256).encode()
    given = {"name": f"p1.pdf.{ending}.txt", "media": "text/plain", "size": len(notice),
             "sha256": sha256(notice).hexdigest()}  # fmt: skip
    filed = FiledExhibit(
        NUMBER, 1, ONE.model_copy(update=given), [notice], transfer=made_from(ONE.sha256), **more
    )
    return bundle_of((filed,), (ONE,), words, "fr")


@cache
def for_counsel_alone() -> bytes:
    """An exhibit withheld, for one reason, then for another."""
    words = tuple(
        sealed("class", "e1", level="counsel", reason=why) for why in ("privilege", "litigation")
    )
    held = Held(Level.COUNSEL, "litigation", at=AT, by="système é")
    return in_its_place(KEPT_BACK[0], "retenue", words, held=held, level=Level.COUNSEL)


@cache
def quarantined() -> bytes:
    """An infected exhibit."""
    words = (sealed("quarantine", "e1"),)
    return in_its_place(NOTICES[0], "quarantaine", words, scan="infected")


def filed_as(*exhibits: Any) -> tuple[FiledExhibit, ...]:
    return tuple(FiledExhibit(NUMBER, len(exhibits), each, [text])
                 for each, text in zip(exhibits, (PAGES, SHEET), strict=False))  # fmt: skip


@cache
def filed_twice() -> bytes:
    """A claim filed again with an exhibit that speaks against it."""
    first, second = a_claim(exhibits=(ONE,)), a_claim(exhibits=(ONE, TWO))
    words = (("file claim", NUMBER, a_filing(second, revision=2)),)
    return bundle_of(filed_as(ONE, TWO), (ONE, TWO), words, "fr", before=first)


@cache
def said_of_the_claim(action: str, **body: str) -> bytes:
    """A claim of which something was said after it was filed."""
    return bundle_of(filed_as(ONE), (ONE,), ((action, NUMBER, canonical(body)),), "fr")


@cache
def one_of_two() -> bytes:
    """A partial bundle: one claim of two."""
    return bundle_of(filed_as(ONE), (ONE,), (), "fr", chosen_of=2)


def hidden(action: str, nth: int = -1, **changes: Any) -> Callable[[Path], None]:
    """Hide an entry, and have the manifest say of the first exhibit what the others say then."""

    def forge(folder: Path) -> None:
        hide(folder, action, nth)
        manifest = manifest_of(folder)
        manifest["exhibits"][0] |= changes
        resum(folder, manifest)

    return forge


def first_copy(folder: Path) -> None:
    hide(folder, "redact exhibit")
    manifest = manifest_of(folder)
    put(folder, manifest, COPIES[0], name="p1.caviardee-1.pdf")
    manifest["exhibits"][0]["redaction"]["version"] = 1
    resum(folder, manifest)


def second_as_first(folder: Path) -> None:
    hide(folder, "redact exhibit", 0)
    manifest = manifest_of(folder)
    put(folder, manifest, COPIES[1], name="p1.caviardee-1.pdf")
    manifest["exhibits"][0]["redaction"]["version"] = 1
    resum(folder, manifest)


def original_given(action: str, times: int, folder: Path) -> None:
    for _ in range(times):
        hide(folder, action)
    manifest = manifest_of(folder)
    given = {"name": "p1.pdf", "media": "application/pdf", "transfer": None, "scan": "clean"}
    put(folder, manifest, PAGES, **given, level="confidential")
    manifest["exhibits"][0].pop("withheld", None)
    for log in folder.glob("caviardages.*"):
        log.unlink()
    resum(folder, manifest)


def put(folder: Path, manifest: Any, content: bytes, **told: Any) -> None:
    """Other bytes for the first exhibit, and what the manifest says of it."""
    exhibit = manifest["exhibits"][0]
    (folder / exhibit["path"]).unlink()
    exhibit |= told
    exhibit["path"] = f"{exhibit['path'].rpartition('/')[0]}/{verify.safe_name(exhibit['name'])}"
    (folder / exhibit["path"]).write_bytes(content)
    if exhibit["numbered"]:
        exhibit["numbered"]["transfer"]["source"] = sha256(content).hexdigest()


def first_filing(folder: Path) -> None:
    """The bundle of the first filing, under the journal and the snapshot of the second."""
    told = manifest_of(folder)
    kept = {name: (folder / name).read_bytes() for name in ("journal.jsonl", LAST)}
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        path.unlink()
    with ZipFile(BytesIO(bundle_of(filed_as(ONE), (ONE,), (), "fr"))) as before:
        before.extractall(folder)
    for name, content in kept.items():
        (folder / name).write_bytes(content)
    hide(folder, "file claim")
    manifest = manifest_of(folder)
    manifest["journal"] = told["journal"]
    resum(folder, manifest)


def in_the_manifest(change: Callable[[Any], object]) -> Callable[[Path], None]:
    def forge(folder: Path) -> None:
        manifest = manifest_of(folder)
        change(manifest)
        resum(folder, manifest)

    return forge


Forged = tuple[Callable[[], bytes], Callable[[Path], None], str, str]
BEGUN = partial(said_of_the_claim, "move claim", status="in_review")
RECOUNTED = partial(said_of_the_claim, "recount claim", rules="b" * 64)
ROLLED_BACK: Mapping[str, Forged] = {
    "a title": (a_titled_bundle, hidden("title exhibit", titled=None), NUMBER, "stood"),
    "a level": (a_titled_bundle, hidden("class exhibit", level="confidential"), NUMBER, "stood"),
    "a reason": (
        for_counsel_alone,
        hidden("class exhibit", withheld={"level": "counsel", "reason": "privilege"}),
        NUMBER, "stood",
    ),
    "an original for counsel alone": (
        for_counsel_alone, partial(original_given, "class exhibit", 2), NUMBER, "stood"),
    "an infected file": (
        quarantined, partial(original_given, "quarantine exhibit", 1), NUMBER, "stood"),
    "a redacted copy": (redacted_twice, first_copy, NUMBER, "stood"),
    "how often it was redacted": (redacted_twice, second_as_first, NUMBER, "stood"),
    "a filing": (filed_twice, first_filing, NUMBER, "stood"),
    "a state": (BEGUN, hidden("move claim"), NUMBER, "stood"),
    "a counting": (RECOUNTED, hidden("recount claim"), NUMBER, "stood"),
    "a salt": (
        a_titled_bundle, in_the_manifest(lambda m: m["claims"][0].update(salt="0" * 32)),
        NUMBER, "stood"),
    "a salt left out": (
        a_titled_bundle, in_the_manifest(lambda m: m["claims"][0].pop("salt")), NUMBER, "stood"),
    "a part passed off as the whole": (
        one_of_two, in_the_manifest(lambda m: m.pop("selection")), LAST, "fewer"),
    "a larger part": (
        one_of_two, in_the_manifest(lambda m: m["selection"].update(claims=2)), LAST, "fewer"),
    "of fewer claims": (
        one_of_two, in_the_manifest(lambda m: m["selection"].update(of=1)), LAST, "fewer"),
}  # fmt: skip
"""What is rolled back: the true bundle, what the forger does, and where and how it is named."""
