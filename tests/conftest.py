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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browsers first: they wait more than they compute, and leave the processor to the others."""
    items.sort(key=lambda item: "tests/e2e/" not in item.nodeid)


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server without tesseract: reading pictures takes longer than all the rest."""
    monkeypatch.setattr("claims.evidence.optical.languages", lambda: ())
