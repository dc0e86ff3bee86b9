"""What is kept comes back the same; what other programs read keeps its shape."""

import json
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.claim.canonical import canonical
from claims.problems import DoesNotReconcile
from claims.totals.by_subgroup import totals
from claims.totals.contract import as_contract
from claims.totals.frame import frame_of
from claims.totals.masked import masked
from claims.totals.series import Filed, claims_per_day
from claims.totals.snapshot import freeze, same_figures, thaw
from tests.lines import any_line, columns_of, line

BY_HEAD = ("head",)


@dataclass(frozen=True)
class At:
    hash: str


def table_of(*lines, by=("group", "subgroup", "head")):
    return totals(frame_of(columns_of(*lines)), by, count_behind=True)


def frozen(tables, *, on="2021-12-31", head="ab12"):
    when = date.fromisoformat(on)
    return freeze(tables, matter="whc-2021", currency="CAD", as_of=when, head=At(head))


@settings(max_examples=100, deadline=None)
@given(st.lists(any_line(), max_size=30))
def test_a_snapshot_comes_back_the_same_after_years_on_disk(lines):
    tables = {"heads": table_of(*lines, by=BY_HEAD), "subgroups": table_of(*lines)}
    back = thaw(json.loads(canonical(frozen(tables))))
    assert back.tables == tables
    assert (back.matter, back.currency, back.as_of) == ("whc-2021", "CAD", date(2021, 12, 31))


@settings(max_examples=50, deadline=None)
@given(st.lists(any_line(), min_size=1, max_size=20), st.randoms())
def test_the_same_lines_in_another_order_give_the_same_bytes(lines, chance):
    one, other = (
        frozen({"t": table_of(*those)}) for those in (lines, chance.sample(lines, len(lines)))
    )
    assert canonical(one) == canonical(other)


def test_a_snapshot_is_current_while_only_the_journal_has_grown():
    tables = {"t": table_of(line())}
    assert same_figures(frozen(tables), frozen(tables, on="2022-01-01", head="cd34"))


def test_a_snapshot_is_out_of_date_once_a_cent_has_moved():
    one, other = table_of(line(admitted=0)), table_of(line(admitted=1))
    assert not same_figures(frozen({"t": one}), frozen({"t": other}))


def test_a_snapshot_altered_by_one_cent_is_not_shown():
    kept = frozen({"t": table_of(line(), line(head="own_time"))})
    kept["tables"]["t"]["rows"][0][4] += 1
    with pytest.raises(DoesNotReconcile):
        thaw(kept)


def test_a_snapshot_of_the_first_form_shows_the_representative_counts_and_no_amount():
    table = table_of(*(line(number=str(i)) for i in range(9)), by=BY_HEAD)
    kept = frozen({"t": table}) | {"form": 1}
    kept["figures"] = kept["figures"][:-1]
    kept["tables"]["t"]["rows"] = [row[:-1] for row in kept["tables"]["t"]["rows"]]
    [seen] = masked(thaw(kept).tables["t"])
    assert (seen.total.claims, seen.total.declared) == (9, None)


def test_a_snapshot_of_a_later_form_is_refused():
    with pytest.raises(ValueError, match="form 3; this version reads form 2"):
        thaw(frozen({}) | {"form": 3})


def test_the_contract_gives_rows_and_total_in_cents():
    lines = [
        line(declared=12345, supported=10000, admitted=9999),
        line(number="R-2", group="", subgroup="", service="", declared=55, supported=5),
    ]
    at = {"as_of": date(2021, 12, 31), "head": At("ab12"), "warnings": ["à confirmer"]}
    assert as_contract(table_of(*lines), matter="whc-2021", currency="CAD", **at) == {
        "matter": "whc-2021",
        "currency": "CAD",
        "as_of": "2021-12-31",
        "journal_head": "ab12",
        "claims": 2,
        "rows": [
            {
                "group": "A", "subgroup": "A1", "head": "rebuild", "claims": 1, "services": 1,
                "declared_cents": 12345, "supported_cents": 10000, "admitted_cents": 9999,
            },
            {
                "group": "", "subgroup": "", "head": "rebuild", "claims": 1, "services": 0,
                "declared_cents": 55, "supported_cents": 5, "admitted_cents": 0,
            },
        ],
        "total": {"declared_cents": 12400, "supported_cents": 10005, "admitted_cents": 9999},
        "warnings": ["à confirmer"],
    }  # fmt: skip


def test_a_table_by_head_alone_is_not_the_contract():
    at = {"as_of": date(2021, 12, 31), "head": At("ab12")}
    with pytest.raises(ValueError, match="not by"):
        as_contract(table_of(line(), by=BY_HEAD), matter="whc-2021", currency="CAD", **at)


def filed(day, n):
    return [line(number=f"{day}-{i}", submitted=f"2021-09-{day:02}") for i in range(n)]


def test_a_day_without_a_claim_stands_between_two_with_some():
    table = table_of(*filed(1, 2), *filed(3, 4), by=("submitted",))
    assert claims_per_day(table) == (
        Filed("2021-09-01", 2, 2, 200), Filed("2021-09-02", 0, 2, 0),
        Filed("2021-09-03", 4, 6, 400),
    )  # fmt: skip


def test_the_running_sum_stops_where_a_day_is_masked():
    exact = table_of(*filed(1, 9), *filed(2, 2), *filed(3, 7), *filed(4, 20), by=("submitted",))
    days = claims_per_day(*masked(exact))
    assert [(day.claims, day.so_far) for day in days] == [
        (9, 9), (None, None), (None, None), (20, None),
    ]  # fmt: skip


def test_no_filing_makes_no_day():
    assert claims_per_day(table_of(by=("submitted",))) == ()


def test_claims_per_day_are_read_from_a_table_by_day():
    with pytest.raises(ValueError, match="by submitted"):
        claims_per_day(table_of(line(), by=BY_HEAD))
