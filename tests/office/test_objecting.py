"""Objections are kept in the journal as they were received; one withdrawn stays, with its day."""

from datetime import date
from itertools import count

import pytest

from claims.office import objecting
from claims.office.objecting import Typed, objections, record, withdraw
from claims.problems import NotAllowed, NotFound, Refused
from tests.makers import ELSEWHERE, GAGNON, NOW, OXIA, ROY, WHC, a_claimant, a_filed_claim

DRAWN = count(1)


def opposed(house, who="J. T.", on="2026-11-02", way="filed", about="Les honoraires", actor=GAGNON):
    typed = Typed(who, on, way, about)
    record(house, actor, WHC, typed, now=NOW,
           entropy=lambda size: next(DRAWN).to_bytes(size, "big"))  # fmt: skip


def test_an_objection_is_read_as_it_was_recorded_by_every_counsel_of_the_matter(house):
    opposed(house)
    opposed(house, "M. Lavoie", "3 novembre 2026", "sent", "Le partage\r\ndu fonds", ROY)
    told = [(each.who, each.on, each.way, each.about, each.by, each.withdrawn)
            for each in objections(house, GAGNON, WHC)]  # fmt: skip
    assert told == [
        ("J. T.", date(2026, 11, 2), "filed", "Les honoraires", GAGNON.name, None),
        ("M. Lavoie", date(2026, 11, 3), "sent", "Le partage\ndu fonds", ROY.name, None),
    ]  # fmt: skip
    assert house.store.verify().fault is None


def test_one_withdrawn_stays_with_its_day_and_is_withdrawn_once(house):
    opposed(house)
    [kept] = objections(house, GAGNON, WHC)
    withdraw(house, GAGNON, WHC, kept.id, "2026-11-10", now=NOW)
    [gone] = objections(house, GAGNON, WHC)
    assert (gone.about, gone.withdrawn) == ("Les honoraires", date(2026, 11, 10))
    with pytest.raises(Refused) as again:
        withdraw(house, GAGNON, WHC, kept.id, "2026-11-11", now=NOW)
    assert [problem.code for problem in again.value.problems] == ["objection-withdrawn"]
    assert [each.withdrawn for each in objections(house, GAGNON, WHC)] == [date(2026, 11, 10)]


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_kept(house):
    with pytest.raises(Refused) as refused:
        opposed(house, " ", "2031-01-01", "shouted", "")
    codes = {problem.where: problem.code for problem in refused.value.problems}
    assert codes == {"who": "objection-who", "on": "day-in-future", "about": "objection-about",
                     "way": "objection-way"}  # fmt: skip
    for typed in ("a\x00b", "x" * (objecting.LONGEST_NAME + 1)):
        with pytest.raises(Refused):
            opposed(house, typed)
    assert objections(house, GAGNON, WHC) == ()


def test_none_is_withdrawn_before_it_was_received_nor_without_having_been(house):
    opposed(house)
    [kept] = objections(house, GAGNON, WHC)
    with pytest.raises(Refused) as early:
        withdraw(house, GAGNON, WHC, kept.id, "2026-11-01", now=NOW)
    assert [problem.code for problem in early.value.problems] == ["objection-before"]
    with pytest.raises(NotFound):
        withdraw(house, GAGNON, WHC, "ff", "2026-11-10", now=NOW)


def test_R02_nobody_but_counsel_of_the_matter_records_or_reads_an_objection(house):
    number = a_filed_claim(house)
    for actor in (OXIA, ELSEWHERE, a_claimant(number)):
        with pytest.raises(NotAllowed):
            opposed(house, actor=actor)
        with pytest.raises(NotAllowed):
            objections(house, actor, WHC)
        with pytest.raises(NotAllowed):
            withdraw(house, actor, WHC, "ff", "2026-11-10", now=NOW)
