"""What is put in order by itself: old tries, letters long failed, files in clear or unnamed."""

from datetime import datetime, timedelta

from claims.office.alike import agree_all
from claims.office.house import House
from claims.office.keeping import named
from claims.office.moving import move_over
from claims.office.postman import folder_of, forget_files
from claims.office.ranges import forget_ranges

EVERY = timedelta(days=1)
TRIES_KEPT = timedelta(days=2)
"""Longer than any window in which tries are counted; the journal keeps the failures."""
FILES_KEPT = timedelta(days=30)
"""An upload cut short leaves a file without an exhibit. So does a database restored from a backup:
there is a month to notice before anything is deleted."""


LETTERS_KEPT = timedelta(days=30)
"""A failed letter may hold a key to a claim, and past this nobody will send it any more. Whom a
letter went to, a claimant or an owner they named, is then of no use either."""


def sweep(house: House, *, now: datetime) -> int:
    """Forget old tries, old letters and whom they went to, old marks of networks, encrypt what a
    former version kept in clear, say of every exhibit what stands of its bytes, and delete files no
    exhibit names; how many of these there were.

    Raises KeyLost, before any file of the vault is touched, while a key of it is missing.
    """
    house.store.attempts.forget(before=now - TRIES_KEPT)
    house.store.outbox.forget(before=now - LETTERS_KEPT)
    forget_ranges(house, now=now)
    for matter in house.matters:
        agree_all(house, matter, now=now)
    forget_files(folder_of(house.settings), before=now - LETTERS_KEPT)
    gone = house.vault.sweep(
        named(house), older_than=FILES_KEPT.total_seconds(), turn=house.store.database.together()
    )
    move_over(house, now=now)
    return len(gone)
