"""Signing in and out, on pages that need no script: claimants by number and code, staff by three.

Every refusal takes at least the same time, so that neither the clock nor the words tell whether a
number or an account exists.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from claims.i18n import Language, say, say_n
from claims.office import entrance
from claims.office.demo_staff import LOG_INS
from claims.office.guessing import under_attack
from claims.office.pages import home_of
from claims.problems import NotAllowed, TooMany
from claims.web.answers import Asked, asked, entropy, go, own_path
from claims.web.cookies import ABSOLUTE, drop, put, session_name
from claims.web.forms import fields, ours, shown, token_for
from claims.web.html import show

AT_LEAST = 0.35
"""Seconds every try takes, right or wrong; Argon2 alone takes about a tenth."""
WHEN_GUESSED_AT = 3.0

Fault = tuple[str, str]
"""The id of a field, empty for the whole form, and the sentence."""


async def claimant(request: Request) -> Response:
    """Show the form of claimants, or take it."""
    here = await run_in_threadpool(asked, request)
    if request.method != "POST":
        return _claimant_form(request, here)
    typed = await fields(request)
    faults = list(_blank(typed, {"number": _no_number, "code": _no_code}, here.language))
    if faults or (faults := _stale(request, here, typed)):
        return _claimant_form(request, here, typed, faults)

    def enter() -> str:
        return entrance.log_in_claimant(
            here.house, typed["number"], typed["code"],
            now=here.now, entropy=entropy, language=here.language,
        )  # fmt: skip

    token, fault = await _slowly(here, enter)
    if not token:
        return _claimant_form(request, here, typed, [("", fault or _wrong_code(here.language))])
    wanted = own_path(typed.get("to", "/"))
    return _enter(here, token, wanted if wanted != "/" else "/dossier", "claimant")


async def staff(request: Request) -> Response:
    """Show the form of staff, or take it."""
    here = await run_in_threadpool(asked, request)
    if request.method != "POST":
        return _staff_form(request, here)
    typed = await fields(request)
    wanted = {"email": _no_email, "password": _no_password, "code": _no_time_code}
    faults = list(_blank(typed, wanted, here.language))
    if faults or (faults := _stale(request, here, typed)):
        return _staff_form(request, here, typed, faults)

    def enter() -> str:
        return entrance.log_in_staff(
            here.house, typed["email"], typed["password"], typed["code"],
            now=here.now, entropy=entropy, language=here.language,
        )  # fmt: skip

    token, fault = await _slowly(here, enter)
    if not token:
        return _staff_form(request, here, typed, [("", fault or _wrong_staff(here.language))])
    actor = await run_in_threadpool(entrance.actor_from, here.house, token, now=here.now)
    return _enter(here, token, home_of(actor.role), "staff")


async def leave(request: Request) -> Response:
    """Ask whether to close the session, then close it."""
    here = await run_in_threadpool(asked, request)
    if request.method == "POST":
        typed = await fields(request)
        if ours(request, here.house.settings, typed.get("form", ""), here.now):
            await run_in_threadpool(entrance.log_out, here.house, here.token, now=here.now)
            response = go("/accueil")
            drop(response, session_name(here.house.settings), here.house.settings)
            return response
    title = say("Fermer la session", here.language)
    words = {
        "lead": say(
            "Ce que vous avez inscrit reste enregistré. Pour y revenir, il vous faudra votre "
            "numéro et votre code.",
            here.language,
        ),
        "send": title,
        "back": say("Revenir au registre", here.language),
    }
    return _form(request, here, "leave.html", title, [], words=words)


async def _slowly(here: Asked, enter: Callable[[], str]) -> tuple[str, str]:
    """The token, or empty and a sentence when there were too many tries; never fast."""
    began = time.monotonic()
    token, fault = "", ""
    try:
        token = await run_in_threadpool(enter)
    except NotAllowed:
        pass
    except TooMany as refusal:
        fault = _wait(refusal.wait, here.language)
    guessed_at = await run_in_threadpool(under_attack, here.house, here.now)
    floor = WHEN_GUESSED_AT if guessed_at and not token else AT_LEAST
    await asyncio.sleep(max(0.0, began + floor - time.monotonic()))
    return token, fault


def _enter(here: Asked, token: str, to: str, kind: str) -> Response:
    response = go(to)
    settings = here.house.settings
    put(response, session_name(settings), token, settings, seconds=ABSOLUTE[kind])
    return response


def _stale(request: Request, here: Asked, typed: dict[str, str]) -> list[Fault]:
    """A form left open for too long, or one we did not show."""
    if ours(request, here.house.settings, typed.get("form", ""), here.now):
        return []
    sentence = "Cette page est restée ouverte trop longtemps. Envoyez de nouveau le formulaire."
    return [("", say(sentence, here.language))]


def _blank(
    typed: Mapping[str, str],
    wanted: Mapping[str, Callable[[Language], str]],
    language: Language,
) -> list[Fault]:
    """A sentence for each field left empty."""
    return [(name, told(language)) for name, told in wanted.items() if not typed.get(name, "")]


def _claimant_form(
    request: Request,
    here: Asked,
    typed: dict[str, str] | None = None,
    faults: list[Fault] | None = None,
) -> Response:
    language = here.language
    words = _claimant_words(language)
    title = say("Reprendre votre réclamation", language)
    to = request.query_params.get("vers", (typed or {}).get("to", "/"))
    kept = {"number": (typed or {}).get("number", ""), "to": own_path(to)}
    return _form(request, here, "sign_in.html", title, faults or [], words=words, typed=kept)


def _staff_form(
    request: Request,
    here: Asked,
    typed: dict[str, str] | None = None,
    faults: list[Fault] | None = None,
) -> Response:
    language, demo = here.language, here.house.settings.mode == "demo"
    words = _staff_words(language)
    roles = {
        "lawyer": say("Avocate", language),
        "representative": say("Représentante", language),
        "administrator": say("Administration", language),
    }
    log_ins = [
        (roles[person.role], person.email, person.password, person.code(here.now))
        for person in (LOG_INS if demo else ())
    ]
    kept = {"email": (typed or {}).get("email", "")}
    title = say("Accès de l’équipe", language)
    return _form(
        request, here, "staff.html", title, faults or [],
        words=words, typed=kept, log_ins=log_ins,
    )  # fmt: skip


def _claimant_words(language: Language) -> dict[str, str]:
    return {
        "lead": say(
            "Inscrivez le numéro et le code secret reçus au début de votre réclamation.", language
        ),
        "number": say("Numéro de réclamation", language),
        "number_hint": say("Par exemple R-2K7Q-48XM-0. Les tirets sont facultatifs.", language),
        "code": say("Code secret", language),
        "code_hint": say("24 lettres et chiffres, en six groupes de quatre.", language),
        "send": say("Ouvrir mon dossier", language),
        "start": say("Commencer une réclamation", language),
        "lost": say("Numéro ou code perdu?", language),
        "staff": say("Accès de l’équipe", language),
    }


def _staff_words(language: Language) -> dict[str, str]:
    return {
        "lead": say("Réservé au représentant, aux avocats et à l’administration.", language),
        "email": say("Courriel", language),
        "password": say("Mot de passe", language),
        "code": say("Code à six chiffres", language),
        "code_hint": say("Celui qu’affiche votre application d’authentification.", language),
        "send": say("Ouvrir la session", language),
        "claimant": say("Accès des réclamants", language),
        "demo": say("Accès de démonstration", language),
        "demo_lead": say(
            "Choisissez un rôle, puis copiez les trois valeurs. Le code change toutes les "
            "30 secondes et ne sert qu’une fois.",
            language,
        ),
        "role": say("Rôle", language),
    }


def _form(
    request: Request, here: Asked, template: str, title: str, faults: list[Fault], **values: Any
) -> Response:
    settings = here.house.settings
    heading = say_n(
        "Il y a {n} problème à corriger", "Il y a {n} problèmes à corriger",
        len(faults), here.language,
    )  # fmt: skip
    response = show(
        request, settings, template, title,
        status=422 if faults else 200, faults=faults, faults_heading=heading,
        form=token_for(request, settings, here.now), action=request.url.path, **values,
    )  # fmt: skip
    return shown(request, response, settings)


def _wrong_code(language: Language) -> str:
    return say(
        "Ce numéro et ce code ne vont pas ensemble. Vérifiez les deux, tels qu’ils figurent sur "
        "votre confirmation.",
        language,
    )


def _wrong_staff(language: Language) -> str:
    return say(
        "Le courriel, le mot de passe ou le code ne convient pas. Un code ne sert qu’une fois : "
        "attendez le suivant avant de réessayer.",
        language,
    )


def _wait(seconds: int, language: Language) -> str:
    return say_n(
        "Trop d’essais ont échoué. Attendez {n} minute, puis réessayez.",
        "Trop d’essais ont échoué. Attendez {n} minutes, puis réessayez.",
        max(1, -(-seconds // 60)),
        language,
    )


def _no_number(language: Language) -> str:
    return say("Inscrivez votre numéro de réclamation.", language)


def _no_code(language: Language) -> str:
    return say("Inscrivez votre code secret.", language)


def _no_email(language: Language) -> str:
    return say("Inscrivez votre courriel.", language)


def _no_password(language: Language) -> str:
    return say("Inscrivez votre mot de passe.", language)


def _no_time_code(language: Language) -> str:
    return say("Inscrivez le code à six chiffres de votre application.", language)
