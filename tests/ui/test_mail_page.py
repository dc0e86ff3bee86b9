"""The administrator's page of e-mails: how mail stands, what to do, never a text nor an address."""

from datetime import timedelta

import pytest

from claims.access import Actor, Role
from claims.office.mailing import send_next
from claims.office.posting import post
from claims.store.outbox import Letter
from claims.ui import here
from tests.makers import NOW, WHC, a_filed_claim
from tests.ui.test_staff_pages import house, visit, words

__all__ = ["house", "visit"]
ADMIN = Actor(Role.ADMINISTRATOR, "admin@cabinet.example", matters=(WHC,))


@pytest.fixture(autouse=True)
def this_moment(monkeypatch):
    monkeypatch.setattr(here, "now", lambda: NOW)


def written(house, n: int = 1, **more) -> str:
    number = a_filed_claim(house, n)
    post(house, number=number, to="zoe@exemple.ca", kind="message", language="fr",
         key=f"e{n}", now=NOW, **more)  # fmt: skip
    return number


def failed(house, n: int = 1) -> Letter:
    written(house, n)
    letter = house.store.outbox.take(at=NOW, until=NOW + timedelta(minutes=10))
    house.store.outbox.end(letter, "failed", at=NOW, reason="mail-no-connection")
    return letter


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Autre message"), ("en", "Other message")],
)
def test_letters_are_listed_with_their_addresses_masked(house, visit, language, said):
    number = written(house)
    send_next(house, now=NOW)
    told = words(visit("courriels", ADMIN, language))
    assert number in told
    assert said in told
    assert "z…@e….ca" in told
    assert "zoe" not in told


def test_a_failed_letter_says_why_and_is_tried_again(house, visit):
    letter = failed(house)
    app = visit("courriels", ADMIN)
    assert "Des courriels ne partent pas. Le serveur de courriel ne répond pas" in words(app)
    app.button(key=f"reessayer-{letter.id}").click().run()
    assert "Les messages relancés partiront dans la minute." in words(app)
    assert house.store.outbox.counts()["waiting"] == 1


def test_all_failed_letters_are_tried_again_at_once(house, visit):
    failed(house, 1)
    failed(house, 2)
    visit("courriels", ADMIN).button(key="reessayer-tout").click().run()
    assert house.store.outbox.counts() == {"waiting": 2, "sent": 0, "failed": 0, "bounced": 0}


def test_a_letter_that_waits_too_long_is_an_incident(house, visit, monkeypatch):
    written(house)
    monkeypatch.setattr(here, "now", lambda: NOW + timedelta(minutes=16))
    assert "Des courriels ne partent pas." in words(visit("courriels", ADMIN))


def test_a_registry_without_a_server_says_that_nothing_leaves(house, visit, monkeypatch):
    monkeypatch.setattr(type(house.settings), "mails", False)
    written(house)
    told = words(visit("courriels", ADMIN))
    assert "Aucun courriel ne part" in told
    assert "Le plus ancien attend depuis le 21 novembre 2026 à 14 h 30." in told


def test_an_empty_outbox_says_so(house, visit):
    told = words(visit("courriels", ADMIN))
    assert "Rien à montrer" in told
    assert "rien n’est envoyé" in told
