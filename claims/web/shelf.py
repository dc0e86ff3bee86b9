"""Small routes: the home address, the language, our resources."""

from starlette.requests import Request
from starlette.responses import Response

from claims.i18n import LANGUAGES
from claims.office.pages import home_of
from claims.office.visiting import LANGUAGE
from claims.web.answers import asked, go, own_path
from claims.web.cookies import YEAR, put
from claims.web.plain import sorry
from claims.web.resources import MEDIA, content_of, named_in

FOREVER = "public, immutable, max-age=31536000"


def home(request: Request) -> Response:
    """To the page where this person begins."""
    return go(home_of(asked(request).actor().role))


def language(request: Request) -> Response:
    """Keep the language chosen, and go back to where the reader was."""
    chosen = request.path_params["language"]
    if chosen not in LANGUAGES:
        return sorry(404)
    response = go(own_path(request.query_params.get("vers", "/")))
    put(response, LANGUAGE, chosen, asked(request).house.settings, seconds=YEAR)
    return response


def resource(request: Request) -> Response:
    """One of our files; kept for ever by browsers when its address carries its hash."""
    name, hashed = named_in(request.path_params["name"])
    try:
        content = content_of(name)
    except KeyError:
        return sorry(404)
    response = Response(content, media_type=MEDIA[f".{name.rpartition('.')[2]}"])
    response.headers["cache-control"] = FOREVER if hashed else "no-cache"
    return response


def favicon(request: Request) -> Response:
    """Browsers ask for it by this name whatever the page says."""
    return Response(content_of("favicon.png"), media_type="image/png")
