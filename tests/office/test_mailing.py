"""Mail by a real SMTP server: sent once, tried again, bounced, never in the clear."""

import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from os import urandom
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from claims.access import Actor, Role
from claims.i18n import sentence
from claims.office import entrance, leaving, postman
from claims.office.house import House, open_house
from claims.office.mailing import BACK_OFF, mail_standing, retry, send_next
from claims.office.posting import post
from claims.office.upkeep import LETTERS_KEPT, sweep
from claims.problems import NotAllowed, NotFound, Refused
from claims.settings import Settings
from tests.makers import ADMINISTRATOR, GAGNON, NOW, WHC, a_claimant, a_filed_claim

SENDER = "registre@cabinet.example"


class Mailbox:
    """What the server took, and what it answers; answers are used up one by one."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.recipient_answers: list[str] = []
        self.data_answers: list[str] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, _o: Any):
        answer = self.recipient_answers.pop(0) if self.recipient_answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self.data_answers.pop(0) if self.data_answers else "250 OK"
        if answer.startswith("250"):
            self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return answer


class Server(Controller):
    """A mail server of the test's own, with whatever TLS and log-in it asks for."""

    def __init__(self, mailbox: Mailbox, **asked: Any) -> None:
        self.asked = asked
        super().__init__(mailbox, hostname="127.0.0.1", port=0)

    def factory(self) -> SMTP:
        return SMTP(self.handler, **self.asked)

    def _trigger_server(self) -> None:
        """The port was drawn by the system."""
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def serve(mailbox: Mailbox) -> Iterator[Any]:
    """Starts a server; its port."""
    started: list[Controller] = []

    def start(**asked: Any) -> int:
        server = Server(mailbox, **asked)
        server.start()
        started.append(server)
        return server.port

    yield start
    for server in started:
        server.stop()


def a_posting_house(folder: Path, port: int = 0, **more: Any) -> House:
    server = {"smtp_host": "localhost", "smtp_port": port, "smtp_starttls": False,
              "mail_from": SENDER} if port else {}  # fmt: skip
    return open_house(Settings.at(folder, **server | more))


def posted(house: House, n: int = 1, **more: Any) -> str:
    number = a_filed_claim(house, n)
    given = {"to": "zoe@exemple.ca", "kind": "message", "language": "fr", "key": f"event {n}"}
    assert post(house, number=number, now=NOW, **given | more)
    return number


def only(house: House):
    [letter] = house.store.outbox.latest()
    return letter


def told(house: House, now: datetime = NOW):
    return mail_standing(house, ADMINISTRATOR, now=now)


def test_a_letter_reaches_its_reader_as_plain_text_with_a_stable_id(tmp_path, serve, mailbox):
    house = a_posting_house(tmp_path, serve())
    number = posted(house)
    assert send_next(house, now=NOW)
    assert not send_next(house, now=NOW)
    [message] = mailbox.messages
    assert message["Subject"] == f"Vous avez un message\u00a0: inscription {number}"
    assert message["From"] == f"Registre des réclamations <{SENDER}>"
    assert message["To"] == "zoe@exemple.ca"
    assert message["Message-ID"] == only(house).message_id
    assert message["Message-ID"].endswith("@cabinet.example>")
    assert message["Content-Language"] == "fr-CA"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain"
    assert number in message.get_content()
    assert (only(house).state, only(house).sent_at) == ("sent", NOW)


def test_a_letter_refused_for_now_is_tried_again_after_a_minute_then_five(tmp_path, serve, mailbox):
    house = a_posting_house(tmp_path, serve())
    posted(house)
    mailbox.recipient_answers = ["451 4.3.0 later", "451 4.3.0 later"]
    send_next(house, now=NOW)
    assert (only(house).state, only(house).reason) == ("waiting", "mail-refused 451 4.3.0")
    assert not send_next(house, now=NOW + timedelta(seconds=59))
    assert send_next(house, now=NOW + timedelta(minutes=1))
    assert not send_next(house, now=NOW + timedelta(minutes=5, seconds=59))
    assert send_next(house, now=NOW + timedelta(minutes=6))
    assert [len(mailbox.messages), only(house).tries] == [1, 3]


def test_a_server_that_stays_down_is_given_up_after_six_tries_and_the_letter_kept(tmp_path, serve):
    port = serve()
    house = a_posting_house(tmp_path, port, smtp_host="127.0.0.2")
    posted(house)
    at = NOW
    for wait in (*BACK_OFF, timedelta()):
        assert send_next(house, now=at)
        at += wait
    assert (only(house).state, only(house).tries) == ("failed", 6)
    assert sentence(told(house).last_fault, "fr").startswith("Le serveur de courriel ne répond pas")
    retry(house, ADMINISTRATOR, only(house).id, now=at)
    assert only(house).state == "waiting"


@pytest.mark.parametrize("step", ["recipient_answers", "data_answers"])
def test_a_letter_refused_for_good_is_bounced_at_once(tmp_path, serve, mailbox, step):
    house = a_posting_house(tmp_path, serve())
    posted(house)
    setattr(mailbox, step, ["550 5.1.1 zoe@exemple.ca unknown"])
    send_next(house, now=NOW)
    assert (only(house).state, only(house).reason) == ("bounced", "mail-refused 550 5.1.1")
    assert not send_next(house, now=NOW + timedelta(days=2))
    with pytest.raises(NotFound):
        retry(house, ADMINISTRATOR, only(house).id, now=NOW)


def test_a_server_that_does_not_let_us_in_refuses_nobody_for_good(tmp_path, serve, mailbox):
    """Relay denied is permanent to the server, and mended by whoever keeps ours."""
    house = a_posting_house(tmp_path, serve())
    posted(house)
    mailbox.recipient_answers = ["554 5.7.1 zoe@exemple.ca: Relay access denied"]
    send_next(house, now=NOW)
    assert (only(house).state, only(house).reason) == ("waiting", "mail-refused 554 5.7.1")


def test_an_accented_mailbox_is_refused_by_a_server_that_knows_none(tmp_path, serve, mailbox):
    house = a_posting_house(tmp_path, serve())
    posted(house, to="zoé@exemple.ca")
    send_next(house, now=NOW)
    assert (only(house).state, only(house).reason) == ("bounced", "mail-no-utf8")


def test_an_accented_mailbox_is_written_to_by_a_server_that_knows_them(tmp_path, serve, mailbox):
    house = a_posting_house(tmp_path, serve(enable_SMTPUTF8=True))
    posted(house, to="zoé@exemple.ca")
    send_next(house, now=NOW)
    assert only(house).state == "sent"
    assert str(mailbox.messages[0]["To"]) == "zoé@exemple.ca"


def test_a_server_that_says_nothing_is_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(postman, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        house = a_posting_house(tmp_path, silent.getsockname()[1], smtp_host="127.0.0.1")
        posted(house)
        send_next(house, now=NOW)
    assert (only(house).state, only(house).reason) == ("waiting", "mail-timeout")


def test_a_letter_on_which_every_worker_died_is_given_up(tmp_path):
    house = a_posting_house(tmp_path)
    posted(house)
    for n in range(6):
        at = NOW + n * timedelta(minutes=10)
        house.store.outbox.take(at=at, until=at + timedelta(minutes=10))
    send_next(house, now=NOW + timedelta(hours=1))
    assert (only(house).state, only(house).reason) == ("failed", "mail-interrupted")


def test_nothing_goes_in_the_clear_to_a_server_that_refuses_tls(tmp_path, serve, mailbox):
    house = a_posting_house(tmp_path, serve(), smtp_starttls=True)
    posted(house)
    send_next(house, now=NOW)
    assert mailbox.messages == []
    assert (only(house).state, only(house).reason) == ("waiting", "mail-no-starttls")


def a_certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for localhost and the server's side of it."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / "cert.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )  # fmt: skip
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, private)
    return pem, context


def takes_the_password(_server, _session, _envelope, _mechanism, given):
    right = (given.login, given.password) == (b"registre", b"un mot de passe")
    return AuthResult(success=right, handled=False)


def test_letters_go_under_tls_after_a_log_in(tmp_path, serve, mailbox, monkeypatch):
    pem, context = a_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    port = serve(tls_context=context, require_starttls=True, authenticator=takes_the_password,
                 auth_required=True)  # fmt: skip
    asked = {"smtp_starttls": True, "smtp_user": "registre"}
    house = a_posting_house(tmp_path, port, smtp_password="un mot de passe", **asked)
    posted(house)
    send_next(house, now=NOW)
    assert [only(house).state, len(mailbox.messages)] == ["sent", 1]
    other = a_posting_house(tmp_path / "other", port, smtp_password="un autre", **asked)
    posted(other)
    send_next(other, now=NOW)
    assert (only(other).state, only(other).reason) == ("waiting", "mail-login 535 5.7.8")


def test_a_server_may_speak_tls_from_the_first_byte(tmp_path, mailbox, monkeypatch):
    pem, context = a_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    server = Server(mailbox)
    server.ssl_context = context
    server.start()
    monkeypatch.setattr(postman, "IMPLICIT_TLS", server.port)
    house = a_posting_house(tmp_path, server.port)
    posted(house)
    send_next(house, now=NOW)
    server.stop()
    assert [only(house).state, len(mailbox.messages)] == ["sent", 1]


def test_a_certificate_nobody_vouches_for_is_refused(tmp_path, serve, mailbox):
    _, context = a_certificate(tmp_path)
    house = a_posting_house(tmp_path, serve(tls_context=context), smtp_starttls=True)
    posted(house)
    send_next(house, now=NOW)
    assert (only(house).state, only(house).reason) == ("waiting", "mail-certificate")
    assert mailbox.messages == []


def test_two_workers_send_each_letter_once(tmp_path, serve, mailbox):
    house = a_posting_house(tmp_path, serve())
    for n in range(1, 21):
        posted(house, n)

    def works(_: int) -> None:
        while send_next(house, now=NOW):
            pass

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(works, range(2)))
    ids = [message["Message-ID"] for message in mailbox.messages]
    assert len(ids) == len(set(ids)) == 20


def test_a_letter_whose_worker_died_goes_again_under_the_same_id(tmp_path, serve, mailbox):
    house = a_posting_house(tmp_path, serve())
    posted(house)
    house.store.outbox.take(at=NOW, until=NOW + timedelta(minutes=10))
    assert not send_next(house, now=NOW + timedelta(minutes=9))
    assert send_next(house, now=NOW + timedelta(minutes=10))
    assert mailbox.messages[0]["Message-ID"] == only(house).message_id


def test_an_accented_domain_travels_in_plain_letters(tmp_path, serve, mailbox):
    house = a_posting_house(tmp_path, serve())
    posted(house, to="zoe@hôtel-boréal.example")
    send_next(house, now=NOW)
    assert mailbox.messages[0]["To"] == "zoe@xn--htel-boral-i7a8j.example"


@pytest.mark.parametrize("field", ["subject", "recipient"])
def test_no_header_can_be_smuggled_in(tmp_path, serve, mailbox, field):
    """The office refuses such an address before; here, the row itself was tampered with."""
    house = a_posting_house(tmp_path, serve())
    posted(house)
    smuggled = "zoe@exemple.ca\r\nBcc: everyone@exemple.ca"
    with house.store.database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE outbox SET {field} = ?", (smuggled,))
    send_next(house, now=NOW)
    assert mailbox.messages == []
    assert (only(house).state, only(house).reason) == ("bounced", "mail-unsendable")


def test_R07_once_sent_no_key_is_left_in_the_database(tmp_path, serve, mailbox):
    house = a_posting_house(tmp_path, serve())
    secrets = {"code": "ABCD-EFGH-JKMN", "link": "https://r.example/reprise#JETON", "until": "x"}
    posted(house, kind="begun", values=secrets)
    send_next(house, now=NOW)
    assert "JETON" in mailbox.messages[0].get_content()
    with house.store.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT body FROM outbox").scalar_one() == ""
    house.store.close()
    raw = b"".join(p.read_bytes() for p in (tmp_path / "var").glob("claims.sqlite3*"))
    assert b"JETON" not in raw
    assert b"ABCD-EFGH" not in raw


def test_a_demonstration_writes_its_letters_for_its_owner_s_eyes_alone(tmp_path):
    house = a_posting_house(tmp_path)
    number = posted(house)
    send_next(house, now=NOW)
    [file] = (tmp_path / "var" / "mail").iterdir()
    assert file.name.startswith("20261121T193000Z-message-")
    assert file.stat().st_mode & 0o077 == 0
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert message["To"] == "zoe@exemple.ca"
    assert number in message.get_content()


def in_production(folder: Path, **more: Any) -> House:
    return open_house(
        Settings.at(folder, mode="production", secret="s" * 40, vault_key="A" * 43,
                    public_url="https://registre.example", **more)
    )  # fmt: skip


def test_production_without_a_server_keeps_its_letters_and_says_so(tmp_path):
    house = in_production(tmp_path)
    posted(house)
    assert not send_next(house, now=NOW)
    assert not (tmp_path / "var" / "mail").exists()
    standing = told(house)
    assert (standing.sends, standing.counts["waiting"]) == (False, 1)


def test_a_server_without_a_sender_or_a_password_in_the_clear_keeps_the_house_shut(tmp_path):
    asked = {"smtp_host": "mx.example", "smtp_user": "u", "smtp_starttls": False}
    with pytest.raises(Refused) as refusal:
        in_production(tmp_path, **asked)
    assert [p.where for p in refusal.value.problems] == ["CLAIMS_MAIL_FROM", "CLAIMS_SMTP_STARTTLS"]
    with pytest.raises(Refused) as refusal:
        in_production(tmp_path, smtp_host="mx.example", mail_from="Registre <nulle part>")
    assert [p.code for p in refusal.value.problems] == ["setting-wrong"]


def test_mail_is_failing_when_a_letter_waits_too_long_or_was_given_up(tmp_path, serve):
    house = a_posting_house(tmp_path, serve())
    posted(house)
    assert not told(house).failing
    assert told(house, NOW + timedelta(minutes=16)).failing
    assert told(house).oldest == NOW


def test_a_failed_letter_is_forgotten_after_a_month(tmp_path):
    house = a_posting_house(tmp_path)
    posted(house)
    letter = house.store.outbox.take(at=NOW, until=NOW)
    house.store.outbox.end(letter, "failed", at=NOW, reason="mail-timeout")
    sweep(house, now=NOW + LETTERS_KEPT + timedelta(days=1))
    with pytest.raises(NotFound):
        retry(house, ADMINISTRATOR, letter.id, now=NOW)


@pytest.mark.parametrize("actor", [GAGNON, Actor(Role.ANONYMOUS)])
def test_R02_only_an_administrator_reads_the_outbox(tmp_path, actor):
    house = a_posting_house(tmp_path)
    with pytest.raises(NotAllowed):
        mail_standing(house, actor, now=NOW)
    with pytest.raises(NotAllowed):
        retry(house, actor, "x", now=NOW)


def test_the_list_shows_no_body(tmp_path):
    house = a_posting_house(tmp_path)
    posted(house)
    assert [letter.body for letter in told(house).letters] == [""]


def test_a_demonstration_deletes_the_messages_it_wrote_with_the_letters(tmp_path):
    house = a_posting_house(tmp_path)
    posted(house)
    assert send_next(house, now=NOW)
    folder = house.settings.data_dir / "mail"
    sweep(house, now=NOW + LETTERS_KEPT)
    assert len(list(folder.glob("*.eml"))) == 1
    sweep(house, now=NOW + LETTERS_KEPT + timedelta(days=1))
    assert list(folder.glob("*.eml")) == []
    [letter] = house.store.outbox.latest()
    assert (letter.state, letter.recipient[1:3]) == ("sent", "…@")


def test_a_draft_erased_takes_the_message_written_about_it(tmp_path):
    house = a_posting_house(tmp_path)
    begun = entrance.start(house, WHC, "fr", key="k", now=NOW, entropy=urandom,
                           email="zoe@exemple.ca")  # fmt: skip
    assert send_next(house, now=NOW)
    folder = house.settings.data_dir / "mail"
    assert len(list(folder.glob("*.eml"))) == 1
    seen = house.store.claims.find(begun.number).version
    leaving.erase_draft(house, a_claimant(begun.number), typed=begun.number, seen=seen, now=NOW)
    assert list(folder.glob("*.eml")) == []
