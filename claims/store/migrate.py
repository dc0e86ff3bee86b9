"""Bring a database to this version of the software, or say clearly why it stays closed."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from claims.problems import DamagedStore, NewerSchema
from claims.store.engine import Database

HEAD = "0028"
"""The newest revision in `migrations/versions`."""
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def bring_up_to_date(database: Database) -> None:
    """Check the database, then run whatever migration it lacks, in one transaction."""
    _check(database)
    with database.reading() as connection:
        if revision_of(connection) == HEAD:
            return
    with database.writing() as connection:
        _upgrade(connection)


def revision_of(connection: Connection) -> str:
    """The migration the database stands at; empty for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def _check(database: Database) -> None:
    if not database.sqlite:
        return
    try:
        with database.reading() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
    except DatabaseError as damage:
        found = str(damage.orig)
    if found != "ok":
        raise DamagedStore(
            f"the database fails its integrity check ({found}); restore the last backup, "
            "then start again"
        )


def _upgrade(connection: Connection) -> None:
    from alembic import command  # only when there is something to migrate: 0.3 s at every start
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(MIGRATIONS))
    known = {script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()}
    revision = revision_of(connection)
    if revision and revision not in known:
        raise NewerSchema(
            f"the database is at revision {revision}, which this version does not know; it was "
            "written by a newer version: start that one, or restore a backup made before it"
        )
    command.upgrade(settings, "head")
