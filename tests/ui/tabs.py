"""A tab of the application without a browser, opened on a page as from a link."""

from functools import cache
from itertools import chain
from pathlib import Path

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from claims.access import Role
from claims.office.pages import pages_of
from claims.ui import here

MAIN = str(Path(here.__file__).parent / "main.py")
ADDRESSES = {page.file: page.path for page in chain.from_iterable(map(pages_of, Role))}


def a_tab() -> AppTest:
    """A tab that has shown nothing yet."""
    app = AppTest.from_file(MAIN, default_timeout=60)
    app._bidi_component_manager = _components()
    return app


@cache
def _components() -> BidiComponentManager:
    """What installed packages add to pages: a tab would read them all again, 0.3 s each."""
    found = BidiComponentManager()
    found.discover_and_register_components(start_file_watching=False)
    return found


def go(app: AppTest, page: str) -> AppTest:
    """Run a page, named by its file; whoever is there must have it.

    `AppTest.switch_page` would run the home of a new tab first.
    """
    wanted = app._page_hash = calc_hash(ADDRESSES[f"{page}.py"])
    app.run()
    assert wanted in app._registered_pages or app.exception, f"no page {page} for this person"
    return app
