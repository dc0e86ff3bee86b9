"""Probes: alive, and ready. What they say is in the body, because proxies invent statuses."""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from starlette.requests import Request
from starlette.responses import JSONResponse

from claims.matter.reading import read_matters
from claims.office.house import House, current
from claims.problems import ClaimsError

PROBES: dict[str, Callable[[House], bool]] = {
    "database": lambda house: house.store.journal.head().seq >= 0,
    "vault": lambda house: _vault_takes(house),
    "matters": lambda house: bool(read_matters(house.settings.matters_dir)),
}
KEPT = 5.0
"""Seconds an answer of the probes stands."""

_turn = Lock()
_last: dict[Path, tuple[float, dict[str, bool]]] = {}


def healthz(request: Request) -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "alive"})


def readyz(request: Request) -> JSONResponse:
    """Journal readable in the database, vault writable, matter files readable; and, without being
    a reason to send nobody here any more, whether e-mails are sent anywhere at all."""
    try:
        house = current()
    except (ClaimsError, OSError) as refusal:
        shut = {"status": "closed", "reason": type(refusal).__name__}
        return JSONResponse(shut, status_code=503)
    found = _found(house)
    ready = all(found.values())
    words = {name: "ok" if passed else "failing" for name, passed in found.items()}
    answer: dict[str, object] = {
        "status": "ready" if ready else "failing",
        "checks": words,
        "mail": "sent" if house.settings.mails else "not sent",
    }
    return JSONResponse(answer, status_code=200 if ready else 503)


def _found(house: House) -> dict[str, bool]:
    """What each probe found, at most some seconds ago: asking often costs nothing."""
    with _turn:
        at, found = _last.get(house.settings.data_dir, (-KEPT, {}))
        if not found or time.monotonic() - at > KEPT:
            found = {name: _passes(probe, house) for name, probe in PROBES.items()}
            _last[house.settings.data_dir] = time.monotonic(), found
        return found


def _passes(probe: Callable[[House], bool], house: House) -> bool:
    try:
        return probe(house)
    except Exception:  # noqa: BLE001  whatever fails, a probe answers that it failed
        return False


def _vault_takes(house: House) -> bool:
    house.vault.prove_writable()
    return True
