"""The proof of a line is said in the words of its own head, and no figure is vouched for twice."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from claims.claim.form import ClaimForm
from claims.claim.model import Exhibit
from claims.claim.reading import read_claim
from claims.damages.engine import assess
from claims.damages.explain import explain, listed, lowered
from claims.damages.proof_told import (
    gain_of,
    gains_of,
    grades_said,
    kinds_said,
    proof_by_proof,
    proof_said,
    proofs_said,
    supported_said,
)
from claims.damages.rates import Rates
from claims.matter.reading import read_matter
from claims.settings import HOME

WHC = read_matter(HOME / "data" / "matters" / "whc-2021" / "matter.toml")
RATES = Rates.read(HOME / "data" / "rates")
AT = datetime(2026, 11, 22, tzinfo=UTC)
PLAIN = str.maketrans("\u00a0", " ")


def a_line(head, inputs, kinds=(), kind="person", **claimant):
    """One loss of one claimant, with exhibits of these kinds."""
    per_service = WHC.heads[head].per == "service"
    loss = {"id": "l1", "head": head, "service": "s1" if per_service else "", "inputs": inputs,
            "start": "2021-08-28", "end": "2021-09-01"}  # fmt: skip
    form = ClaimForm.model_validate(
        {
            "claimant": {"kind": kind, "name": "Julie Lavoie", "capacity": "owner", **claimant},
            "contact": {"email": "julie@lavoie.example", "place": "QC"},
            "services": [{"id": "s1", "domain": "a.example", "type": "shop", "subgroup": "B1"}],
            "losses": [loss],
        }
    )
    exhibits = tuple(
        Exhibit(id=f"e{n}", sha256="0" * 64, size=1, name="a.pdf", media="application/pdf",
                kind=each, losses=("l1",), added=AT)
        for n, each in enumerate(kinds)
    )  # fmt: skip
    claim, problems = read_claim(form, WHC, number="R", exhibits=exhibits, today=date(2026, 11, 22))
    assert problems == ()
    return assess(claim, WHC, RATES).lines[0]


@pytest.mark.parametrize(
    ("head", "inputs", "kinds", "grade", "french", "english"),
    [
        ("own_time", {"calls": "2021-08-28; WHC; 35"}, ("call_log",), "B",
         "relevé d’appels", "call log"),
        ("own_time", {"hours": "8"}, (), "D", "déclaration seule", "declaration alone"),
        ("inconvenience", {}, (), "D", "aucune pièce exigée", "no exhibit required"),
        ("mitigation", {"costs": "100"}, ("payment", "invoice"), "A",
         "facture et preuve de paiement", "invoice and proof of payment"),
        ("mitigation", {"costs": "100"}, ("email", "screenshot"), "C", "courriel", "e-mail"),
    ],
)  # fmt: skip
def test_a_grade_is_said_by_the_exhibits_that_earned_it(
    head, inputs, kinds, grade, french, english
):
    line = a_line(head, inputs, kinds)
    assert line.grade == grade
    assert proof_said(line, WHC, "fr") == french
    assert proof_said(line, WHC, "en") == english


def test_kinds_wanted_together_are_one_phrase_and_acronyms_keep_their_capitals():
    assert kinds_said(("invoice", "payment"), WHC, "fr") == "Facture et preuve de paiement"
    assert lowered("WHOIS") == "WHOIS"
    assert lowered("CDs") == "CDs"
    assert lowered("TVA comprise") == "TVA comprise"
    assert listed(["a", "b", "c"], "en") == "a, b and c"
    assert listed(["a"], "fr") == "a"


def test_only_figures_and_rates_are_of_those_that_someone_verifies():
    line = a_line("mitigation", {"costs": "114,98"}, kind="business", registrant="yes")
    told = explain(line, WHC, "fr")
    assert {(t.origin, t.quoted) for t in told} >= {
        ("déclaré par le réclamant", False),
        ("taux en vigueur", True),
        ("calculé", False),
    }


def test_what_was_never_typed_is_told_as_blank_and_not_as_declared():
    line = a_line("hosting_refund", {"prepaid": "119,88"})
    told = {t.text.partition("\u00a0: ")[2]: t.origin for t in explain(line, WHC, "fr")}
    assert told["Hébergement payé d’avance"] == "déclaré par le réclamant"
    assert told["Option de sauvegarde payée"] == "non indiqué, compté pour zéro"
    given = a_line("lost_profit", {"expected": "5 000,00"})
    origins = {t.operand: t.origin for t in explain(given, WHC, "en")[:3]}
    assert origins["$0.00"] == "not stated, counted as zero"


def test_a_tax_the_claimant_stated_is_declared_and_is_no_rate():
    inputs = {"costs": "114,98", "costs_tax": "14,98"}
    line = a_line("mitigation", inputs, kind="business", registrant="yes")
    assert line.declared == 10_000
    assert "taux en vigueur" not in {t.origin for t in explain(line, WHC, "fr")}


def test_each_head_tells_its_own_proofs_best_first_with_the_share_each_supports():
    told = [way.replace("\u00a0", " ") for way in proofs_said(WHC.heads["rebuild"], WHC, "fr")]
    of = "du montant déclaré, pour « Sommes payées ou dues à d’autres »"
    assert [way.rpartition(" : ")[2] for way in told[:-1]] == [
        f"100 % {of}", f"90 % {of}", f"60 % {of}",
        "60 % du montant déclaré, pour « Heures de votre propre travail »",
        f"60 % {of}",
    ]  # fmt: skip
    assert told[0].startswith("Facture et ")
    assert told[-1] == "Sans pièce, la perte reste inscrite, mais rien n’en est étayé."
    own_time = proofs_said(WHC.heads["own_time"], WHC, "en")
    assert own_time[-1] == "Your declaration alone: 30% of the amount declared"
    assert proofs_said(WHC.heads["inconvenience"], WHC, "en") == (
        "No exhibit is required under this head.",
    )


def test_no_head_asks_for_a_paper_of_identity():
    told = " ".join(way for head in WHC.heads.values() for way in proofs_said(head, WHC, "fr"))
    assert [word for word in ("identité", "WHOIS", "mandat") if word in told] == []


OWN_TIME = {"hours": "3", "calls": "2021-08-28; WHC; 60"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", (("D", "heures perdues : déclaration seule"),
                ("B", "liste de vos appels : relevé d’appels"))),
        ("en", (("D", "hours lost: declaration alone"), ("B", "list of your calls: call log"))),
    ],
)  # fmt: skip
def test_each_datum_is_told_with_its_grade_and_its_proof(language, said):
    line = a_line("own_time", OWN_TIME, ("call_log",))
    told = proof_by_proof(line, WHC, language)
    assert tuple((grade, words.translate(PLAIN)) for grade, words in told) == said
    whole = "; ".join(f"{words} ({grade})" for grade, words in said)
    assert proof_said(line, WHC, language).translate(PLAIN) == whole
    assert grades_said(line) == "B, D"


def test_a_rate_of_the_matter_stands_for_one_that_nothing_proves_and_earns_no_grade():
    inputs = {"expected": "1000", "actual": "0", "avoided_costs": "20"}
    line = a_line("lost_profit", inputs, ("platform_export",))
    assert [words for _, words in proof_by_proof(line, WHC, "en")] == [
        "sales expected during the outage: export from the sales platform",
        "costs avoided, in % of sales: the matter’s rate",
    ]
    assert proof_by_proof(line, WHC, "fr")[1][1].endswith("le taux du dossier")
    assert grades_said(line) == "B"


def test_what_is_supported_is_told_grade_by_grade():
    line = a_line("rebuild", {"hours": "10", "invoices": "1000"}, ("invoice", "payment"))
    assert supported_said(line, WHC, "fr").translate(PLAIN) == (
        "Étayé : 100 % de 1 000,00 $ (catégorie A) + 0 % de 850,00 $ (catégorie D), "
        "soit 1 000,00 $."
    )


def test_missing_proofs_are_told_the_worthiest_first_and_the_simplest_alone():
    line = a_line("rebuild", {"hours": "10", "invoices": "1000"})
    assert gains_of(line, WHC, "en") == (
        "Invoice and proof of payment: $1,000.00 more", "Invoice: $900.00 more",
        "Quote: $600.00 more", "Screenshot or photo: $600.00 more", "Time sheet: $510.00 more",
    )  # fmt: skip
    assert gains_of(line, WHC, "fr")[0].translate(PLAIN) == (
        "Facture et preuve de paiement : 1 000,00 $ de plus"
    )
    assert gain_of(line, WHC, "fr").translate(PLAIN) == (
        "Pièce manquante : Facture. Elle ajouterait 900,00 $ au montant étayé."
    )
    assert gain_of(line, WHC, "en") == (
        "Missing exhibit: Invoice. It would add $900.00 to the supported amount."
    )
    proved = a_line("mitigation", {"costs": "100"}, ("payment", "invoice"))
    assert (gains_of(proved, WHC, "en"), gain_of(proved, WHC, "en")) == ((), "")


def test_of_two_ways_to_the_same_amount_the_one_with_fewer_exhibits_comes_first():
    line = a_line("mitigation", {"costs": "100"})
    ways = (("A", ("invoice", "payment"), 5), ("B", ("email",), 5), ("C", ("quote",), 6))
    assert gains_of(replace(line, gains=ways), WHC, "en") == (
        "Quote: $0.06 more", "E-mail: $0.05 more", "Invoice and proof of payment: $0.05 more",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", ("Relevé d’appels : 90 % du montant déclaré, pour « Liste de vos appels »",
                "Liste des démarches : 60 % du montant déclaré, pour « Heures perdues » et "
                "« Liste de vos appels »",
                "Courriel : 60 % du montant déclaré, pour « Heures perdues »",
                "Votre déclaration seule : 30 % du montant déclaré")),
        ("en", ("Call log: 90% of the amount declared, for “List of your calls”",
                "List of steps taken: 60% of the amount declared, for “Hours lost” and “List of "
                "your calls”",
                "E-mail: 60% of the amount declared, for “Hours lost”",
                "Your declaration alone: 30% of the amount declared")),
    ],
)  # fmt: skip
def test_a_head_tells_what_each_proof_it_accepts_is_for(language, told):
    said = proofs_said(WHC.heads["own_time"], WHC, language)
    assert tuple(way.translate(PLAIN) for way in said) == told


@pytest.mark.parametrize(
    ("head", "language", "first", "last"),
    [
        ("mitigation", "fr", "Facture et preuve de paiement : 100 % du montant déclaré",
         "Sans pièce, la perte reste inscrite, mais rien n’en est étayé."),
        ("mitigation", "en", "Invoice and proof of payment: 100% of the amount declared",
         "Without an exhibit the loss stays recorded, but none of it is supported."),
        ("lost_profit", "en", "Export from the sales platform and bank statement: 100% of the "
         "amount declared, for “sales expected during the outage”",
         "Without an exhibit the loss stays recorded, but none of it is supported."),
        ("inconvenience", "fr", "Aucune pièce n’est exigée pour ce chef.",
         "Aucune pièce n’est exigée pour ce chef."),
    ],
)  # fmt: skip
def test_the_ways_of_a_head_go_from_its_best_proof_to_none(head, language, first, last):
    said = [way.translate(PLAIN) for way in proofs_said(WHC.heads[head], WHC, language)]
    assert (said[0], said[-1]) == (first, last)
