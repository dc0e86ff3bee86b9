"""Lines become columns without losing one, and without a float."""

import numpy as np
import pandas as pd
import pytest

from claims.totals.frame import COLUMNS, frame_of
from tests.lines import columns_of, line


def test_a_line_whose_subgroup_is_missing_keeps_its_row():
    columns = columns_of(line(subgroup="A1"), line(subgroup="", group=""))
    columns["subgroup"] = ["A1", None]
    columns["group"] = ["A", float("nan")]
    frame = frame_of(columns)
    assert list(frame["subgroup"]) == ["A1", ""]
    assert list(frame["group"]) == ["A", ""]


def test_every_line_is_in_a_group_by_of_pandas():
    frame = frame_of(
        columns_of(line(subgroup="A1"), line(subgroup="")) | {"subgroup": ["A1", None]}
    )
    sums = frame.groupby("subgroup", observed=True, dropna=False)["declared_cents"].sum()
    assert sums.sum() == frame["declared_cents"].sum()


def test_amounts_stay_whole_cents():
    frame = frame_of(columns_of(line(declared=2**53 + 1)))
    assert frame["declared_cents"].dtype == np.int64
    assert frame["declared_cents"][0] == 9007199254740993


def test_a_float_is_refused_as_an_amount():
    with pytest.raises(TypeError, match="admitted_cents must be whole cents, not float64"):
        frame_of(columns_of(line()) | {"admitted_cents": [1.0]})


def test_a_missing_amount_is_refused():
    with pytest.raises(TypeError, match="supported_cents must be whole cents, not object"):
        frame_of(columns_of(line()) | {"supported_cents": [None]})


def test_a_missing_column_is_named():
    columns = columns_of(line())
    del columns["grade"], columns["head"]
    with pytest.raises(ValueError, match="totals need the columns head, grade"):
        frame_of(columns)


def test_columns_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="unequal length"):
        frame_of(columns_of(line()) | {"decided": [True, False]})


def test_no_line_makes_an_empty_frame_with_every_column():
    frame = frame_of(columns_of())
    assert len(frame) == 0
    assert list(frame.columns) == list(COLUMNS)


def test_categories_given_by_the_store_are_kept_and_their_gaps_filled():
    heads = pd.Categorical.from_codes([0, -1], ["rebuild"])
    frame = frame_of(columns_of(line(), line()) | {"head": heads})
    assert list(frame["head"]) == ["rebuild", ""]
