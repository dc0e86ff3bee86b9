"""Many exhibits at once: examined side by side, kept, listed in one transaction and one saving.

An agency brings a hundred and eighty files; one after the other they would take a minute. Two at a
time are looked at, so that whoever brings one photograph meanwhile waits for none of the others.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from claims.access import Actor
from claims.claim.matching import Proposal, losses_of_sites, losses_proved, proposed_for
from claims.claim.model import Exhibit
from claims.claim.numbers import RandomBytes
from claims.evidence.keyring import WrappedKey
from claims.evidence.look import Look
from claims.evidence.turns import EACH, on_behalf_of
from claims.matter.model import Matter
from claims.office.changing import change_draft, open_to_write
from claims.office.drafting import Form
from claims.office.folder import Folder
from claims.office.house import House
from claims.office.keeping import drop_unnamed, key_for
from claims.office.looking import admit, note_infected
from claims.problems import NotFound, NotSaved, Problem, TooMany
from claims.store.exhibits import Room

MEBI = 1024 * 1024
UNSAID = "other"
"""Kind of an exhibit nobody described yet."""
Progress = Callable[[int, int], None]
Examined = tuple[Exhibit | None, Look, tuple[Problem, ...]]


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

    A file the claim has already is kept out, and its first name told. Raises TooMany when not one
    fits, NotFound when the draft was erased meanwhile, NotSaved, and KeyLost.
    """
    actor.must("add exhibit")
    folder = open_to_write(house, actor, now)
    room = room_of(house, len(folder.form.services))
    new, refused = _once(files, folder)
    fitting = _fitting(new, room, house.store.exhibits.taken(folder.number))
    if new and not fitting:
        raise TooMany(f"claim {folder.number} has no room for another exhibit")
    refused += [
        Problem("exhibits", "file-no-room", {"name": file.name, "most": room.files})
        for file in new[len(fitting) :]
    ]
    key = key_for(house, actor.claim, now)
    kept: list[tuple[Exhibit, Look]] = []

    def examined(file: Brought) -> Examined:
        with on_behalf_of(actor.claim):
            return _examined(house, folder.matter, key, file, draw, now)

    with _side_by_side(examined, fitting) as answers:
        for done, (file, answer) in enumerate(zip(fitting, answers, strict=True), 1):
            exhibit, look, problems = answer
            note_infected(house, actor, file.content, look, now=now)
            kept += [(exhibit, look)] if exhibit else []
            refused += problems
            if progress:
                progress(done, len(fitting))
    _list(house, actor, key, kept, room, now)
    return Received(tuple(exhibit for exhibit, _ in kept), tuple(refused))


@contextmanager
def _side_by_side(
    examined: Callable[[Brought], Examined], files: Sequence[Brought]
) -> Iterator[Iterator[Examined]]:
    """What is found of each file, in order; whoever leaves early leaves nothing waiting."""
    pool = ThreadPoolExecutor(EACH, "parsers")
    try:
        yield pool.map(examined, files)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def room_of(house: House, sites: int) -> Room:
    """How much a claim with so many sites may bring."""
    return Room(house.settings.files_for(sites), house.settings.max_claim_mb * MEBI)


def _once(files: Sequence[Brought], folder: Folder) -> tuple[list[Brought], list[Problem]]:
    """The files the claim has not yet; of each of the others, under which name it has it."""
    known = {exhibit.sha256: exhibit.name for exhibit in folder.exhibits}
    new, twice = [], []
    for file in files:
        digest = sha256(file.content).hexdigest()
        if digest in known:
            told = {"name": file.name, "first": known[digest]}
            twice.append(Problem("exhibits", "file-twice", told))
        else:
            known[digest] = file.name
            new.append(file)
    return new, twice


def _fitting(files: Sequence[Brought], room: Room, taken: Room) -> Sequence[Brought]:
    """As many of the first files as there is room for; the store counts again."""
    left, size = room.files - taken.files, room.size - taken.size
    for place, file in enumerate(files[: max(left, 0)]):
        size -= len(file.content)
        if size < 0:
            return files[:place]
    return files[: max(left, 0)]


def _examined(
    house: House, matter: Matter, key: WrappedKey, file: Brought, draw: RandomBytes, now: datetime
) -> Examined:
    """One file past the gate and in the vault, or why not."""
    seen, look, problems = admit(house, matter, file.name, file.content, where="exhibits")
    if seen is None:
        return None, look, problems
    try:
        digest, size = house.vault.keep(key, file.content, most=house.settings.max_file_mb * MEBI)
    except NotSaved:
        return None, look, (Problem("exhibits", "file-not-kept", {"name": file.name}),)
    made = Exhibit(
        id=f"e{draw(8).hex()}", sha256=digest, size=size, name=file.name, media=seen.media,
        kind=file.kind, losses=file.losses, added=now, flags=seen.flags,
    )  # fmt: skip
    return made, look, ()


def _list(
    house: House,
    actor: Actor,
    key: WrappedKey,
    kept: Sequence[tuple[Exhibit, Look]],
    room: Room,
    now: datetime,
) -> None:
    """List exhibits with their claim, in one transaction, and describe them in its draft.

    Raises NotFound when the draft was erased meanwhile, and NotSaved when the same file was just
    taken back elsewhere; the files go then.
    """
    if not kept:
        return
    try:
        with house.store.database.together():
            for place, (exhibit, look) in enumerate(kept):
                at = now + timedelta(microseconds=place)  # listed in the order they were chosen
                house.store.exhibits.add(actor.claim, exhibit, at=at, by=actor.name, room=room)
                house.store.looks.keep(exhibit.id, look, at=at, by=actor.name)
                _must_stand(house, key, exhibit)
            _describe_new(house, actor, [exhibit for exhibit, _ in kept], now)
    except (NotFound, TooMany):
        drop_unnamed(house, key, [exhibit.sha256 for exhibit, _ in kept])
        raise


def _must_stand(house: House, key: WrappedKey, exhibit: Exhibit) -> None:
    """No exhibit is listed without its file: writers take turns, and so does what drops one."""
    try:
        house.vault.path(key, exhibit.sha256)
    except NotFound as gone:
        raise NotSaved(f"the file of {exhibit.id} was taken back meanwhile") from gone


def _describe_new(house: House, actor: Actor, kept: Sequence[Exhibit], now: datetime) -> None:
    told = [{"id": e.id, "kind": e.kind, "losses": list(e.losses)} for e in kept]

    def change(form: Form, version: int) -> Form:
        return {**form, "exhibits": [*form.get("exhibits", []), *told]}

    change_draft(house, actor, change, now)


def undescribed(folder: Folder) -> tuple[Exhibit, ...]:
    """Exhibits nobody said anything of yet."""
    return tuple(e for e in folder.exhibits if e.kind in ("", UNSAID) and not e.losses)


def proving_nothing(folder: Folder) -> tuple[Exhibit, ...]:
    """Exhibits tied to no loss, but for those that prove whose a site is and no loss at all."""
    of_losses = {
        kind for head in folder.matter.heads.values() for rule in head.proof for kind in rule.all_of
    }
    return tuple(e for e in folder.exhibits if not e.losses and e.kind in of_losses | {"", UNSAID})


def loss_named(folder: Folder, look: Look) -> str:
    """The loss of the sites an exhibit was read to name; "" when they have none, or several."""
    named = {domain for word in look.findings.domains for domain in word.means}
    form = folder.form
    losses = losses_of_sites(named, form.services, form.losses, folder.matter)
    return losses[0] if len(losses) == 1 else ""


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
