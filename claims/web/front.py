"""The front of the house: our routes, what every request passes through, and the start-up."""

import asyncio
import importlib
import secrets
import sys
import threading
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Route

from claims.i18n import LANGUAGES
from claims.office import builder_apart
from claims.office.demo_staff import enrol_demo_staff
from claims.office.house import current
from claims.office.looking import read_waiting, scan_again
from claims.office.mailing import send_next
from claims.office.opening import FAULTS, why_shut
from claims.office.reminding import remind
from claims.office.upkeep import EVERY, sweep
from claims.settings import Settings
from claims.web import (
    begin,
    checks,
    confirming,
    files,
    leaving,
    logs,
    owner,
    returning,
    shelf,
    sign_in,
)
from claims.web.door import Door, hosts_of, origin_of
from claims.web.headers import SecurityHeaders, every_answer
from claims.web.uploads import UploadGuard

LOG = structlog.get_logger(__name__)
HEAVY = ("pandas", "altair", "openpyxl", "reportlab.platypus", "scipy.stats")
"""Needed by lawyers' pages and exports only; loaded once started, so that nobody waits for them."""
FORM = ["GET", "POST"]
MAIL_EVERY = 5.0
"""Seconds between two looks at the outbox: one indexed read."""
READ_EVERY = BUILD_EVERY = 1.0
"""Seconds between two looks for exhibits to read, and for bundles to make."""
BUILD_AGAIN = 30.0
"""Seconds until another process is begun after one that failed."""


def routes() -> list[BaseRoute]:
    """Every address of ours beside the pages."""
    return [
        Route("/", shelf.home),
        Route("/healthz", checks.healthz),
        Route("/readyz", checks.readyz),
        Route("/langue/{language}", shelf.language),
        Route("/connexion", sign_in.claimant, methods=FORM),
        Route("/connexion/equipe", sign_in.staff, methods=FORM),
        Route("/connexion/lien", returning.ask, methods=FORM),
        Route("/reprise", returning.resume, methods=FORM),
        Route(confirming.PATH, confirming.confirm, methods=FORM),
        Route("/deconnexion", leaving.leave, methods=FORM),
        Route("/commencer", begin.begin, methods=FORM),
        Route("/proprietaire", owner.owner, methods=FORM),
        Route(begin.KEYS, begin.keys, methods=["POST"]),
        Route("/piece/{number}/{exhibit}", files.exhibit),
        Route("/piece/{number}/{exhibit}/apercu.png", files.preview),
        Route("/piece/{number}/{exhibit}/copie", files.copy),
        Route("/piece/{number}/{exhibit}/certificat.pdf", files.certificate),
        Route("/piece/{number}/{exhibit}/page/{page:int}.png", files.page),
        Route("/piece/{number}/{exhibit}/page/{page:int}/{turn:int}.png", files.page),
        Route("/piece/{number}/{exhibit}/page/{page:int}/{turn:int}/grande.png", files.large_page),
        Route("/piece/{number}/{exhibit}/caviardee/{version:int}.pdf", files.redaction),
        Route("/piece/{number}/{exhibit}/caviardee/{version:int}/{page:int}.png", files.page),
        Route("/recu/{number}.pdf", files.receipt),
        Route("/lettre/{number}/{place:int}.pdf", files.letter),
        Route("/lettre-groupee/{matter}/{place:int}.pdf", files.consolidated),
        Route("/releve/{number}.pdf", files.statement),
        Route("/contestation/{number}.zip", files.contest),
        Route("/exclusion/{number}.pdf", files.exclusion),
        Route("/declaration/{number}.pdf", files.sworn_form),
        Route("/mes-donnees/{number}.zip", files.my_data),
        Route("/contrat/{number}/{service}/{name}.pdf", files.contract),
        Route("/gabarit/{number}.xlsx", files.sites),
        Route("/exports/{id}/{name}", files.export),
        Route("/sommaire/{language}/{matter}.pdf", files.summary),
        Route("/ressources/{name}", shelf.resource),
        Route("/favicon.ico", shelf.favicon),
        Route("/favicon.png", shelf.favicon),
    ]


def middleware(settings: Settings) -> list[Middleware]:
    """What every request passes, outermost first."""
    return [
        Middleware(SecurityHeaders, headers=every_answer(settings)),
        Middleware(Door, hosts=hosts_of(settings), own=routes(), origin=origin_of(settings)),
        Middleware(UploadGuard, settings=settings),
    ]


@asynccontextmanager
async def lifespan(app: object) -> AsyncIterator[dict[str, object]]:
    """Open the house before the first visitor; refuse to start when it does not open."""
    logs.to_stderr()
    await run_in_threadpool(_open)
    threading.Thread(target=_warm, name="warm", daemon=True).start()
    chores = [asyncio.create_task(chore()) for chore in CHORES]
    try:
        yield {}
    finally:
        for chore in chores:
            chore.cancel()


def _open() -> None:
    try:
        house = current()
        if house.settings.mode == "demo":
            enrol_demo_staff(house, now=datetime.now(UTC), entropy=secrets.token_bytes)
    except FAULTS as fault:
        sys.stderr.write("\n".join(why_shut(fault, language) for language in LANGUAGES) + "\n")
        raise SystemExit(1) from None


async def _keep_swept() -> None:
    """At the start, then every day."""
    while True:
        await _tried("sweep", _sweep)
        await _tried("scan_again", _scan_again)
        await _tried("remind", _remind)
        await asyncio.sleep(EVERY.total_seconds())


async def _keep_reading() -> None:
    """Read the exhibits that wait, one after the other; each is tried once."""
    while True:
        read = await _tried("read", _read_one)
        await asyncio.sleep(0 if read else READ_EVERY)


async def _keep_mailed() -> None:
    """Whatever is due leaves within seconds; what fails is tried again in its time."""
    while True:
        sent = await _tried("mail", _mail_one)
        await asyncio.sleep(0 if sent else MAIL_EVERY)


async def _keep_building() -> None:
    """Have the bundles that were ordered made, one by one, each by a process of its own."""
    while True:
        await asyncio.sleep(BUILD_EVERY)
        if await _tried("build", _build_due) and await _built():
            LOG.warning("chore_failed", chore="build", fault="process")
            await asyncio.sleep(BUILD_AGAIN)


async def _built() -> int:
    """How the process that makes a bundle ended: 0 when all went well. It ends with the server."""
    process = await asyncio.create_subprocess_exec(*builder_apart.command(), stdin=PIPE)
    try:
        if process.stdin:
            process.stdin.write(builder_apart.told(current().settings))
        return await process.wait()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


CHORES = (_keep_swept, _keep_mailed, _keep_reading, _keep_building)


async def _tried(what: str, chore: Callable[[], int]) -> int:
    """How much a chore did; none when it failed, and its next turn comes all the same."""
    try:
        return await run_in_threadpool(chore)
    except Exception as fault:  # noqa: BLE001  no failure may end the chores of the registry
        LOG.warning("chore_failed", chore=what, fault=type(fault).__name__)
        return 0


def _sweep() -> int:
    sweep(current(), now=datetime.now(UTC))
    return 0


def _remind() -> int:
    return remind(current(), now=datetime.now(UTC))


def _scan_again() -> int:
    return scan_again(current(), now=datetime.now(UTC))


def _read_one() -> int:
    return read_waiting(current(), now=datetime.now(UTC))


def _build_due() -> int:
    return builder_apart.due(current(), now=datetime.now(UTC))


def _mail_one() -> int:
    return send_next(current(), now=datetime.now(UTC))


def _warm() -> None:
    for name in HEAVY:
        try:
            importlib.import_module(name)
        except ImportError as missing:
            LOG.warning("not_warmed", module=name, missing=str(missing))
