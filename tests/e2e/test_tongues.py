"""Every page of a claimant, at every stage of a claim, speaks the reader's language alone."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import expect

from claims.i18n import say
from claims.i18n.text import Language
from claims.ui.forms_sales import WAYS as SALES_WAYS
from claims.ui.widgets_list import WAYS as SITE_WAYS
from tests.e2e import folders
from tests.e2e.conftest import Served, Windows
from tests.e2e.looks import foreign
from tests.e2e.visits import ClaimantVisit

STAGES = {"empty": folders.empty, "rich": folders.rich, "filed": folders.filed}
OPEN = "document.querySelectorAll('details:not([open]) > summary').forEach(each => each.click())"
full = pytest.mark.full


@pytest.mark.parametrize(
    ("stage", "language"),
    [
        ("rich", "fr"),
        pytest.param("filed", "en", marks=full),
        pytest.param("empty", "fr", marks=full),
        pytest.param("filed", "fr", marks=full),
        pytest.param("empty", "en", marks=full),
        pytest.param("rich", "en", marks=full),
    ],
)
def test_no_page_of_a_claimant_says_a_word_of_the_other_language(
    served: Served, windows: Windows, stage: str, language: Language
):
    window = windows.window(language=language, token=STAGES[stage](served).token)
    visit = ClaimantVisit(window, served.url).goes_to("dossier")
    left: dict[str, list[str]] = {}
    for where in walked(visit, stage, language):
        window.evaluate(OPEN)
        visit.settles()
        if found := foreign(window, language):
            left[where] = found
    assert left == {}


def walked(visit: ClaimantVisit, stage: str, language: Language) -> Iterator[str]:
    """Where the visit stands: each page, and each way a page may be filled."""
    for path in folders.PAGES:
        visit.goes_to(path)
        yield path
        if path == "sites" and stage != "filed":
            yield from each_way(visit, "maniere", SITE_WAYS, language)
        if path == "pertes" and stage == "rich":
            visit.presses("modifier-l9").by_key("courbe-l9").locator(".marks").wait_for()
            yield from each_way(visit, "ventes-l9", SALES_WAYS, language)


def each_way(
    visit: ClaimantVisit, key: str, ways: Mapping[str, str], language: Language
) -> Iterator[str]:
    for way in reversed(ways.values()):  # the first is the one that stands
        label = say(way, language)
        visit.acted = monotonic()
        visit.by_key(key).get_by_text(label, exact=True).click()
        visit.settles()
        yield label


def test_a_file_too_large_or_of_another_kind_is_refused_in_french(
    served: Served, windows: Windows, tmp_path: Path
):
    heavy, other = tmp_path / "gros.pdf", tmp_path / "a $& $$.exe"
    heavy.write_bytes(b"%PDF-1.4" + bytes(27_300_000))
    other.write_bytes(b"MZ")
    window = windows.window(token=served.claimant().token)
    ClaimantVisit(window, served.url).goes_to("pieces")
    window.locator("input[type=file]").set_input_files([heavy, other])
    chips = window.get_by_test_id("stFileChip")
    chips.nth(1).wait_for()
    said = " ".join(chips.all_inner_texts())
    assert "27,3\u00a0Mo" in said
    assert "Le fichier dépasse 25\u00a0Mo." in said
    assert "Ce type de fichier n’est pas accepté." in said
    expect(window.get_by_label("Retirer a $& $$.exe")).to_be_visible()
    assert foreign(window, "fr") == []
