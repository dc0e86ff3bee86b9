"""The cookies of the registry: who is there, in which language, and which form was shown."""

from http.cookies import SimpleCookie
from typing import Literal

from starlette.requests import HTTPConnection
from starlette.responses import Response

from claims.i18n import LANGUAGES, Language
from claims.settings import Settings

LANGUAGE = "claims_lang"
FORM = "claims_form"
YEAR = 365 * 24 * 3600
ABSOLUTE = {"claimant": 12 * 3600, "staff": 8 * 3600}


def session_name(settings: Settings) -> str:
    """Name of the cookie that says who is there; bound to https and to this host in production."""
    return "__Host-claims" if settings.mode == "production" else "claims"


def token_of(request: HTTPConnection, settings: Settings) -> str:
    """The opaque token someone presents; empty without one."""
    return request.cookies.get(session_name(settings), "")


def language_of(request: HTTPConnection) -> Language:
    """The reader's language: French until they chose."""
    chosen = request.cookies.get(LANGUAGE)
    return next((language for language in LANGUAGES if language == chosen), "fr")


def put(
    response: Response,
    name: str,
    value: str,
    settings: Settings,
    *,
    seconds: int,
    same_site: Literal["lax", "strict"] = "lax",
) -> None:
    """Set a cookie no script can read."""
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        httponly=True,
        secure=settings.mode == "production",
        samesite=same_site,
    )


def drop(response: Response, name: str, settings: Settings) -> None:
    """Forget a cookie."""
    put(response, name, "", settings, seconds=0)


def read(header: str) -> dict[str, str]:
    """Cookies from a raw header, for middleware that has no request yet."""
    return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
