"""The privacy notice a person was shown when they began: which version, in which language."""

from dataclasses import dataclass
from datetime import datetime

from claims.i18n.text import Language


@dataclass(frozen=True, slots=True)
class NoticeSeen:
    """What stood above the button that begins. version: of the matter's `privacy` wording."""

    version: str
    language: Language
    at: datetime
