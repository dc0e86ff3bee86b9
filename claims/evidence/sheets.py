"""A list of sites in a file: past the gate like any other, then its cells read by the child."""

from collections.abc import Mapping
from dataclasses import replace

from claims.claim.sheet_layout import Sheet
from claims.evidence.bounds import LIMITS, Limits
from claims.evidence.gate import ask_child, at_the_door, by_parser
from claims.evidence.kinds import ACCEPTED, Kind, extension
from claims.problems import Problem

SHEETS: Mapping[str, Kind] = {
    name: replace(ACCEPTED[name], reader="sheet") for name in ("xlsx", "ods", "csv")
}
"""Extension → kind, for files that hold a list."""
INSTEAD: Mapping[str, str] = {
    "file-unlike": "sheet-unlike",
    "file-broken": "sheet-unread",
    "file-bomb": "sheet-unread",
    "file-odd-archive": "sheet-unread",
}
"""Why a file is refused → the same, said of a list."""


def read_sheets(
    name: str, content: bytes, limits: Limits = LIMITS, *, where: str = "sheet"
) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    """The sheets of a workbook or CSV; none, and why, when it cannot be read."""
    if extension(name) not in SHEETS:
        return (), (Problem(where, "sheet-kind", {"name": name}),)
    if refused := at_the_door(name, content, limits, where):
        return (), (_of_a_list(refused),)
    kind = SHEETS[extension(name)]
    report, _ = ask_child(kind, content, limits)
    if refused := by_parser(report, name, kind, where):
        return (), (_of_a_list(refused),)
    if "sheets" not in report:
        return (), (Problem(where, "sheet-unread", {"name": name}),)
    return tuple(map(_sheet, report["sheets"])), ()


def _of_a_list(refused: Problem) -> Problem:
    """The same refusal, with what to do of a list: a PDF or a photo would be none."""
    return Problem(refused.where, INSTEAD.get(refused.code, refused.code), refused.values)


def _sheet(told: Mapping[str, object]) -> Sheet:
    return Sheet.model_validate(told)
