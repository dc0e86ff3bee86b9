"""The worked cases beside each matter: what counsel computed by hand is what the engine answers."""

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from claims.claim.form import ClaimForm
from claims.claim.model import Claim, Exhibit
from claims.claim.reading import read_claim
from claims.damages.accrual import accrued
from claims.damages.assessment import Assessment
from claims.damages.engine import assess
from claims.damages.explain import explain
from claims.damages.rates import Rates
from claims.i18n.text import Text
from claims.matter.model import Matter
from claims.matter.reading import read_matters
from claims.money import to_cents
from claims.problems import Problem

HERE = Path(__file__).resolve().parents[2] / "data"
MATTERS = read_matters(HERE / "matters")
RATES = Rates.read(HERE / "rates")
TODAY = date(2026, 11, 21)
AMOUNT = re.compile(r"−?[$€][\d,]+\.\d{2,4}…?")
FEWEST = {"whc-2021": 12, "ovh-2021": 6, "telus-2019": 6}


def examples() -> Iterator[Any]:
    for matter in MATTERS.values():
        text = (HERE / "matters" / matter.id / "examples.toml").read_text(encoding="utf-8")
        for example in tomllib.loads(text)["example"]:
            yield pytest.param(matter, example, id=f"{matter.id}:{example['id']}")


ALL = list(examples())


def form_of(example: dict[str, Any], matter: Matter) -> ClaimForm:
    """The form of an example; what it leaves out is blank or the first day of the matter."""
    first = str(matter.period_start if matter.id != "ovh-2021" else matter.interest.event_day)
    who = dict(example["claimant"])
    losses = [
        {
            "id": f"l{n}", "head": loss["head"], "service": loss.get("service", ""),
            "start": str(loss.get("start", first)),
            "end": str(loss.get("end", loss.get("start", first))),
            "inputs": loss.get("inputs", {}),
        }
        for n, loss in enumerate(example["loss"], 1)
    ]  # fmt: skip
    credits = [{"id": f"c{n}", **c} for n, c in enumerate(example.get("credits", []), 1)]
    contact = {"email": "personne@fiction.example", "place": who.pop("place")}
    return ClaimForm.model_validate(
        {"claimant": {"name": "Personne fictive", **who}, "contact": contact, "losses": losses,
         "services": example["services"], "credits": credits, "fictional": True}
    )  # fmt: skip


def exhibits_of(example: dict[str, Any]) -> tuple[Exhibit, ...]:
    brought = [
        (kind, f"l{n}")
        for n, loss in enumerate(example["loss"], 1)
        for kind in loss.get("exhibits", [])
    ]
    at = datetime(2026, 11, 21, tzinfo=UTC)
    return tuple(
        Exhibit(id=f"e{n}", sha256="0" * 64, size=1, name="piece.pdf", media="application/pdf",
                kind=kind, losses=(loss,), added=at)
        for n, (kind, loss) in enumerate(brought, 1)
    )  # fmt: skip


def counted(matter: Matter, example: dict[str, Any]) -> tuple[Claim, Assessment]:
    claim, problems = read_claim(
        form_of(example, matter), matter, number="R-0000-0000-0", today=TODAY,
        exhibits=exhibits_of(example),
    )  # fmt: skip
    assert problems == ()
    assert claim is not None
    return claim, assess(claim, matter, RATES)


def cents(amount: str) -> int:
    return to_cents(Decimal(amount))


def named(warnings: tuple[Problem, ...]) -> list[str]:
    return [f"{warning.where}: {warning.code}" for warning in warnings]


@pytest.mark.parametrize(("matter", "example"), ALL)
def test_each_line_comes_to_what_counsel_computed_by_hand(matter, example):
    _, assessment = counted(matter, example)
    got = [
        (line.declared, line.supported, line.grade, named(line.warnings))
        for line in assessment.lines
    ]
    assert got == [
        (cents(e["declared"]), cents(e["supported"]), e["grade"], e["warnings"])
        for e in (loss["expected"] for loss in example["loss"])
    ]


@pytest.mark.parametrize(
    ("matter", "example"),
    [case for case in ALL if any("interest" in x["expected"] for x in case.values[1]["loss"])],
)
def test_interest_follows_the_group_of_the_service_and_the_kind_of_the_claimant(matter, example):
    claim, assessment = counted(matter, example)
    for n, loss in enumerate(example["loss"]):
        if wanted := loss["expected"].get("interest"):
            line = accrued(assessment, claim, matter, RATES, as_of=wanted["until"])[n]
            refused = line.refused.code if line.refused else ""
            assert line.regime == wanted["regime"]
            assert refused == wanted.get("refused", "")
            assert line.interest == cents(wanted.get("amount", "0"))
            assert line.indemnity == cents(wanted.get("indemnity", "0"))


@pytest.mark.parametrize(("matter", "example"), ALL)
def test_each_example_says_its_rule_and_its_working_in_both_languages(matter, example):
    for part in ("name", "why", "working"):
        Text.model_validate(example[part])


@pytest.mark.parametrize(("matter", "example"), ALL)
def test_the_working_shows_every_amount_it_leads_to(matter, example):
    for expected in (loss["expected"] for loss in example["loss"]):
        if expected["declared"] != "0.00":
            whole, decimals = expected["declared"].split(".")
            assert f"${int(whole):,}.{decimals}" in example["working"]["en"].replace("€", "$")


@pytest.mark.parametrize("matter", MATTERS.values(), ids=MATTERS.keys())
def test_every_head_of_a_matter_has_a_worked_example(matter):
    mine = [case.values[1] for case in ALL if case.values[0] is matter]
    assert len(mine) >= FEWEST[matter.id]
    assert {loss["head"] for example in mine for loss in example["loss"]} == set(matter.heads)


@pytest.mark.parametrize(("matter", "example"), ALL)
def test_a_printed_tape_adds_up_by_hand_to_the_last_decimal_it_shows(matter, example):
    _, assessment = counted(matter, example)
    for line in assessment.lines:
        outer = [told for told in explain(line, matter, "en") if told.depth == 0]
        for before, told in pairwise(outer):
            figures = (before.running, told.operand, told.running)
            if told.sign not in ("+", "−") or not all(AMOUNT.fullmatch(each) for each in figures):
                continue
            was, by, now = map(printed, figures)
            reached = was + by if told.sign == "+" else was - by
            assert abs(reached - now) < Decimal("0.0002"), (line.loss, before, told)


def printed(amount: str) -> Decimal:
    """An amount as the tape prints it, read back."""
    return Decimal(re.sub(r"[^\d.−]", "", amount).replace("−", "-"))
