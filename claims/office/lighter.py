"""The same file in other claims, where less of it is withheld: told to counsel, and nothing more.

What is withheld is withheld within a claim (`alike`): why the same bytes are elsewhere, whose they
are there and what may be said of them is a judgment. But whoever says a level, orders a bundle or
lets one out must know that the file leaves under another number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from claims.access import Actor
from claims.claim.redaction import Level, Set
from claims.claim.states import COUNTED
from claims.documents.numbering import exhibit_key
from claims.office.clawback import gives_of
from claims.office.handing import exhibit_for
from claims.office.house import House
from claims.office.in_place import Known, Stands, stands_for
from claims.office.numbers import given
from claims.problems import Refused
from claims.store.builds import Build
from claims.store.redactions import Withheld

ORDER = tuple(Stands)
Key = tuple[str, str]
"""A claim and one of its exhibits."""


@dataclass(frozen=True, slots=True)
class Named:
    """An exhibit for whoever reads of it. label: P-3, blank before it has a number."""

    claim: str
    exhibit: str
    label: str
    level: Level


@dataclass(frozen=True, slots=True)
class Lighter:
    """An exhibit of a claim that counts, less withheld or otherwise redacted than another one of
    the same bytes. sets: those that give more of it, or another copy."""

    less: Named
    than: Named
    sets: frozenset[Set]


def lighter_than(house: House, actor: Actor, number: str, exhibit_id: str) -> tuple[Lighter, ...]:
    """Where less is withheld of the file that counsel withheld as this exhibit. Raises NotAllowed,
    NotFound and Quarantined."""
    kept = exhibit_for(house, actor, number, exhibit_id)
    actor.must("class exhibit", kept)
    same = house.store.exhibits.alike(kept.matter, kept.exhibit.sha256)
    held = {
        (claim, exhibit): each
        for claim in {claim for keys in same.values() for claim, _ in keys}
        for exhibit, each in house.store.redactions.of(claim).items()
    }
    own = frozenset({(number, exhibit_id)})
    return tuple(_named(house, kept.matter, _pairs(house, same, held, own)))


def lighter_in(house: House, actor: Actor, matter: str) -> tuple[Lighter, ...]:
    """Every exhibit of the claims that count of which another claim has more withheld."""
    actor.must_work_on("export bundle", matter)
    held = house.store.redactions.every(house.store.journal.head().seq)
    pairs = _pairs(house, house.store.exhibits.alike(matter), held, frozenset(held))
    return tuple(_named(house, matter, pairs))


def given_by(house: House, build: Build, every: Iterable[Lighter]) -> tuple[Lighter, ...]:
    """Those that a bundle gives, made already; none of one that cannot be read."""
    files = filter(None, (house.store.exports.find(each.export) for each in build.volumes))
    try:
        there = {(each.claim, each.id) for gives in gives_of(house, files)
                 for each in gives.exhibits}  # fmt: skip
    except Refused:
        return ()
    return tuple(
        each for each in every
        if build.choice.set in each.sets and (each.less.claim, each.less.exhibit) in there
    )  # fmt: skip


Pair = tuple[Key, Withheld, Key, Withheld, frozenset[Set]]


def _pairs(
    house: House, same: Mapping[str, tuple[Key, ...]], held: Mapping[Key, Withheld],
    wanted: frozenset[Key],
) -> Iterator[Pair]:  # fmt: skip
    """One less withheld, and the one of those wanted that is the most withheld."""
    listed: dict[str, frozenset[str]] = {}
    for digest, keys in same.items():
        said = [(key, held[key]) for key in keys if key in held and key in wanted]
        for key in keys:
            mine = held.get(key, Withheld())
            found = [(of, each, _more(digest, mine, each)) for of, each in said if of != key]
            found = [each for each in found if each[2]]
            if found and key[1] in _listed(house, key[0], listed):
                of, heavier, sets = max(found, key=lambda each: len(each[2]))
                yield key, mine, of, heavier, sets


def _more(digest: str, mine: Withheld, other: Withheld) -> frozenset[Set]:
    """The sets that give more of one than of another, or another copy."""
    return frozenset(wanted for wanted in Set if _gives_more(digest, mine, other, wanted))


def _gives_more(digest: str, mine: Withheld, other: Withheld, wanted: Set) -> bool:
    one, two = (stands_for(Known(digest, each), wanted) for each in (mine, other))
    if one is two is Stands.COPY and mine.copy and other.copy:
        return mine.copy.sha256 != other.copy.sha256
    return ORDER.index(one) > ORDER.index(two)


def _listed(house: House, number: str, known: dict[str, frozenset[str]]) -> frozenset[str]:
    """The exhibits of a claim that counts; none of another."""
    if number not in known:
        row = house.store.claims.find(number)
        counts = row is not None and row.revision and row.status in COUNTED
        claim = house.store.claims.body(number) if counts else None
        known[number] = frozenset(each.id for each in claim.exhibits) if claim else frozenset()
    return known[number]


def _named(house: House, matter: str, pairs: Iterable[Pair]) -> Iterator[Lighter]:
    found = tuple(pairs)
    numbers = given(house, matter) if found else {}

    def named(key: Key, held: Withheld) -> Named:
        place = numbers.get(exhibit_key(*key))
        return Named(*key, place.label if place else "", held.level)

    for key, mine, of, heavier, sets in found:
        yield Lighter(named(key, mine), named(of, heavier), sets)
