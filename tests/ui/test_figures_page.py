"""The page « Barèmes »: every figure with who says it, one revised with its effect shown first."""

from datetime import date

from streamlit.testing.v1 import AppTest

from claims.office.revising import Typed, revise
from claims.problems import NotSaved
from tests.makers import NOW, ROY, WHC, a_filed_claim
from tests.ui.test_staff_pages import house, visit, words

__all__ = ["house", "visit"]

TYPED = {"since": "2021-08-01", "value": "90,00", "authority_fr": "expertise <b>Roy</b>, p. 12",
         "reason": "Rapport reçu."}  # fmt: skip


def key(name: str, kept: int = 0) -> str:
    return f"baremes.{name}.{WHC}.{kept}"


def looked(app: AppTest, **changes: str) -> AppTest:
    for name, text in (TYPED | changes).items():
        area = app.text_area if name == "reason" else app.text_input
        area(key=key(name)).input(text)
    return pressed(app, key("look"))


def pressed(app: AppTest, button: str) -> AppTest:
    next(b for b in app.button if b.key == button).click().run()
    assert not app.exception, app.exception
    return app


def test_every_figure_is_read_with_its_authority_its_users_and_what_nobody_verified(visit):
    said = words(visit("baremes"))
    assert "Taux horaire du travail de reconstruction" in said
    assert "85,00 $, à compter du 1er août 2021" in said
    assert "proposition de la partie demanderesse, à confirmer par expertise" in said
    assert "[À CONFIRMER]" not in said, "the badge of a figure says it once"
    assert "Reconstruction du site : étape 2 du ruban" in said
    assert "40 000,00 $" in said
    assert "chiffres ne sont pas vérifiés" in said
    assert "Aucune : les chiffres sont ceux du fichier du dossier." in said
    assert "Boutique" in said
    assert "30 jours" in said
    english = words(visit("baremes", language="en"))
    assert "$85.00, from August 1, 2021" in english
    assert "Rebuilding the site: step 2 of the tape" in english


def test_a_figure_is_revised_once_its_effect_was_shown(visit, house):
    a_filed_claim(house)
    app = looked(visit("baremes"))
    said = words(app)
    assert "Une valeur est déjà en vigueur à compter de ce jour, 85,00 $." in said
    assert "1 réclamation sur 1 changerait, d’au plus 210,00 $ déclarés" in said
    assert "4 980,00 $" in said
    assert house.store.figures.last(WHC) == 0
    said = words(pressed(app, "baremes.keep"))
    assert house.rules(WHC).matter.figures["hourly_rate"].on(date(2021, 9, 1)).value == 90
    assert "Révision consignée au journal." in said
    assert "expertise <b>Roy</b>, p. 12 (révisé le" in said
    assert "Un chiffre du barème, le fichier du dossier ou une table de taux a changé" in said
    assert app.text_input(key=key("value", 1)).value == ""


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(visit, house):
    app = looked(visit("baremes"), value="-5", authority_fr="")
    said = words(app)
    assert "n’est jamais négatif" in said
    assert "Inscrivez la source de cette valeur" in said
    assert app.text_input(key=key("value")).value == "-5"
    assert app.text_area(key=key("reason")).value == "Rapport reçu."
    assert not [b for b in app.button if b.key == "baremes.keep"]


def test_a_colleague_s_revision_is_shown_and_counsel_looks_again(visit, house):
    app = looked(visit("baremes"))
    theirs = Typed("data_rate", "2021-08-01", "50", authority_fr="entente", reason="Entente.")
    revise(house, ROY, WHC, theirs, seen=0, now=NOW)
    said = words(pressed(app, "baremes.keep"))
    assert "Le barème a été révisé pendant votre lecture" in said
    assert ROY.name in said
    assert "50,00 $" in said
    assert app.text_input(key=key("value")).value == "90,00"
    pressed(pressed(app, key("look")), "baremes.keep")
    assert [r.body["value"] for r in house.store.figures.of(WHC)] == ["50.00", "90.00"]


def test_a_disk_that_refuses_is_told_and_the_words_stay(visit, house, monkeypatch):
    app = looked(visit("baremes"))

    def full(*_: object, **__: object) -> None:
        raise NotSaved("full")

    monkeypatch.setattr(type(house.store.figures), "add", full)
    assert "Rien n’a été enregistré" in words(pressed(app, "baremes.keep"))
    assert app.text_input(key=key("value")).value == "90,00"
