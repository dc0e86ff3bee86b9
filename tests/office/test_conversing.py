"""Messages go both ways about one filed claim, and nobody else reads them."""

from datetime import timedelta

import pytest

from claims.access import ANONYMOUS
from claims.office import conversing
from claims.office.house import House
from claims.office.worklist import queue
from claims.problems import NotAllowed, NotFound, Refused, TooMany
from tests.makers import (
    ADMINISTRATOR,
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    ROY,
    WHC,
    a_claimant,
    a_filed_claim,
    a_form,
    a_number,
)


def writes(house: House, actor, number: str, text: str, seen: int = 0, at=NOW):
    return conversing.write(house, actor, number, text, seen=seen, now=at)


def read(house: House, actor, number: str):
    return conversing.read(house, actor, number, now=NOW)


def waiting(house: House) -> tuple[str, ...]:
    return next(t.numbers for t in queue(house, GAGNON, WHC, now=NOW) if t.code == "unanswered")


def test_counsel_asks_and_the_claimant_answers(house):
    number = a_filed_claim(house)
    writes(house, GAGNON, number, "Avez-vous la facture?")
    asked = read(house, a_claimant(number), number)
    assert [(m.side, m.text) for m in asked.messages] == [("counsel", "Avez-vous la facture?")]
    assert (asked.new, asked.is_new(asked.messages[0])) == (1, True)
    assert read(house, a_claimant(number), number).new == 0
    writes(house, a_claimant(number), number, "La voici.\nMerci.", seen=1)
    assert waiting(house) == (number,)
    assert conversing.unread(house, ROY, number) == 1
    assert read(house, ROY, number).messages[1].text == "La voici.\nMerci."
    writes(house, ROY, number, "Bien reçue.", seen=2)
    assert waiting(house) == ()


def test_a_claimant_never_reads_another_s_messages(house):
    mine, theirs = a_filed_claim(house, 1), a_filed_claim(house, 2)
    writes(house, GAGNON, theirs, "Pour elle seule.")
    for act in (read, conversing.unread):
        with pytest.raises(NotFound):
            act(house, a_claimant(mine), theirs)
    with pytest.raises(NotFound):
        writes(house, a_claimant(mine), theirs, "Bonjour")


@pytest.mark.parametrize("who", [OXIA, ADMINISTRATOR, ANONYMOUS])
def test_neither_the_representative_nor_an_administrator_reads_or_writes(house, who):
    number = a_filed_claim(house)
    with pytest.raises(NotAllowed):
        read(house, who, number)
    with pytest.raises(NotAllowed):
        writes(house, who, number, "Bonjour")


def test_counsel_of_another_matter_reads_nothing(house):
    with pytest.raises(NotFound):
        read(house, ELSEWHERE, a_filed_claim(house))


def test_a_draft_has_no_conversation(house):
    number = a_number(1)
    house.store.claims.start(number, WHC, language="fr", form=a_form(), code_hash="",
                             key="start", at=NOW, by=number)  # fmt: skip
    for who in (a_claimant(number), GAGNON):
        with pytest.raises(NotFound):
            read(house, who, number)


def test_R45_a_second_click_sends_nothing_more(house):
    number = a_filed_claim(house)
    first = writes(house, a_claimant(number), number, "Bonjour")
    assert writes(house, a_claimant(number), number, "Bonjour") == first
    assert writes(house, a_claimant(number), number, "Bonjour", seen=1).place == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  \n ", "nothing-written"),
        ("a" * 5001, "text-too-long"),
        ("zéro\x00", "text-character"),
        ("\u202etfel ot thgir", "text-character"),
    ],
)
def test_R21_a_message_is_plain_text_of_a_bounded_length(house, text, code):
    number = a_filed_claim(house)
    with pytest.raises(Refused) as refused:
        writes(house, a_claimant(number), number, text)
    assert [p.code for p in refused.value.problems] == [code]
    assert read(house, GAGNON, number).messages == ()


def test_a_claimant_sends_twenty_messages_a_day_and_counsel_as_many_as_needed(house):
    number = a_filed_claim(house)
    for n in range(20):
        writes(house, a_claimant(number), number, f"Message {n}", seen=n)
    with pytest.raises(TooMany):
        writes(house, a_claimant(number), number, "Encore", seen=20)
    writes(house, GAGNON, number, "Un à la fois.", seen=20)
    writes(
        house,
        a_claimant(number),
        number,
        "D’accord",
        seen=21,
        at=NOW + timedelta(days=1, seconds=1),
    )


def test_a_message_never_enters_the_journal_in_words(house):
    number = a_filed_claim(house)
    writes(house, a_claimant(number), number, "Marqueur-secret")
    bodies = [entry.body for entry in house.store.journal.entries(subject=number)]
    assert not any("Marqueur" in body for body in bodies)
    assert house.store.verify().fault is None


def test_a_message_of_counsel_is_told_by_e_mail_without_its_words_and_once_until_it_is_read(house):
    number = a_filed_claim(house)
    writes(house, GAGNON, number, "Marqueur un")
    writes(house, ROY, number, "Marqueur deux", seen=1)
    writes(house, a_claimant(number), number, "Je regarde.", seen=2)
    [letter] = house.store.outbox.latest(number=number)
    assert (letter.kind, letter.number) == ("message", number)
    assert "Marqueur" not in letter.subject
    read(house, a_claimant(number), number)
    writes(house, GAGNON, number, "Marqueur trois", seen=3)
    assert [each.kind for each in house.store.outbox.latest(number=number)] == [
        "message",
        "message",
    ]
