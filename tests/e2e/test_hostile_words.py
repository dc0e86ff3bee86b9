"""R-20: texts that other programs take for markup are text on every page that shows them.

A page full of them has the elements of the same page full of plain words and no other; it says
each letter for letter, asks nothing of another host and opens no window, without any help of the
security policy: the browser is told to ignore it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, expect

from claims.access import Role
from claims.office import claimant as office
from claims.ui.forms_review import REVIEWED
from tests.e2e.conftest import Served
from tests.e2e.folders import PAGES
from tests.e2e.hostile_folders import NAMED, a_draft, a_filed_claim, by, owners, plain
from tests.e2e.visits import PATIENCE, Visit
from tests.makers import NOW, a_claimant
from tests.naughty import FAMILIES, KEPT

SAMPLE = tuple(text for family in FAMILIES.values() for text in family[:: -(-len(family) // 2)])[
    :32
]
"""The first and the middle one of each family but the last, of long texts."""
TWINS = tuple(f"autre {text}" for text in plain(KEPT))
STAFF = (
    "tableau",
    "reclamations",
    "estimation",
    "doublons",
    "scenarios",
    "index-pieces",
    "dossiers-preuve",
    "journal",
    "instantanes",
)
SAYS = """() => {
  const said = [], tags = {}, here = document.querySelector('[data-testid=stApp]');
  for (const node of here.querySelectorAll('*')) {
    if (!node.closest('[data-testid=stDataFrame]'))
      tags[node.localName] = (tags[node.localName] || 0) + 1;
    if (node.value && ['INPUT', 'TEXTAREA'].includes(node.tagName)) said.push(node.value);
    else if (!node.children.length && node.textContent) said.push(node.textContent);
  }
  const texts = [...here.querySelectorAll('[data-testid=stText]')];
  return {said, tags, texts: texts.map(node => node.textContent)};
}"""
"""Elements of a table drawn on a canvas are left out: how many it needs depends on its widths."""

DONE = """() => {
  const here = document.querySelector('[data-testid=stApp]');
  return here?.dataset.testScriptState === 'notRunning' && here.querySelector('h1') !== null
    && here.querySelector('[data-stale=true], [data-testid=stSkeleton]') === null;
}"""
"""Whether a page is drawn, and nothing of the page before is left."""
NEXT = "[class*=st-key-apres-] button:not([disabled])"
PLACES = "[class*=st-key-pages-] p"
TURNED = """([places, before]) => {
  const now = [...document.querySelectorAll(places)].map(place => place.innerText);
  return now.join() !== before.join();
}"""


@dataclass
class Seen:
    """What a page and the others of its lists say; tags: how many elements of each, page by page.
    texts: those of inert elements alone."""

    said: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    tags: list[Counter[str]] = field(default_factory=list)

    def lacks(self, texts: Iterator[str] | tuple[str, ...] | list[str]) -> list[str]:
        """Texts no element says."""
        whole = "\n".join(self.said)
        return [text for text in texts if folded(text) not in whole]


@dataclass
class Reader(Visit):
    """Someone who opens a page and turns every page of its lists."""

    def reads(self, path: str) -> Seen:
        """A page with everything in it opened, and every page of its lists."""
        seen = Seen()
        self.goes_to(path)
        self._stands()
        for shut in self.page.query_selector_all("details:not([open]) > summary"):
            shut.click()
        self._stands()
        if (earlier := self.by_key("messages-precedents").locator("button")).count():
            earlier.click()
            earlier.wait_for(state="detached", timeout=PATIENCE)
        self._looks(seen)
        while (after := self.page.locator(NEXT)).count():
            turned = self.page.locator(PLACES).all_inner_texts()
            after.first.click()
            self.page.wait_for_function(TURNED, arg=[PLACES, turned], timeout=PATIENCE)
            self._looks(seen)
        return seen

    def _stands(self) -> dict:
        """What the page says, once its run is over and it says the same twice."""
        self.page.wait_for_function(DONE, timeout=2 * PATIENCE)
        before, told = None, self.page.evaluate(SAYS)
        while before != told:
            self.page.wait_for_timeout(400)
            self.page.wait_for_function(DONE, timeout=2 * PATIENCE)
            before, told = told, self.page.evaluate(SAYS)
        return told

    def _looks(self, seen: Seen) -> None:
        told = self._stands()
        seen.said += map(folded, told["said"])
        seen.texts += map(folded, told["texts"])
        seen.tags.append(Counter(told["tags"]))


@dataclass
class Overheard:
    """What a window did beside showing its pages."""

    url: str
    asked: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self._asks(request.url))
        page.on("dialog", lambda dialog: (self.opened.append(dialog.message), dialog.dismiss()))
        page.on("popup", lambda popup: self.opened.append(popup.url))

    def _asks(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:", self.url.replace("http", "ws"))):
            self.asked.append(url)


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def overheard(served: Served) -> Iterator[Overheard]:
    """Nothing was asked of another host and no window was opened, at the end of the test."""
    made = Overheard(served.url)
    yield made
    assert (made.asked, made.opened) == ([], [])


@pytest.fixture
def reader(browser: Browser, served: Served, overheard: Overheard):
    """Opens a window that ignores the security policy, with someone's cookie."""
    contexts = []

    def opens(token: str) -> Reader:
        context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900})
        contexts.append(context)
        cookies = {"claims": token, "claims_lang": "fr"}
        context.add_cookies(
            [{"name": n, "value": v, "url": served.url} for n, v in cookies.items()]
        )
        page = context.new_page()
        overheard.watch(page)
        return Reader(page, served.url)

    yield opens
    for context in contexts:
        context.close()


def test_R20_a_draft_full_of_hostile_words_is_reviewed_as_text(served, reader):
    drafts = [a_draft(served, texts, SAMPLE) for texts in (SAMPLE, plain(SAMPLE))]
    hostile, calm = ([reader(d.token).reads(path) for path in ("sites", "verifier")]
                     for d in drafts)  # fmt: skip
    assert hostile[0].lacks(SAMPLE) == []
    assert reviewed(served, drafts[0].number) <= Counter(hostile[1].texts)
    assert [page.tags for page in hostile] == [page.tags for page in calm]


@pytest.mark.full
@pytest.mark.parametrize("path", PAGES)
def test_R20_every_page_of_a_draft_shows_hostile_words_as_text(served, reader, path):
    drafts = drafts_of_all(served)
    hostile, calm = (reader(d.token).reads(path) for d in drafts)
    if path in ("sites", "pertes", "coordonnees"):
        assert hostile.lacks(KEPT) == []
    if path == "pieces":
        assert hostile.lacks(by(NAMED, KEPT, " · ")) == []
    if path == "verifier":
        assert reviewed(served, drafts[0].number) <= Counter(hostile.texts)
    assert hostile.tags == calm.tags


@pytest.mark.full
@pytest.mark.parametrize("path", PAGES)
def test_R20_every_page_of_a_filed_claim_shows_hostile_words_as_text(served, reader, path):
    hostile, calm = (reader(d.token).reads(path) for d in filed_with_all(served))
    if path in ("verifier", "messages"):
        assert hostile.lacks(KEPT) == []
    if path in ("propriete", "suivi", "verifier"):
        assert hostile.lacks(owners(KEPT)) == []
    if path == "pieces":
        assert hostile.lacks(by(NAMED, KEPT, " · ")) == []
    assert hostile.tags == calm.tags


@pytest.mark.full
def test_R20_counsel_reads_hostile_words_as_text(served, reader):
    claims = filed_with_all(served)
    counsel = reader(served.staff(Role.LAWYER))
    hostile, calm = (counsel.reads(f"reclamation?numero={claim.number}") for claim in claims)
    said = by(20, KEPT, "\n")[-20:]
    assert hostile.lacks(said) == []
    assert hostile.tags == calm.tags
    for path in STAFF:
        counsel.reads(path)
        expect(counsel.page.locator("h1")).to_have_count(1)


def drafts_of_all(served: Served, made={}):  # noqa: B006 - made once for all pages
    if served.url not in made:
        made[served.url] = [a_draft(served, texts, KEPT) for texts in (KEPT, plain(KEPT))]
    return made[served.url]


def filed_with_all(served: Served, made={}):  # noqa: B006 - made once for all pages
    if served.url not in made:
        made[served.url] = [a_filed_claim(served, texts) for texts in (KEPT, TWINS)]
    return made[served.url]


def reviewed(served: Served, number: str) -> Counter[str]:
    """Every value the review tells of a draft."""
    folder = office.my_draft(served.house, a_claimant(number), now=NOW)
    rows = [row for topic in REVIEWED.values() for row in topic(folder, "fr")]
    return Counter(folded(value) for _, value in rows)
