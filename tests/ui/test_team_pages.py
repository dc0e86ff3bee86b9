"""The team's pages: who has what, a claim read blind, how far two readers agree."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from claims.access import Actor, Role
from claims.office import assigning, batch_run, seconding, sending
from claims.office.batch_plan import Word, plan
from claims.office.house import House, move_into
from claims.store.accounts import Account
from claims.store.search import Search
from claims.ui import here, proving
from tests.makers import GAGNON, NOW, ROY, WHC, a_filed_claim, a_house, decided, told_of
from tests.ui.tabs import a_tab, go

WHOLE = ("accepted", "", "proof_complete")


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = a_house(tmp_path)
    move_into(made)
    for who in (GAGNON, ROY):
        account = Account(who.name, who.name, Role.LAWYER, (WHC,))
        made.store.accounts.add(account, at=NOW, by="system")
    return made


@pytest.fixture
def visit(house: House, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    def opened(name: str, who: Actor, language: str = "fr", **query: str) -> AppTest:
        monkeypatch.setattr(here, "actor_from", lambda *_, **__: who)
        monkeypatch.setattr(here, "cookies", lambda: {"claims_lang": language})
        app = a_tab()
        app.query_params.update(query)
        go(app, f"lawyer_{name}")
        assert not app.exception, app.exception
        return app

    return opened


def words(app: AppTest) -> str:
    shown = [
        *app.markdown,
        *app.text,
        *app.caption,
        *app.info,
        *app.success,
        *app.error,
        *app.header,
    ]
    shown += [*app.subheader]
    tables = [str(frame.value) for frame in (*app.dataframe, *app.table)]
    return " ".join([*(str(each.value) for each in shown), *tables])


def test_a_second_reader_says_a_word_on_each_loss_and_only_then_sees_what_was_decided(house, visit):
    number = a_filed_claim(house)
    decided(house, number, ("l1", *WHOLE), ("l2", "refused", "", "not_caused"), by=GAGNON,
            now=NOW - timedelta(days=1))  # fmt: skip
    seconding.draw_review(house, GAGNON, WHC, Decimal(100), now=NOW, entropy=bytes)
    assert "Aucun second examen n’est terminé" in words(visit("equipe", GAGNON))
    app = visit("reclamation", ROY, numero=number)
    assert "à l’aveugle" in words(app)
    assert GAGNON.name not in words(app)
    for loss in ("l1", "l2"):
        key = f"{number}.{loss}"
        app.radio(key=f"outcome.{key}").set_value("accepted")
        app.selectbox(key=f"reason.{key}").set_value("proof_complete")
        app.button(key=f"send.{key}").click().run()
        assert not app.exception, app.exception
    assert "Second examen terminé" in words(app)
    assert GAGNON.name in words(app)
    told = visit("equipe", GAGNON, language="en")
    assert [metric.value for metric in told.metric] == ["50%", "50%", "0"]
    assert "Losses judged otherwise" in " ".join(each.value for each in told.subheader)


def test_counsel_give_what_the_list_shows_and_see_the_load(house, visit):
    number = a_filed_claim(house)
    app = visit("reclamations", GAGNON)
    app.selectbox(key="assign.to").set_value(ROY.name).run()
    app.button(key="assign.sure").click().run()
    assert not app.exception, app.exception
    assert house.store.assigned.person(number) == ROY.name
    assert "1 réclamation à " + ROY.name in words(visit("equipe", GAGNON))
    mine = visit("reclamations", ROY, a="moi")
    assert number in words(mine)
    given = assigning.planned(house, GAGNON, Search(WHC), "", entropy=bytes)
    assert given.before == {ROY.name: 1}


def test_R44_a_claim_given_while_its_page_was_open_is_told_before_it_is_given_again(house, visit):
    number = a_filed_claim(house)
    app = visit("reclamation", GAGNON, numero=number)
    given = assigning.planned(house, ROY, Search(WHC), ROY.name, entropy=bytes)
    assigning.give(house, ROY, given, now=NOW)
    app.selectbox(key="assign.to").set_value(GAGNON.name).run()
    app.button(key="assign.sure").click().run()
    told = words(app)
    assert "1 réclamation a été confiée autrement pendant votre lecture" in told
    assert ("Votre choix n’est pas inscrit" in told, "Rien n’a changé" in told) == (True, False)
    assert f"Confiée à {ROY.name}" in words(app)
    assert house.store.assigned.person(number) == ROY.name
    app.button(key="assign.sure").click().run()
    assert house.store.assigned.person(number) == GAGNON.name


def test_several_claims_given_while_the_list_was_open_are_told_in_number(house, visit):
    for n in (1, 2):
        a_filed_claim(house, n, domain=f"site{n}.ca")
    app = visit("reclamations", GAGNON, "en")
    app.selectbox(key="assign.to").set_value(GAGNON.name).run()
    given = assigning.planned(house, ROY, Search(WHC), ROY.name, entropy=bytes)
    assigning.give(house, ROY, given, now=NOW)
    app.button(key="assign.sure").click().run()
    told = words(app)
    assert "2 claims were assigned otherwise while you were reading" in told
    assert ("Your choice is not recorded" in told, "Nothing changed" in told) == (True, False)


def test_a_claim_just_given_is_given_again_without_a_colleague_to_tell_of(house, visit):
    number = a_filed_claim(house)
    app = visit("reclamation", GAGNON, numero=number)
    for person in (ROY.name, GAGNON.name):
        app.selectbox(key="assign.to").set_value(person).run()
        app.button(key="assign.sure").click().run()
        assert house.store.assigned.person(number) == person


def test_the_pages_of_one_who_owes_a_blind_reading_tell_no_decision_and_say_why(house, visit):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in (1, 2)]
    decided(house, numbers[0], ("l1", "reduced", "1 234,56", "amount_unproved"), ("l2", *WHOLE),
            by=GAGNON, now=NOW - timedelta(days=1))  # fmt: skip
    seconding.draw_review(house, GAGNON, WHC, Decimal(100), now=NOW, entropy=bytes)
    for page in ("tableau", "reclamations", "lot", "totaux"):
        shown = words(visit(page, ROY))
        assert "comptées ici comme non décidées" in shown, page
        told = shown.replace("\u00a0", " ")
        assert not [sum_ for sum_ in ("1 434,56", "143456", "1 234,56") if sum_ in told], page
    for page in ("doublons", "estimation", "scenarios", "equite"):
        assert "Seconds examens qu’il vous reste à faire : 1" in words(visit(page, ROY)).replace(
            "\u00a0", " "
        ), page
    assert "Second reviews you still have to do: 1" in words(visit("equite", ROY, "en"))
    assert "reste à faire" not in words(visit("equite", GAGNON))


def test_a_batch_hides_its_word_from_who_reads_a_claim_of_it_blind_and_says_why(house, visit):
    for n in (1, 2):
        a_filed_claim(house, n, domain=f"site{n}.ca")
    word = Word("refused", "not_caused", "Rien ne le montre.", "Aucune facture.")
    of = plan(house, GAGNON, Search(WHC), word, now=NOW, entropy=bytes)
    batch = batch_run.start(house, GAGNON, of, now=NOW)
    batch_run.go_on(house, GAGNON, batch.id, now=NOW, most=1)
    seconding.draw_review(house, GAGNON, WHC, Decimal(100), now=NOW, entropy=bytes)
    told = house.matter(WHC).reasons["not_caused"].in_("fr"), word.note, word.sentence

    def lists(app) -> str:
        rows = (frame.value.to_string() for frame in app.dataframe)
        return " ".join([*rows, *(text.value for text in app.text)])

    shown = visit("lot", GAGNON)
    assert not [said for said in told if said not in lists(shown)]
    app = visit("lot", ROY)
    assert not [said for said in (*told, "Refuser") if said in lists(app)]
    assert "Masqué jusqu’à votre second examen" in lists(app)
    why = words(app).replace("\u00a0", " ")
    assert "relire à l’aveugle certaines de ses réclamations : 1." in why
    assert "À continuer ou à défaire par une ou un collègue" in why
    offered = [{each.key for each in page.button} & {"batch.go_on", "batch.undo.sure"}
               for page in (shown, app)]  # fmt: skip
    assert offered == [{"batch.go_on", "batch.undo.sure"}, set()]
    english = visit("lot", ROY, "en")
    assert "Hidden until your second review" in lists(english)
    assert "review some of its claims blind: 1." in words(english)


def test_waiting_letters_are_chosen_read_and_sent_at_once_and_what_stays_is_said(house, visit):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in (1, 2)]
    english = a_filed_claim(house, 3, domain="site3.ca", language="en")
    for number in (*numbers, english):
        decided(house, number, ("l1", *WHOLE), ("l2", "refused", "", "not_caused"), by=GAGNON)
    app = visit("lettres", GAGNON)
    assert "Voyez d’abord ce qui partirait" in words(app)
    app.text_area(key="letters.sentence").input("Merci.")
    app.button(key="letters.preview").click().run()
    told = words(app)
    assert ("2 lettres partiraient" in told, "pour 3 réclamations" in told) == (True, True)
    assert "Décisions, lettre groupée" in told
    assert told.count("Merci.") >= 2, "each letter is shown as it leaves"
    assert app.button(key="letters.go").label == "Envoyer 2 lettres"
    app.button(key="letters.go").click().run()
    assert not app.exception
    assert "2 lettres parties" in words(app)
    assert "Aucune lettre n’attend" in words(app)
    assert house.store.notices.untold(WHC) == ()
    assert "No letter waits" in words(visit("lettres", GAGNON, "en"))


def test_a_claim_ticked_stays_the_one_ticked_when_a_colleague_announces_another(house, visit):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in (1, 2, 3)]
    for number in numbers:
        decided(house, number, ("l1", *WHOLE), ("l2", "refused", "", "not_caused"), by=GAGNON)
    app = visit("lettres", GAGNON)
    app.checkbox(key=f"letters.chosen.{WHC}.tick.{numbers[1]}").check().run()
    assert "1 cochée" in words(app)
    told_of(house, numbers[0], by=ROY)
    told_of(house, numbers[2], by=ROY)
    app.run()
    ticked = {box.key.rpartition(".")[2]: box.value for box in app.checkbox}
    assert ticked == {numbers[1]: True}
    app.button(key="letters.preview").click().run()
    assert "1 lettre partirait pour 1 réclamation" in words(app)
    app.checkbox(key=f"letters.chosen.{WHC}.tick.{numbers[1]}").uncheck().run()
    assert "Voyez d’abord ce qui partirait" in words(app), "what was seen is of other ticks"


def test_a_proof_given_for_one_batch_undoes_no_other(house, visit, monkeypatch):
    stale, fresh = (replace(GAGNON, proved_at=datetime.now(UTC) - timedelta(hours=h))
                    for h in (1, 0))  # fmt: skip
    for n in (1, 2):
        number = a_filed_claim(house, n, domain=f"site{n}.ca")
        of = plan(house, GAGNON, Search(WHC, numbers=(number,)),
                  Word("refused", "not_caused", "", ""), now=NOW,
                  entropy=lambda size, n=n: bytes([n]) * size)  # fmt: skip
        batch_run.go_on(house, GAGNON, batch_run.start(house, GAGNON, of, now=NOW).id, now=NOW,
                        most=9)  # fmt: skip
    last, first = (batch for batch, _ in batch_run.batches(house, GAGNON, WHC))
    app = visit("lot", stale)
    app.button(key="batch.undo.sure").click().run()
    assert f"proof.give.batch.undo.{last.id}" in [button.key for button in app.button]
    [_, other] = [each for each in app.button if (each.key or "").startswith("card.batches")]
    other.click().run()
    assert not [each.key for each in app.button if (each.key or "").startswith("proof.give")]
    [open_, _] = [each for each in app.button if (each.key or "").startswith("card.batches")]
    open_.click().run()
    monkeypatch.setattr(proving, "prove_again", lambda *_, **__: None)
    monkeypatch.setattr(here, "actor_from", lambda *_, **__: fresh)
    app.button(key=f"proof.give.batch.undo.{last.id}").click().run()
    assert not app.exception
    undone = {batch.id: done.get(("undo", True), 0)
              for batch, done in batch_run.batches(house, GAGNON, WHC)}  # fmt: skip
    assert undone == {last.id: 1, first.id: 0}


def test_letters_stopped_for_want_of_a_proof_go_on_where_they_stopped(house, visit, monkeypatch):
    stale, fresh = (replace(GAGNON, proved_at=datetime.now(UTC) - timedelta(hours=h))
                    for h in (1, 0))  # fmt: skip
    for n in (1, 2):
        number = a_filed_claim(house, n, domain=f"site{n}.ca", language=("fr", "en")[n % 2])
        decided(house, number, ("l1", "refused", "", "not_caused"),
                ("l2", "refused", "", "not_caused"), by=GAGNON)  # fmt: skip
    app = visit("lettres", fresh)
    app.button(key="letters.preview").click().run()
    real, calls = sending.send, []

    def send(house, actor, of, place, *, now):
        calls.append(place)
        return real(house, stale if len(calls) == 2 else actor, of, place, now=now)

    monkeypatch.setattr(sending, "send", send)
    app.button(key="letters.go").click().run()
    monkeypatch.setattr(proving, "prove_again", lambda *_, **__: None)
    app.button(key="proof.give.letters.go_on").click().run()
    assert not app.exception
    assert calls == [0, 1, 1]
    said = [entry.action for entry in house.store.journal.entries()]
    assert said.count("send letters") == 1


def test_a_second_act_asked_for_while_a_code_is_waited_for_takes_its_place(house, visit):
    a_filed_claim(house, 1)
    app = visit(
        "dossiers_preuve", replace(GAGNON, proved_at=datetime.now(UTC) - timedelta(hours=1))
    )
    for kind in ("workbook", "report"):
        app.button(key=f"make.{kind}").click().run()
        assert not app.exception
        asked = [each.key for each in app.button if (each.key or "").startswith("proof.give")]
        assert asked == [f"proof.give.make.{kind}"]
