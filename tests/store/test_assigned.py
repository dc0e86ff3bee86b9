"""Claims are given to a person by what was read: nobody takes over what was given meanwhile."""

import pytest

from claims.problems import Conflict
from claims.store import Store
from claims.store.columns import utc_text
from tests.store.store_makers import NOON, WHC, a_claim, filed, later

GAGNON, ROY = "me.gagnon@cabinet.example", "me.roy@cabinet.example"


@pytest.fixture
def two(store: Store) -> Store:
    """A registry of two claims, nobody's."""
    for number in ("K-1", "K-2"):
        filed(store, a_claim(number))
    return store


def test_R44_of_claims_given_as_they_were_read_none_is_when_one_was_given_meanwhile(two: Store):
    two.assigned.give("act-1", WHC, ROY, {"K-2": ""}, at=NOON, by=ROY)
    with pytest.raises(Conflict) as late:
        two.assigned.give("act-2", WHC, GAGNON, {"K-1": "", "K-2": ""}, at=later(5), by=GAGNON)
    told = late.value
    assert (told.theirs, told.by, told.at) == (ROY, ROY, utc_text(NOON))
    assert two.assigned.persons(WHC) == {"K-2": ROY}
    assert [act.id for act in two.assigned.acts(WHC)] == ["act-1"]
    assert "act-2" not in str([entry.body for entry in two.journal.following(subject=WHC)])


def test_R44_a_claim_taken_back_meanwhile_is_no_longer_whose_it_was_read_to_be(two: Store):
    two.assigned.give("act-1", WHC, ROY, {"K-1": ""}, at=NOON, by=ROY)
    assert two.assigned.undo("act-1", WHC, at=later(1), by=GAGNON) == 1
    with pytest.raises(Conflict) as late:
        two.assigned.give("act-2", WHC, GAGNON, {"K-1": ROY}, at=later(2), by=ROY)
    assert (late.value.theirs, late.value.by, late.value.at) == ("", GAGNON, utc_text(later(1)))
    two.assigned.give("act-3", WHC, GAGNON, {"K-1": ""}, at=later(3), by=ROY)
    assert two.assigned.person("K-1") == GAGNON
