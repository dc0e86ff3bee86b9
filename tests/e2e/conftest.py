"""The real server on a real port, and a real browser before it.

Without Chromium these tests are skipped loudly; with CI=true they fail instead.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from claims.access import Role
from claims.office import entrance
from claims.office.demo_staff import LOG_INS
from claims.office.house import House, open_house
from claims.office.totalling import totals
from claims.settings import Settings
from tests.makers import GAGNON, WHC

HOME = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 60.0
FRESH = 300.0
"""Seconds after which who acts for counsel signs in anew, well before a code is asked for."""
expect.set_options(timeout=20_000)  # other tests share the cores with the browser
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@dataclass
class Served:
    """The server under test. house: the same files, opened from here as well; process: its id."""

    url: str
    host: str
    port: int
    folder: Path
    log: Path
    house: House
    pid: int
    tokens: dict[str, str] = field(default_factory=dict)
    proved: dict[str, float] = field(default_factory=dict)

    def staff(self, role: Role, place: int = 0) -> str:
        """The cookie of a demonstration account, for all tests until its proof grows old; place:
        which of those in that role."""
        person = [p for p in LOG_INS if p.role is role][place]
        if time.monotonic() - self.proved.get(person.email, -FRESH) >= FRESH:
            now, self.proved[person.email] = datetime.now(UTC), time.monotonic()
            self.tokens[person.email] = entrance.log_in_staff(
                self.house, person.email, person.password, person.code(now),
                now=now, entropy=secrets.token_bytes,
            )  # fmt: skip
        return self.tokens[person.email]

    def claimant(self, matter: str = "whc-2021") -> entrance.Started:
        """A new claim and its cookie."""
        return entrance.start(
            self.house, matter, "fr", key=secrets.token_urlsafe(32), now=datetime.now(UTC),
            entropy=secrets.token_bytes,
        )  # fmt: skip

    def ask(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """One request, headers written with underscores; status, headers in lower case, body."""
        connection = HTTPConnection(self.host, self.port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, told, answer.read()
        finally:
            connection.close()

    def totals(self) -> dict[str, int]:
        """Declared, supported and admitted in the main matter, in cents."""
        total = totals(self.house, GAGNON, WHC).table.total
        return {name: getattr(total, name) for name in ("declared", "supported", "admitted")}

    def says(self) -> str:
        """Everything the server wrote."""
        return self.log.read_text(encoding="utf-8")


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A demonstration server with a database of its own."""
    with serving(tmp_path_factory.mktemp("served")) as started:
        yield started


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """A demonstration server whose files are under a folder, ended with the block."""
    port, log = free_port(), folder / "server.log"
    wanted = {"CLAIMS_DATA_DIR": str(folder / "var"), "CLAIMS_EXPORTS_DIR": str(folder / "exports")}
    start = f"from claims.web.serve import serve; raise SystemExit(serve({port}))"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-c", start], cwd=HOME, env=os.environ | wanted, stdout=out, stderr=out
        )
    try:
        wait_until_ready(process, port, log)
        house = open_house(Settings.at(folder))
        url = f"http://127.0.0.1:{port}"
        yield Served(url, "127.0.0.1", port, folder, log, house, process.pid)
        house.store.close()
    finally:
        process.terminate()
        process.wait(20)


def wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text(encoding='utf-8')}")


def chromium() -> str:
    """The system's browser: CLAIMS_CHROMIUM, then PATH; empty without one."""
    return os.environ.get("CLAIMS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    path = chromium()
    if not path:
        told = "no Chromium: set CLAIMS_CHROMIUM or install one, then run again"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(told)
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@dataclass
class Windows:
    """Opens browser windows: language, width, theme, and whose cookie they hold.

    idle: windows of earlier tests, emptied, of computers and of phones: one that has run the
    application once runs it again at a quarter of the cost. opened: contexts to close; lent:
    windows to empty, and whether they are phones.
    """

    browser: Browser
    url: str
    idle: dict[bool, list[Page]]
    opened: list[BrowserContext] = field(default_factory=list)
    lent: list[tuple[bool, Page]] = field(default_factory=list)

    def window(
        self,
        *,
        language: str = "fr",
        width: int = 1280,
        dark: bool = False,
        token: str = "",
        phone: bool = False,
    ) -> Page:
        """A page in a context of its own; on a phone, 390 wide and touched by fingers."""
        kept = self.idle.setdefault(phone, [])
        page = kept.pop() if kept else self._new(phone)
        self.lent.append((phone, page))
        if not phone:
            page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if dark else "light")
        cookies = {"claims_lang": language} | ({"claims": token} if token else {})
        page.context.add_cookies(
            [{"name": n, "value": v, "url": self.url} for n, v in cookies.items()]
        )
        return page

    def spoil(self, page: Page) -> None:
        """Let no later test have this window."""
        self.lent = [(phone, other) for phone, other in self.lent if other is not page]
        self.opened.append(page.context)

    def pages(self) -> Iterator[Page]:
        """Every page that is open."""
        for context in (*self.opened, *(page.context for _, page in self.lent)):
            yield from context.pages

    def put_away(self) -> None:
        """Empty what was lent, close the rest."""
        for phone, page in self.lent:
            try:
                self._empty(phone, page)
                self.idle[phone].append(page)
            except PlaywrightError:
                self.opened.append(page.context)
        for context in self.opened:
            context.close()

    def _new(self, phone: bool) -> Page:
        wide, tall = (390, 844) if phone else (1280, 900)
        context = self.browser.new_context(
            viewport={"width": wide, "height": tall}, is_mobile=phone, has_touch=phone
        )
        return context.new_page()

    def _empty(self, phone: bool, page: Page) -> None:
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.context.set_offline(False)
        page.goto(f"{self.url}/healthz")
        page.evaluate("localStorage.clear(); sessionStorage.clear()")
        page.goto("about:blank")
        page.context.clear_cookies()
        page.context.clear_permissions()
        if phone:
            page.set_viewport_size({"width": 390, "height": 844})


@pytest.fixture(scope="session")
def idle(browser: Browser) -> dict[bool, list[Page]]:
    """Windows between two tests."""
    return {}


@pytest.fixture
def windows(browser: Browser, served: Served, idle: dict[bool, list[Page]]) -> Iterator[Windows]:
    """Windows before the server, emptied or closed at the end of the test."""
    made = Windows(browser, served.url, idle)
    yield made
    made.put_away()


@pytest.fixture
def page(windows: Windows) -> Page:
    """A French window of nobody in particular."""
    return windows.window()


def settled(page: Page) -> Page:
    """Wait until a page of Streamlit has finished its run."""
    page.locator("h1").first.wait_for(timeout=20_000)
    running = page.locator("[data-test-script-state=running]")
    page.wait_for_timeout(200)
    running.wait_for(state="detached", timeout=20_000)
    page.wait_for_timeout(200)
    return page


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A failure tells what the windows showed, for whoever reads it on another machine."""
    report = yield
    windows = getattr(item, "funcargs", {}).get("windows")
    if report.when == "call" and report.failed and windows:
        for page in windows.pages():
            with suppress(PlaywrightError):
                report.sections.append((f"the window at {page.url}", page.inner_text("body")))
    return report
