"""The log of who owns a service: kept once, in order, never early, and sealed by the journal."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from claims.access import Role
from claims.evidence.contacting import Terms
from claims.evidence.ownership import Answer, Event, Kind, Stage
from claims.problems import Conflict
from claims.store import Store
from tests.store.store_makers import WHC, a_claim, a_line, filed
from tests.store.test_journal import alter

TERMS = Terms("America/Toronto")
START = datetime(2026, 11, 24, 15, tzinfo=UTC)
COUNSEL = "me.gagnon@cabinet.example"


def request(at: datetime = START) -> Event:
    return Event(Kind.ASKED, at, "K-1", Role.CLAIMANT, papers={"invoice": "e1"},
                 channels=("email",))  # fmt: skip


def attempt(n: int) -> Event:
    return Event(Kind.ATTEMPTED, START + timedelta(days=n, hours=1), COUNSEL, Role.LAWYER,
                 channel="email", result="silence", words="Boîte vocale")  # fmt: skip


def accept(at: datetime) -> Event:
    return Event(Kind.ACCEPTED, at, COUNSEL, Role.LAWYER, words="Facture et paiement concordants")


def keep(store: Store, *events: Event, service: str = "s1", number: str = "K-1") -> None:
    seen = len(store.ownership.inquiry(number, service).events)
    for n, event in enumerate(events, seen):
        store.ownership.add(number, service, event, seen=n, terms=TERMS)


@pytest.fixture
def asked(store: Store) -> Store:
    """A claim filed, and the ownership of its first site asked for on November 24."""
    filed(store, a_claim("K-1"), a_line("K-1"))
    keep(store, request())
    return store


def test_events_are_read_back_as_they_happened(asked: Store):
    said = Event(Kind.ANSWERED, START + timedelta(hours=2), "owner", Role.ANONYMOUS,
                 answer=Answer.CONTESTS, words="C’est le mien.")  # fmt: skip
    keep(asked, attempt(0), said)
    inquiry = asked.ownership.inquiry("K-1", "s1")
    assert inquiry.events == (request(), attempt(0), said)
    assert inquiry.stage is Stage.CONTESTED
    assert asked.ownership.inquiries("K-1") == {"s1": inquiry}
    assert asked.ownership.inquiry("K-1", "s2").stage is Stage.NOTHING


def test_an_acceptance_before_its_time_is_refused_by_the_store_too(asked: Store):
    keep(asked, *map(attempt, range(7)))
    last_second = datetime(2026, 12, 5, 4, 59, 59, tzinfo=UTC)  # December 4, 23:59:59 in Montréal
    before = asked.journal.head()
    with pytest.raises(ValueError, match="accepted too early: ownership-wait"):
        keep(asked, accept(last_second))
    assert asked.journal.head() == before
    keep(asked, accept(last_second + timedelta(seconds=1)))
    assert asked.ownership.inquiry("K-1", "s1").stage is Stage.ACCEPTED


def test_R44_two_of_counsel_do_not_write_over_each_other(asked: Store):
    asked.ownership.add("K-1", "s1", attempt(0), seen=1, terms=TERMS)
    with pytest.raises(Conflict) as conflict:
        asked.ownership.add("K-1", "s1", attempt(0), seen=1, terms=TERMS)
    assert (conflict.value.by, conflict.value.theirs) == (COUNSEL, "open")


def test_an_event_and_its_journal_entry_are_kept_together_without_a_word_of_it(asked: Store):
    keep(asked, attempt(0))
    entry = asked.journal.latest(1)[0]
    assert (entry.action, entry.subject, entry.actor) == ("ownership", "K-1", COUNSEL)
    told = json.loads(entry.body)
    assert set(told) == {"service", "n", "kind", "role", "sha256"}
    assert (told["service"], told["n"], told["kind"]) == ("s1", 2, "attempted")
    assert asked.verify().fault is None


@pytest.mark.parametrize(
    "change", ["UPDATE ownership SET kind = 'refused'", "DELETE FROM ownership"]
)
def test_R50_the_log_refuses_every_change(asked: Store, change: str):
    with pytest.raises(IntegrityError), asked.database.engine.begin() as connection:
        connection.execute(text(change))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ownership SET at = '2026-10-01T15:00:00.000000Z'",
        "UPDATE ownership SET body = '{}'",
        "UPDATE ownership SET kind = 'accepted' WHERE n = 2",
        "DELETE FROM ownership WHERE n = 2",
        'INSERT INTO ownership SELECT number, service, 3, kind, role, at, "by", body, sha256 '
        "FROM ownership WHERE n = 2",
    ],
)
def test_R52_a_log_altered_by_whoever_holds_the_database_is_found(asked: Store, change: str):
    keep(asked, attempt(0))
    alter(asked, change)
    fault = asked.verify().fault
    assert fault is not None
    assert fault.values["table"] == "ownership"


def test_contested_services_are_listed_for_counsel_until_refused(asked: Store):
    contest = Event(Kind.ANSWERED, START, "owner", Role.ANONYMOUS, answer=Answer.CONTESTS)
    keep(asked, contest)
    keep(asked, contest, service="s2")
    listed = [(c.number, c.service) for c in asked.ownership.contested(WHC)]
    assert listed == [("K-1", "s1"), ("K-1", "s2")]
    keep(asked, Event(Kind.REFUSED, START, COUNSEL, Role.LAWYER, words="Contestée, non établie"))
    assert [c.service for c in asked.ownership.contested(WHC)] == ["s2"]
    assert asked.ownership.contested("ovh-2021") == ()
