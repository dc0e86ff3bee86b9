"""What a line tells: of counsel's word, of its proof, of its place, and of sums left over."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from claims.claim.model import Decision, Exhibit
from claims.claim.states import Status
from claims.damages.assessment import Proof
from claims.damages.engine import assess, loss_of
from claims.damages.rows import LineRow, rows_of
from claims.problems import Problem
from tests.unit.test_engine import RATES, WHC, a_claim, emergency, received


def test_the_row_the_store_keeps_of_a_line_is_the_line_and_what_totals_need_of_its_claim():
    claim = a_claim([emergency(0, 10_000)])
    counted = assess(claim, WHC, RATES)
    line = replace(counted.lines[0], admitted=9_000, decided=True, supported=6_000)
    counted = replace(counted, lines=(line,))
    day = date(2026, 11, 22)
    (row,) = rows_of(claim, counted, status=Status.ACCEPTED, submitted=day)
    assert row == LineRow(
        number="R-TEST", matter="whc-2021", status=Status.ACCEPTED, claimant_kind="person",
        submitted=day, fictional=claim.fictional, loss="l0", head="mitigation",
        service="site0.example", group="B", subgroup="B1", start=date(2021, 8, 28),
        end=date(2021, 9, 1), grade="D", declared=10_000, supported=6_000, admitted=9_000,
        decided=True,
    )  # fmt: skip
    assert row.month == "2021-08"


def decided(claim, cents, loss="l0"):
    """The claim, one of its losses decided by counsel."""
    at = datetime(2026, 11, 22, tzinfo=UTC)
    word = Decision(
        loss=loss, outcome="accepted", admitted_cents=cents, reason="whole", by="counsel", at=at
    )
    return claim.model_copy(update={"decisions": (*claim.decisions, word)})


def test_what_counsel_admitted_is_told_on_its_loss_and_must_be_decided_again_when_above_it():
    claim = a_claim([emergency(0, 10_000), emergency(1, 20_000)])
    first, second = assess(decided(claim, 9_000, "l1"), WHC, RATES).lines
    assert (first.decided, first.admitted) == (False, 0)
    assert (second.decided, second.admitted, second.warnings) == (True, 9_000, ())
    assert assess(decided(claim, 20_000, "l1"), WHC, RATES).lines[1].warnings == ()
    above = assess(decided(claim, 20_001, "l1"), WHC, RATES).lines[1].warnings
    assert above == (
        Problem("admitted", "admitted-above-declared",
                {"declared_cents": 20_000, "currency": "CAD"}),
    )  # fmt: skip


def test_a_line_is_of_the_loss_it_was_counted_from():
    claim = a_claim([emergency(0, 10_000), emergency(1, 20_000)])
    line = assess(claim, WHC, RATES).lines[1]
    assert loss_of(claim, line) is claim.losses[1]
    assert (line.loss, line.head, line.service) == ("l1", "mitigation", "site1.example")
    assert (line.start, line.end) == (date(2021, 8, 28), date(2021, 9, 1))


def test_an_exhibit_proves_the_losses_it_names_and_no_other():
    claim = a_claim([emergency(0, 10_000), emergency(1, 20_000)])
    paid = tuple(
        Exhibit(id=kind, sha256="0" * 64, size=1, name="piece.pdf", media="application/pdf",
                kind=kind, losses=("l1",), added=datetime(2026, 11, 22, tzinfo=UTC))
        for kind in ("invoice", "payment")
    )  # fmt: skip
    lines = assess(claim.model_copy(update={"exhibits": paid}), WHC, RATES).lines
    assert [(line.grade, line.supported) for line in lines] == [("D", 0), ("A", 20_000)]


def test_two_sums_for_one_loss_are_deducted_in_the_order_listed():
    """100.00 of costs: 60.00 of the first and 40.00 of the second, of which 30.00 are left."""
    sums = [received(6_000, id="c0"), received(7_000, id="c1")]
    counted = assess(a_claim([emergency(0, 10_000)], sums), WHC, RATES)
    assert counted.deducted == {"c0": Decimal(60), "c1": Decimal(40)}
    assert (counted.number, counted.matter) == ("R-TEST", "whc-2021")
    (left,) = counted.lines[0].warnings
    assert left == Problem("credits", "credit-left", {"left_cents": 3_000, "currency": "CAD"})


def test_a_sum_no_loss_absorbs_is_told_on_the_last_loss_it_answers_to():
    """By head, then by site; a head without a loss is told on the last line of all."""
    rebuilt = emergency(1, 1) | {"head": "rebuild", "inputs": {"hours": "10"}}
    losses = [rebuilt, emergency(0, 10_000)]

    def told(*sums):
        counted = assess(a_claim(losses, sums), WHC, RATES)
        return {
            line.loss: [(w.code, w.values.get("service", "")) for w in line.warnings
                        if w.code.startswith("credit-left")]
            for line in counted.lines
        }  # fmt: skip

    assert told(received(25_000))["l0"] == [("credit-left", "")]
    assert told(received(2_000_000, head="rebuild"))["l1"] == [("credit-left", "")]
    on_site = told(received(25_000, service="s1"))
    assert on_site == {"l1": [], "l0": [("credit-left-service", "site1.example")]}
    assert told(received(5_000, head="own_time"))["l0"] == [("credit-left", "")]


def test_three_losses_of_hours_share_one_cap():
    day = {"head": "own_time", "inputs": {"hours": "30"}}
    losses = [day | {"id": f"l{n}", "start": f"2021-08-{28 + n}", "end": f"2021-08-{28 + n}"}
              for n in range(3)]  # fmt: skip
    counted = assess(a_claim(losses), WHC, RATES)
    assert [line.declared for line in counted.lines] == [75_000, 25_000, 0]


def test_a_loss_of_the_claimant_counts_where_its_head_is_claimed_though_another_site_comes_first():
    claim = a_claim([emergency(0, 1), emergency(1, 1)])
    late, shop = (
        service.model_copy(update={"subgroup": subgroup})
        for service, subgroup in zip(claim.services, ("A2", "B1"), strict=True)
    )
    profit = claim.losses[0].model_copy(update={"head": "lost_profit", "service": ""})

    def placed(*services, loss=profit):
        told = claim.model_copy(update={"services": services, "losses": (loss,)})
        (line,) = assess(told, WHC, RATES).lines
        return line.group, line.subgroup

    assert placed(late, shop) == ("B", "B1")
    assert placed(late) == ("A", "A2")  # none claims it: the first
    assert placed(late.model_copy(update={"subgroup": ""})) == ("", "")


def test_a_step_says_the_authority_of_its_figure_its_day_and_that_nobody_confirmed_it():
    hours = emergency(0, 1) | {"head": "rebuild", "inputs": {"hours": "10"}}
    _, rate, *_ = assess(a_claim([hours]), WHC, RATES).lines[0].steps
    value = WHC.figures["hourly_rate"].values[0]
    assert (rate.name, rate.operand, rate.authority) == ("hourly_rate", 85, value.authority)
    assert (rate.verified, rate.since) == (False, date(2021, 8, 1))


def test_sales_typed_once_their_history_was_refused_are_proved_by_no_exhibit():
    loss = emergency(0, 1) | {"head": "lost_profit"}
    typed = {"expected": "1000", "actual": "0", "avoided_costs": "45"}
    for history, supported in (("", 49_500), ("2021-08-20; 100,00", 0)):
        claim = a_claim([loss | {"inputs": typed | {"history": history}}])
        export = Exhibit(id="e", sha256="0" * 64, size=1, name="export.csv", media="text/csv",
                         kind="platform_export", losses=("l0",),
                         added=datetime(2026, 11, 22, tzinfo=UTC))  # fmt: skip
        (line,) = assess(claim.model_copy(update={"exhibits": (export,)}), WHC, RATES).lines
        assert (line.declared, line.supported) == (55_000, supported)


def test_how_far_an_estimate_may_be_off_is_noted_on_its_line():
    months = "2021-05; 3100,00\n2021-06; 3000,00\n2021-07; 3100,00"
    loss = emergency(0, 1) | {"head": "lost_profit", "inputs": {"history": months, "actual": "0"}}
    (line,) = assess(a_claim([loss]), WHC, RATES).lines
    assert [note.code for note in line.notes] == ["interval-days"]


def test_a_head_that_accepts_a_declaration_says_how_much_rests_on_it_alone():
    told = {"id": "l0", "head": "inconvenience", "start": "2021-08-28", "end": "2021-08-31"}
    (line,) = assess(a_claim([told]), WHC, RATES).lines
    assert (line.grade, line.supported, line.on_word) == ("D", 25_000, 25_000)
    assert line.proofs == (Proof("D", ()),)
    (paid,) = assess(a_claim([emergency(0, 10_000)]), WHC, RATES).lines
    assert (paid.grade, paid.supported, paid.on_word) == ("D", 0, 0)
