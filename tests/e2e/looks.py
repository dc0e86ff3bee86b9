"""What tests of pages look for: the words of the other language, and faults of accessibility."""

import re
from collections.abc import Sequence
from typing import TypeVar

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests import depth

Seen = TypeVar("Seen")
ENGLISH = re.compile(
    r"\b(the|and|with|your|file|files|press|choose|select|upload|close|search|clear|open|menu item|"
    r"main menu|settings|rerun|running|loading|theme|print|about|deploy|sidebar|navigation|"
    r"fullscreen|download|column|help for|view|skip|made with|image|app|light|dark|system|"
    r"show|copy|error|error:|progress|remove|cancel|icon|axis|legend|titled|empty|no options|"
    r"link to|options available|[\d.]+ ?[KM]B)\b",
    re.IGNORECASE,
)
FRENCH = re.compile(
    r"\b(les|des|vous|votre|vos|réclamation|sous-groupe|dossier|du|pour|une|est|dans|cette|sont|"
    r"avec|sur|pas|jours?|pièces?|pertes?|retirer|effacer|ouvrir|fichiers?|octets|[KM]o)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\bR-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b")
"""The number of a claim is no word of any language, though "12KB" may stand in one."""
SPOKEN = """() => {
  const said = [];
  const names = ["aria-label", "title", "placeholder", "alt", "aria-description"];
  for (const node of document.querySelectorAll("body *")) {
    if (node.closest('[lang^="OTHER"], [hidden], script, style, code, [translate="no"]')) continue;
    for (const name of names) if (node.getAttribute(name)) said.push(node.getAttribute(name));
    for (const child of node.childNodes)
      if (child.nodeType === 3 && child.data.trim() && !node.closest('[data-testid*="Icon"]'))
        said.push(child.data.trim());
  }
  return said;
}"""
AXE = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
SAID_IN_BOTH = {"English", "Français", "Logo", "Menu"}
BY_LAW = "Commission d’accès"
"""The authority that supervises privacy in Québec has no English name."""


def spoken(page: Page, language: str = "fr") -> list[str]:
    """Every text and every name a screen reader may say, but what is marked as another language."""
    said = page.evaluate(SPOKEN.replace("OTHER", "en" if language == "fr" else "fr"))
    return [text for text in said if text not in SAID_IN_BOTH and BY_LAW not in text]


def foreign(page: Page, language: str) -> list[str]:
    """What stands on a page in the other language."""
    other = ENGLISH if language == "fr" else FRENCH
    return [text for text in spoken(page, language) if other.search(NUMBER.sub("", text))]


def violations(page: Page) -> list[str]:
    """Serious and critical faults, each with the places where it stands."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE)
    return [
        f"{fault['id']}: {[node['target'] for node in fault['nodes']][:5]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


def sideways(page: Page) -> list[str]:
    """Whether a page is wider than its window."""
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return ["scrolls sideways"] if page.evaluate(wide) else []


LISTS = """() => Object.fromEntries(
  [...document.querySelectorAll('[class*="st-key-grid-"]')].map(grid => {
    const key = grid.className.match(/st-key-grid-[\\w-]+/)[0];
    const cards = document.querySelector("." + CSS.escape(key.replace("-grid-", "-cards-")));
    return [key, [grid, cards].map(each => each.getClientRects().length > 0)];
  }))"""
OFF = """() => [...document.querySelectorAll('[data-testid="stMain"] :is(a, button, td, th, p)')]
  .filter(node => !node.closest('[data-testid="stDataFrame"]') && node.getClientRects().length)
  .filter(node => {
    const box = node.getBoundingClientRect();
    return box.left < 0 || box.right > innerWidth || node.scrollWidth > node.clientWidth + 1;
  }).map(node => node.textContent.trim()).filter(Boolean)"""


def lists(page: Page) -> dict[str, list[bool]]:
    """Key of each list of a page of the office → whether its grid and its cards are shown."""
    found: dict[str, list[bool]] = page.evaluate(LISTS)
    return found


def off_screen(page: Page) -> list[str]:
    """The words, amounts and links past an edge of the window, or cut in their own box."""
    found: list[str] = page.evaluate(OFF)
    return found


def in_turn(pages: Sequence[Seen], turn: int) -> Sequence[Seen]:
    """The pages one of two looks sees: in `make test` every other one, in `make test-full` all."""
    return pages if depth.FULL else pages[turn::2]
