"""What every test shares."""

import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests import depth

settings.register_profile(
    "claims",
    deadline=None,  # a busy machine proves nothing of a property
    derandomize=not depth.FULL,
)
settings.load_profile("claims")


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """A page run by Streamlit's test harness stays `__main__` otherwise, and a process spawned by a
    later test would run it."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


FIRST = ("tests/test_readme.py", "tests/e2e/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test first, for none should end alone; then browsers, which wait more than they
    compute and leave the processor to the others."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    return next((turn for turn, place in enumerate(FIRST) if place in item.nodeid), len(FIRST))


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server without tesseract: reading pictures takes longer than all the rest."""
    monkeypatch.setattr("claims.evidence.optical.languages", lambda: ())
