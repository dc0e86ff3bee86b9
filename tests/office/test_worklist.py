"""The queue counts what waits for counsel, and lists only their own matter's claims."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from claims.claim.states import Status
from claims.office.house import House
from claims.office.lawyer import Verdict, decide
from claims.office.totalling import undisputed
from claims.office.worklist import TASKS, claims_list, fences_of, my_matters, queue
from claims.problems import NotAllowed
from claims.store.search import Search
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
    a_number,
    an_exhibit,
    asked_for,
)  # fmt: skip

PROFIT = {"id": "l1", "head": "lost_profit", "service": "s1", "start": "2021-08-28",
          "end": "2021-09-20", "inputs": {"expected": "900,00", "actual": "100,00"}}  # fmt: skip


DAY = timedelta(days=1)


def tasks(house: House) -> dict[str, tuple[str, ...]]:
    return {task.code: task.numbers for task in queue(house, GAGNON, WHC, now=NOW)}


def test_counsel_begin_at_the_matter_with_most_claims_then_at_the_latest_event(house):
    everywhere = replace(GAGNON, matters=("ovh-2021", "telus-2019", WHC))
    assert my_matters(house, everywhere) == (WHC, "ovh-2021", "telus-2019")


def test_an_empty_matter_has_nothing_to_do(house):
    every = queue(house, GAGNON, WHC, now=NOW)
    assert {task.count for task in every} == {0}
    assert [task.code for task in every] == [*TASKS, "unsigned"]


def test_a_claim_just_filed_awaits_review(house):
    number = a_filed_claim(house)
    assert tasks(house)["awaiting"] == (number,)


def test_two_claimants_of_the_same_loss_are_both_in_the_queue(house):
    first, second = a_filed_claim(house, 1), a_filed_claim(house, 2, name="Épicerie du Port")
    a_filed_claim(house, 3, domain="ailleurs.ca")
    assert set(tasks(house)["twice"]) == {first, second}


def test_R38_the_undisputed_total_leaves_out_what_two_claim_until_both_are_decided(house):
    first, second = a_filed_claim(house, 1), a_filed_claim(house, 2, name="Épicerie du Port")
    a_filed_claim(house, 3, domain="ailleurs.ca")
    left = undisputed(house, GAGNON, WHC)
    assert (left.declared, left.disputed) == (3 * 477_000 - 2 * 457_000, 2)
    for n, (number, verdict) in enumerate(((first, "accepted"), (second, "refused"))):
        reason = {"accepted": "proof_complete", "refused": "not_caused"}[verdict]
        seen = house.store.claims.find(number).version
        decide(house, GAGNON, number, [Verdict("l1", verdict, reason=reason)], seen=seen,
               key=f"k{n}", now=NOW)  # fmt: skip
    left = undisputed(house, GAGNON, WHC)
    assert (left.declared, left.disputed) == (3 * 477_000, 0)


def test_sales_lost_by_the_same_site_over_other_days_are_not_claimed_twice(house):
    sales = a_form()["losses"][0] | {
        "head": "lost_profit", "inputs": {"expected": "1 000,00", "actual": "0"},
    }  # fmt: skip
    a_filed_claim(house, 1, losses=[sales])
    later = sales | {"start": "2021-09-13", "end": "2021-09-20"}
    a_filed_claim(house, 2, losses=[later])
    assert tasks(house)["twice"] == ()


def test_a_loss_outside_the_known_outages_is_contradicted(house):
    number = a_filed_claim(house, 1, losses=[PROFIT], subgroup="B1", type="shop")
    a_filed_claim(house, 2, domain="ailleurs.ca")
    assert tasks(house)["contradicted"] == (number,)


def test_a_claim_without_exhibit_is_listed_until_it_brings_one(house):
    bare = a_filed_claim(house, 1)
    a_filed_claim(house, 2, exhibits=(an_exhibit(),), domain="ailleurs.ca")
    assert tasks(house)["no-exhibit"] == (bare,)


def test_a_large_sum_on_a_declaration_alone_is_questioned(house):
    for n in range(1, 11):
        proved = an_exhibit(n, losses=("l1", "l2"))
        a_filed_claim(house, n, domain=f"site{n}.ca", exhibits=(proved,))
    loss = a_form()["losses"][0] | {"inputs": {"hours": "300"}}
    number = a_filed_claim(house, 11, domain="site11.ca", losses=[loss])
    assert tasks(house)["unproved"] == (number,)


def test_a_loss_out_of_proportion_with_its_head_is_listed_whatever_its_proof(house):
    for n in range(1, 21):
        loss = a_form()["losses"][0] | {"inputs": {"hours": str(20 + n)}}
        a_filed_claim(house, n, domain=f"site{n}.ca", losses=[loss])
    loss = a_form()["losses"][0] | {"inputs": {"hours": "90"}}
    number = a_filed_claim(house, 21, domain="site21.ca", losses=[loss])
    [(head, fence)] = fences_of(house, GAGNON, WHC).items()
    assert (head, fence.count, fence.low, fence.high) == ("rebuild", 21, 26 * 8500, 36 * 8500)
    assert fence.limit == 2 * 36 * 8500
    assert tasks(house)["outlying"] == (number,)


def test_a_delay_about_to_end_and_a_review_begun_are_tasks_of_their_own(house):
    asked, begun = a_filed_claim(house, 1), a_filed_claim(house, 2, domain="ailleurs.ca")
    last = asked_for(house, asked).notice.last_day
    seen = house.store.claims.find(begun).version
    decide(house, GAGNON, begun, [Verdict("l1", "accepted", reason="proof_complete")], seen=seen,
           key="k", now=NOW)  # fmt: skip
    noon = datetime(last.year, last.month, last.day, 17, tzinfo=UTC)
    for days, code in ((8, "deficient"), (6, "due"), (-1, "expired")):
        waiting = {t.code: t.numbers for t in queue(house, GAGNON, WHC, now=noon - days * DAY)}
        assert [c for c in ("deficient", "due", "expired") if waiting[c] == (asked,)] == [code]
    assert waiting["begun"] == (begun,)


def test_R37_the_same_file_brought_by_two_claims_is_told_to_counsel(house):
    first = a_filed_claim(house, 1, exhibits=(an_exhibit(1),))
    second = a_filed_claim(house, 2, exhibits=(an_exhibit(2),), domain="ailleurs.ca")
    assert set(tasks(house)["same-file"]) == {first, second}


def test_a_claim_waiting_on_its_claimant_is_counted_apart(house):
    number = a_filed_claim(house)
    asked_for(house, number)
    waiting = tasks(house)
    assert (waiting["awaiting"], waiting["deficient"], waiting["expired"]) == ((), (number,), ())


def test_claims_begun_and_not_filed_are_counted_and_never_listed(house):
    house.store.claims.start(a_number(1), WHC, language="fr", form=a_form(), code_hash="",
                             key="k", at=NOW, by="x")  # fmt: skip
    unsigned = queue(house, GAGNON, WHC, now=NOW)[-1]
    assert (unsigned.code, unsigned.count, unsigned.numbers) == ("unsigned", 1, ())
    assert claims_list(house, GAGNON, Search(WHC, statuses=(Status.DRAFT,))).total == 0


@pytest.mark.parametrize("words", ["boréal", "BOREAL", "boutique-boreale"])
def test_a_search_folds_case_and_accents(house, words):
    number = a_filed_claim(house)
    a_filed_claim(house, 2, name="Pixel & Fils", domain="pixel.ca")
    page = claims_list(house, GAGNON, Search(WHC, words=words))
    assert [found.claim.number for found in page.rows] == [number]


def test_the_list_sums_the_lines_of_each_claim(house):
    a_filed_claim(house, exhibits=(an_exhibit(),))
    [found] = claims_list(house, GAGNON, Search(WHC)).rows
    assert (found.declared, found.supported, found.admitted) == (477000, 96000, 0)


def test_R02_nobody_but_counsel_of_the_matter_sees_the_queue_or_the_list(house):
    number = a_filed_claim(house)
    for actor in (ELSEWHERE, OXIA, a_claimant(number)):
        with pytest.raises(NotAllowed):
            queue(house, actor, WHC, now=NOW)
        with pytest.raises(NotAllowed):
            claims_list(house, actor, Search(WHC))
