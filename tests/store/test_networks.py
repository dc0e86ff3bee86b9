"""Marks of network ranges beside claims, on both databases: kept once, compared, deleted."""

from tests.makers import NOW
from tests.store.store_makers import begun, later


def test_R16_a_claim_has_one_mark_that_of_its_first_filing_and_no_entry_in_the_journal(store):
    number, before = begun(store).number, store.journal.head().seq
    store.networks.keep(number, "ab12cd34ef", at=later(1))
    store.networks.keep(number, "0000000000", at=later(2))
    [kept] = store.networks.marks("whc-2021")
    assert (kept.number, kept.mark, kept.at) == (number, "ab12cd34ef", later(1))
    assert store.networks.marks("ovh-2021") == ()
    assert store.networks.kept_since(number) == later(1)
    assert store.journal.head().seq == before


def test_R16_marks_are_deleted_after_their_days_and_those_of_other_matters_stay(store):
    one, other = begun(store).number, begun(store, "K-2").number
    store.networks.keep(one, "ab12cd34ef", at=later(1))
    store.networks.keep(other, "ab12cd34ef", at=later(5))
    assert store.networks.forget("ovh-2021", before=later(9)) == 0
    assert store.networks.forget("whc-2021", before=later(5)) == 1
    assert [mark.number for mark in store.networks.marks("whc-2021")] == [other]


def test_R16_what_erases_the_exhibits_of_a_claim_erases_its_mark(store):
    number = begun(store).number
    store.networks.keep(number, "ab12cd34ef", at=NOW)
    store.keys.forget(number, reason="asked", at=later(3), by=number)
    assert store.networks.kept_since(number) is None
