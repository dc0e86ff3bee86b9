"""An agency files its sites in one sitting: the workbook out, back, mended, and every exhibit.

The small journey runs with the others; the whole one, sixty sites and a hundred and eighty
exhibits, is timed and its server's memory read, by the full tests.
"""

from pathlib import Path
from time import monotonic

import pytest
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page, expect
from reportlab.pdfgen.canvas import Canvas

from claims.access import Role
from claims.i18n.text import Language
from claims.office.house import House
from tests.e2e.conftest import Served, Windows
from tests.e2e.looks import violations
from tests.e2e.visits import STANDARD, ClaimantVisit

CODES, FIRST = 4, 7
PAPERS = ("facture", "preuve de paiement", "feuille de temps")
MINUTES = 60
KINDS = {"invoice", "payment", "time_sheet"}


class Agency(ClaimantVisit):
    """A claimant with a workbook at hand."""

    def takes_the_workbook(self, folder: Path) -> Path:
        ways = self.goes_to("sites").by_key("maniere")
        ways.get_by_text(self._read("Par chiffrier"), exact=True).click()
        self.settles()
        with self.page.expect_download() as download:
            self.by_key("chiffrier-telecharger").locator("a").click()
        download.value.save_as(folder / "sites.xlsx")
        return folder / "sites.xlsx"

    def sends_the_workbook(self, path: Path) -> str:
        """Uploads it; what the page says became of it."""
        self.acted = monotonic()
        alert = self.by_key("liste-sheet").locator("[data-testid=stAlert]")
        before = alert.inner_text() if alert.count() else ""
        self.page.locator("input[type=file]").set_input_files(path)
        expect(alert).not_to_have_text(before or "…", timeout=30_000)
        return self.settles().by_key("liste-sheet").locator("[data-testid=stAlert]").inner_text()

    def brings_all(self, paths: list[Path], within: int) -> None:
        self.goes_to("pieces")
        self.page.locator("input[type=file]").set_input_files(paths)
        self.by_key("rapprochement-confirmer").wait_for(timeout=within * 1000)
        self.settles()


def a_pdf(path: Path, text: str) -> Path:
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, text)
    canvas.save()
    return path


def filled(path: Path, *rows: dict) -> Path:
    """The workbook with these rows typed under what it holds already."""
    book: Workbook = load_workbook(path)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[CODES]}
    for line, row in enumerate(rows, FIRST):
        for code, value in row.items():
            sheet.cell(line, places[code]).value = value
    book.save(path)
    return path


def mended(path: Path, right: dict[str, str | int]) -> Path:
    """The workbook that came back, each commented cell put right; as many as there were."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[CODES]}
    commented = [cell for row in sheet.iter_rows(min_row=FIRST) for cell in row if cell.comment]
    assert len(commented) == len(right)
    for cell in commented:
        owner = sheet.cell(cell.row, places["owner"]).value
        cell.value = right[owner]
    book.save(path)
    return path


SAID: dict[Language, dict[str, str]] = {
    "fr": {"accepted": "{n} lignes acceptées", "wrong": "4 à corriger", "described":
           "{n} pièces décrites", "mended": "4 sites ajoutés · {n} inchangés",
           "same": "Rien n’a changé"},
    "en": {"accepted": "{n} rows accepted", "wrong": "4 to fix", "described":
           "{n} exhibits described", "mended": "4 sites added · {n} unchanged",
           "same": "Nothing changed"},
}  # fmt: skip
"""What the page says of a list, in each language."""


def a_site(n: int, agency: Agency) -> dict:
    """A row as the agency types it, in its own language."""
    read = agency._read
    answers = {f"answers.{question}": read(answer) for question, answer in STANDARD.items()}
    return {"domain": f"client-{n:02}.ca", "type": read("Boutique en ligne"),
            "owner": f"Client {n:02}", "rebuild.hours": 12.5, "rebuild.invoices": 1234.56,
            "authority": read("Le propriétaire m’a donné un mandat écrit")} | answers  # fmt: skip


def with_four_faults(agency: Agency, sites: int) -> tuple[list[dict], dict[str, str | int]]:
    """Rows of which four are wrong, and by owner what their cells should have said."""
    rows, shop = [a_site(n, agency) for n in range(sites)], agency._read("Boutique en ligne")
    rows[1]["domain"], rows[2]["rebuild.invoices"] = "pas un domaine", "1,234"
    rows[3]["type"], rows[4]["rebuild.hours"] = "Magasin", "-3"
    right = {"Client 01": "client-01.ca", "Client 02": 1234, "Client 03": shop, "Client 04": 12.5}
    return rows, right


def papers_of(folder: Path, sites: int) -> list[Path]:
    """Three exhibits of each site, named by it."""
    return [
        a_pdf(folder / f"client-{n:02}.ca {what}.pdf", f"{what} {n}")
        for n in range(sites)
        for what in PAPERS
    ]


def an_agency(served: Served, windows: Windows, *, phone: bool, tongue: Language) -> Agency:
    begun = served.claimant()
    page = windows.window(token=begun.token, phone=phone, language=tongue)
    return Agency(page, served.url, number=begun.number, tongue=tongue)


def the_whole_journey(served: Served, agency: Agency, folder: Path, sites: int) -> float:
    """Sixty sites or six: the same steps; the seconds they took, the making of files left out."""
    papers, (rows, right) = papers_of(folder, sites), with_four_faults(agency, sites)
    said, started = SAID[agency.tongue], monotonic()
    sent = filled(agency.takes_the_workbook(folder), *rows)
    assert said["accepted"].format(n=sites - 4) in (told := agency.sends_the_workbook(sent))
    assert said["wrong"] in told
    back = mended(agency.takes_the_workbook(folder), right)
    assert said["mended"].format(n=sites - 4) in agency.sends_the_workbook(back)
    assert said["same"] in agency.sends_the_workbook(back)
    agency.brings_all(papers, within=60 + 3 * sites)
    assert violations(agency.page) == []
    agency.presses("rapprochement-confirmer")
    agency.page.get_by_text(said["described"].format(n=3 * sites)).wait_for(timeout=20_000)
    agency.gives_particulars().goes_to("sous-groupe")
    agency.chooses("answers.own_action", "Non")
    agency.goes_to("verifier").presses("continuer").signs()
    seconds = monotonic() - started
    all_is_filed(served.house, agency.number, sites)
    return seconds


def all_is_filed(house: House, number: str, sites: int) -> None:
    """Every site, and three exhibits for each, which prove a loss of that site."""
    form = house.store.drafts.read(number).form
    assert {e["kind"] for e in form["exhibits"]} == KINDS
    losses = {loss["id"]: loss["service"] for loss in form["losses"]}
    proved = [losses[loss] for e in form["exhibits"] for loss in e["losses"]]
    assert sorted(proved) == sorted([s["id"] for s in form["services"]] * 3)
    filed = house.store.claims.body(number)
    assert (len(filed.services), len(filed.exhibits)) == (sites, 3 * sites)


def resident(pid: int) -> int:
    """Mebibytes a process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


@pytest.mark.parametrize(
    ("phone", "tongue"), [(False, "fr"), pytest.param(True, "en", marks=pytest.mark.full)]
)
def test_an_agency_sends_a_workbook_mends_four_rows_brings_its_exhibits_and_files(
    served, windows, tmp_path, phone, tongue
):
    agency = an_agency(served, windows, phone=phone, tongue=tongue)
    the_whole_journey(served, agency, tmp_path, sites=6)


def test_a_list_pasted_in_the_grid_survives_a_reload_and_goes_in(served, windows):
    begun = served.claimant()
    agency = Agency(windows.window(token=begun.token), served.url).goes_to("sites")
    agency.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    agency.acted = monotonic()
    agency.by_key("maniere").get_by_text("Coller une liste", exact=True).click()
    rows = "a.ca\tBoutique en ligne\nb.ca\tShowcase site\npas ça\tSite vitrine"
    agency.page.evaluate("rows => navigator.clipboard.writeText(rows)", rows)
    grid = agency.settles().page.locator("[data-testid=stDataFrame] .dvn-scroller").first
    agency.acted = monotonic()
    grid.click(position={"x": 120, "y": 52})
    chosen = agency.page.locator("[data-testid=stDataFrame] [role=gridcell][aria-selected=true]")
    expect(chosen).to_have_count(1)  # as a person sees it before pasting
    agency.page.keyboard.press("Control+V")
    is_kept(served, begun.number, agency.page, rows=3)
    agency.settles().goes_to("sites")
    for way in ("Un à la fois", "Coller une liste"):
        agency.acted = monotonic()
        agency.by_key("maniere").get_by_text(way, exact=True).click()
        agency.settles()
    agency.presses("grille-ajouter")
    form = served.house.store.drafts.read(begun.number).form
    assert [s["type"] for s in form["services"]] == ["shop", "showcase"]
    assert [row["cells"]["domain"] for row in form["waiting"]] == ["pas ça"]
    assert violations(agency.page) == []
    agency.by_key("maniere").get_by_text("Par chiffrier", exact=True).click()
    assert violations(agency.settles().page) == []


def is_kept(served: Served, number: str, page: Page, rows: int) -> None:
    """Waits until the draft holds the rows of the grid: only what reached the server is saved."""
    for _ in range(80):
        if len(served.house.store.drafts.read(number).form.get("waiting", ())) == rows:
            return
        page.wait_for_timeout(250)
    pytest.fail("the rows pasted never reached the draft")


def test_R03_the_workbook_of_a_claim_answers_its_claimant_alone(served):
    begun, other = served.claimant(), served.claimant()
    path = f"/gabarit/{begun.number}.xlsx"
    status, headers, body = served.ask("GET", path, Cookie=f"claims={begun.token}")
    assert (status, body[:2]) == (200, b"PK")
    assert headers["content-disposition"].startswith("attachment; ")
    assert headers["cache-control"] == "no-store"
    assert served.ask("GET", path)[0] == 401
    assert served.ask("GET", path, Cookie=f"claims={other.token}")[0] == 404
    assert served.ask("GET", path, Cookie=f"claims={served.staff(Role.LAWYER)}")[0] == 404


@pytest.mark.full
@pytest.mark.parametrize(("phone", "tongue"), [(False, "fr"), (True, "en")])
def test_sixty_sites_and_a_hundred_and_eighty_exhibits_take_less_than_five_minutes(
    served, windows, tmp_path, capsys, phone, tongue
):
    before = resident(served.pid)
    agency = an_agency(served, windows, phone=phone, tongue=tongue)
    seconds = the_whole_journey(served, agency, tmp_path, sites=60)
    after, screen = resident(served.pid), "phone" if phone else "desktop"
    told = f"60 sites, 180 exhibits, {tongue}, {screen}: {seconds:.0f} s; server {before} MiB"
    with capsys.disabled():
        print(f"\n{told} before, {after} MiB after")
    assert seconds < 5 * MINUTES
