"""What begins a visit of a page: it decides what a press of counsel is judged by."""

import pytest
from streamlit.testing.v1 import AppTest


def a_page() -> None:
    import streamlit as st

    from claims.ui import here

    here.arrive(st.session_state.get("page", "reclamation"))
    st.text(str(here.visit()))


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_function(a_page).run()


def told(app: AppTest) -> str:
    return app.run().text[0].value


@pytest.mark.parametrize("name", ["numero", "piece"])
def test_another_claim_or_another_exhibit_on_the_same_page_begins_a_visit(app, name):
    app.query_params[name] = "R-0001"
    assert told(app) == "2"
    app.query_params[name] = "R-0002"
    assert told(app) == "3"


def test_another_page_begins_a_visit_and_so_does_coming_back(app):
    app.session_state["page"] = "dossiers"
    assert told(app) == "2"
    app.session_state["page"] = "reclamation"
    assert told(app) == "3"


def test_a_page_drawn_again_goes_on_with_its_visit_whatever_else_its_address_says(app):
    assert told(app) == told(app) == "1"
    app.query_params["tri"] = "recent"
    assert told(app) == "1"
