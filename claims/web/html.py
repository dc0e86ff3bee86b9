"""Our own pages: plain HTML made on the server, in the look of the rest, usable without script."""

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse

from claims.i18n import Language, say
from claims.office.visiting import demo_notice
from claims.settings import Settings
from claims.web.cookies import language_of
from claims.web.resources import address_of

TEMPLATES = Path(__file__).resolve().parent / "templates"


@cache
def environment() -> Environment:
    """Every value is escaped; a name the page was not given is an error, not an empty text."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def show(
    request: HTTPConnection,
    settings: Settings,
    template: str,
    title: str,
    *,
    status: int = 200,
    **values: Any,
) -> HTMLResponse:
    """One page in the reader's language, framed like all others."""
    language = language_of(request)
    frame = framed(language, settings, title, request.url.path)
    text = environment().get_template(template).render(**frame, **values)
    return HTMLResponse(text, status_code=status)


def framed(language: Language, settings: Settings, title: str, path: str) -> dict[str, Any]:
    """What every page shows around its content."""
    other: Language = "en" if language == "fr" else "fr"
    return {
        "language": language,
        "title": title,
        "name": say("Registre des réclamations", language),
        "skip": say("Aller au contenu", language),
        "demo": demo_notice(settings, language),
        "other": {
            "code": other,
            "name": "English" if other == "en" else "Français",
            "href": f"/langue/{other}?vers={quote(path)}",
        },
        "footer": [
            ("/accueil", say("Accueil", language)),
            ("/confidentialite", say("Politique de confidentialité", language)),
            ("/aide", say("Aide", language)),
            ("/accessibilite", say("Accessibilité", language)),
        ],
        "limits": say("Ce registre calcule; il ne donne pas d’avis juridique.", language),
        "style": address_of("style.css"),
        "icon": address_of("favicon.png"),
        "logo": address_of("logo.svg"),
        "script": address_of("own.js"),
    }
