"""Role navigators: a journey is told in a person's words, and finds everything by its key."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from time import monotonic
from typing import ClassVar, Self

from playwright.sync_api import Locator, Page, TimeoutError, WebSocket, expect
from pydantic import BaseModel

from claims.i18n.catalogue import read_room, rooms
from claims.i18n.text import Language, Text
from claims.matter.reading import read_matters
from claims.settings import HOME
from claims.store import Store

PATIENCE = 20_000
MATTERS = read_matters(HOME / "data" / "matters")
QUIET_FOR = 0.3
"""Seconds of silence that mean the server has done."""

TURN = """path => {
  history.pushState({}, "", "/" + path);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


@dataclass
class Visit:
    """Someone in a browser. acted: when they last did something; asked, heard: when their browser
    last asked the server something, and when it last said something to them."""

    ASKED_WITHIN: ClassVar[float] = 1.0
    """Seconds after which what was done has asked the server nothing: nothing had changed."""
    page: Page
    base: str
    acted: float = field(default=0.0, kw_only=True)
    asked: float = field(default=0.0, kw_only=True)
    heard: float = field(default=0.0, kw_only=True)

    def __post_init__(self) -> None:
        self.page.on("websocket", self._listens)

    def _listens(self, socket: WebSocket) -> None:
        socket.on("framesent", self._asks)
        socket.on("framereceived", self._hears)

    def _asks(self, frame: object) -> None:
        self.asked = monotonic()

    def _hears(self, frame: object) -> None:
        self.heard = monotonic()

    def goes_to(self, path: str) -> Self:
        """Opens one of the pages, as the Back button does where the application is already open,
        and waits until it stands."""
        self.acted = monotonic()
        if self.page.locator("[data-testid=stApp]").count():
            self.page.evaluate(TURN, path)
        else:
            self.page.goto(f"{self.base}/{path}")
        return self.settles()

    def settles(self) -> Self:
        """Waits until the server has answered the last action and the page stands."""
        self.page.locator("h1").first.wait_for(timeout=PATIENCE)
        self._waits(lambda: self.asked >= self.acted, monotonic() + self.ASKED_WITHIN)
        if self.asked >= self.acted:
            self._waits(lambda: self.heard >= self.asked, self.asked + PATIENCE / 1000)
        while (left := self.heard + QUIET_FOR - monotonic()) > 0:
            self.page.wait_for_timeout(1000 * left + 1)
        running = self.page.locator("[data-test-script-state=running]")
        expect(running).to_have_count(0, timeout=PATIENCE)
        return self

    def reconnects(self) -> Self:
        """Waits until the browser has found the server again, after a cut or a restart."""
        connected = self.page.locator("[data-test-connection-state=CONNECTED]")
        connected.wait_for(timeout=2 * PATIENCE)
        return self.settles()

    def _waits(self, done: Callable[[], bool], until: float) -> None:
        while not done() and monotonic() < until:
            self.page.wait_for_timeout(30)

    def by_key(self, key: str) -> Locator:
        """What was given that key."""
        return self.page.locator(f".st-key-{re.sub(r'[^A-Za-z0-9_-]', '-', key)}").first

    def presses(self, key: str) -> Self:
        """Presses a button or a link."""
        self.acted = monotonic()
        self.by_key(key).locator("button, a").first.click()
        return self.settles()

    def types(self, key: str, typed: str) -> Self:
        """Types in a field and leaves it."""
        self.acted = monotonic()
        box = self.by_key(key).locator("input, textarea").first
        box.fill(typed)
        box.blur()
        return self.settles()

    def chooses(self, key: str, label: str) -> Self:
        """Picks one of the choices shown."""
        self.acted = monotonic()
        self.by_key(key).get_by_text(self._read(label), exact=True).click()
        return self.settles()

    def selects(self, key: str, label: str) -> Self:
        """Picks from a drop-down list."""
        self.acted = monotonic()
        pick(self.page, self.by_key(key), self._read(label))
        return self.settles()

    def _read(self, label: str) -> str:
        """A choice as the page says it."""
        return label


@dataclass
class ClaimantVisit(Visit):
    """A claimant in a browser, on their own pages; fields are named by their path in the form."""

    number: str = ""
    code: str = ""
    tongue: Language = "fr"
    """In which the pages stand; journeys name what they choose in French all the same."""
    losses: list[str] = field(default_factory=list)

    def starts(self, matter: str = "whc-2021") -> Self:
        """Begins a claim by the start form, and keeps its number and code."""
        self.page.goto(f"{self.base}/commencer?dossier={matter}")
        self.page.locator("form button[type=submit].primary").click()
        self.number = self.page.locator("#claim-number").inner_text().strip()
        self.code = self.page.locator("#claim-code").inner_text().strip()
        return self

    def field(self, path: str) -> Locator:
        """The box of a field."""
        return self.by_key(key_of(path)).locator("input, textarea").first

    def types(self, path: str, typed: str) -> Self:
        """Types in a field and leaves it."""
        return super().types(key_of(path), typed)

    def chooses(self, path: str, label: str) -> Self:
        """Picks one of the choices of a field."""
        return super().chooses(key_of(path), label)

    def _read(self, label: str) -> str:
        return label if self.tongue == "fr" else in_english().get(label, label)

    def gives_particulars(self, name: str = "Zoé Lévesque-Côté") -> Self:
        """Fills who claims and how to reach them."""
        self.goes_to("coordonnees")
        self.chooses("claimant.kind", "Une personne")
        self.types("claimant.name", name)
        self.chooses("claimant.capacity", "Concepteur ou agence web")
        self.chooses("claimant.registrant", "Non")
        self.types("contact.email", "zoe@exemple.ca")
        return self.selects(key_of("contact.place"), "Québec")

    def adds_site(self, domain: str, kind: str = "Boutique en ligne") -> str:
        """Adds one site by its card; the id of the site."""
        self.goes_to("sites").presses("ajouter-site")
        site = self._newest("carte-s")
        self.types(f"services.{site}.domain", domain)
        self.chooses(f"services.{site}.type", kind)
        return site

    def answers(self, site: str, **answers: str) -> Self:
        """Answers what is asked once, and about one site."""
        self.goes_to("sous-groupe").chooses("answers.own_action", "Non")
        for question, answer in (STANDARD | answers).items():
            self.chooses(f"services.{site}.answers.{question}", answer)
        return self

    def adds_loss(self, head: str, **inputs: str) -> str:
        """Adds a loss for the first site; the id of the loss."""
        self.goes_to("pertes").selects("nouveau-chef", head).presses("ajouter-perte")
        loss = self._newest("carte-l")
        for name, typed in inputs.items():
            self.types(f"losses.{loss}.inputs.{name}", typed)
        self.losses.append(loss)
        return loss

    def brings(self, path: Path, kind: str, proves: str = "") -> Self:
        """Uploads an exhibit."""
        self.goes_to("pieces").selects("nature", kind)
        if proves:
            self.selects("prouve", proves)
            self.page.keyboard.press("Escape")
        before = self.page.locator("[class*=st-key-piece-]").count()
        self.page.locator("input[type=file]").set_input_files(path)
        expect(self.page.locator("[class*=st-key-piece-]")).to_have_count(
            before + 1, timeout=PATIENCE
        )
        return self.settles()

    def signs(self, name: str = "Zoé Lévesque-Côté") -> Self:
        """Attests and files."""
        self.goes_to("signer").types("attestation.name", name)
        self.by_key("champ-attestation-agreed").locator("label").first.click()
        self.settles().presses("deposer")
        self.page.wait_for_url("**/confirmation", timeout=PATIENCE)
        return self.settles()

    def _newest(self, prefix: str) -> str:
        """Id of the last card drawn."""
        cards = self.page.locator(f"[class*=st-key-{prefix}]")
        cards.last.wait_for(timeout=PATIENCE)
        classes = cards.last.get_attribute("class") or ""
        found = re.search(rf"st-key-{prefix[:-1]}({prefix[-1]}[0-9-]+)", classes)
        assert found, classes
        return found[1]


STANDARD = {
    "hosted": "Oui",
    "role": "Je l’ai conçu ou je le gère pour un client",
    "use": "À vendre en ligne",
    "outcome": "Tout a été perdu",
    "own_backup": "Non",
}


def pick(page: Page, box: Locator, label: str) -> None:
    """Picks from a drop-down list; a run that is late to end closes it, then it is opened again."""
    for patience in (5_000, 5_000, PATIENCE):
        box.locator("input").first.focus()
        page.keyboard.press("ArrowDown")
        with suppress(TimeoutError):
            page.get_by_role("option", name=label, exact=True).first.click(timeout=patience)
            return
        page.keyboard.press("Escape")
    raise AssertionError(f"{label} could not be picked")


@cache
def in_english() -> dict[str, str]:
    """What the pages and the matters say in French → in English."""
    said = {m.id: m.string for path in rooms("en") for m in read_room(path, "en") if m.id}
    told = {text.fr: text.en for matter in MATTERS.values() for text in _texts(matter)}
    return {fr: en for fr, en in said.items() if isinstance(fr, str)} | told


def _texts(whole: object) -> Iterator[Text]:
    """Every text in two languages under a model."""
    if isinstance(whole, Text):
        yield whole
    elif isinstance(whole, BaseModel):
        yield from _texts(dict(whole))
    elif isinstance(whole, Mapping):
        for part in whole.values():
            yield from _texts(part)


def key_of(path: str) -> str:
    """Class of the widget that holds a field."""
    return "champ-" + re.sub(r"[^a-z0-9]", "-", path)


@dataclass
class StaffVisit(Visit):
    """Someone of the staff in a browser, already signed in."""

    ASKED_WITHIN = 0.4
    """A form of counsel's asks nothing before its button."""

    def figure(self, label: str) -> str:
        """A figure in its card, by its label."""
        card = self.page.locator("[data-testid=stMetric]").filter(
            has=self.page.get_by_text(label, exact=True)
        )
        return card.locator("[data-testid=stMetricValue]").first.inner_text().strip()


@dataclass
class LawyerVisit(StaffVisit):
    """Counsel at work."""

    def opens(self, number: str) -> Self:
        """Opens one claim."""
        if "/reclamation?" in self.page.url:  # from the list, as anyone: its forms begin anew
            self.goes_to("reclamations")
        return self.goes_to(f"reclamation?numero={number}")

    def decides(
        self, number: str, loss: str, word: str, reason: str, amount: str = "", note: str = ""
    ) -> Self:
        """Decides the line on the screen: « Admettre », « Réduire » or « Refuser »."""
        key = f"{number}.{loss}"
        self.chooses(f"outcome.{key}", word).selects(f"reason.{key}", reason)
        for field_key, typed in ((f"amount.{key}", amount), (f"note.{key}", note)):
            if typed:
                self.types(field_key, typed)
        return self.presses(f"send.{key}")

    def accepts(self, number: str, loss: str = "l1") -> Self:
        """Accepts a line whose proof is complete."""
        return self.decides(number, loss, "Admettre", "Preuve complète")

    def makes(self, kind: str) -> Path:
        """Makes a workbook or a report and takes it; the file received."""
        self.presses(f"make.{kind}")
        self.by_key("exports.download").wait_for(timeout=3 * PATIENCE)
        with self.page.expect_download() as download:
            self.by_key("exports.download").locator("a").click()
        return Path(download.value.path())

    def orders_a_bundle(self, second: "LawyerVisit", store: Store) -> Path:
        """Orders a bundle, which another lawyer approves, and takes it; the file received."""
        self.goes_to("dossiers-preuve").presses("bundle.order")
        self.page.get_by_text("À approuver").first.wait_for(timeout=12 * PATIENCE)
        order = store.builds.of("whc-2021")[0]
        second.goes_to("dossiers-preuve").presses(f"build.out.{order.id}")
        second.page.get_by_text("Approuvé").first.wait_for(timeout=PATIENCE)
        taken = self.goes_to("dossiers-preuve").by_key(f"build.take.{order.export_id(1)}")
        with self.page.expect_download() as download:
            taken.locator("a").click()
        return Path(download.value.path())


@dataclass
class RepresentativeVisit(StaffVisit):
    """The representative plaintiff, who reads totals and never a name."""
