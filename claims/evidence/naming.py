"""How the name on a paper compares with the name declared: shown to counsel, who decides.

The provider's procedure accepts a match by registration number, by full name or by trade name.
Case, accents, punctuation and the order of words do not matter; the legal form is left out of a
trade name. Every answer says what was found in common.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from claims.folding import words_of
from claims.i18n.catalogue import N_

FORMS = frozenset(
    {"inc", "incorporee", "incorporated", "ltee", "ltd", "limitee", "limited", "llc", "llp", "corp",
     "corporation", "cie", "co", "compagnie", "company", "enr", "reg", "senc", "sencrl", "sec",
     "srl", "sarl", "sas", "coop", "obnl", "osbl"}
)  # fmt: skip
"""Legal forms, folded, without their points."""
ARTICLES = frozenset({"le", "la", "les", "l", "de", "du", "des", "d", "et", "the", "of", "and"})
SHORTEST_NUMBER = 9


class Likeness(StrEnum):
    """How two names compare, closest first."""

    REGISTRATION = "registration"
    FULL_NAME = "full_name"
    TRADE_NAME = "trade_name"
    PARTLY = "partly"
    DIFFERENT = "different"
    UNREAD = "unread"


TOLD = {
    Likeness.REGISTRATION: N_("Même numéro d’entreprise : {shared}."),
    Likeness.FULL_NAME: N_("Même nom, à la casse, aux accents et à l’ordre des mots près."),
    Likeness.TRADE_NAME: N_("Même nom, la forme juridique mise à part."),
    Likeness.PARTLY: N_("Noms différents, avec en commun : {shared}."),
    Likeness.DIFFERENT: N_("Noms différents, sans mot en commun."),
    Likeness.UNREAD: N_("Inscrivez le nom lu sur le justificatif pour le comparer."),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A likeness and what shows it: words or a number found in both."""

    likeness: Likeness
    shared: tuple[str, ...] = ()


def compare(declared: str, read: str, registration: str = "") -> Compared:
    """The name read on a paper against the name declared and its registration number."""
    ours, theirs = _words(declared), _words(read)
    if not theirs:
        return Compared(Likeness.UNREAD)
    number = re.sub(r"\D", "", registration)
    if len(number) >= SHORTEST_NUMBER and number in re.sub(r"\D", "", read):
        return Compared(Likeness.REGISTRATION, (number,))
    if sorted(ours) == sorted(theirs):
        return Compared(Likeness.FULL_NAME, tuple(ours))
    left, right = _trade(ours), _trade(theirs)
    if left and left == right:
        return Compared(Likeness.TRADE_NAME, tuple(sorted(left)))
    common = tuple(word for word in dict.fromkeys(ours) if word in left & right)
    return Compared(Likeness.PARTLY, common) if common else Compared(Likeness.DIFFERENT)


def _words(name: str) -> list[str]:
    """Folded words; "S.E.N.C." is one word, « L’Œuvre » two."""
    return words_of(name.replace(".", ""))


def _trade(words: list[str]) -> frozenset[str]:
    return frozenset(words) - FORMS - ARTICLES
