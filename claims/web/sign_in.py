"""Signing in, on pages that need no script: claimants by number and code, staff by three.

Every refusal takes at least the same time, so that neither the clock nor the words tell whether a
number or an account exists.
"""

from collections.abc import Iterable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from claims.i18n import Language, say
from claims.matter.filing import filing
from claims.matter.model import Matter
from claims.office import entrance
from claims.office.administrator import TITLES
from claims.office.demo_staff import LOG_INS
from claims.office.pages import home_of
from claims.web.answers import Asked, asked, entropy, own_path
from claims.web.doorway import (
    Fault,
    blank,
    failed_too_often,
    form_page,
    let_in,
    no_time_code,
    slowly,
    stale,
)
from claims.web.forms import fields


async def claimant(request: Request) -> Response:
    """Show the form of claimants, or take it."""
    here = await run_in_threadpool(asked, request)
    if request.method != "POST":
        return _claimant_form(request, here)
    typed = await fields(request)
    wanted_fields = {"number": no_number, "code": _no_code}
    faults = blank(typed, wanted_fields, here.language) or stale(request, here, typed)
    if faults:
        return _claimant_form(request, here, typed, faults)

    def enter() -> str:
        return entrance.log_in_claimant(
            here.house, typed["number"], typed["code"],
            now=here.now, entropy=entropy, language=here.language,
        )  # fmt: skip

    token, wait = await slowly(here, enter)
    if token is None:
        told = failed_too_often(wait, here.language) if wait else _wrong_code(here.language)
        return _claimant_form(request, here, typed, [("", told)])
    wanted = own_path(typed.get("to", "/"))
    return let_in(here, token, wanted if wanted != "/" else "/dossier", "claimant")


async def staff(request: Request) -> Response:
    """Show the form of staff, or take it."""
    here = await run_in_threadpool(asked, request)
    if request.method != "POST":
        return _staff_form(request, here)
    typed = _as_demo(await fields(request), here)
    wanted = {"email": no_email, "password": _no_password, "code": no_time_code}
    faults = blank(typed, wanted, here.language) or stale(request, here, typed)
    if faults:
        return _staff_form(request, here, typed, faults)

    def enter() -> str:
        return entrance.log_in_staff(
            here.house, typed["email"], typed["password"], typed["code"],
            now=here.now, entropy=entropy, language=here.language,
        )  # fmt: skip

    token, wait = await slowly(here, enter)
    if token is None:
        told = failed_too_often(wait, here.language) if wait else _wrong_staff(here.language)
        return _staff_form(request, here, typed, [("", told)])
    actor = await run_in_threadpool(entrance.actor_from, here.house, token, now=here.now)
    return let_in(here, token, home_of(actor.role), "staff")


def _as_demo(typed: dict[str, str], here: Asked) -> dict[str, str]:
    """What someone who enters the demonstration by a button would have typed."""
    people = LOG_INS if here.house.settings.mode == "demo" else ()
    wanted = next((p for p in people if p.email == typed.get("demo")), None)
    if wanted is None:
        return typed
    known = {"email": wanted.email, "password": wanted.password, "code": wanted.code(here.now)}
    return typed | known


def _claimant_form(
    request: Request,
    here: Asked,
    typed: dict[str, str] | None = None,
    faults: list[Fault] | None = None,
) -> Response:
    language = here.language
    words = _claimant_words(here.house.matters.values(), language)
    title = say("Reprendre votre dossier", language)
    to = request.query_params.get("vers", (typed or {}).get("to", "/"))
    kept = {"number": (typed or {}).get("number", ""), "to": own_path(to)}
    return form_page(
        request, here, "sign_in.html", title, faults,
        words=words, typed=kept, mails=here.house.settings.mails,
    )  # fmt: skip


def _staff_form(
    request: Request,
    here: Asked,
    typed: dict[str, str] | None = None,
    faults: list[Fault] | None = None,
) -> Response:
    language, demo = here.language, here.house.settings.mode == "demo"
    words = _staff_words(language)
    log_ins = [
        (say(TITLES[person.role], language), person.email, person.password, person.code(here.now))
        for person in (LOG_INS if demo else ())
    ]
    kept = {"email": (typed or {}).get("email", "")}
    title = say("Accès de l’équipe", language)
    return form_page(
        request, here, "staff.html", title, faults,
        words=words, typed=kept, log_ins=log_ins,
    )  # fmt: skip


def _claimant_words(matters: Iterable[Matter], language: Language) -> dict[str, str]:
    known = filing(matters, language)
    return {
        "lead": say("Inscrivez le numéro et le code secret reçus au début.", language),
        "number": known["numbered"],
        "number_hint": say("Par exemple R-2K7Q-48XM-0. Les tirets sont facultatifs.", language),
        "code": say("Code secret", language),
        "code_hint": say("24 lettres et chiffres, en six groupes de quatre.", language),
        "send": say("Ouvrir mon dossier", language),
        "start": say("Commencer une {filing}", language, **known),
        "lost": say("Numéro ou code perdu?", language),
        "link": say("Recevoir un lien par courriel", language),
        "staff": say("Accès de l’équipe", language),
    }


def _staff_words(language: Language) -> dict[str, str]:
    return {
        "lead": say(
            "Réservé au représentant du groupe, aux avocats du groupe et à l’administration.",
            language,
        ),
        "email": say("Courriel", language),
        "password": say("Mot de passe", language),
        "code": say("Code à six chiffres", language),
        "code_hint": say("Celui qu’affiche votre application d’authentification.", language),
        "send": say("Ouvrir la session", language),
        "claimant": say("Accès des réclamants", language),
        "demo": say("Accès de démonstration", language),
        "demo_lead": say(
            "Entrez d’un clic, ou copiez les trois valeurs. Le code change toutes les 30 secondes "
            "et ne sert qu’une fois.",
            language,
        ),
        "enter": say("Entrer", language),
        "role": say("Rôle", language),
    }


def _wrong_code(language: Language) -> str:
    return say(
        "Ce numéro et ce code ne vont pas ensemble. Vérifiez les deux, tels qu’ils vous ont été "
        "remis au début, à l’écran ou en PDF.",
        language,
    )


def _wrong_staff(language: Language) -> str:
    return say(
        "Le courriel, le mot de passe ou le code ne convient pas. Un code ne sert qu’une fois : "
        "attendez le suivant avant de réessayer.",
        language,
    )


def no_number(language: Language) -> str:
    """A number is asked for and none was given."""
    return say("Inscrivez votre numéro.", language)


def _no_code(language: Language) -> str:
    return say("Inscrivez votre code secret.", language)


def no_email(language: Language) -> str:
    """An address is asked for and none was given."""
    return say("Inscrivez votre courriel.", language)


def _no_password(language: Language) -> str:
    return say("Inscrivez votre mot de passe.", language)
