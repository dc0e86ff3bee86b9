"""Take the pictures of this folder from the demonstration: `make screenshots`."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from claims.access import Role
from claims.demo import VISITS, number_and_code
from claims.office.demo_staff import LOG_INS

HERE = Path(__file__).resolve().parent
SHOP = "boutique-ventes-reelles-1"
PORT = 8577
BASE = f"http://127.0.0.1:{PORT}"
COUNSEL = (
    "tableau", "reclamations", "doublons", "estimation", "scenarios", "repartition", "baremes",
    "lot", "equipe", "equite", "index-pieces", "dossiers-preuve",
)  # fmt: skip
TOTAL = "totaux?groupe=B&sous-groupe=B1&chef=lost_profit"
"""A total opened on its losses."""
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Serve a fresh demonstration, and look at it as each role."""
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"CLAIMS_DATA_DIR": f"{folder}/var", "CLAIMS_EXPORTS_DIR": f"{folder}/x"}
        command = [sys.executable, "-m", "claims", "serve", "--demo", "--no-browser"]
        server = subprocess.Popen([*command, "--port", str(PORT)], cwd=HERE.parents[1], env=env)
        try:
            wait_until_ready()
            with sync_playwright() as play:
                found = os.environ.get("CLAIMS_CHROMIUM") or next(
                    filter(None, map(shutil.which, CHROMIUM))
                )
                browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
                public(browser)
                claimant(browser)
                number, _ = number_and_code("whc-2021", VISITS[0][0])
                pages = {name: name for name in COUNSEL} | {TOTAL: "totaux-avocats"}
                staff(
                    browser, Role.LAWYER, {**pages, f"reclamation?numero={number}": "reclamation"}
                )
                seen = {name: name for name in ("totaux", "evolution", "sommaire")}
                staff(browser, Role.REPRESENTATIVE, seen)
        finally:
            server.terminate()
            server.wait(20)


def wait_until_ready() -> None:
    """The demonstration takes a moment to load the first time."""
    until = time.monotonic() + 180
    while time.monotonic() < until:
        try:
            asked = HTTPConnection("127.0.0.1", PORT, timeout=2)
            asked.request("GET", "/readyz")
            if asked.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.5)
    raise SystemExit("the server did not start")


def window(browser: Browser, language: str = "fr", width: int = 1280, height: int = 1000) -> Page:
    """A window of someone who has not come in yet."""
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_cookies([{"name": "claims_lang", "value": language, "url": BASE}])
    return context.new_page()


def picture(page: Page, path: str, name: str) -> None:
    """One page, once it has finished its run."""
    page.goto(f"{BASE}/{path}")
    page.locator("h1").first.wait_for(timeout=30_000)
    page.wait_for_timeout(3000)
    page.screenshot(path=HERE / f"{name}.png")


def public(browser: Browser) -> None:
    """The start page, in both languages."""
    picture(window(browser), "accueil", "accueil")
    picture(window(browser, "en"), "accueil", "home-english")


def claimant(browser: Browser) -> None:
    """The draft and the filed claim that the terminal offers, and a shop with its real sales."""
    filed, draft = (key for key, _ in VISITS)
    for width, height, end in ((1280, 1300, ""), (390, 1100, "-telephone")):
        page = opened(browser, draft, width=width, height=height)
        for path in ("dossier", "pertes", "pieces", "verifier"):
            picture(page, path, f"{path}{end}")
    page = opened(browser, draft, width=1280, height=1300)
    for path in ("coordonnees", "sous-groupe", "sites", "propriete", "signer"):
        picture(page, path, path)
    for way, name in (("Coller une liste", "sites-liste"), ("Par chiffrier", "sites-classeur")):
        page.goto(f"{BASE}/sites")
        page.locator(".st-key-maniere").get_by_text(way, exact=True).click()
        page.wait_for_timeout(3000)
        page.screenshot(path=HERE / f"{name}.png")
    page = opened(browser, filed, width=1280, height=1300)
    for path in ("suivi", "messages", "mes-donnees"):
        picture(page, path, path)
    picture(opened(browser, filed, "en", 390, 1100), "suivi", "follow-up-telephone")
    picture(opened(browser, SHOP, "en", 1280, 1300), "dossier", "claim-english")


def opened(
    browser: Browser, key: str, language: str = "fr", width: int = 1280, height: int = 1000
) -> Page:
    """A window in which a claim of the demonstration is open."""
    number, code = number_and_code("whc-2021", key)
    page = window(browser, language, width, height)
    page.goto(f"{BASE}/connexion")
    page.locator("[name=number]").fill(number)
    page.locator("[name=code]").fill(code)
    page.locator("form button[type=submit].primary").click()
    page.wait_for_url(re.compile("/(dossier|suivi)"))
    return page


def staff(browser: Browser, role: Role, pages: dict[str, str]) -> None:
    """Someone of the staff, by password and time-based code."""
    person = next(person for person in LOG_INS if person.role is role)
    page = window(browser, width=1440, height=1100)
    page.goto(f"{BASE}/connexion/equipe")
    page.locator("[name=email]").fill(person.email)
    page.locator("[name=password]").fill(person.password)
    page.locator("[name=code]").fill(person.code(datetime.now(UTC)))
    page.locator("form button[type=submit].primary").click()
    page.wait_for_timeout(2000)
    for path, name in pages.items():
        picture(page, path, name)


if __name__ == "__main__":
    main()
