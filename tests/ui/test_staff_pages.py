"""Pages of the office: what counsel and the representative read, and what they may not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_bytes
from types import SimpleNamespace
from typing import Any

import pytest
from pandas import isna
from streamlit.testing.v1 import AppTest

from claims.access import Actor
from claims.claim.redaction import Level
from claims.claim.states import Status
from claims.documents.bates import Scheme
from claims.evidence.findings import Findings, Word
from claims.evidence.keyring import Ring
from claims.evidence.look import Look
from claims.evidence.vault import Vault
from claims.office import building, contesting, lawyer, numbers, pacing, redacting
from claims.office.builder import build_next
from claims.office.exporting import export
from claims.office.house import House, move_into
from claims.office.members import export_members
from claims.office.verdicts import Verdict
from claims.problems import NotAllowed, NotSaved, Refused
from claims.store.accounts import Account
from claims.store.builds import Choice
from claims.ui import frame, here, proving, staff
from tests.evidence.file_makers import a_pdf
from tests.makers import (
    ADMINISTRATOR,
    GAGNON,
    NOW,
    OXIA,
    ROY,
    WHC,
    a_claimant,
    a_filed_claim,
    a_house,
    an_exhibit,
    decided,
    told_of,
)
from tests.office.test_recounting import corrected
from tests.ui.tabs import a_tab, go

Visit = Callable[..., AppTest]


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = a_house(tmp_path)
    move_into(made)
    return made


@pytest.fixture
def visit(house: House, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Opens a page as someone of the staff, in a language."""

    def opened(name: str, /, who: Actor = GAGNON, language: str = "fr", **query: str) -> AppTest:
        monkeypatch.setattr(here, "actor_from", lambda *_, **__: who)
        monkeypatch.setattr(here, "cookies", lambda: {"claims_lang": language})
        app = a_tab()
        app.query_params.update(query)
        go(app, f"{who.role}_{name}")
        assert not app.exception, app.exception
        return app

    return opened


def test_the_foot_of_a_page_speaks_to_whoever_reads_it(visit: Visit) -> None:
    own = "Vos renseignements servent"
    counsel, representative = words(visit("tableau")), words(visit("totaux", OXIA))
    assert "inscrit au journal sous votre adresse" in counsel
    assert "ne nomment aucun réclamant" in representative
    assert own not in counsel + representative


def words(app: AppTest) -> str:
    """Everything the page says, tables included."""
    kinds = ("title", "header", "subheader", "markdown", "text", "caption", "metric", "info",
             "warning", "error", "success")  # fmt: skip
    said = [str(e.value) for kind in kinds for e in app.get(kind)]
    said += [str(metric.delta) for metric in app.metric]
    return read(
        "\n".join([*said, *(table.value.to_string() for table in (*app.dataframe, *app.table))])
    )


def read(text: str) -> str:
    """As a reader sees it: no escapes of Markdown, plain spaces."""
    return text.replace("\\", "").replace("\u00a0", " ")


def test_an_empty_matter_says_that_nothing_waits(visit):
    assert "Rien n’attend" in words(visit("tableau"))


@pytest.mark.parametrize(
    ("page", "who"),
    [("tableau", GAGNON), ("reclamation", GAGNON), ("journal", GAGNON), ("totaux", OXIA)],
)
def test_who_has_no_matter_reads_that_none_is_entrusted_to_them(visit, page, who):
    app = visit(page, replace(who, matters=("gone-2020",)))
    assert "Aucun dossier ne vous est confié" in words(app)


def test_a_demonstration_opened_empty_says_how_to_fill_it_until_it_is(house, visit):
    assert "python -m claims demo" in words(visit("reclamations"))
    assert "type in a terminal" in words(visit("tableau", language="en"))
    a_filed_claim(house, 1)
    assert "python -m claims demo" not in words(visit("tableau"))


def test_the_dashboard_begins_with_what_waits_and_shows_the_figures(house, visit):
    a_filed_claim(house, 1)
    a_filed_claim(house, 2, name="Épicerie du Port")
    app = visit("tableau")
    assert [read(m.value) for m in app.metric] == [
        "2", "9 540,00 $", "120,00 $", "0,00 $", "400,00 $",
    ]  # fmt: skip
    assert app.button(key="task.twice").label == "Même perte réclamée par deux personnes, à décider"


def test_wherever_sites_are_counted_by_subgroup_it_is_said_which_are(house, visit):
    said = "« Temps perdu » et « Troubles et inconvénients », qui lui sont propres"
    a_filed_claim(house)
    assert said in words(visit("tableau"))
    assert said in words(visit("totaux", OXIA))
    english = words(visit("tableau", language="en"))
    assert "“Time lost” and “Trouble and inconvenience”, which are their own" in english


def test_the_dashboard_speaks_english(house, visit):
    a_filed_claim(house)
    assert "$4,770.00" in words(visit("tableau", language="en"))


def test_a_task_opens_the_list_of_its_claims_alone(house, visit):
    twice = [a_filed_claim(house, 1), a_filed_claim(house, 2)]
    a_filed_claim(house, 3, domain="ailleurs.ca")
    app = visit("tableau")
    app.query_params["tache"] = "twice"
    go(app, "lawyer_reclamations")
    assert sorted(app.dataframe[0].value["Numéro"]) == sorted(twice)


def test_a_search_that_finds_nothing_says_so(house, visit):
    a_filed_claim(house)
    app = visit("reclamations")
    app.text_input(key="claims.words").input("zzz").run()
    assert "Aucune réclamation ne répond" in words(app)


def test_the_list_narrows_by_words_and_by_state(house, visit):
    number = a_filed_claim(house, 1)
    a_filed_claim(house, 2, name="Pixel & Fils", domain="pixel.ca")
    app = visit("reclamations")
    app.text_input(key="claims.words").input("boreal").run()
    assert list(app.dataframe[0].value["Numéro"]) == [number]
    app.multiselect(key="claims.states").set_value([Status.REFUSED]).run()
    assert "Aucune réclamation ne répond" in words(app)


def test_the_address_of_the_list_says_what_is_asked_and_asks_it_again(house, visit):
    a_filed_claim(house, 1)
    number = a_filed_claim(house, 2, name="Pixel & Fils", domain="pixel.ca")
    app = visit("reclamations")
    app.text_input(key="claims.words").input("pixel").run()
    app.multiselect(key="claims.heads").set_value(["rebuild"]).run()
    app.selectbox(key="claims.order").set_value("name").run()
    said = dict(app.query_params)
    assert said == {"dossier": WHC, "mots": "pixel", "chef": "rebuild", "ordre": "name"}
    again = visit("reclamations", **said)
    assert list(again.dataframe[0].value["Numéro"]) == [number]
    assert again.text_input(key="claims.words").value == "pixel"
    assert again.multiselect(key="claims.heads").value == ["rebuild"]
    again.query_params.clear()  # as the browser does when one goes back
    again.run()
    assert again.text_input(key="claims.words").value == ""
    assert len(again.dataframe[0].value) == 2


def test_a_claim_leads_to_the_next_of_the_list_it_was_opened_from(house, visit):
    numbers = [a_filed_claim(house, n, name=name, domain=f"{name}.ca") for n, name in
               enumerate(("cerise", "airelle", "bleuet"), 1)]  # fmt: skip
    app = visit("reclamations", ordre="name")
    app.query_params.clear()
    app.query_params["numero"] = numbers[1]
    go(app, "lawyer_reclamation")
    assert app.button(key="claim.before").disabled
    app.button(key="claim.after").click().run()
    assert app.query_params["numero"] == numbers[2]


def test_filters_that_an_address_invents_are_told_and_left_aside(house, visit):
    a_filed_claim(house)
    app = visit("reclamations", etat="<b>perdue</b>", tache="rien", page="-3", ordre="hasard")
    assert "filtres inconnus" in words(app)
    assert "<b>perdue</b>, rien, hasard, -3" in [text.value for text in app.text]
    assert len(app.dataframe[0].value) == 1
    assert len(visit("reclamations", page="9").dataframe[0].value) == 1


def test_a_view_is_kept_under_a_name_opened_from_it_and_deleted(house, visit):
    a_filed_claim(house)
    app = visit("reclamations", mots="boreal", page="3")
    app.button(key="view.keep").click().run()
    assert "Donnez un nom" in words(app)
    app.text_input(key="view.name").input("*Boréal* du lundi")
    app.button(key="view.keep").click().run()
    [kept] = house.store.views.of(GAGNON.name, WHC)
    assert (kept.name, kept.address) == ("*Boréal* du lundi", {"mots": ["boreal"]})
    [link] = [link for link in app.get("page_link") if "Boréal" in link.proto.label]
    assert link.proto.label == "\\*Boréal\\* du lundi"
    assert house.store.views.of(ROY.name, WHC) == ()
    app.button(key="view.forget.*Boréal* du lundi").click().run()
    assert house.store.views.of(GAGNON.name, WHC) == ()


def test_a_batch_is_seen_applied_and_undone_from_the_list(house, visit):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in (1, 2)]
    app = visit("lot", chef="own_time")
    app.button(key="batch.preview").click().run()
    assert "Choisissez la décision du lot" in words(app)
    app.radio(key="batch.outcome").set_value("accepted")
    app.selectbox(key="batch.reason").set_value("proof_complete")
    app.button(key="batch.preview").click().run()
    assert "2 pertes seraient décidées dans 2 réclamations" in words(app)
    assert "Admis dans tout le dossier : 0,00 $, puis 400,00 $." in words(app)
    app.button(key="batch.apply").click().run()
    assert "2 réclamations décidées" in words(app)
    assert [house.store.claims.find(n).revision for n in numbers] == [2, 2]
    app.button(key="batch.undo.sure").click().run()
    assert "2 réclamations remises comme avant" in words(app)
    assert all(house.store.claims.body(n).decisions == () for n in numbers)


def test_a_batch_says_before_and_after_undoing_which_claims_it_leaves_and_why(house, visit):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in (1, 2)]
    app = visit("lot")
    app.radio(key="batch.outcome").set_value("accepted")
    app.selectbox(key="batch.reason").set_value("proof_complete")
    app.button(key="batch.preview").click().run()
    assert "défaire le lot laisse ces réclamations telles quelles" in words(app)
    app.button(key="batch.apply").click().run()
    assert "resterait telle quelle" not in words(app)
    told_of(house, numbers[0], now=datetime.now(UTC))
    english = words(visit("lot", language="en"))
    assert "1 claim would stay as it is" in english
    app = visit("lot")
    for said in ("1 réclamation resterait telle quelle", "Annoncée par une lettre"):
        assert said in words(app)
    app.button(key="batch.undo.sure").click().run()
    told = words(app)
    assert "1 réclamation remise comme avant · 1 laissée telle quelle" in told
    assert "Annoncée par une lettre" in told
    assert [len(house.store.claims.body(n).decisions) for n in numbers] == [2, 0]


def test_a_batch_every_claim_of_which_would_stay_is_not_offered_to_be_undone(house, visit):
    number = a_filed_claim(house)
    app = visit("lot")
    app.radio(key="batch.outcome").set_value("accepted")
    app.selectbox(key="batch.reason").set_value("proof_complete")
    app.button(key="batch.preview").click().run()
    app.button(key="batch.apply").click().run()
    assert not app.button(key="batch.undo.sure").disabled
    told_of(house, number, now=datetime.now(UTC))
    assert visit("lot").button(key="batch.undo.sure").disabled


def test_R47_a_letter_that_the_clock_would_date_before_the_decision_is_told_kindly(house, visit):
    number = a_filed_claim(house)
    decided(house, number, ("l1", "accepted", "", "proof_complete"),
            ("l2", "accepted", "", "proof_complete"),
            now=datetime.now(UTC) + timedelta(hours=1))  # fmt: skip
    app = visit("lettre", numero=number)
    assert "L’horloge du serveur retarde sur la décision" in words(app)
    assert "letter.send" not in {button.key for button in app.button}
    assert "server’s clock is behind the decision" in words(visit("lettre", language="en",
                                                                  numero=number))  # fmt: skip


def the_tape(app: AppTest, step: str = "Étape") -> Any:
    """The only table of steps of a page."""
    return next(each.value for each in app.table if step in each.value)


def test_a_claim_shows_its_tape_its_proof_and_what_more_would_add(house, visit):
    number = a_filed_claim(house, exhibits=(an_exhibit(),))
    app = visit("reclamation", numero=number)
    told = words(app)
    for said in ("Studio Boréal inc.", "facture.pdf", "Catégorie de preuve B", "Preuve de paiem"):
        assert said in told
    tape = read(the_tape(app).to_string())
    for figure in ("42 h", "85,00 $", "3 570,00 $", "4 570,00 $"):
        assert figure in tape
    steps = read("\n".join(the_tape(app)["Étape"]))
    assert "inscrit par le réclamant, 21 novembre 2026 à 12 h, révision 1" in steps
    assert f"[Facture : facture.pdf](/piece/{number}/e1)" in steps
    english = the_tape(visit("reclamation", language="en", numero=number), "Step")["Step"]
    assert f"[Invoice: facture.pdf](/piece/{number}/e1)" in "\n".join(english)


def test_counsel_reads_what_an_exhibit_seems_to_show_and_what_the_scanner_said(house, visit):
    number = a_filed_claim(house, exhibits=(an_exhibit(1, a_pdf(), flags=("macros",)),))
    seen = Look(
        scan="clean", reading="optical", pictures=23, unread=3,
        findings=Findings(paid=(Word(text="PAYÉ", page=2, line=7),)),
    )  # fmt: skip
    house.store.looks.keep("e1", seen, at=NOW, by=number)
    told = words(visit("reclamation", numero=number))
    assert "Dit que c’est payé : « PAYÉ ». Page 2, ligne 7." in told
    assert "Analysé par un antivirus : sain" in told
    assert "Lu par reconnaissance optique" in told
    assert "Pages en image lues optiquement : 20 sur 23." in told
    assert "Ce fichier contient des macros." in told
    assert f"(/piece/{number}/e1/page/1/0.png)" in told


def test_counsel_is_told_that_nobody_received_the_e_mail_of_a_letter(house, visit):
    number, outbox = a_filed_claim(house), house.store.outbox
    decided(house, number, ("l1", "accepted", "", "proof_complete"),
            ("l2", "refused", "", "not_caused"))  # fmt: skip
    told_of(house, number)
    assert "n’est pas encore parti" in words(visit("reclamation", numero=number))
    while letter := outbox.take(at=NOW, until=NOW + timedelta(minutes=5)):
        outbox.end(letter, "bounced", at=NOW, reason="550")
    assert "n’a pas pu être livré" in words(visit("reclamation", numero=number))
    english = words(visit("reclamation", language="en", numero=number))
    assert "print it and post it" in english


def test_counsel_sees_an_exhibit_that_its_claimant_tied_to_no_loss(house, visit):
    number = a_filed_claim(house, exhibits=(an_exhibit(1, a_pdf(), losses=()),))
    told = words(visit("reclamation", numero=number))
    assert "1 pièce rattachée à aucune perte" in told
    assert "facture.pdf" in told
    english = words(visit("reclamation", language="en", numero=number, perte="l2"))
    assert "1 exhibit tied to no loss: it supports none." in english


def test_an_answer_that_several_questions_share_stands_after_its_own(house, visit):
    told = words(visit("reclamation", numero=a_filed_claim(house)))
    hosted = "Ce service était-il hébergé chez WHC le 28 août 2021? Oui"
    assert f"{hosted} · Je l’ai conçu ou je le gère pour un client · " in told
    assert "Qu’êtes-vous par rapport à ce service?" not in told


def test_counsel_turns_the_pages_of_an_exhibit_beside_the_loss_it_proves(house, visit):
    files = an_exhibit(1, a_pdf(2)), an_exhibit(2, a_pdf(), name="reçu.pdf")
    number = a_filed_claim(house, exhibits=files)
    house.store.looks.keep("e1", Look(pages=2), at=NOW, by="system")
    app, place = visit("reclamation", numero=number), f"/piece/{number}/e1/page"
    assert app.button(key="exhibits.before").disabled
    keys = [app.button(key=f"exhibits.{act}").proto.shortcut for act in ("before", "after", "turn")]
    assert keys == ["alt+i", "alt+o", "alt+u"]
    app.button(key="exhibits.after").click().run()
    assert "Page 2 sur 2" in words(app)
    assert app.button(key="exhibits.after").disabled
    app.button(key="exhibits.turn").click().run()
    assert f"({place}/2/1.png)]({place}/2/1/grande.png)" in words(app)
    app.selectbox(key=f"exhibits.shown.{number}.l1").set_value(1).run()
    assert f"(/piece/{number}/e2/page/1/0.png)" in words(app)
    assert "exhibits.after" not in [button.key for button in app.button]
    app.selectbox(key=f"exhibits.shown.{number}.l1").set_value(0).run()
    assert f"({place}/2/1.png)" in words(app)  # as it was left


def test_a_page_that_cannot_be_drawn_is_said_not_to_be(house, visit):
    broken = an_exhibit(1, b"%PDF-1.4 broken")
    app = visit("reclamation", numero=a_filed_claim(house, exhibits=(broken,)))
    assert "Cette page ne se laisse pas dessiner." in words(app)
    assert "/page/1/0.png" not in words(app)


def test_an_exhibit_without_pages_has_none_to_turn(house, visit):
    sales = an_exhibit(name="ventes.csv", media="text/csv")
    app = visit("reclamation", numero=a_filed_claim(house, exhibits=(sales,)))
    assert "exhibits.turn" not in [button.key for button in app.button]
    assert "ventes.csv" in words(app)


def test_a_claim_names_those_that_resemble_it_and_why_and_says_nothing_of_none(house, visit):
    contact = {"email": "eve@un.example", "phone": "", "place": "QC"}
    own, other = (
        a_filed_claim(house, n, name=name, contact=contact, domain=f"site{n}.ca")
        for n, name in enumerate(("Atelier Ève", "Toute autre inc."), 1)
    )
    alone = a_filed_claim(house, 3, name="Personne d’autre", domain="site3.ca",
                          contact=contact | {"email": "seul@trois.example"})  # fmt: skip
    app = visit("reclamation", numero=own)
    told = next(table.value for table in app.dataframe if "Pourquoi" in table.value)
    assert told.iloc[0].tolist()[:3] == [other, "Toute autre inc.", "même courriel"]
    assert "Ce que ces réclamations ont en commun" in words(app)
    assert "ont en commun" not in words(visit("reclamation", numero=alone))


def test_where_counsel_admits_more_than_is_supported_the_page_of_totals_says_so(house, visit):
    number = a_filed_claim(house)
    told = "il peut dépasser ce qui est étayé"
    assert told not in words(visit("totaux"))
    lawyer.decide(house, ROY, number, [Verdict("l1", "accepted", reason="proof_complete")], seen=2,
                  key="k", now=datetime.now(UTC))  # fmt: skip
    [line] = [each for each in house.store.lines.of_claim(number) if each.loss == "l1"]
    assert line.admitted > line.supported
    assert told in words(visit("totaux"))


def test_R36_counsel_is_told_of_a_file_in_quarantine_and_not_offered_it(house, visit):
    number = a_filed_claim(house, exhibits=(an_exhibit(),))
    house.store.looks.keep("e1", Look(scan="infected"), at=NOW, by="system")
    app = visit("reclamation", numero=number)
    assert "L’antivirus reconnaît dans ce fichier un programme nuisible" in words(app)
    assert not [link for link in app.get("link_button") if link.proto.url.endswith("/e1")]


def test_a_total_opens_on_its_losses_by_its_address_and_a_wrong_day_is_told(house, visit):
    number = a_filed_claim(house)
    app = visit("totaux", par="chef", chef="rebuild", au="2026-11-21")
    assert "déclaré 4 570,00 $" in words(app)
    assert list(app.dataframe[1].value["Numéro"]) == [number]
    assert "ne sont pas confirmés" in words(app)
    app.text_input(key=f"opened.until.{WHC}").input("2028-01-01").run()
    assert "Arrêtez le calcul à cette date" in words(app)
    app.toggle(key="opened.projected").set_value(True).run()
    assert "a été prolongé" in words(app)
    app.text_input(key=f"opened.until.{WHC}").input("hier").run()
    assert "n’est pas une date" in words(app)
    assert "Aucune perte à additionner" in words(
        visit("totaux", replace(GAGNON, matters=("ovh-2021",)))
    )


def test_the_public_summary_and_the_days_of_few_claims_tell_nothing(house, visit):
    number = a_filed_claim(house)
    for page in ("evolution", "sommaire"):
        told = words(visit(page, OXIA))
        assert number not in told
        assert "4 770" not in told
    assert "masqué" in told


def test_a_number_of_nobody_is_refused_in_one_sentence(visit):
    for query in ({"numero": "R-0"}, {}):
        app = visit("reclamation", **query)
        assert "Aucune réclamation de ce numéro" in words(app)
        assert [title.value for title in app.title] == ["Réclamation introuvable"]


def test_counsel_reduces_a_line_from_the_page(house, visit, monkeypatch):
    number = a_filed_claim(house)
    app = visit("reclamation", numero=number)
    assert "Intérêts sur le montant déclaré" in words(app)
    assert ("—", "rien n’est décidé") in [(m.value, m.delta) for m in app.metric]
    decides(app, number, "l1", "reduced", amount="3 210,55", reason="amount_unproved",
            sentence="Deux heures <b>manquent</b>.")  # fmt: skip
    assert house.store.lines.of_claim(number)[0].admitted == 321055
    assert not app.error
    assert "rien n’est décidé" not in words(app)
    decides(app, number, "l2", "accepted", reason="proof_complete")
    assert "Intérêts sur le montant admis" in words(app)
    assert words(app).count("Deux heures <b>manquent</b>.") == 3  # decided, in the list, on a card
    monkeypatch.setattr(here, "actor_from", lambda *_, **__: a_claimant(number))
    mine = a_tab()
    go(mine, "claimant_suivi")
    assert "Deux heures <b>manquent</b>." in words(mine)


def test_a_reduction_that_cannot_be_read_is_told_beside_the_form(house, visit):
    number = a_filed_claim(house)
    app = visit("reclamation", numero=number)
    decides(app, number, "l1", "reduced", amount="1,234", reason="amount_unproved")
    assert "deux façons" in words(app)
    assert house.store.claims.find(number).revision == 1


def test_R44_the_page_tells_the_second_lawyer_what_the_first_decided(house, visit):
    from claims.office.lawyer import decide

    number = a_filed_claim(house)
    app = visit("reclamation", numero=number)
    decide(house, ROY, number, [Verdict("l1", "refused", reason="not_caused")], seen=2,
           key="k", now=datetime.now(UTC))  # fmt: skip
    decides(app, number, "l1", "accepted", reason="proof_complete")
    told = words(app)
    assert ROY.name in told
    assert "Reconstruction du site" in told
    assert house.store.lines.of_claim(number)[0].admitted == 0


def test_R44_a_page_drawn_again_does_not_hide_what_another_decided_while_the_form_was_open(
    house, visit
):
    number = a_filed_claim(house)
    app = visit("reclamation", numero=number, perte="l1")
    app.radio(key=f"outcome.{number}.l1").set_value("accepted").run()
    lawyer.decide(house, ROY, number, [Verdict("l1", "refused", reason="not_caused")], seen=2,
                  key="k", now=datetime.now(UTC))  # fmt: skip
    app.run()
    assert ROY.name in words(app)
    decides(app, number, "l1", "accepted", reason="proof_complete")
    assert "a changé pendant votre lecture" in words(app)
    assert house.store.lines.of_claim(number)[0].admitted == 0
    decides(app, number, "l1", "accepted", reason="proof_complete")
    assert house.store.lines.of_claim(number)[0].admitted > 0


def test_R44_a_claim_is_not_sent_on_by_a_form_read_before_another_moved_it(house, visit):
    number = a_filed_claim(house)
    app = visit("reclamation", numero=number)
    version = house.store.claims.find(number).version
    lawyer.move(house, ROY, number, Status.IN_REVIEW, reason="J’y suis.", seen=version,
                now=datetime.now(UTC), entropy=token_bytes)  # fmt: skip
    app.run()
    app.text_area(key=f"why.{number}").input("Retirée.")
    app.button(key=f"go.{number}").click().run()
    assert "a changé pendant votre lecture" in words(app)
    assert house.store.claims.find(number).status is Status.IN_REVIEW


def test_counsel_decides_then_sends_the_claim_on_without_being_told_of_themselves(house, visit):
    number = a_filed_claim(house)
    app = visit("reclamation", numero=number)
    decides(app, number, "l1", "accepted", reason="proof_complete")
    sends_on(app, number, Status.OPTED_OUT, "Demandée par la poste.")
    assert "a changé pendant votre lecture" not in words(app)
    assert house.store.claims.find(number).status is Status.OPTED_OUT


def test_counsel_who_decided_after_a_colleague_is_not_told_of_a_conflict_with_themselves(
    house, visit
):
    number = a_filed_claim(house)
    app = visit("reclamation", numero=number)
    lawyer.decide(house, ROY, number, [Verdict("l1", "refused", reason="not_caused")], seen=2,
                  key="k", now=datetime.now(UTC))  # fmt: skip
    app.query_params["perte"] = "l2"
    app.run()
    decides(app, number, "l2", "refused", reason="not_caused")
    sends_on(app, number, Status.OPTED_OUT, "Demandée par la poste.")
    assert "a changé pendant votre lecture" not in words(app)
    assert house.store.claims.find(number).status is Status.OPTED_OUT


def test_a_claim_opened_anew_is_judged_by_what_stands_then_and_one_drawn_anew_is_not(house, visit):
    number = a_filed_claim(house)
    app = visit("reclamation", numero=number, perte="l1")
    app.radio(key=f"outcome.{number}.l1").set_value("accepted").run()
    typed = app.session_state[f"outcome.{number}.l1"]
    lawyer.decide(house, ROY, number, [Verdict("l1", "refused", reason="not_caused")], seen=2,
                  key="k", now=datetime.now(UTC))  # fmt: skip
    go(app, "lawyer_reclamations")
    app.query_params.update(numero=number, perte="l1")
    app.session_state[f"outcome.{number}.l1"] = typed  # a page left before it was drawn to its end
    go(app, "lawyer_reclamation")
    assert ROY.name in words(app)
    decides(app, number, "l1", "accepted", reason="proof_complete")
    assert "a changé pendant votre lecture" not in words(app)
    assert house.store.lines.of_claim(number)[0].admitted > 0


def sends_on(app: AppTest, number: str, to: Status, why: str) -> None:
    app.selectbox(key=f"to.{number}").set_value(to)
    app.text_area(key=f"why.{number}").input(why)
    app.button(key=f"go.{number}").click().run()


def decides(
    app: AppTest, number: str, loss: str, outcome: str, *, amount="", reason, sentence=""
) -> None:  # fmt: skip
    key = f"{number}.{loss}"
    app.radio(key=f"outcome.{key}").set_value(outcome)
    app.text_input(key=f"amount.{key}").input(amount)
    app.selectbox(key=f"reason.{key}").set_value(reason)
    app.text_input(key=f"sentence.{key}").input(sentence)
    app.button(key=f"send.{key}").click().run()


def test_counsel_takes_up_a_claim_with_a_reason(house, visit):
    number = a_filed_claim(house)
    app = visit("reclamation", numero=number)
    sends_on(app, number, Status.IN_REVIEW, "Facture illisible.")
    assert house.store.claims.find(number).status is Status.IN_REVIEW


def test_counsel_asks_for_what_lacks_in_a_letter_read_before_it_leaves(house, visit):
    number = a_filed_claim(house)
    app = visit("lacune", numero=number)
    app.checkbox(key=f"proof.l2.hours.{number}").uncheck()
    app.text_area(key=f"sentence.{number}").input("Merci de <b>répondre</b> avant Noël.").run()
    assert "Merci de &lt;b&gt;" not in words(app)
    shown = " ".join(words(app).replace("\u00a0", " ").replace("\\", "").split())
    assert "Merci de <b>répondre</b> avant Noël." in shown
    app.button(key="letter.send").click().run()
    assert house.store.claims.find(number).status is Status.DEFICIENT
    [kept] = house.store.notices.of(number)
    assert [lack.id for lack in kept.notice.lacks] == ["proof.l1.hours", "proof.l1.invoices"]
    assert kept.notice.sentence == "Merci de <b>répondre</b> avant Noël."
    opened = visit("reclamation", numero=number)
    assert "Lettres au réclamant" in words(opened)
    assert "Délai en cours" in words(opened)


def test_a_letter_that_changed_at_the_last_moment_is_read_again_before_it_leaves(house, visit):
    number = a_filed_claim(house)
    app = visit("lacune", numero=number)
    app.text_area(key=f"sentence.{number}").input("Encore ceci.")
    app.button(key="letter.send").click().run()
    assert "Relisez-la, puis envoyez-la" in words(app)
    assert house.store.notices.of(number) == ()
    app.button(key="letter.send").click().run()
    assert house.store.notices.of(number)[0].notice.sentence == "Encore ceci."


def test_R44_a_letter_is_not_sent_by_post_of_a_claim_moved_since_its_page_was_opened(house, visit):
    number = a_filed_claim(house)
    app = visit("lacune", numero=number)
    version = house.store.claims.find(number).version
    lawyer.move(house, ROY, number, Status.IN_REVIEW, reason="J’y suis.", seen=version,
                now=datetime.now(UTC), entropy=token_bytes)  # fmt: skip
    app.checkbox(key=f"post.{number}").check().run()
    app.button(key="letter.send").click().run()
    assert ROY.name in words(app)
    assert house.store.notices.of(number) == ()
    assert app.checkbox(key=f"post.{number}").value
    app.button(key="letter.send").click().run()
    assert house.store.notices.of(number)[0].notice.by_post


def test_a_claim_taken_out_of_a_letter_and_put_in_again_is_read_as_it_stands_then(house, visit):
    first, second = a_filed_claim(house, 1), a_filed_claim(house, 2, domain="b.ca")
    app = visit("lacune", numero=first)
    for chosen in ([second], []):
        app.multiselect(key=f"with.{first}").set_value(chosen).run()
    version = house.store.claims.find(second).version
    lawyer.move(house, ROY, second, Status.IN_REVIEW, reason="J’y suis.", seen=version,
                now=datetime.now(UTC), entropy=token_bytes)  # fmt: skip
    app.multiselect(key=f"with.{first}").set_value([second]).run()
    app.button(key="letter.send").click().run()
    assert not app.exception, app.exception
    assert [len(house.store.notices.of(number)) for number in (first, second)] == [1, 1]


def test_counsel_announces_the_decisions_of_one_contact_in_one_letter(house, visit):
    first, second = a_filed_claim(house, 1), a_filed_claim(house, 2, domain="b.ca")
    for number in (first, second):
        decided(house, number, ("l1", "accepted", "", "proof_complete"),
                ("l2", "refused", "", "proof_missing"))  # fmt: skip
    assert visit("reclamation", numero=first).button(key="claim.tell")
    app = visit("lettre", numero=first)
    assert "Décision sur votre inscription" in words(app)
    app.multiselect(key=f"with.{first}").select(second).run()
    assert "Décisions sur 2 inscriptions" in words(app)
    app.button(key="letter.send").click().run()
    kept = [house.store.notices.of(number)[0].notice.consolidated for number in (first, second)]
    assert kept == [1, 1]
    assert "Lettres au réclamant" in words(visit("reclamation", numero=second))
    assert "la lettre est déjà partie" in words(visit("lettre", numero=first))


def test_a_contested_claim_says_why_and_who_may_decide(house, visit):
    number = a_filed_claim(house)
    decided(house, number, ("l1", "refused", "", "proof_missing"),
            ("l2", "refused", "", "proof_missing"))  # fmt: skip
    contesting.contest(house, a_claimant(number), reason="La <b>facture</b>.", now=NOW,
                       seen=house.store.claims.find(number).version)  # fmt: skip
    told = words(visit("reclamation", numero=number))
    assert "La <b>facture</b>." in told
    assert "Aucune lettre n’annonçait encore la décision" in told


def test_a_snapshot_is_taken_listed_and_compared(house, visit):
    a_filed_claim(house, 1)
    app = visit("instantanes")
    app.button(key="snapshot.take").click().run()
    assert "sont ceux de cet instantané" in words(app)
    a_filed_claim(house, 2, domain="ailleurs.ca")
    assert "n’est plus à jour" in words(app.run())


def test_R42_a_snapshot_the_disk_refused_is_told_kindly(house, visit, monkeypatch):
    app = visit("instantanes")

    def full(*_args, **_kwargs):
        raise NotSaved("disk full")

    monkeypatch.setattr(house.store.snapshots, "add", full)
    app.button(key="snapshot.take").click().run()
    assert not app.exception
    assert "Rien n’a été enregistré. Réessayez dans un instant." in words(app)


def test_a_workbook_is_made_logged_and_offered(house, visit):
    a_filed_claim(house)
    app = visit("dossiers_preuve")
    app.button(key="make.workbook").click().run()
    [made] = house.store.exports.of(WHC)
    assert app.code[0].value == made.sha256
    assert made.name in words(app)


def test_a_report_whose_seal_could_not_be_had_is_made_and_the_page_says_so(house, visit):
    a_filed_claim(house)
    house.settings.seal_key = house.settings.data_dir / "away.p12"
    app = visit("dossiers_preuve")
    app.button(key="make.report").click().run()
    [made] = house.store.exports.of(WHC)
    assert made.name in words(app)
    assert "Ce document ne porte pas de sceau" in words(app)
    app.button(key="make.workbook").click().run()
    assert words(app).count("Ce document ne porte pas de sceau") == 1


def test_of_several_documents_made_each_is_offered_with_its_hash_the_last_one_first(house, visit):
    a_filed_claim(house)
    app = visit("dossiers_preuve")
    for kind in ("workbook", "report"):
        app.button(key=f"make.{kind}").click().run()
    made = {each.kind: each for each in house.store.exports.of(WHC)}
    shown = [made["report"].sha256, made["workbook"].sha256]
    assert [code.value for code in app.code][:2] == shown
    assert "Documents prêts" in words(app)
    links = [link.proto.url for link in app.get("link_button")]
    assert [any(each.id in url for url in links) for each in made.values()] == [True, True]


@pytest.mark.parametrize(
    ("language", "snapshot", "earlier", "last"),
    [
        ("fr", "Instantané", "1, antérieur au dernier (2)", "2, le dernier"),
        ("en", "Snapshot", "1, earlier than the last (2)", "2, the last"),
    ],
)
def test_a_document_made_names_its_snapshot_and_says_when_another_was_taken_since(
    house, visit, language, snapshot, earlier, last
):
    def listed():
        [table] = [each.value for each in visit("dossiers_preuve", language=language).dataframe
                   if snapshot in each.value]  # fmt: skip
        return table[snapshot]

    a_filed_claim(house, 1)
    export(house, GAGNON, WHC, "workbook", "fr", now=NOW, entropy=token_bytes)
    export_members(house, GAGNON, WHC, "csv", "fr", now=NOW, entropy=token_bytes)
    a_filed_claim(house, 2)
    export(house, GAGNON, WHC, "report", "fr", now=NOW, entropy=token_bytes)
    newest, of_no_snapshot, oldest = listed()
    assert (newest, oldest) == (last, earlier)
    assert isna(of_no_snapshot)


@pytest.mark.parametrize(
    ("language", "told"),
    [("fr", "faute d’une clé au serveur : 1."), ("en", "for want of a key on the server: 1.")],
)
def test_R74_a_key_that_is_missing_is_told_where_bundles_are_made(house, visit, language, told):
    a_filed_claim(house, exhibits=(an_exhibit(1),))
    assert "clé" not in words(visit("dossiers_preuve"))
    ring = Ring([b"another key of the same length**"])
    move_into(replace(house, vault=Vault(house.settings.data_dir / "vault", ring)))
    app = visit("dossiers_preuve", language=language)
    assert told in words(app)


def taken_by(app: AppTest) -> list[str]:
    """Labels of the links of files."""
    labels = [link.proto.label for link in app.get("link_button")]
    return [label for label in labels if label in ("Télécharger", "Download")]


def test_a_bundle_is_ordered_watched_and_approved_by_another(house, visit):
    number = a_filed_claim(house, exhibits=(an_exhibit(1),))
    app = visit("dossiers_preuve")
    app.text_input(key="bundle.claims").input("R-0000").run()
    assert "Ne sont pas parmi les réclamations comptées : R-0000" in words(app)
    assert app.button(key="bundle.order").disabled
    app.text_input(key="bundle.claims").input(f" {number.lower()}, ").run()
    assert "Dossier partiel" in words(app)
    app.text_input(key="bundle.claims").input("").run()
    app.button(key="bundle.order").click().run()
    [build] = house.store.builds.of(WHC)
    assert "Commence dès que le serveur est libre" in "".join(p.text for p in app.get("progress"))
    for minute in (0, 5):  # the first server did not survive
        later = datetime.now(UTC) + timedelta(minutes=minute)
        taken = house.store.builds.take(at=later, until=later)
        house.store.builds.beat(taken, until=later, done=1 - minute // 5, of=1)
    bar = read("".join(p.text for p in visit("dossiers_preuve").get("progress")))
    assert "reprise depuis le début : le serveur s’est arrêté" in bar
    build_next(house, clock=lambda: later, entropy=token_bytes)
    app = visit("dossiers_preuve")
    assert "À approuver" in words(app)
    assert not taken_by(app)
    redacting.set_level(house, GAGNON, number, "e1", Level.COUNSEL, "privilege", now=later)
    app = visit("dossiers_preuve", ROY)
    assert "Ne sort plus" in words(app)
    assert app.button(key=f"build.out.{build.id}").disabled
    redacting.set_level(house, GAGNON, number, "e1", Level.CONFIDENTIAL, "privilege", now=later)
    app = visit("dossiers_preuve", ROY)
    app.button(key=f"build.check.{build.id}").click().run()
    assert "conforme. Fichiers" in words(app)
    app.button(key=f"build.back.{build.id}").click().run()
    assert "Dites pourquoi vous renvoyez ce dossier" in words(app)
    app.button(key=f"build.out.{build.id}").click().run()
    app = visit("dossiers_preuve", language="en")
    assert f"answered by {ROY.name}" in words(app)
    assert taken_by(app) == ["Download"]


@pytest.mark.parametrize(
    ("language", "link", "told"),
    [("fr", "Lien", "Dossier de preuve · ne sort plus"),
     ("en", "Link", "Evidence bundle · no longer released")],
)  # fmt: skip
def test_the_list_of_documents_gives_no_link_to_a_bundle_of_what_was_withheld_since(
    house, visit, language, link, told
):
    number = a_filed_claim(house, exhibits=(an_exhibit(1),))
    for kind in ("workbook", "bundle"):
        export(house, GAGNON, WHC, kind, "fr", now=NOW, entropy=token_bytes)
    assert told not in words(visit("dossiers_preuve", language=language))
    redacting.set_level(house, ROY, number, "e1", Level.COUNSEL, "privilege", now=NOW)
    [listed] = [each.value for each in visit("dossiers_preuve", language=language).dataframe
                if link in each.value]  # fmt: skip
    linked = dict(zip(listed["Document"], listed[link].notna(), strict=True))
    assert not linked.pop(told)
    assert list(linked.values()) == [True]


def test_a_bundle_that_cannot_be_read_again_says_so_and_a_claim_that_left_is_named(house, visit):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in (1, 2)]
    for _ in range(2):
        building.order(house, GAGNON, WHC, Choice(), "fr", now=NOW, entropy=token_bytes)
        build_next(house, clock=lambda: NOW, entropy=token_bytes)
    lawyer.move(house, GAGNON, numbers[0], Status.OPTED_OUT, reason="x", now=NOW,
                seen=house.store.claims.find(numbers[0]).version, entropy=token_bytes)  # fmt: skip
    [kept] = house.store.builds.of(WHC)[0].volumes
    path = house.settings.exports_dir / kept.export / kept.name
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:500])
    app = visit("dossiers_preuve", ROY, language="en")
    assert (
        words(app).count(f"No longer counted since the snapshot of this bundle: {numbers[0]}") == 1
    )
    assert words(app).count(f"The file {kept.name} cannot be read again") == 1


def test_R70_after_ten_minutes_a_code_is_asked_for_and_what_was_asked_goes_on(
    house, visit, monkeypatch
):
    number = a_filed_claim(house)
    now = datetime.now(UTC)
    before = replace(GAGNON, proved_at=now - timedelta(minutes=11))
    app = visit("dossiers_preuve", before)
    app.text_input(key="bundle.claims").input(number).run()
    app.button(key="bundle.order").click().run()
    assert house.store.builds.of(WHC) == ()
    assert "Plus de dix minutes ont passé" in words(app)

    def wrong(*_: object, **__: object) -> None:
        raise NotAllowed("another code")

    monkeypatch.setattr(proving, "prove_again", wrong)
    app.button(key="proof.give.bundle.order").click().run()
    assert "Ce code ne convient pas" in words(app)
    assert house.store.builds.of(WHC) == ()
    monkeypatch.setattr(proving, "prove_again", lambda *_, **__: None)
    monkeypatch.setattr(here, "actor_from", lambda *_, **__: replace(GAGNON, proved_at=now))
    app.button(key="proof.give.bundle.order").click().run()
    [build] = house.store.builds.of(WHC)
    assert build.choice.claims == (number,), "with what stood in the fields"
    assert "Plus de dix minutes" not in words(app)


def test_R70_a_code_is_given_anew_once_who_gives_it_has_proved_who_they_are(
    house, visit, monkeypatch
):
    number = a_filed_claim(house)
    now = datetime.now(UTC)
    app = visit("acces", replace(ADMINISTRATOR, proved_at=now - timedelta(minutes=11)))
    app.text_input(key="code-numero").input(number)
    app.text_area(key="code-verifie").input("Carte vue")
    app.button(key="FormSubmitter:code-Donner un nouveau code").click().run()
    assert "Confirmez que c’est vous" in words(app)
    assert app.text_area(key="code-verifie").value == "Carte vue"
    monkeypatch.setattr(proving, "prove_again", lambda *_, **__: None)
    given = replace(ADMINISTRATOR, proved_at=now)
    monkeypatch.setattr(here, "actor_from", lambda *_, **__: given)
    app.button(key="proof.give.code").click().run()
    assert "Nouveau code" in words(app)


def test_R72_who_opens_too_many_claims_reads_why_and_administrators_are_warned(
    house, visit, monkeypatch
):
    monkeypatch.setattr(pacing, "MOST", 1)
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in (1, 2)]
    who = replace(GAGNON, proved_at=datetime.now(UTC))
    visit("reclamation", who, numero=numbers[0])
    app = visit("reclamation", who, language="en", numero=numbers[1])
    assert "Claims you opened in less than five minutes: 1." in words(app)
    assert "4,570" not in words(app)
    told = words(visit("acces", ADMINISTRATOR))
    assert "a ouvert en cinq minutes plus de réclamations qu’on n’en lit : 1." in told


def test_how_pages_are_numbered_is_settled_before_the_first_bundle_and_fixed_after(house, visit):
    a_filed_claim(house, exhibits=(an_exhibit(1),))
    app = visit("dossiers_preuve")
    assert "Un numéro tel que P-3 désigne une pièce" in words(app)
    assert "tel que WHC-000001 est imprimé au bas des pages" in words(app)
    app.text_input(key=f"bates.{WHC}.prefix").input("né")
    app.text_input(key=f"bates.{WHC}.start").input("0")
    app.button(key=f"bates.{WHC}.keep").click().run()
    assert "Le préfixe est fait de lettres sans accent" in words(app)
    assert "Le premier numéro est un nombre entier" in words(app)
    app.text_input(key=f"bates.{WHC}.prefix").input("oxia")
    app.text_input(key=f"bates.{WHC}.start").input("501")
    app.radio(key=f"bates.{WHC}.level").set_value("document")
    app.button(key=f"bates.{WHC}.keep").click().run()
    assert "de OXIA-000501 à OXIA-999999 au plus" in words(app)
    export(house, GAGNON, WHC, "bundle", "fr", now=NOW, entropy=token_bytes)
    assert "Dernier numéro donné : OXIA-000501" in words(visit("dossiers_preuve"))
    with pytest.raises(Refused):
        numbers.settle(house, ROY, WHC, Scheme("WHC"), "file", now=NOW,
                       seen=numbers.settled(house, ROY, WHC))  # fmt: skip


def test_R44_numbers_a_colleague_settled_meanwhile_are_told_and_what_was_typed_stays(house, visit):
    app = visit("dossiers_preuve")
    theirs = Scheme("ROY", 9, 77, "left", "document")
    numbers.settle(house, ROY, WHC, theirs, "claim", now=datetime.now(UTC),
                   seen=numbers.settled(house, ROY, WHC))  # fmt: skip
    app.text_input(key=f"bates.{WHC}.prefix").input("oxia")
    app.button(key=f"bates.{WHC}.keep").click().run()
    assert ROY.name in words(app)
    assert "ROY-000000077" in words(app)
    assert numbered(app, WHC) == ("oxia", 9, "77", "left", "document", "claim"), "the rest is read"
    assert numbers.settled(house, ROY, WHC).scheme.prefix == "ROY"
    app.button(key=f"bates.{WHC}.keep").click().run()
    stands = numbers.settled(house, ROY, WHC)
    assert (stands.scheme, stands.way) == (replace(theirs, prefix="OXIA"), "claim")


def test_numbers_just_settled_are_settled_again_without_a_colleague_to_tell_of(house, visit):
    app = visit("dossiers_preuve")
    for typed in ("oxia", "roy"):
        app.text_input(key=f"bates.{WHC}.prefix").input(typed)
        app.button(key=f"bates.{WHC}.keep").click().run()
        assert "pendant votre lecture" not in words(app)
        assert numbered(app, WHC)[0] == typed.upper(), "the form shows what stands"
    assert numbers.settled(house, ROY, WHC).scheme == Scheme("ROY")


def test_the_form_of_a_matter_neither_shows_nor_records_the_numbers_of_another(house, visit):
    numbers.settle(house, GAGNON, WHC, Scheme("OXIA", 9, 500), "claim", now=NOW,
                   seen=numbers.settled(house, GAGNON, WHC))  # fmt: skip
    other = "ovh-2021"
    app = visit("dossiers_preuve", replace(GAGNON, matters=(WHC, other)))
    app.selectbox(key="matter").set_value(WHC).run()
    assert numbered(app, WHC) == ("OXIA", 9, "500", "right", "page", "claim")
    app.text_input(key=f"bates.{WHC}.prefix").input("typed").run()
    app.selectbox(key="matter").set_value(other).run()
    assert numbered(app, other) == ("OVH", 6, "1", "right", "page", "file")
    app.button(key=f"bates.{other}.keep").click().run()
    stands = numbers.settled(house, replace(GAGNON, matters=(other,)), other)
    assert (stands.scheme, stands.way) == (Scheme("OVH"), "file")


def numbered(app: AppTest, matter: str) -> tuple[object, ...]:
    """What the form that settles numbers shows: prefix, digits, start, corner, level, way."""
    field, radios = f"bates.{matter}", ("corner", "level", "way")
    asked = (app.text_input(key=f"{field}.prefix"), app.selectbox(key=f"{field}.digits"),
             app.text_input(key=f"{field}.start"))  # fmt: skip
    chosen = (app.radio(key=f"{field}.{name}") for name in radios)
    return tuple(each.value for each in (*asked, *chosen))


def test_a_card_of_the_last_claims_says_what_matters_and_opens_its_claim(house, visit):
    """Also where another claim was filed since the page was drawn, and took its place."""
    number = a_filed_claim(house)
    app = visit("tableau")
    card = next(each for each in app.button if each.key.startswith(f"card.recent.{number}"))
    a_filed_claim(house, 2, domain="b.ca")
    name, sums, rest = read(card.label).split("  \n")
    assert name == f"**{number} · Studio Boréal inc.**"
    assert sums == "Déclaré : 4 770,00 $"
    assert rest.startswith(":small[État : Déposée · ")
    card.click().run()
    assert app.query_params["numero"] in (number, [number])


def test_the_journal_verifies_its_chain(house, visit):
    a_filed_claim(house)
    app = visit("journal")
    app.button(key="journal.verify").click().run()
    assert "Chaîne intacte" in words(app)


@pytest.mark.parametrize("page", ["totaux", "sous_groupes", "instantanes"])
def test_R13_the_representative_reads_no_name_number_or_site(house, visit, page):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in range(1, 7)]
    told = words(visit(page, OXIA))
    for secret in (*numbers, "Boréal", "site1.ca", "studio-boreal"):
        assert secret not in told


def test_R13_a_group_of_four_is_masked_on_the_page(house, visit):
    for n in range(1, 5):
        a_filed_claim(house, n, domain=f"site{n}.ca")
    app = visit("totaux", OXIA)
    assert {m.value for m in app.metric} == {"masqué"}


def test_R13_the_representative_reads_how_many_sites_are_claimed_twice_or_that_it_is_masked(
    house, visit
):
    told = "Sites dont une même perte est réclamée par deux personnes : {}"
    for n, site in enumerate("abccdd", 1):
        a_filed_claim(house, n, domain=f"site-{site}.ca")
    assert told.format("moins de 5") in words(visit("totaux", OXIA))
    for n, site in enumerate("eeffgg", 7):
        a_filed_claim(house, n, domain=f"site-{site}.ca")
    assert told.format("masqué") in words(visit("totaux", OXIA))
    for n in (13, 14, 15):
        a_filed_claim(house, n, domain=f"site{n}.ca")
    assert told.format("de 5 à 9") in words(visit("totaux", OXIA))


def test_counsel_reads_who_claims_a_loss_twice_why_and_what_it_can_come_to(house, visit):
    assert "Aucune perte n’est réclamée par deux personnes." in words(visit("doublons"))
    a_filed_claim(house, 1)
    a_filed_claim(house, 2, name="Épicerie du Port", capacity="owner", type="shop")
    app = visit("doublons")
    assert [read(m.value) for m in app.metric] == ["400,00 $", "9 140,00 $", "1", "0,00 $"]
    said = words(app)
    for told in ("Épicerie du Port", "propriétaire du site", "concepteur ou revendeur",
                 "Même site, même chef, qui ne dépend pas des jours.",
                 "du 28 août 2021 au 12 septembre 2021",
                 "4 570,00 $", "Site vitrine"):  # fmt: skip
        assert told in said
    english = words(visit("doublons", language="en"))
    assert "Same site, same head, which does not depend on days." in english


def test_counsel_reads_who_resembles_whom_why_and_what_each_reason_weighs(house, visit):
    assert "Aucun réclamant n’en rappelle un autre." in words(visit("doublons"))
    first, second = (a_filed_claim(house, n, domain=f"site{n}.ca") for n in (1, 2))
    app = visit("doublons")
    said = words(app)
    for told in (first, second, "même nom", "même courriel"):
        assert told in said
    assert "Un poids place une ligne dans ces listes, rien de plus" in said
    assert "same e-mail" in words(visit("doublons", language="en"))


HOSTILE = ("![x](http://127.0.0.1/p.png)", "<img src=x onerror=alert(1)>", "=1+1 $x$ :red[a]")


@pytest.mark.parametrize("name", HOSTILE)
def test_R20_what_a_claimant_typed_reaches_no_markdown(house, visit, name):
    number = a_filed_claim(house, name=name)
    a_filed_claim(house, 2, name=name)
    pages = (
        ("tableau", {}),
        ("reclamations", {}),
        ("doublons", {}),
        ("reclamation", {"numero": number}),
    )
    for page, query in pages:
        app = visit(page, **query)
        live = [e.value for kind in LIVE for e in app.get(kind)]
        assert not [text for text in live if name in str(text)]
    assert name in [text.value for text in app.text]


LIVE = ("title", "header", "subheader", "markdown", "caption", "metric", "info", "warning",
        "error", "success", "table")  # fmt: skip


def test_R08_who_takes_over_a_session_finds_nothing_of_the_former_occupant(
    house, visit, monkeypatch
):
    a_filed_claim(house)
    app = visit("reclamations")
    app.text_input(key="claims.words").input("boreal").run()
    monkeypatch.setattr(here, "actor_from", lambda *_, **__: ROY)
    app.run()
    assert app.session_state["claims.words"] == ""
    assert app.session_state["seat"] == ROY.name


def test_R08_a_widget_of_a_former_occupant_speaks_for_nobody(monkeypatch, house):
    state = {here.SEAT: GAGNON.name}
    monkeypatch.setattr(here.st, "session_state", state)
    monkeypatch.setattr(here, "cookies", dict)
    monkeypatch.setattr(here, "actor_from", lambda *_, **__: ROY)
    assert here.actor() is here.ANONYMOUS
    here.take_seat(ROY)
    assert (here.actor(), state) == (ROY, {here.SEAT: ROY.name})


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ({"numero": "r2k7q48xm0"}, "/reclamation%3Fnumero%3DR-2K7Q-48XM-0"),
        ({"numero": "Zoé Lévesque"}, "/reclamation"),
        ({"numero": "R-2K7Q-48XM-1"}, "/reclamation"),
        ({"nom": "Zoé"}, "/reclamation"),
    ],
)
def test_the_other_language_shows_the_same_claim_and_nothing_else_of_the_address(
    monkeypatch, asked, back
):
    monkeypatch.setattr(frame.st, "query_params", asked)
    assert frame._here(SimpleNamespace(url_path="reclamation")) == back


def test_counsel_is_told_that_rules_changed_sees_what_it_would_change_and_counts_again(
    house, visit, tmp_path
):
    a_filed_claim(house, 1)
    assert "nouveau calcul" not in words(visit("tableau"))
    move_into(corrected(house, tmp_path))
    app = visit("tableau")
    assert "a changé depuis que 1 réclamation a été calculée" in words(app)
    assert "a changé depuis que 1 réclamation" in words(visit("dossiers_preuve"))
    app.button(key="recount.look").click().run()
    said = words(app)
    assert "1 réclamation changerait de montant." in said
    assert "4 770,00 $" in said
    assert "4 980,00 $" in said
    app.button(key="recount.keep").click().run()
    assert "nouveau calcul" not in words(app)
    assert "4 980,00 $" in words(app)


def test_an_amount_further_down_a_list_has_the_room_it_needs(house, visit, monkeypatch):
    number = a_filed_claim(house, 1)
    told = {}
    monkeypatch.setattr(staff, "_config", lambda column, width: told.update({column.name: width}))
    visit("reclamation", numero=number)
    assert told["Déclaré"] >= 7 * len("4 770,00 $")


def test_an_administrator_gives_an_account_another_matter_and_never_none(house, visit):
    house.store.accounts.add(
        Account(GAGNON.name, "Me Gagnon", GAGNON.role, (WHC,)), at=NOW, by=ADMINISTRATOR.name
    )
    app = visit("acces", ADMINISTRATOR)
    chosen, button = f"dossiers-{GAGNON.name}", f"confier-{GAGNON.name}"
    assert app.multiselect(key=chosen).value == [WHC]
    app.multiselect(key=chosen).set_value([WHC, "ovh-2021"]).run()
    app.button(key=button).click().run()
    assert "Ses actions collectives sont enregistrées." in words(app)
    assert house.store.accounts.find(GAGNON.name).matters == (WHC, "ovh-2021")
    app.multiselect(key=chosen).set_value([]).run()
    app.button(key=button).click().run()
    assert "Choisissez au moins" in words(app)
    assert house.store.accounts.find(GAGNON.name).matters == (WHC, "ovh-2021")


def test_counsel_supposes_members_then_draws_an_audit(visit, house):
    for n in range(1, 7):
        a_filed_claim(house, n, domain=f"site{n}.ca", losses=[
            {"id": "l1", "head": "own_time", "start": "2021-08-28", "end": "2021-08-30",
             "inputs": {"hours": str(n)}}])  # fmt: skip
    app = visit("estimation")
    assert "Ce qui manque" in words(app)
    for code, members in zip(("A1", "A2", "B1", "B2", "C1"), ("1 200", "0", "0", "0", "0"),
                             strict=True):  # fmt: skip
        app.text_input(key=f"estimate.members.{code}").set_value(members)
    app.radio(key="estimate.basis").set_value("declared").run()
    assert not app.exception
    said = words(app)
    assert "Hypothèse d’avocat" in said
    assert "105 000,00 $" in said
    assert "43,3 %" in said
    assert "ce n’est pas un échantillon tiré au hasard" in said
    app.button(key="audit.draw").click().run()
    assert not app.exception
    assert "Échantillon no 1" in "".join(e.label for e in app.expander)
    assert len(house.store.audits.of(WHC)) == 1
    one = house.store.audits.of(WHC)[0].drawn["A1"][0]
    house.store.claims.move(one, Status.OPTED_OUT, reason="exclusion", seen=2, at=NOW, by="x")
    assert "1 200, dont 1 exclu" in words(app.run())


def test_counsel_is_told_what_is_wrong_with_members_that_are_no_number(visit):
    app = visit("estimation", language="en")
    app.text_input(key="estimate.members.A1").set_value("lots").run()
    assert "“lots” is not a number of members." in words(app)
    app.text_input(key="audit.margin").set_value("0").run()
    assert "This margin does not fit." in words(app)


def test_the_representative_reads_what_each_grade_of_proof_supports(visit, house):
    for n in range(1, 7):
        a_filed_claim(house, n, domain=f"site{n}.ca")
    app = visit("totaux", OXIA)
    [grades] = [t.value for t in app.table if t.value.columns[0] == "Catégorie de preuve"]
    assert list(grades.iloc[0])[:2] == ["D", "6"]
    assert len(grades) == 1


def test_the_representative_reads_that_the_class_is_not_estimated_yet(visit, house):
    a_filed_claim(house)
    assert "aucune source ne dit combien de membres" in words(visit("totaux", OXIA))


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (0, "0 % du déclaré"), (4, "moins de 1 % du déclaré"), (5, "1 % du déclaré"),
        (666, "67 % du déclaré"), (994, "99 % du déclaré"), (995, "plus de 99 % du déclaré"),
        (1000, "100 % du déclaré"),
    ],
)  # fmt: skip
def test_a_part_of_what_is_declared_is_rounded_half_up_and_neither_nothing_nor_all_unless_it_is(
    part, told, monkeypatch
):
    monkeypatch.setattr(staff, "language", lambda: "fr")
    assert staff.share(part, 1000) == told.replace(" %", "\u00a0%")
    assert staff.share(0, 0) == ""
