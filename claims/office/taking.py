"""A download cut short goes on: a document begun on a proof of identity that was fresh is taken to
its end by who began it, in the same session, though the proof grew old and the page rested.

What goes on is what had not left yet. How far it was sent is noted before the bytes leave, and
nobody goes back before that but for what a cut may lose on its way: an eighth of the document, 16
MiB at most. So whoever finds an abandoned desk has no second copy of what left, and what is sent to
its end is over. Rights are asked for anew each time; the end of the session, or a log-out, ends it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from claims.access import ANONYMOUS, Actor
from claims.claim.canonical import Json
from claims.office.entrance import actor_from, actor_of, kept_session
from claims.office.house import House
from claims.store.columns import utc_text
from claims.store.exports import Export

LASTS = timedelta(hours=2)
"""From its beginning, how long a download may go on: 4 GB at 5 Mbit/s, and some."""
SHARE, MOST = 8, 16 << 20
"""What may leave twice: this share of a document, and bytes at the most. A connection holds a few
mebibytes that were sent and never came."""
NOTED = 4
"""How often, while that much leaves, how far it went is noted."""

Span = tuple[int, int]
"""First byte and last."""


def who_takes(house: House, token: str, export: str, *, now: datetime) -> Actor:
    """Who asks for a document; where their session rests, who began to take this one in it."""
    actor = actor_from(house, token, now=now)
    session = kept_session(house, token, now=now) if actor is ANONYMOUS else None
    if session and house.store.downloads.furthest(session.token_hash, export, at=now) is not None:
        return actor_of(house, session)
    return actor


def goes_on(
    house: House, actor: Actor, export: Export, span: Span | None, *, now: datetime
) -> bool:
    """Whether these bytes are what had not left yet of a document begun in this session."""
    if not (actor.session and span and span[0]):
        return False
    furthest = house.store.downloads.furthest(actor.session, export.id, at=now)
    return furthest is not None and span[0] >= furthest - twice(export)


def twice(export: Export) -> int:
    """How many bytes of a document may leave twice."""
    return min(export.size // SHARE, MOST)


def begin(
    house: House, actor: Actor, export: Export, span: Span, *, now: datetime
) -> dict[str, Json]:
    """From now on, what is cut short goes on; what the journal says of it. A part that stops before
    the end begins nothing; the terminal, which has no session, needs nothing."""
    if not actor.session or span[1] < export.size - 1:
        return {}
    until = now + LASTS
    house.store.downloads.begin(actor.session, export.id, span[0], at=now, until=until)
    return {"until": utc_text(until)}


def counted(
    house: House, actor: Actor, export: Export, first: int, chunks: Iterable[bytes]
) -> Iterator[bytes]:
    """The bytes from `first` on, each noted before it leaves: a server killed meanwhile has not
    sent more than it says."""
    place = noted = first
    for chunk in chunks:
        place += len(chunk)
        if actor.session and place > noted:
            noted = min(place + twice(export) // NOTED, export.size)
            house.store.downloads.reach(actor.session, export.id, noted)
        yield chunk
