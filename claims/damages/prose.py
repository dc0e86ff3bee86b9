"""Every rule of a matter as numbered prose, for counsel to read, correct and initial.

`python -m claims rules MATTER --lang fr` prints it; the report and the workbook show the same. What
decides an amount or a right stands here, or it decides nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from claims.damages.prose_common import common
from claims.damages.prose_groups import action, groups
from claims.damages.prose_heads import heads
from claims.damages.prose_known import known, procedure
from claims.damages.prose_law import law
from claims.damages.prose_sales import sales
from claims.damages.prose_telling import ARTICLE, Draft, Telling
from claims.damages.rates import Rates
from claims.i18n.catalogue import N_
from claims.i18n.text import Language
from claims.matter.model import Matter

PARTS = (
    (N_("L’action"), action),
    (N_("Groupes et sous-groupes"), groups),
    (N_("Règles communes à tous les chefs"), common),
    (N_("Chefs de dommages"), heads),
    (N_("Ventes attendues"), sales),
    (N_("Intérêts"), law),
    (N_("Pannes connues, faits et offres"), known),
    (N_("Titre, délais, décisions et textes"), procedure),
)


@dataclass(frozen=True, slots=True)
class Article:
    """One rule: its number, its title, and its clauses in order."""

    number: int
    title: str
    clauses: tuple[str, ...]

    def numbered(self) -> Iterator[tuple[str, str]]:
        """Each clause after its own number: 12.1, 12.2…"""
        yield from ((f"{self.number}.{i}", text) for i, text in enumerate(self.clauses, 1))


@dataclass(frozen=True, slots=True)
class Part:
    """Articles on one subject; their numbers run through all the parts."""

    title: str
    articles: tuple[Article, ...]


def rules(matter: Matter, rates: Rates, language: Language) -> tuple[Part, ...]:
    """The whole of the rules, from who may claim to the day interest starts."""
    told = Telling(matter, rates, language)
    drafts = [(told.say(title), tuple(write(told))) for title, write in PARTS]
    keys = (draft.key for _, written in drafts for draft in written)
    numbers = dict(zip(keys, count(1), strict=False))
    return tuple(
        Part(title, tuple(_article(draft, numbers) for draft in written))
        for title, written in drafts
        if written
    )


def _article(draft: Draft, numbers: Mapping[str, int]) -> Article:
    """The draft, once the articles it refers to have their numbers."""

    def number(found: re.Match[str]) -> str:
        return str(numbers[found[1]])

    clauses = tuple(re.sub(ARTICLE, number, clause) for clause in draft.clauses)
    return Article(numbers[draft.key], draft.title, clauses)
