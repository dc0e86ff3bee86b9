"""The house: what every use case works with, opened once for the whole process."""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from claims.damages.rates import Rates
from claims.evidence.vault import Vault
from claims.matter.model import Matter
from claims.matter.reading import read_matters
from claims.problems import NotFound
from claims.settings import Settings
from claims.store import Store


@dataclass(frozen=True, slots=True)
class House:
    """Settings, what is kept, the matters and the rates in force."""

    settings: Settings
    store: Store
    vault: Vault
    matters: Mapping[str, Matter]
    rates: Rates

    def matter(self, matter_id: str) -> Matter:
        """One matter; raises NotFound."""
        if matter_id not in self.matters:
            raise NotFound(f"no matter {matter_id}")
        return self.matters[matter_id]


def open_house(settings: Settings) -> House:
    """Read the matters and rates, open the store and the vault; migrates the database.

    Raises Refused with every fault of the matter files, DamagedStore, NewerSchema.
    """
    matters = read_matters(settings.matters_dir)
    rates = Rates.read(settings.rates_dir)
    return House(settings, Store.open(settings), Vault(settings.data_dir / "vault"), matters, rates)


_turn = Lock()
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
