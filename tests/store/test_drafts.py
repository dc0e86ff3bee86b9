"""A draft is saved as it is typed and never over what another tab saved."""

import pytest

from claims.problems import Conflict, NotFound
from claims.store import Store
from tests.store.store_makers import begun, later


def test_each_save_gives_the_version_for_the_next(store: Store):
    begun(store)
    assert store.drafts.save("K-1", {"step": "1"}, seen=1, at=later(1), by="K-1") == 2
    assert store.drafts.save("K-1", {"step": "2"}, seen=2, at=later(2), by="K-1") == 3
    draft = store.drafts.read("K-1")
    assert draft is not None
    assert (draft.form, draft.version, draft.saved_at) == ({"step": "2"}, 3, later(2))


def test_a_save_over_another_tab_is_refused_and_shows_what_stands(store: Store):
    begun(store)
    store.drafts.save("K-1", {"site": "a.ca"}, seen=1, at=later(3), by="K-1")
    with pytest.raises(Conflict) as told:
        store.drafts.save("K-1", {"site": "b.ca"}, seen=1, at=later(4), by="K-1")
    assert told.value.theirs == '{"site":"a.ca"}'
    assert told.value.at == "2021-09-01T16:00:03.000000Z"
    draft = store.drafts.read("K-1")
    assert draft is not None
    assert draft.form == {"site": "a.ca"}


def test_what_is_read_in_one_moment_is_not_moved_by_a_save_meanwhile(store: Store):
    begun(store)
    with store.database.moment():
        before = store.drafts.read("K-1")
        store.drafts.save("K-1", {"site": "a.ca"}, seen=1, at=later(3), by="K-1")
        assert store.drafts.read("K-1") == before
    after = store.drafts.read("K-1")
    assert after is not None
    assert after.form == {"site": "a.ca"}


def test_an_unknown_claim_has_no_draft(store: Store):
    assert store.drafts.read("K-9") is None
    with pytest.raises(NotFound):
        store.drafts.save("K-9", {}, seen=1, at=later(1), by="K-9")


def test_saving_a_draft_files_nothing_and_writes_no_journal(store: Store):
    begun(store)
    before = store.journal.head()
    store.drafts.save("K-1", {"step": "1"}, seen=1, at=later(1), by="K-1")
    assert store.journal.head() == before
