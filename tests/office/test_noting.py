"""Counsel's own notes stay among counsel of the matter, and in no document."""

import pytest

from claims.office.noting import note, notes
from claims.problems import NotAllowed, NotFound, Refused
from tests.makers import ELSEWHERE, GAGNON, NOW, OXIA, ROY, a_claimant, a_filed_claim


def kept(house, number, text, actor=GAGNON):
    return note(house, actor, number, text, now=NOW, entropy=bytes)


def test_notes_are_read_by_every_counsel_of_the_matter_in_the_order_they_were_written(house):
    number = a_filed_claim(house)
    kept(house, number, "Appelée le 3.\r\nRappeler.")
    kept(house, number, " Dossier complet. ", ROY)
    told = [(each.by, each.text) for each in notes(house, GAGNON, number)]
    assert told == [
        (GAGNON.name, "Appelée le 3.\nRappeler."), (ROY.name, "Dossier complet."),
    ]  # fmt: skip
    assert house.store.verify().fault is None


def test_the_journal_holds_no_word_of_a_note(house):
    number = a_filed_claim(house)
    kept(house, number, "Témoin hésitant")
    assert "hésitant" not in "".join(entry.body for entry in house.store.journal.entries())


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 5001, "a\x00b"])
def test_a_note_that_is_empty_too_long_or_unreadable_is_refused(house, text):
    number = a_filed_claim(house)
    with pytest.raises(Refused):
        kept(house, number, text)
    assert notes(house, GAGNON, number) == ()


def test_R02_nobody_else_reads_or_writes_a_note(house):
    number = a_filed_claim(house)
    for actor in (ELSEWHERE, OXIA, a_claimant(number)):
        with pytest.raises((NotAllowed, NotFound)):
            notes(house, actor, number)
        with pytest.raises((NotAllowed, NotFound)):
            kept(house, number, "Ici.", actor)
