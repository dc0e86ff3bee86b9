"""Which requests come in at all: known hosts, known addresses. What nobody needs is not there.

Streamlit answers every unknown address with its page and opens its metrics to anyone; here an
address is let in only when it is one of ours or one the browser part of Streamlit needs.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from claims.access import Role
from claims.office.pages import CLAIMANT, addresses, home_of, pages_of
from claims.settings import Settings
from claims.web.answers import asked, go
from claims.web.cookies import language_of
from claims.web.index import page
from claims.web.plain import sorry

LAPTOP = ("localhost", "127.0.0.1", "::1")
STREAMLIT = ("/static/", "/media/", "/_stcore/upload_file/")
STREAMLIT_EXACT = frozenset({"/_stcore/health", "/_stcore/host-config", "/_stcore/stream"})
PROBES = ("/healthz", "/readyz")
"""Asked by the machine itself, under any name."""
POLICY_VIOLATION = 1008
HTTPS = 443


def hosts_of(settings: Settings) -> frozenset[str]:
    """The names this registry answers to; the laptop's own only in a demonstration."""
    public = urlsplit(settings.public_url).hostname
    laptop = LAPTOP if settings.mode == "demo" else ()
    return frozenset((*laptop, *([public] if public else [])))


def origin_of(settings: Settings) -> str:
    """Where a socket may come from in production; empty in a demonstration, where Streamlit
    compares the names of hosts itself."""
    if settings.mode == "demo":
        return ""
    public = urlsplit(settings.public_url)
    port = f":{public.port}" if public.port not in (None, HTTPS) else ""
    return f"https://{public.hostname}{port}"


class Door:
    """Refuses other hosts and unknown addresses; serves the pages' frame itself."""

    def __init__(
        self, app: ASGIApp, hosts: frozenset[str], own: Sequence[BaseRoute], origin: str = ""
    ) -> None:
        self.app, self.hosts, self.own, self.origin = app, hosts, tuple(own), origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or answer."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif answer := await self._answer(scope):
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        ours = self.origin in ("", connection.headers.get("origin"))
        if ours and scope["path"] == "/_stcore/stream" and self._host_known(connection):
            await self.app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})

    async def _answer(self, scope: Scope) -> Response | None:
        request = Request(scope)
        path = scope["path"]
        if path not in PROBES and not self._host_known(request):
            return sorry(421)
        if path in addresses():
            return await run_in_threadpool(_frame, request)
        known = path.startswith(STREAMLIT) or path in STREAMLIT_EXACT
        found = {route.matches(scope)[0] for route in self.own}
        if known or Match.FULL in found:
            return None
        return sorry(405 if Match.PARTIAL in found else 404)

    def _host_known(self, connection: HTTPConnection) -> bool:
        try:
            host = urlsplit(f"//{connection.headers.get('host', '')}").hostname
        except ValueError:
            return False
        return host in self.hosts


def _frame(request: Request) -> Response:
    """The frame of a page, for those who may open it; the others are shown the way in."""
    if request.method not in ("GET", "HEAD"):
        return sorry(405)
    here = asked(request)
    page_path, role = request.url.path.strip("/"), here.actor().role
    if page_path in {page.path for page in pages_of(role)}:
        given = (matter.counsel_email for matter in here.house.matters.values())
        emails = tuple(dict.fromkeys(email for email in given if email))
        framed = page(language_of(request), here.house.settings.max_file_mb, emails)
        return Response(framed, media_type="text/html")
    if role is not Role.ANONYMOUS:
        return go(home_of(role))
    claimants = {page.path for page in CLAIMANT}
    return go(f"/connexion?vers=/{page_path}" if page_path in claimants else "/connexion/equipe")
