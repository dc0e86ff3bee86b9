"""Properties of every count: credits are taken once, caps are shared, and the steps lead there."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
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


OUTAGE = date(2021, 8, 28)


def a_history(of_day, days=140):
    """Cents by a rule of the day's number, the first day of the outage being 0."""
    every = ((n, OUTAGE + timedelta(days=n)) for n in range(-days, days))
    return "\n".join(f"{day}; {typed(of_day(n))}" for n, day in every if of_day(n))


def lost(history, *outages, **inputs):
    """What outages, each of days numbered from the first, lose: declared cents, by loss."""
    losses = [
        emergency(0, 1) | {
            "id": f"l{i}", "head": "lost_profit",
            "start": str(OUTAGE + timedelta(days=first)), "end": str(OUTAGE + timedelta(days=last)),
            "inputs": {"history": history, "actual": "0", "avoided_costs": "0"}
            | inputs.get(f"l{i}", {}),
        }
        for i, (first, last) in enumerate(outages)
    ]  # fmt: skip
    return [line.declared for line in assess(a_claim(losses), WHC, RATES).lines]


def test_what_the_last_of_joined_outages_cannot_absorb_is_taken_from_the_others():
    """100.00 a day; ten days of outage, then a week that sells 300.00 more than an ordinary one."""
    history = a_history(lambda n: 0 if 0 <= n < 10 else 40000 if n == 10 else 10000)
    assert lost(history, (0, 9)) == [70000]
    assert lost(history, (0, 8), (9, 9)) == [70000, 0]
    assert lost(history, (0, 4), (5, 9)) == [50000, 20000]


def test_days_between_joined_outages_that_sold_more_than_expected_are_deducted():
    """100.00 a day, 250.00 on the day between two outages of three days."""
    history = a_history(lambda n: 25000 if n == 3 else 0 if 0 <= n < 7 else 10000)
    assert lost(history, (0, 6)) == [45000]
    assert lost(history, (0, 2), (4, 6)) == [30000, 15000]


def test_sales_made_up_that_one_loss_declares_beyond_what_it_lost_are_taken_from_the_other():
    history = a_history(lambda n: 0 if 0 <= n < 10 else 10000)
    assert lost(history, (0, 1), (2, 9), l0={"made_up_later": "300"}) == [0, 70000]
    assert lost(history, (0, 7), (8, 9), l1={"made_up_later": "300"}) == [70000, 0]


@pytest.mark.parametrize(
    ("first", "second", "third", "left"),
    [
        ({"made_up_later": "500"}, {}, {"actual": "50"}, [0, 5_000, 0]),
        ({"made_up_later": "300"}, {"made_up_later": "199.50"}, {}, [0, 50, 10_000]),
        ({}, {"made_up_later": "700"}, {}, [0, 0, 0]),
    ],
)
def test_of_three_joined_outages_the_last_bears_first_what_another_cannot_absorb(
    first, second, third, left
):
    """Each of two days at 100.00, with a day between that sold as expected; what the third sold
    during its outage leaves less for it to bear."""
    history = a_history(lambda n: 10_000 * (n not in {0, 1, 3, 4, 6, 7}))
    assert lost(history, (0, 1), (3, 4), (6, 7), l0=first, l1=second, l2=third) == left


def test_a_week_apart_each_outage_has_the_week_after_it_and_neither_is_a_reference():
    """200.00 a day in the seven days after the first of two outages: they tell of no ordinary day,
    and are netted from it."""
    history = a_history(lambda n: 0 if n in {0, 8} else 20000 if 0 < n < 8 else 10000)
    assert lost(history, (0, 0), (8, 8)) == [0, 10000]


of_days = st.lists(st.integers(0, 40000), min_size=180, max_size=180)


@given(of_days, st.integers(1, 9), st.integers(0, 6), st.integers(1, 9), st.integers(1, 4))
@settings(max_examples=12, deadline=None)
def test_an_outage_split_in_two_never_loses_more_than_whole(sold, first, apart, second, times):
    """Nothing declared as made up, so that the same is declared of both; a cent a rounding.

    times: how many times more the week after sold.
    """
    end = first + apart + second
    history = a_history(lambda n: sold[n] * (times if end <= n < end + 7 else 1))
    split = lost(history, (0, first - 1), (first + apart, end - 1))
    assert sum(split) <= sum(lost(history, (0, end - 1))) + 3


@pytest.mark.parametrize(
    ("rates", "code", "told"),
    [
        ("CA GST 5 2008-01-01, QC QST 9.975 2013-01-01", "", "GST 5% (CA), QST 9.975% (QC)"),
        ("CA GST 5 2008-01-01, QC QST 9.5 2012-01-01", "tax-rate-unverified", "QST 9.5% (QC)"),
        ("? unknown 0 0001-01-01", "tax-rate-unverified", "no known rate (place unknown)"),
    ],
)
def test_the_tax_taken_out_of_an_export_is_told_with_its_rates(rates, code, told):
    """A rate that the table in force does not have is verified by nobody."""
    history = f"date; ventes / sales; taxes: {rates}\n{a_history(lambda _: 10000)}"
    loss = emergency(0, 1) | {"head": "lost_profit", "inputs": {"history": history, "actual": "0"}}
    (line,) = assess(a_claim([loss]), WHC, RATES).lines
    warned = [w for w in line.warnings if w.code == "tax-rate-unverified"]
    assert [w.code for w in warned] == [code] * bool(code)
    [said] = warned or [n for n in line.notes if n.code == "history-net-of-tax"]
    assert told in sentence(said, "en")
    assert said.where == "history"
    assert said.values["rates_fr"].startswith(("TPS 5\u00a0% (CA), TVQ 9,", "aucun taux connu"))
