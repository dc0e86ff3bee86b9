"""A loss computed again with what is proved: each step, its figure, its words and its source."""

from datetime import UTC, date, datetime
from decimal import Decimal
from textwrap import dedent

import pytest

from claims.claim.model import Exhibit
from claims.damages.assessment import Proof, Step
from claims.damages.engine import assess
from claims.damages.rerun import Rerun
from claims.i18n.text import Text
from tests.unit.test_engine import RATES, WHC, a_claim, emergency, received


def proved(loss, *kinds, credits=()):
    """The line of one loss with exhibits of these kinds."""
    exhibits = tuple(
        Exhibit(id=kind, sha256="0" * 64, size=1, name="piece.pdf", media="application/pdf",
                kind=kind, losses=("l0",), added=datetime(2026, 11, 22, tzinfo=UTC))
        for kind in kinds
    )  # fmt: skip
    claim = a_claim([loss], credits).model_copy(update={"exhibits": exhibits})
    (line,) = assess(claim, WHC, RATES).lines
    return line


def printed(steps, inside=""):
    for step in steps:
        figure = f"{step.operand.normalize():f} {step.unit} = {step.running.normalize():f}"
        yield f"{inside}{step.verb} {step.name} {figure} {step.origin}"
        yield f"{inside}  « {step.label.fr} » “{step.label.en}”".replace("\u00a0", " ")
        yield from printed(step.parts, f"{inside}    ")


def reads(steps, told):
    assert list(printed(steps)) == dedent(told).strip().splitlines()


def a_sale(**typed):
    """1,000.00 expected, 200.00 made."""
    inputs = {"expected": "1000", "actual": "200"} | typed
    return emergency(0, 1) | {"head": "lost_profit", "inputs": inputs}


def test_a_rate_declared_below_the_matter_s_is_the_matter_s_until_it_is_proved():
    """800.00 less 45 % is 440.00, of which 90 %; the rest, at the rate declared, is on word."""
    line = proved(a_sale(avoided_costs="30"), "platform_export")
    assert (line.declared, line.supported, line.grade, line.on_word) == (56_000, 39_600, "B", 0)
    reads(
        line.support,
        """
        take B 396 money = 396 computed
          « catégorie de preuve B » “evidence grade B”
            take proved 440 money = 440 computed
              « le même calcul, avec ce qui est prouvé à la catégorie B ou mieux » """
        """“the same computation, with what is proved at grade B or better”
                take expected_revenue 1000 money = 1000 declared
                  « ventes attendues pendant la panne » “sales expected during the outage”
                less actual_revenue 200 money = 800 declared
                  « ventes faites pendant la panne » “sales made during the outage”
                less later_sales 0 money = 800 blank
                  « Ventes reportées et faites plus tard » “Sales postponed and made later”
                not_below nothing 0 money = 800 nothing
                  « zéro » “zero”
                less_percent avoided_costs 45 percent = 440 figure
                  « taux des coûts évités » “rate of costs avoided”
                less credits 0 money = 440 credit
                  « sommes reçues pour ce chef » “sums received for this head”
                not_below nothing 0 money = 440 nothing
                  « zéro » “zero”
            keep_percent share 90 percent = 396 accepted
              « part acceptée pour la catégorie B » “share accepted for grade B”
        plus D 0 money = 396 computed
          « catégorie de preuve D » “evidence grade D”
            take declared 560 money = 560 computed
              « montant déclaré » “amount declared”
            less counted 440 money = 120 computed
              « déjà compté ci-dessus » “already counted above”
            keep_percent share 0 percent = 0 accepted
              « part acceptée pour la catégorie D » “share accepted for grade D”
        """,
    )
    [rate] = [step for step in line.support[0].parts[0].parts if step.name == "avoided_costs"]
    value = WHC.figures["avoided_cost_rate"].values[0]
    assert (rate.authority, rate.verified, rate.since) == (
        value.authority, False, date(2021, 8, 1)
    )  # fmt: skip


@pytest.mark.parametrize(("rate", "names"), [("44.99", 2), ("45", 1), ("50", 1)])
def test_a_rate_is_to_be_proved_only_when_it_is_below_the_matter_s(rate, names):
    assert len(proved(a_sale(avoided_costs=rate)).proofs) == names


def test_what_is_not_proved_counts_for_nothing_and_sums_received_for_what_they_are():
    """Ten hours at 85.00 and 100.00 of invoices, less 300.00: invoices alone come to nothing."""
    loss = emergency(0, 1) | {"head": "rebuild", "inputs": {"hours": "10", "invoices": "100"}}
    credits = [received(30_000, head="rebuild")]
    line = proved(loss, "invoice", "payment", credits=credits)
    assert (line.declared, line.supported, line.grade) == (65_000, 0, "D")
    run = line.support[0].parts[0]
    assert (run.label.fr, run.operand) == (
        "le même calcul, avec ce qui est prouvé à la catégorie A", 0
    )  # fmt: skip
    assert [(step.name, step.operand, step.running, step.origin) for step in run.parts] == [
        ("hours", 0, 0, "unproved"), ("hourly_rate", 85, 0, "figure"),
        ("invoices", 100, 100, "declared"), ("rebuild_cap", 40_000, 100, "figure"),
        ("credits", 300, -200, "credit"), ("nothing", 0, 0, "nothing"),
    ]  # fmt: skip
    rate, value = run.parts[1], WHC.figures["hourly_rate"].values[0]
    assert (rate.authority, rate.verified, rate.since) == (
        value.authority, False, date(2021, 8, 1)
    )  # fmt: skip
    assert (run.parts[0].unit, run.parts[0].label) == (
        "hours", Text(fr="Heures de votre propre travail", en="Hours of your own work")
    )  # fmt: skip
    assert line.proofs[1] == Proof(
        "A", ("invoice", "payment"), "invoices",
        Text(fr="Sommes payées ou dues à d’autres", en="Sums paid or owed to others"),
    )  # fmt: skip


def a_step(verb, name, operand, running, origin="declared", fr="x", en="x"):
    label = Text(fr=fr, en=en)
    return Step(verb, name, label, Decimal(operand), "money", Decimal(running), origin)


COSTS, BACK = a_step("take", "costs", 100, 100), a_step("less", "received", 30, 70)


def again(declared, missing, *steps):
    """A tape of costs and of what was received, run without some names."""
    run = Rerun(WHC.heads["mitigation"], steps, declared, lambda step: None)
    kept = run.steps_without(frozenset(missing))
    assert kept[-1].running == run.without(frozenset(missing))
    return kept


def test_no_run_comes_to_less_than_nothing_nor_to_more_than_is_declared_and_it_is_said():
    assert again(7_000, {"other"}, COSTS, BACK) == (COSTS, BACK)
    word = Text(fr="y", en="y")
    doubtful = Step(
        "less", "received", word, Decimal(30), "money", Decimal(70), "figure", word,
        verified=False, since=date(2021, 8, 1),
    )  # fmt: skip
    assert again(7_000, {"other"}, COSTS, doubtful) == (COSTS, doubtful)
    assert again(7_000, {"costs"}, COSTS, BACK) == (
        a_step("take", "costs", 0, 0, "unproved"), a_step("less", "received", 30, -30),
        a_step("not_below", "nothing", 0, 0, "nothing", "zéro", "zero"),
    )  # fmt: skip
    assert again(6_000, {"other"}, COSTS, BACK) == (
        COSTS, BACK,
        a_step("not_above", "declared", 60, 60, "computed", "montant déclaré", "amount declared"),
    )  # fmt: skip


def test_a_rate_that_has_no_figure_of_the_matter_stays_as_it_was():
    lowered = a_step("less_percent", "avoided_costs", 50, 50)
    assert again(5_000, {"avoided_costs"}, COSTS, lowered) == (COSTS, lowered)
