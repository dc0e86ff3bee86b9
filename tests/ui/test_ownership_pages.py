"""Ownership on the pages: the claimant's checklist and days; counsel's log, clocks, decisions."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest, local_script_runner

from claims.access import Actor, Role
from claims.claim.states import Status
from claims.evidence.ownership import Answer, Event, Kind, Stage
from claims.office import claimant, lawyer
from claims.office.house import House, move_into
from claims.office.inviting import OWNER
from claims.office.ownership import Told, tell, terms_of
from claims.ui import here, staff
from tests.makers import GAGNON, ROY, WHC, a_claimant, a_filed_claim, a_form, a_house, an_exhibit
from tests.ui.tabs import a_tab, go

KEY = "s1"
OWNED = {
    "id": KEY, "domain": "auberge-du-fjord.ca", "type": "showcase", "subgroup": "A1",
    "answers": {"hosted": "yes", "role": "designs", "use": "showcase", "outcome": "lost"},
    "owner": "[Auberge](http://x.example) du Fjord", "authority": "mandate",
    "owner_email": "accueil@auberge-du-fjord.example",
}  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = a_house(tmp_path)
    move_into(made)
    return made


@pytest.fixture
def visit(house: House, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Opens a page as someone, in a language."""

    def opened(file: str, who: Actor, language: str = "fr", **query: str) -> AppTest:
        monkeypatch.setattr(here, "actor_from", lambda *_, **__: who)
        monkeypatch.setattr(here, "cookies", lambda: {"claims_lang": language})
        app = a_tab()
        app.query_params.update(query)
        return stands(go(app, file))

    return opened


def stands(app: AppTest) -> AppTest:
    assert not app.exception, app.exception[0].message
    return app


@pytest.fixture
def number(house: House) -> str:
    proved = (an_exhibit(1), an_exhibit(2, b"%PDF-1.4 paiement", kind="payment"))
    return a_filed_claim(house, services=[OWNED], exhibits=proved)


def bring(house: House, number: str, told: Told, *, by: Actor = GAGNON, days_ago: int = 0) -> None:
    seen = len(house.store.ownership.inquiry(number, OWNED["domain"]).events)
    at = datetime.now(UTC) - timedelta(days=days_ago)
    tell(house, by, number, KEY, told, seen=seen, now=at)


def ask(house: House, number: str, days_ago: int = 0) -> None:
    told = Told(Kind.ASKED, papers=("invoice",), channels=("email",))
    bring(house, number, told, by=a_claimant(number), days_ago=days_ago)


def words(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "text", "caption", "metric", "info",
             "warning", "error", "success")  # fmt: skip
    said = [str(e.value) for kind in kinds for e in app.get(kind)]
    said += [table.value.to_string() for table in app.dataframe]
    return "\n".join(said).replace("\\", "").replace("\u00a0", " ")


def stage(house: House, number: str) -> Stage:
    return house.store.ownership.inquiry(number, OWNED["domain"]).stage


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    return stands(app)


# --- counsel --------------------------------------------------------------------------------------


def test_counsel_reads_that_nothing_is_asked(visit, number):
    said = words(visit("lawyer_reclamation", GAGNON, numero=number))
    assert "Propriété et mandat" in said
    assert "Personne n’a demandé que la propriété de ce site soit reconnue." in said
    assert "mandat écrit du propriétaire" in said
    assert "[Auberge](http://x.example) du Fjord" in said


def test_counsel_reads_the_clocks_and_the_papers(house, visit, number):
    ask(house, number)
    for language, wanted in (
        ("fr", ("jour 0 de 7", "reste aujourd’hui : Courriel", "Pas avant le", "non vérifié",
                "pièce au dossier : facture.pdf", "Demande de reconnaissance")),
        ("en", ("day 0 of 7", "left today: E-mail", "Not before", "not verified",
                "exhibit on file: facture.pdf", "Request for recognition")),
    ):  # fmt: skip
        app = visit("lawyer_reclamation", GAGNON, language, numero=number)
        said = words(app) + "\n".join(str(m.delta) for m in app.metric).replace("\u00a0", " ")
        said = said.replace("\\", "")
        assert [w for w in wanted if w not in said] == []


def test_counsel_logs_an_attempt_and_the_form_empties(house, visit, number):
    ask(house, number)
    app = visit("lawyer_reclamation", GAGNON, numero=number)
    key = f"{number}.{KEY}.0"
    app.selectbox(key=f"ownership.channel.{key}").set_value("email")
    app.selectbox(key=f"ownership.result.{key}").set_value("left")
    app.text_area(key=f"ownership.note.{key}").input("Boîte vocale *pleine*")
    press(app, f"ownership.trysend.{key}")
    event = house.store.ownership.inquiry(number, OWNED["domain"]).events[-1]
    assert (event.kind, event.channel, event.result, event.words) == (
        Kind.ATTEMPTED, "email", "left", "Boîte vocale *pleine*",
    )  # fmt: skip
    assert "jour 1 de 7" in words(app)
    assert app.text_area(key=f"ownership.note.{number}.{KEY}.1").value == ""


def test_an_early_acceptance_is_refused_with_the_reason_and_what_was_typed_stays(
    house, visit, number
):
    ask(house, number)
    app = visit("lawyer_reclamation", GAGNON, numero=number)
    why = f"ownership.why.{number}.{KEY}.0"
    app.text_area(key=why).input("Facture concordante")
    press(app, f"ownership.accept.{number}.{KEY}.0")
    said = "\n".join(e.value for e in app.error)
    assert "7" in said
    assert "Première date possible" in said
    assert app.text_area(key=why).value == "Facture concordante"
    assert stage(house, number) is Stage.OPEN


def test_on_time_the_same_button_recognizes_the_ownership(house, visit, number):
    ask(house, number, days_ago=20)
    for day in range(7):
        attempt = Told(Kind.ATTEMPTED, channel="email", result="silence")
        bring(house, number, attempt, days_ago=19 - day)
    app = visit("lawyer_reclamation", GAGNON, numero=number)
    app.text_area(key=f"ownership.why.{number}.{KEY}.0").input("Facture concordante")
    press(app, f"ownership.accept.{number}.{KEY}.0")
    assert stage(house, number) is Stage.ACCEPTED
    assert "Propriété reconnue" in words(app)
    app.text_area(key=f"ownership.again.{number}.{KEY}.0").input("Erreur de site")
    press(app, f"ownership.reopensend.{number}.{KEY}.0")
    assert stage(house, number) is Stage.OPEN


def test_counsel_compares_a_name_and_records_that_a_paper_does_not_match(house, visit, number):
    ask(house, number)
    app = visit("lawyer_reclamation", GAGNON, numero=number)
    key = f"{number}.{KEY}.0"
    app.selectbox(key=f"ownership.which.{key}").set_value("invoice")
    app.text_input(key=f"ownership.name.{key}").input("STUDIO BOREAL ltée").run()
    assert "Réclamant : Même nom, la forme juridique mise à part." in words(stands(app))
    app.text_area(key=f"ownership.mismatch.{key}").input("Domaine différent")
    press(app, f"ownership.differ.{key}")
    assert stage(house, number) is Stage.UNPAPERED


def test_a_contested_site_is_flagged_to_counsel(house, visit, number):
    contest = Event(Kind.ANSWERED, datetime.now(UTC), OWNER, Role.ANONYMOUS,
                    answer=Answer.CONTESTS, words="Je réclame moi-même.")  # fmt: skip
    house.store.ownership.add(
        number, OWNED["domain"], contest, seen=0, terms=terms_of(house.matters[WHC])
    )
    app = visit("lawyer_reclamation", GAGNON, numero=number)
    assert any("Contesté par son propriétaire" in e.value for e in app.error)
    said = words(app)
    assert "Je réclame moi-même." in said
    assert "propriétaire invité" in said
    assert visit("lawyer_tableau", GAGNON).button(key="task.contested").label == (
        "Sites contestés par leur propriétaire"
    )


# --- the claimant ---------------------------------------------------------------------------------


def test_the_claimant_reads_what_is_at_hand_and_asks(house, visit, number):
    app = visit("claimant_propriete", a_claimant(number))
    said = words(app)
    assert "auberge-du-fjord.ca" in said
    assert "(au dossier, à vérifier par les avocats)" in said
    assert "— facture.pdf" in said
    app.multiselect(key=f"voies-{KEY}").set_value(["email", "phone"])
    press(app, f"envoyer-{KEY}")
    inquiry = house.store.ownership.inquiry(number, OWNED["domain"])
    assert (inquiry.stage, inquiry.channels) == (Stage.OPEN, ("email", "phone"))
    assert "Rien n’est décidé avant le" in words(app)
    assert "Il reste" in words(app)


def test_a_request_without_a_channel_is_told_in_the_card(house, visit, number):
    app = visit("claimant_propriete", a_claimant(number))
    press(app, f"envoyer-{KEY}")
    assert "Indiquez au moins une voie" in words(app)
    assert stage(house, number) is Stage.NOTHING


def test_the_claimant_invites_the_owner_once_a_day(house, visit, number):
    app = visit("claimant_propriete", a_claimant(number))
    press(app, f"inviter-{KEY}")
    assert house.store.outbox.counts()["waiting"] == 1
    press(app, f"inviter-{KEY}")
    assert "déjà été invité aujourd’hui" in words(app)
    assert house.store.outbox.counts()["waiting"] == 1


def test_the_claimant_invites_every_owner_with_one_press(house, visit):
    sites = [
        OWNED | {"id": f"s{n}", "domain": f"site-{n}.ca", "owner_email": f"o{n % 3}@exemple.ca"}
        for n in range(1, 13)
    ]
    number = a_filed_claim(house, 3, services=sites)
    app = visit("claimant_propriete", a_claimant(number))
    assert app.button(key="inviter-proprietaires").label == "Inviter les 3 propriétaires à répondre"
    press(app, "inviter-proprietaires")
    assert house.store.outbox.counts()["waiting"] == 3
    assert [e.value for e in app.success] == [
        "Invitations écrites\u00a0: 3. Sites visés\u00a0: 12."
    ]
    assert "inviter-proprietaires" not in [button.key for button in app.button]


def test_the_claimant_reads_the_owners_answer_and_counsels_reason_never_counsels_notes(
    house, visit, number
):
    ask(house, number)
    bring(house, number, Told(Kind.ATTEMPTED, channel="email", result="reached", words="SECRET"))
    bring(house, number, Told(Kind.ANSWERED, answer="contests", words="Il est à *moi*."))
    bring(house, number, Told(Kind.REFUSED, words="Contestée, non établie"))
    said = words(visit("claimant_propriete", a_claimant(number)))
    assert "Réponse du propriétaire : Conteste" in said
    assert "Il est à *moi*." in said
    assert "Contestée, non établie" in said
    assert "SECRET" not in said
    assert GAGNON.name not in said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_before_filing_the_page_shows_the_checklist_and_asks_nothing(house, visit, language):
    number = "R-2K7Q-48XM-0"
    now = datetime.now(UTC)
    house.store.claims.start(number, WHC, language="fr", form=a_form(), code_hash="",
                             key="start", at=now, by=number)  # fmt: skip
    app = visit("claimant_propriete", a_claimant(number), language)
    wanted = {"fr": "Aucun justificatif au dossier", "en": "No paper on file"}
    assert wanted[language] in words(app)
    assert app.multiselect == []


def test_with_no_site_yet_the_page_leads_to_the_sites(house, visit):
    number = "R-2K7Q-48XM-0"
    house.store.claims.start(number, WHC, language="fr", form={}, code_hash="", key="start",
                             at=datetime.now(UTC), by=number)  # fmt: skip
    app = visit("claimant_propriete", a_claimant(number))
    assert "Inscrivez d’abord vos sites" in words(app)
    assert app.button(key="vers-sites").label == "Inscrire un site"


@pytest.mark.parametrize("typed", ["http://", "https://xx<b>.example/[page](http://y.example)", ""])
def test_a_site_whose_domain_cannot_be_read_is_named_by_no_word_typed(house, visit, typed):
    number = "R-2K7Q-48XM-0"
    site = OWNED | {"domain": typed, "owner": ""}
    form = a_form(services=[site])
    house.store.claims.start(number, WHC, language="fr", form=form, code_hash="", key="start",
                             at=datetime.now(UTC), by=number)  # fmt: skip
    app = visit("claimant_propriete", a_claimant(number))
    assert [e.value for e in app.subheader] == ["1. Site à préciser"]


def test_an_agency_declares_each_sites_owner_and_its_authority(house, visit):
    number = "R-2K7Q-48XM-0"
    house.store.claims.start(number, WHC, language="fr", form=a_form(), code_hash="",
                             key="start", at=datetime.now(UTC), by=number)  # fmt: skip
    actor = a_claimant(number)
    app = visit("claimant_sites", actor)
    app.button(key=f"modifier-{KEY}").click().run()
    app.radio(key=f"champ-services-{KEY}-authority").set_value("mandate").run()
    app.text_input(key=f"champ-services-{KEY}-owner-email").input("pas un courriel").run()
    stands(app)
    service = claimant.my_draft(house, actor, now=datetime.now(UTC)).form.services[0]
    assert (service.authority, service.owner_email) == ("mandate", "pas un courriel")
    assert "pas un courriel" in "\n".join(t.value for t in app.text)


def test_sixty_sites_are_shown_ten_at_a_time(house, visit):
    sites = [OWNED | {"id": f"s{n}", "domain": f"site-{n}.ca"} for n in range(1, 61)]
    number = a_filed_claim(house, services=sites)
    app = visit("claimant_propriete", a_claimant(number))
    assert len(app.subheader) == 10


def test_counsel_reads_the_sites_of_a_claim_withdrawn_and_is_offered_nothing_to_do(
    house, visit, number
):
    house.store.claims.move(number, Status.WITHDRAWN, reason="non", seen=2, by=number,
                            at=datetime.now(UTC))  # fmt: skip
    app = visit("lawyer_reclamation", GAGNON, numero=number)
    assert "elle se lit, et rien ne s’y consigne" in words(app)
    assert not [b for b in app.button if str(b.key).startswith("ownership.")]


def test_R44_words_typed_about_a_site_stay_when_anything_is_recorded_of_it(house, visit, number):
    ask(house, number, days_ago=1)
    app = visit("lawyer_reclamation", GAGNON, numero=number)
    of = f"{number}.{KEY}.0"
    app.text_area(key=f"ownership.mismatch.{of}").input("Domaine différent").run()
    confirmed = Told(Kind.ANSWERED, answer=Answer.CONFIRMS, words="Oui, allez-y.")
    bring(house, number, confirmed, by=ROY)
    app.run()
    assert app.text_area(key=f"ownership.mismatch.{of}").value == "Domaine différent"
    app.selectbox(key=f"ownership.channel.{of}").set_value("email")
    app.selectbox(key=f"ownership.result.{of}").set_value("left")
    app.text_area(key=f"ownership.note.{of}").input("Boîte vocale pleine")
    app = press(app, f"ownership.trysend.{of}")
    assert len(house.store.ownership.inquiry(number, OWNED["domain"]).events) == 2
    assert [each for each in app.text if ROY.name in each.value], "who told what meanwhile"
    assert app.text_area(key=f"ownership.note.{of}").value == "Boîte vocale pleine"
    app = press(app, f"ownership.trysend.{of}")
    inquiry = house.store.ownership.inquiry(number, OWNED["domain"])
    assert inquiry.events[-1].words == "Boîte vocale pleine"
    assert app.text_area(key=f"ownership.note.{number}.{KEY}.1").value == ""
    assert app.text_area(key=f"ownership.mismatch.{of}").value == "Domaine différent"


def test_R44_words_about_a_site_are_shown_to_copy_while_their_form_is_gone_and_come_back_with_it(
    house, visit, number
):
    ask(house, number, days_ago=1)
    app = visit("lawyer_reclamation", GAGNON, numero=number)
    of = f"{number}.{KEY}.0"
    app.text_area(key=f"ownership.note.{of}").input("Boîte *vocale* pleine").run()
    app.text_area(key=f"ownership.why.{of}").input("Trois paragraphes de motif")
    bring(house, number, Told(Kind.REFUSED, words="Non."), by=ROY)
    app = press(app, f"ownership.refuse.{of}")
    [told] = [each.value for each in app.error]
    assert "ne peut plus l’être à ce stade" in told
    assert "reste ci-dessous" not in told
    shown = ["Boîte *vocale* pleine", "Trois paragraphes de motif"]
    assert [each.value for each in app.code if each.value in shown] == shown
    app.run()
    assert [each.value for each in app.code if each.value in shown] == shown, "until they leave"
    bring(house, number, Told(Kind.REOPENED, words="Rouverte."), by=ROY)
    app.run()
    fields = [app.text_area(key=f"ownership.{name}.{of}").value for name in ("note", "why")]
    assert fields == shown
    assert not [each for each in app.code if each.value in shown]


def test_words_about_a_site_do_not_outlive_the_visit_of_its_claim(house, visit, number):
    ask(house, number, days_ago=1)
    app = visit("lawyer_reclamation", GAGNON, numero=number)
    app.text_area(key=f"ownership.why.{number}.{KEY}.0").input("Motif").run()
    bring(house, number, Told(Kind.REFUSED, words="Non."), by=ROY)
    assert "Motif" in [each.value for each in app.run().code]
    app = go(go(app, "lawyer_tableau"), "lawyer_reclamation")
    assert "Motif" not in [each.value for each in app.code]


def test_no_field_of_the_ownership_forms_waits_in_the_browser_for_its_form_to_be_sent(
    house, visit, number
):
    ask(house, number)
    app = visit("lawyer_reclamation", GAGNON, numero=number)
    fields = [each for each in (*app.text_area, *app.text_input, *app.selectbox, *app.multiselect)
              if str(each.key).startswith("ownership.")]  # fmt: skip
    assert len(fields) > 5
    assert [each.key for each in fields if each.proto.form_id] == []


def test_counsel_back_on_a_site_is_judged_by_what_they_read_there_now(house, visit, monkeypatch):
    sites = [OWNED, OWNED | {"id": "s2", "domain": "autre.example"}]
    proved = (an_exhibit(1), an_exhibit(2, b"%PDF-1.4 paiement", kind="payment"))
    number = a_filed_claim(house, services=sites, exhibits=proved)
    ask(house, number, days_ago=1)
    chosen, real = [0], staff.grid

    def grid(rows, columns, *args, key="", **more):
        row = real(rows, columns, *args, key=key, **more)
        return chosen[0] if key == f"ownership.{number}" else row

    monkeypatch.setattr(staff, "grid", grid)
    app = visit("lawyer_reclamation", GAGNON, numero=number)
    of = f"{number}.{KEY}.0"
    app.text_area(key=f"ownership.note.{of}").input("Boîte pleine").run()
    chosen[0] = 1
    app.run()
    theirs = Told(Kind.ATTEMPTED, channel="email", result="left", words="Vu par Roy")
    bring(house, number, theirs, by=ROY)
    chosen[0] = 0
    app.run()
    assert "Vu par Roy" in words(app)
    assert app.text_area(key=f"ownership.note.{of}").value == "Boîte pleine"
    app.selectbox(key=f"ownership.channel.{of}").set_value("email")
    app.selectbox(key=f"ownership.result.{of}").set_value("left")
    app = press(app, f"ownership.trysend.{of}")
    assert not app.error
    events = house.store.ownership.inquiry(number, OWNED["domain"]).events
    assert [each.words for each in events[1:]] == ["Vu par Roy", "Boîte pleine"]


def test_a_field_of_the_section_draws_the_section_alone(house, visit, number, monkeypatch):
    """Streamlit is asked for what a browser asks for when the field is left."""
    app = visit("lawyer_reclamation", GAGNON, numero=number)
    [field] = [each for each in app.text_area if str(each.key).startswith("ownership.said")]
    known = app.session_state._state._state._new_widget_state.widget_metadata
    section = known[field.proto.id].fragment_id
    assert section
    asked, drawn = local_script_runner.RerunData, []
    opened = lawyer.open_claim
    monkeypatch.setattr(
        lawyer, "open_claim", lambda *given, **named: drawn.append(1) or opened(*given, **named)
    )
    monkeypatch.setattr(
        local_script_runner, "RerunData", lambda **named: asked(**named, fragment_id=section)
    )
    stands(field.input("C’est le mien.").run())
    assert drawn == []
    assert "C’est le mien." in app.session_state["ownership.written"][1].values()
    [choice] = [each for each in app.selectbox if str(each.key).startswith("ownership.answer")]
    choice.set_value(str(next(iter(Answer))))
    [send] = [each for each in app.button if str(each.key).startswith("ownership.answersend")]
    stands(send.click().run())
    assert [
        event.words for event in house.store.ownership.inquiries(number)[OWNED["domain"]].events
    ] == ["C’est le mien."]
    assert drawn == [1], "what was recorded is told by the whole page"
