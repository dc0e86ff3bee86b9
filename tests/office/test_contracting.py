"""Papers to sign, handed out: whose claim it is, which sites of one owner, and the journal."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from claims.access import ANONYMOUS
from claims.office import contracting
from claims.office.contracting import hand_contract
from claims.problems import NotAllowed, NotFound
from tests.makers import (
    ELSEWHERE,
    GAGNON,
    OXIA,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
)

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)


@pytest.fixture
def said(monkeypatch) -> list:
    """What each paper was filled with, instead of the paper."""
    made: list = []

    def kept(paper, language) -> bytes:
        made.append(paper)
        return b"%PDF"

    monkeypatch.setattr(contracting, "contract", kept)
    return made


def handed(house, actor, number: str, service: str = "s1", name: str = "mandat"):
    return hand_contract(house, actor, number, service, name, "fr", now=NOW)


def a_site(n: int, owner: str) -> dict[str, object]:
    return {"id": f"s{n}", "domain": f"site-{n}.ca", "type": "showcase", "subgroup": "A1",
            "owner": owner, "owner_email": f"o{n}@owner.example"}  # fmt: skip


def test_a_paper_covers_the_sites_of_one_owner_and_no_other(house, said):
    sites = [a_site(1, "Auberge du Fjord"), a_site(2, "Clinique"), a_site(3, "AUBERGE DU FJORD ")]
    number = a_filed_claim(house, services=sites, losses=[
        {"id": "l1", "head": "rebuild", "service": "s1", "start": "2021-08-28",
         "end": "2021-09-12", "inputs": {"hours": "4"}}])  # fmt: skip
    handed(house, GAGNON, number, "s3", "cession")
    paper = said[0]
    assert [domain for domain, _ in paper.services] == ["site-3.ca", "site-1.ca"]
    assert (paper.kind, paper.owner.name, paper.owner.email) == (
        "assignment", "AUBERGE DU FJORD", "o3@owner.example",
    )  # fmt: skip


def test_a_paper_lists_what_the_ledger_knows_with_what_was_typed_beside(house, said):
    typed = a_site(1, "Auberge") | {"domain": "https://www.Auberge.ca/menu"}
    number = a_filed_claim(house, services=[typed])
    handed(house, GAGNON, number)
    draft = "R-2K7Q-48XM-0"
    house.store.claims.start(draft, WHC, language="fr", form=a_form(services=[typed]),
                             code_hash="", key="start", at=NOW, by=draft)  # fmt: skip
    handed(house, a_claimant(draft), draft)
    for paper in said:
        assert paper.services[0][0] == "auberge.ca (inscrit\u00a0: https://www.Auberge.ca/menu)"


def test_no_paper_worded_for_quebec_is_handed_out_under_another_law(house, said):
    matter = house.matters[WHC]
    assert matter.under_quebec_law
    french = matter.interest.model_copy(update={"regime": "fr_professional"})
    elsewhere = matter.model_copy(update={"interest": french})
    number = a_filed_claim(house, services=[a_site(1, "Auberge")])
    with pytest.raises(NotFound, match="no paper to sign"):
        handed(replace(house, matters={**house.matters, WHC: elsewhere}), GAGNON, number)
    assert said == []


def test_two_sites_without_an_owner_are_not_one_owners(house, said):
    number = a_filed_claim(house, services=[a_site(1, ""), a_site(2, "")])
    handed(house, a_claimant(number), number)
    assert len(said[0].services) == 1


def test_a_claimant_prints_it_before_filing_from_what_is_typed(house, said):
    number = "R-2K7Q-48XM-0"
    house.store.claims.start(number, WHC, language="fr", form=a_form(), code_hash="",
                             key="start", at=NOW, by=number)  # fmt: skip
    answer = handed(house, a_claimant(number), number)
    assert (answer.name, answer.media) == (f"{number}-mandat-s1.pdf", "application/pdf")
    assert (said[0].claimant.name, said[0].at) == ("Studio Boréal inc.", NOW)
    with pytest.raises(NotFound):
        handed(house, GAGNON, number)


def test_the_hand_over_is_journalled(house, said):
    number = a_filed_claim(house)
    handed(house, GAGNON, number)
    entry = house.store.journal.latest(1)[0]
    assert (entry.action, entry.subject, entry.actor) == ("read contract", number, GAGNON.name)


def test_R02_nobody_else_is_handed_one(house, said):
    number, other = a_filed_claim(house, 1), a_filed_claim(house, 2)
    for actor in (ANONYMOUS, OXIA):
        with pytest.raises(NotAllowed):
            handed(house, actor, number)
    for actor in (a_claimant(other), ELSEWHERE):
        with pytest.raises(NotFound):
            handed(house, actor, number)
    for wanted in ({"service": "s9"}, {"name": "testament"}):
        with pytest.raises(NotFound):
            handed(house, a_claimant(number), number, **wanted)
    assert said == []
