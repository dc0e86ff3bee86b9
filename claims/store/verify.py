"""Proving that what is kept is what was written: the chain first, then every sealed row.

The journal names the hash of each revision, of the rows beside it, of each exhibit, snapshot and
export. A row altered, added or removed by other means no longer agrees with its entry; an entry
altered breaks the chain; a chain rewritten whole disagrees with a head that was printed. What the
software could not have written is named too, never stumbled upon.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from claims.claim.canonical import canonical, digest
from claims.claim.entitled import seal_of as title_seal
from claims.problems import Problem
from claims.store import tables
from claims.store.beside import BESIDE, seal_of
from claims.store.columns import from_utc_text, utc_text
from claims.store.engine import Database
from claims.store.exhibits import described
from claims.store.journal import EMPTY, Head, seal
from claims.store.notes import seal_of as note_seal
from claims.store.snapshots import given_out
from claims.store.witness import ClaimTold, ExhibitTold, Sealed, Witness

BLOCK = 1_000
UNREADABLE = (LookupError, ValueError, TypeError, AttributeError)
"""What a value that the software never wrote may raise."""
SEALED = ("seq", "at", "clock", "actor", "action", "subject", "body", "salt", "previous")


@dataclass(frozen=True, slots=True)
class Verdict:
    """head: the last sound entry; fault: the first bad place, or None."""

    head: Head
    fault: Problem | None


def verify(database: Database, printed: Collection[tuple[int, str]] = ()) -> Verdict:
    """Follow the whole journal and check every row it seals, as of one moment.

    printed: (sequence, hash) of heads read on receipts or bundles; one is enough to betray a
    rewritten or shortened journal.
    """
    with database.reading() as connection:
        head, witness = EMPTY, Witness()
        for entry in _rows(connection, tables.journal):
            if fault := _entry_fault(entry, head, dict(printed)):
                return Verdict(head, fault)
            try:
                witness.hear(entry)
                head = Head(entry.seq, entry.hash, from_utc_text(entry.at))
            except UNREADABLE:
                where, seq = f"journal, {entry.seq}", {"seq": entry.seq}
                return Verdict(head, Problem(where, "journal-untrue", seq))
        cut = min((seq for seq, _ in printed if seq > head.seq), default=None)
        if cut is not None:
            return Verdict(head, Problem("journal", "journal-cut", {"seq": cut}))
        return Verdict(head, next(_altered(connection, witness), None))


def _entry_fault(entry: Row[Any], before: Head, printed: Mapping[int, str]) -> Problem | None:
    seq = before.seq + 1
    where, values = f"journal, {seq}", {"seq": seq}
    if entry.seq != seq:
        return Problem(where, "journal-gap", values)
    fields = {name: entry._mapping[name] for name in SEALED}
    if entry.previous != before.hash or seal(**fields) != entry.hash:
        return Problem(where, "journal-altered", values)
    if printed.get(seq, entry.hash) != entry.hash:
        return Problem(where, "journal-rewritten", values)
    return None


def _altered(connection: Connection, told: Witness) -> Iterator[Problem]:
    yield from _compare(connection, tables.claims, told.claims, _claim)
    yield from _compare(connection, tables.revisions, told.revisions, _revision)
    yield from _compare(connection, tables.exhibits, told.exhibits, _exhibit)
    yield from _compare(connection, tables.messages, told.messages, _message)
    yield from _compare(connection, tables.notices, told.notices, _notice)
    yield from _compare(connection, tables.claim_notes, told.notes, _noted)
    yield from _compare(connection, tables.exhibit_titles, told.titles, _entitled)
    yield from _compare(connection, tables.contests, told.contests, _contest)
    yield from _compare(connection, tables.consolidated, told.consolidated, _consolidated)
    yield from _compare(connection, tables.snapshots, told.snapshots, _snapshot)
    yield from _compare(connection, tables.audit_draws, told.audits, _audit)
    yield from _compare(connection, tables.batches, told.batches, _audit)
    yield from _compare(connection, tables.review_draws, told.draws, _audit)
    yield from _compare(connection, tables.second_words, told.words, _word)
    yield from _compare(connection, tables.figure_revisions, told.figures, _figure)
    yield from _compare(connection, tables.exports, told.exports, _export)
    yield from _compare(connection, tables.ownership, told.ownership, _ownership)
    yield from _compare(connection, tables.erasures, told.erasures, _erasure)
    yield from _compare(connection, tables.rulebooks, _named(told.rulebooks), _rulebook)
    yield from _read("lines", _compare_beside(connection, told))


def _read(table: str, found: Iterator[Problem]) -> Iterator[Problem]:
    """What was found in a table, be it that one of its values is not even what it should be."""
    try:
        yield from found
    except UNREADABLE:
        yield Problem(table, "table-unreadable", {"table": table})


def _compare_beside(connection: Connection, told: Witness) -> Iterator[Problem]:
    for number, found in _beside(connection):
        if told.beside.get(number, "") != found:
            yield _problem("lines", number)


def _compare(
    connection: Connection,
    table: Table,
    told: Mapping[Any, Sealed],
    seen: Callable[[Row[Any]], tuple[Any, Sealed]],
) -> Iterator[Problem]:
    return _read(table.name, _differing(connection, table, dict(told), seen))


def _differing(
    connection: Connection,
    table: Table,
    left: dict[Any, Sealed],
    seen: Callable[[Row[Any]], tuple[Any, Sealed]],
) -> Iterator[Problem]:
    for row in _rows(connection, table):
        key, value = seen(row)
        sealed = left.pop(key, ())
        if len(sealed) != len(value) or any(
            said not in (None, found) for said, found in zip(sealed, value, strict=True)
        ):
            yield _problem(table.name, key)
    if left:
        yield _problem(table.name, min(left, key=str))


def _beside(connection: Connection) -> Iterator[tuple[str, str]]:
    """Number → hash of what stands beside its latest revision; empty when nothing does."""
    for block in _rows(connection, tables.claims).partitions(BLOCK):
        numbers = [row.number for row in block]
        found = {name: _by_number(connection, name, numbers) for name in BESIDE}
        for row in block:
            rows = {name: found[name].get(row.number, []) for name in BESIDE}
            nothing = not row.revision and not any(rows.values())
            yield row.number, "" if nothing else seal_of(rows, row._mapping)


def _by_number(
    connection: Connection, name: str, numbers: Sequence[str]
) -> dict[str, list[dict[str, Any]]]:
    table = tables.metadata.tables[name]
    asked = select(table).where(table.c.number.in_(numbers)).order_by(*table.primary_key.columns)
    grouped: dict[str, list[dict[str, Any]]] = {number: [] for number in numbers}
    for row in connection.execute(asked):
        grouped[row.number].append(row._asdict())
    return grouped


def _rows(connection: Connection, table: Table) -> Any:
    asked = select(table).order_by(*table.primary_key.columns)
    return connection.execute(asked.execution_options(yield_per=BLOCK))


def _problem(table: str, key: object) -> Problem:
    named = ", ".join(map(str, key)) if isinstance(key, tuple) else str(key)
    return Problem(f"{table}, {named}", "row-altered", {"table": table, "key": named})


def _whole(row: Row[Any]) -> str:
    actual = digest(row.body)
    return actual if actual == row.sha256 else "altered"


def _whole_snapshot(row: Row[Any]) -> str:
    """As `_whole`, of a body whose privileged part is sealed by its own SHA-256."""
    try:
        body = json.loads(row.body)
    except ValueError:
        return "altered"
    sound = canonical(body) == row.body and digest(canonical(given_out(body))) == row.sha256
    return row.sha256 if sound else "altered"


def _moment(at: datetime | None) -> str:
    return utc_text(at) if at else ""


def _claim(row: Row[Any]) -> tuple[str, Sealed]:
    moments = _moment(row.created_at), _moment(row.submitted_at)
    return row.number, ClaimTold(row.matter, row.status, row.revision, row.rules, *moments)


def _named(hashes: Collection[str]) -> dict[str, Sealed]:
    """Every rulebook a claim was counted under, by its hash."""
    return {sha256: (sha256,) for sha256 in hashes if sha256}


def _rulebook(row: Row[Any]) -> tuple[str, Sealed]:
    return row.sha256, (digest(row.text),)


def _revision(row: Row[Any]) -> tuple[tuple[str, int], Sealed]:
    why = note_seal(row.salt, row.reason) if row.salt else row.reason
    sealed = (_whole(row), row.journal_seq, utc_text(row.at), row.by, why)
    return (row.number, row.revision), sealed


def _exhibit(row: Row[Any]) -> tuple[str, Sealed]:
    file = row.number, row.sha256, row.size, _moment(row.added_at)
    return row.id, ExhibitTold(*file, described(row._asdict()), _moment(row.removed_at))


def _message(row: Row[Any]) -> tuple[tuple[str, int], Sealed]:
    actual = digest(row.text)
    sealed = (row.side, row.kind, actual if actual == row.sha256 else "altered", row.journal_seq)
    return (row.number, row.place), (*sealed, utc_text(row.at), row.by)


def _notice(row: Row[Any]) -> tuple[tuple[str, int], Sealed]:
    sealed = (row.kind, row.last_day, _whole(row), row.journal_seq, utc_text(row.at), row.by)
    return (row.number, row.place), sealed


def _noted(row: Row[Any]) -> tuple[tuple[str, int], Sealed]:
    actual = note_seal(row.salt, row.text)
    sealed = actual if actual == row.sha256 else "altered"
    return (row.number, row.place), (sealed, utc_text(row.at), row.by)


def _entitled(row: Row[Any]) -> tuple[tuple[str, str, int], Sealed]:
    actual = title_seal(row.salt, row.day, row.title)
    sealed = (actual if actual == row.sha256 else "altered", row.journal_seq)
    return (row.number, row.exhibit, row.place), (*sealed, utc_text(row.at), row.by)


def _contest(row: Row[Any]) -> tuple[tuple[str, int], Sealed]:
    return (row.number, row.place), (_whole(row), utc_text(row.at), row.by)


def _consolidated(row: Row[Any]) -> tuple[tuple[str, int], Sealed]:
    return (row.matter, row.place), (_whole(row), utc_text(row.at), row.by)


def _snapshot(row: Row[Any]) -> tuple[str, Sealed]:
    described = (row.journal_seq, row.journal_hash)
    return row.id, (
        row.matter,
        row.number,
        _whole_snapshot(row),
        *described,
        utc_text(row.at),
        row.by,
    )


def _audit(row: Row[Any]) -> tuple[str, Sealed]:
    return row.id, (row.matter, row.number, _whole(row), utc_text(row.at), row.by)


def _word(row: Row[Any]) -> tuple[tuple[str, str, str, str], Sealed]:
    key = (row.draw, row.number, row.loss, row.act)
    return key, (_whole(row), utc_text(row.at), row.by)


def _figure(row: Row[Any]) -> tuple[tuple[str, int], Sealed]:
    return (row.matter, row.number), (_whole(row), utc_text(row.at), row.by)


def _export(row: Row[Any]) -> tuple[str, Sealed]:
    file = (row.kind, row.name, row.sha256, row.size)
    return row.id, (row.matter, *file, row.journal_seq, utc_text(row.at), row.by)


def _erasure(row: Row[Any]) -> tuple[str, Sealed]:
    answered = _moment(row.answered_at), row.answered_by, digest(row.answer)
    return row.number, (_moment(row.asked_at), digest(row.reason), *answered)


def _ownership(row: Row[Any]) -> tuple[tuple[str, str, int], Sealed]:
    said = (row.kind, row.role, _whole(row))
    return (row.number, row.service, row.n), (*said, utc_text(row.at), row.by)
