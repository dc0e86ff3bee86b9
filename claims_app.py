"""The launcher: `streamlit run claims_app.py`, or any ASGI server with `claims_app:app`.

Streamlit finds the app by reading this file, so it is written out here and nothing else is.
"""

from pathlib import Path

import streamlit as st

from claims.ui import options
from claims.ui.failing import keep_words_out_of_logs, on_script_error
from claims.ui.whole import end_what_is_begun
from claims.web import front

SETTINGS = options.settings_in_force()
keep_words_out_of_logs()
end_what_is_begun()

app = st.App(
    Path(__file__).resolve().parent / "claims" / "ui" / "main.py",
    routes=front.routes(),
    middleware=front.middleware(SETTINGS),
    lifespan=front.lifespan,
    on_script_error=on_script_error,
)
