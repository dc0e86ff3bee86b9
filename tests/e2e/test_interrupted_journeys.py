"""Two whole journeys interrupted at every step in five ways, and finished from where they stood.

The page is loaded again, opened in a second tab, left offline for twelve seconds; the server is
stopped and started; the claimant goes on from another device, by number and code.
"""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import TypeVar

import pytest
from playwright.sync_api import Browser, Page, expect

from claims.claim.states import Status
from tests.e2e.registry import FORGOTTEN, Registry, open_registry
from tests.e2e.test_agency import (
    SAID,
    Agency,
    all_is_filed,
    filled,
    mended,
    papers_of,
    resident,
    with_four_faults,
)
from tests.e2e.test_sales_journey import a_photo
from tests.e2e.visits import PATIENCE, ClaimantVisit
from tests.evidence.export_makers import a_shop_s_year

pytestmark = pytest.mark.full
Someone = TypeVar("Someone", bound=ClaimantVisit)
SITES, NAME = 12, "Zoé Lévesque-Côté"


@pytest.fixture
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    yield from open_registry(tmp_path_factory.mktemp("registry"))


class Day:
    """What a day brings to someone who files: each interruption gives back who goes on from it."""

    def __init__(self, registry: Registry, browser: Browser, *, phone: bool) -> None:
        self.registry, self.browser, self.phone, self.times = registry, browser, phone, 0

    def device(self) -> Page:
        """A browser that never saw the registry."""
        context = self.browser.new_context(
            viewport={"width": 390, "height": 844}
            if self.phone
            else {"width": 1280, "height": 900},
            is_mobile=self.phone,
            has_touch=self.phone,
        )
        url = self.registry.wire.url
        context.add_cookies([{"name": "claims_lang", "value": "fr", "url": url}])
        return context.new_page()

    def loaded_again(self, visit: Someone, path: str) -> Someone:
        visit.page.reload()
        return visit.settles()

    def in_a_second_tab(self, visit: Someone, path: str) -> Someone:
        """The first tab stays open while the second goes on, then is closed."""
        tab = self._goes_on(visit, visit.page.context.new_page()).goes_to(path)
        visit.page.close()
        return tab

    def offline(self, visit: Someone, path: str) -> Someone:
        self.registry.wire.cut()
        visit.page.wait_for_timeout(FORGOTTEN)
        self.registry.wire.mend()
        return visit.reconnects()

    def restarted(self, visit: Someone, path: str) -> Someone:
        self.registry.stop()
        self.registry.start()
        return visit.reconnects()

    def on_another_device(self, visit: Someone, path: str) -> Someone:
        page = self.device()
        page.goto(f"{visit.base}/connexion")
        page.locator("input[name=number]").fill(visit.number)
        page.locator("input[name=code]").fill(visit.code)
        page.locator("form button[type=submit].primary").click()
        elsewhere = self._goes_on(visit, page).goes_to(path)
        visit.page.context.close()
        return elsewhere

    def interrupts(self, visit: Someone, path: str, stands: Callable[[Someone], None]) -> Someone:
        """Every interruption in turn; after each, the page stands as it did."""
        stands(visit.goes_to(path))
        ways = (self.loaded_again, self.in_a_second_tab, self.offline, self.restarted,
                self.on_another_device)  # fmt: skip
        for way in ways:
            visit = way(visit, path)
            stands(visit)
            self.times += 1
        return visit

    def _goes_on(self, visit: Someone, page: Page) -> Someone:
        return type(visit)(
            page, visit.base, number=visit.number, code=visit.code, losses=visit.losses
        )


def shows(key: str, words: str) -> Callable[[ClaimantVisit], None]:
    return lambda visit: expect(visit.by_key(key)).to_contain_text(words, timeout=PATIENCE)


def holds(path: str, words: str) -> Callable[[ClaimantVisit], None]:
    return lambda visit: expect(visit.field(path)).to_have_value(words, timeout=PATIENCE)


def lists(pieces: int) -> Callable[[ClaimantVisit], None]:
    return lambda visit: expect(visit.page.locator("[class*=st-key-piece-]")).to_have_count(
        pieces, timeout=PATIENCE
    )


def titled(words: str) -> Callable[[ClaimantVisit], None]:
    return lambda visit: expect(visit.page.locator("h1")).to_have_text(words, timeout=PATIENCE)


def test_a_shop_owner_on_a_phone_interrupted_at_every_step_files_whole(
    registry, browser, tmp_path, capsys
):
    export, day = tmp_path / "commandes.csv", Day(registry, browser, phone=True)
    export.write_bytes(a_shop_s_year())
    started, before = monotonic(), resident(registry.process.pid)
    visit = ClaimantVisit(day.device(), registry.wire.url).starts()
    visit = day.interrupts(visit, "dossier", titled("Votre dossier"))
    visit.gives_particulars()
    visit = day.interrupts(visit, "coordonnees", holds("claimant.name", NAME))
    site = visit.adds_site("savons-zoe.ca")
    visit = day.interrupts(visit, "sites", shows(f"carte-{site}", "savons-zoe.ca"))
    late = "Le service est revenu en entier, mais après un délai"
    visit.answers(site, role="Il m’appartient", outcome=late)
    visit = day.interrupts(visit, "sous-groupe", shows(f"groupe-{site}", "B1"))
    loss = visit.adds_loss("Perte de profits")
    visit = day.interrupts(visit, "pertes", shows(f"carte-{loss}", "Perte de profits"))
    visit.presses(f"modifier-{loss}").page.locator("input[type=file]").set_input_files(export)
    expect(visit.by_key(f"lu-{loss}")).to_contain_text("Shopify", timeout=PATIENCE)
    visit.settles().presses(f"prendre-{loss}")
    visit = day.interrupts(visit, "pertes", shows("total-provisoire", "653,40\u00a0$"))
    photos = [a_photo(tmp_path / f"photo {n}.jpg", n) for n in (1, 2, 3)]
    visit.goes_to("pieces").page.locator("input[type=file]").set_input_files(photos)
    lists(4)(visit)
    visit = day.interrupts(visit, "pieces", lists(4))
    visit = day.interrupts(visit, "verifier", shows("relire-pieces", "photo 3.jpg"))
    visit.presses("continuer").types("attestation.name", NAME)
    visit = day.interrupts(visit, "signer", holds("attestation.name", NAME))
    visit.signs()
    visit = day.interrupts(visit, "confirmation", shows("numero", visit.number))
    seconds, after = monotonic() - started, resident(registry.process.pid)
    house = registry.house()
    claim, row = house.store.claims.body(visit.number), house.store.claims.find(visit.number)
    assert row.status is Status.SUBMITTED
    assert (claim.services[0].subgroup, claim.losses[0].head) == ("B1", "lost_profit")
    assert len(claim.exhibits) == 4
    assert len(house.store.claims.revisions(visit.number)) == 1
    house.store.close()
    with capsys.disabled():
        print(f"\nshop owner, phone: {day.times} interruptions, {seconds:.0f} s; "
              f"server {before} MiB at first, {after} MiB at last")  # fmt: skip


def test_an_agency_interrupted_between_workbook_exhibits_and_signature_files_whole(
    registry, browser, tmp_path, capsys
):
    day, said = Day(registry, browser, phone=False), SAID["fr"]
    started, before = monotonic(), resident(registry.process.pid)
    agency = Agency(day.device(), registry.wire.url).starts()
    rows, right = with_four_faults(agency, SITES)
    sent = filled(agency.takes_the_workbook(tmp_path), *rows)
    assert said["accepted"].format(n=SITES - 4) in agency.sends_the_workbook(sent)
    agency = day.interrupts(agency, "sites", shows("total-provisoire", f"{SITES - 4} sites"))
    back = mended(agency.takes_the_workbook(tmp_path), right)
    assert said["mended"].format(n=SITES - 4) in agency.sends_the_workbook(back)
    agency = day.interrupts(agency, "sites", shows("total-provisoire", f"{SITES} sites"))
    agency.takes_the_workbook(tmp_path)
    assert said["same"] in agency.sends_the_workbook(back)
    agency.brings_all(papers_of(tmp_path, SITES), within=120)
    agency = day.interrupts(agency, "pieces", lists(10))
    agency.by_key("rapprochement-confirmer").wait_for(timeout=PATIENCE)
    agency.presses("rapprochement-confirmer")
    agency.page.get_by_text(said["described"].format(n=3 * SITES)).wait_for(timeout=PATIENCE)
    agency = day.interrupts(agency, "pieces", lists(10))
    agency.gives_particulars().goes_to("sous-groupe").chooses("answers.own_action", "Non")
    agency = day.interrupts(agency, "verifier", shows("relire-sites", "client-00.ca"))
    agency.presses("continuer").types("attestation.name", NAME)
    agency = day.interrupts(agency, "signer", holds("attestation.name", NAME))
    agency.signs()
    seconds, after = monotonic() - started, resident(registry.process.pid)
    house = registry.house()
    all_is_filed(house, agency.number, SITES)
    assert len(house.store.claims.revisions(agency.number)) == 1
    house.store.close()
    with capsys.disabled():
        print(f"\nagency, {SITES} sites: {day.times} interruptions, {seconds:.0f} s; "
              f"server {before} MiB at first, {after} MiB at last")  # fmt: skip
