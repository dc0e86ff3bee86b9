"""The page « Scénarios », counsel's own switches, and the offers the representative reads."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.makers import OXIA, a_filed_claim
from tests.ui.test_staff_pages import house, visit, words

__all__ = ["house", "visit"]


@pytest.fixture
def claims(house) -> None:
    a_filed_claim(house, 1)
    a_filed_claim(house, 2, domain="ailleurs.ca")


def typed(app: AppTest, **fields: str) -> AppTest:
    for name, text in fields.items():
        app.text_input(key=f"scenarios.{name}").input(text)
    next(b for b in app.button if b.key == "scenarios.send").click().run()
    assert not app.exception, app.exception
    return app


def test_scenarios_of_the_file_and_counsels_own_stand_side_by_side(visit, claims):
    app = typed(visit("scenarios"), cap="100,00")
    said = words(app)
    assert "Votre scénario" in said
    assert "1. Plafond de 100,00 $ par service" in said
    assert "600,00 $" in said  # 100.00 for each site, 200.00 of time that is of none
    english = words(visit("scenarios", language="en"))
    assert "Cap of $119.88 per service" in english
    assert "Not valued" in english


def test_what_is_wrong_stands_beside_its_field(visit, claims):
    said = words(typed(visit("scenarios"), cap="cher", cap_months="six", mitigation="150"))
    assert "« cher » n’est pas un montant lisible" in said
    assert "« six » n’est pas un nombre de mois" in said
    assert "de 0 à 100" in said
    said = words(typed(visit("scenarios"), cap="1", cap_months="6"))
    assert "l’un des deux" in said
    assert "Remplissez au moins un champ" in words(typed(visit("scenarios")))


def test_interest_from_a_day_still_to_come_is_refused_beside_its_field(visit, claims):
    said = words(typed(visit("scenarios"), interest_from="2090-01-01"))
    assert "À compter du 1 janvier 2090, il n’y a aucun intérêt" in said.replace("1er", "1")
    english = words(typed(visit("scenarios", language="en"), interest_from="2090-01-01"))
    assert "Give an earlier day" in english
    assert "2090" not in words(typed(visit("scenarios"), interest_from="2021-09-01"))


def test_the_representative_reads_offers_on_the_page_of_totals(visit, claims):
    said = words(visit("totaux", OXIA))
    assert "Offres et pertes" in said
    assert "Non chiffrée" in said
