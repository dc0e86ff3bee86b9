"""E-mail saved as a file: it has a sender and a date; what it carries beside its text is told."""

import re
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.policy import default
from html import unescape
from io import BytesIO
from itertools import count, islice

from claims.evidence.kinds import sniff
from claims.evidence.readers import Report, Unacceptable

PARSER = BytesParser(policy=default)
TOLD = ("from", "to", "date", "subject")
HIDDEN = re.compile(r"<(style|script|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
BREAK = re.compile(r"<(?:br|/p|/div|/tr|/h[1-6]|/li)\b[^>]*>", re.IGNORECASE)
MARK = re.compile(r"<[^>]*>")
MESSAGES = ("message/rfc822", "message/global")
FORWARDED, DEEPEST, MOST = "> ", 5, 100
"""Before each line of a message forwarded; how deep one may be in others, and how many are told."""
UNKNOWN = (LookupError, ValueError, OSError, ImportError, AttributeError, TypeError)
"""What a header or a part raises that is in no alphabet known here, or no such thing at all."""
BODIES = ("text/plain", "text/html")
ENCODED = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} \S", re.MULTILINE)
"""A file written out in the text, as before MIME."""
ACTIVE = re.compile(
    rb"<(?:script|iframe|frame|object|embed|applet|form|svg|meta[^>]{0,100}refresh)\b"
    rb"|\bon(?:load|error|click|focus|toggle|begin|mouse\w{2,9}|key\w{2,9}|pointer\w{2,9})\s*="
    rb"|(?:java|vb)script\s*:|data:text/html",
    re.IGNORECASE,
)


def read(file: BytesIO, kind: str) -> Report:
    """Flags an e-mail that carries files, which were not examined, and one that acts."""
    message = PARSER.parse(file)
    dated = any(name in message for name in ("date", "received", "message-id"))
    if "from" not in message or not dated:
        raise Unacceptable("file-unlike")
    return Report(flags=tuple(sorted({flag for part in message.walk() for flag in _of(part)})))


def _of(part: Message) -> Iterator[str]:
    """Whatever is no plain text of the message is a file it carries, however it is presented."""
    if part.get_content_maintype() == "multipart":
        return
    payload = part.get_payload(decode=True) or b""
    content = payload if isinstance(payload, bytes) else b""
    named = part.get_filename() or part.get_content_disposition() == "attachment"
    hidden = sniff(content[:1024]) or ENCODED.search(content)
    if named or hidden or part.get_content_type() not in BODIES:
        yield "mail-attachments"
    if part.get_content_subtype() == "html" and is_active(content):
        yield "mail-active"


def is_active(markup: bytes) -> bool:
    """Whether a web page does something by itself, in whatever alphabet it is written."""
    return ACTIVE.search(markup.replace(b"\0", b"")) is not None


def words(file: BytesIO, kind: str) -> Iterator[str]:
    """Who wrote to whom, when, about what, and the text of the message; then the same of those it
    forwards, each line behind a mark for each message that it came in."""
    yield "\n".join(_lines(PARSER.parse(file), islice(count(), MOST)))


def _lines(message: Message, turns: Iterator[int], depth: int = 0) -> Iterator[str]:
    """turns: one for each message that may still be told, of those that any of them forwards."""
    yield from (f"{name}: {_header(message, name)}" for name in TOLD if name in message)
    yield ""
    yield _body(message)
    forwarded = _forwarded(message) if depth < DEEPEST else ()
    for each, _ in zip(forwarded, turns, strict=False):
        lines = "\n".join(_lines(each, turns, depth + 1)).splitlines()
        yield from ("", *(f"{FORWARDED}{line}" for line in lines))


def _header(message: Message, name: str) -> str:
    """As its sender wrote it, when it is in no alphabet known here."""
    try:
        return str(message[name])
    except UNKNOWN:
        return next(str(told) for key, told in message.raw_items() if key.lower() == name)


def _forwarded(message: Message) -> Iterator[Message]:
    """The messages among the parts of one, in their order; not those that they forward."""
    left = [message]
    while left:
        part = left.pop()
        inside = part.get_payload() if part.is_multipart() else ()
        inner = [each for each in inside if isinstance(each, Message)]
        if part.get_content_type() in MESSAGES:
            yield from inner
        else:
            left.extend(reversed(inner))


def _body(message: Message) -> str:
    """Its text, blank when it has none that can be found."""
    with suppress(*UNKNOWN):
        body = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
        return _text(body) if isinstance(body, EmailMessage) else ""
    return ""


def _text(part: EmailMessage) -> str:
    try:
        content = str(part.get_content())
    except UNKNOWN:
        content = _guessed(part.get_payload(decode=True))
    return without_marks(content) if part.get_content_subtype() == "html" else content


def _guessed(content: object) -> str:
    """A text in an alphabet not known here, of which the plain letters at least are right."""
    told = content if isinstance(content, bytes) else b""
    try:
        return told.decode()
    except UnicodeDecodeError:
        return told.decode("cp1252", "replace")


def without_marks(markup: str) -> str:
    """The words of a web page: a line for each of its lines, nothing of what is not shown."""
    lines = BREAK.sub("\n", HIDDEN.sub(" ", markup))
    return unescape(MARK.sub(" ", lines))
