"""The grade of a loss is the best its exhibits earn, and each missing proof has a price."""

from decimal import Decimal

import pytest

from claims.damages.grades import accepted, gains, grade_of
from claims.matter.reading import read_matter
from claims.settings import HOME

WHC = read_matter(HOME / "data" / "matters" / "whc-2021" / "matter.toml")
REBUILD = WHC.heads["rebuild"]


@pytest.mark.parametrize(
    ("kinds", "grade"),
    [
        ({"invoice", "payment"}, "A"),
        ({"invoice"}, "B"),
        ({"payment"}, "D"),
        ({"quote", "whois"}, "C"),
        ({"time_sheet", "invoice", "payment"}, "A"),
        (set(), "D"),
    ],
)
def test_the_best_grade_whose_exhibits_are_all_there_counts(kinds, grade):
    assert grade_of(REBUILD, kinds) == grade


def test_the_supported_amount_is_the_share_the_matter_accepts_rounded_half_up():
    assert REBUILD.accept["C"] == Decimal(60)
    assert accepted(REBUILD, "C", 10_005) == 6_003
    assert accepted(REBUILD, "B", 5) == 5
    assert accepted(REBUILD, "D", 10_005) == 0


def test_the_gain_of_a_missing_payment_is_the_tenth_the_invoice_alone_does_not_prove():
    assert gains(REBUILD, {"invoice"}, 100_000) == (("A", ("payment",), 10_000),)


def test_the_simplest_missing_proof_comes_first_and_the_worthiest_among_equals():
    first, *_ = gains(REBUILD, set(), 100_000)
    assert first == ("B", ("invoice",), 90_000)


def test_a_loss_proved_at_its_best_gains_nothing_more():
    assert gains(REBUILD, {"invoice", "payment"}, 100_000) == ()
