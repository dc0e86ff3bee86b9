"""The journal as a bundle shows it: whole for the claims it holds, sealed for all others."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC
from itertools import takewhile

from claims.claim.model import Exhibit
from claims.documents.values import SHOWN, FiledClaim, JournalEntry, JournalHead


def told(
    journal: Iterable[JournalEntry], claims: Sequence[FiledClaim], head: JournalHead
) -> Iterator[bytes]:
    """A line an entry, from the first to the head; the head itself is always shown."""
    listed: Mapping[str, Sequence[Exhibit]] = {
        filed.claim.number: filed.claim.exhibits for filed in claims
    }
    for entry in takewhile(lambda entry: entry.seq <= head.seq, journal):
        ours = entry.subject in listed and _concerns(entry, listed[entry.subject])
        shown = _shown(entry) if ours or entry.seq == head.seq else _hidden(entry)
        yield f"{json.dumps(shown, ensure_ascii=False, sort_keys=True)}\n".encode()


def _concerns(entry: JournalEntry, exhibits: Sequence[Exhibit]) -> bool:
    """Whether an entry about a claim leaves with it: a file it no longer lists is its claimant's
    own business."""
    if entry.action not in SHOWN or not entry.action.endswith(" exhibit"):
        return entry.action in SHOWN
    return json.loads(entry.body)["id"] in {exhibit.id for exhibit in exhibits}


def _shown(entry: JournalEntry) -> dict[str, object]:
    """An entry as it was sealed; its moment written as the journal hashes it."""
    return {
        "seq": entry.seq,
        "at": entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "clock": entry.clock,
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "body": entry.body,
        "salt": entry.salt,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _hidden(entry: JournalEntry) -> dict[str, object]:
    """What proves the place of an entry and tells nothing of it."""
    return {
        "seq": entry.seq,
        "previous": entry.previous,
        "content": entry.content,
        "hash": entry.hash,
    }
