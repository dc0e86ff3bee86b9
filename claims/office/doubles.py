"""Claimants that may be one person, and claims to look at twice: for counsel, who alone judges.

No address of a computer is compared: none is kept with a claim. Marks of network ranges are, where
a matter keeps them, and are shown to nobody. No bank reference is asked either;
one read in an exhibit is compared, unless so many bear it that it is everybody's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from claims.access import Actor
from claims.folding import words_of
from claims.matter.model import Matter
from claims.matter.signals import ClaimReason, PairReason, Signals, read_signals
from claims.office.blinding import must_owe_no_reading
from claims.office.house import House
from claims.settings import HOME
from claims.store.claims import ClaimRow
from claims.totals.likeness import Known, alike
from claims.totals.signals import Origin, from_one_range, same_amounts, waves

SHIPPED = HOME / "data" / "matters"
FORMS = frozenset(
    ("inc", "ltd", "ltee", "enr", "senc", "sencrl", "sarl", "sas", "eurl", "llc", "corp", "cie")
)
"""Words of a name that only say what kind of business it is."""
DIGITS, FICTION = 10, "55501"
Body = Mapping[str, Any]


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
        claims = house.store.claims.bodies(matter)
        kept = house.store.lines.as_columns(matter).columns
        shared = _shared(house, matter, [row.number for row, _ in claims], signals)
        origins = tuple(_origins(house, of, claims))
    pairs = tuple(_alike(claims, shared, signals))
    reasons: dict[ClaimReason, frozenset[str]] = {
        "wave": waves(_filed(claims), signals.wave_claims, signals.wave_minutes),
        "same_amounts": same_amounts(kept, _typed(of), signals.alike_claims),
        "impossible_hours": frozenset(_impossible(claims, of, signals.hours_a_day)),
        "same_network": from_one_range(
            origins, signals.network_people, signals.network_days, signals.network_most
        ),
        "same_person": frozenset(number for pair in pairs for number in pair.numbers),
    }
    return Doubles(pairs, tuple(_odd(claims, reasons, signals)), signals, len(claims))


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


def _alike(
    claims: Sequence[tuple[ClaimRow, Body]],
    shared: Mapping[str, Sequence[Sequence[int]]],
    signals: Signals,
) -> Iterator[Alike]:
    contacts = [body["contact"] for _, body in claims]
    known = Known(
        [comparable(row.claimant_name) for row, _ in claims],
        [contact["email"].casefold() for contact in contacts],
        [last_digits(contact["phone"]) for contact in contacts],
        {**shared, "same_registration": _registered(body for _, body in claims)},
    )
    for pair in alike(known, signals.pair_weights, signals.listed_from):
        both = claims[pair.left][0], claims[pair.right][0]
        reasons = tuple(reason for reason in signals.pairs if reason in pair.reasons)
        yield Alike(
            (both[0].number, both[1].number), (both[0].claimant_name, both[1].claimant_name),
            reasons, pair.score,
        )  # fmt: skip


def comparable(name: str) -> str:
    """A name as it is compared: folded words in order, without initials or form of business."""
    words = sorted(words_of(name))
    return " ".join([word for word in words if len(word) > 1 and word not in FORMS] or words)


def last_digits(phone: str) -> str:
    """The last digits; none of a number kept for fiction, which is nobody's."""
    digits = "".join(c for c in phone if c in "0123456789")[-DIGITS:]
    return "" if digits[3:8] == FICTION else digits


def _registered(bodies: Iterable[Body]) -> list[tuple[int, ...]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, body in enumerate(bodies):
        if registration := body["claimant"]["registration"]:
            places[registration].append(place)
    return [tuple(group) for group in places.values() if len(group) > 1]


def _filed(claims: Iterable[tuple[ClaimRow, Body]]) -> dict[str, Any]:
    return {row.number: row.submitted_at for row, _ in claims if row.submitted_at}


def _origins(
    house: House, matter: Matter, claims: Iterable[tuple[ClaimRow, Body]]
) -> Iterator[Origin]:
    """Whose claim came from which range; one e-mail, or else one name, is one person."""
    if not matter.marks_days:
        return
    of = {mark.number: mark for mark in house.store.networks.marks(matter.id)}
    for row, body in claims:
        if known := of.get(row.number):
            person = body["contact"]["email"].casefold() or comparable(row.claimant_name)
            yield Origin(row.number, person, known.mark, known.at)


def _typed(matter: Matter) -> frozenset[str]:
    return frozenset(name for name, head in matter.heads.items() if head.inputs)


def _impossible(
    claims: Iterable[tuple[ClaimRow, Body]], matter: Matter, hours_a_day: int
) -> Iterator[str]:
    """Claims with a loss of more hours than its days leave to one person."""
    asked = {
        head: [name for name, each in of.inputs.items() if each.unit in ("hours", "call_log")]
        for head, of in matter.heads.items()
    }
    for row, body in claims:
        for loss in body["losses"]:
            entries = (loss["inputs"].get(name) for name in asked.get(loss["head"], ()))
            hours = sum(Decimal(entry["quantity"] or 0) for entry in entries if entry)
            days = (date.fromisoformat(loss["end"]) - date.fromisoformat(loss["start"])).days + 1
            if hours > hours_a_day * days:
                yield row.number


def _odd(
    claims: Iterable[tuple[ClaimRow, Body]],
    reasons: Mapping[ClaimReason, frozenset[str]],
    signals: Signals,
) -> list[Odd]:
    found = []
    for row, _ in claims:
        mine = tuple(
            reason for reason, of in signals.claims.items()
            if of.weight and row.number in reasons[reason]
        )  # fmt: skip
        if set(mine) - {"same_person"}:
            score = sum(signals.claims[reason].weight for reason in mine)
            found.append(Odd(row.number, row.claimant_name, mine, score))
    return sorted(found, key=lambda odd: (-odd.score, odd.number))
