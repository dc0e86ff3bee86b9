"""What counsel says of an exhibit stands for the same bytes under any id of their claim."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from secrets import token_bytes
from zipfile import ZipFile

import pytest

from claims.claim.redaction import Box, Level, Set
from claims.documents.verify import check
from claims.evidence.gate import Seen
from claims.evidence.look import Look
from claims.office import alike, claimant, gathering, looking, redacting
from claims.office.alike import agree_all
from claims.office.exporting import export
from claims.office.house import House
from claims.office.in_place import Known, Stands, as_one, stands_for
from claims.problems import Conflict
from claims.store.redactions import CLASSED, Redaction, Withheld
from tests.makers import (
    GAGNON,
    NOW,
    ROY,
    WHC,
    a_claimant,
    a_filed_claim,
    an_exhibit,
    filed_again,
)
from tests.office.test_building import entropy
from tests.office.test_claimant_filing import a_draft, files, folder
from tests.office.test_clawback import SECRET, approved, why, withhold
from tests.office.test_contest_bundle import bundled, contested
from tests.office.test_redacting import CONTENT

pytestmark = pytest.mark.usefixtures("unread")

HEAVY = Box(1, 0, 0, 9000, 10_000, reason="privilege", pattern="drawn")
LIGHT = Box(1, 0, 0, 100, 100, reason="personal", pattern="drawn")


def memo(exhibit: str = "e60"):
    given = an_exhibit(60, SECRET, name="memo.txt", media="text/plain")
    return given.model_copy(update={"id": exhibit})


def scanned(house: House, number: str, exhibit: str) -> None:
    """CONTENT, with its two pages, filed in the place of what the claim had."""
    filed_again(house, number, exhibits=(an_exhibit(int(exhibit[1:]), CONTENT),))
    house.store.looks.keep(exhibit, Look(pages=2), at=NOW, by="system")


def bundle(house: House, of: Set = Set.CONFIDENTIAL) -> Path:
    return export(house, GAGNON, WHC, "bundle", "fr", now=NOW, set=of, entropy=entropy).path


def gives(path: Path, content: bytes) -> bool:
    with ZipFile(path) as archive:
        return any(content in archive.read(name) for name in archive.namelist())


def words(house: House, number: str, exhibit: str) -> tuple[Level, str]:
    held = house.store.redactions.of(number).get(exhibit, Withheld())
    return held.level, held.reason


def test_a_file_taken_back_and_brought_again_is_filed_as_withheld_as_it_was(house, monkeypatch):
    monkeypatch.setattr(looking, "look_at",
                        lambda *_, **__: (Seen("text/plain", len(SECRET), 0, ()), ()))  # fmt: skip
    number = a_draft(house)

    def brings() -> str:
        claimant.add_exhibit(house, a_claimant(number), name="memo.txt", content=SECRET,
                             kind="invoice", losses=("l1",), draw=token_bytes, now=NOW)  # fmt: skip
        files(house, number)
        return folder(house, number).exhibits[0].id

    first = brings()
    withhold(house, number, first)
    claimant.amend(house, a_claimant(number), reason="mieux décrite", now=NOW)
    claimant.remove_exhibit(house, a_claimant(number), first, now=NOW)
    second = brings()
    assert second != first
    assert words(house, number, second) == (Level.COUNSEL, "privilege")
    last = next(e for e in house.store.journal.latest(subject=number) if e.action == CLASSED)
    assert (last.actor, json.loads(last.body)["like"]) == (GAGNON.name, first)


def test_a_bundle_says_one_thing_everywhere_of_bytes_withheld_under_another_id(house):
    number = a_filed_claim(house, exhibits=(memo(),))
    withhold(house, number, "e60")
    filed_again(house, number, exhibits=(memo("e61"),))
    made = bundle(house)
    found = check(str(made))
    assert (found["withheld"], gives(made, SECRET)) == (["P-3"], False)
    with ZipFile(made) as archive:
        [told] = json.loads(archive.read("manifest.json"))["exhibits"]
        log = archive.read("caviardages.csv").decode("utf-8-sig")
        index = archive.read("index.csv").decode("utf-8-sig")
    assert told["withheld"] == {"level": "counsel", "reason": "privilege"}
    [_, row] = csv.reader(io.StringIO(log), delimiter=";")
    assert row[:5] == ["P-3", "", "Pièce entière", "Secret professionnel de l’avocat",
                       "Réservée aux avocats du groupe"]  # fmt: skip
    [listed] = [line for line in index.splitlines() if line.startswith("P-3;")]
    assert "Réservée aux avocats du groupe" in listed


def test_another_bundle_does_not_give_what_keeps_the_first_one_in(house):
    number = a_filed_claim(house, exhibits=(memo(),))
    filed_again(house, number, exhibits=(memo("e61"),))
    first = approved(house)
    withhold(house, number, "e60")
    assert why(house, first) == "bundle-overtaken"
    assert why(house, approved(house)) == ""
    assert not gives(bundle(house), SECRET)


def test_the_original_of_what_was_redacted_is_not_given_under_another_id(house):
    number = a_filed_claim(house, exhibits=(an_exhibit(50, CONTENT),))
    house.store.looks.keep("e50", Look(pages=2), at=NOW, by="system")
    redacting.redact(house, GAGNON, number, "e50", [HEAVY], seen=0, now=NOW)
    scanned(house, number, "e51")
    redacting.set_level(house, GAGNON, number, "e51", Level.PUBLIC, "", now=NOW)
    made = bundle(house, Set.REDACTED)
    assert (check(str(made))["redacted"], gives(made, CONTENT)) == (["P-3"], False)


def test_a_word_under_one_id_stands_under_all_and_one_who_did_not_read_it_is_told(house):
    number = a_filed_claim(house, exhibits=(memo(),))
    filed_again(house, number, exhibits=(memo("e61"),))
    read = words(house, number, "e61")
    withhold(house, number, "e60")
    with pytest.raises(Conflict):
        redacting.set_level(house, ROY, number, "e61", Level.PUBLIC, "", now=NOW, seen=read)
    read = words(house, number, "e61")
    redacting.set_level(house, ROY, number, "e61", Level.PUBLIC, "", now=NOW, seen=read)
    assert words(house, number, "e60") == (Level.PUBLIC, "")


@pytest.mark.parametrize(("of", "written"), [(Set.CONFIDENTIAL, 1), (Set.REDACTED, 2)])
def test_the_log_of_a_bundle_names_who_decided_of_a_file_brought_again(house, of, written):
    number = a_filed_claim(house, exhibits=(memo(), an_exhibit(50, CONTENT)))
    house.store.looks.keep("e50", Look(pages=2), at=NOW, by="system")
    withhold(house, number, "e60")
    redacting.redact(house, ROY, number, "e50", [HEAVY], seen=0, now=NOW)
    filed_again(house, number, exhibits=(memo("e61"), an_exhibit(51, CONTENT)))
    house.store.looks.keep("e51", Look(pages=2), at=NOW, by="system")
    made = bundle(house, of)
    assert check(str(made))["withheld"] == ["P-4"]
    with ZipFile(made) as archive:
        log = archive.read("caviardages.csv").decode("utf-8-sig")
    _, *rows = csv.reader(io.StringIO(log), delimiter=";")
    named = [name for row in rows for name in (GAGNON.name, ROY.name, "system") if name in row]
    assert sorted(named) == [GAGNON.name, ROY.name][:written]


def test_where_copies_differ_one_without_is_withheld_in_the_name_of_who_made_the_last():
    one = replace(a_copy("e1", HEAVY, 1), by="me.roy")
    found = as_one({"e1": held(Level.PUBLIC, "", one), "e3": SILENT,
                    "e2": held(Level.PUBLIC, "", a_copy("e2", LIGHT, 2))})  # fmt: skip
    assert (found["e3"].held.by, found["e3"].held.reason) == ("me", "personal")


def test_a_lighter_copy_does_not_replace_a_heavier_one_that_nobody_saw(house):
    number = contested(house)
    scanned(house, number, "e9")
    redacting.redact(house, GAGNON, number, "e1", [HEAVY], seen=0, now=NOW)
    with pytest.raises(Conflict):
        redacting.redact(house, ROY, number, "e9", [LIGHT], seen=0, now=NOW)
    listed = {each["id"]: each for each in json.loads(bundled(house, number).read("pieces.json"))}
    assert [len(listed[e]["boxes"]) and listed[e]["boxes"][0]["bottom"] for e in ("e1", "e9")] == [
        9000, 9000]  # fmt: skip


def test_the_same_bytes_found_infected_under_another_id_are_given_to_nobody(house):
    number = a_filed_claim(house, exhibits=(memo(),))
    filed_again(house, number, exhibits=(memo("e61"),))
    house.store.looks.keep_scan("e60", "infected", at=NOW, by="system")
    made = bundle(house)
    assert (check(str(made))["quarantined"], gives(made, SECRET)) == (["P-3"], False)


def test_what_was_said_before_this_rule_makes_a_snapshot_and_once_all_is_said_none(
    house, monkeypatch
):
    number = a_filed_claim(house, exhibits=(memo(),))
    withhold(house, number, "e60")
    filed_again(house, number, exhibits=(memo("e61"),))

    def standing() -> int:
        of = gathering.standing_snapshot(house, GAGNON, WHC, now=NOW, entropy=entropy)
        return of.number

    with monkeypatch.context() as before:
        before.setattr(gathering, "agree_all", lambda *_, **__: None)
        assert standing() == 1
    assert [standing(), standing()] == [2, 2]
    assert words(house, number, "e61") == (Level.COUNSEL, "privilege")


def unlike(house: House, monkeypatch) -> str:
    """A claim with one file thrice: two copies that differ, from before this rule, and none."""
    exhibits = tuple(an_exhibit(n, CONTENT) for n in (50, 51, 52))
    number = a_filed_claim(house, exhibits=exhibits)
    with monkeypatch.context() as before:
        before.setattr(redacting, "copy_for_all", lambda *_, **__: None)
        for exhibit, box in (("e50", HEAVY), ("e51", LIGHT), ("e52", None)):
            house.store.looks.keep(exhibit, Look(pages=2), at=NOW, by="system")
            if box:
                redacting.redact(house, GAGNON, number, exhibit, [box], seen=0, now=NOW)
    return number


def test_counsel_publishes_one_whose_copies_differ_and_it_stays_published(house, monkeypatch):
    number = unlike(house, monkeypatch)
    redacting.set_level(house, GAGNON, number, "e50", Level.PUBLIC, "", now=NOW)
    for _ in range(2):
        assert check(str(bundle(house, Set.REDACTED)))["withheld"] == ["P-5"]
    assert words(house, number, "e50") == (Level.PUBLIC, "")
    redacting.set_level(house, GAGNON, number, "e52", Level.PUBLIC, "", now=NOW)
    for _ in range(2):
        found = check(str(bundle(house, Set.REDACTED)))
        assert (found["redacted"], found["withheld"]) == (["P-3", "P-4"], [])
        assert why(house, approved(house, Set.REDACTED)) == ""
    assert words(house, number, "e52") == (Level.PUBLIC, "")


def test_once_all_is_said_of_copies_that_differ_no_sweep_waits_to_write(house, monkeypatch):
    number = unlike(house, monkeypatch)
    agree_all(house, WHC, now=NOW)
    assert words(house, number, "e52") == (Level.CONFIDENTIAL, "personal")
    monkeypatch.setattr(alike, "agree", lambda *_, **__: pytest.fail("it waits for a turn"))
    agree_all(house, WHC, now=NOW)


def a_copy(exhibit: str, box: Box, seq: int) -> Redaction:
    return Redaction(exhibit, "0" * 64, f"{seq:064}", 9, 2, (1,), "x", (box,), 1, NOW, "me", seq)


def held(level: Level, reason: str = "", *copies: Redaction) -> Known:
    return Known("a", Withheld(level, reason, "me.gagnon", NOW, copies))


SILENT = Known("a", Withheld())
PUBLIC, BANK = held(Level.PUBLIC), held(Level.CONFIDENTIAL, "bank")
COUNSEL = held(Level.COUNSEL, "privilege")


@pytest.mark.parametrize(("own", "other", "level", "reason"), [
    (SILENT, COUNSEL, Level.COUNSEL, "privilege"),
    (PUBLIC, COUNSEL, Level.COUNSEL, "privilege"),
    (COUNSEL, PUBLIC, Level.COUNSEL, "privilege"),
    (PUBLIC, BANK, Level.CONFIDENTIAL, "bank"),
    (SILENT, BANK, Level.CONFIDENTIAL, "bank"),
    (held(Level.CONFIDENTIAL, "order"), BANK, Level.CONFIDENTIAL, "order"),
    (SILENT, PUBLIC, Level.CONFIDENTIAL, ""),
    (PUBLIC, SILENT, Level.PUBLIC, ""),
    (PUBLIC, replace(COUNSEL, sha256="b"), Level.PUBLIC, ""),
])  # fmt: skip
def test_the_most_withheld_stands_for_all_and_silence_withholds_nothing_said(
    own: Known, other: Known, level: Level, reason: str
):
    found = as_one({"e1": own, "e2": other})["e1"].held
    assert (found.level, found.reason) == (level, reason)


def test_where_copies_differ_each_id_gives_its_own_and_one_without_a_notice():
    heavy, light = a_copy("e1", HEAVY, 1), a_copy("e2", LIGHT, 2)
    found = as_one({
        "e1": held(Level.PUBLIC, "", heavy), "e2": held(Level.PUBLIC, "", light), "e3": PUBLIC,
        "e4": SILENT,
    })  # fmt: skip
    assert (found["e1"].held.copy, found["e2"].held.copy) == (heavy, light)
    for exhibit in ("e3", "e4"):
        assert found[exhibit].held.reason == "personal"
        assert stands_for(found[exhibit], Set.REDACTED) is Stands.NOTICE
        assert stands_for(found[exhibit], Set.CONFIDENTIAL, copies=True) is Stands.NOTICE
        assert stands_for(found[exhibit], Set.CONFIDENTIAL) is Stands.FILE
