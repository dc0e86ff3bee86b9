"""The claims that resemble one are told on its page as they are told of the whole class."""

import pytest

from claims.evidence.gate import look_at
from claims.office import resembling as here
from claims.office.doubles import doubles
from claims.office.lawyer import open_claim
from claims.office.looking import read
from claims.office.resembling import resembling
from claims.problems import NotAllowed
from tests.makers import GAGNON, NOW, OXIA, WHC, a_filed_claim, an_exhibit

TEXT = (
    b"Facture no 2021-4512 du 4 octobre 2021, recuperation du site et remise en ligne\n"
    b"Payee par virement Interac, numero de confirmation CAk7m2x9\n"
)


def found(house, number: str):
    opened = open_claim(house, GAGNON, number, now=NOW)
    return resembling(house, GAGNON, opened)[0]


def someone(house, n: int, name: str, email: str, phone: str = "", **more) -> str:
    contact = {"email": email, "phone": phone, "place": "QC"}
    return a_filed_claim(house, n, name=name, contact=contact, domain=f"site{n}.ca", **more)


def seen(house, exhibit, content: bytes):
    look = read(look_at(exhibit.name, content)[0], house.matter(WHC))
    house.store.looks.keep(exhibit.id, look, at=NOW, by="system")


@pytest.fixture
def numbers(house) -> list[str]:
    """One person under three spellings; two who brought one file, and its text in another; one who
    has nothing in common with anyone."""
    files = [an_exhibit(n, content, name="facture.txt")
             for n, content in enumerate((TEXT, TEXT, TEXT.upper() + b"\n"), 1)]  # fmt: skip
    made = [
        someone(house, 1, "Ève Saint-Laurent inc.", "eve.stlaurent@un.example", "514 372-0199"),
        someone(house, 2, "SAINT LAURENT, Eve", "eve.stlaurant@deux.example", "514 372-0191"),
        someone(house, 3, "Eve St-Laurent", "eve.stlaurent@un.example"),
        someone(house, 4, "Atelier AAAA", "a@quatre.example", exhibits=(files[0],)),
        someone(house, 5, "Bureau BBBB", "b@cinq.example", exhibits=(files[1],)),
        someone(house, 6, "Comptoir CCCC", "c@six.example", exhibits=(files[2],)),
        someone(house, 7, "Personne Autre", "seule@sept.example"),
    ]
    for exhibit, content in zip(files, (TEXT, TEXT, TEXT.upper() + b"\n"), strict=True):
        seen(house, exhibit, content)
    return made


def test_one_claim_is_told_what_the_whole_class_is_told_of_it(house, numbers):
    pairs = doubles(house, GAGNON, WHC).pairs
    assert len(pairs) >= 5
    assert {reason for pair in pairs for reason in pair.reasons} >= {
        "same_name", "same_email", "near_phone", "same_file", "same_words", "same_invoice",
        "same_reference",
    }  # fmt: skip
    for number in numbers:
        wanted = {
            (*(set(pair.numbers) - {number}), pair.reasons, pair.score)
            for pair in pairs if number in pair.numbers
        }  # fmt: skip
        assert {(each.number, each.reasons, each.score) for each in found(house, number)} == wanted


def test_a_bank_reference_that_too_many_bear_tells_nothing_of_any(house, numbers):
    for n in range(20, 28):
        exhibit = an_exhibit(n, TEXT.lower() + str(n).encode(), name="facture.txt")
        someone(house, n, f"Commerce {chr(n + 65) * 4}", f"{n}@un.example", exhibits=(exhibit,))
        seen(house, exhibit, TEXT.lower() + str(n).encode())
    told = {reason for each in found(house, numbers[3]) for reason in each.reasons}
    assert "same_invoice" in told
    assert "same_reference" not in told


def test_the_heaviest_comes_first_and_a_stranger_meets_nobody(house, numbers):
    scores = [each.score for each in found(house, numbers[0])]
    assert scores == sorted(scores, reverse=True)
    assert found(house, numbers[6]) == ()


def test_what_was_read_of_the_others_is_not_read_again(house, numbers, monkeypatch):
    before = found(house, numbers[0])
    asked = []
    written = house.store.claims.written
    monkeypatch.setattr(
        house.store.claims,
        "written",
        lambda *a, **k: asked.append(k["numbers"]) or written(*a, **k),
    )
    assert found(house, numbers[0]) == before
    assert asked == []
    new = someone(house, 8, "Ève Saint-Laurent", "eve.stlaurent@un.example")
    assert new in [each.number for each in found(house, numbers[0])]
    assert asked == [{new}]


def test_a_claim_that_left_resembles_nobody_any_more(house, numbers):
    from claims.claim.states import Status
    from claims.office.lawyer import move

    gone = numbers[1]
    row = house.store.claims.find(gone)
    assert gone in [each.number for each in found(house, numbers[0])]
    move(
        house,
        GAGNON,
        gone,
        Status.OPTED_OUT,
        reason="avis reçu",
        seen=row.version,
        now=NOW,
        entropy=bytes,
    )
    assert gone not in [each.number for each in found(house, numbers[0])]
    assert found(house, gone) == ()


def test_R02_likeness_of_one_claim_is_for_counsel(house, numbers):
    opened = open_claim(house, GAGNON, numbers[0], now=NOW)
    with pytest.raises(NotAllowed):
        here.resembling(house, OXIA, opened)
