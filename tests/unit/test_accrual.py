"""The law of interest is that of the service's group; a line it refuses hides no other."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from claims.claim.form import ClaimForm
from claims.claim.reading import read_claim
from claims.damages.accrual import accrued, starts, without_rates
from claims.damages.assessment import InterestLine
from claims.damages.engine import assess
from claims.damages.prose_law import start_told
from claims.damages.rates import Rates, Table
from claims.i18n import LANGUAGES, sentence
from claims.matter.reading import read_matters
from claims.problems import Problem

DATA = Path(__file__).resolve().parents[2] / "data"
MATTERS = read_matters(DATA / "matters")
TELUS, WHC = MATTERS["telus-2019"], MATTERS["whc-2021"]
RATES = Rates.read(DATA / "rates")
UNTIL = date(2019, 12, 15)


def borne(*subgroups, place="", own_time=False):
    """Interest on a claim with a cost of $1,000 on a mailbox of each subgroup."""
    claim = costing(*subgroups, place=place, own_time=own_time)
    return accrued(assess(claim, TELUS, RATES), claim, TELUS, RATES, as_of=UNTIL)


def costing(*subgroups, place="", own_time=False):
    """A claim with a cost of $1,000 on a mailbox of each subgroup."""
    services = [{"id": f"s{n}", "domain": f"box{n}.example", "type": "mail", "subgroup": subgroup}
                for n, subgroup in enumerate(subgroups)]  # fmt: skip
    days = {"start": "2019-08-15", "end": "2019-08-15"}
    losses = [{"id": f"l{n}", "head": "mitigation", "service": f"s{n}", **days,
               "inputs": {"costs": "1000.00"}} for n, _ in enumerate(subgroups)]  # fmt: skip
    if own_time:
        losses.append({"id": "time", "head": "own_time", **days, "inputs": {"hours": "2"}})
    form = ClaimForm.model_validate(
        {"claimant": {"kind": "business", "name": "Atelier", "capacity": "owner"},
         "contact": {"email": "a@atelier.example", "place": place},
         "services": services, "losses": losses}
    )  # fmt: skip
    claim, problems = read_claim(form, TELUS, number="R-0000-0000-0", exhibits=(),
                                 today=date(2026, 11, 21))  # fmt: skip
    assert claim is not None, problems
    return claim


def told(lines):
    return [(line.regime, line.interest, line.refused.code if line.refused else "")
            for line in lines]  # fmt: skip


@pytest.mark.parametrize("place", ["", "BC", "ON", "AB"])
def test_alberta_is_refused_whatever_home_the_claimant_gives(place):
    assert told(borne("AB1", place=place)) == [("ab", 0, "rate-table-missing")]


@pytest.mark.parametrize("place", ["", "BC", "ON", "AB"])
def test_british_columbia_is_counted_whatever_home_the_claimant_gives(place):
    assert told(borne("BC1", place=place)) == [("bc", 652, "")]


def test_a_line_refused_hides_no_other():
    assert told(borne("AB2", "BC2")) == [("ab", 0, "rate-table-missing"), ("bc", 652, "")]


def test_a_service_in_no_subgroup_falls_under_no_law_yet():
    assert told(borne("", "BC1", own_time=True)) == [
        ("", 0, "interest-unplaced"), ("bc", 652, ""), ("", 0, "interest-unplaced")
    ]  # fmt: skip


def test_a_loss_of_the_claimant_follows_its_services_when_they_agree():
    assert told(borne("BC1", "BC2", own_time=True))[-1] == ("bc", 26, "")
    assert told(borne("AB1", own_time=True))[-1] == ("ab", 0, "rate-table-missing")
    assert told(borne("BC1", "AB1", own_time=True))[-1] == ("", 0, "interest-laws-differ")


@pytest.mark.parametrize(
    ("groups", "until", "days", "code"),
    [
        (("",), UNTIL, 122, "interest-unplaced"),
        (("BC1", "AB1"), UNTIL, 122, "interest-laws-differ"),
        (("",), date(2019, 8, 10), 0, "interest-unplaced"),
    ],
)
def test_a_line_whose_law_cannot_be_told_still_says_what_is_owed_and_for_how_long(
    groups, until, days, code
):
    claim = costing(*groups, own_time=True)
    line = accrued(assess(claim, TELUS, RATES), claim, TELUS, RATES, as_of=until)[-1]
    assert line == InterestLine(
        "", 4000, date(2019, 8, 15), until, days, 0, 0, refused=Problem("interest", code)
    )


def test_interest_starts_on_the_day_its_head_says_and_never_before_the_loss():
    claim = costing("BC1")
    (line,) = assess(claim, TELUS, RATES).lines
    long = replace(line, start=date(2019, 8, 10), end=date(2019, 9, 20))
    late = replace(long, start=date(2019, 9, 1))

    def when(line, said):
        head = TELUS.heads["mitigation"].model_copy(update={"interest_from": said})
        return starts(line, TELUS.model_copy(update={"heads": {"mitigation": head}}))

    assert when(long, "event") == date(2019, 8, 15)
    assert when(late, "event") == when(late, "loss_start") == date(2019, 9, 1)
    assert when(long, "loss_start") == date(2019, 8, 10)
    assert when(long, "loss_end") == date(2019, 9, 20)


@pytest.mark.parametrize(("admitted", "due"), [(50000, 326), (0, 0)])
def test_a_line_decided_bears_interest_on_what_is_admitted(admitted, due):
    claim = costing("BC1")
    counted = assess(claim, TELUS, RATES)
    lines = tuple(replace(line, decided=True, admitted=admitted) for line in counted.lines)
    (line,) = accrued(replace(counted, lines=lines), claim, TELUS, RATES, as_of=UNTIL)
    assert (line.principal, line.interest) == (admitted, due)  # 500,00 × 1,95 % × 122 j ÷ 365


def test_counted_to_a_day_without_a_rate_it_stops_on_the_last_known_one_only_where_allowed():
    claim, beyond, last = costing("BC1"), date(2027, 3, 1), date(2026, 12, 31)
    counted = assess(claim, TELUS, RATES)
    (stopped,) = accrued(counted, claim, TELUS, RATES, as_of=beyond, while_known=True)
    (to_that_day,) = accrued(counted, claim, TELUS, RATES, as_of=last)
    (refused,) = accrued(counted, claim, TELUS, RATES, as_of=beyond)
    assert (stopped.end, stopped.interest) == (last, to_that_day.interest)
    assert sentence(stopped.warnings[0], "en") == (
        "Interest computed to December 31, 2026, the last day whose rate is known."
    )
    assert stopped.warnings[0].where == "interest"
    assert "interest-stopped" not in [each.code for each in to_that_day.warnings]
    assert refused.refused.code == "rate-too-late"


def test_a_loss_of_the_last_known_day_or_later_is_refused_rather_than_told_as_owing_nothing():
    claim, name = costing("BC1"), "bc_coia_prejudgment"
    first = replace(RATES.tables[name].rates[0], end=date(2019, 8, 15))
    known = replace(RATES, tables={**RATES.tables, name: Table(name, (first,))})
    (line,) = accrued(
        assess(claim, TELUS, known), claim, TELUS, known, as_of=UNTIL, while_known=True
    )
    assert line.refused.code == "rate-too-late"


@pytest.mark.parametrize("as_of", [date(2001, 1, 1), date(2019, 8, 14), date(2019, 8, 15)])
def test_counted_to_a_day_before_the_loss_or_its_own_nothing_is_due(as_of):
    claim = costing("BC1")
    (line,) = accrued(assess(claim, TELUS, RATES), claim, TELUS, RATES, as_of=as_of)
    assert (line.days, line.interest, line.indemnity, line.refused) == (0, 0, 0, None)


def test_a_start_nobody_confirmed_is_told_with_its_authority_wherever_interest_is():
    (line,) = borne("BC1")
    warning = line.warnings[0]
    assert warning.code == "interest-start-unverified"
    assert "August 15, 2019" in sentence(warning, "en")
    for language in LANGUAGES:
        assert TELUS.interest.authority.in_(language) in sentence(warning, language)
    assert {each.where for each in line.warnings[:2]} == {"interest"}
    (refused,) = borne("AB1")
    assert refused.warnings == ()
    sure = TELUS.interest.model_copy(update={"verified": True})
    telus, claim = TELUS.model_copy(update={"interest": sure}), costing("BC1")
    (line,) = accrued(assess(claim, telus, RATES), claim, telus, RATES, as_of=UNTIL)
    assert line.warnings[0].code == "interest-half-years"


def test_costs_in_british_columbia_say_that_its_law_counts_from_the_end_of_six_months():
    cost, time = borne("BC1", own_time=True)
    said = [sentence(warning, "en") for warning in cost.warnings]
    assert any("s. 1(2)); it starts here from August 15, 2019." in each for each in said)
    assert "interest-half-years" not in [warning.code for warning in time.warnings]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_without_rates_is_named_with_its_table(language):
    (problem,) = without_rates(TELUS, RATES, TELUS.groups)
    assert (problem.where, problem.values["group"]) == ("interest", "AB")
    assert "Alberta" in sentence(problem, language)
    assert without_rates(TELUS, RATES, ["BC"]) == ()
    assert without_rates(WHC, RATES, WHC.groups) == ()


def test_a_line_says_from_which_day_it_bears_interest_and_why_that_day():
    [line] = assess(costing("BC1"), TELUS, RATES).lines
    early, late = date(2019, 8, 15), date(2019, 9, 3)
    said = {
        "event": (TELUS, replace(line, head="own_time", start=early, end=late),
                  "from August 15, 2019, the day of the event"),
        "later": (TELUS, replace(line, head="own_time", start=late, end=late),
                  "from September 3, 2019, the first day of this loss, which began after"),
        "loss_end": (TELUS, replace(line, start=early, end=late),
                     "from September 3, 2019, the last day of this loss"),
    }  # fmt: skip
    for matter, each, words in said.values():
        told = start_told(each, matter, "en").replace("\u00a0", " ")
        assert words in told
        assert told.endswith("[TO BE CONFIRMED]")
        sure = matter.model_copy(
            update={"interest": matter.interest.model_copy(update={"verified": True})}
        )
        assert start_told(each, sure, "en").endswith("not counted.")
