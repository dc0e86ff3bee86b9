"""The page of an exhibit: boxes placed without a mouse, found, burned; who may be given it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Radio

from claims.claim.redaction import WHOLE, Box, Level
from claims.evidence.look import Look
from claims.office import redacting
from claims.office.entitling import Naming, entitle, named
from claims.office.house import House, move_into
from claims.office.redacting import set_level
from claims.problems import Conflict
from claims.ui import here, staff_naming, staff_redaction
from claims.ui.staff_index_typed import Row
from tests.evidence.test_searching import with_a_field
from tests.makers import GAGNON, NOW, ROY, WHC, a_filed_claim, a_house, an_exhibit
from tests.office.test_redacting import CONTENT
from tests.ui.tabs import a_tab, go

pytestmark = pytest.mark.usefixtures("unread")


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = a_house(tmp_path)
    move_into(made)
    return made


@pytest.fixture
def number(house: House) -> str:
    found = a_filed_claim(house, exhibits=(an_exhibit(1, CONTENT),))
    house.store.looks.keep("e1", Look(pages=2), at=NOW, by="system")
    return found


@pytest.fixture
def page(house: House, number: str, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    def opened(language: str = "fr", exhibit: str = "e1", claim: str = number) -> AppTest:
        monkeypatch.setattr(here, "actor_from", lambda *_, **__: GAGNON)
        monkeypatch.setattr(here, "cookies", lambda: {"claims_lang": language})
        app = a_tab()
        app.query_params.update(numero=claim, piece=exhibit)
        go(app, "lawyer_piece")
        assert not app.exception, app.exception
        return app

    return opened


def pressed(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def levels(app: AppTest) -> Radio:
    """Who may be given the exhibit, as the form shows it now."""
    [found] = [each for each in app.radio if str(each.key).startswith("level.e1.")]
    return found


def typed(app: AppTest, *sides: str) -> AppTest:
    for side, value in zip(("left", "top", "right", "bottom"), sides, strict=True):
        app.text_input(key=f"redact.side.{side}").input(value)
    return pressed(app, "Ajouter")


def test_a_box_placed_by_its_sides_is_burned_with_its_reason(page, house, number):
    app = typed(page(), "0", "0", "100", "30,5")
    app = pressed(app, "Faire la copie caviardée")
    assert "Copie caviardée n° 1 faite" in app.success[0].value
    (box,) = house.store.redactions.of(number)["e1"].copy.boxes
    assert (box.page, box.left, box.top, box.right, box.bottom) == (1, 0, 0, 10_000, 3_050)
    assert (box.reason, box.pattern) == ("personal", "drawn")


@pytest.mark.parametrize(
    "sides", [("60", "0", "20", "9"), ("", "", "", ""), ("0", "0", "1e2", "9")]
)
def test_sides_that_make_no_box_are_told_and_add_none(page, sides):
    app = typed(page(), *sides)
    assert "vide ou sort de la page" in app.error[0].value
    assert "Aucune boîte posée." in [caption.value for caption in app.caption]


def test_what_is_searched_joins_the_boxes_once_and_may_be_taken_back(page):
    app = page()
    app.text_area(key="redact.words").input("lavoie")
    app = pressed(app, "Chercher dans la pièce")
    assert app.success[0].value == "2 boîtes ajoutées."
    assert pressed(app, "Chercher dans la pièce").success[0].value == "0 boîte ajoutée."
    app = pressed(pressed(app, "Retirer"), "Retirer")
    assert "Aucune boîte posée." in [caption.value for caption in app.caption]


@pytest.mark.parametrize(
    ("language", "search", "pages", "told"),
    [
        ("fr", "Chercher dans la pièce", 1, "Page 1\xa0: quelque chose n’y a pas été lu"),
        ("fr", "Chercher dans la pièce", 3, "Pages 1–3\xa0: quelque chose n’y a pas été lu"),
        ("en", "Search the exhibit", 3, "Pages 1–3: something on them was not read"),
    ],
)
def test_pages_on_which_something_was_not_read_are_told_until_another_search(
    page, house, language, search, pages, told
):
    content = BytesIO()
    with pikepdf.open(BytesIO(with_a_field())) as pdf:
        pdf.pages.extend([pdf.pages[0]] * (pages - 1))
        pdf.save(content)
    claim = a_filed_claim(house, 2, exhibits=(an_exhibit(2, content.getvalue()),))
    app = page(language, "e2", claim)
    app.text_area(key="redact.words").input("Facture 4512")
    app = pressed(app, search)
    assert app.success[0].value.startswith(str(pages))
    for shown in (app, app.run()):  # they are still to be looked at
        assert any(each.value.startswith(told) for each in shown.warning)


def test_pages_not_read_are_told_as_runs():
    assert list(staff_redaction._runs((1, 3, 4, 5, 9, 10))) == ["1", "3–5", "9–10"]


def test_an_exhibit_withheld_without_a_reason_is_refused_in_both_languages(page):
    for language, told in (("fr", "Choisissez le motif"), ("en", "Choose the reason")):
        app = page(language)
        levels(app).set_value("counsel")
        app = pressed(app, "Consigner" if language == "fr" else "Record")
        assert told in app.error[0].value


@pytest.mark.parametrize(("language", "told", "record"), [
    ("fr", "a consigné entre-temps", "Consigner"), ("en", "recorded meanwhile", "Record"),
])  # fmt: skip
def test_R44_a_page_read_before_a_colleague_kept_an_exhibit_back_publishes_nothing(
    page, house, number, language, told, record
):
    app = page(language)
    set_level(house, ROY, number, "e1", Level.COUNSEL, "privilege", now=NOW)
    levels(app).set_value("public")
    app = pressed(app, record)
    assert told in app.error[0].value
    assert ROY.name in app.error[0].value
    assert levels(app).value is Level.COUNSEL
    assert not pressed(app, record).error
    assert house.store.redactions.of(number)["e1"].level is Level.COUNSEL
    levels(app).set_value("public")
    assert not pressed(app, record).error
    assert house.store.redactions.of(number)["e1"].level is Level.PUBLIC


def test_what_the_registry_recorded_meanwhile_is_told_in_the_language_of_the_page(
    page, house, number
):
    app = page()
    house.store.redactions.say(number, "e1", Level.COUNSEL, "privilege", at=NOW, by="system")
    levels(app).set_value("public")
    told = pressed(app, "Consigner").error[0].value
    named = staff_naming.why(Conflict("", by="system")).values["who"]
    assert ("système" in told, "system " in told, named) == (True, False, "système")


def test_R44_a_page_turned_after_a_colleague_kept_an_exhibit_back_still_publishes_nothing(
    page, house, number
):
    """The choice on the screen was theirs; what stands is read anew at every turn of a page."""
    set_level(house, GAGNON, number, "e1", Level.PUBLIC, "", now=NOW)
    app = page()
    set_level(house, ROY, number, "e1", Level.COUNSEL, "privilege", now=NOW)
    app.selectbox(key="redact.at.e1").set_value(2).run()
    assert levels(app).value is Level.PUBLIC
    app = pressed(app, "Consigner")
    assert "a consigné entre-temps" in app.error[0].value
    assert (levels(app).value, house.store.redactions.of(number)["e1"].level) == (
        Level.COUNSEL, Level.COUNSEL,
    )  # fmt: skip
    assert not pressed(app, "Consigner").error
    assert house.store.redactions.of(number)["e1"].level is Level.COUNSEL


def test_R44_a_copy_a_colleague_burned_meanwhile_is_told_before_another_replaces_it(
    page, house, number
):
    app = typed(page(), "0", "0", "10", "5")
    heavier = [Box(each, 0, 0, WHOLE, WHOLE, "privilege", "drawn") for each in (1, 2)]
    redacting.redact(house, ROY, number, "e1", heavier, seen=0, now=NOW)
    app.selectbox(key="redact.at.e1").set_value(2).run()
    app = pressed(app, "Faire la copie caviardée")
    assert "Quelqu’un d’autre vient de caviarder" in app.error[0].value
    assert len(house.store.redactions.of(number)["e1"].copies) == 1
    assert "n° 2 faite" in pressed(app, "Faire la copie caviardée").success[0].value
    assert [each.by for each in house.store.redactions.of(number)["e1"].copies] == [
        ROY.name, GAGNON.name,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "title", "told"),
    [("fr", "Pièce introuvable", "Aucune pièce de cette adresse"),
     ("en", "Exhibit not found", "No exhibit at that address")],
)  # fmt: skip
def test_an_exhibit_that_is_not_there_is_said_not_to_be(page, language, title, told):
    """Its claim is there: nobody is told that it is not."""
    app = page(language, exhibit="e9")
    assert [each.value for each in app.title] == [title]
    assert told in app.error[0].value


@pytest.mark.parametrize(
    ("language", "send", "told"),
    [("fr", "Consigner le titre", "est à venir"), ("en", "Record the title", "still to come")],
)
def test_a_title_is_typed_with_its_date_and_a_day_to_come_is_refused_with_all_kept(
    page, house, number, language, send, told
):
    app = page(language)
    app.text_input(key="title.e1").input("Avis de l’hébergeur <b>")
    app.text_input(key="day.e1").input("2031-01-01")
    app = pressed(app, send)
    assert told in app.error[0].value
    assert app.text_input(key="title.e1").value == "Avis de l’hébergeur <b>"
    app.text_input(key="day.e1").input("2021-08-30")
    app = pressed(app, send)
    titled = house.store.titles.of(number)["e1"]
    assert (titled.title, str(titled.day)) == ("Avis de l’hébergeur <b>", "2021-08-30")
    assert "Avis de l’hébergeur <b>" in [each.value for each in app.text]


def test_R44_a_title_given_while_the_page_was_open_is_told_before_another_replaces_it(
    page, house, number
):
    app = page()
    app.text_input(key="title.e1").input("Avis de l’hébergeur")
    theirs = Naming(number, "e1", "Titre de Roy", "2021-08-30", 0)
    entitle(house, ROY, [theirs], now=NOW, entropy=lambda size: bytes(size))
    app = pressed(app, "Consigner le titre")
    assert ROY.name in " ".join(each.value for each in app.text)
    assert house.store.titles.of(number)["e1"].title == "Titre de Roy"
    app = pressed(app, "Consigner le titre")
    assert house.store.titles.of(number)["e1"].title == "Avis de l’hébergeur"


def test_a_form_shown_again_begins_with_the_title_that_stands_and_is_judged_by_it(
    page, house, number
):
    app = page()
    theirs = Naming(number, "e1", "Titre de Roy", "2021-08-30", 0)
    entitle(house, ROY, [theirs], now=NOW, entropy=lambda size: bytes(size))
    go(app, "lawyer_index_pieces")
    app.query_params.update(numero=number, piece="e1")
    go(app, "lawyer_piece")
    assert app.text_input(key="title.e1").value == "Titre de Roy"
    app.text_input(key="title.e1").input("Avis de l’hébergeur")
    assert not pressed(app, "Consigner le titre").error
    assert house.store.titles.of(number)["e1"].title == "Avis de l’hébergeur"


def test_the_index_takes_every_title_it_proposes_at_one_press(page, house, number):
    app = page()
    go(app, "lawyer_index_pieces")
    assert not app.exception, app.exception
    [shown] = app.dataframe
    assert list(shown.value["name"]) == ["facture.pdf"]
    app = pressed(app, "Accepter 1 titre proposé ici")
    assert house.store.titles.of(number)["e1"].title == shown.value["title"][0] != ""
    assert "1 pièce consignée au journal." in [each.value for each in app.success]


def typed_in_the_index(page, house, number, **cells: str) -> AppTest:
    """The index of exhibits as counsel reads it, with cells typed and not recorded."""
    app = page()
    read = named(house, GAGNON, number, "fr", now=NOW)["e1"]
    app.session_state["index.typed"] = {(WHC, number, "e1"): Row(read, cells)}
    return go(app, "lawyer_index_pieces")


def test_R44_counsel_told_of_a_colleague_s_title_in_the_index_loses_no_word_and_records_again(
    page, house, number
):
    app = typed_in_the_index(page, house, number, title="Avis de l’hébergeur")
    theirs = Naming(number, "e1", "Titre de Roy", "2021-08-30", 0)
    entitle(house, ROY, [theirs], now=NOW, entropy=lambda size: bytes(size))
    app.button(key="index.keep").click().run()
    assert house.store.titles.of(number)["e1"].title == "Titre de Roy"
    told = [each.value for each in app.text]
    assert [each for each in told if ROY.name in each and "Titre de Roy · 2021-08-30" in each]
    [shown] = app.dataframe
    assert (shown.value["title"][0], shown.value["day"][0]) == ("Avis de l’hébergeur", "2021-08-30")
    app.button(key="index.keep").click().run()
    titled = house.store.titles.of(number)["e1"]
    assert (titled.title, str(titled.day)) == ("Avis de l’hébergeur", "2021-08-30")


def test_R44_a_level_a_colleague_recorded_is_told_in_the_index_and_a_second_press_publishes_nothing(
    page, house, number
):
    app = typed_in_the_index(page, house, number, title="Avis", level="Publique")
    set_level(house, ROY, number, "e1", Level.COUNSEL, "privilege", now=NOW)
    app.button(key="index.keep").click().run()
    told = " ".join(each.value for each in app.text)
    assert ROY.name in told
    assert "Réservée aux avocats du groupe · Secret professionnel de l’avocat" in told
    assert "« Publique »" in told.replace("\u00a0", " ")
    app.button(key="index.keep").click().run()
    assert house.store.redactions.of(number)["e1"].level is Level.COUNSEL
    assert house.store.titles.of(number)["e1"].title == "Avis"


@pytest.mark.parametrize(
    ("cells", "chosen"),
    [({"why": "Ordonnance de confidentialité"}, "« Ordonnance de confidentialité »"),
     ({"level": "Publique", "why": ""}, "« Publique · aucun motif »")],
)  # fmt: skip
def test_R44_a_reason_chosen_is_told_when_a_colleague_s_level_takes_its_place(
    page, house, number, cells, chosen
):
    set_level(house, ROY, number, "e1", Level.CONFIDENTIAL, "privilege", now=NOW)
    app = typed_in_the_index(page, house, number, **cells, title="Avis")
    set_level(house, ROY, number, "e1", Level.COUNSEL, "privilege", now=NOW)
    app.button(key="index.keep").click().run()
    told = " ".join(each.value for each in app.text).replace("\u00a0", " ")
    assert f"Vous aviez choisi {chosen} : choisissez de nouveau." in told


def test_a_level_recorded_alone_in_the_index_leaves_the_title_proposed(page, house, number):
    app = typed_in_the_index(page, house, number, level="Publique")
    app.button(key="index.keep").click().run()
    assert house.store.redactions.of(number)["e1"].level is Level.PUBLIC
    assert not house.store.titles.of(number)
    [shown] = app.dataframe
    assert (shown.value["title"][0], shown.value["state"][0]) == (
        "Facture, boutique-boreale.ca", "proposé"
    )  # fmt: skip


def test_a_level_recorded_alone_in_the_index_leaves_the_title_that_stands(page, house, number):
    theirs = Naming(number, "e1", "Titre de Roy", "2021-08-30", 0)
    entitle(house, ROY, [theirs], now=NOW, entropy=lambda size: bytes(size))
    app = typed_in_the_index(page, house, number, level="Publique")
    app.button(key="index.keep").click().run()
    assert house.store.redactions.of(number)["e1"].level is Level.PUBLIC
    assert house.store.titles.of(number)["e1"].place == 1


def test_a_day_recorded_alone_in_the_index_takes_no_title_that_nobody_gave(page, house, number):
    app = typed_in_the_index(page, house, number, day="2021-09-12")
    app.button(key="index.keep").click().run()
    titled = house.store.titles.of(number)["e1"]
    assert (titled.title, str(titled.day)) == ("", "2021-09-12")
    [shown] = app.dataframe
    assert list(shown.value[["title", "day", "state"]].iloc[0]) == [
        "Facture, boutique-boreale.ca", "2021-09-12", "proposé",
    ]  # fmt: skip
    app.button(key="index.accept").click().run()
    titled = house.store.titles.of(number)["e1"]
    assert (titled.title, str(titled.day)) == ("Facture, boutique-boreale.ca", "2021-09-12")


def test_titles_accepted_after_a_colleague_gave_one_are_shown_with_theirs(page, house, number):
    app = go(page(), "lawyer_index_pieces")
    theirs = Naming(number, "e1", "Titre de Roy", "2021-08-30", 0)
    entitle(house, ROY, [theirs], now=NOW, entropy=lambda size: bytes(size))
    app.button(key="index.accept").click().run()
    assert "Des pièces ont changé pendant votre lecture" in app.error[0].value
    [shown] = app.dataframe
    assert shown.value["title"][0] == "Titre de Roy"
    assert app.button(key="index.accept").disabled


def test_what_is_typed_on_a_card_stays_when_it_is_folded_and_recorded_once(page, house, number):
    app = go(page(), "lawyer_index_pieces")
    card, field = f"card.index.{WHC}/{number}/e1", f"index.card.title.{WHC}.{number}.e1"
    app.button(key=card).click().run()
    assert app.text_area(key=field).value == "Facture, boutique-boreale.ca", "the one proposed"
    app.text_area(key=field).input("Avis de l’hébergeur").run()
    app.button(key=card).click().run()
    [shown] = app.dataframe
    assert (shown.value["title"][0], shown.value["state"][0]) == (
        "Avis de l’hébergeur", "à consigner",
    )  # fmt: skip
    app.button(key=card).click().run()
    app.button(key="index.card.keep").click().run()
    assert house.store.titles.of(number)["e1"].title == "Avis de l’hébergeur"
    app.button(key="index.card.keep").click().run()
    assert "Rien n’a changé, rien n’est consigné." in [each.value for each in app.info]
    assert house.store.titles.of(number)["e1"].place == 1
