"""Beginning a claim: the privacy notice at collection, one button, then number and code, once."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from claims.i18n import Language, say, say_n
from claims.matter.leaving import kept_for
from claims.matter.model import Matter
from claims.office import entrance
from claims.problems import Conflict, TooMany
from claims.web.answers import Asked, asked, entropy, go, remote_of
from claims.web.cookies import ABSOLUTE, put, session_name
from claims.web.forms import fields, intended, intention_for, ours, shown, token_for
from claims.web.html import show


async def begin(request: Request) -> Response:
    """Show what is collected and why; on the button, make the claim and show its keys."""
    here = await run_in_threadpool(asked, request)
    if request.method != "POST":
        return _notice(request, here, request.query_params.get("dossier", ""), "")
    typed = await fields(request)
    matter = here.house.matters.get(typed.get("matter", ""))
    key = typed.get("key", "")
    sent_from_here = ours(request, here.house.settings, typed.get("form", ""), here.now)
    if not (sent_from_here and matter and matter.stage != "closed"):
        sentence = say("Choisissez le dossier, puis recommencez.", here.language)
        return _notice(request, here, typed.get("matter", ""), sentence)
    if not intended(request, here.house.settings, key, here.now):
        return _notice(request, here, matter.id, _too_late(here.language))
    try:
        started = await run_in_threadpool(_start, here, matter, key, remote_of(request))
    except TooMany as refusal:
        return _notice(request, here, matter.id, _wait(refusal.wait, here))
    except Conflict:
        return _notice(request, here, matter.id, _too_late(here.language))
    return _confirmation(request, here, matter, started)


def _start(here: Asked, matter: Matter, key: str, remote: str) -> entrance.Started:
    return entrance.start(
        here.house, matter.id, here.language,
        key=key, now=here.now, entropy=entropy, remote=remote,
    )  # fmt: skip


def _too_late(language: Language) -> str:
    """A page left open, or one sent again after the claim went on: its code is not shown twice."""
    return say(
        "Cette page est restée ouverte trop longtemps. Envoyez de nouveau le formulaire.", language
    )


def _wait(seconds: int, here: Asked) -> str:
    return say_n(
        "Trop de réclamations commencent en ce moment. Rien n’est perdu : réessayez dans "
        "{n} minute.",
        "Trop de réclamations commencent en ce moment. Rien n’est perdu : réessayez dans "
        "{n} minutes.",
        max(1, -(-seconds // 60)),
        here.language,
    )


def _notice(request: Request, here: Asked, wanted: str, fault: str) -> Response:
    language, settings = here.language, here.house.settings
    matters = [
        {
            "id": matter.id,
            "title": matter.title.in_(language),
            "short": matter.short.in_(language),
            "stage": matter.stage_notice.text.in_(language),
            "privacy": matter.privacy.text.in_(language),
            "kept": say(
                "Durée de conservation : {until}.",
                language,
                until=kept_for(matter.retention, language),
            ),
            "closed": matter.stage == "closed",
        }
        for matter in here.house.matters.values()
        if wanted in ("", matter.id) or wanted not in here.house.matters
    ]
    if not matters:
        return go("/accueil")
    words = _notice_words(language)
    title = say("Commencer une réclamation", language)
    heading = say_n(
        "Il y a {n} problème à corriger", "Il y a {n} problèmes à corriger", 1, language
    )
    response = show(
        request, settings, "begin.html", title,
        status=422 if fault else 200, faults=[("", fault)] if fault else [],
        faults_heading=heading, words=words, matters=matters,
        key=intention_for(request, settings, here.now),
        form=token_for(request, settings, here.now), action=request.url.path,
        open=any(not matter["closed"] for matter in matters),
    )  # fmt: skip
    return shown(request, response, settings)


def _confirmation(
    request: Request, here: Asked, matter: Matter, started: entrance.Started
) -> Response:
    language, settings = here.language, here.house.settings
    words = _confirmation_words(language)
    title = say("Votre réclamation est commencée", language)
    response = show(
        request, settings, "begun.html", title,
        words=words, number=started.number, code=started.code,
        matter=matter.title.in_(language), stage=matter.stage_notice.text.in_(language),
    )  # fmt: skip
    put(response, session_name(settings), started.token, settings, seconds=ABSOLUTE["claimant"])
    return response


def _notice_words(language: Language) -> dict[str, str]:
    return {
        "which": say("Pour quel événement?", language),
        "privacy": say("Ce que nous recueillons, et pourquoi", language),
        "steps": say(
            "Aucun compte à créer. Vous recevez un numéro et un code secret, puis vous avancez à "
            "votre rythme : tout ce que vous inscrivez est enregistré.",
            language,
        ),
        "closed": say("Ce registre est fermé : aucune réclamation n’y est plus reçue.", language),
        "send": say("Commencer", language),
        "have": say("J’ai déjà un numéro et un code", language),
    }


def _confirmation_words(language: Language) -> dict[str, str]:
    return {
        "lead": say(
            "Notez ces deux renseignements maintenant : le code n’est affiché qu’une fois, et "
            "personne d’autre ne le connaît.",
            language,
        ),
        "number": say("Numéro de réclamation", language),
        "code": say("Code secret", language),
        "keep": say(
            "Imprimez cette page ou enregistrez-la en PDF. Le numéro et le code servent à revenir "
            "plus tard, de n’importe quel appareil. Ne donnez le code à personne.",
            language,
        ),
        "print": say("Imprimer cette page", language),
        "go": say("Continuer vers mon dossier", language),
    }
