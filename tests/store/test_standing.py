"""Claims as they stand, all at once: what documents are made from."""

from claims.claim.states import Status
from claims.store.search import Search
from tests.store.store_makers import WHC, a_claim, an_exhibit, begun, filed, later


def test_every_counted_claim_is_given_at_its_latest_revision(store):
    filed(store, a_claim("K-2", name="Avant"))
    filed(store, a_claim("K-2", name="Après"))
    filed(store, a_claim("K-1"))
    begun(store, "K-3")
    standing = store.claims.standing(WHC)
    assert [(s.row.number, s.row.revision, s.claim.claimant.name) for s in standing] == [
        ("K-1", 1, "Studio Boréal inc."), ("K-2", 2, "Après"),
    ]  # fmt: skip
    assert [s.sha256 for s in standing] == [
        store.claims.revisions(s.row.number)[-1].sha256 for s in standing
    ]


def test_a_claim_that_left_the_group_is_given_only_when_asked_for(store):
    filed(store)
    store.claims.move("K-1", Status.OPTED_OUT, reason="r", seen=2, at=later(1), by="x")
    assert store.claims.standing(WHC) == ()
    assert len(store.claims.standing(WHC, {Status.OPTED_OUT})) == 1


def test_a_search_may_be_held_to_some_claims(store):
    for number in ("K-1", "K-2", "K-3"):
        filed(store, a_claim(number))
    page = store.finder.page(Search(WHC, numbers=("K-3", "K-1", "K-9")))
    assert [found.claim.number for found in page.rows] == ["K-1", "K-3"]
    assert store.finder.page(Search(WHC, numbers=())).total == 0


def test_a_claim_without_exhibit_is_found_even_once_it_took_its_only_one_back(store):
    for number in ("K-1", "K-2", "K-3"):
        filed(store, a_claim(number))
    for number, name in (("K-1", "e1"), ("K-2", "e2")):
        store.exhibits.add(number, an_exhibit(name), at=later(1), by=number)
    store.exhibits.remove("K-2", "e2", cited=True, at=later(2), by="K-2")
    assert store.finder.without_exhibit(WHC) == ("K-2", "K-3")
