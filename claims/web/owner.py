"""The owner of a service, invited by e-mail: reads what is claimed for it, answers once, leaves.

No account and no cookie of ours but the form's own. The key of the invitation stands after the # of
the link, which browsers send to nobody; a script puts it in the form and wipes it from the address.
Reading uses nothing up: a mail scanner that follows the link answers nothing.
"""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from claims.claim.authority import NAMED
from claims.evidence.ownership import Answer
from claims.i18n import Language, count, day, say
from claims.i18n.sentences import sentence
from claims.office import inviting
from claims.office.folder import local_day
from claims.office.inviting import Invitation
from claims.office.ownership import WORDS
from claims.problems import NotFound, Refused, TooMany
from claims.web.answers import Asked, asked
from claims.web.doorway import Fault, failed_too_often, form_page, stale
from claims.web.forms import fields
from claims.web.html import show


@dataclass(frozen=True, slots=True)
class Typed:
    """What came with the form."""

    key: str = ""
    answer: str = ""
    words: str = ""
    sent: bool = False
    """Whether the answer was sent, and not only the key."""


async def owner(request: Request) -> Response:
    """Ask for the key, show what it opens, take the answer."""
    here = await run_in_threadpool(asked, request)
    if request.method != "POST":
        return _key_page(request, here, Typed(), [])
    got = await fields(request, whole=True)
    typed = Typed(got.get("key", "").strip(), got.get("answer", ""), got.get("words", ""),
                  "send" in got)  # fmt: skip
    faults = stale(request, here, got)
    if faults and not typed.sent:
        return _key_page(request, here, typed, faults)
    try:
        if typed.sent and not faults:
            return await _answered(request, here, typed)
        invitation = await run_in_threadpool(
            inviting.read_invitation, here.house, typed.key, now=here.now
        )
    except NotFound:
        return _key_page(request, here, typed, [("key", _gone(here.language))])
    except TooMany as refusal:
        told = failed_too_often(refusal.wait, here.language)
        return _key_page(request, here, typed, [("", told)])
    return _statement(request, here, typed, invitation, faults)


async def _answered(request: Request, here: Asked, typed: Typed) -> Response:
    """Keep the answer; what is wrong with it is told on the same page."""
    try:
        invitation = await run_in_threadpool(
            inviting.answer, here.house, typed.key, typed.answer, typed.words, now=here.now
        )
    except Refused as refusal:
        faults = [(p.where.rpartition(".")[2], sentence(p, here.language))
                  for p in refusal.problems]  # fmt: skip
        invitation = await run_in_threadpool(
            inviting.read_invitation, here.house, typed.key, now=here.now
        )
        return _statement(request, here, typed, invitation, faults)
    return _thanks(request, here, typed, invitation)


def _key_page(request: Request, here: Asked, typed: Typed, faults: list[Fault]) -> Response:
    language = here.language
    words = {
        "lead": say(
            "Quelqu’un vous a désigné comme propriétaire d’un site, dans une action collective. "
            "Lisez ce qui est déclaré, puis répondez. Aucun compte n’est à créer.",
            language,
        ),
        "key": say("Clé de l’invitation", language),
        "key_hint": say(
            "Elle se remplit d’elle-même quand vous suivez le lien du courriel; sinon, copiez ici "
            "ce qui suit le signe # dans ce lien.",
            language,
        ),
        "send": say("Lire ce qui est déclaré", language),
    }
    title = say("Un site qui serait le vôtre", language)
    return form_page(request, here, "owner_key.html", title, faults, typed=typed, words=words)


def _statement(
    request: Request, here: Asked, typed: Typed, invitation: Invitation, faults: list[Fault]
) -> Response:
    language = here.language
    title = say("Ce qui est déclaré pour {domain}", language, domain=invitation.domain)
    answers = {
        Answer.CONFIRMS: say(
            "Je confirme : ce site est à moi, et cette personne peut déclarer des pertes pour lui.",
            language,
        ),
        Answer.CONTESTS: say("Je conteste : ce site est à moi, et je m’y oppose.", language),
        Answer.STRANGER: say("Ce site n’est pas à moi.", language),
    }
    return form_page(
        request, here, "owner.html", title, faults, typed=typed, answers=answers,
        facts=_facts(invitation, language), words=_statement_words(invitation, language),
    )  # fmt: skip


def _facts(invitation: Invitation, language: Language) -> list[tuple[str, list[str]]]:
    """What the owner reads: no amount, no exhibit, no number of the claim."""
    matter = invitation.matter
    heads = [matter.heads[head].label.in_(language) for head in invitation.heads]
    named = NAMED.get(invitation.authority)
    title = say(named, language) if named else say("non précisé", language)
    return [
        (say("Domaine", language), [invitation.domain]),
        (say("Réclamant", language), [invitation.claimant]),
        (say("À quel titre", language), [title]),
        (say("Pertes inscrites pour ce site", language),
         heads or [say("aucune pour le moment", language)]),
        (say("Action collective", language), [matter.title.in_(language)]),
    ]  # fmt: skip


def _statement_words(invitation: Invitation, language: Language) -> dict[str, str]:
    until = day(local_day(invitation.until, invitation.matter), language)
    return {
        "amounts": say("Les montants et les pièces ne sont pas montrés ici.", language),
        "answer": say("Votre réponse", language),
        "why": say("Précisions (nécessaires si vous contestez)", language),
        "why_hint": say(
            "Quelques mots, {n} caractères au plus.", language, n=count(WORDS, language)
        ),
        "privacy": say(
            "Votre réponse est lue par le réclamant et par les avocats du groupe, et conservée au "
            "dossier. Elle ne cède aucun droit et n’entraîne aucuns frais. Vous pouvez aussi ne "
            "pas répondre.",
            language,
        ),
        "once": say("Une seule réponse, jusqu’au {until}.", language, until=until),
        "send": say("Envoyer ma réponse", language),
    }


def _thanks(request: Request, here: Asked, typed: Typed, invitation: Invitation) -> Response:
    language = here.language
    told = {
        Answer.CONFIRMS: say("Vous avez confirmé ce qui est déclaré pour {domain}.", language,
                             domain=invitation.domain),
        Answer.CONTESTS: say("Vous avez contesté ce qui est déclaré pour {domain}.", language,
                             domain=invitation.domain),
        Answer.STRANGER: say("Vous avez dit que {domain} n’est pas à vous.", language,
                             domain=invitation.domain),
    }  # fmt: skip
    words = {
        "done": told[Answer(typed.answer)],
        "next": say(
            "Les avocats du groupe lisent chaque réponse et décident. Si vous avez vous-même perdu "
            "quelque chose dans cette panne, vous pouvez inscrire vos pertes.",
            language,
        ),
        "own": say("Voir si je suis visé", language),
    }
    title = say("Votre réponse est enregistrée", language)
    return show(request, here.house.settings, "owner_done.html", title, words=words)


def _gone(language: Language) -> str:
    return say(
        "Cette invitation n’est pas reconnue : elle a déjà servi, elle est échue, ou le lien est "
        "incomplet. Demandez-en une autre à la personne qui vous a fait inviter.",
        language,
    )
