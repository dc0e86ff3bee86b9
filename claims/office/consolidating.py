"""One letter for several claims of one contact: a designer with many sites reads one, not twenty.

Each claim keeps a letter of its own, in its language, with its own time limit; only the one that
covers them is mailed. It goes where each of them would have gone, so it tells its reader nothing
that they would not have read.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from claims.access import Actor
from claims.claim.deficiency import Consolidated
from claims.i18n.text import LANGUAGES, Language
from claims.matter.letters import LetterKind
from claims.office import announcing, curing
from claims.office.announcing import Telling
from claims.office.conversing import filed_claim
from claims.office.curing import Asking
from claims.office.delivered import key_together
from claims.office.house import House
from claims.office.issuing import must_be_read, post
from claims.office.lacks import lacking
from claims.office.noticing import Told, written, written_together
from claims.office.posting import address_of
from claims.office.seen import must_stand
from claims.store.claims import ClaimRow

MOST = 60
"""Claims in one letter: nobody reads more."""
Part = tuple[ClaimRow, Told]


def others(house: House, actor: Actor, row: ClaimRow, *, deciding: bool) -> tuple[ClaimRow, ...]:
    """The other claims of its contact that a letter could cover, by number: those that lack
    something, or those whose decisions no letter tells."""
    address = address_of(house, row.number)
    same = house.store.finder.of_contact(row.matter, address) if address else ()
    found = (house.store.claims.find(number) for number in same if number != row.number)
    covered = (each for each in found if each and _covered(house, actor, each, deciding))
    return tuple(covered)[: MOST - 1]


def _covered(house: House, actor: Actor, row: ClaimRow, deciding: bool) -> bool:
    if deciding:
        return announcing.may_tell(house, row)
    return curing.may_ask(row, actor) and bool(lacking(house, row))


def drafted(
    house: House, actor: Actor, numbers: Sequence[str], how: Asking | Telling, *, now: datetime
) -> dict[Language, Consolidated]:
    """The letter in both languages, as it would be issued now. Raises Refused with what to mend.

    numbers: of claims of one matter; what is asked of the first is chosen, of the others all that
    they lack.
    """
    parts, kind = _parts(house, _rows(house, actor, numbers), how, now), _kind(how)
    return {language: written_together(house, kind, language, parts, now=now)
            for language in LANGUAGES}  # fmt: skip


def issue(
    house: House,
    actor: Actor,
    numbers: Sequence[str],
    how: Asking | Telling,
    *,
    seen: Mapping[str, int],
    shown: str,
    now: datetime,
) -> int:
    """Send the letter, in the language of the first claim, and keep one of each claim's own; its
    place in the matter.

    seen: number → version counsel read; shown: the seal of the letter counsel read. Raises Refused,
    and Conflict when a claim or the letter is no longer what was read: then nothing leaves.
    """
    rows = _rows(house, actor, numbers)
    must_stand(rows, seen)
    parts, kind, first = _parts(house, rows, how, now), _kind(how), rows[0]
    letter = written_together(house, kind, first.language, parts, now=now)
    must_be_read(letter, shown, first.number)
    with house.store.database.together():
        place = house.store.consolidated.add(first.matter, letter, at=now, by=actor.name)
        for row, told in parts:
            _own(house, actor, row, told, place, seen=seen[row.number], now=now)
        if not how.by_post:
            key = key_together(kind, first.matter, place)
            post(house, first, letter, key=key, now=now, by=actor.name)
    return place


def _own(
    house: House, actor: Actor, row: ClaimRow, told: Told, place: int, *, seen: int, now: datetime
) -> None:
    """The letter that one of the claims keeps; it is not mailed by itself."""
    kind = announcing.kind_for(house, row) if told.lines else "deficiency"
    notice = written(house, row, kind, row.language, told, now=now)
    notice = notice.model_copy(update={"consolidated": place})
    issued = announcing.told_by if told.lines else curing.asked_by
    issued(house, actor, row, notice, seen=seen, now=now, mailed=False)


def _kind(how: Asking | Telling) -> LetterKind:
    return "deficiencies" if isinstance(how, Asking) else "decisions"


def _rows(house: House, actor: Actor, numbers: Sequence[str]) -> list[ClaimRow]:
    return [filed_claim(house, actor, "issue notice", number) for number in numbers]


def _parts(
    house: House, rows: Sequence[ClaimRow], how: Asking | Telling, now: datetime
) -> list[Part]:
    if isinstance(how, Telling):
        return [(row, announcing.decided(house, row, how, now=now)) for row in rows]
    asked = {row.number: _all_of(house, row, how) for row in rows[1:]} | {rows[0].number: how}
    return [(row, curing.asked(house, row, asked[row.number], now=now)) for row in rows]


def _all_of(house: House, row: ClaimRow, how: Asking) -> Asking:
    lacks = tuple(lack.id for lack in lacking(house, row))
    return Asking(lacks, how.sentence, how.by_post)
