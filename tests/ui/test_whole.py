"""A press that comes while an answer is being kept breaks nothing off, and is heard after it."""

import os
import subprocess
import sys

import pytest
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.testing.v1 import AppTest

from claims.settings import HOME
from claims.ui import whole


def a_page() -> None:
    import streamlit as st
    from streamlit.proto.WidgetStates_pb2 import WidgetStates
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    def left() -> None:
        pressed = WidgetStates()
        pressed.widgets.add(id=st.session_state["name's"], string_value="Zoé")
        pressed.widgets.add(id=st.session_state["button's"], trigger_value=True)
        get_script_run_ctx().script_requests.request_rerun(RerunData(widget_states=pressed))
        st.session_state["kept"] = st.session_state["name"]

    st.text_input("Nom", key="name", on_change=left)
    if st.button("Continuer", key="go"):
        st.session_state["gone on"] = st.session_state.get("kept", "")


def typing_then_pressing_at_once() -> AppTest:
    app = AppTest.from_function(a_page).run()
    app.session_state["name's"] = app.text_input(key="name").proto.id
    app.session_state["button's"] = app.button(key="go").proto.id
    return app.text_input(key="name").input("Zoé").run()


@pytest.fixture
def as_streamlit_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", whole._called)


def test_streamlit_alone_breaks_off_what_keeps_an_answer(as_streamlit_does):
    app = typing_then_pressing_at_once()
    assert "kept" not in app.session_state  # the day it is there, claims.ui.whole may go


def test_an_answer_is_kept_before_the_press_that_came_meanwhile_is_heard(as_streamlit_does):
    whole.end_what_is_begun()
    app = typing_then_pressing_at_once()
    assert app.session_state["kept"] == "Zoé"
    assert app.session_state["gone on"] == "Zoé"


def test_the_application_ends_what_is_begun(tmp_path):
    asked = (
        "import claims_app\n"
        "from streamlit.runtime.state.safe_session_state import SafeSessionState\n"
        "print(SafeSessionState.on_script_will_rerun.__code__.co_filename)\n"
    )
    here = os.environ | {"CLAIMS_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=HOME, env=here,
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == whole.__file__
