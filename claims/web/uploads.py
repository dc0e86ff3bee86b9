"""What may be sent to the server: nothing large, and files only from someone who is signed in.

Stands before Streamlit's own upload route, which asks for neither and keeps bodies in memory.
"""

import time
from collections import defaultdict, deque
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claims.access import Actor
from claims.office.house import House
from claims.office.seats import sits_there
from claims.settings import Settings
from claims.web.answers import asked
from claims.web.plain import sorry

UPLOAD = "/_stcore/upload_file/"
MEGABYTE = 1024 * 1024
FORM_MOST = 64 * 1024
FRAMING = MEGABYTE // 8
"""A form of several parts is a little larger than the file it carries."""
WINDOW = 15 * 60


class BodyTooLargeError(Exception):
    """More bytes came than the address takes."""


class Intake:
    """Counts what each person sent in the last quarter of an hour; in memory, like the files."""

    def __init__(self, settings: Settings) -> None:
        self.bytes = settings.max_claim_mb * MEGABYTE
        self._turn = Lock()
        self._sent: defaultdict[str, deque[tuple[float, int]]] = defaultdict(deque)

    def takes(self, who: str, size: int, at: float, files: int) -> bool:
        """Count one more file, unless it would pass so many files, or the bytes of a claim."""
        with self._turn:
            sent = self._sent[who]
            while sent and sent[0][0] <= at - WINDOW:
                sent.popleft()
            if len(sent) >= files or sum(of for _, of in sent) + size > self.bytes:
                return False
            sent.append((at, size))
            return True


class UploadGuard:
    """Limits every body; lets a file in only for the person whose session it is sent to."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.file_most = settings.max_file_mb * MEGABYTE + FRAMING
        MultiPartParser.spool_max_size = self.file_most  # else a file lies on the disk, in clear
        self.intake = Intake(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve within the limits."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        upload = scope["path"].startswith(UPLOAD)
        status = await self._refusal(Request(scope)) if upload else 0
        most = self.file_most if upload else FORM_MOST
        if not status and _announced(scope) > most:
            status = 413
        if status:
            await _hang_up(status)(scope, receive, send)
        else:
            await self._within(most, scope, receive, send)

    async def _refusal(self, request: Request) -> int:
        """Why this upload is refused, as a status; 0 when it is not."""
        actor, house = await run_in_threadpool(_who, request)
        if not (actor.may("add exhibit") or actor.may("import claims")):
            return 401
        session = request.url.path.removeprefix(UPLOAD).partition("/")[0]
        if not sits_there(session, actor.name):
            return 403
        if request.method != "PUT":
            return 0
        room, taken = await run_in_threadpool(_room, house, actor)
        size = _announced(request.scope) or self.file_most  # a body that does not say counts whole
        takes = taken < room and self.intake.takes(actor.name, size, time.monotonic(), room)
        return 0 if takes else 413

    async def _within(self, most: int, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = Exchange(scope, receive, send, most)
        try:
            await self.app(scope, exchange.receive, exchange.send)
        except BodyTooLargeError:
            if not exchange.answered:
                await _hang_up(413)(scope, receive, send)


class Exchange:
    """One request and its answer: how much of the body came, and whether an answer was begun."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        self._receive, self._send, self._most = receive, send, most
        self._received, self._whole, self.answered = 0, not _has_body(scope), False

    async def receive(self) -> Message:
        """The next piece; raises BodyTooLargeError past the limit."""
        message = await self._receive()
        self._received += len(message.get("body", b""))
        self._whole = self._whole or not message.get("more_body", False)
        if self._received > self._most:
            raise BodyTooLargeError
        return message

    async def send(self, message: Message) -> None:
        """Answer; before the end of the body, also close: the rest would be read for nothing."""
        if message["type"] == "http.response.start":
            self.answered = True
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


def _room(house: House, actor: Actor) -> tuple[int, int]:
    """How many files this person may bring, and how many their claim has already."""
    draft = house.store.drafts.read(actor.claim) if actor.claim else None
    room = house.settings.files_for(len(draft.form.get("services", ())) if draft else 0)
    return room, house.store.exhibits.count(actor.claim) if draft else 0
