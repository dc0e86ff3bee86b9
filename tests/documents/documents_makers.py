"""One claim, its assessment and its journal, made by hand for the documents to print."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from claims.claim.model import (
    Attestation,
    Claim,
    Claimant,
    Contact,
    Credit,
    Entry,
    Exhibit,
    Loss,
    Service,
)
from claims.damages.assessment import Assessment, Line, Step
from claims.i18n.text import Text
from claims.matter.model import Matter
from claims.matter.reading import read_matter
from claims.problems import Problem

HERE = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 21, 19, 30, tzinfo=UTC)
INVOICE = b"%PDF-1.4 invoice of a site rebuilt"


@dataclass(frozen=True)
class Head:
    """A journal head as the store gives it."""

    seq: int
    hash: str
    at: datetime


HEAD = Head(1284, sha256(b"head").hexdigest(), AT)


def the_matter() -> Matter:
    """The main matter, from its file."""
    return read_matter(HERE / "data" / "matters" / "whc-2021" / "matter.toml")


def an_exhibit(
    n: int = 1, name: str = "facture.pdf", content: bytes = INVOICE, **more: Any
) -> Exhibit:
    """A file brought as proof of the first loss."""
    return Exhibit(
        **{
            "id": f"e{n}", "sha256": sha256(content).hexdigest(), "size": len(content),
            "name": name, "media": "application/pdf", "kind": "invoice", "losses": ("l1",),
            "added": AT, **more,
        }
    )  # fmt: skip


def a_claim(number: str = "R-2K7Q-48", name: str = "Studio Boréal inc.", **more: Any) -> Claim:
    """An agency that rebuilt a shop in 42 hours and 1,000 $ of invoices, and lost 8 hours."""
    given: dict[str, Any] = {
        "number": number, "matter": "whc-2021", "language": "fr",
        "claimant": Claimant(kind="business", name=name, capacity="agency"),
        "contact": Contact(email="bonjour@studio-boreal.example", place="QC"),
        "services": (
            Service(id="s1", typed="https://www.boutique-boreale.ca/", type="shop",
                    domain="boutique-boreale.ca", subgroup="A1", owner="Épicerie du Port"),
        ),
        "losses": (
            Loss(id="l1", head="rebuild", service="s1", start=date(2021, 8, 28),
                 end=date(2021, 9, 12),
                 inputs={"hours": Entry(typed="42", quantity=Decimal(42)),
                         "invoices": Entry(typed="1 000,00", cents=100000)}),
            Loss(id="l2", head="own_time", start=date(2021, 8, 28), end=date(2021, 8, 30),
                 inputs={"hours": Entry(typed="8", quantity=Decimal(8))}),
        ),
        "credits": (
            Credit(id="c1", kind="goodwill", cents=12000, head="rebuild", service="s1"),
            Credit(id="c2", kind="free_hosting", cents=4500, head="hosting_refund", accepted=False),
        ),
        "exhibits": (an_exhibit(),),
        "attestation": Attestation(sha256=sha256(b"claim").hexdigest(), wording="2026-11-01",
                                   language="fr", name="Émilie Tremblay", at=AT),
        "fictional": True,
    }  # fmt: skip
    return Claim(**given | more)


def _step(verb: Any, name: str, label: str, operand: str, unit: Any, running: str, origin: str,
          **more: Any) -> Step:  # fmt: skip
    told = Text(fr=label, en=label)
    return Step(verb, name, told, Decimal(operand), unit, Decimal(running), origin, **more)


PROPOSED = Text(fr="proposition de la partie demanderesse", en="proposed by the plaintiff")


def an_assessment(claim: Claim | None = None) -> Assessment:
    """42 × 85.00 + 1,000.00 − 120.00 = 4,450.00, grade B; 8 × 25.00 = 200.00, grade D."""
    claim = claim or a_claim()
    rebuild = (
        _step("take", "hours", "Heures de travail", "42", "hours", "42", "declared"),
        _step("times", "hourly_rate", "taux horaire", "85", "money", "3570", "figure",
              authority=PROPOSED, verified=False),
        _step("plus", "invoices", "Sommes facturées", "1000", "money", "4570", "declared"),
        _step("not_above", "rebuild_cap", "plafond par site", "40000", "money", "4570", "figure",
              authority=PROPOSED, verified=False),
        _step("less", "credits", "sommes reçues", "120", "money", "4450", "credit"),
        _step("not_below", "nothing", "zéro", "0", "money", "4450", "nothing"),
    )  # fmt: skip
    time = (
        _step("take", "hours", "Heures perdues", "8", "hours", "8", "declared"),
        _step("times", "own_time_rate", "taux forfaitaire", "25", "money", "200", "figure"),
    )
    return Assessment(
        claim.number, claim.matter,
        (
            Line("l1", "rebuild", "boutique-boreale.ca", "A", "A1", date(2021, 8, 28),
                 date(2021, 9, 12), "B", 445000, 400500, 0, False, rebuild,
                 (Problem("hourly_rate", "figure-unverified", {"label_fr": "taux horaire", "label_en": "hourly rate"}),),
                 (("A", ("payment",), 44500),)),
            Line("l2", "own_time", "", "A", "A1", date(2021, 8, 28), date(2021, 8, 30), "D",
                 20000, 6000, 0, False, time, (), (("B", ("call_log",), 12000),)),
        ),
    )  # fmt: skip
