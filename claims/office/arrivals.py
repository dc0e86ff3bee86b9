"""What each person is sending to the server, and what it turned away; in memory, like the files.

A file takes room from its first byte until the page has listed it, refused it or let it go: taking
an exhibit back frees its room at once. What comes in a quarter of an hour is bounded as well, so
that bringing and taking back without end fills nothing.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal

from claims.store.exhibits import Room

WINDOW = 15 * 60
TIMES = 4
"""How many times over the room of a claim may be sent in that many seconds."""
MOST_SENDERS, MOST_TOLD = 20_000, 300

Why = Literal["", "room", "pace", "size"]
"""Why a file was turned away: no room, too many lately, too large; empty when it was let in."""


@dataclass(frozen=True, slots=True)
class Arriving:
    """A file being sent, or received and not listed yet. at: seconds of a clock that only grows."""

    session: str
    file: str
    size: int
    at: float


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """A file the server did not take; its name is empty when it was not told."""

    name: str
    why: Why


@dataclass(slots=True)
class _Sender:
    waiting: list[Arriving] = field(default_factory=list)
    lately: deque[Arriving] = field(default_factory=deque)
    turned_away: deque[TurnedAway] = field(default_factory=lambda: deque(maxlen=MOST_TOLD))


_turn = Lock()
_senders: OrderedDict[str, _Sender] = OrderedDict()


def let_in(
    who: str, came: Arriving, *, room: Room, taken: Room, open_still: Callable[[str], bool]
) -> Why:
    """Count a file that begins to come, unless there is no room for it; why it is turned away.

    taken: what the claim's exhibits take; open_still: whether a session still holds its files.
    """
    with _turn:
        sender, since = _sender(who), came.at - WINDOW
        while sender.lately and sender.lately[0].at <= since:
            sender.lately.popleft()
        waiting = [w for w in sender.waiting if w.at > since and open_still(w.session)]
        sender.waiting = waiting
        if not _fits(waiting, came, room.files - taken.files, room.size - taken.size):
            return "room"
        if not _fits(sender.lately, came, TIMES * room.files, TIMES * room.size):
            return "pace"
        sender.waiting.append(came)
        sender.lately.append(came)
        return ""


def settle(who: str, files: Iterable[str]) -> None:
    """Files that wait no more: listed, refused, cut short or let go."""
    gone = set(files)
    with _turn:
        sender = _sender(who)
        sender.waiting = [w for w in sender.waiting if w.file not in gone]


def turn_away(who: str, name: str, why: Why) -> None:
    """Note a file that was not taken, for the page to say."""
    with _turn:
        _sender(who).turned_away.append(TurnedAway(name, why))


def turned_away(who: str, *, all_came: bool) -> tuple[TurnedAway, ...]:
    """What was turned away since this was last told; while others of the same deposit are still
    coming, it waits to be told with them."""
    with _turn:
        if who not in _senders or (_senders[who].waiting and not all_came):
            return ()
        told = tuple(_senders[who].turned_away)
        _senders[who].turned_away.clear()
        return told


def _fits(others: Iterable[Arriving], came: Arriving, files: int, size: int) -> bool:
    sizes = [other.size for other in others]
    return len(sizes) < files and sum(sizes) + came.size <= size


def _sender(who: str) -> _Sender:
    sender = _senders.setdefault(who, _Sender())
    _senders.move_to_end(who)
    if len(_senders) > MOST_SENDERS:
        _senders.popitem(last=False)
    return sender
