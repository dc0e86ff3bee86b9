"""The months of a history: which no outage touches, and what each counts for."""

from datetime import date
from decimal import Decimal

import pytest

from claims.damages.months import (
    Months,
    length_of,
    listed,
    months_of,
    touched,
    untouched,
    year_before,
)
from claims.damages.sales import Tape, Window
from claims.i18n.text import Text

JULY, AUGUST = date(2021, 7, 1), date(2021, 8, 1)


def year(first, **other):
    """Twelve months at 100.00, but for those told otherwise by number."""
    return {date(first, n, 1): other.get(f"m{n}", 10_000) for n in range(1, 13)}


@pytest.mark.parametrize(
    ("clean", "counted"),
    [
        ({}, []),
        ({JULY: 0, AUGUST: -5}, [0, 0]),
        (year(2021, m7=-9_999), [-9_999]),
        (year(2021, m7=-50_000), [-10_000]),  # as far from the middle one as 30,000
        (year(2021, m7=30_000), [30_000]),  # three times the middle one, and no more
        (year(2021, m7=30_001), [30_000]),
        (year(2020, m7=90_000) | year(2021, m7=50_000), [50_000, 50_000]),  # seen in two years
        (year(2020, m7=20_000) | year(2021, m7=90_000), [20_000, 30_000]),
        ({date(2021, n, 1): n for n in (1, 2, 3)} | {JULY: 100}, [1, 2, 3, 6]),  # 3 × 2
        ({date(2021, 1, 1): 1, JULY: 100}, [1, 3]),
    ],
)
def test_a_month_counts_for_three_usual_ones_or_for_what_two_years_sold(clean, counted):
    months = Months.of(clean)
    kept = [months.counted[first] for first in sorted(clean)]
    assert months.sold == clean
    assert [cents for cents in kept if len(clean) < 12 or cents != 10_000] == counted


def test_what_months_sold_above_what_they_count_for_is_a_step_of_its_own():
    months = Months.of(year(2021, m7=40_000))
    part = Tape()
    months.take(part, "name", Text(fr="mois", en="months"), (JULY, AUGUST))
    sold, above = part.steps
    assert (sold.verb, sold.name, sold.operand, sold.unit) == ("take", "name", 500, "money")
    assert sold.label == Text(fr="mois", en="months")
    assert (above.verb, above.name, above.operand, above.unit) == ("less", "above", 100, "money")
    assert above.label == Text(fr="part des ventes hors norme", en="part of exceptional sales")
    refunds = Months.of(year(2021, m7=40_000, m8=-30_000))
    both = Tape()
    refunds.take(both, "name", Text(fr="mois", en="months"), (JULY, AUGUST))
    assert [(step.verb, step.name, step.operand, step.running) for step in both.steps] == [
        ("take", "name", 100, 100), ("less", "above", 100, 0), ("plus", "refunded", 200, 200),
    ]  # fmt: skip
    assert {step.unit for step in both.steps} == {"money"}
    assert both.steps[-1].label == Text(
        fr="part des remboursements hors norme", en="part of exceptional refunds"
    )
    by_a_cent = Tape()
    Months.of(year(2021, m7=30_001)).take(by_a_cent, "name", above.label, [JULY])
    assert [step.running for step in by_a_cent.steps] == [Decimal("300.01"), 300]
    usual = Tape()
    months.take(usual, "name", Text(fr="mois", en="months"), [AUGUST])
    assert [step.running for step in usual.steps] == [100]


def test_a_month_of_refunds_is_exceptional_as_the_order_it_gives_back_unless_another_year_does_so():
    """An order in July 2021 given back in August: neither tells what a month sells."""
    clean = year(2020) | year(2021, m7=210_000, m8=-190_000)
    months = Months.of(clean)
    assert [first for first in clean if months.exceptional(first)] == [JULY, AUGUST]
    assert months.ordinary(first for first in clean if first.year == 2021 and first.month > 6) == [
        date(2021, n, 1) for n in range(9, 13)
    ]
    four = [date(2021, n, 1) for n in range(6, 10)]
    assert months.ordinary(four) == four  # as many as the others
    twice = Months.of(year(2020, m8=-5_000) | year(2021, m8=-190_000))
    assert not twice.exceptional(AUGUST)  # half of the 10,000 that it counts for
    assert Months.of(year(2020, m8=-4_999) | year(2021, m8=-190_000)).exceptional(AUGUST)


def test_the_months_of_an_outage_are_told_with_their_days_away():
    window = Window(date(2021, 8, 30), date(2021, 10, 1))
    assert list(months_of(window).items()) == [
        (AUGUST, 2), (date(2021, 9, 1), 30), (date(2021, 10, 1), 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "is_touched"),
    [
        (date(2021, 7, 30), date(2021, 7, 31), False),
        (date(2021, 7, 30), date(2021, 8, 1), True),
        (date(2021, 8, 31), date(2021, 9, 2), True),
        (date(2021, 9, 1), date(2021, 9, 2), False),
        (date(2021, 7, 1), date(2021, 9, 30), True),
    ],
)
def test_a_month_is_touched_by_an_outage_of_one_of_its_days(start, end, is_touched):
    assert touched(AUGUST, Window(start, end)) is is_touched


@pytest.mark.parametrize(
    ("last", "clean"),
    [
        (date(2021, 7, 24), True),  # settles on the last day of July
        (date(2021, 7, 25), False),
        (date(2021, 7, 31), False),
        (date(2021, 9, 1), True),
    ],
)
def test_the_week_that_settles_after_another_outage_spoils_the_month_it_ends_in(last, clean):
    """The outage asked about is in November; the other ends that day."""
    window = Window(date(2021, 11, 1), date(2021, 11, 2), ((last, last),))
    assert untouched(AUGUST, window) is clean


def test_the_outage_itself_spoils_no_month_after_its_own():
    assert untouched(AUGUST, Window(date(2021, 7, 31), date(2021, 7, 31)))
    assert untouched(AUGUST, Window(date(2021, 7, 20), date(2021, 7, 31)))
    assert not untouched(JULY, Window(date(2021, 7, 20), date(2021, 7, 31)))


def test_a_month_has_its_days_its_year_before_and_its_name():
    assert [length_of(date(2020, n, 1)) for n in (1, 2, 4)] == [31, 29, 30]
    assert year_before(AUGUST) == date(2020, 8, 1)
    assert listed([JULY, AUGUST], "fr") == "juillet 2021, août 2021"
    assert listed([JULY, AUGUST], "en") == "July 2021, August 2021"
