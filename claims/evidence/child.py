"""The limited child that opens a file no one has opened yet, forked for it alone by a process that
opens none (`claims.evidence.press`); never the application.

Bounds on memory, processor time and file size are set before it is given the file, and from then on
the system opens nothing more for this process: no file, no connection. It may start nothing and
write nothing but its report on stdout: a line of JSON on what the file is, then one with its words;
or, asked to draw, to copy, to number or to redact, a picture or a copy.
"""

import codecs
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from io import BytesIO
from itertools import islice
from resource import (
    RLIMIT_AS,
    RLIMIT_CORE,
    RLIMIT_CPU,
    RLIMIT_FSIZE,
    RLIMIT_NOFILE,
    setrlimit,
)
from types import ModuleType
from typing import Any
from zipfile import is_zipfile

from claims.evidence.readers.ends import has_more_behind

FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.system",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "os.chmod",
    "os.link",
    "os.symlink",
    "os.kill",
    "shutil.",
    "ctypes.dlopen",
    "ctypes.dlsym",
    "ctypes.call_function",
)
ALPHABETS = (
    *("ascii", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"),
    *("cp1252", "cp1250", "cp1251", "cp850", "cp437", "cp932", "gbk", "gb18030", "big5"),
    *("latin-1", "iso8859-15", "iso8859-2", "koi8-r", "shift_jis", "euc_jp", "iso2022_jp"),
    *("euc_kr", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "mac_roman"),
)
"""Loaded before the door closes: a text in another one is kept and its words are not read, but for
an e-mail, whose headers are, and its plain letters."""
OWN_STREAMS = 3
PAGES, LETTERS = 200, 200_000
"""Most pages, and characters in all, whose words are reported."""
COPIED_PAGES, COPIED_LETTERS = 5_000, 20_000_000
"""The same for a copy in plain text."""
COPIERS = {
    "pdf": "claims.evidence.readers.pdf_copy",
    "image": "claims.evidence.readers.image",
}
"""Readers whose copies are more than words."""
NUMBERERS = {
    "pdf": "claims.evidence.readers.pdf_stamp",
    "image": "claims.evidence.readers.image_page",
}
REDACTING = {
    "page": ("redact", "shown"),
    "letters": ("page_letters", "letters"),
    "burn": ("redact", "burned"),
    "letter": ("redact", "lettered"),
}
"""Task → the reader that does it of a PDF or of a picture, and by what."""
OFFICE = ("XLSX", "ODS", "DOCX")


def main(
    task: str, reader: str, kind: str, mark: str, memory: int, seconds: int, side: int
) -> None:
    """Do one task on the file on stdin, taken as that kind: `look`, `draw`, `copy`, `number`,
    `text` or one of REDACTING.

    mark: the line that says a copy is one; side: pixels of the longer side of what is drawn.
    """
    bounded = bound(memory, seconds)
    file = BytesIO(sys.stdin.buffer.read())
    try:
        module = import_module(f"claims.evidence.readers.{reader}")
        make = _maker(task, module, reader, mark, side)
        for alphabet in ALPHABETS:
            codecs.lookup(alphabet)
        bounded &= close_the_door()
        if make:
            sys.stdout.buffer.write(make(file, kind))
            return
        report = _report(module.read, file, kind)
    except MemoryError:
        report = {"flags": ["unread-memory"]}
    except Exception:  # noqa: BLE001  whatever a parser raises, the file is kept and flagged
        report = {"flags": ["unread-failed"]}
    if not bounded and "flags" in report:
        report["flags"] = [*report["flags"], "unbounded"]
    print(json.dumps(report), flush=True)
    if "pages" in report:
        print(json.dumps(_words(module.words, file, kind)), flush=True)


def bound(memory: int, seconds: int) -> bool:
    """Set every bound this system knows; whether all of them hold."""
    wanted = {RLIMIT_AS: memory, RLIMIT_CPU: seconds, RLIMIT_FSIZE: 0, RLIMIT_CORE: 0}
    return sum(_held(limit, most) for limit, most in wanted.items()) == len(wanted)


def close_the_door() -> bool:
    """From here on the system opens nothing, and Python starts, deletes and renames nothing.

    Whether the system holds to it.
    """
    sys.addaudithook(forbid)
    return _held(RLIMIT_NOFILE, OWN_STREAMS)


def _held(limit: int, most: int) -> bool:
    with suppress(OSError, ValueError):
        setrlimit(limit, (most, most))
        return True
    return False


def _report(read: object, file: BytesIO, kind: str) -> dict[str, Any]:
    from claims.evidence.readers import Unacceptable

    try:
        seen = read(file, kind)  # type: ignore[operator]
    except Unacceptable as refusal:
        return {"refused": refusal.code, "found": refusal.found}
    flags = {*seen.flags, *_two_faced(file, kind)}
    told: dict[str, Any] = {"pages": seen.pages, "flags": sorted(flags)}
    return told if seen.sheets is None else told | {"sheets": seen.sheets}


def _two_faced(file: BytesIO, kind: str) -> Iterator[str]:
    """Another file inside this one, which another program would open."""
    if kind not in OFFICE and is_zipfile(file):
        yield "trailing-archive"
    elif has_more_behind(file.getvalue(), kind):
        yield "trailing-bytes"
    if kind != "PDF" and b"%PDF-" in file.getvalue()[:1024]:
        yield "hidden-pdf"


def _maker(
    task: str, module: ModuleType, reader: str, mark: str, side: int
) -> Callable[[BytesIO, str], bytes] | None:
    """What draws or copies; None when one only looks. Loads what it needs."""
    if task == "draw":
        return lambda file, kind: bytes(module.draw(file, kind, side))
    if task == "number":
        numberer = import_module(NUMBERERS[reader])
        return lambda file, kind: bytes(numberer.numbered(file, kind))
    if task == "text":
        return lambda file, kind: "\f".join(
            _words(module.words, file, kind, COPIED_PAGES, COPIED_LETTERS)
        ).encode()
    if task in REDACTING:
        name, act = REDACTING[task]
        redact = import_module(f"claims.evidence.readers.{name}")
        return lambda file, kind: bytes(getattr(redact, act)(file, kind))
    if task != "copy":
        return None
    copied = import_module(COPIERS[reader]).copied if reader in COPIERS else _in_text(module)

    def copy(file: BytesIO, kind: str) -> bytes:
        method, content = copied(file, kind, mark)
        return bytes(f"{method}\n".encode() + content)

    return copy


def _in_text(module: ModuleType) -> Callable[[BytesIO, str, str], tuple[str, bytes]]:
    """The words of a file under the line that says it is a copy; empty when it has none.

    A mark that would open a tag in a browser is written otherwise.
    """

    def copied(file: BytesIO, kind: str, mark: str) -> tuple[str, bytes]:
        pages = _words(module.words, file, kind, COPIED_PAGES, COPIED_LETTERS)
        text = "\n\n".join(pages).strip().replace("<", "\u2039")
        return "words alone, < as \\u2039", f"{mark}\n\n{text}\n".encode() if text else b""

    return copied


def _words(
    words: object, file: BytesIO, kind: str, most: int = PAGES, letters: int = LETTERS
) -> list[str]:
    """The text of the file, page by page, as far as it can be read: for help, never to refuse."""
    pages, left = [], letters
    with suppress(Exception):
        file.seek(0)
        for page in islice(words(file, kind), most):  # type: ignore[operator]
            pages.append(page[:left].encode("utf-8", "replace").decode())
            left -= len(pages[-1])
            if left <= 0:
                break
    return pages


def forbid(event: str, _arguments: object) -> None:
    """Refuse what a parser has no use for; an audit hook, so that no import goes round it."""
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)
