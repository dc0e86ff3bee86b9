"""Bundles are made in the background from one state, whole or not at all, and go out by two."""

import os
import re
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from itertools import count
from json import loads
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from claims.claim.redaction import Level, Set
from claims.claim.states import Status
from claims.documents import verify
from claims.documents.numbering import exhibit_key
from claims.documents.verify import check
from claims.evidence.look import Look
from claims.i18n.sentences import sentence
from claims.i18n.text import LANGUAGES
from claims.office import builder, building, exporting, lawyer, redacting
from claims.office.builder import build_next
from claims.office.handing import Part, hand_export
from claims.office.house import House
from claims.office.noting import notes
from claims.office.numbers import given
from claims.office.stood import salts_of
from claims.office.verdicts import Verdict
from claims.problems import Conflict, Held, NotAllowed, NotFound, Refused
from claims.store.builds import Build, Choice
from claims.store.snapshots import SALTED_BY
from tests.documents.crawling import crawl, ours
from tests.documents.reading_back import text_of
from tests.evidence.file_makers import a_pdf
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    ROY,
    WHC,
    a_claimant,
    a_filed_claim,
    a_number,
    an_exhibit,
)  # fmt: skip

DRAWN = count(1)
WHOLE = Choice()
CHOSEN = Choice(groups=("A1",))
"""Every claim of these tests."""
VOLUMES = Choice(groups=("A1",), room=2)
BIG = 900_000
"""With what every volume holds, one such file fits in two mebibytes, and two do not."""
OWN_TIME = {"id": "l1", "head": "own_time", "start": "2021-08-28", "end": "2021-08-30",
            "inputs": {"hours": "8"}}  # fmt: skip


def entropy(size: int) -> bytes:
    return (next(DRAWN) << 96).to_bytes(size, "big")


def ordered(house: House, choice: Choice = CHOSEN, actor=GAGNON) -> Build:
    return building.order(house, actor, WHC, choice, "fr", now=NOW, entropy=entropy)


def built(house: House, build: Build | None = None, *, at=NOW) -> Build:
    """That order, or a new one, once the background made what waits."""
    build = build or ordered(house)
    assert build_next(house, clock=lambda: at, entropy=entropy) == 1
    found = house.store.builds.find(build.id)
    assert found is not None
    return found


def files(house: House, build: Build) -> list[Path]:
    return [house.settings.exports_dir / v.export / v.name for v in build.volumes]


def with_files(house: House, n: int = 1, many: int = 3, media: str = "text/csv") -> str:
    """A claim with so many exhibits of 900 kB, none of which has pages."""
    exhibits = tuple(
        an_exhibit(100 * n + i, bytes([n, i]) * (BIG // 2), name=f"ventes {i}.csv",
                   media=media)
        for i in range(many)
    )  # fmt: skip
    return a_filed_claim(house, n, exhibits=exhibits, domain=f"site-{n}.ca")


def shelf(house: House) -> set[str]:
    """What stands in the exports folder."""
    return {p.name for p in house.settings.exports_dir.rglob("*") if p.is_file()}


def codes(build: Build) -> list[str]:
    return [problem.code for problem in build.told]


@pytest.fixture
def filed(house: House) -> House:
    a_filed_claim(house, exhibits=(an_exhibit(),))
    return house


def test_a_bundle_ordered_is_made_logged_and_verifies(filed):
    assert build_next(filed, clock=lambda: NOW, entropy=entropy) == 0
    [number] = {row.number for row, _ in filed.store.claims.bodies(WHC)}
    said = Verdict("l1", "refused", "", "proof_missing", "Note.", "La facture manque.")
    lawyer.decide(filed, GAGNON, number, [said], seen=filed.store.claims.find(number).version,
                  key="k", now=NOW)  # fmt: skip
    build = built(filed, ordered(filed, WHOLE))
    assert (build.state, build.done, build.of, build.snapshot) == ("built", 1, 1, 1)
    [export] = exporting.exported(filed, GAGNON, WHC)
    [path] = files(filed, build)
    assert sha256(path.read_bytes()).hexdigest() == export.sha256
    assert check(str(path))["files"] > 5
    told = [name for name in ZipFile(path).namelist() if b"La facture manque." in
            ZipFile(path).read(name)]  # fmt: skip
    assert told == [f"reclamations/{number}-r2.json", "lignes.csv"]
    followed = crawl(ZipFile(path))
    assert followed["P-1_rapport.pdf"] > followed["tableau_des_dommages.pdf"] > 3
    assert followed["P-2_chiffrier.xlsx"] == 2
    assert filed.store.verify().fault is None


def test_why_counsel_moved_a_claim_is_a_note_of_theirs_and_in_no_file_of_a_bundle(filed):
    [number] = {row.number for row, _ in filed.store.claims.bodies(WHC)}
    lawyer.move(filed, GAGNON, number, Status.IN_REVIEW, reason="Témoin fragile.", now=NOW,
                seen=filed.store.claims.find(number).version, entropy=entropy)  # fmt: skip
    [path] = files(filed, built(filed, ordered(filed, WHOLE)))
    with ZipFile(path) as archive:
        told = [name for name in archive.namelist() if b"fragile" in archive.read(name)]
    assert told == []
    assert [note.text for note in notes(filed, GAGNON, number)] == ["Témoin fragile."]


def test_R54_two_lawyers_and_the_terminal_get_the_same_bytes(filed, tmp_path):
    """Whatever order a process draws at random for what stands in its sets."""
    made = [built(filed, ordered(filed, WHOLE, who)) for who in (GAGNON, ROY)]
    bundles = {build.volumes[0].sha256 for build in made}
    for seed in "01":
        out, here = tmp_path / seed, {"CLAIMS_DATA_DIR": str(filed.settings.data_dir)}
        here |= {"CLAIMS_EXPORTS_DIR": str(tmp_path / "kept"), "PYTHONHASHSEED": seed}
        subprocess.run(
            [sys.executable, "-m", "claims", "export", WHC, "bundle", "--out", str(out)],
            env=os.environ | here, check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        bundles |= {sha256(path.read_bytes()).hexdigest() for path in out.rglob("*.zip")}
    assert len(bundles) == 1


def test_volumes_are_made_each_verifies_and_a_list_names_them(house):
    with_files(house)
    build = built(house, ordered(house, VOLUMES))
    *zips, listed = files(house, build)
    assert [v.exhibits for v in build.volumes] == [1, 1, 1, 0]
    assert [path.name[-11:] for path in zips] == [f"-VOL00{n}.zip" for n in (1, 2, 3)]
    lines = listed.read_text("utf-8-sig").splitlines()
    assert lines[1].split(";")[0::1][:1] == ["VOL001"]
    for n, path in enumerate(zips, 1):
        check(str(path))
        volume, name, size, _, first, last, _, page, digest = lines[n].split(";")
        assert (volume, name, size) == (f"VOL00{n}", path.name, str(path.stat().st_size))
        assert digest == sha256(path.read_bytes()).hexdigest()
        assert (first, last, page) == (f"P-{n + 2}", f"P-{n + 2}", f"WHC-00000{n}")


@pytest.mark.parametrize(
    ("choice", "picked"),
    [
        (Choice(groups=("A1",)), "ab"),
        (Choice(groups=("A2", "B1")), "bc"),
        (Choice(statuses=("in_review",)), "b"),
        (Choice(claims=("c",)), "c"),
        (Choice(groups=("B1",), statuses=("in_review",)), ""),
        (WHOLE, "abc"),
    ],
)
def test_claims_are_chosen_by_subgroup_state_and_number(choice, picked):
    every = (
        building.Filed("a", "submitted", frozenset({"A1"}), 1, 2, 100),
        building.Filed("b", "in_review", frozenset({"A1", "A2"}), 2, 3, 10),
        building.Filed("c", "submitted", frozenset({"B1", ""}), 0, 0, 0),
    )
    assert "".join(each.number for each in building.chosen(every, choice)) == picked
    assert building.weigh(every, choice).claims == len(picked)
    weight = building.weigh(every, Choice(groups=("A1",)))
    assert replace(weight, estimated=0) == building.Weight(2, 3, 3, 5, 110)
    assert bool(building.faults(every, choice)) is not bool(picked)


def test_a_bundle_of_chosen_claims_has_no_other_and_says_it_is_partial(house):
    numbers = [with_files(house, n, 1) for n in (1, 2)]
    every = building.filed(house, GAGNON, WHC)
    weight = building.weigh(every, WHOLE)
    assert replace(weight, estimated=0) == building.Weight(2, 2, 2, 2, 2 * BIG)
    [path] = files(house, built(house, ordered(house, Choice(claims=(numbers[1],)))))
    with ZipFile(path) as archive:
        told, names = loads(archive.read("manifest.json")), archive.namelist()
        [snapshot] = house.store.snapshots.of(WHC)
        salts = salts_of(snapshot, numbers)
        for secret in (numbers[0], salts[numbers[0]], snapshot.body[SALTED_BY]):
            assert not [name for name in names if secret.encode() in archive.read(name)]
    assert [claim["salt"] for claim in told["claims"]] == [salts[numbers[1]]]
    assert [claim["number"] for claim in told["claims"]] == [numbers[1]]
    found = check(str(path))
    assert (found["partial"], found["unlisted"]) == ([numbers[1]], [])


@pytest.mark.parametrize("which", list(Set))
def test_the_size_announced_is_about_that_of_the_bundle_made(house, which):
    a_filed_claim(house, exhibits=(
        an_exhibit(1, a_pdf(6)),
        an_exhibit(2, b"jour;ventes\n" * 900, name="v.csv", media="text/csv"),
        an_exhibit(3, b"courriel", name="c.txt", media="text/plain"),
    ))  # fmt: skip
    house.store.looks.keep("e1", Look(pages=6), at=NOW, by="system")
    choice = replace(WHOLE, set=which)
    every, entries = building.filed(house, GAGNON, WHC), house.store.journal.head().seq
    announced = building.weigh(every, choice, entries).estimated
    [path] = files(house, built(house, ordered(house, choice)))
    assert announced == pytest.approx(path.stat().st_size, rel=0.08)
    inside = building.weigh(every, replace(choice, room=25), entries).estimated
    assert inside == announced  # it fits in one volume


def test_the_size_announced_of_several_volumes_is_that_of_the_volumes_made_and_each_fits(house):
    """Twelve claims with two exhibits each, in volumes of six mebibytes."""
    for n in range(1, 13):
        with_files(house, n, 2, "application/vnd.ms-excel")
    choice = replace(WHOLE, room=6)
    every, entries = building.filed(house, GAGNON, WHC), house.store.journal.head().seq
    announced = building.weigh(every, choice, entries).estimated
    paths = [path for path in files(house, built(house, ordered(house, choice)))
             if path.suffix == ".zip"]  # fmt: skip
    sizes = [path.stat().st_size for path in paths]
    assert len(sizes) > 3
    assert max(sizes) <= 6 << 20
    assert announced == pytest.approx(sum(sizes), rel=0.05)


def test_a_volume_that_cannot_be_is_refused_before_the_job_with_the_least_it_would_say(house):
    for n in range(1, 4):
        with_files(house, n)
    small, every = replace(WHOLE, room=1), building.filed(house, GAGNON, WHC)
    entries = house.store.journal.head().seq
    [told] = building.faults(every, small, entries)
    assert (told.code, told.values["room"]) == ("volume-too-small", 1)
    enough = replace(WHOLE, room=told.values["least"])
    assert building.faults(every, enough, entries) == ()
    with pytest.raises(Refused, match="volume-too-small"):
        ordered(house, small)
    house.store.builds.add(Build("a" * 32, WHC, "fr", NOW, GAGNON.name, small))
    failed = built(house, house.store.builds.find("a" * 32))
    assert (failed.state, failed.told) == ("failed", (told,))
    assert built(house, ordered(house, enough)).state == "built"


def test_a_bundle_made_has_counted_every_exhibit_those_of_which_a_notice_is_given_too(filed):
    [number] = {row.number for row, _ in filed.store.claims.bodies(WHC)}
    redacting.set_level(filed, GAGNON, number, "e1", Level.COUNSEL, "privilege", now=NOW)
    build = built(filed, ordered(filed, WHOLE))
    assert (build.state, build.done, build.of) == ("built", 1, 1)


def test_the_papers_of_chosen_claims_total_these_alone_and_say_so(house, tmp_path):
    """One of two claims, of 4,570.00 and 200.00 each; the class declares twice as much."""
    numbers = [with_files(house, n, 1) for n in (1, 2)]
    [path] = files(house, built(house, ordered(house, Choice(claims=(numbers[1],)))))
    with ZipFile(path) as archive:
        told = loads(archive.read("manifest.json"))
        report, book = (
            archive.read(name) for name in (*ours(archive, ".pdf"), *ours(archive, ".xlsx"))
        )
        assert crawl(archive)[ours(archive, ".pdf")[0]] > 3
    said = text_of(report, tmp_path).replace("\u00a0", " ")
    said = " ".join(said.split())
    assert "réclamations choisies (1 sur 2 qui comptent), et non ceux du groupe" in said
    assert said.count("Rapport sommaire des pertes inscrites — réclamations choisies") > 3
    assert "4 770,00 $" in said
    assert "9 540,00 $" not in said
    assert told["totals"]["declared_cents"] == 477000
    sheet = load_workbook(BytesIO(book))["Sommaire"]
    cells = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert (cells["Déclaré"], cells["Réclamations"]) == (4770, 1)
    assert sheet["A2"].value == "Chiffrier des pertes — réclamations choisies"
    assert numbers[0].encode() not in b"".join(
        ZipFile(BytesIO(book)).read(name) for name in ZipFile(BytesIO(book)).namelist()
    )
    whole = built(house, ordered(house, WHOLE))
    [(first, _), (again, _)] = [papers(path), papers(files(house, whole)[0])]
    assert first != again


def papers(path: Path) -> list[str]:
    """The numbers of the report and of the workbook of a bundle."""
    with ZipFile(path) as archive:
        return [each["number"] for each in loads(archive.read("manifest.json"))["documents"]]


@pytest.mark.parametrize("of", list(Set))
def test_a_bundle_that_gives_what_counsel_withheld_since_goes_out_no_more(filed, of):
    [number] = {row.number for row, _ in filed.store.claims.bodies(WHC)}
    redacting.set_level(filed, GAGNON, number, "e1", Level.PUBLIC, "", now=NOW)
    waits, out = (built(filed, ordered(filed, replace(WHOLE, set=of))) for _ in range(2))
    [kept] = out.volumes
    building.approve(filed, ROY, out.id, now=NOW)
    hand_export(filed, ROY, kept.export, kept.name, now=NOW)
    redacting.set_level(filed, GAGNON, number, "e1", Level.COUNSEL, "privilege", now=NOW)
    for let_out in (
        lambda: building.approve(filed, ROY, waits.id, now=NOW),
        lambda: hand_export(filed, GAGNON, kept.export, kept.name, now=NOW),
        lambda: hand_export(filed, ROY, kept.export, kept.name, now=NOW, part=Part(9)),
    ):
        with pytest.raises(Refused) as refused:
            let_out()
        [told] = refused.value.problems
        assert (told.code, told.values) == ("bundle-overtaken", {"numbers": "P-3"})
    building.approve(filed, ROY, built(filed, ordered(filed, WHOLE)).id, now=NOW)


def test_a_number_nobody_filed_is_named(filed):
    with pytest.raises(Refused) as refused:
        ordered(filed, Choice(claims=("R-0000-00",)))
    [problem] = refused.value.problems
    assert (problem.code, problem.values) == ("bundle-claim-unknown", {"numbers": "R-0000-00"})


def when_placed(monkeypatch: pytest.MonkeyPatch, n: int, act) -> None:
    """Do something once the n-th exhibit is in."""
    placed, before = count(1), builder._Builder._placed

    def and_then(self, place: int, of: int) -> None:
        before(self, place, of)
        if next(placed) == n:
            act()

    monkeypatch.setattr(builder._Builder, "_placed", and_then)


def test_a_claim_withdrawn_while_it_is_made_stands_as_the_snapshot_holds_it(house, monkeypatch):
    kept, leaves = with_files(house, 1, 1), with_files(house, 2, 1)
    row = house.store.claims.find(leaves)
    when_placed(monkeypatch, 1, lambda: house.store.claims.move(
        leaves, Status.WITHDRAWN, reason="parti", seen=row.version, at=NOW, by=leaves
    ))  # fmt: skip
    build = built(house)
    [path] = files(house, build)
    told = loads(ZipFile(path).read("manifest.json"))
    assert {claim["number"] for claim in told["claims"]} == {kept, leaves}
    assert len(told["exhibits"]) == 2
    check(str(path))
    after = built(house)
    assert (build.snapshot, after.snapshot) == (1, 2)


def lost(path: Path) -> None:
    path.unlink()


def altered(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize(
    ("harm", "code"), [(lost, "bundle-exhibit-missing"), (altered, "bundle-exhibit-altered")]
)
def test_an_exhibit_lost_or_altered_is_named_and_nothing_is_left(house, harm, code):
    number = with_files(house)
    harm(next(house.settings.data_dir.rglob("*.sealed")))
    build = built(house, ordered(house, VOLUMES))
    assert (build.state, codes(build)) == ("failed", [code])
    assert build.told[0].where == number
    there = {e.sha256: e.name for e in house.store.claims.body(number).exhibits}
    told = build.told[0].values
    name = there[told["sha256"]]
    if harm is lost:  # seen before exhibits get their numbers
        assert told["exhibit"] == name
    else:
        assert re.fullmatch(rf"P-\d+ \({re.escape(name)}\)", told["exhibit"])
        [exhibit] = [e for e in house.store.claims.body(number).exhibits if e.name == name]
        place = given(house, WHC)[exhibit_key(number, exhibit.id)]
        assert told["exhibit"].startswith(f"P-{place.main} ")
    for language in LANGUAGES:
        assert told["exhibit"] in sentence(build.told[0], language)
    assert shelf(house) == set()
    assert house.store.exports.of(WHC) == ()


def test_a_full_disk_is_told_and_nothing_half_is_left(house, monkeypatch):
    with_files(house)
    written = exporting._written

    def full(blocks, path: Path):
        if "VOL002" in path.name:
            path.write_bytes(b"half")
            raise OSError(28, "No space left on device")
        return written(blocks, path)

    monkeypatch.setattr(exporting, "_written", full)
    build = built(house, ordered(house, VOLUMES))
    assert (build.state, codes(build), shelf(house)) == ("failed", ["bundle-no-room"], set())
    monkeypatch.setattr(builder, "disk_usage", lambda _: replace_free(0))
    build = built(house)
    assert codes(build) == ["bundle-disk"]


def replace_free(free: int):
    from shutil import disk_usage

    return disk_usage("/")._replace(free=free)


class Cut(BaseException):
    """A server that stops where it is."""


def cut_at(house: House, place: int) -> Build:
    """An order whose server stopped once it placed so many exhibits."""
    build = ordered(house, VOLUMES)

    def stop():
        raise Cut

    with pytest.MonkeyPatch.context() as patch:
        when_placed(patch, place, stop)
        with pytest.raises(Cut):
            build_next(house, clock=lambda: NOW, entropy=entropy)
    return house.store.builds.find(build.id)


KILLED = """
import os, secrets, signal, sys
from datetime import datetime
from pathlib import Path
from claims.office import builder
from claims.office.house import open_house
from claims.settings import Settings
placed, before = [], builder._Builder._placed
def killed(self, place, of):
    placed.append(place)
    before(self, place, of)
    if len(placed) == 2:
        os.kill(os.getpid(), signal.SIGKILL)
builder._Builder._placed = killed
now = datetime.fromisoformat(sys.argv[2])
house = open_house(Settings.at(Path(sys.argv[1])))
builder.build_next(house, clock=lambda: now, entropy=secrets.token_bytes)
"""


def killed(house: House) -> Build:
    """An order whose server was killed with SIGKILL once it placed two exhibits."""
    build = ordered(house, VOLUMES)
    folder = house.settings.data_dir.parent
    command = [sys.executable, "-c", KILLED, str(folder), NOW.isoformat()]
    ended = subprocess.run(command, timeout=60, check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    return house.store.builds.find(build.id)


LATER = NOW + timedelta(minutes=1)


def test_a_server_killed_midway_leaves_what_the_next_one_goes_on_from(house, monkeypatch):
    with_files(house)
    kept = killed(house)
    assert (kept.state, len(kept.volumes)) == ("building", 1)
    assert house.store.exports.of(WHC) == ()
    assert build_next(house, clock=lambda: NOW, entropy=entropy) == 0
    writes = []
    monkeypatch.setattr(builder, "write", lambda blocks, path: (
        writes.append(path.name[-10:]) or exporting.write(blocks, path)
    ))  # fmt: skip
    done = built(house, kept, at=LATER)
    assert (done.state, done.tries, done.restarted) == ("built", 2, 0)
    assert writes[:2] == ["VOL002.zip", "VOL003.zip"]
    for path in files(house, done)[:-1]:
        check(str(path))
    assert not [name for name in shelf(house) if name.startswith(".")]


def test_it_begins_again_when_a_claim_changed_or_a_volume_was_altered_meanwhile(house):
    with_files(house)
    kept = cut_at(house, 2)
    with_files(house, 2, 1)
    done = built(house, kept, at=LATER)
    assert (done.state, done.snapshot, done.restarted) == ("built", 2, 1)
    assert sum(v.exhibits for v in done.volumes) == 4
    kept = cut_at(house, 2)
    files(house, kept)[0].write_bytes(b"something else")
    assert built(house, kept, at=LATER + timedelta(minutes=1)).restarted == 1


def test_one_that_kills_its_server_each_time_is_given_up(house):
    with_files(house, many=1)
    build = ordered(house)
    for n in range(builder.TIMES):
        house.store.builds.take(at=NOW + n * builder.LEASE, until=NOW + (n + 1) * builder.LEASE)
    build = built(house, build, at=NOW + timedelta(days=1))
    assert (build.state, codes(build)) == ("failed", ["bundle-crashed"])


def test_one_cancelled_while_it_is_made_stops_and_leaves_nothing(house, monkeypatch):
    with_files(house)
    build = ordered(house, VOLUMES)
    when_placed(monkeypatch, 3, lambda: building.cancel(house, ROY, build.id, now=NOW))
    assert built(house, build).state == "cancelled"
    assert shelf(house) == set()


def test_two_servers_make_two_bundles_at_once_and_number_alike(house):
    for n in (1, 2):
        with_files(house, n, 1)
    orders = [ordered(house), ordered(house, Choice(claims=(a_number(2),)))]
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(
            lambda _: build_next(house, clock=lambda: NOW, entropy=entropy), orders
        ))  # fmt: skip
    assert told == [1, 1]
    numbers = []
    for build in orders:
        [path] = files(house, house.store.builds.find(build.id))
        check(str(path))
        exhibits = loads(ZipFile(path).read("manifest.json"))["exhibits"]
        numbers.append({e["id"]: (e["number"], e["numbered"]["first"]) for e in exhibits})
    assert numbers[1].items() <= numbers[0].items()


def take_out(house: House, build: Build, actor=GAGNON, **more) -> bytes:
    volume = build.volumes[0]
    handed = hand_export(house, actor, volume.export, volume.name, now=NOW, **more)
    return b"".join(handed.chunks)


def test_who_ordered_a_bundle_has_it_once_another_let_it_out(filed):
    build = built(filed)
    with pytest.raises(Held):
        take_out(filed, build)
    with pytest.raises(Refused) as refused:
        building.approve(filed, GAGNON, build.id, now=NOW)
    assert refused.value.problems[0].code == "bundle-own"
    assert take_out(filed, build, ROY)
    building.approve(filed, ROY, build.id, now=NOW)
    assert sha256(take_out(filed, build)).hexdigest() == build.volumes[0].sha256
    with pytest.raises(Conflict):
        building.send_back(filed, ROY, build.id, "trop tard", now=NOW)
    actions = [entry.action for entry in filed.store.journal.following(subject=WHC)]
    assert {"order bundle", "export", "approve bundle", "hand export"} <= set(actions)


def test_one_sent_back_goes_to_nobody_and_says_why(filed):
    build = built(filed)
    with pytest.raises(Refused):
        building.send_back(filed, ROY, build.id, "  ", now=NOW)
    building.send_back(filed, ROY, build.id, "P-3 est caviardable", now=NOW)
    for actor in (GAGNON, ROY):
        with pytest.raises(Held):
            take_out(filed, build, actor)
    kept = filed.store.builds.find(build.id)
    assert (kept.state, kept.answered_by, kept.note) == (
        "sent_back", ROY.name, "P-3 est caviardable",
    )  # fmt: skip


def test_a_part_of_a_bundle_is_the_part_asked_for(filed):
    build = built(filed)
    whole = take_out(filed, build, ROY)
    assert take_out(filed, build, ROY, part=Part(100)) == whole[100:]
    assert take_out(filed, build, ROY, part=Part(100, 199)) == whole[100:200]
    assert take_out(filed, build, ROY, part=Part(100, 10**12)) == whole[100:]
    assert take_out(filed, build, ROY, part=Part(len(whole))) == whole
    assert take_out(filed, build, ROY, part=Part(100, of="another file")) == whole


def test_one_is_checked_again_where_it_is_kept(filed):
    build = built(filed)
    [checked] = building.check_again(filed, ROY, build.id, now=NOW)
    assert (checked.fault, checked.found["claims"]) == (None, 1)
    [path] = files(filed, build)
    path.write_bytes(path.read_bytes().replace(b"facture", b"fracture", 1))
    [checked] = building.check_again(filed, ROY, build.id, now=NOW)
    assert checked.fault is not None
    path.unlink()
    [checked] = building.check_again(filed, ROY, build.id, now=NOW)
    assert checked.fault.code == "missing"
    told = [
        e.body for e in filed.store.journal.following(subject=WHC) if e.action == "check bundle"
    ]
    assert ['"agrees":true' in body for body in told] == [True, False, False]


def test_one_of_an_earlier_version_is_intact_or_altered_but_not_said_to_be_at_fault(
    filed, monkeypatch
):
    build = built(filed)
    monkeypatch.setattr(verify, "FORMAT", "claims-bundle-99")
    [checked] = building.check_again(filed, ROY, build.id, now=NOW)
    assert (checked.unread, checked.fault.code) == (True, "format")
    [path] = files(filed, build)
    path.write_bytes(path.read_bytes()[:-1])
    [checked] = building.check_again(filed, ROY, build.id, now=NOW)
    assert not checked.unread
    told = [loads(entry.body)["agrees"] for entry in filed.store.journal.following(subject=WHC)
            if entry.action == "check bundle"]  # fmt: skip
    assert told == [None, False]


@pytest.mark.parametrize("actor", [OXIA, a_claimant("R-2K7Q-48")])
def test_R02_only_counsel_of_the_matter_orders_reads_or_answers(filed, actor):
    build = built(filed)
    for refused in (
        lambda: ordered(filed, actor=actor),
        lambda: building.ordered(filed, actor, WHC),
        lambda: building.filed(filed, actor, WHC),
        lambda: building.approve(filed, actor, build.id, now=NOW),
        lambda: building.cancel(filed, actor, build.id, now=NOW),
        lambda: building.check_again(filed, ELSEWHERE, build.id, now=NOW),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            refused()
