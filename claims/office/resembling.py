"""The claims whose claimant may be that of one claim: what its page tells of `office.doubles`.

Nobody waits for the whole class to be compared: one claim meets those that share something with it.
What is compared of the others stays in memory, and only claims filed again are read again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.access import Actor
from claims.claim.model import Claim
from claims.matter.signals import PairReason, Signals, read_signals
from claims.office.doubles import SHIPPED
from claims.office.gists import Gists, gists_of
from claims.office.house import House
from claims.office.lawyer import OpenClaim
from claims.totals.likeness import Known, alike_to


@dataclass(frozen=True, slots=True)
class Resembling:
    """Another claim, why its claimant may be this one, and how much the reasons weigh."""

    number: str
    name: str
    reasons: tuple[PairReason, ...]
    score: int


def resembling(
    house: House, actor: Actor, opened: OpenClaim
) -> tuple[tuple[Resembling, ...], Signals]:
    """The claims that resemble one, the heaviest first, and the signals that say so; none of a
    claim that does not count. Raises Refused for a faulty file of signals."""
    actor.must("list claims", opened.row)
    signals = read_signals(house.settings.matters_dir, SHIPPED)
    gists, number = gists_of(house, opened.row.matter), opened.row.number
    if number not in gists:
        return (), signals
    return tuple(
        _resembling(gists, number, _shared(house, opened, gists, signals), signals)
    ), signals


def _shared(
    house: House, opened: OpenClaim, gists: Gists, signals: Signals
) -> dict[PairReason, set[str]]:
    """Reason → the claims that have the very same thing, each looked up by its key."""
    matter, number, looks = opened.row.matter, opened.row.number, house.store.looks
    own, most = gists[number], signals.reference_claims
    return {
        "same_file": set(_with_same_file(house, matter, opened.claim)),
        "same_words": set(_with_same_words(house, matter, opened.claim)),
        "same_invoice": set(looks.same("invoices", matter, number)),
        "same_reference": set(looks.same("references", matter, number, most)),
        "same_registration": {
            other for other, gist in gists.items()
            if own.registration and gist.registration == own.registration
        },
    }  # fmt: skip


def _with_same_file(house: House, matter: str, claim: Claim) -> Iterator[str]:
    for exhibit in claim.exhibits:
        yield from house.store.exhibits.with_file(matter, exhibit.sha256)


def _with_same_words(house: House, matter: str, claim: Claim) -> Iterator[str]:
    for exhibit in claim.exhibits:
        yield from house.store.exhibits.with_words(matter, exhibit.id)


def _resembling(
    gists: Gists, own: str, shared: Mapping[PairReason, set[str]], signals: Signals
) -> Iterator[Resembling]:
    numbers = list(gists)
    place = {number: i for i, number in enumerate(numbers)}
    known = Known(
        [gist.comparable for gist in gists.values()],
        [gist.email for gist in gists.values()],
        [gist.phone for gist in gists.values()],
        {reason: _pairs(place, own, others) for reason, others in shared.items()},
    )
    for pair in alike_to(known, place[own], signals.pair_weights, signals.listed_from):
        other = numbers[pair.right if numbers[pair.left] == own else pair.left]
        reasons = tuple(reason for reason in signals.pairs if reason in pair.reasons)
        yield Resembling(other, gists[other].name, reasons, pair.score)


def _pairs(place: Mapping[str, int], own: str, others: set[str]) -> Sequence[tuple[int, int]]:
    """The places of this claim and of each other that counts."""
    return [(place[own], place[n]) for n in sorted(others) if n in place and n != own]
