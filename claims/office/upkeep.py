"""What is swept out by itself: old tries, files no claim ever named, letters long failed."""

from datetime import datetime, timedelta

from claims.office.house import House

EVERY = timedelta(days=1)
TRIES_KEPT = timedelta(days=2)
"""Longer than any window in which tries are counted; the journal keeps the failures."""
FILES_KEPT = timedelta(days=30)
"""An upload cut short leaves a file without an exhibit. So does a database restored from a backup:
there is a month to notice before anything is deleted."""


LETTERS_KEPT = timedelta(days=30)
"""A failed letter may hold a key to a claim; past this nobody will send it any more."""


def sweep(house: House, *, now: datetime) -> int:
    """Forget old tries and letters, delete files no exhibit names; how many files there were."""
    house.store.attempts.forget(before=now - TRIES_KEPT)
    house.store.outbox.forget(before=now - LETTERS_KEPT)
    named = house.store.exhibits.named()
    return len(house.vault.sweep(named, older_than=FILES_KEPT.total_seconds()))
