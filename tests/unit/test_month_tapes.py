"""What is expected by month: each step named, and months freed of their season."""

from datetime import date
from decimal import Decimal

from claims.damages.month_tapes import by_indices, freed_by, same_months
from claims.damages.months import Months
from claims.damages.sales import Window
from claims.damages.seasonal_indices import seasonal_indices
from claims.i18n.text import Text

JUNE, JULY, AUGUST = date(2021, 6, 1), date(2021, 7, 1), date(2021, 8, 1)
OUT = Window(AUGUST, date(2021, 8, 31))
THEN = Text(
    fr="ventes des mêmes mois, un an plus tôt", en="sales of the same months, a year earlier"
)


def year(first, **other):
    """Twelve months at 100.00, but for those told otherwise by number."""
    return {date(first, n, 1): other.get(f"m{n}", 10_000) for n in range(1, 13)}


def trend_of(known, around):
    estimate = same_months(known, around, OUT)
    return estimate.steps[-1], [problem.code for problem in estimate.warnings]


def test_a_year_earlier_is_taken_from_the_same_months_by_name():
    trend, told = trend_of(Months.of(year(2020) | year(2021, m6=12_000)), [JUNE, JULY])
    recent, by, *_ = trend.parts
    assert (trend.name, trend.running, told) == ("trend", 110, [])
    assert (recent.name, recent.operand) == ("recent_months", 220)
    assert (by.verb, by.name, by.operand, by.parts) == ("divided_by", "same_months", 200, ())
    assert by.label == THEN


def test_of_a_year_earlier_with_a_large_order_its_own_steps_are_opened():
    """400.00 in July 2020 counts for the 300.00 of July 2021; July 2019 came to half of that."""
    known = Months.of(year(2019, m7=16_000) | year(2020, m7=40_000) | year(2021, m7=30_000))
    trend, _ = trend_of(known, [JULY])
    by = trend.parts[1]
    assert (by.operand, by.running) == (300, 1)
    taken, less = by.parts
    assert (taken.name, taken.label, taken.operand) == ("same_months", THEN, 400)
    assert (less.name, less.running) == ("above", 300)


def test_a_trend_out_of_measure_is_kept_to_the_double_and_told():
    trend, told = trend_of(Months.of(year(2020) | year(2021, m7=25_000)), [JULY])
    assert (trend.operand, told) == (2, ["trend-bounded"])


def test_a_month_that_never_sells_leaves_no_season_to_tell():
    always = {first: cents for n in (2019, 2020, 2021) for first, cents in year(n).items()}
    assert by_indices(Months.of(always), [JUNE, JULY], OUT).steps
    never = always | {first: 0 for first in always if first.month == 2}
    assert by_indices(Months.of(never), [JUNE, JULY], OUT) is None


def test_months_are_freed_of_what_the_year_before_sold_or_of_their_length():
    known = Months.of(year(2020, m7=20_000, m8=0) | year(2021, m6=9_000, m7=30_000))
    freed = freed_by("same-months", known, [JUNE, JULY, AUGUST])
    assert freed == {JUNE: Decimal("0.9"), JULY: Decimal("1.5")}  # August 2020 sold nothing
    assert freed_by("same-months", known, [date(2020, 6, 1)]) == {}  # 2019 is not known
    assert freed_by("recent-months", known, [JUNE]) == {JUNE: 300}


def test_months_are_freed_of_the_index_of_their_season():
    every = {
        first: cents
        for n in (2018, 2019, 2020, 2021)
        for first, cents in year(n, m6=15_000, m7=20_000).items()
    }
    known = Months.of(every)
    indices = seasonal_indices([every[first] for first in sorted(every)], 1)
    freed = freed_by("seasonal-indices", known, [JUNE, JULY])
    assert indices[5] != indices[6]
    assert freed == {JUNE: 15_000 / indices[5], JULY: 20_000 / indices[6]}
    assert freed_by("same-months", known, [JULY]) == {JULY: 1}
