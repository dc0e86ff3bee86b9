"""What a cell of the designer workbook holds: the value its text reads as, and how it is shown."""

from collections.abc import Mapping

from claims.claim.sheet import Column
from claims.documents.sheet_style import DAY, amounts
from claims.i18n import Language, read_amount, read_day, read_quantity
from claims.matter.model import Matter
from claims.money import to_units
from claims.problems import Problem


def shapes(matter: Matter, language: Language) -> Mapping[str, str]:
    """Unit → number format."""
    return {"money": amounts(matter.currency, language), "date": DAY, "text": "@", "choice": "@"}


def held(text: str, column: Column, language: Language) -> object:
    """A number, a day or a choice where the text reads as one, else the text; None for none."""
    value = _value(text, column, language)
    return text or None if value is None else value


def _value(text: str, column: Column, language: Language) -> object:
    if column.unit == "choice" and text in column.choices:
        return column.choices[text].in_(language)
    if column.unit == "money" and text:
        cents = read_amount(text, "", allow_zero=True)
        return None if isinstance(cents, Problem) else to_units(cents)
    if column.unit == "date" and text:
        day = read_day(text, "")
        return None if isinstance(day, Problem) else day
    if column.unit in ("hours", "days", "percent", "count") and text:
        quantity = read_quantity(text, "", column.unit)
        return None if isinstance(quantity, Problem) else quantity
    return None
