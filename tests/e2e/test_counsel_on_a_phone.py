"""What counsel ticks and types on a telephone stands in the grid of a wide screen, and back."""

import re
import secrets
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, expect

from claims.access import Role
from claims.claim.redaction import Level
from claims.office.entitling import Naming, entitle
from claims.ui import staff
from tests.e2e.conftest import Served, Windows
from tests.e2e.looks import foreign, off_screen, sideways, violations
from tests.e2e.visits import LawyerVisit
from tests.makers import ROY, WHC, a_filed_claim, an_exhibit, decided

PHONE, WIDE = ({"width": 390, "height": 844}, {"width": 1280, "height": 900})
TICKS = f"letters.chosen.{WHC}"


@pytest.fixture
def counsel(windows: Windows, served: Served) -> LawyerVisit:
    return LawyerVisit(windows.window(width=390, token=served.staff(Role.LAWYER)), served.url)


def card(counsel: LawyerVisit, number: str) -> Locator:
    cards = counsel.by_key(f"cards-{TICKS}").locator("label")
    return cards.filter(has_text=number).locator("input")


def test_letters_are_ticked_on_a_card_or_in_the_grid_and_both_show_the_same(counsel, served):
    first, second = (a_filed_claim(served.house, n, domain=f"site{n}.ca") for n in (541, 542))
    for number in (first, second):
        decided(served.house, number, ("l1", "accepted", "", "proof_complete"),
                ("l2", "refused", "", "not_caused"), now=datetime.now(UTC))  # fmt: skip
    page = counsel.goes_to("lettres").page
    assert [*off_screen(page), *sideways(page), *violations(page), *foreign(page, "fr")] == []
    card(counsel, first).check(force=True)
    counsel.settles()
    page.set_viewport_size(WIDE)
    labels = counsel.by_key(f"cards-{TICKS}").locator("label").all_text_contents()
    place = next(n for n, told in enumerate(labels) if second in told)
    grid = counsel.by_key(f"grid-{TICKS}").locator("canvas").first
    row = {"x": 16, "y": staff.HEADER + staff.ROW * place + staff.ROW // 2}
    grid.click(position=row, force=True)  # what scrolls lies over it
    counsel.settles()
    page.set_viewport_size(PHONE)
    expect(card(counsel, first)).to_be_checked()
    expect(card(counsel, second)).to_be_checked()
    counsel.presses("letters.preview")
    expect(page.get_by_text(re.compile("pour 2 réclamations"))).to_be_visible()
    card(counsel, first).uncheck(force=True)
    expect(page.get_by_text(re.compile("pour 2 réclamations"))).to_have_count(0)
    expect(page.get_by_text("1 cochée\u00a0: elle part seule.")).to_be_visible()


def test_an_exhibit_is_named_on_a_card_and_what_a_colleague_recorded_is_told_there(counsel, served):
    number = a_filed_claim(served.house, 543, exhibits=(an_exhibit(543),), domain="site543.ca")
    page = counsel.goes_to("index-pieces").page
    counsel.types("index.words", number)
    counsel.by_key("cards-index").locator("button").click()
    opened, title = counsel.settles().by_key("index.open"), "Facture de Reconstruction Web inc."
    counsel.types(f"index.card.title.{WHC}.{number}.e543", title)
    counsel.selects(f"index.card.level.{WHC}.{number}.e543", "Publique")
    assert [*off_screen(page), *sideways(page), *violations(page), *foreign(page, "fr")] == []
    entitle(served.house, ROY, [Naming(number, "e543", "Titre de Roy", "", 0)],
            now=datetime.now(UTC), entropy=secrets.token_bytes)  # fmt: skip
    counsel.presses("index.card.keep")
    expect(opened).to_contain_text("Des pièces ont changé pendant votre lecture.")
    expect(opened).to_contain_text("Titre de Roy")
    assert served.house.store.titles.of(number)["e543"].title == "Titre de Roy"
    page.set_viewport_size(WIDE)
    cells = counsel.by_key("grid-index").locator("[role=gridcell]")
    expect(cells.filter(has_text=title)).to_have_count(1)
    page.set_viewport_size(PHONE)
    expect(opened.locator("textarea")).to_have_value(title)
    counsel.presses("index.card.keep")
    expect(opened).to_contain_text("1 pièce consignée au journal.")
    assert served.house.store.titles.of(number)["e543"].title == title
    assert served.house.store.redactions.of(number)["e543"].level is Level.PUBLIC
