"""The public summary and the days: nothing that the representative's totals hide, even together."""

import random
from datetime import date, timedelta

import pytest

from claims.totals.by_subgroup import BY_SUBGROUP, totals
from claims.totals.frame import frame_of
from claims.totals.masked import masked
from claims.totals.public import Band, between, public, span
from claims.totals.series import BY_WEEK_AND_DAY, busiest, claims_per_week, with_weeks
from tests.attacker import equations, figures, follows, solved
from tests.lines import columns_of, line

FIRST = date(2026, 11, 2)
AMOUNTS = ("declared", "supported", "admitted")


def a_class(seed: int):
    """Lines of 1 to 80 claims over some weeks, in waves, in two or three groups."""
    chance = random.Random(seed)
    weeks, groups = chance.choice([1, 3, 6]), chance.choice(["AAB", "AAAAAABC", "AB"])
    lines = []
    for n in range(chance.randint(1, 80)):
        day = FIRST + timedelta(int(7 * weeks * chance.random() ** chance.choice([1, 3])))
        group, declared = chance.choice(groups), chance.randint(0, 900_000)
        lines.append(line(
            number=f"R-{n}", group=group, subgroup=f"{group}1", submitted=day.isoformat(),
            head=chance.choice(["rebuild", "own_time"]), declared=declared,
            supported=chance.choice([declared, declared // 2]), grade=chance.choice("ABCD"),
        ))  # fmt: skip
    return frame_of(columns_of(*lines))


def read(frame):
    exact = [totals(frame, by, count_behind=True) for by in (BY_SUBGROUP, ("head",))]
    by_day = masked(totals(with_weeks(frame), BY_WEEK_AND_DAY, count_behind=True))
    return masked(*exact), masked(totals(frame, ("grade",), count_behind=True)), by_day


def within(figure: int, told: Band) -> bool:
    return told[0] <= figure <= told[1]


@pytest.mark.parametrize("seed", range(60))
def test_R13_days_weeks_grades_totals_and_summary_together_tell_no_masked_figure(seed):
    (by_subgroup, by_head), by_grade, by_day = read(a_class(seed))
    for tables in ((by_subgroup, by_head), by_grade, by_day):
        for name in ("claims", *AMOUNTS) if tables is by_day else AMOUNTS:
            rows = solved(equations(tables, name))
            hidden = {row.key for row in tables[0].rows if getattr(row, name) is None}
            for leaves, figure in figures(tables, name):
                if figure is None and leaves and not tables[0].withheld:
                    assert not follows(leaves & hidden, rows)
    told = public(by_subgroup, "few", fictional=False)
    groups = {row.key: row for row in by_subgroup.subtotals if len(row.key) == 1}
    assert {(group.code,) for group in told.groups} == set(groups)
    for group in told.groups:
        shown = groups[group.code,]
        for name in ("claims", "declared", "supported"):
            seen, range_of_it = getattr(shown, name), getattr(group, name)
            assert (seen is None) == (range_of_it is None)
            assert seen is None or within(seen, range_of_it)


def test_a_range_is_of_two_digits_and_holds_its_amount():
    assert span(368717752) == (360000000, 370000000)
    assert (span(0), span(None), span(4550)) == ((0, 0), None, (4500, 4600))
    assert between(span(368717752), "CAD", "fr").replace("\u00a0", " ") == (
        "de 3 600 000 $ à 3 700 000 $"
    )
    assert between(span(368717752), "CAD", "en") == "$3,600,000 to $3,700,000"


def test_a_wave_shows_by_week_where_its_days_are_too_thin():
    days = [*range(2, 8), 16, 17, 18, 19]
    filed = [line(number=f"{d}-{i}", submitted=f"2026-11-{d:02}") for d in days for i in range(3)]
    [table] = masked(totals(with_weeks(frame_of(columns_of(*filed))), BY_WEEK_AND_DAY,
                            count_behind=True))  # fmt: skip
    weeks = claims_per_week(table)
    assert [(each.day, each.claims, each.so_far) for each in weeks] == [
        ("2026-11-02", 18, 18), ("2026-11-09", 0, 18), ("2026-11-16", 12, 30),
    ]  # fmt: skip
    assert busiest(weeks) == weeks[0]
    assert {row.claims for row in table.rows} == {None}
