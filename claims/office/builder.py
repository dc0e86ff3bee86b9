"""Making the bundles that were ordered, one after the other, whoever looks on.

Each file is on the shelf whole or not at all, and none is logged before all are. A server that
stops leaves the volumes it finished: the next one goes on from there while no claim has changed,
since the same state gives the same bytes, and begins again under a new snapshot when one has. The
volume it was writing begins again in any case: to know where its bytes stopped would be to trust a
file nobody hashed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import file_digest
from pathlib import Path
from shutil import disk_usage, rmtree
from threading import Event, Thread

from claims.access import Actor, Role
from claims.documents.contents import Volume as Holding
from claims.documents.numbering import exhibit_key
from claims.documents.volumes import Told, volumes_csv
from claims.evidence.durable import make
from claims.office.building import chosen, filed
from claims.office.exporting import named, stem_of, write
from claims.office.gathering import State, gather
from claims.office.house import House
from claims.office.numbers import given, pages_given, scheme_of
from claims.office.papers import bundle_of
from claims.office.recounting import must_agree
from claims.office.secrecy import Entropy
from claims.office.snapshots import tables_of
from claims.office.totalling import among
from claims.office.under_way import Desk
from claims.problems import ClaimsError, Conflict, NotSaved, Problem, Refused
from claims.store.builds import Build, Volume
from claims.store.exports import Export

LEASE, BEAT = timedelta(seconds=30), 8.0
"""For how long one is taken, and seconds between two signs that its server lives."""
TIMES = 3
"""How often one is begun that its server did not survive, at most."""
MEBI = 1 << 20
Clock = Callable[[], datetime]


class Stopped(Exception):
    """It was cancelled, or another server took it over."""


def build_next(house: House, *, clock: Clock, entropy: Entropy) -> int:
    """Make the bundle that waits longest; how many were waiting: 0 or 1."""
    build = house.store.builds.take(at=clock(), until=clock() + LEASE)
    if build is None:
        return 0
    with _beating(house, build, clock) as pulse, suppress(Stopped):
        try:
            _Builder(house, build, clock, entropy, pulse).make()
        except ClaimsError as fault:
            _give_up(house, build, _why(fault), clock())
        except Stopped:
            _drop(house, build)
            raise
        except Exception:
            _give_up(house, build, (Problem("", "bundle-broken"),), clock())
            raise
    return 1


def _why(fault: ClaimsError) -> tuple[Problem, ...]:
    """What kept it from being made, and what to do."""
    if isinstance(fault, Refused):
        return fault.problems
    if isinstance(fault, NotSaved):
        return (Problem("", "bundle-no-room"),)
    if isinstance(fault, Conflict):
        return (Problem("", "bundle-moving"),)
    return (Problem("", "bundle-broken"),)


def _give_up(house: House, build: Build, told: tuple[Problem, ...], now: datetime) -> None:
    if house.store.builds.fail(build, told, at=now):
        _drop(house, build)


def _drop(house: House, build: Build) -> None:
    """Leave nothing of it on the shelf, unless another server makes it now."""
    kept = house.store.builds.find(build.id)
    if kept and kept.state in ("failed", "cancelled"):
        for folder in house.settings.exports_dir.glob(f"{build.export_id(0)[:-3]}*"):
            rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class Pulse:
    """How far a bundle is, as its server says."""

    done: int = 0
    of: int = 0
    lost: Event = field(default_factory=Event)


@contextmanager
def _beating(house: House, build: Build, clock: Clock) -> Iterator[Pulse]:
    """Say every few seconds that it is being made, and learn that it is to stop."""
    pulse, ended = Pulse(), Event()

    def beat() -> None:
        while not ended.wait(BEAT):
            with suppress(NotSaved):
                _say(house, build, pulse, clock)

    thread = Thread(target=beat, name=f"bundle {build.id[:8]}", daemon=True)
    thread.start()
    try:
        yield pulse
    finally:
        ended.set()
        thread.join()


def _say(house: House, build: Build, pulse: Pulse, clock: Clock) -> None:
    until = clock() + LEASE
    if not house.store.builds.beat(build, until=until, done=pulse.done, of=pulse.of):
        pulse.lost.set()


@dataclass(slots=True)
class _Builder:
    """One bundle being made."""

    house: House
    build: Build
    clock: Clock
    entropy: Entropy
    pulse: Pulse
    said_at: datetime | None = None

    def make(self) -> None:
        """Every volume, then the list of them, then all at once in the export log."""
        if self.build.tries > TIMES:
            raise Refused([Problem("", "bundle-crashed", {"times": TIMES})])
        must_agree(self.house, self.build.matter)
        state, of = self._state()
        self.pulse.of = sum(len(each.claim.exhibits) for each in state.claims)
        self._begin(state)
        self._must_have_room(state)
        self.pulse.done = self.build.volumes[-1].until if self.build.volumes else 0
        reserves = list(self.build.told)
        while not self.build.volumes or self.build.volumes[-1].until < self.pulse.of:
            self._next_volume(state, of, reserves)
        self.build = replace(self.build, told=tuple(reserves))
        if len(self.build.volumes) > 1:
            self._list_of_volumes(state)
        files = [self._export(each, state) for each in self.build.volumes]
        if not self.house.store.builds.finish(self.build, files):
            raise Stopped

    def _state(self) -> tuple[State, int]:
        """What was chosen, as it stands while nobody changes it; of how many, where only part."""
        house, build = self.house, self.build
        actor = Actor(Role.LAWYER, build.by, matters=(build.matter,))
        state = gather(house, actor, build.matter, now=self.clock(), entropy=self.entropy)
        if build.choice.whole:
            return state, 0
        there = {each.number for each in chosen(filed(house, actor, build.matter), build.choice)}
        claims = tuple(each for each in state.claims if each.claim.number in there)
        if not claims:
            raise Refused([Problem("", "bundle-empty")])
        lines = tuple(line for line in state.lines if line.number in there)
        frame = among(state.frame, there)
        chosen_ones = replace(
            state, claims=claims, lines=lines, frame=frame, tables=tables_of(frame)
        )
        return chosen_ones, len(state.claims)

    def _begin(self, state: State) -> None:
        """Go on from the volumes kept, or begin again when what they were made from has changed, or
        a file is no longer the one that was made."""
        build, number = self.build, state.snapshot.number
        again = build.snapshot not in (0, number) or not all(map(self._whole, build.volumes))
        if again:
            build = replace(build, volumes=(), restarted=build.restarted + 1)
        self._keep(replace(build, snapshot=number))

    def _whole(self, volume: Volume) -> bool:
        try:
            with self._path(volume.export, volume.name).open("rb") as file:
                return file_digest(file, "sha256").hexdigest() == volume.sha256
        except OSError:
            return False

    def _must_have_room(self, state: State) -> None:
        """Refuse before an hour is spent on what the disk cannot hold."""
        needed = sum(exhibit.size for each in state.claims for exhibit in each.claim.exhibits)
        folder = self.house.settings.exports_dir
        try:
            make(folder)
            free = disk_usage(folder).free
        except OSError as fault:
            raise NotSaved(str(fault)) from fault
        if free < needed:
            told = {"needed": needed // MEBI + 1, "free": free // MEBI}
            raise Refused([Problem("", "bundle-disk", told)])

    def _next_volume(self, state: State, of: int, reserves: list[Problem]) -> None:
        build, made = self.build, self.build.volumes
        room = build.choice.room * MEBI or None
        after = made[-1].until if made else 0
        holding = Holding(len(made) + 1, room, after, after)
        desk = Desk(self.house, state, build.language, build.by, self.clock(), self._placed,
                    build.choice.set, of)  # fmt: skip
        label = f"-{holding.label}" if room else ""
        stem = stem_of(build.choice.set, build.language, whole=build.choice.whole)
        name = named(state, stem, build.language, f"{build.id[:16]}{label}", "zip")
        export = build.export_id(holding.number)
        blocks = bundle_of(desk, holding)
        digest, size = write(blocks, self._path(export, name))
        exhibits = holding.until - after
        volume = Volume(export, name, digest, size, exhibits, holding.until)
        reserves += [each for each in desk.reserves if each not in reserves]
        self._keep(replace(build, volumes=(*made, volume)))
        self.pulse.done = holding.until  # a notice has no bytes of the vault, and counts as well
        _say(self.house, self.build, self.pulse, self.clock)

    def _list_of_volumes(self, state: State) -> None:
        """One more file, that says what each volume holds and its hash."""
        build, language = self.build, self.build.language
        told = [self._told(each, self._in_order(state)) for each in build.volumes]
        export = build.export_id(len(told) + 1)
        name = named(state, "volumes", language, build.id[:16], "csv")
        digest, size = write([volumes_csv(told, language)], self._path(export, name))
        listed = Volume(export, name, digest, size, 0, build.volumes[-1].until)
        self.build = replace(build, volumes=(*build.volumes, listed))

    def _in_order(self, state: State) -> list[str]:
        """The keys of the exhibits, by number."""
        keys = [exhibit_key(f.claim.number, e.id) for f in state.claims for e in f.claim.exhibits]
        numbers = given(self.house, self.build.matter)
        return sorted(keys, key=numbers.__getitem__)

    def _told(self, volume: Volume, keys: list[str]) -> Told:
        house, matter = self.house, self.build.matter
        held = keys[volume.until - volume.exhibits : volume.until]
        numbers, ranges, scheme = (
            given(house, matter),
            pages_given(house, matter),
            scheme_of(house, matter),
        )
        pages = [scheme.labels(ranges[key]) for key in held if scheme and key in ranges]
        return Told(
            volume.name, volume.size, volume.sha256, volume.exhibits,
            tuple(numbers[key].label for key in held),
            tuple(label for labels in pages for label in labels),
        )  # fmt: skip

    def _export(self, volume: Volume, state: State) -> Export:
        build = self.build
        return Export(
            volume.export, build.matter, "bundle", volume.name, volume.sha256, volume.size,
            self.clock(), build.by, state.head.seq,
        )  # fmt: skip

    def _placed(self, _place: int, _of: int) -> None:
        """One exhibit more is in; said twice a second at the most."""
        self.pulse.done += 1
        now = self.clock()
        if self.said_at is None or now - self.said_at >= timedelta(seconds=0.5):
            self.said_at = now
            _say(self.house, self.build, self.pulse, self.clock)
        if self.pulse.lost.is_set():
            raise Stopped

    def _keep(self, build: Build) -> None:
        self.build = build
        if not self.house.store.builds.keep(build):
            raise Stopped

    def _path(self, export: str, name: str) -> Path:
        return self.house.settings.exports_dir / export / name
