"""One cell of an export: an amount or a moment, as any platform, bank or spreadsheet writes it.

What can be read two ways is not guessed from the cell: the whole file says which mark is that of
decimals, and whether the day or the month comes first; when even that is silent, one asks.
"""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import cache, lru_cache
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo, available_timezones

Mark = Literal[".", ",", ""]
Order = Literal["dmy", "mdy", ""]
YEARS = range(1970, 2101)
CENTURY = 2000
"""Of a year in two digits, as Square and spreadsheets write it: no platform sold before."""
SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'\u2019")
BESIDE = re.compile(r"^(?:[A-Z]{2,3}\$?|[$€£])+|(?:[A-Z]{3}|[$€£](?:CA|US)?)+$")
BODY = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan janv", "feb fev fevr", "mar mars", "apr avr", "may mai", "jun juin",
         "jul juil", "aug aou aout", "sep sept", "oct", "nov", "dec"), 1)
    for name in names.split()
}  # fmt: skip
TIME = r"(?:[T ,]+(?:à )?(?P<h>\d{1,2})(?: ?h ?|:)(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?"
TIME += r"(?: ?(?P<half>[APap])\.?[Mm]\.?)?)?"
ZONE = r"(?: ?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[A-Z]{3,4}))?"
WORD = r"(?u:(?P<word>[^\W\d]{3,9}))"
SHAPES = tuple(
    re.compile(shape + TIME + ZONE, re.ASCII)
    for shape in (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
        r"(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>\d{4}|\d{2})",
        WORD + r"\.? (?P<d>\d{1,2}),? (?P<y>\d{4})",
        r"(?P<d>\d{1,2})(?:er|st|nd|rd|th)? " + WORD + r"\.? (?P<y>\d{4})",
    )
)
COMPACT = re.compile(
    r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:(?P<h>\d{2})(?P<min>\d{2})(?P<s>\d{2})?(?:\.\d+)?)?"
    r"(?: ?\[(?P<hours>[+-]?\d{1,2}(?:\.\d+)?)(?::\w+)?\])?",
    re.ASCII,
)
OFFSET = re.compile(r"([+-]?)(\d{1,2})(?::?(\d{2})|(\.\d{1,4}))?", re.ASCII)
"""Hours before or after UTC: "-0400", "+05:30", and "-3.5" in a bank's file."""
NAMED = {
    "UTC": 0, "GMT": 0, "Z": 0, "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5,
    "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "CET": 1,
    "CEST": 2, "BST": 1, "HNE": -5, "HAE": -4,
}  # fmt: skip
"""Abbreviations met in exports of Canada, the United States and western Europe, in hours."""
SPOKEN = {
    "eastern": "America/Toronto", "central": "America/Winnipeg", "mountain": "America/Edmonton",
    "pacific": "America/Vancouver", "atlantic": "America/Halifax",
    "newfoundland": "America/St_Johns", "paris": "Europe/Paris",
}  # fmt: skip


@lru_cache(maxsize=50_000)
def mark_of(text: str) -> Mark:
    """The mark of decimals that a cell shows beyond doubt; empty when it shows none."""
    body = text.translate(SPACES)
    if "." in body and "," in body:
        return "." if body.rfind(".") > body.rfind(",") else ","
    found = re.search(r"(\d*)([.,])(\d+)\D*$", body, re.ASCII)
    if not found or body.count(found[2]) != 1:
        return ""
    clear = len(found[3]) != 3 or len(found[1]) > 3 or found[1] in ("", "0")
    return ("." if found[2] == "." else ",") if clear else ""


def amount(text: str, mark: Mark) -> Decimal | None:
    """An amount with its sign before or after it, in brackets, or both at once; None when it
    cannot be told."""
    body = text.strip().translate(SPACES).replace("\u2212", "-")
    signs = body.count("-")
    negative = signs == 1 or (body.startswith("(") and body.endswith(")"))
    body = body.strip("()")
    for _ in range(2):
        body = BESIDE.sub("", body.strip("+-"))
    if signs > 1 or len(body) > 24 or not BODY.fullmatch(body):
        return None
    marks = re.findall("[.,]", body)
    groups = len(marks) > 1 and len(set(marks)) == 1  # a mark of decimals stands once
    decimal = "" if groups or not marks else mark_of(body) or mark
    if marks and not decimal and not _grouped_only(body):
        return None
    whole, _, rest = body.rpartition(decimal) if decimal and decimal in body else (body, "", "")
    if not re.fullmatch(r"\d+|\d{1,3}(?:[.,]\d{3})+", whole or "0"):
        return None
    number = Decimal(f"{re.sub('[.,]', '', whole) or '0'}.{rest or '0'}")
    return -number if negative else number


def _grouped_only(body: str) -> bool:
    """Several groups of three: thousands and millions, whatever the mark."""
    return re.fullmatch(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+", body) is not None


def orders_of(text: str) -> frozenset[Order]:
    """In which orders a day such as 05/06/2021 is a date; none when the order is all the same."""
    found = SHAPES[1].match(text)
    if not found:
        return frozenset()
    a, b = int(found["a"]), int(found["b"])
    if _year_first(found.groupdict()):
        return frozenset({"dmy", "mdy"})
    if a == b:
        return frozenset()
    possible: list[tuple[Order, bool]] = [("dmy", b <= 12), ("mdy", a <= 12)]
    return frozenset(order for order, fits in possible if fits)


class Moment(NamedTuple):
    """When a sale was made. day: where the matter is heard; moved: not the day that was written;
    clock: whether the time has a zone, has none, or there is no time."""

    day: date
    moved: bool
    clock: Literal["zoned", "naive", ""]


def day_of(text: str, order: Order, clock: str, here: tzinfo) -> date | None:
    """The day of a moment; None when it is no moment."""
    found = moment_of(text, order, clock, here)
    return found.day if found else None


def moment_of(
    text: str, order: Order, clock: str, here: tzinfo, assumed: str = ""
) -> Moment | None:
    """The moment of a cell; None when it is none.

    clock: the zone that the file itself gives to times that name none; assumed: the one the person
    says they are in; without either, a time is the shop's own and its day stays. Midnight without
    a zone is a day that a spreadsheet wrote as a time.
    """
    found = next((m for shape in (*SHAPES, COMPACT) if (m := shape.fullmatch(text.strip()))), None)
    told = found.groupdict() if found else {}
    day = _day(told, order) if found else None
    if day is None:
        return None
    zone = _zone(told.get("zone") or told.get("hours") or clock)
    if not told.get("h") or (zone is None and _midnight(told)):
        return Moment(day, False, "")
    used = zone or _zone(assumed)
    there = _moment(day, told, used, here) if used else day
    return Moment(there, there != day, "zoned" if zone else "naive")


def _midnight(told: dict[str, str | None]) -> bool:
    return not told.get("half") and not any(int(told.get(part) or 0) for part in ("h", "min", "s"))


def _moment(day: date, told: dict[str, str | None], zone: tzinfo, here: tzinfo) -> date:
    hour, half = int(told["h"] or 0), (told.get("half") or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or int(told["min"] or 0) > 59:
        return day
    at = datetime(day.year, day.month, day.day, hour, int(told["min"] or 0), tzinfo=zone)
    return at.astimezone(here).date()


def _day(told: dict[str, str | None], order: Order) -> date | None:
    year, word = int(told["y"] or 0), told.get("word")
    year += CENTURY if len(told["y"] or "") == 2 else 0
    if not order and _year_first(told):
        return None
    if told.get("a"):
        a, b = int(told["a"] or 0), int(told["b"] or 0)
        month, day = (a, b) if order == "mdy" else (b, a)
    else:
        month = _month(word) if word else int(told["m"] or 0)
        day = int(told["d"] or 0)
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_first(told: dict[str, str | None]) -> bool:
    """Whether a day with its year in two digits could be read with the year first: it is asked."""
    a, b, last = (int(told.get(part) or 0) for part in ("a", "b", "y"))
    return len(told["y"] or "") == 2 and 1 <= b <= 12 and 1 <= last <= 31 and a > 0


def _month(word: str) -> int:
    from claims.evidence.exports.formats import plain

    bare = plain(word)
    return next((MONTHS[bare[:n]] for n in (5, 4, 3) if bare[:n] in MONTHS), 0)


def load_zones() -> None:
    """Read every zone there is: past the closed door of the child, none can be opened."""
    for name in available_timezones():
        _zone(name)


@cache
def _zone(name: str) -> tzinfo | None:
    """The zone a name, an offset or an abbreviation stands for; None when it is not known."""
    if name in NAMED:
        return timezone(timedelta(hours=NAMED[name])) if NAMED[name] else UTC
    if found := OFFSET.fullmatch(name):
        minutes = int(found[2]) * 60 + int(found[3] or 0) + int(60 * Decimal(found[4] or 0))
        offset = timedelta(minutes=-minutes if found[1] == "-" else minutes)
        return timezone(offset) if abs(offset) < timedelta(days=1) else None
    spoken = next((zone for word, zone in SPOKEN.items() if word in name.casefold()), "")
    for known in filter(None, (name, spoken)):
        with suppress(KeyError, OSError, ValueError):
            return ZoneInfo(known)
    return None
