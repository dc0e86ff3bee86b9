"""Totals against the plainest possible count, and the sentences the table must keep true."""

import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.problems import DoesNotReconcile
from claims.totals import cells
from claims.totals.by_subgroup import BEHIND, Row, half_up, reconciled, spread, totals
from claims.totals.cells import exact_sum, layout, nearest_rank, sums
from claims.totals.frame import frame_of, texts
from tests.depth import examples
from tests.lines import any_line, columns_of, line

BYS = [
    ("group", "subgroup", "head"), ("month",), ("head",), ("grade",), ("submitted",),
    ("claimant_kind", "status"), ("subgroup", "grade", "month", "head"),
]  # fmt: skip


def table_of(*lines, by=("group", "subgroup", "head")):
    return totals(frame_of(columns_of(*lines)), by, count_behind=True)


def plainly(key, lines):
    """The same row by counting with Python's own integers, one line at a time."""
    amounts = sorted(each["declared_cents"] for each in lines)
    mean = Fraction(sum(amounts), len(amounts)) + Fraction(1, 2)
    return Row(
        key=key,
        claims=len({each["number"] for each in lines}),
        services=len({each["service"] for each in lines} - {""}),
        lines=len(lines),
        declared=sum(amounts),
        supported=sum(each["supported_cents"] for each in lines),
        admitted=sum(each["admitted_cents"] for each in lines),
        mean=mean.numerator // mean.denominator,
        median=amounts[(len(amounts) + 1) // 2 - 1],
        p90=amounts[-(-9 * len(amounts) // 10) - 1],
        largest=amounts[-1],
        behind=tuple(
            len({each["number"] for each in lines if each[one] != (each[other] if other else 0)})
            for one, other in (pair if pair[1:] else (*pair, "") for pair in BEHIND)
        ),
    )


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(any_line(), min_size=1, max_size=40), st.sampled_from(BYS))
def test_every_figure_is_what_a_plain_count_gives(lines, by):
    by_key = defaultdict(list)
    for each in lines:
        for depth in range(len(by) + 1):
            by_key[tuple(each[name] for name in by[:depth])].append(each)
    expected = {key: plainly(key, those) for key, those in by_key.items()}
    assert dict(table_of(*lines, by=by).by_key) == expected


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(any_line(), min_size=1, max_size=40), st.sampled_from(BYS))
def test_plain_sql_counts_the_same_cents(lines, by):
    names = list(lines[0])
    columns, keys = (", ".join(f'"{name}"' for name in each) for each in (names, by))
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"CREATE TABLE lines ({columns})")
        rows = [tuple(each[name] for name in names) for each in lines]
        database.executemany(f"INSERT INTO lines VALUES ({', '.join('?' * len(names))})", rows)
        found = database.execute(
            f"SELECT {keys}, count(DISTINCT number), count(*), sum(declared_cents), "
            f"sum(supported_cents), sum(admitted_cents), max(declared_cents) "
            f"FROM lines GROUP BY {keys}"
        ).fetchall()
    told = {row.key: (row.claims, row.lines, row.declared, row.supported, row.admitted,
                      row.largest) for row in table_of(*lines, by=by).rows}  # fmt: skip
    assert told == {tuple(row[: len(by)]): row[len(by) :] for row in found}


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(any_line(), min_size=1, max_size=40), st.randoms())
def test_the_order_of_the_lines_changes_nothing(lines, chance):
    shuffled = chance.sample(lines, len(lines))
    assert table_of(*lines) == table_of(*shuffled)


@settings(max_examples=50, deadline=None)
@given(st.lists(any_line(), min_size=1, max_size=60))
def test_two_threads_and_small_blocks_give_the_same_table(lines):
    frame = frame_of(columns_of(*lines))
    whole = totals(frame)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells, "BLOCK", 3)
        patch.setattr(cells, "BLOCKS", 1)
        patch.setattr(cells, "PER_CELL", 0)
        patch.setattr(cells, "MANY_LINES", 0)
        assert layout([frame["head"].array]).block == min(3, len(lines))
        assert totals(frame, threads=2) == whole


def test_who_claims_under_two_heads_is_one_claimant_in_the_subtotal():
    table = table_of(line(head="rebuild"), line(head="own_time"), line(head="own_time"))
    assert [row.claims for row in table.rows] == [1, 1]
    assert table[("A", "A1")].claims == 1
    assert table.total.claims == 1
    assert table.total.lines == 3


def test_a_domain_claimed_twice_is_one_service():
    table = table_of(line(number="R-1"), line(number="R-2"))
    assert (table.total.claims, table.total.services) == (2, 1)


def test_a_loss_of_the_claimant_touches_no_service():
    table = table_of(line(service=""), line(service="", head="inconvenience"))
    assert table.total.services == 0
    assert table.total.lines == 2


def test_a_line_not_yet_placed_has_its_own_row_after_the_others():
    table = table_of(line(group="", subgroup="", declared=7), line(group="B", subgroup="B1"))
    assert [row.key for row in table.rows] == [("B", "B1", "rebuild"), ("", "", "rebuild")]
    assert table[("",)].declared == 7
    assert table.total.declared == 107


def test_the_median_and_the_ninetieth_percentile_are_amounts_someone_declared():
    table = table_of(*(line(declared=cents) for cents in (10, 20, 30, 45)))
    assert (table.total.median, table.total.p90, table.total.largest) == (20, 45, 45)


@pytest.mark.parametrize(
    ("n", "median", "p90"), [(1, 0, 0), (2, 0, 1), (9, 4, 8), (10, 4, 8), (11, 5, 9), (100, 49, 89)]
)
def test_the_nearest_rank_is_counted_in_whole_numbers(n, median, p90):
    assert (nearest_rank(n, 50), nearest_rank(n, 90)) == (median, p90)


@settings(max_examples=examples(100), deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([1, 3, 10**9]), st.integers(1, 40_000))
def test_a_percentile_among_many_is_the_one_sorting_would_give(seed, most, n):
    cents = np.random.default_rng(seed).integers(0, most, n)
    spots, ordered = (nearest_rank(n, 50), nearest_rank(n, 90)), np.sort(cents)
    assert spread(cents) == (*(ordered[spot] for spot in spots), ordered[-1])
    assert np.sort(cents).tolist() == ordered.tolist()


@pytest.mark.parametrize(("total", "n", "mean"), [(5, 2, 3), (4, 3, 1), (0, 3, 0), (7, 2, 4)])
def test_the_mean_is_rounded_half_up(total, n, mean):
    assert half_up(total, n) == mean


def test_no_line_makes_a_total_of_nothing():
    assert table_of().rows == ()
    assert table_of().total == Row((), *[0] * 10, behind=(0,) * 6)


def test_totals_beyond_fifty_three_bits_lose_no_cent():
    table = table_of(line(declared=2**53), line(declared=1))
    assert table.total.declared == 9007199254740993


def test_a_sum_beyond_sixty_four_bits_is_still_exact():
    most = 2**63 - 1
    cents = np.array([most, most, most, -5], dtype=np.int64)
    assert exact_sum(cents) == 3 * most - 5
    assert sums(cents, np.array([0, 1, 4])) == [most, 2 * most - 5]
    assert sums(-cents, np.array([0, 3, 4])) == [-3 * most, 5]


@given(st.lists(st.lists(st.integers(-(10**15), 10**15), max_size=4), max_size=5))
def test_cells_are_added_each_by_itself_even_those_without_a_line(parts):
    cents = np.array([each for part in parts for each in part], dtype=np.int64)
    starts = np.cumsum([0, *map(len, parts)])
    assert sums(cents, starts) == [sum(part) for part in parts]


def test_a_subgroup_without_a_line_left_has_no_row():
    frame = frame_of(columns_of(line(subgroup="A1"), line(subgroup="A2")))
    kept = frame.loc[frame["subgroup"] == "A1"]
    assert [row.key for row in totals(kept, ("subgroup",)).rows] == [("A1",)]


def test_more_cells_than_sixteen_bits_can_tell_apart():
    names = [f"{i:03}" for i in range(300)]
    lines = [
        line(number=a, service=b)
        for a, b in zip(names * 2, [*names, *names[1:], "000"], strict=True)
    ]
    frame = frame_of(columns_of(*lines))
    table = totals(frame, ("number", "service"))
    assert len(table.rows) == 600
    assert {(row.declared, row.lines) for row in table.subtotals} == {(200, 2)}


def test_as_many_categories_as_a_byte_holds():
    names = [f"{i:03}" for i in range(256)]
    table = table_of(*(line(submitted=name) for name in names), by=("submitted", "head"))
    assert [row.key for row in table.rows] == [(name, "rebuild") for name in names]


def test_parts_that_do_not_make_their_subtotal_are_never_shown():
    frame = frame_of(columns_of(line(head="rebuild"), line(head="own_time")))
    table = totals(frame)
    wrong = replace(table, rows=(replace(table.rows[0], admitted=1), *table.rows[1:]))
    with pytest.raises(DoesNotReconcile, match="do not make it"):
        reconciled(wrong, frame)


def test_a_total_that_is_not_that_of_the_lines_is_never_shown():
    frame = frame_of(columns_of(line()))
    table = totals(frame)
    with pytest.raises(DoesNotReconcile, match="not that of the lines"):
        reconciled(table, frame_of(columns_of(line(), line(number="R-2", declared=0))))


def test_a_gap_among_given_categories_is_a_row_of_its_own():
    heads = texts(pd.Categorical.from_codes([0, -1], ["rebuild"]))
    table = totals(frame_of(columns_of(line(), line()) | {"head": heads}), ("head",))
    assert [(row.key, row.declared) for row in table.rows] == [(("rebuild",), 100), (("",), 100)]
