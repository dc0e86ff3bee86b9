"""The vault under new keys: what was kept in clear encrypted, and every key wrapped anew.

Both may be cut short at any point and begun again: what is done stays done.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from claims.access import Actor
from claims.evidence.keyring import WrappedKey
from claims.office.house import House
from claims.office.keeping import chunks_of, key_for, named
from claims.problems import BrokenChain, Erased, KeyLost, NotFound, Problem

BATCH = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Moved:
    """Files encrypted, and hashes of those left in clear because their bytes had changed."""

    sealed: int
    altered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the vault found; fault: the first bad exhibit, or None.

    erased: exhibits destroyed on purpose; in_clear: files still to be encrypted; orphans: files no
    exhibit names, which upkeep deletes after a month.
    """

    whole: int
    erased: int
    in_clear: int
    orphans: int
    fault: Problem | None


def move_over(house: House, *, now: datetime) -> Moved:
    """Encrypt, for each claim that names it, every file a former version kept in clear.

    What a claim brought before its key was forgotten is not; a file nobody else has is deleted.
    Raises KeyLost and NotSaved; whatever was moved by then stays moved.
    """
    waiting = house.vault.in_clear()
    forgotten = {kept.number for kept in house.store.keys.all() if kept.forgotten}
    claims = defaultdict[str, list[str]](list)
    for number, sha256 in sorted(house.store.exhibits.named()):
        if sha256 in waiting:
            claims[sha256] += [number] if number not in forgotten else []
    done, altered = 0, []
    for sha256, numbers in claims.items():
        keys = [key_for(house, number, now) for number in numbers]
        if house.vault.move_over(sha256, keys):
            done += 1
        else:
            altered.append(sha256)
    return Moved(done, tuple(altered))


def rotate(house: House, actor: Actor, *, now: datetime, progress: Progress | None = None) -> int:
    """Wrap every claim's key by the first key at hand; how many were not yet.

    Files are left as they are. Raises KeyLost when a key is wrapped by one that is not at hand.
    """
    actor.must("keep vault")
    ring, masters = house.vault.ring, house.store.keys.masters()
    total = sum(claims for master, claims in masters.items() if master != ring.first)
    done = 0
    for master in masters.keys() - {ring.first}:
        while batch := house.store.keys.wrapped_by(master, BATCH):
            pairs = [(kept, ring.again(kept)) for kept in batch]
            done += house.store.keys.rewrap(pairs, at=now, by=actor.name)
            if progress:
                progress(done, total)
    return done


def abandon(house: House, actor: Actor, *, now: datetime) -> tuple[str, ...]:
    """Give up the claims' keys that no key at hand opens, so that exhibits may be brought again.

    The numbers of those claims. Not to be taken back: what they brought is lost for ever.
    """
    actor.must("keep vault")
    numbers = tuple(kept.number for kept in lost(house))
    for number in numbers:
        house.store.keys.forget(number, reason="vault key lost", at=now, by=actor.name)
    return numbers


def lost(house: House) -> tuple[WrappedKey, ...]:
    """The claims' keys that no key at hand opens."""
    keys = (kept.key for kept in house.store.keys.all() if kept.key)
    return tuple(key for key in keys if not _opens(house, key))


def _opens(house: House, key: WrappedKey) -> bool:
    try:
        house.vault.ring.open(key)
    except KeyLost:
        return False
    return True


def check(house: House, actor: Actor, *, progress: Progress | None = None) -> Checked:
    """Open every exhibit and compare it with its hash, up to the first that does not agree."""
    actor.must("keep vault")
    whole = erased = 0
    wanted = sorted(house.store.exhibits.named())
    for place, (number, sha256) in enumerate(wanted, 1):
        code = _state(house, number, sha256)
        if code not in ("whole", "erased"):
            fault = Problem(f"{number}, {sha256}", code, {"number": number, "sha256": sha256})
            return Checked(whole, erased, len(house.vault.in_clear()), 0, fault)
        whole, erased = whole + (code == "whole"), erased + (code == "erased")
        if progress:
            progress(place, len(wanted))
    orphans = len(house.vault.orphans(named(house)))
    return Checked(whole, erased, len(house.vault.in_clear()), orphans, None)


def _state(house: House, number: str, sha256: str) -> str:
    try:
        for _ in chunks_of(house, number, sha256, check=True):
            pass
    except NotFound:
        return "exhibit-missing"
    except BrokenChain:
        return "exhibit-altered"
    except KeyLost:
        return "exhibit-locked"
    except Erased:
        return "erased"
    return "whole"
