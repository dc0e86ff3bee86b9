"""A wire between the browser and the server, which a test cuts and mends."""

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field

CHUNK = 65_536


@dataclass
class Wire:
    """Forwards every connection to a port of this machine while it is whole."""

    to: int
    whole: bool = True
    ends: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self) -> str:
        """Where the browser goes."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self) -> None:
        """Every connection ends, and no other goes through."""
        self.whole = False
        ends, self.ends = self.ends, []
        for end in ends:
            _hang_up(end)

    def mend(self) -> None:
        """Connections go through again."""
        self.whole = True

    def close(self) -> None:
        """Cut for good."""
        self.cut()
        self.listening.close()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self.listening.accept()
                self._join(caller)

    def _join(self, caller: socket.socket) -> None:
        try:
            if not self.whole:
                raise ConnectionError
            server = socket.create_connection(("127.0.0.1", self.to))
        except OSError:
            _hang_up(caller)
            return
        self.ends += [caller, server]
        for one, other in ((caller, server), (server, caller)):
            threading.Thread(target=_carry, args=(one, other), daemon=True).start()


def _carry(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while chunk := one.recv(CHUNK):
            other.sendall(chunk)
    _hang_up(other)


def _hang_up(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
