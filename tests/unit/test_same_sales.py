"""Losses that rest on the same sales: their outages are looked at together, the others' are not."""

from datetime import timedelta
from decimal import Decimal

import pytest

from claims.claim.model import Absent, Entry
from claims.damages.named_sales import estimate_of_loss, same_sales, window_of
from tests.unit.test_engine import OUTAGE, a_claim, a_history, emergency

ONE = a_history(lambda n: 10_000 * (n not in {0, 1}))
OTHER = a_history(lambda n: 20_000)


def claimed(*losses):
    """A claim of lost profit on two sites: (site, history) of each loss, a month apart."""
    told = [
        emergency(site, 1)
        | {
            "id": f"l{n}", "head": "lost_profit", "start": str(OUTAGE + timedelta(days=30 * n)),
            "end": str(OUTAGE + timedelta(days=30 * n + 1)),
            "inputs": {"actual": "0", "expected": "1"} | ({"history": history} if history else {}),
        }
        for n, (site, history) in enumerate(losses)
    ]  # fmt: skip
    return a_claim(told)


@pytest.mark.parametrize(
    ("losses", "same"),
    [
        ([(0, ONE), (0, OTHER)], ["l0", "l1"]),  # one site
        ([(0, ONE), (1, ONE)], ["l0", "l1"]),  # one history
        ([(0, ONE), (1, OTHER)], ["l0"]),
        ([(0, ONE), (1, "")], ["l0"]),
        ([(0, ""), (1, ONE)], ["l0"]),
        ([(0, ""), (1, "")], ["l0"]),
        ([(0, ""), (0, "")], ["l0", "l1"]),
    ],
)
def test_losses_of_one_site_or_from_one_history_rest_on_the_same_sales(losses, same):
    claim = claimed(*losses)
    assert [loss.id for loss in same_sales(claim, claim.losses[0])] == same
    window = window_of(claim, claim.losses[0])
    assert (window.start, window.end) == (OUTAGE, OUTAGE + timedelta(days=1))
    assert window.away == tuple((one.start, one.end) for one in claim.losses if one.id in same)


def test_a_loss_of_another_head_rests_on_no_sales_of_this_one():
    claim = claimed((0, ONE), (0, ONE))
    first, second = claim.losses
    other = claim.model_copy(
        update={"losses": (first, second.model_copy(update={"head": "rebuild"}))}
    )
    assert [loss.id for loss in same_sales(other, first)] == ["l0"]


def test_the_bounds_of_the_estimate_of_a_loss_hold_as_often_as_they_are_asked_to():
    claim = claimed((0, ONE))
    for often in (Decimal("0.5"), Decimal("0.8")):
        assert estimate_of_loss(claim, claim.losses[0], coverage=often).interval.coverage == often


def test_days_that_a_claimant_says_are_missing_from_the_file_are_left_out_of_the_estimate():
    """A week without a line before the outage counts for zero unless the file lacks it."""
    week = [OUTAGE - timedelta(days=10 + n) for n in range(7)]
    claim = claimed((0, a_history(lambda n: 10_000 * (n not in {0, 1, *range(-16, -9)}))))
    loss = claim.losses[0]
    answer = Absent(first=week[-1], last=week[0], answer="absent")
    lines = tuple(line for line in loss.inputs["history"].history if line[0] not in map(str, week))
    inputs = {"history": loss.inputs["history"].model_copy(update={"history": lines})}
    unsaid = loss.model_copy(update={"inputs": inputs})
    inputs = inputs | {"absent_days": Entry(typed="", absent=(answer,))}
    said = loss.model_copy(update={"inputs": inputs})
    assert window_of(claim, unsaid).absent == ()
    assert window_of(claim, said).absent == (answer,)
    assert estimate_of_loss(claim, unsaid).expected < estimate_of_loss(claim, said).expected
