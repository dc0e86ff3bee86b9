"""Files sent to Streamlit's upload route: whose session, how many, how large."""

import secrets
from contextlib import suppress
from hashlib import sha256
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from claims.access import Role
from claims.office.entrance import actor_from
from claims.office.exporting import export
from tests.e2e.socket_driver import Socket, session_of
from tests.makers import NOW

MEGABYTE = 1024 * 1024


def sent(served, session: str, token: str, content: bytes = b"bonjour") -> int:
    """PUT one file as the browser part does; the status."""
    xsrf = served.ask("GET", "/_stcore/health")[1]["set-cookie"].partition(";")[0]
    edge = "frontiere"
    head = f'--{edge}\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    return served.ask(
        "PUT", f"/_stcore/upload_file/{session}/{secrets.token_hex(8)}", body,
        Content_Type=f"multipart/form-data; boundary={edge}", Cookie=f"claims={token}; {xsrf}",
        X_Xsrftoken=xsrf.partition("=")[2],
    )[0]  # fmt: skip


@pytest.fixture
def seated(served):
    """A claimant with a page open: the token and the session."""
    begun = served.claimant()
    socket = Socket(served, token=begun.token)
    yield begun.token, session_of(socket.run("dossier"))
    socket.close()


def test_R30_a_claimant_uploads_to_their_own_session(served, seated):
    token, session = seated
    assert sent(served, session, token) == 204


def test_R30_nobody_uploads_to_a_claimant_s_session(served, seated):
    _, session = seated
    other = served.claimant()
    assert sent(served, session, "") == 401
    assert sent(served, session, other.token) == 403
    assert sent(served, session, served.staff(Role.REPRESENTATIVE)) == 401


def test_R30_a_file_past_the_limit_is_refused_before_it_is_sent(served, seated):
    token, session = seated
    connection = HTTPConnection(served.host, served.port, timeout=5)
    connection.putrequest("PUT", f"/_stcore/upload_file/{session}/trop-grand")
    connection.putheader("Cookie", f"claims={token}")
    connection.putheader("Content-Length", str(26 * 1024 * 1024))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


def begun(served, session: str, token: str, length: str) -> HTTPConnection:
    """An upload whose body is still to come."""
    connection = HTTPConnection(served.host, served.port, timeout=5)
    connection.putrequest("PUT", f"/_stcore/upload_file/{session}/{secrets.token_hex(8)}")
    connection.putheader("Cookie", f"claims={token}")
    connection.putheader(*length.split(": "))
    connection.putheader("Content-Type", "multipart/form-data; boundary=frontiere")
    connection.endheaders()
    return connection


def test_R30_an_upload_said_to_be_of_two_gigabytes_is_refused_before_a_byte_of_it(served, seated):
    """The answer comes while nothing was sent, and the line is cut, so that nothing can be."""
    token, session = seated
    line = begun(served, session, token, f"Content-Length: {2 * 1024**3}").sock
    answer = HTTPResponse(line)
    answer.begin()
    assert (answer.status, answer.headers["connection"]) == (413, "close")
    with pytest.raises(OSError):
        line.sendall(b"a" * 64 * MEGABYTE)
    answer.close()


def test_R30_an_endless_upload_is_cut_soon_after_its_limit(served, seated):
    """Twenty-five megabytes, and what the sockets of both sides hold."""
    token, session = seated
    connection = begun(served, session, token, "Transfer-Encoding: chunked")
    chunk, sent = b"a" * 65536, 0
    with suppress(OSError):
        while sent < 60 * MEGABYTE:
            connection.send(b"%x\r\n%s\r\n" % (len(chunk), chunk))
            sent += len(chunk)
    assert sent < 40 * MEGABYTE
    connection.close()


def test_R30_uploads_that_hide_their_size_are_counted_as_the_largest(served, seated):
    token, session = seated
    answers = []
    for _ in range(10):
        connection = begun(served, session, token, "Transfer-Encoding: chunked")
        connection.send(b"1\r\na\r\n0\r\n\r\n")
        answers.append(connection.getresponse().status)
        connection.close()
    assert answers.count(413) == 1  # nine of 25 MB and their framing, not ten


@pytest.mark.full
def test_R30_a_thousand_attempts_leave_the_memory_as_it_was(served, seated):
    token, session = seated
    for _ in range(51):
        sent(served, session, token)
    before = resident(served.pid)
    answers = {sent(served, session, token, bytes(100_000)) for _ in range(500)}
    answers |= {sent(served, session, "", bytes(100_000)) for _ in range(500)}
    assert answers == {413, 401}
    assert resident(served.pid) - before < 50 * 1024


def resident(process: int) -> int:
    """KiB of memory a process holds."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def test_R30_the_fifty_first_file_in_a_quarter_of_an_hour_is_refused(served, seated):
    token, session = seated
    assert [sent(served, session, token) for _ in range(51)] == [204] * 50 + [413]


def test_R60_what_is_downloaded_is_what_the_export_log_hashed(served):
    token = served.staff(Role.LAWYER)
    lawyer = actor_from(served.house, token, now=NOW)
    made = export(served.house, lawyer, "whc-2021", "workbook", "fr", now=NOW,
                  entropy=secrets.token_bytes)  # fmt: skip
    path = f"/exports/{made.export.id}/{made.export.name}"
    status, headers, body = served.ask("GET", path, Cookie=f"claims={token}")
    assert status == 200
    assert sha256(body).hexdigest() == made.export.sha256
    assert headers["content-disposition"].startswith("attachment; ")
    assert served.house.store.journal.latest(1)[0].action == "hand export"
    assert served.ask("GET", path)[0] == 401
    assert served.ask("GET", path, Cookie=f"claims={served.claimant().token}")[0] == 404
