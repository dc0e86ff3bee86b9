"""Coming back by a link: asked for, mailed to the address of the claim, followed once.

Whoever asks hears the same whether the number and the address belong together or not. A link opens
one session, then it and the claim's other links are closed.
"""

from dataclasses import dataclass
from datetime import datetime

from claims.access import Actor
from claims.claim.identifiers import masked, read_email
from claims.claim.numbers import read_number
from claims.i18n import Language
from claims.office.entrance import open_session
from claims.office.guessing import counted, household, make_room_to_write
from claims.office.house import House
from claims.office.links import RESUME, kept, resume_values, use_link
from claims.office.posting import address_of, post
from claims.office.secrecy import Entropy, fingerprint
from claims.problems import NotAllowed, Problem
from claims.store.claims import ClaimRow


@dataclass(frozen=True, slots=True)
class Returned:
    """Someone who followed a link: the cookie's token, and the language of their claim."""

    token: str
    language: Language


def ask_link(
    house: House,
    number: str,
    email: str,
    *,
    language: Language,
    now: datetime,
    entropy: Entropy,
    remote: str = "",
) -> None:
    """Mail a link to a claim, if the number and the address typed belong together; says nothing.

    Raises TooMany, whether they do or not.
    """
    read, address = read_number(number, "number"), read_email(email, "email")
    known = "" if isinstance(read, Problem) else read
    asked = {"link": known or number.strip(), "write_to": email.strip()}
    place = household(remote, demo=house.settings.mode == "demo")
    make_room_to_write(house, now, **asked, write_from=place)
    row, stands = house.store.claims.find(known), address_of(house, known)
    if row and not isinstance(address, Problem) and address.casefold() == stands.casefold():
        _mail(house, row, stands, language, now, entropy)


def mail_link_to_me(
    house: House, actor: Actor, *, language: Language, now: datetime, entropy: Entropy
) -> str:
    """Mail the claimant who is there a link back; the address, masked, or empty without one.

    Raises TooMany when several were just asked for.
    """
    actor.must("read own draft")
    row, to = house.store.claims.find(actor.claim), address_of(house, actor.claim)
    if row is None or not to or not house.settings.mails:
        return ""
    make_room_to_write(house, now, link=row.number, write_to=to)
    _mail(house, row, to, language, now, entropy)
    return masked(to)


def my_address(house: House, actor: Actor) -> str:
    """Where a link would be mailed, masked; empty when none can be."""
    actor.must("read own draft")
    return masked(address_of(house, actor.claim)) if house.settings.mails else ""


def _mail(
    house: House, row: ClaimRow, to: str, language: Language, now: datetime, entropy: Entropy
) -> None:
    """One letter a minute at most: a second click asks for nothing new."""
    key = f"resume {row.number} {now:%Y-%m-%dT%H:%M}"
    with house.store.database.together():
        if row.fictional or house.store.outbox.holds(key):
            return  # else a key would open the claim that nobody receives
        link = resume_values(house, row.number, row.matter, language, now=now, entropy=entropy)
        post(
            house, number=row.number, to=to, kind="resume", language=language,
            key=key, now=now, values=link,
        )  # fmt: skip


def follow_link(
    house: House, token: str, *, now: datetime, entropy: Entropy, remote: str = ""
) -> Returned:
    """Open the claim of a link, which then closes with the claim's other links.

    Raises NotAllowed when it is unknown, expired or has served, TooMany after five such.
    """
    link = house.store.links.find(kept(house, token))
    number = link.number if link else ""
    whom = f"follow {number}" if number else f"follow from {_place(house, remote)}"

    def proved() -> bool:
        return use_link(house, token, RESUME, now=now, by=number or "system") is not None

    if not counted(house, whom, proved, now=now):
        raise NotAllowed("no link is open by this token")
    house.store.links.close(RESUME, number, at=now, by=number)
    row = house.store.claims.find(number)
    language: Language = row.language if row else "fr"
    token = open_session(house, "claimant", number, language, now, entropy)
    return Returned(token, language)


def _place(house: House, remote: str) -> str:
    known = household(remote, demo=house.settings.mode == "demo")
    return fingerprint(house.settings.key(), "address", known)[:16]
