"""Who said each datum of a tape, and when: the filing since which it says what it says now."""

from datetime import timedelta

from claims.claim.model import Claim
from claims.claim.states import Status
from claims.damages.engine import assess
from claims.damages.rows import rows_of
from claims.office.lawyer import Verdict, decide, open_claim
from claims.office.origins import CREDITS, DAYS
from tests.makers import GAGNON, NOW, TODAY, WHC, a_filed_claim

LATER = NOW + timedelta(days=3)


def corrected(house, number: str, hours: str) -> None:
    """The claimant files the same again, other hours of rebuilding typed."""
    row, body = house.store.claims.find(number), house.store.claims.body(number).model_dump()
    body["losses"][0]["inputs"]["hours"] |= {"typed": hours, "quantity": hours}
    claim = Claim.model_validate(body | {"decisions": ()})
    lines = rows_of(claim, assess(claim, house.matters[WHC], house.rates),
                    status=Status.SUBMITTED, submitted=TODAY)  # fmt: skip
    house.store.claims.file(
        claim, lines, Status.SUBMITTED, reason="Une facture oubliée", seen=row.version, key="again",
        today=TODAY, at=LATER, by=number, under=house.rules(WHC).book,
    )  # fmt: skip


def said(house, number: str) -> dict:
    found = open_claim(house, GAGNON, number, now=LATER).origins
    return {key: (revision.revision, revision.by) for key, revision in found.items()}


def test_a_decision_leaves_every_datum_to_the_filing_that_brought_it(house):
    number = a_filed_claim(house)
    decide(house, GAGNON, number, [Verdict("l1", "accepted", reason="proof_complete")], seen=2,
           key="k", now=NOW)  # fmt: skip
    assert set(said(house, number).values()) == {(1, number)}


def test_what_was_corrected_is_of_its_correction_and_the_rest_of_the_first_filing(house):
    number = a_filed_claim(house)
    corrected(house, number, "50")
    found = said(house, number)
    assert found["l1", "hours"] == (2, number)
    assert {found["l1", "invoices"], found["l1", DAYS], found["", CREDITS]} == {(1, number)}
