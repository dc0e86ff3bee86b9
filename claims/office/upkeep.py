"""What is swept out by itself: old tries at the door, and files no claim ever named."""

from datetime import datetime, timedelta

from claims.office.house import House

EVERY = timedelta(days=1)
TRIES_KEPT = timedelta(days=2)
"""Longer than any window in which tries are counted; the journal keeps the failures."""
FILES_KEPT = timedelta(days=30)
"""An upload cut short leaves a file without an exhibit. So does a database restored from a backup:
there is a month to notice before anything is deleted."""


def sweep(house: House, *, now: datetime) -> int:
    """Forget old tries and delete files no exhibit names; how many files there were."""
    house.store.attempts.forget(before=now - TRIES_KEPT)
    named = house.store.exhibits.named()
    return len(house.vault.sweep(named, older_than=FILES_KEPT.total_seconds()))
