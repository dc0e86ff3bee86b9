"""Naming exhibits: the title counsel gives each, the day of its document, and who may be given it.

A title is proposed from what is known already, and stands nowhere before counsel takes it. It
changes no number: an exhibit is numbered by its id.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime

from claims.access import Actor
from claims.claim.entitled import LONGEST, UNTITLED, Titled, read_titled
from claims.claim.model import Claim, Exhibit
from claims.claim.redaction import Level
from claims.documents.numbering import Number, exhibit_key
from claims.evidence.findings import Findings, Word, find
from claims.evidence.look import Look
from claims.i18n.catalogue import say
from claims.i18n.formats import day
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.office.folder import local_day
from claims.office.handing import exhibit_for
from claims.office.house import House
from claims.office.numbers import given
from claims.office.redacting import set_level
from claims.problems import NotFound, Problem, Refused
from claims.store.exhibits import KeptExhibit
from claims.store.redactions import Withheld

SIZE = 25
"""Exhibits on a page of the list."""
MOST_SITES, MOST_DAYS = 2, 4
"""Sites that a proposed title names, at most; days that an exhibit mentions when one is its own."""
Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Named:
    """One exhibit as its title is given. label: P-12.1, empty before it has a number; proposed: a
    title and a day nobody said yet."""

    number: str
    exhibit: Exhibit
    label: str
    titled: Titled
    proposed: Titled
    held: Withheld

    @property
    def shown(self) -> Titled:
        """What a field begins with: what counsel said, else what is proposed; the title alone is
        proposed still where counsel said only a day, or no day."""
        if self.titled.title:
            return self.titled
        day = self.titled.day if self.titled.place else self.proposed.day
        return replace(self.proposed, day=day)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words of a claim's number, of a file or of a title; those without a title
    alone; which page, from 1."""

    words: str = ""
    untitled: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of the exhibits of a matter; total: how many were found; untitled: how many of all
    have no title."""

    rows: tuple[Named, ...]
    total: int
    untitled: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.total // SIZE))


@dataclass(frozen=True, slots=True)
class Naming:
    """What counsel says of one exhibit. seen: the place of the title they read; level and reason:
    None to leave who may be given it as it stands; held: the level and reason they read."""

    number: str
    exhibit: str
    title: str
    day: str
    seen: int
    level: Level | None = None
    reason: str = ""
    held: tuple[Level, str] | None = None


def listed(
    house: House, actor: Actor, matter: str, wanted: Wanted, language: Language, *, now: datetime
) -> Listed:
    """The exhibits of the claims that count, by number, then by claim; those found infected, which
    are opened to nobody, left out. Raises NotAllowed."""
    actor.must_work_on("title exhibit", matter)
    titles, numbers = house.store.titles.every(matter), given(house, matter)
    bodies = {row.number: body for row, body in house.store.claims.bodies(matter)}
    infected = house.store.looks.infected(matter)
    every = [(n, e["id"], e["name"]) for n, body in bodies.items() for e in body["exhibits"]
             if e["id"] not in infected]  # fmt: skip
    found = [
        (number, exhibit)
        for number, exhibit, name in every
        if _is_wanted(number, name, titles.get((number, exhibit), UNTITLED), wanted)
    ]
    found.sort(key=lambda pair: _turn(pair, numbers))
    page = min(max(wanted.page, 1), max(1, -(-len(found) // SIZE)))
    shown = found[(page - 1) * SIZE : page * SIZE]
    by_claim = {
        number: _named(house, house.store.claims.body(number), numbers, language, now)
        for number in dict.fromkeys(number for number, _ in shown)
    }
    rows = tuple(
        by_claim[number][exhibit] for number, exhibit in shown if exhibit in by_claim[number]
    )
    untitled = sum(not titles.get((n, e), UNTITLED).title for n, e, _ in every)
    return Listed(rows, len(found), untitled, page)


def _is_wanted(number: str, name: str, titled: Titled, wanted: Wanted) -> bool:
    if wanted.untitled and titled.title:
        return False
    told = f"{number} {name} {titled.title}".casefold()
    return all(word in told for word in wanted.words.casefold().split())


def _turn(pair: tuple[str, str], numbers: Mapping[str, Number]) -> tuple[bool, Number, str, str]:
    number = numbers.get(exhibit_key(*pair))
    return number is None, number or Number(0), *pair


def named(
    house: House, actor: Actor, number: str, language: Language, *, now: datetime
) -> Mapping[str, Named]:
    """Exhibit → how it is named, of the exhibits of one claim but those found infected, which are
    opened to nobody. Raises NotAllowed."""
    actor.must("title exhibit")
    claim = house.store.claims.body(number)
    actor.must("title exhibit", claim)
    return _named(house, claim, given(house, claim.matter), language, now)


def named_of_several(
    house: House, actor: Actor, claims: Iterable[str], language: Language, *, now: datetime
) -> Mapping[str, Mapping[str, Named]]:
    """Claim → what `named` tells of it, the numbers of each matter read once; claims that are not
    there any more left out. Raises NotAllowed."""
    actor.must("title exhibit")
    found, numbers = {}, {}
    for number in claims:
        with suppress(NotFound):
            claim = house.store.claims.body(number)
            actor.must("title exhibit", claim)
            if claim.matter not in numbers:
                numbers[claim.matter] = given(house, claim.matter)
            found[number] = _named(house, claim, numbers[claim.matter], language, now)
    return found


def _named(
    house: House, claim: Claim, numbers: Mapping[str, Number], language: Language, now: datetime
) -> dict[str, Named]:
    number, matter = claim.number, house.matter(claim.matter)
    looks, titles = house.store.looks.of(number), house.store.titles.of(number)
    held, today = house.store.redactions.of(number), local_day(now, matter)
    domains = {service.id: service.domain for service in claim.services}
    found = {}
    for exhibit in claim.exhibits:
        if looks.get(exhibit.id, Look()).quarantined:
            continue
        about = (loss.service for loss in claim.losses if loss.id in exhibit.losses)
        sites = tuple(domains[site] for site in dict.fromkeys(about) if site in domains)
        place = numbers.get(exhibit_key(number, exhibit.id))
        covered = held.get(exhibit.id, Withheld()).copy  # boxes may hide what was read under them
        read = Look() if covered else looks.get(exhibit.id, Look())
        found[exhibit.id] = Named(
            number, exhibit, place.label if place else "", titles.get(exhibit.id, UNTITLED),
            proposed(exhibit, read, sites, matter, language, today),
            held.get(exhibit.id, Withheld()),
        )  # fmt: skip
    return found


def proposed(
    exhibit: Exhibit, look: Look, sites: Sequence[str], matter: Matter, language: Language,
    today: date,
) -> Titled:  # fmt: skip
    """« Facture n° 4512, boutique-boreale.ca, 12 septembre 2021 »: from its kind, what was read in
    it and the name of its file; the file is named where nothing else tells it from others."""
    of_name = find([re.sub(r"[_.]", " ", exhibit.name.rpartition(".")[0] or exhibit.name)], ())
    read = look.findings if look.read else Findings()
    when = _day(read, today) or _day(of_name, today)
    kind = matter.exhibit_kinds[exhibit.kind].in_(language)
    invoices = {word.means[0].upper() for word in (read.invoices or of_name.invoices)}
    if exhibit.kind == "invoice" and len(invoices) == 1:
        kind = say("{kind} n° {number}", language, kind=kind, number=next(iter(invoices)))
    parts = [kind, *(sites if len(sites) <= MOST_SITES else ())]
    if when:
        parts.append(day(when, language))
    if len(parts) == 1 and parts[0] == matter.exhibit_kinds[exhibit.kind].in_(language):
        parts.append(exhibit.name)
    return Titled(", ".join(parts)[:LONGEST].strip(), when)


def _day(found: Findings, today: date) -> date | None:
    """The first day mentioned on its first page that can be read in one way only, and is past; none
    of what tells many days, a statement or an export."""
    if len({word.means for word in found.days}) > MOST_DAYS:
        return None
    for word in found.days:
        if word.page == 1 and len(word.means) == 1 and (when := _past(word, today)):
            return when
    return None


def _past(word: Word, today: date) -> date | None:
    with suppress(ValueError):
        when = date.fromisoformat(word.means[0])
        return when if when <= today else None
    return None


def entitle(
    house: House, actor: Actor, namings: Sequence[Naming], *, now: datetime, entropy: Entropy
) -> int:
    """Keep what counsel says of some exhibits, all or nothing; how many changed.

    Raises Refused with every fault, its place that of the naming ("3.day"); NotAllowed, NotFound
    and Quarantined as `exhibit_for`; Conflict when someone else named one meanwhile, and NotSaved.
    """
    actor.must("title exhibit")
    problems: list[Problem] = []
    read: list[tuple[Naming, Titled]] = []
    for place, naming in enumerate(namings):
        today = local_day(now, house.matter(_may(house, actor, naming).matter))
        try:
            read.append(
                (naming, read_titled(naming.title, naming.day, today=today, where=f"{place}."))
            )
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    with house.store.database.together():
        changed = [
            _keep(house, actor, naming, titled, place, now, entropy)
            for place, (naming, titled) in enumerate(read)
        ]
    return sum(changed)


def _may(house: House, actor: Actor, naming: Naming) -> KeptExhibit:
    kept = exhibit_for(house, actor, naming.number, naming.exhibit)
    actor.must("title exhibit", kept)
    return kept


def _keep(
    house: House, actor: Actor, naming: Naming, titled: Titled, place: int, now: datetime,
    entropy: Entropy,
) -> bool:  # fmt: skip
    number, exhibit = naming.number, naming.exhibit
    kept = house.store.titles.say(
        number, exhibit, titled, seen=naming.seen, salt=entropy(16).hex(), at=now, by=actor.name
    )
    if naming.level is None:
        return kept.place != naming.seen
    before = house.store.redactions.of(number).get(exhibit, Withheld())
    stands = before.level, before.reason
    if before.by and stands == (naming.level, naming.reason):
        return kept.place != naming.seen
    try:
        set_level(
            house, actor, number, exhibit, naming.level, naming.reason, now=now, seen=naming.held
        )
    except Refused as refused:
        faults = [replace(each, where=f"{place}.{each.where}") for each in refused.problems]
        raise Refused(faults) from refused
    return True
