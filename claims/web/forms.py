"""Forms of our own pages: read within bounds, and taken only from a page we showed to this browser.

The browser's own word (Sec-Fetch-Site, Origin) refuses other sites; a token, signed for the page
and for a cookie only this browser holds, refuses everything else.
"""

import hmac
import secrets
from datetime import datetime
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from claims.settings import Settings
from claims.web.cookies import FORM, put

LASTS = 12 * 3600
INTENDED = 15 * 60
"""Seconds within which the same click again gives the same answer."""
LONGEST_FIELD = 300
OWN_SITE = ("same-origin", "none")


def shown(request: Request, response: Response, settings: Settings) -> Response:
    """Remember that this browser was shown a form."""
    put(response, FORM, nonce_of(request), settings, seconds=LASTS, same_site="strict")
    return response


def nonce_of(request: Request) -> str:
    """What ties a form to this browser; drawn at the first form of a request."""
    kept = request.cookies.get(FORM, "")
    if not hasattr(request.state, "nonce"):
        request.state.nonce = kept if len(kept) == 43 else secrets.token_urlsafe(32)
    nonce: str = request.state.nonce
    return nonce


def token_for(request: Request, settings: Settings, now: datetime, to: str = "") -> str:
    """The hidden field of a form that is sent to this page, or to the path given."""
    moment = f"{int(now.timestamp()):x}"
    return f"{moment}.{_signed(settings, nonce_of(request), to or request.url.path, moment)}"


def _signed(settings: Settings, nonce: str, path: str, moment: str) -> str:
    told = f"form\0{nonce}\0{path}\0{moment}".encode()
    return hmac.digest(settings.key(), told, "sha256").hex()


def ours(request: Request, settings: Settings, token: str, now: datetime) -> bool:
    """Whether a form sent comes from our page, shown to this browser, within the last hours."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in OWN_SITE:
        return False
    origin = request.headers.get("origin", "null")
    if origin != "null" and _host_of(origin) != request.headers.get("host"):
        return False
    moment, _, signature = token.partition(".")
    nonce = request.cookies.get(FORM, "")
    expected = _signed(settings, nonce, request.url.path, moment)
    right = hmac.compare_digest(signature.encode(), expected.encode())
    return bool(nonce) and right and _recent(moment, now, LASTS)


def intention_for(request: Request, settings: Settings, now: datetime) -> str:
    """A key drawn by us for one intention of this browser: a second click repeats it, no more."""
    token = f"{int(now.timestamp()):x}.{secrets.token_urlsafe(16)}"
    return f"{token}.{_signed(settings, nonce_of(request), 'intention', token)}"


def intended(request: Request, settings: Settings, key: str, now: datetime) -> bool:
    """Whether we drew that key, for this browser, within the last minutes."""
    token, _, signature = key.rpartition(".")
    nonce = request.cookies.get(FORM, "")
    expected = _signed(settings, nonce, "intention", token)
    right = hmac.compare_digest(signature.encode(), expected.encode())
    return bool(nonce) and right and _recent(token.partition(".")[0], now, INTENDED)


def _recent(moment: str, now: datetime, lasts: int) -> bool:
    return 0 <= int(now.timestamp()) - int(moment, 16) <= lasts


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


async def fields(request: Request, *, whole: bool = False) -> dict[str, str]:
    """What was typed, cut to what a field may hold; files are not read here. whole: nothing is
    cut, as where words are judged by the office; the body of a form has its own limit.

    Nothing when it cannot be read: the form is then shown again, in the reader's language.
    """
    try:
        async with request.form(max_files=0, max_fields=40) as form:
            most = None if whole else LONGEST_FIELD
            return {name: str(value)[:most] for name, value in form.items()}
    except HTTPException:
        return {}
