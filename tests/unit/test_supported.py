"""Each datum is supported by its own proof: an invoice of one dollar proves no hour of work."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claim.form import ClaimForm
from claims.claim.model import Decision, Exhibit
from claims.claim.reading import read_claim
from claims.damages.engine import assess
from claims.damages.proof_told import grades_said, proof_said, supported_said
from claims.damages.proof_wanted import wanted
from claims.damages.rates import Rates
from claims.matter.model import GradeRule
from claims.matter.reading import read_matter
from claims.settings import HOME

WHC = read_matter(HOME / "data" / "matters" / "whc-2021" / "matter.toml")
RATES = Rates.read(HOME / "data" / "rates")
AT = datetime(2026, 11, 22, tzinfo=UTC)
PLAIN = str.maketrans("\u00a0", " ")
KINDS = ("invoice", "payment", "quote", "time_sheet", "screenshot", "platform_export",
         "bank_statement", "tax_return", "accounts", "call_log", "list")  # fmt: skip


def a_loss(n, head, start="2021-08-28", service=None, **inputs):
    own = WHC.heads[head].per == "claimant"
    service = "" if own else service or "s1"
    return {"id": f"l{n}", "head": head, "service": service, "start": start, "end": start,
            "inputs": inputs}  # fmt: skip


def a_claim(losses, kinds=(), credits=()):
    """kinds: (loss, kind of exhibit)."""
    form = ClaimForm.model_validate(
        {
            "claimant": {"kind": "person", "name": "Julie Roy", "capacity": "owner"},
            "contact": {"email": "julie@roy.example", "place": "QC"},
            "services": [
                {"id": "s1", "domain": "a.example", "type": "shop", "subgroup": "B1"},
                {"id": "s2", "domain": "b.example", "type": "showcase", "subgroup": "B2"},
            ],
            "losses": losses,
            "credits": credits,
        }
    )
    exhibits = tuple(
        Exhibit(id=f"e{n}", sha256="0" * 64, size=1, name="a.pdf", media="application/pdf",
                kind=kind, losses=(loss,), added=AT)
        for n, (loss, kind) in enumerate(kinds)
    )  # fmt: skip
    claim, problems = read_claim(form, WHC, number="R", exhibits=exhibits, today=AT.date())
    assert problems == ()
    return claim


def a_line(head, *kinds, credits=(), **inputs):
    claim = a_claim([a_loss(1, head, **inputs)], [("l1", kind) for kind in kinds], credits)
    return assess(claim, WHC, RATES).lines[0]


@pytest.mark.parametrize(
    ("kinds", "supported", "grades"),
    [
        ((), 0, "D"),
        (("invoice", "payment"), 100_000, "A, D"),
        (("time_sheet",), 51_000, "C, D"),
        (("invoice", "time_sheet"), 141_000, "B, C"),
        (("screenshot",), 60_000, "C, D"),
        (("screenshot", "time_sheet", "invoice", "payment"), 151_000, "A, C"),
    ],
)
def test_hours_and_invoices_are_supported_each_by_their_own_exhibits(kinds, supported, grades):
    """10 h at 85.00 and invoices of 1,000.00."""
    line = a_line("rebuild", *kinds, hours="10", invoices="1000")
    assert (line.declared, line.supported, grades_said(line)) == (185_000, supported, grades)
    assert line.grade == grades[-1]
    assert line.on_word == 0  # a declaration alone supports nothing of this head


def test_nothing_of_a_loss_that_its_exhibits_prove_whole_rests_on_a_declaration():
    line = a_line("data_loss", "sworn_statement", hours="10")
    assert (line.declared, line.supported, line.grade, line.on_word) == (45_000, 27_000, "C", 0)


def test_no_missing_exhibit_is_said_to_prove_sales_typed_where_their_history_was_refused():
    """The one day told is not enough; without any history, four ways prove the sales typed."""
    typed = {"expected": "1000", "actual": "0", "avoided_costs": "45"}
    assert a_line("lost_profit", **typed, history="2021-08-20; 100,00").gains == ()
    assert [(missing, gain) for _, missing, gain in a_line("lost_profit", **typed).gains] == [
        (("platform_export",), 495_00), (("tax_return",), 495_00), (("bank_statement",), 330_00),
        (("platform_export", "bank_statement"), 550_00),
    ]  # fmt: skip


def test_an_amount_left_blank_needs_no_proof():
    line = a_line("rebuild", "time_sheet", hours="10")
    assert (line.grade, line.supported, line.support) == ("C", 51_000, ())


@pytest.mark.parametrize(
    ("kinds", "gains"),
    [
        ((), [("B", ("invoice",), 90_000), ("C", ("email",), 60_000), ("C", ("quote",), 60_000),
              ("A", ("invoice", "payment"), 100_000)]),
        (("invoice",), [("A", ("payment",), 10_000)]),
        (("invoice", "payment"), []),
    ],
)  # fmt: skip
def test_the_simplest_missing_proof_comes_first_and_the_worthiest_among_equals(kinds, gains):
    assert list(a_line("mitigation", *kinds, costs="1000").gains) == gains


def test_what_a_missing_proof_adds_is_counted_for_what_it_proves():
    line = a_line("rebuild", "invoice", hours="10", invoices="1000")
    assert line.gains == (
        ("C", ("time_sheet",), 51_000), ("A", ("payment",), 10_000),
    )  # fmt: skip


def test_a_line_says_what_proves_each_of_its_data_and_what_each_grade_adds():
    line = a_line("rebuild", "invoice", "payment", hours="10", invoices="1000")
    assert proof_said(line, WHC, "fr").translate(PLAIN) == (
        "heures de votre propre travail : déclaration seule (D); "
        "sommes payées ou dues à d’autres : facture et preuve de paiement (A)"
    )
    assert supported_said(line, WHC, "en") == (
        "Supported: 100% of $1,000.00 (grade A) + 0% of $850.00 (grade D), that is $1,000.00."
    )


def test_the_steps_of_what_is_supported_run_the_same_tape_again_without_what_is_not_proved():
    credit = {"id": "c1", "kind": "goodwill", "amount": "100", "head": "rebuild"}
    line = a_line("rebuild", "invoice", hours="10", invoices="1000", credits=[credit])
    proved, *_ = line.support[0].parts
    again = [(step.verb, step.name, step.origin, step.operand) for step in proved.parts]
    assert again[0] == ("take", "hours", "unproved", 0)
    assert [step[:2] for step in again] == [(step.verb, step.name) for step in line.steps]
    assert ("less", "credits", "credit", 100) in again
    assert (line.declared, line.supported) == (175_000, 81_000)


@pytest.mark.parametrize(
    ("kinds", "supported"),
    [
        (("platform_export", "bank_statement"), 55_000),
        (("platform_export", "bank_statement", "accounts"), 80_000),
        (("platform_export", "bank_statement", "tax_return"), 55_000),
        (("accounts",), 0),
    ],
)
def test_a_rate_below_the_matters_is_supported_at_the_matters_until_accounts_show_it(
    kinds, supported
):
    """1,000.00 less 20% declared; 45% is the matter's."""
    line = a_line("lost_profit", *kinds, expected="1000", actual="0", avoided_costs="20")
    assert (line.declared, line.supported) == (80_000, supported)


def test_a_rate_above_the_matters_needs_no_proof_to_count_against_who_declares_it():
    line = a_line("lost_profit", "platform_export", expected="1000", actual="0", avoided_costs="60")
    assert (line.declared, line.supported, line.support) == (40_000, 36_000, ())


def test_what_a_declaration_alone_supports_is_told_apart_from_what_exhibits_do():
    calls = "2021-08-28; WHC; 60"
    line = a_line("own_time", "call_log", hours="3", calls=calls)
    assert (line.declared, line.supported, line.on_word) == (10_000, 2_250 + 2_250, 2_250)


MONEY = st.integers(0, 4_000_000).map(lambda cents: f"{cents // 100}.{cents % 100:02}")
LOSSES = st.tuples(
    st.builds(lambda h, i: a_loss(1, "rebuild", hours=str(h), invoices=i),
              st.integers(0, 600), MONEY),
    st.builds(lambda h, i: a_loss(2, "rebuild", "2021-09-01", hours=str(h), invoices=i),
              st.integers(1, 600), MONEY),
    st.builds(lambda h, i: a_loss(3, "rebuild", service="s2", hours=str(h), invoices=i),
              st.integers(1, 300), MONEY),
    st.builds(
        lambda e, a, r: a_loss(4, "lost_profit", expected=e, actual=a, avoided_costs=str(r)),
        MONEY, MONEY, st.integers(0, 100),
    ),
    st.builds(lambda h, m: a_loss(5, "own_time", hours=str(h), calls=f"2021-08-28; WHC; {m}"),
              st.integers(0, 60), st.integers(1, 1200)),
)  # fmt: skip
PROOFS = st.sets(
    st.tuples(st.sampled_from([f"l{n}" for n in range(1, 6)]), st.sampled_from(KINDS)), max_size=12
)
CREDITS = st.lists(
    st.builds(
        lambda cents, head: {"kind": "goodwill", "amount": f"{cents}", "head": head},
        st.integers(1, 30_000), st.sampled_from(["rebuild", "lost_profit", "own_time"]),
    ),
    max_size=3,
).map(lambda credits: [credit | {"id": f"c{n}"} for n, credit in enumerate(credits)])  # fmt: skip


@given(LOSSES, PROOFS, PROOFS, CREDITS, st.permutations(range(5)))
def test_more_evidence_never_lowers_a_loss_and_none_is_supported_above_what_is_declared(
    losses, proofs, more, credits, order
):
    before = assess(a_claim(losses, sorted(proofs), credits), WHC, RATES)
    after = assess(a_claim(losses, sorted(proofs | more), credits), WHC, RATES)
    for less, line in zip(before.lines, after.lines, strict=True):
        assert 0 <= less.supported <= line.supported <= line.declared == less.declared
        assert 0 <= line.on_word <= line.supported
        assert all(gain > 0 for _, _, gain in line.gains)
    turned = assess(a_claim([losses[n] for n in order], sorted(proofs), credits), WHC, RATES)
    assert {line.loss: line for line in turned.lines} == {line.loss: line for line in before.lines}


@given(LOSSES, PROOFS)
def test_the_gain_told_of_a_proof_is_what_bringing_it_adds_and_what_is_admitted_stays(
    losses, proofs
):
    decision = Decision(loss="l2", outcome="reduced", admitted_cents=1, reason="amount_unproved",
                        by="me@counsel.example", at=AT)  # fmt: skip
    claim = a_claim(losses, sorted(proofs)).model_copy(update={"decisions": (decision,)})
    for line in assess(claim, WHC, RATES).lines:
        for _, missing, gain in line.gains[:1]:
            brought = {*proofs, *((line.loss, kind) for kind in missing)}
            richer = a_claim(losses, sorted(brought)).model_copy(
                update={"decisions": claim.decisions}
            )
            found = {each.loss: each for each in assess(richer, WHC, RATES).lines}
            assert found[line.loss].supported == line.supported + gain
            assert [each.admitted for each in found.values()] == [
                int(each.loss == "l2") for each in found.values()
            ]


def lacking(line, head=None):
    """What lacks: for which names, told by which words, the best way, and the others."""
    return [
        (each.names, tuple(label.fr.translate(PLAIN) for label in each.labels), each.best,
         each.others)
        for each in wanted(line, head or WHC.heads[line.head])
    ]  # fmt: skip


HOURS, INVOICES = "Heures de votre propre travail", "Sommes payées ou dues à d’autres"
PAID = ("invoice", "payment")
TWO = {"hours": "10", "invoices": "1000"}


@pytest.mark.parametrize(
    ("kinds", "inputs", "found"),
    [
        ((), TWO, [
            (("hours",), (HOURS,), ("time_sheet",), ()),
            (("invoices",), (INVOICES,), PAID, (("invoice",), ("quote",), ("screenshot",))),
        ]),
        (("invoice",), TWO, [
            (("hours",), (HOURS,), ("time_sheet",), ()),
            (("invoices",), (INVOICES,), ("payment",), ()),
        ]),
        (("time_sheet", "payment"), TWO, [
            (("invoices",), (INVOICES,), ("invoice",), (("quote",), ("screenshot",))),
        ]),
        (("invoice", "payment", "time_sheet"), TWO, []),
        ((), {"hours": "10"}, [(("hours",), (), ("time_sheet",), ())]),  # the loss has no other
    ],
)  # fmt: skip
def test_each_part_of_a_loss_lacks_the_best_of_its_own_proofs_and_the_others_stand_instead(
    kinds, inputs, found
):
    assert lacking(a_line("rebuild", *kinds, **inputs)) == found


def test_parts_that_lack_the_same_are_told_together():
    line = a_line("hosting_refund", prepaid="119.88", days_paid="365", backup_paid="10")
    assert lacking(line) == [
        (("prepaid", "backup_paid"), ("Hébergement payé d’avance", "Option de sauvegarde payée"),
         PAID, (("invoice",), ("screenshot",))),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "found"),
    [
        # A sworn statement with a time sheet is no simpler than either, accepted alone.
        ((), (("sworn_statement", "backup_log"), (("sworn_statement",), ("time_sheet",)))),
        (("backup_log",), (("sworn_statement",), (("time_sheet",),))),
        (("backup_log", "time_sheet"), (("sworn_statement",), ())),  # two ways, the same exhibit
    ],
)
def test_a_loss_proved_whole_lacks_its_simplest_ways_once_each(kinds, found):
    assert lacking(a_line("data_loss", *kinds, hours="10")) == [((), (), *found)]


def way(grade, *kinds, proves=()):
    return GradeRule(grade=grade, all_of=kinds, proves=proves)


OWN = ("invoices",)


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ((way("B", "email"), way("B", "invoice", proves=OWN)), (("invoice",), ("email",))),
        ((way("B", "quote", proves=OWN), way("B", "invoice", proves=OWN)),
         (("quote",), ("invoice",))),  # in the order of the file
        ((way("B", "invoice", "payment", proves=OWN), way("B", "email"), way("A", "quote")),
         (("quote",), ("email",), ("invoice", "payment"))),  # the fewest of the same grade
        ((way("B", "email"),), (("email",),)),  # no exhibit is meant for invoices
        ((way("B", "email"), way("B", "accounts", proves=OWN)), ()),  # accounts help nothing more
        ((way("D", "email", proves=OWN),), ()),  # worth no more than a declaration
    ],
)  # fmt: skip
def test_exhibits_meant_for_a_part_are_asked_before_those_of_the_whole_loss(rules, found):
    head = WHC.heads["rebuild"].model_copy(update={"proof": rules})
    helping = [rule for rule in rules if rule.all_of != ("accounts",)]
    line = replace(
        a_line("rebuild", invoices="1000"),
        gains=tuple((rule.grade, rule.all_of, 1) for rule in helping),
    )
    told = [(("invoices",), (), found[0], found[1:])] if found else []
    assert lacking(line, head) == told
