"""R-21: a letter that breaks a file or deceives an eye is refused at its field; nothing is kept."""

from collections.abc import Callable

import pytest

from claims.claim.form import ClaimantForm
from claims.evidence.gate import look_at
from claims.i18n import sentence
from claims.office import claimant, conversing
from claims.office.attesting import unsigned
from claims.problems import Problem, Refused
from tests.makers import NOW, a_claimant, a_filed_claim
from tests.naughty import KEPT, REFUSED


def says(house, number: str, words: str) -> None:
    conversing.write(house, a_claimant(number), number, words, seen=0, now=NOW)


def corrects(house, number: str, words: str) -> None:
    claimant.amend(house, a_claimant(number), reason=words, now=NOW)


def withdraws(house, number: str, words: str) -> None:
    seen = house.store.claims.find(number).version
    claimant.withdraw(house, a_claimant(number), reason=words, seen=seen, now=NOW)


WRITERS: dict[str, Callable] = {"message": says, "reason": corrects, "withdrawal": withdraws}
"""Field → who writes in it."""


def told(problems: tuple[Problem, ...]) -> tuple[str, str]:
    (problem,) = problems
    return problem.where, problem.code


@pytest.mark.parametrize("field", WRITERS)
def test_R21_words_with_a_letter_that_deceives_are_refused_at_their_field(house, field):
    number = a_filed_claim(house)
    before = house.store.claims.find(number)
    for words in REFUSED:
        with pytest.raises(Refused) as refused:
            WRITERS[field](house, number, words)
        assert told(refused.value.problems) == (field, "text-character")
        letter = next(c for c in words if c not in "Zoé!")
        assert f"U+{ord(letter):04X}" in sentence(refused.value.problems[0], "en")
    assert house.store.claims.find(number) == before
    assert house.store.messages.of(number) == ()


def test_R21_nobody_signs_with_a_letter_that_deceives():
    who = ClaimantForm(kind="person", name="Zoé Lévesque")
    for words in REFUSED:
        problems = tuple(unsigned(who, words, agreed=True))
        assert told(problems) == ("attestation.name", "text-character")


def test_R21_the_name_of_a_file_with_such_a_letter_is_refused_and_shown_harmless():
    for words in REFUSED:
        seen, problems = look_at(f"{words}.txt", b"Facture 12")
        assert (seen, told(problems)) == (None, ("file", "file-name-odd"))
        assert not (set(words) - set("Zoé!")) & set(sentence(problems[0], "fr"))


@pytest.mark.full
def test_R21_a_file_keeps_any_other_name_it_had():
    for words in KEPT:
        if len(f"{words}.txt".encode()) <= 255:
            seen, problems = look_at(f"{words}.txt", b"Facture 12")
            assert (seen is not None, problems) == (True, ()), words
