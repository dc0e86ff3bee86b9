"""Totals as of a past day say what stood when that day ended, whatever happened since."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from claims.claim.states import Status
from claims.office.house import House
from claims.office.lawyer import Verdict, decide
from claims.office.totalling import totals
from tests.makers import GAGNON, NOW, TODAY, WHC, a_filed_claim, a_house

FILED = TODAY - timedelta(days=10)
BEFORE = TODAY - timedelta(days=1)
"""The day before counsel decides, at NOW."""


@pytest.fixture
def house(tmp_path: Path) -> House:
    return a_house(tmp_path)


def total(house: House, day: date | None):
    return totals(house, GAGNON, WHC, as_of=day).table.total


def test_a_decision_of_today_was_not_there_yesterday(house):
    number = a_filed_claim(house, today=FILED)
    verdict = Verdict("l1", "reduced", amount="1000,00", reason="amount_unproved")
    decide(house, GAGNON, number, [verdict], seen=2, key="k", now=NOW)
    assert (total(house, BEFORE).admitted, total(house, TODAY).admitted) == (0, 100_000)


def test_a_claim_withdrawn_since_counted_then(house):
    number = a_filed_claim(house, today=FILED)
    house.store.claims.move(number, Status.WITHDRAWN, reason="r", seen=2, at=NOW, by=number)
    assert (total(house, BEFORE).declared, total(house, TODAY).declared) == (477_000, 0)


def test_before_its_filing_a_claim_counts_for_nothing(house):
    a_filed_claim(house, today=FILED)
    assert total(house, FILED - timedelta(days=1)).claims == 0
    assert total(house, FILED).claims == 1


def test_a_claim_that_nothing_changed_reads_the_same_then_and_now(house):
    a_filed_claim(house, 1, today=FILED)
    number = a_filed_claim(house, 2, today=FILED, domain="ailleurs.ca")
    verdict = Verdict("l1", "accepted", reason="proof_complete")
    decide(house, GAGNON, number, [verdict], seen=2, key="k", now=NOW)
    assert total(house, BEFORE).declared == total(house, None).declared == 954_000
