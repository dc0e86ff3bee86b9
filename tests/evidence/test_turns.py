"""Limited children take turns: never more than so many, and nobody waits for a crowd."""

from threading import Event, Thread
from time import sleep

from claims.evidence.turns import Turns, on_behalf_of


class Worker(Thread):
    """Takes a turn for somebody, and holds it until told."""

    def __init__(self, turns: Turns, owner: str) -> None:
        super().__init__(daemon=True)
        self.turns, self.owner, self.has, self.done = turns, owner, Event(), Event()
        self.start()
        sleep(0.05)  # each comes after the one before

    def run(self) -> None:
        with on_behalf_of(self.owner), self.turns.one():
            self.has.set()
            self.done.wait(10)

    def ends(self) -> None:
        self.done.set()
        self.join(10)
        sleep(0.05)


def at_work(*workers: Worker) -> str:
    return "".join(worker.owner for worker in workers if worker.has.is_set() and worker.is_alive())


def test_nobody_has_more_than_two_and_all_together_four():
    turns = Turns()
    workers = [Worker(turns, owner) for owner in "aaaabbbc"]
    assert at_work(*workers) == "aabb"
    for worker in workers:
        worker.done.set()


def test_whoever_has_none_goes_before_whoever_came_first_with_one():
    turns = Turns()
    first, *others = [Worker(turns, owner) for owner in "aaabb"]
    late = Worker(turns, "c")
    assert not late.has.is_set()
    first.ends()
    assert late.has.is_set()
    assert at_work(*others) == "abb"
    for worker in (*others, late):
        worker.done.set()


def test_a_turn_is_given_back_whatever_happens_in_it():
    turns = Turns(most=1)
    for _ in range(3):
        try:
            with turns.one():
                raise MemoryError
        except MemoryError:
            pass
    with turns.one():
        pass
