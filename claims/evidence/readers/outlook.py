"""E-mail as Outlook keeps it (MSG): a compound file of properties, read stream by stream."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO

import olefile

from claims.evidence.readers import Report, Unacceptable
from claims.evidence.readers.mail import is_active, without_marks

PROPERTIES = "__properties_version1.0"
CLASS, SUBJECT, SENDER, ADDRESS, TO = "001A", "0037", "0C1A", "5D01", "0E04"
BODY, HTML = "1000", "10130102"
SENT, RECEIVED = b"\x40\x00\x39\x00", b"\x40\x00\x06\x0e"
"""Tags of the moments a message was sent and received, as its properties list them."""
HEADER, ROW = 32, 16
NOTES = ("IPM.NOTE", "REPORT.IPM.NOTE")
FIRST_DAY = datetime(1601, 1, 1, tzinfo=UTC)
MOST_STREAMS = 2_000


def read(file: BytesIO, kind: str) -> Report:
    """Flags an e-mail that carries files, not examined, or acts. Other items are no e-mail."""
    with _opened(file) as message:
        names = message.listdir(streams=True, storages=True)
        if len(names) > MOST_STREAMS:
            raise Unacceptable("file-bomb")
        if not _text(message, CLASS).upper().startswith(NOTES):
            raise Unacceptable("file-unlike")
        found = {
            "mail-active": is_active(_bytes(message, HTML)),
            "mail-attachments": any(n[0].startswith("__attach_version1.0_") for n in names),
        }
    return Report(flags=tuple(flag for flag, is_so in found.items() if is_so))


def words(file: BytesIO, kind: str) -> Iterator[str]:
    """Who wrote to whom, when, about what, and the message."""
    with _opened(file) as message:
        told = [_text(message, tag) for tag in (SENDER, ADDRESS, TO, SUBJECT)]
        body = _text(message, BODY) or without_marks(
            _bytes(message, HTML).decode("utf-8", "replace")
        )
        yield "\n".join([*filter(None, (*told, _moment(message))), body])


def _opened(file: BytesIO) -> olefile.OleFileIO:
    """Raises Unacceptable for another compound file, or a broken one."""
    try:
        message = olefile.OleFileIO(file)
    except (OSError, ValueError, IndexError) as broken:
        raise Unacceptable("file-broken") from broken
    if not message.exists(PROPERTIES):
        raise Unacceptable("file-disagrees", "OLE")
    return message


def _text(message: olefile.OleFileIO, tag: str) -> str:
    """A property that is text, in either of the two ways Outlook writes it."""
    wide = _bytes(message, f"{tag}001F").decode("utf-16-le", "replace")
    return wide or _bytes(message, f"{tag}001E").decode("cp1252", "replace")


def _bytes(message: olefile.OleFileIO, tag: str) -> bytes:
    name = f"__substg1.0_{tag}"
    return bytes(message.openstream(name).read()) if message.exists(name) else b""


def _moment(message: olefile.OleFileIO) -> str:
    """The day it was sent or received, as a date in writing; empty when it does not say."""
    listed = message.openstream(PROPERTIES).read()
    rows = [listed[i : i + ROW] for i in range(HEADER, len(listed) - ROW + 1, ROW)]
    told = next((row for tag in (SENT, RECEIVED) for row in rows if row[:4] == tag), b"")
    ticks = int.from_bytes(told[8:16], "little")
    if not ticks or ticks > 3 * 10**17:
        return ""
    return (FIRST_DAY + timedelta(microseconds=ticks // 10)).date().isoformat()
