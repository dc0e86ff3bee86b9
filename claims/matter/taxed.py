"""What one calls whoever recovers sales taxes: each law has its own words for it."""

from collections.abc import Mapping

from claims.i18n.catalogue import N_, say
from claims.i18n.text import Language
from claims.matter.model import Matter, Regime

REGISTRANTS: Mapping[Regime, str] = {
    "qc": N_("inscrit aux fichiers de la TPS/TVH ou de la TVQ"),
    "fr_professional": N_("assujetti à la TVA"),
    "fr_individual": N_("assujetti à la TVA"),
    "bc": N_("inscrit aux fins de la TPS/TVH"),
    "ab": N_("inscrit aux fins de la TPS/TVH"),
}
"""By the law of the matter; nobody recovers the provincial taxes of British Columbia."""


def registrant(matter: Matter, language: Language) -> str:
    """What fills {registrant} in a sentence: « assujetti à la TVA », "registered for VAT"."""
    return say(REGISTRANTS[matter.interest.regime], language)
