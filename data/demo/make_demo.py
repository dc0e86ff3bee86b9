"""Make the demonstration, once: forms, exhibits and courses of every claim of the three matters.

    python data/demo/make_demo.py            from the root; needs LibreOffice and Chromium
    python data/demo/make_demo.py samples    data/samples/ only

Its output is committed, so that running the software needs neither. The seed is fixed: forms come
out the same; PDF files carry the moment they were made. A course that is committed is kept: counsel
decided by the rules of its day, which were revised since. Only a new claim has one drawn.
"""

import json
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE)]

from claims.claim.form import ClaimForm  # noqa: E402
from claims.claim.model import Claim, Exhibit  # noqa: E402
from claims.claim.reading import read_claim  # noqa: E402
from claims.damages.engine import assess  # noqa: E402
from claims.damages.rates import Rates  # noqa: E402
from claims.evidence.gate import Seen, look_at  # noqa: E402
from claims.matter.model import Matter  # noqa: E402
from claims.matter.reading import read_matters  # noqa: E402
from claims.office.looking import read  # noqa: E402

from making import cases, course  # noqa: E402
from making.claims import Case, Profile, make_case  # noqa: E402
from making.losses import add_credits, add_losses  # noqa: E402
from making.papers import Desk  # noqa: E402
from making.people import People  # noqa: E402
from making.planted import planted  # noqa: E402
from making.proofs import Proofs  # noqa: E402
from making.samples import make_samples  # noqa: E402

SEED = 20210828
TODAY = date(2026, 11, 1)
MATTERS = read_matters(ROOT / "data" / "matters")
RATES = Rates.read(ROOT / "data" / "rates")
QC = {"QC": 88, "ON": 6, "NB": 3, "NS": 1, "AB": 1, "BC": 1}
PROFILES = [
    Profile(MATTERS["whc-2021"], {"A1": 32, "A2": 22, "B1": 50, "B2": 56, "C1": 30}, 20, QC, {}, "w",
            date(2021, 9, 10), (5988, 9588, 11988, 14388, 23988), "365"),
    Profile(MATTERS["ovh-2021"], {"E1": 12, "E2": 14, "P1": 9, "F1": 5}, 4, {"FR": 1},
            {"sworn_statement": "witness_statement"}, "o", date(2021, 6, 30), (3588, 8388, 14388, 71988), "365"),
    Profile(MATTERS["telus-2019"], {"BC1": 6, "BC2": 5, "AB1": 5, "AB2": 4}, 85, {"BC": 1},
            {"platform_export": "order_book"}, "t", date(2019, 8, 19), (7875, 9450, 11550), "30"),
]
PUBLIC = {"whc-2021": [cases.oxia()], "ovh-2021": [cases.jeweller()], "telus-2019": [cases.bakery()]}


def main() -> None:
    """The samples, then every matter in turn."""
    with TemporaryDirectory() as work:
        (Path(work) / "samples").mkdir()
        make_samples(ROOT / "data" / "samples", Desk(Path(work) / "samples"))
        if sys.argv[1:] == ["samples"]:
            return
        for n, profile in enumerate(PROFILES):
            folder = HERE / profile.matter.id
            kept = courses(folder)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            desk = Desk(Path(work) / str(n))
            desk.work.mkdir()
            made = brought(profile, folder, desk)
            desk.make()
            write(folder, *told(profile, made, folder, kept), profile.matter)


def courses(folder: Path) -> dict[str, dict]:
    """The courses committed, by key of their claim."""
    path = folder / "steps.jsonl"
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {row["key"]: row for row in map(json.loads, rows)}


def brought(profile: Profile, folder: Path, desk: Desk) -> list[Case]:
    """The invented claims of a matter; their papers are asked of the desk, which then makes them."""
    made = fictional(profile, Random(f"{SEED} {profile.matter.id}"))
    for case in made:
        Proofs(case, desk, folder).bring()
    return made


def told(profile: Profile, made: list[Case], folder: Path, kept: dict[str, dict]) -> tuple[list[dict], list[dict]]:
    """Forms and courses of one matter, every file standing in its folder."""
    matter, whc = profile.matter, profile.letter == "w"
    forms, new = [], []

    def follow(form: dict, draw: Callable[[Random], dict]) -> None:
        forms.append(form)
        if form["key"] not in kept:
            new.append(draw(Random(f"{SEED} {matter.id} {form['key']}")))

    for form in PUBLIC[matter.id] + (cases.shops(ROOT / "data" / "sales") if whc else []):
        place_exhibits(form, folder)
        follow(form, partial(course.filed, form["key"]))
    for form in cases.unpriced().get(matter.id, []):
        follow(form, partial(course.draft, form["key"]))
    for n, case in enumerate(made):
        follow(case.form, partial(story, case, signed(case, n, matter, folder), matter))
    for form, step in planted(made) if whc else []:
        follow(form, lambda _random, step=step: step)
    course.amendments(forms, new)
    course.deficiencies(forms, new)
    drawn = kept | {step["key"]: step for step in new}
    steps = [drawn[form["key"]] for form in forms]
    return forms, course.placed(steps) if whc else steps


def fictional(profile: Profile, random: Random) -> list[Case]:
    """The invented claims of a matter, subgroups mixed."""
    people = People(random)
    order = [key for key, count in profile.plan.items() for _ in range(count)]
    random.shuffle(order)
    made = []
    for n, subgroup in enumerate(order, 1):
        case = make_case(n, subgroup, profile, people, random)
        add_losses(case)
        add_credits(case)
        made.append(case)
    return made


def signed(case: Case, n: int, matter: Matter, folder: Path) -> Claim | None:
    """A fictional claim as it reads; one in eighteen was never filed."""
    if n % 18 == 7:
        case.form["attestation"] = {"name": "", "agreed": ""}
        return None
    claim, problems = read_claim(
        ClaimForm.model_validate(case.form), matter, number="R-0000-0000-0", today=TODAY,
        exhibits=exhibits_of(case.form, folder),
    )
    if claim is None:
        raise SystemExit(f"{case.form['key']}: {problems}")
    return claim


def story(case: Case, claim: Claim | None, matter: Matter, random: Random) -> dict:
    """The course of a fictional claim, by the rules of today."""
    if claim is None:
        return course.draft(case.form["key"], random)
    step = course.filed(case.form["key"], random)
    course.follow(step, claim, assess(claim, matter, RATES), case.on_paper, random)
    return step


def exhibits_of(form: dict, folder: Path) -> tuple[Exhibit, ...]:
    """The exhibits of a form, from the files just made."""
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return tuple(
        Exhibit(id=e["id"], sha256="0" * 64, size=(folder / e["file"]).stat().st_size, name=e["file"],
                media="", kind=e["kind"], losses=tuple(e["losses"]), added=at)
        for e in form["exhibits"]
    )


def place_exhibits(form: dict, folder: Path) -> None:
    """A real shop's own file is its exhibit."""
    for exhibit in form["exhibits"]:
        path = folder / exhibit["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "data" / "sales" / path.name, path)


def write(folder: Path, forms: list[dict], steps: list[dict], matter: Matter) -> None:
    """claims.jsonl, steps.jsonl, and files.jsonl with what the gate said of each file."""
    lines(folder / "claims.jsonl", forms)
    lines(folder / "steps.jsonl", steps)
    lines(folder / "files.jsonl", [seen(folder, e["file"], matter) for form in forms for e in form["exhibits"]])
    print(matter.id, len(forms), "claims", sum(len(f["exhibits"]) for f in forms), "exhibits")


def seen(folder: Path, file: str, matter: Matter) -> dict:
    """SHA-256, size, and what the gate found and read in a file; every one must pass."""
    path = folder / file
    found, problems = look_at(path.name, path)
    if found is None:
        raise SystemExit(f"{file}: {problems}")
    content = path.read_bytes()
    return {"file": file, "sha256": sha256(content).hexdigest(), "size": len(content),
            "media": found.media, "flags": list(found.flags), **looked(found, matter)}


def looked(found: Seen, matter: Matter) -> dict:
    """Pages, and what the words of a text mention; a picture is read when its page is opened."""
    look = read(found, matter)
    if look.reading != "text":
        return {"pages": look.pages, "reading": "", "findings": {}}
    return {"pages": look.pages, "reading": "text", "findings": look.findings.model_dump(mode="json")}


def lines(path: Path, rows: list[dict]) -> None:
    """One JSON object a line."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
