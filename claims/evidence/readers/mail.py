"""E-mail saved as a file: it has a sender and a date, and says whether it carries files."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from html import unescape
from io import BytesIO

from claims.evidence.readers import Report, Unacceptable

PARSER = BytesParser(policy=default)
TOLD = ("from", "to", "date", "subject")
HIDDEN = re.compile(r"<(style|script|head)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
BREAK = re.compile(r"<(?:br|/p|/div|/tr|/h[1-6]|/li)\b[^>]*>", re.IGNORECASE)
MARK = re.compile(r"<[^>]*>")


def read(file: BytesIO, kind: str) -> Report:
    """Flags an e-mail with attachments: they were not examined."""
    message = PARSER.parse(file)
    dated = any(name in message for name in ("date", "received", "message-id"))
    if "from" not in message or not dated:
        raise Unacceptable("file-unlike")
    attached = any(part.get_content_disposition() == "attachment" for part in message.walk())
    return Report(flags=("mail-attachments",) if attached else ())


def words(file: BytesIO, kind: str) -> Iterator[str]:
    """Who wrote to whom, when, about what, and the text of the message."""
    message = PARSER.parse(file)
    told = [f"{name}: {message[name]}" for name in TOLD if name in message]
    body = message.get_body(("plain", "html"))
    text = _text(body) if isinstance(body, EmailMessage) else ""
    yield "\n".join([*told, "", text])


def _text(part: EmailMessage) -> str:
    content = str(part.get_content())
    return without_marks(content) if part.get_content_subtype() == "html" else content


def without_marks(markup: str) -> str:
    """The words of a web page: a line for each of its lines, nothing of what is not shown."""
    lines = BREAK.sub("\n", HIDDEN.sub(" ", markup))
    return unescape(MARK.sub(" ", lines))
