"""A claimant in a real browser, through F5 and mistakes. They file in `test_whole_way`."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import folders
from tests.e2e.conftest import Served, Windows
from tests.e2e.looks import sideways, violations
from tests.e2e.visits import ClaimantVisit

TOPICS = ("coordonnees", "sites", "sous-groupe", "pertes", "pieces", "verifier", "signer", "suivi")


@pytest.fixture
def visit(page: Page, served: Served) -> ClaimantVisit:
    return ClaimantVisit(page, served.url)


def a_second_tab(windows: Windows, served: Served, first: ClaimantVisit) -> ClaimantVisit:
    tab = first.page.context.new_page()
    return ClaimantVisit(tab, served.url, first.number, first.code)


def test_R46_f5_in_the_middle_loses_nothing(visit):
    visit.starts().goes_to("coordonnees").types("claimant.name", "Zoé Lévesque-Côté")
    visit.types("contact.email", "zoe@").page.reload()
    visit.settles()
    expect(visit.field("claimant.name")).to_have_value("Zoé Lévesque-Côté")
    expect(visit.field("contact.email")).to_have_value("zoe@")


def test_typing_then_pressing_the_button_at_once_saves_what_was_typed(visit, served):
    visit.starts().goes_to("coordonnees").field("contact.email").fill("zoe@exemple.ca")
    visit.presses("continuer")
    draft = served.house.store.drafts.read(visit.number)
    assert draft.form["contact"]["email"] == "zoe@exemple.ca"


def test_R46_coming_back_with_number_and_code_finds_everything(visit, windows, served):
    visit.starts().goes_to("coordonnees").types("claimant.name", "Zoé Lévesque-Côté")
    later = windows.window()
    later.goto(f"{served.url}/connexion")
    later.locator("input[name=number]").fill(visit.number)
    later.locator("input[name=code]").fill(visit.code.lower())
    later.locator("form button[type=submit].primary").click()
    back = ClaimantVisit(later, served.url).goes_to("coordonnees")
    expect(back.field("claimant.name")).to_have_value("Zoé Lévesque-Côté")


def test_two_tabs_that_write_the_same_field_see_each_other(visit, windows, served):
    visit.starts().goes_to("coordonnees")
    other = a_second_tab(windows, served, visit).goes_to("coordonnees")
    other.types("claimant.name", "Nom de l’autre onglet")
    visit.types("claimant.name", "Nom d’ici")
    told = visit.by_key("conflit-champ-claimant-name")
    expect(told).to_contain_text("modifiée dans un autre onglet")
    expect(told).to_contain_text("Nom de l’autre onglet")
    expect(visit.field("claimant.name")).to_have_value("Nom d’ici")
    visit.presses("mien-champ-claimant-name")
    assert served.house.store.drafts.read(visit.number).form["claimant"]["name"] == "Nom d’ici"


def test_a_link_of_the_error_summary_leads_to_its_field(visit):
    visit.starts().goes_to("coordonnees").types("contact.email", "zoe@")
    visit.by_key("sommaire-erreurs").locator("a").first.click()
    expect(visit.field("contact.email")).to_be_focused()
    visit.presses("continuer")
    expect(visit.by_key("sommaire-erreurs")).to_be_in_viewport()


def test_a_file_that_is_not_what_it_says_is_refused_in_words(visit, tmp_path):
    visit.starts().goes_to("pieces")
    false = tmp_path / "facture.pdf"
    false.write_bytes(b"\x89PNG\r\n\x1a\n not a pdf")
    visit.page.locator("input[type=file]").set_input_files(false)
    expect(visit.by_key("nouvelle-piece")).to_contain_text("facture.pdf")
    expect(visit.by_key("nouvelle-piece")).to_contain_text("PNG")
    expect(visit.page.locator("[class*=st-key-piece-]")).to_have_count(0)


def test_R45_pressing_twice_files_once(windows, served):
    begun = folders.written(served)
    visit = ClaimantVisit(windows.window(token=begun.token), served.url, begun.number)
    visit.goes_to("signer").types("attestation.name", "Zoé Lévesque-Côté")
    visit.by_key("champ-attestation-agreed").locator("label").first.click()
    visit.settles().by_key("deposer").locator("button").dblclick()
    visit.page.wait_for_url("**/confirmation")
    visit.page.go_back()
    visit.settles()
    assert len(served.house.store.claims.revisions(visit.number)) == 1


@pytest.mark.parametrize(
    ("width", "dark"), [pytest.param(1280, False, marks=pytest.mark.full), (390, True)]
)
def test_no_page_has_a_serious_accessibility_fault_runs_off_the_screen_or_asks_elsewhere(
    windows, served, width, dark
):
    page, outside = windows.window(width=width, dark=dark), []
    own = (served.url, served.url.replace("http", "ws"), "data:", "blob:")
    page.on("request", lambda asked: asked.url.startswith(own) or outside.append(asked.url))
    visit = ClaimantVisit(page, served.url).starts()
    visit.adds_site("atelier mecanique")
    visit.goes_to("coordonnees").types("contact.email", "zoe@").presses("continuer")
    found = {}
    for path in ("dossier", *TOPICS):
        visit.goes_to(path)
        found[path] = [*violations(page), *sideways(page)]
    assert {path: faults for path, faults in found.items() if faults} == {}
    assert outside == []
