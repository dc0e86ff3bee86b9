"""What the provider offered each claimant, beside what each lost before anything was deducted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.matter.model import Offer
from claims.money import to_cents
from claims.totals.leaks import LEAST
from claims.totals.weighed import Lines, Sums


@dataclass(frozen=True, slots=True)
class Losses:
    """What each claimant lost, in cents, before any sum received: declared, and supported."""

    declared: tuple[int, ...]
    supported: tuple[int, ...]

    @property
    def claims(self) -> int:
        """How many claimants."""
        return len(self.declared)


@dataclass(frozen=True, slots=True)
class Compared:
    """An offer beside the losses. amount: cents, None where it has no value in money; the counts,
    of claimants who would receive less than they declare or than they support, and the total of
    the offer made to every claimant, are then None too."""

    id: str
    amount: int | None
    total: int | None
    below_declared: int | None
    below_supported: int | None


@dataclass(frozen=True, slots=True)
class Beside:
    """Offers beside what claimants lost before any sum received: how many they are, their totals
    and the loss in the middle, None when nobody claims. Amounts in cents."""

    claims: int
    declared: int
    supported: int
    median_declared: int | None
    median_supported: int | None
    offers: tuple[Compared, ...]


def losses_of(gross: Lines) -> Losses:
    """The losses by claimant, from the lines before any deduction."""
    sums: dict[str, Sums] = {}
    for line in gross:
        before = sums.get(line.number, Sums())
        sums[line.number] = Sums(before.declared + line.declared, before.supported + line.supported)
    each = sums.values()
    return Losses(tuple(s.declared for s in each), tuple(s.supported for s in each))


def compared(offers: Mapping[str, Offer], losses: Losses) -> Beside:
    """Every offer, in the order of the matter's file, beside what the class lost."""
    return Beside(
        losses.claims,
        sum(losses.declared), sum(losses.supported),
        median(losses.declared), median(losses.supported),
        tuple(_compared(key, worth(offer), losses) for key, offer in offers.items()),
    )  # fmt: skip


def worth(offer: Offer) -> int | None:
    """What an offer is worth, in cents: None while no source states its amount, and for free
    hosting unless the matter says that it is valued."""
    if offer.amount is None or not offer.counts:
        return None
    return to_cents(offer.amount)


def _compared(key: str, amount: int | None, losses: Losses) -> Compared:
    if amount is None:
        return Compared(key, None, None, None, None)
    declared, supported = (_above(cents, amount) for cents in (losses.declared, losses.supported))
    return Compared(key, amount, amount * losses.claims, declared, supported)


def _above(amounts: Iterable[int], offered: int) -> int:
    return sum(cents > offered for cents in amounts)


def median(amounts: Sequence[int]) -> int | None:
    """The amount in the middle, the lower of two: an element, so that no float arises."""
    return sorted(amounts)[(len(amounts) - 1) // 2] if amounts else None


def masked(beside: Beside) -> tuple[Compared, ...]:
    """The same for the representative: a count stands only where those it parts from every other
    shown, and from all claimants, are nobody or at least five."""
    shown = [0, beside.claims] if beside.claims >= LEAST else []
    return tuple(_masked(offer, shown) for offer in beside.offers)


def _masked(offer: Compared, shown: list[int]) -> Compared:
    counts = [_apart(count, shown) for count in (offer.below_declared, offer.below_supported)]
    total = offer.total if shown else None
    return Compared(offer.id, offer.amount, total, *counts)


def _apart(count: int | None, shown: list[int]) -> int | None:
    """A count that tells of no fewer than five, noted among those shown; else None."""
    if count is None or not shown:
        return None
    if any(0 < abs(count - other) < LEAST for other in shown):
        return None
    shown.append(count)
    return count
