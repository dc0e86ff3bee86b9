"""What every letter of counsel's goes through: its sentence read, its seal, kept and posted."""

from datetime import datetime

from claims.claim.canonical import digest
from claims.claim.deficiency import Consolidated, Notice
from claims.i18n.amounts import read_text
from claims.office.delivered import key_alone
from claims.office.house import House
from claims.office.noticing import as_mail
from claims.office.posting import address_of, post_written
from claims.problems import Conflict, Problem, Refused
from claims.store.claims import ClaimRow
from claims.store.notices import KeptNotice

SENTENCE = 2_000
"""Longest sentence of counsel's own in a letter, in characters."""


def sentence_read(typed: str) -> str:
    """Counsel's own sentence, as typed. Raises Refused."""
    read = read_text(typed.replace("\r\n", "\n"), "sentence", longest=SENTENCE, lines=True)
    if isinstance(read, Problem):
        raise Refused([read])
    return read


def seal(letter: Notice | Consolidated) -> str:
    """What tells the words of a letter from any others."""
    return digest(f"{letter.subject}\n\n{letter.text}")


def must_be_read(letter: Notice | Consolidated, shown: str, number: str) -> None:
    """Refuse a letter that is no longer the one counsel read, though its claims still stand as they
    were seen (`seen.must_stand`): a Conflict that names nobody. number: of its first claim."""
    if seal(letter) != shown:
        raise Conflict(f"the letter about {number} is not the one that was read")


def sent(
    house: House, row: ClaimRow, notice: Notice, *, by: str, now: datetime, mailed: bool = True
) -> KeptNotice:
    """Keep a letter and post it; one that goes by post is printed by counsel, and one of several in
    a consolidated letter is not mailed by itself."""
    kept = house.store.notices.add(row.number, notice, at=now, by=by)
    if mailed and not notice.by_post:
        post(house, row, notice, key=key_alone(notice, row.number, kept.place), now=now, by=by)
    return kept


def post(
    house: House, row: ClaimRow, letter: Notice | Consolidated, *, key: str, now: datetime, by: str
) -> None:
    """Put the words of a letter in the outbox, to the address of a claim."""
    post_written(
        house, row, address_of(house, row.number), letter.kind, letter.language, as_mail(letter),
        key=key, now=now, by=by,
    )  # fmt: skip
