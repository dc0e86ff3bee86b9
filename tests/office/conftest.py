"""A house of its own for each test of the office."""

from pathlib import Path

import pytest

from claims.office.house import House
from tests.makers import a_house


@pytest.fixture
def house(tmp_path: Path) -> House:
    return a_house(tmp_path)
