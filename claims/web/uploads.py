"""What may be sent to the server: nothing large, and files only from someone who is signed in.

Stands before Streamlit's own upload route, which asks for neither and keeps bodies in memory.
"""

import asyncio
import re
import time
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import runtime

from claims.access import Actor
from claims.office import arrivals
from claims.office.bringing import room_of
from claims.office.house import House
from claims.office.seats import sits_there
from claims.settings import Settings
from claims.store.exhibits import Room
from claims.web.answers import asked
from claims.web.plain import sorry

UPLOAD = "/_stcore/upload_file/"
MEGABYTE = 1024 * 1024
FORM_MOST = 64 * 1024
FRAMING = MEGABYTE // 8
"""A form of several parts is a little larger than the file it carries."""
FILE_NAME = re.compile(rb'filename="([^"\r\n]{1,1000})"')
LONGEST_HEAD = 4096
NAMED_WITHIN = 0.5
"""Seconds a refused file has to say its name."""


class BodyTooLargeError(Exception):
    """More bytes came than the address takes."""


class UploadGuard:
    """Limits every body; lets a file in only for the person whose session it is sent to."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.file_most = settings.max_file_mb * MEGABYTE + FRAMING
        MultiPartParser.spool_max_size = self.file_most  # else a file lies on the disk, in clear

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve within the limits."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"].startswith(UPLOAD):
            await self._upload(scope, receive, send)
        elif _announced(scope) > FORM_MOST:
            await _hang_up(413)(scope, receive, send)
        else:
            await self._within(Exchange(scope, receive, send, FORM_MOST))

    async def _upload(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A file sent, or let go."""
        actor, house = await run_in_threadpool(_who, Request(scope))
        session, _, file = scope["path"].removeprefix(UPLOAD).partition("/")
        if status := _stranger(actor, session):
            await _hang_up(status)(scope, receive, send)
            return
        exchange = Exchange(scope, receive, send, self.file_most)
        if scope["method"] != "PUT":
            arrivals.settle(actor.name, [file])
            await self._within(exchange)
        elif why := await run_in_threadpool(self._why_not, house, actor, session, file, scope):
            arrivals.turn_away(actor.name, await _name_sent(receive), why)
            await _hang_up(413)(scope, receive, send)
        else:
            await self._received(exchange, actor, file)

    def _why_not(
        self, house: House, actor: Actor, session: str, file: str, scope: Scope
    ) -> arrivals.Why:
        """Why a file is not let in; empty when it is, and it counts from now on."""
        size = _announced(scope) or self.file_most  # a body that does not say counts whole
        if size > self.file_most:
            return "size"
        room, taken = _room(house, actor)
        came = arrivals.Arriving(session, file, size, time.monotonic())
        return arrivals.let_in(actor.name, came, room=room, taken=taken, open_still=_open_still)

    async def _received(self, exchange: "Exchange", actor: Actor, file: str) -> None:
        """Hand a file on; one cut short takes no room, one Streamlit finds too large is told."""
        try:
            await self._within(exchange)
        finally:
            if exchange.cut or exchange.answered == 413:
                arrivals.settle(actor.name, [file])
        if exchange.answered == 413:
            arrivals.turn_away(actor.name, "", "size")

    async def _within(self, exchange: "Exchange") -> None:
        try:
            await self.app(exchange.scope, exchange.receive, exchange.send)
        except BodyTooLargeError:
            if not exchange.answered:
                await _hang_up(413)(exchange.scope, exchange.receive, exchange.send)


class Exchange:
    """One request and its answer: how much of the body came, or that it was cut, and the status
    answered, 0 before."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        self.scope, self._receive, self._send, self._most = scope, receive, send, most
        self._received, self._whole = 0, not _has_body(scope)
        self.answered, self.cut = 0, False

    async def receive(self) -> Message:
        """The next piece; raises BodyTooLargeError past the limit."""
        message = await self._receive()
        self._received += len(message.get("body", b""))
        self.cut = self.cut or (message["type"] == "http.disconnect" and not self._whole)
        self._whole = self._whole or not message.get("more_body", False)
        if self._received > self._most:
            raise BodyTooLargeError
        return message

    async def send(self, message: Message) -> None:
        """Answer; before the end of the body, also close: the rest would be read for nothing."""
        if message["type"] == "http.response.start":
            self.answered = message["status"]
            if not self._whole:
                MutableHeaders(scope=message)["connection"] = "close"
        await self._send(message)


def _hang_up(status: int) -> Response:
    """Refuse and close: the rest of the body would otherwise be read to its end."""
    response = sorry(status)
    response.headers["connection"] = "close"
    return response


def _announced(scope: Scope) -> int:
    """The size a request says it has; 0 when it does not say."""
    told = dict(scope["headers"]).get(b"content-length", b"0")
    return int(told) if told.isdigit() else 0


def _has_body(scope: Scope) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


def _who(request: Request) -> tuple[Actor, House]:
    here = asked(request)
    return here.actor(), here.house


def _stranger(actor: Actor, session: str) -> int:
    """Why this person may send nothing to that session, as a status; 0 when they may."""
    if not (actor.may("add exhibit") or actor.may("import claims")):
        return 401
    return 0 if sits_there(session, actor.name) else 403


def _room(house: House, actor: Actor) -> tuple[Room, Room]:
    """What this person may bring in all, and what their claim has already."""
    draft = house.store.drafts.read(actor.claim) if actor.claim else None
    room = room_of(house, len(draft.form.get("services", ())) if draft else 0)
    return room, house.store.exhibits.taken(actor.claim) if draft else Room(0, 0)


def _open_still(session: str) -> bool:
    """Whether a session holds what was sent to it: one that ended has let it go."""
    return not runtime.exists() or runtime.get_instance().is_active_session(session)


async def _name_sent(receive: Receive) -> str:
    """The name of a file, from the first piece of the form that carries it; empty when unknown."""
    try:
        message = await asyncio.wait_for(receive(), NAMED_WITHIN)
    except TimeoutError:
        return ""
    found = FILE_NAME.search(message.get("body", b"")[:LONGEST_HEAD])
    return unquote(found[1].decode("utf-8", "replace")) if found else ""
