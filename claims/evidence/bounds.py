"""What whoever opens a file may use; a small hostile one can take minutes or gigabytes."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""Where a child finds the package."""
MEBI = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the file, and what its parser may use."""

    size: int = 25 * MEBI
    memory: int = 200 * MEBI
    cpu_seconds: int = 5
    wall_seconds: int = 10


LIMITS = Limits()
