"""What in a text is likely to be withheld: addresses, telephone and account numbers, typed words.

Numbers that carry a check digit are taken only when it holds. A text is given letter by letter with
the place of each on its page, by whoever reads it: a parser, or the optical reader.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from claims.claim.redaction import DRAWN, UNTOLD, WHOLE, Box
from claims.folding import fold
from claims.i18n.catalogue import N_

Place = tuple[int, int, int, int]
"""Left, top, right, bottom, in ten-thousandths of the page as read."""
NOWHERE: Place = (0, 0, 0, 0)
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
FOUND_BY = {
    **PATTERNS,
    TYPED: N_("Mot cherché"),
    DRAWN: N_("Tracée à la main"),
    UNTOLD: N_("Non consigné"),
}
"""What found a box, as people read it."""
AROUND = 20
"""Left around what was found, so that no edge of a letter shows."""
HYPHENS = "\xad\x02\ufffe"
"""How readers tell a hyphen that only ends a line."""
APOSTROPHES = "'\u2019\u2018\u02bc\u02b9\u2032\xb4`"
BREAKS = "\r\n\v\f\x85\u2028\u2029"
GAP = r"(?:[ \n]?[-./][ \n]?|[ \n])"
"""Between the digits of one number: a sign, a space, the end of a line."""
NONE_OR_GAP = f"{GAP}?"
ALONE = r"(?<!\d)(?<!\d[.,/-])"
"""No digit before, nor one that a sign ties to what follows."""
LABEL = r"[\w-]{1,63}"
ENDINGS = r"(?:(?:gouv\.)?qc\.ca|gc\.ca|ca|com|net|org|info|quebec|fr)\b"
"""Of domains, after a dot that ends a line: most often a new sentence follows it."""
CUT, BETWEEN = r"(?:-\n|[ \n])?", r"[ \n]?[-./]?[ \n]?"
"""Between the letters of a word that was typed, and between two such words."""
HELD = rf"\d(?:{GAP}?\d){{6,11}}(?!\d)"
"""The digits of an account, once its bank is told."""


def _grouped(*groups: str) -> str:
    """Digits in groups, of "3" or "1,3" each, with or without anything between."""
    digits = [rf"\d{{{group}}}" for group in groups]
    return rf"(?<!\d){NONE_OR_GAP.join(digits)}(?!\d)"


def _apart(digits: str) -> str:
    """Digits one by one, as in the boxes of a form. digits: how many follow the first."""
    return rf"(?<!\d)(?<!\d[ \n])\d(?:[ \n]\d){{{digits}}}(?![ \n]?\d)"


SHAPES: Mapping[str, Sequence[str]] = {
    "email": (
        rf"(?<![\w.+%'&-])[\w.+%'&-]++[ \n]?@[ \n]?{LABEL}(?:\n{LABEL})?(?:\n?\.{LABEL}){{0,8}}"
        rf"(?:\n?\.(?:[^\W\d_]{{2,63}}|xn--{LABEL})|\.\n{ENDINGS})",
    ),
    "phone": (
        rf"{ALONE}(?:\+?1{GAP}?)?(?:\( ?[2-9]\d\d ?\)|[2-9]\d\d){GAP}?[2-9]\d\d{GAP}?\d{{4}}(?!\d)",
        r"(?<!\d)\+\d{1,3}(?:[ \n./()-]{0,3}\d){7,12}(?!\d)",
        r"(?<!\d)(?<!\d )(?:1 )?[2-9] \d \d [2-9](?: \d){6}(?! ?\d)",
    ),
    "card": (
        _grouped("4", "4", "4", "4"),
        _grouped("4", "4", "4", "1,3"),
        _grouped("4", "4", "4", "4", "1,3"),
        _grouped("4", "6", "4,5"),
        _apart("12,18"),
    ),
    "sin": (ALONE + _grouped("3", "3", "3") + r"(?![.,/-]\d)", _apart("8")),
    "account": (
        rf"(?<!\d)\d{{5}}{GAP}\d{{3}}{GAP}{HELD}",
        rf"(?<!\d)\d{{3}}{GAP}\d{{5}}{GAP}{HELD}",
        rf"\b(?:transit|succursale|branch)\D{{0,15}}\d{{5}}\D{{1,25}}\d{{3}}\D{{1,25}}{HELD}",
        rf"\b(?:institution|banque|bank)\D{{0,15}}\d{{3}}\D{{1,25}}\d{{5}}\D{{1,25}}{HELD}",
    ),
    "iban": (rf"(?<![^\W_])[a-z]{{2}}\d{{2}}(?:{GAP}?[a-z0-9]){{11,30}}",),
}
"""On a text folded: small letters, no accent, plain signs, one space or one end of line at most. An
IBAN is an account."""
COMPILED = {code: tuple(map(re.compile, shapes)) for code, shapes in SHAPES.items()}
ISSUERS = re.compile(r"2[2-7]|3[04-9]|[456]")
"""How the numbers of cards begin."""


def luhn(digits: str) -> bool:
    """Whether the last digit checks the others."""
    total = 0
    for place, digit in enumerate(map(int, reversed(digits))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _number(found: str) -> int:
    """How much of what was found is one number: all, or none of figures of a column."""
    return len(found) if found.count("\n") < 2 else 0


def _checked(found: str) -> int:
    digits = re.sub(r"\D", "", found)
    return _number(found) if len(set(digits)) > 1 and luhn(digits) else 0


def _card(found: str) -> int:
    return _checked(found) if ISSUERS.match(re.sub(r"\D", "", found)) else 0


def _account(found: str) -> int:
    """A transit, an institution and an account have nothing to check; labels stand on lines."""
    return len(found) if found[0].isalpha() else _number(found)


def _iban(found: str) -> int:
    """The words after it look like more of it: the longest part that checks out."""
    ends = [gap.start() for gap in re.finditer(GAP, found)]
    for end in (len(found), *reversed(ends)):
        told = re.sub(r"[\W_]", "", found[:end])
        turned = told[4:] + told[:4]
        if len(told) > 14 and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1:
            return end
    return 0


CHECKED: Mapping[str, Callable[[str], int]] = {
    "phone": _number,
    "card": _card,
    "sin": _checked,
    "account": _account,
    "iban": _iban,
}
"""How many letters of what has the shape are the thing itself."""


def boxes_in(
    page: int, letters: Iterable[Letter], wanted: Iterable[str], words: Iterable[str]
) -> Iterator[Box]:
    """A box a line of each thing found on a page. wanted: codes of PATTERNS; words: as typed."""
    text, places = _folded(letters)
    for pattern, start, end in _spans(text, wanted, words):
        for left, top, right, bottom in _lines(places[start:end]):
            around = (left - AROUND, top - AROUND, right + AROUND, bottom + AROUND)
            x, y, u, v = (min(max(side, 0), WHOLE) for side in around)
            if x < u and y < v:
                yield Box(page, y, x, v, u, pattern=pattern)


def _spans(
    text: str, wanted: Iterable[str], words: Iterable[str]
) -> Iterator[tuple[str, int, int]]:
    for code in wanted:
        codes = (code, "iban") if code == "account" else (code,)
        found = (span for each in codes for span in _found(each, text))
        yield from ((code, start, end) for start, end in _joined(found))
    for word in words:
        yield from ((TYPED, start, end) for start, end in _typed(word, text))


def _found(code: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a text has what a code looks for; several shapes may find parts of one thing."""
    for shape in COMPILED[code]:
        at = 0
        while found := shape.search(text, at):
            held = CHECKED.get(code, len)(found.group())
            at = found.start() + (held or 1)
            if held:
                yield found.start(), at


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans that overlap, as one."""
    start = end = 0
    for first, last in sorted(spans):
        if first >= end and end:
            yield start, end
        if first >= end:
            start = first
        end = max(end, last)
    if end:
        yield start, end


def _typed(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a text has what was typed, though a line ends in it or its letters stand apart."""
    parts = re.split(r"[ \n-]+", _folded((sign, NOWHERE) for sign in word)[0])
    parts = [part for part in parts if part]
    if not parts:
        return
    cut = [CUT.join(map(re.escape, part)) for part in parts]
    shape = re.compile(BETWEEN.join(f"({part})" for part in cut))
    at = 0
    while found := shape.search(text, at):
        is_it = all(map(_is_word, parts, found.groups()))
        at = found.end() if is_it else found.start() + 1
        if is_it:
            yield found.span()


def _is_word(word: str, found: str) -> bool:
    """Whether letters with spaces between are the word, not ends of others: « si mon » is not
    Simon; a long one is it however it is cut."""
    spaces = len(re.findall(r"(?<!-)[ \n]", found))
    most = len(word) - 1
    return not spaces or most > 5 or (spaces == most > 1) or (most > 3 and spaces * 2 >= most)


def _folded(letters: Iterable[Letter]) -> tuple[str, list[Place]]:
    """The text to search, and the place of each of its letters."""
    text: list[str] = []
    places: list[Place] = []
    joined = False
    for letter, place in letters:
        joined = letter in HYPHENS or (joined and letter in "\r\n")
        if joined:
            continue
        for sign in _plain(letter):
            if text and sign in " \n" and text[-1] in " \n":
                text[-1] = min(text[-1], sign)  # the end of a line comes before a space
                continue
            text.append(sign)
            places.append(place)
    return "".join(text), places


@lru_cache(maxsize=10_000)
def _plain(letter: str) -> str:
    """A letter without case, accent or ligature; a space, a dash or an apostrophe of any sort as
    the plain one; nothing of what has no ink."""
    if letter in APOSTROPHES:
        return "'"
    if letter in BREAKS:
        return "\n"
    kind = unicodedata.category(letter)
    if kind in ("Zs", "Cc"):
        return " "
    if kind == "Pd" or letter == "\u2212":
        return "-"
    return "" if kind == "Cf" else fold(letter)


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
