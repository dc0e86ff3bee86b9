"""The frame of every page: who is there decides which pages exist; the page does the rest."""

from pathlib import Path

import streamlit as st

from claims.i18n import sentence
from claims.office.pages import home_of
from claims.problems import Refused
from claims.ui import frame, here
from claims.ui.forms import plain

PAGES = Path(__file__).resolve().parent / "app_pages"

language, actor = here.language(), here.present()
here.take_seat(actor)
pages = frame.pages_for(actor, language, PAGES)
page = st.navigation(list(pages.values()), position="hidden")
if page.url_path == "":
    st.switch_page(pages[home_of(actor.role).strip("/")])
here.arrive(page.url_path)
frame.above(actor, language, pages, page)
try:
    page.run()
except Refused as refusal:  # what the whole page tells is not for them yet, and it says why
    for problem in refusal.problems:
        st.info(plain(sentence(problem, language)), icon=":material/visibility_off:")
frame.below(actor, language, pages)
