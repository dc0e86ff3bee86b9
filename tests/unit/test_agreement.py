"""Two readers agree as far as kappa says, by examples worked by others."""

from decimal import Decimal

import pytest
from statsmodels.stats.inter_rater import cohens_kappa

from claims.totals.agreement import Agreement, agreement

SAID = ("accepted", "reduced", "refused")


def pairs(table: list[list[int]]) -> list[tuple[str, str]]:
    """One pair a line; rows: what the first said."""
    return [
        (SAID[i], SAID[j])
        for i, row in enumerate(table)
        for j, count in enumerate(row)
        for _ in range(count)
    ]


def test_fifty_grant_proposals_read_by_two_give_a_kappa_of_four_tenths():
    """Wikipedia, « Cohen's kappa », simple example: 20, 5, 10, 15; o = 0.7, e = 0.5, κ = 0.4."""
    found = agreement(pairs([[20, 5], [10, 15]]))
    assert (found.lines, found.agreed, found.kappa) == (50, 35, Decimal("0.400"))


@pytest.mark.parametrize(
    "table",
    [[[75, 1, 4], [5, 4, 1], [0, 0, 10]], [[20, 5, 0], [10, 15, 0], [0, 0, 0]],
     [[106, 10, 4], [22, 28, 10], [2, 12, 6]], [[0, 9, 0], [9, 0, 1], [0, 1, 0]]],
)  # fmt: skip
def test_kappa_and_its_interval_are_those_of_statsmodels(table):
    """The first table is of J. L. Fleiss, Statistical Methods for Rates and Proportions, 18.1:
    κ = 0.676; the third, of 200 cases, is of Fleiss, Cohen and Everitt (1969): κ = 0.429."""
    theirs, ours = cohens_kappa(table), agreement(pairs(table))
    assert float(ours.kappa) == pytest.approx(theirs.kappa, abs=6e-4)
    assert float(ours.low) == pytest.approx(max(theirs.kappa_low, -1), abs=6e-4)
    assert float(ours.high) == pytest.approx(min(theirs.kappa_upp, 1), abs=6e-4)


def test_kappa_has_no_value_when_both_say_one_same_thing_of_every_line_or_there_is_none():
    assert agreement(pairs([[7]])) == Agreement(7, 7, None, None, None)
    assert agreement([]) == Agreement(0, 0, None, None, None)


def test_no_interval_is_told_where_nothing_varies():
    assert agreement(pairs([[5, 0], [0, 5]])) == Agreement(10, 10, Decimal("1.000"), None, None)
    assert agreement(pairs([[7, 1]])) == Agreement(8, 7, Decimal("0.000"), None, None)
