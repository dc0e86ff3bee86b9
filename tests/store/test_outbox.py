"""The outbox: told once, taken by one worker at a time, blank once gone."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from claims.problems import NotFound
from claims.store.outbox import Letter
from tests.store.store_makers import NOON, WHC, begun, later

LEASE = 600


@pytest.fixture
def store(store):
    begun(store)
    return store


def a_letter(n: int = 1, **more: Any) -> Letter:
    given: dict[str, Any] = {
        "id": f"letter-{n}", "number": "K-1", "matter": WHC, "recipient": "zoe@exemple.ca",
        "language": "fr", "kind": "filed", "subject": "Votre réclamation K-1 est déposée",
        "body": "scellé", "key": f"event {n}", "message_id": f"<letter-{n}@registre.example>",
        "created_at": NOON, "due_at": NOON,
    }  # fmt: skip
    return Letter(**given | more)


def put(store, *letters: Letter) -> None:
    for letter in letters or (a_letter(),):
        assert store.outbox.put(letter, by="K-1")


def taken(store, at=NOON) -> Letter | None:
    return store.outbox.take(at=at, until=at + (later(LEASE) - NOON))


def actions(store) -> list[str]:
    return [e.action for e in store.journal.entries(subject="K-1")]


def bodies(store) -> list[str]:
    with store.database.reading() as connection:
        return list(connection.exec_driver_sql("SELECT body FROM outbox ORDER BY id").scalars())


def test_R45_the_same_event_never_mails_twice(store):
    assert store.outbox.put(a_letter(1), by="K-1")
    assert not store.outbox.put(a_letter(2, key="event 1"), by="K-1")
    assert store.outbox.counts() == {"waiting": 1, "sent": 0, "failed": 0, "bounced": 0}


def test_a_letter_taken_is_nobody_else_s_until_its_time_is_over(store):
    put(store)
    assert taken(store).tries == 1
    assert taken(store) is None
    assert taken(store, later(LEASE - 1)) is None
    assert taken(store, later(LEASE)).tries == 2


def test_two_workers_never_take_the_same_letter(store):
    put(store, *(a_letter(n) for n in range(1, 41)))

    def worker(_: int) -> list[str]:
        mine = []
        while letter := taken(store):
            mine.append(letter.id)
        return mine

    with ThreadPoolExecutor(4) as pool:
        done = [letter for mine in pool.map(worker, range(4)) for letter in mine]
    assert sorted(done) == sorted(f"letter-{n}" for n in range(1, 41))


def test_the_letter_due_longest_goes_first_and_one_not_due_waits(store):
    put(store, a_letter(1, due_at=later(20)), a_letter(2, due_at=later(10)))
    assert taken(store, later(5)) is None
    assert [taken(store, later(30)).id for _ in range(2)] == ["letter-2", "letter-1"]


@pytest.mark.parametrize(("state", "said"), [("sent", "send mail"), ("bounced", "bounce mail")])
def test_a_letter_gone_is_blank_and_in_the_journal(store, state, said):
    put(store)
    assert store.outbox.end(taken(store), state, at=later(3), reason="")
    assert bodies(store) == [""]
    assert taken(store, later(LEASE * 9)) is None
    assert actions(store) == ["start claim", "queue mail", said]


def test_a_letter_put_off_is_taken_again_when_due_with_the_same_message_id(store):
    put(store)
    assert store.outbox.put_off(taken(store), due_at=later(60), reason="451 4.3.0")
    assert taken(store, later(59)) is None
    again = taken(store, later(60))
    assert (again.tries, again.reason) == (2, "451 4.3.0")
    assert again.message_id == "<letter-1@registre.example>"


def test_a_worker_that_overslept_has_no_longer_the_last_word(store):
    put(store)
    slow, quick = taken(store), taken(store, later(LEASE))
    assert store.outbox.end(quick, "sent", at=later(LEASE))
    assert not store.outbox.end(slow, "failed", at=later(LEASE), reason="late")
    assert not store.outbox.put_off(slow, due_at=later(2 * LEASE), reason="late")
    assert store.outbox.counts()["sent"] == 1


def test_a_failed_letter_gets_its_tries_again(store):
    put(store)
    store.outbox.end(taken(store), "failed", at=later(3), reason="no-connection")
    store.outbox.retry("letter-1", at=later(9), by="admin")
    again = taken(store, later(9))
    assert (again.tries, again.body) == (1, "scellé")
    assert actions(store)[-1] == "retry mail"


def test_only_a_failed_letter_whose_body_is_kept_is_tried_again(store):
    put(store)
    with pytest.raises(NotFound):
        store.outbox.retry("letter-1", at=later(9), by="admin")
    store.outbox.end(taken(store), "failed", at=later(3), reason="no-connection")
    assert store.outbox.forget(before=later(1)) == 1
    assert bodies(store) == [""]
    with pytest.raises(NotFound):
        store.outbox.retry("letter-1", at=later(9), by="admin")


def test_what_waits_is_told_without_bodies(store):
    put(store, a_letter(1), a_letter(2, created_at=later(5), due_at=later(5)))
    store.outbox.put_off(taken(store), due_at=later(60), reason="timeout")
    assert store.outbox.oldest_waiting() == NOON
    assert store.outbox.last_fault().reason == "timeout"
    assert [(letter.id, letter.body) for letter in store.outbox.latest()] == [
        ("letter-2", ""), ("letter-1", ""),
    ]  # fmt: skip


def test_what_is_told_of_a_change_is_kept_with_it_or_not_at_all(store):
    def cut_short() -> None:
        with store.database.together():
            begun(store, "K-2")
            store.outbox.put(a_letter(number="K-2"), by="K-2")
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        cut_short()
    assert store.claims.find("K-2") is None
    assert store.outbox.latest() == ()
    assert store.verify().fault is None


def test_the_journal_never_says_to_whom(store):
    put(store)
    store.outbox.end(taken(store), "sent", at=later(3))
    assert not any("zoe" in e.body for e in store.journal.entries())


def recipients(store) -> list[str]:
    return sorted(letter.recipient for letter in store.outbox.latest())


def test_a_month_after_its_end_a_letter_no_longer_says_to_whom_it_went(store):
    put(store, *(a_letter(n, recipient=f"owner{n}@exemple.ca") for n in (1, 2, 3)))
    for state in ("sent", "bounced"):
        store.outbox.end(taken(store), state, at=NOON)
    store.outbox.forget(before=NOON)
    assert recipients(store) == [f"owner{n}@exemple.ca" for n in (1, 2, 3)]
    for _ in range(2):
        store.outbox.forget(before=later(1))
        assert recipients(store) == ["owner3@exemple.ca", "o…@e….ca", "o…@e….ca"]
