"""What every test shares."""

import asyncio
import gc
import sys
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter

import pytest
from hypothesis import settings

from claims.matter import letters, reading
from tests import depth

# Pure functions of files that every house reads when it is opened: each text is read once.
reading.parse_matter = cache(reading.parse_matter)
_faults = letters._faults
letters._faults = cache(lambda wording: tuple(_faults(wording)))

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


@pytest.fixture(autouse=True)
def own_loop(request: pytest.FixtureRequest) -> Iterator[None]:
    """The loop of the browser counts as running in this thread even at rest; a test without it may
    run one of its own."""
    if "browser" in request.fixturenames:
        yield
        return
    resting = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(resting)


LONGEST = ("tests/test_readme.py", "tests/e2e/test_whole_way.py")
BROWSERS = "tests/e2e/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first, for none should end alone; then files of browsers, which wait more
    than they compute, spread evenly among the others: each process has its part of both."""
    files = [list(tests) for _, tests in groupby(items, lambda item: item.path)]
    waiting = [tests for tests in files if BROWSERS in tests[0].nodeid]
    working = [tests for tests in files if tests not in waiting]
    placed = [
        (place / len(some), tests)
        for some in (waiting, working)
        for place, tests in enumerate(some)
    ]
    items[:] = [item for _, tests in sorted(placed, key=itemgetter(0)) for item in tests]
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_collectstart() -> None:
    """What is imported stays: no collection of garbage need go through it, then or later."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Garbage of tests is collected, but later than in a server that runs for months."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()


def pytest_sessionfinish() -> None:
    """So that libraries find nothing left over when the process ends."""
    gc.unfreeze()


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server without tesseract: reading pictures takes longer than all the rest."""
    monkeypatch.setattr("claims.evidence.optical.languages", lambda: ())
