"""Properties of every count: credits are taken once, caps are shared, and the steps lead there."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claim.form import ClaimForm
from claims.claim.model import Service
from claims.claim.reading import read_claim
from claims.damages.engine import assess
from claims.damages.explain import explain
from claims.damages.rates import Rates
from claims.i18n.sentences import sentence
from claims.matter.reading import read_matter
from claims.money import to_cents, to_units
from claims.settings import HOME

WHC = read_matter(HOME / "data" / "matters" / "whc-2021" / "matter.toml")
RATES = Rates.read(HOME / "data" / "rates")
CENTS = st.integers(min_value=1, max_value=2_000_000)


def typed(cents: int) -> str:
    return f"{to_units(cents):f}"


def a_claim(losses, credits=(), kind="person"):
    """Costs of an emergency, one site each, so that no cap and no rate comes in."""
    form = ClaimForm.model_validate(
        {
            "claimant": {"kind": kind, "name": "Julie Côté", "capacity": "owner"},
            "contact": {"email": "julie@cote.example", "place": "QC"},
            "services": [
                {"id": f"s{i}", "domain": f"site{i}.example", "type": "shop", "subgroup": "B1"}
                for i in range(max(len(losses), 1))
            ],
            "losses": losses,
            "credits": list(credits),
        }
    )
    claim, problems = read_claim(form, WHC, number="R-TEST", exhibits=(), today=date(2026, 11, 22))
    assert problems == ()
    return claim


def emergency(i, cents):
    return {
        "id": f"l{i}",
        "head": "mitigation",
        "service": f"s{i}",
        "start": "2021-08-28",
        "end": "2021-09-01",
        "inputs": {"costs": typed(cents)},
    }


def received(cents, head="mitigation", **more):
    return {"id": "c1", "kind": "goodwill", "amount": typed(cents), "head": head, **more}


@given(st.lists(CENTS, min_size=1, max_size=5), CENTS)
def test_a_sum_received_is_deducted_once_from_all_the_losses_it_answers(costs, credit):
    losses = [emergency(i, cents) for i, cents in enumerate(costs)]
    counted = assess(a_claim(losses, [received(credit)]), WHC, RATES)
    assert counted.declared == max(sum(costs) - credit, 0)


@given(CENTS, CENTS)
def test_an_offer_refused_takes_nothing_away(cost, credit):
    claim = a_claim([emergency(0, cost)], [received(credit, accepted="no")])
    assert assess(claim, WHC, RATES).declared == cost


def test_a_credit_for_one_site_leaves_the_other_whole():
    losses = [emergency(0, 10_000), emergency(1, 10_000)]
    counted = assess(a_claim(losses, [received(4_000, service="s1")]), WHC, RATES)
    assert [line.declared for line in counted.lines] == [10_000, 6_000]


def test_a_sum_too_large_for_its_site_is_told_on_that_site_by_name():
    losses = [emergency(0, 10_000), emergency(1, 30_000)]
    counted = assess(a_claim(losses, [received(20_000, service="s0")]), WHC, RATES)
    assert [line.declared for line in counted.lines] == [0, 30_000]
    assert [[w.code for w in line.warnings] for line in counted.lines] == [
        ["credit-left-service"], [],
    ]  # fmt: skip
    assert sentence(counted.lines[0].warnings[0], "en").startswith(
        "A sum received of $100.00 for site0.example was not deducted: it exceeds the losses of "
        "that service"
    )


@pytest.mark.parametrize(
    ("services", "codes"),
    [
        ([("shop", "shop")], []),
        ([("shop", "showcase")], ["type-against-use"]),
        ([("application", "booking")], []),
        ([("shop", "shop"), ("mail", "mail")], []),
        ([("shop", "shop"), ("application", "booking")], []),
    ],
)
def test_a_service_whose_type_does_not_hold_together_is_told_and_counts_the_same(services, codes):
    claim = a_claim([emergency(0, 10_000)])
    told = tuple(
        Service(id=f"s{n}", typed="a.ca", domain="a.ca", type=kind, answers={"use": use})
        for n, (kind, use) in enumerate(services)
    )
    (line,) = assess(claim.model_copy(update={"services": told}), WHC, RATES).lines
    assert ([warning.code for warning in line.warnings], line.declared) == (codes, 10_000)
    for warning in line.warnings:
        assert sentence(warning, "fr") != sentence(warning, "en")


@given(st.lists(CENTS, min_size=1, max_size=5))
def test_the_last_step_of_a_tape_is_the_amount_declared(costs):
    losses = [emergency(i, cents) for i, cents in enumerate(costs)]
    for line in assess(a_claim(losses), WHC, RATES).lines:
        assert to_cents(line.steps[-1].running) == line.declared
        dollars, cents = divmod(line.declared, 100)
        printed = f"{dollars:,}".replace(",", "\u00a0") + f",{cents:02}\u00a0$"
        assert explain(line, WHC, "fr")[-1].running == printed


def test_a_domain_under_two_types_has_one_cap_that_counts_for_both():
    """400 h of a shop, 34,000.00 under its 40,000.00; nothing is left of the 25,000.00 of the
    booking application under the same name."""
    shop = emergency(0, 1) | {"head": "rebuild", "inputs": {"hours": "400"}}
    more = {"id": "l1", "service": "s1", "start": "2021-09-01", "end": "2021-09-05"}
    claim = a_claim([shop, shop | more])
    first, second = claim.services
    same = second.model_copy(update={"domain": first.domain, "type": "application"})
    counted = assess(claim.model_copy(update={"services": (first, same)}), WHC, RATES)
    assert [line.declared for line in counted.lines] == [3_400_000, 0]


def test_hours_lost_share_one_cap_over_the_whole_claim():
    first = {"id": "l0", "head": "own_time", "start": "2021-08-28", "end": "2021-08-31"}
    second = first | {"id": "l1", "start": "2021-09-01", "end": "2021-09-05"}
    claim = a_claim([first | {"inputs": {"hours": "30"}}, second | {"inputs": {"hours": "30"}}])
    counted = assess(claim, WHC, RATES)
    assert [line.declared for line in counted.lines] == [75_000, 25_000]
    cap = counted.lines[1].steps[3]
    assert (cap.operand, [part.operand for part in cap.parts]) == (
        Decimal(250),
        [Decimal(1000), Decimal(750)],
    )


def test_a_loss_of_the_claimant_counts_in_the_first_subgroup_that_claims_its_head():
    loss = {"id": "l0", "head": "inconvenience", "start": "2021-08-28", "end": "2021-08-31"}
    (line,) = assess(a_claim([loss]), WHC, RATES).lines
    assert (line.group, line.subgroup, line.service, line.declared) == ("B", "B1", "", 25_000)


def test_a_site_not_placed_yet_counts_in_no_subgroup_and_is_not_lost():
    claim = a_claim([emergency(0, 10_000)])
    unplaced = claim.services[0].model_copy(update={"subgroup": ""})
    claim = claim.model_copy(update={"services": (unplaced,)})
    (line,) = assess(claim, WHC, RATES).lines
    assert (line.group, line.subgroup, line.declared) == ("", "", 10_000)


def test_a_sum_received_that_no_loss_absorbs_is_told():
    counted = assess(a_claim([emergency(0, 10_000)], [received(25_000)]), WHC, RATES)
    (line,) = counted.lines
    assert line.declared == 0
    assert [(w.code, w.values["left_cents"]) for w in line.warnings] == [("credit-left", 15_000)]
    assert counted.deducted == {"c1": Decimal("100.00")}


def test_free_hosting_that_the_matter_does_not_value_is_not_among_what_was_deducted():
    free = received(5_000, id="c0", kind="free_hosting")
    counted = assess(a_claim([emergency(0, 10_000)], [free, received(2_000)]), WHC, RATES)
    assert counted.lines[0].declared == 8_000
    assert counted.deducted == {"c1": Decimal("20.00")}


def test_the_flat_sum_for_inconvenience_is_paid_once_to_a_person():
    first = {"id": "l0", "head": "inconvenience", "start": "2021-08-28", "end": "2021-08-28"}
    second = first | {"id": "l1", "start": "2021-08-29", "end": "2021-08-29"}
    counted = assess(a_claim([first, second]), WHC, RATES)
    assert [line.declared for line in counted.lines] == [25_000, 0]


def refund(**inputs):
    return {
        "id": "l0",
        "head": "hosting_refund",
        "service": "s0",
        "start": "2021-08-28",
        "end": "2022-08-27",
        "inputs": {"prepaid": "119,88"} | inputs,
    }


def test_a_refund_never_exceeds_the_price_paid():
    (line,) = assess(a_claim([refund(days_paid="30")]), WHC, RATES).lines
    assert line.declared == 11_988


def test_sales_a_history_shows_in_the_outage_are_deducted_even_when_it_is_too_short_to_expect_any():
    """1,000.00 expected as typed; two days of history inside the outage, and 50.00 by telephone."""
    loss = emergency(0, 1) | {"head": "lost_profit"}
    typed = {"history": "2021-08-29; 100,00\n2021-08-30; 200,00", "expected": "1000",
             "actual": "50", "avoided_costs": "45"}  # fmt: skip
    (line,) = assess(a_claim([loss | {"inputs": typed}]), WHC, RATES).lines
    assert [step.running for step in line.steps[:2]] == [1000, 650]
    parts = [(part.name, part.operand, part.origin) for part in line.steps[1].parts]
    assert parts == [("history", 300, "history"), ("actual", 50, "declared")]
