"""Of an e-mail, who wrote to whom and when is read whatever its alphabet, and what it forwards."""

from base64 import b64encode

import pytest

from claims.evidence.preview import text_of
from tests.evidence.file_makers import AN_EMAIL, an_email_of

MEDIA = "message/rfc822"
HEAD = AN_EMAIL.partition(b"\r\n\r\n")[0].replace(b"Panne", b"%b")
TOLD = ["from: soutien@hebergeur.example", "to: moi@a.example",
        "date: Sat, 28 Aug 2021 09:00:00 -0400", "subject: Panne", ""]  # fmt: skip


def lines(content: bytes) -> list[str]:
    return [line.strip() for line in text_of(MEDIA, content).splitlines()]


@pytest.mark.parametrize("charset", ["x-unknown", "cp037", "a/../b", "x" * 300])
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_an_email_in_an_alphabet_unknown_here_is_read_as_far_as_may_be(charset: str, kind: str):
    accented = "Votre site est perdu, été 2021"
    for said in (accented.encode("latin-1"), accented.encode()):
        told = b"Content-Type: text/%b; charset=%b\r\n\r\n" % (kind.encode(), charset.encode())
        made = lines(HEAD % b"Panne" + b"\r\n" + told + said)
        assert made[:5] == TOLD
        assert made[5:] == [accented]


def test_what_is_no_text_at_all_leaves_the_headers_of_its_email():
    coded = b64encode("Panne".encode("cp037"))
    told = b"Content-Type: text/plain; charset=cp037\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert lines(HEAD % b"Panne" + b"\r\n" + told + coded)[:5] == TOLD
    assert "subject: =?cp037?Q?caf=E9?=" in lines(HEAD % b"=?cp037?Q?caf=E9?=" + b"\r\n\r\nvoir")


def forwarding(subject: bytes, *forwarded: bytes) -> bytes:
    """An e-mail that forwards others, its parts told apart by its subject."""
    head = HEAD % subject + b"\r\nContent-Type: multipart/mixed; boundary=%b\r\n\r\n" % subject
    parts = (b"Content-Type: message/rfc822\r\n\r\n" + each for each in forwarded)
    told = (b"--%b\r\n%b\r\n" % (subject, part) for part in (b"\r\nvoir " + subject, *parts))
    return head + b"".join(told) + b"--%b--\r\n" % subject


def test_a_message_forwarded_is_told_with_its_headers_behind_a_mark():
    inside = (
        b"Content-Type: message/rfc822\r\n\r\n" + HEAD % b"Avis" + b"\r\n\r\nserveurs\r\nperdus"
    )
    told = lines(an_email_of(inside))
    assert told[:6] == [*TOLD, "voir"]
    assert [line for line in told if line.startswith(">")] == [
        *(f"> {line}" for line in TOLD[:3]), "> subject: Avis", ">", "> serveurs", "> perdus",
    ]  # fmt: skip


def test_messages_in_messages_are_told_as_deep_and_as_many_as_is_bearable():
    deep = HEAD % b"fond" + b"\r\n\r\nvoir fond"
    for depth in reversed(range(9)):
        deep = forwarding(b"n%d" % depth, deep)
    assert [line for line in lines(deep) if "subject" in line] == [
        f"{'> ' * depth}subject: n{depth}" for depth in range(6)
    ]
    many = forwarding(b"tous", *(HEAD % b"un" + b"\r\n\r\nvoir" for _ in range(300)))
    assert lines(many).count("> subject: un") == 100
