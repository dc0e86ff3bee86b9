"""What a claimant may take away: the sworn form, the receipt of an exclusion, all that is held.

Each hand-over is journalled. The file of everything held leaves out the entries that tell of it, so
that the same state gives the same bytes.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial

from claims.access import Actor
from claims.claim.canonical import Json
from claims.claim.model import Exhibit
from claims.claim.states import Status
from claims.documents.my_data import Held, HeldExhibit, HeldMessage, HeldRevision, my_data
from claims.documents.values import utc
from claims.evidence.look import Look
from claims.evidence.preview import text_of
from claims.evidence.read_words import pages_of, placed
from claims.evidence.turns import on_behalf_of
from claims.i18n.text import Language
from claims.office.attesting import sealed
from claims.office.folder import open_folder
from claims.office.handing import PDF, Handed, receipt_of
from claims.office.handing_letters import paper_of
from claims.office.handing_sites import events_of, invitations_of
from claims.office.house import House
from claims.office.keeping import chunks_of
from claims.office.leaving import exclusion
from claims.office.looking import words_kept
from claims.office.noticed import notice_seen
from claims.problems import Erased, KeyLost, NotFound
from claims.store.claims import ClaimRow
from claims.store.journal import EMPTY, Entry, Head

HANDED = "hand my data"
"""Journal action that the file of everything held leaves out: it would tell of itself."""


def hand_exclusion(
    house: House, actor: Actor, number: str, language: Language, *, now: datetime
) -> Handed:
    """The receipt of an exclusion; always the same bytes. Raises NotAllowed and NotFound."""
    made = _exclusion_of(house, actor, number, language)
    house.store.journal.note("read exclusion", number, {}, at=now, by=actor.name)
    return Handed(f"exclusion-{number}.pdf", PDF, len(made), (made,))


def hand_sworn_form(
    house: House, actor: Actor, number: str, language: Language, *, now: datetime
) -> Handed:
    """The sworn form of what is filed, or of the draft while it may be changed.

    Raises NotAllowed, and NotFound while the draft cannot be filed as it stands.
    """
    actor.must("read sworn form")
    folder = open_folder(house, actor, now=now)
    if number != folder.number:
        raise NotFound(f"no claim {number}")
    filed = house.store.filings.own(number) if folder.locked and folder.row.revision else None
    revision, at = (filed.revision, filed.at) if filed else (0, folder.saved_at)
    rules = house.rules(folder.row.matter, filed.rules if filed else "")
    claim = filed.claim if filed else folder.reading[0]
    if claim is None:
        raise NotFound(f"the draft of {number} cannot be filed yet")
    from claims.documents.sworn import sworn_form  # reportlab: 0.3 s no page should wait for

    made = sworn_form(
        claim, rules.assess(claim), rules.matter,
        sha256=claim.attestation.sha256 if claim.attestation else sealed(claim),
        at=at, language=language, revision=revision,
    )  # fmt: skip
    house.store.journal.note(
        "read sworn form", number, {"revision": revision}, at=now, by=actor.name
    )
    return Handed(f"declaration-{number}.pdf", PDF, len(made), (made,))


def hand_my_data(
    house: House, actor: Actor, number: str, language: Language, *, now: datetime
) -> Handed:
    """Everything held about a claim, made as it is read. Raises NotAllowed and NotFound."""
    actor.must("read own data")
    row = house.store.claims.find(number)
    if row is None or not actor.may("read own data", row):
        raise NotFound(f"no claim {number}")
    held = _held(house, actor, row, language)
    house.store.journal.note(HANDED, number, {}, at=now, by=actor.name)
    chunks = my_data(held, language=language)
    return Handed(f"mes-donnees-{number}.zip", "application/zip", None, chunks)


def _exclusion_of(house: House, actor: Actor, number: str, language: Language) -> bytes:
    from claims.documents.exclusion import exclusion_receipt

    left = exclusion(house, actor, number)
    return exclusion_receipt(
        number, left.row.claimant_name, house.matter(left.row.matter),
        at=left.at, by_counsel=left.by != number, journal_head=left.head,
        language=language, fictional=left.row.fictional,
    )  # fmt: skip


def _held(house: House, actor: Actor, row: ClaimRow, language: Language) -> Held:
    number, entries = row.number, tuple(_entries(house, row.number))
    last = entries[-1] if entries else None
    return Held(
        number=number,
        matter=house.matter(row.matter),
        facts=_facts(house, row),
        revisions=tuple(revisions_of(house, number)),
        draft=_draft(house, number),
        messages=tuple(messages_of(house, number)),
        erasure=_erasure(house, number),
        letters=tuple(_letters(house, number)),
        exhibits=tuple(exhibits_of(house, number)),
        ownership=tuple(events_of(house, number)),
        invitations=tuple(invitations_of(house, number)),
        journal=entries,
        papers=_papers(house, actor, row, language),
        head=Head(last.seq, last.hash, last.at) if last else EMPTY,
    )


def _facts(house: House, row: ClaimRow) -> dict[str, Json]:
    return {
        "number": row.number,
        "matter": row.matter,
        "status": row.status,
        "revision": row.revision,
        "language": row.language,
        "claimant_kind": row.claimant_kind,
        "claimant_name": row.claimant_name,
        "capacity": row.capacity,
        "fictional": row.fictional,
        "started": utc(row.created_at),
        "first_filed": utc(row.submitted_at) if row.submitted_at else None,
        "changed": utc(row.updated_at),
        "privacy_notice": _notice(house, row.number),
        **(
            {"network_mark_kept": utc(kept)}
            if (kept := house.store.networks.kept_since(row.number))
            else {}
        ),
    }


def _notice(house: House, number: str) -> Json:
    """The privacy notice shown when they began; None when none was recorded."""
    seen = notice_seen(house, number)
    if seen is None:
        return None
    return {"version": seen.version, "language": seen.language, "shown": utc(seen.at)}


def messages_of(house: House, number: str) -> Iterator[HeldMessage]:
    """The conversation about a claim, as it is handed out."""
    for m in house.store.messages.of(number):
        yield HeldMessage(m.place, m.side, m.kind, m.at, m.text, m.sha256)


def revisions_of(house: House, number: str) -> Iterator[HeldRevision]:
    """Each filing and decision of a claim, as it is handed out."""
    for past in house.store.claims.revisions(number):
        body = house.store.claims.body(number, past.revision)
        why = past.reason, past.salt
        yield HeldRevision(past.revision, past.at, past.by, *why, past.sha256, body)


def _draft(house: House, number: str) -> Mapping[str, Json]:
    """What is typed; the key that made the claim once is the software's own."""
    draft = house.store.drafts.read(number)
    return {name: value for name, value in draft.form.items() if name != "key"} if draft else {}


def _erasure(house: House, number: str) -> Mapping[str, Json]:
    asked = house.store.erasures.of(number)
    if asked is None:
        return {}
    answered = utc(asked.answered_at) if asked.answered_at else None
    return {
        "asked": utc(asked.asked_at),
        "reason": asked.reason,
        "answered": answered,
        "answer": asked.answer,
    }


def _letters(house: House, number: str) -> Iterator[Mapping[str, Json]]:
    """Every e-mail about the claim, oldest first; the text is not kept once it is sent."""
    for letter in sorted(
        house.store.outbox.latest(None, number=number), key=lambda each: each.created_at
    ):
        yield {
            "kind": letter.kind,
            "subject": letter.subject,
            "to": letter.recipient,
            "written": utc(letter.created_at),
            "state": letter.state,
            "sent": utc(letter.sent_at) if letter.sent_at else None,
        }


def exhibits_of(house: House, number: str) -> Iterator[HeldExhibit]:
    """Every exhibit ever brought to a claim, with its bytes when they can be read."""
    for kept in house.store.exhibits.ever(number):
        look = house.store.looks.find(kept.exhibit.id)
        why = "infected" if look.quarantined else why_not(house, number, kept.exhibit.sha256)
        opens = partial(chunks_of, house, number, kept.exhibit.sha256)
        read, seen = ("", ()) if why else _words(house, number, kept.exhibit, look)
        yield HeldExhibit(kept.exhibit, kept.removed, None if why else opens, why, look, read, seen)


def _words(house: House, number: str, exhibit: Exhibit, look: Look) -> tuple[str, tuple[int, ...]]:
    """What each page of an exhibit that was read optically says, by itself or in its picture, and
    which pages are pictures; nothing of one whose file says it all."""
    words = words_kept(house, number, look)
    if not any(words.values()):
        return "", ()
    texts = ""
    if look.reading == "mixed":
        with on_behalf_of(number):
            texts = text_of(exhibit.media, b"".join(chunks_of(house, number, exhibit.sha256)))
    return "\f".join(pages_of(words, texts.split("\f"))), tuple(sorted(placed(words)))


def why_not(house: House, number: str, sha256: str) -> str:
    """Why a file cannot be handed over with the rest; empty when it can."""
    try:
        chunks_of(house, number, sha256)
    except Erased:
        return "erased"
    except KeyLost:
        return "locked"
    except NotFound:
        return "missing"
    return ""


def _papers(house: House, actor: Actor, row: ClaimRow, language: Language) -> dict[str, bytes]:
    papers = {"recu.pdf": receipt_of(house, row, language)[0]} if row.revision else {}
    for kept in house.store.notices.of(row.number):
        papers[f"lettres/{kept.place:04}.pdf"] = paper_of(house, row, kept)
    if row.status is Status.OPTED_OUT:
        papers["exclusion.pdf"] = _exclusion_of(house, actor, row.number, language)
    return papers


def _entries(house: House, number: str) -> Iterator[Entry]:
    """The claim's part of the journal, without the copies of itself handed out."""
    entries = house.store.journal.following(subject=number)
    return (entry for entry in entries if entry.action != HANDED)
