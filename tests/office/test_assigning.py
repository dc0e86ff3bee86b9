"""Claims are given out as a list shows them, seen first, and undone where nobody gave them anew."""

import pytest

from claims.access import Role
from claims.office import assigning, views
from claims.office.house import House
from claims.office.views import View, read_view, search_of
from claims.office.worklist import claims_list
from claims.problems import Conflict, NotAllowed, Refused
from claims.store.accounts import Account
from claims.store.assigned import Load
from claims.store.search import Search
from tests.makers import ELSEWHERE, GAGNON, NOW, OXIA, ROY, WHC, a_filed_claim, decided


@pytest.fixture
def team(house: House) -> House:
    for who in (GAGNON, ROY):
        account = Account(who.name, who.name, Role.LAWYER, (WHC,))
        house.store.accounts.add(account, at=NOW, by="system")
    return house


def planned(house: House, person: str, act: int = 1, **asked) -> assigning.Sharing:
    search = Search(WHC, **asked)
    return assigning.planned(house, GAGNON, search, person, entropy=lambda n: bytes([act] * n))


def listed(house: House, actor, whose: str) -> list[str]:
    view, strange = read_view({"a": [whose]}, house.matter(WHC))
    assert strange == ()
    assert dict(view.address) == {"a": [whose]}
    search, _ = search_of(house, actor, WHC, view, now=NOW)
    return [found.claim.number for found in claims_list(house, actor, search).rows]


def test_claims_are_given_listed_to_their_person_and_given_back(team):
    first, second, third = (a_filed_claim(team, n, domain=f"site{n}.ca") for n in (1, 2, 3))
    assigning.give(team, GAGNON, planned(team, ROY.name, numbers=(first,)), now=NOW)
    seen = planned(team, GAGNON.name, act=2)
    assert (len(seen.numbers), seen.theirs, seen.before) == (3, 0, {ROY.name: 1, "": 2})
    assert listed(team, ROY, views.MINE) == [first], "a preview gives nothing"
    assigning.give(team, GAGNON, seen, now=NOW)
    assert set(listed(team, GAGNON, views.MINE)) == {first, second, third}
    assert listed(team, ROY, views.MINE) == []
    assigning.give(team, GAGNON, planned(team, ROY.name, act=3, numbers=(third,)), now=NOW)
    assert listed(team, GAGNON, ROY.name) == [third]
    assert assigning.undo(team, ROY, WHC, seen.id, now=NOW) == 2
    assert (listed(team, ROY, views.MINE), listed(team, ROY, views.NOBODY)) == (
        [first, third] if first < third else [third, first], [second],
    )  # fmt: skip
    assert assigning.undo(team, ROY, WHC, seen.id, now=NOW) == 0
    assert [act.claims for act in assigning.acts(team, GAGNON, WHC)] == [1]
    assert team.store.verify().fault is None


def test_the_workload_counts_what_waits_and_since_when(team):
    first, second = a_filed_claim(team, 1), a_filed_claim(team, 2, domain="ailleurs.ca")
    assigning.give(team, GAGNON, planned(team, ROY.name), now=NOW)
    done = [("l1", "refused", "", "not_caused"), ("l2", "refused", "", "not_caused")]
    decided(team, first, *done, by=GAGNON)
    filed_at = team.store.claims.find(second).submitted_at
    assert assigning.loads(team, GAGNON, WHC) == (
        Load("", 0, None), Load(GAGNON.name, 0, None), Load(ROY.name, 1, filed_at),
    )  # fmt: skip


def test_only_counsel_of_the_matter_give_claims_and_are_given_them(team):
    a_filed_claim(team)
    for stranger in (OXIA, ELSEWHERE):
        with pytest.raises(NotAllowed):
            assigning.planned(team, stranger, Search(WHC), ROY.name, entropy=bytes)
    with pytest.raises(Refused) as refused:
        planned(team, "inconnu@exemple.ca")
    assert refused.value.problems[0].code == "not-counsel"
    assert View(whose=views.MINE).address == {"a": ["moi"]}


def test_R44_who_gives_a_claim_a_colleague_gave_meanwhile_is_told_and_gives_it_again(team):
    first, second = a_filed_claim(team, 1), a_filed_claim(team, 2, domain="ailleurs.ca")
    seen = planned(team, GAGNON.name)
    assigning.give(team, ROY, planned(team, ROY.name, act=2, numbers=(first,)), now=NOW)
    with pytest.raises(Conflict) as late:
        assigning.give(team, GAGNON, seen, now=NOW)
    assert (late.value.by, late.value.theirs) == (ROY.name, ROY.name)
    assert team.store.assigned.persons(WHC) == {first: ROY.name}, "all or nothing"
    told = assigning.since(team, GAGNON, WHC, seen.seen)
    assert [(each.number, each.person, each.by) for each in told] == [(first, ROY.name, ROY.name)]
    assigning.give(team, GAGNON, planned(team, GAGNON.name, act=3), now=NOW)
    assert team.store.assigned.persons(WHC) == dict.fromkeys((first, second), GAGNON.name)
