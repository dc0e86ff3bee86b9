"""What the name of a file says of its site and of what it is; proposed, never decided."""

import pytest

from claims.claim.form import LossForm, ServiceForm
from claims.claim.matching import losses_proved, proposed_for
from claims.matter.reading import read_matters
from claims.settings import Settings
from tests.makers import WHC

MATTER = read_matters(Settings().matters_dir)[WHC]
SITES = [
    ServiceForm(id="s1", domain="boulangerie-tremblay.ca", owner="Boulangerie Tremblay inc."),
    ServiceForm(id="s2", domain="tremblay.ca", owner="Zoé Tremblay"),
    ServiceForm(id="s3", domain="https://www.Café-Zoé.ca/menu"),
    ServiceForm(id="s4", domain="abc.ca", owner="Garage du Coin ltée"),
    ServiceForm(id="s5", domain="", owner=""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "site", "kind"),
    [
        ("boulangerie-tremblay.ca facture.pdf", "s1", "invoice"),
        ("facture_boulangerietremblay.pdf", "s1", "invoice"),
        ("FactureTremblay2021.pdf", "s2", "invoice"),
        ("cafe zoe - preuve de paiement.png", "s3", "payment"),
        ("Garage du coin, soumission.docx", "s4", "quote"),
        ("abc releve bancaire.csv", "s4", "bank_statement"),
        ("abcdef.pdf", "", ""),
        ("courriel de soutien.eml", "", "email"),
        ("reponse tremblay.eml", "s2", "email"),
        ("IMG_2041.HEIC", "", "screenshot"),
        ("releve.pdf", "", ""),
        ("tremblay cafe-zoe.pdf", "s2", ""),
        ("", "", ""),
    ],
)
def test_a_file_is_proposed_for_the_site_and_the_kind_its_name_says(name, site, kind):
    found = proposed_for(name, SITES, MATTER)
    assert (found.service, found.kind) == (site, kind)


NEAR = [
    ServiceForm(id=domain, domain=domain)
    for domain in ("art.ca", "smart.ca", "client-1.ca", "client-11.ca", "client-2-3.ca")
]


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("client-1 facture.pdf", "client-1.ca"),
        ("client-11 facture.pdf", "client-11.ca"),
        ("client-12 facture.pdf", ""),
        ("client12facture.pdf", ""),
        ("Client1Facture.pdf", "client-1.ca"),
        ("releve client 1 2021-08.pdf", "client-1.ca"),
        ("client 1 1.pdf", "client-1.ca"),
        ("client 2 3 facture.pdf", "client-2-3.ca"),
        ("client 23 facture.pdf", ""),
        ("facture smartphone.pdf", ""),
        ("carte.pdf", ""),
        ("facture art.pdf", "art.ca"),
        ("smart.ca facture.pdf", "smart.ca"),
        ("SmartFacture2.pdf", "smart.ca"),
    ],
)
def test_a_site_is_named_from_edge_to_edge_or_not_at_all(name, site):
    assert proposed_for(name, NEAR, MATTER).service == site


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("note.txt", ""),
        ("liste.pdf", ""),
        ("note de credit.pdf", "credit_note"),
        ("paiement.pdf", "payment"),
        ("devis.pdf", "quote"),
        ("capture.png", "screenshot"),
        ("timesheet.csv", ""),
        ("feuille de temps.csv", "time_sheet"),
    ],
)
def test_a_kind_is_proposed_when_most_of_what_it_is_called_is_said(name, kind):
    assert proposed_for(name, (), MATTER).kind == kind


def test_two_sites_as_well_named_propose_none():
    alike = [ServiceForm(id="a", domain="aube.ca"), ServiceForm(id="b", domain="cafe.ca")]
    assert proposed_for("aube et cafe.pdf", alike, MATTER).service == ""


def test_an_exhibit_proves_the_losses_of_its_site_that_its_kind_can_prove():
    losses = [
        LossForm(id="l1", head="rebuild", service="s1"),
        LossForm(id="l2", head="hosting_refund", service="s1"),
        LossForm(id="l3", head="data_loss", service="s1"),
        LossForm(id="l4", head="rebuild", service="s2"),
    ]
    proved = losses_proved("facture.pdf", "s1", "invoice", losses, MATTER)
    named = losses_proved("facture hébergement.pdf", "s1", "invoice", losses, MATTER)
    owned = losses_proved("whois.txt", "s1", "whois", losses, MATTER)
    assert (proved, named, owned) == (("l1", "l2"), ("l2",), ("l1", "l2", "l3"))
