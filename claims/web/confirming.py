"""Who takes a file out proves anew who they are: one field, then what was asked for follows."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from claims.i18n import Language, say
from claims.office.administrator import STAFF
from claims.office.demo_staff import code_of
from claims.office.entrance import prove_again
from claims.office.pages import home_of
from claims.web.answers import Asked, asked, go, own_path
from claims.web.doorway import (
    Fault,
    blank,
    failed_too_often,
    form_page,
    no_time_code,
    slowly,
    stale,
)
from claims.web.forms import fields
from claims.web.html import show

PATH = "/confirmer"
FILES = ("/exports/", "/contestation/")
"""Where what is handed out after a proof stands: saved by the browser, which leaves the page."""


async def confirm(request: Request) -> Response:
    """Ask for a code, then go on to what was asked for; whoever has no session signs in."""
    here = await run_in_threadpool(asked, request)
    actor = await run_in_threadpool(here.actor)
    if actor.role not in STAFF:
        return go("/connexion/equipe")
    wanted = own_path(request.query_params.get("vers", "/"))
    if request.method != "POST":
        return _form(request, here, wanted)
    typed = await fields(request)
    wanted = own_path(typed.get("to", "/"))
    if faults := blank(typed, {"code": no_time_code}, here.language) or stale(request, here, typed):
        return _form(request, here, wanted, faults)

    def prove() -> bool:
        prove_again(here.house, here.token, typed["code"], now=here.now)
        return True

    right, wait = await slowly(here, prove)
    if not right:
        told = failed_too_often(wait, here.language) if wait else _wrong(here.language)
        return _form(request, here, wanted, [("", told)])
    home = home_of(actor.role)
    if not wanted.startswith(FILES):
        return go(home if wanted == "/" else wanted)
    return _confirmed(request, here, wanted, home)


def _form(
    request: Request, here: Asked, wanted: str, faults: list[Fault] | None = None
) -> Response:
    language, code = here.language, code_of(here.house, here.actor(), now=here.now)
    demo = say("Démonstration : votre code est maintenant {code}.", language, code=code)
    words = {
        "lead": say(
            "Plus de dix minutes ont passé depuis votre dernier code. Donnez-en un nouveau : ce "
            "que vous avez demandé suit aussitôt.",
            language,
        ),
        "code": say("Code à six chiffres", language),
        "code_hint": say("Celui qu’affiche votre application d’authentification.", language),
        "send": say("Confirmer et continuer", language),
        "back": say("Revenir au registre", language),
        "demo": demo if code else "",
    }
    title = say("Confirmez que c’est vous", language)
    return form_page(request, here, "confirm.html", title, faults, words=words, to=wanted)


def _confirmed(request: Request, here: Asked, wanted: str, home: str) -> Response:
    """The file comes by itself, and the page stays to be left."""
    language = here.language
    words = {
        "lead": say("Le document se télécharge. S’il ne vient pas, prenez-le ici.", language),
        "file": say("Télécharger", language),
        "back": say("Revenir au registre", language),
    }
    title = say("C’est confirmé", language)
    response = show(
        request, here.house.settings, "confirmed.html", title, words=words, file=wanted, home=home
    )
    response.headers["refresh"] = f"0; url={wanted}"
    return response


def _wrong(language: Language) -> str:
    return say(
        "Ce code ne convient pas, ou il a déjà servi : attendez le suivant, puis inscrivez-le.",
        language,
    )
