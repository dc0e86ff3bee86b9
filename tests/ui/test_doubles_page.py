"""The page of duplicates of a large class: a page of each list at a time, all of them reached."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from claims.claim.identifiers import domain_in_full
from claims.office.doubles import doubles
from claims.office.house import House
from claims.office.ledger import ledger
from claims.office.verdicts import Verdict
from tests.makers import GAGNON, WHC, a_filed_claim
from tests.office.test_decisions import decided
from tests.office.test_sought import claims_for
from tests.ui.test_staff_pages import house, read, visit, words

__all__ = ["house", "visit"]
Visit = Callable[..., AppTest]
MANY = 60
CONFLICTS, PAIRS = "page.page", "page.semblables"
"""Keys of the pages of two lists."""


@pytest.fixture
def twice(house: House) -> tuple[str, str]:
    """Two claims of the same sixty losses, of one to sixty hours; the first two are decided."""
    hours = range(1, MANY + 1)
    one = claims_for(house, 1, *hours, name="Studio Boréal")
    other = claims_for(house, 2, *hours, name="Épicerie du Port", capacity="owner")
    for number, outcome, reason in (
        (one, "accepted", "proof_complete"), (other, "refused", "not_caused"),
    ):  # fmt: skip
        verdicts = [Verdict(loss, outcome, reason=reason) for loss in ("l1", "l2")]
        decided(house, number, *verdicts, key=number)
    return one, other


def sites(app: AppTest) -> list[str]:
    return list(app.dataframe[0].value["Site"])


def figures(app: AppTest) -> list[str]:
    return [read(metric.value) for metric in app.metric]


def opened(app: AppTest) -> str:
    """The site of the conflict that stands open."""
    return next(text.value for text in app.text if text.value.endswith(".example"))


def turned(app: AppTest, list_of: str, page: int) -> AppTest:
    app.pagination(key=list_of).set_value(page).run()
    assert not app.exception
    return app


def test_every_conflict_is_reached_once_by_turning_pages_and_the_totals_are_of_all(
    house, visit, twice
):
    every = [domain_in_full(c.meeting.service) for c in ledger(house, GAGNON, WHC).conflicts]
    app = visit("doublons")
    seen, told = sites(app), figures(app)
    assert "1 à 25 sur 60 conflits" in words(app)
    assert told[2] == "58"
    for page, line in ((2, "26 à 50 sur 60 conflits"), (3, "51 à 60 sur 60 conflits")):
        app = turned(app, CONFLICTS, page)
        assert line in words(app)
        assert app.query_params["page"] in (str(page), [str(page)])
        assert figures(app) == told
        assert opened(app) == sites(app)[0]
        seen += sites(app)
    assert seen == every
    assert sites(turned(app, CONFLICTS, 1)) == every[:25]
    assert "page" not in app.query_params


def test_an_address_leads_to_the_page_the_decision_and_the_order_it_names(visit, twice):
    app = visit("doublons", decision="waiting", ordre="declared", page="3")
    assert sites(app) == [f"site-{n}.example" for n in range(10, 2, -1)]
    assert "51 à 58 sur 58 conflits" in words(app)
    assert app.radio(key="doubles.decision").value == "waiting"
    assert [read(label) for label in app.radio(key="doubles.decision").options] == [
        "Tous : 60", "À décider : 58", "Décidés : 2",
    ]  # fmt: skip
    app.radio(key="doubles.decision").set_value("decided").run()
    assert sites(app) == ["site-2.example", "site-1.example"]
    assert "page" not in app.query_params
    assert app.query_params["ordre"] in ("declared", ["declared"])
    app.query_params.clear()  # as the browser does when one goes back
    app.run()
    assert len(sites(app)) == 25
    assert app.radio(key="doubles.decision").value == ""


@pytest.mark.parametrize(
    ("page", "shown"), [("9", "51 à 60"), ("0", "1 à 25"), ("-3", "1 à 25"), ("<b>", "1 à 25")]
)
def test_an_address_of_no_page_leads_to_one(visit, twice, page, shown):
    assert f"{shown} sur 60 conflits" in words(visit("doublons", page=page))


def test_what_an_address_invents_of_conflicts_is_told_and_left_aside(visit, twice):
    app = visit("doublons", decision="<b>", ordre="hasard")
    assert "filtres inconnus" in words(app)
    assert "<b>, hasard" in [text.value for text in app.text]
    assert "1 à 25 sur 60 conflits" in words(app)


def test_words_narrow_every_list_and_leave_the_totals_of_all(visit, twice):
    app = visit("doublons")
    whole = figures(app)
    app.text_input(key="doubles.words").input("Site-60").run()
    assert (sites(app), opened(app)) == (["site-60.example"], "site-60.example")
    assert "1 conflit" in [text.value for text in app.text]
    assert figures(app) == whole
    app.text_input(key="doubles.words").input("personne").run()
    assert "Aucun conflit ne répond à ces critères" in words(app)
    assert "Aucune réclamation ne répond à ces critères" in words(app)
    assert figures(app) == whole
    english = words(visit("doublons", language="en", decision="decided", mots="personne"))
    assert "No conflict meets these criteria" in english


def test_a_card_of_a_later_page_opens_its_conflict_and_leads_to_a_claim(visit, twice):
    app = visit("doublons", page="2")
    wanted = sites(app)[3]
    cards = [each for each in app.button if each.key.startswith("card.doubles.conflicts")]
    assert len(cards) == 25
    next(each for each in cards if wanted in each.label).click().run()
    assert opened(app) == wanted
    own = next(each for each in app.button if each.key.startswith(f"card.doubles.claims.{wanted}"))
    assert twice[0] in own.label or twice[1] in own.label
    own.click().run()
    assert not app.exception
    assert app.query_params["numero"] in (*twice, *([each] for each in twice))


def test_every_pair_of_claimants_alike_is_reached_and_leads_to_its_claims(house, visit):
    for n in range(1, 9):
        a_filed_claim(house, n, domain=f"site{n}.ca")
    pairs = doubles(house, GAGNON, WHC).pairs
    assert len(pairs) == 28
    app = visit("doublons", semblables="2")
    assert "26 à 28 sur 28 paires de réclamants" in words(app)
    last = numbers_of(app)
    app = turned(app, PAIRS, 1)
    assert "1 à 25 sur 28 paires de réclamants" in words(app)
    assert [*numbers_of(app), *last] == [pair.numbers for pair in pairs]
    _, other = pairs[24].numbers
    app.button(key=f"alike.open.{'.'.join(pairs[24].numbers)}.{other}").click().run()
    assert app.query_params["numero"] in (other, [other])


def numbers_of(app: AppTest) -> list[tuple[str, str]]:
    grid = next(each.value for each in app.dataframe if "Autre numéro" in each.value)
    return list(zip(grid["Numéro"], grid["Autre numéro"], strict=True))


def test_of_another_matter_every_list_is_read_from_its_first_page_and_in_full(visit, twice):
    who = replace(GAGNON, matters=(WHC, "ovh-2021"))
    app = visit("doublons", who, dossier=WHC, page="2", decision="waiting")
    assert "26 à 50 sur 58 conflits" in words(app)
    app.selectbox(key="matter").set_value("ovh-2021").run()
    assert not app.exception
    assert set(app.query_params) == {"dossier"}
    app.selectbox(key="matter").set_value(WHC).run()
    assert "1 à 25 sur 60 conflits" in words(app)
