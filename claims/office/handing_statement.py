"""The statement of a claim, and the bundle of one that is contested, handed out.

Both tell a claim as it stood at its last change, so the same state gives the same bytes.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING

from claims.access import Actor
from claims.claim.canonical import Json
from claims.documents.numbering import Number, exhibit_key
from claims.documents.values import utc
from claims.i18n.text import Language
from claims.office import numbers
from claims.office.conversing import filed_claim
from claims.office.handing import PDF, Handed
from claims.office.handing_letters import paper_of
from claims.office.handing_own import revisions_of
from claims.office.house import House
from claims.office.in_place import SAID
from claims.problems import NotFound
from claims.store.claims import ClaimRow
from claims.store.journal import Head

if TYPE_CHECKING:
    from claims.documents.statement import Happened, Placed

CHANGES = frozenset({
    "file claim", "move claim", "recount claim", "issue notice", "contest decision",
    "send message",
})  # fmt: skip
"""Entries that change what a statement says, and a bundle beside what is withheld."""


def hand_statement(
    house: House, actor: Actor, number: str, language: Language, *, now: datetime
) -> Handed:
    """The statement of a filed claim as a PDF. Raises NotAllowed and NotFound."""
    row = filed_claim(house, actor, "read statement", number)
    made = statement_of(house, row, language)
    house.store.journal.note("read statement", number, {}, at=now, by=actor.name)
    return Handed(f"releve-{number}.pdf", PDF, len(made), (made,))


def statement_of(house: House, row: ClaimRow, language: Language) -> bytes:
    """The bytes of the statement of a filed claim."""
    from claims.documents.statement import Stated, statement  # reportlab: 0.3 s no page waits for

    rules, claim = house.rules_of(row), house.store.claims.body(row.number)
    stated = Stated(
        claim, rules.assess(claim), rules.matter, row.status, row.revision,
        row.submitted_at or row.created_at,
        tuple(_placed(house, row)), tuple(_events(house, row.number)),
    )  # fmt: skip
    return statement(stated, head=last_change(house, row.number), language=language)


def hand_contest(
    house: House, actor: Actor, number: str, language: Language, *, now: datetime
) -> Handed:
    """The bundle of a claim that was contested, made as it is read, for counsel.

    Raises NotAllowed, NotFound for one that never was, and ProofIsOld.
    """
    row = filed_claim(house, actor, "read contest", number)
    actor.must_have_proved(now=now)
    if not house.store.contests.of(number):
        raise NotFound(f"claim {number} was never contested")
    from claims.documents.contest_bundle import Contested, contest_bundle
    from claims.office.contest_exhibits import given_of

    head = last_change(house, number, CHANGES | SAID)
    given = tuple(given_of(house, number, language))
    told = Contested(
        number=number,
        matter=house.matter(row.matter),
        contests=list(_contests(house, number)),
        statement=statement_of(house, row, language),
        letters={kept.place: paper_of(house, row, kept) for kept in house.store.notices.of(number)},
        revisions=tuple(revisions_of(house, number)),
        exhibits=tuple(each for each, _ in given),
        journal=tuple(
            e for e in house.store.journal.following(subject=number) if e.seq <= head.seq
        ),
        head=head,
        in_place={each.exhibit.id: stands for each, stands in given if stands},
        numbers=_numbers(house, row, (each.exhibit.id for each, _ in given)),
    )  # fmt: skip
    house.store.journal.note("hand contest", number, {}, at=now, by=actor.name)
    name = f"contestation-{number}.zip"
    return Handed(name, "application/zip", None, contest_bundle(told, language=language))


def _contests(house: House, number: str) -> Iterator[dict[str, Json]]:
    """Each contest with the reasons its claimant wrote: the rest of the conversation is theirs and
    counsel's."""
    said = {message.place: message for message in house.store.messages.of(number)}
    for each in house.store.contests.of(number):
        told = asdict(each.told)
        message = said[told.pop("message")]
        yield {"place": each.place, "at": utc(each.at), **told,
               "reasons": message.text, "sha256_of_reasons": message.sha256}  # fmt: skip


def _numbers(house: House, row: ClaimRow, exhibits: Iterable[str]) -> dict[str, Number]:
    """Exhibit → the number that a bundle of the matter gave it, where one did."""
    given = numbers.given(house, row.matter)
    keys = {exhibit: exhibit_key(row.number, exhibit) for exhibit in exhibits}
    return {exhibit: given[key] for exhibit, key in keys.items() if key in given}


def last_change(house: House, number: str, changes: Collection[str] = CHANGES) -> Head:
    """The entry of the journal that last changed what is told of a claim."""
    entries = house.store.journal.following(subject=number)
    last = max((e for e in entries if e.action in changes), key=lambda e: e.seq, default=None)
    if last is None:
        raise NotFound(f"claim {number} was never filed")
    return Head(last.seq, last.hash, last.at)


def _placed(house: House, row: ClaimRow) -> "Iterator[Placed]":
    """Its exhibits as last filed, with the numbers that bundles gave them and their pages."""
    from claims.documents.statement import Placed

    looks = house.store.looks.of(row.number)
    given, scheme = numbers.given(house, row.matter), numbers.scheme_of(house, row.matter)
    ranges = numbers.pages_given(house, row.matter) if scheme else {}
    for exhibit in house.store.claims.body(row.number).exhibits:
        key = exhibit_key(row.number, exhibit.id)
        span = scheme.span(ranges[key]) if scheme and key in ranges else ""
        pages = looks[exhibit.id].pages if exhibit.id in looks else 0
        yield Placed(exhibit, given[key].label if key in given else "", pages, span)


def _events(house: House, number: str) -> "Iterator[Happened]":
    from claims.documents.statement import Happened

    letters = [
        Happened(kept.notice.kind, kept.at, kept.notice.last_day)
        for kept in house.store.notices.of(number)
    ]
    contests = [
        Happened("contest", each.at, date.fromisoformat(each.told.last_day)
              if each.told.last_day else None, each.told.late)
        for each in house.store.contests.of(number)
    ]  # fmt: skip
    yield from sorted((*letters, *contests), key=lambda each: each.at)
