"""A fund shared among the claims of a matter, for counsel. Nothing is kept: the terms are tried."""

from dataclasses import dataclass
from typing import Literal

from claims.access import Actor
from claims.claim.states import COUNTED, DECIDED
from claims.damages.levy import FONDS, LevyTable
from claims.office.house import House
from claims.problems import Problem, Refused
from claims.store.journal import Head
from claims.totals.owed_read import Loss

Amounts = Literal["admitted", "supported"]
NONE_YET = {"admitted": "allocate-none-decided", "supported": "allocate-none-supported"}


@dataclass(frozen=True, slots=True)
class Owing:
    """The losses of a matter that a fund would answer to, at one head of the journal.

    waiting: claims that count and that counsel has not decided.
    """

    amounts: Amounts
    losses: tuple[Loss, ...]
    waiting: int
    head: Head

    def remarks(self) -> tuple[Problem, ...]:
        """What the amounts are worth, when counsel has not decided them all."""
        if self.amounts == "supported":
            return (Problem("amounts", "allocate-on-supported"),)
        if self.waiting:
            return (Problem("amounts", "allocate-waiting", {"claims": self.waiting}),)
        return ()


def owing(house: House, actor: Actor, matter: str, amounts: Amounts = "admitted") -> Owing:
    """What decided claims have admitted, or what all that count have supported, none of it zero.

    Raises Refused when there is nothing yet.
    """
    actor.must_work_on("allocate fund", matter)
    every = house.store.lines.as_columns(house.matter(matter).id, COUNTED)
    names = ("number", "subgroup", amounts, "status")
    lines = list(zip(*(every.columns[name] for name in names), strict=True))
    waiting = {number for number, _, _, status in lines if status not in DECIDED}
    left_out = waiting if amounts == "admitted" else frozenset[str]()
    losses = tuple((n, s, cents) for n, s, cents, _ in lines if cents and n not in left_out)
    if not losses:
        raise Refused([Problem("claims", NONE_YET[amounts])])
    return Owing(amounts, losses, len(waiting), every.head)


def fonds(house: House) -> LevyTable:
    """The table of the Fonds d'aide; raises Refused when it cannot be read."""
    return LevyTable.read(house.settings.rates_dir / f"{FONDS}.csv")
