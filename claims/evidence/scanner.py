"""The virus scanner, when there is one: clamd, asked by INSTREAM over a socket.

A scanner that is missing says nothing: a file is then "not scanned", never clean.
"""

import socket
import struct
from collections.abc import Iterator
from contextlib import closing
from typing import Literal

from claims.i18n.catalogue import N_

Scan = Literal["none", "clean", "infected", "failed"]
SAID: dict[Scan, str] = {
    "none": N_("Non analysé par un antivirus"),
    "clean": N_("Analysé par un antivirus : sain"),
    "infected": N_("En quarantaine"),
    "failed": N_("Analyse antivirus impossible"),
}
PATIENCE = 20.0
"""Seconds the scanner may take for one step."""
PIECE = 256 * 1024
LONGEST_ANSWER = 4096


def scan(address: str, content: bytes) -> Scan:
    """What the scanner at an address (a socket's path, or host:port) says of these bytes."""
    if not address:
        return "none"
    try:
        answer = _ask(address, content)
    except OSError:
        return "failed"
    if answer.endswith(b" FOUND"):
        return "infected"
    return "clean" if answer == b"stream: OK" else "failed"


def _ask(address: str, content: bytes) -> bytes:
    with closing(_connected(address)) as line:
        line.sendall(b"zINSTREAM\0")
        for piece in _pieces(content):
            line.sendall(struct.pack(">I", len(piece)) + piece)
        return b"".join(_answer(line)).partition(b"\0")[0]


def _connected(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    if host and port.isdigit():
        return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(PATIENCE)
    try:
        line.connect(address)
    except BaseException:
        line.close()
        raise
    return line


def _pieces(content: bytes) -> Iterator[bytes]:
    """The bytes, then the empty piece that ends them."""
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]
    yield b""


def _answer(line: socket.socket) -> Iterator[bytes]:
    left = LONGEST_ANSWER
    while left > 0 and (piece := line.recv(left)):
        left -= len(piece)
        yield piece
