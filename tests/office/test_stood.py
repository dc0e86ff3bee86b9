"""What a snapshot seals of how each claim stood, and what of it a bundle is given."""

import json
from itertools import count
from zipfile import ZipFile

from claims.claim.redaction import Box, Level, Set
from claims.claim.states import Status
from claims.documents import verify
from claims.documents.verify import STOOD, check, reserves
from claims.evidence.look import Look
from claims.office import redacting, snapshots
from claims.office.exporting import export
from claims.office.house import House
from claims.store.snapshots import SALTED_BY
from tests.documents.forging import fault, hide, manifest_of, resum
from tests.documents.test_forgeries import unpacked
from tests.evidence.file_makers import a_pdf
from tests.makers import GAGNON, NOW, ROY, WHC, a_filed_claim, an_exhibit

DRAWN = count(1)


def entropy(size: int) -> bytes:
    return next(DRAWN).to_bytes(size, "big")


def taken(house: House):
    return snapshots.take(house, GAGNON, WHC, now=NOW, entropy=entropy)


def exported(house: House):
    return export(house, GAGNON, WHC, "bundle", "fr", now=NOW, entropy=entropy).path


def moved(house: House, number: str, status: Status) -> None:
    seen = house.store.claims.find(number).version
    house.store.claims.move(number, status, reason="", seen=seen, at=NOW, by=GAGNON.name)


def several(house: House) -> list[str]:
    """A claim withheld from, redacted twice and infected; one under study; one that left."""
    files = tuple(an_exhibit(n, a_pdf(n), name=f"p{n}.pdf") for n in (1, 2, 3))
    numbers = [a_filed_claim(house, 1, exhibits=files)]
    numbers += [a_filed_claim(house, n, domain=f"site{n}.ca") for n in (2, 3)]
    for n in (1, 2):
        house.store.looks.keep(f"e{n}", Look(pages=n), at=NOW, by="system")
    for version in (0, 1):
        box = Box(1, 0, 0, 3000 + version, 10_000, reason="personal", pattern="drawn")
        redacting.redact(house, GAGNON, numbers[0], "e1", [box], seen=version, now=NOW)
    redacting.set_level(house, GAGNON, numbers[0], "e2", Level.COUNSEL, "privilege", now=NOW)
    house.store.looks.keep_scan("e3", "infected", at=NOW, by="system")
    moved(house, numbers[1], Status.IN_REVIEW)
    moved(house, numbers[2], Status.WITHDRAWN)
    return numbers


def test_each_claim_that_counts_is_in_the_list_and_the_bundle_agrees(house):
    several(house)
    found = check(str(exported(house)))
    assert (found["claims"], found["unlisted"]) == (2, [])
    assert (found["withheld"], found["quarantined"]) == (["P-4"], ["P-5"])
    [snapshot] = snapshots.taken(house, GAGNON, WHC)
    assert len(snapshot.body[STOOD]) == 2
    assert house.store.verify().fault is None


def test_what_is_said_after_a_snapshot_is_in_the_list_of_the_next(house):
    number, *_ = several(house)
    first = taken(house)
    redacting.set_level(house, GAGNON, number, "e2", Level.PUBLIC, "", now=NOW)
    found = check(str(exported(house)))
    assert (found["withheld"], found["unlisted"]) == ([], [])
    assert len(snapshots.taken(house, GAGNON, WHC)) == 2
    assert not snapshots.is_stale(house, GAGNON, first, now=NOW)


def test_a_snapshot_of_before_the_list_still_gives_a_bundle_that_says_so(house):
    a_filed_claim(house)
    body = {n: each for n, each in taken(house).body.items() if n not in (STOOD, SALTED_BY)}
    head = house.store.journal.head()
    house.store.snapshots.add("older", WHC, body, head=head, at=NOW, by=GAGNON.name)
    path = exported(house)
    found = check(str(path))
    assert found["unlisted"] == ["instantane.json"]
    assert any("avant que la liste" in told for told in reserves(found))
    assert "salt" not in json.loads(ZipFile(path).read("manifest.json"))["claims"][0]
    assert house.store.verify().fault is None


def test_who_withheld_an_exhibit_and_when_is_in_the_list_too(house, tmp_path):
    """Withheld by one, given back, withheld by another: the last two words are hidden, and the log
    of redactions written again as though the first had stood."""
    number, *_ = several(house)
    redacting.set_level(house, GAGNON, number, "e2", Level.PUBLIC, "", now=NOW)
    redacting.set_level(house, ROY, number, "e2", Level.COUNSEL, "privilege", now=NOW)
    made = export(house, GAGNON, WHC, "bundle", "fr", now=NOW, set=Set.REDACTED, entropy=entropy)
    folder = unpacked(made.path.read_bytes(), tmp_path / "dossier")
    assert check(str(folder))["unlisted"] == []
    for _ in range(2):
        hide(folder, "class exhibit")
    logged_again(folder)
    assert GAGNON.name in (folder / "caviardages.csv").read_text("utf-8")
    resum(folder)
    assert fault(folder) == (number, "stood")


def logged_again(folder):
    """The log of redactions, from the journal as it is shown now."""
    told = verify.Told()
    for line in (folder / "journal.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        if "action" in entry:
            told.note(entry)
    for path, (_, lines) in verify.log_of(manifest_of(folder), told).items():
        cells = (cell for _, row in lines for cell in row)
        (folder / path).write_text("".join(cells), "utf-8", newline="")
