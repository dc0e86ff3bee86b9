"""Exhibits that a bundle gives and that counsel withheld after it was made; claims that left since.

A bundle stands as its snapshot holds it; what goes to the other side does not come back. So one
that gives what nobody would give today goes out no more, let out or not: another is made. Its
volumes are one production, of which nothing goes out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from claims.claim.redaction import Set
from claims.claim.states import COUNTED, Status
from claims.office.alike import known_of
from claims.office.gives import SHELF, Given, Gives
from claims.office.house import House
from claims.office.in_place import SAID, Known, Stands, as_one, stands_for
from claims.problems import Problem, Refused
from claims.store.exports import Export
from claims.store.redactions import Withheld

NAMED = 6
"""Exhibits named in a refusal, at most."""


def must_give_no_more_than_today(house: House, *files: Export) -> None:
    """Raises Refused, with the numbers of the exhibits, where files are of a bundle that gives more
    than one made now would, in whichever of its volumes; or where one of these cannot be read."""
    every = {each.id: each for file in files for each in production_of(house, file)}
    if numbers := given_too_much(house, *every.values()):
        told = ", ".join(numbers[:NAMED]) + ("…" if len(numbers) > NAMED else "")
        raise Refused([Problem("", "bundle-overtaken", {"numbers": told})])


def production_of(house: House, export: Export) -> tuple[Export, ...]:
    """The files that were made together with one, itself among them."""
    build = house.store.builds.of_export(export.id) if export.kind == "bundle" else None
    volumes = [each.export for each in build.volumes] if build else []
    if export.id not in volumes:
        return (export,)
    return tuple(filter(None, map(house.store.exports.find, volumes)))


def given_too_much(house: House, *files: Export) -> tuple[str, ...]:
    """Numbers (P-3) of the exhibits of bundles whose bytes were withheld, redacted anew or put in
    quarantine since, under whichever id of their claim; none of other documents. Raises Refused
    where a bundle is gone or cannot be read."""
    return tuple(_too_much(house, files))


def _too_much(house: House, files: Iterable[Export]) -> Iterator[str]:
    journal = house.store.journal
    until = journal.head().seq

    @cache
    def named(after: int) -> frozenset[str]:
        return frozenset(subject for _, subject, *_ in journal.said(SAID, until, after=after))

    @cache
    def today(matter: str) -> Today:
        store = house.store
        return Today(house, store.redactions.every(until), store.looks.infected(matter),
                     store.exhibits.repeated(matter))  # fmt: skip

    for export, path in _bundles(house, files):
        since = named(export.journal_seq)
        gives = SHELF.of(path) if since else None
        if gives and not since.isdisjoint(gives.claims):
            yield from (
                given.number for given in gives.exhibits
                if given.claim in since and _is_too_much(given, gives.of, today(export.matter))
            )  # fmt: skip


@dataclass(frozen=True)
class Today:
    """What stands of the exhibits of a matter: what was said of each, those infected, and the
    claims that filed the same bytes under several ids."""

    house: House
    held: Mapping[tuple[str, str], Withheld]
    infected: frozenset[str]
    repeated: frozenset[str]
    alike: dict[str, Mapping[str, Known]] = field(default_factory=dict)
    """Of those claims, what stands of each exhibit, once it was asked for."""

    def of(self, given: Given) -> Known:
        """What stands of an exhibit that a bundle gives."""
        claim, own = given.claim, self.held.get((given.claim, given.id), Withheld())
        if claim not in self.repeated:
            return Known(given.original, own, given.id in self.infected)
        if claim not in self.alike:
            self.alike[claim] = as_one(known_of(self.house, claim))
        return self.alike[claim].get(given.id, Known(given.original))


def _is_too_much(given: Given, of: Set, today: Today) -> bool:
    """Whether what was given under an id would not be today."""
    known = today.of(given)
    stands, copy = stands_for(known, of), known.held.copy
    if stands is Stands.COPY and copy:
        return given.copy != (copy.version, copy.sha256)
    return stands is not Stands.FILE


def gives_of(house: House, files: Iterable[Export]) -> Iterator[Gives]:
    """What each bundle among files gives. Raises Refused where one is gone or cannot be read."""
    return (SHELF.of(path) for _, path in _bundles(house, files))


def left_since(house: House, export: Export) -> dict[str, Status]:
    """Number → state of the claims of a bundle that count no more: withdrawn, or out of the group.
    Raises Refused where it cannot be read."""
    journal = house.store.journal
    said = journal.said({"move claim"}, journal.head().seq, after=export.journal_seq)
    rows = map(house.store.claims.find, sorted({subject for _, subject, *_ in said}))
    left = {row.number: row.status for row in rows if row and row.status not in COUNTED}
    if not left:
        return {}
    there = {number for gives in gives_of(house, [export]) for number in gives.claims}
    return {number: status for number, status in left.items() if number in there}


def _bundles(house: House, files: Iterable[Export]) -> Iterator[tuple[Export, Path]]:
    """Those that are the ZIP of a bundle, no other document nor its lists, with its place. Raises
    Refused where one is gone: nothing tells what it gives."""
    for export in files:
        path = house.settings.exports_dir / export.id / export.name
        if export.kind == "bundle" and path.suffix == ".zip":
            if not path.is_file():
                raise Refused([Problem("", "bundle-gone", {"name": path.name})])
            yield export, path
