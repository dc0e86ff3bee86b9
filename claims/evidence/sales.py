"""An export of sales, read in the limited child and told back: days, what was counted, what not.

The file is somebody's, so its parser gets the bounds of `claims.evidence.gate`; a child that dies
leaves a sentence, and the file untouched.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from claims.evidence.bounds import LIMITS, ROOT, Limits
from claims.evidence.gate import cut_short, run_limited
from claims.problems import Problem

BEGIN = (
    "import sys; sys.path.append(sys.argv[1]); from claims.evidence.exports.child import main; "
    "main(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))"
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person said of a file: columns by role, day or month first, currency, the zone of
    times that name none, and whether a block that stands there twice counts once or each time."""

    columns: tuple[tuple[str, int], ...] = ()
    order: Literal["dmy", "mdy", ""] = ""
    currency: str = ""
    clock: str = ""
    twice: Literal["once", "each", ""] = ""


@dataclass(frozen=True, slots=True)
class SalesRead:
    """What an export says. days: (ISO day, cents); problem: the question or the fault left.

    counts: rows by what became of them; sums: cents of sales, refunds, tax and shipping; clocks:
    rows whose time has a zone, has none, or moved them to another day; doubled: days on several
    rows of a table of days; alike: rows equal to another and counted, and their cents; repeated:
    rows of a block that stands there again; inside: the amounts carry sales tax; bank: receipts,
    not sales; unbounded: read without every bound.
    """

    name: str
    format: str = ""
    label: str = ""
    header: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()
    days: tuple[tuple[str, int], ...] = ()
    currency: str = ""
    currencies: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    sums: Mapping[str, int] = field(default_factory=dict)
    unread: tuple[tuple[int, str], ...] = ()
    statuses: tuple[str, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    clocks: Mapping[str, int] = field(default_factory=dict)
    doubled: int = 0
    alike: Mapping[str, int] = field(default_factory=dict)
    repeated: int = 0
    inside: bool = False
    bank: bool = False
    lenient: bool = False
    unbounded: bool = False
    problem: Problem | None = None


def read_sales(
    name: str, content: bytes, choices: Choices, zone: str, limits: Limits = LIMITS
) -> SalesRead:
    """Sales by day in an export, on the clocks of `zone`, or the question it leaves."""
    asked = {
        "columns": dict(choices.columns),
        "order": choices.order,
        "currency": choices.currency,
        "clock": choices.clock,
        "twice": choices.twice,
        "zone": zone,
    }
    report = _ask_child(json.dumps(asked), content, limits)
    code = report.get("problem")
    return SalesRead(
        name=name,
        format=report.get("format", ""),
        label=report.get("label", ""),
        header=tuple(report.get("header", ())),
        sample=tuple(map(tuple, report.get("sample", ()))),
        days=tuple((day, cents) for day, cents in report.get("days", ())),
        currency=report.get("currency", ""),
        currencies=report.get("currencies", {}),
        counts=report.get("counts", {}),
        sums=report.get("sums", {}),
        unread=tuple((row, why) for row, why in report.get("unread", ())),
        statuses=tuple(report.get("statuses", ())),
        places=report.get("places", {}),
        clocks=report.get("clocks", {}),
        doubled=report.get("doubled", 0),
        alike=report.get("alike", {}),
        repeated=report.get("repeated", 0),
        inside=report.get("inside", False),
        bank=report.get("bank", False),
        lenient=report.get("lenient", False),
        unbounded=report.get("unbounded", False),
        problem=Problem("history", code, report.get("values", {})) if code else None,
    )


def _ask_child(asked: str, content: bytes, limits: Limits) -> dict[str, Any]:
    bounds = (str(limits.memory), str(limits.cpu_seconds))
    told, code = run_limited(BEGIN, (str(ROOT), asked, *bounds), content, limits.wall_seconds)
    try:
        report = json.loads(told)
    except ValueError:
        return {"problem": "export-too-large" if cut_short(code) else "export-broken"}
    return report if isinstance(report, dict) else {"problem": "export-broken"}
