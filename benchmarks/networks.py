"""Row 21: how often several who are strangers file from one network range within some days.

    python -m benchmarks.networks            1,000 to 100,000 claims
    python -m benchmarks.networks --quick    few, to see that the rings planted are found

Nothing public says from which ranges members of a class file, so this is a model, and its numbers
are what it supposes: half of the claims come within the last ten days of a half-year; three in ten
come through 400 ranges that telephone carriers share among all; one in fifty from an office or a
library of their quarter; the others from home, in 60,000 ranges, some of which hold far more lines
than others. One ring in 500 claims is planted: five to eight names within two days, from one range.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks.rounds import record, setting, table
from claims.matter.signals import Signals, read_signals
from claims.settings import HOME
from claims.totals.signals import Origin, from_one_range

SHIPPED = HOME / "data" / "matters"
OPENED = datetime(2026, 1, 5, tzinfo=UTC)
DAYS, LAST = 180, 10
CARRIERS, HOMES, PLACES = 400, 60_000, 900


def filings(n: int, seed: int) -> tuple[list[Origin], set[str]]:
    """n claims of strangers, and rings among them; the numbers of the rings' claims."""
    draw = Random(seed)
    told = [Origin(f"R-{i}", f"P-{i}", _range(draw), _moment(draw)) for i in range(n)]
    rings: set[str] = set()
    for ring in range(max(1, n // 500)):
        mark, begun = f"home {draw.randrange(HOMES)}", _moment(draw)
        for each in range(draw.randint(5, 8)):
            number = f"R-ring{ring}-{each}"
            later = timedelta(hours=draw.uniform(0, 48))
            told.append(Origin(number, f"P-{number}", mark, begun + later))
            rings.add(number)
    return told, rings


def _moment(draw: Random) -> datetime:
    late = draw.random() < 0.5
    return OPENED + timedelta(days=draw.uniform(DAYS - LAST if late else 0, DAYS))


def _range(draw: Random) -> str:
    chance = draw.random()
    if chance < 0.30:
        return (
            f"carrier {min(int(draw.paretovariate(1.2)) - 1 + draw.randrange(CARRIERS), CARRIERS)}"
        )
    if chance < 0.32:
        return f"place {draw.randrange(PLACES)}"
    return f"home {int(HOMES * draw.random() ** 1.5)}"


def row(n: int, seeds: range, signals: Signals) -> list[str]:
    """One line of results.md: over several draws, how many strangers and rings are told."""
    wrong = good = found = planted = 0
    for seed in seeds:
        told, rings = filings(n, seed)
        listed = from_one_range(
            told, signals.network_people, signals.network_days, signals.network_most
        )
        wrong, good = wrong + len(listed - rings), good + n
        found, planted = found + len(listed & rings), planted + len(rings)
    return [f"{n:,}", f"{wrong / good * 100:.2f} %", f"{found / planted * 100:.0f} %"]


TITLES = ["claims", "strangers told", "of rings told"]


def main(arguments: Sequence[str]) -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args(arguments).quick
    signals = read_signals(SHIPPED, SHIPPED)
    sizes, seeds = (
        ([1_000], range(2)) if quick else ([1_000, 3_000, 10_000, 30_000, 100_000], range(3))
    )
    found = [row(n, seeds, signals) for n in sizes]
    print(*table(TITLES, found), sep="\n")
    if not quick:
        told = [setting("pydantic"), "", *table(TITLES, found)]
        record("Row 21: network ranges, supposed", told)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
