"""The receipt says what was filed, in both languages, and nothing typed is obeyed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claims.claim.form import ClaimForm
from claims.claim.model import Claim, Credit
from claims.claim.notice import NoticeSeen
from claims.claim.reading import read_claim
from claims.damages.accrual import without_rates
from claims.damages.engine import assess
from claims.damages.rates import Rates
from claims.documents.apart import interest_apart
from claims.documents.declared import credit_effect
from claims.documents.receipt import receipt
from claims.i18n.text import Language
from claims.matter.reading import read_matter, read_matters
from claims.settings import HOME
from tests.documents.documents_makers import (
    AT,
    HEAD,
    HERE,
    NAUGHTY,
    RATES,
    a_claim,
    an_assessment,
    an_exhibit,
    the_matter,
)
from tests.documents.reading_back import checked, fonts_of, opened_up, text_of, tool

DATA = HOME / "data"


def printed(claim: Claim | None = None, language: Language = "fr", **more: Any) -> bytes:
    claim = claim or a_claim()
    given: dict[str, Any] = {
        "exhibits": claim.exhibits, "journal_head": HEAD, "at": AT, "language": language,
    }  # fmt: skip
    return receipt(claim, an_assessment(claim), the_matter(), **given | more)


@pytest.fixture(scope="module")
def french(tmp_path_factory: pytest.TempPathFactory) -> str:
    return text_of(printed(), tmp_path_factory.mktemp("fr"))


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> str:
    signed = a_claim().attestation
    assert signed is not None
    claim = a_claim(attestation=signed.model_copy(update={"language": "en"}))
    return text_of(printed(claim, language="en"), tmp_path_factory.mktemp("en"))


def test_a_receipt_gives_the_number_the_stage_and_the_amounts(french: str) -> None:
    assert "Reçu d’inscription R-2K7Q-48" in french
    assert "S’inscrire n’est pas produire une réclamation" in french
    for amount in ("4 650,00 $", "4 065,00 $", "4 450,00 $", "3 570,00 $", "40 000,00 $"):
        assert amount in french.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("language", "told"), [("fr", "Groupe AB : aucun intérêt"), ("en", "Group AB: no interest")]
)
def test_a_receipt_says_that_interest_is_apart_and_where_none_is_counted(
    language: Language, told: str, tmp_path: Path
) -> None:
    matters = Path(__file__).resolve().parents[2] / "data" / "matters"
    telus = read_matter(matters / "telus-2019" / "matter.toml")
    said = without_rates(telus, RATES, ["BC", "AB"])
    text = text_of(printed(language=language, without_interest=said), tmp_path)
    assert told in text.replace("\u00a0", " ")


def test_what_no_exhibit_supports_is_told_beside_what_is_supported(french: str) -> None:
    assert "Étayé à ce jour" in french
    assert "par vos pièces" not in french
    told = "De ce qui est étayé, 60,00 $ repose sur une déclaration seule (catégorie D)"
    assert told in " ".join(french.split())


def test_only_the_law_of_quebec_has_an_additional_indemnity_to_leave_out(french: str) -> None:
    assert "Les intérêts et l’indemnité additionnelle ne sont pas compris." in french
    matters = read_matters(HERE / "data" / "matters")
    for elsewhere in ("ovh-2021", "telus-2019"):
        assert interest_apart(matters[elsewhere], "en") == "Interest is not included."


def test_a_receipt_shows_each_step_of_the_tape_and_hours_are_not_dollars(french: str) -> None:
    french = french.replace("\u00a0", " ")
    assert "42 h" in french
    assert "42,00 $" not in french
    assert "Montant déclaré, arrondi au cent 4 450,00 $" in french


def test_a_receipt_says_which_proof_would_raise_the_amount(french: str) -> None:
    french = french.replace("\u00a0", " ")
    assert "Preuve de paiement" in french
    assert "445,00 $" in french


def test_a_receipt_lists_every_file_with_its_hash(french: str) -> None:
    assert "facture.pdf" in french
    assert an_exhibit().sha256 in french


def test_a_receipt_keeps_the_attestation_with_its_version_and_hash(french: str) -> None:
    attestation = a_claim().attestation
    assert attestation is not None
    assert attestation.sha256 in french
    assert "2026-11-01" in french
    assert "J’atteste que les renseignements" in french


def test_R51_a_receipt_prints_the_head_of_the_journal(french: str) -> None:
    assert HEAD.hash in french
    assert "2026-11-21T19:30:00Z" in french
    assert "1 284" in french.replace("\u00a0", " ")


def test_an_offer_refused_is_not_deducted_and_says_so(french: str) -> None:
    assert "offre refusée" in french


def test_a_sum_received_is_said_deducted_as_far_as_the_assessment_deducted_it() -> None:
    told = [
        (True, {"c1": Decimal(120)}, "déduite une seule fois"),
        (True, {"c1": Decimal(40)}, "déduite jusqu’à 40,00\u00a0$; le reste dépasse les pertes"),
        (True, {"c1": Decimal(0)}, "non déduite, faute de perte"),
        (True, {}, "non déduite, ce dossier n’évalue pas l’hébergement gratuit"),
        (False, {}, "offre refusée : non déduite"),
    ]
    for accepted, deducted, said in told:
        credit = Credit(id="c1", kind="refund", cents=12000, head="rebuild", accepted=accepted)
        counted = replace(an_assessment(), deducted=deducted)
        assert said in credit_effect(credit, counted, the_matter(), "fr")


def test_a_receipt_in_english_holds_no_french(english: str) -> None:
    assert "Registration receipt R-2K7Q-48" in english
    assert "$4,650.00" in english
    for word in ("Réclam", "réclam", "Déclaré", "Étayé", "pièce", "Sous-groupe"):
        assert word not in english


def test_pages_are_numbered_to_the_last(french: str) -> None:
    for page in ("Page 1 sur 3", "Page 2 sur 3", "Page 3 sur 3"):
        assert page in french


def test_a_fictional_claim_is_marked_on_every_page(french: str, tmp_path: Path) -> None:
    assert french.count("DÉMONSTRATION — personnes et montants fictifs") == 3
    real = text_of(printed(a_claim(fictional=False)), tmp_path)
    assert "DÉMONSTRATION" not in real
    assert "FICTIF" not in real


def test_a_claim_from_a_public_source_names_it(tmp_path: Path) -> None:
    text = text_of(printed(a_claim(source="Presse, septembre 2021")), tmp_path)
    assert "Presse, septembre 2021" in text
    assert "ni attesté" not in text
    unsigned = a_claim(source="Presse, septembre 2021", attestation=None)
    assert "ne l’a ni déposé, ni attesté" in " ".join(text_of(printed(unsigned), tmp_path).split())


def test_a_claim_without_exhibit_or_attestation_says_so(tmp_path: Path) -> None:
    text = text_of(printed(a_claim(exhibits=(), attestation=None)), tmp_path)
    assert "Aucune pièce n’a été déposée" in text
    assert "Non attestée." in text


def test_R26_every_font_is_embedded_under_its_own_name(tmp_path: Path) -> None:
    assert fonts_of(printed(), tmp_path) == {
        "Inter-Bold": "yes", "Inter-Regular": "yes", "Inter-Italic": "yes",
    }  # fmt: skip


def test_R54_the_same_claim_gives_the_same_bytes_and_another_moment_does_not() -> None:
    assert printed() == printed()
    assert printed() != printed(at=datetime(2026, 11, 21, 19, 31, tzinfo=UTC))


def test_a_receipt_has_bookmarks_a_language_and_its_own_date(tmp_path: Path) -> None:
    opened = opened_up(printed(), tmp_path)
    assert opened.count(b"/Dest") >= 8
    assert b"/Lang (fr-CA)" in opened
    assert b"/CreationDate (D:20261121193000" in opened


@pytest.mark.parametrize("text", NAUGHTY)
def test_R24_what_is_typed_is_printed_and_never_obeyed(text: str, tmp_path: Path) -> None:
    claim = a_claim(name=text, source=text, exhibits=(an_exhibit(name=text),), fictional=False)
    pdf = printed(claim)
    assert "No syntax or stream encoding errors" in checked(pdf, tmp_path)
    opened = opened_up(pdf, tmp_path)
    for live in (b"/URI", b"/JavaScript", b"/Subtype /Image", b"/Launch", b"/EmbeddedFile"):
        assert live not in opened
    read = "".join(text_of(pdf, tmp_path).split())
    if all(ord(c) < 0x250 for c in text):
        assert "".join(text.split()) in read


def test_R26_what_the_font_lacks_is_given_by_its_code_points(tmp_path: Path) -> None:
    text = text_of(printed(a_claim(name="中文 Ж ا\u202ee")), tmp_path)
    assert "[U+4E2D U+6587] Ж [U+0627 U+202E]e" in text
    assert "■" not in text


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "2026-11-01 · anglais"), ("en", "2026-11-01 · English")],
)
def test_a_receipt_says_which_privacy_notice_was_shown(language, said, tmp_path):
    seen = NoticeSeen("2026-11-01", "en", AT)
    assert said in text_of(printed(language=language, notice=seen), tmp_path)


def of_several_losses() -> bytes:
    """Two sites with six losses, of which lost profits have a tape of more than a page."""
    first = date(2021, 6, 1)
    days = [first + timedelta(days=n) for n in range(140) if not 88 <= n <= 99]
    history = "\n".join(f"{day} {100 + place % 7 * 30},00" for place, day in enumerate(days))
    said = [
        ("rebuild", "s1", {"hours": "42", "invoices": "1149,75"}),
        ("mitigation", "s1", {"costs": "862,31"}),
        ("hosting_refund", "s1", {"prepaid": "119,88", "days_paid": "365"}),
        ("lost_profit", "s1", {"history": history}),
        ("own_time", "", {"hours": "12"}),
        ("data_loss", "s2", {"hours": "10"}),
        ("rebuild", "s2", {"hours": "20"}),
    ]  # fmt: skip
    whc = read_matters(DATA / "matters")["whc-2021"]
    form = ClaimForm.model_validate({
        "claimant": {"kind": "business", "name": "Atelier", "capacity": "owner"},
        "contact": {"email": "a@atelier.example"},
        "services": [{"id": "s1", "domain": "a.example", "type": "shop", "subgroup": "B1"},
                     {"id": "s2", "domain": "b.example", "type": "showcase", "subgroup": "A1"}],
        "losses": [{"id": f"l{n}", "head": head, "service": service, "start": "2021-08-28",
                    "end": "2021-09-10", "inputs": inputs}
                   for n, (head, service, inputs) in enumerate(said)],
    })  # fmt: skip
    claim, problems = read_claim(form, whc, number="R-1", exhibits=(), today=AT.date())
    assert claim is not None, problems
    counted = assess(claim, whc, Rates.read(DATA / "rates"))
    return receipt(claim, counted, whc, exhibits=(), journal_head=HEAD, at=AT, language="fr")


def test_losses_follow_each_other_and_no_heading_stands_alone_at_the_foot(tmp_path: Path) -> None:
    path = tmp_path / "receipt.pdf"
    path.write_bytes(of_several_losses())
    pages = tool("pdftotext", "-layout", "-enc", "UTF-8", path, "-").split("\f")
    begun = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    headings = [(page, place) for page, lines in enumerate(begun)
                for place, line in enumerate(lines) if " · du 28 août 2021" in line]  # fmt: skip
    assert len(headings) == 7
    for page, place in headings:
        assert begun[page][place + 1].startswith("Étape"), begun[page][place]
        assert begun[page][place + 2].startswith("1 Prendre"), begun[page][place]
    [profits] = [(p, n) for p, n in headings if begun[p][n].startswith("Perte de profits")]
    assert profits[1] > 2, "a long tape begins a page"
