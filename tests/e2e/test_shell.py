"""What surrounds every page, seen in a real browser: language, requests, focus, accessibility."""

import re

import pytest
from playwright.sync_api import Page, expect

from claims.access import Role
from claims.office.pages import OWN, PUBLIC
from tests.e2e.conftest import settled
from tests.e2e.looks import foreign, in_turn, sideways, violations
from tests.e2e.visits import Visit

OWN_PAGES = ("/connexion", "/connexion/equipe", "/commencer?dossier=whc-2021", "/deconnexion")


def opened(page: Page, url: str, path: str) -> Page:
    page.goto(url + path)
    return settled(page)


@pytest.mark.parametrize(
    ("language", "width", "dark"),
    [
        ("fr", 1280, False),
        ("en", 390, True),
        pytest.param("fr", 390, True, marks=pytest.mark.full),
        pytest.param("en", 1280, False, marks=pytest.mark.full),
    ],
)
def test_a_page_of_everyone_is_in_one_language_accessible_whole_and_asks_nothing_elsewhere(
    served, windows, language, width, dark
):
    page = windows.window(language=language, width=width, dark=dark)
    outside, broken = [], []
    page.on("request", lambda r: outside.append(r.url) if not ours(r.url, served.url) else None)
    page.on("console", lambda m: broken.append(m.text) if "Content Security" in m.text else None)
    visit = Visit(page, served.url)
    for path in in_turn(OWN_PAGES, dark):
        assert faults(opened(page, served.url, path), language) == [], path
    for public in in_turn(PUBLIC, dark):
        assert faults(visit.goes_to(public.path).page, language) == [], public.path
    assert outside == []
    assert broken == []


def faults(page: Page, language: str) -> list[str]:
    """What is wrong with a page: words of the other language, accessibility, the width."""
    said = page.evaluate("document.documentElement.lang")
    found = [] if said == f"{language}-CA" else [f"said to be in {said}"]
    return [*found, *sideways(page), *foreign(page, language), *violations(page)]


def test_no_english_stands_in_the_menu_of_a_french_page(served, page):
    opened(page, served.url, "/accueil")
    page.get_by_test_id("stMainMenuButton").click()
    page.get_by_test_id("stMainMenuList").wait_for()
    assert foreign(page, "fr") == []


@pytest.mark.parametrize(
    ("role", "dark"),
    [
        (Role.LAWYER, True),
        pytest.param(Role.ADMINISTRATOR, False, marks=pytest.mark.full),
        pytest.param(Role.REPRESENTATIVE, True, marks=pytest.mark.full),
        pytest.param(Role.LAWYER, False, marks=pytest.mark.full),
    ],
)
def test_the_side_menu_has_no_serious_fault_of_accessibility(served, windows, role, dark):
    page = opened(windows.window(token=served.staff(role), dark=dark), served.url, "/aide")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    assert violations(page) == []


def ours(address: str, base: str) -> bool:
    return address.startswith((base, base.replace("http", "ws", 1), "data:", "blob:"))


def test_a_claimant_begins_leaves_and_comes_back(served, page):
    page.goto(f"{served.url}/accueil")
    settled(page).get_by_role("link", name="Commencer une inscription").first.click()
    page.wait_for_url("**/commencer")
    expect(page.locator(".notice:visible")).to_have_count(0)
    page.get_by_label("OXIA Studio").check()
    expect(page.locator(".notice:visible")).to_have_count(1)
    page.get_by_role("button", name="Commencer").click()
    number = page.locator("#claim-number").inner_text()
    code = page.locator("#claim-code").inner_text()
    page.get_by_role("link", name="Continuer vers mon dossier").click()
    page.wait_for_url("**/dossier")
    expect(settled(page).get_by_text(number).first).to_be_visible()
    page.get_by_role("link", name="Fermer la session").first.click()
    page.get_by_role("button", name="Fermer la session").click()
    page.wait_for_url("**/accueil")
    page.goto(f"{served.url}/connexion")
    page.get_by_label("Numéro d’inscription").fill(number.lower())
    page.get_by_label("Code secret").fill(code.replace("-", " "))
    page.get_by_role("button", name="Ouvrir mon dossier").click()
    page.wait_for_url("**/dossier")
    expect(settled(page).get_by_text(number).first).to_be_visible()


def test_a_lawyer_signs_in_with_what_the_demonstration_shows(served, page):
    used = ""
    while not page.url.endswith("/acces"):
        page.goto(f"{served.url}/connexion/equipe")
        row = page.locator("tr", has_text="administration@").locator("code")
        email, password, code = row.all_inner_texts()
        if code == used:
            page.wait_for_timeout(1000)
            continue
        used = code
        page.get_by_label("Courriel").fill(email)
        page.get_by_label("Mot de passe").fill(password)
        page.get_by_label("Code à six chiffres").fill(code)
        page.get_by_role("button", name="Ouvrir la session").click()
        page.wait_for_load_state()
    expect(settled(page).get_by_test_id("stSidebar")).to_contain_text("administration@demo.example")


def test_faults_of_a_form_take_the_focus_and_lead_to_their_fields(served, page):
    page.goto(f"{served.url}/connexion")
    page.get_by_role("button", name="Ouvrir mon dossier").click()
    expect(page.locator("#faults")).to_be_focused()
    assert page.locator("#faults li").count() == 2
    page.get_by_role("link", name="Inscrivez votre code secret.").click()
    expect(page.get_by_label("Code secret")).to_be_focused()


def test_the_language_changes_on_the_same_page(served, page):
    opened(page, served.url, "/aide")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/aide")
    expect(settled(page).locator("h1")).to_have_text("Help")
    page.get_by_role("link", name="Français").click()
    expect(settled(page).locator("h1")).to_have_text("Aide")


def test_a_new_page_begins_at_its_top(served, windows):
    page = opened(windows.window(width=390), served.url, "/accueil")
    main = page.get_by_test_id("stMain")
    main.evaluate("box => box.scrollTo(0, box.scrollHeight)")
    page.get_by_role("link", name="Aide").last.click()
    page.wait_for_url("**/aide")
    settled(page)
    assert main.evaluate("box => box.scrollTop") == 0


def test_the_answers_to_the_questions_say_the_subgroup_and_that_it_is_proposed(served, page):
    opened(page, served.url, "/admissibilite")
    for answer in ("Je l’ai conçu ou je le gère pour un client",
                   "À présenter une activité (site vitrine)", "Tout a été perdu"):  # fmt: skip
        page.get_by_text(answer, exact=True).click()
        settled(page)
    for box in page.get_by_role("radiogroup").all():
        if not box.locator("input:checked").count():
            first = "Oui" if "hébergé" in (box.get_attribute("aria-label") or "") else "Non"
            box.get_by_text(first, exact=True).click()
            settled(page)
    told = page.locator(".st-key-resultat")
    expect(told).to_contain_text("Vous pourriez faire partie du sous-groupe A1, parce que")
    expect(told).to_contain_text("Définition proposée, non confirmée par le tribunal")


OF_COUNSEL = re.compile("Tableau|Réclamation|Dossier|Journal")


@pytest.mark.full  # each run, the same pages are asked of the socket itself (`test_sockets`)
@pytest.mark.parametrize("who", ["nobody", "claimant", Role.REPRESENTATIVE])
def test_R02_pages_of_others_do_not_open(served, windows, who):
    tokens = {"nobody": "", "claimant": served.claimant().token}
    page = windows.window(token=tokens.get(who) if who in tokens else served.staff(who))
    visit = Visit(page, served.url)
    for path in (p.path for p in OWN[Role.LAWYER] if p.path != "instantanes"):
        visit.goes_to(path)
        assert page.locator("h1").count() == 1
        assert not OF_COUNSEL.search(page.locator("h1").inner_text()), path


def test_R08_a_session_ended_elsewhere_is_nobody_at_the_next_run(served, windows):
    from datetime import UTC, datetime

    from claims.office import entrance

    begun = served.claimant()
    page = opened(windows.window(token=begun.token), served.url, "/dossier")
    expect(page.get_by_text(begun.number).first).to_be_visible()
    entrance.log_out(served.house, begun.token, now=datetime.now(UTC))
    page.get_by_role("link", name="Aide").first.click()
    settled(page)
    expect(page.get_by_text(begun.number)).to_have_count(0)
    expect(page.get_by_role("link", name="Connexion").first).to_be_visible()
