"""A ZIP written as it is read: its members hashed on the way, the same bytes every time.

Nothing is kept but one block, so a bundle of any size passes through a server's memory unseen.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from io import RawIOBase
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from claims.problems import BrokenChain

PLAIN_FILE = 0o100644 << 16
UNIX = 3
LONG = 1 << 16
"""Bytes from which handing a block to another thread takes less than hashing it."""
LARGE = 1 << 31
"""Room is kept for files past 4 GiB when the size is not known beforehand, or is near it."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file to write. sha256 and size, when known, are checked against what comes."""

    path: str
    chunks: Iterable[bytes]
    sha256: str = ""
    size: int | None = None


@dataclass(slots=True)
class Written:
    """What was written so far: path → (SHA-256, size), in order."""

    files: dict[str, tuple[str, int]] = field(default_factory=dict)


class _Outlet(RawIOBase):
    """Takes what the ZIP writes until someone asks for it; it cannot go back."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, block: bytes) -> int:  # type: ignore[override]
        self.waiting.append(bytes(block))
        return len(block)

    def drain(self) -> Iterator[bytes]:
        waiting, self.waiting = self.waiting, []
        yield from waiting


def zipped(
    members: Iterable[Member], written: Written, *, at: datetime, level: int = 0
) -> Iterator[bytes]:
    """The bytes of the ZIP, in blocks; `written` fills up as members pass. level 0 only stores.

    A member may be computed from `written`, since it is asked for only when its turn comes.
    Raises BrokenChain when a file is not what it was when it was filed.
    """
    outlet = _Outlet()
    method = ZIP_DEFLATED if level else ZIP_STORED
    with (
        ThreadPoolExecutor(1, "hash") as beside,
        ZipFile(outlet, "w", method, compresslevel=level) as archive,
    ):
        for member in members:
            yield from _store(archive, outlet, member, written, at, _Digest(beside))
    yield from outlet.drain()


class _Digest:
    """SHA-256 of blocks in their order; a long one is hashed beside, while its checksum is taken
    and it is written."""

    def __init__(self, beside: Executor) -> None:
        self._sum, self._beside = sha256(), beside
        self._under_way: Future[None] | None = None

    def update(self, block: bytes) -> None:
        self._wait()
        if len(block) < LONG:
            self._sum.update(block)
        else:
            self._under_way = self._beside.submit(self._sum.update, block)

    def hexdigest(self) -> str:
        self._wait()
        return self._sum.hexdigest()

    def _wait(self) -> None:
        if self._under_way:
            self._under_way.result()
            self._under_way = None


def _store(
    archive: ZipFile, outlet: _Outlet, member: Member, written: Written, at: datetime,
    digest: _Digest,
) -> Iterator[bytes]:  # fmt: skip
    size = 0
    made = _entry(member, at)
    made.compress_type = archive.compression
    made._compresslevel = archive.compresslevel  # type: ignore[attr-defined]  # no public name yet
    with archive.open(made, "w", force_zip64=_is_large(member)) as entry:
        for block in member.chunks:
            digest.update(block)
            size += len(block)
            entry.write(block)
            yield from outlet.drain()
    found = digest.hexdigest()
    if (member.sha256 and found != member.sha256) or member.size not in (None, size):
        raise BrokenChain(f"{member.path}: the file kept is not the file that was filed")
    written.files[member.path] = found, size
    yield from outlet.drain()


def _is_large(member: Member) -> bool:
    return member.size is not None and member.size >= LARGE


def _entry(member: Member, at: datetime) -> ZipInfo:
    utc = at.astimezone(UTC)
    entry = ZipInfo(member.path, (utc.year, utc.month, utc.day, utc.hour, utc.minute, utc.second))
    entry.external_attr, entry.create_system = PLAIN_FILE, UNIX
    return entry
