"""Leaving: the session is closed, and who wants to come back may be mailed a link."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from claims.access import Actor, Role
from claims.i18n import Language, say
from claims.office.administrator import STAFF
from claims.office.entrance import log_out
from claims.office.returning import mail_link_to_me, my_address
from claims.problems import TooMany
from claims.web.answers import Asked, asked, entropy, go
from claims.web.cookies import drop_session
from claims.web.doorway import Fault, asked_too_often, form_page, stale
from claims.web.forms import fields
from claims.web.html import show


async def leave(request: Request) -> Response:
    """Ask whether to close the session, with or without a link; then close it."""
    here = await run_in_threadpool(asked, request)
    if request.method != "POST":
        return await run_in_threadpool(_form, request, here)
    typed = await fields(request)
    if faults := stale(request, here, typed):
        return await run_in_threadpool(_form, request, here, faults)
    try:
        mailed = await run_in_threadpool(_mail, here) if typed.get("mail") else ""
    except TooMany as refusal:
        told = asked_too_often(refusal.wait, here.language)
        return await run_in_threadpool(_form, request, here, [("", told)])
    await run_in_threadpool(log_out, here.house, here.token, now=here.now)
    response = _left(request, here, mailed) if mailed else go("/accueil")
    drop_session(response, here.house.settings)
    return response


def _mail(here: Asked) -> str:
    """Where a link was mailed, masked; empty for whoever has no claim, or gave no address."""
    actor = here.actor()
    if actor.role is not Role.CLAIMANT:
        return ""
    return mail_link_to_me(here.house, actor, language=here.language, now=here.now, entropy=entropy)


def _form(request: Request, here: Asked, faults: list[Fault] | None = None) -> Response:
    actor, language = here.actor(), here.language
    claimant = actor.role is Role.CLAIMANT
    address = my_address(here.house, actor) if claimant else ""
    asks = claimant and not address and here.house.settings.mails
    title = say("Fermer la session", language)
    return form_page(
        request, here, "leave.html", title, faults,
        words=_words(language, address) | _lead(actor, language), address=address, asks=asks,
    )  # fmt: skip


def _lead(actor: Actor, language: Language) -> dict[str, str]:
    """What is needed to come back, which is not the same for a claimant and for staff."""
    if actor.role in STAFF:
        return {
            "lead": say(
                "Ce que vous avez enregistré est conservé. Pour revenir, passez par l’accès de "
                "l’équipe.",
                language,
            )
        }
    return {
        "lead": say(
            "Ce que vous avez inscrit reste enregistré. Pour y revenir, il vous faudra votre "
            "numéro et votre code.",
            language,
        )
    }


def _words(language: Language, address: str) -> dict[str, str]:
    return {
        "offer": say(
            "Nous pouvons aussi vous envoyer un lien pour revenir, à l’adresse de votre dossier : "
            "{address}.",
            language,
            address=address,
        ),
        "none": say(
            "Pour recevoir un lien par courriel, inscrivez d’abord votre adresse dans votre "
            "dossier.",
            language,
        ),
        "contact": say("Inscrire mon adresse", language),
        "mail": say("M’envoyer un lien et quitter", language),
        "send": say("Fermer la session", language),
        "back": say("Revenir au registre", language),
    }


def _left(request: Request, here: Asked, address: str) -> Response:
    language = here.language
    words = {
        "lead": say(
            "Un lien pour revenir est en route vers {address}. Il sert une seule fois, d’ici sept "
            "jours. S’il n’arrive pas, cherchez-le parmi les indésirables.",
            language,
            address=address,
        ),
        "home": say("Revenir à l’accueil", language),
    }
    title = say("Votre session est fermée", language)
    return show(request, here.house.settings, "left.html", title, words=words)
