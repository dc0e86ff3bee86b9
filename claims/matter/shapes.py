"""Faults of shape, told with the place in the file: what the validator found, in our words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from pydantic_core import ErrorDetails

from claims.i18n.amounts import YEARS, read_text, shown
from claims.i18n.text import Text
from claims.matter.model import Cited
from claims.problems import Problem

CODES = {
    "missing": "key-missing",
    "extra_forbidden": "key-unknown",
    "literal_error": "value-not-among",
    "date_from_datetime_parsing": "not-a-day",
    "date_from_datetime_inexact": "not-a-day",
    "date_parsing": "not-a-day",
    "date_type": "not-a-day",
    "datetime_from_date_parsing": "not-a-moment",
    "datetime_parsing": "not-a-moment",
    "datetime_type": "not-a-moment",
    "decimal_parsing": "not-a-number",
    "decimal_type": "not-a-number",
    "finite_number": "not-a-number",
    "int_parsing": "not-whole",
    "int_type": "not-whole",
    "int_from_float": "not-whole",
    "bool_parsing": "not-true-or-false",
    "bool_type": "not-true-or-false",
    "string_type": "not-a-text",
    "string_pattern_mismatch": "not-an-identifier",
    "tuple_type": "not-a-list",
    "too_short": "list-empty",
    "dict_type": "not-a-table",
    "mapping_type": "not-a-table",
    "model_type": "not-a-table",
}
PLAIN = frozenset({"not-a-number", "not-whole", "not-a-day", "not-a-moment", "not-true-or-false"})
"""Faults of what is written without quotes: theirs are shown, since they may be the only fault."""
Loc = tuple[int | str, ...]
ABSURD = "year-absurd"
SAID_TWICE = frozenset({Text.__name__, Cited.__name__})
BLANK = frozenset({"file_number", "otherwise"})
"""Keys whose text may be empty: no number yet, no figure that stands in."""


def told(error: ErrorDetails, place: str) -> Problem:
    """One fault of shape, with the dotted place in the file."""
    where = ".".join(str(part) for part in error["loc"])
    code = CODES.get(error["type"], "value-wrong")
    if code == "not-a-table" and error.get("ctx", {}).get("class_name") in SAID_TWICE:
        code = "not-two-languages"
    known = re.findall("'([^']*)'", str(error.get("ctx", {}).get("expected", "")))
    return Problem(
        f"{place}, {where}",
        code,
        {
            "key": str(error["loc"][-1]) if error["loc"] else "",
            "value": _quoted(error["input"]) if code in PLAIN else written(error["input"]),
            "expected_fr": _either(known, "ou"),
            "expected_en": _either(known, "or"),
        },
    )


def _either(names: list[str], word: str) -> str:
    """ "CAD ou EUR"; "registration, claims ou closed"."""
    return f" {word} ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def written(value: object) -> str:
    """A value as the file writes it, cut when it is long."""
    return shown(value if isinstance(value, str) else _toml(value))


def _quoted(value: object) -> str:
    """The same, a text between its quotes."""
    return shown(_toml(value))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{key} = {_toml(inner)}' for key, inner in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_toml(inner) for inner in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def words_and_days(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Problem]]:
    """Whatever the key: blank texts, signs that deceive an eye, years that cannot be."""
    place = ".".join(map(str, loc))
    if isinstance(value, str):
        if not value.strip() and loc[-1] not in BLANK:
            yield loc, Problem(place, "text-blank", {})
        if isinstance(read := read_text(value, place, lines=True), Problem):
            yield loc, read
    if isinstance(value, date) and value.year not in YEARS:
        years = {"first": str(YEARS.start), "last": str(YEARS.stop - 1)}
        yield loc, Problem(place, ABSURD, {"value": str(value)[:10], **years})
    for key, inner in _inside(value):
        if isinstance(key, str) and isinstance(read := read_text(key, place), Problem):
            yield loc, read
        else:
            yield from words_and_days(inner, (*loc, key))


def _inside(value: object) -> Iterable[tuple[int | str, object]]:
    """The parts of a table or a list, each with its key."""
    if isinstance(value, Mapping):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()
