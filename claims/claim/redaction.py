"""What is withheld of an exhibit: boxes burned into a copy of it, and who may be given it at all.

A box is told in ten-thousandths of the page as it is read, from its upper left corner, so that it
means the same whatever the page measures. Its reason and its pattern are codes: the words that were
under it are written nowhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from claims.claim.canonical import Json
from claims.i18n.catalogue import N_

WHOLE = 10_000
"""The width of a page, and its height."""
REASONS: Mapping[str, str] = {
    "privilege": N_("Secret professionnel de l’avocat"),
    "litigation": N_("Privilège relatif au litige"),
    "personal": N_("Renseignement personnel"),
    "third_party": N_("Renseignement personnel d’un tiers"),
    "bank": N_("Renseignement bancaire ou numéro de carte"),
    "trade_secret": N_("Secret commercial"),
    "settlement": N_("Communication en vue d’un règlement"),
    "order": N_("Ordonnance de confidentialité"),
    "unrelated": N_("Sans rapport avec le litige"),
}
"""Code → why something is withheld, as the log of redactions prints it."""
DRAWN, UNTOLD = "drawn", ""
"""What found a box that was drawn by hand, or of which it was not said."""


class Level(StrEnum):
    """Who may be given an exhibit."""

    PUBLIC = "public"
    CONFIDENTIAL = "confidential"
    COUNSEL = "counsel"


LEVELS: Mapping[Level, str] = {
    Level.PUBLIC: N_("Publique"),
    Level.CONFIDENTIAL: N_("Confidentielle"),
    Level.COUNSEL: N_("Réservée aux avocats du groupe"),
}
UNSAID = Level.CONFIDENTIAL
"""Of an exhibit on which nobody said a word: it is not published by oversight."""


class Set(StrEnum):
    """Which of the two bundles is made from one source."""

    CONFIDENTIAL = "confidential"
    REDACTED = "redacted"


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """One place burned black. page: from 1; pattern: code of what found it."""

    page: int
    top: int
    left: int
    bottom: int
    right: int
    reason: str = ""
    pattern: str = DRAWN

    def __post_init__(self) -> None:
        if self.page < 1 or not (
            0 <= self.left < self.right <= WHOLE and 0 <= self.top < self.bottom <= WHOLE
        ):
            raise ValueError(f"no such place on a page: {self}")

    def told(self) -> dict[str, Json]:
        """As the journal keeps it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Held:
    """What of an exhibit is kept from whoever is given a bundle: all of it, or what boxes cover.

    version, at and by: of the redacted copy; boxes: none when the whole exhibit is withheld.
    """

    level: Level
    reason: str = ""
    boxes: tuple[Box, ...] = ()
    version: int = 0
    at: datetime | None = None
    by: str = ""


def boxes_told(told: Iterable[Mapping[str, Json]]) -> tuple[Box, ...]:
    """Boxes as they were told. Raises ValueError and TypeError when they are not boxes."""
    return tuple(Box(**each) for each in told)  # type: ignore[arg-type]  # checked by the box
