"""Naming an exhibit on the page of its claim while a colleague does so too."""

import pytest

from claims.claim.redaction import Level
from claims.evidence.look import Look
from claims.office import entitling
from claims.office.entitling import Naming, entitle
from claims.office.house import move_into
from claims.office.redacting import set_level
from claims.problems import NotSaved
from claims.ui import here
from tests.makers import GAGNON, NOW, ROY, a_filed_claim, a_house, an_exhibit
from tests.office.test_redacting import CONTENT
from tests.ui.tabs import a_tab, go

pytestmark = pytest.mark.usefixtures("unread")


@pytest.fixture
def house(tmp_path):
    made = a_house(tmp_path)
    move_into(made)
    return made


@pytest.fixture
def number(house):
    found = a_filed_claim(house, exhibits=(an_exhibit(1, CONTENT),))
    house.store.looks.keep("e1", Look(pages=2), at=NOW, by="system")
    return found


@pytest.fixture
def page(house, number, monkeypatch):
    """Me Gagnon before the claim."""
    monkeypatch.setattr(here, "actor_from", lambda *_, **__: GAGNON)
    monkeypatch.setattr(here, "cookies", lambda: {"claims_lang": "fr"})
    app = a_tab()
    app.query_params.update(numero=number, perte="l1")
    go(app, "lawyer_reclamation")
    assert not app.exception
    return app


@pytest.fixture
def named(house, number):
    """Me Roy names it."""

    def as_(title, seen):
        entitle(house, ROY, [Naming(number, "e1", title, "", seen)], now=NOW, entropy=bytes)

    return as_


def level(app):
    [field] = [each for each in app.selectbox if str(each.key).startswith("name.level.e1")]
    return field


def record(app):
    app.button(key="title.keep.e1").click().run()
    assert not app.exception
    return [each.value for each in app.error], " ".join(each.value for each in app.text)


def test_R44_a_restriction_chosen_over_a_colleague_s_level_is_told_and_chosen_anew(
    page, house, number
):
    level(page).set_value(Level.COUNSEL)
    [why] = [each for each in page.selectbox if str(each.key).startswith("name.why.e1")]
    why.set_value("privilege")
    page.text_input(key="title.e1").input("Avis juridique")
    set_level(house, ROY, number, "e1", Level.PUBLIC, "", now=NOW)
    [told], said = record(page)
    assert "a changé pendant votre lecture" in told
    assert ROY.name in said
    assert "Vous aviez choisi" in said
    [asked], _ = record(page)
    assert "Choisissez de nouveau" in asked
    assert house.store.titles.of(number) == {}
    level(page).set_value(Level.COUNSEL)
    [why] = [each for each in page.selectbox if str(each.key).startswith("name.why.e1")]
    why.set_value("privilege")
    assert record(page)[0] == []
    assert house.store.redactions.of(number)["e1"].level is Level.COUNSEL
    assert house.store.titles.of(number)["e1"].title == "Avis juridique"


def test_R44_a_title_nobody_touched_is_that_of_the_colleague_at_the_second_press(
    page, house, number, named
):
    named("Facture au nom de l’enfant", 0)
    go(page, "lawyer_reclamations")
    page.query_params.update(numero=number, perte="l1")
    go(page, "lawyer_reclamation")
    named("Facture", 1)
    page.text_input(key="day.e1").input("2021-08-30")
    [told], said = record(page)
    assert "a changé pendant votre lecture" in told
    assert "Facture" in said
    assert page.text_input(key="title.e1").value == "Facture"
    assert page.text_input(key="day.e1").value == "2021-08-30"
    assert record(page)[0] == []
    kept = house.store.titles.of(number)["e1"]
    assert (kept.title, str(kept.day)) == ("Facture", "2021-08-30")


def test_R44_a_title_that_could_not_be_saved_is_still_judged_by_what_was_read(
    page, house, number, named, monkeypatch
):
    page.text_input(key="title.e1").input("Le mien")
    named("Celui de Me Roy", 0)
    with monkeypatch.context() as meanwhile:

        def full(*_, **__):
            raise NotSaved("disk full")

        meanwhile.setattr(entitling, "entitle", full)
        assert record(page)[0] == [
            "Rien n’a été enregistré, et rien n’est perdu. Réessayez dans un instant."
        ]
    [told], _ = record(page)
    assert "a changé pendant votre lecture" in told
    assert house.store.titles.of(number)["e1"].title == "Celui de Me Roy"
    assert page.text_input(key="title.e1").value == "Le mien"
    assert record(page)[0] == []
    assert house.store.titles.of(number)["e1"].title == "Le mien"


def test_a_level_alone_recorded_meanwhile_is_not_told_as_a_title(page, house, number):
    level(page).set_value(Level.PUBLIC)
    set_level(house, ROY, number, "e1", Level.COUNSEL, "privilege", now=NOW)
    [told], said = record(page)
    assert "a nommé" not in told
    assert "sans titre" not in said
    assert house.store.redactions.of(number)["e1"].level is Level.COUNSEL
