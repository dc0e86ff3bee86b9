"""Claimants that may be one, and claims to look at twice: told to counsel, never decided."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.evidence.gate import look_at
from claims.matter.signals import read_signals
from claims.office.doubles import SHIPPED, doubles
from claims.office.gists import comparable
from claims.office.looking import read
from claims.problems import NotAllowed
from claims.totals.signals import same_amounts, waves
from tests.makers import GAGNON, NOW, OXIA, WHC, a_filed_claim, a_form, an_exhibit, filed_again

NINE = datetime(2026, 11, 3, 9, tzinfo=UTC)


def someone(house, n: int, name: str, email: str, phone: str = "", **more) -> str:
    contact = {"email": email, "phone": phone, "place": "QC"}
    return a_filed_claim(house, n, name=name, contact=contact, domain=f"site{n}.ca", **more)


def test_one_person_under_two_spellings_is_listed_with_the_reasons_and_their_weight(house):
    one = someone(house, 1, "Ève Saint-Laurent inc.", "eve.stlaurent@un.example", "514 372-0199")
    other = someone(house, 2, "SAINT LAURENT, Eve", "eve.stlaurant@deux.example", "514 372-0191")
    someone(house, 3, "Autre personne", "autre@trois.example")
    found = doubles(house, GAGNON, WHC)
    [pair] = found.pairs
    assert set(pair.numbers) == {one, other}
    assert (pair.reasons, pair.score) == (("same_name", "near_email", "near_phone"), 8)


def test_the_same_invoice_number_read_in_two_files_is_a_reason_beside_the_same_file(house):
    contents = [b"Facture no 2021-4512 du 4 octobre 2021", b"FACTURE 2021-4512, copie"]
    for n, content in enumerate(contents, 1):
        same = an_exhibit(10 + n)
        own = an_exhibit(n, content, name="facture.txt")
        someone(house, n, f"Atelier {'AB'[n - 1] * 6}", f"a{n}@un.example", exhibits=(own, same))
        seen, _ = look_at("facture.txt", content)
        house.store.looks.keep(own.id, read(seen, house.matter(WHC)), at=NOW, by="system")
    assert house.store.looks.invoices(WHC).keys() == {"2021-4512"}
    assert {"same_file", "same_invoice"} <= set(doubles(house, GAGNON, WHC).pairs[0].reasons)


def brings(house, n: int, content: bytes, **more) -> str:
    """A claim whose own exhibit says that, read as the server reads it."""
    own = an_exhibit(n, content, name="releve.txt")
    kept = someone(house, n, f"Atelier {'ABCDEFGH'[n] * 6}", f"a{n}@un.example",
                   exhibits=(own,), **more)  # fmt: skip
    seen, _ = look_at("releve.txt", content)
    house.store.looks.keep(own.id, read(seen, house.matter(WHC)), at=NOW, by="system")
    return kept


def test_the_same_bank_reference_is_a_reason_beside_another_and_not_alone(house):
    interac = "Virement Interac, no de référence CAqT4WkE"
    one = brings(house, 1, interac.encode(), phone="514 372-0199")
    brings(house, 2, b"Interac reference: CAQT4WKE (to Studio)")
    assert doubles(house, GAGNON, WHC).pairs == ()
    third = brings(house, 3, b"e-Transfer confirmation no. caqt4wke", phone="514 372-0191")
    [pair] = doubles(house, GAGNON, WHC).pairs
    assert (set(pair.numbers), pair.reasons) == ({one, third}, ("near_phone", "same_reference"))


def test_a_bank_reference_that_many_bear_tells_nothing(house, monkeypatch):
    few = read_signals(SHIPPED, SHIPPED).model_copy(update={"reference_claims": 2})
    for n, phone in ((1, "514 372-0199"), (2, "514 372-0191")):
        brings(house, n, f"Transaction ID 7712046118 ({n})".encode(), phone=phone)
    monkeypatch.setattr("claims.office.doubles.read_signals", lambda *folders: few)
    [pair] = doubles(house, GAGNON, WHC).pairs
    assert "same_reference" in pair.reasons
    brings(house, 3, b"Transaction ID 7712046118")
    assert doubles(house, GAGNON, WHC).pairs == ()


def test_more_hours_than_days_leave_are_told_and_only_order_a_list(house):
    work = a_form()["losses"][0] | {"end": "2021-08-29", "inputs": {"hours": "40"}}
    number = a_filed_claim(house, losses=[work])
    [odd] = doubles(house, GAGNON, WHC).odd
    assert (odd.number, odd.reasons, odd.score) == (number, ("impossible_hours",), 4)


def test_who_resembles_whom_is_told_as_claims_stand_now_and_not_as_they_were_first_compared(house):
    one = someone(house, 1, "Ève Saint-Laurent", "eve@un.example", "514 372-0199")
    other = someone(house, 2, "Autre personne", "autre@deux.example")
    assert doubles(house, GAGNON, WHC).pairs == ()
    contact = {"email": "eve@un.example", "phone": "514 372-0199", "place": "QC"}
    filed_again(house, other, name="Autre personne", contact=contact, domain="site2.ca")
    [pair] = doubles(house, GAGNON, WHC).pairs
    assert (set(pair.numbers), pair.reasons) == ({one, other}, ("same_email", "same_phone"))
    assert doubles(house, GAGNON, WHC).pairs == (pair,)
    filed_again(house, other, name="Autre personne", domain="site2.ca",
                contact=contact | {"email": "autre@deux.example", "phone": ""})  # fmt: skip
    assert doubles(house, GAGNON, WHC).pairs == ()


def test_a_wave_is_of_enough_claims_within_the_minutes_and_no_fewer():
    filed = {f"R-{n}": NINE + timedelta(minutes=3 * n) for n in range(5)}
    filed |= {"R-A": NINE + timedelta(hours=1), "R-B": NINE - timedelta(hours=1)}
    assert waves(filed, 5, 12) == {"R-0", "R-1", "R-2", "R-3", "R-4"}
    assert waves(filed, 5, 11) == waves(filed, 6, 12) == waves({}, 2, 1) == frozenset()


def test_identical_amounts_are_those_people_typed_not_a_flat_sum_of_the_matter():
    lines = [(n, "rebuild", 100) for n in "ABC"] + [(n, "inconvenience", 50) for n in "DEF"]
    lines += [("A", "own_time", 7), ("B", "own_time", 7), ("C", "own_time", 8)]
    columns = dict(zip(("number", "head", "declared"), zip(*lines, strict=True), strict=True))
    typed = frozenset({"rebuild", "own_time"})
    assert same_amounts(columns, typed, 2) == {"A", "B"}
    assert same_amounts(columns, typed, 3) == frozenset()


def test_a_name_is_compared_without_initials_marks_or_the_form_of_the_business():
    assert comparable("Café L’Œuvre d’Été S.A.R.L.") == comparable("ete OEUVRE cafe")
    assert comparable("A. B.") == "a b"


def test_R02_likeness_is_for_counsel(house):
    with pytest.raises(NotAllowed):
        doubles(house, OXIA, WHC)
