"""A server of its own, which a test stops and starts again behind a wire it cuts and mends."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claims.office.house import House, open_house
from claims.settings import Settings
from tests.e2e.conftest import HOME, free_port, wait_until_ready
from tests.e2e.wire import Wire

FORGOTTEN = 12_000
"""Milliseconds after which the server has forgotten a session whose line was cut."""


@dataclass
class Registry:
    """A server that can be stopped and started again, behind a wire that can be cut."""

    folder: Path
    port: int
    wire: Wire
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        log = self.folder / "server.log"
        kept = {"DATA": self.folder / "var", "EXPORTS": self.folder / "exports"}
        wanted = {f"CLAIMS_{name}_DIR": str(folder) for name, folder in kept.items()}
        code = f"from claims.web.serve import serve; raise SystemExit(serve({self.port}))"
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", code], cwd=HOME, env=os.environ | wanted,
                stdout=out, stderr=out,
            )  # fmt: skip
        wait_until_ready(self.process, self.port, log)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)

    def house(self) -> House:
        return open_house(Settings.at(self.folder))


def open_registry(folder: Path) -> Iterator[Registry]:
    """A registry of its own in a folder, closed at the end."""
    port = free_port()
    made = Registry(folder, port, Wire(port))
    made.start()
    yield made
    made.stop()
    made.wire.close()
