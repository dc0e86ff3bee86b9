"""A download cut short goes on: a document begun on a proof of identity that was fresh is taken to
its end by who began it, in the same session, though the proof grew old and the page rested.

What goes on is the rest of that one document, never its beginning: whoever finds an abandoned desk
gains nothing by it. Rights are asked for anew each time; the end of the session, or a log-out, ends
it as well.
"""

from datetime import datetime, timedelta

from claims.access import ANONYMOUS, Actor
from claims.claim.canonical import Json
from claims.office.entrance import actor_from, actor_of, kept_session
from claims.office.house import House
from claims.store.columns import utc_text

LASTS = timedelta(hours=2)
"""From its beginning, how long a download may go on: 4 GB at 5 Mbit/s, and some."""


def who_takes(house: House, token: str, export: str, *, now: datetime) -> Actor:
    """Who asks for a document; where their session rests, who began to take this one in it."""
    actor = actor_from(house, token, now=now)
    session = kept_session(house, token, now=now) if actor is ANONYMOUS else None
    if session and house.store.downloads.goes_on(session.token_hash, export, at=now):
        return actor_of(house, session)
    return actor


def goes_on(
    house: House, actor: Actor, export: str, span: tuple[int, int] | None, *, now: datetime
) -> bool:
    """Whether these bytes are the rest of a document that was begun in this session."""
    if not (actor.session and span and span[0]):
        return False
    return house.store.downloads.goes_on(actor.session, export, at=now)


def begin(house: House, actor: Actor, export: str, *, now: datetime) -> dict[str, Json]:
    """From now on, what is cut short goes on; what the journal says of it. The terminal, which has
    no session, needs none."""
    if not actor.session:
        return {}
    house.store.downloads.begin(actor.session, export, at=now, until=now + LASTS)
    return {"until": utc_text(now + LASTS)}
