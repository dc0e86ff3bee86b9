"""About how large a bundle will be, told before it is made, from what is known of its parts.

Figures are bytes measured on bundles of the demonstration (4 and 187 claims, 10 and 400 exhibits):
what does not follow from a file's own size is our own writing, whose size follows its length. In
volumes, how many there will be is reckoned as they are filled (`documents.bundle_exhibits`).
`tests/office/test_building` holds the sum to a bundle that is made, in one file and in volumes.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from claims.claim.redaction import Level, Set
from claims.documents.bundle_exhibits import EACH, ELSEWHERE, PAGE, already, scheduled
from claims.documents.schedule import MOST_STEPS
from claims.evidence.copying import is_active
from claims.evidence.numbering import pages_to_number
from claims.evidence.preview import has_picture
from claims.store.redactions import Withheld

NUMBERED, STRIP = 16_500, 450
"""What a numbered copy adds to its exhibit: its letters, and each of its pages."""
SHEET, NOTICE = 44_500, 350
"""The sheet that stands for what has no pages; the notice of what is withheld."""
WORDS = 400
"""Words of a page that is no text, in their own file."""
LISTED, LINKED, TOLD = 1_850 + 1_500 + 2_000 + 450, 2_500, 500 + ELSEWHERE
"""Of an exhibit: in the manifest, the lists, the index and the archive; in the schedule, in one
file or in its volume; in the journal and, of those of others, in the manifest of every volume."""
CLAIM = 2_600 + 150 + 500
"""Of a claim: its revision, in the archive, in the journal."""
STEPS, LINE = 1_270, 130
"""Of a loss: its steps, and its line."""
WORKBOOK, ROW = 53_000, 550
REPORT, REPORT_LINE, REPORT_MOST = 180_000, 200, 140_000
"""The workbook, and each loss in it; the report, which stops growing with the losses."""
SCHEDULE, INDEX, APART = 40_000, 27_000, 215_000
"""The schedule and the index without a row; verifiers, read-me, snapshot, manifest without one."""
ENTRY = 256
"""An entry of the journal that is not shown."""
TEXTS = frozenset({"text/plain", "text/csv"})


def given(exhibit: Mapping[str, Any], pages: int, held: Withheld, wanted: Set) -> int:
    """Bytes that one exhibit takes in a set: itself, its copies, its words. exhibit: as a revision
    holds it."""
    size, media = int(exhibit["size"]), str(exhibit["media"])
    if held.leaves_a_notice(wanted):
        return NOTICE + SHEET + LISTED
    if wanted is Set.REDACTED and held.copy and held.level is not Level.COUNSEL:
        return 2 * held.copy.size + NUMBERED + STRIP * held.copy.pages + LISTED
    counted = pages_to_number(media, pages)
    words = size if media in TEXTS else WORDS * counted
    copied = size if is_active(exhibit["flags"]) else 0
    numbered = size + NUMBERED + STRIP * counted if has_picture(media) else SHEET
    return size + copied + numbered + words + LISTED + PAGE * counted


def measured(exhibits: Iterable[int], claims: int, losses: int, entries: int, room: int) -> int:
    """Bytes of a bundle. exhibits: what each takes (`given`); entries: of the journal; room: bytes
    of a volume, 0 for one file. Each volume tells claims, losses and journal again."""
    each = list(exhibits)
    linked = LINKED if losses <= MOST_STEPS else 0
    counted, once = _counted(len(each), claims, losses, entries), _once(losses)
    told = counted + scheduled(losses) + SCHEDULE + INDEX + APART
    rest = sum(each) + linked * len(each) + once
    left = room - already(counted, losses, claims, len(each))
    filled = sum(each) + (EACH - LISTED) * len(each) + once
    volumes = -(-filled // left) if left > 0 else 1
    return rest + told * volumes


def least(exhibits: int, claims: int, losses: int, entries: int) -> int:
    """Bytes of the smallest volume, about: what the first one tells takes half of it at most."""
    written = _counted(exhibits, claims, losses, entries) + _once(losses)
    return 2 * already(written, losses, claims, exhibits)


def _counted(exhibits: int, claims: int, losses: int, entries: int) -> int:
    """What every volume tells of claims, losses, the journal and all exhibits."""
    return CLAIM * claims + (STEPS + LINE) * losses + ENTRY * entries + TOLD * exhibits


def _once(losses: int) -> int:
    """The report and the workbook, in the first volume."""
    return REPORT + min(REPORT_LINE * losses, REPORT_MOST) + WORKBOOK + ROW * losses
