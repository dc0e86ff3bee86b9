"""Exhibits in a real browser: seen small, read, and shown only to those who may."""

import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from claims.access import Role
from claims.office import claimant
from claims.office.entrance import actor_from
from tests.e2e.visits import ClaimantVisit
from tests.evidence.file_makers import a_pdf, a_picture

pytestmark = pytest.mark.xdist_group("served")
SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples" / "files"
LOADED = "image => image.complete && image.naturalWidth > 100"


def brought(served, begun, name: str, content: bytes) -> str:
    """The address of an exhibit of a new claim."""
    now = datetime.now(UTC)
    exhibit = claimant.add_exhibit(
        served.house, actor_from(served.house, begun.token, now=now), name=name, content=content,
        kind="invoice", losses=(), draw=secrets.token_bytes, now=now,
    )  # fmt: skip
    return f"/piece/{begun.number}/{exhibit.id}"


def test_R03_a_preview_is_a_picture_of_ours_for_its_claimant_alone(served):
    mine, other = served.claimant(), served.claimant()
    place = brought(served, mine, "facture.pdf", a_pdf()) + "/apercu.png"
    status, headers, body = served.ask("GET", place, Cookie=f"claims={mine.token}")
    assert (status, headers["content-type"], body[:4]) == (200, "image/png", b"\x89PNG")
    assert headers["content-security-policy"].startswith("sandbox; ")
    assert headers["cache-control"] == "no-store"
    assert served.ask("GET", place)[0] == 401
    for token in (other.token, served.staff(Role.LAWYER), served.staff(Role.REPRESENTATIVE)):
        assert served.ask("GET", place, Cookie=f"claims={token}")[0] == 404


def test_R31_the_bytes_of_a_file_are_never_shown_in_a_page(served):
    mine = served.claimant()
    place = brought(served, mine, "photo.png", a_picture("PNG"))
    status, headers, _ = served.ask("GET", place, Cookie=f"claims={mine.token}")
    assert (status, headers["content-type"]) == (200, "application/octet-stream")
    assert headers["content-disposition"].startswith("attachment; ")
    text = brought(served, mine, "note.txt", b"<script>alert(1)</script>") + "/apercu.png"
    status, headers, body = served.ask("GET", text, Cookie=f"claims={mine.token}")
    assert (status, headers["content-type"]) == (200, "image/svg+xml")
    assert b"script" not in body


@pytest.mark.parametrize(("language", "width", "dark"), [("fr", 1280, False), ("en", 390, True)])
def test_what_a_file_seems_to_show_stands_under_it_at_once(windows, served, language, width, dark):
    page = windows.window(language=language, width=width, dark=dark)
    visit = ClaimantVisit(page, served.url).starts().goes_to("pieces")
    said = {"fr": "Contient des montants, dont", "en": "Contains amounts, “2 759,40"}
    page.locator("input[type=file]").set_input_files(SAMPLES / "facture-reconstruction.pdf")
    card = page.locator("[class*=st-key-piece-]")
    expect(card).to_contain_text(said[language], timeout=20_000)
    page.wait_for_function(LOADED, arg=card.locator("img").element_handle())
    found = Axe().run(visit.settles().page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_photo_is_said_to_be_read_and_then_what_it_shows(windows, served):
    page = windows.window()
    ClaimantVisit(page, served.url).starts().goes_to("pieces")
    page.locator("input[type=file]").set_input_files(SAMPLES / "screenshot.png")
    card = page.locator("[class*=st-key-piece-]")
    read, missing = "Lu par reconnaissance optique", "lecture optique non disponible"
    expect(card.get_by_text(read).or_(card.get_by_text(missing))).to_be_visible(timeout=40_000)
