"""The one gate for files: accepted when the name, the first bytes and the real parser agree.

The parser runs in a child process with bounds, because a small hostile file can take minutes or
gigabytes, or abort the process that reads it. A child that dies loses nothing: the file is kept as
received and flagged as not read.
"""

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL, SIGXCPU
from typing import Any

from claims.evidence.bounds import LIMITS, MEBI, Limits
from claims.evidence.kinds import ACCEPTED, ARCHIVES, INSTEAD, Kind, extension, sniff
from claims.evidence.press import in_fork
from claims.evidence.turns import TURNS
from claims.i18n.amounts import BREAKS, REFUSED, shown
from claims.problems import Problem, Value

LONGEST_NAME = 255
ODD = re.compile(f"{REFUSED.pattern}|{BREAKS.pattern}")
"""Letters that hide or turn round the end of a name: an `exe.pdf` may read `fdp.exe`."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file let in. flags: codes of `claims.evidence.flags`; pages: 0 when unknown.

    words: its text, page by page, as far as the child could read it; help, and no part of what
    the file is.
    """

    media: str
    size: int
    pages: int
    flags: tuple[str, ...]
    words: tuple[str, ...] = field(default=(), compare=False, repr=False)


def look_at(
    name: str, source: bytes | Path, limits: Limits = LIMITS, *, where: str = "file"
) -> tuple[Seen | None, tuple[Problem, ...]]:
    """What a file is, or why it is refused and what to bring instead.

    name: the name the person's file has; source: its bytes, or where they are.
    """
    if refused := at_the_door(name, source, limits, where):
        return None, (refused,)
    kind = ACCEPTED[extension(name)]
    report, words = ask_child(kind, source, limits)
    if refused := by_parser(report, name, kind, where):
        return None, (refused,)
    size, flags = _size(source), tuple(report["flags"])
    return Seen(kind.media, size, report.get("pages", 0), flags, words), ()


def at_the_door(name: str, source: bytes | Path, limits: Limits, where: str) -> Problem | None:
    """Why a file is refused before anything opens it: its name, its size, its first bytes."""
    if refused := _by_name_and_size(name, _size(source), limits, where):
        return refused
    return _by_signature(name, ACCEPTED[extension(name)], _start(source), where)


def by_parser(report: Mapping[str, Any], name: str, kind: Kind, where: str) -> Problem | None:
    """Why the child that opened a file refused it, if it did."""
    code = report.get("refused")
    if code in ("file-disagrees", "file-unlike"):
        return _disagreement(name, kind, report.get("found", ""), where)
    return Problem(where, code, {"name": name}) if code else None


def _size(source: bytes | Path) -> int:
    return len(source) if isinstance(source, bytes) else source.stat().st_size


def _by_name_and_size(name: str, size: int, limits: Limits, where: str) -> Problem | None:
    if refused := _by_name(name, where):
        return refused
    if size == 0:
        return Problem(where, "file-empty", {"name": name})
    if size > limits.size:
        mb, most = -(-size // MEBI), limits.size // MEBI
        return Problem(where, "file-too-large", {"name": name, "mb": mb, "most": most})
    return None


def _by_name(name: str, where: str) -> Problem | None:
    named, values = extension(name), {"name": name}
    if ODD.search(name):
        return Problem(where, "file-name-odd", {"name": shown(name)})
    if len(name.encode()) > LONGEST_NAME:
        return Problem(where, "file-name-too-long", {"name": name[:40] + "…"})
    if named in ARCHIVES:
        return Problem(where, "file-archive", values)
    if named in INSTEAD:
        return Problem(where, "file-kind-near", {"name": name, "instead": INSTEAD[named]})
    return None if named in ACCEPTED else Problem(where, "file-kind", values)


def _by_signature(name: str, kind: Kind, start: bytes, where: str) -> Problem | None:
    found = sniff(start)
    if found == kind.begins:
        return None
    if found == "OLE" and kind.begins == "ZIP":  # how Office locks a workbook or a letter
        return Problem(where, "file-locked", {"name": name})
    return _disagreement(name, kind, found, where)


def _disagreement(name: str, kind: Kind, found: str, where: str) -> Problem:
    values: Mapping[str, Value] = {"name": name, "named": kind.name}
    if found:
        return Problem(where, "file-disagrees", {"name": name, "named": kind.name, "found": found})
    return Problem(where, "file-unlike", values)


def _start(source: bytes | Path) -> bytes:
    if isinstance(source, bytes):
        return source[:1024]
    with source.open("rb") as file:
        return file.read(1024)


def ask_child(
    kind: Kind, source: bytes | Path, limits: Limits
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """What the child reports of a file, and its words; a child that dies after the first line has
    said what the file is."""
    said, code = in_child("look", kind, source, limits)
    told = said.splitlines()
    report = _line(told[0]) if told else None
    if not isinstance(report, dict):
        return {"flags": [_death(code)]}, ()
    words = _line(told[1]) if len(told) > 1 else None
    return report, tuple(map(str, words)) if isinstance(words, list) else ()


def in_child(
    task: str,
    kind: Kind,
    source: bytes | Path,
    limits: Limits = LIMITS,
    *,
    side: int = 0,
    mark: str = "",
) -> tuple[bytes, int]:
    """What the limited child answers, and how it ended: below zero, by which signal.

    side: pixels of the longer side of what is drawn; mark: the line that says a copy is one.
    """
    content = source if isinstance(source, bytes) else source.read_bytes()
    with TURNS.one():
        return in_fork(task, kind.reader, kind.name, content, limits, mark=mark, side=side)


def run_limited(
    begin: str, asked: Sequence[str], content: bytes, wall_seconds: int
) -> tuple[bytes, int]:
    """What a child of ours says of the bytes it is given, and how it ended, once its turn came.

    begin: the Python it starts with, which sets its bounds; asked: its arguments.
    """
    try:
        with TURNS.one():
            done = subprocess.run(  # noqa: S603  our own interpreter, our own arguments
                [sys.executable, "-I", "-c", begin, *asked],
                input=content,
                capture_output=True,
                timeout=wall_seconds,
                env={"LANG": "C.UTF-8"},
                cwd="/",
                check=False,
            )
    except subprocess.TimeoutExpired as late:
        return late.stdout or b"", -SIGKILL
    return done.stdout, done.returncode


def _line(said: bytes) -> object:
    try:
        return json.loads(said)
    except ValueError:
        return None


def cut_short(code: int) -> bool:
    """Whether a child that ended so was stopped at one of its bounds, rather than failed."""
    return -code in (SIGXCPU, SIGKILL)


def _death(code: int) -> str:
    return "unread-time" if cut_short(code) else "unread-failed"
