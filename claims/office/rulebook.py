"""The rules a claim is counted under: the matter and the rates, as they read on a given day.

A figure corrected in a file, or revised by counsel, changes no amount already counted: receipts,
decisions and totals of a past day follow the rules of their counting, until a recount that the
journal tells. A rulebook holds the file word for word, then the revisions made to its figures.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from claims.claim.canonical import canonical, digest
from claims.claim.model import Claim
from claims.damages.assessment import Assessment
from claims.damages.engine import assess
from claims.damages.rates import Rates, rate_texts
from claims.matter.model import Matter
from claims.matter.reading import FILE, parse_matter
from claims.matter.revised import Revision, with_revisions
from claims.store.rulebooks import Rulebook

REVISIONS = "revisions"
"""Key of a rulebook's text; absent while the file alone is in force."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A matter and the rates of one rulebook."""

    book: Rulebook
    matter: Matter
    rates: Rates

    def assess(self, claim: Claim) -> Assessment:
        """What a claim comes to under these rules."""
        return assess(claim, self.matter, self.rates)


def revised(matter: Matter, book: Rulebook, by: Revision) -> tuple[Matter, Rulebook]:
    """A matter and its rulebook once counsel revised one more figure."""
    texts = json.loads(book.text)
    text = canonical(texts | {REVISIONS: [*texts.get(REVISIONS, ()), by.told()]})
    return with_revisions(matter, [by]), Rulebook(digest(text), book.matter, text)


def books_in(matters: Path, rates: Path, names: Iterable[str]) -> dict[str, Rulebook]:
    """The rulebook of each matter, from the files now in force."""
    tables = rate_texts(rates)
    texts = {name: (matters / name / FILE).read_text(encoding="utf-8-sig") for name in names}
    return {name: _bound(name, text, tables) for name, text in texts.items()}


def _bound(name: str, matter: str, rates: Mapping[str, str]) -> Rulebook:
    text = canonical({"matter": matter, "rates": rates})
    return Rulebook(digest(text), name, text)


@lru_cache(maxsize=32)
def opened(book: Rulebook) -> Rules:
    """The rules a rulebook holds. Raises Refused when this version cannot read them any more."""
    texts = json.loads(book.text)
    matter = parse_matter(texts["matter"], book.matter, kept=True)
    matter = with_revisions(matter, map(Revision.of, texts.get(REVISIONS, ())))
    return Rules(book, matter, Rates.of(texts["rates"]))
