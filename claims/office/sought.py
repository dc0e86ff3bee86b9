"""What counsel looks for among losses claimed twice and claimants alike, as an address says it:
whoever is sent it reads the same rows in the same order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from claims.claim.identifiers import domain_in_full
from claims.folding import fold
from claims.office.doubles import Alike, Doubles, Odd
from claims.office.ledger import Ledger
from claims.office.views import LONGEST, ORDER, WORDS, last_of
from claims.store.views import Address

if TYPE_CHECKING:
    from claims.totals.conflicts import Conflict

DECISION = "decision"
"""What an address calls whether conflicts are decided."""
DECISIONS: Mapping[str, Callable[["Conflict"], bool]] = {
    "": lambda conflict: True,
    "waiting": lambda conflict: conflict.meeting.undecided,
    "decided": lambda conflict: not conflict.meeting.undecided,
}
"""What an address calls the conflicts it asks for; empty for all."""
ORDERS: Mapping[str, Callable[["Conflict"], int]] = {
    "": lambda conflict: 0,
    "declared": lambda conflict: conflict.meeting.declared,
    "beyond": lambda conflict: conflict.meeting.beyond,
    "claims": lambda conflict: len(conflict.meeting.numbers),
}
"""What an address calls an order of conflicts → what the first have most of; empty for that of
site and head, which settles the others too."""
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Sought:
    """words: part of a site, a number or a name, without case or accents; empty for all. decision:
    of DECISIONS; order: of ORDERS."""

    words: str = ""
    decision: str = ""
    order: str = ""

    @property
    def address(self) -> Address:
        """What an address says of it; nothing of what is not asked."""
        said = {WORDS: self.words, DECISION: self.decision, ORDER: self.order}
        return {name: [text] for name, text in said.items() if text}

    def conflicts(self, found: Ledger) -> Sequence["Conflict"]:
        """The conflicts asked for, in the order asked for."""

        def said(conflict: "Conflict") -> Iterable[str]:
            yield domain_in_full(conflict.meeting.service)
            for number in conflict.meeting.numbers:
                yield from (number, found.names[number])

        kept = self._having(filter(DECISIONS[self.decision], found.conflicts), said)
        return sorted(kept, key=ORDERS[self.order], reverse=True)

    def pairs(self, seen: Doubles) -> Sequence[Alike]:
        """The claimants alike, the heaviest first."""
        return self._having(seen.pairs, lambda pair: (*pair.numbers, *pair.names))

    def odd(self, seen: Doubles) -> Sequence[Odd]:
        """The claims to look at twice, the heaviest first."""
        return self._having(seen.odd, lambda odd: (odd.number, odd.name))

    def several_types(self, found: Ledger) -> Sequence[tuple[str, tuple[str, ...]]]:
        """The sites claimed as several types, by site."""
        sites = sorted(found.several_types.items())
        return self._having(sites, lambda site: (domain_in_full(site[0]),))

    def _having(self, rows: Iterable[Row], said: Callable[[Row], Iterable[str]]) -> Sequence[Row]:
        """The rows one of whose texts has the words; each text is read once, since rows repeat
        them."""
        if not (words := fold(self.words)):
            return tuple(rows)
        has = cache(lambda text: words in fold(text))
        return [row for row in rows if any(map(has, said(row)))]


def read_sought(address: Mapping[str, Sequence[str]]) -> tuple[Sought, tuple[str, ...]]:
    """What an address asks for, and what it names that nobody knows, which is left aside."""
    words, decision, order = (last_of(address, name) for name in (WORDS, DECISION, ORDER))
    strange = [decision] * (decision not in DECISIONS) + [order] * (order not in ORDERS)
    sought = Sought(
        words[:LONGEST],
        decision if decision in DECISIONS else "",
        order if order in ORDERS else "",
    )
    return sought, tuple(text[:LONGEST] for text in strange)
