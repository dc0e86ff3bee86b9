"""What people call the columns of a list of sites, in both languages.

Accents, case, spaces and marks do not count. Of two titles for one column the more exact is taken:
its own title, then its synonyms in the order they stand in.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.claim.sheet import Column
from claims.folding import fold

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "domain": (
        *("domaine", "domain", "domaines", "domains", "url", "adresse web", "web address"),
        *("adresse du site", "site url", "url du site", "site web", "website", "web site"),
        *("site internet", "nom du site", "site name", "site", "sites"),
    ),
    "type": ("type", "type de site", "site type", "genre de service", "kind of service", "service"),
    "restored": (
        *("date de retour", "retour en ligne", "date du retour", "back online", "date back online"),
        *("date de rétablissement", "rétabli le", "restored on", "date restored", "restored"),
    ),
    "authority": ("à quel titre", "in what capacity", "authority"),
    "owner": (
        *("propriétaire", "owner", "nom du client", "client name", "owner name", "client"),
        *("titulaire", "customer", "customer name"),
    ),
    "owner_email": (
        *("courriel du client", "client email", "owner email", "customer email"),
        *("courriel", "adresse courriel", "email", "email address"),
    ),
}
"""Code of a column → what else it is called, the plainest first."""


@dataclass(frozen=True, slots=True)
class Near:
    """A column by one of its titles. rank: 0 for its own, then how far among its synonyms."""

    code: str
    rank: int


def titles(known: Sequence[Column]) -> dict[str, Near]:
    """Title, closed up → its column; one that two columns share names neither."""
    bare: dict[str, set[str]] = {}
    for column in known:
        for text in (column.label.fr, column.label.en):
            bare.setdefault(closed_up(text), set()).add(column.code)
    codes = {column.code for column in known}
    usual = {
        closed_up(title): Near(code, rank)
        for code in SYNONYMS.keys() & codes
        for rank, title in enumerate(SYNONYMS[code], 1)
    }
    sole = {title: Near(next(iter(of)), 0) for title, of in bare.items() if len(of) == 1}
    full = {closed_up(t): Near(c.code, 0) for c in known for t in (c.code, c.name.fr, c.name.en)}
    return usual | sole | full


def closed_up(title: str) -> str:
    """A title for comparison: folded, its letters and figures alone."""
    return re.sub(r"[\W_]+", "", fold(title))
