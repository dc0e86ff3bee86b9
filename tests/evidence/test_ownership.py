"""Who owns a service: every move, every boundary of the clocks, and no way to accept early."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from holidays import country_holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.access import Role
from claims.evidence.contacting import Terms, clock, covered_days, grown, too_early
from claims.evidence.juridical import holidays, is_juridical, last_day
from claims.evidence.ownership import (
    CHANNELS,
    LABELS,
    MOVES,
    STEPS,
    Answer,
    Event,
    Inquiry,
    Kind,
    Stage,
    of,
)
from claims.i18n.catalogue import say
from tests.depth import examples

TORONTO = ZoneInfo("America/Toronto")
TERMS = Terms("America/Toronto")
COUNSEL = "me.gagnon@cabinet.example"


def at(day: str, clock: str = "10:00:00", fold: int = 0) -> datetime:
    """A moment on the clocks of Montréal, in UTC."""
    return (
        datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=TORONTO, fold=fold).astimezone(UTC)
    )


def asked(day: str = "2026-11-24", clock: str = "10:00:00", **more) -> Event:
    given = {"papers": {"invoice": "e1"}, "channels": ("email",)} | more
    return Event(Kind.ASKED, at(day, clock), "K-1", Role.CLAIMANT, **given)


def tried(day: str, channel: str = "email", clock: str = "11:00:00") -> Event:
    return Event(Kind.ATTEMPTED, at(day, clock), COUNSEL, Role.LAWYER, channel=channel)


def by_counsel(kind: Kind, when: datetime, **more) -> Event:
    return Event(kind, when, COUNSEL, Role.LAWYER, **more)


def days_from(start: str, count: int) -> list[str]:
    first = date.fromisoformat(start)
    return [str(first + timedelta(days=n)) for n in range(count)]


def contacted(start: str = "2026-11-24", count: int = 7, **more) -> Inquiry:
    """A request of that day, and an attempt by e-mail on each of so many days."""
    return of((asked(start, **more), *map(tried, days_from(start, count))))


def codes(inquiry: Inquiry, when: datetime) -> list[str]:
    return [problem.code for problem in too_early(inquiry, TERMS, when)]


# --- the table ------------------------------------------------------------------------------------


def test_every_stage_has_its_place_in_the_table_and_a_label_in_both_languages():
    assert set(MOVES) == set(LABELS) == set(Stage)
    assert set(STEPS) == set(Kind)
    assert all(say(label, "en") != label for label in LABELS.values())


def test_only_counsel_accepts_refuses_and_reopens():
    decisions = {Kind.ACCEPTED, Kind.REFUSED, Kind.REOPENED, Kind.MISMATCHED, Kind.ATTEMPTED}
    assert {
        role for moves in MOVES.values() for kind in decisions for role in moves.get(kind, ())
    } == {Role.LAWYER}


def test_the_invited_owner_may_answer_at_any_stage_but_the_unpapered_cannot_be_accepted():
    running = [stage for stage in Stage if Kind.ANSWERED in MOVES[stage]]
    assert running == list(Stage)
    assert Kind.ACCEPTED not in MOVES[Stage.UNPAPERED]
    assert Kind.ACCEPTED not in MOVES[Stage.NOTHING]


def test_nothing_leads_back_to_nothing_and_every_stage_is_reached():
    reached = {
        Inquiry().stage,
        of((asked(papers={}),)).stage,
        of((asked(),)).stage,
        answered(Answer.CONFIRMS).stage,
        answered(Answer.CONTESTS).stage,
        grown(contacted(), by_counsel(Kind.ACCEPTED, at("2026-12-05")), TERMS).stage,
        contacted().after(by_counsel(Kind.REFUSED, at("2026-11-30"))).stage,
    }
    assert reached == set(Stage)


def answered(answer: Answer) -> Inquiry:
    said = Event(Kind.ANSWERED, at("2026-11-25"), "owner", Role.ANONYMOUS, answer=answer)
    return of((asked(), said))


def test_an_event_out_of_place_is_refused():
    with pytest.raises(ValueError, match="accepted by lawyer cannot follow nothing"):
        of((by_counsel(Kind.ACCEPTED, at("2026-12-05")),))
    with pytest.raises(ValueError, match="attempted by claimant"):
        of(
            (
                asked(),
                Event(Kind.ATTEMPTED, at("2026-11-24"), "K-1", Role.CLAIMANT, channel="email"),
            )
        )


def test_a_request_names_a_channel_that_can_be_tried_every_day():
    with pytest.raises(ValueError, match="at least one channel"):
        of((asked(channels=("post",)),))


# --- seven days in a row, by every channel --------------------------------------------------------


def test_six_attempts_are_not_enough():
    assert codes(contacted(count=6), at("2026-12-05")) == [
        "ownership-contacts", "ownership-first-day",
    ]  # fmt: skip


def test_seven_attempts_on_six_days_are_not_enough():
    six = contacted(count=6)
    seven = six.after(tried("2026-11-29", clock="23:00:00"))
    assert len(seven.attempts) == 7
    assert "ownership-contacts" in codes(seven, at("2026-12-05"))


def test_seven_attempts_on_seven_days_on_day_nine_wait_for_the_tenth():
    assert codes(contacted(), at("2026-12-03")) == ["ownership-wait", "ownership-first-day"]


def test_day_ten_at_its_last_second_is_too_early_and_the_next_midnight_is_not():
    assert codes(contacted(), at("2026-12-04", "23:59:59")) == [
        "ownership-wait", "ownership-first-day",
    ]  # fmt: skip
    assert codes(contacted(), at("2026-12-05", "00:00:00")) == []


def test_a_day_missed_begins_the_seven_again():
    days = [*days_from("2026-11-24", 6), *days_from("2026-12-01", 6)]
    inquiry = of((asked(), *map(tried, days)))
    assert clock(inquiry, TERMS, at("2026-12-06")).tried == 6
    assert "ownership-contacts" in codes(inquiry, at("2026-12-06"))
    assert codes(inquiry.after(tried("2026-12-07")), at("2026-12-07", "12:00:00")) == []


def test_a_day_counts_when_every_known_channel_was_tried():
    inquiry = of((asked(channels=("email", "phone")), *map(tried, days_from("2026-11-24", 7))))
    assert covered_days(inquiry, TERMS) == []
    both = inquiry.after(tried("2026-11-30", "phone", "12:00:00"))
    assert covered_days(both, TERMS) == [date(2026, 11, 30)]


def test_a_channel_used_once_is_known_from_then_on():
    inquiry = of(
        (asked(), tried("2026-11-24"), tried("2026-11-25"),
         tried("2026-11-25", "phone", "12:00:00"), tried("2026-11-26"))
    )  # fmt: skip
    assert covered_days(inquiry, TERMS) == [date(2026, 11, 24), date(2026, 11, 25)]
    assert clock(inquiry, TERMS, at("2026-11-26", "20:00:00")).left_today == ("phone",)


def test_the_post_is_logged_and_counts_for_nothing():
    inquiry = of((asked(), tried("2026-11-24", "post")))
    assert covered_days(inquiry, TERMS) == []
    assert clock(inquiry, TERMS, at("2026-11-24", "20:00:00")).left_today == ("email",)


def test_the_clock_says_which_day_it_is_and_the_first_day_possible():
    third = clock(contacted(count=3), TERMS, at("2026-11-26", "20:00:00"))
    assert (third.tried, third.wanted) == (3, 7)
    assert third.opens == third.earliest == date(2026, 12, 5)
    late = clock(contacted(count=0), TERMS, at("2026-12-03"))
    assert (late.tried, late.earliest) == (0, date(2026, 12, 9))


def test_an_attempt_dated_after_now_is_not_counted_yet():
    assert "ownership-contacts" in codes(contacted(), at("2026-11-29", "23:00:00"))


# --- ten days from the request with its papers ----------------------------------------------------


def test_the_wait_begins_with_the_first_paper_not_with_the_request():
    inquiry = contacted(papers={})
    assert (inquiry.stage, inquiry.since) == (Stage.UNPAPERED, None)
    late = inquiry.after(
        Event(Kind.RECEIVED, at("2026-12-01"), "K-1", Role.CLAIMANT, papers={"whois": "e2"})
    )
    assert clock(late, TERMS, at("2026-12-01")).opens == date(2026, 12, 12)


def test_papers_found_not_to_match_begin_the_wait_again():
    inquiry = contacted().after(by_counsel(Kind.MISMATCHED, at("2026-12-01"), paper="invoice"))
    assert inquiry.stage is Stage.UNPAPERED
    again = inquiry.after(by_counsel(Kind.RECEIVED, at("2026-12-02"), papers={"contract": ""}))
    assert clock(again, TERMS, at("2026-12-02")).opens == date(2026, 12, 15)  # the 12th: Saturday


def test_one_paper_found_not_to_match_leaves_the_wait_when_another_stands():
    inquiry = contacted(papers={"invoice": "e1", "whois": "e2"})
    after = inquiry.after(by_counsel(Kind.MISMATCHED, at("2026-12-01"), paper="whois"))
    assert codes(after, at("2026-12-05")) == []


def test_a_refused_request_asked_again_or_reopened_begins_everything_again():
    refused = contacted().after(by_counsel(Kind.REFUSED, at("2026-12-01")))
    for event in (asked("2026-12-02"), by_counsel(Kind.REOPENED, at("2026-12-02"))):
        again = refused.after(event)
        assert again.stage is Stage.OPEN
        assert codes(again, at("2026-12-06")) == [
            "ownership-contacts", "ownership-wait", "ownership-first-day",
        ]  # fmt: skip


def test_an_answer_shortens_nothing_and_is_never_lost():
    confirmed = contacted(count=2).after(
        Event(Kind.ANSWERED, at("2026-11-25", "12:00:00"), "owner", Role.ANONYMOUS,
              answer=Answer.CONFIRMS)
    )  # fmt: skip
    assert confirmed.stage is Stage.CONFIRMED
    assert codes(confirmed, at("2026-12-05"))[0] == "ownership-contacts"


def test_a_contested_service_is_flagged_and_never_refused_by_itself():
    contested = answered(Answer.CONTESTS)
    assert (contested.stage, contested.contested, contested.outcome) == (
        Stage.CONTESTED, True, None,
    )  # fmt: skip
    accepted = grown(contacted(), by_counsel(Kind.ACCEPTED, at("2026-12-05")), TERMS)
    late = accepted.after(
        Event(Kind.ANSWERED, at("2026-12-09"), "owner", Role.ANONYMOUS, answer=Answer.CONTESTS)
    )
    assert (late.stage, late.contested) == (Stage.ACCEPTED, True)


def test_someone_else_than_the_owner_answers_nothing():
    said = Event(Kind.ANSWERED, at("2026-11-26"), "owner", Role.ANONYMOUS, answer=Answer.STRANGER)
    assert answered(Answer.CONTESTS).after(said).stage is Stage.CONTESTED
    assert of((asked(),)).after(said).stage is Stage.OPEN


# --- the calendar ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "last", "why"),
    [
        ("2026-11-24", "2026-12-04", "a Friday like any other"),
        ("2026-11-25", "2026-12-07", "a Saturday moves to Monday"),
        ("2026-11-26", "2026-12-07", "a Sunday moves to Monday"),
        ("2026-06-14", "2026-06-25", "Saint-Jean, a Wednesday, moves to Thursday"),
        ("2026-12-15", "2026-12-28", "Christmas on Friday, the 26th, then Sunday"),
        ("2026-12-16", "2026-12-28", "December 26, a Saturday and a holiday of C.C.P. 82"),
        ("2026-12-22", "2027-01-04", "New Year’s Day on Friday, January 2, then Sunday"),
        ("2026-03-24", "2026-04-07", "Good Friday to Easter Monday"),
        ("2029-06-21", "2029-07-03", "July 1 on a Sunday: July 2 is the holiday"),
        ("2028-02-19", "2028-02-29", "the leap day is a day"),
    ],
)
def test_ten_days_end_on_a_day_the_courts_sit(start, last, why):
    assert str(last_day(date.fromisoformat(start), 10, "qc")) == last, why


def test_the_holidays_of_2026_are_those_of_article_82():
    assert sorted(map(str, holidays(2026))) == [
        "2026-01-01", "2026-01-02", "2026-04-03", "2026-04-06", "2026-05-18", "2026-06-24",
        "2026-07-01", "2026-09-07", "2026-10-12", "2026-12-25", "2026-12-26",
    ]  # fmt: skip


@pytest.mark.parametrize("year", range(2015, 2046))
def test_an_independent_calendar_agrees_but_for_what_article_82_adds(year):
    theirs = set(
        country_holidays("CA", subdiv="QC", years=year, observed=False,
                         categories=("public", "optional"))
    )  # fmt: skip
    added = {date(year, 1, 2), date(year, 12, 26)}
    if date(year, 7, 1).weekday() == 6:
        theirs, added = theirs - {date(year, 7, 1)}, added | {date(year, 7, 2)}
    assert holidays(year) == theirs | added


def test_a_proclaimed_day_is_closed_too_and_a_matter_elsewhere_keeps_weekends_alone():
    assert last_day(date(2026, 11, 24), 10, "qc", {date(2026, 12, 4)}) == date(2026, 12, 7)
    assert is_juridical(date(2026, 6, 24), "weekends")
    assert not is_juridical(date(2026, 6, 27), "weekends")


@pytest.mark.parametrize(
    ("start", "opens"),
    [
        ("2026-10-27", "2026-11-07"),  # the week in which 01:30 comes twice
        ("2026-03-03", "2026-03-14"),  # the week in which 02:30 does not exist
    ],
)
def test_a_change_of_time_neither_gives_nor_takes_an_hour(start, opens):
    inquiry, day = contacted(start), date.fromisoformat(opens)
    before = at(str(day - timedelta(days=1)), "23:59:59")
    assert codes(inquiry, before) == ["ownership-wait", "ownership-first-day"]
    assert codes(inquiry, at(opens, "00:00:00")) == []


def test_both_halves_of_the_repeated_hour_are_one_day():
    twice = of(
        (asked("2026-10-31"), tried("2026-11-01", clock="01:30:00"),
         Event(Kind.ATTEMPTED, at("2026-11-01", "01:30:00", fold=1), COUNSEL, Role.LAWYER,
               channel="email"))
    )  # fmt: skip
    assert covered_days(twice, TERMS) == [date(2026, 11, 1)]


def test_an_attempt_just_before_midnight_is_of_that_day_in_montreal():
    late = of(
        (asked(), tried("2026-11-24", clock="23:59:59"), tried("2026-11-25", clock="00:00:00"))
    )
    assert covered_days(late, TERMS) == [date(2026, 11, 24), date(2026, 11, 25)]


def test_R47_a_clock_set_back_shortens_nothing():
    ahead = asked("2026-11-24").__class__(
        Kind.ASKED, at("2026-10-24"), "K-1", Role.CLAIMANT, papers={"invoice": "e1"},
        channels=("email",),
    )  # fmt: skip
    refused = contacted("2026-11-20", 1).after(by_counsel(Kind.REFUSED, at("2026-11-24")))
    again = refused.after(ahead)
    assert again.since == at("2026-11-24")


def test_no_matter_may_ask_for_less_than_seven_days_of_contact_and_ten_of_waiting():
    for short in ({"contact_days": 6}, {"wait_days": 9}):
        with pytest.raises(ValueError, match="at least 7 days"):
            Terms("America/Toronto", **short)


# --- no path accepts early ------------------------------------------------------------------------

STEP = st.tuples(
    st.sampled_from([*Kind, Kind.ATTEMPTED, Kind.ATTEMPTED, Kind.ACCEPTED, Kind.ACCEPTED]),
    st.sampled_from([-90_000, -3_600, 0, 1, 3_600, 43_200, 86_399, 86_400, 86_400, 90_000]),
    st.sampled_from(list(CHANNELS)),
    st.sampled_from(list(Answer)),
    st.booleans(),
)
STARTS = ["2026-03-05", "2026-06-12", "2026-10-28", "2026-11-24", "2026-12-12", "2028-02-25"]


def event_of(kind: Kind, when: datetime, channel: str, answer: Answer, papered: bool) -> Event:
    role = Role.ANONYMOUS if kind is Kind.ANSWERED else Role.LAWYER
    papers = {"invoice": "e1"} if papered and kind in (Kind.ASKED, Kind.RECEIVED) else {}
    return Event(kind, when, "someone", role, papers=papers, paper="invoice", channel=channel,
                 channels=("email",), answer=answer)  # fmt: skip


def fast(start: datetime) -> list[tuple[datetime, Kind]]:
    """Seven honest days, so that random changes come near an acceptance."""
    return [(start, Kind.ASKED)] + [
        (start + timedelta(days=n, minutes=1), Kind.ATTEMPTED) for n in range(7)
    ]


def must_hold(log: list[Event], accepted: Event) -> None:
    """The rule said again, naively, from the raw log: seven days in a row and ten days waited."""
    times: list[datetime] = []
    for event in log:
        times.append(max(event.at, times[-1]) if times else event.at)
    begun = max(i for i, e in enumerate(log) if e.kind in (Kind.ASKED, Kind.REOPENED))
    days: dict[date, set[str]] = {}
    for event, moment in zip(log[begun:], times[begun:], strict=True):
        if event.kind is Kind.ATTEMPTED and moment <= accepted.at:
            days.setdefault(moment.astimezone(TORONTO).date(), set()).add(event.channel)
    mailed = {day for day, tried in days.items() if "email" in tried}
    week = [timedelta(days=n) for n in range(7)]
    assert any(all(day + n in mailed for n in week) for day in mailed), "not seven days in a row"
    papered = [m for e, m in zip(log, times, strict=True) if e.papers]
    stripped = [i for i, e in enumerate(log) if e.kind is Kind.MISMATCHED]
    since = max(times[begun], min(m for m in papered if not stripped or m >= times[stripped[-1]]))
    today, first = (m.astimezone(TORONTO).date() for m in (accepted.at, since))
    assert (today - first).days > 10, "not ten whole days"
    ends = first + timedelta(days=10)
    assert is_juridical(ends, "qc") or today > ends + timedelta(days=1), "ends on a holiday"


def ran(start: str, honest: int, steps) -> int:
    """Play events on a calendar whose clock jumps; how many acceptances went through."""
    now, log, accepted = at(start), [], 0
    inquiry = Inquiry()
    planned = [event_of(k, when, "email", Answer.CONFIRMS, True) for when, k in fast(now)[:honest]]
    if planned:
        now = planned[-1].at
    for event in planned:
        inquiry, log = inquiry.after(event), [*log, event]
    for kind, seconds, channel, answer, papered in steps:
        now += timedelta(seconds=seconds)
        event = event_of(kind, now, channel, answer, papered)
        try:
            inquiry = grown(inquiry, event, TERMS)
        except ValueError:
            continue
        if kind is Kind.ACCEPTED:
            must_hold(log, event)
            accepted += 1
        log.append(event)
    return accepted


@settings(max_examples=examples(1500), deadline=None)
@given(st.sampled_from(STARTS), st.integers(0, 8), st.lists(STEP, max_size=30))
def test_no_sequence_of_events_and_clock_changes_accepts_early(start, honest, steps):
    ran(start, honest, steps)


def test_the_honest_sequence_does_reach_an_acceptance_so_the_property_is_not_empty():
    wait = (Kind.ATTEMPTED, 86_400, "email", Answer.CONFIRMS, True)
    assert (
        ran("2026-11-24", 8, [*[wait] * 4, (Kind.ACCEPTED, 86_400, "email", Answer.CONFIRMS, True)])
        == 1
    )


ODD = ["none", "a day missed", "a day twice", "reopened", "stripped", "clock back", "by the post"]


def nearly(start: str, odd: str, place: int) -> list[Event]:
    """Twenty honest days, but for one thing at one place."""
    first = at(start)
    log = [event_of(Kind.ASKED, first, "email", Answer.CONFIRMS, True)]
    for n in range(20):
        when, channel = first + timedelta(days=n, minutes=1), "email"
        if n == place and odd == "a day missed":
            continue
        if n == place and odd == "a day twice":
            when -= timedelta(days=1)
        if n == place and odd == "by the post":
            channel = "post"
        if n == place and odd == "clock back":
            when -= timedelta(days=20)
        log.append(event_of(Kind.ATTEMPTED, when, channel, Answer.CONFIRMS, False))
        if n == place and odd in ("reopened", "stripped"):
            then = {"reopened": (Kind.REFUSED, Kind.REOPENED),
                    "stripped": (Kind.MISMATCHED, Kind.RECEIVED)}[odd]  # fmt: skip
            log += [event_of(kind, when, "email", Answer.CONFIRMS, True) for kind in then]
    return log


@settings(max_examples=examples(400), deadline=None)
@given(st.sampled_from(STARTS), st.sampled_from(ODD), st.integers(0, 11), st.integers(0, 60))
def test_twenty_honest_days_with_one_thing_wrong_accept_late_never_early(start, odd, place, hours):
    """Accepting is tried at every half-day; whenever it goes through, the naive rule holds."""
    log, inquiry, rest = [], Inquiry(), nearly(start, odd, place)
    moment, end = at(start) + timedelta(hours=hours), at(start) + timedelta(days=40)
    while moment < end:
        while rest and rest[0].at <= moment:
            inquiry, log = inquiry.after(rest[0]), [*log, rest.pop(0)]
        accept = by_counsel(Kind.ACCEPTED, moment)
        if log and not too_early(inquiry, TERMS, moment):
            must_hold(log, accept)
            return
        moment += timedelta(hours=12)
    raise AssertionError("twenty honest days are accepted in the end")
