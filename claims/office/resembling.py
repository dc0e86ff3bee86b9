"""The claims whose claimant may be that of one claim: what its page tells of `office.doubles`.

Nobody waits for the whole class to be compared: one claim meets those that share something with it.
What is compared of the others stays in memory, and only claims filed again are read again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from claims.access import Actor
from claims.claim.model import Claim
from claims.matter.signals import PairReason, Signals, read_signals
from claims.office.doubles import SHIPPED, Body, comparable, last_digits
from claims.office.house import House
from claims.office.lawyer import OpenClaim
from claims.store.claims import Claims
from claims.totals.likeness import Known, alike_to

FEW = 500
"""Claims filed again that are read one by one; beyond, the class is read whole."""


@dataclass(frozen=True, slots=True)
class Face:
    """What is compared of a claimant, as of one revision."""

    revision: int
    name: str
    comparable: str
    email: str
    phone: str
    registration: str


@dataclass(frozen=True, slots=True)
class Resembling:
    """Another claim, why its claimant may be this one, and how much the reasons weigh."""

    number: str
    name: str
    reasons: tuple[PairReason, ...]
    score: int


Faces = Mapping[str, Face]
_faces: WeakKeyDictionary[Claims, dict[str, Faces]] = WeakKeyDictionary()


def resembling(
    house: House, actor: Actor, opened: OpenClaim
) -> tuple[tuple[Resembling, ...], Signals]:
    """The claims that resemble one, the heaviest first, and the signals that say so; none of a
    claim that does not count. Raises Refused for a faulty file of signals."""
    actor.must("list claims", opened.row)
    signals = read_signals(house.settings.matters_dir, SHIPPED)
    faces, number = _up_to_date(house, opened.row.matter), opened.row.number
    if number not in faces:
        return (), signals
    return tuple(
        _resembling(faces, number, _shared(house, opened, faces, signals), signals)
    ), signals


def _up_to_date(house: House, matter: str) -> Faces:
    """Every claim that counts, by number; those filed again since the last time read anew."""
    claims = house.store.claims
    with house.store.database.moment():
        latest = claims.latest(matter)
        known = _faces.get(claims, {}).get(matter, {})
        kept = {n: known[n] for n, r in latest.items() if n in known and known[n].revision == r}
        wanted = latest.keys() - kept.keys()
        if wanted:
            some = wanted if len(wanted) <= FEW else None
            written = claims.written(matter, numbers=some)
            kept |= {
                number: _face(revision, json.loads(body)) for number, revision, body in written
            }
    faces = {number: kept[number] for number in latest}
    _faces.setdefault(claims, {})[matter] = faces
    return faces


def _face(revision: int, body: Body) -> Face:
    claimant, contact = body["claimant"], body["contact"]
    return Face(
        revision, claimant["name"], comparable(claimant["name"]), contact["email"].casefold(),
        last_digits(contact["phone"]), claimant["registration"],
    )  # fmt: skip


def _shared(
    house: House, opened: OpenClaim, faces: Faces, signals: Signals
) -> dict[PairReason, set[str]]:
    """Reason → the claims that have the very same thing, each looked up by its key."""
    matter, number, looks = opened.row.matter, opened.row.number, house.store.looks
    own, most = faces[number], signals.reference_claims
    return {
        "same_file": set(_with_same_file(house, matter, opened.claim)),
        "same_words": set(_with_same_words(house, matter, opened.claim)),
        "same_invoice": set(looks.same("invoices", matter, number)),
        "same_reference": set(looks.same("references", matter, number, most)),
        "same_registration": {
            other for other, face in faces.items()
            if own.registration and face.registration == own.registration
        },
    }  # fmt: skip


def _with_same_file(house: House, matter: str, claim: Claim) -> Iterator[str]:
    for exhibit in claim.exhibits:
        yield from (kept.number for kept in house.store.exhibits.same_file(matter, exhibit.sha256))


def _with_same_words(house: House, matter: str, claim: Claim) -> Iterator[str]:
    for exhibit in claim.exhibits:
        yield from (kept.number for kept in house.store.exhibits.same_words(matter, exhibit.id))


def _resembling(
    faces: Faces, own: str, shared: Mapping[PairReason, set[str]], signals: Signals
) -> Iterator[Resembling]:
    numbers = list(faces)
    place = {number: i for i, number in enumerate(numbers)}
    known = Known(
        [face.comparable for face in faces.values()],
        [face.email for face in faces.values()],
        [face.phone for face in faces.values()],
        {reason: _pairs(place, own, others) for reason, others in shared.items()},
    )
    for pair in alike_to(known, place[own], signals.pair_weights, signals.listed_from):
        other = numbers[pair.right if numbers[pair.left] == own else pair.left]
        reasons = tuple(reason for reason in signals.pairs if reason in pair.reasons)
        yield Resembling(other, faces[other].name, reasons, pair.score)


def _pairs(place: Mapping[str, int], own: str, others: set[str]) -> Sequence[tuple[int, int]]:
    """The places of this claim and of each other that counts."""
    return [(place[own], place[n]) for n in sorted(others) if n in place and n != own]
