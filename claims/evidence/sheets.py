"""A list of sites in a file: past the gate like any other, then its cells read by the child."""

from collections.abc import Mapping
from dataclasses import replace

from claims.claim.sheet_layout import Sheet
from claims.evidence.gate import LIMITS, Limits, ask_child, look_at
from claims.evidence.kinds import ACCEPTED, Kind, extension
from claims.problems import Problem

SHEETS: Mapping[str, Kind] = {
    name: replace(ACCEPTED[name], reader="sheet") for name in ("xlsx", "ods", "csv")
}
"""Extension → kind, for files that hold a list."""


def read_sheets(
    name: str, content: bytes, limits: Limits = LIMITS, *, where: str = "sheet"
) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    """The sheets of a workbook or CSV; none, and why, when it cannot be read."""
    if extension(name) not in SHEETS:
        return (), (Problem(where, "sheet-kind", {"name": name}),)
    seen, problems = look_at(name, content, limits, where=where)
    if seen is None:
        return (), problems
    report, _ = ask_child(SHEETS[extension(name)], content, limits)
    if "sheets" not in report:
        code = "sheet-too-large" if report.get("refused") == "sheet-too-large" else "sheet-unread"
        return (), (Problem(where, code, {"name": name}),)
    return tuple(map(_sheet, report["sheets"])), ()


def _sheet(told: Mapping[str, object]) -> Sheet:
    return Sheet.model_validate(told)
