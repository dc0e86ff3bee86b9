"""Claims: started, filed revision by revision, moved from state to state, read back.

Nothing filed is changed in place. Each call is one transaction that writes its journal entry; a
version seen by the caller and an idempotency key make a second tab or a second click harmless.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select, update

from claims.claim.canonical import Json, canonical, digest
from claims.claim.disclosed import disclosed
from claims.claim.model import Claim
from claims.claim.notice import NoticeSeen
from claims.claim.states import COUNTED, Status
from claims.damages.rows import LineRow
from claims.i18n.text import Language
from claims.problems import NotFound
from claims.store import tables
from claims.store.beside import counted, replace, rows_beside
from claims.store.columns import from_utc_text
from claims.store.drafts import form_text
from claims.store.engine import Database
from claims.store.journal import Event, Head, append
from claims.store.notes import seal_of
from claims.store.rulebooks import Rulebook, keep
from claims.store.steps import (
    BY_KEY,
    BY_NUMBER,
    ROW,
    after_filing,
    as_seen,
    blank,
    found,
    insert_claim,
    must_lead,
    take_draft,
    update_claim,
)

NEW_DRAFT, NEW_REVISION = insert(tables.drafts), insert(tables.revisions)
SOME = 1_000
"""Claims read at a time."""
PAST, ENTRY = tables.revisions.c, tables.journal.c
FILED_BEFORE = (
    select(PAST.revision, ENTRY.seq, ENTRY.hash, ENTRY.at)
    .join_from(tables.revisions, tables.journal, ENTRY.seq == PAST.journal_seq)
    .where(PAST.number == bindparam("of"), PAST.key == bindparam("same"))
)


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """What stands of a claim outside its body. version grows at every change; revision at filings.

    submitted_at, submitted_on: moment and local day of the first filing, None before.
    """

    number: str
    matter: str
    status: Status
    revision: int
    version: int
    language: Language
    claimant_kind: str
    claimant_name: str
    capacity: str
    fictional: bool
    created_at: datetime
    submitted_at: datetime | None
    submitted_on: date | None
    updated_at: datetime
    updated_by: str
    rules: str
    """Hash of the rulebook its lines were counted under; empty when none was named."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One filing of a claim; `body` gives what was filed. reason: a code of ours, or the words of
    its claimant, of which the journal has the salted hash."""

    number: str
    revision: int
    at: datetime
    by: str
    reason: str
    salt: str
    sha256: str
    journal_seq: int


@dataclass(frozen=True, slots=True)
class Filed:
    """The answer to a filing: durable once it is returned. head is printed on the receipt."""

    number: str
    revision: int
    head: Head


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim as it stands: its row, and the body and seal of its latest revision."""

    row: ClaimRow
    claim: Claim
    sha256: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """The same before its body is read: what knows a claim by its seal need not read it again."""

    row: ClaimRow
    body: str
    sha256: str

    def claim(self) -> Claim:
        """The body, read at each call."""
        return Claim.model_validate_json(self.body)


def _standing(matter: str, statuses: Collection[Status]) -> Select[Any]:
    past, claim = tables.revisions.c, tables.claims.c
    latest = (past.number == claim.number) & (past.revision == claim.revision)
    return (
        select(*ROW, past.body, past.sha256)
        .join_from(tables.claims, tables.revisions, latest)
        .where(claim.matter == matter, claim.status.in_(sorted(statuses)))
        .order_by(claim.number)
    )


def _among(asked: Select[Any], numbers: Collection[str] | None) -> Iterator[Select[Any]]:
    """A question about claims, asked of some of them, so many at a time."""
    if numbers is None:
        yield asked
        return
    wanted = sorted(numbers)
    for first in range(0, len(wanted), SOME):
        yield asked.where(tables.claims.c.number.in_(wanted[first : first + SOME]))


class Claims:
    """Every operation takes `at`, an aware moment, and `by`, what the journal writes as actor."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(
        self,
        number: str,
        matter: str,
        *,
        language: Language,
        form: Mapping[str, Any],
        code_hash: str,
        key: str,
        at: datetime,
        by: str,
        fictional: bool = False,
        notice: NoticeSeen | None = None,
    ) -> ClaimRow:
        """Keep a new claim and its draft; the same idempotency key again gives the same claim.

        notice: the privacy notice its claimant was shown, kept in the journal's entry.

        Raises Conflict when the number is taken: draw another.
        """
        fields = blank(number, matter, language, code_hash, key, at, by) | {"fictional": fictional}
        with self._database.writing() as connection:
            if row := connection.execute(BY_KEY, {"value": key}).first():
                return claim_row(row)
            insert_claim(connection, fields)
            draft = {"number": number, "form": form_text(form), "version": 1}
            connection.execute(NEW_DRAFT, draft | {"saved_at": at, "saved_by": by})
            body: dict[str, Json] = {"matter": matter, "language": language, "status": "draft"}
            if notice:
                body["privacy"] = {"version": notice.version, "language": notice.language}
            append(connection, [Event("start claim", number, body)], at=at, by=by)
            return claim_row(found(connection, number))

    def started(self, key: str) -> bool:
        """Whether a claim was started with that idempotency key."""
        with self._database.reading() as connection:
            return connection.execute(BY_KEY, {"value": key}).first() is not None

    def find(self, number: str) -> ClaimRow | None:
        """The claim of that number, or None."""
        with self._database.reading() as connection:
            row = connection.execute(BY_NUMBER, {"value": number}).first()
            return claim_row(row) if row else None

    def begun_by(self, key: str) -> ClaimRow | None:
        """The claim that idempotency key began, or None."""
        with self._database.reading() as connection:
            row = connection.execute(BY_KEY, {"value": key}).first()
            return claim_row(row) if row else None

    def code_hash(self, number: str) -> str:
        """Hash of the claim's secret code; empty for an unknown number."""
        asked = select(tables.claims.c.code_hash).where(tables.claims.c.number == number)
        with self._database.reading() as connection:
            return connection.scalar(asked) or ""

    def change_code(
        self, number: str, code_hash: str, *, reason: str, at: datetime, by: str
    ) -> None:
        """Replace the hash of the secret code; the former code opens nothing any more."""
        with self._database.writing() as connection:
            found(connection, number)
            table = tables.claims
            connection.execute(
                update(table).where(table.c.number == number).values(code_hash=code_hash)
            )
            append(connection, [Event("change code", number, {"reason": reason})], at=at, by=by)

    def body(self, number: str, revision: int | None = None) -> Claim:
        """The claim as filed, at one revision or the latest. Raises NotFound when never filed."""
        table = tables.revisions
        asked = select(table.c.body).where(table.c.number == number)
        if revision is not None:
            asked = asked.where(table.c.revision == revision)
        with self._database.reading() as connection:
            text = connection.scalar(asked.order_by(table.c.revision.desc()).limit(1))
        if text is None:
            raise NotFound(f"claim {number} has no revision {revision or ''}".rstrip())
        return Claim.model_validate_json(text)

    def latest(self, numbers: Collection[str]) -> dict[str, Claim]:
        """Number → the claim as last filed, of those of these that ever were; by number."""
        past, claim = tables.revisions.c, tables.claims.c
        last = (past.number == claim.number) & (past.revision == claim.revision)
        bodies = select(past.number, past.body).join_from(tables.claims, tables.revisions, last)
        with self._database.reading() as connection:
            return {
                row.number: Claim.model_validate_json(row.body)
                for asked in _among(bodies.order_by(past.number), numbers)
                for row in connection.execute(asked)
            }

    def standing(self, matter: str, statuses: Collection[Status] = COUNTED) -> tuple[Standing, ...]:
        """Every claim of a matter in these states at its latest revision, by number."""
        return tuple(
            Standing(each.row, each.claim(), each.sha256) for each in self.sealed(matter, statuses)
        )

    def sealed(
        self,
        matter: str,
        statuses: Collection[Status] = COUNTED,
        *,
        numbers: Collection[str] | None = None,
    ) -> tuple[Sealed, ...]:
        """As `standing`, no body read yet: for what takes a whole class one claim at a time, or
        some of it. numbers: of these alone."""
        with self._database.reading() as connection:
            return tuple(
                Sealed(claim_row(row), row.body, row.sha256)
                for asked in _among(_standing(matter, statuses), numbers)
                for row in connection.execute(asked)
            )

    def counted_under(
        self, matter: str, statuses: Collection[Status] = COUNTED
    ) -> tuple[tuple[str, str, str], ...]:
        """Number, seal of the latest revision and hash of the rules that counted it, "" before any
        was kept, of every claim in these states, by number."""
        claim, past = tables.claims.c, tables.revisions.c
        asked = _standing(matter, statuses)
        asked = asked.with_only_columns(claim.number, past.sha256, claim.rules)
        with self._database.reading() as connection:
            rows = connection.execute(asked)
            return tuple((row.number, row.sha256, row.rules) for row in rows)

    def bodies(
        self, matter: str, statuses: Collection[Status] = COUNTED
    ) -> tuple[tuple[ClaimRow, Mapping[str, Any]], ...]:
        """As `standing`, but each body as plain JSON: for what compares all claims with all."""
        with self._database.reading() as connection:
            rows = connection.execute(_standing(matter, statuses))
            return tuple((claim_row(row), json.loads(row.body)) for row in rows)

    def exhibits_listed(
        self, matter: str, statuses: Collection[Status] = COUNTED
    ) -> dict[str, list[str]]:
        """Number → the exhibits that its latest revision lists, in order, of every claim in these
        states, by number."""
        kept = tables.revisions.c
        asked = _standing(matter, statuses).with_only_columns(kept.number, kept.body)
        with self._database.reading() as connection:
            rows = connection.execute(asked.execution_options(yield_per=SOME))
            return {
                row.number: [each["id"] for each in json.loads(row.body)["exhibits"]]
                for row in rows
            }

    def seals(self, matter: str, statuses: Collection[Status] = COUNTED) -> dict[str, str]:
        """Number → seal of the latest revision of every claim in these states, by number."""
        kept = tables.revisions.c
        asked = _standing(matter, statuses).with_only_columns(kept.number, kept.sha256)
        with self._database.reading() as connection:
            return {row.number: row.sha256 for row in connection.execute(asked)}

    def written(
        self,
        matter: str,
        statuses: Collection[Status] = COUNTED,
        *,
        numbers: Collection[str] | None = None,
    ) -> tuple[tuple[str, str, str], ...]:
        """Number, seal and body of the latest revision of every claim in these states, by number;
        numbers: of these alone."""
        kept = tables.revisions.c
        bodies = _standing(matter, statuses).with_only_columns(kept.number, kept.sha256, kept.body)
        with self._database.reading() as connection:
            return tuple(
                (row.number, row.sha256, row.body)
                for asked in _among(bodies, numbers)
                for row in connection.execute(asked)
            )

    def submitted(self, matter: str, statuses: Collection[Status] = COUNTED) -> dict[str, datetime]:
        """Number → moment of the first filing of every claim in these states, by number."""
        claim = tables.claims.c
        theirs = claim.matter == matter, claim.status.in_(sorted(statuses))
        asked = select(claim.number, claim.submitted_at).where(*theirs).order_by(claim.number)
        with self._database.reading() as connection:
            rows = connection.execute(asked)
            return {row.number: row.submitted_at for row in rows if row.submitted_at}

    def writers(self, matter: str, reasons: Collection[str]) -> dict[str, frozenset[str]]:
        """Number → who wrote any revision for one of these reasons, in every claim of a matter."""
        past, theirs = tables.revisions.c, tables.claims.c.matter == matter
        asked = (
            select(past.number, past.by)
            .join_from(tables.revisions, tables.claims, tables.claims.c.number == past.number)
            .where(theirs, past.reason.in_(sorted(reasons)))
        )
        found: defaultdict[str, set[str]] = defaultdict(set)
        with self._database.reading() as connection:
            for number, by in connection.execute(asked):
                found[number].add(by)
        return {number: frozenset(who) for number, who in found.items()}

    def revisions(self, number: str) -> tuple[Revision, ...]:
        """Every filing of a claim, oldest first."""
        table = tables.revisions.c
        columns = [table[name] for name in Revision.__slots__]
        asked = select(*columns).where(table.number == number).order_by(table.revision)
        with self._database.reading() as connection:
            return tuple(Revision(*row) for row in connection.execute(asked))

    def file(
        self,
        claim: Claim,
        lines: Sequence[LineRow],
        status: Status,
        *,
        reason: str,
        seen: int,
        key: str,
        today: date,
        at: datetime,
        by: str,
        words: str = "",
        under: Rulebook | None = None,
        draft_seen: int | None = None,
        batch: str = "",
    ) -> Filed:
        """Write a new revision with its lines, move the claim, write the journal: all or nothing.

        reason: a code, which the journal tells; words: why, as the claimant wrote it, kept with the
        revision alone; under: the rulebook the lines were counted by, which is kept with them;
        seen: the ClaimRow.version the caller read; draft_seen: the Draft.version that was reviewed,
        when the claimant files it; batch: the one this is part of; key: the same key again gives
        the same answer; today: the day where the matter is heard. Raises Conflict when either
        version is no longer so.
        """
        with self._database.writing() as connection:
            if earlier := _filed_before(connection, claim.number, key):
                return earlier
            row = as_seen(connection, claim.number, seen)
            must_lead(row, status, filing=True)
            take_draft(connection, claim.number, draft_seen, at, by)
            revision = row.revision + 1
            text = canonical(claim.model_dump(mode="json"))
            rows = rows_beside(claim, lines, revision)
            rules = under.sha256 if under else ""
            values = after_filing(claim, row, status, today, at, by, rules)
            body: dict[str, Json] = {
                "revision": revision,
                "sha256": digest(text),
                "disclosed": digest(disclosed(claim)),
                "status": status,
                "reason": reason,
                **counted(rows, values),
            }
            salt = token_hex(16) if words else ""
            if words:
                body["words"] = seal_of(salt, words)
            if batch:
                body["batch"] = batch
            if under:
                keep(connection, under, at)
            head = append(connection, [Event("file claim", claim.number, body)], at=at, by=by)
            update_claim(connection, row, values)
            replace(connection, claim.number, rows, first=revision == 1)
            kept = {"number": claim.number, "revision": revision, "at": at, "by": by}
            why = {"reason": words or reason, "salt": salt}
            sealed = {"body": text, "sha256": digest(text), "key": key}
            connection.execute(NEW_REVISION, kept | why | sealed | {"journal_seq": head.seq})
            return Filed(claim.number, revision, head)

    def recount(
        self, claim: Claim, lines: Sequence[LineRow], *, under: Rulebook, at: datetime, by: str
    ) -> Head:
        """Put lines counted under other rules in place of the former; the claim filed is the same,
        and so is the day it was last worked on, from which delays run. Raises NotFound."""
        with self._database.writing() as connection:
            row = found(connection, claim.number)
            rows = rows_beside(claim, lines, row.revision)
            now = {"version": row.version + 1, "rules": under.sha256}
            body: dict[str, Json] = {
                "revision": row.revision, **counted(rows, row._asdict() | now)
            }  # fmt: skip
            keep(connection, under, at)
            update_claim(connection, row, now)
            replace(connection, claim.number, rows, first=False)
            return append(connection, [Event("recount claim", claim.number, body)], at=at, by=by)

    def counted_otherwise(self, matter: str, rules: str) -> int:
        """How many claims that count were counted under another rulebook."""
        claim = tables.claims.c
        other = claim.matter == matter, claim.rules.not_in(["", rules])
        asked = select(func.count()).where(*other, claim.status.in_(sorted(COUNTED)))
        with self._database.reading() as connection:
            return int(connection.scalar(asked) or 0)

    def move(
        self, number: str, status: Status, *, reason: str, seen: int, at: datetime, by: str
    ) -> Head:
        """Move a claim to another state, its body unchanged. Raises Conflict as `file` does."""
        with self._database.writing() as connection:
            row = as_seen(connection, number, seen)
            must_lead(row, status, filing=False)
            now = {"status": status, "updated_at": at, "updated_by": by}
            update_claim(connection, row, now | {"version": row.version + 1})
            body: dict[str, Json] = {"from": row.status, "status": status, "reason": reason}
            return append(connection, [Event("move claim", number, body)], at=at, by=by)


def claim_row(row: Row[Any]) -> ClaimRow:
    """A row of the table, or of a join that selects ROW, as a value."""
    fields = {column.name: row._mapping[column.name] for column in ROW}
    day = fields["submitted_on"]
    fields["submitted_on"] = date.fromisoformat(day) if day else None
    return ClaimRow(**fields | {"status": Status(fields["status"])})


def _filed_before(connection: Connection, number: str, key: str) -> Filed | None:
    row = connection.execute(FILED_BEFORE, {"of": number, "same": key}).first()
    if row is None:
        return None
    return Filed(number, row.revision, Head(row.seq, row.hash, from_utc_text(row.at)))
