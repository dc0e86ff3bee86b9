"""The tables. The migrations make them in a database; a test proves that they make these."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    literal_column,
)
from sqlalchemy import UniqueConstraint as Unique

from claims.store.columns import cents, flag, moment, of_claim, whole, word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

claims = Table(
    "claims",
    metadata,
    word("number", primary_key=True),
    word("matter"),
    word("status"),
    whole("revision"),
    whole("version"),
    word("language"),
    word("claimant_kind"),
    word("claimant_name"),
    word("capacity"),
    flag("fictional"),
    word("code_hash"),
    word("key"),
    word("findable"),
    moment("created_at"),
    moment("submitted_at", nullable=True),
    word("submitted_on"),
    moment("updated_at"),
    word("updated_by"),
    word("rules", server_default=""),
    Unique("key"),
    Index(None, "matter", "status"),
)
"""key: of idempotency; findable: name, number and domains folded, to search and sort;
submitted_on: the day of the first filing where the matter is heard, empty before; rules: hash of
the rulebook its lines were counted under, empty before."""

drafts = Table(
    "drafts",
    metadata,
    of_claim(),
    word("form"),
    whole("version"),
    moment("saved_at"),
    word("saved_by"),
)

revisions = Table(
    "revisions",
    metadata,
    of_claim(),
    whole("revision", primary_key=True),
    moment("at"),
    word("by"),
    word("reason"),
    word("salt", server_default=""),
    word("body"),
    word("sha256"),
    word("key"),
    whole("journal_seq"),
    Unique("number", "key"),
)
"""reason: one of our codes, or the claimant's own words; salt: of the latter, of which the journal
has the hash alone; empty of a code, and of words kept before that was so."""

lines = Table(
    "lines",
    metadata,
    of_claim(),
    word("loss", primary_key=True),
    whole("revision"),
    word("head"),
    word("service"),
    word("group_"),
    word("subgroup"),
    word("month"),
    word("start"),
    word("end"),
    word("grade"),
    cents("declared_cents"),
    cents("supported_cents"),
    cents("admitted_cents"),
    flag("decided"),
    Index(None, "service"),
    sqlite_with_rowid=False,
)
"""Of the latest revision only; the days are ISO text."""

services = Table(
    "services",
    metadata,
    of_claim(),
    word("id", primary_key=True),
    word("domain"),
    word("type"),
    word("subgroup"),
    Index(None, "domain"),
)

credits = Table(
    "credits",
    metadata,
    of_claim(),
    word("id", primary_key=True),
    word("kind"),
    word("head"),
    word("service"),
    cents("cents"),
    flag("accepted"),
)

exhibits = Table(
    "exhibits",
    metadata,
    word("id", primary_key=True),
    word("number", ForeignKey("claims.number")),
    word("sha256"),
    whole("size"),
    word("name"),
    word("media"),
    word("kind"),
    moment("added_at"),
    moment("removed_at", nullable=True),
    word("flags"),
    Index(None, "number"),
    Index(None, "sha256"),
)

claim_keys = Table(
    "claim_keys",
    metadata,
    of_claim(),
    word("master"),
    word("wrapped"),
    moment("made_at"),
    moment("forgotten_at", nullable=True),
    Index(None, "master"),
)
"""master: which key outside the database wrapped it; both empty once forgotten, until another file
is brought. forgotten_at stays: what was brought before then is gone."""
looks = Table(
    "looks",
    metadata,
    word("exhibit", ForeignKey("exhibits.id"), primary_key=True),
    whole("pages"),
    word("scan"),
    word("reading"),
    word("findings"),
    word("words", server_default="", index=True),
    word("optical", server_default=""),
    whole("pictures", server_default="0"),
    whole("unread", server_default="0"),
    Index(None, "reading"),
)
"""What is known of an exhibit beside its bytes: help, never part of a claim. words: a hash of the
text that was read in it, empty when there was too little; optical: of the file of the vault that
holds the words read optically, empty of none; pictures: pages that say nothing by themselves;
unread: those of them that were not read optically yet."""
UNFINISHED = looks.c.unread > literal_column("0")
"""Some of its pictures were not read; without a parameter, or no partial index would be used."""
DONE = looks.c.pictures - looks.c.unread
Index("ix_looks_unfinished", DONE, sqlite_where=UNFINISHED, postgresql_where=UNFINISHED)

accounts = Table(
    "accounts",
    metadata,
    word("email", primary_key=True),
    word("name"),
    word("role"),
    word("matters"),
    word("password_hash"),
    word("totp_wrapped"),
    whole("totp_step"),
    flag("active"),
    moment("created_at"),
    word("language", server_default="fr"),
)
"""language: in which they last signed in."""

sessions = Table(
    "sessions",
    metadata,
    word("token_hash", primary_key=True),
    word("kind"),
    word("who"),
    word("language"),
    moment("created_at"),
    moment("seen_at"),
    moment("expires_at"),
    moment("proved_at", server_default=""),
    Index(None, "who"),
    Index(None, "expires_at"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    word("key"),
    moment("at"),
    flag("ok"),
    Index(None, "key", "at"),
    Index(None, "at"),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    word("at"),
    word("clock"),
    word("actor"),
    word("action"),
    word("subject"),
    word("body"),
    word("previous"),
    word("hash"),
    word("salt", server_default=""),
    Index(None, "subject", "seq"),
    Index(None, "actor", "at"),
)

snapshots = Table(
    "snapshots",
    metadata,
    word("id", primary_key=True),
    word("matter"),
    whole("number"),
    moment("at"),
    word("by"),
    whole("journal_seq"),
    word("journal_hash"),
    word("body"),
    word("sha256"),
    Unique("matter", "number"),
)

exports = Table(
    "exports",
    metadata,
    word("id", primary_key=True),
    word("matter"),
    word("kind"),
    word("name"),
    word("sha256"),
    whole("size"),
    moment("at"),
    word("by"),
    whole("journal_seq"),
    Index(None, "matter"),
)

downloads = Table(
    "downloads",
    metadata,
    word("session", primary_key=True),
    word("export", ForeignKey("exports.id"), primary_key=True),
    moment("until"),
    whole("furthest"),
)
"""session: the hash of the token of the session that began to take a document; furthest: the byte
before which all may have left."""

builds = Table(
    "builds",
    metadata,
    word("id", primary_key=True),
    word("matter"),
    word("language"),
    moment("at"),
    word("by"),
    word("choice"),
    word("state"),
    whole("done"),
    whole("of"),
    whole("tries"),
    whole("snapshot"),
    whole("restarted"),
    word("volumes"),
    word("told"),
    word("answered_by"),
    moment("answered_at", nullable=True),
    word("note"),
    moment("due_at"),
    Index(None, "matter"),
    Index(None, "state", "due_at"),
)
"""Bundles ordered; choice, volumes and told are canonical JSON; due_at: when it may be taken."""

ownership = Table(
    "ownership",
    metadata,
    of_claim(),
    word("service", primary_key=True),
    whole("n", primary_key=True),
    word("kind"),
    word("role"),
    moment("at"),
    word("by"),
    word("body"),
    word("sha256"),
)
"""service: a registrable domain; n counts its events from 1; body: what each says, as canonical
JSON."""

outbox = Table(
    "outbox",
    metadata,
    word("id", primary_key=True),
    word("number", ForeignKey("claims.number"), nullable=True),
    word("matter"),
    word("recipient"),
    word("language"),
    word("kind"),
    word("subject"),
    word("body"),
    word("key"),
    word("message_id"),
    moment("created_at"),
    moment("due_at"),
    whole("tries"),
    word("state"),
    word("reason"),
    moment("tried_at", nullable=True),
    moment("sent_at", nullable=True),
    Unique("key"),
    Index(None, "state", "due_at"),
    Index(None, "number"),
)
"""number: none of a letter to the staff; body: sealed, and blank once the letter is gone."""

links = Table(
    "links",
    metadata,
    word("token_hash", primary_key=True),
    word("kind"),
    word("number", ForeignKey("claims.number")),
    word("subject"),
    flag("once"),
    moment("created_at"),
    moment("expires_at"),
    moment("used_at", nullable=True),
    Index(None, "number"),
)

messages = Table(
    "messages",
    metadata,
    of_claim(),
    whole("place", primary_key=True),
    word("side"),
    word("kind"),
    moment("at"),
    word("by"),
    word("text"),
    word("sha256"),
    word("key"),
    whole("journal_seq"),
    Unique("number", "key"),
)

messages_seen = Table(
    "messages_seen",
    metadata,
    of_claim(),
    word("side", primary_key=True),
    whole("place"),
    moment("at"),
)
"""How far each side has read its conversation."""

erasures = Table(
    "erasures",
    metadata,
    of_claim(),
    moment("asked_at"),
    word("reason"),
    moment("answered_at", nullable=True),
    word("answered_by"),
    word("answer"),
)

rulebooks = Table(
    "rulebooks",
    metadata,
    word("sha256", primary_key=True),
    word("matter"),
    word("text"),
    moment("kept_at"),
)

audit_draws = Table(
    "audit_draws",
    metadata,
    word("id", primary_key=True),
    word("matter"),
    whole("number"),
    moment("at"),
    word("by"),
    word("body"),
    word("sha256"),
    Unique("matter", "number"),
)
"""body: seed, and by subgroup the claims one could draw and those drawn, as canonical JSON."""

figure_revisions = Table(
    "figure_revisions",
    metadata,
    word("matter", primary_key=True),
    whole("number", primary_key=True),
    moment("at"),
    word("by"),
    word("body"),
    word("sha256"),
)
"""number counts from 1 in each matter, in the order they apply; body: what each changes, as
canonical JSON."""

notices = Table(
    "notices",
    metadata,
    of_claim(),
    whole("place", primary_key=True),
    word("kind"),
    moment("at"),
    word("by"),
    word("last_day"),
    word("body"),
    word("sha256"),
    whole("journal_seq"),
)
"""Counsel's letters about a claim. place counts from 1 in each claim; body: the letter as issued,
as canonical JSON; kind and last_day stand in it too."""

contests = Table(
    "contests",
    metadata,
    of_claim(),
    whole("place", primary_key=True),
    moment("at"),
    word("by"),
    word("body"),
    word("sha256"),
)
"""Decisions contested. place counts from 1 in each claim; body: what was contested, when it was due
and whether it was late, as canonical JSON."""

consolidated = Table(
    "consolidated",
    metadata,
    word("matter", primary_key=True),
    whole("place", primary_key=True),
    moment("at"),
    word("by"),
    word("body"),
    word("sha256"),
)
"""Letters that cover several claims. place counts from 1 in each matter; body: the letter as issued
and the letters it covers, as canonical JSON."""

claim_notes = Table(
    "claim_notes",
    metadata,
    of_claim(),
    whole("place", primary_key=True),
    moment("at"),
    word("by"),
    word("text"),
    word("salt"),
    word("sha256"),
)
"""Counsel's own notes on a claim, privileged: no document and no extract reads them. place counts
from 1 in each claim; sha256: of the salt and the text, so that it cannot be tried against guesses.
"""

saved_views = Table(
    "saved_views",
    metadata,
    word("owner", primary_key=True),
    word("matter", primary_key=True),
    word("name", primary_key=True),
    word("address"),
    moment("saved_at"),
)

batches = Table(
    "batches",
    metadata,
    word("id", primary_key=True),
    word("matter"),
    whole("number"),
    moment("at"),
    word("by"),
    word("body"),
    word("sha256"),
    Unique("matter", "number"),
)
"""Decisions on many claims at once. body: the word given, and of each claim the version read and
the lines to decide, as canonical JSON."""

batch_steps = Table(
    "batch_steps",
    metadata,
    word("batch", ForeignKey("batches.id"), primary_key=True),
    word("act", primary_key=True),
    word("number", ForeignKey("claims.number"), primary_key=True),
    word("why"),
    word("other"),
    whole("version"),
    moment("at"),
    word("by"),
)
"""What became of each claim when a batch was applied ("decide") or undone ("undo"). why: empty when
it was done, and version is then the claim's after it; other: who had changed the claim, when that
is why."""

assigned = Table(
    "assigned",
    metadata,
    of_claim(),
    word("person"),
    word("before"),
    word("act", index=True),
    moment("at"),
    word("by"),
)
"""Whose claim it is among counsel. person: an account, empty for nobody; before: whose it was;
act: which giving out says so, empty once undone."""

networks = Table("networks", metadata, of_claim(), word("mark"), moment("at"))
"""The keyed mark of the network range a claim was filed from, where its matter keeps them."""

review_draws = Table(
    "review_draws",
    metadata,
    word("id", primary_key=True),
    word("matter"),
    whole("number"),
    moment("at"),
    word("by"),
    word("body"),
    word("sha256"),
    Unique("matter", "number"),
)
"""Claims drawn for a second reading. body: seed, the claims one could draw and, by reader, those
drawn, as canonical JSON."""

second_words = Table(
    "second_words",
    metadata,
    word("draw", ForeignKey("review_draws.id"), primary_key=True),
    word("number", ForeignKey("claims.number"), primary_key=True),
    word("loss", primary_key=True),
    word("act", primary_key=True),
    moment("at"),
    word("by"),
    word("body"),
    word("sha256"),
)
"""act: "second", what a second reader said of a line; "kept", the first decision confirmed after
it. body: salted, as canonical JSON."""

exhibit_titles = Table(
    "exhibit_titles",
    metadata,
    of_claim(),
    word("exhibit", primary_key=True),
    whole("place", primary_key=True),
    word("title"),
    word("day"),
    moment("at"),
    word("by"),
    word("salt"),
    word("sha256"),
    whole("journal_seq"),
)
"""What counsel calls an exhibit. place counts from 1 in each exhibit, the last one stands; day: of
the document, empty when untold; sha256: of the salt, the day and the title."""

APPEND_ONLY = (
    audit_draws, batch_steps, batches, claim_notes, consolidated, contests, exhibit_titles,
    figure_revisions, journal, messages, notices, ownership, review_draws, revisions, rulebooks,
    second_words, snapshots,
)  # fmt: skip
"""Triggers refuse UPDATE and DELETE on these, and a replacement by INSERT."""
