"""Processes that stand ready to open files, each file in a limited child of its own.

Starting Python and its parsers takes longer than most files do. Here they are loaded once, by a
process that opens no file itself: for each it forks a child, with the bounds and the closed door of
`claims.evidence.child`, that ends with the file. What a file does to its child reaches no other.
"""

import json
import os
import signal
import struct
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from io import BytesIO, TextIOWrapper
from threading import Timer
from typing import IO, Any, NoReturn

from claims.evidence.bounds import ROOT, Limits
from claims.evidence.child import OWN_STREAMS, main

BEGIN = (
    "import sys; sys.path.append(sys.argv[1]); from claims.evidence.press import stand_ready; "
    "stand_ready(sys.argv[2:])"
)
PAGES = ("pdf", "image", "pdf_copy", "pdf_stamp", "image_page", "redact", "page_letters")
WORDS = ("text", "mail", "office", "outlook", "sheet")
"""Readers of what has pages, and of the rest: each in processes of their own, since the parsers of
the first take half of the memory a child may have."""
KEPT = 2
"""Processes of each sort that wait for another file; more end with theirs."""
LATE = 5
"""Seconds a process may take to answer once the time of its child is over."""
NUMBER = struct.Struct(">q")


class Press:
    """One such process, begun when first asked and begun again if it ended; for one at a time."""

    def __init__(self, readers: Sequence[str]) -> None:
        self._readers = readers
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, told: dict[str, Any], content: bytes) -> tuple[bytes, int]:
        """What the child of this file says, and how it ended: below zero, by which signal."""
        process = self._ready()
        went, came = process.stdin, process.stdout
        if went is None or came is None:
            raise AssertionError("a process begun with pipes has them")
        late = Timer(told["wall"] + LATE, process.kill)
        late.start()
        try:
            _put(went, json.dumps(told).encode())
            _put(went, content)
            code = int(_get(came))
            return _get(came), code
        except (OSError, EOFError):
            self.end()
            return b"", -signal.SIGKILL
        except BaseException:  # what it still answers would be taken for the next file's
            self.end()
            raise
        finally:
            late.cancel()

    def end(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process and self._process.poll() is not None:
            self.end()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603  our own interpreter, our own arguments
                [sys.executable, "-I", "-c", BEGIN, str(ROOT), *self._readers],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={"LANG": "C.UTF-8"}, cwd="/",
            )  # fmt: skip
        return self._process


_idle: defaultdict[Sequence[str], list[Press]] = defaultdict(list)


@contextmanager
def press_for(reader: str) -> Iterator[Press]:
    """One that has this reader loaded, nobody else's for the time of the block."""
    idle = _idle[PAGES if reader in PAGES else WORDS]
    try:
        press = idle.pop()  # a list hands each to one thread only
    except IndexError:
        press = Press(PAGES if reader in PAGES else WORDS)
    try:
        yield press
    finally:
        idle.append(press) if len(idle) < KEPT else press.end()


def in_fork(
    task: str, reader: str, kind: str, content: bytes, limits: Limits, *, mark: str, side: int
) -> tuple[bytes, int]:
    """What a limited child does with a file, and how it ended."""
    told = {"asked": [task, reader, kind, mark, limits.memory, limits.cpu_seconds, side],
            "wall": limits.wall_seconds}  # fmt: skip
    with press_for(reader) as press:
        return press.ask(told, content)


def stand_ready(readers: Sequence[str]) -> None:
    """Answer one file after another until there are no more; only in the process made for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in readers:
        import_module(f"claims.evidence.readers.{name}")
    came, went = sys.stdin.buffer, sys.stdout.buffer
    with suppress(EOFError):
        while True:
            told, content = json.loads(_get(came)), _get(came)
            said, code = _forked(told, content)
            _put(went, str(code).encode())
            _put(went, said)


def _forked(told: dict[str, Any], content: bytes) -> tuple[bytes, int]:
    """What one child wrote until it ended, or its time was over."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        _be_the_child(told["asked"], content, into)
    os.close(into)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(told["wall"])
    with os.fdopen(out, "rb") as answer:
        said = answer.read()
    _, ended = os.waitpid(child, 0)
    signal.alarm(0)
    return said, os.waitstatus_to_exitcode(ended)


def _be_the_child(asked: Sequence[Any], content: bytes, into: int) -> NoReturn:
    """Read this file as any limited child does, and end; the other files pass by where it has no
    stream to read them from."""
    ended = 1
    with suppress(BaseException):
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, sys.stdin.fileno())
        os.dup2(into, sys.stdout.fileno())
        os.closerange(OWN_STREAMS, max(nothing, into) + 1)
        sys.stdin = TextIOWrapper(BytesIO(content))
        main(*asked)
        sys.stdout.flush()
        ended = 0
    os._exit(ended)


def _put(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(NUMBER.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def _get(pipe: IO[bytes]) -> bytes:
    head = pipe.read(NUMBER.size)
    content = pipe.read(NUMBER.unpack(head)[0]) if len(head) == NUMBER.size else b""
    if len(head) < NUMBER.size or len(content) < NUMBER.unpack(head)[0]:
        raise EOFError
    return content
