"""Reading what people typed: amounts, quantities, days, texts.

One strict grammar for both languages. What can be read two ways is refused with its own sentence,
never guessed: an amount wrong by a factor of a thousand is worse than a question. Every reader
answers the value, or the Problem at `where`; whether an empty field is a fault is the caller's.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import chain

from babel.dates import get_month_names

from claims.folding import fold
from claims.money import MAX_CENTS
from claims.problems import Problem, Value

SPACES = " \u00a0\u202f\u2009"
LONGEST_TEXT = 32_767
"""A spreadsheet cell holds no more; a longer text would be cut at export."""
LONGEST_AMOUNT = 40
MOST_QUANTITY = Decimal(1_000_000)
YEARS = range(1990, 2101)

CURRENCY = re.compile(rf"^(?:CA\$|\$|€)[{SPACES}]?|[{SPACES}]?(?:CA\$|\$[{SPACES}]?CA|\$|€)$")
AMOUNT = re.compile(
    rf"""(?:(?P<plain>[0-9]+)
          |(?P<spaced>[0-9]{{1,3}}(?P<gap>[{SPACES}])[0-9]{{3}}(?:(?P=gap)[0-9]{{3}})*)
         )(?:[.,](?P<decimals>[0-9]{{1,2}}))?
        |(?P<english>[0-9]{{1,3}}(?:,[0-9]{{3}})+)(?P<tail>\.[0-9]{{1,2}})
        |(?P<millions>[0-9]{{1,3}}(?:,[0-9]{{3}}){{2,}})
    """,
    re.VERBOSE,
)
AMBIGUOUS = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")
TOO_FINE = re.compile(rf"[0-9{SPACES}]+[.,][0-9]{{3,}}")
SIGNED = re.compile(r"[-+\u2212\u2013(].*")
QUANTITY = re.compile(r"([0-9]+)(?:[.,]([0-9]{1,2}))?")
UNIT_SIGNS = {
    unit: re.compile(rf"(?<=[0-9])[{SPACES}]?(?:{signs})$", re.IGNORECASE)
    for unit, signs in {
        "percent": "%", "hours": "h|heures?|hours?", "days": "j|jours?|days?"
    }.items()
}  # fmt: skip
YEAR_FIRST = re.compile(r"([0-9]{4})[-/]([0-9]{2})[-/]([0-9]{2})")
YEAR_LAST = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")
MONTH = r"([^\W\d_]{3,12})\.?"
DAY_FIRST = re.compile(rf"(?:le )?([0-9]{{1,2}})(?:er|st|nd|rd|th)? (?:of )?{MONTH},? ([0-9]{{4}})")
MONTH_FIRST = re.compile(rf"{MONTH} ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})")
REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
LOST = "\ufffd"
"""What a program writes where it could not read a character: the character is gone."""
BREAKS = re.compile(r"[\t\r\n]")
UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Mn", "Mc", "Me"})
"""Spaces, controls and marks: alone, an eye sees nothing of them. What Unicode does not name, or
not yet, a font may show: the emoji of next year stand there."""


def read_amount(
    typed: str,
    where: str,
    *,
    currency: str = "",
    allow_zero: bool = False,
    most: int = MAX_CENTS,
) -> int | Problem:
    """Cents, from "1 234,56", "1234.56", "1,234.56", "1 234,56 $"; "1,234" is refused as ambiguous.

    ASCII digits only; at most `most` cents. With a currency ("CAD", "EUR"), the sign of another one
    is refused: euros read as dollars are an amount nobody declared.
    """
    if currency and currency_of(typed) not in ("", currency):
        return Problem(where, "amount-currency", {"typed": shown(typed), "currency": currency})
    bare = CURRENCY.sub("", typed.strip(), count=1).strip()
    if not bare:
        return Problem(where, "amount-missing")
    match = AMOUNT.fullmatch(bare) if len(bare) <= LONGEST_AMOUNT else None
    if match is None:
        return Problem(where, _amount_fault(bare), {"typed": shown(typed)})
    cents = _cents(match)
    if cents > most:
        told: dict[str, Value] = {"typed": shown(typed), "most_cents": most}
        return Problem(where, "amount-too-large", told).in_currency(currency)
    if cents == 0 and not allow_zero:
        return Problem(where, "amount-zero")
    return cents


def currency_of(typed: str) -> str:
    """The currency whose sign an amount bears: "CAD", "EUR", or empty without a sign."""
    sign = CURRENCY.search(typed.strip())
    return ("EUR" if "€" in sign.group() else "CAD") if sign else ""


def _amount_fault(bare: str) -> str:
    faults = (
        ("amount-ambiguous", AMBIGUOUS),
        ("amount-decimals", TOO_FINE),
        ("amount-sign", SIGNED),
    )
    return next((code for code, rule in faults if rule.fullmatch(bare)), "amount-unreadable")


def _cents(match: re.Match[str]) -> int:
    whole = match["plain"] or match["spaced"] or match["english"] or match["millions"]
    decimals = match["decimals"] or (match["tail"] or ".").removeprefix(".")
    return int(re.sub(r"[^0-9]", "", whole)) * 100 + int(decimals.ljust(2, "0"))


def read_quantity(typed: str, where: str, unit: str = "") -> Decimal | Problem:
    """Hours, days or a percentage: "42", "7,5", "7.5"; at most two decimals.

    Its own unit may follow: "45 %" where a percentage is asked, "7,5 h" where hours are.
    """
    bare = typed.strip()
    if sign := UNIT_SIGNS.get(unit):
        bare = sign.sub("", bare)
    if not bare:
        return Problem(where, "quantity-missing")
    match = QUANTITY.fullmatch(bare) if len(bare) <= LONGEST_AMOUNT else None
    if match is None:
        ambiguous = AMBIGUOUS.fullmatch(bare)
        code = "amount-ambiguous" if ambiguous else "quantity-unreadable"
        return Problem(where, code, {"typed": shown(typed)})
    quantity = Decimal(f"{match[1]}.{match[2] or '0'}")
    if quantity > MOST_QUANTITY:
        return Problem(where, "quantity-too-large", {"most": int(MOST_QUANTITY)})
    return quantity


def read_day(typed: str, where: str) -> date | Problem:
    """A day: 2021-08-28; "28 août 2021" or "Aug. 28, 2021"; also 28/08/2021 or 08/28/2021, when
    only one reading is a date.

    Both orders are in daily use in Québec, so 05/06/2021 is refused rather than guessed.
    """
    bare = typed.strip()
    if not bare:
        return Problem(where, "day-missing")
    readings = sorted(set(_readings(bare)))
    if not readings:
        return Problem(where, "day-unreadable", {"typed": shown(typed)})
    if len(readings) > 1:
        first, second = (reading.isoformat() for reading in readings)
        return Problem(
            where, "day-ambiguous", {"typed": shown(typed), "a_day": first, "b_day": second}
        )
    if readings[0].year not in YEARS:
        return Problem(where, "day-out-of-range", {"typed": shown(typed)})
    return readings[0]


def _readings(bare: str) -> Iterator[date]:
    """Every real date the text can mean."""
    orders: list[tuple[int, int, int]] = []
    if match := YEAR_FIRST.fullmatch(bare):
        orders = [(int(match[1]), int(match[2]), int(match[3]))]
    elif match := YEAR_LAST.fullmatch(bare):
        a, b, year = (int(part) for part in match.groups())
        orders = [(year, b, a), (year, a, b)]
    else:
        orders = list(_worded(" ".join(bare.split()).casefold()))
    for order in orders:
        with suppress(ValueError):
            yield date(*order)


def _worded(bare: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day of a date whose month is a word, whole or cut short."""
    if match := DAY_FIRST.fullmatch(bare):
        day, word, year = match.groups()
    elif match := MONTH_FIRST.fullmatch(bare):
        word, day, year = match.groups()
    else:
        return
    for month in _months(fold(word)):
        yield int(year), month, int(day)


def _months(word: str) -> set[int]:
    """The months, in French or English, whose name begins so: "juil" is July, "jui" two months."""
    named = (get_month_names("wide", locale=locale).items() for locale in ("fr", "en"))
    return {month for month, name in chain(*named) if fold(name).startswith(word)}


def read_text(
    typed: str, where: str, *, longest: int = LONGEST_TEXT, lines: bool = False
) -> str | Problem:
    """The text, its ends stripped; `lines` allows tabs and line breaks, kept as "\\n" alone.

    Refuses what breaks a file or deceives an eye: controls, lone surrogates, bidi overrides; and
    what stands for a character that was lost. A text in which nothing can be seen is blank.
    """
    if lines:
        typed = typed.replace("\r\n", "\n").replace("\r", "\n")
    if gone := lost(typed, where):
        return gone
    if bad := REFUSED.search(typed) or (None if lines else BREAKS.search(typed.strip())):
        place, name = bad.start() + 1, f"U+{ord(bad.group()):04X}"
        return Problem(where, "text-character", {"position": place, "character": name})
    text = typed.strip()
    if len(text) > longest:
        return Problem(where, "text-too-long", {"length": len(text), "longest": longest})
    return text if any(unicodedata.category(c) not in UNSEEN for c in text) else ""


def lost(typed: str, where: str) -> Problem | None:
    """The first character that another program lost, which no guess may bring back."""
    place = typed.find(LOST) + 1
    return Problem(where, "text-lost", {"position": place}) if place else None


def shown(typed: str) -> str:
    """What was typed, short and printable, to be repeated in a sentence."""
    text = "".join(c if c.isprintable() or c in SPACES else "\ufffd" for c in typed.strip())
    return text if len(text) <= LONGEST_AMOUNT else f"{text[:LONGEST_AMOUNT]}…"
