"""Saying a sentence in the reader's language.

The msgid is the French sentence, so a French page can never show English. English stands in
`en_CA/<room>.po`, one file per room of the house; `fr_CA/` holds only the plurals, because gettext
without a catalogue would say "0 réclamations". Everything is compiled in memory, once. A sentence
without English is shown in French rather than not at all; the tests do not let one through.
"""

from functools import cache, lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from claims.i18n.formats import count
from claims.i18n.text import Language

HOME = Path(__file__).resolve().parent
LOCALES: dict[Language, str] = {"fr": "fr_CA", "en": "en_CA"}
KEPT = 16_384
"""Sentences found once: more than both languages have."""


def N_(msgid: str) -> str:  # noqa: N802  gettext's own name, known to every translation tool
    """Mark a sentence that is said later, in a language not known yet."""
    return msgid


def say(msgid: str, language: Language, **values: object) -> str:
    """The sentence in that language, its braces filled."""
    text = _said(msgid, language)
    return text.format(**values) if values else text


@lru_cache(KEPT)
def _said(msgid: str, language: Language) -> str:
    return compiled(language).gettext(msgid)


def say_n(one: str, many: str, n: int, language: Language, **values: object) -> str:
    """The sentence for that number; `{n}` is the number as people write it."""
    text = compiled(language).ngettext(one, many, n)
    return text.format(n=count(n, language), **values)


def rooms(language: Language) -> list[Path]:
    """The .po files of a language, in order."""
    return sorted((HOME / LOCALES[language]).glob("*.po"))


def read_room(path: Path, language: Language) -> Catalog:
    """One .po file as Babel reads it."""
    with path.open("rb") as po:
        return read_po(po, locale=LOCALES[language], abort_invalid=True)


@cache
def compiled(language: Language) -> GNUTranslations:
    """All rooms of a language in one catalogue."""
    whole = Catalog(locale=LOCALES[language], fuzzy=False)
    for path in rooms(language):
        for message in read_room(path, language):
            if message.id and not message.fuzzy:
                whole[message.id] = message
    mo = BytesIO()
    write_mo(mo, whole)
    mo.seek(0)
    return GNUTranslations(mo)
