"""The workshop of the demonstration gives back what is committed, but what LibreOffice makes."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from claims.demo import FOLDER, load_demo, number_and_code, rows
from claims.i18n.text import Text
from claims.matter.model import Networks
from claims.office.doubles import doubles
from claims.office.house import House
from tests.demo.test_demo import LAWYER, NOW
from tests.makers import a_house

RING = ("w051", "w121", "w136", "w146", "w186")


@pytest.fixture(scope="module")
def workshop():
    """The script, which stands beside the demonstration and not among the modules."""
    sys.path.insert(0, str(FOLDER))
    try:
        import make_demo

        yield make_demo
    finally:
        sys.path.remove(str(FOLDER))


def written(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("place", range(3))
def test_the_workshop_gives_back_the_claims_and_courses_that_are_committed(
    tmp_path, workshop, place
):
    profile = workshop.PROFILES[place]
    kept = FOLDER / profile.matter.id
    folder = copytree(kept, tmp_path / "made")
    made = workshop.brought(profile, folder, workshop.Desk(tmp_path))
    forms, steps = workshop.told(profile, made, folder, workshop.courses(kept))
    assert json.loads(json.dumps(forms)) == rows(kept / "claims.jsonl")
    assert steps == rows(kept / "steps.jsonl")
    assert written(folder) == written(kept)


def test_a_claim_without_a_course_has_one_drawn_and_the_others_keep_theirs(tmp_path, workshop):
    profile = workshop.PROFILES[2]
    kept = workshop.courses(FOLDER / profile.matter.id)
    folder = copytree(FOLDER / profile.matter.id, tmp_path / "made")
    made = workshop.brought(profile, folder, workshop.Desk(tmp_path))
    fewer = {key: step for key, step in kept.items() if key != "t003"}
    steps = {step["key"]: step for step in workshop.told(profile, made, folder, fewer)[1]}
    assert steps.keys() == kept.keys()
    assert {key: step for key, step in steps.items() if key != "t003"} == fewer


def test_the_claims_planted_in_the_main_matter_are_those_committed(workshop):
    committed = {row["key"]: row for row in rows(FOLDER / "whc-2021" / "claims.jsonl")}
    wave = [form for form, _ in workshop.planted([])]
    assert [committed[form["key"]] for form in wave] == wave
    assert len(wave) == 5


def some_of(folder: Path, keys: Callable[[str], bool]) -> Path:
    """The demonstration of the main matter, cut down to some claims."""
    of = folder / "whc-2021"
    of.mkdir(parents=True)
    (of / "files").symlink_to(FOLDER / "whc-2021" / "files")
    for name in ("claims", "steps"):
        kept = [row for row in rows(FOLDER / "whc-2021" / f"{name}.jsonl") if keys(row["key"])]
        (of / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in kept))
    (of / "files.jsonl").symlink_to(FOLDER / "whc-2021" / "files.jsonl")
    return folder


def test_R16_five_strangers_of_the_demonstration_are_a_ring_where_marks_are_kept(tmp_path):
    house: House = a_house(tmp_path / "house")
    networks = Networks(kept=True, days=30, authority=Text(fr="décision", en="decision"),
                        verified=False)  # fmt: skip
    matter = house.matter("whc-2021").model_copy(update={"networks": networks})
    house.matters["whc-2021"] = matter
    steps = rows(FOLDER / "whc-2021" / "steps.jsonl")
    ranged = {step["key"] for step in steps if "from" in step}
    assert len(ranged) == len(RING) + 9
    load_demo(house, now=NOW, folder=some_of(tmp_path / "demo", lambda key: key in ranged))
    found = doubles(house, LAWYER, "whc-2021").odd
    odd = {each.number for each in found if "same_network" in each.reasons}
    assert odd == {number_and_code("whc-2021", key)[0] for key in RING}
    assert len(house.store.networks.marks("whc-2021")) == len(ranged)
