"""Bundles ordered by counsel: what goes in, let out by a second person, checked again where kept.

Nobody takes out alone what goes to the other side: the bundle somebody ordered is handed to them
once another of counsel, who may open it to read it, has let it out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from claims.access import Actor
from claims.claim.canonical import Json
from claims.claim.redaction import Set
from claims.claim.states import Status
from claims.documents.verify import UNCHECKED, BundleError, check
from claims.evidence.numbering import pages_to_number
from claims.i18n.text import Language
from claims.office.blinding import must_owe_no_reading
from claims.office.clawback import left_since, must_give_no_more_than_today
from claims.office.handing import export_path
from claims.office.house import House
from claims.office.measuring import given, least, measured
from claims.office.recounting import must_agree
from claims.office.secrecy import Entropy
from claims.problems import NotFound, Problem, Refused
from claims.store.builds import Build, Choice
from claims.store.exports import Export
from claims.store.redactions import Withheld

MEBI = 1 << 20
NOTE = 500
"""Longest word said with an answer, in characters."""
ROOMS = (0, 25, 100, 650, 2000, 4000)
"""Mebibytes of a volume that counsel may ask for; 0 for one file."""
KNOWN = 4
"""Most unknown numbers named in a refusal."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A claim that counts, for who chooses: its subgroups, and of its exhibits how many, how many
    pages and bytes. losses: how many; given: by set, the bytes that its exhibits take in a bundle.
    """

    number: str
    status: str
    groups: frozenset[str]
    exhibits: int
    pages: int
    size: int
    losses: int = 0
    given: Mapping[Set, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weight:
    """What a bundle would hold. of: claims that count in the matter; size: bytes of the exhibits as
    filed; estimated: bytes of the bundle, about."""

    claims: int
    of: int
    exhibits: int
    pages: int
    size: int
    estimated: int = 0


def filed(house: House, actor: Actor, matter: str) -> tuple[Filed, ...]:
    """Every claim that counts, by number."""
    actor.must_work_on("export bundle", matter)
    pages = house.store.looks.pages(matter)
    held = house.store.redactions.every(house.store.journal.head().seq)
    return tuple(
        _filed(row.number, row.status, body, pages, held)
        for row, body in house.store.claims.bodies(matter)
    )


def _filed(
    number: str, status: str, body: Mapping[str, Any], pages: Mapping[str, int],
    held: Mapping[tuple[str, str], Withheld],
) -> Filed:  # fmt: skip
    exhibits = body["exhibits"]
    counted = sum(pages_to_number(e["media"], pages.get(e["id"], 0)) for e in exhibits)
    groups = frozenset(service["subgroup"] for service in body["services"])
    size = sum(exhibit["size"] for exhibit in exhibits)
    taken = {
        wanted: sum(
            given(e, pages.get(e["id"], 0), held.get((number, e["id"]), Withheld()), wanted)
            for e in exhibits
        )
        for wanted in Set
    }
    return Filed(
        number, status, groups, len(exhibits), counted, size, len(body["losses"]), taken
    )  # fmt: skip


def chosen(every: Sequence[Filed], choice: Choice) -> tuple[Filed, ...]:
    """Those that a choice names: in one of its subgroups, states and numbers, where it says any."""
    return tuple(
        each for each in every
        if (not choice.groups or each.groups & set(choice.groups))
        and (not choice.statuses or each.status in choice.statuses)
        and (not choice.claims or each.number in choice.claims)
    )  # fmt: skip


def weigh(every: Sequence[Filed], choice: Choice, entries: int = 0) -> Weight:
    """How much a choice comes to. entries: of the journal, which every volume tells."""
    there = chosen(every, choice)
    estimated = measured(
        (each.given.get(choice.set, 0) for each in there), len(there),
        sum(each.losses for each in there), entries, choice.room * MEBI,
    )  # fmt: skip
    return Weight(
        len(there), len(every), sum(each.exhibits for each in there),
        sum(each.pages for each in there), sum(each.size for each in there), estimated,
    )  # fmt: skip


def faults(every: Sequence[Filed], choice: Choice, entries: int = 0) -> tuple[Problem, ...]:
    """What keeps a choice from being a bundle. entries: of the journal, told by every volume."""
    known = {each.number for each in every}
    unknown = [number for number in choice.claims if number not in known]
    if unknown:
        told = {"numbers": ", ".join(unknown[:KNOWN]) + ("…" if len(unknown) > KNOWN else "")}
        return (Problem("claims", "bundle-claim-unknown", told),)
    there = chosen(every, choice)
    return _too_small(there, choice, entries) if there else (Problem("", "bundle-empty"),)


def _too_small(there: Sequence[Filed], choice: Choice, entries: int) -> tuple[Problem, ...]:
    """A volume that what each one tells would fill by half: the job would be refused."""
    needed = least(
        sum(each.exhibits for each in there), len(there), sum(each.losses for each in there),
        entries,
    )  # fmt: skip
    if not choice.room or choice.room * MEBI >= needed:
        return ()
    told: dict[str, Any] = {"room": choice.room, "least": -(-needed // MEBI)}
    return (Problem("volume", "volume-too-small", told),)


def order(
    house: House, actor: Actor, matter: str, choice: Choice, language: Language, *,
    now: datetime, entropy: Entropy,
) -> Build:  # fmt: skip
    """Have a bundle made, which goes on whoever closes their page.

    Raises Refused when nothing is chosen, or while claims are counted under other rules than those
    in force; ProofIsOld.
    """
    actor.must_work_on("export bundle", matter)
    actor.must_have_proved(now=now)
    must_owe_no_reading(house, actor, matter)
    must_agree(house, matter)
    entries = house.store.journal.head().seq
    if problems := faults(filed(house, actor, matter), choice, entries):
        raise Refused(problems)
    build = Build(entropy(16).hex(), matter, language, now, actor.name, choice)
    house.store.builds.add(build)
    return build


def ordered(house: House, actor: Actor, matter: str) -> tuple[Build, ...]:
    """Every bundle ordered, newest first."""
    actor.must_work_on("export bundle", matter)
    return house.store.builds.of(matter)


def cancel(house: House, actor: Actor, build_id: str, *, now: datetime) -> None:
    """Stop one that is not made yet. Raises Conflict when it is."""
    build = _found(house, actor, build_id)
    house.store.builds.cancel(build.id, at=now, by=actor.name)


def may_answer(actor: Actor, build: Build) -> bool:
    """Whether this person is another than who ordered it, and it waits for an answer."""
    return build.state == "built" and build.by != actor.name


def approve(house: House, actor: Actor, build_id: str, *, now: datetime) -> None:
    """Let a bundle out, by another person than who ordered it.

    Raises Refused to who ordered it, or where it gives what was withheld since; Conflict when it
    has its answer already, ProofIsOld.
    """
    build = _found(house, actor, build_id)
    must_owe_no_reading(house, actor, build.matter)
    actor.must_have_proved(now=now)
    must_be_of_today(house, actor, build)  # what it gives is read before anyone waits for a turn
    with house.store.database.together():
        must_be_of_today(house, actor, build)
        _answer(house, actor, build_id, "approve bundle", "", now)


def must_be_of_today(house: House, actor: Actor, build: Build) -> None:
    """Raises Refused where a bundle gives what was withheld since, or cannot be read: it goes out
    no more."""
    actor.must_work_on("export bundle", build.matter)
    must_give_no_more_than_today(house, *_exports(house, build))


def gone_since(house: House, actor: Actor, build: Build) -> dict[str, Status]:
    """Number → state of the claims of a bundle that were withdrawn or left the group since.

    They stay in it, as in its snapshot, and stop nothing. Raises Refused where it cannot be read.
    """
    actor.must_work_on("export bundle", build.matter)
    every = (left_since(house, export) for export in _exports(house, build))
    return {number: status for left in every for number, status in left.items()}


def _exports(house: House, build: Build) -> tuple[Export, ...]:
    found = (house.store.exports.find(each.export) for each in build.volumes)
    return tuple(filter(None, found))


def send_back(house: House, actor: Actor, build_id: str, note: str, *, now: datetime) -> None:
    """Keep a bundle in, with a word to who ordered it; Raises as `approve`, and Refused without
    that word."""
    if not note.strip():
        raise Refused([Problem("note", "bundle-note-missing")])
    _answer(house, actor, build_id, "send back bundle", note.strip()[:NOTE], now)


def _answer(
    house: House, actor: Actor, build_id: str, action: str, note: str, now: datetime
) -> None:
    build = _found(house, actor, build_id)
    if build.by == actor.name:
        raise Refused([Problem("", "bundle-own")])
    house.store.builds.answer(build.id, action, note, at=now, by=actor.name)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of one file of a bundle found: counts, or the first thing that disagrees."""

    name: str
    found: Mapping[str, Any]
    fault: BundleError | None = None

    @property
    def unread(self) -> bool:
        """Whether it is as the export log has it, but of a format of another version, which the
        verifier inside it reads."""
        return self.fault is not None and self.fault.code in UNCHECKED


def check_again(house: House, actor: Actor, build_id: str, *, now: datetime) -> tuple[Checked, ...]:
    """Each ZIP of a bundle, as it is kept, checked by our verifier and against the hash of the
    export log; noted in the journal, `agrees` null where it is only of another version."""
    build = _found(house, actor, build_id)
    every = tuple(_checked(house, each.export) for each in build.volumes if each.exhibits)
    agrees = None if any(each.unread for each in every) else True
    if any(each.fault and not each.unread for each in every):
        agrees = False
    told: dict[str, Json] = {"id": build.id, "agrees": agrees}
    house.store.journal.note("check bundle", build.matter, told, at=now, by=actor.name)
    return every


def _checked(house: House, export_id: str) -> Checked:
    export = house.store.exports.find(export_id)
    if export is None:
        raise NotFound(f"no export {export_id}")
    path = export_path(house, export)
    try:
        checked = _read(path)
        with path.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != export.sha256:
                raise BundleError(export.name, "hash")
    except BundleError as fault:
        return Checked(export.name, {}, fault)
    return checked


def _read(path: Path) -> Checked:
    """What our verifier says of a ZIP, or that it cannot read it. Raises BundleError."""
    try:
        return Checked(path.name, check(str(path)))
    except BundleError as fault:
        if fault.code not in UNCHECKED:
            raise
        return Checked(path.name, {}, fault)


def _found(house: House, actor: Actor, build_id: str) -> Build:
    build = house.store.builds.find(build_id)
    if build is None or build.matter not in actor.matters:
        raise NotFound(f"no bundle {build_id}")
    actor.must_work_on("export bundle", build.matter)
    return build
