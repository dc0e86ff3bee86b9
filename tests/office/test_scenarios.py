"""Scenarios in the office: counted by the engine, kept while nothing changes, told to whom."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from claims.access import Role
from claims.cli.scenarios import as_contract
from claims.documents.scenarios import _method
from claims.i18n.text import Text
from claims.matter.scenarios import Scenario, Switch
from claims.office import scenarios
from claims.office.house import House
from claims.office.rulebook import Rules
from claims.problems import NotAllowed
from claims.totals.side_by_side import late
from claims.totals.weighed import Sums
from claims.totals.weighing import weighed
from tests.makers import ELSEWHERE, GAGNON, OXIA, TODAY, WHC, a_filed_claim, an_exhibit

CREDITS = [{"id": "c1", "kind": "goodwill", "amount": "70.00", "head": "rebuild", "service": "s1",
            "accepted": "yes"}]  # fmt: skip


def own(*switches: dict) -> dict[str, Scenario]:
    read = tuple(Switch.model_validate(each) for each in switches)
    return {"own": Scenario(label=Text(fr="Le mien", en="Mine"), switches=read)}


def tried(house: House, *switches: dict):
    read = scenarios.side_by_side(house, GAGNON, WHC, own(*switches), today=TODAY)
    return read.found.scenarios[-1].tried


def proved(n: int):
    papers = enumerate(("invoice", "payment"))
    return tuple(an_exhibit(k, f"{kind} {n}".encode(), kind=kind, id=f"e{n}-{k}")
                 for k, kind in papers)  # fmt: skip


def test_without_deduction_the_engine_counts_each_claim_again(house):
    a_filed_claim(house, 1, credits=CREDITS)
    found = tried(house, {"credits": "off"})
    assert (found.base.declared, found.totals.declared) == (4_700_00, 4_770_00)
    assert found.changes[0].parts == {("A1", "rebuild"): Sums(70_00, 0, 0)}


def test_a_cap_counts_what_was_received_and_leaves_the_loss_of_no_service(house):
    a_filed_claim(house, 1, credits=CREDITS)
    found = tried(house, {"cap": Decimal("119.88"), "per": "service"})
    assert found.totals.declared == 119_88 - 70_00 + 200_00


def test_the_hours_of_a_rebuilding_leave_with_the_grade_that_proves_them(house):
    a_filed_claim(house, 1, exhibits=(*proved(1), an_exhibit(9, b"hours", kind="time_sheet",
                                                              id="e9")))  # fmt: skip
    found = tried(house, {"grades": ["A", "B"]})
    assert found.base.supported > found.totals.supported == 1_000_00


def test_interest_runs_from_the_day_chosen_and_never_before_the_loss(house):
    a_filed_claim(house, 1)
    late = tried(house, {"interest_from": TODAY})
    early = tried(house, {"interest_from": TODAY.replace(year=2001)})
    assert late.interest is not None
    assert early.interest is not None
    assert late.interest[1].interest == 0
    assert early.interest[0].interest >= early.interest[1].interest > 0


def test_interest_that_comes_to_nothing_for_its_day_says_why_wherever_it_is_told(house):
    """Of a scenario of the file, which no clock reads; to a person, a program and a document."""
    a_filed_claim(house, 1)
    read = scenarios.side_by_side(house, GAGNON, WHC, own({"interest_from": TODAY}), today=TODAY)
    matter, why = house.matter(WHC), "Give an earlier day."
    assert [problem.code for problem in late(read.found).values()] == ["scenario-interest-late"]
    told = as_contract(read, matter, "en")["scenarios"]
    assert [each["id"] for each in told if each["interest_refused"].endswith(why)] == ["own"]
    assert _method(read.found, "en")[-1].startswith("Mine — From November")
    before = own({"interest_from": TODAY - timedelta(days=1)})
    assert not late(scenarios.side_by_side(house, GAGNON, WHC, before, today=TODAY).found)


def test_what_was_counted_is_kept_until_a_claim_changes(house, monkeypatch):
    a_filed_claim(house, 1)
    first = tried(house, {"mitigation": 50})
    monkeypatch.setattr(scenarios, "_counted", lambda *_: pytest.fail("counted again"))
    assert tried(house, {"mitigation": 50}) is first
    monkeypatch.undo()
    counted = []
    count = scenarios._counted
    monkeypatch.setattr(scenarios, "_counted", lambda *a: counted.append(a) or count(*a))
    a_filed_claim(house, 2, domain="ailleurs.ca")
    assert tried(house, {"mitigation": 50}).base.declared == 2 * first.base.declared
    assert len(counted) == 1


def test_what_counsel_tries_is_remembered_up_to_a_bound(house):
    a_filed_claim(house, 1)
    for percent in range(1, scenarios.REMEMBERED + 6):
        tried(house, {"mitigation": percent})
    [kept] = scenarios._kept[house.store.claims].values()
    assert len(kept.tried) == scenarios.REMEMBERED
    assert {len(each.tried) for each in kept.sets} == {scenarios.REMEMBERED}


def test_the_engine_counts_anew_only_what_the_lines_kept_do_not_tell(house, monkeypatch):
    """Sums received, or proofs of several grades; what is kept weighs as the engine would."""
    plain = a_filed_claim(house, 1)
    whole = a_filed_claim(house, 2, domain="deux.ca", exhibits=proved(2))
    paid = a_filed_claim(house, 3, domain="trois.ca", credits=CREDITS)
    again = []
    count = Rules.assess
    monkeypatch.setattr(Rules, "assess", lambda rules, claim, **said: (
        again.append(claim.number) or count(rules, claim, **said)))  # fmt: skip
    tried(house, {"mitigation": 50})
    assert sorted(again) == sorted([whole, paid])
    body, rules = house.store.claims.body(plain), house.rules(WHC)
    kept, anew = house.store.lines.of_claim(plain), count(rules, body).lines
    assert list(weighed(body, kept, rules.matter)) == list(weighed(body, anew, rules.matter))


@pytest.mark.parametrize("actor", [OXIA, ELSEWHERE, replace(GAGNON, role=Role.ADMINISTRATOR)])
def test_scenarios_are_for_counsel_of_the_matter(house, actor):
    with pytest.raises(NotAllowed):
        scenarios.side_by_side(house, actor, WHC, today=TODAY)


def test_the_representative_reads_offers_only_once_five_claim(house):
    matter = house.matters[WHC]
    flat = matter.offers["lifeboat"].model_copy(
        update={"kind": "goodwill", "counts": True, "amount": Decimal(900)}
    )
    offering = matter.model_copy(update={"offers": {"flat": flat}})
    house = replace(house, matters={**house.matters, WHC: offering})
    for n in range(1, 5):
        a_filed_claim(house, n, domain=f"site{n}.ca")
    few = scenarios.public_offers(house, OXIA, WHC)
    assert (few.claims, few.offers[0].below_declared) == (None, None)
    a_filed_claim(house, 5, domain="site5.ca")
    enough = scenarios.public_offers(house, OXIA, WHC)
    assert (enough.claims, enough.offers[0].below_declared) == (5, 5)
    assert enough.offers[0].total == 5 * 900_00
    with pytest.raises(NotAllowed):
        scenarios.public_offers(house, ELSEWHERE, WHC)
