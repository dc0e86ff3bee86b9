"""What every answer carries, whoever made it: no outside script, no frame, no leak, no copy kept.

Pure ASGI, the outermost of all: it also covers refusals, files and Streamlit's own answers, and a
fault of the server becomes a plain sentence in both languages instead of a trace.
"""

from collections.abc import Mapping

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claims.problems import NotSaved
from claims.settings import Settings
from claims.web.index import script_hashes
from claims.web.plain import sorry

LOG = structlog.get_logger(__name__)

POLICY = "content-security-policy"
SANDBOX = "sandbox"
"""What a file handed out asks for besides: opened by mistake, it runs nothing."""
TRANSPORT = "strict-transport-security"
HASHED = ("/static/", "/ressources/")
"""Files whose name carries the hash of their content may be kept; nothing else is."""


def policy() -> str:
    """The content security policy: nothing from elsewhere, no inline script but the known one."""
    hashes = " ".join(script_hashes())
    return "; ".join(
        (
            "default-src 'self'",
            "img-src 'self' data: blob:",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self' data:",
            f"script-src 'self' 'wasm-unsafe-eval' {hashes}".strip(),
            "connect-src 'self' ws: wss:",
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "form-action 'self'",
            "object-src 'none'",
            "base-uri 'self'",
        )
    )


def every_answer(settings: Settings) -> dict[str, str]:
    """The headers put on every answer."""
    headers = {
        POLICY: policy(),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    if settings.mode == "production":
        headers[TRANSPORT] = "max-age=31536000"
    return headers


class SecurityHeaders:
    """Adds them, forbids keeping what has no hash in its name, and hides what went wrong."""

    def __init__(self, app: ASGIApp, headers: Mapping[str, str]) -> None:
        self.app, self.headers = app, dict(headers)
        self.secure = TRANSPORT in self.headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                self._complete(MutableHeaders(scope=message), scope["path"], message["status"])
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception as fault:
            LOG.error("request_failed", path=scope["path"], fault=type(fault).__name__)
            if begun:
                raise
            status = 503 if isinstance(fault, NotSaved) else 500
            await sorry(status)(scope, receive, send_with_headers)

    def _complete(self, headers: MutableHeaders, path: str, status: int) -> None:
        alone = headers.get(POLICY) == SANDBOX
        for name, value in self.headers.items():
            headers[name] = value
        if alone:
            headers[POLICY] = f"{SANDBOX}; {self.headers[POLICY]}"
        hashed = path.startswith(HASHED) and "immutable" in headers.get("cache-control", "")
        if not (hashed and status in (200, 206, 304)):
            headers["cache-control"] = "no-store"
        del headers["server"]
        if self.secure:
            _secure_cookies(headers)


def _secure_cookies(headers: MutableHeaders) -> None:
    """Streamlit does not know that a proxy ends TLS: its own cookies are marked here."""
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        marked = "secure" in {part.strip().lower() for part in cookie.split(";")}
        headers.append("set-cookie", cookie if marked else f"{cookie}; Secure")
