"""R-13: no figure of fewer than five claims, not even by subtraction. The attacker is exact."""

import random
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.problems import DoesNotReconcile
from claims.totals.by_subgroup import totals
from claims.totals.frame import frame_of
from claims.totals.linear import bounds, in_span, nil, reduced, sums_within
from claims.totals.masked import MaskedRow, masked
from tests.attacker import MORE, equations, extremes, figures, follows, paired, solved, unknowns
from tests.depth import examples
from tests.lines import HEADS, PLACES, columns_of, line

AMOUNTS = ("declared", "supported", "admitted")
DAYS = ("submitted",)
BYS = [
    (("group", "subgroup", "head"),),
    (("group", "subgroup", "head"), ("head",)),
    (("group", "subgroup"),),
    (("head",),),
    (("month",),),
    (DAYS,),
    (("claimant_kind", "submitted"),),
]  # fmt: skip


def a_class(seed):
    """Lines of 1 to 60 claims, unevenly spread, many of them for nothing."""
    chance = random.Random(seed)
    full = chance.choice([0.5, 0.95])
    nil, days = chance.choice([0.0, 0.5, 0.95]), chance.choice([2, 6, 20])
    places = [chance.random() ** 3 for _ in PLACES]
    heads = [chance.random() ** 3 for _ in HEADS]
    lines = []
    for n in range(chance.randint(1, 60)):
        for _ in range(chance.randint(1, 3)):
            group, subgroup = chance.choices(PLACES, places)[0]
            declared = 0 if chance.random() < nil else chance.randint(1, 20)
            lines.append(
                line(
                    number=f"R-{n}", group=group, subgroup=subgroup,
                    head=chance.choices(HEADS, heads)[0], service=f"{chance.randint(1, 9)}.ca",
                    declared=declared, supported=declared if chance.random() < full else 0,
                    admitted=chance.choice([0, 0, 0, declared]), submitted=f"{n % days:02}",
                    month=chance.choice(["2021-08", "2021-08", "2021-09"]),
                    claimant_kind=chance.choice(["person", "business"][: n % 3 or 1]),
                )
            )  # fmt: skip
    kinds = {each["number"]: each["claimant_kind"] for each in lines}
    return [each | {"claimant_kind": kinds[each["number"]]} for each in lines]


def key(each, by):
    return tuple(each[name] for name in by)


def of(lines, *bys):
    frame = frame_of(columns_of(*lines))
    exact = [totals(frame, by, count_behind=True) for by in bys]
    return exact, masked(*exact)


classes = given(st.integers(0, 2**32).map(a_class), st.sampled_from(BYS))


@settings(max_examples=examples(1000), deadline=None)
@classes
def test_R13_no_masked_amount_follows_from_what_is_shown(lines, bys):
    exact, seen = of(lines, *bys)
    for name in AMOUNTS:
        rows = solved(equations(seen, name))
        hidden = {row.key for row in seen[0].rows if getattr(row, name) is None}
        for leaves, figure in figures(seen, name):
            if figure is None and leaves and exact[0].total.claims >= 5:
                assert not follows(leaves & hidden, rows)


@settings(max_examples=examples(300), deadline=None)
@classes
def test_R13_every_masked_amount_may_be_more_or_less_for_all_that_is_shown(lines, bys):
    exact, seen = of(lines, *bys)
    for name in AMOUNTS:
        system = equations(seen, name) if getattr(exact[0].total, name) else []
        for leaf in sorted({leaf for row, _ in system for leaf in row}):
            least, most = extremes(system, frozenset({leaf}), floor=0)
            assert least < most


@settings(max_examples=examples(300), deadline=None)
@classes
def test_R13_no_visible_sum_or_difference_is_of_fewer_than_five_claims(lines, bys):
    _, seen = of(lines, *bys)
    for leaves in (sums_told(seen, "declared") | sums_told(seen, "claims")) - {frozenset()}:
        assert len({each["number"] for each in lines if key(each, bys[0]) in leaves}) >= 5


def giving(lines, name):
    """The claims that make up an amount of these lines."""
    return {each["number"] for each in lines if each[f"{name}_cents"]}


def apart(lines, one, other):
    """The claims that make up what one amount of these lines has more than the other."""
    differ = (each for each in lines if each[f"{one}_cents"] != each[f"{other}_cents"])
    return {each["number"] for each in differ}


def sums_told(seen, name):
    """Sums of masked cells that visible ones tell, and the differences of two of them."""
    hidden = {row.key for row in seen[0].rows if getattr(row, name) is None}
    told = {leaves & hidden for leaves, figure in figures(seen, name) if figure is not None}
    told |= {frozenset(row) for row, _ in solved(equations(seen, name)) if set(row.values()) == {1}}
    return told | {long - short for long, short in permutations(told, 2) if short < long}


@settings(max_examples=examples(300), deadline=None)
@classes
def test_R13_no_amount_told_by_subtraction_is_made_up_by_one_to_four_claims(lines, bys):
    _, seen = of(lines, *bys)
    for name in AMOUNTS:
        for leaves in sums_told(seen, name):
            of_it = [each for each in lines if key(each, bys[0]) in leaves]
            assert not 0 < len(giving(of_it, name)) < 5


def only_more(row):
    """The cells of a sum of differences alone; none when an amount is in it."""
    alone = all(kind == MORE for kind, *_ in row)
    return frozenset(tuple(leaf) for _, *leaf in row) if alone else frozenset()


def masked_and_told(seen, one, other):
    """Masked sums of either amount that a reader of both can tell."""
    rows = solved(paired(seen, one, other))
    return [
        (name, leaves)
        for name in (one, other)
        for leaves, figure in figures(seen, name)
        if figure is None and leaves
        if follows(frozenset(unknowns(leaves, differ=name == one)), rows)
    ]


@settings(max_examples=examples(300), deadline=None)
@classes
def test_R13_no_amount_less_another_is_made_up_by_one_to_four_claims(lines, bys):
    _, seen = of(lines, *bys)
    for one, other in combinations(AMOUNTS, 2):
        both = [dict(figures(seen, name)) for name in (one, other)]
        told = {leaves for leaves in both[0] if None not in (both[0][leaves], both[1][leaves])}
        told |= sums_told(seen, one) & sums_told(seen, other)
        told |= {long - short for long, short in permutations(told, 2) if short < long}
        rows = solved(paired(seen, one, other))
        told |= {only_more(row) for row, _ in rows if set(row.values()) == {1}}
        for leaves in told:
            of_it = [each for each in lines if key(each, bys[0]) in leaves]
            assert not 0 < len(apart(of_it, one, other)) < 5
        assert not masked_and_told(seen, one, other)


@settings(max_examples=examples(300), deadline=None)
@classes
def test_R13_what_is_shown_is_true_and_of_five_claims_or_more(lines, bys):
    exact, seen = of(lines, *bys)
    for table, truth in zip(seen, exact, strict=True):
        for row in (*table.rows, *table.subtotals, table.total):
            right = truth[row.key]
            shown = {name: getattr(row, name) for name in ("claims", "services", *AMOUNTS)}
            assert all(f is None or f == getattr(right, name) for name, f in shown.items())
            if right.claims < 5:
                assert set(shown.values()) == {None}
            for name in AMOUNTS:
                of_it = [each for each in lines if key(each, table.by)[: len(row.key)] == row.key]
                assert getattr(row, name) is None or not 0 < len(giving(of_it, name)) < 5


@settings(max_examples=examples(300), deadline=None)
@given(st.integers(0, 2**32).map(a_class), st.sampled_from(BYS[-2:]))
def test_R13_where_claims_add_up_a_masked_cell_may_hold_five_or_more(lines, bys):
    _, seen = of(lines, *bys)
    system = equations(seen, "claims")
    for leaf in sorted({leaf for row, _ in system for leaf in row})[:3]:
        least, most = extremes(system, frozenset({leaf}), floor=1)
        assert least < most
        assert most >= 5


@settings(max_examples=examples(300), deadline=None)
@given(st.integers(0, 2**32).map(a_class), st.sampled_from(BYS[:5]))
def test_R13_where_claims_overlap_a_masked_cell_may_hold_five_or_more(lines, bys):
    _, seen = of(lines, *bys)
    known = [(leaves, figure) for leaves, figure in figures(seen, "claims") if figure is not None]
    most = {
        row.key: row.claims or min((f for leaves, f in known if row.key in leaves), default=0)
        for row in seen[0].rows
    }
    for row in seen[0].rows:
        if row.claims is None and known:
            around = [(leaves, figure) for leaves, figure in known if row.key in leaves]
            assert most[row.key] >= 5
            for leaves, figure in around:
                assert figure - sum(most[leaf] for leaf in leaves - {row.key}) < most[row.key]


def claims_in(head, n, **more):
    """As many claims, each with one line of 100 cents under that head."""
    return [line(number=f"{head}-{i}-{more}", head=head, **more) for i in range(n)]


def counts(table):
    return {row.key[-1]: row.claims for row in table.rows}


def test_the_next_smallest_head_is_masked_with_the_one_too_small():
    lines = claims_in("rebuild", 2) + claims_in("own_time", 6) + claims_in("lost_profit", 9)
    _, [seen] = of(lines, ("head",))
    assert counts(seen) == {"rebuild": None, "own_time": None, "lost_profit": 9}
    assert (seen.total.claims, seen.total.declared) == (17, 1700)


def test_two_heads_too_small_that_make_five_need_no_third():
    lines = claims_in("rebuild", 2) + claims_in("own_time", 3) + claims_in("lost_profit", 9)
    _, [seen] = of([each | {"subgroup": each["head"]} for each in lines], ("group", "subgroup"))
    assert counts(seen) == {"rebuild": None, "own_time": None, "lost_profit": 9}
    one = [line(number=str(i), head=h) for i in range(4) for h in ("rebuild", "own_time")]
    _, [seen] = of(one + claims_in("lost_profit", 9), ("head",))
    assert counts(seen) == {"rebuild": None, "own_time": None, "lost_profit": None}


def test_a_head_hidden_in_a_subgroup_is_not_told_by_the_total_of_that_head():
    lines = [
        *claims_in("rebuild", 2, subgroup="A1"), *claims_in("own_time", 7, subgroup="A1"),
        *claims_in("rebuild", 8, subgroup="A2"), *claims_in("own_time", 9, subgroup="A2"),
        *claims_in("rebuild", 20, subgroup="A3"), *claims_in("own_time", 20, subgroup="A3"),
    ]  # fmt: skip
    _, [table, by_head] = of(lines, ("subgroup", "head"), ("head",))
    hidden = {row.key for row in table.rows if row.claims is None}
    assert hidden == {(s, h) for s in ("A1", "A2") for h in ("rebuild", "own_time")}
    assert counts(by_head) == {"rebuild": 30, "own_time": 36}


def test_a_nil_subtotal_is_masked_because_it_says_that_its_masked_heads_are_nil():
    lines = [
        *claims_in("rebuild", 2, subgroup="A1", supported=0),
        *claims_in("own_time", 7, subgroup="A1", supported=0),
        *claims_in("rebuild", 8, subgroup="A2"),
        *claims_in("rebuild", 9, subgroup="A3"),
    ]
    _, [seen] = of(lines, ("subgroup", "head"))
    shown = {row.key[0]: (row.declared, row.supported) for row in seen.subtotals}
    assert shown == {"A1": (900, None), "A2": (800, None), "A3": (900, 900)}
    assert seen.total.supported == 1700


def test_a_nil_total_masks_no_more_since_it_is_nil_for_everyone():
    _, [seen] = of(claims_in("rebuild", 2) + claims_in("own_time", 9), ("head",))
    assert seen.total.admitted == 0


def decided(lines, n):
    """The lines, the first n admitted in part."""
    return [each | {"admitted_cents": 60} for each in lines[:n]] + lines[n:]


@pytest.mark.parametrize(("n", "admitted"), [(0, 0), (1, None), (4, None), (5, 300), (6, 360)])
def test_what_counsel_admitted_to_one_of_six_claims_is_not_told(n, admitted):
    _, [table, by_head] = of(
        decided(claims_in("rebuild", 6), n) + decided(claims_in("own_time", 9), 9),
        ("subgroup", "head"), ("head",),
    )  # fmt: skip
    assert {row.claims for row in table.rows} == {6, 9}
    assert {r.key[-1]: r.admitted for r in (*table.rows, *by_head.rows)}["rebuild"] == admitted
    assert (table.total.declared, table.total.admitted) == (1500, 540 + 60 * n)


def test_an_amount_that_four_claims_of_the_whole_class_make_up_is_told_nowhere():
    _, [seen] = of(decided(claims_in("rebuild", 9), 4) + claims_in("own_time", 9), ("head",))
    assert [row.admitted for row in (*seen.rows, seen.total)] == [0, None, None]
    days = [line(number=str(i), submitted=f"2021-09-0{i}") for i in range(1, 7)]
    _, [seen] = of(decided(days, 4), DAYS)
    assert (seen.total.claims, seen.total.declared, seen.total.admitted) == (6, 600, None)


def test_what_one_claim_did_not_support_is_not_told_by_declared_less_supported():
    lines = claims_in("rebuild", 6) + claims_in("own_time", 9)
    _, [seen] = of([lines[0] | {"supported_cents": 60}, *lines[1:]], ("head",))
    assert [row.declared for row in seen.rows] == [900, 600]
    assert [row.supported for row in (*seen.rows, seen.total)] == [900, None, None]


def test_what_one_claim_did_not_support_is_not_told_by_two_differences_either():
    lines = [*claims_in("rebuild", 3), *claims_in("own_time", 3)]
    lines = [lines[0] | {"supported_cents": 60}, *lines[1:]]
    _, [seen] = of(lines + claims_in("lost_profit", 9, supported=90), ("head",))
    assert [row.declared for row in (*seen.rows, seen.total)] == [900, None, None, 1500]
    assert [row.supported for row in (*seen.rows, seen.total)] == [None, None, None, 1370]


def test_an_amount_masked_where_its_equal_is_shown_does_not_tell_another():
    nothing = {"declared_cents": 0, "supported_cents": 0}
    first, few = claims_in("rebuild", 6, subgroup="A1"), claims_in("own_time", 21, subgroup="A2")
    lines = [
        *first[:3], *(each | nothing for each in first[3:]),
        *claims_in("own_time", 12, subgroup="A1"), *claims_in("lost_profit", 8, subgroup="A1"),
        *few[:3], *(each | {"supported_cents": 0} for each in few[3:]),
        *claims_in("rebuild", 20, subgroup="A2", supported=90),
        *claims_in("lost_profit", 10, subgroup="A2", supported=90),
    ]  # fmt: skip
    _, seen = of(lines, ("subgroup", "head"), ("head",))
    assert not masked_and_told(seen, "declared", "supported")


def test_a_table_without_a_count_of_who_is_behind_each_amount_shows_no_amount():
    [seen] = masked(totals(frame_of(columns_of(*claims_in("rebuild", 9))), ("head",)))
    assert [(row.claims, row.declared) for row in (*seen.rows, seen.total)] == [(9, None)] * 2


def test_a_single_head_of_five_claims_is_shown():
    _, [seen] = of(claims_in("rebuild", 5), ("head",))
    assert counts(seen) == {"rebuild": 5}


def test_a_class_of_four_claims_shows_nothing_at_all():
    _, [seen] = of(claims_in("rebuild", 4), ("head",))
    assert seen.withheld
    assert seen.rows == seen.subtotals == ()
    assert seen.total == MaskedRow((), None, None, None, None, None)


def test_days_too_thin_to_hide_among_are_withheld_and_the_total_shown():
    lines = [line(number=str(i), submitted=f"2021-09-0{i}") for i in range(1, 7)]
    _, [seen] = of(lines, DAYS)
    assert seen.withheld
    assert seen.rows == ()
    assert seen.total.claims == 6


def test_tables_of_different_lines_are_not_masked_together():
    one, other = (totals(frame_of(columns_of(*claims_in("rebuild", n)))) for n in (5, 6))
    with pytest.raises(DoesNotReconcile):
        masked(one, other)


def test_a_table_by_day_is_masked_alone():
    frame = frame_of(columns_of(*claims_in("rebuild", 5)))
    with pytest.raises(ValueError, match="a table by submitted is masked alone"):
        masked(totals(frame, DAYS), totals(frame, DAYS))


def test_a_difference_of_two_sums_tells_what_is_left():
    rows = reduced([frozenset({1, 2, 3}), frozenset({2, 3})])
    assert in_span(frozenset({1}), rows)
    assert not in_span(frozenset({2}), rows)


def test_a_sum_made_of_two_others_is_found_among_small_cells():
    sums = [frozenset({1, 2, 9}), frozenset({3, 4, 9}), frozenset({3, 9})]
    assert set(sums_within(sums, frozenset({1, 2, 3, 4}))) == {frozenset({4})}


def test_two_sums_less_a_third_are_found_too():
    sums = [frozenset({1, 2}), frozenset({2, 3}), frozenset({3, 4})]
    found = set(sums_within(sums, frozenset({1, 2, 3, 4})))
    assert found == {frozenset(each) for each in ({1, 2}, {2, 3}, {3, 4}, {1, 4}, {1, 2, 3, 4})}


def test_cells_whose_sum_is_nil_are_each_known_to_be_nil():
    sums = [frozenset({1, 2}), frozenset({3, 4}), frozenset({2, 5})]
    assert nil(sums, frozenset({1, 2})) == {1, 2}
    assert nil(sums, frozenset({1, 3})) == frozenset()


def test_bounds_close_in_when_every_cell_has_at_least_one():
    assert bounds([frozenset({0, 1, 2})], [2, 1, 4], least=1)[0] == (1, 5)
    assert bounds([frozenset({0, 1})], [1, 1], least=1)[0] == (1, 1)
