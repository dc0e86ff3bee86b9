"""The store: one database, each of its shelves a short module of its own."""

from collections.abc import Collection
from typing import Self

from sqlalchemy.exc import OperationalError

from claims.problems import Problem, Refused
from claims.settings import Settings
from claims.store import tables
from claims.store.accounts import Accounts
from claims.store.assigned import Assigned
from claims.store.attempts import Attempts
from claims.store.audits import Audits
from claims.store.batches import Batches
from claims.store.builds import Builds
from claims.store.claims import Claims
from claims.store.consolidated import ConsolidatedLetters
from claims.store.contests import Contests
from claims.store.downloads import Downloads
from claims.store.drafts import Drafts
from claims.store.engine import Database
from claims.store.erasures import Erasures
from claims.store.exhibits import Exhibits
from claims.store.exports import Exports
from claims.store.figures import FigureRevisions
from claims.store.filings import Filings
from claims.store.journal import Journal
from claims.store.keys import Keys
from claims.store.lines import Lines
from claims.store.links import Links
from claims.store.looks import Looks
from claims.store.messages import Messages
from claims.store.migrate import bring_up_to_date
from claims.store.networks import Networks
from claims.store.notes import Notes
from claims.store.notices import Notices
from claims.store.outbox import Outbox
from claims.store.ownership import Ownership
from claims.store.redactions import Redactions
from claims.store.rulebooks import Rulebooks
from claims.store.search import Finder
from claims.store.seconds import Seconds
from claims.store.sessions import Sessions
from claims.store.snapshots import Snapshots
from claims.store.titles import Titles
from claims.store.verify import Verdict, verify
from claims.store.views import Views


class Store:
    """Everything that is kept. One call is one transaction; every change is in the journal.

    A change takes `at`, an aware moment, and `by`, the actor's name; it raises NotSaved when the
    disk or the database refuses, and then nothing was kept. Reads see one moment of the database.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.claims = Claims(database)
        self.filings = Filings(database)
        self.drafts = Drafts(database)
        self.finder = Finder(database)
        self.lines = Lines(database)
        self.exhibits = Exhibits(database)
        self.redactions = Redactions(database)
        self.titles = Titles(database)
        self.messages = Messages(database)
        self.notices = Notices(database)
        self.consolidated = ConsolidatedLetters(database)
        self.contests = Contests(database)
        self.erasures = Erasures(database)
        self.keys = Keys(database)
        self.looks = Looks(database)
        self.accounts = Accounts(database)
        self.sessions = Sessions(database)
        self.attempts = Attempts(database)
        self.journal = Journal(database)
        self.rulebooks = Rulebooks(database)
        self.snapshots = Snapshots(database)
        self.audits = Audits(database)
        self.figures = FigureRevisions(database)
        self.exports = Exports(database)
        self.downloads = Downloads(database)
        self.builds = Builds(database)
        self.ownership = Ownership(database)
        self.outbox = Outbox(database)
        self.links = Links(database)
        self.views = Views(database)
        self.notes = Notes(database)
        self.batches = Batches(database)
        self.assigned = Assigned(database)
        self.review_draws = Audits(database, tables.review_draws, "draw review")
        self.seconds = Seconds(database)
        self.networks = Networks(database)

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Check the database, migrate it, and open it.

        Raises DamagedStore, NewerSchema or Refused with what to do; nothing is written then.
        """
        return cls.at(settings.database())

    @classmethod
    def at(cls, url: str) -> Self:
        """Open the database at an SQLAlchemy URL, as `open` does."""
        database = Database(url)
        try:
            bring_up_to_date(database)
        except OperationalError as refusal:
            database.close()
            why = {"reason": str(refusal.orig).splitlines()[0]}
            raise Refused([Problem("", "database-closed", why)]) from refusal
        except BaseException:
            database.close()
            raise
        return cls(database)

    def verify(self, printed: Collection[tuple[int, str]] = ()) -> Verdict:
        """Prove that nothing kept was altered; see `claims.store.verify`."""
        return verify(self.database, printed)

    def close(self) -> None:
        """Give every connection back."""
        self.database.close()
