"""A level stands out only where chance alone would seldom do as much."""

from decimal import Decimal

import pytest
from scipy.stats import fisher_exact
from statsmodels.stats.multitest import multipletests

from claims.totals.fairness import Counted, compared, holm, median


def test_the_lady_tasting_tea_could_have_guessed():
    """R. A. Fisher, The Design of Experiments (1935), ch. 2: 3 cups of 4 right, both ways;
    two-sided, 34/70."""
    first, second = compared({"milk": Counted(4, 3), "tea": Counted(4, 1)})
    assert first.chance == second.chance == Decimal("0.4857")
    assert not first.beyond_chance


def test_a_difference_beyond_chance_is_told_and_many_looks_are_paid_for():
    levels = {"A1": Counted(40, 20), "B1": Counted(40, 8), "C1": Counted(40, 8)}
    found = {each.name: each for each in compared(levels)}
    assert found["A1"].beyond_chance
    assert (found["A1"].others.claims, found["A1"].others.touched) == (80, 16)
    raw = [fisher_exact([[c.touched, c.claims - c.touched],
                         [36 - c.touched, 84 - c.claims + c.touched]]).pvalue
           for c in levels.values()]  # fmt: skip
    theirs = multipletests(raw, method="holm")[1]
    assert [float(each.chance) for each in found.values()] == pytest.approx(theirs, abs=1e-4)
    ours = holm({str(i): p for i, p in enumerate(raw)})
    assert list(ours.values()) == pytest.approx(theirs)


@pytest.mark.parametrize(
    "levels",
    [{"fr": Counted(9, 3)}, {"fr": Counted(9, 0), "en": Counted(4, 0)},
     {"fr": Counted(9, 9), "en": Counted(4, 4)}],
)  # fmt: skip
def test_nothing_is_said_where_there_is_nothing_to_compare(levels):
    assert {each.chance for each in compared(levels)} == {None}


def test_the_median_is_in_the_middle():
    assert (median([]), median([Decimal(3)]), median([Decimal(1), Decimal(4)])) == (
        None, Decimal(3), Decimal("2.5"),
    )  # fmt: skip
