"""The same file less withheld elsewhere is told as a level is said and before a bundle leaves."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from claims.access import Actor
from claims.claim.redaction import Level
from claims.office import entitling
from claims.office.house import House, move_into
from claims.ui import here
from claims.ui.staff_index_typed import Row
from tests.makers import GAGNON, NOW, ROY, WHC, a_filed_claim, a_house, an_exhibit
from tests.office.test_building import WHOLE, built, ordered
from tests.office.test_clawback import SECRET, withhold
from tests.ui.tabs import a_tab, go

pytestmark = pytest.mark.usefixtures("unread")


@pytest.fixture
def claims(tmp_path: Path) -> tuple[House, str, str]:
    """A memo kept for counsel alone in one claim, and of which nobody spoke in another."""
    house = a_house(tmp_path)
    move_into(house)
    numbers = [
        a_filed_claim(house, n, domain=f"site{n}.ca", exhibits=(
            an_exhibit(n, SECRET, name="memo.txt", media="text/plain"),))
        for n in (1, 2)
    ]  # fmt: skip
    return house, numbers[0], numbers[1]


def warned(monkeypatch: pytest.MonkeyPatch, page: str, actor: Actor, language: str,
           **query: str) -> list[str]:  # fmt: skip
    monkeypatch.setattr(here, "actor_from", lambda *_, **__: actor)
    monkeypatch.setattr(here, "cookies", lambda: {"claims_lang": language})
    app: AppTest = a_tab()
    app.query_params.update(query)
    go(app, page)
    assert not app.exception, app.exception
    return [each.value for each in app.warning if each.icon == ":material/difference:"]


@pytest.mark.parametrize(("language", "here_too", "leaves", "named"), [
    ("fr", "retenez-le là aussi", "davantage retenus", "P-4, réclamation {there} (Confidentielle)"),
    ("en", "withhold it there too", "withheld further", "P-4, claim {there} (Confidential)"),
])  # fmt: skip
def test_it_is_told_as_a_level_is_said_and_a_bundle_ordered_or_approved(
    claims, monkeypatch, language, here_too, leaves, named
):
    house, number, there = claims
    withhold(house, number, "e1")
    build = built(house, ordered(house, WHOLE))
    named = named.format(there=there)
    [told] = warned(monkeypatch, "lawyer_piece", GAGNON, language, numero=number, piece="e1")
    assert here_too in told
    assert f"[{named}](/piece?numero={there}&piece=e2)" in told.replace("\\", "")
    ordering = warned(monkeypatch, "lawyer_dossiers_preuve", GAGNON, language)
    answering = warned(monkeypatch, "lawyer_dossiers_preuve", ROY, language)
    assert [len(each) for each in (ordering, answering)] == [1, 2], "to order, then to approve too"
    assert all(leaves in each and named in each.replace("\\", "") for each in answering)
    assert house.store.builds.find(build.id).state == "built"


def test_where_nothing_less_is_withheld_nothing_is_told(claims, monkeypatch):
    house, number, there = claims
    for claim, exhibit in ((number, "e1"), (there, "e2")):
        withhold(house, claim, exhibit)
    assert house.store.redactions.of(there)["e2"].level is Level.COUNSEL
    assert warned(monkeypatch, "lawyer_piece", GAGNON, "fr", numero=number, piece="e1") == []
    assert warned(monkeypatch, "lawyer_dossiers_preuve", GAGNON, "fr") == []


def test_it_is_told_once_levels_are_recorded_in_the_index(claims, monkeypatch):
    house, number, there = claims
    monkeypatch.setattr(here, "actor_from", lambda *_, **__: GAGNON)
    monkeypatch.setattr(here, "cookies", lambda: {"claims_lang": "fr"})
    app = a_tab()
    cells = {"title": "Mémo", "day": "", "level": "Réservée aux avocats du groupe"}
    cells |= {"why": "Ordonnance de confidentialité"}
    read = entitling.named(house, GAGNON, number, "fr", now=NOW)["e1"]
    app.session_state["index.typed"] = {(WHC, number, "e1"): Row(read, cells)}
    go(app, "lawyer_index_pieces")
    app.button(key="index.keep").click().run()
    assert house.store.redactions.of(number)["e1"].level is Level.COUNSEL
    [told] = [each.value for each in app.warning if each.icon == ":material/difference:"]
    assert there in told
    app.run()
    assert not [each for each in app.warning if each.icon == ":material/difference:"]
