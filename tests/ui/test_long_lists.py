"""Lists of a claim that grow with it or with its class: each row of them is reached by turning
pages."""

import re
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from claims.office.verdicts import Verdict
from tests.makers import a_filed_claim, an_exhibit
from tests.office.test_decisions import decided
from tests.office.test_sought import claims_for
from tests.ui.test_staff_pages import house, visit, words

__all__ = ["house", "visit"]
Visit = Callable[..., AppTest]
LINES, FILES = "page.pertes", "page.fichiers"
"""Keys of the pages of two lists."""


def column(app: AppTest, name: str, beside: str) -> list[str]:
    """A column of the first grid that has another."""
    return list(next(d.value for d in app.dataframe if beside in d.value)[name])


def turned(app: AppTest, list_of: str, page: int) -> AppTest:
    app.pagination(key=list_of).set_value(page).run()
    assert not app.exception
    return app


def test_a_claim_of_sixty_losses_shows_them_all_by_pages_and_opens_the_one_that_waits(house, visit):
    number = claims_for(house, 1, *range(1, 61))
    decided(house, number, *(Verdict(f"l{n}", "accepted", reason="proof_complete")
                             for n in range(1, 31)))  # fmt: skip
    app = visit("reclamation", numero=number)
    assert "26 à 50 sur 60 pertes" in words(app)
    assert column(app, "Site", "Preuve")[0] == "site-26.example"
    assert asked_of(app) == "l31"
    seen = column(turned(app, LINES, 1), "Site", "Preuve")
    assert asked_of(app) == "l1"
    for page in (2, 3):
        seen += column(turned(app, LINES, page), "Site", "Preuve")
    assert seen == [f"site-{n}.example" for n in range(1, 61)]
    assert asked_of(app) == "l51"
    app = visit("reclamation", numero=number, perte="l3")
    assert ("1 à 25 sur 60 pertes" in words(app), asked_of(app)) == (True, "l3")


def asked_of(app: AppTest) -> str:
    """The loss whose decision the page asks for."""
    keys = [each.key for each in app.radio if each.key.startswith("outcome.")]
    return re.search(r"l\d+", keys[0].removeprefix("outcome."))[0]


def test_once_a_loss_of_another_page_is_decided_the_next_that_waits_stands_open(house, visit):
    number = claims_for(house, 1, *range(1, 61))
    app = turned(visit("reclamation", numero=number), LINES, 3)
    assert asked_of(app) == "l51"
    for key, value in (("outcome", "accepted"), ("reason", "proof_complete")):
        kind = app.radio if key == "outcome" else app.selectbox
        next(each for each in kind if each.key.startswith(f"{key}.")).set_value(value)
    next(b for b in app.button if b.key == f"send.{number}.l51").click().run()
    assert not app.exception
    assert [d.loss for d in house.store.claims.body(number).decisions] == ["l51"]
    assert ("1 à 25 sur 60 pertes" in words(app), asked_of(app)) == (True, "l1")


def test_every_claim_that_brought_the_same_file_is_named_by_turning_pages(house, visit):
    numbers = [
        a_filed_claim(house, n, exhibits=(an_exhibit(n),), domain=f"site{n}.ca")
        for n in range(1, 29)
    ]
    app = visit("reclamation", numero=numbers[0])
    assert "1 à 25 sur 27 fichiers" in words(app)
    seen = column(app, "Aussi joint à", "Aussi joint à")
    seen += column(turned(app, FILES, 2), "Aussi joint à", "Aussi joint à")
    assert sorted(seen) == sorted(numbers[1:])
