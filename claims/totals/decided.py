"""How much counsel has decided: admitted amounts say nothing until one knows of how many losses."""

import pandas as pd

Decided = dict[tuple[str, ...], tuple[int, int]]
"""(group, subgroup), and () for all → losses decided, cents declared for them."""


def decided(frame: pd.DataFrame) -> Decided:
    """Of the lines of a frame, those decided; subgroups without any are absent."""
    done = frame[frame["decided"].astype(bool)]
    sums = done.groupby(["group", "subgroup"], observed=True)["declared_cents"].agg(["size", "sum"])
    told = {
        (str(group), str(subgroup)): (int(lines), int(cents))
        for (group, subgroup), lines, cents in zip(
            sums.index, sums["size"], sums["sum"], strict=True
        )
    }
    return told | {(): (len(done), int(done["declared_cents"].sum()))}
