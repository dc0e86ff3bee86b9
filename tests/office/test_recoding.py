"""A new code for someone who lost theirs: given once, told to the address, the former shut out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from claims.access import Actor, Role
from claims.office import entrance
from claims.office.house import House
from claims.office.recoding import give_code
from claims.problems import NotAllowed, Refused
from tests.makers import GAGNON, NOW, WHC
from tests.web.test_entrance import drawn

ADMIN = Actor(Role.ADMINISTRATOR, "admin@example.ca", matters=(WHC,))
LATER = NOW + timedelta(days=3)


@pytest.fixture
def entropy():
    return drawn()


def opens(house: House, entropy, number: str, code: str) -> bool:
    try:
        entrance.log_in_claimant(house, number, code, now=LATER, entropy=entropy)
    except NotAllowed:
        return False
    return True


def test_the_new_code_opens_the_claim_and_the_former_opens_nothing_any_more(house, entropy):
    begun = entrance.start(house, WHC, "fr", key="k", now=NOW, entropy=entropy)
    new = give_code(house, ADMIN, begun.number.lower(), "Carte vue", now=LATER, entropy=entropy)
    assert new.number == begun.number
    assert new.code != begun.code
    assert not entrance.actor_from(house, begun.token, now=NOW).name
    assert opens(house, entropy, begun.number, new.code)
    assert not opens(house, entropy, begun.number, begun.code)


def test_the_address_of_the_claim_is_told_and_the_journal_says_how_it_was_checked(house, entropy):
    begun = entrance.start(house, WHC, "fr", key="k", now=NOW, entropy=entropy, email="z@ex.ca")
    new = give_code(house, ADMIN, begun.number, "Carte vue", now=LATER, entropy=entropy)
    assert new.told
    assert [letter.kind for letter in house.store.outbox.latest(number=begun.number)][:1] == [
        "recoded"
    ]
    noted = [e for e in house.store.journal.entries() if e.action == "change code"]
    assert [(e.actor, "Carte vue" in e.body) for e in noted] == [(ADMIN.name, True)]


def test_without_an_address_it_is_said_that_nobody_is_told(house, entropy):
    begun = entrance.start(house, WHC, "fr", key="k", now=NOW, entropy=entropy)
    assert not give_code(house, ADMIN, begun.number, "Vue", now=LATER, entropy=entropy).told


def test_every_fault_of_what_was_typed_is_told_at_once(house, entropy):
    with pytest.raises(Refused) as refused:
        give_code(house, ADMIN, "R-2K7Q-48XM-0", " ", now=NOW, entropy=entropy)
    assert [p.code for p in refused.value.problems] == ["no-such-claim", "code-unchecked"]


@pytest.mark.parametrize("actor", [GAGNON, Actor(Role.CLAIMANT, "R-1", "R-1")])
def test_nobody_but_an_administrator_gives_a_code(house, entropy, actor):
    with pytest.raises(NotAllowed):
        give_code(house, actor, "R-2K7Q-48XM-0", "Vue", now=NOW, entropy=entropy)


def test_R02_an_administrator_of_another_matter_gives_no_code_and_learns_nothing(house, entropy):
    begun = entrance.start(house, WHC, "fr", key="k", now=NOW, entropy=entropy)
    elsewhere = replace(ADMIN, matters=("ovh-2021",))
    with pytest.raises(Refused) as refused:
        give_code(house, elsewhere, begun.number, "Carte vue", now=LATER, entropy=entropy)
    assert [p.code for p in refused.value.problems] == ["no-such-claim"]
    assert opens(house, entropy, begun.number, begun.code)
