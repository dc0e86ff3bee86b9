"""Before and after filing, without a browser: messages, contests, leaving, one’s own data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from claims.access import ANONYMOUS, Actor
from claims.claim.states import Status
from claims.office import claimant, contesting, conversing
from claims.office.filing import MORE
from claims.office.house import House, move_into
from claims.office.lawyer import Verdict, decide
from claims.problems import NotAllowed, NotSaved
from claims.ui import here
from tests.makers import (
    ADMINISTRATOR,
    GAGNON,
    NOW,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
    a_house,
    a_number,
    told_of,
)
from tests.ui.tabs import a_tab, go

KINDS = ("title", "header", "subheader", "markdown", "text", "caption", "info", "warning", "error",
         "success")  # fmt: skip


def now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Tab:
    """A tab of someone, found by keys."""

    app: AppTest

    def goes_to(self, page: str) -> "Tab":
        go(self.app, page)
        return self.stands()

    def stands(self) -> "Tab":
        assert not self.app.exception, self.app.exception[0].message
        return self

    def types(self, key: str, typed: str) -> "Tab":
        boxes = [*self.app.text_input, *self.app.text_area]
        next(box for box in boxes if box.key == key).input(typed)
        return self

    def holds(self, key: str) -> str:
        boxes = [*self.app.text_input, *self.app.text_area]
        return next(box.value for box in boxes if box.key == key)

    def presses(self, key: str) -> "Tab":
        self.app.button(key=key).click().run()
        return self.stands()

    def words(self) -> str:
        told = [str(e.value) for kind in KINDS for e in self.app.get(kind)]
        told += [b.label for b in self.app.get("expander")]
        told += [table.value.to_string() for table in self.app.dataframe]
        return "\n".join(told).replace("\\", "").replace("\u00a0", " ")

    def texts(self) -> list[str]:
        return [text.value for text in self.app.text]

    def has(self, key: str) -> bool:
        return any(button.key == key for button in self.app.button)


Opens = Callable[..., Tab]


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = a_house(tmp_path)
    move_into(made)
    return made


@pytest.fixture
def opens(house: House, monkeypatch: pytest.MonkeyPatch) -> Opens:
    """Opens a page as someone, in a language."""

    def tab(page: str, who: Actor, language: str = "fr", **query: str) -> Tab:
        monkeypatch.setattr(here, "actor_from", lambda *_, **__: who)
        monkeypatch.setattr(here, "cookies", lambda: {"claims_lang": language})
        app = a_tab()
        app.query_params.update(query)
        return Tab(app).goes_to(page)

    return tab


def refused_claim(house: House) -> str:
    number = a_filed_claim(house, registrant="no")
    verdicts = [Verdict(loss, "refused", reason="proof_missing") for loss in ("l1", "l2")]
    decide(house, GAGNON, number, verdicts, seen=house.store.claims.find(number).version,
           key="k", now=now())  # fmt: skip
    return number


def a_draft(house: House) -> str:
    number = a_number(7)
    house.store.claims.start(number, WHC, language="fr", form=a_form(registrant="no"),
                             code_hash="x", key="start", at=now(), by=number)  # fmt: skip
    return number


def test_a_claimant_reads_what_counsel_wrote_as_text_and_answers(house, opens):
    number = a_filed_claim(house)
    hostile = "Bonjour <b>vous</b> *ici* [x](http://x.example) $1$"
    conversing.write(house, GAGNON, number, hostile, seen=0, now=now())
    tab = opens("claimant_suivi", a_claimant(number))
    assert "Vous avez 1 nouveau message." in tab.words()
    tab.goes_to("claimant_messages")
    assert hostile in tab.texts()
    tab.types("champ-message", "La voici.\nMerci.").presses("envoyer")
    assert tab.texts().count("La voici.\nMerci.") == 1
    assert tab.holds("champ-message") == ""
    assert [m.text for m in house.store.messages.of(number)] == [hostile, "La voici.\nMerci."]


def test_a_message_that_cannot_be_sent_stays_in_its_box(house, opens):
    number = a_filed_claim(house)
    tab = opens("claimant_messages", a_claimant(number))
    tab.types("champ-message", "a" * 5001).presses("envoyer")
    assert "5 001" in tab.words()
    assert len(tab.holds("champ-message")) == 5001
    assert house.store.messages.of(number) == ()


def test_a_draft_says_when_messages_open(house, opens):
    tab = opens("claimant_messages", a_claimant(a_draft(house)))
    assert "Les messages s’ouvrent quand votre dossier est déposé" in tab.words()
    assert not tab.has("envoyer")


def test_counsel_sees_the_message_in_the_queue_and_on_the_claim_and_answers(house, opens):
    number = a_filed_claim(house)
    conversing.write(house, a_claimant(number), number, "J’ai retrouvé la facture.", seen=0,
                     now=now())  # fmt: skip
    tab = opens("lawyer_tableau", GAGNON)
    assert tab.app.button(key="task.unanswered").label == "Messages sans réponse"
    tab = opens("lawyer_reclamation", GAGNON, numero=number)
    assert "J’ai retrouvé la facture." in tab.texts()
    tab.types(f"claim.message.{number}", "Ajoutez-la.").presses("envoyer")
    assert house.store.messages.of(number)[-1].side == "counsel"
    assert not opens("lawyer_tableau", GAGNON).has("task.unanswered")


def test_words_begun_for_one_claimant_never_reach_another(house, opens):
    first, second = a_filed_claim(house, 1), a_filed_claim(house, 2)
    for number in (first, second):
        conversing.write(house, a_claimant(number), number, "Bonjour", seen=0, now=now())
    tab = opens("lawyer_reclamation", GAGNON, numero=first)
    tab.types(f"claim.message.{first}", "Pour le premier.").app.run()
    tab.app.query_params["numero"] = second
    tab.app.run()
    assert tab.stands().holds(f"claim.message.{second}") == ""


def test_R55_old_and_new_values_are_shown_to_the_claimant_before_filing_and_to_counsel_after(
    house, opens
):
    number = a_filed_claim(house, registrant="no")
    who = a_claimant(number)
    claimant.amend(house, who, reason="Heures oubliées", now=now())
    claimant.save_field(house, who, "losses.l1.inputs.hours", "42", "52", now=now())
    claimant.save_field(house, who, "claimant.capacity", "agency", "owner", now=now())
    for page in ("claimant_verifier", "claimant_signer"):
        told = opens(page, who).words()
        for said in ("Heures oubliées", "42", "52", "Concepteur ou agence web",
                     "Propriétaire du site ou du service", "4 770,00 $", "5 620,00 $"):  # fmt: skip
            assert said in told, (page, said)
    folder = claimant.my_draft(house, who, now=now())
    claimant.submit(house, who, name="Anne Boréal", agreed=True, seen=folder.version,
                    language="fr", now=now())  # fmt: skip
    told = opens("lawyer_reclamation", GAGNON, numero=number).words()
    assert "1 correction déposée" in told
    for said in ("Heures oubliées", "Concepteur ou agence web", "5 620,00 $"):
        assert said in told
    assert "1 correction submitted" in opens("claimant_suivi", who, "en").words()


def test_one_more_exhibit_reopens_the_claim_at_its_exhibits(house, opens):
    number = a_filed_claim(house, registrant="no")
    tab = opens("claimant_suivi", a_claimant(number)).presses("ajouter-piece")
    assert tab.app.title[0].value == "Quelles preuves avez-vous?"
    assert claimant.my_draft(house, a_claimant(number), now=now()).reopened == MORE
    assert "Ajout d’une pièce" in tab.goes_to("claimant_dossier").words()


def test_a_contest_is_sent_from_the_follow_up(house, opens):
    number = refused_claim(house)
    assert "court à compter de la lettre" in opens("claimant_suivi", a_claimant(number)).words()
    told_of(house, number, now=now())
    tab = opens("claimant_suivi", a_claimant(number))
    assert "Lettre de décision" in tab.words()
    assert "Total admis" in tab.words()
    assert "Non admis" in tab.words()  # the state of « votre dossier », masculine
    assert tab.words().count("Délai pour contester") == 2  # in plain sight, and where one acts
    tab.presses("demander-contest")
    assert "Rien n’est écrit" in tab.words()
    tab.types("motif-contest", "La facture est jointe.").presses("demander-contest")
    assert "Votre contestation est envoyée." in tab.words()
    assert "Votre contestation est à l’étude." in tab.words()
    assert house.store.claims.find(number).status is Status.SUBMITTED
    assert "Contestation" in opens("claimant_messages", a_claimant(number)).words()


def test_a_claim_contested_in_another_tab_meanwhile_is_told_kindly(house, opens):
    number = refused_claim(house)
    tab = opens("claimant_suivi", a_claimant(number))
    contesting.contest(house, a_claimant(number), reason="Ailleurs", now=now(),
                       seen=house.store.claims.find(number).version)  # fmt: skip
    tab.types("motif-contest", "Ici").presses("demander-contest")
    assert len(house.store.messages.of(number)) == 1


def full(*_args, **_kwargs):
    raise NotSaved("disk full")


def test_R42_what_the_disk_refused_after_filing_is_not_told_as_a_change(house, opens, monkeypatch):
    number = refused_claim(house)
    tab = opens("claimant_suivi", a_claimant(number))
    monkeypatch.setattr(house.store.drafts, "save", full)
    monkeypatch.setattr(house.store.messages, "send", full)
    tab.presses("ajouter-piece")
    assert tab.app.title[0].value == "Suivi de votre dossier"
    assert "Rien n’a été enregistré, et rien n’est perdu" in tab.words()
    tab.types("motif-contest", "Ici").presses("demander-contest")
    assert "Rien n’a été enregistré, et rien n’est perdu" in tab.words()
    assert "vient de changer" not in tab.words()


def test_a_message_of_a_session_that_is_over_is_not_said_to_wait_an_instant(
    house, opens, monkeypatch
):
    number = a_filed_claim(house)
    tab = opens("claimant_messages", a_claimant(number)).types("champ-message", "Bonjour")

    def over(*_args, **_kwargs):
        raise NotAllowed("the session is over")

    with monkeypatch.context() as ended:
        ended.setattr(conversing, "write", over)
        tab.presses("envoyer")
    assert "votre session est fermée" in tab.words()
    assert tab.holds("champ-message") == "Bonjour"


def test_opting_out_says_its_consequences_and_wants_the_number(house, opens):
    number = a_filed_claim(house)
    tab = opens("claimant_exclusion", a_claimant(number))
    assert "ne vous exclut pas à elle seule" in tab.words()
    assert "C.p.c. 580" in tab.words()
    tab.types("champ-exclusion", "oui").presses("exclure")
    assert "Ce n’est pas votre numéro" in tab.words()
    assert house.store.claims.find(number).status is Status.SUBMITTED
    tab.types("champ-exclusion", number).presses("exclure")
    assert "Votre demande d’exclusion est consignée. Gardez ce reçu." in tab.words()
    assert "aviser le greffe" in tab.words()
    assert house.store.claims.find(number).status is Status.OPTED_OUT


def test_a_draft_has_nothing_to_opt_out_of_and_can_be_erased_at_once(house, opens):
    number = a_draft(house)
    tab = opens("claimant_exclusion", a_claimant(number))
    assert "un brouillon ne compte pas" in tab.words()
    tab.goes_to("claimant_mes_donnees")
    tab.types("champ-effacement", "effacer").presses("effacer")
    assert "Ce n’est pas votre numéro" in tab.words()
    tab.types("champ-effacement", number).presses("effacer")
    assert "Votre brouillon est effacé" in tab.words()
    assert "Brouillon enregistré" not in tab.words()
    assert house.store.drafts.read(number) is None


def test_erasure_is_asked_answered_with_reasons_and_read(house, opens):
    number = a_filed_claim(house)
    tab = opens("claimant_mes_donnees", a_claimant(number))
    assert "3 ans après la fin de l’action collective" in tab.words()
    tab.types("champ-motif-effacement", "J’ai vendu.").presses("demander")
    assert "Demande envoyée le" in tab.words()
    assert number in opens("administrator_acces", ADMINISTRATOR).words()
    tab = opens("lawyer_reclamation", GAGNON, numero=number)
    assert "J’ai vendu." in tab.texts()
    tab.presses("claim.erasure.send")
    assert "Rien n’est écrit" in tab.words()
    tab.types(f"claim.erasure.answer.{number}", "Gardé jusqu’à la fin.").presses(
        "claim.erasure.send"
    )
    assert "Le réclamant a demandé l’effacement" not in tab.words()
    assert "Gardé jusqu’à la fin." in opens("claimant_mes_donnees", a_claimant(number)).texts()


def test_the_confirmation_speaks_of_an_e_mail_only_when_one_was_written(house, opens):
    silent = a_filed_claim(house)
    assert (
        "courriel de confirmation" not in opens("claimant_confirmation", a_claimant(silent)).words()
    )
    number, who = a_draft(house), a_claimant(a_number(7))
    folder = claimant.my_draft(house, who, now=now())
    claimant.submit(house, who, name="Anne Boréal", agreed=True, seen=folder.version,
                    language="fr", now=now())  # fmt: skip
    told = opens("claimant_confirmation", who).words()
    assert "Un courriel de confirmation part à b…@s….example." in told.replace("`", "")
    assert number in told


def closed(house: House) -> None:
    for key, matter in house.matters.items():
        house.matters[key] = matter.model_copy(update={"stage": "closed"})


def test_a_closed_register_takes_no_new_claim_and_still_lets_one_contest_and_write(house, opens):
    number = refused_claim(house)
    closed(house)
    told = opens("public_accueil", ANONYMOUS)
    assert "Ce registre est fermé" in told.words()
    assert "Commencer" not in [link.proto.label for link in told.app.get("link_button")]
    tab = opens("claimant_suivi", a_claimant(number))
    assert tab.has("demander-contest")
    assert not tab.has("ajouter-piece")
    tab.types("motif-contest", "Voyez la pièce.").presses("demander-contest")
    assert house.store.claims.find(number).status is Status.SUBMITTED


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_start_page_tells_a_registration_from_a_claim_for_every_matter(opens, language):
    home = opens("public_accueil", ANONYMOUS, language)
    told, links = home.words(), [link.proto.url for link in home.app.get("link_button")]
    assert f"/commencer?dossier={WHC}" in links
    for said in {
        "fr": ("Inscription ou réclamation?", "Étape : inscription des pertes", "15 minutes",
               "30 juin 2027", "Rester dans le groupe ou s’exclure"),
        "en": ("Registration or claim?", "Stage: registration of losses", "15 minutes",
               "June 30, 2027", "Staying in the class or opting out"),
    }[language]:  # fmt: skip
        assert said in told


def answers_all(tab: Tab, matter: str, house: House, **given: str) -> None:
    for key, question in house.matters[matter].questions.items():
        box = [r for r in tab.app.radio if r.key == f"admissibilite-{matter}-{key}"]
        if box:
            box[0].set_value(given.get(key, next(iter(question.answers))))
    tab.app.run()
    tab.stands()


def test_eligibility_answers_in_words_with_the_date_of_the_definition(house, opens):
    tab = opens("public_admissibilite", ANONYMOUS)
    answers_all(tab, WHC, house, role="designs", outcome="lost", own_action="no")
    told = tab.words()
    assert "Vous pourriez faire partie du sous-groupe A1, parce que" in told
    assert "en date du 25 novembre 2026" in told
    tab.presses("autre-service")
    assert "Le résultat s’affiche quand" in tab.words()


def test_who_does_not_know_reads_which_subgroups_remain_possible(opens, house):
    tab = opens("public_admissibilite", ANONYMOUS)
    answers_all(tab, WHC, house, role="unknown", use="shop", outcome="late", own_action="no")
    told = tab.words()
    assert "l’un de ces sous-groupes : A2, B1." in told
    assert "parce que" not in told


def test_nothing_is_awaited_of_who_left(house, opens):
    number = a_filed_claim(house)
    tab = opens("claimant_suivi", a_claimant(number))
    assert "Pas encore décidé" in tab.words()
    seen = house.store.claims.find(number).version
    house.store.claims.move(number, Status.WITHDRAWN, reason="r", seen=seen, at=NOW, by=number)
    assert "Pas encore décidé" not in opens("claimant_suivi", a_claimant(number)).words()


@pytest.mark.parametrize(
    ("matter", "said"), [(WHC, "C.p.c. 580"), ("telus-2019", "ne peut pas consigner de pertes")]
)
def test_an_action_of_one_s_own_is_explained_as_the_law_of_the_matter_has_it(
    house, opens, matter, said
):
    tab = opens("public_admissibilite", ANONYMOUS)
    tab.app.selectbox(key="dossier-public").set_value(matter).run()
    answers_all(tab, matter, house, own_action="yes")
    assert said in tab.words()
    assert not [link for link in tab.app.get("link_button") if "commencer" in link.proto.url]
