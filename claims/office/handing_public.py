"""The public summary handed out as a PDF; that it was, and its hash, are journalled."""

from datetime import datetime
from hashlib import sha256

from claims.access import Actor
from claims.i18n.text import Language
from claims.office.handing import PDF, Handed
from claims.office.house import House
from claims.office.representative import summary


def hand_summary(
    house: House, actor: Actor, matter: str, language: Language, *, now: datetime
) -> Handed:
    """The public summary of a matter as its figures stand. Raises NotAllowed."""
    read = summary(house, actor, matter)
    from claims.documents.summary import summary as printed  # reportlab: 0.3 s

    made = printed(house.matter(matter), read.told, head=read.head, language=language)
    told = {"language": language, "sha256": sha256(made).hexdigest()}
    house.store.journal.note("hand summary", matter, told, at=now, by=actor.name)
    name = {"fr": "sommaire-public", "en": "public-summary"}[language]
    return Handed(f"{matter}-{name}.pdf", PDF, len(made), (made,))
