"""A claimant interrupted in every way a day brings: nothing typed is lost, and the claim is filed.

The wire between browser and server is really cut, and the server really stopped.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from claims.claim.states import Status
from tests.e2e.registry import FORGOTTEN, Registry, open_registry
from tests.e2e.visits import ClaimantVisit

PATIENCE = 30_000


@pytest.fixture(scope="module")
def registry(tmp_path_factory) -> Iterator[Registry]:
    yield from open_registry(tmp_path_factory.mktemp("interrupted"))


@pytest.fixture
def page(browser: Browser, registry: Registry) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "claims_lang", "value": "fr", "url": registry.wire.url}])
    yield context.new_page()
    context.close()


@pytest.fixture
def visit(page: Page, registry: Registry) -> ClaimantVisit:
    return ClaimantVisit(page, registry.wire.url).starts()


def stands(registry: Registry, visit: ClaimantVisit, name: str, value: str) -> None:
    """Waits until the draft holds a value in the contact details."""
    house = registry.house()
    try:
        for _ in range(PATIENCE // 250):
            held = house.store.drafts.read(visit.number).form.get("contact", {}).get(name)
            if held == value:
                return
            visit.page.wait_for_timeout(250)
        pytest.fail(f"{name} is {held!r}, not {value!r}")
    finally:
        house.store.close()


def test_R46_words_typed_as_the_line_is_cut_are_saved_when_it_is_whole_again(registry, visit):
    box = visit.goes_to("coordonnees").field("contact.email")
    box.fill("zoe@exemple.ca")
    registry.wire.cut()
    visit.page.wait_for_timeout(FORGOTTEN)
    registry.wire.mend()
    stands(registry, visit, "email", "zoe@exemple.ca")
    expect(box).to_have_value("zoe@exemple.ca")


@pytest.mark.full
def test_R46_the_first_answer_after_a_telephone_slept_is_saved(registry, visit):
    visit.goes_to("coordonnees").types("contact.email", "avant@exemple.ca")
    registry.wire.cut()
    visit.page.wait_for_timeout(FORGOTTEN)
    registry.wire.mend()
    expect(visit.field("contact.phone")).to_be_enabled(timeout=PATIENCE)
    visit.page.wait_for_timeout(2_000)
    visit.types("contact.phone", "514 555-0123")
    stands(registry, visit, "phone", "514 555-0123")
    stands(registry, visit, "email", "avant@exemple.ca")


def test_R46_a_restart_of_the_server_loses_nothing_and_asks_for_nothing(registry, visit):
    visit.goes_to("coordonnees").types("contact.email", "avant@exemple.ca")
    visit.field("contact.address").fill("12, rue du Port")
    registry.stop()
    registry.start()
    stands(registry, visit, "address", "12, rue du Port")
    expect(visit.field("contact.email")).to_have_value("avant@exemple.ca")


@pytest.mark.full
def test_a_claim_interrupted_at_every_step_is_filed_whole(registry, visit, browser, tmp_path):
    invoice = tmp_path / "facture.txt"
    invoice.write_text("Facture 12 : 3 heures\n", encoding="utf-8")
    visit.gives_particulars()
    visit.page.reload()
    site = visit.settles().adds_site("boutique-levesque.ca")
    tab = ClaimantVisit(visit.page.context.new_page(), visit.base, visit.number, visit.code)
    tab.goes_to("sites").presses(f"modifier-{site}")
    tab.types(f"services.{site}.restored", "2021-09-03")
    visit.answers(site)
    registry.stop()
    registry.start()
    visit.reconnects().adds_loss("Temps perdu", hours="3")
    visit.goes_to("pieces").selects("nature", "Facture")
    registry.wire.cut()
    visit.page.locator("input[type=file]").set_input_files(invoice)
    visit.page.wait_for_timeout(FORGOTTEN)
    registry.wire.mend()
    visit.reconnects().goes_to("pieces").brings(invoice, "Facture")
    visit.page.reload()
    expect(visit.settles().page.locator("[class*=st-key-piece-]")).to_have_count(1)
    visit.goes_to("pertes").page.go_back()
    later = browser.new_context().new_page()
    later.goto(f"{visit.base}/connexion")
    later.locator("input[name=number]").fill(visit.number)
    later.locator("input[name=code]").fill(visit.code)
    later.locator("form button[type=submit].primary").click()
    elsewhere = ClaimantVisit(later, visit.base, visit.number, visit.code).goes_to("verifier")
    registry.wire.cut()
    later.wait_for_timeout(FORGOTTEN)
    registry.wire.mend()
    elsewhere.goes_to("verifier").presses("continuer").signs()
    house = registry.house()
    claim, row = house.store.claims.body(visit.number), house.store.claims.find(visit.number)
    assert row.status is Status.SUBMITTED
    assert str(claim.service(site).restored) == "2021-09-03"
    assert claim.losses[0].inputs["hours"].typed == "3"
    assert [exhibit.name for exhibit in claim.exhibits] == [invoice.name]
    assert len(house.store.claims.revisions(visit.number)) == 1
    house.store.close()
