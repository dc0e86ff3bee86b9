"""What was withheld since a bundle was made keeps it in, by its bytes; who left since is said."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from claims.claim.redaction import Box, Level, Set
from claims.claim.states import Status
from claims.evidence.look import Look
from claims.office import building, gives, handing, lawyer, redacting
from claims.office.clawback import given_too_much
from claims.office.gives import Given, Gives
from claims.office.handing import hand_export
from claims.office.house import House
from claims.office.upkeep import sweep
from claims.problems import Refused
from claims.store.builds import Build
from tests.makers import GAGNON, NOW, ROY, a_filed_claim, an_exhibit, filed_again
from tests.office.test_building import VOLUMES, WHOLE, built, entropy, ordered, with_files
from tests.office.test_redacting import CONTENT

pytestmark = pytest.mark.usefixtures("unread")

SECRET = b"memo de Me Lavoie"


def approved(house: House, of: Set = Set.CONFIDENTIAL) -> Build:
    build = built(house, ordered(house, replace(WHOLE, set=of)))
    building.approve(house, ROY, build.id, now=NOW)
    return build


def why(house: House, build: Build, name: str = "") -> str:
    """The code of what keeps a file of a bundle in; empty where it goes out."""
    kept = next(each for each in build.volumes if each.name.endswith(name))
    try:
        hand_export(house, ROY, kept.export, kept.name, now=NOW)
    except Refused as refused:
        [problem] = refused.problems
        return problem.code
    return ""


def withhold(house: House, number: str, exhibit: str) -> None:
    redacting.set_level(house, GAGNON, number, exhibit, Level.COUNSEL, "privilege", now=NOW)


def a_box(bottom: int) -> Box:
    return Box(1, 0, 0, bottom, 10_000, reason="personal", pattern="drawn")


def test_the_same_bytes_brought_again_and_withheld_keep_the_former_bundle_in(house):
    memo = an_exhibit(60, SECRET, name="memo.txt", media="text/plain")
    number = a_filed_claim(house, exhibits=(memo,))
    other = a_filed_claim(house, 2, domain="autre.ca", exhibits=(
        an_exhibit(70, SECRET, name="memo.txt", media="text/plain"),))  # fmt: skip
    build = approved(house)
    filed_again(house, number, exhibits=(memo.model_copy(update={"id": "e61"}),))
    assert why(house, build) == ""
    withhold(house, number, "e61")
    assert why(house, build) == "bundle-overtaken"
    with pytest.raises(Refused) as refused:
        building.must_be_of_today(house, GAGNON, build)
    [told] = refused.value.problems
    assert told.values["numbers"].count("P-") == 1, f"{other} gives its own"


def test_a_bundle_that_gave_bytes_withheld_under_another_id_is_stopped_at_the_start(
    house,
):
    number = a_filed_claim(house, exhibits=(an_exhibit(),))
    build = approved(house)
    house.store.redactions.say(number, "e1", Level.CONFIDENTIAL, "order", at=NOW, by=GAGNON.name)
    filed_again(house, number, exhibits=(an_exhibit(9),))
    house.store.redactions.say(number, "e9", Level.COUNSEL, "privilege", at=NOW, by=GAGNON.name)
    sweep(house, now=NOW)
    assert house.store.redactions.of(number)["e1"].level is Level.COUNSEL
    assert why(house, build) == "bundle-overtaken"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:500])


def of_another_format(path: Path) -> None:
    with ZipFile(path) as kept:
        told = json.loads(kept.read("manifest.json"))
    del told["set"]
    with ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps(told))


@pytest.mark.parametrize("harm", [cut, of_another_format])
def test_a_bundle_that_cannot_be_read_again_is_kept_in_alone(house, harm: Callable[[Path], None]):
    number = a_filed_claim(house, exhibits=(an_exhibit(),))
    waits, out = built(house, ordered(house, WHOLE)), approved(house)
    for build in (waits, out):
        [kept] = build.volumes
        path = house.settings.exports_dir / kept.export / kept.name
        path.chmod(0o600)
        harm(path)
    withhold(house, number, "e1")
    sound = approved(house)
    assert (why(house, out), why(house, sound)) == ("bundle-unread", "")
    with pytest.raises(Refused) as refused:
        building.approve(house, ROY, waits.id, now=NOW)
    assert refused.value.problems[0].code == "bundle-unread"


def test_any_redaction_since_keeps_the_redacted_set_in_a_lighter_one_too(house):
    number = a_filed_claim(house, exhibits=(an_exhibit(50, CONTENT),))
    house.store.looks.keep("e50", Look(pages=2), at=NOW, by="system")
    redacting.redact(house, GAGNON, number, "e50", [a_box(5000)], seen=0, now=NOW)
    build, whole = approved(house, Set.REDACTED), approved(house)
    assert why(house, build) == ""
    redacting.redact(house, GAGNON, number, "e50", [a_box(100)], seen=1, now=NOW)
    assert (why(house, build), why(house, whole)) == ("bundle-overtaken", "")


def test_a_level_that_gives_more_stops_nothing_where_each_id_has_a_copy_of_its_own(house):
    number = a_filed_claim(house, exhibits=(an_exhibit(50, CONTENT),))
    house.store.looks.keep("e50", Look(pages=2), at=NOW, by="system")
    for seen, bottom in enumerate((3000, 4000)):
        redacting.redact(house, GAGNON, number, "e50", [a_box(bottom)], seen=seen, now=NOW)
    filed_again(house, number, exhibits=(an_exhibit(51, CONTENT),))
    house.store.looks.keep("e51", Look(pages=2), at=NOW, by="system")
    first, _ = house.store.redactions.of(number)["e50"].copies
    own = replace(first, exhibit="e51")
    house.store.redactions.add(number, own, seen=0, at=NOW, by=GAGNON.name)  # as before this rule
    build = approved(house, Set.REDACTED)
    redacting.set_level(house, GAGNON, number, "e50", Level.PUBLIC, "", now=NOW)
    assert why(house, build) == ""


def test_a_volume_that_is_gone_keeps_its_production_in_and_cannot_be_approved(house):
    with_files(house)
    build = built(house, ordered(house, VOLUMES))
    second = next(each for each in build.volumes if "VOL002" in each.name)
    (house.settings.exports_dir / second.export / second.name).unlink()
    with pytest.raises(Refused) as refused:
        building.approve(house, ROY, build.id, now=NOW)
    [problem] = refused.value.problems
    assert (problem.code, problem.values["name"]) == ("bundle-gone", second.name)
    assert why(house, build, "VOL001.zip") == "bundle-gone"


def test_what_is_withheld_while_a_file_is_hashed_keeps_it_in(house, monkeypatch):
    number = a_filed_claim(house, exhibits=(an_exhibit(),))
    build = approved(house)
    hashed = handing._chunks

    def slowly(*told):
        withhold(house, number, "e1")
        return hashed(*told)

    monkeypatch.setattr(handing, "_chunks", slowly)
    assert why(house, build) == "bundle-overtaken"
    assert "hand export" not in {each.action for each in house.store.journal.latest(5)}


def test_a_manifest_is_read_once_as_it_stands_and_only_where_a_word_was_said(house, monkeypatch):
    number = a_filed_claim(house, exhibits=(an_exhibit(),))
    other = a_filed_claim(house, 2, domain="autre.ca", exhibits=(an_exhibit(2, SECRET),))
    [file] = approved(house).volumes
    export = house.store.exports.find(file.export)
    read: list[str] = []
    of = gives._read
    monkeypatch.setattr(gives, "_read", lambda path: read.append(path.name) or of(path))
    assert given_too_much(house, export) == ()
    assert read == []
    for _ in range(3):
        withhold(house, other, "e2")
        assert given_too_much(house, export) == ("P-4",)
    assert read == [file.name]
    (house.settings.exports_dir / file.export / file.name).touch()
    withhold(house, number, "e1")
    assert given_too_much(house, export) == ("P-3", "P-4")
    assert len(read) == 2


def test_the_shelf_drops_what_was_asked_of_least_lately(tmp_path, monkeypatch):
    shelf, read = gives.Shelf(most=2), list[str]()
    one = Gives(Set.REDACTED, (Given("P-3", "R", "e1", "0"),), frozenset({"R"}))
    monkeypatch.setattr(gives, "_read", lambda path: read.append(path.name) or one)
    for name in "abc":
        (tmp_path / name).touch()
    for name in "abacab":
        shelf.of(tmp_path / name)
    assert read == ["a", "b", "c", "b"]


def test_nothing_of_a_production_goes_out_once_one_of_its_volumes_may_not(house):
    number = with_files(house)
    build = built(house, ordered(house, VOLUMES))
    building.approve(house, ROY, build.id, now=NOW)
    assert len(build.volumes) > 2
    names = [each.name for each in build.volumes]
    assert [why(house, build, name) for name in names] == [""] * len(names)
    withhold(house, number, "e102")
    assert [why(house, build, name) for name in names] == ["bundle-overtaken"] * len(names)


def test_a_claim_that_left_since_is_named_and_stays_as_the_snapshot_holds_it(house):
    stays, leaves = (a_filed_claim(house, n, domain=f"site{n}.ca") for n in (1, 2))
    waits, out = built(house, ordered(house, WHOLE)), approved(house)
    assert building.gone_since(house, ROY, waits) == {}
    lawyer.move(house, GAGNON, leaves, Status.OPTED_OUT, reason="x", now=NOW, entropy=entropy,
                seen=house.store.claims.find(leaves).version)  # fmt: skip
    after = built(house, ordered(house, WHOLE))
    told = [building.gone_since(house, ROY, build) for build in (waits, out, after)]
    assert told == [{leaves: Status.OPTED_OUT}, {leaves: Status.OPTED_OUT}, {}]
    building.approve(house, ROY, waits.id, now=NOW)
    assert why(house, out) == ""
    assert stays not in told[0]
