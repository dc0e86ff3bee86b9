"""Many exhibits at once: examined side by side, kept, listed in one transaction and one saving.

An agency brings a hundred and eighty files; one after the other they would take a minute. At most
four parsers run at a time, whoever brings what, so a crowd never starves the server.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from claims.access import Actor
from claims.claim.matching import Proposal, losses_proved, proposed_for
from claims.claim.model import Exhibit
from claims.claim.numbers import RandomBytes
from claims.evidence.keyring import WrappedKey
from claims.evidence.look import Look
from claims.matter.model import Matter
from claims.office.changing import change_draft, open_to_write
from claims.office.drafting import Form
from claims.office.folder import Folder
from claims.office.house import House
from claims.office.keeping import key_for
from claims.office.looking import admit, note_infected
from claims.problems import NotSaved, Problem, TooMany
from claims.store.exhibits import Room

MEBI = 1024 * 1024
PARSERS = ThreadPoolExecutor(4, "parsers")
UNSAID = "other"
"""Kind of an exhibit nobody described yet."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it came."""

    name: str
    content: bytes
    kind: str = UNSAID
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Received:
    """What became of the files: those kept, and why the others were not."""

    kept: tuple[Exhibit, ...]
    refused: tuple[Problem, ...]


def bring(
    house: House,
    actor: Actor,
    files: Sequence[Brought],
    *,
    draw: RandomBytes,
    now: datetime,
    progress: Progress | None = None,
) -> Received:
    """Let files in, keep them in the vault, list them.

    Raises TooMany when not one fits, NotSaved, and KeyLost.
    """
    actor.must("add exhibit")
    folder = open_to_write(house, actor, now)
    room = room_of(house, len(folder.form.services))
    fitting = _fitting(files, folder, room)
    if files and not fitting:
        raise TooMany(f"claim {folder.number} has no room for another exhibit")
    refused = [
        Problem("exhibits", "file-no-room", {"name": file.name, "most": room.files})
        for file in files[len(fitting) :]
    ]
    key = key_for(house, actor.claim, now)
    kept: list[tuple[Exhibit, Look]] = []
    examined = PARSERS.map(
        lambda file: _examined(house, folder.matter, key, file, draw, now), fitting
    )
    for done, (file, (exhibit, look, problems)) in enumerate(
        zip(fitting, examined, strict=True), 1
    ):
        note_infected(house, actor, file.content, look, now=now)
        kept += [(exhibit, look)] if exhibit else []
        refused += problems
        if progress:
            progress(done, len(fitting))
    _list(house, actor, kept, room, now)
    return Received(tuple(exhibit for exhibit, _ in kept), tuple(refused))


def room_of(house: House, sites: int) -> Room:
    """How much a claim with so many sites may bring."""
    return Room(house.settings.files_for(sites), house.settings.max_claim_mb * MEBI)


def _fitting(files: Sequence[Brought], folder: Folder, room: Room) -> Sequence[Brought]:
    """As many of the first files as there is room for; the store counts again."""
    left = room.files - len(folder.exhibits)
    size = room.size - sum(exhibit.size for exhibit in folder.exhibits)
    for place, file in enumerate(files[: max(left, 0)]):
        size -= len(file.content)
        if size < 0:
            return files[:place]
    return files[: max(left, 0)]


def _examined(
    house: House, matter: Matter, key: WrappedKey, file: Brought, draw: RandomBytes, now: datetime
) -> tuple[Exhibit | None, Look, tuple[Problem, ...]]:
    """One file past the gate and in the vault, or why not."""
    seen, look, problems = admit(house, matter, file.name, file.content, where="exhibits")
    if seen is None:
        return None, look, problems
    try:
        sha256, size = house.vault.keep(key, file.content, most=house.settings.max_file_mb * MEBI)
    except NotSaved:
        return None, look, (Problem("exhibits", "file-not-kept", {"name": file.name}),)
    made = Exhibit(
        id=f"e{draw(8).hex()}", sha256=sha256, size=size, name=file.name, media=seen.media,
        kind=file.kind, losses=file.losses, added=now, flags=seen.flags,
    )  # fmt: skip
    return made, look, ()


def _list(
    house: House, actor: Actor, kept: Sequence[tuple[Exhibit, Look]], room: Room, now: datetime
) -> None:
    """List exhibits with their claim, in one transaction, and describe them in its draft."""
    if not kept:
        return
    with house.store.database.together():
        for place, (exhibit, look) in enumerate(kept):
            at = now + timedelta(microseconds=place)  # listed in the order they were chosen
            house.store.exhibits.add(actor.claim, exhibit, at=at, by=actor.name, room=room)
            house.store.looks.keep(exhibit.id, look, at=at, by=actor.name)
    told = [{"id": e.id, "kind": e.kind, "losses": list(e.losses)} for e, _ in kept]

    def change(form: Form, version: int) -> Form:
        return {**form, "exhibits": [*form.get("exhibits", []), *told]}

    change_draft(house, actor, change, now)


def undescribed(folder: Folder) -> tuple[Exhibit, ...]:
    """Exhibits nobody said anything of yet."""
    return tuple(e for e in folder.exhibits if e.kind in ("", UNSAID) and not e.losses)


def proposals(folder: Folder) -> dict[str, Proposal]:
    """Exhibit → what its file's name suggests, for those nobody described."""
    sites = folder.form.services
    return {e.id: proposed_for(e.name, sites, folder.matter) for e in undescribed(folder)}


def describe(
    house: House, actor: Actor, told: Mapping[str, Proposal], *, now: datetime
) -> tuple[int, int]:
    """Say of many exhibits, at once, which site each is about and what it is. How many were
    described, and how many of those whose site has no loss yet to be proved."""
    actor.must("add exhibit")
    folder = open_to_write(house, actor, now)
    described = {
        e.id: {"id": e.id, "kind": said.kind or UNSAID, "losses": list(_proved(e, said, folder))}
        for e in folder.exhibits
        if (said := told.get(e.id)) and (said.kind or said.service)
    }

    def change(form: Form, version: int) -> Form:
        listed = form.get("exhibits", [])
        known = {part["id"] for part in listed}
        more = [part for name, part in described.items() if name not in known]
        return {**form, "exhibits": [described.get(p["id"], p) for p in listed] + more}

    change_draft(house, actor, change, now)
    alone = sum(bool(told[name].service) and not p["losses"] for name, p in described.items())
    return len(described), alone


def _proved(exhibit: Exhibit, said: Proposal, folder: Folder) -> tuple[str, ...]:
    if not said.service:
        return ()
    return losses_proved(exhibit.name, said.service, said.kind, folder.form.losses, folder.matter)
