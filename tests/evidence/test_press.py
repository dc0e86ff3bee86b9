"""A process outlives the files it has opened; the child that opens each of them does not."""

import json
import os
import signal

import pytest

from claims.evidence.bounds import LIMITS, Limits
from claims.evidence.press import PAGES, WORDS, Press
from tests.evidence.file_makers import a_pdf
from tests.hostile.files import far_corners

NOTE = "Appelé trois fois.".encode()


@pytest.fixture
def words():
    press = Press(WORDS)
    yield press
    press.end()


def told(task: str, reader: str, kind: str, limits: Limits = LIMITS) -> dict[str, object]:
    asked = [task, reader, kind, "", limits.memory, limits.cpu_seconds, 0]
    return {"asked": asked, "wall": limits.wall_seconds}


def read(press: Press, content: bytes = NOTE) -> list[str]:
    said, code = press.ask(told("look", "text", "TXT"), content)
    return json.loads(said.splitlines()[1]) if code == 0 else []


def test_one_process_opens_one_file_after_another(words: Press):
    assert read(words) == ["Appelé trois fois."]
    first = words._process
    assert read(words, b"Rien.") == ["Rien."]
    assert words._process is first


def test_a_process_that_was_ended_is_begun_again(words: Press):
    assert read(words)
    os.kill(words._process.pid, signal.SIGKILL)
    words._process.wait()
    assert read(words) == ["Appelé trois fois."]


def test_a_child_that_passes_its_bounds_ends_alone(words: Press):
    """A sheet whose one cell lies in a far corner fills memory and time; the note after it is read
    by the same process."""
    assert read(words)
    first = words._process
    little = Limits(memory=60 * 1024 * 1024, cpu_seconds=1, wall_seconds=2)
    said, code = words.ask(told("look", "office", "XLSX", little), far_corners())
    assert code != 0 or b"unread-memory" in said
    assert read(words) == ["Appelé trois fois."]
    assert words._process is first


def test_a_process_that_does_not_answer_is_ended(words: Press, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("claims.evidence.press.LATE", 0)
    assert read(words)
    os.kill(words._process.pid, signal.SIGSTOP)
    quick = Limits(wall_seconds=1)
    assert words.ask(told("look", "text", "TXT", quick), NOTE) == (b"", -signal.SIGKILL)
    assert read(words) == ["Appelé trois fois."]


def test_a_process_ends_when_whoever_began_it_is_gone():
    press = Press(PAGES)
    said, code = press.ask(told("look", "pdf", "PDF"), a_pdf(2))
    assert (code, json.loads(said.splitlines()[0])["pages"]) == (0, 2)
    process = press._process
    process.stdin.close()
    assert process.wait(5) == 0


def test_an_answer_left_behind_is_never_taken_for_that_of_the_next_file(
    words: Press, monkeypatch: pytest.MonkeyPatch
):
    """Whoever asked was interrupted between the question and the answer."""
    with monkeypatch.context() as patched:
        patched.setattr("claims.evidence.press._get", interrupted)
        with pytest.raises(KeyboardInterrupt):
            read(words, b"Le premier.")
    assert read(words, b"Le second.") == ["Le second."]


def interrupted(_: object) -> bytes:
    raise KeyboardInterrupt
