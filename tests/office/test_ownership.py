"""Ownership at the office: who may do what, why it is refused, and from which day it is not."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.access import ANONYMOUS
from claims.claim.states import Status
from claims.evidence.findings import Findings, find
from claims.evidence.look import Look
from claims.evidence.ownership import Kind, Stage
from claims.i18n.sentences import sentence
from claims.office import claimant, ownership
from claims.office.ownership import Told, my_services, services_of, tell
from claims.office.worklist import queue
from claims.problems import Conflict, NotAllowed, NotFound, Refused
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    ROY,
    WHC,
    a_claim,
    a_claimant,
    a_filed_claim,
    a_form,
    an_exhibit,
)

ASKED = datetime(2026, 11, 24, 15, tzinfo=UTC)
ASK = Told(Kind.ASKED, papers=("invoice",), channels=("email",))
DOMAIN = "boutique-boreale.ca"
TRY = Told(Kind.ATTEMPTED, channel="email", result="silence")
ACCEPT = Told(Kind.ACCEPTED, words="Facture et paiement au nom du réclamant")


def a_proved_claim(house, n: int = 1) -> str:
    """A claim filed with the invoice and the payment of its one site."""
    papers = (an_exhibit(n * 10), an_exhibit(n * 10 + 1, b"%PDF-1.4 paiement", kind="payment"))
    return a_filed_claim(house, n, exhibits=papers)


def test_an_invoice_read_to_name_someone_else_is_not_at_hand(house):
    number, words = a_proved_claim(house), find(["Facture no 12", "Studio Mauve"], ["WHC"])
    for findings, shown in ((Findings(), ["e10", "e11"]), (words, ["e11"])):
        reading = "text" if findings is words else "blank"
        house.store.looks.keep("e10", Look(reading=reading, findings=findings), at=ASKED, by="s")
        (owned,) = services_of(house, GAGNON, number, now=ASKED)
        paper = next(paper for paper in owned.papers if paper.key == "invoice")
        assert [exhibit.id for exhibit in paper.exhibits] == shown
    assert paper.missing == ("invoice",)
    assert owned.at_hand == ()


def seen(house, number: str) -> int:
    return len(house.store.ownership.inquiry(number, DOMAIN).events)


def told(house, number: str, what: Told, *, by=GAGNON, now: datetime = ASKED):
    return tell(house, by, number, "s1", what, seen=seen(house, number), now=now)


def codes(house, number: str, what: Told, **more) -> list[str]:
    with pytest.raises(Refused) as refusal:
        told(house, number, what, **more)
    return [problem.code for problem in refusal.value.problems]


def contacted(house, number: str, days: int = 7) -> None:
    told(house, number, ASK, by=a_claimant(number))
    for n in range(days):
        told(house, number, TRY, now=ASKED + timedelta(days=n, hours=1))


def test_a_claimant_asks_with_papers_among_their_exhibits_and_the_clock_starts(house):
    number = a_proved_claim(house)
    inquiry = told(house, number, ASK, by=a_claimant(number))
    assert (inquiry.stage, dict(inquiry.papers)) == (Stage.OPEN, {"invoice": "e10"})
    owned = services_of(house, GAGNON, number, now=ASKED)[0]
    assert str(owned.clock.earliest) == "2026-12-05"


def test_a_claimant_cannot_rely_on_a_paper_they_did_not_bring(house):
    number = a_proved_claim(house)
    paper = Told(Kind.ASKED, papers=("whois",), channels=("email",))
    assert codes(house, number, paper, by=a_claimant(number)) == ["ownership-papers"]


def test_counsel_may_log_a_request_received_on_paper(house):
    number = a_filed_claim(house)
    paper = Told(Kind.ASKED, papers=("whois",), channels=("phone",))
    assert dict(told(house, number, paper).papers) == {"whois": ""}


def test_everything_wrong_with_a_request_is_said_at_once(house):
    number = a_filed_claim(house)
    wrong = Told(Kind.ASKED, papers=("none",), channels=("post",), words="a\u202eb")
    assert codes(house, number, wrong) == [
        "text-character", "ownership-papers", "ownership-channels",
    ]  # fmt: skip


def test_an_attempt_needs_its_channel_and_its_result(house):
    number = a_proved_claim(house)
    told(house, number, ASK)
    assert codes(house, number, Told(Kind.ATTEMPTED)) == ["ownership-channel", "ownership-result"]


def test_early_acceptance_is_refused_with_every_reason_and_the_first_day(house):
    number = a_proved_claim(house)
    contacted(house, number, 3)
    now = ASKED + timedelta(days=2, hours=2)
    assert codes(house, number, ACCEPT, now=now) == [
        "ownership-contacts", "ownership-wait", "ownership-first-day",
    ]  # fmt: skip
    with pytest.raises(Refused) as refusal:
        told(house, number, ACCEPT, now=now)
    assert sentence(refusal.value.problems[-1], "fr").endswith("le 5 décembre 2026.")
    assert services_of(house, GAGNON, number, now=now)[0].inquiry.stage is Stage.OPEN


def test_acceptance_on_its_first_day_goes_through_with_a_reason(house):
    number = a_proved_claim(house)
    contacted(house, number)
    first_moment = datetime(2026, 12, 5, 5, tzinfo=UTC)
    assert codes(house, number, Told(Kind.ACCEPTED), now=first_moment) == ["ownership-reason"]
    too_soon = first_moment - timedelta(seconds=1)
    assert codes(house, number, ACCEPT, now=too_soon) == ["ownership-wait", "ownership-first-day"]
    assert told(house, number, ACCEPT, now=first_moment).stage is Stage.ACCEPTED


def test_a_contested_service_waits_for_counsel_in_the_queue_and_is_not_refused(house):
    number = a_proved_claim(house)
    contacted(house, number, 1)
    answer = Told(Kind.ANSWERED, answer="contests")
    assert codes(house, number, answer) == ["ownership-why"]
    said = told(house, number, Told(Kind.ANSWERED, answer="contests", words="Il est à moi."))
    assert said.stage is Stage.CONTESTED
    waiting = {task.code: task.numbers for task in queue(house, GAGNON, WHC, now=NOW)}
    assert waiting["contested"] == (number,)
    refused = told(house, number, Told(Kind.REFUSED, words="Contestée, non établie"))
    assert refused.stage is Stage.REFUSED
    assert {t.code: t.count for t in queue(house, GAGNON, WHC, now=NOW)}["contested"] == 0


def test_a_move_that_the_table_does_not_hold_is_refused_kindly(house):
    number = a_filed_claim(house)
    assert codes(house, number, ACCEPT) == ["ownership-move"]


def test_R44_the_second_of_counsel_reads_again(house):
    number = a_proved_claim(house)
    told(house, number, ASK)
    tell(house, GAGNON, number, "s1", TRY, seen=1, now=ASKED)
    with pytest.raises(Conflict):
        tell(house, ROY, number, "s1", TRY, seen=1, now=ASKED)


def test_R02_nobody_else_acts_on_a_service(house):
    number, other = a_proved_claim(house), a_proved_claim(house, 2)
    for actor in (ANONYMOUS, OXIA):
        for what in (ASK, TRY, ACCEPT):
            with pytest.raises(NotAllowed):
                told(house, number, what, by=actor)
    for actor in (a_claimant(other), ELSEWHERE):
        with pytest.raises(NotFound):
            told(house, number, ASK, by=actor)
    for what in (TRY, ACCEPT, Told(Kind.REFUSED, words="non"), Told(Kind.REOPENED, words="oui")):
        with pytest.raises(NotAllowed):
            told(house, number, what, by=a_claimant(number))
    with pytest.raises(NotFound):
        services_of(house, ELSEWHERE, number, now=ASKED)


@pytest.mark.parametrize("left", [Status.WITHDRAWN, Status.OPTED_OUT])
def test_nothing_more_is_done_about_the_sites_of_a_claim_that_left_but_counsel_reads_it(
    house, left
):
    number = a_proved_claim(house)
    house.store.claims.move(number, left, reason="non", seen=2, at=ASKED, by=number)
    for who in (a_claimant(number), GAGNON):
        with pytest.raises(NotAllowed):
            told(house, number, ASK, by=who)
    assert [o.domain for o in services_of(house, GAGNON, number, now=ASKED)] == [DOMAIN]


def test_a_site_that_left_the_claim_is_told_kindly(house):
    number = a_proved_claim(house)
    with pytest.raises(Refused) as refusal:
        tell(house, GAGNON, number, "s9", ASK, seen=0, now=ASKED)
    assert refusal.value.problems[0].code == "ownership-service"


def test_before_filing_the_claimant_sees_the_papers_at_hand_and_those_missing(house):
    number = "R-2K7Q-48XM-0"
    house.store.claims.start(number, WHC, language="fr", form=a_form(), code_hash="",
                             key="start", at=ASKED, by=number)  # fmt: skip
    exhibit = an_exhibit(1, losses=("l1",))
    house.store.exhibits.add(number, exhibit, at=ASKED, by=number)
    actor = a_claimant(number)
    claimant.describe_exhibit(house, actor, "e1", "invoice", ["l1"], now=ASKED)
    folder = claimant.my_draft(house, actor, now=ASKED)
    owned = my_services(house, actor, folder, now=ASKED)[0]
    invoice = owned.papers[0]
    assert [e.id for e in invoice.exhibits] == ["e1"]
    assert (invoice.missing, owned.at_hand, owned.filed) == (("payment",), (), False)


def test_an_exhibit_of_another_site_proves_nothing_for_this_one(house):
    two = [
        {"id": "s1", "domain": "boutique-boreale.ca", "type": "showcase", "subgroup": "A1"},
        {"id": "s2", "domain": "autre.ca", "type": "showcase", "subgroup": "A1"},
    ]
    losses = [
        {"id": f"l{n}", "head": "rebuild", "service": f"s{n}", "start": "2021-08-28",
         "end": "2021-09-12", "inputs": {"hours": "42"}} for n in (1, 2)
    ]  # fmt: skip
    exhibits = (an_exhibit(1, kind="whois", losses=("l2",)),
                an_exhibit(2, b"%PDF identite", kind="identity", losses=()))  # fmt: skip
    number = a_filed_claim(house, services=two, losses=losses, exhibits=exhibits)
    first, second = services_of(house, GAGNON, number, now=ASKED)
    assert first.at_hand == ("identity",)
    assert second.at_hand == ("whois", "identity")


def test_a_site_whose_domain_is_corrected_leaves_behind_what_was_recognized(house):
    number = a_proved_claim(house)
    contacted(house, number)
    told(house, number, ACCEPT, now=datetime(2026, 12, 5, 5, tzinfo=UTC))
    corrected = a_claim(house, a_form(domain="autre-site.ca"), number)
    row = house.store.claims.find(number)
    house.store.claims.file(corrected, (), Status.SUBMITTED, reason="domaine", seen=row.version,
                            key="again", today=ASKED.date(), at=ASKED, by=number)  # fmt: skip
    owned = services_of(house, GAGNON, number, now=ASKED)[0]
    assert (owned.domain, owned.inquiry.stage) == ("autre-site.ca", Stage.NOTHING)


def test_every_event_has_an_action_of_the_table():
    assert set(ownership.ACTIONS) == set(Kind) - {Kind.INVITED}
