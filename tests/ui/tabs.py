"""A tab of the application without a browser, opened on a page as from a link."""

from itertools import chain
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from claims.access import Role
from claims.office.pages import pages_of
from claims.ui import here

MAIN = str(Path(here.__file__).parent / "main.py")
ADDRESSES = {page.file: page.path for page in chain.from_iterable(map(pages_of, Role))}


def a_tab() -> AppTest:
    """A tab that has shown nothing yet."""
    return AppTest.from_file(MAIN, default_timeout=60)


def go(app: AppTest, page: str) -> AppTest:
    """Run a page, named by its file; whoever is there must have it.

    `AppTest.switch_page` would run the home of a new tab first.
    """
    wanted = app._page_hash = calc_hash(ADDRESSES[f"{page}.py"])
    app.run()
    assert wanted in app._registered_pages or app.exception, f"no page {page} for this person"
    return app
