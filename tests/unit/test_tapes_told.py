"""A tape as counsel reads it: each step's sign, words, figure and result, and who says so."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from textwrap import dedent

import pytest

from claims.claim.model import Entry
from claims.damages.assessment import Step
from claims.damages.engine import assess
from claims.damages.explain import (
    DOING,
    SIGNS,
    explain,
    in_money,
    result_number,
    support_told,
    supported_number,
    unfolded,
    units,
    warnings_of,
)
from claims.damages.situation import amount_of
from claims.damages.verbs import VERBS
from claims.i18n.sentences import sentence
from claims.problems import Problem
from tests.unit.test_engine import OUTAGE, RATES, WHC, a_claim, a_history, emergency
from tests.unit.test_proof_said import a_line
from tests.unit.test_sales_by_day import DAY

PLAIN = str.maketrans("\u00a0", " ")


def printed(told):
    """A line a step: what is done, with what figure, and what it comes to; then on whose word."""
    for step in told:
        words = f"{step.sign} {step.text}: {step.operand} = {step.running}".strip()
        by = "; ".join(filter(None, (step.origin, step.authority)))
        sure = "" if step.verified else " (?)"
        vouched = " *" if step.quoted else ""
        yield f"{'  ' * step.depth}{words} [{by}{sure}{vouched}]".translate(PLAIN)


def reads(line, language, told, *, within=""):
    """Whether the tape of a line reads so; within: only the step of that name and those inside."""
    every = explain(line, WHC, language)
    if within:
        first = next(n for n, step in enumerate(every) if step.name == within and not step.depth)
        last = next((n for n, step in enumerate(every) if n > first and not step.depth), None)
        every = every[first:last]
    assert list(printed(every)) == dedent(told).strip().splitlines()


def lines_of(losses, *credits, **claimant):
    """The lines of a claim, of a claimant told otherwise."""
    claim = a_claim(losses, credits)
    told = claim.claimant.model_copy(update=claimant)
    return assess(claim.model_copy(update={"claimant": told}), WHC, RATES).lines


def work(n, **inputs):
    """Work of rebuilding on the same site, later each time."""
    days = {"start": f"2021-09-0{n + 1}", "end": f"2021-09-0{n + 1}"}
    return emergency(0, 1) | {"id": f"l{n}", "head": "rebuild", "inputs": inputs} | days


def test_steps_are_cited_by_number_those_inside_a_step_after_it():
    """What is supported goes on after the amount declared: no number names two steps of a loss."""
    counted = a_line("rebuild", {"hours": "2"})
    inner = counted.steps[0]._replace(parts=())
    outer = inner._replace(parts=(inner, inner._replace(parts=(inner,))))
    told = [number for number, _, _ in unfolded((inner, outer, inner))]
    assert told == ["1", "2", "2.1", "2.2", "2.2.1", "3"]
    line = replace(counted, steps=(inner, outer), support=(inner, inner))
    assert result_number(line) == "3"
    assert [step.number for step in support_told(line, WHC, "fr")] == ["4", "5"]
    assert supported_number(line) == "6"


def test_hours_an_invoice_net_of_tax_and_a_cap_that_an_earlier_loss_has_used():
    """300 h at 85.00 and 1,149.75 with tax make 26,500.00; 13,500.00 are left of 40,000.00."""
    first, second = lines_of(
        [work(0, hours="300", invoices="1149,75"), work(1, hours="300")],
        kind="business", registrant=True,
    )  # fmt: skip
    reads(
        first,
        "en",
        """
        Take: Hours of your own work: 300 h = [declared by the claimant]
        × Multiply by: hourly rate for rebuilding work: $85.00 = $25,500.00 [figure of the matter; \
proposed by the plaintiff, to be confirmed by an expert (?) *]
        + Add: Sums paid or owed to others, net of recoverable tax: $1,000.00 = $26,500.00 \
[computed]
          Take: Sums paid or owed to others: $1,149.75 = $1,149.75 [declared by the claimant]
          − Subtract: taxes the claimant recovers: $149.75 = $1,000.00 [rate in force; \
GST 5% + QST 9.975%, QC, September 1, 2021 *]
        ≤ Not above: cap on rebuilding, per site: $40,000.00 = $26,500.00 [figure of the matter; \
proposed by the plaintiff, to be confirmed (?) *]
        − Subtract: sums received for this head: $0.00 = $26,500.00 [sums received, as declared; \
no one is compensated twice for the same loss]
        ≥ Never below: zero: $0.00 = $26,500.00 []
        """,
    )
    reads(
        second,
        "fr",
        """
        Prendre : Heures de votre propre travail: 300 h = [déclaré par le réclamant]
        × Multiplier par : taux horaire du travail de reconstruction: 85,00 $ = 25 500,00 $ \
[chiffre du dossier; proposition de la partie demanderesse, à confirmer par expertise (?) *]
        + Ajouter : Sommes payées ou dues à d’autres: 0,00 $ = 25 500,00 $ \
[non indiqué, compté pour zéro]
        ≤ Sans dépasser : plafond de reconstruction par site: 13 500,00 $ = 13 500,00 $ [chiffre \
du dossier; proposition de la partie demanderesse, à confirmer (?) *]
          Prendre : plafond de reconstruction par site: 40 000,00 $ = 40 000,00 $ [chiffre du \
dossier; proposition de la partie demanderesse, à confirmer (?) *]
          − Retrancher : déjà compté sous ce plafond: 26 500,00 $ = 13 500,00 $ [calculé]
        − Retrancher : sommes reçues pour ce chef: 0,00 $ = 13 500,00 $ [sommes reçues déclarées; \
nul n’est indemnisé deux fois de la même perte]
        ≥ Jamais moins que : zéro: 0,00 $ = 13 500,00 $ []
        """,
    )
    gross, tax = first.steps[2].parts
    assert (gross.name, first.steps[2].unit, first.steps[-1].unit) == ("invoices", "money", "money")
    assert (tax.name, tax.since) == ("tax", date(2021, 9, 1))
    assert [part.name for part in second.steps[3].parts] == ["rebuild_cap"] * 2
    assert [part.since for part in second.steps[3].parts] == [second.steps[3].since, None]
    unverified = [(w.where, w.code, w.values["label_en"]) for w in second.warnings]
    assert unverified == [
        ("hourly_rate", "figure-unverified", "hourly rate for rebuilding work"),
        ("rebuild_cap", "figure-unverified", "cap on rebuilding, per site"),
    ]
    assert second.warnings[0].values["label_fr"] == "taux horaire du travail de reconstruction"


def test_a_cap_used_up_leaves_nothing_and_never_less():
    """600 h make 51,000.00: all of the 40,000.00 are used."""
    _, second = lines_of([work(0, hours="600"), work(1, hours="1")])
    assert second.declared == 0
    (whole, used), cap = second.steps[3].parts, second.steps[3]
    assert (whole.operand, whole.running, used.operand, used.running) == (40_000, 40_000, 40_000, 0)
    assert cap.operand == 0


@pytest.mark.parametrize(
    ("inputs", "says"),
    [
        ({}, "[rate in force; GST 5% + QST 9.975%, QC, September 1, 2021 *]"),
        ({"invoice_date": "2021-09-15"},
         "[rate in force; GST 5% + QST 9.975%, QC, September 15, 2021 *]"),
        ({"invoices_tax": "14,98"}, "[declared by the claimant; amount of tax declared]"),
    ],
)  # fmt: skip
def test_the_tax_taken_out_of_an_invoice_is_that_of_its_day_or_the_one_stated(inputs, says):
    line = a_line("rebuild", {"invoices": "114,98"} | inputs, kind="business", registrant="yes")
    assert list(printed(explain(line, WHC, "en")))[4].endswith(says)
    tax = line.steps[2].parts[1]
    assert tax.since == (
        None if "invoices_tax" in inputs
        else date.fromisoformat(inputs.get("invoice_date", "2021-09-01"))
    )  # fmt: skip


def test_calls_are_told_in_hours_and_hours_left_blank_are_none():
    """60 and 30 minutes."""
    calls = "2021-08-28; WHC; 60\n2021-08-29; WHC; 30"
    told = list(printed(explain(a_line("own_time", {"calls": calls}), WHC, "en")))
    assert told[:2] == [
        "Take: Hours lost: 0 h = [not stated, counted as zero]",
        "+ Add: List of your calls: 1.5 h = [declared by the claimant]",
    ]


def test_a_tax_nobody_verified_is_told_with_its_rates():
    claim = a_claim([emergency(0, 10_700)])
    claimant = claim.claimant.model_copy(update={"registrant": True, "kind": "business"})
    abroad = claim.contact.model_copy(update={"place": ""})
    claim = claim.model_copy(update={"claimant": claimant, "contact": abroad})
    (line,) = assess(claim, WHC, RATES).lines
    assert line.warnings == (
        Problem("costs", "tax-rate-unverified", {
            "rates_fr": "aucun taux connu, lieu inconnu, 1er septembre 2021",
            "rates_en": "no known rate, place unknown, September 1, 2021",
        }),
    )  # fmt: skip
    assert [step.verified for step in line.steps[0].parts] == [True, False]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("44.9", ("44.9", "45")), ("45", None), ("46", None), ("", None), ("0", ("0", "45"))],
)
def test_a_rate_of_costs_below_the_matters_is_told_with_both(typed, said):
    inputs = {"expected": "1000", "actual": "0"} | ({"avoided_costs": typed} if typed else {})
    line = a_line("lost_profit", inputs)
    found = [w for w in line.warnings if w.code == "rate-below-figure"]
    if not said:
        assert found == []
        return
    (told,) = found
    values = {key: value.translate(PLAIN) for key, value in told.values.items()}
    assert values.pop("typed_number").rstrip(".0") == said[0].rstrip(".0")
    assert (told.where, values) == ("avoided_costs", {
        "label_fr": "Coûts évités, en % des ventes", "label_en": "Costs avoided, in % of sales",
        "figure_number": said[1],
    })  # fmt: skip


def sales(history, *outages, **inputs):
    """The lines of outages, each of days numbered from the first."""
    return lines_of(
        [emergency(0, 1) | {
            "id": f"l{n}", "head": "lost_profit", "start": str(OUTAGE + first * DAY),
            "end": str(OUTAGE + last * DAY),
            "inputs": {"history": history, "actual": "0", "avoided_costs": "0"}
            | inputs.get(f"l{n}", {}),
        } for n, (first, last) in enumerate(outages)]
    )  # fmt: skip


def test_sales_made_up_are_told_by_what_the_history_shows_and_what_each_outage_bears():
    """100.00 a day; 600.00 on the day between two outages of three days, 300.00 more in the week
    after: 800.00, less the 50.00 declared with the first. The second lost 300.00, and leaves 450.00
    of 750.00 to the first, which absorbs 250.00."""
    sold = {3: 60_000, 7: 40_000}
    history = a_history(lambda n: sold.get(n, 0 if 0 <= n < 7 else 10_000))
    first, second = sales(history, (0, 2), (4, 6), l0={"made_up_later": "50"})
    reads(
        second,
        "en",
        """
        − Subtract: sales made up after the outage: $750.00 = −$450.00 [computed]
          Take: Sales postponed and made later: $0.00 = $0.00 [not stated, counted as zero]
          ≥ Never below: sales made up that the history shows: $750.00 = $750.00 [computed]
            Take: sales beyond the ordinary in the seven days that followed: $300.00 = $300.00 \
[sales history]
            + Add: sales beyond the expected between the joined outages: $500.00 = $800.00 \
[sales history]
            − Subtract: sales made up that are declared with the other joined outages: $50.00 = \
$750.00 [computed]
        """,
        within="later_sales",
    )
    reads(
        first,
        "fr",
        """
        − Retrancher : ventes reprises après la panne: 300,00 $ = 0,00 $ [calculé]
          Prendre : Ventes reportées et faites plus tard: 50,00 $ = 50,00 $ \
[déclaré par le réclamant]
          + Ajouter : ce que les autres pannes jointes n’ont pu absorber: 250,00 $ = 300,00 $ \
[calculé]
        """,
        within="later_sales",
    )
    assert [step.name for step in first.steps[2].parts] == ["made_up_later", "carried"]
    shown = second.steps[2].parts[1]
    assert (shown.name, shown.label.fr) == ("history", "ventes reprises que l’historique montre")
    assert [(part.name, part.label.fr) for part in shown.parts] == [
        ("history", "ventes au-delà de l’ordinaire dans les sept jours qui ont suivi"),
        ("history", "ventes au-delà de l’attendu entre les pannes jointes"),
        ("made_up_elsewhere", "ventes reprises déclarées avec les autres pannes jointes"),
    ]
    (carried,) = first.steps[2].parts[1:]
    assert carried.label.en == "what the other joined outages could not absorb"


def test_as_much_made_up_after_joined_outages_as_between_them_counts_twice():
    """300.00 more than expected on the day between, and in the week after; each lost 300.00."""
    sold = {3: 40_000, 7: 40_000}
    history = a_history(lambda n: sold.get(n, 0 if 0 <= n < 7 else 10_000))
    first, second = sales(history, (0, 2), (4, 6))
    shown = second.steps[2].parts[1]
    assert (shown.operand, [part.running for part in shown.parts]) == (600, [300, 600])
    assert (shown.label.en, shown.origin) == ("sales made up that the history shows", "computed")
    assert [first.steps[2].operand, second.steps[2].operand] == [300, 600]


def test_what_was_declared_beyond_one_loss_is_carried_to_the_last_on_top_of_its_own():
    """450.00 declared with a loss of 300.00; the 100.00 shown between are less than that."""
    sold = {3: 20_000}
    history = a_history(lambda n: sold.get(n, 0 if 0 <= n < 7 else 10_000))
    _, second = sales(history, (0, 2), (4, 6), l0={"made_up_later": "450"})
    assert [part.running for part in second.steps[2].parts] == [0, 0, 150]
    assert (second.steps[2].operand, second.declared) == (150, 15_000)


@pytest.mark.parametrize(
    ("declared", "taken", "origin"), [("", 300, "blank"), ("300", 300, "declared"),
                                      ("300.01", 300.01, "declared"), ("0", 300, "declared")]
)  # fmt: skip
def test_what_the_history_shows_counts_where_less_was_declared(declared, taken, origin):
    """300.00 more than an ordinary week in the one after the outage."""
    history = a_history(lambda n: {7: 40_000}.get(n, 0 if 0 <= n < 7 else 10_000))
    (line,) = sales(history, (0, 6), l0={"made_up_later": declared} if declared else {})
    made, shown = line.steps[2].parts
    assert (float(line.steps[2].operand), made.origin) == (taken, origin)
    assert (shown.operand, shown.origin, shown.parts) == (300, "history", ())
    assert shown.label.en == "sales beyond the ordinary in the seven days that followed"


def test_sales_made_up_as_declared_are_one_step_where_the_history_shows_none():
    history = a_history(lambda n: 0 if 0 <= n < 7 else 10_000)
    (line,) = sales(history, (0, 6), l0={"made_up_later": "20"})
    reads(
        line,
        "en",
        "− Subtract: Sales postponed and made later: $20.00 = $680.00 [declared by the claimant]",
        within="later_sales",
    )


def test_sales_made_during_an_outage_are_those_of_the_history_and_those_it_lacks():
    history = a_history(lambda n: {2: 5_000}.get(n, 0 if 0 <= n < 7 else 10_000))
    (line,) = sales(history, (0, 6), l0={"actual": "20"})
    reads(
        line,
        "en",
        """
        − Subtract: sales made during the outage: $70.00 = $630.00 [computed]
          Take: sales of the history during the outage: $50.00 = $50.00 [sales history]
          + Add: Sales made during the outage that are not in the history: $20.00 = $70.00 \
[declared by the claimant]
        """,
        within="actual_revenue",
    )
    assert line.steps[1].parts[0].label.fr == "ventes de l’historique pendant la panne"


@pytest.mark.parametrize(
    ("cents", "codes"), [(-1, ["refunds-above-sales"]), (0, []), (1, [])]
)  # fmt: skip
def test_refunds_above_the_sales_of_an_outage_are_told_and_add_nothing(cents, codes):
    history = a_history(lambda n: {2: cents}.get(n, 0 if 0 <= n < 7 else 10_000))
    (line,) = sales(history, (0, 6))
    found = [w for w in line.warnings if w.code == "refunds-above-sales"]
    assert [w.code for w in found] == codes
    assert [w.where for w in found] == ["history"] * len(codes)
    assert line.declared == 70_000 - max(cents, 0)


def test_sales_of_an_outage_that_nobody_stated_are_told_as_unknown():
    history = a_history(lambda n: 0 if 0 <= n < 7 else 10_000)
    loss = emergency(0, 1) | {"head": "lost_profit", "end": "2021-09-03"}
    for inputs in ({"history": history}, {"expected": "700"}):
        (line,) = lines_of([loss | {"inputs": inputs}])
        assert Problem("actual", "actual-unknown") in line.warnings
        made = line.steps[1].parts[-1] if line.steps[1].parts else line.steps[1]
        assert made.origin == "blank"
    (line,) = sales(history, (0, 6))
    assert "actual-unknown" not in [w.code for w in line.warnings]


@pytest.mark.parametrize(
    ("first", "last", "method"),
    [
        (-91, -1, "before method: the same weekdays before the outage only"),
        (7, 104, "after method: the same weekdays after the outage only"),
    ],
)
def test_an_estimate_by_one_side_says_which(first, last, method):
    history = a_history(lambda n: 10_000 if first <= n <= last else 0)
    (line,) = sales(history, (0, 6))
    assert line.steps[0].authority.en == method


@pytest.mark.parametrize(
    ("since", "months", "method"),
    [
        (2021, 12, "method of nearby months: the daily mean of the known months around the outage"),
        (2020, 24, "method of the same months a year earlier, by the trend"),
        (
            2018, 48,
            "method of seasonal indices: the level of the months around the outage, by their "
            "season",
        ),
    ],
)  # fmt: skip
def test_an_estimate_by_month_says_its_method(since, months, method):
    history = "\n".join(f"{since + n // 12}-{n % 12 + 1:02d},1000" for n in range(months))
    (line,) = sales(history, (0, 6))
    assert line.steps[0].authority.en == method


def test_an_estimate_says_its_method_and_what_is_told_of_it_in_the_currency():
    history = a_history(lambda n: {-7: 1_000_000}.get(n, 0 if 0 <= n < 7 else 10_000))
    (line,) = sales(history, (0, 6))
    wanted = line.steps[0]
    assert (wanted.name, wanted.origin, wanted.label.en) == (
        "expected_revenue", "computed", "sales expected during the outage",
    )  # fmt: skip
    assert wanted.authority.en == (
        "before-and-after method: the same weekdays on both sides of the outage"
    )
    assert (wanted.unit, [part.running for part in wanted.parts][-1]) == ("money", wanted.running)
    (limited,) = [w for w in line.warnings if w.code == "days-limited"]
    off, middle = line.notes
    told = (limited, off, middle)
    assert [problem.values["currency"] for problem in told] == ["CAD", "CAD", "CAD"]


def test_a_history_that_tells_nothing_says_why_and_what_was_typed_counts():
    loss = emergency(0, 1) | {"head": "lost_profit"}
    typed = {"history": "2021-08-20; 100,00", "expected": "1000", "actual": "0"}
    (line,) = lines_of([loss | {"inputs": typed}])
    assert line.warnings[0] == Problem(
        "history", "history-short-days", {"days": 1, "after": 0, "needed": 28}
    )
    assert (line.steps[0].operand, line.steps[0].origin, line.steps[0].parts) == (
        1000, "declared", (),
    )  # fmt: skip


def test_what_was_typed_is_worth_its_amount_or_its_quantity_and_nothing_where_it_has_neither():
    assert amount_of(Entry(typed="1,25", cents=125)) == Decimal("1.25")
    assert amount_of(Entry(typed="30", quantity=Decimal(30))) == 30
    assert amount_of(Entry(typed="2021-09-15", day=date(2021, 9, 15))) == 0
    assert amount_of(None) == 0


def a_step(verb="take", operand="30", unit="money", origin="declared", **more):
    label = WHC.figures["hourly_rate"].label
    return Step(verb, "x", label, Decimal(operand), unit, Decimal(7), origin, **more)


LINE = lines_of([emergency(0, 1)])[0]


def test_what_leads_to_a_percentage_counts_in_its_own_unit_until_it_is_divided_by_its_like():
    share = [a_step(), a_step("plus"), a_step("divided_by"), a_step("times", unit="count")]
    assert units(tuple(share), "percent") == ("money", "money", "percent", "percent")
    by_a_number = (a_step(unit="hours"), a_step("divided_by", unit="count"))
    assert units(by_a_number, "percent") == ("hours", "hours")


def read(*steps, language="en"):
    """Steps as they are read."""
    return support_told(replace(LINE, support=steps), WHC, language)


def test_each_verb_has_its_sign_and_its_words():
    told = read(*(a_step(verb) for verb in VERBS))
    assert {f"{each.sign} {each.text.partition(':')[0]}" for each in told} == {
        " Take", "+ Add", "− Subtract", "× Multiply by", "× Keep this percentage",
        "− Subtract this percentage", "÷ Divide by", "≤ Not above", "≥ Never below",
    }  # fmt: skip
    assert list(SIGNS) == list(DOING) == list(VERBS)
    assert (SIGNS["keep_percent"], SIGNS["less_percent"]) == ("×", "−")


@pytest.mark.parametrize(
    ("operand", "unit", "french", "english"),
    [
        ("1234.5", "money", "1 234,50 $", "$1,234.50"),
        ("750.27425", "money", "750,2742… $", "$750.2742…"),
        ("1", "days", "1 jour", "1 day"),
        ("1.5", "days", "1,5 jour", "1.5 days"),
        ("2", "days", "2 jours", "2 days"),
        ("30.12345", "days", "30,1234… jours", "30.1234… days"),
        ("45", "percent", "45 %", "45%"),
        ("9.975", "percent", "9,975 %", "9.975%"),
        ("0.5", "hours", "0,5 h", "0.5 h"),
        ("0.123456", "call_log", "0,1234… h", "0.1234… h"),
        ("0.123456789", "count", "0,12345678…", "0.12345678…"),
    ],
)
def test_a_figure_is_written_in_its_unit(operand, unit, french, english):
    """An amount between two cents, or part of a day, is cut at its fourth decimal and says so."""
    for language, written in (("fr", french), ("en", english)):
        (told,) = read(a_step(operand=operand, unit=unit), language=language)
        assert told.operand.translate(PLAIN) == written


def test_a_step_within_another_counts_in_its_unit_and_stands_one_deeper():
    inner = a_step("plus", unit="money", parts=(a_step(origin="history"),))
    times = a_step("times", unit="days", origin="figure", verified=False, parts=(inner,))
    _, outer, middle, deep = read(a_step(), times)
    assert [told.running for told in (outer, middle, deep)] == ["$7.00", "7 days", "$7.00"]
    assert [told.depth for told in (outer, middle, deep)] == [0, 1, 2]
    assert [told.quoted for told in (outer, middle, deep)] == [True, False, False]
    assert [told.verified for told in (outer, middle, deep)] == [False, True, True]
    assert [told.origin_code for told in (outer, middle, deep)] == ["figure", "declared", "history"]
    assert (outer.name, outer.authority) == ("x", "")


def test_hours_alone_are_no_amount_and_a_tape_begun_again_forgets_its_own():
    hours, rate = a_step(unit="hours"), a_step("times")
    begun = (hours, a_step("plus", unit="hours"), rate, a_step("less_percent", unit="percent"))
    assert in_money(begun) == (False, False, True, True)
    assert in_money((*begun, hours, rate)) == (False, False, True, True, False, True)


def test_what_a_ratio_is_made_of_counts_in_its_own_unit_until_it_is_divided():
    sold, usual = a_step(), a_step("divided_by")
    capped = a_step("not_above", unit="count")
    ratio = read(a_step("times", unit="count", parts=(sold, usual, capped)))
    assert [told.running for told in ratio] == ["", "$7.00", "7", "7"]


def test_hours_inside_a_step_in_money_are_no_amount_either():
    hours, rate = a_step(unit="hours"), a_step("times")
    support = read(a_step(parts=(hours, rate)))
    assert [told.running for told in support] == ["$7.00", "", "$7.00"]


def test_a_step_that_is_nothing_comes_from_nobody():
    zero, typed = read(a_step(origin="nothing"), a_step(origin="blank"))
    assert (zero.origin, typed.origin) == ("", "not stated, counted as zero")


def test_what_is_told_of_a_line_is_read_by_its_claimant_in_words_of_their_own():
    stale = {"last_day": "2021-01-31"}
    first, note = Problem("history", "history-stale", stale), Problem("history", "season-outage")
    line = replace(LINE, warnings=(first,), notes=(note,))
    counsel = (sentence(first, "en"), sentence(note, "en"))
    own = (sentence(Problem("history", "history-stale-yours", stale), "en"), counsel[1])
    assert warnings_of(line, "en") == counsel
    assert warnings_of(line, "en", yours=True) == own
    assert "January 31, 2021" in own[0] != counsel[0]
