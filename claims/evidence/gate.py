"""The one gate for files: accepted when the name, the first bytes and the real parser agree.

The parser runs in a child process with bounds, because a small hostile file can take minutes or
gigabytes, or abort the process that reads it. A child that dies loses nothing: the file is kept as
received and flagged as not read.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.evidence.kinds import ACCEPTED, ARCHIVES, INSTEAD, Kind, extension, sniff
from claims.problems import Problem, Value

ROOT = Path(__file__).resolve().parents[2]
MEBI = 1024 * 1024
BEGIN = (
    "import sys; sys.path.append(sys.argv[1]); from claims.evidence.child import main; "
    "main(sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5]))"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the file, and what its parser may use."""

    size: int = 25 * MEBI
    memory: int = 200 * MEBI
    cpu_seconds: int = 5
    wall_seconds: int = 10


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Seen:
    """A file let in. flags: codes of `claims.evidence.flags`; pages: 0 when unknown."""

    media: str
    size: int
    pages: int
    flags: tuple[str, ...]


def look_at(
    name: str, source: bytes | Path, limits: Limits = LIMITS, *, where: str = "file"
) -> tuple[Seen | None, tuple[Problem, ...]]:
    """What a file is, or why it is refused and what to bring instead.

    name: the name the person's file has; source: its bytes, or where they are.
    """
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if refused := _by_name_and_size(name, size, limits, where):
        return None, (refused,)
    kind = ACCEPTED[extension(name)]
    if refused := _by_signature(name, kind, _start(source), where):
        return None, (refused,)
    report = ask_child(kind, source, limits)
    if "refused" in report:
        return None, (_by_parser(report["refused"], name, kind, report.get("found", ""), where),)
    return Seen(kind.media, size, report.get("pages", 0), tuple(report["flags"])), ()


def _by_name_and_size(name: str, size: int, limits: Limits, where: str) -> Problem | None:
    named, values = extension(name), {"name": name}
    if len(name.encode()) > 255:
        return Problem(where, "file-name-too-long", {"name": name[:40] + "…"})
    if named in ARCHIVES:
        return Problem(where, "file-archive", values)
    if named in INSTEAD:
        return Problem(where, "file-kind-near", {"name": name, "instead": INSTEAD[named]})
    if named not in ACCEPTED:
        return Problem(where, "file-kind", values)
    if size == 0:
        return Problem(where, "file-empty", values)
    if size > limits.size:
        mb, most = -(-size // MEBI), limits.size // MEBI
        return Problem(where, "file-too-large", {"name": name, "mb": mb, "most": most})
    return None


def _by_signature(name: str, kind: Kind, start: bytes, where: str) -> Problem | None:
    found = sniff(start)
    if found == kind.begins:
        return None
    if found == "OLE" and kind.begins == "ZIP":  # how Office locks a workbook or a letter
        return Problem(where, "file-locked", {"name": name})
    return _disagreement(name, kind, found, where)


def _by_parser(code: str, name: str, kind: Kind, found: str, where: str) -> Problem:
    if code in ("file-disagrees", "file-unlike"):
        return _disagreement(name, kind, found, where)
    return Problem(where, code, {"name": name})


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


def ask_child(kind: Kind, source: bytes | Path, limits: Limits) -> dict[str, Any]:
    """What the limited child reports of a file: its flags, or why it is refused."""
    content = source if isinstance(source, bytes) else source.read_bytes()
    bounds = (str(limits.memory), str(limits.cpu_seconds))
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter, our own arguments
            [sys.executable, "-I", "-c", BEGIN, str(ROOT), kind.reader, kind.name, *bounds],
            input=content,
            capture_output=True,
            timeout=limits.wall_seconds,
            env={"LANG": "C.UTF-8"},
            cwd="/",
            check=False,
        )
        report = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"flags": ["unread-time"]}
    except ValueError:
        return {"flags": [_death(done.returncode)]}
    return report if isinstance(report, dict) else {"flags": ["unread-failed"]}


def _death(code: int) -> str:
    from signal import SIGKILL, SIGXCPU

    return "unread-time" if -code in (SIGXCPU, SIGKILL) else "unread-failed"
