"""The grade of a datum is the best its exhibits earn, and each grade is a share of it."""

from decimal import Decimal

import pytest

from claims.damages.grades import accepted, grade_of
from claims.matter.reading import read_matter
from claims.settings import HOME

WHC = read_matter(HOME / "data" / "matters" / "whc-2021" / "matter.toml")
REBUILD = WHC.heads["rebuild"]


@pytest.mark.parametrize(
    ("kinds", "hours", "invoices"),
    [
        ({"invoice", "payment"}, "D", "A"),
        ({"invoice"}, "D", "B"),
        ({"payment"}, "D", "D"),
        ({"quote", "whois"}, "D", "C"),
        ({"time_sheet", "invoice", "payment"}, "C", "A"),
        ({"screenshot"}, "D", "C"),
        (set(), "D", "D"),
    ],
)
def test_the_best_grade_whose_exhibits_are_all_there_counts_for_what_they_prove(
    kinds, hours, invoices
):
    assert grade_of(REBUILD, frozenset(kinds), "hours") == hours
    assert grade_of(REBUILD, frozenset(kinds), "invoices") == invoices


def test_the_supported_amount_is_the_share_the_matter_accepts_rounded_half_up():
    assert REBUILD.accept["C"] == Decimal(60)
    assert accepted(REBUILD, "C", 10_005) == 6_003
    assert accepted(REBUILD, "B", 5) == 5
    assert accepted(REBUILD, "D", 10_005) == 0
