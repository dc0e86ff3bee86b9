"""The claimant's pages, without a browser: what is typed stays, is saved, and is judged kindly."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from claims.claim.form import CreditForm, LossForm, Part, ServiceForm
from claims.claim.states import Status
from claims.evidence.look import Look
from claims.matter.reading import read_matters
from claims.office import claimant, site_list
from claims.office import house as houses
from claims.office.drafting import LISTS
from claims.office.entrance import start
from claims.office.folder import open_folder
from claims.office.house import House
from claims.office.lawyer import Verdict, decide
from claims.office.progress import tasks
from claims.problems import NotSaved
from claims.settings import Settings
from claims.ui import here
from claims.ui.forms import label_of
from claims.ui.forms_sites import edited
from tests.makers import GAGNON, NOW, WHC, a_claimant, a_house, an_exhibit, asked_for, with_a_delay
from tests.makers import a_form as an_import
from tests.ui.tabs import MAIN, a_tab, go

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples" / "files"
INVOICE = (SAMPLES / "facture-reconstruction.pdf").read_bytes()


@dataclass
class Visit:
    """A claimant's tab. Fields and buttons are found by their key."""

    house: House
    number: str
    app: AppTest

    def goes_to(self, page: str) -> "Visit":
        go(self.app, f"claimant_{page}")
        return self.stands()

    def stands(self) -> "Visit":
        assert not self.app.exception, self.app.exception[0].message
        return self

    def types(self, path: str, typed: str) -> "Visit":
        key = key_of(path)
        boxes = [*self.app.text_input, *self.app.text_area]
        next(box for box in boxes if box.key == key).input(typed).run()
        return self.stands()

    def holds(self, path: str) -> str:
        key = key_of(path)
        boxes = [*self.app.text_input, *self.app.text_area]
        return next(box.value for box in boxes if box.key == key)

    def chooses(self, path: str, answer: str) -> "Visit":
        next(r for r in self.app.radio if r.key == key_of(path)).set_value(answer).run()
        return self.stands()

    def presses(self, key: str) -> "Visit":
        self.app.button(key=key).click().run()
        return self.stands()

    def title(self) -> str:
        return self.app.title[0].value

    def texts(self) -> str:
        return "\n".join(text.value for text in self.app.text)

    def words(self) -> str:
        shown = [*self.app.markdown, *self.app.caption, *self.app.error, *self.app.info]
        return "\n".join(element.value for element in shown)

    def warnings(self) -> str:
        return "\n".join(warning.value for warning in self.app.warning)

    def draft(self) -> dict:
        return self.house.store.drafts.read(self.number).form


def key_of(path: str) -> str:
    return "champ-" + "".join(c if c.isdigit() or "a" <= c <= "z" else "-" for c in path)


def a_form(**changes):
    """The ordinary form, with every question a claimant must answer."""
    return an_import(**{"registrant": "no", **changes})


@pytest.fixture
def house(tmp_path: Path) -> House:
    opened = a_house(tmp_path)
    houses.move_into(opened)
    return opened


@pytest.fixture
def visit(house: House, monkeypatch) -> Callable[..., Visit]:
    """Opens a tab on a new claim, with the form given or the ordinary one."""

    def opens(language: str = "fr", form: dict | None = None) -> Visit:
        begun = start(house, WHC, "fr", key="k" * 43, now=datetime.now(UTC), entropy=entropy)
        draft = house.store.drafts.read(begun.number)
        typed = a_form() if form is None else form
        house.store.drafts.save(begun.number, typed, seen=draft.version, at=draft.saved_at,
                                by=begun.number)  # fmt: skip
        cookies = {"claims": begun.token, "claims_lang": language}
        monkeypatch.setattr(here, "cookies", lambda: cookies)
        return Visit(house, begun.number, a_tab())

    return opens


def entropy(size: int) -> bytes:
    return bytes(range(size))


def filed(visit: Visit) -> Visit:
    folder = claimant.my_draft(visit.house, a_claimant(visit.number), now=datetime.now(UTC))
    claimant.submit(visit.house, a_claimant(visit.number), name="Anne Boréal", agreed=True,
                    seen=folder.version, language="fr", now=datetime.now(UTC))  # fmt: skip
    return visit


AMOUNT, HOURS, DAY = "losses.l1.inputs.invoices", "losses.l1.inputs.hours", "losses.l1.start"
DOMAIN, NAME, EMAIL = "services.s1.domain", "claimant.name", "contact.email"
PHONE = "contact.phone"
BAD = [
    ("pertes", AMOUNT, "1,234", "peut se lire de deux façons", "can be read two ways"),
    ("pertes", AMOUNT, "-5", "porte un signe", "carries a sign"),
    ("pertes", AMOUNT, "1e5", "n’est pas un montant lisible", "not an amount we can read"),
    ("pertes", AMOUNT, "١٢٣", "n’est pas un montant lisible", "not an amount we can read"),
    ("pertes", AMOUNT, "１２３", "n’est pas un montant lisible", "not an amount we can read"),
    ("pertes", AMOUNT, "1_000", "n’est pas un montant lisible", "not an amount we can read"),
    ("pertes", AMOUNT, "NaN", "n’est pas un montant lisible", "not an amount we can read"),
    ("pertes", AMOUNT, "12,345", "peut se lire de deux façons", "can be read two ways"),
    ("pertes", AMOUNT, "1 234,567", "plus de deux décimales", "more than two decimals"),
    (
        "pertes",
        AMOUNT,
        "999 999 999 999",
        "le plus grand montant accepté",
        "largest amount accepted",
    ),
    ("pertes", AMOUNT, "=1+1", "n’est pas un montant lisible", "not an amount we can read"),
    ("pertes", HOURS, "douze", "n’est pas un nombre lisible", "not a number we can read"),
    ("pertes", HOURS, "1,234", "peut se lire de deux façons", "can be read two ways"),
    ("pertes", HOURS, "99999", "ce qui paraît trop", "which seems too much"),
    ("pertes", DAY, "2021-02-31", "n’est pas une date du calendrier", "not a date of the calendar"),
    (
        "pertes",
        DAY,
        "05/06/2021",
        "peut être le 6 mai 2021 ou le 5 juin 2021",
        "may be May 6, 2021",
    ),
    ("pertes", DAY, "1999-12-31", "hors de la période", "outside the period"),
    ("pertes", DAY, "hier", "n’est pas une date du calendrier", "not a date of the calendar"),
    ("sites", DOMAIN, "atelier mecanique", "n’est pas un nom de domaine", "not a domain name"),
    ("sites", DOMAIN, "moi@boutique.ca", "est une adresse de courriel", "is an e-mail address"),
    ("sites", DOMAIN, "127.0.0.1", "est une adresse IP", "is an IP address"),
    ("sites", DOMAIN, "boutique.invalide", "extension connue", "a known extension"),
    ("sites", DOMAIN, "![x](http://a.example/p.png)", "extension connue", "a known extension"),
    ("coordonnees", NAME, "Zoé\u202egpj", "est invisible", "is invisible"),
    ("coordonnees", NAME, "Zoé\x00", "est invisible", "is invisible"),
    ("coordonnees", NAME, "x" * 300, "la limite est de 200", "the limit is 200"),
    ("coordonnees", EMAIL, "zoe@", "adresse de courriel complète", "complete e-mail address"),
    ("coordonnees", EMAIL, "=cmd|' /C calc'!A0", "adresse de courriel complète", "complete e-mail"),
    ("coordonnees", PHONE, "12", "numéro de téléphone valide", "valid telephone number"),
]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_R21_R27_a_wrong_value_stays_in_its_field_with_one_sentence(visit, language):
    tab, before = visit(language), ""
    tab.app.session_state["ouvert losses"] = "l1"
    tab.app.session_state["ouvert services"] = "s1"
    for page, path, typed, french, english in BAD:
        if page != before:
            tab.goes_to(page)
            before = page
        was = tab.holds(path)
        tab.types(path, typed)
        assert tab.holds(path) == typed, path
        wanted = french if language == "fr" else english
        assert wanted in tab.texts(), f"{path} {typed!r}: {tab.texts()}"
        assert len(tab.app.error) == 1, f"{path} {typed!r}"
        assert "« … »" not in tab.app.error[0].value, path
        assert "“…”" not in tab.app.error[0].value, path
        tab.types(path, was)
        assert not tab.app.error, path


@pytest.mark.parametrize("typed", ["![x](http://a.example/p)", "<b>gras</b>", "**x**", "$x^2$"])
def test_R20_what_was_typed_never_becomes_markup(visit, typed):
    tab = visit(form=a_form(name=typed, domain=typed))
    tab.app.session_state["ouvert losses"] = "l1"
    for page in ("coordonnees", "sites", "pertes", "pieces", "verifier", "signer", "dossier"):
        tab.goes_to(page)
        labels = [b.label for b in tab.app.button]
        headings = [s.value for s in (*tab.app.subheader, *tab.app.header, *tab.app.title)]
        assert typed not in "\n".join([tab.words(), *labels, *headings]), page
    assert typed in tab.goes_to("verifier").texts()


def test_a_good_value_is_read_back_in_words(visit):
    tab = visit()
    tab.app.session_state["ouvert losses"] = "l1"
    tab.goes_to("pertes").types(AMOUNT, "1 234,5").types(DAY, "2021-08-29")
    assert "1\u00a0234,50\u00a0\\$" in tab.words()
    assert "29 août 2021" in tab.words()


def test_each_field_is_saved_as_it_is_left_and_nothing_else(visit):
    tab = visit().goes_to("coordonnees").types(EMAIL, "autre@exemple.ca")
    assert tab.draft()["contact"]["email"] == "autre@exemple.ca"
    assert tab.draft() == a_form() | {
        "contact": {**a_form()["contact"], "email": "autre@exemple.ca"}
    }


def test_a_new_session_finds_everything_again(visit):
    tab = visit().goes_to("coordonnees").types(EMAIL, "autre@exemple.ca").types(NAME, "Boréal")
    again = Visit(tab.house, tab.number, a_tab()).goes_to("coordonnees")
    assert (again.holds(EMAIL), again.holds(NAME)) == ("autre@exemple.ca", "Boréal")


def test_another_tabs_change_appears_in_a_field_left_alone(visit):
    tab = visit().goes_to("coordonnees")
    other = Visit(tab.house, tab.number, a_tab()).goes_to("coordonnees")
    other.types(NAME, "Boréal")
    tab.types(EMAIL, "autre@exemple.ca")
    assert tab.holds(NAME) == "Boréal"
    assert tab.draft()["contact"]["email"] == "autre@exemple.ca"


def both_tabs_wrote(visit) -> tuple[Visit, Visit]:
    tab = visit().goes_to("coordonnees")
    other = Visit(tab.house, tab.number, a_tab()).goes_to("coordonnees")
    other.types(NAME, "Nom de l’autre onglet")
    tab.types(NAME, "Nom d’ici")
    return tab, other


def test_a_field_changed_in_both_tabs_shows_both_and_keeps_the_first(visit):
    tab, _ = both_tabs_wrote(visit)
    assert tab.holds(NAME) == "Nom d’ici"
    assert "modifiée dans un autre onglet" in tab.texts()
    assert "Nom de l’autre onglet" in tab.texts()
    assert tab.draft()["claimant"]["name"] == "Nom de l’autre onglet"


def test_of_two_versions_one_may_keep_ones_own(visit):
    tab, _ = both_tabs_wrote(visit)
    tab.presses("mien-champ-claimant-name")
    assert tab.draft()["claimant"]["name"] == tab.holds(NAME) == "Nom d’ici"
    assert "autre onglet" not in tab.texts()


def test_of_two_versions_one_may_take_the_other(visit):
    tab, _ = both_tabs_wrote(visit)
    tab.presses("leur-champ-claimant-name")
    assert tab.draft()["claimant"]["name"] == tab.holds(NAME) == "Nom de l’autre onglet"


def test_R42_what_the_disk_refused_stays_in_the_field_until_it_is_saved(visit, monkeypatch):
    tab = visit().goes_to("coordonnees")

    def full(*args, **kwargs):
        raise NotSaved("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(tab.house.store.drafts, "save", full)
        tab.types(NAME, "Boréal")
        assert "n’a pas été enregistrée" in tab.texts()
        assert tab.holds(NAME) == "Boréal"
        assert tab.draft()["claimant"]["name"] == "Studio Boréal inc."
    tab.presses("encore-champ-claimant-name")
    assert tab.draft()["claimant"]["name"] == "Boréal"
    assert "enregistrée" not in tab.texts()


def test_R42_a_site_the_disk_refused_to_add_is_told_and_a_second_try_works(visit, monkeypatch):
    tab = visit(form={}).goes_to("sites")

    def full(*args, **kwargs):
        raise NotSaved("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(tab.house.store.drafts, "save", full)
        tab.presses("ajouter-site")
        assert "Rien n’a été enregistré, et rien n’est perdu" in tab.app.error[0].value
    assert len(tab.presses("ajouter-site").draft()["services"]) == 1
    assert not tab.app.error


def test_what_is_missing_is_told_when_one_goes_on_and_not_before(visit):
    tab = visit(form={}).goes_to("coordonnees")
    assert not tab.app.error
    tab.presses("continuer")
    assert tab.title() == "Vos coordonnées"
    assert "Il y a 5 problèmes à corriger" in tab.app.error[0].value
    assert "(#champ-claimant-kind)" in tab.app.error[0].value


@pytest.mark.parametrize(
    ("path", "typed", "cited"),
    [
        ("AMOUNT", "abc", "«\u00a0abc\u00a0»"),
        ("DAY", "jamais", "«\u00a0jamais\u00a0»"),
        ("AMOUNT", "[x](http://a.example)", "«\u00a0\\[x\\](http:\u2060//a.example)\u00a0»"),
        ("AMOUNT", "![x]($y$) # :smile:", "«\u00a0!\\[x\\](\\$y\\$) \\# \\:smile:\u00a0»"),
        (
            "AMOUNT",
            "a@b.example www.c.example",
            "«\u00a0a@\u2060b.example www\u2060.c.example\u00a0»",
        ),
        ("AMOUNT", "x" * 60, f"«\u00a0{'x' * 40}…\u00a0»"),
    ],
)
def test_R20_the_summary_cites_what_was_typed_and_makes_nothing_of_it(visit, path, typed, cited):
    tab = visit()
    tab.app.session_state["ouvert losses"] = "l1"
    tab.goes_to("pertes").types({"AMOUNT": AMOUNT, "DAY": DAY}[path], typed)
    assert cited in tab.app.error[0].value


def test_a_finished_topic_leads_to_the_next(visit):
    assert (
        visit().goes_to("coordonnees").presses("continuer").title()
        == "Quels sites avez-vous perdus?"
    )


def test_a_site_is_added_filled_and_removed_with_its_losses(visit):
    tab = visit(form={}).goes_to("sites").presses("ajouter-site")
    (site,) = tab.draft()["services"]
    tab.types(f"services.{site['id']}.domain", "https://www.Boutique.ca/menu")
    tab.chooses(f"services.{site['id']}.type", "shop").presses(f"fermer-{site['id']}")
    assert "1. boutique.ca" in [s.value for s in tab.app.subheader]
    tab.presses(f"retirer-{site['id']}").presses(f"retirer-oui-{site['id']}")
    assert tab.draft()["services"] == []


def a_waiting_row(domain: str, kind: str, line: int) -> dict:
    return {"line": line, "cells": {"key": f"/r1-{line}", "domain": domain, "type": kind}}


def test_a_list_that_waits_is_shown_checked_and_taken_where_it_can_be(visit):
    rows = [a_waiting_row("a.ca", "Online shop", 1), a_waiting_row("pas ça", "Site vitrine", 2)]
    tab = visit(form={"waiting": rows}).goes_to("sites").presses("grille-ajouter")
    assert [(s["domain"], s["type"]) for s in tab.draft()["services"]] == [("a.ca", "shop")]
    assert [row["cells"]["domain"] for row in tab.draft()["waiting"]] == ["pas ça"]
    assert "1 ligne acceptée (1 site ajouté), 1 à corriger." in tab.words() + tab.warnings()
    assert "Ligne 1, Nom de domaine" in tab.texts()  # where it stands now in the grid
    assert "1 ligne de votre liste attend d’être corrigée ou écartée" in tab.words()
    assert tab.presses("liste-oublier").draft().get("waiting") is None


def test_sites_a_workbook_leaves_out_are_removed_with_their_losses_once_asked_twice(visit):
    tab = visit().goes_to("sites")
    mine, more = a_claimant(tab.number), [{"domain": "b.ca", "type": "shop"}]
    claimant.add_parts(tab.house, mine, "services", more, now=NOW)
    book = site_list.hand_workbook(tab.house, mine, tab.number, "fr", now=NOW)
    sheet = load_workbook(BytesIO(b"".join(book.chunks)))
    sheet.worksheets[0].delete_rows(7)
    sheet.save(sent := BytesIO())
    tab.app.radio(key="maniere").set_value("sheet").run()
    tab.app.file_uploader[0].set_value(("sites.xlsx", sent.getvalue(), "")).run()
    tab.presses("liste-retirer")
    assert "Ce site et sa perte seront retirés." in tab.words()
    assert len(tab.draft()["services"]) == 2
    tab.presses("retirer-oui-liste")
    assert [s["domain"] for s in tab.draft()["services"]] == ["b.ca"]
    assert [loss.get("service") for loss in tab.draft()["losses"]] == [None]


def test_rows_that_wait_are_told_on_every_page_on_the_way_to_filing(visit):
    tab = visit(form=an_import(registrant="no") | {"waiting": [a_waiting_row("pas ça", "", 9)]})
    assert "1 à corriger" in tab.goes_to("dossier").words()
    assert "attend d’être corrigée ou écartée" in tab.goes_to("verifier").words()
    assert "attend d’être corrigée ou écartée" in tab.goes_to("signer").words()
    tab.goes_to("sites").app.radio(key="maniere").set_value("cards").run()
    assert "attend d’être corrigée ou écartée" in tab.words()
    tab.presses("liste-corriger")
    assert "Ligne 1, Nom de domaine" in tab.texts()
    tab.app.radio(key="maniere").set_value("sheet").run()
    assert "Ligne 9, Nom de domaine" in tab.texts()  # where it stood in its file
    assert tab.presses("liste-oublier").draft().get("waiting") is None
    assert "attend d’être corrigée ou écartée" not in tab.goes_to("verifier").words()


def test_the_rows_of_the_grid_are_what_was_pasted_without_titles_or_blanks():
    base = [{"key": "", "domain": "", "type": "", "fault": ""}] * 3
    edits = {
        "edited_rows": {"0": {"domain": "Nom de domaine", "type": "Type"},
                        "1": {"domain": " a.ca ", "type": None}},
        "added_rows": [{"domain": "b.ca"}, {}, {"type": "shop"}],
        "deleted_rows": [2],
    }  # fmt: skip
    rows = edited(base, edits, read_matters(Settings().matters_dir)[WHC])
    assert [
        (row.cells["domain"], row.cells.get("type")) for row in rows if "domain" in row.cells
    ] == [("a.ca", ""), ("b.ca", None)]
    assert len(rows) == 3


def test_exhibits_named_by_site_are_matched_once_the_person_confirms(visit):
    tab = visit()
    for n, name in enumerate(("boutique-boreale facture.pdf", "preuve de paiement.pdf"), 1):
        exhibit = an_exhibit(n, losses=(), kind="other", name=name)
        tab.house.store.exhibits.add(tab.number, exhibit, at=NOW, by=tab.number)
    tab.goes_to("pieces").presses("rapprochement-confirmer")
    told = {part["id"]: (part["kind"], part["losses"]) for part in tab.draft()["exhibits"]}
    assert told == {"e1": ("invoice", ["l1"]), "e2": ("payment", ["l1"])}


def test_answers_propose_a_subgroup_with_its_definition_and_status(visit):
    form = a_form()
    form["services"][0] |= {"answers": {}, "subgroup": ""}
    tab = visit(form=form).goes_to("sous_groupe")
    for question, answer in {"hosted": "unknown", "role": "owns", "use": "shop", "outcome": "late",
                             "own_backup": "unknown"}.items():  # fmt: skip
        tab.chooses(f"services.s1.answers.{question}", answer)
    assert "Vous pourriez faire partie du sous-groupe B1" in tab.words()
    assert "non confirmée par le tribunal" in tab.words()
    assert tab.draft()["services"][0]["subgroup"] == "B1"


def test_the_server_of_a_site_gives_its_losses_the_days_of_its_own_outage(visit):
    tab = visit(form=a_form(losses=[]))
    tab.app.session_state["ouvert services"] = "s1"
    tab.goes_to("sites").chooses("services.s1.server", "deux serveurs rétablis les premiers")
    tab.goes_to("pertes").app.selectbox(key="nouveau-chef").select("rebuild").run()
    tab.presses("ajouter-perte")
    (loss,) = tab.draft()["losses"]
    assert (loss["start"], loss["end"]) == ("2021-08-28", "2021-08-30")
    assert (
        tab.goes_to("sites").chooses("services.s1.server", "").draft()["services"][0]["server"]
        == ""
    )


def test_a_loss_starts_on_the_days_of_the_outage_and_says_which_proof_it_lacks(visit):
    tab = visit(form=a_form(losses=[])).goes_to("pertes")
    tab.app.selectbox(key="nouveau-chef").select("rebuild").run()
    tab.presses("ajouter-perte")
    (loss,) = tab.draft()["losses"]
    assert (loss["start"], loss["end"]) == ("2021-08-28", "2021-09-10")
    tab.types(f"losses.{loss['id']}.inputs.hours", "42")
    assert "3\u00a0570,00\u00a0\\$" in tab.words()
    assert "| Étape | Résultat |" in tab.words()  # a third column runs off a telephone
    assert "Feuille de temps\u00a0: 2\u00a0142,00\u00a0\\$ de plus" in tab.words()
    tab.app.selectbox(key="nouveau-chef").select("rebuild").run()
    tab.presses("ajouter-perte")
    assert "déjà inscrite" in tab.texts()


def test_a_period_outside_the_outage_is_told_at_the_loss_and_in_the_review_and_blocks_nothing(
    visit,
):
    refund = {"id": "l1", "head": "hosting_refund", "service": "s1", "start": "2021-08-28",
              "end": "2021-09-10", "inputs": {"prepaid": "119,88"}}  # fmt: skip
    tab = visit(form=a_form(losses=[refund]))
    said = "La période que vous déclarez sort de la panne connue"
    assert said not in tab.goes_to("pertes").words()
    tab.presses("modifier-l1").types("losses.l1.end", "2021-09-20")
    assert tab.words().count(said) == 1
    assert tab.presses("fermer-l1").words().count(said) == 1
    assert f"À noter\u00a0: {said}" in tab.goes_to("verifier").texts()
    assert tab.app.button(key="continuer")


def test_a_loss_is_added_for_the_site_chosen_and_for_none_that_was_not(visit):
    form = an_import(losses=[])
    form["services"] += [
        form["services"][0] | {"id": f"s{n}", "domain": f"s{n}.ca"} for n in (2, 3)
    ]
    tab = visit(form=form).goes_to("pertes").presses("ajouter-perte")
    assert "Choisissez d’abord un chef de dommages" in tab.texts()
    tab.app.selectbox(key="nouveau-chef").select("rebuild").run()
    assert "Choisissez le site de cette perte" in tab.presses("ajouter-perte").texts()
    assert tab.draft()["losses"] == []
    tab.app.selectbox(key="nouveau-site").select("s2").run()
    tab.presses("ajouter-perte")
    assert [loss["service"] for loss in tab.draft()["losses"]] == ["s2"]
    tab.app.selectbox(key="nouveau-chef").select("rebuild").run()
    tab.app.selectbox(key="nouveau-site").select("*").run()
    tab.presses("ajouter-perte")
    assert [loss["service"] for loss in tab.draft()["losses"]] == ["s2", "s1", "s3"]
    tab.types(f"losses.{tab.draft()['losses'][1]['id']}.inputs.hours", "4")
    assert "2 pertes sont encore vides" in tab.words()
    assert [loss["service"] for loss in tab.presses("retirer-vides").draft()["losses"]] == ["s1"]


def test_exhibits_that_prove_nothing_are_told_and_keep_nobody_from_filing(visit):
    tab = visit(form=an_import(registrant="no"))
    for n, kind in enumerate(("other", "invoice", "whois"), 1):
        exhibit = an_exhibit(n, content=str(n).encode(), losses=(), kind=kind)
        tab.house.store.exhibits.add(tab.number, exhibit, at=NOW, by=tab.number)
    for page in ("dossier", "verifier"):
        assert "2 pièces ne prouvent aucune perte." in tab.goes_to(page).words()
    folder = open_folder(tab.house, a_claimant(tab.number), now=NOW)
    assert folder.problems == ()
    assert {task.topic: task.state for task in tasks(folder)}["pieces"] == "ongoing"


def test_the_hub_shows_each_topic_and_the_provisional_total(visit):
    tab = visit().goes_to("dossier")
    assert "**4\u00a0770,00\u00a0\\$**" in tab.words()
    assert f"**{tab.number}**" in tab.words()


def test_every_page_counts_the_same_parts(visit):
    tab = visit()
    said = [tab.goes_to(page).app.get("progress")[0].proto.text
            for page in ("dossier", "coordonnees", "pieces", "verifier")]  # fmt: skip
    assert said == [
        "3 parties terminées sur 5 (les pièces sont facultatives)",
        "Partie 1 de 5 — Vos coordonnées",
        "Partie 5 de 5 — Vos pièces",
        "Une fois les parties remplies\u00a0: Vérifier vos réponses",
    ]


def test_checking_lists_every_point_and_does_not_lead_to_the_signature(visit):
    tab = visit(form=a_form(domain="?")).goes_to("verifier")
    assert "Il y a 1 point à compléter" in tab.words()
    assert not [b for b in tab.app.button if b.key == "continuer"]
    assert tab.presses("corriger").title() == "Quels sites avez-vous perdus?"


def test_signing_needs_the_name_and_the_box(visit):
    tab = visit().goes_to("signer").presses("deposer")
    assert "boutique-boreale.ca" in tab.texts()  # all that is signed stands on the page
    assert "Cochez-la pour déposer" in tab.texts()
    assert tab.house.store.claims.find(tab.number).status is Status.DRAFT


def test_signing_files_and_shows_the_number_and_the_receipt(visit):
    tab = visit().goes_to("signer").types("attestation.name", "Anne Boréal")
    tab.app.checkbox(key="champ-attestation-agreed").check().run()
    tab.presses("deposer")
    assert tab.title() == "Votre dossier est déposé"
    assert f"**{tab.number}**" in tab.words()
    assert tab.house.store.claims.find(tab.number).status is Status.SUBMITTED


def test_a_claim_changed_in_another_tab_is_not_filed_unseen(visit):
    tab = visit().goes_to("signer").types("attestation.name", "Anne Boréal")
    tab.app.checkbox(key="champ-attestation-agreed").check().run()
    claimant.save_field(tab.house, a_claimant(tab.number), HOURS, "42", "420", now=here.now())
    tab.presses("deposer")
    assert "Rien n’a été déposé" in tab.texts()
    assert tab.house.store.claims.find(tab.number).status is Status.DRAFT


def brought(tab: Visit, name: str, content: bytes, kind: str = "invoice") -> str:
    exhibit = claimant.add_exhibit(
        tab.house, a_claimant(tab.number), name=name, content=content, kind=kind, losses=(),
        draw=lambda size: bytes([len(name)] * size), now=here.now(),
    )  # fmt: skip
    return exhibit.id


def read(words: str) -> str:
    """As a reader sees it: no escapes of Markdown, plain spaces."""
    return words.replace("\\", "").replace("\u00a0", " ")


def test_under_each_exhibit_stands_what_it_seems_to_show(visit):
    tab = visit()
    exhibit = brought(tab, "facture.pdf", INVOICE)
    told = read(tab.goes_to("pieces").words())
    assert "Porte une date de la période visée : « 4 octobre 2021 ». Page 1, ligne 6." in told
    assert "Dit que c’est payé : « PAYÉ ». Page 1, ligne 13." in told
    assert "une aide pour vous, non un verdict" in told
    assert "Non analysé par un antivirus" in told
    assert f"(/piece/{tab.number}/{exhibit}/apercu.png)" in told


def test_an_exhibit_of_no_kind_says_so_and_offers_the_loss_of_the_site_it_names(visit):
    l1, _ = a_form()["losses"]
    tab = visit(form=a_form(losses=[l1]))
    exhibit = brought(tab, "mauve.txt", "Atelier\nboutique-boreale.ca\nPayé".encode(), "other")
    asked = "Choisissez sa nature et les pertes qu’elle prouve\u00a0: sinon, elle n’étaye rien."
    assert asked in tab.goes_to("pieces").words()
    tab.presses(f"rattacher-{exhibit}")
    (told,) = tab.draft()["exhibits"]
    assert (told["kind"], told["losses"]) == ("other", ["l1"])
    assert asked not in tab.words()
    assert "Choisissez sa nature\u00a0: sinon, elle n’étaye rien." in tab.words()


@pytest.mark.parametrize("domain", ["", "pas ça", "<b>Zoé</b>"])
def test_a_site_that_cannot_be_read_yet_stands_in_the_way_of_no_exhibit(visit, domain):
    sites = [*a_form()["services"], {"id": "s2", "domain": domain}]
    tab = visit(form=a_form(services=sites, losses=a_form()["losses"][:1]))
    exhibit = brought(tab, "mauve.txt", b"boutique-boreale.ca", "other")
    keys = {button.key for button in tab.goes_to("pieces").app.button}
    assert f"rattacher-{exhibit}" in keys


def test_no_session_numbers_its_uploader_as_another_did(visit):
    tab = visit().goes_to("pieces")
    again = Visit(tab.house, tab.number, a_tab()).goes_to("pieces")
    assert tab.app.session_state["dépôt"] != again.app.session_state["dépôt"]


def test_a_site_of_two_losses_proposes_neither(visit):
    l1, _ = a_form()["losses"]
    tab = visit(form=a_form(losses=[l1, l1 | {"id": "l2", "head": "hosting_refund"}]))
    exhibit = brought(tab, "mauve.txt", b"boutique-boreale.ca", "other")
    keys = {button.key for button in tab.goes_to("pieces").app.button}
    assert f"rattacher-{exhibit}" not in keys


def test_without_an_invoice_one_reads_the_proofs_of_one_s_own_losses_and_no_identity_paper(visit):
    told = read(visit().goes_to("pieces").words())
    assert "Facture et preuve de paiement : 100 % du montant déclaré" in told
    assert "Reconstruction du site" in told
    assert "Aucune pièce d’identité n’est demandée ici." in told
    assert "WHOIS" not in told
    assert "Perte de profits" not in told


def test_it_stands_there_in_english_too(visit):
    tab = visit("en")
    brought(tab, "facture.pdf", INVOICE)
    told = read(tab.goes_to("pieces").words())
    assert "Says it is paid: “PAYÉ”. Page 1, line 13." in told
    assert "a help for you, not a verdict" in told


def test_the_beginning_of_a_text_is_shown_when_asked_for_and_is_text(visit):
    tab = visit()
    exhibit = brought(tab, "note.txt", b"![x](http://h/p.png) **gras** 5,00 $")
    tab.goes_to("pieces")
    assert not tab.app.code
    tab.app.toggle(key=f"debut-{exhibit}").set_value(True).run()
    assert tab.app.code[0].value == "![x](http://h/p.png) **gras** 5,00 $"
    assert "![x]" not in read(tab.stands().words())


def test_R36_an_exhibit_in_quarantine_says_so_and_is_not_offered(visit):
    tab = visit()
    exhibit = brought(tab, "facture.pdf", INVOICE)
    tab.house.store.looks.keep(exhibit, Look(scan="infected"), at=here.now(), by="system")
    told = read(tab.goes_to("pieces").words())
    assert "L’antivirus reconnaît dans ce fichier un programme nuisible" in told
    assert "En quarantaine" in told
    assert "apercu.png" not in told
    links = [link.proto.url for link in tab.app.get("link_button")]
    assert f"/piece/{tab.number}/{exhibit}" not in links


@pytest.mark.parametrize("page", ["coordonnees", "sites", "sous_groupe", "pertes", "pieces"])
def test_a_filed_claim_is_shown_locked_with_the_way_to_a_correction(visit, page):
    tab = filed(visit()).goes_to(page)
    assert "demandez une correction" in tab.words()
    typed = [*tab.app.text_input, *tab.app.text_area, *tab.app.radio]
    assert not [*typed, *tab.app.selectbox, *tab.app.multiselect]
    keys = {button.key for button in tab.app.button}
    assert not keys & {"ajouter-site", "ajouter-perte", "ajouter-somme", "grille-ajouter"}


def test_a_correction_is_asked_for_given_up_or_filed(visit):
    tab = filed(visit()).goes_to("suivi")
    tab.presses("demander-reason")
    assert "Cette réponse est nécessaire" in tab.texts()
    tab.app.text_area(key="motif-reason").input("Heures oubliées")
    tab.presses("demander-reason")
    assert tab.title() == "Votre dossier"
    assert "Heures oubliées" in tab.texts()
    tab.goes_to("suivi").presses("abandonner")
    assert "demandez une correction" in tab.goes_to("sites").words()


def test_a_withdrawal_is_final_and_says_so(visit):
    tab = filed(visit()).goes_to("suivi")
    tab.app.text_area(key="motif-withdrawal").input("Réglé autrement")
    tab.presses("demander-withdrawal")
    assert "Vous avez retiré ce dossier" in tab.words()
    assert not [b for b in tab.app.button if b.key.startswith("demander")]


def test_status_decisions_and_days_left_are_told_in_plain_words(visit):
    tab = filed(visit())
    row = tab.house.store.claims.find(tab.number)
    verdict = Verdict("l1", "reduced", "1 000,00", "amount_unproved", note="note-interne")
    decide(tab.house, GAGNON, tab.number, [verdict], seen=row.version, key="k", now=here.now())
    with_a_delay(tab.house, not_before="")
    asked_for(tab.house, tab.number, now=here.now())
    tab.goes_to("suivi")
    days = re.search(r"Il vous reste (\d+) jours", tab.app.warning[-1].value)
    assert days, "thirty, and on to a day on which the court sits"
    assert 30 <= int(days[1]) <= 34
    assert ":material/check_box_outline_blank: Perte" in tab.words()
    assert "Lettre sur ce qui manque" in tab.words()
    assert "Montant établi en partie" in tab.words()
    assert "1\u00a0000,00\u00a0\\$" in tab.words()
    assert "note-interne" not in tab.words() + tab.texts()


def test_past_the_delay_a_claimant_is_told_that_it_ended(visit):
    tab = filed(visit())
    with_a_delay(tab.house, not_before="")
    asked_for(tab.house, tab.number, now=here.now() - timedelta(days=60))
    tab.goes_to("suivi")
    assert "Le délai pour corriger a pris fin" in tab.warnings()


def test_pages_of_claimants_load_nothing_heavy(house):
    import subprocess
    import sys

    told = subprocess.run(
        [sys.executable, "-c", HEAVY],
        cwd=Path(MAIN).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[]"


HEAVY = """
import sys, pathlib
for path in sorted(pathlib.Path("claims/ui").glob("widgets*.py")):
    __import__(f"claims.ui.{path.stem}")
print([m for m in ("pandas", "altair", "openpyxl", "reportlab", "pikepdf") if m in sys.modules])
"""


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_field_of_every_list_has_a_name_when_it_is_at_fault(visit, language):
    """Whatever part of a claim cannot be read, its page and the error summary still stand."""
    credit = {"id": "c1", "kind": "refund", "amount": "5,00", "head": "rebuild"}
    tab = visit(form=a_form(credits=[credit]))
    folder = open_folder(tab.house, a_claimant(tab.number), now=NOW)
    parts = {"services": ServiceForm, "losses": LossForm, "credits": CreditForm, "exhibits": Part}
    assert set(parts) == set(LISTS)
    for head, part in parts.items():
        for leaf in part.model_fields:
            assert label_of(f"{head}.0.{leaf}", folder, language).strip(" —")


def test_an_amount_received_that_cannot_be_read_leaves_every_page_standing(visit):
    credit = {"id": "c1", "kind": "refund", "amount": "1,234", "head": "rebuild"}
    tab = visit(form=a_form(credits=[credit]))
    for page in ("pertes", "verifier", "signer", "dossier"):
        tab.goes_to(page)


@pytest.mark.parametrize(
    "words", ["<b>Zoé</b>", ":red[x] :material/home:", "$x^2$ {0}", "=HYPERLINK(1)", "שלום ١٢٣"]
)
def test_R22_the_page_reviews_what_is_kept_letter_for_letter(visit, words):
    tab = visit().goes_to("coordonnees").types("claimant.name", words)
    assert tab.holds("claimant.name") == words == tab.draft()["claimant"]["name"]
    assert words in [text.value for text in tab.goes_to("verifier").app.text]
    folder = open_folder(tab.house, a_claimant(tab.number), now=NOW)
    assert folder.reading[0].claimant.name == words


@pytest.mark.parametrize("words", ["Zoé\u202egnp.exe", "Zo\x07é", "Zoé\u2066"])
def test_R21_the_page_says_at_the_field_which_letter_is_refused(visit, words):
    tab = visit().goes_to("coordonnees").types("claimant.name", words)
    letter = next(c for c in words if not c.isprintable())
    assert f"U+{ord(letter):04X}" in tab.texts()
    assert tab.holds("claimant.name") == words
