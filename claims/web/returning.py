"""Coming back by a link: the page that takes its token, and the page that asks for one.

The token stands after the # of the address, which no browser sends. Our script moves it into the
form and out of the address bar; without script, the whole link is pasted there.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from claims.i18n import Language, say
from claims.matter.filing import filing
from claims.office.returning import Returned, ask_link, follow_link
from claims.office.visiting import LANGUAGE
from claims.web.answers import Asked, asked, entropy, remote_of
from claims.web.cookies import YEAR, put
from claims.web.doorway import (
    asked_too_often,
    blank,
    failed_too_often,
    form_page,
    let_in,
    slowly,
    stale,
)
from claims.web.forms import fields
from claims.web.html import show
from claims.web.plain import sorry
from claims.web.sign_in import no_email, no_number


async def resume(request: Request) -> Response:
    """Show the form that takes a link, or take it: one session for one token."""
    here = await run_in_threadpool(asked, request)
    if request.method != "POST":
        return _resume_form(request, here)
    typed = await fields(request)
    faults = blank(typed, {"link": _no_link}, here.language) or stale(request, here, typed)
    if faults:
        return _resume_form(request, here, faults)
    token = typed["link"].rpartition("#")[2].strip()

    def enter() -> Returned:
        remote = remote_of(request)
        return follow_link(here.house, token, now=here.now, entropy=entropy, remote=remote)

    returned, wait = await slowly(here, enter)
    if returned is None:
        told = failed_too_often(wait, here.language) if wait else _dead(here.language)
        return _resume_form(request, here, [("", told)])
    response = let_in(here, returned.token, "/dossier", "claimant")
    if LANGUAGE not in request.cookies:  # a new browser: as the claim is written
        put(response, LANGUAGE, returned.language, here.house.settings, seconds=YEAR)
    return response


async def ask(request: Request) -> Response:
    """Show the form that asks for a link, or answer it, always alike."""
    here = await run_in_threadpool(asked, request)
    if not here.house.settings.mails:
        return sorry(404)
    if request.method != "POST":
        return _ask_form(request, here, {}, [])
    typed = await fields(request)
    wanted = {"number": no_number, "email": no_email}
    faults = blank(typed, wanted, here.language) or stale(request, here, typed)
    if faults:
        return _ask_form(request, here, typed, faults)

    def enter() -> bool:
        ask_link(
            here.house, typed["number"], typed["email"], language=here.language, now=here.now,
            entropy=entropy, remote=remote_of(request),
        )  # fmt: skip
        return True

    _, wait = await slowly(here, enter)
    if wait:
        told = asked_too_often(wait, here.language)
        return _ask_form(request, here, typed, [("", told)])
    return _asked(request, here)


def _resume_form(
    request: Request, here: Asked, faults: list[tuple[str, str]] | None = None
) -> Response:
    language, mails = here.language, here.house.settings.mails
    title = say("Revenir à votre dossier", language)
    words = {
        "lead": say("Collez ici le lien reçu par courriel, en entier.", language),
        "link": say("Lien reçu par courriel", language),
        "send": say("Ouvrir mon dossier", language),
        "opening": say("Votre dossier s’ouvre…", language),
        "ask": say("Recevoir un lien par courriel", language),
        "code": say("Entrer avec le numéro et le code", language),
    }
    return form_page(request, here, "resume.html", title, faults, words=words, mails=mails)


def _ask_form(
    request: Request, here: Asked, typed: dict[str, str], faults: list[tuple[str, str]]
) -> Response:
    language = here.language
    words = {
        "lead": say(
            "Inscrivez votre numéro et le courriel donné dans votre dossier.",
            language,
        ),
        "number": filing(here.house.matters.values(), language)["numbered"],
        "number_hint": say("Par exemple R-2K7Q-48XM-0. Les tirets sont facultatifs.", language),
        "email": say("Courriel", language),
        "send": say("M’envoyer un lien", language),
        "code": say("Entrer avec le numéro et le code", language),
    }
    kept = {name: typed.get(name, "") for name in ("number", "email")}
    title = say("Recevoir un lien par courriel", language)
    return form_page(request, here, "ask_link.html", title, faults, words=words, typed=kept)


def _asked(request: Request, here: Asked) -> Response:
    language = here.language
    words = {
        "lead": say(
            "Si ce numéro et ce courriel vont ensemble, un lien est en route. Il sert une seule "
            "fois, d’ici sept jours.",
            language,
        ),
        "late": say(
            "S’il n’arrive pas dans les dix minutes, cherchez-le parmi les indésirables, puis "
            "vérifiez le numéro et l’adresse.",
            language,
        ),
        "again": say("Vérifier et recommencer", language),
        "code": say("Entrer avec le numéro et le code", language),
    }
    title = say("Regardez votre boîte de courriel", language)
    return show(request, here.house.settings, "link_asked.html", title, words=words)


def _dead(language: Language) -> str:
    return say(
        "Ce lien n’ouvre rien : il a expiré, il a déjà servi, ou il manque une partie de "
        "l’adresse. Demandez-en un nouveau, ou entrez avec votre numéro et votre code.",
        language,
    )


def _no_link(language: Language) -> str:
    return say("Collez le lien reçu par courriel.", language)
