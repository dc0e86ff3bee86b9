"""Interest agrees to the cent with the published examples, and is never computed without a rate."""

import csv
import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.damages.interest import REGIMES, interest, last_known, weights
from claims.damages.rates import LABELS, Rate, Rates, Table
from claims.damages.tax import read_tax_rates
from claims.i18n import LANGUAGES, sentence
from claims.money import EXACT
from claims.problems import Problem, Refused

FOLDER = Path(__file__).resolve().parents[2] / "data" / "rates"
RATES = Rates.read(FOLDER)
PUBLISHED = {
    "QC_legal+1619": "qc",
    "FR_professionnel": "fr_professional",
    "FR_particulier": "fr_individual",
    "BC_COIA_prejudgment": "bc",
}
FIRST, LAST = date(2019, 1, 1), date(2026, 6, 30)
days = st.dates(FIRST, LAST)
capitals = st.integers(0, 10**10)
regimes = st.sampled_from(["qc", "fr_professional", "fr_individual", "bc"])


def examples():
    with (FOLDER / "interest_worked_examples.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.csv")), ids=lambda file: file.stem)
def test_no_rate_from_memory_derived_or_copied_from_a_copy_is_said_verified(file):
    with file.open(encoding="utf-8", newline="") as read:
        said = [row["source"] for row in csv.DictReader(read) if row.get("verified") == "yes"]
    assert [s for s in said if re.search("memory|derived|secondary", s, re.IGNORECASE)] == []


def cents(text):
    return int(Decimal(text) * 100)


def amounts(line):
    return line.interest, line.indemnity


@pytest.mark.parametrize("row", examples(), ids=lambda row: row["id"])
def test_every_worked_example_comes_out_to_the_cent(row):
    start, end = date.fromisoformat(row["start_excluded"]), date.fromisoformat(row["end_included"])
    line = interest(cents(row["principal"]), PUBLISHED[row["regime"]], start, end, RATES)
    assert amounts(line) == (cents(row["interest"]), cents(row["additional_indemnity"]))
    assert line.interest + line.indemnity == cents(row["total_rounded_parts"])
    assert line.days == int(row["days"])
    assert line.refused is None


def test_the_twelve_worked_examples_are_all_there():
    assert len(examples()) == 12


def test_I1_a_year_in_quebec_is_interest_and_indemnity_apart():
    line = interest(100000, "qc", date(2021, 9, 1), date(2022, 9, 1), RATES)
    assert amounts(line) == (5000, 173)


def test_I2_the_indemnity_follows_the_rate_of_each_quarter():
    line = interest(1000000, "qc", date(2022, 12, 31), date(2023, 12, 31), RATES)
    assert amounts(line) == (50000, 47534)


def test_I3_a_french_business_creditor():
    line = interest(200000, "fr_professional", date(2021, 3, 10), date(2023, 6, 30), RATES)
    assert amounts(line) == (4824, 0)


def test_I4_the_published_figure_of_british_columbia():
    line = interest(1000000, "bc", date(2019, 2, 28), date(2019, 6, 30), RATES)
    assert amounts(line) == (6518, 0)
    assert line.days == 122


def test_the_start_day_is_not_counted_and_the_last_day_is():
    assert interest(36500, "qc", date(2021, 9, 1), date(2021, 9, 1), RATES).days == 0
    one = interest(3650000, "qc", date(2021, 9, 1), date(2021, 9, 2), RATES)
    assert (one.days, one.interest) == (1, 500)


def test_a_leap_year_has_one_day_more_and_the_same_divisor():
    line = interest(1000000, "qc", date(2023, 12, 31), date(2024, 12, 31), RATES)
    assert (line.days, line.interest) == (366, 50137)


def test_half_a_cent_goes_up():
    """73.00 at 5 % for one day is exactly 0.01; for 36.50 it is exactly half a cent."""
    start, end = date(2021, 9, 1), date(2021, 9, 2)
    assert interest(7300, "qc", start, end, RATES).interest == 1
    assert interest(3650, "qc", start, end, RATES).interest == 1
    assert interest(3649, "qc", start, end, RATES).interest == 0


def test_a_cost_incurred_after_the_day_counted_to_owes_nothing_yet():
    line = interest(100000, "qc", date(2022, 1, 1), date(2021, 9, 1), RATES)
    assert (line.days, *amounts(line)) == (0, 0, 0)
    assert line.refused is None
    assert line.warnings == ()


def test_without_a_table_nothing_is_computed():
    line = interest(100000, "ab", date(2019, 8, 15), date(2020, 8, 15), RATES)
    assert amounts(line) == (0, 0)
    assert line.refused == Problem(
        "rates/ab_judgment_interest_prejudgment.csv",
        "rate-table-missing",
        {"table_fr": "intérêt avant jugement (Alberta)",
         "table_en": "pre-judgment interest (Alberta)"},
    )  # fmt: skip
    assert interest(1, "ab", FIRST, LAST, RATES, projected=True).refused is not None


def test_past_the_last_known_rate_is_refused_not_guessed():
    line = interest(100000, "qc", date(2026, 1, 1), date(2027, 1, 1), RATES)
    assert amounts(line) == (0, 0)
    assert line.refused.code == "rate-too-late"
    assert line.refused.values["last_day"] == "2026-12-31"


def test_before_the_first_known_rate_is_refused_even_when_projected():
    for projected in (False, True):
        line = interest(
            100000, "bc", date(2018, 6, 29), date(2019, 1, 1), RATES, projected=projected
        )
        assert line.refused.code == "rate-too-early"
    assert interest(100, "bc", date(2018, 6, 30), date(2019, 1, 1), RATES).refused is None


def test_projecting_carries_the_last_rate_on_and_says_so():
    line = interest(3650000, "qc", date(2026, 12, 30), date(2027, 1, 2), RATES, projected=True)
    assert (line.days, *amounts(line)) == (3, 1500, 600)
    unsure, carried = line.warnings
    assert unsure.code == "rate-unverified"
    assert carried == Problem("rates/qc_additional_indemnity_quarterly.csv", "rate-projected", {
        "table_fr": "indemnité additionnelle (C.c.Q. 1619)",
        "table_en": "additional indemnity (C.C.Q. 1619)",
        "last_day": "2026-12-31", "end_day": "2027-01-02",
    })  # fmt: skip


def test_the_rate_carried_on_is_the_last_and_an_open_one_is_doubtful_to_the_day_counted_to():
    legal = "2018-01-01,2018-12-31,2,s,yes\n2019-01-01,2019-03-31,3,s,yes\n"
    more = "2019-01-01,,1,s,no\n"
    rates = Rates.of(texts(qc_legal_rate=legal, qc_additional_indemnity_quarterly=more))
    line = interest(3650000, "qc", date(2019, 3, 31), date(2019, 4, 10), rates, projected=True)
    assert amounts(line) == (3000, 1000)
    assert line.warnings[1].values["periods_fr"] == "du 1er janvier 2019 au 10 avril 2019"


def test_rates_nobody_confirmed_are_named_once_with_their_quarters():
    line = interest(100000, "qc", date(2021, 9, 1), date(2022, 9, 1), RATES)
    (warning,) = line.warnings
    assert warning.where == "rates/qc_additional_indemnity_quarterly.csv"
    assert warning.values["periods_en"] == "from July 1, 2021 to March 31, 2022"
    assert "indemnité additionnelle" in sentence(warning, "fr")
    assert interest(100000, "fr_individual", FIRST, LAST, RATES).warnings == ()


def test_verified_quarters_between_unverified_ones_are_not_named_as_doubtful():
    line = interest(100000, "qc", date(2021, 9, 1), date(2024, 1, 15), RATES)
    (warning,) = line.warnings
    assert sentence(warning, "en").startswith(
        "The rates “additional indemnity (C.C.Q. 1619)”, from July 1, 2021 to March 31, 2022, "
        "from October 1, 2022 to December 31, 2022, from July 1, 2023 to September 30, 2023 and "
        "from January 1, 2024 to March 31, 2024, are not confirmed."
    )
    assert interest(100000, "qc", date(2022, 4, 1), date(2022, 9, 30), RATES).warnings == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_of_interest_can_be_read(language):
    for start, end in ((date(2010, 1, 1), FIRST), (FIRST, date(2040, 1, 1))):
        assert ".csv" in sentence(interest(1, "qc", start, end, RATES).refused, language)


@given(capitals, regimes, days, st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_interest_equals_a_count_day_by_day(capital, regime, start, length):
    end = min(start + timedelta(days=length), LAST)
    expected = []
    for name in (*REGIMES[regime].tables, "")[:2]:
        with localcontext(EXACT):
            sum_of_days = Decimal(0)
            for n in range(1, (end - start).days + 1):
                day = start + timedelta(days=n)
                sum_of_days += next(
                    (r.percent for r in rows(name) if r.start <= day <= (r.end or day)), Decimal(0)
                )
            exact = Decimal(capital) * sum_of_days / 36500
            expected.append(int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)))
    assert amounts(interest(capital, regime, start, end, RATES)) == tuple(expected)


def rows(name):
    return RATES.tables[name].rates if name else ()


@given(capitals, regimes, days, days, days)
@settings(max_examples=150, deadline=None)
def test_two_periods_end_to_end_make_the_whole_within_the_rounding(capital, regime, a, b, c):
    start, middle, end = sorted((a, b, c))
    whole = amounts(interest(capital, regime, start, end, RATES))
    first = amounts(interest(capital, regime, start, middle, RATES))
    second = amounts(interest(capital, regime, middle, end, RATES))
    for total, one, two in zip(whole, first, second, strict=True):
        assert abs(total - one - two) <= 1


def test_interest_runs_on_what_is_owed():
    with pytest.raises(ValueError, match="-5 cents"):
        interest(-5, "qc", FIRST, LAST, RATES)


def test_a_table_with_a_hole_is_not_loaded():
    text = (
        "from_date,to_date,rate_percent,source,verified\n"
        "2018-01-01,2018-12-31,5.00,s,yes\n2019-01-02,,5.00,s,yes\n"
    )
    with pytest.raises(ValueError, match="2019-01-02 does not follow"):
        Table.of("qc_legal_rate", text)


HEADER = "from_date,to_date,rate_percent,source,verified\n"
NEW_YEAR, EVE = date(2019, 1, 1), date(2018, 12, 31)


def texts(**tables):
    """A text for every table: its rows, or its header alone."""
    rows = {name: HEADER + tables.get(name, "") for name in LABELS}
    tax = "jurisdiction,tax,from_date,to_date,rate_percent,source,verified\n"
    return rows | {"sales_tax_rates": tax + tables.get("taxes", "")}


def test_a_folder_is_read_whole_to_the_word(tmp_path):
    written = texts(
        qc_legal_rate="2018-12-31,2018-12-31,5.00,décret,yes\n2019-01-01,,6.25,b,no\n",
        taxes="CA,GST,2008-01-01,,5,a,yes\n",
    )
    for name, text in written.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    read = Rates.read(tmp_path)
    assert read.tables["qc_legal_rate"] == Table(
        "qc_legal_rate",
        (Rate(EVE, EVE, Decimal("5.00"), "décret", verified=True),
         Rate(NEW_YEAR, None, Decimal("6.25"), "b", verified=False)),
    )  # fmt: skip
    assert read.tables["bc_coia_prejudgment"] == Table("bc_coia_prejudgment", ())
    assert list(read.tables) == list(LABELS)
    assert read.taxes == read_tax_rates(written["sales_tax_rates"])
    assert len(read.taxes) == 1


def test_every_table_absent_or_broken_is_named_at_once(tmp_path):
    written = texts(qc_legal_rate="2019-01-01,2018-12-31,5,s,yes\n", taxes="CA,GST,hier,,5,a,yes\n")
    del written["bc_coia_prejudgment"]
    for name, text in written.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "fr_interet_legal_particuliers.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(Refused) as refused:
        Rates.read(tmp_path)
    assert [(problem.where, problem.code) for problem in refused.value.problems] == [
        (f"rates/{name}.csv", "rates-unreadable")
        for name in ("qc_legal_rate", "fr_interet_legal_particuliers", "bc_coia_prejudgment",
                     "sales_tax_rates")
    ]  # fmt: skip


def test_every_line_wider_than_its_titles_is_named_beside_the_tables_that_are_broken():
    written = texts(
        qc_legal_rate="2018-01-01,,5.00,a,yes\n",
        qc_additional_indemnity_quarterly="2018-01-01,,2,a,yes,more\n",
        fr_interet_legal_professionnels="2018-01-01,,deux,a,yes\n",
        bc_coia_prejudgment="2018-01-01,2018-12-31,2,a,yes\n2019-01-01,,2,75,a,yes\n",
    )
    with pytest.raises(Refused) as refused:
        Rates.of(written)
    assert [(problem.where, problem.code) for problem in refused.value.problems] == [
        ("rates/qc_additional_indemnity_quarterly.csv:2", "table-wider"),
        ("rates/fr_interet_legal_professionnels.csv", "rates-unreadable"),
        ("rates/bc_coia_prejudgment.csv:3", "table-wider"),
    ]


def test_a_row_that_ends_before_it_begins_is_named():
    with pytest.raises(ValueError, match="the row from 2019-01-01 ends before it begins, on 2018"):
        Table.of("qc_legal_rate", HEADER + "2019-01-01,2018-12-31,5,s,yes\n")


def test_a_law_is_known_to_the_first_of_its_tables_that_ends():
    legal = "2018-01-01,2018-12-31,5,s,yes\n2019-01-01,2020-12-31,5,s,yes\n"
    more = "2018-01-01,2018-06-30,2,s,yes\n2018-07-01,2019-03-31,2,s,yes\n"

    def last(**tables):
        return last_known("qc", Rates.of(texts(**tables)))

    assert last(qc_legal_rate=legal, qc_additional_indemnity_quarterly=more) == date(2019, 3, 31)
    assert last(qc_legal_rate=legal) == date(2020, 12, 31)
    assert last(qc_legal_rate="2018-01-01,,5,s,yes\n") is None


def test_what_one_cent_bears_is_exact_and_refused_where_interest_is():
    rates = Rates.of(
        texts(qc_legal_rate="2019-01-01,,5,s,yes\n",
              qc_additional_indemnity_quarterly="2019-01-01,2019-12-31,2,s,yes\n",
              bc_coia_prejudgment="2019-01-01,,3,s,yes\n")
    )  # fmt: skip
    end = date(2019, 3, 14)  # 73 days, a fifth of a year
    assert weights("qc", EVE, end, rates) == (Fraction(1, 100), Fraction(1, 250))
    assert weights("bc", EVE, end, rates) == (Fraction(3, 500), 0)
    assert weights("qc", EVE, date(2020, 1, 1), rates).code == "rate-too-late"


def test_every_rate_of_the_house_is_exact_and_sourced():
    for table in RATES.tables.values():
        for rate in table.rates:
            assert rate.percent == rate.percent.quantize(Decimal("0.01"))
            assert rate.source
