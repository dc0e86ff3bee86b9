"""Seasonal indices of months by classical multiplicative decomposition, exact.

Each month is divided by the centred moving average of twelve around it; an index is the mean of
these ratios for its month of the year, scaled so that the twelve average one. The method is that of
the textbooks (Makridakis, Wheelwright and Hyndman, Forecasting, ch. 3); a test holds it against the
published indices of the airline passengers of Box and Jenkins.
"""

from collections.abc import Sequence
from decimal import Decimal, localcontext

from claims.money import EXACT

YEAR = 12
FEWEST = 36
"""Months in a row below which two ratios or fewer would make an index."""


def seasonal_indices(months: Sequence[int], first: int) -> tuple[Decimal, ...] | None:
    """The index of each month of the year, January first; None when they cannot be measured.

    months: cents of months in a row; first: the month of the year of the first, 1 to 12.
    """
    if len(months) < FEWEST:
        return None
    with localcontext(EXACT):
        ratios: list[list[Decimal]] = [[] for _ in range(YEAR)]
        for place in range(YEAR // 2, len(months) - YEAR // 2):
            around = months[place - YEAR // 2 : place + YEAR // 2 + 1]
            trend = Decimal(sum(around) * 2 - around[0] - around[-1]) / (2 * YEAR)
            if trend <= 0:
                return None
            ratios[(first - 1 + place) % YEAR].append(months[place] / trend)
        means = [sum(each, Decimal(0)) / len(each) for each in ratios]
        whole = sum(means, Decimal(0)) / YEAR
        return tuple(mean / whole for mean in means) if min(means) > 0 else None
