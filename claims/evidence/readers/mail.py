"""E-mail saved as a file: it has a sender and a date, and says whether it carries files."""

from email import message_from_binary_file
from email.policy import default
from io import BytesIO

from claims.evidence.readers import Report, Unacceptable


def read(file: BytesIO, kind: str) -> Report:
    """Flags an e-mail with attachments: they were not examined."""
    message = message_from_binary_file(file, policy=default)
    dated = any(name in message for name in ("date", "received", "message-id"))
    if "from" not in message or not dated:
        raise Unacceptable("file-unlike")
    attached = any(part.get_content_disposition() == "attachment" for part in message.walk())
    return Report(flags=("mail-attachments",) if attached else ())
