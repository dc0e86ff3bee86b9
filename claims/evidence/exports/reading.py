"""An export from bytes to sales by day, or to the questions it leaves: the story, told once.

The answer is plain JSON, since it crosses from the limited child to the application.
"""

from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

from claims.evidence.exports.cells import Order, load_zones
from claims.evidence.exports.formats import Layout, formats
from claims.evidence.exports.repeats import Repeats
from claims.evidence.exports.survey import MOST_ROWS, Found, Survey, find, numbered
from claims.evidence.exports.table import Table, Unreadable, open_table
from claims.evidence.exports.tally import Reading, Tally

Report = dict[str, Any]
LATE = ("heapq", "python_calamine")
"""Imported in the middle of the work, by the standard library or by us."""


def make_ready() -> None:
    """Load what reading opens by itself: formats, zones, modules it imports at their first use."""
    formats()
    load_zones()
    for name in LATE:
        import_module(name)


def read(content: bytes, asked: Mapping[str, Any]) -> Report:
    """What an export says. asked: columns by role, order of dates, currency, zone of the matter,
    clock of times without a zone, and whether a block that is repeated counts once or each time."""
    try:
        table = open_table(content)
        found = find(table, asked.get("columns") or {})
    except Unreadable as refusal:
        return _said(refusal.code)
    told: Report = {"header": found.header, "sample": found.sample}
    if not found.sample:
        return told | _said("export-no-rows")
    if found.layout is None:
        return told | _said("export-unknown")
    return told | _read(table, found, found.layout, asked)


def _read(table: Table, found: Found, layout: Layout, asked: Mapping[str, Any]) -> Report:
    one = layout.format
    told: Report = {
        "format": layout.key,
        "label": one.label,
        "inside": one.inside,
        "bank": one.bank,
        "places": dict(layout.places),
    }
    survey, repeats = table.wholly(lambda: _surveyed(table, found, layout))
    told["lenient"] = table.lenient
    if survey.rows > MOST_ROWS:
        return told | _said("export-too-long", most=MOST_ROWS)
    currency = asked.get("currency") or next(iter(survey.currencies), "")
    told |= {"currencies": dict(survey.currencies.most_common(8)), "currency": currency}
    if len(survey.currencies) > 1 and not asked.get("currency"):
        return told | _said("export-two-currencies", currencies=", ".join(told["currencies"]))
    order: Order = asked.get("order") or survey.order
    if not order and (survey.unclear or len(survey.orders) > 1):
        return told | _said("export-day-order")
    here, clock = ZoneInfo(asked["zone"]), asked.get("clock", "")
    twice = asked.get("twice", "")
    reading = Reading(layout, survey.mark, order, currency, here, clock, repeats, twice == "once")
    told |= _count(table, found, reading)
    return told | _asked_twice(told, repeats, twice)


def _surveyed(table: Table, found: Found, layout: Layout) -> tuple[Survey, Repeats]:
    survey, repeats = Survey(), Repeats()
    for place, row in numbered(table, found.skipped):
        cells = layout.cells(row)
        survey.take(cells)
        if layout.format.grain != "day" and "id" not in cells:
            repeats.take(place, row)
        if survey.rows > MOST_ROWS:
            break
    return survey, repeats


def _asked_twice(told: Report, repeats: Repeats, twice: str) -> Report:
    """The question that a file pasted or exported twice leaves, until it is answered."""
    repeated = len(repeats.copies)
    if "problem" in told or not repeated:
        return {}
    asked = {} if twice else _said("export-twice", lines=repeated, at_cents=told["alike"]["copied"])
    return asked | {"repeated": repeated}


def _count(table: Table, found: Found, reading: Reading) -> Report:
    tally = Tally(reading)
    for number, row in numbered(table, found.skipped):
        tally.take(number, row)
    days = sorted(tally.days.items())
    told: Report = {
        "order": reading.order,
        "inside": reading.layout.format.inside and not tally.sums["tax"],
        "days": [[day.isoformat(), cents] for day, cents in days],
        "counts": dict(tally.counts),
        "sums": dict(tally.sums),
        "unread": tally.unread,
        "statuses": sorted(tally.statuses),
        "clocks": dict(tally.clocks),
        "doubled": len(tally.doubled),
        "alike": {key: tally.alike[key] for key in ("rows", "cents", "copied")},
    }
    return told if days else told | _nothing(tally.counts)


def _nothing(counts: Counter[str]) -> Report:
    """Why no row is a sale: kept out as unpaid or no sale, or not understood."""
    out = sum(counts[reason] for reason in ("void", "test", "other"))
    code = "export-nothing" if counts["unread"] or not out else "export-kept-out"
    return _said(code, rows=counts["rows"])


def _said(code: str, **values: str | int) -> Report:
    return {"problem": code, "values": values}
