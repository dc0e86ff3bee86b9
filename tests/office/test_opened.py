"""Totals with interest that open on their losses: what is shown behind a figure makes it."""

from datetime import date

import pytest

from claims.office.interest_totals import interest_totals
from claims.office.opened import Asked, opened
from claims.problems import NotAllowed
from tests.makers import GAGNON, OXIA, WHC, a_filed_claim

UNTIL = date(2026, 11, 21)
SUMS = ("declared", "supported", "interest", "indemnity")


@pytest.fixture
def claims(house):
    a_filed_claim(house, 1)
    a_filed_claim(house, 2)
    a_filed_claim(house, 3, domain="ailleurs.ca", subgroup="B1", capacity="owner", type="shop")
    return house


def read(house, **asked):
    return opened(house, GAGNON, WHC, Asked(**{"until": UNTIL, **asked}))


def test_every_total_is_to_the_cent_the_losses_it_opens_on(claims):
    found = read(claims)
    for row in found.rows:
        shown = found.behind(row.key)
        assert (shown.total, len(shown.losses)) == (row.lines, row.lines)
        for name in SUMS:
            assert sum(getattr(loss, name) for loss in shown.losses) == getattr(row, name)
    table = interest_totals(claims, GAGNON, WHC, UNTIL).table
    assert found.whole.interest == table.total.interest > 0
    assert found.row(("A", "A1", "rebuild")).indemnity == table["A", "A1", "rebuild"].indemnity


def test_undisputed_and_disputed_losses_are_read_apart_and_make_all_of_them(claims):
    whole = read(claims).whole
    without, waiting = (read(claims, conflicts=which).whole for which in ("without", "with"))
    assert (whole.disputed, whole.undisputed) == (914000, 1431000 - 914000)
    assert (waiting.declared, without.declared) == (914000, 1431000 - 914000)
    for name in SUMS:
        assert getattr(without, name) + getattr(waiting, name) == getattr(whole, name)


def test_a_head_opens_on_its_losses_whatever_their_subgroup(claims):
    found = read(claims, by="head")
    assert [row.key for row in found.rows] == [("own_time",), ("rebuild",), ()]
    losses = found.behind(("rebuild",)).losses
    assert {loss.subgroup for loss in losses} == {"A1", "B1"}
    assert losses[0].admitted is None


def test_past_the_last_rate_nothing_is_borne_unless_it_is_carried_on_and_told(claims):
    late = read(claims, until=date(2031, 1, 1))
    [(problem, lines)] = late.refused
    assert (problem.code, lines, late.whole.interest) == ("rate-too-late", 6, 0)
    assert late.behind(()).losses[0].interest is None
    carried = read(claims, until=date(2031, 1, 1), projected=True)
    assert "rate-projected" in {warning.code for warning in carried.warnings}
    assert carried.whole.interest > read(claims).whole.interest


def test_before_the_event_nothing_is_owed_and_an_empty_matter_has_a_total_of_nil(house):
    assert read(house).whole.declared == 0
    a_filed_claim(house, 1)
    early = read(house, until=date(2020, 1, 1))
    assert (early.whole.interest, early.whole.indemnity, early.refused) == (0, 0, ())


def test_R02_exact_totals_open_for_counsel_alone(house):
    with pytest.raises(NotAllowed):
        opened(house, OXIA, WHC, Asked(UNTIL))
