"""Scanned by a real clamd: infected, clean, or said not to be scanned; never clean by default."""

import socket
from collections.abc import Iterator
from io import BytesIO
from threading import Thread

import pikepdf
import pytest

from claims.evidence.scanner import scan
from tests.evidence.file_makers import a_pdf, an_archive
from tests.evidence.scanners import a_clamd
from tests.hostile.files import EICAR


@pytest.fixture(scope="module")
def clamd() -> Iterator[str]:
    with a_clamd() as address:
        yield address


def a_pdf_carrying(content: bytes) -> bytes:
    made, pdf = BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments["a.txt"] = content
    pdf.save(made, compress_streams=False)
    return made.getvalue()


def test_R36_the_test_virus_is_found_where_it_hides(clamd):
    assert scan(clamd, EICAR.encode()) == "infected"
    assert scan(clamd, a_pdf_carrying(EICAR.encode())) == "infected"
    assert scan(clamd, an_archive({"word/a.bin": EICAR.encode()})) == "infected"


def test_R36_an_ordinary_file_is_clean(clamd):
    assert scan(clamd, a_pdf(3)) == "clean"
    assert scan(clamd, bytes(3 * 1024 * 1024)) == "clean"
    assert scan(clamd, b"") == "clean"


def test_R36_a_file_larger_than_the_scanner_takes_is_not_called_clean(clamd):
    assert scan(clamd, bytes(31 * 1024 * 1024)) == "failed"


def test_R36_without_a_scanner_nothing_is_called_clean(tmp_path):
    assert scan("", EICAR.encode()) == "none"
    assert scan(str(tmp_path / "nobody.sock"), b"bonjour") == "failed"
    assert scan("127.0.0.1:1", b"bonjour") == "failed"


@pytest.mark.parametrize("answer", [b"", b"stream: OK", b"INSTREAM: nonsense", b"OK" * 9000])
def test_R36_a_scanner_that_answers_nonsense_is_not_believed(answer: bytes):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=answers, args=(listening, answer), daemon=True).start()
        said = scan(f"127.0.0.1:{listening.getsockname()[1]}", b"bonjour")
    assert said == ("clean" if answer == b"stream: OK" else "failed")


def answers(listening: socket.socket, answer: bytes) -> None:
    line, _ = listening.accept()
    with line:
        heard = b""
        while not heard.endswith(bytes(4)):  # the empty piece that ends a file
            heard += line.recv(4096)
        line.sendall(answer)
