"""A shop owner on a telephone: the platform's export brought, drawn, counted, kept as proof."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from claims.office import claimant
from tests.e2e.conftest import Served, Windows
from tests.e2e.visits import ClaimantVisit
from tests.evidence.export_makers import a_shop_s_year
from tests.makers import a_claimant

pytestmark = pytest.mark.xdist_group("served")
SERIOUS = ("serious", "critical")


def faults(visit: ClaimantVisit) -> list[str]:
    found = Axe().run(visit.page).response["violations"]
    return [fault["id"] for fault in found if fault["impact"] in SERIOUS]


def test_a_shop_owner_brings_an_export_on_a_telephone(
    windows: Windows, served: Served, tmp_path: Path
):
    """Two weeks at 660.00 expected, none made, 45 % of costs avoided: 726.00; grade B, 90 %."""
    export = tmp_path / "commandes.csv"
    export.write_bytes(a_shop_s_year())
    visit = ClaimantVisit(windows.window(width=390), served.url).starts()
    site = visit.adds_site("savons-zoe.ca")
    late = "Le service est revenu en entier, mais après un délai"
    visit.answers(site, role="Il m’appartient", outcome=late)
    loss = visit.adds_loss("Perte de profits")
    visit.page.locator("input[type=file]").set_input_files(export)
    expect(visit.by_key(f"lu-{loss}")).to_contain_text("Shopify", timeout=20_000)
    expect(visit.by_key(f"lu-{loss}")).to_contain_text("47\u00a0520,00\u00a0$")
    visit.settles().presses(f"prendre-{loss}")
    expect(visit.by_key(f"carte-{loss}")).to_contain_text("504 jours de ventes inscrits")
    drawn = visit.by_key(f"courbe-{loss}").locator("canvas, svg").first
    expect(drawn).to_be_visible(timeout=20_000)
    expect(visit.by_key("total-provisoire")).to_contain_text("726,00\u00a0$")
    expect(visit.by_key("total-provisoire")).to_contain_text("653,40\u00a0$")
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not faults(visit)
    folder = claimant.my_draft(served.house, a_claimant(visit.number), now=datetime.now(UTC))
    (exhibit,) = folder.exhibits
    assert (exhibit.kind, exhibit.losses) == ("platform_export", (loss,))


def test_four_weeks_missing_from_the_export_are_asked_about_and_leave_the_reference(
    windows: Windows, served: Served, tmp_path: Path
):
    """The shop's year without 5 July to 1 August 2021: 660.00 expected, 1,320.00 once answered."""
    export = tmp_path / "commandes.csv"
    whole = a_shop_s_year().split(b"\r\n")
    export.write_bytes(b"\r\n".join(line for line in whole if not _in_the_gap(line)))
    visit = ClaimantVisit(windows.window(width=390), served.url).starts()
    site = visit.adds_site("savons-zoe.ca")
    late = "Le service est revenu en entier, mais après un délai"
    visit.answers(site, role="Il m’appartient", outcome=late)
    loss = visit.adds_loss("Perte de profits")
    visit.page.locator("input[type=file]").set_input_files(export)
    expect(visit.by_key(f"lu-{loss}")).to_contain_text("Shopify", timeout=20_000)
    visit.settles().presses(f"prendre-{loss}")
    card = visit.by_key(f"carte-{loss}")
    expect(card).to_contain_text("28 jours n’ont aucune ligne")
    expect(visit.by_key("total-provisoire")).to_contain_text("363,00\u00a0$")
    card.get_by_text("Ces jours manquent au fichier", exact=True).click()
    expect(visit.settles().by_key("total-provisoire")).to_contain_text("726,00\u00a0$")
    expect(card).to_contain_text("ils sont écartés de la période de référence")
    assert not faults(visit)


def _in_the_gap(line: bytes) -> bool:
    """Whether a row is an order of the weeks left out; further lines of orders stay, uncounted."""
    found = re.search(rb"(2021-\d\d-\d\d) \d\d:", line)
    return found is not None and b"2021-07-05" <= found[1] <= b"2021-08-01"
