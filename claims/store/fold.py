"""Comparing words as people do: without case, accents or ligatures, the same on both databases."""

from unicodedata import category, normalize

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})


def fold(text: str) -> str:
    """« Hébergement  ŒUVRE » → "hebergement oeuvre"."""
    bare = normalize("NFKD", text.casefold().translate(LIGATURES))
    return " ".join("".join(c for c in bare if category(c) != "Mn").casefold().split())


def containing(text: str) -> str:
    """A LIKE pattern, to be escaped by a backslash, for a folded text that contains these words."""
    plain = fold(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"
