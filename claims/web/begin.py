"""Beginning a claim: the privacy notice at collection, one button, then number and code.

The same form sent again shows them again, for a quarter of an hour, to the browser that began it.
"""

from collections.abc import Mapping
from datetime import datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from claims.claim.identifiers import masked
from claims.claim.notice import NoticeSeen
from claims.i18n import LANGUAGES, Language, say, say_n, sentence
from claims.matter.filing import filing
from claims.matter.leaving import kept_for, networks_said
from claims.matter.model import Matter
from claims.office import entrance
from claims.office.handing import hand_keys
from claims.office.posting import address_of
from claims.problems import Conflict, Refused, TooMany
from claims.web.answers import Asked, asked, entropy, go, remote_of
from claims.web.cookies import put_session
from claims.web.doorway import Fault, form_page, left_open, minutes, stale
from claims.web.files import saved
from claims.web.forms import fields, intended, intention_for, ours, token_for
from claims.web.html import show
from claims.web.plain import CODE_GONE, sorry

KEYS = "/cle"
"""Where the page of number and code is sent for as a PDF."""
NO_FAULT: Fault = ("", "")
Typed = Mapping[str, str]


async def begin(request: Request) -> Response:
    """Show what is collected and why; on the button, make the claim and show its keys."""
    here = await run_in_threadpool(asked, request)
    if request.method != "POST":
        return _notice(request, here, request.query_params.get("dossier", ""))
    typed = await fields(request)
    wanted = typed.get("matter", "")
    if faults := stale(request, here, typed):
        return _notice(request, here, wanted, typed, faults[0])
    matter = here.house.matters.get(wanted)
    if matter is None or matter.stage == "closed":
        told = ("", _closed(here.language)) if matter else _unchosen(here)
        return _notice(request, here, wanted, typed, told)
    if not _noticed(typed, matter, here.now):
        return _notice(request, here, matter.id, typed, ("", _changed(here.language)))
    if not intended(request, here.house.settings, typed.get("key", ""), here.now):
        return _notice(request, here, matter.id, typed, ("", left_open(here.language)))
    return await _begun(request, here, matter, typed)


async def keys(request: Request) -> Response:
    """The page of number and code as a PDF, to the browser that was just shown them.

    Later, or once the claim went on, the code is not shown again.
    """
    here = await run_in_threadpool(asked, request)
    typed = await fields(request)
    settings, key = here.house.settings, typed.get("key", "")
    sent_from_here = ours(request, settings, typed.get("form", ""), here.now)
    if not (sent_from_here and intended(request, settings, key, here.now)):
        return sorry(410, CODE_GONE)
    try:
        return saved(
            await run_in_threadpool(hand_keys, here.house, key, here.language, now=here.now)
        )
    except Conflict:
        return sorry(410, CODE_GONE)


async def _begun(request: Request, here: Asked, matter: Matter, typed: Typed) -> Response:
    def start() -> entrance.Started:
        return entrance.start(
            here.house, matter.id, here.language, key=typed["key"], now=here.now, entropy=entropy,
            remote=remote_of(request), email=typed.get("email", ""),
            notice=_noticed(typed, matter, here.now),
        )  # fmt: skip

    try:
        started = await run_in_threadpool(start)
    except Refused as refusal:
        told = ("email", sentence(refusal.problems[0], here.language))
        return _notice(request, here, matter.id, typed, told)
    except TooMany as refusal:
        return _notice(request, here, matter.id, typed, ("", _wait(refusal.wait, here)))
    except Conflict:
        return _notice(request, here, matter.id, typed, ("", left_open(here.language)))
    return await run_in_threadpool(_confirmation, request, here, matter, started, typed["key"])


def _noticed(typed: Typed, matter: Matter, now: datetime) -> NoticeSeen | None:
    """The privacy notice that stood above the button; None when it is no longer the matter's."""
    shown, _, version = typed.get(f"notice-{matter.id}", "").partition(" ")
    language = next((known for known in LANGUAGES if known == shown), None)
    if language is None or version != matter.notice_version:
        return None
    return NoticeSeen(version, language, now)


def _changed(language: Language) -> str:
    return say(
        "L’avis de confidentialité a changé depuis que cette page est ouverte. Lisez-le, puis "
        "envoyez de nouveau le formulaire.",
        language,
    )


def _unchosen(here: Asked) -> Fault:
    """No event was chosen: the sentence names the question, and leads to its first answer."""
    language = here.language
    open_ = next((m.id for m in here.house.matters.values() if m.stage != "closed"), "")
    told = say("Répondez à « {asked} », puis recommencez.", language, asked=_which(language))
    return (f"matter-{open_}" if open_ else "", told)


def _which(language: Language) -> str:
    return say("Pour quel événement?", language)


def _closed(language: Language) -> str:
    return say("Ce registre est fermé : aucun dossier n’y est plus reçu.", language)


def _wait(seconds: int, here: Asked) -> str:
    return say_n(
        "Trop de dossiers commencent en ce moment. Rien n’est perdu : réessayez dans {n} minute.",
        "Trop de dossiers commencent en ce moment. Rien n’est perdu : réessayez dans {n} minutes.",
        minutes(seconds),
        here.language,
    )


def _notice(
    request: Request, here: Asked, wanted: str, typed: Typed | None = None, fault: Fault = NO_FAULT
) -> Response:
    language, settings = here.language, here.house.settings
    listed = [
        matter
        for matter in here.house.matters.values()
        if wanted in ("", matter.id) or wanted not in here.house.matters
    ]
    open_ = [matter for matter in listed if matter.stage != "closed"]
    matters = [
        {
            "id": matter.id,
            "title": matter.title.in_(language),
            "short": matter.short.in_(language),
            "stage": matter.stage_notice.text.in_(language),
            "privacy": matter.privacy.text.in_(language),
            "proposed": not matter.privacy.verified,
            "notice": f"{language} {matter.notice_version}",
            "networks": networks_said(matter, language),
            "kept": say(
                "Durée de conservation : {until}.",
                language,
                until=kept_for(matter.retention, language),
            ),
            "closed": matter.stage == "closed",
        }
        for matter in listed
    ]
    if not matters:
        return go("/accueil")
    title = say("Commencer une {filing}", language, **filing(open_, language))
    return form_page(
        request, here, "begin.html", title, [fault] if fault[1] else [],
        words=_notice_words(language), matters=matters,
        key=intention_for(request, settings, here.now), email=(typed or {}).get("email", ""),
        open=bool(open_), mails=settings.mails,
    )  # fmt: skip


def _confirmation(
    request: Request, here: Asked, matter: Matter, started: entrance.Started, key: str
) -> Response:
    language, settings = here.language, here.house.settings
    to = masked(address_of(here.house, started.number)) if settings.mails else ""
    words = filing(matter, language)
    title = say("Votre {filing} est commencée", language, **words)
    response = show(
        request, settings, "begun.html", title,
        words=_confirmation_words(language, to) | {"number": words["numbered"]},
        number=started.number, code=started.code,
        matter=matter.title.in_(language), stage=matter.stage_notice.text.in_(language),
        mailed=to, key=key, form=token_for(request, settings, here.now, KEYS), action=KEYS,
    )  # fmt: skip
    put_session(response, started.token, settings, "claimant")
    return response


def _notice_words(language: Language) -> dict[str, str]:
    return {
        "which": _which(language),
        "choose": say(
            "Choisissez-en un : son avis de confidentialité s’affiche aussitôt.", language
        ),
        "privacy": say("Ce que nous recueillons, et pourquoi", language),
        "steps": say(
            "Aucun compte à créer. Vous recevez un numéro et un code secret, puis vous avancez à "
            "votre rythme : tout ce que vous inscrivez est enregistré.",
            language,
        ),
        "closed": _closed(language),
        "proposed": say("Avis proposé, à confirmer par les avocats du groupe.", language),
        "send": say("Commencer", language),
        "have": say("J’ai déjà un numéro et un code", language),
        "email": say("Courriel (facultatif)", language),
        "email_hint": say(
            "Nous y enverrons votre numéro, votre code et un lien pour revenir. Vérifiez "
            "l’adresse : qui lit cette boîte peut ouvrir votre dossier.",
            language,
        ),
    }


def _confirmation_words(language: Language, to: str) -> dict[str, str]:
    return {
        "lead": say(
            "Notez ces deux renseignements maintenant : le registre ne garde pas le code et ne "
            "pourra pas vous le redire.",
            language,
        ),
        "code": say("Code secret", language),
        "keep": say(
            "Imprimez cette page ou téléchargez-la en PDF. Le numéro et le code servent à revenir "
            "plus tard, de n’importe quel appareil. Ne donnez le code à personne.",
            language,
        ),
        "mailed": say("Ils sont aussi en route vers {address}.", language, address=to),
        "pdf": say("Télécharger en PDF", language),
        "print": say("Imprimer cette page", language),
        "go": say("Continuer vers mon dossier", language),
    }
