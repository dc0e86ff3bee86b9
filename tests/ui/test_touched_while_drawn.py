"""What a press asks for is done, though the page is touched again while it is being drawn."""

from collections.abc import Callable
from datetime import UTC, datetime
from secrets import token_bytes
from types import ModuleType
from typing import Any

import pytest
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from claims.claim.redaction import Level
from claims.evidence.look import Look
from claims.office import building, exporting, objecting, redacting, sending
from claims.office.builder import build_next
from claims.office.house import House, move_into
from claims.store.builds import Choice
from claims.ui import frame, here
from tests.makers import (
    GAGNON,
    NOW,
    ROY,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
    an_exhibit,
    decided,
)
from tests.office.test_recounting import corrected
from tests.office.test_redacting import CONTENT
from tests.ui.tabs import ADDRESSES, a_tab, go
from tests.ui.test_after_pages import a_draft
from tests.ui.test_staff_pages import house, visit, words

__all__ = ["house", "visit"]
WHOLE = ("accepted", "", "proof_complete")
Touched = Callable[..., AppTest]


@pytest.fixture
def touched(monkeypatch: pytest.MonkeyPatch) -> Touched:
    """Presses a button; as soon as the head of the page is drawn, or once something else was done,
    the page is touched again: another button is pressed, or it is left."""

    def pressed(
        app: AppTest, key: str, *, once: tuple[ModuleType, str] = (frame, "above"), then: str = "",
        leave: str = "",
    ) -> AppTest:  # fmt: skip
        room, name = once
        does, asked = getattr(room, name), []

        def then_touched(*given: Any, **named: Any) -> Any:
            done = does(*given, **named)
            if not asked:
                asked.append(name)
                run = get_script_run_ctx()
                page = calc_hash(ADDRESSES[f"{leave}.py"]) if leave else run.page_script_hash
                run.script_requests.request_rerun(
                    RerunData(query_string=run.query_string, page_script_hash=page,
                              widget_states=states)
                )  # fmt: skip
            return done

        next(button for button in app.button if button.key == key).click()
        states = app._tree.get_widget_states()
        kept = [each for each in states.widgets if not each.HasField("trigger_value")]
        del states.widgets[:]
        states.widgets.extend(kept)
        if then:
            states.widgets.add(id=app.button(key=then).proto.id, trigger_value=True)
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(room, name, then_touched)
            app.run()
        assert not app.exception, app.exception
        assert asked, "nothing was touched"
        return app

    return pressed


def test_an_objection_and_its_withdrawal_are_recorded(visit, house, touched):
    app = visit("repartition")
    for who in ("J. T.", "M. L."):
        app.text_input(key="objections.who").input(who)
        app.text_input(key="objections.on").input("2026-11-02")
        app.text_area(key="objections.about").input("Les honoraires")
        app = touched(app, "objections.record")
        assert app.text_input(key="objections.who").value == "", "a second press records nothing"
    assert "2 objections reçues" in words(app)
    app.text_input(key="objections.until").input("2026-11-03")
    app = touched(app, "objections.undo")
    withdrawn = {each.who: str(each.withdrawn) for each in objecting.recorded(house, WHC)}
    assert withdrawn == {"J. T.": "2026-11-03", "M. L.": "None"}
    assert app.text_input(key="objections.until").value == "", "a second press withdraws no other"


def test_a_bundle_is_ordered_once_with_what_stands_in_the_fields(visit, house, touched):
    number = a_filed_claim(house)
    app = visit("dossiers_preuve")
    app.text_input(key="bundle.claims").input(number)
    touched(app, "bundle.order")
    [build] = house.store.builds.of(WHC)
    assert build.choice.claims == (number,)


@pytest.mark.parametrize(("key", "state"), [("out", "approved"), ("back", "sent_back")])
def test_a_bundle_is_answered(visit, house, touched, key, state):
    a_filed_claim(house)
    build = a_bundle(house)
    build_next(house, clock=lambda: datetime.now(UTC), entropy=token_bytes)
    app = visit("dossiers_preuve", ROY)
    app.text_input(key=f"build.note.{build}").input("Une page manque.")
    app = touched(app, f"build.{key}.{build}")
    [answered] = house.store.builds.of(WHC)
    assert (answered.state, answered.answered_by) == (state, ROY.name)


def test_a_bundle_is_cancelled_and_one_made_is_checked_again(visit, house, touched):
    a_filed_claim(house, exhibits=(an_exhibit(1),))
    made = a_bundle(house)
    build_next(house, clock=lambda: datetime.now(UTC), entropy=token_bytes)
    app = touched(visit("dossiers_preuve", ROY), f"build.check.{made}")
    assert "conforme. Fichiers" in words(app)
    waits = a_bundle(house)
    touched(visit("dossiers_preuve"), f"build.cancel.{waits}")
    assert {build.id: build.state for build in house.store.builds.of(WHC)} == {
        made: "built", waits: "cancelled",
    }  # fmt: skip


def a_bundle(house: House) -> str:
    return building.order(house, GAGNON, WHC, Choice(), "fr", now=datetime.now(UTC),
                          entropy=token_bytes).id  # fmt: skip


@pytest.mark.parametrize("key", ["make.workbook", "make.report", "members.csv"])
def test_a_document_is_made_once(visit, house, touched, key):
    a_filed_claim(house)
    app = touched(visit("dossiers_preuve"), key)
    assert len(house.store.exports.of(WHC)) == 1
    app.run()
    assert len(house.store.exports.of(WHC)) == 1


def test_a_document_made_as_the_page_is_touched_is_not_made_again(visit, house, touched):
    a_filed_claim(house)
    app = touched(visit("dossiers_preuve"), "make.report", once=(exporting, "export"))
    assert "Document prêt" in words(app)
    assert len(house.store.exports.of(WHC)) == 1


def test_a_document_whose_page_is_left_before_it_is_made_is_not_made_later(visit, house, touched):
    a_filed_claim(house)
    app = touched(visit("dossiers_preuve"), "make.report", leave="lawyer_journal")
    assert "Journal" in [title.value for title in app.title]
    app = go(app, "lawyer_dossiers_preuve")
    assert house.store.exports.of(WHC) == ()


def test_claims_are_counted_again(visit, house, touched, tmp_path):
    a_filed_claim(house)
    after = corrected(house, tmp_path)
    move_into(after)
    app = touched(visit("tableau"), "recount.look")
    assert "1 réclamation changerait de montant." in words(app)
    app = touched(app, "recount.keep")
    assert "nouveau calcul" not in words(app)


def test_a_batch_is_applied_whole_and_undone_whole(visit, house, touched):
    numbers = [a_filed_claim(house, n, domain=f"site{n}.ca") for n in (1, 2)]
    app = visit("lot", chef="own_time")
    app.radio(key="batch.outcome").set_value("accepted")
    app.selectbox(key="batch.reason").set_value("proof_complete")
    app.button(key="batch.preview").click().run()
    app = touched(app, "batch.apply")
    assert "2 réclamations décidées" in words(app)
    app = touched(app, "batch.undo.sure")
    assert "2 réclamations remises comme avant" in words(app)
    assert [house.store.claims.find(number).revision for number in numbers] == [3, 3]


@pytest.mark.parametrize("once", [(frame, "above"), (sending, "send")])
def test_every_letter_leaves_once(visit, house, touched, once):
    for n in (1, 2):
        email = {"contact": a_form()["contact"] | {"email": f"contact{n}@exemple.ca"}}
        number = a_filed_claim(house, n, domain=f"site{n}.ca", **email)
        decided(house, number, ("l1", *WHOLE), ("l2", *WHOLE), by=GAGNON)
    app = visit("lettres")
    app.button(key="letters.preview").click().run()
    app = touched(app, "letters.go", once=once)
    assert "2 lettres parties" in words(app)
    assert house.store.notices.untold(WHC) == ()
    begun = [e for e in house.store.journal.latest(50, subject=WHC) if e.action == "send letters"]
    assert len(begun) == 1


@pytest.fixture
def exhibit(house: House) -> str:
    """The claim of an exhibit of two pages."""
    number = a_filed_claim(house, exhibits=(an_exhibit(1, CONTENT),))
    house.store.looks.keep("e1", Look(pages=2), at=NOW, by="system")
    return number


def labelled(app: AppTest, label: str) -> str:
    return next(str(button.key) for button in app.button if button.label == label)


def test_boxes_are_added_found_taken_back_and_burned_once(visit, house, touched, exhibit):
    app = visit("piece", numero=exhibit, piece="e1")
    for side, share in zip(("left", "top", "right", "bottom"), ("0", "0", "100", "9"), strict=True):
        app.text_input(key=f"redact.side.{side}").input(share)
    app = touched(app, labelled(app, "Ajouter"))
    app.text_area(key="redact.words").input("lavoie")
    app = touched(app, labelled(app, "Chercher dans la pièce"))
    assert app.success[0].value == "2 boîtes ajoutées."
    app = touched(app, "redact.drop.1")
    app = touched(app, labelled(app, "Faire la copie caviardée"), once=(redacting, "redact"))
    assert "Copie caviardée n° 1 faite" in app.success[0].value
    [copy] = house.store.redactions.of(exhibit)["e1"].copies
    assert len(copy.boxes) == 2


def test_no_copy_is_made_once_the_boxes_it_was_asked_of_are_taken_back(
    visit, house, touched, exhibit
):
    app = visit("piece", numero=exhibit, piece="e1")
    app.text_area(key="redact.words").input("lavoie")
    app.button(key=labelled(app, "Chercher dans la pièce")).click().run()
    app = touched(app, labelled(app, "Faire la copie caviardée"), then="redact.clear")
    assert house.store.redactions.of(exhibit) == {}
    app.button(key=labelled(app, "Chercher dans la pièce")).click().run()
    assert app.success[0].value == "2 boîtes ajoutées."
    assert house.store.redactions.of(exhibit) == {}


def test_who_may_be_given_an_exhibit_is_recorded(visit, house, touched, exhibit):
    app = visit("piece", numero=exhibit, piece="e1")
    [level] = [each for each in app.radio if str(each.key).startswith("level.e1.")]
    level.set_value(Level.PUBLIC)
    touched(app, labelled(app, "Consigner"))
    assert house.store.redactions.of(exhibit)["e1"].level is Level.PUBLIC


def test_the_title_of_an_exhibit_is_recorded(visit, house, touched, exhibit):
    app = visit("reclamation", numero=exhibit, perte="l1")
    app.text_input(key="title.e1").input("Facture de septembre")
    app = touched(app, "title.keep.e1")
    assert house.store.titles.of(exhibit)["e1"].title == "Facture de septembre"
    assert "C’est consigné au journal." in words(app)


def test_a_draft_is_erased(house, touched, monkeypatch):
    number = a_draft(house)
    monkeypatch.setattr(here, "actor_from", lambda *_, **__: a_claimant(number))
    monkeypatch.setattr(here, "cookies", lambda: {"claims_lang": "fr"})
    app = go(a_tab(), "claimant_mes_donnees")
    app.text_input(key="champ-effacement").input(number)
    app = touched(app, "effacer")
    assert "Votre brouillon est effacé" in words(app)
    assert house.store.drafts.read(number) is None
