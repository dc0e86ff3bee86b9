"""The journal: in order, sealed, and proof against whoever holds the database."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from claims.claim.canonical import canonical
from claims.claim.deficiency import Consolidated, Notice
from claims.claim.entitled import Titled
from claims.claim.states import Status
from claims.store import Store
from claims.store.batches import Planned, Step
from claims.store.contests import Told
from claims.store.exports import Export
from claims.store.journal import EMPTY, NOTHING, entry_of, seal
from claims.store.tables import APPEND_ONLY, metadata
from tests.makers import a_database
from tests.store.store_makers import (
    NOON,
    WHC,
    a_claim,
    a_copy,
    a_line,
    an_exhibit,
    filed,
    later,
)


def live_in(store: Store) -> None:
    """Two claims, one amended and moved; an exhibit, a snapshot and an export."""
    filed(store, a_claim("K-1"), a_line("K-1"))
    filed(store, a_claim("K-2"), a_line("K-2", declared=55_55))
    filed(store, a_claim("K-1", name="Studio Austral inc."), a_line("K-1", declared=9_00),
          words="Un nom mal écrit")  # fmt: skip
    store.exhibits.add("K-1", an_exhibit(), at=NOON, by="K-1")
    store.exhibits.add("K-2", an_exhibit("e2", sha256="b" * 64), at=NOON, by="K-2")
    store.exhibits.remove("K-2", "e2", cited=True, at=NOON, by="K-2")
    store.claims.move("K-2", Status.IN_REVIEW, reason="opened", seen=2, at=NOON, by="lawyer")
    store.snapshots.add("s1", WHC, {"cents": 900}, head=store.journal.head(), at=NOON, by="lawyer")
    drawn = {"frame": {"A1": ("K-1", "K-2")}, "drawn": {"A1": ("K-1",)}}
    store.audits.add("a1", WHC, seed="9", **drawn, at=NOON, by="lawyer")
    store.exports.add(Export("x1", WHC, "bundle", "b.zip", "c" * 64, 12, NOON, "lawyer", 10))
    store.messages.send("K-1", "counsel", "Il manque 9 pièces.", key="m1", at=NOON, by="lawyer")
    store.batches.add("b1", WHC, outcome="refused", reason="r", note="9", salt="s",
                      plan=(Planned("K-1", 2, ("l1",)),), at=NOON, by="lawyer")  # fmt: skip
    store.notes.add("K-1", "Rappeler le 9.", salt="s", at=NOON, by="lawyer")
    store.titles.say("K-1", "e1", Titled("Facture du 9", date(2021, 9, 9)), seen=0, salt="s",
                     at=NOON, by="lawyer")  # fmt: skip
    store.batches.note("b1", "decide", Step("K-1", "changed", "K-1", 2, NOON, "lawyer"))
    store.review_draws.add("r1", WHC, seed="9", frame={"": ("K-1",)}, drawn={"b": ("K-1",)},
                           at=NOON, by="lawyer")  # fmt: skip
    store.seconds.add("r1", "K-1", "l1", "second", {"cents": 9}, salt="s", at=NOON, by="b")
    store.figures.add(WHC, {"figure": "rate", "value": "9"}, seen=0, at=NOON, by="lawyer")
    letter = Notice(kind="deficiency", language="fr", template="e" * 64, last_day=date(2026, 12, 9),
                    subject="Il manque 9 pièces", text="Les voici.")  # fmt: skip
    store.notices.add("K-1", letter, at=NOON, by="lawyer")
    contested = Told(1, 1, 1, "2026-12-09", late=True, shut=False)
    store.contests.add("K-1", contested, at=NOON, by="K-1")
    both = Consolidated(kind="decisions", language="fr", template="e" * 64,
                        numbers=("K-1", "K-2"), subject="2 décisions", text="9 $.")  # fmt: skip
    store.consolidated.add(WHC, both, at=NOON, by="lawyer")
    store.journal.note("read claim", "K-1", {}, at=NOON, by="lawyer")


@pytest.fixture(scope="module")
def sqlite_lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database lived in once, to be copied."""
    place = tmp_path_factory.mktemp("lived") / "claims.sqlite3"
    a_database(place)
    lived_at(f"sqlite:///{place}")
    return place


@pytest.fixture(scope="module")
def postgresql_lived_in(postgresql: str) -> Iterator[str]:
    """The same on the server: the name of its template."""
    with a_copy(postgresql, "migrated") as url:
        lived_at(url)
        yield str(make_url(url).database)


def lived_at(url: str) -> None:
    store = Store.at(url)
    live_in(store)
    store.close()


@contextmanager
def a_life(request: pytest.FixtureRequest, folder: Path) -> Iterator[Store]:
    """A store of its own in which everything happened that `live_in` says."""
    made = request.getfixturevalue(f"{request.param}_lived_in")
    with ExitStack() as until:
        if request.param == "sqlite":
            url = f"sqlite:///{copy(made, folder / 'claims.sqlite3')}"
        else:
            url = until.enter_context(a_copy(request.getfixturevalue("postgresql"), made))
        yield until.enter_context(closing(Store.at(url)))


@pytest.fixture(params=["sqlite", "postgresql"])
def lived_in(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """Such a store for one test."""
    with a_life(request, tmp_path) as store:
        yield store


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def unchanging(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Such a store for every test of a change that is refused."""
    with a_life(request, tmp_path_factory.mktemp("unchanging")) as store:
        yield store


def alter(store: Store, *statements: str) -> None:
    """Change the database as someone who owns it could: the triggers dropped first."""
    with store.database.engine.begin() as connection:
        for table in APPEND_ONLY:
            if store.database.sqlite:
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_refuses_update"))
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_refuses_delete"))
            else:
                connection.execute(
                    text(f"DROP TRIGGER IF EXISTS {table}_refuses_change ON {table}")
                )
        for statement in statements:
            connection.execute(text(statement))


def test_an_empty_journal_has_an_empty_head(store: Store):
    assert store.journal.head() == EMPTY
    assert store.verify().fault is None


def test_R50_an_entry_can_be_sealed_again_with_nothing_but_json_and_sha256(lived_in: Store):
    previous = NOTHING
    for entry in lived_in.journal.entries():
        said = {
            "seq": entry.seq,
            "at": entry.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "clock": entry.clock,
            "actor": entry.actor,
            "action": entry.action,
            "subject": entry.subject,
            "body": json.loads(entry.body),
            "salt": entry.salt,
        }
        written = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        content = sha256(b"\x00" + written.encode()).hexdigest()
        assert content == entry.content
        assert sha256(b"\x01" + f"{previous}{content}".encode()).hexdigest() == entry.hash
        previous = entry.hash


def test_what_an_entry_says_cannot_be_guessed_from_its_hash(store: Store):
    for _ in range(2):
        store.journal.note("read claim", "K-1", {}, at=NOON, by="lawyer")
    first, second = store.journal.entries()
    assert len(first.salt) == 32
    assert first.salt != second.salt


def test_entries_tell_a_claim_s_life_in_order(lived_in: Store):
    told = [(e.seq, e.action) for e in lived_in.journal.entries(subject="K-2")]
    assert told == [
        (3, "start claim"),
        (4, "file claim"),
        (7, "add exhibit"),
        (8, "remove exhibit"),
        (9, "move claim"),
    ]
    assert [e.seq for e in lived_in.journal.entries(after=9, limit=2)] == [10, 11]
    last = lived_in.journal.head()
    assert [e.seq for e in lived_in.journal.latest(2)] == [last.seq, last.seq - 1]
    assert lived_in.journal.at(last.seq) == last
    assert lived_in.journal.at(99) is None


def test_R47_a_clock_set_back_keeps_the_order_and_is_said(store: Store):
    store.journal.note("look", "a", {}, at=later(3600), by="system")
    store.journal.note("look", "b", {}, at=NOON, by="system")
    store.journal.note("look", "c", {}, at=later(1), by="system")
    assert [(e.subject, e.clock) for e in store.journal.entries()] == [
        ("a", ""),
        ("b", "went back"),
        ("c", ""),
    ]
    assert store.verify().fault is None


def test_a_change_that_fails_leaves_no_entry(store: Store):
    filed(store)
    before = store.journal.head()
    store.exhibits.add("K-1", an_exhibit(), at=NOON, by="K-1")
    with pytest.raises(IntegrityError):
        store.exhibits.add("K-1", an_exhibit(), at=NOON, by="K-1")
    assert store.journal.head().seq == before.seq + 1


def test_a_note_cannot_pass_for_a_filing(store: Store):
    with pytest.raises(ValueError, match="written by the store"):
        store.journal.note("file claim", "K-1", {}, at=NOON, by="lawyer")


@pytest.mark.parametrize(
    "table",
    [
        "audit_draws",
        "batch_steps",
        "batches",
        "claim_notes",
        "consolidated",
        "contests",
        "exhibit_titles",
        "figure_revisions",
        "journal",
        "messages",
        "notices",
        "review_draws",
        "revisions",
        "second_words",
        "snapshots",
    ],
)
@pytest.mark.parametrize("change", ["UPDATE {} SET at = ''", "DELETE FROM {}"])
def test_R50_the_database_itself_refuses_to_change_what_is_kept(
    unchanging: Store, table: str, change: str
):
    before = unchanging.journal.head()
    with (
        pytest.raises(IntegrityError, match="append-only"),
        unchanging.database.engine.begin() as connection,
    ):
        connection.execute(text(change.format(table)))
    assert unchanging.verify([(before.seq, before.hash)]).fault is None


def test_replacing_a_row_is_refused_as_deleting_it_is(lived_in: Store):
    if not lived_in.database.sqlite:
        pytest.skip("INSERT OR REPLACE is SQLite's")
    with (
        pytest.raises(IntegrityError, match="append-only"),
        lived_in.database.engine.begin() as connection,
    ):
        connection.execute(text("INSERT OR REPLACE INTO journal SELECT * FROM journal"))


def test_R52_a_sound_store_verifies_with_every_head_ever_printed(lived_in: Store):
    heads = [(e.seq, e.hash) for e in lived_in.journal.entries()]
    verdict = lived_in.verify(heads)
    assert verdict.fault is None
    assert verdict.head == lived_in.journal.head()


JOURNAL = {
    "an altered body": "UPDATE journal SET body = replace(body, 'filed', 'late') WHERE seq = 4",
    "a space in a body": "UPDATE journal SET body = body || ' ' WHERE seq = 4",
    "an altered actor": "UPDATE journal SET actor = 'someone else' WHERE seq = 4",
    "an altered moment": "UPDATE journal SET at = '2020-01-01T00:00:00.000000Z' WHERE seq = 4",
    "an altered salt": "UPDATE journal SET salt = '' WHERE seq = 4",
    "an altered hash": "UPDATE journal SET hash = previous WHERE seq = 4",
}


@pytest.mark.parametrize("statement", JOURNAL.values(), ids=JOURNAL.keys())
def test_R52_an_altered_entry_is_named(lived_in: Store, statement: str):
    alter(lived_in, statement)
    fault = lived_in.verify().fault
    assert fault is not None
    assert (fault.code, fault.where) == ("journal-altered", "journal, 4")


def test_R52_an_entry_taken_out_is_named(lived_in: Store):
    alter(lived_in, "DELETE FROM journal WHERE seq = 4")
    fault = lived_in.verify().fault
    assert fault is not None
    assert (fault.code, fault.values["seq"]) == ("journal-gap", 4)


def test_R52_two_entries_swapped_are_named(lived_in: Store):
    alter(
        lived_in,
        "UPDATE journal SET seq = 1000 WHERE seq = 4",
        "UPDATE journal SET seq = 4 WHERE seq = 5",
        "UPDATE journal SET seq = 5 WHERE seq = 1000",
    )
    fault = lived_in.verify().fault
    assert fault is not None
    assert (fault.code, fault.values["seq"]) == ("journal-altered", 4)


def test_R52_a_tail_cut_off_is_found_with_a_printed_head(lived_in: Store):
    head = lived_in.journal.head()
    alter(lived_in, f"DELETE FROM journal WHERE seq = {head.seq}")
    assert lived_in.verify().fault is None
    fault = lived_in.verify([(head.seq, head.hash)]).fault
    assert fault is not None
    assert (fault.code, fault.values["seq"]) == ("journal-cut", head.seq)


def test_R52_a_journal_rewritten_whole_is_found_with_a_printed_head(lived_in: Store):
    head = lived_in.journal.head()
    rewrite(
        lived_in,
        lambda fields: fields | {"actor": "nobody"} if fields["seq"] == head.seq else fields,
    )
    assert lived_in.verify().fault is None
    fault = lived_in.verify([(head.seq, head.hash)]).fault
    assert fault is not None
    assert (fault.code, fault.values["seq"]) == ("journal-rewritten", head.seq)


def rewrite(store: Store, change: Callable[[dict[str, object]], dict[str, object]]) -> None:
    """Write the whole journal again with good hashes, as an insider with our code could."""
    alter(store)
    previous = NOTHING
    with store.database.engine.begin() as connection:
        rows = connection.execute(text("SELECT * FROM journal ORDER BY seq")).all()
        for row in rows:
            fields = change(row._asdict() | {"previous": previous})
            del fields["hash"]
            previous = seal(**fields)  # type: ignore[arg-type]
            sets = ", ".join(f"{name} = :{name}" for name in fields)
            connection.execute(
                text(f"UPDATE journal SET {sets}, hash = :hash WHERE seq = :seq"),
                fields | {"hash": previous},
            )


ROWS = {
    "an amount raised": ("UPDATE lines SET supported_cents = 999900 WHERE number = 'K-1'", "lines"),
    "an amount admitted": ("UPDATE lines SET admitted_cents = 1 WHERE number = 'K-2'", "lines"),
    "a line removed": ("DELETE FROM lines WHERE number = 'K-2'", "lines"),
    "a credit removed": ("DELETE FROM credits WHERE number = 'K-2'", "lines"),
    "a site moved": ("UPDATE services SET subgroup = 'B1' WHERE number = 'K-1'", "lines"),
    "a name changed": ("UPDATE claims SET claimant_name = 'X' WHERE number = 'K-1'", "lines"),
    "a person made up": ("UPDATE claims SET fictional = NOT fictional", "lines"),
    "a status changed": ("UPDATE claims SET status = 'withdrawn' WHERE number = 'K-1'", "claims"),
    "a matter changed": ("UPDATE claims SET matter = 'ovh-2021' WHERE number = 'K-1'", "claims"),
    "a body changed": ("UPDATE revisions SET body = '{}' WHERE number = 'K-1'", "revisions"),
    "a body and its hash": (
        f"UPDATE revisions SET body = 'x', sha256 = '{sha256(b'x').hexdigest()}' "
        "WHERE number = 'K-1' AND revision = 1",
        "revisions",
    ),
    "a revision removed": ("DELETE FROM revisions WHERE revision = 1", "revisions"),
    "an exhibit's file": (f"UPDATE exhibits SET sha256 = '{'d' * 64}' WHERE id = 'e1'", "exhibits"),
    "an exhibit's claim": ("UPDATE exhibits SET number = 'K-2' WHERE id = 'e1'", "exhibits"),
    "an exhibit's name": ("UPDATE exhibits SET name = 'x.pdf' WHERE id = 'e1'", "exhibits"),
    "an exhibit's kind": ("UPDATE exhibits SET kind = 'payment' WHERE id = 'e1'", "exhibits"),
    "an exhibit's flags": ("""UPDATE exhibits SET flags = '["x"]' WHERE id = 'e1'""", "exhibits"),
    "an exhibit antedated": (
        "UPDATE exhibits SET added_at = '2020-01-01T00:00:00.000000Z' WHERE id = 'e1'",
        "exhibits",
    ),
    "a first filing antedated": (
        "UPDATE claims SET submitted_at = '2020-01-01T00:00:00.000000Z' WHERE number = 'K-1'",
        "claims",
    ),
    "an exhibit brought back": ("UPDATE exhibits SET removed_at = NULL", "exhibits"),
    "an exhibit removed": ("DELETE FROM exhibits WHERE id = 'e1'", "exhibits"),
    "a reason changed": ("UPDATE revisions SET reason = 'asked by counsel'", "revisions"),
    "a claimant's own words": (
        "UPDATE revisions SET reason = 'Rien' WHERE revision = 2",
        "revisions",
    ),
    "a code in place of a claimant's words": (
        "UPDATE revisions SET reason = 'filed', salt = '' WHERE revision = 2",
        "revisions",
    ),
    "a filing antedated": (
        "UPDATE revisions SET at = '2021-08-01T00:00:00.000000Z' WHERE revision = 2",
        "revisions",
    ),
    "an export renamed": ("UPDATE exports SET name = 'other.zip'", "exports"),
    "a snapshot's figures": ("UPDATE snapshots SET body = replace(body, '9', '8')", "snapshots"),
    "a snapshot removed": ("DELETE FROM snapshots", "snapshots"),
    "a draw's seed": ("UPDATE audit_draws SET body = replace(body, '9', '8')", "audit_draws"),
    "a draw removed": ("DELETE FROM audit_draws", "audit_draws"),
    "a batch's note": ("UPDATE batches SET body = replace(body, '9', '8')", "batches"),
    "a note of counsel's": (
        "UPDATE claim_notes SET text = replace(text, '9', '8')",
        "claim_notes",
    ),
    "who reads again": ("UPDATE review_draws SET body = replace(body, '9', '8')", "review_draws"),
    "a second word": ("UPDATE second_words SET body = replace(body, '9', '8')", "second_words"),
    "an exhibit's title": (
        "UPDATE exhibit_titles SET title = replace(title, '9', '8')",
        "exhibit_titles",
    ),
    "an exhibit's date": (
        "UPDATE exhibit_titles SET day = '2021-08-09'",
        "exhibit_titles",
    ),
    "a title removed": ("DELETE FROM exhibit_titles", "exhibit_titles"),
    "a figure's value": (
        "UPDATE figure_revisions SET body = replace(body, '9', '8')",
        "figure_revisions",
    ),
    "a revised figure removed": ("DELETE FROM figure_revisions", "figure_revisions"),
    "an export's hash": (f"UPDATE exports SET sha256 = '{'d' * 64}'", "exports"),
    "an export removed": ("DELETE FROM exports", "exports"),
    "a message rewritten": ("UPDATE messages SET text = replace(text, '9', '8')", "messages"),
    "a message put in another's mouth": ("UPDATE messages SET side = 'claimant'", "messages"),
    "a letter rewritten": ("UPDATE notices SET body = replace(body, '9', '8')", "notices"),
    "a delay shortened": ("UPDATE notices SET last_day = '2026-12-01'", "notices"),
    "a letter removed": ("DELETE FROM notices", "notices"),
    "a late contest made timely": (
        "UPDATE contests SET body = replace(body, 'true', 'false')",
        "contests",
    ),
    "a contest removed": ("DELETE FROM contests", "contests"),
    "a consolidated letter rewritten": (
        "UPDATE consolidated SET body = replace(body, '9', '8')",
        "consolidated",
    ),
    "a message removed": ("DELETE FROM messages", "messages"),
}


@pytest.mark.parametrize(("statement", "table"), ROWS.values(), ids=ROWS.keys())
def test_R52_a_row_altered_behind_the_store_is_named(lived_in: Store, statement: str, table: str):
    alter(lived_in, statement)
    fault = lived_in.verify().fault
    assert fault is not None
    assert (fault.code, fault.values["table"]) == ("row-altered", table)


@pytest.mark.parametrize("column", ["reason", "answer", "answered_by"])
def test_R52_a_request_for_erasure_and_its_answer_are_sealed(store: Store, column: str):
    filed(store)
    store.erasures.ask("K-1", "Je n’en veux plus.", at=NOON, by="K-1")
    assert store.verify().fault is None
    store.erasures.answer("K-1", "C’est une preuve.", at=later(9), by="lawyer")
    assert store.verify().fault is None
    alter(store, f"UPDATE erasures SET {column} = 'Oui.'")
    fault = store.verify().fault
    assert fault is not None
    assert fault.values == {"table": "erasures", "key": "K-1"}


def test_R52_entries_that_did_not_describe_an_exhibit_yet_still_verify(lived_in: Store):
    def undescribed(fields: dict[str, object]) -> dict[str, object]:
        told = json.loads(str(fields["body"]))
        told.pop("described", None)
        return fields | {"body": canonical(told)}

    rewrite(lived_in, undescribed)
    assert lived_in.verify().fault is None
    alter(lived_in, f"UPDATE exhibits SET sha256 = '{'d' * 64}' WHERE id = 'e1'")
    assert lived_in.verify().fault is not None


def test_R52_an_entry_well_sealed_that_cannot_be_is_named(lived_in: Store):
    """Nobody moves a claim that was never started."""
    rewrite(lived_in, lambda told: told | {"subject": "K-9"} if told["seq"] == 9 else told)
    fault = lived_in.verify().fault
    assert fault is not None
    assert (fault.code, fault.where) == ("journal-untrue", "journal, 9")


@pytest.mark.parametrize("table", ["exhibits", "revisions", "claims"])
def test_R52_a_value_that_cannot_be_read_is_named_by_its_table(lived_in: Store, table: str):
    column = {"exhibits": "added_at", "revisions": "at", "claims": "submitted_at"}[table]
    alter(lived_in, f"UPDATE {table} SET {column} = 'garbage'")
    fault = lived_in.verify().fault
    assert fault is not None
    assert (fault.code, fault.values) == ("table-unreadable", {"table": table})


SEALED = {
    "journal": ("at", "clock", "actor", "action", "subject", "body", "salt", "previous", "hash"),
    "revisions": ("at", "by", "reason", "salt", "body", "sha256"),
    "lines": ("head", "service", "group_", "subgroup", "month", "start", "end", "grade"),
    "services": ("domain", "type", "subgroup"),
    "credits": ("kind", "head", "service"),
    "claims": ("matter", "status", "claimant_kind", "claimant_name", "capacity", "submitted_on"),
    "exhibits": ("sha256", "name", "kind", "media", "added_at"),
    "snapshots": ("matter", "at", "by", "journal_hash", "body", "sha256"),
    "audit_draws": ("matter", "at", "by", "body", "sha256"),
    "batches": ("matter", "at", "by", "body", "sha256"),
    "review_draws": ("matter", "at", "by", "body", "sha256"),
    "second_words": ("at", "by", "body", "sha256"),
    "claim_notes": ("at", "by", "text", "salt", "sha256"),
    "exhibit_titles": ("title", "day", "at", "by", "salt", "sha256"),
    "figure_revisions": ("at", "by", "body", "sha256"),
    "exports": ("matter", "kind", "name", "sha256", "at", "by"),
    "messages": ("side", "kind", "at", "by", "text", "sha256"),
    "notices": ("kind", "at", "by", "last_day", "body", "sha256"),
    "contests": ("at", "by", "body", "sha256"),
    "consolidated": ("at", "by", "body", "sha256"),
}
"""Every text a fraud could change to its profit."""


def test_R52_one_character_changed_anywhere_that_is_sealed_is_found(lived_in: Store):
    alter(lived_in)
    chance = random.Random(52)
    head = lived_in.journal.head()
    for table, columns in SEALED.items():
        for column in columns:
            key, kept = a_cell(lived_in, table, column, chance)
            changed = one_character_changed(kept, chance)
            put(lived_in, table, column, key, changed)
            assert lived_in.verify([(head.seq, head.hash)]).fault is not None, (table, column, key)
            put(lived_in, table, column, key, kept)
    assert lived_in.verify([(head.seq, head.hash)]).fault is None


Cell = tuple[dict[str, object], str]


def a_cell(store: Store, table: str, column: str, chance: random.Random) -> Cell:
    names = [key.name for key in metadata.tables[table].primary_key.columns]
    with store.database.engine.connect() as connection:
        asked = f'SELECT {", ".join(names)}, "{column}" AS cell FROM {table}'
        row = chance.choice(sorted(connection.execute(text(asked)).all()))
    return dict(zip(names, row, strict=False)), row.cell


def one_character_changed(kept: str, chance: random.Random) -> str:
    if not kept or "T" in kept[10:11]:  # nothing to change, or a moment: keep it readable
        return f"{kept[:-2]}1Z" if kept else "x"
    at = chance.randrange(len(kept))
    return kept[:at] + chr(ord(kept[at]) ^ 1) + kept[at + 1 :]


def put(store: Store, table: str, column: str, key: dict[str, object], value: str) -> None:
    where = " AND ".join(f"{name} = :{name}" for name in key)
    with store.database.engine.begin() as connection:
        connection.execute(
            text(f'UPDATE {table} SET "{column}" = :new_value WHERE {where}'),
            key | {"new_value": value},
        )


def test_a_line_slipped_into_a_draft_is_found(lived_in: Store):
    alter(
        lived_in,
        "INSERT INTO claims SELECT 'K-0', matter, 'draft', 0, 1, language, '', '', '', fictional, "
        "'', 'k', '', created_at, NULL, '', updated_at, '', '' FROM claims WHERE number = 'K-1'",
    )
    fault = lived_in.verify().fault
    assert fault is not None
    assert fault.values == {"table": "claims", "key": "K-0"}


def test_an_entry_is_a_value_with_its_moment_in_utc(lived_in: Store):
    with lived_in.database.reading() as connection:
        row = connection.execute(text("SELECT * FROM journal WHERE seq = 1")).one()
    entry = entry_of(row)
    assert (entry.at, entry.actor, entry.previous) == (NOON, "K-1", NOTHING)
