"""The limited child that opens a file no one has opened yet. Never imported by the application.

Bounds on memory, processor time and file size are set before the parser is even loaded; it may
start nothing, connect to nothing and write nothing but its report, one line of JSON on stdout.
"""

import json
import sys
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from resource import RLIMIT_AS, RLIMIT_CORE, RLIMIT_CPU, RLIMIT_FSIZE, setrlimit
from typing import Any
from zipfile import is_zipfile

FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "ctypes.",
)


def main(reader: str, kind: str, memory: int, seconds: int) -> None:
    """Read the file on stdin as that kind and report."""
    bounded = _bound(memory, seconds)
    try:
        file = BytesIO(sys.stdin.buffer.read())
        module = import_module(f"claims.evidence.readers.{reader}")
        sys.addaudithook(_forbid)
        report = _report(module.read, file, kind)
    except MemoryError:
        report = {"flags": ["unread-memory"]}
    except Exception:  # noqa: BLE001  whatever a parser raises, the file is kept and flagged
        report = {"flags": ["unread-failed"]}
    if not bounded and "flags" in report:
        report["flags"] = [*report["flags"], "unbounded"]
    print(json.dumps(report), flush=True)


def _bound(memory: int, seconds: int) -> bool:
    """Set every bound this system knows; whether all of them hold."""
    wanted = {RLIMIT_AS: memory, RLIMIT_CPU: seconds, RLIMIT_FSIZE: 0, RLIMIT_CORE: 0}
    held = 0
    for limit, most in wanted.items():
        with suppress(OSError, ValueError):
            setrlimit(limit, (most, most))
            held += 1
    return held == len(wanted)


def _report(read: object, file: BytesIO, kind: str) -> dict[str, Any]:
    from claims.evidence.readers import Unacceptable

    try:
        seen = read(file, kind)  # type: ignore[operator]
    except Unacceptable as refusal:
        return {"refused": refusal.code, "found": refusal.found}
    hidden = kind not in ("XLSX", "ODS", "DOCX") and is_zipfile(file)
    flags = (*seen.flags, "trailing-archive") if hidden else seen.flags
    told = {"pages": seen.pages, "flags": list(flags)}
    return told if seen.sheets is None else told | {"sheets": seen.sheets}


def _forbid(event: str, _arguments: object) -> None:
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)
