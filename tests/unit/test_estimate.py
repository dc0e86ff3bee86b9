"""The total of a class from strata: to published digits, in any order, never past its data."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t as student

from claims.i18n.sentences import sentence
from claims.problems import Refused
from claims.totals.audit import audited
from claims.totals.estimate import (
    error,
    estimate,
    freedom,
    level_of,
    quantile,
    relative_margin,
)
from claims.totals.estimate_said import gauge
from claims.totals.robust import at_take_up, bootstrap, less_swayed
from claims.totals.sampling import draw, plan
from claims.totals.strata import Stratum, from_amounts, read_strata

SURE = Decimal("0.95")
SCHOOLS = b"""stratum,members,sampled,mean,variance
E,4421,100,416.78,27576.880404
H,755,50,1320.70,450339.928571
M,1018,50,832.48,156307.275102
"""


def a_stratum(members=100, sampled=20, mean=50, variance=400, name="A1") -> Stratum:
    given = None if variance is None else Fraction(variance)
    return Stratum(name, members, sampled, Fraction(mean), given)


@st.composite
def some_strata(draw_one: st.DrawFn) -> list[Stratum]:
    made = []
    for n in range(draw_one(st.integers(1, 5))):
        members = draw_one(st.integers(2, 5_000))
        sampled = draw_one(st.integers(2, members))
        mean, variance = draw_one(st.integers(1, 10**6)), draw_one(st.integers(0, 10**9))
        made.append(a_stratum(members, sampled, mean, variance, f"S{n}"))
    return made


def codes(*strata: Stratum) -> list[str]:
    with pytest.raises(Refused) as refused:
        estimate(strata)
    for problem in refused.value.problems:
        assert sentence(problem, "fr") != sentence(problem, "en")
    return [problem.code for problem in refused.value.problems]


def test_S1_the_schools_of_california_come_out_to_the_cent():
    found = estimate(read_strata(SCHOOLS, "s.csv"))
    assert (found.total, found.standard_error) == (3_687_177_52, 114_641_72)
    free = float(freedom(read_strata(SCHOOLS, "s.csv")) or 0)
    assert free == pytest.approx(183.16, abs=0.005)
    assert quantile(free, SURE) == pytest.approx(Decimal(student.ppf(0.975, free)))
    assert (found.low, found.high) == (3_460_989_39, 3_913_365_65)


def test_S2_the_margin_of_duran_is_43_3_percent_and_stands_in_the_red():
    margin = relative_margin(Decimal("5.14"), Decimal("11.87"))
    assert f"{margin:.3f}" == "0.433"
    assert level_of(margin) == "too_wide"
    assert level_of(Decimal("0.432")) == "wide"
    found = replace(estimate([a_stratum()]), gauged=margin)
    assert "43,3\u00a0% trop large (Duran)" in gauge(found, "fr")


def test_the_gauge_stands_at_the_confidence_of_duran_whatever_is_asked():
    strata = read_strata(SCHOOLS, "s.csv")
    sure, unsure = estimate(strata), estimate(strata, Decimal("0.5"))
    assert unsure.margin < sure.margin == sure.gauged == unsure.gauged
    assert (unsure.level, gauge(unsure, "fr")) == (sure.level, gauge(sure, "fr"))
    assert "confidence level of 95%, the relative margin is 6.1%" in gauge(unsure, "en")


@given(some_strata(), st.randoms())
def test_the_order_of_strata_never_matters(strata, chance):
    shuffled = chance.sample(strata, len(strata))
    one, other = estimate(strata), estimate(shuffled)
    assert replace(one, parts=(), warnings=()) == replace(other, parts=(), warnings=())


@given(st.integers(3, 5_000), st.integers(1, 10**6), st.integers(1, 10**9), st.data())
def test_more_claims_of_the_same_spread_narrow_the_interval(members, mean, variance, data):
    few = data.draw(st.integers(2, members - 1))
    more = data.draw(st.integers(few + 1, members))
    wide, narrow = (estimate([a_stratum(members, n, mean, variance)]) for n in (few, more))
    assert narrow.high - narrow.low <= wide.high - wide.low
    assert error([a_stratum(members, more, mean, variance)]) < error(
        [a_stratum(members, few, mean, variance)]
    )


@given(some_strata())
def test_a_census_leaves_nothing_to_chance(strata):
    found = estimate([replace(stratum, sampled=stratum.members or 0) for stratum in strata])
    assert found.low == found.total == found.high
    assert (found.standard_error, found.margin, found.freedom) == (0, 0, None)


def test_a_subgroup_whose_only_member_filed_is_known():
    assert estimate([a_stratum(1, 1, 80, None)]).total == 80_00


def test_a_subgroup_without_members_adds_nothing():
    found = estimate([a_stratum(0, 0, 0, None, "A2"), a_stratum()])
    assert (found.total, found.margin) == (5_000_00, estimate([a_stratum()]).margin)


@pytest.mark.parametrize(
    ("stratum", "code"),
    [
        (a_stratum(None), "stratum-members-missing"),
        (a_stratum(10, 20), "stratum-over-sampled"),
        (a_stratum(10, 0, 0, None), "stratum-not-sampled"),
        (a_stratum(10, 1, 50, None), "stratum-of-one"),
        (a_stratum(10, 1, 50, 0), "stratum-of-one"),
        (a_stratum(10, 5, 50, None), "stratum-variance-missing"),
        (a_stratum(10, 5, 50, -1), "stratum-variance-negative"),
        (a_stratum(10, 5, -50), "stratum-mean-negative"),
    ],
)
def test_what_keeps_a_total_from_being_drawn_is_said(stratum, code):
    assert codes(stratum) == [code]


def test_every_fault_is_told_at_once_and_no_strata_is_one():
    assert codes(a_stratum(None), a_stratum(9, 1)) == [
        "stratum-twice", "stratum-members-missing", "stratum-of-one",
    ]  # fmt: skip
    assert codes() == ["strata-none"]


@pytest.mark.parametrize("confidence", ["0", "1", "NaN", "-3", "Infinity"])
def test_a_confidence_that_is_none_is_refused(confidence):
    with pytest.raises(Refused):
        estimate([a_stratum()], Decimal(confidence))


def test_equal_amounts_a_nil_total_and_an_interval_below_the_examined_are_read_with_a_warning():
    def told(**changes) -> list[str]:
        return [warning.code for warning in estimate([a_stratum(**changes)]).warnings]

    assert told() == []
    assert told(variance=0) == ["stratum-constant"]
    assert told(mean=0, variance=0) == ["stratum-constant", "estimate-nothing"]
    assert told(sampled=2, variance=10**6) == ["estimate-below-examined"]


def test_strata_are_read_with_semicolons_and_decimal_commas_too():
    local = SCHOOLS.replace(b",", b";").replace(b".", b",")
    assert read_strata(b"\xef\xbb\xbf" + local, "s.csv") == read_strata(SCHOOLS, "s.csv")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"stratum,members\nA,3\n", {"table-columns"}),
        (SCHOOLS.replace(b"4421", b"many"), {"stratum-not-whole"}),
        (SCHOOLS.replace(b"416.78", b"nan"), {"stratum-not-number"}),
        (SCHOOLS.replace(b"416.78", b"1e9"), {"stratum-not-number"}),
        (SCHOOLS.replace(b"E,", b","), {"stratum-unnamed"}),
        (SCHOOLS.replace(b"416.78", b"0." + b"0" * 23 + b"1"), {"stratum-mean-beyond"}),
        (SCHOOLS.replace(b"27576.880404", b"1" + b"0" * 23), {"stratum-variance-beyond"}),
        (b"\xff\xfe", {"not-utf8"}),
        (b'stratum,members,sampled,mean,variance\n"E,1,1,1,1\n', {"table-quote"}),
        (SCHOOLS.replace(b"416.78", b"416,78"), {"table-wider"}),
        (SCHOOLS.replace(b"stratum,members", b"stratum,mean,members"), {"table-title-twice"}),
        (b"stratum,members,sampled,mean,variance\nE\n",
         {"stratum-not-whole", "stratum-not-number"}),
    ],
)  # fmt: skip
def test_a_file_of_strata_says_what_is_wrong_in_it(raw, told):
    with pytest.raises(Refused) as refused:
        read_strata(raw, "s.csv")
    assert {problem.code for problem in refused.value.problems} == told


def test_the_widest_strata_that_are_read_still_have_a_margin():
    widest = b"A,1,1,0.0001,0\nB,9999999999,2,0," + b"9" * 20 + b"\n"
    found = estimate(
        read_strata(SCHOOLS[: SCHOOLS.index(b"E,")] + widest, "s.csv"), Decimal("0.999")
    )
    assert found.level == "too_wide"


def test_amounts_give_the_mean_and_variance_of_their_stratum_exactly():
    found = from_amounts("A1", 9, [100, 200, 400])
    assert (found.mean, found.variance) == (Fraction(7, 3), Fraction(7, 3))


def test_drawn_again_with_the_same_seed_the_interval_is_the_same():
    amounts, members = {"B": [1, 900, 44, 3], "A": [10, 20]}, {"A": 40, "B": 80}
    turned = {"A": [20, 10], "B": [3, 44, 1, 900]}
    first = bootstrap(amounts, members, SURE, 7)
    assert bootstrap(turned, members, SURE, 7) == first
    assert bootstrap(amounts, members, SURE, 8) != first


def test_drawn_again_the_interval_stops_at_zero_too():
    assert bootstrap({"A": [0, 100_00]}, {"A": 1_000}, SURE, 595).low == 0


def test_on_normal_amounts_the_bootstrap_is_near_student():
    chance = Random(3)
    cents = [round(chance.gauss(50_000, 9_000)) for _ in range(200)]
    found = estimate([from_amounts("A", 2_000, cents)])
    redrawn = bootstrap({"A": cents}, {"A": 2_000}, SURE, 1)
    width = found.high - found.low
    assert abs(redrawn.low - found.low) < width * 0.06
    assert abs(redrawn.high - found.high) < width * 0.06


def test_one_huge_claim_sways_the_mean_more_than_the_robust_totals():
    amounts = {"A": [*range(9_000, 11_000, 100), 9_000_000]}
    members = {"A": 1_000}
    plain = estimate([from_amounts("A", 1_000, amounts["A"])])
    winsorised, trimmed = (
        less_swayed(k, amounts, members, SURE) for k in ("winsorised", "trimmed")
    )
    assert winsorised.total < plain.total / 4
    assert trimmed.total < plain.total / 4
    assert winsorised.standard_error < plain.standard_error


def test_take_up_scales_the_whole_interval():
    found = estimate([a_stratum()])
    assert at_take_up(found, 100) == (found.total, found.low, found.high)
    assert at_take_up(found, 10)[0] == 500_00


@pytest.mark.parametrize("allocation", ["neyman", "proportional"])
@pytest.mark.parametrize("margin", ["0.02", "0.05", "0.1", "0.0001"])
def test_a_plan_attains_its_margin_with_the_fewest_claims(allocation, margin):
    pilot = read_strata(SCHOOLS, "s.csv")
    found = plan(pilot, Decimal(margin), SURE, allocation)
    assert found.expected.margin is not None
    assert found.expected.margin <= Decimal(margin)
    assert all(2 <= n <= (s.members or 0) for n, s in zip(found.sizes.values(), pilot, strict=True))
    if margin != "0.0001":
        fewer = [replace(s, sampled=found.sizes[s.name] * 9 // 10) for s in pilot]
        assert (estimate(fewer).margin or 0) > Decimal(margin)


def test_neyman_takes_fewer_claims_than_proportion():
    one, other = (
        plan(read_strata(SCHOOLS, "s.csv"), Decimal("0.05"), SURE, a)
        for a in ("neyman", "proportional")
    )
    assert one.size < other.size


@pytest.mark.parametrize("margin", ["0", "1", "-1", "NaN"])
def test_a_margin_that_is_none_cannot_be_planned_for(margin):
    with pytest.raises(Refused):
        plan(read_strata(SCHOOLS, "s.csv"), Decimal(margin), SURE, "neyman")


def test_a_draw_is_the_same_for_the_same_seed_whatever_the_order():
    numbers = [f"R-{n}" for n in range(200)]
    drawn = draw(numbers, 20, "9")
    assert draw(reversed(numbers), 20, "9") == drawn == tuple(sorted(drawn))
    assert draw(numbers, 20, "10") != drawn
    with pytest.raises(ValueError, match="201 of 200"):
        draw(numbers, 201, "9")


def test_every_claim_is_as_likely_to_be_drawn():
    numbers = [f"R-{n}" for n in range(10)]
    times = [number for seed in range(2_000) for number in draw(numbers, 3, str(seed))]
    assert all(500 < times.count(number) < 700 for number in numbers)


def test_an_audit_that_admits_a_fixed_share_leaves_nothing_to_chance():
    filed = {f"R-{n}": n * 100 for n in range(1, 101)}
    found = audited("A1", filed, [(n * 100, n * 40) for n in (3, 50, 77)])
    assert (found.total, found.error) == (Fraction(sum(filed.values()) * 40, 100 * 100), 0)
    by_mean = from_amounts("A1", 100, [n * 40 for n in (3, 50, 77)])
    assert by_mean.error > 0


def test_an_audit_of_claims_that_declared_nothing_has_no_ratio():
    found = audited("A1", {"R-1": 0, "R-2": 0, "R-3": 900}, [(0, 0), (0, 0)])
    assert (found.mean, found.variance) == (0, 0)


def test_the_faults_of_cells_and_of_the_strata_that_read_are_told_at_once_by_the_name_of_the_file():
    raw = b"""stratum,members,sampled,mean,variance
A,10,11,5,2
B,ten,5,5,2
C,10,5,-5,2
C,10,5,5,2
"""
    with pytest.raises(Refused) as refused:
        read_strata(raw, "members of 2021.csv")
    assert [(each.where, each.code) for each in refused.value.problems] == [
        ("members of 2021.csv:3, members", "stratum-not-whole"),
        ("members of 2021.csv", "stratum-twice"),
        ("members of 2021.csv, A", "stratum-over-sampled"),
        ("members of 2021.csv, C", "stratum-mean-negative"),
    ]


def test_a_total_is_no_less_than_what_was_examined_came_to():
    """Two claims of 11.87 on the average lost 23.74 alone, whatever the other 98 lost."""
    found = estimate([a_stratum(sampled=2, mean=Fraction("11.87"), variance=1000)])
    assert (found.low, found.parts[0].low, found.total) == (23_74, 23_74, 1_187_00)
    assert [warning.code for warning in found.warnings] == ["estimate-below-examined"]


def test_a_mean_that_is_not_that_of_the_amounts_still_knows_what_they_came_to():
    """1.00 to 9.00 and 10,000.00, the ends brought to 2.00 and 9.00: 10,045.00 all told."""
    amounts = [100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000_000]
    found = less_swayed("winsorised", {"A1": amounts}, {"A1": 5_000}, SURE)
    assert found.parts[0].stratum.least == 10_045
    assert found.total == 27_500_00
