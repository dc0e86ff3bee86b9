"""What may be sent to the server: nothing large, and files only from someone who is signed in.

Stands before Streamlit's own upload route, which asks for neither and keeps bodies in memory.
"""

import time
from collections import defaultdict, deque
from threading import Lock

from starlette.concurrency import run_in_threadpool
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
        size = _announced(request.scope)
        takes = taken < room and self.intake.takes(actor.name, size, time.monotonic(), room)
        return 0 if takes else 413

    async def _within(self, most: int, scope: Scope, receive: Receive, send: Send) -> None:
        received, begun = 0, False

        async def receive_within() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise BodyTooLargeError
            return message

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive_within, send_noting)
        except BodyTooLargeError:
            if not begun:
                await _hang_up(413)(scope, receive, send)


def _hang_up(status: int) -> Response:
    """Refuse and close: the rest of the body would otherwise be read to its end."""
    response = sorry(status)
    response.headers["connection"] = "close"
    return response


def _announced(scope: Scope) -> int:
    """The size a request says it has; 0 when it does not say."""
    told = dict(scope["headers"]).get(b"content-length", b"0")
    return int(told) if told.isdigit() else 0


def _who(request: Request) -> tuple[Actor, House]:
    here = asked(request)
    return here.actor(), here.house


def _room(house: House, actor: Actor) -> tuple[int, int]:
    """How many files this person may bring, and how many their claim has already."""
    draft = house.store.drafts.read(actor.claim) if actor.claim else None
    room = house.settings.files_for(len(draft.form.get("services", ())) if draft else 0)
    return room, house.store.exhibits.count(actor.claim) if draft else 0
