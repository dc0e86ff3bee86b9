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
