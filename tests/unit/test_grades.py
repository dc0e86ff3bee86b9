"""The grade of a datum is the best its exhibits earn, and each grade is a share of it."""

from decimal import Decimal

import pytest

from claims.damages.assessment import Proof, Step
from claims.damages.grades import accepted, grade_of, proof_of
from claims.i18n.text import Text
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


def test_what_earned_a_grade_is_named_and_nothing_when_nothing_did():
    hours = Text(fr="heures", en="hours")
    step = Step("take", "hours", hours, Decimal(2), "hours", Decimal(2), "declared")
    assert proof_of(REBUILD, frozenset({"time_sheet"}), step) == Proof(
        "C", ("time_sheet",), "hours", hours, raises=True
    )
    assert proof_of(REBUILD, frozenset(), step) == Proof("D", (), "hours", hours, raises=True)
    assert proof_of(REBUILD, frozenset()) == Proof("D", ())
