"""The text of a matter file, read line by line past what is not TOML.

A faulty line is told with its number and left out, so that the faults of the others are told too.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from claims.matter.plain import read_float
from claims.problems import Problem

MOST = 40
"""Faulty lines told at once; more mean that the file is not a matter."""
AT = re.compile(r"\(at (?:line (?P<line>\d+), column \d+|end of document)\)")
STATEMENT = re.compile(r"\s*(?P<key>[\w.-]+)\s*=\s*(?P<value>.*)")
FAULTS = {
    "Invalid value": "toml-value",
    "Invalid date": "toml-value",
    "Expected newline": "toml-value",
    "Unterminated": "toml-unclosed",
    "Unclosed": "toml-unclosed",
    "Cannot": "toml-twice",
    "Duplicate": "toml-twice",
    "Illegal character": "toml-character",
    "Unescaped": "toml-backslash",
}
"""How a fault of the parser begins → its sentence; any other is a line out of shape."""


@dataclass(slots=True)
class Written:
    """What was read of a file: its tables, the faults of its lines, and the keys left out."""

    raw: dict[str, Any] | None = None
    problems: list[Problem] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)


def read_lines(text: str, place: str) -> Written:
    """Every line that can be read, and a problem for each that cannot."""
    written, lines = Written(), text.splitlines()
    while written.raw is None and len(written.problems) < MOST:
        try:
            written.raw = tomllib.loads("\n".join(lines) + "\n", parse_float=read_float)
        except tomllib.TOMLDecodeError as fault:
            number = _line(str(fault), lines)
            written.problems.append(
                Problem(f"{place}:{number}", _code(str(fault)), {"line": number})
            )
            key = "" if "(at end of" in str(fault) else _left_out(lines, number)
            if not key:
                break
            written.left_out.add(key)
    return written


def _code(fault: str) -> str:
    return next((code for start, code in FAULTS.items() if fault.startswith(start)), "toml-line")


def _line(fault: str, lines: list[str]) -> int:
    """The number of the line, from 1; the last one when the parser came to the end."""
    found = AT.search(fault)
    return min(int(found["line"]), len(lines)) if found and found["line"] else len(lines)


def _left_out(lines: list[str], number: int) -> str:
    """Blank a statement that stands on one line, and name its key; else nothing, and empty."""
    statement = STATEMENT.fullmatch(lines[number - 1]) if lines else None
    if not statement or any(_open(statement["value"])):
        return ""
    lines[number - 1] = ""
    return statement["key"].rpartition(".")[2]


def _open(value: str) -> Iterator[bool]:
    """Whether a value may go on past its line."""
    yield from (mark in value for mark in ('"""', "'''"))
    yield from (value.count(first) > value.count(last) for first, last in ("[]", "{}"))
