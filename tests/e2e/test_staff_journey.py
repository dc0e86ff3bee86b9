"""Counsel and the representative in a real browser."""

import re
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from claims.access import Role
from claims.claim.states import Status
from claims.documents.verify import check
from claims.office.exporting import export
from claims.office.pages import OWN
from tests.depth import FULL
from tests.e2e.conftest import Served, Windows
from tests.e2e.looks import foreign, in_turn, lists, off_screen, sideways, violations
from tests.e2e.visits import LawyerVisit, RepresentativeVisit, StaffVisit
from tests.evidence.file_makers import a_pdf
from tests.makers import GAGNON, WHC, a_filed_claim, an_exhibit

LAWYER = (
    "tableau",
    "reclamations",
    "totaux",
    "estimation",
    "doublons",
    "scenarios",
    "instantanes",
    "index-pieces",
    "dossiers-preuve",
    "journal",
)
REPRESENTATIVE = ("totaux", "sous-groupes", "evolution", "sommaire", "instantanes")


@pytest.fixture(scope="session")
def numbers(served: Served) -> list[str]:
    """Six claims filed, the first with an exhibit."""
    first = a_filed_claim(served.house, 501, exhibits=(an_exhibit(501),), domain="site501.ca")
    return [first, *(a_filed_claim(served.house, n, domain=f"site{n}.ca") for n in range(502, 507))]


@pytest.fixture
def lawyer(windows: Windows, served: Served, numbers: list[str]) -> LawyerVisit:
    return LawyerVisit(windows.window(width=1440, token=served.staff(Role.LAWYER)), served.url)


def test_counsel_goes_from_the_queue_to_a_claim_takes_its_exhibit_as_received_and_decides_it(
    lawyer, served, numbers
):
    lawyer.goes_to("tableau").presses("task.no-exhibit")
    expect(lawyer.page.locator("h1")).to_have_text("Réclamations")
    lawyer.opens(numbers[0])
    with lawyer.page.expect_download() as download:
        lawyer.by_key("exhibit.e501").locator("a").click()
    assert download.value.path().read_bytes() == b"%PDF-1.4 facture"
    lawyer.accepts(numbers[0], "l1")
    lawyer.decides(numbers[0], "l2", "Réduire", "Montant établi en partie", "150,25", "Appel.")
    assert served.house.store.claims.find(numbers[0]).status is Status.REDUCED
    assert [row.admitted for row in served.house.store.lines.of_claim(numbers[0])] == [
        457000, 15025,
    ]  # fmt: skip
    assert lawyer.figure("Admis") == "4\u00a0720,25\u00a0$"


def test_R44_two_lawyers_on_one_line(windows, served, numbers):
    token = served.staff(Role.LAWYER)
    first, second = (LawyerVisit(windows.window(width=1440, token=token), served.url)
                     for _ in range(2))  # fmt: skip
    for visit in (first, second):
        visit.opens(numbers[1])
    first.decides(numbers[1], "l1", "Refuser", "Sans lien avec la panne")
    second.accepts(numbers[1], "l1")
    expect(second.by_key("conflict")).to_contain_text("a changé pendant votre lecture")
    expect(second.by_key("conflict")).to_contain_text("avocate@demo.example")
    assert served.house.store.lines.of_claim(numbers[1])[0].admitted == 0


@pytest.mark.full  # each run follows one claim to its bundle in test_forty_claims
def test_R60_the_bundle_received_is_the_one_the_log_hashed_and_it_verifies(lawyer, served, windows):
    second = LawyerVisit(windows.window(width=1440, token=served.staff(Role.LAWYER, 1)), served.url)
    received = lawyer.orders_a_bundle(second, served.house.store)
    logged = served.house.store.exports.of(WHC)[0]
    assert sha256(received.read_bytes()).hexdigest() == logged.sha256
    assert check(str(received), None)["files"] > 5


def test_every_total_leads_to_losses_and_a_loss_to_the_picture_of_the_page_that_proves_it(
    lawyer, served, numbers
):
    """The links of three pages, each followed (in `make test`, one for each set of things they
    narrow by); then one loss, as one of them lists it."""
    invoice = an_exhibit(520, a_pdf(2))
    number = a_filed_claim(served.house, 520, exhibits=(invoice,), domain="site520.ca")
    leads = set[str]()
    for name in ("tableau", "scenarios", "estimation"):
        found = lawyer.goes_to(name).page.locator("a[href*='/totaux?']")
        leads |= {found.nth(n).get_attribute("href") for n in range(found.count())}
    assert len(leads) > 3
    doors = {frozenset(parse_qs(urlsplit(address).query)): address for address in sorted(leads)}
    for address in sorted(leads) if FULL else doors.values():
        page = lawyer.goes_to(address.rpartition("/")[2]).page
        expect(page.locator("h1")).to_have_text("Totaux")
        expect(page.get_by_text(re.compile(r"^Pertes? \d|\d pertes?"))).not_to_have_count(0)
    lawyer.goes_to(f"reclamation?numero={number}&perte=l1")
    proof = lawyer.page.locator(f"a[href*='/piece/{number}/']").first.get_attribute("href")
    shown = lawyer.page.request.get(f"{served.url}{proof}/page/2.png")
    assert (shown.status, shown.headers["content-type"]) == (200, "image/png")


LOOKS = [
    (language, dark, width)
    for language in ("fr", "en")
    for dark in (False, True)
    for width in (390, 1440)
]
SEEN_EACH_TIME = [("fr", False, 1440), ("en", True, 390)]
"""Half of the pages in each. The others are looked at by make test-full: each look costs half a
minute of browser."""


@pytest.mark.parametrize(
    ("language", "dark", "width"),
    [
        pytest.param(*look, marks=[] if look in SEEN_EACH_TIME else [pytest.mark.full])
        for look in LOOKS
    ],
)
def test_pages_of_counsel_are_accessible(windows, served, numbers, language, dark, width):
    window = windows.window(language=language, width=width, dark=dark,
                            token=served.staff(Role.LAWYER))  # fmt: skip
    visit = LawyerVisit(window, served.url)
    paths = (f"reclamation?numero={numbers[0]}", *LAWYER)
    for path in in_turn(paths, (language, dark, width) == SEEN_EACH_TIME[1]):
        assert faults(visit.goes_to(path).page, language) == [], path


@pytest.mark.parametrize(("language", "width", "dark"), [("en", 1280, False), ("fr", 390, True)])
def test_the_pages_of_access_and_e_mails_are_accessible_in_one_language(
    windows, served, language, width, dark
):
    token = served.staff(Role.ADMINISTRATOR)
    window = windows.window(language=language, width=width, dark=dark, token=token)
    visit = StaffVisit(window, served.url)
    for path in in_turn([page.path for page in OWN[Role.ADMINISTRATOR]], dark):
        assert faults(visit.goes_to(path).page, language) == [], path


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_R13_pages_of_the_representative_are_accessible_and_never_say_a_name(
    windows, served, numbers, width, dark
):
    window = windows.window(width=width, dark=dark, token=served.staff(Role.REPRESENTATIVE))
    visit = RepresentativeVisit(window, served.url)
    for path in in_turn(REPRESENTATIVE, dark):
        assert faults(visit.goes_to(path).page, "fr") == [], path
        said = window.content()
        assert "Boréal" not in said
        assert not any(number in said for number in numbers)


def test_a_phone_shows_the_representative_the_figures_of_each_group(windows, served, numbers):
    token = served.staff(Role.REPRESENTATIVE)
    visit = RepresentativeVisit(windows.window(width=390, token=token), served.url)
    rows = visit.goes_to("totaux").page.get_by_test_id("stTable").first.locator("tbody tr")
    rows.first.wait_for()
    declared = rows.first.locator("td").nth(3).bounding_box()
    assert declared["x"] + declared["width"] <= 390


ON_A_PHONE = ("totaux", "doublons", "dossiers-preuve", "reclamation?numero={}")


def test_a_phone_shows_each_row_of_a_grid_as_a_card_that_leads_where_the_row_does(windows, served):
    """Never both nor neither; amounts and links stand within the window."""
    house = served.house
    number, _ = (a_filed_claim(house, n, domain="deux-fois.ca") for n in (530, 531))
    moment = datetime.now(UTC)
    made = export(house, GAGNON, WHC, "report", "fr", now=moment,
                  entropy=secrets.token_bytes).export  # fmt: skip
    visit = LawyerVisit(windows.window(width=390, token=served.staff(Role.LAWYER)), served.url)
    page = visit.page
    for path in ON_A_PHONE:
        shown = lists(visit.goes_to(path.format(number)).page)
        assert shown, path
        assert {tuple(each) for each in shown.values()} == {(False, True)}, path
        assert off_screen(page) == [], path
        page.set_viewport_size({"width": 1280, "height": 900})
        assert {tuple(each) for each in lists(page).values()} == {(True, False)}, path
        page.set_viewport_size({"width": 390, "height": 844})
    visit.goes_to("dossiers-preuve")
    link = visit.by_key("cards-exports.past").locator("a").first.get_attribute("href")
    assert link == f"/exports/{made.id}/{made.name}"
    totals = visit.goes_to("totaux").page.locator("[class*=st-key-cards-opened]")
    expect(totals).to_contain_text(re.compile(r"\d,\d\d\u00a0\$"))
    totals.locator("tbody a").first.click()
    losses = visit.settles().by_key("pertes")
    expect(losses).to_be_in_viewport()
    losses.locator("button", has_text=number).first.click()
    expect(page.locator("h1")).to_have_text(f"Réclamation {number}")


def faults(page: Page, language: str) -> list[str]:
    """What is wrong: accessibility, a page wider than its window, words of the other language."""
    return [*violations(page), *sideways(page), *foreign(page, language)]
