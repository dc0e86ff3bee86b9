"""What people type is read in one strict way, or refused with the reason."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.evidence.exports.formats import formats
from claims.folding import fold, fold_letter, same_name, words_of
from claims.i18n import (
    LANGUAGES,
    day,
    money,
    read_amount,
    read_day,
    read_history,
    read_quantity,
    read_text,
    sentence,
    shown,
)
from claims.i18n.histories import history_faults
from claims.i18n.history_titles import of_days, of_sales
from claims.money import MAX_CENTS
from claims.problems import Problem


def code(answer):
    assert isinstance(answer, Problem), answer
    assert answer.where == "here"
    return answer.code


@pytest.mark.parametrize(
    "typed",
    [
        "1 234,56", "1\u00a0234,56", "1\u202f234,56", "1234,56", "1234.56", "1,234.56",
        "1 234,56 $", "1\u00a0234,56\u00a0$", "$1,234.56", "CA$1,234.56", "CA$ 1 234,56",
        "1 234,56 $ CA", "1 234,56 €", " 1234,56\n",
    ],
)  # fmt: skip
def test_R27_every_accepted_way_of_writing_an_amount(typed):
    assert read_amount(typed, "here") == 123456


def test_R27_whole_amounts_and_one_decimal():
    assert read_amount("42", "here") == 4200
    assert read_amount("7,5", "here") == 750
    assert read_amount("1 000 000", "here") == 100000000
    assert read_amount("1,234,567", "here") == 123456700


@pytest.mark.parametrize("typed", ["1,234", "1.234", "12,345", "999.999", "$1,234", "1,234 $"])
def test_R27_thousands_or_decimals_is_a_question_not_a_guess(typed):
    assert code(read_amount(typed, "here")) == "amount-ambiguous"


REFUSED = {
    "amount-sign": ["-5", "+5", "−5", "(5)"],
    "amount-decimals": ["1234,567", "0,0001", "1 234,5678"],
    "amount-missing": ["", "  ", "$"],
    "amount-zero": ["0,00", "0"],
    "amount-too-large": ["100000000,01", "9" * 39],
    "amount-unreadable": [
        "1e5", "1_000", "NaN", "Infinity", "١٢٣", "１２", "²", "=1+1", "12 34", "1 234 56", "5,",
        ",50", "$5$", "1.234,56", "1 234\u00a0567", "9" * 5000,
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"), [(typed, fault) for fault in REFUSED for typed in REFUSED[fault]]
)
def test_R27_everything_else_is_refused_and_says_why(typed, expected):
    assert code(read_amount(typed, "here")) == expected


def test_R27_the_range_is_one_cent_to_one_hundred_million():
    assert read_amount("0,01", "here") == 1
    assert read_amount("100 000 000,00", "here") == MAX_CENTS
    assert read_amount("0", "here", allow_zero=True) == 0


@given(st.integers(1, MAX_CENTS), st.sampled_from(["CAD", "EUR", ""]))
def test_an_amount_written_in_french_is_read_back_to_the_cent(cents, currency):
    assert read_amount(money(cents, currency, "fr"), "here") == cents


@given(st.integers(1, MAX_CENTS))
def test_an_amount_written_in_english_is_read_back_to_the_cent(cents):
    assert read_amount(money(cents, "CAD", "en"), "here") == cents


@given(st.text(max_size=60))
def test_no_text_whatever_breaks_a_reader(typed):
    read_amount(typed, "here")
    read_quantity(typed, "here")
    read_day(typed, "here")
    read_history(typed, "here")
    shown(typed).encode("utf-8", "replace")


def test_quantities_are_read_with_a_comma_or_a_point():
    assert read_quantity("42", "here") == Decimal("42")
    assert read_quantity("7,5", "here") == Decimal("7.5")
    assert read_quantity("7.25", "here") == Decimal("7.25")
    assert read_quantity("0", "here") == 0


def test_quantities_refuse_what_amounts_refuse():
    assert code(read_quantity("7,555", "here")) == "amount-ambiguous"
    assert code(read_quantity("7h30", "here")) == "quantity-unreadable"
    assert code(read_quantity("-7", "here")) == "quantity-unreadable"
    assert code(read_quantity("٧", "here")) == "quantity-unreadable"
    assert code(read_quantity("", "here")) == "quantity-missing"
    assert code(read_quantity("1000001", "here")) == "quantity-too-large"


def test_a_day_is_read_year_first():
    assert read_day("2021-08-28", "here") == date(2021, 8, 28)
    assert read_day(" 2021/08/28 ", "here") == date(2021, 8, 28)
    assert read_day("2024-02-29", "here") == date(2024, 2, 29)


def test_a_day_written_last_year_first_is_read_only_when_it_can_mean_one_day():
    assert read_day("28/08/2021", "here") == date(2021, 8, 28)
    assert read_day("08/28/2021", "here") == date(2021, 8, 28)
    assert read_day("8-8-2021", "here") == date(2021, 8, 8)
    assert code(read_day("05/06/2021", "here")) == "day-ambiguous"


@pytest.mark.parametrize(
    "typed",
    ["28 août 2021", "le 28 aout 2021", "28 Août\u00a02021", "28 aug 2021", "August 28, 2021",
     "Aug. 28th, 2021", "28th of August, 2021"],
)  # fmt: skip
def test_a_day_whose_month_is_a_word_is_read_in_both_languages(typed):
    assert read_day(typed, "here") == date(2021, 8, 28)


def test_a_day_is_read_as_the_pages_write_it():
    for when in (date(2021, month, 1) for month in range(1, 13)):
        assert [read_day(day(when, language), "here") for language in LANGUAGES] == [when, when]


def test_a_month_cut_so_short_that_it_is_two_months_is_asked_again():
    assert code(read_day("3 jui 2021", "here")) == "day-ambiguous"
    assert read_day("3 juil. 2021", "here") == date(2021, 7, 3)


def test_a_unit_may_follow_its_own_quantity_and_no_other():
    assert read_quantity("45 %", "here", "percent") == read_quantity("45%", "here", "percent") == 45
    assert read_quantity("7,5 h", "here", "hours") == Decimal("7.5")
    assert read_quantity("3 jours", "here", "days") == 3
    for typed, unit in (("45 %", "hours"), ("45 %", ""), ("7 h", "percent"), ("%", "percent")):
        assert code(read_quantity(typed, "here", unit)) == "quantity-unreadable"


@pytest.mark.parametrize(
    "typed",
    ["2023-02-29", "2021-13-01", "21-08-28", "hier", "２021-08-28", "31 juin 2021",
     "28 2021", "28 foo 2021", "août 2021"],
)  # fmt: skip
def test_a_day_that_is_none_is_refused(typed):
    assert code(read_day(typed, "here")) == "day-unreadable"


def test_a_day_of_another_century_is_asked_again():
    assert code(read_day("0021-08-28", "here")) == "day-out-of-range"
    assert code(read_day("2201-08-28", "here")) == "day-out-of-range"
    assert code(read_day("", "here")) == "day-missing"


@pytest.mark.parametrize("bad", list("\x00\x07\x1f\ud800\ufffe\uffff\u202e\u2066"))
def test_R21_characters_that_break_files_or_deceive_are_named(bad):
    answer = read_text(f"ab{bad}c", "here", lines=True)
    assert code(answer) == "text-character"
    assert dict(answer.values) == {"position": 3, "character": f"U+{ord(bad):04X}"}


@pytest.mark.parametrize(
    "kept", ["Ünïcode", "e\u0301", "😀", "=1", "<b>", "مرحبا", "\u200fb", "a\x7fb"]
)
def test_R21_every_other_text_is_kept_unchanged(kept):
    assert read_text(f"  {kept} ", "here") == kept


def test_R21_line_breaks_only_where_lines_are_asked_for():
    assert read_text("a\nb\tc", "here", lines=True) == "a\nb\tc"
    assert code(read_text("a\nb", "here")) == "text-character"
    assert read_text("a\n", "here") == "a"


def test_R25_a_text_too_long_is_refused_never_cut():
    assert read_text("x" * 32767, "here") == "x" * 32767
    assert code(read_text("x" * 32768, "here")) == "text-too-long"
    assert code(read_text("abcd", "here", longest=3)) == "text-too-long"


def test_names_are_compared_without_case_accents_or_spacing():
    assert fold("Hébergement  WEB") == fold("he\u0301bergement web") == "hebergement web"
    assert fold("Straße") == "strasse"
    assert words_of("Marie-Ève D’Amours") == ["marie", "eve", "d", "amours"]
    assert not same_name("★", "☆")
    assert [fold_letter(c) for c in "Éœ½²’"] == ["e", "o", "½", "²", "'"]


def test_a_history_by_month_is_read_and_put_in_order():
    typed = "Mois;Ventes\n2021-07; 10 000,00\n2021-06\t9 500,5\n\n2021-08,1,234.56\n2021-05 -12 $"
    assert read_history(typed, "here") == (
        ("2021-05", -1200), ("2021-06", 950050), ("2021-07", 1000000), ("2021-08", 123456),
    )  # fmt: skip


def test_a_history_by_day_may_hold_days_without_a_sale():
    assert read_history("2021-08-01;0\n2021-08-02;1,00", "here") == (
        ("2021-08-01", 0),
        ("2021-08-02", 100),
    )


@pytest.mark.parametrize(
    ("typed", "expected", "line"),
    [
        ("2021-07;1,00\nrien", "history-line", 2),
        ("1969-12;1,00", "history-year", 1),
        ("2021-13;1,00", "history-line", 1),
        ("2021-02-30;1,00", "history-line", 1),
        ("2021-07;abc", "history-amount", 1),
        ("2021-07;1,234", "history-ambiguous", 1),
        ("2021-07;1,00\n2021-07;2,00", "history-twice", 2),
        ("2021-07;1,00\n2021-08-01;2,00", "history-mixed", 2),
        ("date,orders,revenue\n2020-01-01,4,100.00", "history-columns", 1),
        ("date,visites\n2020-01-01,41", "history-not-sales", 1),
        ("Jour;Nombre de ventes\n2020-01-01;41", "history-not-sales", 1),
        ("date\ttotal visits\n2020-01-01\t41", "history-not-sales", 1),
        (",visits\n2020-01-01,41", "history-not-sales", 1),
        ("date,a\n2020-01-01,41", "history-not-sales", 1),
        ("date," + "visits" * 50_000 + "\n2020-01-01,41", "history-not-sales", 1),
        ("Date Visites\n2020-01-01 41", "history-not-sales", 1),
        ("Jour;Ventes TTC\n2020-01-01;41", "history-with-tax", 1),
        ("revenue,date\n41.00,2020-01-01", "history-swapped", 1),
        ("41.00,2020-01-01\n42.00,2020-01-02", "history-swapped", 1),
        ("ventes;jour et mois", "history-swapped", 1),
    ],
)
def test_a_history_says_which_line_is_wrong(typed, expected, line):
    answer = read_history(typed, "here")
    assert code(answer) == expected
    assert answer.values["line"] == line


def test_a_comma_within_one_of_two_titles_is_no_third_column():
    assert read_history("Mois; ventes (nettes, sans taxes)\n2021-07; 1,00", "here") == (
        ("2021-07", 100),
    )


@pytest.mark.parametrize(
    "title",
    ["revenue", "Revenus", "Ventes nettes", "net_sales", "Montant total", "Chiffre d’affaires HT",
     "CA", "Total", "Sub-total", "Sales (CAD)", "$", "Amount", "C.A. HT", "CAHT", "Encaissements",
     "Gross volume", "Order total", "orderTotal", "netSales", "Total du jour", "Ventes avant taxes",
     "Sales (no tax)", "Net of tax sales", "Ventes excluant taxes", "Ventes (taxes en sus)", "C.A",
     "Total quotidien", "Montant hors TVA", "Sales, before tax",
     "Chiffre d'affaires par jour", "Net (CAD)"],
)  # fmt: skip
def test_a_column_titled_as_sales_in_either_language_is_read(title):
    assert read_history(f"date;{title}\n2021-07;1,00", "here") == (("2021-07", 100),)


@pytest.mark.parametrize(
    "title",
    ["Prix de vente", "Coût des ventes", "Cost of sales", "Sales tax", "Taxe de vente",
     "Montant TVA", "Refund amount", "Montant remboursé", "# of sales", "N° ventes", "No. of sales",
     "Points de vente", "Average sale", "Ventes cumulées", "Discount amount", "CA en k€",
     "% ventes", "Sales%", "Ventes / visites", "Ventes attendues", "Lost sales", "Canceled sales",
     "Sales last year", "Ventes année précédente", "Ventes abandonnées",
     "Ventes (k$)", "Orders", "Volume", "Order volume", "TPS", "Total commandes", "visites",
     "Income"],
)  # fmt: skip
def test_a_column_titled_as_something_of_sales_is_not_taken_for_sales(title):
    assert code(read_history(f"date;{title}\n2021-07;1,00", "here")) == "history-not-sales"


@pytest.mark.parametrize(
    "title", ["TTC", "Total TTC", "Ventes (taxes incluses)", "Sales incl. tax", "Sales with GST"]
)
def test_sales_told_to_hold_taxes_are_asked_for_before_tax(title):
    assert code(read_history(f"date;{title}\n2021-07;1,00", "here")) == "history-with-tax"


@pytest.mark.parametrize(
    ("title", "currency"),
    [("Sales USD", "CAD"), ("Ventes (EUR)", "CAD"), ("Ventes €", "CAD"), ("CA (CAD)", "EUR")],
)
def test_sales_titled_in_another_currency_are_refused_as_amounts_in_it_are(title, currency):
    typed = f"date;{title}\n2021-07;1,00"
    answer = read_history(typed, "here", currency=currency)
    assert code(answer) == "history-currency"
    assert dict(answer.values) == {"line": 1, "typed": title, "currency": currency}
    assert read_history(typed, "here") == (("2021-07", 100),)
    assert read_history("date;CA HT\n2021-07;1,00", "here", currency="EUR") == (("2021-07", 100),)


def test_a_title_between_quotes_may_hold_a_comma():
    assert read_history('Date,"Ventes, nettes"\n2021-07,1.00', "here") == (("2021-07", 100),)


def test_what_an_export_by_day_may_call_sales_is_read_in_a_history_too():
    daily = formats()["daily"].columns
    assert [name for name in daily["net"] if not of_sales(name)] == []
    assert [name for name in daily["day"] if not of_days(name)] == []


def test_every_faulty_line_of_a_history_is_told_at_once():
    typed = "2021-07;1,00\nrien\n2021-08;abc\n2021-07;2,00\n2021-09;3,00"
    told = [(fault.code, fault.values["line"]) for fault in history_faults(typed, "here")]
    assert told == [("history-line", 2), ("history-amount", 3), ("history-twice", 4)]
    assert code(read_history(typed, "here")) == "history-line"


def test_past_a_number_of_faulty_lines_one_says_how_many_more_there_are():
    *shown_first, last = history_faults("\n".join(["2021-07;abc"] * 30), "here")
    assert (len(shown_first), last.code, dict(last.values)) == (10, "history-more", {"lines": 20})
    assert len(history_faults("\n".join(["2021-07;abc"] * 11), "here")) == 11
    assert history_faults("2021-07;1,00", "here") == ()


def test_a_history_is_neither_empty_nor_endless():
    assert code(read_history(" \n", "here")) == "history-missing"
    assert code(read_history("Mois;Ventes", "here")) == "history-missing"
    assert code(read_history("2021-07;1,00\n" * 5001, "here")) == "history-too-long"


@pytest.mark.parametrize(
    ("typed", "currency"),
    [("2 759,40 €", "CAD"), ("€2759.40", "CAD"), ("$30.00", "EUR"), ("30,00 CA$", "EUR")],
)
def test_the_sign_of_another_currency_is_refused_never_read_as_ours(typed, currency):
    assert code(read_amount(typed, "here", currency=currency)) == "amount-currency"


def test_the_sign_of_the_matters_own_currency_is_read():
    assert read_amount("2 759,40 $", "here", currency="CAD") == 275_940
    assert read_amount("2 759,40 €", "here", currency="EUR") == 275_940


def test_sales_in_another_currency_are_told_with_their_line():
    told = read_history("2021-07; 10 000,00 $\n2021-08; 9 000,00 €", "here", currency="CAD")
    assert code(told) == "history-currency"
    assert told.values["line"] == 2


@pytest.mark.parametrize("unseen", ["\u200b", "\u200b\u200d", " \u2060 ", "\x7f"])
def test_a_text_in_which_nothing_can_be_seen_is_blank(unseen):
    assert read_text(unseen, "here") == ""


def test_line_breaks_of_every_system_are_kept_as_one_kind():
    assert read_text("un\r\ndeux\rtrois\n", "here", lines=True) == "un\ndeux\ntrois"


def test_forty_years_of_months_are_read_and_forty_years_of_days_are_told_to_be_too_many():
    months = "\n".join(f"{1981 + n // 12}-{n % 12 + 1:02}; 100,00" for n in range(480))
    assert len(read_history(months, "x")) == 480
    days = "\n".join(f"{date(1981, 8, 28) + timedelta(days=n)}; 1,00" for n in range(14_610))
    assert read_history(days, "x").code == "history-too-long"


def test_a_year_too_far_is_said_to_be_so_and_not_unreadable():
    said = sentence(read_history("1969-12; 1,00", "x"), "fr")
    assert "trop loin de la panne" in said
    assert "1970" in said


def test_a_character_another_program_lost_is_told_by_its_place():
    fault = read_text("Boulangerie \ufffdl\ufffdgante", "name")
    assert (fault.code, fault.values["position"]) == ("text-lost", 13)
