"""The demonstration: the three matters with their public, real and fictional claims, as if the
register had been open for some weeks.

Forms, files and courses were made once (data/demo/README.md) and pass here through the same doors
as anyone's: claimants file, counsel decides. All of it is one transaction, so a start that is cut
short leaves nothing; and it is loaded once, whatever happens to it afterwards.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import shake_256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from claims.access import Actor, Role
from claims.claim.canonical import Json, digest
from claims.claim.model import Exhibit
from claims.claim.notice import NoticeSeen
from claims.claim.numbers import code_hash, new_code, new_number
from claims.claim.states import Status
from claims.evidence.findings import Findings
from claims.evidence.look import Look, Reading
from claims.i18n.catalogue import N_
from claims.matter.model import Matter
from claims.office import claimant, curing, filing, lawyer, snapshots
from claims.office.demo_staff import LOG_INS, enrol_demo_staff
from claims.office.house import House
from claims.office.issuing import seal
from claims.office.keeping import keep
from claims.office.verdicts import Verdict
from claims.problems import NotAllowed, NotFound
from claims.settings import HOME
from claims.store.claims import ClaimRow

FOLDER = HOME / "data" / "demo"
LOADED = "load demo"
OPEN_FOR = timedelta(days=21)
"""Shortest time the register of a demonstration was open before today."""
PLACES = 10_000
"""A moment of a course is a place, of so many, between the opening and today."""
HALFWAY = 6_000
"""Place of the first snapshot; the second is of today."""
TYPING = timedelta(minutes=17)
COUNSEL = next(p.email for p in LOG_INS if p.role is Role.LAWYER)
Progress = Callable[[int, int], None]
Row = Mapping[str, Any]

VISITS = (
    ("w001", N_("Une réclamation déposée")),
    ("w008", N_("Un brouillon à reprendre")),
)
"""Claims of the main matter whose number and code are told at the start."""


@dataclass(frozen=True, slots=True)
class DemoVisit:
    """What someone types to enter the demonstration as a claimant. title: a msgid."""

    title: str
    number: str
    code: str


@dataclass(frozen=True, slots=True)
class DemoLoaded:
    """How many claims the demonstration has, whether this call loaded them, who may enter."""

    claims: int
    changed: bool
    visits: tuple[DemoVisit, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to one claim, at a moment."""

    at: datetime
    matter: Matter
    key: str
    told: Row


def load_demo(
    house: House, *, now: datetime, progress: Progress | None = None, folder: Path = FOLDER
) -> DemoLoaded:
    """Load the demonstration unless it was loaded before. Raises NotAllowed outside demo mode."""
    if house.settings.mode != "demo":
        raise NotAllowed("the demonstration is loaded only in demo mode")
    matters = [house.matter(path.parent.name) for path in sorted(folder.glob("*/claims.jsonl"))]
    forms = {m.id: {form["key"]: form for form in rows(folder / m.id / "claims.jsonl")}
             for m in matters}  # fmt: skip
    told = DemoLoaded(sum(map(len, forms.values())), True, _visits(house))
    if house.store.journal.latest(1, subject=LOADED):
        return DemoLoaded(told.claims, False, told.visits)
    events = [event for m in matters for event in _events(m, folder / m.id, now)]
    files = {m.id: Files(house, folder / m.id) for m in matters}
    with house.store.database.together():
        enrol_demo_staff(house, now=opening(now), entropy=drawn("staff"))
        for n, event in enumerate(sorted(events, key=lambda event: event.at), 1):
            _happen(house, event, forms[event.matter.id], files[event.matter.id])
            if progress:
                progress(n, len(events))
        for matter in matters:
            _snapshot(house, matter, now)
        loaded: dict[str, Json] = {"claims": told.claims, "forms": digest(json.dumps(forms))}
        house.store.journal.note(LOADED, LOADED, loaded, at=now, by="system")
    return told


def opening(now: datetime) -> datetime:
    """When the register opened: the date of its definitions, or three weeks ago."""
    first = datetime.combine(date(2026, 11, 1), time(12), UTC)
    return min(first, now - OPEN_FOR)


def moment(place: int, clock: str, matter: Matter, now: datetime) -> datetime:
    """A place of a course, at an hour where the matter is heard; yesterday at the latest."""
    here = ZoneInfo(matter.timezone)
    first = opening(now).astimezone(here).date() + timedelta(days=1)
    days = (now.astimezone(here).date() - first).days
    day = first + timedelta(days=place * days // PLACES)
    return datetime.combine(day, time.fromisoformat(clock), here).astimezone(UTC)


def rows(path: Path) -> list[dict[str, Any]]:
    """One JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def drawn(seed: str) -> Callable[[int], bytes]:
    """Bytes that look random, always the same for a seed; each call goes on from the last."""
    calls = iter(range(1_000_000))
    return lambda wanted: shake_256(f"demo {seed} {next(calls)}".encode()).digest(wanted)


def number_and_code(matter: str, key: str) -> tuple[str, str]:
    """The same for every demonstration: they open nothing that is not fictional or public."""
    return new_number(drawn(f"number {matter} {key}")), new_code(drawn(f"code {matter} {key}"))


def _visits(house: House) -> tuple[DemoVisit, ...]:
    return tuple(DemoVisit(title, *number_and_code("whc-2021", key)) for key, title in VISITS)


def _counsel(house: House) -> Actor:
    return Actor(Role.LAWYER, COUNSEL, matters=tuple(house.matters))


def _events(matter: Matter, folder: Path, now: datetime) -> Iterator[Event]:
    """Everything that happened in a matter, filings first for each claim."""
    for course in rows(folder / "steps.jsonl"):
        at = moment(course["at"], course["time"], matter, now)
        yield Event(at - TYPING, matter, course["key"], {"do": "start"})
        if "draft" not in course:
            yield Event(at, matter, course["key"], {"do": "file", "from": course.get("from", "")})
        for step in course["then"]:
            at = moment(step["at"], step["time"], matter, now)
            yield Event(at, matter, course["key"], step)
    yield Event(moment(HALFWAY, "17:00", matter, now), matter, "", {"do": "snapshot"})


class Files:
    """The exhibits of one matter's demonstration, with what the gate said when they were made."""

    def __init__(self, house: House, folder: Path) -> None:
        self._house, self._folder = house, folder
        self._seen = {row["file"]: row for row in rows(folder / "files.jsonl")}

    def bring(self, number: str, key: str, place: int, told: Row, at: datetime) -> Exhibit:
        """Keep a file in the vault and list it. Raises NotFound when it is not the file seen."""
        seen = self._seen[told["file"]]
        path = self._folder / told["file"]
        sha256, size = keep(self._house, number, path.read_bytes(), now=at)
        if sha256 != seen["sha256"]:
            raise NotFound(f"{told['file']} is not the file the gate saw")
        exhibit = Exhibit(
            id=f"e{drawn(f'exhibit {number} {key} {place}')(8).hex()}", sha256=sha256, size=size,
            name=path.name, media=seen["media"], kind=told["kind"], losses=tuple(told["losses"]),
            added=at, flags=tuple(seen["flags"]),
        )  # fmt: skip
        self._house.store.exhibits.add(number, exhibit, at=at, by=number)
        self._house.store.looks.keep(exhibit.id, _look(seen), at=at, by=number)
        return exhibit


def _look(seen: Row) -> Look:
    reading: Reading = "text" if seen["reading"] == "text" else ""
    findings = Findings.model_validate_json(json.dumps(seen["findings"]))
    return Look(pages=seen["pages"], reading=reading, findings=findings)


def _happen(house: House, event: Event, forms: Mapping[str, Row], files: Files) -> None:
    number, code = number_and_code(event.matter.id, event.key)
    do = event.told["do"]
    if do == "start":
        _start(house, event, forms[event.key], files, number, code)
    elif do == "file":
        _file(house, event, forms[event.key], number)
    elif do == "snapshot":
        _snapshot(house, event.matter, event.at)
    elif do == "amend":
        _amend(house, event, forms[event.key], number)
    else:
        _follow(house, event, number)


def _snapshot(house: House, matter: Matter, at: datetime) -> None:
    entropy = drawn(f"snapshot {matter.id} {at:%Y%m%d}")
    snapshots.take(house, _counsel(house), matter.id, now=at, entropy=entropy)


def _start(house: House, event: Event, form: Row, files: Files, number: str, code: str) -> None:
    """Begin the claim with its form typed and its exhibits brought."""
    kept = {**form, "exhibits": []}
    house.store.claims.start(
        number, event.matter.id, language=form["language"], form=kept,
        code_hash=code_hash(code, number, house.settings.key()), fictional=form["fictional"],
        key=f"import {event.matter.id} {event.key}", at=event.at, by=number,
        notice=_notice(event, form),
    )  # fmt: skip
    exhibits = [
        files.bring(number, event.key, n, told, event.at) for n, told in enumerate(form["exhibits"])
    ]
    listed = [{"id": e.id, "kind": e.kind, "losses": list(e.losses)} for e in exhibits]
    house.store.drafts.save(number, {**kept, "exhibits": listed}, seen=1, at=event.at, by=number)


def _notice(event: Event, form: Row) -> NoticeSeen | None:
    """Who filed was shown the notice of the day; nobody was, of what counsel recorded."""
    if not form["fictional"]:
        return None
    return NoticeSeen(event.matter.notice_version, form["language"], event.at)


def _file(house: House, event: Event, form: Row, number: str) -> None:
    """The claimant signs and files; facts told in public are recorded by counsel, unsigned."""
    if not form["attestation"]["agreed"]:
        filing.record(house, _counsel(house), number, now=event.at)
        return
    actor = Actor(Role.CLAIMANT, number, claim=number)
    claimant.submit(
        house, actor, name=form["attestation"]["name"], agreed=True, seen=2,
        language=form["language"], now=event.at, remote=event.told["from"],
    )  # fmt: skip


def _amend(house: House, event: Event, form: Row, number: str) -> None:
    """The claimant corrects some fields of what was filed, and files again."""
    actor = Actor(Role.CLAIMANT, number, claim=number)
    claimant.amend(house, actor, reason=event.told["reason"], now=event.at)
    for path, old, new in event.told["fields"]:
        claimant.save_field(house, actor, path, old, new, now=event.at)
    seen = claimant.my_draft(house, actor, now=event.at).version
    claimant.submit(
        house,
        actor,
        name=form["attestation"]["name"],
        agreed=True,
        seen=seen,
        language=form["language"],
        now=event.at,
    )


def _follow(house: House, event: Event, number: str) -> None:
    """What counsel, or the claimant who leaves, then did."""
    told, row = event.told, house.store.claims.find(number)
    if row is None:
        raise NotFound(f"no claim {number}")
    if told["do"] == "decide":
        verdicts = [Verdict(loss, outcome, amount, reason)
                    for loss, outcome, amount, reason in told["lines"]]  # fmt: skip
        lawyer.decide(house, _counsel(house), number, verdicts, seen=row.version,
                      key=f"demo {event.at:%Y%m%d}", now=event.at)  # fmt: skip
    elif told["do"] == "withdraw":
        actor = Actor(Role.CLAIMANT, number, claim=number)
        claimant.withdraw(house, actor, reason=told["reason"], seen=row.version, now=event.at)
    elif told["to"] == Status.DEFICIENT:
        _ask(house, number, row, told["reason"], event.at)
    else:
        lawyer.move(house, _counsel(house), number, Status(told["to"]), reason=told["reason"],
                    seen=row.version, now=event.at,
                    entropy=drawn(f"move {number} {event.at:%Y%m%d}"))  # fmt: skip


def _ask(house: House, number: str, row: ClaimRow, sentence: str, at: datetime) -> None:
    """Counsel's letter about all that lacks, with a sentence of their own."""
    lacks = tuple(lack.id for lack in curing.proposal(house, _counsel(house), number).lacks)
    asking = curing.Asking(lacks, sentence)
    letter = curing.drafted(house, _counsel(house), number, asking, now=at)[row.language]
    curing.issue(house, _counsel(house), number, asking, seen=row.version,
                 shown=seal(letter), now=at)  # fmt: skip
