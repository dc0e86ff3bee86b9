"""One page to print or keep: the number and the secret code that open a claim, and how to use them.

Unlike the receipt, it is a key: whoever holds it may read and change the claim, and it says so.
"""

from collections.abc import Iterator
from datetime import datetime

from reportlab.platypus import Flowable

from claims.documents.blocks import figures, listed, notice
from claims.documents.ink import words
from claims.documents.paper import Heading, Sheet, publish
from claims.i18n.catalogue import say
from claims.i18n.formats import moment
from claims.i18n.text import Language
from claims.matter.filing import filing
from claims.matter.model import Matter


def keys(
    number: str, code: str, matter: Matter, *, site: str, at: datetime, language: Language
) -> bytes:
    """The PDF of one claim's keys. site: the address of the registry; at: when it was begun.

    The code stands on the page alone: neither in the title, nor in the foot, nor in a property.
    """
    title = say("Numéro et code de votre {filing}", language, **filing(matter, language))
    sheet = Sheet(
        title=f"{title} {number}",
        running=f"{matter.title.in_(language)} — {title}",
        foot=number,
        language=language,
        at=at,
    )
    return publish([*_page(number, code, matter, title, site, at, language)], sheet)


def _page(
    number: str,
    code: str,
    matter: Matter,
    title: str,
    site: str,
    at: datetime,
    language: Language,
) -> Iterator[Flowable]:
    yield words(matter.title.in_(language), "strong")
    yield Heading(title, 0)
    begun, named = moment(at, matter.timezone, language), filing(matter, language)
    yield words(
        say("Votre {filing} a été commencée le {when}.", language, when=begun, **named), "lead"
    )
    yield figures([(named["numbered"], number)])
    yield figures([(say("Code secret", language), code)])
    warning = say(
        "Cette page est une clé : qui la lit peut ouvrir votre dossier et le modifier. Gardez-la "
        "comme un mot de passe. Nous ne vous demanderons jamais le code.",
        language,
    )
    yield notice(warning, "warning")
    yield Heading(say("Pour revenir à votre dossier", language))
    yield from listed(_ways(site, language))
    yield Heading(say("Où en est l’action collective", language))
    yield words(matter.stage_notice.text.in_(language))


def _ways(site: str, language: Language) -> list[str]:
    return [
        say(
            "Avec le numéro et le code, de n’importe quel appareil : {address}",
            language,
            address=f"{site}/connexion",
        ),
        say(
            "Avec le numéro et le courriel inscrit dans votre dossier, par un lien : {address}",
            language,
            address=f"{site}/connexion/lien",
        ),
        say(
            "Ce que vous inscrivez est enregistré au fur et à mesure, et vous attend. Rien ne "
            "compte avant que vous l’ayez attesté et déposé.",
            language,
        ),
        say(
            "Une fois le dossier déposé, vous recevez un reçu en PDF : il ne contient pas le code.",
            language,
        ),
    ]
