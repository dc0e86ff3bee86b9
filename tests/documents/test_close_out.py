"""The close-out statement: counts, payments, the fund, and what it lacks, written out."""

import pytest

from claims.claim.states import Status
from claims.documents.close_out import Payments, payments_of
from claims.office import lawyer, objecting
from claims.office.sharing import export_shared
from claims.totals.allocate import Terms
from claims.totals.allocated import Asked
from tests.documents.reading_back import checked, text_of
from tests.makers import GAGNON, NOW, WHC, a_filed_claim, a_house, decided
from tests.office.test_objecting import opposed


def test_payments_are_told_to_the_cent():
    assert payments_of([0, 100, 301, 200]) == Payments(3, 200, 200, 301, 100)
    assert payments_of([100, 101]) == Payments(2, 101, 101, 101, 100), "half a cent goes up"
    assert payments_of([0, 0]) is None


SAID = {
    "fr": ("Réclamations qui comptent 3 —", "Réclamations décidées 2 66,67 % de 3",
           "Réclamations payées 2 66,67 % de 3", "Exclusions demandées 1 —",
           "Objections reçues 2", "Objections retirées 1 50 % de 2",
           "Plafond, avant prélèvement Aucun", "Poids des sous-groupes Le même pour tous",
           "Pertes comptées Montants admis des réclamations décidées",
           "Moyenne 450,00 $", "Médiane 450,00 $", "Le plus élevé 600,00 $", "Le plus bas 300,00 $",
           "Versé aux réclamants 900,00 $", "Fonds 1 000,00 $", "Les objections : seules celles"),
    "en": ("Claims decided 2 66.67% of 3", "Objections", "$450.00", "$600.00", "$300.00",
           "$1,000.00", "Objections received 2",
           "Minimum, before the levy None",
           "Objections: only those that counsel recorded are counted."),
}  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_counts_the_class_and_the_payments_and_names_what_it_lacks(tmp_path, language):
    """1 000 $ less 100 $ of fees, over 2 000 $ and 1 000 $ admitted: 600 $ and 300 $."""
    house = a_house(tmp_path / "house")
    for n, admitted in ((1, "2000,00"), (2, "1000,00")):
        number = a_filed_claim(house, n, domain=f"site{n}.ca")
        decided(house, number, ("l1", "reduced", admitted, "amount_unproved"),
                ("l2", "refused", "", "proof_missing"))  # fmt: skip
    a_filed_claim(house, 3, domain="c.ca")
    left = a_filed_claim(house, 4, domain="d.ca")
    lawyer.move(house, GAGNON, left, Status.OPTED_OUT, reason="r", now=NOW,
                seen=house.store.claims.find(left).version, entropy=bytes)  # fmt: skip
    opposed(house, "J. T.", "2026-11-02")
    opposed(house, "M. L.", "2026-11-03")
    first, _ = objecting.objections(house, GAGNON, WHC)
    objecting.withdraw(house, GAGNON, WHC, first.id, "2026-11-10", now=NOW)
    asked = Asked(Terms(fund=100_000, fees=10_000))
    made = export_shared(house, GAGNON, WHC, "closing", language, asked, now=NOW,
                         entropy=bytes)  # fmt: skip
    pdf = made.path.read_bytes()
    checked(pdf, tmp_path)
    read = " ".join(text_of(pdf, tmp_path).replace("\u00a0", " ").split())
    for said in SAID[language]:
        assert said in read, said


def test_refused_claims_are_decided_and_counted_without_loss(tmp_path):
    house = a_house(tmp_path / "house")
    for n, domain in ((1, "a.ca"), (2, "b.ca")):
        number = a_filed_claim(house, n, domain=domain)
        first = ("l1", "reduced", "1000,00", "amount_unproved")
        decided(house, number, first if n == 1 else ("l1", "refused", "", "proof_missing"),
                ("l2", "refused", "", "proof_missing"))  # fmt: skip
    made = export_shared(house, GAGNON, WHC, "closing", "fr", Asked(Terms(100_00)), now=NOW,
                         entropy=bytes)  # fmt: skip
    read = " ".join(text_of(made.path.read_bytes(), tmp_path).replace("\u00a0", " ").split())
    assert "Réclamations décidées 2 100 % de 2" in read
    assert "Réclamations payées 1 50 % de 2" in read
    assert "Réclamations sans perte comptée, hors des tours et sans paiement : 1." in read
