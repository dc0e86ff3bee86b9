"""Makers of lines, as the store gives them: say what matters to the test, the rest is ordinary."""

from collections.abc import Iterable
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from claims.damages.rows import LineRow
from claims.totals.frame import AMOUNTS, COLUMNS, frame_of

LINE: dict[str, Any] = {
    "number": "R-1", "loss": "l1", "head": "rebuild", "service": "a.ca", "group": "A",
    "subgroup": "A1", "month": "2021-08", "grade": "B", "declared_cents": 100,
    "supported_cents": 100, "admitted_cents": 0, "decided": False, "status": "submitted",
    "claimant_kind": "person", "submitted": "2021-09-01", "fictional": False,
}  # fmt: skip
PLACES = [("A", "A1"), ("A", "A2"), ("B", "B1"), ("B", "B2"), ("", "")]
HEADS = ["rebuild", "lost_profit", "own_time", "inconvenience"]


def line(**changes: Any) -> dict[str, Any]:
    """One line; amounts by their short names: declared=…, supported=…, admitted=…."""
    named = {f"{k}_cents" if f"{k}_cents" in LINE else k: v for k, v in changes.items()}
    assert named.keys() <= LINE.keys()
    return LINE | named


def columns_of(*lines: dict[str, Any]) -> dict[str, list[Any]]:
    """The columns of these lines."""
    return {name: [each[name] for each in lines] for name in COLUMNS}


def frame_of_rows(rows: Iterable[LineRow]) -> pd.DataFrame:
    """The frame of computed lines that never were in a store."""
    cents = {f"{name}_cents": name for name in AMOUNTS}
    kept = [{name: getattr(row, cents.get(name, name)) for name in COLUMNS} for row in rows]
    return frame_of(columns_of(*(each | {"submitted": str(each["submitted"])} for each in kept)))


@st.composite
def any_line(draw: st.DrawFn, claims: int = 12, most: int = 10**12) -> dict[str, Any]:
    """One line of one of a few claims; a claim has one day, kind and status, and many lines."""
    n = draw(st.integers(1, claims))
    group, subgroup = draw(st.sampled_from(PLACES))
    head = draw(st.sampled_from(HEADS))
    declared = draw(st.integers(0, most))
    supported = draw(st.integers(0, declared))
    return line(
        number=f"R-{n}", head=head, group=group, subgroup=subgroup,
        service="" if head == "inconvenience" else draw(st.sampled_from(["a.ca", "b.ca", "c.ca"])),
        month=draw(st.sampled_from(["2021-08", "2021-09"])),
        grade=draw(st.sampled_from("ABCD")),
        declared=declared, supported=supported, admitted=draw(st.sampled_from([0, supported])),
        submitted=f"2021-09-{n % 4 + 1:02}", claimant_kind=("person", "business")[n % 2],
    )  # fmt: skip
