"""Plain CSV files and typed histories: a number that a comma may have cut is asked, not guessed."""

import pytest

from claims.i18n.histories import history_faults, read_history
from claims.i18n.sentences import sentence
from claims.problems import Problem, Refused
from claims.totals.estimate import estimate
from claims.totals.owed_read import read_claims
from claims.totals.strata import faults, read_strata

FOUR = "claim,subgroup,amount,note\n"


def refused(text: str) -> list[Problem]:
    with pytest.raises(Refused) as told:
        read_claims(text, "claims.csv")
    return list(told.value.problems)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"{FOUR}a,A,50,000.00\n", "50,000.00"),
        (f"{FOUR}a,A,50,000\n", "50,000"),
        (f"{FOUR}a,A,50,25\n", "50,25"),
        (f"{FOUR}a,A,$50,000.00\n", "$50,000.00"),
        ("claim,subgroup,amount,note,more\na,A,1,250,000.00\n", "1,250"),
        ("claim,subgroup,note,amount\na,A,50,000.00\n", "50,000.00"),
        ("claim,amount,subgroup\na,50,000.00\n", "50,000.00"),
    ],
)
def test_an_amount_whose_other_half_stands_where_nothing_is_read_is_refused_by_its_line(
    text, number
):
    [problem] = refused(text)
    assert (problem.where, problem.code) == ("claims.csv:2", "table-cut")
    assert problem.values["number"] == number
    for language in ("fr", "en"):
        assert f" {number} " in sentence(problem, language)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        (f"{FOUR}a,A,50000.00,first\n", 50_000_00),
        (f'{FOUR}a,A,"50,000.00",000\n', 50_000_00),
        (f'{FOUR}a,A,"50",000\n', 50_00),
        (f"{FOUR}a,A,50.00,365\n", 50_00),
        (f"{FOUR}a,A,50,2021\n", 50_00),
        (f"{FOUR}a,A,50\n", 50_00),
        ("claim;subgroup;amount;note\na;A;50,000.00;000\n", 50_000_00),
        ("claim,subgroup,amount\n12,345,50\n", 50_00),
    ],
)
def test_an_amount_that_reads_one_way_is_read(text, cents):
    [(_, _, read)] = read_claims(text, "claims.csv")
    assert read == cents


def test_a_history_without_titles_whose_every_line_may_be_three_columns_is_asked():
    typed = "2021-07,4,100.00\n2021-08,12,950.00"
    told = history_faults(typed, "here")
    assert [(fault.code, fault.values["line"]) for fault in told] == [
        ("history-cut", 1), ("history-cut", 2),
    ]  # fmt: skip
    assert "semicolon" in sentence(told[0], "en")
    assert read_history("2021-07,4,100.00\n2021-08,950.00", "here") == (
        ("2021-07", 4_100_00), ("2021-08", 950_00),
    )  # fmt: skip
    for one_way in ("2021-07;4,100.00", "2021-07, 4,100.00", "mois,ventes\n2021-07,4,100.00"):
        assert read_history(one_way, "here") == (("2021-07", 4_100_00),)


def test_a_file_of_strata_with_more_sampled_than_members_gives_no_total():
    strata = read_strata(b"stratum,members,sampled,mean,variance\nE,10,11,416.78,2\n", "strata.csv")
    [problem] = faults(strata, "strata.csv")
    assert (problem.where, problem.code) == ("strata.csv, E", "stratum-over-sampled")
    assert problem.values == {"members": 10, "sampled": 11}
    with pytest.raises(Refused):
        estimate(strata)
