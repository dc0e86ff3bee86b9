"""Scenarios: each switch to the cent, steps that lead from the base to the totals, offers."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.i18n.text import Text
from claims.matter.model import Offer
from claims.matter.scenarios import Switch
from claims.problems import DoesNotReconcile
from claims.totals.offers import Losses, compared, losses_of, masked
from claims.totals.scenarios import Interest, together, tried
from claims.totals.scenarios_said import total_named
from claims.totals.side_by_side import Named, SideBySide, freeze, thaw
from claims.totals.weighed import Material, Sums, Weighed, parts_of, whole

DAY = date(2021, 8, 28)
SOURCE = {"fr": "presse", "en": "press"}
SOURCE_TEXT = Text(**SOURCE)


def a_line(declared=1_000_00, supported=None, admitted=0, **said) -> Weighed:
    """A loss of 1,000.00, supported in full at grade A unless the test says otherwise."""
    cents = declared if supported is None else supported
    said = {"number": "R-1", "service": "a.ca", "subgroup": "A1", "head": "rebuild",
            "by_grade": (cents, 0, 0, 0)} | said  # fmt: skip
    return Weighed(declared=declared, supported=cents, admitted=admitted, **said)


def of(*lines: Weighed, gross=None, fees=None, proposed=()) -> Material:
    return Material(lines, lines if gross is None else gross, fees or {}, frozenset(proposed))


def under(material: Material, *switches: dict, bears=None):
    return tried(material, [Switch.model_validate(each) for each in switches], bears)


def amounts(material: Material, *switches: dict) -> tuple[int, int, int]:
    return tuple(under(material, *switches).totals)


CAP = {"cap": Decimal("500.00"), "per": "service"}


def test_a_head_or_a_subgroup_left_out_leaves_the_three_totals():
    lines = of(a_line(admitted=10), a_line(300_00, head="lost_profit", admitted=5, subgroup="B1"))
    assert amounts(lines, {"without_heads": ["lost_profit"]}) == (1_000_00, 1_000_00, 10)
    assert amounts(lines, {"without_subgroups": ["A1"]}) == (300_00, 300_00, 5)


def test_only_confirmed_subgroups_leave_out_what_is_proposed_and_what_is_not_placed():
    lines = of(a_line(1), a_line(2, subgroup="B1"), a_line(4, subgroup=""), proposed=["B1"])
    assert amounts(lines, {"confirmed_only": True}) == (1, 1, 0)


def test_grades_a_and_b_alone_keep_what_their_exhibits_support_of_a_mixed_loss():
    lines = of(a_line(1_000_00, 700_00, 50_00, by_grade=(400_00, 90_00, 210_00, 0)))
    assert amounts(lines, {"grades": ["A", "B"]}) == (1_000_00, 490_00, 50_00)


def test_mitigation_takes_its_percent_where_there_was_a_recent_copy_and_rounds_each_loss_once():
    lines = of(a_line(100_01, 33, 1, recent=True), a_line(100_00))
    assert amounts(lines, {"mitigation": Decimal("12.5")}) == (87_51 + 100_00, 29 + 100_00, 1)


def test_a_cap_by_service_limits_each_amount_and_cuts_what_is_counted_last():
    lines = of(a_line(400_00, 0, 100_00), a_line(400_00, 300_00, 450_00, head="data_loss"),
               a_line(90_00, service="", head="own_time"))  # fmt: skip
    found = under(lines, CAP)
    assert found.totals == (500_00 + 90_00, 300_00 + 90_00, 500_00)
    assert found.parts["A1", "rebuild"] == (100_00, 0, 100_00)
    assert found.totals == whole(found.parts)
    assert found.parts["A1", "data_loss"] == (400_00, 300_00, 400_00)


def test_a_cap_is_filled_by_what_is_supported_before_what_is_only_declared():
    """119.88: a rebuilding declared without proof leaves room for the data that exhibits prove."""
    lines = of(a_line(5_000_00, 0), a_line(300_00, 300_00, head="data_loss"))
    found = under(lines, CAP | {"cap": Decimal("119.88")})
    assert found.parts == {("A1", "rebuild"): (0, 0, 0), ("A1", "data_loss"): (119_88, 119_88, 0)}
    decided = of(a_line(5_000_00, 5_000_00), a_line(80_00, 80_00, 60_00, head="data_loss"))
    found = under(decided, CAP | {"cap": Decimal("119.88")})
    assert found.parts["A1", "data_loss"] == (60_00, 60_00, 60_00)
    assert found.parts["A1", "rebuild"] == (59_88, 59_88, 0)


def test_a_cap_by_claimant_holds_all_that_a_claimant_lost():
    lines = of(a_line(), a_line(service="", head="own_time"), a_line(70_00, number="R-2"))
    assert amounts(lines, CAP | {"per": "claimant"}) == (570_00, 570_00, 0)


def test_what_was_received_counts_towards_a_cap():
    lines = of(a_line(900_00, deducted=100_00), gross=[a_line(1_000_00)])
    assert amounts(lines, CAP) == (400_00, 400_00, 0)
    assert amounts(lines, {"credits": "off"}, CAP) == (500_00, 500_00, 0)
    assert amounts(lines, CAP, {"credits": "off"}) == (500_00, 500_00, 0)


def test_a_cap_in_months_of_fees_tells_whose_fees_are_not_known():
    fees = {("R-1", "a.ca"): Fraction(1000), ("R-1", "b.ca"): Fraction(1, 3)}
    lines = of(a_line(), a_line(service="b.ca"), a_line(number="R-2"), fees=fees)
    found = under(lines, {"cap_months": 3, "per": "claimant"})
    assert found.totals.declared == 30_01 + 1_000_00
    assert (found.changes[0].uncapped, found.changes[0].among) == (1, 2)
    named = total_named("Défense", found.changes, "fr").replace("\u00a0", " ")
    assert named == "Défense (non limités, faute de frais connus : 1 sur 2)"
    english = total_named("Defence", found.changes, "en")
    assert english == "Defence (not capped, for want of known fees: 1 of 2)"
    assert total_named("Défense", under(lines, CAP).changes, "fr") == "Défense"
    assert amounts(lines, {"cap_months": 3, "per": "service"})[0] == 30_00 + 1 + 1_000_00


def test_the_order_of_switches_is_the_order_of_their_effects():
    lines = of(a_line(recent=True))
    half = {"mitigation": 50}
    assert amounts(lines, half, CAP | {"cap": 600}) == (500_00, 500_00, 0)
    assert amounts(lines, CAP | {"cap": 600}, half) == (300_00, 300_00, 0)


def test_interest_from_another_day_stays_apart_from_the_totals():
    per_year = Fraction(5, 100)

    def bears(line, day):
        if not line.regime:
            return None
        return per_year * (1 if day is None else 2), Fraction(0)

    lines = of(a_line(1_000_01, regime="qc"), a_line(decided=True, admitted=50, regime="qc"),
               a_line(7))  # fmt: skip
    found = under(lines, {"interest_from": date(2020, 9, 1)}, bears=bears)
    assert found.totals == found.base
    assert found.interest == (Interest(50_00 + 3, 0, 1), Interest(100_00 + 5, 0, 1))
    assert under(lines, CAP, bears=bears).interest is None


@st.composite
def some_lines(draw: st.DrawFn) -> list[Weighed]:
    made = []
    for place in range(draw(st.integers(0, 12))):
        grades = draw(st.tuples(*[st.integers(0, 10**10)] * 4))
        supported = sum(grades)
        made.append(Weighed(
            f"R-{place // 3}", draw(st.sampled_from(["", "a.ca", "b.ca"])),
            draw(st.sampled_from(["", "A1", "B1"])),
            draw(st.sampled_from(["rebuild", "lost_profit"])),
            supported + draw(st.integers(0, 10**10)), supported, draw(st.integers(0, supported)),
            grades, draw(st.integers(0, 10**6)), recent=draw(st.booleans()),
        ))  # fmt: skip
    return made


SWITCHES = st.lists(
    st.sampled_from([
        CAP, {"cap_months": 2, "per": "claimant"}, {"without_heads": ["lost_profit"]},
        {"grades": ["A", "B"]}, {"credits": "off"}, {"mitigation": Decimal("33.33")},
        {"without_subgroups": ["B1"]}, {"confirmed_only": True},
    ]),
    max_size=5,
)  # fmt: skip


def material_of(lines: list[Weighed]) -> Material:
    gross = [each._replace(declared=each.declared + each.deducted, deducted=0) for each in lines]
    return of(*lines, gross=gross, fees={("R-0", "a.ca"): Fraction(700, 3)}, proposed=["B1"])


@given(some_lines(), SWITCHES)
def test_steps_lead_from_the_base_to_the_totals_in_every_part_and_the_parts_make_the_whole(
    lines, switches
):
    found = under(material_of(lines), *switches)
    for total, base, *steps in zip(found.totals, found.base, *(c.sums for c in found.changes),
                                   strict=True):  # fmt: skip
        assert base + sum(steps) == total
    assert whole(found.parts) == found.totals
    for change in found.changes:
        assert whole(change.parts) == change.sums
    for part, sums in found.parts.items():
        steps = [change.parts.get(part, Sums()) for change in found.changes]
        base = parts_of(lines).get(part, Sums())
        assert Sums(*map(sum, zip(base, *steps, strict=True))) == sums
        assert 0 <= min(sums) <= max(sums) == sums.declared


@given(some_lines(), SWITCHES, st.randoms())
def test_the_order_of_claims_never_matters(lines, switches, chance):
    claims = sorted({line.number for line in lines})
    shuffled = [line for number in chance.sample(claims, len(claims))
                for line in lines if line.number == number]  # fmt: skip
    one, other = (under(material_of(each), *switches) for each in (lines, shuffled))
    assert (one.totals, dict(one.parts)) == (other.totals, dict(other.parts))


@given(some_lines(), SWITCHES, st.integers(1, 4))
def test_claims_tried_in_sets_come_to_what_they_come_to_at_once(lines, switches, sets):
    def bears(line, day):
        return (Fraction(1, 20), Fraction(1, 40 if day else 30)) if line.recent else None

    asked = [*switches, {"interest_from": DAY}]
    apart = [[line for line in lines if int(line.number[2:]) % sets == n] for n in range(sets)]
    found = together([under(material_of(each), *asked, bears=bears) for each in apart])
    assert found == under(material_of(lines), *asked, bears=bears)
    assert list(found.parts) == sorted(found.parts)


@given(some_lines(), SWITCHES)
def test_what_is_kept_with_a_snapshot_is_told_again_word_for_word(lines, switches):
    material = material_of(lines)
    found = under(material, *switches)
    beside = compared({}, losses_of(material.gross))
    kept = SideBySide(found.base, (Named("x", SOURCE_TEXT, found),), beside, DAY)
    assert freeze(thaw(freeze(kept))) == freeze(kept)


def test_a_kept_scenario_whose_steps_do_not_lead_to_its_totals_is_not_told():
    found = under(of(a_line()), CAP)
    beside = compared({}, Losses((), ()))
    kept = freeze(SideBySide(found.base, (Named("x", SOURCE_TEXT, found),), beside, DAY))
    kept["scenarios"][0]["parts"][0][2] += 1
    with pytest.raises(DoesNotReconcile):
        thaw(kept)


def an_offer(**said) -> Offer:
    return Offer.model_validate({"label": SOURCE, "kind": "goodwill", "head": "whole",
                                 "source": SOURCE} | said)  # fmt: skip


def test_an_offer_is_set_beside_what_each_lost_before_any_deduction():
    gross = [a_line(900_00), a_line(20_00, 0, number="R-2"), a_line(901_00, 30_01, number="R-3")]
    lines = of(a_line(0, deducted=900_00), gross=gross)
    offers = {"flat": an_offer(amount=900), "credit": an_offer(amount=Decimal("30.00")),
              "unstated": an_offer(),
              "months": an_offer(kind="free_hosting", amount=60, counts=False)}  # fmt: skip
    beside = compared(offers, losses_of(lines.gross))
    assert (beside.claims, beside.declared, beside.median_declared) == (3, 1_821_00, 900_00)
    flat, credit, unstated, months = beside.offers
    assert (flat.total, flat.below_declared, flat.below_supported) == (2_700_00, 1, 0)
    assert (credit.below_declared, credit.below_supported) == (2, 2)
    assert (unstated.amount, months.amount, months.below_declared) == (None, None, None)


def test_the_representative_reads_no_count_of_fewer_than_five_not_even_by_subtraction():
    offers = {"credit": an_offer(amount=30), "flat": an_offer(amount=900)}
    losses = Losses((1_000_00,) * 12 + (50_00,) * 3, (0,) * 5 + (1_000_00,) * 10)
    credit, flat = masked(compared(offers, losses))
    assert (credit.below_declared, credit.below_supported) == (15, 10)
    assert (flat.below_declared, flat.below_supported) == (None, 10)
    few = masked(compared(offers, Losses((1_000_00,) * 4, (0,) * 4)))
    assert {(each.total, each.below_declared) for each in few} == {(None, None)}
