"""The page « Répartition »: a fund tried on what is decided, faults beside their field, papers."""

import pytest
from streamlit.testing.v1 import AppTest

from claims.access import Actor, Role
from claims.office import allocating, lawyer, sharing
from claims.office.handing import hand_export
from claims.office.house import House
from claims.office.verdicts import Verdict
from claims.problems import NotAllowed, NotFound, Refused
from claims.totals.allocate import Terms
from claims.totals.allocated import Asked
from tests.makers import GAGNON, NOW, OXIA, WHC, a_filed_claim, an_exhibit
from tests.office.test_decisions import decided
from tests.ui.test_staff_pages import house, visit, words

__all__ = ["house", "visit"]


@pytest.fixture
def claims(house: House) -> tuple[str, str]:
    """One claim whose losses are admitted, 4,770.00, and one that waits."""
    first, second = a_filed_claim(house, 1), a_filed_claim(house, 2)
    verdicts = (Verdict(loss, "accepted", reason="proof_complete") for loss in ("l1", "l2"))
    decided(house, first, *verdicts)
    return first, second


def typed(app: AppTest, **terms: str) -> AppTest:
    for name, text in terms.items():
        app.text_input(key=f"repartition.{name}").input(text)
    button = next(b for b in app.button if b.key == "repartition.send")
    button.click().run()
    assert not app.exception, app.exception
    return app


def test_a_fund_is_shared_on_what_is_decided_and_its_parts_add_up(visit, claims):
    app = typed(visit("repartition"), fund="3 000,00", fees="500", costs="100,50")
    said = words(app)
    assert "Versé aux réclamants\n2 399,50 $" in said or "2 399,50 $" in said
    assert "Réclamations dont la décision est attendue, et qui ne reçoivent rien ici : 1" in said
    assert claims[0] in said
    assert claims[1] not in said


def test_a_refused_claim_is_of_the_fund_without_loss_so_that_parts_make_the_whole(
    visit, house, claims
):
    refused = a_filed_claim(house, 3, domain="boutique-ancolie.ca")
    decided(
        house, refused, *(Verdict(loss, "refused", reason="proof_missing") for loss in ("l1", "l2"))
    )
    found = allocating.owing(house, GAGNON, WHC)
    by_claim = {number: cents for number, _, cents in found.losses if not cents}
    assert set(by_claim) == {refused}
    assert ({number for number, *_ in found.losses}, found.waiting) == ({claims[0], refused}, 1)
    app = typed(visit("repartition"), fund="3 000,00")
    said = words(app)
    assert "Réclamations sans perte comptée, hors des tours et sans paiement : 1" in said
    assert refused in said
    assert "Rien : aucune perte comptée" in said


def test_a_fund_is_not_shared_while_every_decided_claim_is_refused(house):
    refused = a_filed_claim(house, 1)
    decided(
        house, refused, *(Verdict(loss, "refused", reason="proof_missing") for loss in ("l1", "l2"))
    )
    with pytest.raises(Refused) as told:
        allocating.owing(house, GAGNON, WHC)
    assert [problem.code for problem in told.value.problems] == ["allocate-none-decided"]


def test_what_is_wrong_stands_beside_its_field_in_either_language(visit, claims):
    app = typed(visit("repartition"), fund="0", fees="beaucoup", cap="0")
    assert "Inscrivez le montant du fonds" in words(app)
    assert "« beaucoup » n’est pas un montant lisible" in words(app)
    english = typed(visit("repartition", language="en"), fund="100", fees="60", costs="40")
    assert "use up the fund of $100.00" in words(english)
    weights = typed(visit("repartition"), fund="100", **{"weight.A1": "0"})
    assert "« 0 » n’est pas un poids" in words(weights)


def test_before_any_decision_the_page_says_so(visit, house):
    a_filed_claim(house, 1)
    app = typed(visit("repartition"), fund="100")
    assert "Aucun montant n’est encore admis" in words(app)
    app.radio(key="repartition.amounts").set_value("supported")
    assert "Essai sur les montants étayés" in words(typed(app))


def test_a_loss_admitted_beyond_what_it_comes_to_is_not_shared_and_the_page_to_mend_it_is_named(
    visit, house, claims, monkeypatch
):
    monkeypatch.setattr(lawyer, "beyond_the_loss", lambda *_: [])  # as it was decided before
    again = (Verdict(loss, "accepted", reason="proof_complete") for loss in ("l1", "l2"))
    decided(house, claims[1], *again, key="k2")
    app = typed(visit("repartition"), fund="3 000,00")
    assert "Il est admis 4 570,00 $ au-delà des pertes" in words(app)
    assert "« Doublons et recoupements »" in words(app)


def test_a_trial_on_supported_amounts_tells_what_is_counted_twice(house):
    for n in (1, 2):
        a_filed_claim(house, n, exhibits=(an_exhibit(n),))
    found = allocating.owing(house, GAGNON, WHC, "supported")
    *_, told = found.remarks()
    assert told.code == "allocate-counted-twice"
    assert told.values["twice_cents"] == found.twice > 0


@pytest.mark.parametrize("kind", sharing.KINDS)
def test_a_paper_is_kept_under_its_hash_and_handed_to_counsel_alone(visit, house, claims, kind):
    app = typed(visit("repartition"), fund="3000")
    next(b for b in app.button if b.key == f"repartition.{kind}").click().run()
    assert not app.exception, app.exception
    assert "Document prêt" in words(app)
    (made,) = house.store.exports.of(WHC)
    handed = hand_export(house, GAGNON, made.id, made.name, now=NOW)
    assert len(b"".join(handed.chunks)) == made.size
    with pytest.raises((NotAllowed, NotFound)):
        hand_export(house, OXIA, made.id, made.name, now=NOW)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LAWYER])
def test_nobody_but_counsel_shares_a_fund(house, claims, role):
    who = Actor(role, "someone", matters=(WHC,))
    with pytest.raises(NotAllowed):
        allocating.owing(house, who, WHC)
    with pytest.raises(NotAllowed):
        sharing.export_shared(house, who, WHC, "shares", "fr", Asked(Terms(1)), now=NOW,
                              entropy=bytes)  # fmt: skip


def test_a_matter_of_another_firm_is_not_shared(house, claims):
    with pytest.raises(NotAllowed):
        allocating.owing(house, Actor(Role.LAWYER, "x", matters=("ovh-2021",)), WHC)
    with pytest.raises(Refused):
        allocating.owing(house, Actor(Role.LAWYER, "x", matters=("ovh-2021",)), "ovh-2021")


def test_objections_are_recorded_withdrawn_and_listed_on_the_page_of_the_fund(visit, house):
    app = visit("repartition")
    app.text_input(key="objections.who").input("J. T.")
    app.text_input(key="objections.on").input("hier")
    app.text_area(key="objections.about").input("Les honoraires")
    press(app, "objections.record")
    assert "hier" in words(app)
    assert app.text_area(key="objections.about").value == "Les honoraires"
    app.text_input(key="objections.on").input("2026-11-02")
    press(app, "objections.record")
    assert "1 objection reçue, retirées : 0" in words(app)
    assert app.text_area(key="objections.about").value == ""
    app.text_input(key="objections.until").input("2026-11-03")
    press(app, "objections.undo")
    said = words(app)
    assert "1 objection reçue, retirées : 1" in said
    assert "Les honoraires" in said
    english = words(visit("repartition", language="en"))
    assert "1 objection received, withdrawn: 1" in english
    assert "Filed with the court" in english


def test_a_press_too_many_withdraws_no_other_objection(visit, house):
    app = visit("repartition")
    for who in ("J. T.", "K. O."):
        app.text_input(key="objections.who").input(who)
        app.text_input(key="objections.on").input("2026-11-02")
        app.text_area(key="objections.about").input("Les honoraires")
        press(app, "objections.record")
    app.text_input(key="objections.until").input("2026-11-03")
    press(app, "objections.undo")
    press(app, "objections.undo")
    assert "2 objections reçues, retirées : 1" in words(app)


def press(app: AppTest, key: str) -> None:
    next(button for button in app.button if button.key == key).click().run()
    assert not app.exception, app.exception
