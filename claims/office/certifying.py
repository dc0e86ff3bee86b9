"""Certificates of integrity: what the registry knows of an exhibit, read again as it is certified.

Made when counsel asks, and not for every exhibit of a bundle: the index, the manifest and the
journal of a bundle say the same of all, and its verifier checks it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256

from claims.access import Actor
from claims.claim.canonical import Json
from claims.claim.entitled import UNTITLED
from claims.claim.model import Exhibit
from claims.claim.redaction import Set
from claims.documents.certificate import (
    NUMBERED,
    REDACTED,
    SANITISED,
    Certified,
    Derived,
    Event,
    certificate,
)
from claims.documents.numbered_copy import order_of
from claims.documents.numbering import exhibit_key
from claims.evidence.copying import MEDIA, bare_of, copy_of, is_active
from claims.evidence.numbering import Order, numbered
from claims.evidence.read_words import placed
from claims.evidence.turns import on_behalf_of
from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language
from claims.office.alike import known_of
from claims.office.handing import PDF, Handed, exhibit_for
from claims.office.house import House
from claims.office.in_place import Stands, as_one, stands_for
from claims.office.keeping import chunks_of
from claims.office.looking import words_kept
from claims.office.numbers import given, pages_given, scheme_of
from claims.problems import NotFound
from claims.store.exhibits import KeptExhibit
from claims.store.journal import Entry
from claims.store.redactions import Withheld

TOLD: Mapping[str, str] = {
    "add exhibit": N_("Reçue"),
    "file claim": N_("Citée par une révision déposée"),
    "remove exhibit": N_("Retirée par le réclamant"),
    "look at exhibit": N_("Examinée de nouveau"),
    "quarantine exhibit": N_("Mise en quarantaine"),
    "copy exhibit": N_("Copie assainie remise"),
    "redact exhibit": N_("Copie caviardée faite"),
    "class exhibit": N_("Confidentialité fixée"),
    "title exhibit": N_("Titre ou date consigné"),
}
"""Entries of the journal that a certificate prints; who read the file is counsel's own work."""


def hand_certificate(
    house: House, actor: Actor, number: str, exhibit_id: str, language: Language, *, now: datetime
) -> Handed:
    """The certificate of one exhibit, whose bytes are read from the vault and hashed first.

    Raises NotAllowed, NotFound and Quarantined as `exhibit_for`, KeyLost and Erased, and
    BrokenChain when the file is not the one that was received.
    """
    actor.must("certify exhibit")
    kept = exhibit_for(house, actor, number, exhibit_id)
    actor.must("certify exhibit", kept)
    row = house.store.claims.find(number)
    if row is None:
        raise NotFound(f"no claim {number}")
    content = b"".join(chunks_of(house, number, kept.exhibit.sha256, check=True))
    told = _known(house, actor, kept, content, language, row.revision, now)
    made = certificate(told, house.matter(row.matter), asked_by=actor.name, language=language,
                       fictional=row.fictional)  # fmt: skip
    body: dict[str, Json] = {"id": exhibit_id, "sha256": kept.exhibit.sha256}
    body["certificate"] = sha256(made).hexdigest()
    house.store.journal.note("certify exhibit", number, body, at=now, by=actor.name)
    return Handed(f"{number}-{exhibit_id}-{say('certificat', language)}.pdf", PDF, len(made),
                  (made,))  # fmt: skip


def _known(
    house: House, actor: Actor, kept: KeptExhibit, content: bytes, language: Language,
    revision: int, now: datetime,
) -> Certified:  # fmt: skip
    exhibit, head = kept.exhibit, house.store.journal.head()
    entries = [e for e in house.store.journal.following(subject=kept.number) if _about(e, kept)]
    label = _label(house, kept)
    look = house.store.looks.find(exhibit.id)
    with on_behalf_of(actor.name):
        derived = tuple(_derived(house, kept, content, entries, label, language))
    held = house.store.redactions.of(kept.number).get(exhibit.id, Withheld())
    titled = house.store.titles.of(kept.number).get(exhibit.id, UNTITLED)
    return Certified(
        kept.number, revision, exhibit, label, titled, held.level, look.pages, look.scan,
        _received(entries, kept, language), now,
        [Event(e.seq, say(TOLD[e.action], language), e.at, e.actor, e.hash) for e in entries],
        derived, head,
    )  # fmt: skip


def _label(house: House, kept: KeptExhibit) -> str:
    """P-3, once it has a number."""
    number = given(house, kept.matter).get(exhibit_key(kept.number, kept.exhibit.id))
    return number.label if number else ""


def _about(entry: Entry, kept: KeptExhibit) -> bool:
    """Whether an entry of the claim concerns the exhibit; the filings that came once it was in."""
    if entry.action not in TOLD:
        return False
    if entry.action == "file claim":
        return entry.at >= kept.exhibit.added and (kept.removed is None or entry.at < kept.removed)
    return bool(json.loads(entry.body).get("id") == kept.exhibit.id)


def _received(entries: list[Entry], kept: KeptExhibit, language: Language) -> str:
    """Who brought it, and how."""
    came = next((entry for entry in entries if entry.action == "add exhibit"), None)
    if came is not None and came.actor == kept.number:
        return say("déposée par le réclamant, par le registre en ligne", language)
    return say("versée par {who}", language, who=came.actor if came else "—")


def _derived(
    house: House, kept: KeptExhibit, content: bytes, entries: list[Entry], label: str,
    language: Language,
) -> Iterator[Derived]:  # fmt: skip
    """Sanitised as they were handed out, and numbered, as bundles hold them, redacted as they are
    kept."""
    for entry in entries:
        if entry.action == "copy exhibit":
            body = json.loads(entry.body)
            yield Derived(SANITISED, body["copy"], body["method"], entry.at, entry.actor)
    held = house.store.redactions.of(kept.number).get(kept.exhibit.id, Withheld())
    for copy in held.copies:
        yield Derived(REDACTED, copy.sha256, copy.method, copy.at, copy.by)
    yield from _in_bundles(house, kept, content, label, language)


def _in_bundles(
    house: House, kept: KeptExhibit, content: bytes, label: str, language: Language
) -> Iterator[Derived]:
    """The copies that go with bundles in that language, made again: the same bytes."""
    exhibit, scheme = kept.exhibit, scheme_of(house, kept.matter)
    pages = pages_given(house, kept.matter).get(exhibit_key(kept.number, exhibit.id))
    known = as_one(known_of(house, kept.number)).get(exhibit.id)
    if scheme is None or pages is None or not label or known is None:
        return
    given = {each: stands_for(known, each) for each in Set}
    if whole := [each for each in Set if given[each] is Stands.FILE]:
        words = placed(words_kept(house, kept.number, house.store.looks.find(exhibit.id)))
        order = order_of(scheme, pages, label, words)
        yield from _of_original(exhibit, content, order, language, whole)
    copied, copy = [each for each in Set if given[each] is Stands.COPY], known.held.copy
    if copied and copy:
        order = order_of(scheme, pages, label, {})
        redacted = b"".join(chunks_of(house, kept.number, copy.sha256))
        yield from _numbered(PDF, redacted, order, "", copied)


def _of_original(
    exhibit: Exhibit, content: bytes, order: Order, language: Language, sets: Sequence[Set]
) -> Iterator[Derived]:
    """Its pages numbered; where something acts in it, from what is left of it without, a marked
    copy of which stands beside."""
    media, how = exhibit.media, ""
    if is_active(exhibit.flags):
        beside, bare = copy_of(media, content, language), bare_of(media, content)
        if bare.content:
            yield _made(SANITISED, beside.content, beside.method, sets)
        media, content, how = MEDIA.get(bare.suffix, ""), bare.content, bare.method
    yield from _numbered(media, content, order, how, sets)


def _numbered(
    media: str, content: bytes, order: Order, how: str, sets: Sequence[Set]
) -> Iterator[Derived]:
    if made := numbered(media, content, order) if content else b"":
        yield _made(NUMBERED, made, "; ".join(filter(None, (how, order.method(made)))), sets)


def _made(kind: str, content: bytes, method: str, sets: Sequence[Set]) -> Derived:
    return Derived(kind, sha256(content).hexdigest(), method, None, "", sets)
