"""What every form at the door shares: slow answers, stale pages, blank fields, the page itself."""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from claims.i18n import Language, say, say_n
from claims.office.guessing import under_attack
from claims.problems import NotAllowed, TooMany
from claims.store.sessions import Kind
from claims.web.answers import Asked, go
from claims.web.cookies import put_session
from claims.web.forms import ours, shown, token_for
from claims.web.html import show

AT_LEAST = 0.35
"""Seconds every try takes, right or wrong; Argon2 alone takes about a tenth."""
WHEN_GUESSED_AT = 3.0

Fault = tuple[str, str]
"""The id of a field, empty for the whole form, and the sentence."""
Got = TypeVar("Got")


async def slowly(here: Asked, enter: Callable[[], Got]) -> tuple[Got | None, int]:
    """What is entered with, or None and the seconds to wait after too many tries; never fast."""
    began = time.monotonic()
    got, wait = None, 0
    try:
        got = await run_in_threadpool(enter)
    except NotAllowed:
        pass
    except TooMany as refusal:
        wait = refusal.wait
    guessed_at = await run_in_threadpool(under_attack, here.house, here.now)
    floor = WHEN_GUESSED_AT if guessed_at and not got else AT_LEAST
    await asyncio.sleep(max(0.0, began + floor - time.monotonic()))
    return got, wait


def let_in(here: Asked, token: str, to: str, kind: Kind) -> Response:
    """On to a page, with the cookie of a new session."""
    response = go(to)
    put_session(response, token, here.house.settings, kind)
    return response


def stale(request: Request, here: Asked, typed: Mapping[str, str]) -> list[Fault]:
    """A form left open for too long, or one we did not show."""
    if ours(request, here.house.settings, typed.get("form", ""), here.now):
        return []
    return [("", left_open(here.language))]


def left_open(language: Language) -> str:
    """What a page left open for too long is answered; what was typed stands in it."""
    return say(
        "Cette page est restée ouverte trop longtemps. Envoyez de nouveau le formulaire.", language
    )


def blank(
    typed: Mapping[str, str],
    wanted: Mapping[str, Callable[[Language], str]],
    language: Language,
) -> list[Fault]:
    """A sentence for each field left empty."""
    return [(name, told(language)) for name, told in wanted.items() if not typed.get(name, "")]


def form_page(
    request: Request,
    here: Asked,
    template: str,
    title: str,
    faults: list[Fault] | None = None,
    **values: Any,
) -> Response:
    """A page with a form of ours, and whatever is to be mended at its head."""
    settings, told = here.house.settings, faults or []
    heading = say_n(
        "Il y a {n} problème à corriger", "Il y a {n} problèmes à corriger",
        len(told), here.language,
    )  # fmt: skip
    response = show(
        request, settings, template, title,
        status=422 if told else 200, faults=told, faults_heading=heading,
        form=token_for(request, settings, here.now), action=request.url.path, **values,
    )  # fmt: skip
    return shown(request, response, settings)


def no_time_code(language: Language) -> str:
    """A time-based code is asked for and none was given."""
    return say("Inscrivez le code à six chiffres de votre application.", language)


def minutes(seconds: int) -> int:
    """A wait in whole minutes, one at least."""
    return max(1, -(-seconds // 60))


def failed_too_often(seconds: int, language: Language) -> str:
    """How long to wait after too many tries."""
    return say_n(
        "Trop d’essais ont échoué. Attendez {n} minute, puis réessayez.",
        "Trop d’essais ont échoué. Attendez {n} minutes, puis réessayez.",
        minutes(seconds),
        language,
    )


def asked_too_often(seconds: int, language: Language) -> str:
    """How long to wait before another link."""
    return say_n(
        "Plusieurs liens viennent d’être demandés. Cherchez-les dans votre boîte, aussi parmi les "
        "indésirables, ou attendez {n} minute pour en demander un autre.",
        "Plusieurs liens viennent d’être demandés. Cherchez-les dans votre boîte, aussi parmi les "
        "indésirables, ou attendez {n} minutes pour en demander un autre.",
        minutes(seconds),
        language,
    )
