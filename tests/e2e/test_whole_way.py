"""The whole way of one claim: filed by a designer, decided, totalled, handed over, checked."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from claims.access import Role
from claims.claim.states import Status
from claims.i18n.formats import money
from claims.office.lawyer import Verdict, decide
from tests.documents.reading_back import checked, text_of
from tests.e2e.conftest import Served, Windows
from tests.e2e.strangers import opened, sums_in
from tests.e2e.visits import ClaimantVisit, LawyerVisit, RepresentativeVisit
from tests.makers import GAGNON, WHC, a_filed_claim, an_exhibit

HOME = Path(__file__).resolve().parents[2]
FILES = HOME / "data" / "samples" / "files"
REBUILD = "Reconstruction du site"
ONE, OTHER = "atelier-mecanique.example", "clinique-du-nord.example"


@pytest.fixture
def neighbours(served: Served) -> None:
    """Enough other claims, decided and in part proved, that nothing of the total is masked."""
    part = (Verdict("l1", "reduced", "1000,00", "amount_unproved"),)
    for n in range(701, 706):
        invoice = an_exhibit(n, b"%PDF-1.4 facture de " + str(n).encode())
        number = a_filed_claim(served.house, n, exhibits=(invoice,), domain=f"voisin{n}.ca")
        seen = served.house.store.claims.find(number).version
        now = datetime.now(UTC)
        decide(served.house, GAGNON, number, part, seen=seen, key=f"neighbour {n}", now=now)


def files_a_claim(visit: ClaimantVisit) -> ClaimantVisit:
    """Two sites, two losses, three exhibits, and F5 in the middle."""
    visit.starts().gives_particulars()
    for site in (visit.adds_site(ONE), visit.adds_site(OTHER, "Site vitrine")):
        visit.answers(site)
    first = rebuilds(visit, ONE, hours="42", invoices="1 200,50")
    visit.page.reload()
    visit.settles()
    expect(visit.by_key(f"carte-{first}")).to_contain_text("4\u00a0770,50\u00a0$")
    rebuilds(visit, OTHER, hours="10")
    expect(visit.by_key("total-provisoire")).to_contain_text("5\u00a0620,50\u00a0$")
    visit.brings(FILES / "facture-reconstruction.pdf", "Facture", f"{REBUILD} — {ONE}")
    visit.brings(FILES / "releve-paiements.pdf", "Preuve de paiement", f"{REBUILD} — {ONE}")
    visit.brings(FILES / "time-sheet.xlsx", "Feuille de temps", f"{REBUILD} — {OTHER}")
    expect(visit.by_key("total-provisoire")).to_contain_text("1\u00a0710,50\u00a0$")
    return visit.goes_to("verifier").presses("continuer").signs()


def holds_its_receipt(visit: ClaimantVisit, served: Served) -> None:
    """Its number on the page, the receipt, and an exhibit as it was brought."""
    expect(visit.by_key("numero")).to_contain_text(visit.number)
    assert served.house.store.claims.find(visit.number).status is Status.SUBMITTED
    with visit.page.expect_download() as download:
        visit.by_key("recu").locator("a").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    kept = served.house.store.exhibits.of(visit.number)[0]
    with visit.page.expect_download() as download:
        visit.page.evaluate(f"location.href = '/piece/{visit.number}/{kept.id}'")
    assert Path(download.value.path()).read_bytes() == (FILES / kept.name).read_bytes()


def rebuilds(visit: ClaimantVisit, domain: str, **inputs: str) -> str:
    visit.goes_to("pertes").selects("nouveau-chef", REBUILD).selects("nouveau-site", domain)
    visit.presses("ajouter-perte")
    loss = visit._newest("carte-l")
    for name, typed in inputs.items():
        visit.types(f"losses.{loss}.inputs.{name}", typed)
    visit.losses.append(loss)
    return loss


def overheard(page: Page) -> list[str]:
    """Errors of the console, but the addresses of Streamlit that our door says do not exist."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console",
        lambda told: (
            said.append(told.text) if told.type == "error" and "404" not in told.text else None
        ),
    )
    return said


def test_a_claim_goes_the_whole_way(
    windows: Windows, served: Served, neighbours: None, tmp_path: Path
) -> None:
    seen = RepresentativeVisit(windows.window(token=served.staff(Role.REPRESENTATIVE)), served.url)
    before = served.totals()
    claimant = ClaimantVisit(windows.window(), served.url)
    errors = [overheard(visit.page) for visit in (seen, claimant)]
    holds_its_receipt(files_a_claim(claimant), served)
    first, other = claimant.losses

    lawyer = LawyerVisit(windows.window(width=1440, token=served.staff(Role.LAWYER)), served.url)
    errors.append(overheard(lawyer.page))
    lawyer.opens(claimant.number).accepts(claimant.number, first)
    lawyer.decides(claimant.number, other, "Réduire", "Montant établi en partie", "400,00")
    after = served.totals()
    assert {what: after[what] - before[what] for what in after} == {
        "declared": 562_050,
        "supported": 171_050,
        "admitted": 517_050,
    }
    seen.goes_to("totaux")
    for label, what in (("Déclaré", "declared"), ("Étayé", "supported"), ("Admis", "admitted")):
        assert seen.figure(label) == money(after[what], "CAD", "fr")

    lawyer.goes_to("instantanes").presses("snapshot.take")
    assert len(served.house.store.snapshots.of(WHC)) >= 1
    made = {}
    for kind in ("workbook", "report"):
        made[kind] = lawyer.goes_to("dossiers-preuve").makes(kind)
    second = LawyerVisit(windows.window(width=1440, token=served.staff(Role.LAWYER, 1)), served.url)
    made["bundle"] = lawyer.orders_a_bundle(second, served.house.store)

    opened(made["bundle"], tmp_path / "bundle")
    assert sums_in(made["workbook"], tmp_path) == after
    report = made["report"].read_bytes()
    assert "No syntax or stream encoding errors" in checked(report, tmp_path)
    told = text_of(report, tmp_path)
    for cents in after.values():
        assert money(cents, "CAD", "fr").replace("\u00a0", " ") in told
    assert errors == [[], [], []]
