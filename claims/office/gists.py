"""The gist of every claim that counts: what is asked of its body where all are set side by side.

It stays in memory under the seal of what was filed, so that only claims filed again are read again.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from sys import intern
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from claims.claim.model import Decided
from claims.folding import words_of
from claims.i18n.text import Language
from claims.office.house import House
from claims.store.claims import Claims

FORMS = frozenset(
    ("inc", "ltd", "ltee", "enr", "senc", "sencrl", "sarl", "sas", "eurl", "llc", "corp", "cie")
)
"""Words of a name that only say what kind of business it is."""
DIGITS, FICTION = 10, "55501"
FEW = 500
"""Claims filed again that are read one by one; beyond, the class is read whole."""
Body = Mapping[str, Any]


class Worked(NamedTuple):
    """A loss with its days and what was typed as a quantity (hours, calls, days), by input."""

    head: str
    days: int
    quantities: Mapping[str, Decimal]


class Ruled(NamedTuple):
    """Counsel's word on a loss. reason: a key of the matter's; by: whose word."""

    loss: str
    outcome: Decided
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Gist:
    """What is compared of a claim. comparable, email, phone: as they are compared; "" for none."""

    name: str
    comparable: str
    email: str
    phone: str
    registration: str
    language: Language
    worked: tuple[Worked, ...]
    ruled: tuple[Ruled, ...]


Gists = Mapping[str, Gist]
_kept: WeakKeyDictionary[Claims, dict[str, dict[str, tuple[str, Gist]]]] = WeakKeyDictionary()


def gists_of(house: House, matter: str) -> Gists:
    """The gist of every claim of a matter that counts, by number."""
    claims = house.store.claims
    with house.store.database.moment():
        seals = claims.seals(matter)
        known = _kept.get(claims, {}).get(matter, {})
        kept = {n: known[n] for n, seal in seals.items() if n in known and known[n][0] == seal}
        if wanted := seals.keys() - kept.keys():
            some = wanted if len(wanted) <= FEW else None
            for number, seal, body in claims.written(matter, numbers=some):
                kept[number] = seal, _gist(json.loads(body))
    _kept.setdefault(claims, {})[matter] = kept
    return {number: kept[number][1] for number in seals}


def _gist(body: Body) -> Gist:
    claimant, contact = body["claimant"], body["contact"]
    return Gist(
        claimant["name"], comparable(claimant["name"]), contact["email"].casefold(),
        last_digits(contact["phone"]), claimant["registration"], body["language"],
        tuple(_worked(body)),
        tuple(
            Ruled(each["loss"], each["outcome"], intern(each["reason"]), intern(each["by"]))
            for each in body["decisions"]
        ),
    )  # fmt: skip


def _worked(body: Body) -> Iterator[Worked]:
    for loss in body["losses"]:
        quantities = {
            intern(name): Decimal(entry["quantity"])
            for name, entry in loss["inputs"].items() if entry.get("quantity")
        }  # fmt: skip
        if quantities:
            days = date.fromisoformat(loss["end"]) - date.fromisoformat(loss["start"])
            yield Worked(intern(loss["head"]), days.days + 1, quantities)


def comparable(name: str) -> str:
    """A name as it is compared: folded words in order, without initials or form of business."""
    words = sorted(words_of(name))
    return " ".join([word for word in words if len(word) > 1 and word not in FORMS] or words)


def last_digits(phone: str) -> str:
    """The last digits; none of a number kept for fiction, which is nobody's."""
    digits = "".join(c for c in phone if c in "0123456789")[-DIGITS:]
    return "" if digits[3:8] == FICTION else digits
