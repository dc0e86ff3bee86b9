"""Claimants that may be one person, and claims to look at twice: for counsel, who alone judges.

No address of a computer is compared: none is kept with a claim. Marks of network ranges are, where
a matter keeps them, and are shown to nobody. No bank reference is asked either;
one read in an exhibit is compared, unless so many bear it that it is everybody's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from weakref import WeakKeyDictionary

from claims.access import Actor
from claims.matter.model import Matter
from claims.matter.signals import ClaimReason, PairReason, Signals, read_signals
from claims.office.blinding import must_owe_no_reading
from claims.office.gists import Gist, Gists, gists_of
from claims.office.house import House
from claims.settings import HOME
from claims.store.claims import Claims
from claims.totals.likeness import Known, alike
from claims.totals.signals import Origin, from_one_range, same_amounts, waves

SHIPPED = HOME / "data" / "matters"


@dataclass(frozen=True, slots=True)
class Alike:
    """Two claims whose claimants may be one, with what weighs for it, and how much in all."""

    numbers: tuple[str, str]
    names: tuple[str, str]
    reasons: tuple[PairReason, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Odd:
    """A claim to look at twice, why, and how much the reasons weigh together."""

    number: str
    name: str
    reasons: tuple[ClaimReason, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Doubles:
    """Pairs and claims, the heaviest first; by which signals; among how many claims."""

    pairs: tuple[Alike, ...]
    odd: tuple[Odd, ...]
    signals: Signals
    claims: int


def doubles(house: House, actor: Actor, matter: str) -> Doubles:
    """Everything of a matter that is worth a second look. Raises Refused for a faulty file of
    signals."""
    actor.must_work_on("read exact totals", matter)
    must_owe_no_reading(house, actor, matter)
    of = house.matter(matter)
    signals = read_signals(house.settings.matters_dir, SHIPPED)
    with house.store.database.moment():
        gists = gists_of(house, matter)
        filed = house.store.claims.submitted(matter)
        kept = house.store.lines.as_columns(matter).columns
        shared = _shared(house, matter, list(gists), signals)
        origins = tuple(_origins(house, of, gists))
    pairs = _pairs(house, matter, _asked(gists, shared, signals))
    reasons: dict[ClaimReason, frozenset[str]] = {
        "wave": waves(filed, signals.wave_claims, signals.wave_minutes),
        "same_amounts": same_amounts(kept, _typed(of), signals.alike_claims),
        "impossible_hours": frozenset(_impossible(gists, of, signals.hours_a_day)),
        "same_network": from_one_range(
            origins, signals.network_people, signals.network_days, signals.network_most
        ),
        "same_person": frozenset(number for pair in pairs for number in pair.numbers),
    }
    return Doubles(pairs, tuple(_odd(gists, reasons, signals)), signals, len(gists))


def _shared(
    house: House, matter: str, numbers: Sequence[str], signals: Signals
) -> dict[str, list[tuple[int, ...]]]:
    """Reason → places of the claims that have the very same thing."""
    place = {number: i for i, number in enumerate(numbers)}
    known = {
        "same_file": house.store.exhibits.shared(matter),
        "same_words": house.store.exhibits.shared_words(matter),
        "same_invoice": house.store.looks.invoices(matter),
        "same_reference": {
            reference: claims
            for reference, claims in house.store.looks.references(matter).items()
            if len(claims) <= signals.reference_claims
        },
    }
    return {
        reason: [tuple(place[n] for n in group if n in place) for group in groups.values()]
        for reason, groups in known.items()
    }


class _Asked(NamedTuple):
    """All that the pairs of a matter are found by."""

    numbers: Sequence[str]
    names: Sequence[str]
    known: Known
    weights: Sequence[tuple[PairReason, int]]
    """By reason, in the order in which reasons are said."""
    listed_from: int


_last: WeakKeyDictionary[Claims, dict[str, tuple[_Asked, tuple[Alike, ...]]]] = WeakKeyDictionary()
"""What was asked of each matter, and found."""


def _asked(gists: Gists, shared: Mapping[str, Sequence[Sequence[int]]], signals: Signals) -> _Asked:
    every = gists.values()
    known = Known(
        [gist.comparable for gist in every],
        [gist.email for gist in every],
        [gist.phone for gist in every],
        {**shared, "same_registration": _registered(every)},
    )
    names = [gist.name for gist in every]
    weights = [(reason, of.weight) for reason, of in signals.pairs.items() if of.weight]
    return _Asked(list(gists), names, known, weights, signals.listed_from)


def _pairs(house: House, matter: str, asked: _Asked) -> tuple[Alike, ...]:
    """The pairs found, as before where nothing that is compared has changed."""
    of = _last.setdefault(house.store.claims, {})
    if (last := of.get(matter)) and last[0] == asked:
        return last[1]
    found = tuple(_alike(asked))
    of[matter] = asked, found
    return found


def _alike(asked: _Asked) -> Iterator[Alike]:
    numbers, names = asked.numbers, asked.names
    for pair in alike(asked.known, dict(asked.weights), asked.listed_from):
        reasons = tuple(reason for reason, _ in asked.weights if reason in pair.reasons)
        left, right = pair.left, pair.right
        both = numbers[left], numbers[right]
        yield Alike(both, (names[left], names[right]), reasons, pair.score)


def _registered(gists: Iterable[Gist]) -> list[tuple[int, ...]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, gist in enumerate(gists):
        if gist.registration:
            places[gist.registration].append(place)
    return [tuple(group) for group in places.values() if len(group) > 1]


def _origins(house: House, matter: Matter, gists: Gists) -> Iterator[Origin]:
    """Whose claim came from which range; one e-mail, or else one name, is one person."""
    if not matter.marks_days:
        return
    of = {mark.number: mark for mark in house.store.networks.marks(matter.id)}
    for number, gist in gists.items():
        if known := of.get(number):
            yield Origin(number, gist.email or gist.comparable, known.mark, known.at)


def _typed(matter: Matter) -> frozenset[str]:
    return frozenset(name for name, head in matter.heads.items() if head.inputs)


def _impossible(gists: Gists, matter: Matter, hours_a_day: int) -> Iterator[str]:
    """Claims with a loss of more hours than its days leave to one person."""
    asked = {
        head: [name for name, each in of.inputs.items() if each.unit in ("hours", "call_log")]
        for head, of in matter.heads.items()
    }
    for number, gist in gists.items():
        for head, days, quantities in gist.worked:
            hours = sum(quantities.get(name, 0) for name in asked.get(head, ()))
            if hours > hours_a_day * days:
                yield number


def _odd(
    gists: Gists, reasons: Mapping[ClaimReason, frozenset[str]], signals: Signals
) -> list[Odd]:
    weighed = [reason for reason, of in signals.claims.items() if of.weight]
    found = []
    for number, gist in gists.items():
        mine = tuple(reason for reason in weighed if number in reasons[reason])
        if set(mine) - {"same_person"}:
            score = sum(signals.claims[reason].weight for reason in mine)
            found.append(Odd(number, gist.name, mine, score))
    return sorted(found, key=lambda odd: (-odd.score, odd.number))
