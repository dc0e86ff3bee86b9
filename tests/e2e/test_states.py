"""Pages of a claimant in states rarely looked at: no serious fault, nothing off the screen."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest

from claims.office import claimant as office
from tests.e2e import folders
from tests.e2e.conftest import Served, Windows
from tests.e2e.looks import violations
from tests.e2e.visits import ClaimantVisit
from tests.makers import a_claimant

STAGES = {"empty": folders.empty, "rich": folders.rich, "filed": folders.filed}
LOOKS = [("filed", 390, False)]
"""Seen each time; the others by make test-full."""
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def every_look() -> Iterator[object]:
    for stage in STAGES:
        for width in (390, 1280):
            for dark in (False, True):
                look = (stage, width, dark)
                yield pytest.param(*look, marks=[] if look in LOOKS else [pytest.mark.full])


@pytest.mark.parametrize(("stage", "width", "dark"), list(every_look()))
def test_no_page_at_any_stage_has_a_serious_fault_of_accessibility(
    served: Served, windows: Windows, stage: str, width: int, dark: bool
):
    """A rich draft has its faults told, an infected exhibit and a chart; a filed claim is locked,
    with messages of both sides and the steps of its ownership."""
    window = windows.window(width=width, dark=dark, token=STAGES[stage](served).token)
    visit = ClaimantVisit(window, served.url).goes_to("dossier")
    faults: dict[str, list[str]] = {}
    for path in folders.PAGES:
        visit.goes_to(path)
        if path == "pertes" and stage == "rich":
            visit.by_key("courbe-l9").locator(".marks").wait_for()
        if found := violations(window) + ["too wide"] * window.evaluate(WIDE):
            faults[path] = found
    assert faults == {}


@pytest.mark.parametrize(
    ("width", "dark"),
    [(1280, True), *(pytest.param(*look, marks=pytest.mark.full)
                     for look in ((1280, False), (390, True), (390, False)))],
)  # fmt: skip
def test_a_conflict_and_words_not_saved_are_told_without_a_fault_of_accessibility(
    served: Served, windows: Windows, width: int, dark: bool
):
    begun = served.claimant()
    who, now = a_claimant(begun.number), datetime.now(UTC)
    window = windows.window(width=width, dark=dark, token=begun.token)
    visit = ClaimantVisit(window, served.url).goes_to("coordonnees")
    office.save_field(served.house, who, "contact.email", "", "zoe@exemple.ca", now=now)
    visit.types("contact.email", "zoe@exemple.fr")
    visit.by_key("conflit-champ-contact-email").wait_for()
    visit.types("claimant.name", "Z" * 201)
    visit.presses("continuer").by_key("sommaire-erreurs").wait_for()
    assert violations(window) == []
    assert not window.evaluate(WIDE)


@pytest.mark.parametrize(
    ("width", "dark"),
    [(390, False), *(pytest.param(*look, marks=pytest.mark.full)
                     for look in ((390, True), (1280, True), (1280, False)))],
)  # fmt: skip
def test_an_answer_that_could_not_be_saved_is_told_without_a_fault_of_accessibility(
    served: Served, windows: Windows, width: int, dark: bool
):
    """Another program holds the database for longer than the server waits."""
    window = windows.window(width=width, dark=dark, token=served.claimant().token)
    visit = ClaimantVisit(window, served.url).goes_to("coordonnees")
    with closing(sqlite3.connect(served.folder / "var/claims.sqlite3", isolation_level=None)) as it:
        it.execute("BEGIN IMMEDIATE")
        visit.types("contact.email", "zoe@exemple.ca")
        visit.by_key("encore-champ-contact-email").wait_for()
        assert violations(window) == []
        assert not window.evaluate(WIDE)
        it.execute("ROLLBACK")
    visit.presses("encore-champ-contact-email").by_key("encore-champ-contact-email").wait_for(
        state="detached"
    )
    assert visit.field("contact.email").input_value() == "zoe@exemple.ca"
