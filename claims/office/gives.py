"""What the bundles made before give: read in their manifests, once a file as it stands on the disk.

A page asks at every draw, each second while a bundle is being made; a manifest of ten thousand
exhibits takes near half a second to read.
"""

import json
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from threading import Lock
from typing import Any
from zipfile import BadZipFile, ZipFile

from claims.claim.redaction import Set
from claims.documents.verify import MANIFEST, NO_KEY
from claims.problems import Problem, Refused

MOST = 100_000
"""Exhibits remembered, of all bundles: some forty megabytes at most."""
UNREAD = (
    OSError, EOFError, BadZipFile, zlib.error, RuntimeError,
    LookupError, ValueError, TypeError, AttributeError,
)  # fmt: skip
"""What a ZIP that is gone or cut short, or a manifest of another format, raises as it is read."""


@dataclass(frozen=True, slots=True)
class Given:
    """One exhibit that a bundle gives. original: SHA-256 of its file; copy: version and SHA-256 of
    the redacted copy that is given for it, or None."""

    number: str
    claim: str
    id: str
    original: str
    copy: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Gives:
    """What a bundle says it gives, and of which claims."""

    of: Set
    exhibits: tuple[Given, ...]
    claims: frozenset[str]


class Shelf:
    """What was read of bundles, in memory only; the least lately asked of is dropped first."""

    def __init__(self, most: int = MOST) -> None:
        self._most, self._turn = most, Lock()
        self._read: OrderedDict[tuple[Path, int, int], Gives] = OrderedDict()

    def of(self, path: Path) -> Gives:
        """What the bundle at a path gives. Raises Refused where it is gone or cannot be read."""
        try:
            stat = path.stat()
            key = path, stat.st_mtime_ns, stat.st_size
            with self._turn:
                if key in self._read:
                    self._read.move_to_end(key)
                    return self._read[key]
            gives = _read(path)
        except UNREAD as fault:
            raise Refused([Problem("", "bundle-unread", {"name": path.name})]) from fault
        with self._turn:
            self._read[key] = gives
            while sum(len(each.exhibits) for each in self._read.values()) > self._most:
                self._read.popitem(last=False)
        return gives


SHELF = Shelf()


def _read(path: Path) -> Gives:
    with ZipFile(path) as archive:
        told = json.loads(archive.read(MANIFEST))
    claims = frozenset(intern(str(each["number"])) for each in told["claims"])
    return Gives(Set(told["set"]), tuple(_given(told)), claims)


def _given(told: Mapping[str, Any]) -> Iterator[Given]:
    """The exhibits that are given, or a copy of them; a notice gives nothing."""
    for each in told["exhibits"]:
        made = each["transfer"]
        if "withheld" in each or each["path"] == NO_KEY or (made and made["tool"] == "quarantine"):
            continue
        original, redacted = made["source"] if made else each["sha256"], each.get("redaction")
        names = each["number"], each["claim"], each["id"], original
        number, claim, exhibit, digest = (intern(str(text)) for text in names)
        copy = (int(redacted["version"]), str(each["sha256"])) if redacted else None
        yield Given(number, claim, exhibit, digest, copy)
