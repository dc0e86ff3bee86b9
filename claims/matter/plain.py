"""Numbers, days and yes or no of a matter file, only as TOML writes them.

A number between quotes may hold digits that no eye here reads, and an exponent hides how large an
amount is: neither is a number of the law. Everything else about a value is checked elsewhere.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Strict
from pydantic_core import PydanticCustomError

PLAIN = re.compile("[+-]?[0-9_.]+")


@dataclass(frozen=True, slots=True)
class Unplain:
    """A number with an exponent, or none at all, kept as it was written so that it can be told."""

    text: str

    def __str__(self) -> str:
        return self.text


def read_float(text: str) -> Decimal | Unplain:
    """What TOML calls a float, exactly: 85.00; an exponent, inf and nan are kept to be refused."""
    return Decimal(text) if PLAIN.fullmatch(text) else Unplain(text)


def _number(value: object) -> Decimal:
    """A whole number or one with a point, and nothing that only resembles it."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    raise PydanticCustomError("decimal_type", "write digits, without quotes or exponent")


Number = Annotated[Decimal, BeforeValidator(_number)]
Whole = Annotated[int, Strict()]
Day = Annotated[date, Strict()]
Moment = Annotated[datetime, Strict()]
Truth = Annotated[bool, Strict()]
