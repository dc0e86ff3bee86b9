"""A bundle made by a process of its own, at low priority: no reader of a page waits for it.

The process that serves pages spawns one a bundle and tells it the settings, by a pipe and not by
its arguments, which others of the machine may read. The pipe stays open: when the server stops, or
dies, it closes, and what was made so far waits for the next server as after any cut.
"""

import json
import os
import secrets
import sys
from datetime import UTC, datetime
from io import FileIO
from threading import Thread
from typing import Any

from pydantic import SecretStr

from claims.evidence.bounds import ROOT
from claims.office.house import House
from claims.settings import Settings

BEGIN = (
    "import sys; sys.path.append(sys.argv[1]); from claims.office.builder_apart import main; main()"
)
NICE = 5
"""How far it gives way to the pages: they have three quarters of a core it shares with them."""
ENDED, FAILED = 0, 1


def due(house: House, *, now: datetime) -> bool:
    """Whether a bundle waits to be made, one left by a server that died among them."""
    return house.store.builds.is_due(at=now)


def command() -> list[str]:
    """What to spawn: our own interpreter, where this software stands."""
    return [sys.executable, "-c", BEGIN, str(ROOT)]


def told(settings: Settings) -> bytes:
    """The settings of the house, one line, for the pipe of the process alone."""
    kept = {name: _plain(value) for name, value in settings}
    return json.dumps(kept).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return value if value is None or isinstance(value, (str, int, bool)) else str(value)


def main() -> None:
    """Make the bundle that waits longest, then end."""
    os.nice(NICE)
    pipe = FileIO(sys.stdin.fileno(), closefd=False)  # without a lock to hold at the end
    settings = Settings(**json.loads(pipe.readline()))
    Thread(target=_ends_with, args=(pipe,), name="server", daemon=True).start()
    sys.exit(_made(settings))


def _made(settings: Settings) -> int:
    from claims.office.builder import build_next
    from claims.office.house import open_house

    try:
        house = open_house(settings)
        build_next(house, clock=lambda: datetime.now(UTC), entropy=secrets.token_bytes)
    except Exception as fault:  # noqa: BLE001  its words may name someone: only its kind is written
        sys.stderr.write(f"bundle not made: {type(fault).__name__}\n")
        return FAILED
    return ENDED


def _ends_with(pipe: FileIO) -> None:
    """End at once when the server is no more: half a volume is begun again by the next."""
    pipe.read()
    os._exit(FAILED)
