"""Comparing words as people do: one folding, from which every comparison in the house is made."""

import re
from functools import lru_cache
from unicodedata import category, normalize

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "\u2019": "'"})
WORD = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Without case, accents, ligatures or doubled spaces: « L’ŒUVRE  d’été » → "l'oeuvre d'ete"."""
    bare = normalize("NFKD", text.casefold().translate(LIGATURES))
    return " ".join("".join(c for c in bare if category(c) != "Mn").casefold().split())


@lru_cache(maxsize=10_000)
def fold_letter(letter: str) -> str:
    """One letter folded to one, so that places in a text stay; a sign or a figure is left as it
    is."""
    return fold(letter)[:1] or letter if letter.isalpha() or letter == "\u2019" else letter


def words_of(text: str) -> list[str]:
    """The folded words, whatever stands between: "Marie-Ève D’Amours" is "marie eve d amours"."""
    return WORD.findall(fold(text))


def same_name(one: str, other: str) -> bool:
    """Whether two names have the same words in the same order; of signs alone, the same signs."""
    words = words_of(one)
    return words == words_of(other) if words else fold(one) == fold(other)
