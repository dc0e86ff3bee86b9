"""A fund shared among the claims of a matter, for counsel. Nothing is kept: the terms are tried."""

from dataclasses import dataclass
from itertools import compress
from typing import Literal

from claims.access import Actor
from claims.claim.states import COUNTED, DECIDED
from claims.damages.levy import FONDS, LevyTable
from claims.office.blinding import must_owe_no_reading
from claims.office.disputes import as_numbers
from claims.office.house import House
from claims.office.ledger import ledger
from claims.problems import Problem, Refused
from claims.store.journal import Head
from claims.totals.overlaps import disputed_lines
from claims.totals.owed_read import Loss

Amounts = Literal["admitted", "supported"]
NONE_YET = {"admitted": "allocate-none-decided", "supported": "allocate-none-supported"}


@dataclass(frozen=True, slots=True)
class Owing:
    """The losses of a matter that a fund would answer to, at one head of the journal.

    waiting: claims that count and that counsel has not decided; twice: cents of losses that more
    claims than one declare, whatever was decided, in a currency.
    """

    amounts: Amounts
    losses: tuple[Loss, ...]
    waiting: int
    head: Head
    twice: int
    currency: str

    def remarks(self) -> tuple[Problem, ...]:
        """What the amounts are worth, when counsel has not decided them all."""
        if self.amounts == "supported":
            told = Problem("amounts", "allocate-on-supported")
            twice = Problem("amounts", "allocate-counted-twice", {"twice_cents": self.twice})
            return (told, twice.in_currency(self.currency)) if self.twice else (told,)
        if self.waiting:
            return (Problem("amounts", "allocate-waiting", {"claims": self.waiting}),)
        return ()


def owing(house: House, actor: Actor, matter: str, amounts: Amounts = "admitted") -> Owing:
    """What decided claims have admitted, or what all that count have supported, a claim of nothing
    among them.

    Raises Refused when there is nothing yet, or when a loss is admitted beyond what it comes to.
    """
    actor.must_work_on("allocate fund", matter)
    must_owe_no_reading(house, actor, matter)
    of = house.matter(matter)
    with house.store.database.moment():
        every = house.store.lines.as_columns(of.id, COUNTED)
        beyond = ledger(house, actor, matter).beyond if amounts == "admitted" else 0
    names = ("number", "subgroup", amounts, "status")
    lines = list(zip(*(every.columns[name] for name in names), strict=True))
    waiting = {number for number, _, _, status in lines if status not in DECIDED}
    left_out = waiting if amounts == "admitted" else frozenset[str]()
    losses = _each(tuple((n, s, cents) for n, s, cents, _ in lines if n not in left_out))
    if not any(cents for *_, cents in losses):
        raise Refused([Problem("claims", NONE_YET[amounts])])
    if beyond:
        told = Problem("claims", "allocate-beyond-losses", {"beyond_cents": beyond})
        raise Refused([told.in_currency(of.currency)])
    met = disputed_lines(as_numbers(every.columns), of.timed, settled=True)
    twice = sum(compress(every.columns[amounts], met))
    return Owing(amounts, losses, len(waiting), every.head, twice, of.currency)


def _each(lines: tuple[Loss, ...]) -> tuple[Loss, ...]:
    """The lines above zero, and every line of a claim that has none: it is of the fund as well, in
    its subgroup, so that counts make the whole."""
    paid = {number for number, _, cents in lines if cents}
    return tuple(line for line in lines if line[2] or line[0] not in paid)


def fonds(house: House) -> LevyTable:
    """The table of the Fonds d'aide; raises Refused when it cannot be read."""
    return LevyTable.read(house.settings.rates_dir / f"{FONDS}.csv")
