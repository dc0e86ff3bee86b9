"""Lines read by the block, kept, brought up to date: the same as the rows, on both databases."""

from collections.abc import Iterator
from contextlib import suppress

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import func, select, update

from benchmarks.registry import MATTER, filled, number
from claims.claim.states import COUNTED, Status
from claims.damages.rows import LineRow
from claims.office.totalling import frame_from
from claims.store import Store, tables
from claims.store.blocks import blocks
from claims.store.coded import ByClaim, Columns, coded_of, joined, listed, overwritten, whole_of
from claims.store.lines import LineColumns, Lines
from claims.totals.by_subgroup import BY_SUBGROUP, totals
from claims.totals.parts import totals_by_part
from tests.store.store_makers import later

CLAIMS = 60


@pytest.fixture(params=["sqlite", "postgresql"])
def registry(request) -> Iterator[Store]:
    """Sixty claims of four lines, put straight into the tables."""
    store = filled(request.getfixturevalue(f"{request.param}_url"), CLAIMS)
    yield store
    store.close()


def moved(store: Store, n: int, status: Status) -> None:
    row = store.claims.find(number(n))
    store.claims.move(row.number, status, reason="", seen=row.version, at=later(n), by="lawyer")


def values(kept: LineColumns) -> dict[str, list]:
    return {name: kept.columns[name] for name in kept.columns}


def test_what_is_kept_is_brought_up_to_date_as_if_read_anew(registry):
    lines = registry.lines
    before = values(lines.as_columns(MATTER))
    assert len(before["number"]) == CLAIMS * 4
    for n, status in [(0, Status.IN_REVIEW), (7, Status.WITHDRAWN), (59, Status.OPTED_OUT)]:
        moved(registry, n, status)
        kept, anew = lines.as_columns(MATTER), Lines(registry.database).as_columns(MATTER)
        assert kept.head == anew.head
        assert values(kept) == values(anew)
    assert len(kept.columns["number"]) == (CLAIMS - 2) * 4
    assert len(before["number"]) == CLAIMS * 4


def test_a_claim_that_comes_takes_its_place_among_the_others(registry):
    lines, left = registry.lines, [Status.WITHDRAWN]
    assert values(lines.as_columns(MATTER, left))["number"] == []
    for n in (30, 4, 50):
        moved(registry, n, Status.WITHDRAWN)
        kept = lines.as_columns(MATTER, left)
        assert values(kept) == values(Lines(registry.database).as_columns(MATTER, left))
    assert kept.columns["number"] == sorted(kept.columns["number"])
    assert len(kept.columns["number"]) == 12


def test_another_registry_in_the_place_of_the_first_is_read_whole(registry):
    lines = registry.lines
    lines.as_columns(MATTER)
    [(key, (head, columns))] = lines._last.items()
    lines._last[key] = (type(head)(head.seq, "0" * 64, head.at), columns)
    assert lines.as_columns(MATTER).columns is not columns


def test_what_is_undone_is_never_kept(registry):
    before = values(registry.lines.as_columns(MATTER))
    with suppress(KeyError), registry.database.together():
        moved(registry, 3, Status.WITHDRAWN)
        assert len(registry.lines.as_columns(MATTER).columns["number"]) == (CLAIMS - 1) * 4
        raise KeyError
    assert values(registry.lines.as_columns(MATTER)) == before


@pytest.mark.parametrize("size", [7, 30, 59, 60, 100])
def test_spans_hold_every_claim_once(registry, size):
    spans = registry.lines.spans(MATTER, size)
    assert len(spans) == (1 if size >= CLAIMS else CLAIMS // size + 1)
    read = [values(registry.lines.of_span(MATTER, span)) for span in spans]
    together = {name: [v for part in read for v in part[name]] for name in read[0]}
    assert together == values(registry.lines.as_columns(MATTER))
    with registry.database.reading() as connection:
        read = list(blocks(connection, MATTER, COUNTED, size))
    assert {name: list(column) for name, column in Columns(joined(read)).items()} == together


@pytest.mark.parametrize("others", [20, 45])
def test_the_lines_of_another_matter_are_left_out(registry, others):
    claim = tables.claims
    theirs = [number(n) for n in range(others)]
    with registry.database.writing() as connection:
        connection.execute(
            update(claim).where(claim.c.number.in_(theirs)).values(matter="ovh-2021")
        )
    with registry.database.reading() as connection:
        read = Columns(joined(list(blocks(connection, MATTER, COUNTED, 7))))
    assert set(read["number"]) == {number(n) for n in range(others, CLAIMS)}
    assert {name: list(column) for name, column in read.items()} == values(
        registry.lines.as_columns(MATTER)
    )


def test_columns_are_the_lines_that_are_kept(registry):
    rows = registry.lines.rows(MATTER)
    columns = registry.lines.as_columns(MATTER).columns
    assert [row.declared for row in rows] == columns["declared"]
    assert [row.start.isoformat() for row in rows] == columns["start"]
    assert [tuple(row) for row in zip(*(columns[n] for n in ("number", "loss")), strict=True)] == [
        (row.number, row.loss) for row in rows
    ]
    assert all(isinstance(row, LineRow) for row in rows)


def test_engines_and_plain_sql_come_to_the_same_cents(registry):
    line, claim = tables.lines.c, tables.claims.c
    sums = [func.sum(line[f"{name}_cents"]) for name in ("declared", "supported", "admitted")]
    counts = [func.count(line.number.distinct()), func.count(line.service.distinct())]
    asked = (
        select(line.group_, line.subgroup, line.head, *counts, func.count(), *sums)
        .join_from(tables.lines, tables.claims, line.number == claim.number)
        .where(claim.matter == MATTER, claim.status.in_(sorted(COUNTED)))
        .group_by(line.group_, line.subgroup, line.head)
    )
    with registry.database.reading() as connection:
        plain = {row[:3]: tuple(map(int, row[3:])) for row in connection.execute(asked)}
    whole = totals(frame_from(registry.lines.as_columns(MATTER).columns))
    spans = registry.lines.spans(MATTER, 13)
    parts: list[pd.DataFrame] = [
        frame_from(registry.lines.of_span(MATTER, span).columns) for span in spans
    ]
    assert totals_by_part(parts, BY_SUBGROUP) == whole
    assert {
        row.key: (row.claims, row.services, row.lines, row.declared, row.supported, row.admitted)
        for row in whole.rows
    } == plain


def test_an_id_that_holds_the_separator_stops_nothing(registry):
    line = tables.lines
    before = values(registry.lines.as_columns(MATTER))
    with registry.database.writing() as connection:
        connection.execute(update(line).where(line.c.loss == "l4").values(loss="l4\x1f\n"))
    after = values(Lines(registry.database).as_columns(MATTER))
    assert set(after.pop("loss")) == {"l1", "l2", "l3", "l4\x1f\n"}
    assert before.pop("loss")[:4] == ["l1", "l2", "l3", "l4"]
    assert after == before


def test_a_text_that_holds_the_separator_is_refused():
    assert listed(coded_of("a\x1f\x1fa", 3)) == ["a", "", "a"]
    assert whole_of("1000000000000\x1f0", 2).tolist() == [10**12, 0]
    with pytest.raises(ValueError, match="3 texts were sent in place of 2"):
        coded_of("a\x1fb\x1fc", 2)


@pytest.mark.parametrize("told", ["submitted", "in_review"])
def test_the_lines_of_some_claims_are_told_as_others_and_the_rest_as_they_are(told):
    columns = {
        "status": coded_of("decided\x1fdecided\x1fsubmitted", 3),
        "admitted": whole_of("5\x1f6\x1f7", 3),
        "decided": np.array([True, True, False]),
    }
    lines = ByClaim(["R-1", "R-2", "R-3"], np.ones(3, np.int64), np.array([0, 2, 2, 3]), columns)
    seen = Columns(overwritten(lines, {"R-1"}, {"status": told, "admitted": 0, "decided": False}))
    assert {name: seen[name] for name in columns} == {
        "status": [told, told, "submitted"],
        "admitted": [0, 0, 7],
        "decided": [False, False, False],
    }
    assert seen["number"] == ["R-1", "R-1", "R-3"]
    assert seen.coded["status"].codes.dtype == np.int32
    assert (seen.coded["admitted"].dtype, seen.coded["decided"].dtype) == (np.int64, np.bool_)
    assert Columns(lines)["status"] == ["decided", "decided", "submitted"]
