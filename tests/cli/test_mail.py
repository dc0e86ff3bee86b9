"""E-mails from a terminal."""

import json

import pytest

from claims.office.posting import post
from tests.cli.test_cli import folder, told
from tests.makers import NOW, a_filed_claim, a_house

__all__ = ["folder"]


@pytest.fixture
def number(folder):
    house = a_house(folder)
    number = a_filed_claim(house)
    post(house, number=number, to="zoe@exemple.ca", kind="message", language="fr", key="e",
         now=NOW)  # fmt: skip
    house.store.close()
    return number


def test_mail_lists_what_waits_without_saying_to_whom(number):
    said = told("mail")
    assert number in said
    assert "z…@e….ca" in said
    assert "En attente 1 · Envoyé 0" in said


def test_mail_send_sends_what_is_due_once(number, folder):
    assert "Messages essayés : 1" in told("mail", "send")
    assert len(list((folder / "var" / "mail").glob("*.eml"))) == 1
    assert "Messages tried: 0" in told("mail", "send", "--lang", "en")


def test_mail_is_told_to_other_programs_as_json(number):
    standing = json.loads(told("mail", "--json"))
    assert standing["counts"] == {"waiting": 1, "sent": 0, "failed": 0, "bounced": 0}
    assert standing["sends"] is True
    assert standing["oldest_waiting"] == "2026-11-21T19:30:00+00:00"
