"""The house: what every use case works with, opened once for the whole process."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parseaddr
from threading import Lock

from claims.claim.identifiers import read_email
from claims.damages.rates import Rates
from claims.evidence.keyring import Ring
from claims.evidence.vault import Vault
from claims.matter.letters import Wordings, read_letters
from claims.matter.model import Matter
from claims.matter.reading import read_matters
from claims.matter.revised import Revision
from claims.office import sealing, stamping
from claims.office.rulebook import Rules, books_in, opened, revised
from claims.problems import NotFound, Problem, Refused
from claims.settings import Settings
from claims.store import Store
from claims.store.claims import ClaimRow
from claims.store.rulebooks import Rulebook

DEMO_DOMAIN = "@demo.example"
"""Where every account of a demonstration has its address, and nobody else."""
MONTREAL = "America/Toronto"
"""Time zone of those who keep the registry."""


@dataclass(frozen=True, slots=True)
class House:
    """Settings, what is kept, the matters and the rates in force.

    A matter is its file with every revision counsel made to its figures, as of the last time its
    rules in force were asked for; `revised`: matter → number of the last one taken in.
    """

    settings: Settings
    store: Store
    vault: Vault
    matters: dict[str, Matter]
    rates: Rates
    books: dict[str, Rulebook] = field(repr=False)
    wordings: Wordings = field(repr=False)
    """Templates of counsel's letters."""
    revised: dict[str, int] = field(default_factory=dict, repr=False)

    def matter(self, matter_id: str) -> Matter:
        """One matter; raises NotFound."""
        if matter_id not in self.matters:
            raise NotFound(f"no matter {matter_id}")
        return self.matters[matter_id]

    def rules(self, matter_id: str, sha256: str = "") -> Rules:
        """The rules of a rulebook, or those in force when none is named, with what another process
        revised since. Raises NotFound."""
        self.matter(matter_id)
        if not sha256:
            self.catch_up(matter_id)
        with _revising:
            matter, now = self.matters[matter_id], self.books[matter_id]
        if sha256 in ("", now.sha256):
            return Rules(now, matter, self.rates)
        book = self.store.rulebooks.find(sha256)
        if book is None:
            raise NotFound(f"no rulebook {sha256}")
        return opened(book)

    def catch_up(self, matter_id: str) -> None:
        """Take in the revisions of a matter's figures that were made since."""
        taken = self.revised.get(matter_id, 0)
        if self.store.figures.last(matter_id) <= taken:
            return
        made = self.store.figures.of(matter_id, after=taken)
        with _revising:  # two threads that read the same revision make it once
            for each in made:
                if each.number > self.revised.get(matter_id, 0):
                    self.matters[matter_id], self.books[matter_id] = revised(
                        self.matters[matter_id], self.books[matter_id], Revision.of(each.body)
                    )
                    self.revised[matter_id] = each.number

    def rules_of(self, row: ClaimRow) -> Rules:
        """The rules the lines of a claim were counted under."""
        return self.rules(row.matter, row.rules)


def open_house(settings: Settings) -> House:
    """Read the matters and rates, open the store and the vault; migrates the database.

    Raises Refused with every fault of the settings or of the matter files, DamagedStore,
    NewerSchema.
    """
    if faults := unfit(settings):
        raise Refused(faults)
    matters = read_matters(settings.matters_dir)
    rates = Rates.read(settings.rates_dir)
    wordings = read_letters(settings.letters_dir, settings.matters_dir, matters)
    store = Store.open(settings)
    if settings.mode == "production" and (known := _known_to_everyone(store)):
        store.close()
        place, folder = "CLAIMS_DATA_DIR", str(settings.data_dir)
        raise Refused([Problem(place, "demo-accounts", {"emails": known, "folder": folder})])
    vault = Vault(settings.data_dir / "vault", Ring(settings.vault_keys()))
    books = books_in(settings.matters_dir, settings.rates_dir, matters)
    house = House(settings, store, vault, matters, rates, books, wordings)
    for matter in matters:
        house.catch_up(matter)
    return house


def unfit(settings: Settings) -> list[Problem]:
    """What keeps a registry shut before anything is opened: a secret missing, or one too many."""
    found = [("setting-missing", name) for name in settings.missing()]
    found += [("setting-not-for-demo", name) for name in settings.unfit_for_demo()]
    if settings.key_beside_data():
        found.append(("setting-beside-data", "CLAIMS_VAULT_KEY_FILE"))
    told = (Problem(name, code, {"name": name}) for code, name in found)
    return [*told, *_unfit_for_mail(settings), *stamping.unfit(settings), *sealing.unfit(settings)]


def _unfit_for_mail(settings: Settings) -> Iterator[Problem]:
    """An address letters cannot come from, or a password that would travel in the clear."""
    if settings.mail_from:
        address = parseaddr(settings.mail_from)[1]
        if isinstance(read_email(address, "mail_from"), Problem):
            told = {"name": "CLAIMS_MAIL_FROM", "value": settings.mail_from[:80]}
            yield Problem("CLAIMS_MAIL_FROM", "setting-wrong", told)
    if settings.smtp_user and not settings.speaks_tls:
        yield Problem("CLAIMS_SMTP_STARTTLS", "password-in-clear")


def _known_to_everyone(store: Store) -> str:
    """Open accounts whose password and seed stand in the source."""
    opened = (account.email for account in store.accounts.all() if account.active)
    return ", ".join(email for email in opened if email.endswith(DEMO_DOMAIN))


_turn, _revising = Lock(), Lock()
_open: list[House] = []


def current() -> House:
    """The house of this process, opened at the first call."""
    with _turn:
        if not _open:
            _open.append(open_house(Settings()))
        return _open[0]


def move_into(house: House) -> None:
    """Make this the house of the process; for tests and for tools that open their own."""
    with _turn:
        _open[:] = [house]
