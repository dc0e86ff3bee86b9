"""The first tables, and the triggers that keep the journal, revisions and snapshots append-only."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPEND_ONLY = ("journal", "revisions", "snapshots")
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def word(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, WORD, nullable=nullable)


def count(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def upgrade() -> None:
    tables()
    for table in APPEND_ONLY:
        if op.get_bind().dialect.name == "sqlite":
            refuse_on_sqlite(table)
        else:
            refuse_on_postgresql(table)


def refuse_on_sqlite(table: str) -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def refuse_on_postgresql(table: str) -> None:
    op.execute(
        f"CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{table} is append-only' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()"
    )


def tables() -> None:
    op.create_table(
        "accounts",
        word("email"),
        word("name"),
        word("role"),
        word("matters"),
        word("password_hash"),
        word("totp_wrapped"),
        count("totp_step"),
        flag("active"),
        word("created_at"),
        sa.PrimaryKeyConstraint("email", name="pk_accounts"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        word("key"),
        word("at"),
        flag("ok"),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
    )
    op.create_index("ix_attempts_at", "attempts", ["at"])
    op.create_index("ix_attempts_key_at", "attempts", ["key", "at"])
    op.create_table(
        "claims",
        word("number"),
        word("matter"),
        word("status"),
        count("revision"),
        count("version"),
        word("language"),
        word("claimant_kind"),
        word("claimant_name"),
        word("capacity"),
        flag("fictional"),
        word("code_hash"),
        word("key"),
        word("findable"),
        word("created_at"),
        word("submitted_at", nullable=True),
        word("submitted_on"),
        word("updated_at"),
        word("updated_by"),
        sa.PrimaryKeyConstraint("number", name="pk_claims"),
        sa.UniqueConstraint("key", name="uq_claims_key"),
    )
    op.create_index("ix_claims_matter_status", "claims", ["matter", "status"])
    op.create_table(
        "exports",
        word("id"),
        word("matter"),
        word("kind"),
        word("name"),
        word("sha256"),
        count("size"),
        word("at"),
        word("by"),
        count("journal_seq"),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
    )
    op.create_index("ix_exports_matter", "exports", ["matter"])
    op.create_table(
        "journal",
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        word("at"),
        word("clock"),
        word("actor"),
        word("action"),
        word("subject"),
        word("body"),
        word("previous"),
        word("hash"),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
    )
    op.create_index("ix_journal_subject_seq", "journal", ["subject", "seq"])
    op.create_table(
        "sessions",
        word("token_hash"),
        word("kind"),
        word("who"),
        word("language"),
        word("created_at"),
        word("seen_at"),
        word("expires_at"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_expires_at", "sessions", ["expires_at"])
    op.create_index("ix_sessions_who", "sessions", ["who"])
    op.create_table(
        "snapshots",
        word("id"),
        word("matter"),
        count("number"),
        word("at"),
        word("by"),
        count("journal_seq"),
        word("journal_hash"),
        word("body"),
        word("sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_snapshots"),
        sa.UniqueConstraint("matter", "number", name="uq_snapshots_matter_number"),
    )
    op.create_table(
        "credits",
        word("number"),
        word("id"),
        word("kind"),
        word("head"),
        word("service"),
        count("cents"),
        flag("accepted"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_credits_number"),
        sa.PrimaryKeyConstraint("number", "id", name="pk_credits"),
    )
    op.create_table(
        "drafts",
        word("number"),
        word("form"),
        count("version"),
        word("saved_at"),
        word("saved_by"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_drafts_number"),
        sa.PrimaryKeyConstraint("number", name="pk_drafts"),
    )
    op.create_table(
        "exhibits",
        word("id"),
        word("number"),
        word("sha256"),
        count("size"),
        word("name"),
        word("media"),
        word("kind"),
        word("added_at"),
        word("removed_at", nullable=True),
        word("flags"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_exhibits_number"),
        sa.PrimaryKeyConstraint("id", name="pk_exhibits"),
    )
    op.create_index("ix_exhibits_number", "exhibits", ["number"])
    op.create_index("ix_exhibits_sha256", "exhibits", ["sha256"])
    op.create_table(
        "lines",
        word("number"),
        word("loss"),
        count("revision"),
        word("head"),
        word("service"),
        word("group_"),
        word("subgroup"),
        word("month"),
        word("start"),
        word("end"),
        word("grade"),
        count("declared_cents"),
        count("supported_cents"),
        count("admitted_cents"),
        flag("decided"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_lines_number"),
        sa.PrimaryKeyConstraint("number", "loss", name="pk_lines"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_lines_service", "lines", ["service"])
    op.create_table(
        "revisions",
        word("number"),
        count("revision"),
        word("at"),
        word("by"),
        word("reason"),
        word("body"),
        word("sha256"),
        word("key"),
        count("journal_seq"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_revisions_number"),
        sa.PrimaryKeyConstraint("number", "revision", name="pk_revisions"),
        sa.UniqueConstraint("number", "key", name="uq_revisions_number_key"),
    )
    op.create_table(
        "services",
        word("number"),
        word("id"),
        word("domain"),
        word("type"),
        word("subgroup"),
        sa.ForeignKeyConstraint(["number"], ["claims.number"], name="fk_services_number"),
        sa.PrimaryKeyConstraint("number", "id", name="pk_services"),
    )
    op.create_index("ix_services_domain", "services", ["domain"])
