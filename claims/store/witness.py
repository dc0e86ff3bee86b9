"""What the journal says should stand in the other tables, gathered while its chain is followed."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Row

from claims.claim.canonical import digest

Body = Mapping[str, Any]
Sealed = tuple[str | int | None, ...]
"""None: what entries did not say yet when this one was written."""


class ClaimTold(NamedTuple):
    """What the journal says of a claim's own row; moments as text, submitted empty before."""

    matter: str
    status: str
    revision: int
    rules: str
    started: str
    submitted: str


class ExhibitTold(NamedTuple):
    """What the journal says of an exhibit; removed: when it was taken back, empty before."""

    number: str
    sha256: str
    size: int
    added: str
    described: str | None
    removed: str


@dataclass(slots=True)
class Witness:
    """By table: key of a row → what the journal sealed of it."""

    claims: dict[str, ClaimTold] = field(default_factory=dict)
    revisions: dict[tuple[str, int], Sealed] = field(default_factory=dict)
    """(number, revision) → SHA-256, sequence, moment, author, reason or the salted hash of it."""
    beside: dict[str, str] = field(default_factory=dict)
    """Number → hash of what is kept beside the latest revision."""
    exhibits: dict[str, ExhibitTold] = field(default_factory=dict)
    messages: dict[tuple[str, int], Sealed] = field(default_factory=dict)
    """(number, place) → side, kind, SHA-256, sequence, moment, author."""
    notices: dict[tuple[str, int], Sealed] = field(default_factory=dict)
    """(number, place) → kind, last day, SHA-256, sequence, moment, author."""
    notes: dict[tuple[str, int], Sealed] = field(default_factory=dict)
    """(number, place) → salted SHA-256, moment, author."""
    titles: dict[tuple[str, str, int], Sealed] = field(default_factory=dict)
    """(number, exhibit, place) → salted SHA-256, sequence, moment, author."""
    contests: dict[tuple[str, int], Sealed] = field(default_factory=dict)
    """(number, place) → SHA-256, moment, author."""
    consolidated: dict[tuple[str, int], Sealed] = field(default_factory=dict)
    """(matter, place) → SHA-256, moment, author."""
    snapshots: dict[str, Sealed] = field(default_factory=dict)
    """Id → matter, number, SHA-256, sequence and hash it describes, moment, author."""
    figures: dict[tuple[str, int], Sealed] = field(default_factory=dict)
    """(matter, number) → SHA-256, moment, author."""
    audits: dict[str, Sealed] = field(default_factory=dict)
    """Id → matter, number, SHA-256, moment, author."""
    batches: dict[str, Sealed] = field(default_factory=dict)
    """Id → matter, number, SHA-256, moment, author."""
    draws: dict[str, Sealed] = field(default_factory=dict)
    """Of second readings: id → matter, number, SHA-256, moment, author."""
    words: dict[tuple[str, str, str, str], Sealed] = field(default_factory=dict)
    """(draw, number, loss, act) → SHA-256, moment, author."""
    exports: dict[str, Sealed] = field(default_factory=dict)
    """Id → matter, kind, name, SHA-256, size, sequence it was made from, moment, author."""
    erasures: dict[str, Sealed] = field(default_factory=dict)
    """Number → when it was asked, hash of the reason, when and by whom answered, hash of that."""
    rulebooks: set[str] = field(default_factory=set)
    """Hash of each rulebook a claim was counted under; empty for a counting that named none."""
    ownership: dict[tuple[str, str, int], Sealed] = field(default_factory=dict)
    """(number, service, place) → kind, role, SHA-256, moment, author."""

    def hear(self, entry: Row[Any]) -> None:
        """Take note of one entry of the journal."""
        if tell := SEALING.get(entry.action):
            tell(self, entry, json.loads(entry.body))


def _started(heard: Witness, entry: Row[Any], body: Body) -> None:
    told = ClaimTold(body["matter"], body["status"], 0, "", entry.at, "")
    heard.claims[entry.subject] = told


def _filed(heard: Witness, entry: Row[Any], body: Body) -> None:
    number, revision = entry.subject, body["revision"]
    before, now = heard.claims[number], {"revision": revision, "rules": body.get("rules", "")}
    first = before.submitted or entry.at
    heard.claims[number] = before._replace(status=body["status"], submitted=first, **now)
    why = body.get("words") or body["reason"]
    sealed = (body["sha256"], entry.seq, entry.at, entry.actor, why)
    heard.revisions[number, revision] = sealed
    heard.beside[number] = body["beside"]
    heard.rulebooks.add(body.get("rules", ""))


def _recounted(heard: Witness, entry: Row[Any], body: Body) -> None:
    heard.claims[entry.subject] = heard.claims[entry.subject]._replace(rules=body["rules"])
    heard.beside[entry.subject] = body["beside"]
    heard.rulebooks.add(body["rules"])


def _moved(heard: Witness, entry: Row[Any], body: Body) -> None:
    heard.claims[entry.subject] = heard.claims[entry.subject]._replace(status=body["status"])


def _added(heard: Witness, entry: Row[Any], body: Body) -> None:
    file = entry.subject, body["sha256"], body["size"], entry.at
    heard.exhibits[body["id"]] = ExhibitTold(*file, body.get("described"), "")


def _removed(heard: Witness, entry: Row[Any], body: Body) -> None:
    """One that was filed is marked; so was every one before entries said which."""
    known = heard.exhibits.pop(body["id"])
    if body.get("cited", True):
        heard.exhibits[body["id"]] = known._replace(removed=entry.at)


def _erased(heard: Witness, entry: Row[Any], body: Body) -> None:
    _moved(heard, entry, body)
    for exhibit in body["exhibits"]:
        del heard.exhibits[exhibit]


def _asked(heard: Witness, entry: Row[Any], body: Body) -> None:
    heard.erasures[entry.subject] = (entry.at, body.get("reason"), "", "", digest(""))


def _answered(heard: Witness, entry: Row[Any], body: Body) -> None:
    asked = heard.erasures[entry.subject][:2]
    heard.erasures[entry.subject] = (*asked, entry.at, entry.actor, body.get("answer"))


def _sent(heard: Witness, entry: Row[Any], body: Body) -> None:
    sealed = (body["side"], body["kind"], body["sha256"], entry.seq, entry.at, entry.actor)
    heard.messages[entry.subject, body["place"]] = sealed


def _issued(heard: Witness, entry: Row[Any], body: Body) -> None:
    sealed = (body["kind"], body["last_day"], body["sha256"], entry.seq, entry.at, entry.actor)
    heard.notices[entry.subject, body["place"]] = sealed


def _noted(heard: Witness, entry: Row[Any], body: Body) -> None:
    heard.notes[entry.subject, body["place"]] = (body["sha256"], entry.at, entry.actor)


def _entitled(heard: Witness, entry: Row[Any], body: Body) -> None:
    sealed = (body["sha256"], entry.seq, entry.at, entry.actor)
    heard.titles[entry.subject, body["id"], body["place"]] = sealed


def _contested(heard: Witness, entry: Row[Any], body: Body) -> None:
    heard.contests[entry.subject, body["place"]] = (body["sha256"], entry.at, entry.actor)


def _consolidated(heard: Witness, entry: Row[Any], body: Body) -> None:
    heard.consolidated[entry.subject, body["place"]] = (body["sha256"], entry.at, entry.actor)


def _taken(heard: Witness, entry: Row[Any], body: Body) -> None:
    sealed = (body[name] for name in ("number", "sha256", "journal_seq", "journal_hash"))
    heard.snapshots[body["id"]] = (entry.subject, *sealed, entry.at, entry.actor)


def _drawn(heard: Witness, entry: Row[Any], body: Body) -> None:
    sealed = (body["number"], body["sha256"], entry.at, entry.actor)
    heard.audits[body["id"]] = (entry.subject, *sealed)


def _batched(heard: Witness, entry: Row[Any], body: Body) -> None:
    sealed = (body["number"], body["sha256"], entry.at, entry.actor)
    heard.batches[body["id"]] = (entry.subject, *sealed)


def _drawn_again(heard: Witness, entry: Row[Any], body: Body) -> None:
    sealed = (body["number"], body["sha256"], entry.at, entry.actor)
    heard.draws[body["id"]] = (entry.subject, *sealed)


def _said(heard: Witness, entry: Row[Any], body: Body) -> None:
    act = "second" if entry.action == "review second" else "kept"
    key = body["draw"], entry.subject, body["loss"], act
    heard.words[key] = (body["sha256"], entry.at, entry.actor)


def _revised(heard: Witness, entry: Row[Any], body: Body) -> None:
    heard.figures[entry.subject, body["number"]] = (body["sha256"], entry.at, entry.actor)


def _exported(heard: Witness, entry: Row[Any], body: Body) -> None:
    sealed = (body[name] for name in ("kind", "name", "sha256", "size", "journal_seq"))
    heard.exports[body["id"]] = (entry.subject, *sealed, entry.at, entry.actor)


def _happened(heard: Witness, entry: Row[Any], body: Body) -> None:
    sealed = (body["kind"], body["role"], body["sha256"], entry.at, entry.actor)
    heard.ownership[entry.subject, body["service"], body["n"]] = sealed


SEALING: Mapping[str, Callable[[Witness, Row[Any], Body], None]] = {
    "start claim": _started,
    "file claim": _filed,
    "move claim": _moved,
    "recount claim": _recounted,
    "add exhibit": _added,
    "remove exhibit": _removed,
    "erase draft": _erased,
    "ask erasure": _asked,
    "answer erasure": _answered,
    "send message": _sent,
    "issue notice": _issued,
    "write note": _noted,
    "title exhibit": _entitled,
    "contest decision": _contested,
    "issue consolidated letter": _consolidated,
    "take snapshot": _taken,
    "draw audit": _drawn,
    "draw review": _drawn_again,
    "review second": _said,
    "keep decision": _said,
    "start batch": _batched,
    "revise figure": _revised,
    "export": _exported,
    "ownership": _happened,
}
"""Actions that seal a row. Only the store writes them; `Journal.note` refuses them."""
