"""Begun with an e-mail, left, and found again by the link that was mailed, in another browser."""

import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from claims.access import Role
from tests.documents.reading_back import text_of, tool
from tests.e2e.conftest import Served, settled
from tests.e2e.looks import violations
from tests.e2e.visits import ClaimantVisit

WITHIN = 20.0
DEAD = "Ce lien n’ouvre rien"


def letter_to(served: Served, address: str) -> EmailMessage:
    """The last letter to someone, once the worker has sent it."""
    until = time.monotonic() + WITHIN
    while time.monotonic() < until:
        files = sorted((served.folder / "var" / "mail").glob("*.eml"))
        read = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        if found := [message for message in read if message["To"] == address]:
            return found[-1]
        time.sleep(0.2)
    raise AssertionError(f"no letter to {address} was sent")


def link_in(letter: EmailMessage) -> str:
    found = re.search(r"http\S+/reprise#\S+", letter.get_content())
    assert found
    return found[0]


def begins(page: Page, served: Served, email: str) -> ClaimantVisit:
    page.goto(f"{served.url}/commencer?dossier=whc-2021")
    page.locator("#email").fill(email)
    page.locator("form button[type=submit].primary").click()
    number = page.locator("#claim-number").inner_text().strip()
    code = page.locator("#claim-code").inner_text().strip()
    return ClaimantVisit(page, served.url, number, code)


def test_a_link_mailed_at_the_start_opens_the_claim_in_another_browser(windows, served):
    visit = begins(windows.window(language="en"), served, "Lea@exemple.ca")
    expect(visit.page.locator("main")).to_contain_text("L…@e….ca")
    visit.goes_to("coordonnees").types("claimant.name", "Léa Tremblay")
    letter = letter_to(served, "Lea@exemple.ca")
    assert visit.number in letter.get_content()
    assert visit.code in letter.get_content()
    elsewhere = ClaimantVisit(windows.browser.new_context().new_page(), served.url)
    windows.opened.append(elsewhere.page.context)
    elsewhere.page.goto(link_in(letter))
    elsewhere.page.wait_for_url(f"{served.url}/dossier")
    elsewhere.settles()
    expect(elsewhere.page.locator("h1")).to_have_text("Your file")
    expect(elsewhere.page.get_by_text(visit.number).first).to_be_visible()
    elsewhere.goes_to("coordonnees")
    expect(elsewhere.field("claimant.name")).to_have_value("Léa Tremblay")
    assert link_in(letter).partition("#")[2] not in served.says()


def test_a_link_that_served_says_what_to_do_and_leaves_nothing_in_the_address_bar(windows, served):
    begins(windows.window(), served, "deux@exemple.ca")
    link = link_in(letter_to(served, "deux@exemple.ca"))
    for _ in range(2):
        page = windows.window()
        page.goto(link)
        page.wait_for_load_state("networkidle")
    expect(page.locator("#faults")).to_contain_text(DEAD)
    assert page.url == f"{served.url}/reprise"
    expect(page.locator("#link")).to_have_value("")
    assert violations(page) == []


def test_without_script_the_whole_link_is_pasted(windows, served):
    begins(windows.window(), served, "trois@exemple.ca")
    context = windows.browser.new_context(java_script_enabled=False)
    windows.opened.append(context)
    page = context.new_page()
    link = link_in(letter_to(served, "trois@exemple.ca"))
    page.goto(link)
    page.locator("#link").fill(link)
    page.locator("main button.primary").click()
    assert page.url == f"{served.url}/dossier"


def test_who_leaves_may_be_mailed_a_link_and_the_session_is_closed(windows, served):
    visit = begins(windows.window(), served, "quatre@exemple.ca")
    first = link_in(letter_to(served, "quatre@exemple.ca"))
    visit.goes_to("dossier")
    visit.by_key("quitter").locator("a").click()
    expect(visit.page.locator("main")).to_contain_text("q…@e….ca")
    assert violations(visit.page) == []
    visit.page.locator("button[name=mail]").click()
    expect(visit.page.locator("h1")).to_have_text("Votre session est fermée")
    visit.page.goto(f"{served.url}/dossier")
    visit.page.wait_for_url("**/connexion?vers=/dossier")
    until = time.monotonic() + WITHIN
    while (link := link_in(letter_to(served, "quatre@exemple.ca"))) == first:
        assert time.monotonic() < until
        time.sleep(0.2)
    visit.page.goto(link)
    visit.page.wait_for_url(f"{served.url}/dossier")


def test_who_gave_no_address_is_told_where_to(windows, served):
    visit = ClaimantVisit(windows.window(), served.url).starts()
    visit.page.goto(f"{served.url}/deconnexion")
    expect(visit.page.locator("button[name=mail]")).to_have_count(0)
    expect(visit.page.get_by_role("link", name="Inscrire mon adresse")).to_be_visible()


def test_an_address_nobody_can_read_is_said_beside_its_field(page, served):
    page.goto(f"{served.url}/commencer?dossier=whc-2021")
    page.locator("#email").fill("zoe chez exemple")
    page.locator("form button[type=submit].primary").click()
    expect(page.locator("#email-fault")).to_contain_text("zoe chez exemple")
    expect(page.locator("#email")).to_have_value("zoe chez exemple")
    assert violations(page) == []


@pytest.mark.parametrize("place", ["contenu", "link"])
def test_the_place_of_a_page_is_not_taken_for_the_key_of_a_link(windows, served, place):
    page = windows.window()
    page.goto(f"{served.url}/reprise#{place}")
    expect(page.locator("form[data-resume]")).to_be_visible()
    expect(page.locator("#link")).to_have_value("")
    assert not page.locator("#faults").count()


def test_R05_number_and_code_are_also_given_as_a_page(windows, served, tmp_path):
    visit = begins(windows.window(), served, "")
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Télécharger en PDF").click()
    assert download.value.suggested_filename == f"{visit.number}-clé.pdf"
    pdf = Path(download.value.path()).read_bytes()
    assert visit.number in text_of(pdf, tmp_path)
    assert visit.code in text_of(pdf, tmp_path)
    properties = tool("pdfinfo", tmp_path / "read.pdf")
    assert visit.number in properties
    assert visit.code not in properties


def test_R05_nobody_else_gets_that_page(served):
    assert served.ask("GET", "/cle")[0] == 405
    form = {"content_type": "application/x-www-form-urlencoded"}
    assert served.ask("POST", "/cle", "form=1.x&key=1.y.z", **form)[0] == 410


@pytest.mark.parametrize("email", ["cinq@exemple.ca", "autre@exemple.ca"])
def test_R11_asking_for_a_link_answers_alike(windows, served, email):
    begun = begins(windows.window(), served, "cinq@exemple.ca")
    page = windows.window()
    page.goto(f"{served.url}/connexion/lien")
    assert violations(page) == []
    page.locator("#number").fill(begun.number)
    page.locator("#email").fill(email)
    page.locator("main button.primary").click()
    expect(page.locator("h1")).to_have_text("Regardez votre boîte de courriel")
    expect(page.locator("main .lead")).to_have_text(
        "Si ce numéro et ce courriel vont ensemble, un lien est en route. Il sert une seule fois, "
        "d’ici sept jours."
    )
    assert violations(page) == []


@pytest.mark.parametrize(
    ("width", "dark"), [pytest.param(1280, False, marks=pytest.mark.full), (390, True)]
)
def test_the_page_of_e_mails_is_accessible_and_names_nobody(windows, served, width, dark):
    begins(windows.window(), served, "six@exemple.ca")
    letter_to(served, "six@exemple.ca")
    page = windows.window(width=width, dark=dark, token=served.staff(Role.ADMINISTRATOR))
    page.goto(f"{served.url}/courriels")
    settled(page)
    expect(page.locator("h1")).to_have_text("Courriels")
    assert violations(page) == []
    assert "six@" not in page.content()
