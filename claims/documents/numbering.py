"""P-1, P-2…: the number an exhibit is filed under, given once and never used again.

The report and the workbook of a snapshot come first, then each exhibit under its own number, in the
order of claims. A later bundle keeps the numbers already given and goes on from the highest.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from hashlib import sha256

from claims.i18n.text import Language

LONGEST, ENDING = 80, 20
"""Letters of a name, its extension included; those kept of the end of one that is cut."""
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that Windows keeps for itself, whatever their extension."""


def report_key(snapshot: str, part: str = "") -> str:
    """Key of the report made from a snapshot, of all claims or of a part of them (`part_of`)."""
    return f"report:{snapshot}{part and ':'}{part}"


def workbook_key(snapshot: str, part: str = "") -> str:
    """Key of the workbook, likewise."""
    return f"workbook:{snapshot}{part and ':'}{part}"


def part_of(claims: Iterable[str]) -> str:
    """What tells the papers of some chosen claims from those of others: a hash of their numbers."""
    return sha256(" ".join(sorted(claims)).encode()).hexdigest()[:16]


def exhibit_key(claim: str, exhibit: str) -> str:
    """Key of one exhibit of one claim."""
    return f"exhibit:{claim}:{exhibit}"


def numbered(keys: Iterable[str], given: Mapping[str, int]) -> dict[str, int]:
    """Key → number: those given before stay, new ones go on from the highest ever given."""
    numbers, last = dict(given), max(given.values(), default=0)
    for key in keys:
        if key not in numbers:
            last += 1
            numbers[key] = last
    return numbers


def safe_name(name: str) -> str:
    """A file name every system accepts: plain letters, digits, dot, dash and underscore, LONGEST of
    them at the most.

    A longer one is cut in its middle, for what tells a copy from its original stands at the end.
    The claimant's own name for the file stands in the manifest.
    """
    last = re.split(r"[/\\]", name)[-1]
    stem, _, suffix = last.rpartition(".") if "." in last.lstrip(".") else (last, "", "")
    suffix = _plain(suffix)[:10]
    stem, most = _plain(stem) or "piece", LONGEST - 12
    if len(stem) > most:
        stem = f"{stem[: most - ENDING - 1]}_{stem[-ENDING:]}"
    if stem.split(".")[0].lower() in RESERVED:
        stem = f"_{stem}"
    return f"{stem}.{suffix}" if suffix else stem


def _plain(text: str) -> str:
    """Letters without accents; a run of anything else is one underscore, none at either end."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "_", letters).strip("._-")


UNREADABLE = "ILLISIBLES_UNREADABLE.txt"
"""Stands in a bundle for the exhibits whose key is gone."""


def path_of(number: int, name: str, language: Language = "fr") -> str:
    """Where an exhibit stands in a bundle: its number makes the path unique."""
    folder = "pieces" if language == "fr" else "exhibits"
    return f"{folder}/{number:04}/{safe_name(name)}"
