"""Laying admitted amounts over periods that have room for only so much.

Whoever comes first is paid as much as can be; a later one never takes from it, but may have it
moved to other days of its own. Found by augmenting paths, exact in whole cents.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Row = list[int]


@dataclass(slots=True)
class Laying:
    """shares: claim × period, the most each may lay there; room: what each period still has; laid:
    claim × period, what was laid. All in cents."""

    shares: Sequence[Sequence[int]]
    room: Row
    laid: list[Row]

    def lay(self, claim: int, wanted: int) -> None:
        """Lay as much of what is wanted as there is a way for."""
        while wanted and (path := self._path(claim)):
            cents = min(wanted, self.room[path[-1][1]], *self._slack(path))
            for step, (mover, period) in enumerate(path):
                self.laid[mover][period] += cents
                if step + 1 < len(path):  # the next one makes room here, and goes elsewhere
                    self.laid[path[step + 1][0]][period] -= cents
            self.room[path[-1][1]] -= cents
            wanted -= cents

    def _slack(self, path: Sequence[tuple[int, int]]) -> Row:
        onto = [self.shares[claim][p] - self.laid[claim][p] for claim, p in path]
        off = [self.laid[path[i + 1][0]][path[i][1]] for i in range(len(path) - 1)]
        return onto + off

    def _path(self, claim: int) -> tuple[tuple[int, int], ...]:
        """(claim, period it lays on) from one claim to a period with room; empty when there is
        none. Each claim after the first leaves the period before it."""
        waiting: list[tuple[tuple[int, int], ...]] = []
        seen: set[int] = set()
        self._reach(claim, (), waiting, seen)
        for path in waiting:  # it grows while it is read: the shortest ways are tried first
            period = path[-1][1]
            if self.room[period]:
                return path
            for other, row in enumerate(self.laid):
                if row[period]:
                    self._reach(other, path, waiting, seen)
        return ()

    def _reach(
        self,
        claim: int,
        path: tuple[tuple[int, int], ...],
        waiting: list[tuple[tuple[int, int], ...]],
        seen: set[int],
    ) -> None:
        for period, most in enumerate(self.shares[claim]):
            if period not in seen and self.laid[claim][period] < most:
                seen.add(period)
                waiting.append((*path, (claim, period)))


def laid_out(
    wanted: Sequence[int], shares: Sequence[Sequence[int]], room: Sequence[int]
) -> list[Row]:
    """What each claim is paid in each period: claim × period, in cents.

    wanted: cents, in the order in which claims come; a claim lays no more than its share in a
    period, and all of them together no more than its room.
    """
    laying = Laying(shares, list(room), [[0] * len(room) for _ in wanted])
    for claim, cents in enumerate(wanted):
        laying.lay(claim, cents)
    return laying.laid
