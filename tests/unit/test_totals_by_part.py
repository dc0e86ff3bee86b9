"""A class looked at part by part, or on several machines, comes to the same cents."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.totals.apart import hashes
from claims.totals.by_subgroup import totals
from claims.totals.frame import frame_of
from claims.totals.parts import totals_by_part
from claims.totals.ranks import interval
from tests.depth import examples
from tests.lines import any_line, columns_of, line
from tests.unit.test_totals_by_subgroup import BYS


def parted(lines, parts):
    """Frames of whole claims, each claim in one of so many parts."""
    held = defaultdict(list)
    for each in lines:
        held[int(each["number"][2:]) % parts].append(each)
    return [frame_of(columns_of(*each)) for each in held.values()]


@settings(max_examples=examples(150), deadline=None)
@given(st.lists(any_line(), min_size=1, max_size=40), st.sampled_from(BYS), st.integers(1, 6))
def test_parts_give_the_table_of_the_whole_class(lines, by, parts):
    whole = totals(frame_of(columns_of(*lines)), by, count_behind=True)
    assert totals_by_part(parted(lines, parts), by, count_behind=True) == whole


def test_a_service_named_in_two_parts_is_one_service():
    lines = [line(number=f"R-{n}", service="a.ca", declared=n) for n in range(1, 5)]
    table = totals_by_part(parted(lines, 2))
    assert (table.total.services, table.total.claims, table.total.median) == (1, 4, 2)


def test_a_class_without_a_claim_comes_to_nothing():
    empty = frame_of(columns_of())
    assert totals_by_part([empty, empty]) == totals(empty)


def test_a_larger_amount_is_never_in_a_lower_interval():
    edges = 2 ** np.arange(62)
    cents = np.unique(np.concatenate([[0], edges - 1, edges, edges + 1, np.arange(2000)]))
    assert (np.diff(interval(cents)) >= 0).all()
    assert interval(np.array([-5, 0, 1])).tolist() == [0, 0, 1]


def test_a_key_for_hashes_is_of_the_length_it_should_be():
    with pytest.raises(ValueError, match="32 characters, not 3"):
        hashes(frame_of(columns_of(line()))["service"].cat.categories, "abc")
