"""Keys sent by e-mail: made, and taken back from whoever follows a link.

A token holds 256 bits and only its keyed hash is kept. It stands after the # of an address, which
browsers send to nobody: neither a server's log nor a proxy's ever sees it.
"""

from datetime import datetime, timedelta

from claims.i18n import Language, moment
from claims.office.house import House
from claims.office.secrecy import Entropy, fingerprint, new_token
from claims.store.links import Link

RESUME = "resume"
"""Kind of the links that open a claim to whoever holds its mailbox."""
RESUME_LASTS = timedelta(days=7)


def resume_values(
    house: House, number: str, matter: str, language: Language, *, now: datetime, entropy: Entropy
) -> dict[str, str]:
    """A new link back to a claim and its last moment, as letters say them."""
    token = new_link(house, RESUME, number, lasts=RESUME_LASTS, now=now, entropy=entropy)
    until = moment(now + RESUME_LASTS, house.matter(matter).timezone, language)
    return {"link": f"{house.settings.address()}/reprise#{token}", "until": until}


def new_link(
    house: House,
    kind: str,
    number: str,
    *,
    lasts: timedelta,
    now: datetime,
    entropy: Entropy,
    subject: str = "",
    once: bool = True,
    by: str = "system",
) -> str:
    """The token of a new link to a claim, or to a part of it (`subject`); it is not kept."""
    token = new_token(entropy)
    link = Link(kept(house, token), kind, number, subject, once, now, now + lasts)
    house.store.links.add(link, by=by)
    return token


def use_link(
    house: House, token: str, kind: str, *, now: datetime, by: str = "system"
) -> Link | None:
    """What a token of that kind opens; None when it is unknown, expired, or has served."""
    return house.store.links.use(kept(house, token), kind, at=now, by=by)


def kept(house: House, token: str) -> str:
    """What is kept of a token."""
    return fingerprint(house.settings.key(), "link", token)
