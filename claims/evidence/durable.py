"""What is on the disk whole, name and folders too, before anyone is told that it is kept."""

import os
from pathlib import Path


def put(unfinished: Path, place: Path) -> None:
    """Give a file already written and synced its place; durable once returned."""
    make(place.parent)
    unfinished.replace(place)
    sync(place.parent)


def make(folder: Path) -> None:
    """A folder and those above it, for its owner alone where new; durable once returned."""
    if not folder.is_dir():
        make(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        sync(folder.parent)


def sync(folder: Path) -> None:
    """Let the names in a folder survive a cut of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
