"""Tries at the door, counted so that guessing is slow for the guesser and for nobody else.

A try takes its place before the work of proving begins and gives it back once its outcome is
counted: ten at once are ten tries, and nobody waits for someone else's proof. Proving a password
costs memory and a processor on purpose, so only a few are proved at a time.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock, Semaphore

from claims.office.house import House
from claims.office.secrecy import fingerprint
from claims.problems import TooMany

MOST_FAILURES = 5
FAILURES_WITHIN = timedelta(minutes=15)
SITE_FAILURES, SITE_WITHIN = 300, timedelta(hours=1)
"""Past this many failures in an hour, every answer at the door takes longer, and it is noted."""
ALERT = "alert: guessing"
ALERT_EVERY = timedelta(minutes=1)
STARTS_PER_ADDRESS, STARTS_EVERYWHERE = 20, 500
"""New claims in an hour."""
LETTERS_AN_HOUR = {"link": 3, "write_to": 5, "write_from": 20}
"""Letters with a key in them that anyone may ask for: about one claim, to one address, from one
place."""
NEIGHBOURS = 64
"""Bits of an IPv6 address that name a household; it draws the others as it likes."""
PROVED_AT_ONCE, MOST_WAITING = 2, 8

_turn = Lock()
_under_way: Counter[tuple[int, str]] = Counter()
_provers = Semaphore(PROVED_AT_ONCE)
_waiting: list[int] = [0]


def counted(house: House, key: str, prove: Callable[[], bool], *, now: datetime) -> bool:
    """Whether it is proved, as one try under that key. Raises TooMany when there were too many."""
    place = (id(house), key)
    with _turn:
        _refuse_after_too_many(house, key, _under_way[place], now)
        _under_way[place] += 1
    try:
        right = prove()
        _note_try(house, key, right, now)
        return right
    finally:
        with _turn:
            _under_way[place] -= 1
            if not _under_way[place]:
                del _under_way[place]


def _refuse_after_too_many(house: House, key: str, under_way: int, now: datetime) -> None:
    tries = house.store.attempts
    failed = tries.failures(key, since=now - FAILURES_WITHIN)
    if failed + under_way < MOST_FAILURES:
        return
    if failed < MOST_FAILURES:
        raise TooMany("too many tries at once", wait=1)
    last = tries.last_failure(key) or now
    wait = max(1, int((last + FAILURES_WITHIN - now).total_seconds()))
    raise TooMany("too many failed tries", wait=wait)


def _note_try(house: House, key: str, right: bool, now: datetime) -> None:
    """Keep the try; past the limit of the site the journal gets one line a minute, not one each."""
    failures = _failures(house, now)
    house.store.attempts.record(key, ok=right, at=now, journaled=failures < SITE_FAILURES)
    if not right and failures + 1 >= SITE_FAILURES:
        last = next(iter(house.store.journal.latest(1, subject="site")), None)
        if last is None or now - last.at >= ALERT_EVERY:
            told = {"failures": failures + 1}
            house.store.journal.note(ALERT, "site", told, at=now, by="system")


def under_attack(house: House, now: datetime) -> bool:
    """Whether so many tries failed in the last hour that every answer is to be slowed."""
    return _failures(house, now) >= SITE_FAILURES


def _failures(house: House, now: datetime) -> int:
    return house.store.attempts.failures_everywhere(since=now - SITE_WITHIN)


@contextmanager
def proving() -> Iterator[None]:
    """A place among the few proofs made at a time. Raises TooMany when the queue is long."""
    with _turn:
        if _waiting[0] >= MOST_WAITING:
            raise TooMany("too many proofs wait", wait=60)
        _waiting[0] += 1
    try:
        _provers.acquire()
    finally:
        with _turn:
            _waiting[0] -= 1
    try:
        yield
    finally:
        _provers.release()


def make_room_for_one_more(house: House, remote: str, now: datetime) -> None:
    """Count one more claim begun from an address. Raises TooMany past the limits of an hour."""
    tries, since = house.store.attempts, now - timedelta(hours=1)
    known = household(remote, demo=house.settings.mode == "demo")
    address = f"start {fingerprint(house.settings.key(), 'address', known)[:16]}" if known else ""
    crowded = tries.tries("start", since=since) >= STARTS_EVERYWHERE
    if crowded or (address and tries.tries(address, since=since) >= STARTS_PER_ADDRESS):
        raise TooMany("too many claims were started in the last hour", wait=15 * 60)
    for key in filter(None, ("start", address)):
        tries.record(key, ok=True, at=now)


def make_room_to_write(house: House, now: datetime, **about: str) -> None:
    """Count one more letter with a key in it: about a claim (`link`), to an address (`write_to`),
    asked from a place (`write_from`); a blank one is not counted. Raises TooMany.

    Counted before anything is looked up, so that the answer says nothing of what exists.
    """
    tries, secret = house.store.attempts, house.settings.key()
    held = {
        f"{what} {fingerprint(secret, what, whom.casefold())[:16]}": LETTERS_AN_HOUR[what]
        for what, whom in about.items()
        if whom
    }
    since = now - timedelta(hours=1)
    if any(tries.tries(key, since=since) >= most for key, most in held.items()):
        raise TooMany("too many letters were asked for in the last hour", wait=60 * 60)
    for key in held:
        tries.record(key, ok=True, at=now)


def household(remote: str, *, demo: bool) -> str:
    """Who an address is counted as; empty for none, and for a demonstration's own machine."""
    try:
        address = ip_address(remote)
    except ValueError:
        return remote
    address = getattr(address, "ipv4_mapped", None) or address
    if demo and address.is_loopback:
        return ""
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address), NEIGHBOURS), strict=False))
    return str(address)
