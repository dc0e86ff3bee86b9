"""Whose turn it is: how many limited children run at once, whoever starts them and wherever.

An agency brings a hundred and eighty files and somebody else one photograph: the photograph does
not wait for the agency. Of those who wait, whoever has the fewest children goes first, then whoever
came first; nobody has more than two.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Condition

CHILDREN, EACH = 4, 2
_owner: ContextVar[str] = ContextVar("owner", default="")


@contextmanager
def on_behalf_of(owner: str) -> Iterator[None]:
    """Whatever child is started in the block, by this thread, is that claim's or that person's."""
    marked = _owner.set(owner)
    try:
        yield
    finally:
        _owner.reset(marked)


class Turns:
    """So many at once, so many for each owner; those nobody owns count as one owner's."""

    def __init__(self, most: int = CHILDREN, each: int = EACH) -> None:
        self._most, self._each, self._free = most, each, Condition()
        self._waiting: list[tuple[str, object]] = []
        self._running: Counter[str] = Counter()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for a turn, and give it back at the end of the block."""
        owner = _owner.get()
        self._wait((owner, object()))
        try:
            yield
        finally:
            with self._free:
                self._running[owner] -= 1
                self._running += Counter()  # those at nought are forgotten
                self._free.notify_all()

    def _wait(self, me: tuple[str, object]) -> None:
        with self._free:
            self._waiting.append(me)
            try:
                self._free.wait_for(lambda: self._next() is me)
                self._running[me[0]] += 1
            finally:
                self._waiting.remove(me)
                self._free.notify_all()

    def _next(self) -> tuple[str, object] | None:
        """Who goes first now; None while nobody may."""
        if self._running.total() >= self._most:
            return None
        may = (each for each in self._waiting if self._running[each[0]] < self._each)
        return min(may, key=lambda each: self._running[each[0]], default=None)


TURNS = Turns()
