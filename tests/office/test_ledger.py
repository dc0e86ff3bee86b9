"""The domain ledger of a matter, and the decision that would pay one loss twice."""

from datetime import timedelta

import pytest

from claims.claim.states import Status
from claims.evidence.ownership import Inquiry, Stage
from claims.office.lawyer import Verdict, decide, move
from claims.office.ledger import DISTINCT, ledger, title_of
from claims.office.totalling import undisputed
from claims.office.worklist import queue
from claims.problems import NotAllowed, Refused
from tests.makers import (
    GAGNON,
    NOW,
    OXIA,
    WHC,
    a_filed_claim,
    a_form,
    a_house,
    an_exhibit,
    filed_again,
)
from tests.office.test_ownership import ACCEPT, ASKED, contacted, told

DOMAIN = "boutique-boreale.ca"
REBUILD = a_form()["losses"][0]
"""Of 42 hours and 1 000,00 $ of invoices: 4 570,00 $, by the designer."""


def a_designer(house, **more) -> str:
    work = REBUILD | {"inputs": {"hours": "42"}}
    return a_filed_claim(house, 1, losses=[work], **more)


def an_owner(house, n: int = 2, *, days=("2021-08-28", "2021-09-12"), **more) -> str:
    paid = REBUILD | {"inputs": {"invoices": "3 000,00"}, "start": days[0], "end": days[1]}
    return a_filed_claim(house, n, name="Boutique Boréale", capacity="owner", losses=[paid], **more)


def decided(house, number: str, outcome="accepted", amount="", reason="proof_complete"):
    row = house.store.claims.find(number)
    verdict = Verdict("l1", outcome, amount, reason)
    return decide(house, GAGNON, number, [verdict], seen=row.version,
                  key=f"{number} {row.version}", now=NOW)  # fmt: skip


def refusal(house, number: str, *verdict: str) -> dict:
    with pytest.raises(Refused) as refused:
        decided(house, number, *verdict)
    [problem] = refused.value.problems
    assert (problem.where, problem.code) == ("verdicts.0.amount", "above-unit-loss")
    return dict(problem.values)


def test_a_designer_who_worked_and_an_owner_who_paid_are_told_why_they_meet(house):
    designer, owner = a_designer(house), an_owner(house)
    found = ledger(house, GAGNON, WHC)
    [conflict] = found.conflicts
    met = conflict.meeting
    assert [(s.number, s.title, s.means) for s in met.stakes] == [
        (owner, "owner", "bills"), (designer, "provider", "work"),
    ]  # fmt: skip
    assert (conflict.why, met.declared, met.loss) == (("work-and-bills",), 657000, 357000)
    assert found.names[owner] == "Boutique Boréale"
    assert (found.whole.disputed, found.whole.undisputed) == (657000, 0)


def test_the_same_invoice_in_both_claims_says_that_it_is_one_loss(house):
    a_designer(house, exhibits=(an_exhibit(1),))
    an_owner(house, exhibits=(an_exhibit(2),))
    assert [c.why for c in ledger(house, GAGNON, WHC).conflicts] == [("same-file",)]


def test_a_site_listed_under_two_types_is_told_since_their_ceilings_differ(house):
    a_designer(house)
    an_owner(house, type="shop")
    found = ledger(house, GAGNON, WHC)
    assert found.several_types == {DOMAIN: ("shop", "showcase")}
    assert found.conflicts[0].types == ("shop", "showcase")


def test_D10_one_loss_is_not_admitted_twice_and_counsel_is_told_what_is_left(house):
    designer, owner = a_designer(house), an_owner(house)
    decided(house, owner)
    told = refusal(house, designer)
    assert (told["left_cents"], told["others"], told["currency"]) == (57000, owner, "CAD")
    assert house.store.claims.find(designer).revision == 1
    assert refusal(house, designer, "reduced", "570,00")["left_cents"] == 57000
    decided(house, designer, "reduced", "570,00", "other_claimant")
    found = ledger(house, GAGNON, WHC)
    assert (found.conflicts[0].meeting.paid, found.beyond) == (357000, 0)


def test_a_second_admission_is_kept_once_counsel_says_it_is_a_distinct_loss(house):
    designer, owner = a_designer(house), an_owner(house)
    decided(house, owner)
    decided(house, designer, reason=DISTINCT)
    found = ledger(house, GAGNON, WHC)
    assert (found.conflicts[0].why, found.conflicts[0].meeting.paid) == (("distinct",), 657000)
    assert undisputed(house, GAGNON, WHC).disputed == 0


def test_a_rebuild_on_other_days_is_the_same_rebuild_and_a_refusal_is_never_stopped(house):
    designer = a_designer(house)
    owner = an_owner(house, days=("2021-10-05", "2021-10-20"))
    assert ledger(house, GAGNON, WHC).whole.disputed == 657000
    decided(house, owner)
    decided(house, designer, "reduced", "570,00", "other_claimant")
    other = an_owner(house, 3, days=("2021-11-05", "2021-11-20"))
    assert refusal(house, other)["left_cents"] == 0
    decided(house, other, "refused", "", "other_claimant")


def test_a_loss_refused_after_others_were_admitted_takes_nothing_from_them(house):
    designer, owner, other = a_designer(house), an_owner(house), an_owner(house, 3)
    decided(house, owner)
    decided(house, designer, "reduced", "570,00", "other_claimant")
    decided(house, other, "refused", "", "other_claimant")
    seen = house.store.claims.find(owner).version
    move(
        house,
        GAGNON,
        owner,
        Status.IN_REVIEW,
        reason="Autre cause.",
        seen=seen,
        now=NOW,
        entropy=bytes,
    )
    decided(house, owner, "refused", "", "not_caused")
    found = ledger(house, GAGNON, WHC)
    assert (found.beyond, found.whole.disputed) == (0, 0)


def test_a_claim_whose_only_rival_was_refused_is_in_conflict_no_more(house):
    designer, owner = a_designer(house), an_owner(house)
    decided(house, designer, "refused", "", "not_caused")
    found = ledger(house, GAGNON, WHC)
    assert not found.conflicts[0].meeting.undecided
    assert (found.whole.disputed, undisputed(house, GAGNON, WHC).disputed) == (0, 0)
    assert owner not in {t.code: t.numbers for t in queue(house, GAGNON, WHC, now=NOW)}["twice"]


def test_R02_the_ledger_is_for_counsel(house):
    with pytest.raises(NotAllowed):
        ledger(house, OXIA, WHC)


@pytest.mark.parametrize(
    ("capacity", "authority", "stage", "title"),
    [
        ("owner", "", None, "owner"),
        ("agency", "own", None, "owner"),
        ("agency", "", None, "provider"),
        ("reseller", "mandate", None, "mandate"),
        ("agency", "assignment", None, "mandate"),
        ("agency", "assignment", Stage.REFUSED, "mandate"),
        ("agency", "assignment", Stage.ACCEPTED, "assignee"),
        ("owner", "assignment", Stage.ACCEPTED, "assignee"),
    ],
)
def test_an_assignment_counts_once_counsel_recognised_it(house, capacity, authority, stage, title):
    claim = house.store.claims.body(a_designer(house))
    claimant = claim.claimant.model_copy(update={"capacity": capacity})
    service = claim.services[0].model_copy(update={"authority": authority})
    known = claim.model_copy(update={"claimant": claimant, "services": (service,)})
    assert title_of(known, service, {DOMAIN: Inquiry(outcome=stage)}) == title


def test_a_ledger_read_again_after_any_change_is_that_of_a_registry_opened_anew(house, tmp_path):
    """A claim filed again, decided, or whose assignment counsel recognised, which is written in
    neither the claim nor its lines; and nothing at all."""
    assigned = a_form()["services"][0] | {"authority": "assignment"}
    papers = (an_exhibit(10), an_exhibit(11, b"%PDF-1.4 paiement", kind="payment"))
    designer, owner = a_designer(house, services=[assigned], exhibits=papers), an_owner(house)

    def titles() -> list[str]:
        """That of the designer, then of the owner."""
        found = ledger(house, GAGNON, WHC)
        assert found == ledger(a_house(tmp_path), GAGNON, WHC)
        [conflict] = found.conflicts
        said = {stake.number: stake.title for stake in conflict.meeting.stakes}
        return [said[designer], said[owner]]

    assert titles() == titles() == ["mandate", "owner"]
    contacted(house, designer)
    told(house, designer, ACCEPT, now=ASKED + timedelta(days=30))
    assert titles() == ["assignee", "owner"]
    decided(house, designer)
    assert ledger(house, GAGNON, WHC).conflicts[0].meeting.admitted == 357000
    filed_again(house, owner, name="Boutique Boréale inc.", losses=[REBUILD])
    assert titles() == ["assignee", "provider"]
    assert ledger(house, GAGNON, WHC).names[owner] == "Boutique Boréale inc."
