"""The journal as counsel reads it."""

import pytest

from claims.office import record
from claims.problems import NotAllowed, NotFound, Refused
from tests.makers import (
    ADMINISTRATOR,
    ELSEWHERE,
    GAGNON,
    NOW,
    OXIA,
    a_claimant,
    a_filed_claim,
)  # fmt: skip


def test_the_newest_entries_come_first_a_page_at_a_time(house):
    for n in range(60):
        house.store.journal.note("hand export", "whc-2021", {"n": n}, at=NOW, by="x")
    first, second = record.page(house, GAGNON), record.page(house, GAGNON, 2)
    assert ([e.seq for e in first.entries[:2]], len(first.entries)) == ([60, 59], 50)
    assert ([e.seq for e in second.entries], second.total) == ([*range(10, 0, -1)], 60)
    assert record.page(house, GAGNON, 3).entries == ()


def test_entries_of_another_matter_show_only_their_place_and_seal(house):
    number = a_filed_claim(house)
    entry = record.page(house, ELSEWHERE).entries[0]
    assert (entry.actor, entry.subject, entry.body) == ("—", "—", "—")
    assert entry.hash == house.store.journal.head().hash
    assert record.page(house, GAGNON).entries[0].subject == number
    assert record.page(house, ADMINISTRATOR).entries[0].subject == number


def test_the_journal_of_one_claim_is_found_however_its_number_is_typed(house):
    number = a_filed_claim(house)
    found = record.about(house, GAGNON, number.replace("-", " ").lower())
    assert [entry.action for entry in found.entries] == ["file claim", "start claim"]
    with pytest.raises(NotFound):
        record.about(house, ELSEWHERE, number)
    with pytest.raises(Refused):
        record.about(house, GAGNON, "R-1")


def test_a_chain_nobody_touched_verifies_to_its_head(house):
    a_filed_claim(house)
    verdict = record.verified(house, GAGNON)
    assert (verdict.fault is None, verdict.head.seq) == (True, 2)


def test_R52_a_head_printed_elsewhere_betrays_a_rewritten_journal(house):
    a_filed_claim(house)
    verdict = record.verified(house, GAGNON, [(2, "0" * 64)])
    assert verdict.fault.code == "journal-rewritten"


def test_R02_neither_claimants_nor_the_representative_read_the_journal(house):
    for actor in (OXIA, a_claimant("R-0000-0000-0")):
        with pytest.raises(NotAllowed):
            record.page(house, actor)
        with pytest.raises(NotAllowed):
            record.verified(house, actor)
