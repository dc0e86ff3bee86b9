"""Figures and dates are written as people write them here, exactly."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from claims.damages.explain import written
from claims.i18n import count, day, moment, money, number, percent
from claims.i18n.formats import unrounded, unrounded_number

NBSP = "\u00a0"


def test_an_amount_in_french_and_in_english():
    assert money(123456, "CAD", "fr") == f"1{NBSP}234,56{NBSP}$"
    assert money(123456, "CAD", "en") == "$1,234.56"
    assert money(200000, "EUR", "fr") == f"2{NBSP}000,00{NBSP}€"
    assert money(-5, "CAD", "fr") == f"−0,05{NBSP}$"
    assert money(-5, "CAD", "en") == "−$0.05"
    assert money(123456, "", "fr") == f"1{NBSP}234,56"


@given(st.integers(-(10**18), 10**18), st.sampled_from(["fr", "en"]))
def test_amounts_are_written_as_the_common_locale_data_write_them(cents, language):
    units = Decimal(cents).scaleb(-2)
    written = format_currency(units, "CAD", locale=f"{language}_CA").replace("-", "−")
    assert money(cents, "CAD", language) == written


def test_a_float_is_never_written_as_money():
    with pytest.raises(TypeError, match="not a float"):
        money(12.0, "CAD", "fr")


def test_counts_quantities_and_percentages():
    assert count(1234567, "fr") == f"1{NBSP}234{NBSP}567"
    assert count(1234567, "en") == "1,234,567"
    assert number(Decimal("7.50"), "fr") == "7,5"
    assert number(Decimal("1234.00"), "fr") == f"1{NBSP}234"
    assert number(Decimal("1E+3"), "en") == "1,000"
    assert percent(Decimal("8.5"), "fr") == f"8,5{NBSP}%"
    assert percent(Decimal("5.00"), "en") == "5%"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_figure_below_zero_bears_the_minus_sign(language):
    mark = "," if language == "fr" else "."
    assert count(-1234, language) == f"−{count(1234, language)}"
    assert number(Decimal("-7.50"), language) == f"−7{mark}5"
    assert percent(Decimal("-8.5"), language) == f"−{percent(Decimal('8.5'), language)}"
    assert unrounded_number(Decimal("-0.5"), language) == f"−0{mark}5"
    assert unrounded_number(Decimal("-1234"), language) == f"−{count(1234, language)}"


def test_the_first_of_the_month_is_an_ordinal_in_french():
    assert day(date(2021, 9, 1), "fr") == "1er septembre 2021"
    assert day(date(2021, 9, 21), "fr") == "21 septembre 2021"
    assert day(date(2021, 9, 1), "en") == "September 1, 2021"


def test_the_hour_is_that_of_the_place_asked_for():
    filed = datetime(2026, 11, 21, 19, 32, tzinfo=UTC)
    assert moment(filed, "America/Toronto", "fr") == f"21 novembre 2026 à 14{NBSP}h{NBSP}32"
    assert moment(filed, "Europe/Paris", "fr") == f"21 novembre 2026 à 20{NBSP}h{NBSP}32"
    assert moment(filed, "America/Toronto", "en") == f"November 21, 2026 at 2:32{NBSP}p.m."


def test_the_hour_that_comes_twice_and_the_day_that_changes():
    before, after = (datetime(2026, 11, 1, h, 30, tzinfo=UTC) for h in (5, 6))
    assert moment(before, "America/Toronto", "fr") == moment(after, "America/Toronto", "fr")
    late = datetime(2026, 3, 1, 4, 59, 59, tzinfo=UTC)
    assert moment(late, "America/Toronto", "fr") == f"28 février 2026 à 23{NBSP}h{NBSP}59"


def test_a_full_hour_has_no_minutes_and_midnight_is_twelve_in_english():
    midnight = datetime(2026, 7, 1, 4, 0, tzinfo=UTC)
    assert moment(midnight, "America/Toronto", "fr") == f"1er juillet 2026 à 0{NBSP}h"
    assert moment(midnight, "America/Toronto", "en") == f"July 1, 2026 at 12:00{NBSP}a.m."


def test_a_moment_without_its_time_zone_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="no time zone"):
        moment(datetime(2026, 1, 1, 12), "America/Toronto", "fr")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("amount", "language", "said"),
    [
        ("85", "fr", "85,00 $"),
        ("750.27416", "fr", "750,2741… $"),
        ("1778.4155", "fr", "1 778,4155 $"),
        ("1778.41666", "en", "$1,778.4166…"),
        ("-0.005", "en", "−$0.0050"),
        ("0.00004", "fr", "0,0000… $"),
    ],
)
def test_an_amount_of_a_computation_is_cut_and_never_rounded(amount, language, said):
    assert unrounded(Decimal(amount), "CAD", language).replace(NBSP, " ") == said


@pytest.mark.parametrize(
    ("amount", "unit", "language", "said"),
    [
        ("30.5", "days", "fr", "30,5 jours"), ("1.5", "days", "fr", "1,5 jour"),
        ("1.5", "days", "en", "1.5 days"), ("1", "days", "en", "1 day"),
        (Decimal(20) / 60, "hours", "fr", "0,3333… h"), ("42", "hours", "en", "42 h"),
        ("500", "call_log", "fr", "500 h"),
        (Decimal(100) / 3, "percent", "en", "33.3333…%"), ("45", "percent", "fr", "45 %"),
    ],
)  # fmt: skip
def test_an_operand_is_printed_as_it_was_used_or_cut_and_said_so(amount, unit, language, said):
    assert written(Decimal(amount), unit, "CAD", language).replace(NBSP, " ") == said


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [("1.1", "fr", "1,1"), ("2", "en", "2"), ("1.10141032948", "fr", "1,10141032…"),
     ("1234.5", "fr", "1 234,5"), ("0.000000001", "en", "0…")],
)  # fmt: skip
def test_a_factor_of_a_computation_is_cut_and_never_rounded(value, language, said):
    assert unrounded_number(Decimal(value), language).replace(NBSP, " ") == said
