"""What is acknowledged is kept; what cannot be kept is said; what is too new or damaged is left."""

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.exc import IntegrityError

from claims.claim.canonical import canonical
from claims.claim.states import Status
from claims.evidence.keyring import Ring
from claims.evidence.vault import Vault
from claims.problems import DamagedStore, NewerSchema, NotSaved
from claims.settings import Settings
from claims.store import Store
from claims.store.columns import utc_text
from claims.store.engine import Database
from claims.store.journal import NOTHING
from claims.store.migrate import HEAD, MIGRATIONS, revision_of
from claims.store.tables import metadata
from tests.store.store_makers import NOON, WHC, a_claim, a_line, begun, filed, on_server

ROOT = Path(__file__).resolve().parents[2]
FLOW = """
import os, sys
from pathlib import Path
from claims.evidence.keyring import Ring
from claims.evidence.vault import Vault
from claims.store import Store
from tests.store.store_makers import NOON, a_claim, a_line, an_exhibit, begun, filed
folder = Path(sys.argv[1])

def live(name):
    store = Store.at(f"sqlite:///{folder / 'claims.sqlite3'}")
    vault = Vault(folder / "vault", Ring([bytes(32)]))
    print("ready", os.getpid(), flush=True)
    for i in range(10_000):
        number = f"K-{name}-{i}"
        begun(store, number)
        key = store.keys.give(vault.ring.new(number), at=NOON)
        sha256, size = vault.keep(key, f"facture {number}".encode() * 1000)
        exhibit = an_exhibit(f"e-{number}", sha256=sha256, size=size)
        store.exhibits.add(number, exhibit, at=NOON, by=number)
        answer = filed(store, a_claim(number), a_line(number, "l1"), a_line(number, "l2"))
        print(number, answer.head.seq, answer.head.hash, flush=True)

for name in sys.stdin:
    pid = os.fork()
    if not pid:
        live(name.strip())
    print("ended", os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""
"""Forks for each life, so that nothing is imported twice; the parent opens nothing."""


def killed_while_filing(
    parent: subprocess.Popen[str], name: str, filings: int, after: float
) -> list[tuple[str, int, str]]:
    """What a child process acknowledged before kill -9, that many seconds after so many filings."""
    assert parent.stdin
    assert parent.stdout
    parent.stdin.write(f"{name}\n")
    parent.stdin.flush()
    ready, pid = parent.stdout.readline().split()
    assert ready == "ready"
    told = [parent.stdout.readline() for _ in range(filings)]
    time.sleep(after)
    os.kill(int(pid), signal.SIGKILL)
    told += iter(parent.stdout.readline, "ended -9\n")
    return [(number, int(seq), sealed) for number, seq, sealed in map(str.split, told)]


def test_R40_kill_9_in_the_middle_of_filing_loses_nothing_acknowledged(tmp_path: Path):
    moments = random.Random(20210828)
    acknowledged: list[tuple[str, int, str]] = []
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", FLOW, str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True,
    ) as parent:  # fmt: skip
        for life in range(12):
            after = moments.uniform(0, 0.1)
            acknowledged += killed_while_filing(parent, str(life), life % 3, after)
    store = Store.at(f"sqlite:///{tmp_path / 'claims.sqlite3'}")
    vault = Vault(tmp_path / "vault", Ring([bytes(32)]))
    assert acknowledged, "the child never filed anything"
    assert store.verify([(seq, sealed) for _, seq, sealed in acknowledged]).fault is None
    for number, _, _ in acknowledged:
        assert store.claims.body(number) == a_claim(number)
        assert store.lines.of_claim(number) == (a_line(number, "l1"), a_line(number, "l2"))
    keys = {kept.number: kept.key for kept in store.keys.all()}
    named = {(keys[number], sha256) for number, sha256 in store.exhibits.named()}
    assert all(b"".join(vault.chunks(key, sha256, check=True)) for key, sha256 in named)
    orphans = vault.orphans(named)
    assert set(orphans) <= set(vault.sweep(named, older_than=-1))
    assert vault.orphans(named) == ()
    store.close()


def test_the_database_stands_in_a_folder_only_its_owner_opens(tmp_path: Path):
    settings = Settings.at(tmp_path)
    Store.open(settings).close()
    assert stat.S_IMODE(settings.data_dir.stat().st_mode) == 0o700
    assert (settings.data_dir / "claims.sqlite3").is_file()


PRAGMAS = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")


def test_every_connection_to_sqlite_waits_syncs_and_checks_keys(sqlite_url: str):
    store = Store.at(sqlite_url)
    with store.database.reading() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in (
                "journal_mode",
                "synchronous",
                "foreign_keys",
                "busy_timeout",
                "secure_delete",
            )
        }
    store.close()
    assert told["journal_mode"] == "wal"
    assert told["synchronous"] == 2  # FULL
    assert told["foreign_keys"] == 1
    assert told["busy_timeout"] >= 5000
    assert told["secure_delete"] == 1  # ON


def test_R43_a_second_process_that_writes_is_waited_for(sqlite_url: str):
    store = Store.at(sqlite_url)
    begun(store, "K-1")
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ending = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.3)"])
    ending.wait()
    other.execute("COMMIT")
    begun(store, "K-2")
    store.close()
    other.close()


def test_R42_a_database_that_stays_locked_is_said_to_have_saved_nothing(sqlite_url: str):
    store = Store.at(sqlite_url)
    begun(store, "K-1")
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with store.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 50")
    with pytest.raises(NotSaved, match="locked"):
        filed(store)
    other.execute("ROLLBACK")
    other.close()
    assert filed(store).revision == 1
    store.close()


def test_R42_a_full_disk_is_said_to_have_saved_nothing_and_the_next_try_works(sqlite_url: str):
    store = Store.at(sqlite_url)
    begun(store)
    with store.database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotSaved, match="full"):
        filed(store, a_claim(name="x" * 200_000))
    assert store.claims.revisions("K-1") == ()
    with store.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert filed(store, a_claim(name="x" * 200_000)).revision == 1
    assert store.verify().fault is None
    store.close()


def test_R42_a_read_only_database_is_said_to_have_saved_nothing(sqlite_url: str):
    store = Store.at(sqlite_url)
    begun(store)
    with store.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(NotSaved, match="readonly"):
        filed(store)
    store.close()


def test_R42_a_server_that_goes_away_in_the_middle_has_saved_nothing(
    postgresql: str, postgresql_url: str
):
    store = Store.at(postgresql_url)
    begun(store)

    @event.listens_for(store.database.engine, "before_cursor_execute", once=True)
    def _cut(connection: Connection, _cursor: object, statement: str, *_more: object) -> None:
        pid = connection.connection.dbapi_connection.info.backend_pid  # type: ignore[union-attr]
        on_server(postgresql, f"SELECT pg_terminate_backend({pid})")

    with pytest.raises(NotSaved):
        store.claims.move("K-1", Status.WITHDRAWN, reason="", seen=1, at=NOON, by="K-1")
    assert store.journal.head().seq == 1
    assert filed(store).revision == 1
    store.close()


@pytest.mark.filterwarnings("ignore:.*expression-based index")  # SQLite does not tell of one
@pytest.mark.parametrize("engine", ["new_sqlite_url", "new_postgresql_url"])
def test_migrations_make_exactly_the_tables(engine: str, request: pytest.FixtureRequest):
    store = Store.at(request.getfixturevalue(engine))
    with store.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert revision_of(connection) == HEAD
    store.close()


def test_the_newest_migration_is_the_one_the_software_expects():
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(settings).get_heads() == [HEAD]


def of_the_first_version(url: str, actor: str = "lawyer") -> str:
    """A database with two entries as they were sealed then, the last by this actor; its head."""
    database, head = Database(url), NOTHING
    with database.writing() as connection:
        settings = Config(attributes={"connection": connection})
        settings.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(settings, "0001")
        assert "claim_keys" not in inspect(connection).get_table_names()
        for seq in (1, 2):
            told = {"seq": seq, "at": utc_text(NOON), "clock": "", "actor": "lawyer",
                    "action": "read claim", "subject": "K-é", "previous": head}  # fmt: skip
            sealed = canonical(told | {"body": {"n": 1}})
            head = sha256(b"\x00" + sealed.encode()).hexdigest()
            told |= {"body": '{"n":1}', "hash": head, "actor": "lawyer" if seq == 1 else actor}
            names = ", ".join(told)
            values = ", ".join(f":{name}" for name in told)
            connection.execute(text(f"INSERT INTO journal ({names}) VALUES ({values})"), told)
    database.close()
    return head


@pytest.mark.parametrize("engine", ["new_sqlite_url", "new_postgresql_url"])
def test_R48_a_database_of_the_first_version_is_brought_up_to_date(engine, request):
    """Its journal is sealed as ours is, and says which head it had."""
    url = request.getfixturevalue(engine)
    former = of_the_first_version(url)
    store = Store.at(url)
    begun(store)
    assert store.keys.find("K-1") is None
    assert store.verify().fault is None
    *_, sealed, _started = store.journal.entries()
    assert (sealed.action, sealed.body) == ("seal journal anew", f'{{"head":"{former}"}}')
    with pytest.raises(IntegrityError), store.database.engine.begin() as connection:
        connection.execute(text("UPDATE journal SET at = ''"))
    store.close()


@pytest.mark.parametrize("engine", ["new_sqlite_url", "new_postgresql_url"])
def test_a_journal_altered_before_is_not_sealed_anew(engine, request):
    url = request.getfixturevalue(engine)
    of_the_first_version(url, actor="someone else")
    with pytest.raises(DamagedStore, match="altered at entry 2"):
        Store.at(url)
    database = Database(url)
    with database.reading() as connection:
        assert revision_of(connection) == "0001"
    database.close()


def test_opening_again_changes_nothing(url: str):
    first = Store.at(url)
    begun(first)
    first.close()
    again = Store.at(url)
    assert again.claims.find("K-1") is not None
    assert again.journal.head().seq == 1
    again.close()


def test_R49_a_database_of_a_newer_version_stays_closed(url: str):
    store = Store.at(url)
    with store.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(NewerSchema, match=r"revision 9999.*newer version"):
        Store.at(url)


def test_R49_a_damaged_database_stays_closed_and_untouched(sqlite_url: str):
    store = Store.at(sqlite_url)
    for i in range(50):
        begun(store, f"K-{i}")
    store.close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 12] = os.urandom(4096 * 10)
    path.write_bytes(content)
    with pytest.raises(DamagedStore, match="restore the last backup"):
        Store.at(sqlite_url)
    assert path.read_bytes() == bytes(content)


def test_R49_a_file_that_is_no_database_stays_closed(tmp_path: Path):
    path = tmp_path / "claims.sqlite3"
    path.write_bytes(b"Facture no 12\n" * 400)
    with pytest.raises(DamagedStore, match="not a database"):
        Store.at(f"sqlite:///{path}")


def test_R48_a_copy_taken_while_writing_restores_the_same_state(sqlite_url: str, tmp_path: Path):
    store = Store.at(sqlite_url)
    filed(store, a_claim("K-1"), a_line("K-1"))
    head = store.journal.head()
    with (
        sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as source,
        sqlite3.connect(tmp_path / "copy.sqlite3") as target,
    ):
        source.backup(target)
    filed(store, a_claim("K-2"), a_line("K-2"))
    copy = Store.at(f"sqlite:///{tmp_path / 'copy.sqlite3'}")
    assert copy.journal.head() == head
    assert copy.verify([(head.seq, head.hash)]).fault is None
    assert [line.number for line in copy.lines.rows(WHC)] == ["K-1"]
    copy.close()
    store.close()


def test_a_reader_sees_one_moment_while_others_write(store: Store):
    filed(store, a_claim("K-1"), a_line("K-1"))
    with store.database.reading() as connection:
        before = connection.execute(text("SELECT count(*) FROM lines")).scalar_one()
        filed(store, a_claim("K-2"), a_line("K-2"))
        after = connection.execute(text("SELECT count(*) FROM lines")).scalar_one()
    assert (before, after) == (1, 1)
    assert len(store.lines.rows(WHC)) == 2


def test_R46_a_draft_is_there_after_the_server_starts_again(url: str):
    store = Store.at(url)
    begun(store)
    store.drafts.save("K-1", {"site": "a.ca"}, seen=1, at=NOON, by="K-1")
    store.close()
    again = Store.at(url)
    draft = again.drafts.read("K-1")
    assert draft is not None
    assert draft.form == {"site": "a.ca"}
    again.close()
