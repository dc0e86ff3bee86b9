"""What is known of exhibits beside their bytes, on both databases."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import event

from claims.evidence.findings import Findings, Word
from claims.evidence.look import Look
from claims.store import Store
from claims.store.engine import Database
from claims.store.migrate import MIGRATIONS
from tests.makers import NOW
from tests.store.store_makers import an_exhibit, begun, later

READ = Look(
    pages=3, scan="clean", reading="text",
    findings=Findings(amounts=(Word(text="2 759,40 $", page=1, line=2, means=("275940",)),)),
)  # fmt: skip


@pytest.fixture
def number(store) -> str:
    number = begun(store).number
    for n in (1, 2):
        store.exhibits.add(number, an_exhibit(f"e{n}"), at=later(n), by=number)
    return number


def test_what_is_kept_of_a_look_is_read_back(store, number):
    store.looks.keep("e1", READ, at=NOW, by=number)
    assert store.looks.of(number) == {"e1": READ, "e2": Look()}
    assert (store.looks.find("e1"), store.looks.find("e2")) == (READ, Look())


def test_a_look_replaces_the_one_before(store, number):
    store.looks.keep("e1", Look(reading="waiting"), at=NOW, by=number)
    assert store.looks.waiting(5) == ("e1",)
    store.looks.keep("e1", READ, at=NOW, by=number)
    assert store.looks.waiting(5) == ()
    assert store.looks.find("e1") == READ


def test_pictures_left_are_read_of_the_exhibit_of_which_the_fewest_were(store, number):
    store.looks.keep("e1", Look(reading="optical", pictures=9, unread=4), at=NOW, by=number)
    store.looks.keep("e2", Look(reading="mixed", pictures=90, unread=88), at=NOW, by=number)
    assert store.looks.unfinished(5) == ("e2", "e1")
    assert store.looks.unfinished(5, but=["e2"]) == ("e1",)
    for reading in ("", "waiting"):
        store.looks.keep("e2", Look(reading=reading, pictures=90, unread=88), at=NOW, by=number)
        assert store.looks.unfinished(5) == ("e1",)


def test_pictures_left_are_found_without_going_through_every_exhibit(store, number):
    asked = []
    note = lambda *given: asked.append(given[2:4])  # noqa: E731
    event.listen(store.database.engine, "before_cursor_execute", note)
    store.looks.unfinished(1)
    event.remove(store.database.engine, "before_cursor_execute", note)
    sql, given = asked[-1]
    with store.database.writing() as connection:
        if store.database.sqlite:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)
        else:  # a table of two rows is quicker read whole
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            plan = connection.exec_driver_sql(f"EXPLAIN {sql}", given)
        told = " ".join(str(row) for row in plan)
    assert "ix_looks_unfinished" in told
    assert "SCAN exhibits" not in told


@contextmanager
def at_revision(url: str, revision: str) -> Iterator[Store]:
    """A store whose database stands at an earlier migration."""
    database = Database(url)
    with database.writing() as connection:
        settings = Config(attributes={"connection": connection})
        settings.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(settings, revision)
    with closing(Store(database)) as store:
        yield store


@pytest.mark.parametrize("engine", ["new_sqlite_url", "new_postgresql_url"])
def test_what_was_read_in_part_before_that_was_kept_is_looked_at_again(engine, request):
    url = request.getfixturevalue(engine)
    before = {
        "mixed": Look(pages=40, reading="mixed"),
        "short": Look(pages=21, reading="mixed"),
        "blank": Look(pages=23, reading="blank"),
        "sheet": Look(pages=23, reading="blank"),
        "text": Look(pages=203, reading="text"),
        "page": Look(pages=3, reading="text"),
        "later": Look(pages=40, reading="mixed", pictures=4, unread=1),
    }
    with at_revision(url, "0027") as store:
        number = begun(store).number
        for name, look in before.items():
            media = "text/csv" if name == "sheet" else "application/pdf"
            exhibit = an_exhibit(name).model_copy(update={"media": media})
            store.exhibits.add(number, exhibit, at=later(1), by=number)
            store.looks.keep(name, look, at=NOW, by=number)
    with closing(Store.at(url)) as store:
        after = store.looks.of(number)
        assert {name: (look.pictures, look.unread) for name, look in after.items()} == {
            "mixed": (39, 19), "short": (0, 0), "blank": (23, 3), "sheet": (0, 0),
            "text": (3, 3), "page": (0, 0), "later": (4, 1),
        }  # fmt: skip
        assert store.looks.unfinished(9) == ("text", "later", "blank", "mixed")


def test_what_was_never_scanned_or_could_not_be_is_scanned_again(store, number):
    store.looks.keep("e1", Look(scan="failed"), at=NOW, by=number)
    assert store.looks.unscanned(5) == ("e1", "e2")
    assert store.looks.unscanned(1) == ("e1",)
    store.looks.keep("e1", READ, at=NOW, by=number)
    store.exhibits.remove(number, "e2", cited=True, at=NOW, by=number)
    assert store.looks.unscanned(5) == ("e2",)  # it may have been filed: counsel still has it


def test_R36_only_a_file_put_in_quarantine_is_noted_in_the_journal(store, number):
    before = store.journal.latest(1)[0].seq
    store.looks.keep("e1", READ, at=NOW, by="system")
    assert store.journal.latest(1)[0].seq == before
    store.looks.keep("e1", Look(scan="infected"), at=NOW, by="system")
    noted = store.journal.latest(1)[0]
    assert (noted.action, noted.subject) == ("quarantine exhibit", number)
    assert store.looks.find("e1").quarantined
    store.looks.keep("e1", Look(scan="infected", reading="text"), at=NOW, by="system")
    assert store.journal.latest(1)[0].seq == noted.seq


def test_R36_reading_and_asking_leave_the_scan_and_a_scan_leaves_the_reading(store, number):
    store.looks.keep_scan("e1", "infected", at=NOW, by="system")
    store.looks.ask(["e1", "e2"])
    assert store.looks.waiting(5) == ("e1", "e2")
    store.looks.keep_reading("e1", replace(READ, scan="none"), at=NOW, by="system")
    assert store.looks.find("e1") == replace(READ, scan="infected")
    store.looks.keep_scan("e1", "clean", at=NOW, by="system")
    store.looks.ask(["e1"])
    assert store.looks.find("e1") == READ


def test_nothing_is_kept_of_an_exhibit_erased_meanwhile(store, number):
    store.exhibits.remove(number, "e2", cited=False, at=NOW, by=number)
    store.looks.keep_reading("e2", READ, at=NOW, by="system")
    store.looks.keep_scan("e2", "infected", at=NOW, by="system")
    assert store.looks.find("e2") == Look()
    assert store.journal.latest(1)[0].action == "remove exhibit"


def test_R37_exhibits_of_a_matter_in_which_the_same_text_was_read_are_found(store, number):
    store.looks.keep("e1", replace(READ, words="ab12"), at=NOW, by=number)
    assert store.exhibits.with_words("whc-2021", "e1") == ()
    store.looks.keep("e2", replace(READ, words="ab12"), at=NOW, by=number)
    assert store.exhibits.with_words("whc-2021", "e1") == (number,)
    assert store.exhibits.with_words("ovh-2021", "e1") == ()
    store.exhibits.remove(number, "e2", cited=True, at=NOW, by=number)
    assert store.exhibits.with_words("whc-2021", "e1") == ()


def test_two_texts_that_say_too_little_are_not_the_same(store, number):
    for exhibit in ("e1", "e2"):
        store.looks.keep(exhibit, READ, at=NOW, by=number)
    assert store.exhibits.with_words("whc-2021", "e1") == ()


def test_R37_a_text_an_invoice_or_a_transfer_read_in_the_files_of_two_claims_is_seen(store, number):
    invoice = Word(text="Facture F-4512", page=1, line=1, means=("f-4512",))
    transfer = Word(text="8H2K-D9X1", page=1, line=2, means=("8h2kd9x1",))
    said = Findings(invoices=(invoice,), references=(transfer,))
    seen = replace(READ, words="ab12", findings=said)
    other = begun(store, "K-2").number
    store.exhibits.add(other, an_exhibit("e3"), at=later(3), by=other)
    store.looks.keep("e1", seen, at=NOW, by=number)
    store.looks.keep("e2", seen, at=NOW, by=number)
    assert (store.exhibits.shared_words("whc-2021"), store.looks.invoices("whc-2021")) == ({}, {})
    assert store.looks.references("whc-2021") == {}
    store.looks.keep("e3", seen, at=NOW, by=other)
    assert store.exhibits.shared_words("whc-2021") == {"ab12": (number, other)}
    assert store.looks.invoices("whc-2021") == {"f-4512": (number, other)}
    assert store.looks.invoices("ovh-2021") == {}
    assert store.looks.references("whc-2021") == {"8h2kd9x1": (number, other)}
    assert store.looks.references("ovh-2021") == {}
