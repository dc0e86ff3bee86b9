"""Totals of a past day are those of that day, whatever has happened since."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

from claims.claim.states import Status
from claims.office.house import House
from claims.office.lawyer import decide
from claims.office.totalling import totals
from claims.office.verdicts import Verdict
from tests.makers import GAGNON, WHC, a_filed_claim

FILED, DECIDED, LEFT = (date(2026, 11, day) for day in (3, 10, 15))


def at(day: date, hour: int = 17, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def accepted(house: House, number: str, when: datetime) -> None:
    seen = house.store.claims.find(number).version
    verdicts = [Verdict("l1", "accepted", reason="proof_complete")]
    decide(house, GAGNON, number, verdicts, seen=seen, key=f"decide {number}", now=when)


def withdrawn(house: House, number: str, when: datetime) -> None:
    seen = house.store.claims.find(number).version
    house.store.claims.move(number, Status.WITHDRAWN, reason="withdrawn", seen=seen, at=when,
                            by=number)  # fmt: skip


def figures(house: House, day: date | None = None) -> tuple[int, int, int]:
    total = totals(house, GAGNON, WHC, as_of=day).table.total
    return total.claims, total.declared, total.admitted


def test_a_decision_counts_from_the_day_it_was_taken(house):
    accepted(house, a_filed_claim(house, today=FILED), at(DECIDED))
    assert figures(house, DECIDED.replace(day=9)) == (1, 477000, 0)
    assert figures(house, DECIDED) == (1, 477000, 457000)


def test_a_claim_since_withdrawn_still_counts_on_the_days_before(house):
    number = a_filed_claim(house, today=FILED)
    accepted(house, number, at(DECIDED))
    withdrawn(house, number, at(LEFT))
    assert figures(house) == (0, 0, 0)
    assert figures(house, LEFT) == (0, 0, 0)
    assert figures(house, LEFT.replace(day=14)) == (1, 477000, 457000)


def test_nothing_counts_before_it_was_filed(house):
    accepted(house, a_filed_claim(house, today=FILED), at(DECIDED))
    assert figures(house, FILED.replace(day=2)) == (0, 0, 0)


def test_the_day_ends_at_midnight_in_montreal(house):
    number = a_filed_claim(house, today=FILED)
    accepted(house, number, at(DECIDED.replace(day=11), hour=4, minute=59))
    assert figures(house, DECIDED) == (1, 477000, 457000)
    other = a_filed_claim(house, 2, today=FILED, domain="ailleurs.ca")
    accepted(house, other, at(DECIDED.replace(day=11), hour=5))
    assert figures(house, DECIDED) == (2, 954000, 457000)


def test_claims_untouched_since_are_counted_beside_those_that_changed(house):
    a_filed_claim(house, 1, today=FILED)
    accepted(house, a_filed_claim(house, 2, today=FILED, domain="ailleurs.ca"), at(DECIDED))
    a_filed_claim(house, 3, today=LEFT, domain="plus-tard.ca")
    assert figures(house, FILED) == (2, 954000, 0)
    assert figures(house, LEFT) == figures(house) == (3, 1431000, 457000)


def test_more_changed_claims_than_one_page_holds(house, monkeypatch):
    monkeypatch.setattr("claims.office.past.PAGE", 2)
    for n in range(1, 6):
        number = a_filed_claim(house, n, today=FILED, domain=f"site-{n}.ca")
        accepted(house, number, at(DECIDED))
    assert figures(house, FILED) == (5, 2385000, 0)
    assert figures(house) == (5, 2385000, 2285000)


def test_a_claim_that_moves_while_a_past_day_is_read_is_counted_once(house, monkeypatch):
    """All of it is read as of one moment, whatever is decided between two pages."""
    monkeypatch.setattr("claims.office.past.PAGE", 2)
    numbers = [a_filed_claim(house, n, today=FILED, domain=f"site-{n}.ca") for n in range(1, 6)]
    for number in numbers[1:]:
        accepted(house, number, at(DECIDED))
    page, moved = house.store.finder.page, []

    def slow_page(search):
        found = page(search)
        if not moved:
            moved.append(numbers[0])
            with ThreadPoolExecutor(1) as other:
                other.submit(accepted, house, numbers[0], at(LEFT)).result()
        return found

    monkeypatch.setattr(house.store.finder, "page", slow_page)
    assert figures(house, FILED) == (5, 2385000, 0)
    assert moved


def test_the_head_of_the_journal_is_that_of_the_day_asked(house):
    number = a_filed_claim(house, today=FILED)
    accepted(house, number, at(DECIDED))
    decided = house.store.journal.head()
    withdrawn(house, number, at(LEFT))
    assert totals(house, GAGNON, WHC, as_of=LEFT.replace(day=14)).head == decided
    assert totals(house, GAGNON, WHC, as_of=LEFT).head == house.store.journal.head()
    assert totals(house, GAGNON, WHC, as_of=FILED.replace(day=1)).head.seq == 0
