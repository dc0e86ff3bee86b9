"""What each claim comes to in each subgroup: the amounts a sample is made of."""

from collections.abc import Mapping

import pandas as pd

from claims.totals.frame import AMOUNTS

ByClaim = Mapping[str, Mapping[str, Mapping[str, int]]]
"""Amount → subgroup → number of the claim → cents; numbers in order. Subgroup "": not placed."""


def by_claim(frame: pd.DataFrame) -> ByClaim:
    """The lines of a frame added up by subgroup and claim, for each of the three amounts."""
    columns = [f"{name}_cents" for name in AMOUNTS]
    sums = frame.groupby(["subgroup", "number"], observed=True, sort=True)[columns].sum()
    keys = [(str(subgroup), str(number)) for subgroup, number in sums.index]
    found: dict[str, dict[str, dict[str, int]]] = {name: {} for name in AMOUNTS}
    for name, column in zip(AMOUNTS, columns, strict=True):
        for (subgroup, number), cents in zip(keys, sums[column].tolist(), strict=True):
            found[name].setdefault(subgroup, {})[number] = cents
    return found
