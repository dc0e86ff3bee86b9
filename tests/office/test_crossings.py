"""What counsel is shown of the other claims a claim meets."""

import pytest

from claims.claim.model import Exhibit
from claims.evidence.gate import look_at
from claims.office.crossings import SharedFile, crossings, shared_files
from claims.office.house import House
from claims.office.lawyer import open_claim
from claims.office.looking import read
from claims.problems import NotAllowed
from tests.makers import GAGNON, NOW, OXIA, WHC, a_filed_claim, a_form, an_exhibit


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


LETTER = "Facture 4512 du 4 octobre 2021, récupération du site boutique-boreale.ca, 1 234,00 $."


def seen_as(house: House, exhibit: Exhibit, content: bytes) -> None:
    """What the gate read in an exhibit, kept beside it as when it came in."""
    seen, _ = look_at(exhibit.name, content)
    house.store.looks.keep(exhibit.id, read(seen, house.matter(WHC)), at=NOW, by="system")


def test_R37_the_claims_that_brought_the_same_text_in_another_file_are_named(house):
    contents = [
        LETTER.encode(),
        f"\n{LETTER.upper()}\r\n".encode("utf-16"),
        b"Une tout autre note.",
    ]
    brought = [an_exhibit(n, content, name="facture.txt") for n, content in enumerate(contents)]
    own, other, _ = (
        a_filed_claim(house, n, exhibits=(exhibit,), domain=f"site{n}.ca")
        for n, exhibit in enumerate(brought)
    )
    for exhibit, content in zip(brought, contents, strict=True):
        seen_as(house, exhibit, content)
    told = (SharedFile("facture.txt", other, "words"),)
    assert shared_files(house, GAGNON, opened(house, own)) == told


def test_R37_a_file_found_by_its_bytes_is_not_told_again_by_its_words(house):
    content = LETTER.encode()
    brought = [an_exhibit(n, content, name="facture.txt") for n in (1, 2)]
    own, other = (
        a_filed_claim(house, n, exhibits=(exhibit,), domain=f"site{n}.ca")
        for n, exhibit in enumerate(brought)
    )
    for exhibit in brought:
        seen_as(house, exhibit, content)
    assert shared_files(house, GAGNON, opened(house, own)) == (SharedFile("facture.txt", other),)


def test_a_claim_that_meets_no_other_is_told_so_by_silence(house):
    own = opened(house, a_filed_claim(house, exhibits=(an_exhibit(),)))
    assert (crossings(house, GAGNON, own), shared_files(house, GAGNON, own)) == ((), ())


def test_R02_crossings_are_for_counsel(house):
    own = opened(house, a_filed_claim(house))
    with pytest.raises(NotAllowed):
        crossings(house, OXIA, own)
    with pytest.raises(NotAllowed):
        shared_files(house, OXIA, own)
