"""Names on papers against names declared: shown with what they share, never decided."""

import pytest

from claims.evidence.naming import TOLD, Compared, Likeness, compare
from claims.i18n.catalogue import say


@pytest.mark.parametrize(
    ("declared", "read", "expected"),
    [
        ("Studio Boréal inc.", "STUDIO BOREAL INC", Likeness.FULL_NAME),
        ("Marie-Ève Tremblay", "Tremblay, Marie-Eve", Likeness.FULL_NAME),
        ("Les Œuvres d’Émile", "les oeuvres d'Emile", Likeness.FULL_NAME),
        ("Studio Boréal inc.", "Studio Boréal S.E.N.C.R.L.", Likeness.TRADE_NAME),
        ("Auberge du Fjord", "L’Auberge le Fjord ltée", Likeness.TRADE_NAME),
        ("Studio Boréal inc.", "Boréal Conception", Likeness.PARTLY),
        ("Studio Boréal inc.", "Épicerie du Port inc.", Likeness.DIFFERENT),
        ("Studio Boréal inc.", "  ", Likeness.UNREAD),
        ("", "Studio Boréal", Likeness.DIFFERENT),
    ],
)
def test_names_compare_as_people_read_them(declared, read, expected):
    assert compare(declared, read).likeness is expected


def test_a_registration_number_is_enough_and_is_shown():
    assert compare("Studio Boréal", "9123-4567 Québec inc. NEQ 1162 345 678", "1162345678") == (
        Compared(Likeness.REGISTRATION, ("1162345678",))
    )
    assert compare("Studio Boréal", "x 11", "11").likeness is Likeness.DIFFERENT


def test_what_two_names_share_is_said():
    assert compare("Studio Boréal du Port", "Conception Boréal").shared == ("boreal",)


def test_every_likeness_has_its_sentence_in_both_languages():
    assert set(TOLD) == set(Likeness)
    assert all(say(told, "en", shared="") != say(told, "fr", shared="") for told in TOLD.values())
