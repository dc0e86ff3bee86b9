"""A claim filed by hands that never touch a mouse, from the start form to the receipt."""

from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Page

from claims.claim.states import Status
from tests.e2e.conftest import Served
from tests.e2e.visits import PATIENCE, STANDARD, ClaimantVisit, key_of

FARTHEST = 120
"""Presses of Tab within which anything of a page is reached."""
FOCUSED = "where => !!document.activeElement.closest(where)"
LOOKS = """node => {
    const looks = [];
    for (let each = node, up = 0; each && up < 5; each = each.parentElement, up++) {
        const style = getComputedStyle(each);
        looks.push([style.outline, style.boxShadow, style.borderColor, style.backgroundColor]);
    }
    return JSON.stringify(looks);
}"""
"""How something is drawn, with what holds it: a ring may stand around either."""


@dataclass
class Keyboard:
    """A visit by Tab, Space, Enter and arrows only."""

    visit: ClaimantVisit
    unseen: list[str] = field(default_factory=list)
    """What took the focus without showing it."""

    def reaches(self, selector: str) -> "Keyboard":
        """Presses Tab until the focus stands in there, and sees that it does."""
        page = self.visit.page
        for _ in range(FARTHEST):
            page.keyboard.press("Tab")
            if page.evaluate(FOCUSED, selector):
                self._sees(selector)
                return self
        raise AssertionError(f"{FARTHEST} presses of Tab never reach {selector}")

    def _sees(self, selector: str) -> None:
        page = self.visit.page
        focused = page.evaluate_handle("document.activeElement").as_element()
        assert focused
        page.wait_for_timeout(350)  # a ring may fade in
        held = focused.evaluate(LOOKS)
        focused.evaluate("node => node.blur()")
        page.wait_for_timeout(350)
        if focused.evaluate(LOOKS) == held:
            self.unseen.append(selector)
        focused.evaluate("node => node.focus()")

    def stands_in(self, path: str) -> "Keyboard":
        """Sees that the focus came by itself to the first field of a card."""
        self.visit.page.wait_for_function(FOCUSED, arg=f".st-key-{key_of(path)}", timeout=PATIENCE)
        return self

    def presses(self, *keys: str) -> "Keyboard":
        """Presses keys where the focus stands."""
        self.visit.acted = monotonic()
        for key in keys:
            self.visit.page.keyboard.press(key)
        self.visit.settles()
        return self

    def writes(self, path: str, typed: str) -> "Keyboard":
        """Writes in the box of a field, and goes on."""
        self.reaches(f".st-key-{key_of(path)}")
        self.visit.page.keyboard.type(typed)
        return self.presses("Tab").presses("Shift+Tab")

    def picks(self, path: str, nth: int = 0) -> "Keyboard":
        """Chooses one of a few by its place, counted from none."""
        self.reaches(f".st-key-{key_of(path)}")
        return self.presses("Space", *["ArrowDown"] * nth)

    def selects(self, key: str, typed: str) -> "Keyboard":
        """Chooses from a list by the first letters."""
        self.reaches(f".st-key-{key}")
        self.visit.page.keyboard.type(typed)
        return self.presses("Enter")

    def opens(self, key: str) -> "Keyboard":
        """Follows a link or presses a button."""
        return self.reaches(f".st-key-{key} :is(a, button)").presses("Enter")


@pytest.mark.full
def test_a_claim_is_filed_without_a_mouse_and_the_focus_is_always_seen(
    page: Page, served: Served, tmp_path: Path
):
    visit = ClaimantVisit(page, served.url)
    keys = Keyboard(visit)
    page.goto(f"{served.url}/commencer?dossier=whc-2021")
    keys.reaches("form button[type=submit].primary")
    page.keyboard.press("Enter")
    visit.number = page.locator("#claim-number").inner_text().strip()
    keys.reaches("a.primary").presses("Enter").opens("tache-coordonnees")
    keys.picks("claimant.kind").writes("claimant.name", "Zoé Lévesque-Côté")
    keys.picks("claimant.capacity").picks("claimant.registrant", nth=1)
    keys.writes("contact.email", "zoe@exemple.ca").selects(key_of("contact.place"), "Québec")
    keys.opens("continuer").opens("ajouter-site")
    site = visit._newest("carte-s")
    keys.stands_in(f"services.{site}.domain")
    page.keyboard.type("boutique-levesque.ca")
    keys.presses("Tab").presses("Shift+Tab")
    keys.picks(f"services.{site}.type").opens("continuer")
    keys.picks("answers.own_action")
    for question in STANDARD:
        keys.picks(f"services.{site}.answers.{question}")
    keys.opens("continuer").selects("nouveau-chef", "Temps").opens("ajouter-perte")
    loss = visit._newest("carte-l")
    keys.stands_in(f"losses.{loss}.start").opens(f"fermer-{loss}").opens(f"modifier-{loss}")
    keys.stands_in(f"losses.{loss}.start")
    keys.writes(f"losses.{loss}.inputs.hours", "3").opens("continuer")
    keys.selects("nature", "Facture").reaches("[data-testid=stFileUploader]")
    invoice = tmp_path / "facture.txt"
    invoice.write_text("Facture 12 : 3 heures\n", encoding="utf-8")
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Enter")
    chosen.value.set_files(invoice)
    page.locator("[class*=st-key-piece-]").first.wait_for(timeout=PATIENCE)
    visit.settles()
    keys.opens("continuer").opens("continuer")
    keys.writes("attestation.name", "Zoé Lévesque-Côté").picks("attestation.agreed")
    keys.opens("deposer")
    page.wait_for_url("**/confirmation", timeout=PATIENCE)
    keys.reaches(".st-key-recu a")
    claim = served.house.store.claims.body(visit.number)
    assert served.house.store.claims.find(visit.number).status is Status.SUBMITTED
    assert (len(claim.services), len(claim.losses), len(claim.exhibits)) == (1, 1, 1)
    assert keys.unseen == []
