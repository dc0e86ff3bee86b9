"""What a member's own filing is called: a registration, until the court opens a period for claims.

People lose rights by taking one for the other. So no sentence addressed to a claimant names it by
itself: it leaves a place, which the stage of the matter fills. Both French words are feminine, and
only the article differs. Counsel's pages, the code and the command line say claim at every stage.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language
from claims.matter.model import Matter, Stage

SEVERAL: Literal["several"] = "several"
"""What a page that speaks of several matters is about, when their stages do not agree."""
REGISTRATION = {
    "filing": N_("inscription"),
    "the_filing": N_("l’inscription"),
    "filings": N_("Inscriptions"),
    "numbered": N_("Numéro d’inscription"),
}
CLAIM = {
    "filing": N_("réclamation"),
    "the_filing": N_("la réclamation"),
    "filings": N_("Réclamations"),
    "numbered": N_("Numéro de réclamation"),
}
EITHER = {
    "filing": N_("inscription ou réclamation"),
    "the_filing": N_("l’inscription ou la réclamation"),
    "filings": N_("Inscriptions ou réclamations"),
    "numbered": N_("Numéro d’inscription ou de réclamation"),
}
WORDS: Mapping[Stage | Literal["several"], Mapping[str, str]] = {
    "registration": REGISTRATION,
    "claims": CLAIM,
    "closed": CLAIM,
    SEVERAL: EITHER,
}
"""Stage → the place in a sentence → its word."""


def filing(matters: Matter | Iterable[Matter], language: Language) -> dict[str, str]:
    """What fills {filing}, {the_filing}, {filings} and {numbered} (the label of its number).

    Of several matters, the word they share; both words when they share none.
    """
    each = [matters] if isinstance(matters, Matter) else list(matters)
    stages = {matter.stage for matter in each}
    words = WORDS[stages.pop() if len(stages) == 1 else SEVERAL]
    return {place: say(word, language) for place, word in words.items()}
