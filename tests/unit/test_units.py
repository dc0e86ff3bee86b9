"""One loss is paid once, whoever claims it, over every shape of period and every mix of titles."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from random import Random

import pytest

from claims.problems import DoesNotReconcile
from claims.totals import units
from claims.totals.laying import laid_out
from claims.totals.stakes import ORDER, Stake
from claims.totals.units import Meeting, Part, Unit, meeting, meetings
from tests.depth import examples

FIRST = date(2021, 9, 1)


def a_stake(number: str, first: int, last: int, declared: int = 1000, **more) -> Stake:
    """The sales lost by one site, from one day of September to another; accepted when told."""
    days = (FIRST + timedelta(n - 1) for n in (first, last))
    more = {"title": "owner", "admitted": declared if more.get("decided") else 0} | more
    return Stake(number, "l1", "lost_profit", "a.ca", *days, declared, **{"timed": True} | more)


def units_of(met: Meeting) -> list[tuple[int, int, str, int]]:
    """First day, last day, who stands there, loss."""
    return [
        (u.start.day, u.end.day, "".join(sorted(p.stake.number for p in u.parts)), u.loss)
        for u in met.units
    ]


@pytest.mark.parametrize(
    ("one", "other", "units"),
    [
        ((1, 10), (1, 10), [(1, 10, "AB", 1000)]),
        ((1, 10), (6, 15), [(1, 5, "A", 500), (6, 10, "AB", 500), (11, 15, "B", 500)]),
        ((1, 10), (4, 5), [(1, 3, "A", 300), (4, 5, "AB", 1000), (6, 10, "A", 500)]),
        ((1, 10), (1, 5), [(1, 5, "AB", 1000), (6, 10, "A", 500)]),
        ((1, 10), (6, 10), [(1, 5, "A", 500), (6, 10, "AB", 1000)]),
        ((1, 10), (10, 19), [(1, 9, "A", 900), (10, 10, "AB", 100), (11, 19, "B", 900)]),
        ((3, 3), (3, 3), [(3, 3, "AB", 1000)]),
        ((1, 3), (3, 3), [(1, 2, "A", 666), (3, 3, "AB", 1000)]),
    ],
    ids=["same", "across", "within", "from the start", "to the end", "one day", "a day", "cents"],
)
def test_periods_of_every_shape_are_cut_where_claims_come_and_go(one, other, units):
    [met] = meetings([a_stake("A", *one), a_stake("B", *other)])
    assert units_of(met) == units


def test_a_meeting_tells_its_days_and_the_share_of_each_in_each():
    """A, admitted, 100 cents a day for ten days; B waits, 50 a day from the sixth."""
    owner = a_stake("A", 1, 10, decided=True)
    designer = a_stake("B", 6, 15, 500, title="provider")
    [met] = meetings([designer, owner])

    def a_unit(first, last, loss, *parts):
        days = (FIRST + timedelta(n - 1) for n in (first, last))
        return Unit("a.ca", "lost_profit", *days, parts, loss)

    assert met.units == (
        a_unit(1, 5, 500, Part(owner, 500, 500)),
        a_unit(6, 10, 500, Part(owner, 500, 500), Part(designer, 250, 0)),
        a_unit(11, 15, 250, Part(designer, 250, 0)),
    )
    assert (met.service, met.head, met.start.day, met.end.day) == ("a.ca", "lost_profit", 1, 15)
    assert (met.declared, met.loss, met.admitted, met.paid, met.beyond) == (
        1500,
        1250,
        1000,
        1000,
        0,
    )
    assert (met.paid_to("A", "l1"), met.paid_to("A", "l2"), met.paid_to("B", "l1")) == (1000, 0, 0)


@pytest.mark.parametrize(
    ("admitted", "waits"),
    [
        ((None, None), True), ((1000, None), True), ((1000, 1000), False), ((0, None), False),
        ((0, None, None), True), ((0, 1000, None), True), ((0, 0, None), False),
    ],
)  # fmt: skip
def test_a_meeting_waits_while_one_who_stands_against_another_is_not_decided(admitted, waits):
    stakes = [
        a_stake(n, 1, 10, decided=cents is not None, admitted=cents or 0)
        for n, cents in zip("ABC", admitted, strict=False)
    ]
    assert meeting(stakes).undecided is waits


def test_losses_of_days_that_only_touch_or_of_another_head_site_or_claim_do_not_meet():
    after = a_stake("B", 11, 20)
    assert meetings([a_stake("A", 1, 10), after]) == ()
    assert meetings([a_stake("A", 1, 10), a_stake("A", 5, 12)]) == ()
    for name, value in (("head", "mitigation"), ("service", "b.ca"), ("service", "")):
        stakes = [
            a_stake("A", 1, 10),
            Stake("B", "l1", **{"head": "lost_profit", "service": "a.ca", name: value},
                  start=FIRST, end=FIRST, declared=1000, timed=True),
        ]  # fmt: skip
        assert meetings(stakes) == ()


def test_who_comes_first_is_told_by_title_then_by_number_then_by_loss():
    every = [
        replace(a_stake(number, 1, 10, title=title), loss=loss)
        for number, title, loss in (
            ("B", "provider", "l1"), ("A", "owner", "l2"), ("A", "owner", "l1"),
            ("C", "assignee", "l9"), ("A", "mandate", "l1"),
        )
    ]  # fmt: skip
    assert ["".join((one.number, one.loss)) for one in sorted(every, key=lambda s: s.turn)] == [
        "Cl9", "Al1", "Al2", "Al1", "Bl1",
    ]  # fmt: skip


def test_a_loss_that_does_not_run_with_days_meets_another_of_its_site_whatever_the_days():
    owner = a_stake("A", 1, 10, decided=True, timed=False)
    designer = a_stake("B", 11, 11, 1200, decided=True, title="provider", timed=False)
    [met] = meetings([owner, designer])
    assert units_of(met) == [(1, 11, "AB", 1200)]
    assert met.paid == 1200


def test_three_claims_in_a_chain_are_one_meeting_and_a_fourth_apart_another():
    days = {"A": (1, 5), "B": (5, 10), "C": (10, 15), "D": (20, 25), "E": (25, 26)}
    met = meetings(a_stake(number, *each) for number, each in days.items())
    assert [[stake.number for stake in m.stakes] for m in met] == [["A", "B", "C"], ["D", "E"]]


def test_a_loss_admitted_to_two_is_paid_once_to_the_owner_first():
    designer = a_stake("A", 1, 10, 1200, decided=True, title="provider")
    owner = a_stake("B", 1, 10, 1000, decided=True)
    met = meeting([designer, owner])
    assert (met.loss, met.admitted, met.paid, met.beyond) == (1200, 2200, 1200, 1000)
    assert (met.paid_to("B", "l1"), met.paid_to("A", "l1")) == (1000, 200)


@pytest.mark.parametrize("declared", [1000, 2000])
@pytest.mark.parametrize("waiting", [[], [("C", 1, 10, 9000)], [("C", 4, 20, 9000)]])
def test_a_loss_is_what_counsel_found_whatever_was_typed_or_still_waits(declared, waiting):
    both = [a_stake("A", 1, 10, decided=True),
            a_stake("B", 1, 10, declared, decided=True, admitted=1000)]  # fmt: skip
    assert meeting([*both, *(a_stake(*each) for each in waiting)]).paid == 1000


def test_who_was_reduced_to_what_others_leave_is_paid_it_and_makes_room_for_nobody_else():
    owner = a_stake("A", 1, 10, decided=True)
    designer = a_stake("B", 1, 10, 9000, decided=True, admitted=200, rest=True)
    assert meeting([owner, designer]).paid == 1200
    met = meeting([owner, designer, a_stake("C", 1, 10, decided=True)])
    assert [met.paid_to(n, "l1") for n in "ABC"] == [1000, 200, 0]


def test_a_designer_unpaid_and_an_owner_who_paid_another_are_two_losses_once_counsel_says_so():
    designer = a_stake("A", 1, 10, 1200, decided=True, title="provider", distinct=True)
    owner = a_stake("B", 1, 10, 1000, decided=True)
    met = meeting([designer, owner])
    assert (met.loss, met.paid, met.beyond) == (2200, 2200, 0)


def test_an_assignment_moves_the_loss_on_the_days_it_was_assigned_and_no_other():
    assignee = a_stake("A", 6, 10, 500, title="assignee")
    owner = a_stake("B", 1, 10, 1000, decided=True)
    met = meeting([assignee, owner])
    assert [unit.loss for unit in met.units] == [500, 500]
    assert (met.paid_to("B", "l1"), met.beyond) == (500, 500)


def test_an_assignment_of_one_cent_moves_every_day_it_covers_wherever_the_cent_falls():
    """Three days assigned for a cent: the designer keeps the day before, whoever else waits."""
    assigned = a_stake("A", 2, 4, 1, decided=True, title="assignee")
    designer = a_stake("B", 1, 4, 400, decided=True, title="provider")
    waits = a_stake("C", 3, 3, 900, title="mandate")
    for stakes in ([assigned, designer], [assigned, designer, waits]):
        met = meeting(stakes)
        assert [met.paid_to(n, "l1") for n in "AB"] == [1, 100]


def test_a_loss_refused_lends_nothing_to_those_that_are_admitted():
    for rest in (False, True):
        high = a_stake("A", 1, 11, 9000, decided=True, admitted=0, rest=rest)
        met = meeting([high, *(a_stake(n, 1, 10, 300, decided=True) for n in "BC")])
        assert met.paid == 300
        assert [unit.loss for unit in met.units] == [300, 0]


def test_losses_that_are_all_distinct_are_each_a_loss():
    met = meeting([a_stake(n, 1, 10, decided=True, distinct=True) for n in "AB"])
    assert (met.loss, met.paid) == (2000, 2000)


def test_what_is_admitted_is_laid_on_the_days_that_are_free():
    """Half of B falls on A's days, which A takes whole; the other half is B's alone."""
    one = a_stake("A", 1, 10, decided=True)
    other = a_stake("B", 6, 15, decided=True, admitted=500, rest=True)
    assert meeting([one, other]).beyond == 0
    middle = a_stake("0", 6, 10, 500, decided=True, title="owner")
    met = meeting([middle, a_stake("A", 1, 10, decided=True, admitted=500, rest=True), other])
    assert [met.paid_to(n, "l1") for n in "0AB"] == [500, 500, 500]


def a_graph(draw: Random) -> list[Stake]:
    """Owners, designers, assignees and others on one site, decided or not, of any amount."""
    stakes = []
    for n in range(draw.randint(2, 7)):
        first, declared = draw.randint(1, 12), draw.choice([0, 1, 7, draw.randint(0, 10**10)])
        decided = draw.random() < 0.7
        admitted = draw.choice([0, declared, draw.randint(0, declared)]) if decided else 0
        stakes.append(
            a_stake(f"R-{n}", first, first + draw.choice([0, 1, draw.randint(0, 15)]), declared,
                    decided=decided, admitted=admitted, title=draw.choice(ORDER),
                    **{draw.choice(["distinct", "rest"]): decided and draw.random() < 0.4})
        )  # fmt: skip
    return stakes


def found(stakes: list[Stake], unit: Unit) -> int:
    """What counsel found of a unit, to a cent a claim, counted another way than the ledger: by
    what a day comes to. One more cent for whatever is spread by whole cents."""
    days = (unit.end - unit.start).days + 1
    here = [s for s in stakes if s.decided and s.admitted and s.start <= unit.start <= s.end]
    each = {
        s.number: (s.declared if s.rest else s.admitted) * days // ((s.end - s.start).days + 1) + 1
        for s in here
    }  # fmt: skip
    one = max((each[s.number] for s in here if not s.distinct), default=0)
    return one + sum(each[s.number] for s in here if s.distinct)


def test_of_ten_thousand_graphs_no_unit_is_paid_over_its_loss_and_order_never_matters():
    draw = Random(4)
    for _ in range(examples(10_000)):
        stakes = a_graph(draw)
        every = meetings(stakes)
        assert meetings(draw.sample(stakes, len(stakes))) == every
        for met in every:
            assert all(0 <= unit.paid <= unit.loss for unit in met.units)
            assert all(unit.paid <= found(stakes, unit) for unit in met.units)
            assert met.paid + met.beyond == met.admitted
            assert 0 <= met.paid <= met.loss <= met.declared
            decided = [stake for stake in met.stakes if stake.decided]
            waiting_aside = meeting(decided).paid if decided else 0
            assert met.paid <= waiting_aside + len(met.units)


def test_a_unit_paid_over_its_loss_is_refused_by_its_site_and_head(monkeypatch):
    monkeypatch.setattr(units, "laid_out", lambda wanted, shares, room: [[1001]] * len(wanted))
    with pytest.raises(DoesNotReconcile, match=r"a\.ca, lost_profit"):
        meeting([a_stake(n, 1, 10, decided=True) for n in "AB"])


def test_who_is_paid_what_does_not_depend_on_which_of_them_is_read_first():
    stakes = [a_stake(n, 1, 10 + i, 1000 + i, decided=True) for i, n in enumerate("ABCD")]
    assert len({str(meeting(each)) for each in permutations(stakes)}) == 1


@pytest.mark.parametrize(
    ("wanted", "shares", "room", "laid"),
    [
        ([10], [[4, 9]], [10, 3], [[4, 3]]),
        ([10, 10], [[10, 10], [10, 0]], [10, 10], [[0, 10], [10, 0]]),
        ([10, 10], [[10, 3], [10, 0]], [10, 10], [[7, 3], [3, 0]]),
        ([10, 10], [[10, 10], [10, 0]], [10, 2], [[8, 2], [2, 0]]),
        ([12, 5], [[10, 10], [10, 0]], [10, 10], [[5, 7], [5, 0]]),
        ([12, 10], [[10, 10], [10, 0]], [10, 20], [[2, 10], [8, 0]]),
        ([4, 6, 10], [[10, 10], [6, 0], [10, 0]], [10, 10], [[0, 4], [6, 0], [4, 0]]),
        ([10, 10, 4], [[10, 10, 0], [0, 10, 10], [10, 0, 0]], [10, 10, 10],
         [[6, 4, 0], [0, 6, 4], [4, 0, 0]]),
        ([5, 10, 10], [[5, 0, 5], [10, 10, 0], [10, 0, 0]], [10, 10, 3],
         [[2, 0, 3], [0, 10, 0], [8, 0, 0]]),
    ],
    ids=["room", "moved", "share", "full", "more", "most", "little", "chain", "two ways"],
)  # fmt: skip
def test_who_comes_later_is_paid_on_days_that_who_came_first_can_leave(wanted, shares, room, laid):
    assert laid_out(wanted, shares, room) == laid
