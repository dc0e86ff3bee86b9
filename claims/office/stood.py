"""How every claim that counts stands when a snapshot is taken, sealed with it claim by claim.

A bundle shows the journal's entries about its own claims and hides the others; whoever forges one
may hide some of its own too, and so bring back an older word on an exhibit. The list is made by the
verifier's own reading of the journal, and given out whole: a hash a claim, salted, tells nothing to
who is not given the claim.
"""

import hmac
import json
from collections.abc import Iterable

from claims.documents.values import SHOWN
from claims.documents.verify import STOOD, Told, stood_seal
from claims.office.house import House
from claims.store.journal import Head
from claims.store.snapshots import SALTED_BY, Snapshot

BROUGHT = frozenset({"start claim", "add exhibit", "remove exhibit"})
"""Shown as well, and no last word on anything."""


def stood(house: House, matter: str, head: Head, secret: str) -> list[str]:
    """The list of a matter as of an entry of the journal: a hash a claim, in no order of theirs."""
    listed, told = house.store.claims.exhibits_listed(matter), Told()
    for action, subject, body, actor, at in house.store.journal.said(SHOWN - BROUGHT, head.seq):
        if subject in listed:
            said = json.loads(body)
            told.sign(action, subject, said, actor, at)
            told.hear(action, subject, said)
    return sorted(
        stood_seal(number, exhibits, _salt(secret, number), told)
        for number, exhibits in listed.items()
    )


def salts_of(snapshot: Snapshot, numbers: Iterable[str]) -> dict[str, str]:
    """Number → the salt of its hash in the list, of these claims alone; none of a snapshot taken
    before there were lists."""
    if STOOD not in snapshot.body:
        return {}
    return {number: _salt(snapshot.body[SALTED_BY], number) for number in numbers}


def _salt(secret: str, number: str) -> str:
    """As random as the secret to whoever does not have it, whatever other salts they were given."""
    return hmac.digest(bytes.fromhex(secret), number.encode(), "sha256")[:16].hex()
