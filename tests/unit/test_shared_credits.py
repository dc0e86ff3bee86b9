"""A sum that answers to several heads: deducted once, never below zero, and the tape says how."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.claim.form import ClaimForm
from claims.claim.model import Exhibit
from claims.claim.reading import read_claim
from claims.damages.assessment import Step
from claims.damages.credits import Pots, deduct, shared
from claims.damages.engine import assess
from claims.damages.explain import explain
from claims.damages.rates import Rates
from claims.i18n.text import Text
from claims.matter.reading import parse_matter, read_matters
from claims.problems import Refused

DATA = Path(__file__).resolve().parents[2] / "data"
OVH = read_matters(DATA / "matters")["ovh-2021"]
RATES = Rates.read(DATA / "rates")
AT = datetime(2026, 11, 21, tzinfo=UTC)


def counted(costs, credits):
    """Emergency costs on as many sites, with the sums received."""
    services = [{"id": f"s{n}", "domain": f"site{n}.example", "type": "showcase", "subgroup": "E2"}
                for n, _ in enumerate(costs)]  # fmt: skip
    losses = [{"id": f"l{n}", "head": "mitigation", "service": f"s{n}", "start": "2021-03-10",
               "end": "2021-03-12", "inputs": {"costs": f"{cents // 100},{cents % 100:02}"}}
              for n, cents in enumerate(costs)]  # fmt: skip
    form = ClaimForm.model_validate({
        "claimant": {"kind": "business", "name": "Atelier", "capacity": "owner"},
        "contact": {"email": "a@atelier.example", "place": "FR"}, "services": services,
        "losses": losses,
        "credits": [{"id": f"c{n}", "kind": "goodwill", "amount": f"{c // 100},{c % 100:02}",
                     "head": head, "service": "".join(site)}
                    for n, (head, c, *site) in enumerate(credits)],
    })  # fmt: skip
    claim, problems = read_claim(form, OVH, number="R-0000-0000-0", exhibits=(),
                                 today=date(2026, 11, 21))  # fmt: skip
    assert claim is not None, problems
    return assess(claim, OVH, RATES)


def test_the_tape_says_what_was_received_used_and_taken():
    line = counted([60000, 54000], [("whole", 90000)]).lines[1]
    assert line.declared == 24000
    told = [(t.text, t.operand, t.depth) for t in explain(line, OVH, "en")]
    assert told[1:5] == [
        ("Subtract: sums received for this head", "€300.00", 0),
        ("Take: Flat indemnity, for all the losses", "€300.00", 1),
        ("Take: sum received, in all", "€900.00", 2),
        ("Subtract: already deducted from losses counted before", "€600.00", 2),
    ]


def test_sums_for_a_head_alone_are_told_before_those_it_shares():
    """60.00 for this head and 30.00 for all, of 600.00."""
    line = counted([60000], [("whole", 3000), ("mitigation", 6000)]).lines[0]
    own, whole = line.steps[1].parts
    assert (line.declared, line.steps[1].operand) == (51000, 90)
    assert (own.verb, own.name, own.operand, own.unit, own.running, own.origin) == (
        "take", "credits", 60, "money", 60, "credit",
    )  # fmt: skip
    assert own.label.en == "sums received for this head"
    assert (whole.verb, whole.operand, whole.running) == ("plus", 30, 90)


def test_a_sum_larger_than_the_loss_is_taken_up_to_it_the_heads_own_first():
    line = counted([60000], [("whole", 90000), ("mitigation", 50000)]).lines[0]
    assert [part.operand for part in line.steps[1].parts] == [500, 100]
    assert line.declared == 0


def test_what_is_left_of_a_sum_for_all_the_losses_of_a_site_is_told_on_that_site():
    first, second = counted([60000, 54000], [("whole", 90000, "s0")]).lines
    assert (first.declared, second.declared) == (0, 54000)
    (left,) = [told for told in first.warnings if told.code == "credit-left-service"]
    assert (left.values["service"], left.values["left_cents"]) == ("site0.example", 30000)
    assert "credit-left" not in " ".join(told.code for told in second.warnings)


def test_a_claim_without_such_a_sum_has_the_tape_it_always_had():
    line = counted([60000], [("mitigation", 10000)]).lines[0]
    assert line.steps[1].parts == ()
    assert line.declared == 50000


def test_a_scope_must_name_heads_of_the_matter():
    text = (DATA / "matters" / "ovh-2021" / "matter.toml").read_text(encoding="utf-8")
    wrong = text.replace('heads = ["rebuild", "lost_profit"', 'heads = ["rebuilt", "lost_profit"')
    with pytest.raises(Refused) as refused:
        parse_matter(wrong, "ovh-2021")
    assert "unknown-head" in {problem.code for problem in refused.value.problems}
    with pytest.raises(Refused) as refused:
        parse_matter(text.replace("[credit_scopes.whole]", "[credit_scopes.rebuild]"), "ovh-2021")
    assert "scope-named-as-head" in {problem.code for problem in refused.value.problems}


amounts = st.integers(1, 200000)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(amounts, min_size=1, max_size=6),
    st.lists(st.tuples(st.sampled_from(["whole", "mitigation"]), amounts), max_size=4),
)
def test_what_is_deducted_and_what_is_left_is_what_was_received(costs, credits):
    assessment = counted(costs, credits)
    received = sum(cents for _, cents in credits)
    left = sum(w.values["left_cents"] for line in assessment.lines for w in line.warnings
               if w.code == "credit-left")  # fmt: skip
    assert assessment.declared == max(sum(costs) - received, 0)
    assert sum(costs) - assessment.declared + left == received
    assert sum(assessment.deducted.values()) * 100 == sum(costs) - assessment.declared
    assert all(Decimal(0) <= step.running for line in assessment.lines for step in line.steps)


def an_exhibit(kind, loss):
    return Exhibit(id=f"e{loss}{kind}", sha256="0" * 64, size=1, name="piece.pdf", kind=kind,
                   media="application/pdf", losses=(loss,), added=AT)  # fmt: skip


def a_mixed_claim(received):
    """Losses of several heads, ages, services and proofs, under a shared sum and a shared cap."""
    services = [{"id": f"s{n}", "domain": f"site{n}.example", "type": "showcase", "subgroup": "E2"}
                for n in range(2)]  # fmt: skip
    days = [("2021-03-10", "2021-03-12"), ("2021-03-13", "2021-03-20")]
    losses = [
        {"head": head, "service": service, "start": start, "end": end, "inputs": inputs}
        for start, end in days
        for head, service, inputs in (
            ("mitigation", "s0", {"costs": "300"}), ("mitigation", "s1", {"costs": "500"}),
            ("data_loss", "s0", {"hours": "8"}), ("own_time", "", {"hours": "15"}),
        )
    ]  # fmt: skip
    form = ClaimForm.model_validate({
        "claimant": {"kind": "business", "name": "Atelier", "capacity": "owner"},
        "contact": {"email": "a@atelier.example", "place": "FR"}, "services": services,
        "losses": [{"id": f"l{n}", **loss} for n, loss in enumerate(losses)],
        "credits": [{"id": "c0", "kind": "goodwill", "amount": f"{received}", "head": "whole"}],
    })  # fmt: skip
    proved = [("invoice", f"l{n}") for n in (1, 4)] + [("payment", "l4"), ("call_log", "l7")]
    exhibits = tuple(an_exhibit(kind, loss) for kind, loss in proved)
    claim, problems = read_claim(form, OVH, number="R-0000-0000-0", exhibits=exhibits,
                                 today=date(2026, 11, 21))  # fmt: skip
    assert claim is not None, problems
    return claim


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4000), st.permutations(range(8)))
def test_the_order_in_which_losses_are_listed_changes_nothing(received, order):
    claim = a_mixed_claim(received)
    listed = claim.model_copy(update={"losses": tuple(claim.losses[n] for n in order)})
    counted_so = assess(listed, OVH, RATES)
    assert [line.loss for line in counted_so.lines] == [f"l{n}" for n in order]
    by_loss = {line.loss: line for line in assess(claim, OVH, RATES).lines}
    assert {line.loss: line for line in counted_so.lines} == by_loss


def test_a_sum_received_goes_first_to_the_oldest_loss_though_it_is_listed_last():
    claim = a_mixed_claim(300)
    turned = claim.model_copy(update={"losses": claim.losses[::-1]})
    declared = {line.loss: line.declared for line in assess(turned, OVH, RATES).lines}
    assert (declared["l0"], declared["l1"], declared["l4"]) == (0, 50000, 30000)


FLAT = Text(fr="indemnité forfaitaire", en="flat indemnity")


def some_pots():
    """30.00 received for one site and 50.00 for none, 10.00 of it used already."""
    received = {("whole", "s1"): Decimal(30), ("whole", ""): Decimal(50)}
    return Pots({**received, ("whole", ""): Decimal(40)}, received)


def test_a_loss_takes_first_what_was_received_for_its_own_site_and_never_more_than_it_is():
    pots = some_pots()
    assert deduct(pots, "whole", "s1", Decimal(45)) == 45
    assert pots.credits == {("whole", "s1"): 0, ("whole", ""): 25}
    assert deduct(pots, "whole", "", Decimal(20)) == 20
    assert deduct(pots, "whole", "s1", Decimal(20)) == 5
    assert deduct(pots, "whole", "s2", Decimal(20)) == 0
    assert deduct(pots, "other", "", Decimal(20)) == 0


def a_part(verb, name, fr, en, operand, running, origin="computed"):
    return Step(verb, name, Text(fr=fr, en=en), Decimal(operand), "money", Decimal(running), origin)


RECEIVED = a_part("take", "whole", "somme reçue, en tout", "sum received, in all", 80, 80, "credit")
USED = a_part("less", "used", "déjà déduit de pertes comptées avant",
              "already deducted from losses counted before", 10, 70)  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "before", "verb", "parts"),
    [
        (70, 0, "take", (RECEIVED, USED)),
        (100, 5, "plus", (RECEIVED, USED)),
        (45, 0, "take", (RECEIVED, USED, a_part(
            "not_above", "left", "ce qui reste de cette perte", "what is left of this loss", 45, 45,
        ))),
    ],
)  # fmt: skip
def test_a_step_says_what_was_received_used_before_and_taken(wanted, before, verb, parts):
    taken = min(wanted, 70)
    assert shared(some_pots(), "whole", "s1", FLAT, Decimal(wanted), Decimal(before)) == Step(
        verb, "whole", FLAT, Decimal(taken), "money", Decimal(before + taken), "credit", parts=parts
    )


def test_what_was_not_used_before_is_not_said_to_have_been():
    received = {("whole", ""): Decimal(50)}
    step = shared(Pots(dict(received), received), "whole", "s1", FLAT, Decimal(50), Decimal(0))
    assert [(part.name, part.running) for part in step.parts] == [("whole", 50)]
    nothing = shared(Pots({}), "whole", "s1", FLAT, Decimal(50), Decimal(0))
    assert (nothing.operand, nothing.parts) == (0, ())
