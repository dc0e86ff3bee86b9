"""P-1, P-2… and the numbers of pages: which exhibit bears which, kept in the journal so that none
is used again.

The first to give a number has it. Who finds, once noted, that another export gave the same numbers
at the same moment takes the next ones instead.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from operator import itemgetter

from claims.documents.bates import Range, Scheme
from claims.documents.bates import numbered as with_pages
from claims.documents.contents import numbers_of
from claims.documents.index import FiledExhibit
from claims.documents.numbering import exhibit_key
from claims.evidence.numbering import pages_to_number
from claims.office.house import House
from claims.problems import Conflict

NUMBERED = "number exhibits"
PAGED = "number pages"
TRIES = 5


def given(house: House, matter: str) -> dict[str, int]:
    """Every number ever given in a matter, by key (`claims.documents.numbering`)."""
    numbers: dict[str, int] = {}
    for entry in house.store.journal.following(subject=matter):
        if entry.action == NUMBERED:
            taken = set(numbers.values())
            noted = json.loads(entry.body)["numbers"].items()
            numbers |= {k: n for k, n in noted if k not in numbers and n not in taken}
    return numbers


def numbers_for(
    house: House,
    matter: str,
    snapshot: str,
    exhibits: Sequence[FiledExhibit],
    *,
    now: datetime,
    by: str,
) -> Mapping[str, int]:
    """Numbers of everything a bundle holds; new ones are noted before they are printed."""
    for _try in range(TRIES):
        before = given(house, matter)
        wanted = numbers_of(snapshot, exhibits, before)
        new = {key: number for key, number in wanted.items() if key not in before}
        if not new:
            return wanted
        house.store.journal.note(NUMBERED, matter, {"numbers": new}, at=now, by=by)
    raise Conflict(f"exhibits of {matter} are being numbered elsewhere; try again in a moment")


def scheme_of(house: House, matter: str) -> Scheme | None:
    """How the pages of a matter are numbered, once a first volume settled it."""
    for entry in house.store.journal.following(subject=matter):
        if entry.action == PAGED:
            return Scheme(**json.loads(entry.body)["scheme"])
    return None


def default_scheme(matter: str) -> Scheme:
    """WHC-000001 for whc-2021: what a first volume takes unless counsel chose otherwise."""
    return Scheme("".join(filter(str.isalnum, matter.partition("-")[0].upper())))


def pages_given(house: House, matter: str) -> dict[str, Range]:
    """Every number of a page ever given in a matter, by exhibit; the first to give one has it."""
    ranges: dict[str, Range] = {}
    last = 0
    for entry in house.store.journal.following(subject=matter):
        if entry.action == PAGED:
            noted = json.loads(entry.body)["ranges"].items()
            for key, (first, until) in sorted(noted, key=itemgetter(1)):
                if key not in ranges and first > last:
                    ranges[key] = Range(first, until)
                    last = until
    return ranges


def pages_for(
    house: House,
    matter: str,
    exhibits: Sequence[FiledExhibit],
    numbers: Mapping[str, int],
    *,
    now: datetime,
    by: str,
) -> tuple[Scheme, Mapping[str, Range]]:
    """Numbers of the pages of every exhibit, in the order of the exhibits' own; new ones are noted
    before they are printed."""
    keyed = {exhibit_key(each.claim, each.exhibit.id): each for each in exhibits}
    pages = [
        (key, keyed[key].takes or pages_to_number(keyed[key].exhibit.media, keyed[key].pages))
        for key in sorted(keyed, key=numbers.__getitem__)
    ]
    for _try in range(TRIES):
        scheme = scheme_of(house, matter) or default_scheme(matter)
        before = pages_given(house, matter)
        wanted = with_pages(pages, before, scheme)
        new = {key: [r.first, r.last] for key, r in wanted.items() if key not in before}
        if not new:
            return scheme, wanted
        body = {"scheme": asdict(scheme), "ranges": new}
        house.store.journal.note(PAGED, matter, body, at=now, by=by)
    raise Conflict(f"pages of {matter} are being numbered elsewhere; try again in a moment")
