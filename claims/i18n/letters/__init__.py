"""What our e-mails say, by kind. Plain text; French is the msgid and English stands in `en_CA/`.

A room adds its kinds in a module of its own, listed here. A paragraph is left out when one of the
values it names is blank. Values arrive already said in the letter's language; every letter has
{number}, {matter}, {stage}, {site} and the words of its stage (`claims.matter.filing`) besides its
own.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

from claims.i18n.catalogue import N_, say
from claims.i18n.letters import after, claim, owner, staff
from claims.i18n.letters.wording import Wording
from claims.i18n.text import Language

WIDTH = 72
"""Columns of a letter, as readers of plain text expect; an address is never cut."""
WORDINGS: Mapping[str, Wording] = {**claim.WORDINGS, **owner.WORDINGS, **after.WORDINGS}
OPENING = N_("Bonjour,")
CLOSING = (
    N_(
        "Ce message est envoyé par un système qui ne lit pas les réponses. Si vous ne l’attendiez "
        "pas, supprimez-le."
    ),
    N_("Registre des réclamations\n{site}"),
)
OTHER = {
    "fr": "English: every page can be read in English at {site}/langue/en",
    "en": "Français : toutes les pages se lisent en français à {site}/langue/fr",
}
"""How to go on in the other language, said in that language: the last line of every letter."""


@dataclass(frozen=True, slots=True)
class Written:
    """An e-mail as its reader gets it."""

    subject: str
    body: str


def name_of(kind: str) -> str:
    """Msgid of what a kind of letter is called, by those who keep the registry."""
    return claim.BY_COUNSEL.get(kind) or {**WORDINGS, **staff.WORDINGS}[kind].name


def write(kind: str, language: Language, values: Mapping[str, str]) -> Written:
    """The subject and the body of a letter. Raises KeyError for an unknown kind or value."""
    return _written(WORDINGS[kind], CLOSING, language, values)


def write_to_staff(kind: str, language: Language, values: Mapping[str, str]) -> Written:
    """The same, to those who keep the registry: nobody tells them to delete what they did not
    expect."""
    return _written(staff.WORDINGS[kind], CLOSING[1:], language, values)


def _written(
    wording: Wording, closing: tuple[str, ...], language: Language, values: Mapping[str, str]
) -> Written:
    told = (OPENING, *wording.paragraphs, *closing)
    paragraphs = [_set(say(p, language, **values)) for p in told if _complete(p, values)]
    paragraphs.append(OTHER[language].format(**values))
    return Written(say(wording.subject, language, **values), "\n\n".join(paragraphs) + "\n")


def _complete(paragraph: str, values: Mapping[str, str]) -> bool:
    return all(values[name] for name in _named(paragraph))


def _named(paragraph: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(paragraph) if name)


def _set(paragraph: str) -> str:
    """Set at the width of a letter; lines that were broken on purpose stay so."""
    return "\n".join(
        textwrap.fill(line, WIDTH, break_long_words=False, break_on_hyphens=False)
        for line in paragraph.split("\n")
    )
