"""The cookies of the registry: who is there, in which language, and which form was shown."""

from typing import Literal

from starlette.requests import HTTPConnection
from starlette.responses import Response

from claims.i18n import Language
from claims.office.entrance import LONGEST
from claims.office.visiting import language_in, session_name
from claims.settings import Settings
from claims.store.sessions import Kind

FORM = "claims_form"
YEAR = 365 * 24 * 3600


def token_of(request: HTTPConnection, settings: Settings) -> str:
    """The opaque token someone presents; empty without one."""
    return request.cookies.get(session_name(settings), "")


def language_of(request: HTTPConnection) -> Language:
    """The reader's language: French until they chose."""
    return language_in(request.cookies)


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


def put_session(response: Response, token: str, settings: Settings, kind: Kind) -> None:
    """Set the cookie of a session, for as long as it may last."""
    seconds = int(LONGEST[kind].total_seconds())
    put(response, session_name(settings), token, settings, seconds=seconds)


def drop_session(response: Response, settings: Settings) -> None:
    """Forget it."""
    put(response, session_name(settings), "", settings, seconds=0)
