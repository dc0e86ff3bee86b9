"""What in a text is likely to be withheld: addresses, telephone and account numbers, typed words.

Numbers that carry a check digit are taken only when it holds. A text is given letter by letter with
the place of each on its page, by whoever reads it: a parser, or the optical reader.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from claims.claim.redaction import WHOLE, Box
from claims.i18n.catalogue import N_

Place = tuple[int, int, int, int]
"""Left, top, right, bottom, in ten-thousandths of the page as read."""
Letter = tuple[str, Place]
PATTERNS: Mapping[str, str] = {
    "email": N_("Adresses de courriel"),
    "phone": N_("Numéros de téléphone"),
    "card": N_("Numéros de carte"),
    "sin": N_("Numéros d’assurance sociale"),
    "account": N_("Numéros de compte bancaire"),
}
"""Code → what it looks for. A word that was typed is "word"."""
TYPED = "word"
DRAWN = "drawn"
FOUND_BY = {**PATTERNS, TYPED: N_("Mot cherché"), DRAWN: N_("Tracée à la main")}
"""What found a box, as people read it."""
AROUND = 20
"""Left around what was found, so that no edge of a letter shows."""
HYPHENS = "\xad\x02\ufffe"
"""How readers tell a hyphen that only ends a line."""
SHAPES: Mapping[str, re.Pattern[str]] = {
    "email": re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}"),
    "phone": re.compile(
        r"(?<![\d.,-])(?:\+?1[ .-]?)?(?:\([2-9]\d{2}\)|[2-9]\d{2})[ .-]?[2-9]\d{2}[ .-]?\d{4}"
        r"(?![\d-])|(?<!\d)\+\d{1,3}(?:[ .-]?\d){7,12}(?!\d)"
    ),
    "card": re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)"),
    "sin": re.compile(r"(?<![\d-])\d{3}([ -]?)\d{3}\1\d{3}(?![\d-])"),
    "account": re.compile(
        r"(?<!\d)\d{5}[ -]\d{3}[ -](?:\d[ -]?){6,11}\d(?!\d)|\b[a-z]{2}\d{2}(?: ?[a-z0-9]){11,30}\b"
    ),
}
"""On a text folded: small letters, no accent, plain spaces and dashes."""


def luhn(digits: str) -> bool:
    """Whether the last digit checks the others."""
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _luhn_holds(found: str) -> bool:
    digits = re.sub(r"\D", "", found)
    return len(set(digits)) > 1 and luhn(digits)


def _account_holds(found: str) -> bool:
    """An IBAN must check out; a transit, an institution and an account have nothing to check."""
    if not found[0].isalpha():
        return True
    told = re.sub(r"\s", "", found)
    turned = told[4:] + told[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


CHECKED: Mapping[str, Callable[[str], bool]] = {
    "card": _luhn_holds,
    "sin": _luhn_holds,
    "account": _account_holds,
}


def boxes_in(
    page: int, letters: Sequence[Letter], wanted: Iterable[str], words: Iterable[str]
) -> Iterator[Box]:
    """A box a line of each thing found on a page. wanted: codes of PATTERNS; words: as typed."""
    text, places = _folded(letters)
    for pattern, start, end in _spans(text, wanted, words):
        for left, top, right, bottom in _lines(letters[place][1] for place in places[start:end]):
            around = (left - AROUND, top - AROUND, right + AROUND, bottom + AROUND)
            x, y, u, v = (min(max(side, 0), WHOLE) for side in around)
            if x < u and y < v:
                yield Box(page, y, x, v, u, pattern=pattern)


def _spans(
    text: str, wanted: Iterable[str], words: Iterable[str]
) -> Iterator[tuple[str, int, int]]:
    for code in wanted:
        for found in SHAPES[code].finditer(text):
            if CHECKED.get(code, bool)(found.group()):
                yield code, found.start(), found.end()
    for word in words:
        typed = _folded([(letter, (0, 0, 0, 0)) for letter in word])[0].split()
        if typed:
            shape = re.compile(r"\s+".join(map(re.escape, typed)))
            yield from ((TYPED, found.start(), found.end()) for found in shape.finditer(text))


def _folded(letters: Sequence[Letter]) -> tuple[str, list[int]]:
    """The text to search, and of each of its letters the place it comes from."""
    text: list[str] = []
    places: list[int] = []
    joined = False
    for place, (letter, _) in enumerate(letters):
        joined = letter in HYPHENS or (joined and letter in "\r\n")
        if joined:
            continue
        for sign in _plain(letter):
            text.append(sign)
            places.append(place)
    return "".join(text), places


def _plain(letter: str) -> str:
    """A letter without case or accent; a space or a dash of any sort as the plain one."""
    kind = unicodedata.category(letter)
    if kind in ("Zs", "Cc"):
        return " "
    if kind == "Pd":
        return "-"
    base = unicodedata.normalize("NFKD", letter)
    return "".join(sign for sign in base if not unicodedata.combining(sign)).lower()


def _lines(places: Iterable[Place]) -> Iterator[Place]:
    """The places of some letters, joined as long as they stand on one line."""
    line: Place | None = None
    for left, top, right, bottom in places:
        if left >= right or top >= bottom:
            continue
        if line and min(line[3], bottom) - max(line[1], top) > (bottom - top) // 2:
            left, top = min(line[0], left), min(line[1], top)
            line = (left, top, max(line[2], right), max(line[3], bottom))
            continue
        if line:
            yield line
        line = (left, top, right, bottom)
    if line:
        yield line
