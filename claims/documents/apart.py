"""What a total leaves out and what it rests on, said wherever the total is printed."""

from claims.damages.interest import REGIMES
from claims.i18n.catalogue import say
from claims.i18n.formats import money
from claims.i18n.text import Language
from claims.matter.model import Matter


def word_alone(cents: int, matter: Matter, language: Language) -> str:
    """How much of what is supported no exhibit supports."""
    return say(
        "De ce qui est étayé, {amount} repose sur une déclaration seule (catégorie D), sans pièce.",
        language,
        amount=money(cents, matter.currency, language),
    )


def interest_apart(matter: Matter, language: Language) -> str:
    """That the totals are without interest, and without what only some laws add to it."""
    if any(REGIMES[regime].indemnity for regime in matter.interest.regimes):
        return say("Les intérêts et l’indemnité additionnelle ne sont pas compris.", language)
    return say("Les intérêts ne sont pas compris.", language)
