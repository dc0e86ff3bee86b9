"""Figures and dates as people write them here: "1 234,56 $" in French, "$1,234.56" in English.

Written by hand for money and counts, from whole cents, so that no float and no default of a
library comes between the sum computed and the sum shown. French spaces never break. Below zero a
figure bears the minus sign, not a hyphen; what a program reads back is never written here.
"""

from datetime import date, datetime
from decimal import ROUND_DOWN, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_name

from claims.i18n.text import Language

NBSP = "\u00a0"
MINUS = "\u2212"
KEPT = 2_048
"""Days kept in words."""
SYMBOLS = {"CAD": "$", "EUR": "€", "": ""}


def money(cents: int, currency: str, language: Language) -> str:
    """An amount with its currency: "1 234,56 $", "$1,234.56", "−0,05 $"; exact."""
    if isinstance(cents, float):
        raise TypeError(f"money is whole cents, not a float: {cents!r}")
    sign = MINUS if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    symbol = SYMBOLS[currency]
    if language == "fr":
        return f"{sign}{count(whole, 'fr')},{rest:02}{NBSP}{symbol}".rstrip(NBSP)
    return f"{sign}{symbol}{whole:,}.{rest:02}"


def unrounded(amount: Decimal, currency: str, language: Language) -> str:
    """An amount of a computation: as `money` when it is whole cents; else its first four decimals
    and "…", never rounded."""
    cents = amount * 100
    if cents == cents.to_integral_value():
        return money(int(cents), currency, language)
    size = abs(amount)
    shown = size.quantize(Decimal("0.0001"), ROUND_DOWN)
    whole = money(int(shown * 100), currency, language)
    cut = whole.index("," if language == "fr" else ".") + 3
    rest, more = f"{shown:.4f}"[-2:], "" if shown == size else "…"
    return f"{MINUS if amount < 0 else ''}{whole[:cut]}{rest}{more}{whole[cut:]}"


def exactly(parts: int, unit: int, currency: str, language: Language) -> str:
    """An amount to its last decimal, as `money` when it is whole cents. parts: none below zero, as
    many to a cent as `unit`, a power of ten, says."""
    cents, rest = divmod(parts, unit)
    told = money(cents, currency, language)
    cut = told.index("," if language == "fr" else ".") + 3
    return told[:cut] + f"{unit + rest}"[1:].rstrip("0") + told[cut:]


def blank(currency: str, language: Language) -> str:
    """Room to write an amount by hand: "______ $" or "$ ______"."""
    room, symbol = "_" * 22, SYMBOLS[currency]
    return f"{room}{NBSP}{symbol}" if language == "fr" else f"{symbol}{NBSP}{room}"


def count(number: int, language: Language) -> str:
    """A whole number with its thousands apart."""
    told = f"{number:,}".replace("-", MINUS)
    return told.replace(",", NBSP) if language == "fr" else told


def number(value: Decimal, language: Language) -> str:
    """A quantity, such as hours, without useless zeros: "7,5", "1 234"; at most four decimals."""
    whole, _, decimals = f"{value:,.4f}".replace("-", MINUS).partition(".")
    decimals = decimals.rstrip("0")
    if language == "fr":
        whole = whole.replace(",", NBSP)
    mark = "," if language == "fr" else "."
    return f"{whole}{mark}{decimals}" if decimals else whole


def unrounded_number(value: Decimal, language: Language, decimals_shown: int = 8) -> str:
    """A factor of a computation: its first decimals and "…" when there are more."""
    shown = value.quantize(Decimal(1).scaleb(-decimals_shown), ROUND_DOWN)
    whole, _, decimals = f"{shown:,f}".replace("-", MINUS).partition(".")
    told, decimals = whole.replace(",", NBSP if language == "fr" else ","), decimals.rstrip("0")
    mark = "," if language == "fr" else "."
    return (f"{told}{mark}{decimals}" if decimals else told) + ("" if shown == value else "…")


def percent(value: Decimal, language: Language) -> str:
    """A rate already counted in percent: 8.5 is "8,5 %", "8.5%"."""
    return (
        f"{number(value, language)}{NBSP}%" if language == "fr" else f"{number(value, language)}%"
    )


@lru_cache(KEPT)
def day(when: date, language: Language) -> str:
    """A date in words: "1er septembre 2021", "September 1, 2021"."""
    text = format_date(when, "long", locale="fr_CA" if language == "fr" else "en_CA")
    return text.replace("1 ", "1er ", 1) if language == "fr" and when.day == 1 else text


def month(when: date, language: Language) -> str:
    """A month in words: "août 2021", "August 2021"."""
    return format_date(when, "MMMM y", locale="fr_CA" if language == "fr" else "en_CA")


def weekday(when: date, language: Language) -> str:
    """The day of the week: "lundi", "Monday"."""
    return format_date(when, "EEEE", locale="fr_CA" if language == "fr" else "en_CA")


def moment(when: datetime, timezone: str, language: Language) -> str:
    """A date and hour on the clocks of a place: "21 novembre 2026 à 14 h 32"."""
    if when.tzinfo is None:
        raise ValueError(f"{when} has no time zone; moments are kept in UTC")
    here = when.astimezone(ZoneInfo(timezone))
    at = "à" if language == "fr" else "at"
    return f"{day(here.date(), language)} {at} {clock(here, language)}"


def moment_there(when: datetime, timezone: str, language: Language) -> str:
    """The same with the name of the clocks it is read on, which summer and winter change: "21
    novembre 2026 à 23 h 59 (heure normale de l’Est)"."""
    local = when.astimezone(ZoneInfo(timezone))
    zone = get_timezone_name(local, locale="fr_CA" if language == "fr" else "en_CA")
    return f"{moment(when, timezone, language)} ({zone})"


def clock(here: datetime, language: Language) -> str:
    """The hour on a clock: "14 h 32", "9 h"; "2:32 p.m."."""
    if language == "en":
        half = "a.m." if here.hour < 12 else "p.m."
        return f"{here.hour % 12 or 12}:{here.minute:02}{NBSP}{half}"
    minutes = f"{NBSP}{here.minute:02}" if here.minute else ""
    return f"{here.hour}{NBSP}h{minutes}"
