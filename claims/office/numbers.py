"""P-1, P-2…, P-12.1 and the numbers of pages: which exhibit bears which, kept in the journal so
that none is used again.

The first to give a number has it. Who finds, once noted, that another export gave the same numbers
at the same moment takes the next ones instead.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from operator import itemgetter

from claims.access import Actor
from claims.claim.canonical import Json
from claims.documents.bates import Corner, Level, Range, Scheme
from claims.documents.bates import numbered as with_pages
from claims.documents.contents import numbers_of
from claims.documents.index import FiledExhibit
from claims.documents.numbering import (
    Number,
    Way,
    exhibit_key,
    given_by,
    way_of_numbers,
)
from claims.evidence.numbering import pages_to_number
from claims.office.house import House
from claims.problems import Conflict, NotFound, Problem, Refused
from claims.store.columns import utc_text
from claims.store.journal import Entry

NUMBERED = "number exhibits"
PAGED = "number pages"
SETTLED = "settle page numbers"
TRIES = 5
LONGEST_PREFIX = 10
PREFIX = re.compile(rf"[A-Z0-9]{{1,{LONGEST_PREFIX}}}", re.ASCII)
DIGITS = (4, 5, 6, 7, 8, 9)


def given(house: House, matter: str) -> dict[str, Number]:
    """Every number ever given in a matter, by key (`claims.documents.numbering`)."""
    return given_by(
        json.loads(entry.body)["numbers"]
        for entry in house.store.journal.following(subject=matter)
        if entry.action == NUMBERED
    )


def labels_of(house: House, actor: Actor, number: str) -> Mapping[str, str]:
    """Exhibit → P-12.1, of those of one claim that were given a number; for who may read them.
    Raises NotAllowed and NotFound."""
    actor.must("read exhibit")
    row = house.store.claims.find(number)
    if row is None:
        raise NotFound(f"no claim {number}")
    actor.must("read exhibit", row)
    mine = exhibit_key(number, "")
    every = given(house, row.matter).items()
    return {key.removeprefix(mine): n.label for key, n in every if key.startswith(mine)}


def numbers_for(
    house: House,
    matter: str,
    snapshot: str,
    exhibits: Sequence[FiledExhibit],
    *,
    now: datetime,
    by: str,
    part: str = "",
) -> Mapping[str, Number]:
    """Numbers of everything a bundle holds, part: of which claims, when not of all; new ones are
    noted before they are printed."""
    for _try in range(TRIES):
        before = given(house, matter)
        way = way_of_numbers(before) or _way_settled(house, matter)
        wanted = numbers_of(snapshot, exhibits, before, way, part)
        new = {key: number.kept() for key, number in wanted.items() if key not in before}
        if not new:
            return wanted
        house.store.journal.note(NUMBERED, matter, {"numbers": new}, at=now, by=by)
    raise Conflict(f"exhibits of {matter} are being numbered elsewhere; try again in a moment")


def _way_settled(house: House, matter: str) -> Way:
    """What has a number to itself, as counsel settled last; each file, when nobody did."""
    chosen: Way = "file"
    for entry in house.store.journal.following(subject=matter):
        if entry.action == SETTLED:
            chosen = json.loads(entry.body).get("exhibits", chosen)
    return chosen


def scheme_of(house: House, matter: str) -> Scheme | None:
    """How the pages of a matter are numbered: as the first volume numbered them or, before it, as
    counsel settled last."""
    chosen = None
    for entry in house.store.journal.following(subject=matter):
        if entry.action == PAGED:
            return Scheme(**json.loads(entry.body)["scheme"])
        if entry.action == SETTLED:
            chosen = Scheme(**json.loads(entry.body)["scheme"])
    return chosen


@dataclass(frozen=True, slots=True)
class Settled:
    """How pages and exhibits are numbered. last: the last number of a page, 0 before the first
    volume; filed: the last of an exhibit, None before a first document numbers any."""

    scheme: Scheme
    last: int
    way: Way
    filed: Number | None


def settled(house: House, actor: Actor, matter: str) -> Settled:
    """How the pages and the exhibits of a matter are, or will be, numbered."""
    actor.must_work_on("export bundle", matter)
    last = max((each.last for each in pages_given(house, matter).values()), default=0)
    numbers = given(house, matter)
    way = way_of_numbers(numbers)
    return Settled(
        scheme_of(house, matter) or default_scheme(matter),
        last,
        way or _way_settled(house, matter),
        max(numbers.values()) if way else None,
    )


def read_scheme(prefix: str, digits: int, start: str, corner: Corner, level: Level) -> Scheme:
    """What was typed as a scheme. Raises Refused with everything to mend."""
    first = int(start) if start.isascii() and start.isdigit() else 0
    prefix, problems = prefix.strip().upper(), []
    if not PREFIX.fullmatch(prefix):
        problems.append(Problem("prefix", "bates-prefix", {"longest": LONGEST_PREFIX}))
    if not 1 <= first < 10**digits:
        problems.append(Problem("start", "bates-start", {"last": 10**digits - 1}))
    if problems:
        raise Refused(problems)
    return Scheme(prefix, digits, first, corner, level)


def settle(
    house: House, actor: Actor, matter: str, scheme: Scheme, way: Way, *, seen: Settled,
    now: datetime,
) -> None:  # fmt: skip
    """Choose how pages and exhibits will be numbered; seen: what stood when it was read.

    Raises Refused once a volume has numbered any page, or to number exhibits another way than a
    document did; Conflict when someone else chose otherwise since.
    """
    actor.must_work_on("export bundle", matter)
    with house.store.database.together():
        stands = settled(house, actor, matter)
        if stands.last:
            raise Refused([Problem("", "bates-fixed")])
        if stands.filed and way != stands.way:
            raise Refused([Problem("", "exhibit-numbers-fixed")])
        chosen, last = (scheme, way), _last_settled(house, matter)
        if last and chosen == (stands.scheme, stands.way):
            return
        if last and (seen.scheme, seen.way) != (stands.scheme, stands.way):
            raise Conflict(f"the numbers of {matter} were settled meanwhile", by=last.actor,
                           at=utc_text(last.at))  # fmt: skip
        body: dict[str, Json] = {"scheme": asdict(scheme), "exhibits": way}
        house.store.journal.note(SETTLED, matter, body, at=now, by=actor.name)


def _last_settled(house: House, matter: str) -> Entry | None:
    entries = house.store.journal.following(subject=matter)
    return next((each for each in reversed([*entries]) if each.action == SETTLED), None)


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
    numbers: Mapping[str, Number],
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
