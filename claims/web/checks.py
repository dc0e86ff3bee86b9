"""Probes: alive, and ready. What they say is in the body, because proxies invent statuses."""

import os
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import JSONResponse

from claims.matter.reading import read_matters
from claims.office.house import House, current
from claims.problems import ClaimsError

PROBES: dict[str, Callable[[House], bool]] = {
    "database": lambda house: bool(house.store.journal.head() is not None),
    "vault": lambda house: _writable(house),
    "matters": lambda house: bool(read_matters(house.settings.matters_dir)),
}


def healthz(request: Request) -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "alive"})


def readyz(request: Request) -> JSONResponse:
    """Database reachable at its schema, vault writable, matter files readable."""
    try:
        house = current()
    except (ClaimsError, OSError) as refusal:
        told = {"status": "closed", "reason": type(refusal).__name__}
        return JSONResponse(told, status_code=503)
    found = {name: _passes(probe, house) for name, probe in PROBES.items()}
    ready = all(found.values())
    words = {name: "ok" if passed else "failing" for name, passed in found.items()}
    status = {"status": "ready" if ready else "failing", "checks": words}
    return JSONResponse(status, status_code=200 if ready else 503)


def _passes(probe: Callable[[House], bool], house: House) -> bool:
    try:
        return probe(house)
    except Exception:  # noqa: BLE001  whatever fails, a probe answers that it failed
        return False


def _writable(house: House) -> bool:
    folder = house.settings.data_dir
    trial = folder / f".probe-{os.getpid()}"
    trial.write_bytes(b"")
    trial.unlink()
    return True
