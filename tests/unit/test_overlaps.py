"""One loss claimed by two is found however its site is written, and nothing else is."""

from datetime import date, timedelta
from itertools import permutations
from random import Random
from time import process_time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claim.identifiers import read_domain
from claims.store.coded import Coded
from claims.totals.overlaps import (
    Apart,
    Claimed,
    apart,
    at,
    claimed_twice,
    claims_that_meet,
    disputed,
    disputed_lines,
    in_blocks,
    shared,
    subgroups,
)

SITES = ("boutique-boreale.ca", "café-du-port.ca", "atelier.qc.ca", "studio.myshopify.com")
HEADS = ("rebuild", "lost_profit", "mitigation")
TIMED = frozenset(HEADS)


def written(site: str, draw: Random) -> str:
    """A site as people write it: scheme, www, case, port, path, punycode."""
    ways = (
        lambda s: s.upper(),
        lambda s: f"https://www.{s}/boutique?x=1",
        lambda s: f" {s}. ",
        lambda s: f"http://{s}:8080",
        lambda s: s.encode("idna").decode(),
        lambda s: f"panier.{s}" if "myshopify" not in s else s,
    )
    return draw.choice(ways)(site)


def a_loss(claim: str, site: str, head: str, first: date, days: int, draw: Random) -> Claimed:
    key = read_domain(written(site, draw), "here")
    assert isinstance(key, str), key
    last = first + timedelta(days=days - 1)
    return Claimed(claim, "l1", head, key, str(first), str(last), decided=False)


def scenario(seed: int) -> tuple[list[Claimed], bool]:
    """Two claims, and whether they declare the same loss."""
    draw = Random(seed)
    site, head, first = draw.choice(SITES), draw.choice(HEADS), date(2021, 8, 28)
    days = draw.randint(1, 14)
    other_site, other_head, other_first = site, head, first + timedelta(draw.randint(0, days - 1))
    differs = draw.choice(("nothing", "nothing", "site", "head", "days"))
    if differs == "site":
        other_site = draw.choice([s for s in SITES if s != site])
    if differs == "head":
        other_head = draw.choice([h for h in HEADS if h != head])
    if differs == "days":
        other_first = first + timedelta(days)
    losses = [
        a_loss("R-1", site, head, first, days, draw),
        a_loss("R-2", other_site, other_head, other_first, draw.randint(1, 14), draw),
    ]
    draw.shuffle(losses)
    return losses, differs == "nothing"


def test_R38_of_two_hundred_pairs_every_same_loss_is_found_and_no_other():
    truth = [scenario(seed) for seed in range(200)]
    found = [disputed(losses, TIMED) == {("R-1", "l1"), ("R-2", "l1")} for losses, _ in truth]
    assert found == [same for _, same in truth]
    assert 50 < sum(found) < 150


def three(*decided: bool) -> list[Claimed]:
    """Three claims of one loss in a row: the first two meet, the last two meet."""
    days = (("01", "05"), ("05", "10"), ("10", "15"))
    return [
        Claimed(f"R-{n}", "l1", "rebuild", "a.ca", f"2021-09-{a}", f"2021-09-{b}", done, int(done))
        for n, ((a, b), done) in enumerate(zip(days, decided, strict=True), 1)
    ]


@pytest.mark.parametrize(
    ("decided", "left"),
    [
        ((False, False, False), {"R-1", "R-2", "R-3"}),
        ((True, True, False), {"R-2", "R-3"}),
        ((True, True, True), set()),
    ],
)
def test_a_loss_is_disputed_until_it_and_those_it_meets_are_decided(decided, left):
    for losses in permutations(three(*decided)):
        assert {number for number, _ in disputed(losses, TIMED)} == left


def test_a_claim_numbered_first_whose_days_come_last_disputes_no_earlier_days():
    first, _, third = three(*[False] * 3)
    late, early = third._replace(number="R-1"), first._replace(number="R-2")
    assert disputed([late, early], TIMED) == frozenset()


def before(unit):
    """The losses disputed among those of one site and head, each pair asked."""
    pairs = [(one, two) for one in unit for two in unit if one.number != two.number]
    return {
        one[:2] for one, two in pairs
        if one.start <= two.end and two.start <= one.end and not (one.decided and two.decided)
    }  # fmt: skip


def a_spell(claim: int, day: int, days: int, decided: bool, n: object) -> Claimed:
    first, last = f"{day:02}", f"{day + days:02}"
    return Claimed(f"R-{claim}", f"l{n}", "rebuild", "a.ca", first, last, decided, 1)


spells = st.builds(
    a_spell, st.integers(0, 3), st.integers(0, 9), st.integers(0, 4), st.booleans(), st.uuids()
)


@given(st.lists(spells, max_size=12))
def test_what_goes_furthest_tells_the_same_as_every_pair(unit):
    assert disputed(unit, TIMED) == before(unit)
    waiting = [loss._replace(decided=False) for loss in unit]
    assert disputed(unit, TIMED, settled=True) == before(waiting)


def test_eight_thousand_claims_of_one_site_are_told_at_once():
    many = [
        one._replace(number=f"C{n}")
        for n in range(8_000)
        for one in three(n % 2 > 0, True, True)[:1]
    ]
    started = process_time()
    assert len(disputed(many, TIMED)) == 8_000
    assert process_time() - started < 1  # each pair asked takes ten times as long


def test_losses_of_one_claim_and_losses_of_no_site_dispute_nothing():
    same = [loss._replace(number="R-1", loss=f"l{n}") for n, loss in enumerate(three(*[False] * 3))]
    assert disputed(same, TIMED) == frozenset()
    nowhere = [loss._replace(service="") for loss in three(*[False] * 3)]
    assert disputed(nowhere, TIMED) == frozenset()


def test_a_loss_refused_disputes_nothing():
    first, second, third = three(True, False, False)
    refused = first._replace(admitted=0)
    assert disputed([refused, second], TIMED) == frozenset()
    assert {number for number, _ in disputed([refused, second, third], TIMED)} == {"R-2", "R-3"}


def test_losses_of_a_head_that_does_not_run_with_days_are_disputed_whatever_their_days():
    first, _, third = three(*[False] * 3)
    assert disputed([first, third], TIMED) == frozenset()
    assert {number for number, _ in disputed([first, third], frozenset())} == {"R-1", "R-3"}


claims_of_some_sites = st.lists(
    st.builds(
        Claimed,
        number=st.sampled_from(["R-1", "R-2", "R-3"]),
        loss=st.uuids().map(str),
        head=st.sampled_from(HEADS),
        service=st.sampled_from(["", "a.ca", "b.ca", "c.ca"]),
        start=st.sampled_from(["2021-09-01", "2021-09-04"]),
        end=st.sampled_from(["2021-09-04", "2021-09-09"]),
        decided=st.booleans(),
        admitted=st.integers(0, 1),
    ),
    max_size=12,
)


def columns_of(losses: list[Claimed]) -> dict[str, list]:
    """The store's columns of these losses; each declares a cent more than the one before."""
    columns = {name: [getattr(loss, name) for loss in losses] for name in Claimed._fields}
    subgroups = [f"A{len(loss.service) % 2}" for loss in losses]
    placed = {"group": ["A"] * len(losses), "subgroup": subgroups}
    return columns | placed | {"declared": list(range(100, 100 + len(losses)))}


def as_numbers(columns: dict[str, list]) -> dict[str, Any]:
    """The same as the store keeps them: texts by number, some of no line, the last text first."""
    kept: dict[str, Any] = {}
    for name, values in columns.items():
        texts = ["of no line", *sorted({v for v in values if isinstance(v, str)}, reverse=True)]
        coded = name not in ("decided", "admitted", "declared")
        codes = [texts.index(value) for value in values] if coded else values
        kept[name] = Coded(np.array(codes, np.int32), texts) if coded else np.array(codes)
    return kept


@pytest.mark.parametrize("shape", [dict, as_numbers])
@given(claims_of_some_sites)
def test_sifting_by_ids_finds_what_reading_every_loss_finds(shape, losses):
    columns = shape(columns_of(losses))
    expected = [loss[:2] in disputed(losses, TIMED) for loss in losses]
    assert disputed_lines(columns, TIMED).tolist() == expected
    met = claims_that_meet(columns)
    assert met == {losses[i].number for i in claimed_twice(columns_of(losses))}
    assert apart(columns, np.array(expected, bool)) == undisputed_in(columns_of(losses))


def undisputed_in(columns):
    return apart(columns, disputed_lines(columns, TIMED))


@given(claims_of_some_sites)
def test_undisputed_and_disputed_make_what_is_declared_in_every_cell_and_in_all(losses):
    *cells, whole = undisputed_in(columns_of(losses))
    declared = columns_of(losses)["declared"]
    assert whole.declared == sum(declared) == sum(c.undisputed + c.disputed for c in cells)
    assert (whole.lines, whole.disputed_lines) == (
        len(losses),
        sum(c.disputed_lines for c in cells),
    )
    assert whole.disputed == sum(
        cents
        for loss, cents in zip(losses, declared, strict=True)
        if loss[:2] in disputed(losses, TIMED)
    )


def ids(*rows):
    """Columns of (site, head, claim) ids."""
    return (np.array(column, dtype=np.intp) for column in zip(*rows, strict=True))


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([(0, 0, 0), (0, 0, 1)], [True, True]),
        ([(0, 0, 0), (0, 0, 0)], [False, False]),
        ([(0, 0, 0), (0, 1, 1)], [False, False]),
        ([(-1, 0, 0), (-1, 0, 1)], [False, False]),
        ([(0, 1, 0), (0, 0, 1), (2, 0, 2), (2, 1, 3)], [False] * 4),
        ([(0, 0, 0), (0, 0, 1), (0, 0, 0), (1, 0, 2)], [True, True, True, False]),
    ],
)
def test_lines_are_sifted_by_site_and_head_and_claim(rows, found):
    assert shared(*ids(*rows)).tolist() == found


def test_two_claims_of_one_site_many_thousands_of_lines_apart_are_found():
    """Twenty-five thousand sites, each twice: the odd ones by two claims."""
    site = np.arange(25_000)
    claim = np.concatenate([site, site + site % 2 * 25_000])
    found = shared(np.tile(site, 2), np.zeros(50_000, np.intp), claim)
    assert found.dtype == bool  # it chooses lines
    assert found.tolist() == (site % 2 == 1).tolist() * 2


def test_a_column_is_gone_through_once_some_lines_after_others():
    column = np.arange(40_000, dtype=np.int32)
    parts = [(column[lines], places) for lines, places in in_blocks(column)]
    assert 2 <= len(parts) <= 4
    assert np.concatenate([one for one, _ in parts]).tolist() == column.tolist()
    assert np.concatenate([places for _, places in parts]).tolist() == column.tolist()


def test_two_heads_far_up_of_a_site_far_up_stay_two():
    """As one number of both they would be one where it is kept in fifty-three bits."""
    rows = ids((2**22, 2**31 - 2, 0), (2**22, 2**31 - 1, 1))
    assert not shared(*(column.astype(np.int32) for column in rows)).any()


def test_a_text_that_ends_in_what_numpy_drops_is_no_other():
    one, two, _ = three(False, False, False)
    told = columns_of([one, two._replace(service="a.ca\0")])
    assert claimed_twice(told).tolist() == []


def test_two_units_whose_numbers_would_meet_in_thirty_two_bits_stay_two():
    rows = ids((4, 0, 0), (4, 2**30, 1), (0, 4, 2), (0, 5, 3))
    assert not shared(*(column.astype(np.int32) for column in rows)).any()


def five():
    """Two claims of one rebuild, another head of the first, and two losses of no site."""
    one, two, _ = three(*[False] * 3)
    other = one._replace(loss="l2", head="mitigation")
    own = [one._replace(number=n, head="own_time", service="") for n in ("R-4", "R-5")]
    return columns_of([one, two, other, *own]) | {
        "group": ["A", "A", "A", "B", "B"], "subgroup": ["A1", "A2", "A1", "B1", "B1"],
        "declared": [100, 200, 400, 800, 1600],
    }  # fmt: skip


def test_cells_subgroups_and_whole_say_what_is_declared_and_what_of_it_is_disputed():
    columns = five()
    assert claimed_twice(columns).tolist() == [0, 1]
    *cells, whole = undisputed_in(columns)
    expected = [
        Apart(("A", "A1", "mitigation"), 1, 400, 0, 0),
        Apart(("A", "A1", "rebuild"), 1, 100, 1, 100),
        Apart(("A", "A2", "rebuild"), 1, 200, 1, 200),
        Apart(("B", "B1", "own_time"), 2, 2400, 0, 0),
    ]
    assert str(cells) == str(expected)  # whole numbers, never 1.0 of a loss
    assert (whole, whole.undisputed) == (Apart((), 5, 3100, 2, 300), 2800)
    assert subgroups(cells) == (
        Apart(("A", "A1"), 2, 500, 1, 100),
        Apart(("A", "A2"), 1, 200, 1, 200),
        Apart(("B", "B1"), 2, 2400, 0, 0),
    )
    assert undisputed_in({name: [] for name in columns}) == (Apart((), 0, 0, 0, 0),)


def test_a_loss_of_two_claims_is_found_by_the_numbers_the_store_gave_to_texts():
    kept = as_numbers(five())
    assert claimed_twice(kept).tolist() == [0, 1]
    assert claims_that_meet(kept) == claims_that_meet(five()) == {"R-1", "R-2"}
    assert disputed_lines(kept, TIMED).tolist() == [True, True, False, False, False]
    assert at(kept["number"], np.array([3, 1])) == ["R-4", "R-2"]
    assert str(at(kept["declared"], np.array([4, 0]))) == "[1600, 100]"  # whole numbers of Python


def test_where_every_loss_is_of_a_site_none_is_taken_for_a_loss_of_no_site():
    one, two, _ = three(*[False] * 3)
    elsewhere = one._replace(number="R-4", service="b.ca")
    assert claimed_twice(columns_of([elsewhere, one, two])).tolist() == [1, 2]


def test_where_no_loss_is_of_a_site_none_is_claimed_twice():
    nowhere = columns_of([loss._replace(service="") for loss in three(*[False] * 3)])
    assert claimed_twice(nowhere).tolist() == []
    assert disputed_lines(nowhere, TIMED).tolist() == [False] * 3


def test_losses_that_counsel_decided_are_found_when_they_are_asked_for_too():
    columns = columns_of(three(True, True, True)[:2])
    assert disputed_lines(columns, TIMED).tolist() == [False, False]
    found = disputed_lines(columns, TIMED, settled=True)
    assert (found.tolist(), found.dtype) == ([True, True], np.dtype(bool))


def test_an_amount_declared_that_is_not_whole_cents_is_refused_by_its_name():
    with pytest.raises(TypeError, match=r"^declared must be whole cents, not float64"):
        undisputed_in(five() | {"declared": [1.0, 2.0, 3.0, 4.0, 5.0]})
