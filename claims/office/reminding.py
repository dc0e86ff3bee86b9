"""Whoever was asked for what a claim lacks is reminded once, before the end of the delay.

Claims that one consolidated letter asked about are reminded of together, those of them that have
not answered; each keeps besides a reminder of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from claims.evidence.curing import reminds
from claims.office.delivered import key_together
from claims.office.house import House
from claims.office.issuing import post, sent
from claims.office.noticing import Told, written, written_together
from claims.office.posting import address_of
from claims.store.claims import ClaimRow
from claims.store.notices import KeptNotice

AHEAD = timedelta(days=90)
"""How far ahead letters are looked at for a reminder; no matter reminds earlier."""
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Due:
    """A letter that is still to be answered, and whose claim it is about."""

    row: ClaimRow
    kept: KeptNotice

    @property
    def told(self) -> Told:
        """What its reminder tells: all that it asked."""
        asked = self.kept.notice
        return Told(asked.sentence, asked.last_day, asked.by_post, self.kept.at, lacks=asked.lacks)


def remind(house: House, *, now: datetime) -> int:
    """Write once to everyone whose delay is about to end; how many reminders left."""
    today = now.date()
    ending = house.store.notices.ending(today - timedelta(days=1), today + AHEAD)
    return sum(_reminded(house, each, now) for each in _together(house, ending, now))


def _together(house: House, ending: Sequence[KeptNotice], now: datetime) -> list[list[Due]]:
    """The letters whose reminder is due, by consolidated letter; one claim that is now followed at
    another address is reminded of there, alone."""
    groups: dict[tuple[str, ...], list[Due]] = {}
    for kept in ending:
        row = house.store.claims.find(kept.number)
        if row is None or row.fictional or kept.notice.by_post:
            continue
        if not (address := address_of(house, row.number)):
            continue
        if reminds(kept.at, kept.notice.last_day, house.matter(row.matter), now):
            groups.setdefault(_key(row, kept, address), []).append(Due(row, kept))
    return list(groups.values())


def _key(row: ClaimRow, kept: KeptNotice, address: str) -> tuple[str, ...]:
    if place := kept.notice.consolidated:
        return row.matter, str(place), address.lower()
    return (row.number,)


def _reminded(house: House, group: Sequence[Due], now: datetime) -> bool:
    with house.store.database.together():
        left = [due for due in group if not _done(house, due)]
        if len(left) > 1:
            _remind_together(house, left, now)
        else:
            for due in left:
                _keep(house, due, 0, now)
    return bool(left)


def _done(house: House, due: Due) -> bool:
    """Whether the claim was answered for meanwhile, or reminded of."""
    number, place = due.row.number, due.kept.place
    asked = house.store.notices.open_of(number)
    reminders = (each.notice for each in house.store.notices.of(number))
    return (asked is None or asked.place != place) or any(
        each.kind == "reminder" and each.about == place for each in reminders
    )


def _remind_together(house: House, group: Sequence[Due], now: datetime) -> None:
    """One reminder, in the language of the letter they were asked in; each claim keeps its own."""
    first = group[0]
    asked = house.store.consolidated.find(first.row.matter, first.kept.notice.consolidated)
    language = asked[0].language if asked else first.kept.notice.language
    parts = [(due.row, due.told) for due in group]
    letter = written_together(house, "reminders", language, parts, now=now)
    place = house.store.consolidated.add(first.row.matter, letter, at=now, by=SYSTEM)
    for due in group:
        _keep(house, due, place, now)
    key = key_together("reminders", first.row.matter, place)
    post(house, first.row, letter, key=key, now=now, by=SYSTEM)


def _keep(house: House, due: Due, place: int, now: datetime) -> None:
    """The reminder of one claim; place: of the one that covers it with others, 0 where it leaves
    alone."""
    asked = due.kept.notice
    again = written(house, due.row, "reminder", asked.language, due.told, now=now)
    again = again.model_copy(update={"about": due.kept.place, "consolidated": place})
    sent(house, due.row, again, by=SYSTEM, now=now, mailed=not place)
