"""Exhibits that a bundle gives and that counsel withheld after it was made; claims that left since.

A bundle stands as its snapshot holds it; what goes to the other side does not come back. So one
that gives what nobody would give today goes out no more, let out or not: another is made. Its
volumes are one production, of which nothing goes out.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from claims.claim.redaction import Set
from claims.claim.states import COUNTED, Status
from claims.documents.verify import MANIFEST, NO_KEY
from claims.office.house import House
from claims.office.in_place import SAID, Stands, stands_for
from claims.problems import Problem, Refused
from claims.store.exports import Export
from claims.store.redactions import Withheld

NAMED = 6
"""Exhibits named in a refusal, at most."""
UNREAD = (
    OSError, EOFError, BadZipFile, zlib.error, RuntimeError,
    LookupError, ValueError, TypeError, AttributeError,
)  # fmt: skip
"""What a ZIP cut short, or a manifest of another format, raises as it is read."""


@dataclass(frozen=True, slots=True)
class Given:
    """One exhibit that a bundle gives. original: SHA-256 of its file; copy: version and SHA-256 of
    the redacted copy that is given for it, or None."""

    number: str
    claim: str
    id: str
    original: str
    copy: tuple[int, str] | None


@dataclass(frozen=True, slots=True)
class Gives:
    """What a bundle says it gives, and of which claims."""

    of: Set
    exhibits: tuple[Given, ...]
    claims: frozenset[str]


def must_give_no_more_than_today(house: House, *files: Export) -> None:
    """Raises Refused, with the numbers of the exhibits, where files are of a bundle that gives more
    than one made now would, in whichever of its volumes; or where one of these cannot be read."""
    every = {each.id: each for file in files for each in production_of(house, file)}
    if numbers := [number for each in every.values() for number in given_too_much(house, each)]:
        told = ", ".join(numbers[:NAMED]) + ("…" if len(numbers) > NAMED else "")
        raise Refused([Problem("", "bundle-overtaken", {"numbers": told})])


def production_of(house: House, export: Export) -> tuple[Export, ...]:
    """The files that were made together with one, itself among them."""
    build = house.store.builds.of_export(export.id) if export.kind == "bundle" else None
    volumes = [each.export for each in build.volumes] if build else []
    if export.id not in volumes:
        return (export,)
    return tuple(filter(None, map(house.store.exports.find, volumes)))


def given_too_much(house: House, export: Export) -> tuple[str, ...]:
    """Numbers (P-3) of the exhibits of a bundle whose bytes were withheld, redacted anew or put in
    quarantine since, under whichever id of their claim; none of another document, or of a file that
    is gone. Raises Refused where it cannot be read."""
    journal = house.store.journal
    until = journal.head().seq
    since = defaultdict[str, set[str]](set)
    if path := _bundle(house, export):
        for _, subject, body, *_ in journal.said(SAID, until, after=export.journal_seq):
            since[subject].add(json.loads(body)["id"])
    if path is None or not since:
        return ()
    gives = _gives(path)
    held, alike = house.store.redactions.every(until), _alike(house, gives, since)
    return tuple(
        given.number for given in gives.exhibits
        if any(
            _is_too_much(house, given, gives.of, exhibit, held.get((given.claim, exhibit)))
            for exhibit in alike.get((given.claim, given.original), ())
        )
    )  # fmt: skip


def _alike(
    house: House, gives: Gives, since: Mapping[str, set[str]]
) -> Mapping[tuple[str, str], set[str]]:
    """Claim and SHA-256 → the exhibits with those bytes of which a word was said since: a file
    taken back and brought again has another id."""
    found = defaultdict[tuple[str, str], set[str]](set)
    for claim in gives.claims & since.keys():
        for kept in house.store.exhibits.ever(claim):
            if kept.exhibit.id in since[claim]:
                found[claim, kept.exhibit.sha256].add(kept.exhibit.id)
    return found


def _is_too_much(house: House, given: Given, of: Set, exhibit: str, held: Withheld | None) -> bool:
    """Whether what was given of these bytes would not be today, by what stands of an exhibit."""
    held = held or Withheld()
    stands = stands_for(held, house.store.looks.find(exhibit), of)
    if stands is Stands.COPY and held.copy:
        return given.copy != (held.copy.version, held.copy.sha256)
    return stands is not Stands.FILE


def left_since(house: House, export: Export) -> dict[str, Status]:
    """Number → state of the claims of a bundle that count no more: withdrawn, or out of the group.
    Raises Refused where it cannot be read."""
    path, journal = _bundle(house, export), house.store.journal
    if path is None:
        return {}
    said = journal.said({"move claim"}, journal.head().seq, after=export.journal_seq)
    rows = map(house.store.claims.find, sorted({subject for _, subject, *_ in said}))
    left = {row.number: row.status for row in rows if row and row.status not in COUNTED}
    there = _gives(path).claims if left else frozenset()
    return {number: status for number, status in left.items() if number in there}


def _bundle(house: House, export: Export) -> Path | None:
    """The ZIP of a bundle; None of another document, of its lists, or of a file that is gone."""
    path = house.settings.exports_dir / export.id / export.name
    return path if export.kind == "bundle" and path.suffix == ".zip" and path.is_file() else None


def _gives(path: Path) -> Gives:
    try:
        with ZipFile(path) as archive:
            told = json.loads(archive.read(MANIFEST))
        numbers = frozenset(str(each["number"]) for each in told["claims"])
        return Gives(Set(told["set"]), tuple(_given(told)), numbers)
    except UNREAD as fault:
        raise Refused([Problem("", "bundle-unread", {"name": path.name})]) from fault


def _given(told: Mapping[str, Any]) -> Iterator[Given]:
    """The exhibits that are given, or a copy of them; a notice gives nothing."""
    for each in told["exhibits"]:
        made = each["transfer"]
        if "withheld" in each or each["path"] == NO_KEY or (made and made["tool"] == "quarantine"):
            continue
        original = str(made["source"] if made else each["sha256"])
        redacted = each.get("redaction")
        copy = (int(redacted["version"]), str(each["sha256"])) if redacted else None
        yield Given(str(each["number"]), each["claim"], each["id"], original, copy)
