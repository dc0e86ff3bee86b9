"""Rates by date, from the tables in data/rates: percent a year, where read, whether verified.

A table has neither holes nor overlaps, or it is not loaded: a day must have one rate or none.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Self, TypeVar

from claims.damages.tax import TABLE as TAXES
from claims.damages.tax import TaxRate, read_tax_rates
from claims.i18n.text import Text
from claims.i18n.titled import Cells, rows_of
from claims.problems import Problem, Refused

T = TypeVar("T")
DAY = timedelta(days=1)
COLUMNS = ("from_date", "to_date", "rate_percent", "source", "verified")
LABELS: Mapping[str, Text] = {
    "qc_legal_rate": Text(fr="taux légal", en="legal rate"),
    "qc_additional_indemnity_quarterly": Text(
        fr="indemnité additionnelle (C.c.Q. 1619)", en="additional indemnity (C.C.Q. 1619)"
    ),
    "fr_interet_legal_professionnels": Text(
        fr="intérêt légal, créanciers professionnels (France)",
        en="legal interest, business creditors (France)",
    ),
    "fr_interet_legal_particuliers": Text(
        fr="intérêt légal, créanciers particuliers (France)",
        en="legal interest, individual creditors (France)",
    ),
    "bc_coia_prejudgment": Text(
        fr="intérêt avant jugement (Colombie-Britannique)",
        en="pre-judgment interest (British Columbia)",
    ),
    "ab_judgment_interest_prejudgment": Text(
        fr="intérêt avant jugement (Alberta)", en="pre-judgment interest (Alberta)"
    ),
}
"""Tables of interest, by the name of their file."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate in force from a day to a day, both counted; without end, until further notice."""

    start: date
    end: date | None
    percent: Decimal
    source: str
    verified: bool

    def days_within(self, first: date, last: date) -> int:
        """How many days of a period, both ends counted, this rate governs."""
        end = last if self.end is None else min(self.end, last)
        return max((end - max(self.start, first)).days + 1, 0)


@dataclass(frozen=True, slots=True)
class Table:
    """One file of rates, in order of date; empty when nobody has found the rates yet."""

    name: str
    rates: tuple[Rate, ...]

    @property
    def label(self) -> Text:
        """What the table is, for those who read a warning about it."""
        return LABELS[self.name]

    @property
    def place(self) -> str:
        """Where the table stands."""
        return f"rates/{self.name}.csv"

    def over(self, start: date, end: date) -> tuple[tuple[Rate, int], ...]:
        """Each rate in force after `start` up to `end` included, with its days."""
        spans = ((rate, rate.days_within(start + DAY, end)) for rate in self.rates)
        return tuple((rate, days) for rate, days in spans if days)

    @classmethod
    def of(cls, name: str, text: str) -> Self:
        """The table of a file's text; ValueError names the row that breaks the chain of dates,
        Refused those that are wider than the titles."""
        rates = tuple(_rate(row) for row in rows_of(text, f"rates/{name}.csv", COLUMNS))
        for before, after in pairwise(rates):
            if before.end is None or after.start != before.end + DAY:
                raise ValueError(f"{name}.csv: the row from {after.start} does not follow the last")
        return cls(name, rates)


def _rate(row: Cells) -> Rate:
    start = date.fromisoformat(row["from_date"])
    end = date.fromisoformat(row["to_date"]) if row["to_date"] else None
    if end is not None and end < start:
        raise ValueError(f"the row from {start} ends before it begins, on {end}")
    verified = row["verified"] == "yes"
    return Rate(start, end, Decimal(row["rate_percent"]), row["source"], verified)


@dataclass(frozen=True, slots=True)
class Rates:
    """Every table the computation may use, read once at start."""

    tables: Mapping[str, Table]
    taxes: tuple[TaxRate, ...]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """All tables of a folder; raises Refused, naming each that is absent or broken."""
        return cls.of(rate_texts(folder))

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Self:
        """All tables, from the text of each; raises Refused as `read` does."""
        problems: list[Problem] = []
        tables = {
            name: _or_told(name, problems, lambda name: Table.of(name, texts[name]))
            for name in LABELS
        }
        taxes = _or_told(TAXES, problems, lambda name: read_tax_rates(texts[name]))
        if problems:
            raise Refused(problems)
        return cls({name: table for name, table in tables.items() if table}, taxes or ())


def rate_texts(folder: Path) -> dict[str, str]:
    """Name of each table that can be read → its text, word for word."""
    texts = {}
    for name in (*LABELS, TAXES):
        with suppress(OSError, UnicodeDecodeError):
            texts[name] = (folder / f"{name}.csv").read_text(encoding="utf-8")
    return texts


def _or_told(name: str, problems: list[Problem], read: Callable[[str], T]) -> T | None:
    """One table, or None once what keeps it from being read is noted."""
    try:
        return read(name)
    except Refused as found:
        problems += found.problems
    except (ValueError, KeyError, ArithmeticError):
        problems.append(Problem(f"rates/{name}.csv", "rates-unreadable"))
    return None
