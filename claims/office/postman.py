"""Handing one letter over: to a mail server, or to a file in a demonstration.

Plain text only, no markup and nothing to fetch. Nothing goes in the clear to a server that was to
speak TLS. What a server answers may repeat an address, so only its numbers are kept.
"""

import os
import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path

import idna

from claims.i18n import say
from claims.settings import IMPLICIT_TLS, Settings
from claims.store.outbox import Letter

PATIENCE = 20.0
"""Seconds a server may take for each of its answers."""
PERMANENT = range(500, 600)
FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLError, "mail-certificate"),
    (TimeoutError, "mail-timeout"),
    (smtplib.SMTPNotSupportedError, "mail-login-unknown"),
    (Exception, "mail-no-connection"),
)
"""What a conversation with a server may end on; the first that fits is told."""
STAMP = "%Y%m%dT%H%M%SZ"
"""How the name of a written message begins, so that names sort as moments do."""
ENHANCED = re.compile(rb"\s*(\d\.\d{1,3}\.\d{1,3})(?=\s|$)")


class NotDelivered(Exception):
    """A letter that did not leave. reason: a code of `claims.i18n.told.mail`, then what was
    answered; for_good: its recipient, or the letter itself, will never be accepted."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        self.reason, self.for_good = reason, for_good
        super().__init__(reason)


def deliver(settings: Settings, letter: Letter, body: str) -> None:
    """Hand a letter over; it has left once this returns. Raises NotDelivered."""
    message = message_of(settings, letter, body)
    if settings.smtp_host:
        _by_smtp(settings, message, letter.recipient)
    else:
        _as_file(folder_of(settings), message, letter)


def folder_of(settings: Settings) -> Path:
    """Where a demonstration writes its messages."""
    return settings.data_dir / "mail"


def message_of(settings: Settings, letter: Letter, body: str) -> EmailMessage:
    """The letter as it travels; the same letter makes the same message at every try."""
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = _sender(settings, letter)
        local, _, domain = _travelling(letter.recipient).rpartition("@")
        message["To"] = Address(username=local, domain=domain)
        message["Subject"] = letter.subject
    except (ValueError, HeaderParseError) as wrong:  # idna's own faults are ValueErrors
        raise NotDelivered("mail-unsendable", for_good=True) from wrong
    message["Date"] = format_datetime(letter.created_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = f"{letter.language}-CA"
    return message


def _sender(settings: Settings, letter: Letter) -> Address:
    """Where letters come from; the registry gives its own name when none is set."""
    domain = letter.message_id.rpartition("@")[2].rstrip(">")
    name, address = parseaddr(settings.mail_from or f"ne-pas-repondre@{domain}")
    return Address(name or say("Registre des réclamations", letter.language), addr_spec=address)


def _travelling(address: str) -> str:
    """An address with its domain in the letters every server knows."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{idna.encode(domain, uts46=True).decode()}"


def _by_smtp(settings: Settings, message: EmailMessage, to: str) -> None:
    with _server(settings) as server:
        try:
            server.send_message(message, to_addrs=[_travelling(to)])
        except smtplib.SMTPRecipientsRefused as refused:
            raise _refusal(*next(iter(refused.recipients.values())), of_letter=True) from None
        except smtplib.SMTPDataError as refused:
            raise _refusal(refused.smtp_code, refused.smtp_error, of_letter=True) from None
        except smtplib.SMTPNotSupportedError:
            raise NotDelivered("mail-no-utf8", for_good=True) from None
        except ValueError:
            raise NotDelivered("mail-unsendable", for_good=True) from None


@contextmanager
def _server(settings: Settings) -> Iterator[smtplib.SMTP]:
    """A server that speaks TLS and knows us. Faults of a whole server are mended by whoever keeps
    it, so they are never for good."""
    try:
        with closing(_connected(settings)) as server:
            if settings.smtp_starttls and settings.smtp_port != IMPLICIT_TLS:
                _encrypt(server)
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            yield server
            with suppress(smtplib.SMTPException, OSError):  # it has the letter: manners only
                server.quit()
    except smtplib.SMTPAuthenticationError as refused:
        raise _refusal(refused.smtp_code, refused.smtp_error, code="mail-login") from None
    except smtplib.SMTPResponseException as refused:
        raise _refusal(refused.smtp_code, refused.smtp_error) from None
    except (smtplib.SMTPException, OSError) as fault:
        raise NotDelivered(_code_of(fault)) from None


def _code_of(fault: Exception) -> str:
    """What ended the conversation; smtplib tells a silence as a line that was cut."""
    met = fault.__context__ if isinstance(fault.__context__, TimeoutError) else fault
    return next(code for kind, code in FAULTS if isinstance(met, kind))


def _connected(settings: Settings) -> smtplib.SMTP:
    host, port = settings.smtp_host, settings.smtp_port
    if port == IMPLICIT_TLS:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=context)
    return smtplib.SMTP(host, port, timeout=PATIENCE)


def _encrypt(server: smtplib.SMTP) -> None:
    server.ehlo_or_helo_if_needed()
    if not server.has_extn("starttls"):
        raise NotDelivered("mail-no-starttls")
    server.starttls(context=ssl.create_default_context())


def _refusal(
    status: int, answer: bytes | str, *, code: str = "mail-refused", of_letter: bool = False
) -> NotDelivered:
    """What a server answered, in its numbers only: 550 5.1.1.

    of_letter: of one recipient or one text, so that a permanent answer is for good. Not so when its
    number is of class 7, security or policy: then we are not let in, whomever we write to.
    """
    raw = answer if isinstance(answer, bytes) else answer.encode()
    enhanced = ENHANCED.match(raw)
    numbers = enhanced[1].decode() if enhanced else ""
    for_good = of_letter and status in PERMANENT and not numbers.startswith("5.7.")
    return NotDelivered(f"{code} {status} {numbers}".rstrip(), for_good=for_good)


def forget_files(folder: Path, *, before: datetime) -> None:
    """Delete the messages a demonstration wrote before; a name begins with its moment."""
    for path in folder.glob("*.eml"):
        if path.name < f"{before:{STAMP}}":
            path.unlink(missing_ok=True)


def forget_file(folder: Path, letter: Letter) -> None:
    """Delete the message a demonstration wrote of a letter, if it wrote one."""
    (folder / _file_name(letter)).unlink(missing_ok=True)


def _file_name(letter: Letter) -> str:
    return f"{letter.created_at:{STAMP}}-{letter.kind}-{letter.id[:8]}.eml"


def _as_file(folder: Path, message: EmailMessage, letter: Letter) -> None:
    """Write it as a mail program opens it, for its owner's eyes: it may hold a key to a claim."""
    name = _file_name(letter)
    trial = folder / f".{name}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(message.as_bytes())
        trial.replace(folder / name)
    except OSError as refusal:
        raise NotDelivered("mail-no-file") from refusal
