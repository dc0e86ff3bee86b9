"""How long a claimant has to mend a deficiency: the day, the hour, and what makes them later."""

from datetime import UTC, date, datetime, timedelta

import pytest

from claims.evidence.curing import CURE, ends, ends_at, over, post_days, reminds
from claims.i18n.formats import day
from claims.matter.deadlines import when_said
from claims.matter.model import Matter
from claims.matter.reading import read_matters
from claims.settings import Settings
from tests.makers import WHC

SHIPPED = read_matters(Settings().matters_dir)[WHC]
TORONTO = "America/Toronto"


def a_matter(**changes: object) -> Matter:
    """The shipped matter with other terms for its cure period; none at all with cure=None."""
    deadlines = dict(SHIPPED.deadlines)
    deadlines["cure"] = deadlines["cure"].model_copy(update={"not_before": "", **changes})
    return SHIPPED.model_copy(update={"deadlines": deadlines})


@pytest.mark.parametrize(
    ("told", "last"),
    [
        (datetime(2026, 11, 10, 15, tzinfo=UTC), date(2026, 12, 10)),
        (datetime(2027, 1, 31, 15, tzinfo=UTC), date(2027, 3, 2)),
        (datetime(2028, 1, 30, 15, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2026, 11, 25, 15, tzinfo=UTC), date(2026, 12, 28)),
        (datetime(2027, 5, 25, 15, tzinfo=UTC), date(2027, 6, 25)),
        (datetime(2026, 11, 11, 4, 30, tzinfo=UTC), date(2026, 12, 10)),
        (datetime(2026, 11, 11, 5, 30, tzinfo=UTC), date(2026, 12, 11)),
    ],
    ids=["a plain month", "past February", "a leap day", "Christmas, then the 26th, then Sunday",
         "the national holiday", "before midnight in Toronto", "after midnight in Toronto"],
)  # fmt: skip
def test_thirty_days_run_from_the_day_after_to_a_day_on_which_the_court_sits(told, last):
    assert ends(CURE, told, a_matter()) == last


def test_who_is_written_to_by_post_only_has_three_days_more():
    told = datetime(2026, 11, 10, 15, tzinfo=UTC)
    assert ends(CURE, told, a_matter(), by_post=True) == date(2026, 12, 14), "the 13th is a Sunday"
    assert ends(CURE, told, a_matter(by_post=0), by_post=True) == date(2026, 12, 10)
    assert post_days(a_matter(by_post=None)) == 3


def test_nobody_has_less_than_the_day_claims_must_be_in():
    told = datetime(2026, 11, 10, 15, tzinfo=UTC)
    assert ends(CURE, told, SHIPPED) == date(2027, 6, 30)
    assert ends(CURE, told, a_matter(not_before=None)) == date(2027, 6, 30)
    late = datetime(2027, 6, 15, 15, tzinfo=UTC)
    assert ends(CURE, late, SHIPPED) == date(2027, 7, 15)


def test_a_delay_that_never_ends_before_a_day_is_said_to_end_no_sooner_not_to_begin_then():
    cure, floor = SHIPPED.deadlines["cure"], SHIPPED.deadlines["registration"].on
    assert ends(CURE, datetime(2026, 11, 10, 15, tzinfo=UTC), SHIPPED) == floor
    french, english = (when_said(cure, SHIPPED, language) for language in ("fr", "en"))
    assert french == f"30 jours, sans que ce délai expire avant le {day(floor, 'fr')}"
    assert english == f"30 days, a period that never ends before {day(floor, 'en')}"


def test_a_matter_that_says_nothing_has_thirty_days_or_the_day_claims_must_be_in():
    silent = {key: one for key, one in SHIPPED.deadlines.items() if key != "cure"}
    bare = SHIPPED.model_copy(update={"deadlines": silent})
    assert ends(CURE, datetime(2026, 11, 10, 15, tzinfo=UTC), bare) == date(2027, 6, 30)
    assert ends(CURE, datetime(2027, 7, 5, 15, tzinfo=UTC), bare) == date(2027, 8, 4)


@pytest.mark.parametrize(
    ("last", "end"),
    [
        (date(2026, 12, 10), datetime(2026, 12, 11, 5, tzinfo=UTC)),
        (date(2027, 7, 15), datetime(2027, 7, 16, 4, tzinfo=UTC)),
        (date(2027, 3, 13), datetime(2027, 3, 14, 5, tzinfo=UTC)),
        (date(2027, 3, 14), datetime(2027, 3, 15, 4, tzinfo=UTC)),
        (date(2027, 11, 7), datetime(2027, 11, 8, 5, tzinfo=UTC)),
    ],
    ids=["winter", "summer", "the eve of spring forward", "spring forward", "fall back"],
)
def test_the_last_day_is_whole_on_the_clocks_of_the_court(last, end):
    assert ends_at(last, TORONTO) == end
    minute = timedelta(minutes=1)
    assert (over(last, TORONTO, end - minute), over(last, TORONTO, end)) == (False, True)


def test_a_reminder_is_due_in_the_last_week_and_never_after():
    told, last = datetime(2026, 11, 10, 15, tzinfo=UTC), date(2026, 12, 10)
    noon = [datetime(2026, 12, day, 17, tzinfo=UTC) for day in (2, 3, 10, 11)]
    assert [reminds(told, last, a_matter(), at) for at in noon] == [False, True, True, False]
    assert not reminds(told, last, a_matter(reminder=0), noon[1])
    assert not reminds(noon[0] + timedelta(days=2), last, a_matter(), noon[2]), "asked that week"
