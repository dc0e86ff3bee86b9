"""What every route needs: the house, the hour, who asks; and plain answers."""

import secrets
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse

from claims.access import Actor
from claims.i18n import Language
from claims.office.entrance import actor_from
from claims.office.house import House, current
from claims.web.cookies import language_of, token_of

entropy = secrets.token_bytes
SEE_OTHER = 303


class Asked(NamedTuple):
    """A request as the routes read it."""

    house: House
    now: datetime
    language: Language
    token: str

    def actor(self) -> Actor:
        """Who asks, read anew from the database."""
        return actor_from(self.house, self.token, now=self.now)


def asked(request: Request) -> Asked:
    """The house and the hour of one request; may open the house, so not on the event loop."""
    house = current()
    return Asked(house, datetime.now(UTC), language_of(request), token_of(request, house.settings))


def go(path: str) -> RedirectResponse:
    """Send the browser on, with a GET."""
    return RedirectResponse(path, status_code=SEE_OTHER)


def own_path(wanted: str) -> str:
    """The path of this site someone asks to be sent to, or the home page: never another site."""
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    alien = parts.scheme or parts.netloc or not wanted.startswith("/") or wanted.startswith("//")
    odd = "\\" in wanted or any(ord(letter) < 33 for letter in wanted)
    return "/" if alien or odd else wanted


def remote_of(request: Request) -> str:
    """The address a request came from, as the server saw it; never a header the browser wrote."""
    return request.client.host if request.client else ""
