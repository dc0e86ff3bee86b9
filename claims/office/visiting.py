"""What pages and routes alike know of a browser: its cookies' names, its language, the notice that
a demonstration shows on every page."""

from collections.abc import Mapping

from claims.i18n import LANGUAGES, Language, say
from claims.settings import Settings

LANGUAGE = "claims_lang"
"""Name of the cookie that keeps the language chosen."""


def session_name(settings: Settings) -> str:
    """Name of the cookie that says who is there; bound to https and to this host in production."""
    return "__Host-claims" if settings.mode == "production" else "claims"


def language_in(cookies: Mapping[str, str]) -> Language:
    """The reader's language: French until they chose."""
    chosen = cookies.get(LANGUAGE)
    return next((language for language in LANGUAGES if language == chosen), "fr")


def demo_notice(settings: Settings, language: Language) -> str:
    """What a demonstration says of itself on every page; empty in production."""
    if settings.mode != "demo":
        return ""
    return say(
        "DÉMO : données fictives, codes d’accès publics. N’inscrivez ici aucune vraie perte.",
        language,
    )
