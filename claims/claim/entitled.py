"""How counsel names an exhibit: a short title, and the day of the document itself."""

from dataclasses import dataclass
from datetime import date, datetime

from claims.claim.canonical import digest
from claims.claim.findings import Findings
from claims.problems import Refused

LONGEST = 200
"""Characters of a title: two lines of an index."""


@dataclass(frozen=True, slots=True)
class Titled:
    """A title, blank where there is none, and the day of the document, if it is told.

    place: how many words were said on this exhibit, 0 before any; salt: keeps the hash that the
    journal has of it from being guessed; at and by: when it was said, and by whom.
    """

    title: str = ""
    day: date | None = None
    place: int = 0
    salt: str = ""
    at: datetime | None = None
    by: str = ""

    @property
    def seal(self) -> str:
        """What the journal holds of it; `verify.py` makes it again."""
        return seal_of(self.salt, self.day.isoformat() if self.day else "", self.title)

    def says(self, other: "Titled") -> bool:
        """Whether another says the very same."""
        return (self.title, self.day) == (other.title, other.day)


def seal_of(salt: str, day: str, title: str) -> str:
    """What the journal holds of a title. day: as YYYY-MM-DD, or empty."""
    return digest(f"{salt}\0{day}\0{title}")


UNTITLED = Titled()


def read_titled(title: str, day: str, *, today: date, where: str = "") -> Titled:
    """What was typed. where: begins the path of each field. Raises Refused with all to mend, a day
    after today among it."""
    found = Findings()
    text = found.text(" ".join(title.split()), f"{where}title", LONGEST)
    written = found.day(day, f"{where}day")
    if written and written > today:
        found.fault(f"{where}day", "exhibit-day-future", day=written.isoformat())
    if found.problems:
        raise Refused([*found.problems])
    return Titled(text, written)
