"""What counsel is shown of the other claims a claim meets."""

import pytest

from claims.office.crossings import SharedFile, crossings, shared_files
from claims.office.house import House
from claims.office.lawyer import open_claim
from claims.problems import NotAllowed
from tests.makers import GAGNON, NOW, OXIA, a_filed_claim, a_form, an_exhibit


def opened(house: House, number: str):
    return open_claim(house, GAGNON, number, now=NOW)


def test_the_same_loss_claimed_by_another_is_told_before_the_same_site(house):
    own = a_filed_claim(house, 1)
    other_head = {"id": "l1", "head": "mitigation", "service": "s1", "start": "2021-08-28",
                  "end": "2021-08-30", "inputs": {"costs": "100,00"}}  # fmt: skip
    a_filed_claim(house, 2, losses=[other_head])
    rival = a_filed_claim(house, 3, losses=[a_form()["losses"][0]])
    met = crossings(house, GAGNON, opened(house, own))
    assert [(c.other.head, c.same_loss) for c in met] == [("rebuild", True), ("mitigation", False)]
    assert met[0].other.number == rival


def test_losses_on_other_days_are_the_same_site_and_not_the_same_loss(house):
    own = a_filed_claim(house, 1)
    later = a_form()["losses"][0] | {"start": "2021-09-13", "end": "2021-09-20"}
    a_filed_claim(house, 2, losses=[later])
    assert [c.same_loss for c in crossings(house, GAGNON, opened(house, own))] == [False]


def test_R37_the_claims_that_brought_the_same_file_are_named(house):
    own = a_filed_claim(house, 1, exhibits=(an_exhibit(1),))
    other = a_filed_claim(house, 2, exhibits=(an_exhibit(2),), domain="ailleurs.ca")
    assert shared_files(house, GAGNON, opened(house, own)) == (SharedFile("facture.pdf", other),)


def test_a_claim_that_meets_no_other_is_told_so_by_silence(house):
    own = opened(house, a_filed_claim(house, exhibits=(an_exhibit(),)))
    assert (crossings(house, GAGNON, own), shared_files(house, GAGNON, own)) == ((), ())


def test_R02_crossings_are_for_counsel(house):
    own = opened(house, a_filed_claim(house))
    with pytest.raises(NotAllowed):
        crossings(house, OXIA, own)
    with pytest.raises(NotAllowed):
        shared_files(house, OXIA, own)
