"""Days that contradict a timed loss are told to counsel and to the claimant, and change nothing."""

from datetime import date, datetime

import pytest

from claims.claim.model import Loss, Service
from claims.claim.periods import known_outage, usual_days
from claims.damages.outages import contradictions
from claims.i18n.sentences import sentence
from claims.matter.reading import read_matters
from claims.problems import Problem
from claims.settings import HOME

MATTERS = read_matters(HOME / "data" / "matters")
WHC, OVH = MATTERS["whc-2021"], MATTERS["ovh-2021"]
TODAY = date(2026, 11, 21)


def flagged(matter, start, end, *, back=None, head="lost_profit", server=""):
    loss = Loss(id="l1", head=head, service="s1", start=start, end=end, inputs={})
    service = Service(id="s1", typed="a.ca", domain="a.ca", type="shop", restored=back,
                      server=server)  # fmt: skip
    return list(contradictions(loss, service, matter))


@pytest.mark.parametrize(
    ("end", "head", "codes"),
    [
        (date(2021, 9, 2), "lost_profit", []),
        (date(2021, 9, 3), "lost_profit", ["after-return"]),
        (date(2021, 9, 11), "hosting_refund", ["outside-outage-table", "after-return"]),
        (date(2021, 9, 3), "rebuild", []),
    ],
)
def test_a_timed_loss_that_outlasts_the_outage_or_its_service_is_flagged(end, head, codes):
    found = flagged(WHC, date(2021, 8, 28), end, back=date(2021, 9, 2), head=head)
    assert [problem.code for problem in found] == codes


def test_a_contradiction_says_which_loss_and_which_days():
    back = date(2021, 9, 2)
    table, returned = flagged(WHC, date(2021, 8, 27), date(2021, 9, 11), back=back)
    days = {"start_day": "2021-08-28", "end_day": "2021-09-10"}
    assert table == Problem("losses.l1", "outside-outage-table", days)
    assert returned == Problem("losses.l1", "after-return", {"back_day": "2021-09-02"})
    (early,) = flagged(OVH, date(2021, 3, 9), date(2022, 3, 9))
    assert early == Problem("losses.l1", "before-outage-table", {"start_day": "2021-03-10"})


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (date(2021, 8, 28), date(2021, 9, 10), False),
        (date(2021, 8, 27), date(2021, 9, 10), True),
        (date(2021, 8, 28), date(2021, 9, 11), True),
    ],
)
def test_the_known_outage_is_counted_with_its_first_and_its_last_day(start, end, told):
    assert bool(flagged(WHC, start, end)) is told


def test_days_since_an_outage_that_has_not_ended_or_that_no_table_knows_contradict_nothing():
    assert flagged(OVH, date(2021, 3, 10), date(2025, 1, 1)) == []
    without = WHC.model_copy(update={"outages": ()})
    assert flagged(without, date(2020, 1, 1), date(2025, 1, 1)) == []


def test_an_outage_without_an_end_is_told_without_one():
    (problem,) = flagged(OVH, date(2021, 3, 9), date(2022, 3, 9))
    assert sentence(problem, "en") == (
        "The declared period begins before the known outage, which has lasted since "
        "March 10, 2021. Ask the claimant to explain."
    )


def test_an_outage_begins_on_the_day_it_was_where_the_matter_is_heard():
    """03:30 in Greenwich is still the evening before in Montréal."""
    night = {"start": datetime.fromisoformat("2021-08-29T03:30:00+00:00"),
             "end": datetime.fromisoformat("2021-09-01T03:30:00+00:00")}  # fmt: skip
    outage = WHC.outages[0].model_copy(update=night)
    matter = WHC.model_copy(update={"outages": (outage,)})
    assert known_outage(matter) == (date(2021, 8, 28), date(2021, 8, 31))


TWO = "deux serveurs rétablis les premiers"


@pytest.mark.parametrize(
    ("server", "codes"),
    [(TWO, ["outside-outage-table"]), ("mutualisés et revendeurs", []), ("", []), ("disparu", [])],
)
def test_a_loss_is_held_to_the_outage_of_its_own_server_and_to_the_widest_when_none_is_named(
    server, codes
):
    """A server that the table has no more is as one that nobody named."""
    found = flagged(WHC, date(2021, 8, 28), date(2021, 9, 5), server=server)
    assert [problem.code for problem in found] == codes
    assert [problem.values["end_day"] for problem in found] == ["2021-08-30"] * len(codes)


def test_the_days_offered_are_those_of_the_server_until_the_service_came_back():
    first, last = date(2021, 8, 28), date(2021, 9, 10)
    assert offered(WHC) == offered(WHC, server="disparu") == (first, last)
    assert offered(WHC, server=TWO) == (first, date(2021, 8, 30))
    assert offered(WHC, "2021-09-02", TWO) == (first, date(2021, 9, 2))
    assert offered(OVH, server="SBG2") == (date(2021, 3, 10), date(2021, 3, 10))


def offered(matter, restored="", server="", today=TODAY):
    return usual_days(matter, restored, server, today=today)


@pytest.mark.parametrize("matter", MATTERS.values(), ids=MATTERS.keys())
@pytest.mark.parametrize("today", [TODAY, date(2021, 8, 29)], ids=["now", "meanwhile"])
@pytest.mark.parametrize("back", ["", "2019-08-16", "2021-09-02", "2021-12-01", "2024-01-01"])
def test_days_that_nobody_typed_are_never_objected_to(matter, today, back):
    """The second day is before the known end of WHC; the last return, after every period."""
    for server in ("", *(outage.server for outage in matter.outages)):
        start, end = offered(matter, back, server, max(today, matter.period_start))
        found = flagged(matter, start, end, server=server)
        last = known_outage(matter, server)[1]
        assert found == [] or (back and last and end > last), (server, start, end)
        assert matter.period_start <= start <= end <= min(matter.period_end, max(today, start))


def test_a_return_after_the_known_outage_is_what_is_questioned_not_the_days_it_filled_in():
    start, end = offered(WHC, "2021-09-20")
    (problem,) = flagged(WHC, start, end, back=date(2021, 9, 20))
    assert problem.code == "return-after-outage-table"
    assert sentence(problem, "en") == (
        "The loss lasts until the return online that the claimant wrote, September 20, 2021, and "
        "the known outage ends on September 10, 2021. Ask the claimant to explain."
    )
    early = flagged(WHC, date(2021, 8, 27), end, back=date(2021, 9, 20))
    assert [each.code for each in early] == ["outside-outage-table"]
