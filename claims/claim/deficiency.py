"""What a claim lacks, and counsel's letters about a claim, as they were written and are kept."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import Literal

from claims.claim.model import Frozen
from claims.i18n.text import Language, Text
from claims.matter.letters import LetterKind

Wants = Literal["proof", "outside", "unsigned", "unread"]


class Lack(Frozen):
    """One thing a claim lacks, said in both languages.

    id: tells it from the others of the claim; site: registrable domain, empty for the claim as a
    whole; instead: what is accepted in its place, None where nothing else is.
    """

    id: str
    wants: Wants
    site: str = ""
    what: Text
    instead: Text | None = None


class Notice(Frozen):
    """One letter as issued: its words, and the template they were set in.

    template: SHA-256 of the template; last_day: to answer, to midnight where the matter is heard;
    sentence: counsel’s own, as typed; about: place of the letter a reminder is about, or of the
    contest a letter answers, 0 for none; revision: of the claim whose decisions it tells, else 0;
    consolidated: place of the letter it went out in with others, 0 for one sent alone.
    """

    kind: LetterKind
    language: Language
    template: str
    last_day: date
    by_post: bool = False
    sentence: str = ""
    lacks: tuple[Lack, ...] = ()
    about: int = 0
    revision: int = 0
    consolidated: int = 0
    subject: str
    text: str


class Consolidated(Frozen):
    """One letter for several claims of one contact, as issued; each keeps besides a letter of its
    own, with its own time limit. numbers: those claims, in the order of the letter."""

    kind: LetterKind
    language: Language
    template: str
    by_post: bool = False
    numbers: tuple[str, ...]
    subject: str
    text: str


def by_site(lacks: Iterable[Lack]) -> list[tuple[str, list[Lack]]]:
    """What lacks, site by site; what is about the claim as a whole last, under no name."""
    ordered = sorted(lacks, key=lambda lack: (not lack.site, lack.site))
    return [(site, list(each)) for site, each in groupby(ordered, key=lambda lack: lack.site)]
