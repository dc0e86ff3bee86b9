"""A fund is shared to the cent: nobody above their loss or the cap, nobody under the minimum."""

from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.damages.levy import COLUMNS, FONDS, Bracket, LevyTable
from claims.i18n.sentences import sentence
from claims.problems import Problem, Refused
from claims.settings import HOME
from claims.totals.allocate import BEFORE, Outcome, Terms, allocate
from claims.totals.allocated import (
    Asked,
    by_subgroup,
    paid_lines,
    parts,
    round_lines,
    share,
    without_loss,
)
from claims.totals.levied import levied
from claims.totals.owed import owed_of
from claims.totals.owed_read import UNIT

TABLE = LevyTable.read(HOME / "data" / "rates" / f"{FONDS}.csv")
BOTH = frozenset({"share", "residue"})
SIX = (50_000, 20_000, 5_000, 900, 120, 80)


def owed(*dollars, subgroup="A1"):
    return [(f"R-{n}", subgroup, round(each * 100)) for n, each in enumerate(dollars, 1)]


def shared(losses, *, weights=None, **terms):
    made = allocate(owed_of(losses, weights or {}, 1), Terms(**terms))
    return dict(zip(made.owed.claims, made.shares.tolist(), strict=True))


def refusal(losses, **terms):
    with pytest.raises(Refused) as refused:
        allocate(owed_of(losses, {}), Terms(**terms))
    (problem,) = refused.value.problems
    assert sentence(problem, "fr") != sentence(problem, "en")
    return problem.code, sentence(problem, "en")


def test_p2_payments_under_the_minimum_are_not_made_and_their_money_is_re_spread():
    made = allocate(owed_of(owed(*SIX), {}), Terms(30_000_00, minimum=100_00))
    assert made.shares.tolist() == [1976285, 790514, 197628, 35573, 0, 0]
    assert made.residue == 0
    assert [(told.claims, told.below, told.left) for told in made.rounds] == [(6, 2, 2), (4, 0, 0)]
    assert made.outcomes.tolist()[4:] == [Outcome.BELOW, Outcome.BELOW]


def test_each_round_is_told_in_full():
    """P-2 again: 2.00 of each 200 go to the two who leave, then the whole is the others'."""
    made = allocate(owed_of(owed(*SIX), {}), Terms(30_000_00, minimum=100_00))
    first, last = made.rounds
    weighted = 76_100_00
    freed = Fraction(30_000_00 * 200_00, weighted)
    assert (first.pot, first.weighted, first.reached, first.paid) == (30_000_00, weighted, 0, 0)
    assert abs(first.respread - freed) <= Fraction(1, 2)
    assert (last.pot, last.weighted, last.respread) == (30_000_00, 75_900_00, 0)
    capped = allocate(owed_of(owed(500, 100), {}), Terms(400_00, cap=300_00))
    (begun, *_) = capped.rounds
    assert (begun.reached, begun.paid, begun.respread) == (1, 300_00, 33_33)


def test_a_payment_of_the_minimum_itself_is_made():
    assert shared(owed(100), fund=500_00, minimum=100_00) == {"R-1": 100_00}
    assert shared(owed(400), fund=500_00, cap=100_00, minimum=100_00) == {"R-1": 100_00}
    assert shared(owed(400, 400), fund=200_00, minimum=100_00) == {"R-1": 100_00, "R-2": 100_00}


def test_whoever_the_rate_pays_the_minimum_exactly_is_not_told_as_under_it():
    made = allocate(owed_of(owed(400, 400), {}), Terms(200_00, minimum=100_00))
    assert [(told.claims, told.below, told.left) for told in made.rounds] == [(2, 0, 0)]


@pytest.mark.parametrize(
    ("losses", "terms", "outcome"),
    [
        (owed(100, 200), Terms(300_00), Outcome.WHOLE),
        (owed(400, 400), Terms(200_00, cap=100_00), Outcome.CAP),
    ],
)
def test_a_fund_that_pays_each_claim_its_limit_exactly_says_that_all_reach_it(
    losses, terms, outcome
):
    made = allocate(owed_of(losses, {}), terms)
    assert [told.reached for told in made.rounds] == [2]
    assert (made.outcomes.tolist(), made.residue) == ([outcome] * 2, 0)


def test_each_claim_is_settled_in_the_round_that_pays_it_its_limit():
    """Of 240.00, the first reaches the cap at once; of the 140.00 left, the second does; of the
    last 40.00, the third has its loss. The one of no loss stands in no round."""
    made = allocate(owed_of(owed(1000, 150, 20, 0), {}), Terms(240_00, cap=100_00))
    assert made.shares.tolist() == [100_00, 100_00, 20_00, 0]
    assert made.settled.tolist() == [0, 1, 2, BEFORE]
    assert made.outcomes.tolist() == [Outcome.CAP, Outcome.CAP, Outcome.WHOLE, Outcome.NO_LOSS]


def test_one_cent_left_after_fees_and_costs_is_shared_and_none_is_refused_with_what_took_it():
    assert shared(owed(10), fund=3_01, fees=1_00, costs=2_00) == {"R-1": 1}
    code, said = refusal(owed(10), fund=3_00, fees=1_00, costs=2_00)
    assert code == "allocate-fund-spent"
    assert said.count("$3.00") == 2 or said.count("3.00") == 2


@pytest.mark.parametrize(
    ("losses", "terms", "where"),
    [
        (owed(10), {"fund": 1_00, "fees": 1_00}, "fund"),
        (owed(0), {"fund": 1_00}, "claims"),
        (owed(10), {"fund": 9_00, "cap": 1_00, "minimum": 2_00}, "cap"),
        (owed(10), {"fund": 90_00, "minimum": 20_00}, "minimum"),
        (owed(10, 10), {"fund": 9_00, "minimum": 5_00}, "minimum"),
    ],
)
def test_what_cannot_be_shared_names_the_term_to_mend(losses, terms, where):
    with pytest.raises(Refused) as refused:
        allocate(owed_of(losses, {}), Terms(**terms))
    assert [problem.where for problem in refused.value.problems] == [where]


def test_p1_equal_claims_share_what_the_cap_lets_through_then_pay_the_levy():
    losses = [(f"R-{n:05}", "A1", 1_000_00) for n in range(28_286)]
    done = share(losses, Asked(Terms(27_000_000_00, cap=1_000_00), {}, TABLE, frozenset({"share"})))
    shares, net = done.made.shares, done.made.shares - done.taken.shares
    assert sorted({*shares.tolist()}) == [954_53, 954_54]
    assert shares.sum() == 27_000_000_00
    assert net[shares == 954_54].tolist() == [935_45] * int((shares == 954_54).sum())
    assert Decimal(27_000_000) / 28_286 == pytest.approx(Decimal("954.54"), abs=Decimal("0.005"))


def test_l1_a_residue_pays_one_rate_on_the_whole_of_it():
    losses = [("R-1", "A1", 1_000_00)]
    done = share(losses, Asked(Terms(321_998_00), {}, TABLE, BOTH))
    assert done.made.residue == 320_998_00
    assert done.taken.residue == 224_698_60
    assert sum(parts(done).values()) == 321_998_00


@pytest.mark.parametrize(
    ("balance", "levy"),
    [("99999.99", "50000.00"), ("100000.00", "60000.00"), ("200000.00", "140000.00"),
     ("499999.99", "349999.99"), ("500000.00", "400000.00"), ("1000000.00", "900000.00")],
)  # fmt: skip
def test_a_bracket_begins_with_its_first_cent(balance, levy):
    cents = int(Decimal(balance) * 100)
    assert TABLE.bracket("residue", cents).levy(cents) == int(Decimal(levy) * 100)


def test_rates_that_nobody_confirmed_are_told():
    done = share(owed(3_000), Asked(Terms(3_000_00), {}, TABLE, BOTH))
    assert done.taken.total == 150_00
    (told,) = done.remarks()
    assert told.where == "levy"
    assert "not confirmed: 5%" in sentence(told, "en")


def test_each_rate_that_nobody_confirmed_is_told_once_the_lowest_first(tmp_path):
    """0.50, 1.50, 2.50 and 3.50 bear ten, two and a half, twenty, and two and a half per cent; the
    twenty alone are confirmed."""
    table = a_table(tmp_path / "levy.csv", *(
        f"individual_recovery,each_liquidated_claim,{row}"
        for row in ("0,1,10,here,no", "1,2,2.5,here,no", "2,3,20,here,yes", "3,,2.5,here,no")
    ))  # fmt: skip
    made = allocate(owed_of(owed(0.5, 1.5, 2.5, 3.5), {}), Terms(8_00))
    assert levied(made, table, {"share"}).doubts() == (
        Problem("levy", "levy-unverified", {
            "rates_fr": "2,5\u00a0%, 10\u00a0%", "rates_en": "2.5%, 10%",
        }),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("on", "shares", "residue"),
    [
        ({"share", "residue"}, [0, 40_00, 100_00, 250_00, 500_00], 60_000_00),
        ({"share"}, [0, 40_00, 100_00, 250_00, 500_00], 0),
        ({"residue"}, [0] * 5, 60_000_00),
        (set(), [0] * 5, 0),
    ],
)
def test_each_payment_bears_the_rate_of_its_own_bracket_to_the_cent(on, shares, residue):
    """A cent, then each side of 2,000.00 and of 5,000.00; 100,000.00 left of the fund."""
    losses = owed(0.01, 1_999.99, 2_000, 4_999.99, 5_000)
    made = allocate(owed_of(losses, {}), Terms(13_999_99 + 100_000_00))
    done = levied(made, TABLE, on)
    assert (done.shares.tolist(), done.residue) == (shares, residue)
    assert [(kind, int(bracket.percent)) for kind, bracket in done.used] == [
        each for each in (("share", 2), ("share", 5), ("share", 10), ("residue", 60))
        if each[0] in on
    ]  # fmt: skip
    borne = [[int(one.percent) for one in done.of(each)] for each in made.shares.tolist()]
    assert borne == ([[2], [2], [5], [5], [10]] if "share" in on else [[]] * 5)
    assert done.of(0) == ()
    assert levied(made, None, on).total == 0


def test_a_payment_of_nothing_is_in_no_bracket_and_bears_nothing(tmp_path):
    table = a_table(tmp_path / "levy.csv", *(
        f"individual_recovery,each_liquidated_claim,{row},here,yes" for row in ("0,1,50", "1,,100")
    ))  # fmt: skip
    made = allocate(owed_of(owed(0, 0.5, 1), {}), Terms(1_50))
    done = levied(made, table, {"share"})
    assert done.shares.tolist() == [0, 25, 1_00]
    assert len(done.used) == 2


@pytest.mark.parametrize(
    "rows",
    ["", "share,0,100,2\nshare,90,,5", "share,0,100,2\nshare,110,,5", "share,0,,two",
     "share,0,,200"],
)  # fmt: skip
def test_a_table_of_levies_with_a_hole_or_an_overlap_is_refused(tmp_path, rows):
    path = tmp_path / "levy.csv"
    head = (
        "regime,basis,amount_from_inclusive,amount_to_exclusive,rate_percent,method,source,verified"
    )
    lines = [
        f"individual_recovery,each_liquidated_claim,{row[6:]},single_rate_on_whole_amount,here,yes"
        for row in rows.splitlines()
    ]
    path.write_text("\n".join([head, *lines] if rows else []))
    with pytest.raises(Refused):
        share(owed(50), Asked(Terms(50_00), {}, LevyTable.read(path), BOTH))


def a_table(path, *rows, method="single_rate_on_whole_amount"):
    """A table of levies read from a file: each row its regime, basis, limits, rate, proof."""
    lines = [
        "regime,basis,amount_from_inclusive,amount_to_exclusive,rate_percent,method,source,verified"
    ]
    for row in rows:
        *first, source, verified = row.split(",")
        lines.append(",".join((*first, method, source, verified)))
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return LevyTable.read(path)


def test_brackets_are_read_from_the_lowest_each_with_its_limits_rate_and_source(tmp_path):
    table = a_table(
        tmp_path / "levy.csv",
        "individual_recovery,each_liquidated_claim,2000,,100,mémoire,no",
        "individual_recovery,each_liquidated_claim,0,2000,0.5,arrêté,yes",
        "individual_recovery,reliquat,0,,7,elsewhere,yes",
        "collective_recovery_balance,reliquat,0,,0,b,yes",
        "other,reliquat,0,,8,elsewhere,yes",
    )
    assert table == LevyTable("levy", {
        "share": (Bracket(0, 2_000_00, Decimal("0.5"), "arrêté", verified=True),
                  Bracket(2_000_00, None, Decimal(100), "mémoire", verified=False)),
        "residue": (Bracket(0, None, Decimal(0), "b", verified=True),),
    })  # fmt: skip
    assert [table.bracket("share", 1_999_99).levy(cents) for cents in (99, 100, 300)] == [0, 1, 2]


@pytest.mark.parametrize(
    ("percent", "method"),
    [
        ("-1", "single_rate_on_whole_amount"),
        ("101", "single_rate_on_whole_amount"),
        ("2", "slices"),
    ],
)
def test_a_table_that_cannot_be_applied_is_refused_by_the_name_of_its_file(
    tmp_path, percent, method
):
    with pytest.raises(Refused) as refused:
        a_table(
            tmp_path / "levy.csv",
            f"individual_recovery,each_liquidated_claim,0,,{percent},here,yes",
            method=method,
        )
    assert refused.value.problems == (Problem("levy", "levy-unreadable", {"name": "levy.csv"}),)


def test_a_rate_that_a_comma_cuts_in_two_is_refused_by_its_line(tmp_path):
    row = "individual_recovery,each_liquidated_claim,0,,2,5,single_rate_on_whole_amount,here,yes"
    path = tmp_path / "levy.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        LevyTable.read(path)
    assert [(p.where, p.code) for p in refused.value.problems] == [("levy.csv:2", "table-wider")]


def test_an_amount_in_no_bracket_is_refused_by_name(tmp_path):
    table = a_table(
        tmp_path / "levy.csv", "individual_recovery,each_liquidated_claim,100,,2,here,yes"
    )
    with pytest.raises(Refused) as refused:
        share(owed(50), Asked(Terms(50_00), {}, table, BOTH))
    (problem,) = refused.value.problems
    assert problem.where == "levy"
    assert "levy.csv has no bracket for 50.00" in sentence(problem, "en")


def test_what_a_cap_keeps_back_goes_to_the_others_and_then_to_the_residue():
    assert shared(owed(900, 90, 10), fund=500_00, cap=400_00) == {
        "R-1": 400_00, "R-2": 90_00, "R-3": 10_00,
    }  # fmt: skip
    made = allocate(owed_of(owed(900, 90, 10), {}), Terms(800_00, cap=400_00))
    assert made.residue == 300_00
    assert made.outcomes.tolist() == [Outcome.CAP, Outcome.WHOLE, Outcome.WHOLE]


def test_a_weight_moves_money_and_never_pays_more_than_the_loss():
    losses = [("R-1", "A1", 100_00), ("R-2", "B1", 100_00)]
    assert shared(losses, weights={"A1": 3, "B1": 1}, fund=100_00) == {"R-1": 75_00, "R-2": 25_00}
    assert shared(losses, weights={"A1": 9, "B1": 1}, fund=120_00) == {"R-1": 100_00, "R-2": 20_00}


def test_a_claim_of_two_subgroups_has_the_weight_of_each_part_and_one_cap():
    losses = [("R-1", "A1", 50_00), ("R-1", "B1", 50_00), ("R-2", "B1", 100_00)]
    weights = {"A1": 3, "B1": 1}
    assert shared(losses, weights=weights, fund=90_00) == {"R-1": 60_00, "R-2": 30_00}
    made = allocate(owed_of(losses, weights), Terms(90_00, cap=55_00))
    assert made.owed.subgroups == ("A1 + B1", "B1")
    assert made.shares.tolist() == [55_00, 35_00]


def test_whoever_the_money_of_smaller_claims_lifts_to_the_minimum_is_paid():
    made = allocate(owed_of(owed(100, 100, 60, 55), {}), Terms(120_00, minimum=25_00))
    assert made.shares.tolist() == [46_16, 46_15, 27_69, 0]
    assert [(told.below, told.left) for told in made.rounds] == [(2, 1), (0, 0)]


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"fund": 100_00, "fees": 60_00, "costs": 50_00}, "allocate-fund-spent"),
        ({"fund": 100_00, "fees": 100_00}, "allocate-fund-spent"),
        ({"fund": 100_00, "cap": 50_00, "minimum": 60_00}, "allocate-cap-below-minimum"),
        ({"fund": 100_00, "minimum": 60_000_00}, "allocate-losses-below"),
        ({"fund": 100_00, "minimum": 100_01}, "allocate-minimum-above-all"),
    ],
)
def test_terms_that_pay_nobody_are_explained_with_their_figures(terms, code):
    told, said = refusal(owed(*SIX), **terms)
    assert told == code
    assert any(figure in said for figure in ("100.00", "50.00", "60,000.00"))


def test_equals_leave_together_when_the_fund_cannot_pay_them_all_the_minimum():
    assert refusal(owed(50, 50, 50), fund=60_00, minimum=25_00)[0] == "allocate-minimum-above-all"


def test_claims_without_any_loss_are_paid_nothing():
    assert refusal([], fund=100_00)[0] == "allocate-no-loss"
    assert refusal(owed(0, 0), fund=100_00)[0] == "allocate-no-loss"
    assert shared(owed(0, 10), fund=5_00) == {"R-1": 0, "R-2": 5_00}


def test_amounts_past_what_64_bits_hold_are_shared_as_exactly():
    losses = [(f"R-{n:03}", "A1", 10**10) for n in range(200)]
    made = allocate(owed_of(losses, {"A1": 10**7 * UNIT}, UNIT), Terms(10**13, fees=1))
    assert made.shares.sum() == 10**12 * 2
    assert made.residue == 10**13 - 1 - 2 * 10**12
    made = allocate(owed_of(losses, {"A1": 10**7 * UNIT}, UNIT), Terms(10**12 + 1, minimum=10**9))
    assert sorted({*made.shares.tolist()}) == [10**12 // 200, 10**12 // 200 + 1]


def test_rounds_stand_side_by_side_and_the_last_is_what_each_subgroup_was_paid():
    losses = [*owed(900, 300, 40), ("R-9", "B1", 200_00)]
    done = share(losses, Asked(Terms(600_00, cap=350_00, minimum=20_00)))
    rows = by_subgroup(done)
    assert [row.subgroup for row in rows] == ["A1", "B1", ""]
    assert [row.rounds[-1] for row in rows] == [row.shares for row in rows]
    assert [row.shares for row in rows] == [500_00, 100_00, 600_00]
    *_, (_, all_paid), (_, left) = paid_lines(done, lambda row: row.subgroup, "en")
    assert {sum(both) for both in zip(all_paid, left, strict=True)} == {600_00}
    assert {len(line.values) for line in round_lines(done.made)} == {len(done.made.rounds)}


cents = st.one_of(st.integers(0, 500), st.integers(0, 10**6), st.just(10**10))
losses = st.lists(st.tuples(st.sampled_from("ABC"), cents), min_size=1, max_size=12)
weighing = st.fixed_dictionaries({name: st.integers(1, 5) for name in "ABC"})
terms = st.builds(
    Terms,
    fund=st.integers(1, 10**7),
    fees=st.integers(0, 100),
    costs=st.integers(0, 100),
    cap=st.none() | st.integers(1, 10**6),
    minimum=st.integers(0, 300),
)


def listed(drawn):
    return [(f"R-{n:02}", subgroup, each) for n, (subgroup, each) in enumerate(drawn)]


def tried(drawn, weights, terms):
    """The allocation, or None when the terms pay nobody."""
    with suppress(Refused):
        return allocate(owed_of(listed(drawn), weights), terms)


@given(losses, terms)
def test_shares_levies_residue_fees_and_costs_are_the_fund(drawn, terms):
    if tried(drawn, {}, terms):
        done = share(listed(drawn), Asked(terms, {}, TABLE, BOTH))
        of = parts(done)
        assert sum(of.values()) == terms.fund
        assert min(of.values()) >= 0
        rows = by_subgroup(done)
        assert [row.rounds[-1] for row in rows] == [row.shares for row in rows]
        assert rows[-1].shares == terms.shared - done.made.residue


@given(losses, weighing, terms)
def test_nobody_is_paid_above_their_loss_or_the_cap_nor_under_the_minimum(drawn, weights, terms):
    if made := tried(drawn, weights, terms):
        most = made.owed.losses if terms.cap is None else np.minimum(made.owed.losses, terms.cap)
        assert (made.shares <= most).all()
        assert ((made.shares == 0) | (made.shares >= terms.minimum)).all()
        if made.residue:
            assert (made.shares == most)[made.outcomes != Outcome.BELOW].all()


@given(losses, weighing, terms)
def test_claims_without_a_loss_change_no_round_and_stand_in_none(drawn, weights, terms):
    """Whatever the terms, the rounds are those of the claims that lost something."""
    made = tried(drawn, weights, terms)
    if made is None:
        return
    lost = [one for one in listed(drawn) if one[2]]
    alone = allocate(owed_of(lost, weights), terms)
    assert made.rounds == alone.rounds
    assert made.rounds[0].claims + without_loss(made) == len(drawn)
    assert dict(zip(made.owed.claims, made.shares, strict=True)) == (
        {claim: 0 for claim, _, _ in listed(drawn)}
        | dict(zip(alone.owed.claims, alone.shares, strict=True))
    )
    none = made.owed.losses == 0
    assert ((made.settled == BEFORE) == none).all()
    assert ((made.outcomes == Outcome.NO_LOSS) == none).all()


def test_a_claim_of_no_loss_makes_no_round_and_is_told_apart():
    done = share(owed(0, 10, 1000), Asked(Terms(100_00, minimum=5_00)))
    assert [(told.claims, told.reached, told.below, told.left) for told in done.made.rounds] == [
        (2, 0, 1, 1), (1, 0, 0, 0),
    ]  # fmt: skip
    said = [(each.code, each.values) for each in done.remarks()]
    assert said == [
        ("allocate-without-loss", {"claims": 1}), ("allocate-left-out", {"claims": 1})
    ]  # fmt: skip
    assert len(allocate(owed_of(owed(0, 10), {}), Terms(5_00)).rounds) == 1
    assert [each.code for each in share(owed(10), Asked(Terms(5_00))).remarks()] == []


@given(losses, weighing, terms)
def test_dropping_the_smallest_one_by_one_gives_the_same_shares(drawn, weights, terms):
    if made := tried(drawn, weights, terms):
        unpaid = (Outcome.BELOW, Outcome.NO_LOSS) if terms.minimum else ()
        paid = {claim for claim, why in zip(made.owed.claims, made.outcomes, strict=True)
                if why not in unpaid}  # fmt: skip
        assert paid == _by_hand(listed(drawn), weights, terms)


def _by_hand(losses, weights, terms):
    """Share without a minimum, drop the smallest weighted loss under it, start again."""
    limit = {c: min(cents, terms.cap or cents) for c, _, cents in losses}
    left = [loss for loss in losses if limit[loss[0]] >= terms.minimum]
    while left:
        least = min(weights[s] * cents for _, s, cents in left)
        if not terms.minimum or _pays(left, weights, limit, terms, least):
            break
        left = [loss for loss in left if weights[loss[1]] * loss[2] > least]
    return {claim for claim, _, _ in left}


def _pays(losses, weights, limit, terms, least):
    """Whether the pot pays the smallest the minimum: everyone else, at that rate, costs no more."""
    rate = Fraction(terms.minimum, least)
    return sum(min(weights[s] * cents * rate, limit[c]) for c, s, cents in losses) <= terms.shared


@given(losses, weighing, terms, st.randoms())
def test_the_order_of_the_claims_never_matters(drawn, weights, terms, random):
    if made := tried(drawn, weights, terms):
        mixed = listed(drawn)
        random.shuffle(mixed)
        again = allocate(owed_of(mixed, weights), terms)
        assert again.shares.tolist() == made.shares.tolist()
        assert again.owed.claims == made.owed.claims


@given(losses, weighing, terms)
def test_equal_losses_of_a_subgroup_differ_by_a_cent_at_most(drawn, weights, terms):
    if made := tried(drawn, weights, terms):
        alike = {}
        for place, (_, subgroup, loss) in enumerate(listed(drawn)):
            alike.setdefault((subgroup, loss), []).append(int(made.shares[place]))
        assert all(max(shares) - min(shares) <= 1 for shares in alike.values())


@given(losses, weighing, terms, st.integers(1, 10**6))
def test_without_a_minimum_a_larger_fund_lowers_nobody_by_more_than_a_cent(
    drawn, weights, terms, more
):
    """The last cents follow the remainders, which a larger fund changes. With a minimum it may let
    one more claim in, at the expense of all."""
    small = Terms(terms.fund, terms.fees, terms.costs, terms.cap)
    large = Terms(terms.fund + more, terms.fees, terms.costs, terms.cap)
    if made := tried(drawn, weights, small):
        assert (allocate(made.owed, large).shares >= made.shares - 1).all()


def test_with_a_minimum_a_larger_fund_may_let_one_more_in_and_lower_the_others():
    assert shared(owed(100, 60), fund=60_00, minimum=25_00) == {"R-1": 60_00, "R-2": 0}
    assert shared(owed(100, 60), fund=67_00, minimum=25_00)["R-1"] < 60_00


def test_a_claim_paid_nothing_says_why_and_never_that_it_shares():
    made = allocate(owed_of([*owed(0, 1000), ("R-9", "A1", 1)], {}), Terms(100_00))
    assert made.shares.tolist() == [0, 100_00, 0]
    assert made.outcomes.tolist() == [Outcome.NO_LOSS, Outcome.PRO_RATA, Outcome.CENT]
    full = allocate(owed_of(owed(0, 10), {}), Terms(50_00))
    assert full.outcomes.tolist() == [Outcome.NO_LOSS, Outcome.WHOLE]
    least = allocate(owed_of(owed(0, 10, 1000), {}), Terms(100_00, minimum=5_00))
    assert least.outcomes.tolist() == [Outcome.NO_LOSS, Outcome.BELOW, Outcome.PRO_RATA]


@given(losses, weighing, terms)
def test_who_is_paid_nothing_is_never_told_to_share_pro_rata_or_to_have_a_whole_loss(
    drawn, weights, terms
):
    if made := tried(drawn, weights, terms):
        unpaid = set(made.outcomes[made.shares == 0].tolist())
        assert unpaid.isdisjoint({Outcome.PRO_RATA, Outcome.WHOLE, Outcome.CAP})


def test_a_rate_over_the_whole_at_weight_one_is_explained_and_others_are_not():
    losses = [("R-1", "A1", 100_00), ("R-2", "B1", 100_00)]
    half = {"A1": UNIT // 2, "B1": UNIT // 4}
    done = share(losses, Asked(Terms(90_00), half))
    assert [problem.code for problem in done.remarks()] == ["allocate-rate-over"]
    assert done.made.shares.tolist() == [60_00, 30_00]
    assert share(losses, Asked(Terms(90_00), {"A1": UNIT, "B1": UNIT})).remarks() == ()
