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
from claims.office import building, lawyer, redacting
from claims.office.handing import hand_export
from claims.office.house import House
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
    half, small = (
        Box(1, 0, 0, bottom, 10_000, reason="personal", pattern="drawn") for bottom in (5000, 100)
    )
    redacting.redact(house, GAGNON, number, "e50", [half], seen=0, now=NOW)
    build, whole = approved(house, Set.REDACTED), approved(house)
    assert why(house, build) == ""
    redacting.redact(house, GAGNON, number, "e50", [small], seen=1, now=NOW)
    assert (why(house, build), why(house, whole)) == ("bundle-overtaken", "")


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
