"""The privacy notice shown at collection, as the journal's first entry about a claim keeps it.

Nobody was shown one for a claim that counsel imported, nor before this was recorded: then there is
nothing to tell, and nothing is made up.
"""

import json

from claims.claim.notice import NoticeSeen
from claims.i18n.text import LANGUAGES
from claims.office.house import House


def notice_seen(house: House, number: str) -> NoticeSeen | None:
    """Version, language and moment of the notice its claimant was shown; None when none was."""
    entry = house.store.journal.first(number)
    shown = json.loads(entry.body).get("privacy") if entry else None
    if not entry or not shown:
        return None
    language = next((known for known in LANGUAGES if known == shown.get("language")), None)
    return NoticeSeen(shown["version"], language, entry.at) if language else None
