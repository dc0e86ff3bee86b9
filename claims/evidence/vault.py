"""The vault: every file kept once, unchanged, under the SHA-256 of its bytes.

A file is acknowledged only when its bytes, its name and the folders that hold them are on the disk.
Names in the vault are never shown outside: an exhibit is fetched by its own random id.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from hashlib import file_digest, sha256
from pathlib import Path
from re import fullmatch
from tempfile import NamedTemporaryFile
from time import time
from typing import IO

from claims.problems import BrokenChain, NotFound, NotSaved, TooMany

CHUNK = 256 * 1024
UNFINISHED = ".unfinished-"
"""Prefix of a file being written; after a crash `sweep` takes it away."""


class Vault:
    """A folder of files named by their hash, in sub-folders by its first two digits."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, source: bytes | IO[bytes], *, most: int | None = None) -> tuple[str, int]:
        """Keep a file and return its SHA-256 and size; durable once returned.

        The same bytes again give the same answer. Raises TooMany past `most` bytes, and NotSaved
        when the disk refuses; nothing is left behind then.
        """
        try:
            self._make(self._folder)
            return self._write(_chunks(source), most)
        except OSError as refusal:
            raise NotSaved(f"the file was not saved: {refusal.strerror or refusal}") from refusal

    def path(self, digest: str) -> Path:
        """Where the file stands. Raises NotFound when it does not."""
        path = self._place(digest)
        if not path.is_file():
            raise NotFound(f"the vault has no file {digest}")
        return path

    def read(self, digest: str) -> bytes:
        """All its bytes, checked against the hash. Raises BrokenChain when they changed."""
        return b"".join(self.chunks(digest, check=True))

    def chunks(self, digest: str, *, check: bool = False) -> Iterator[bytes]:
        """Its bytes, a quarter of a mebibyte at a time; checked at the end if asked."""
        seen = sha256()
        with self.path(digest).open("rb") as file:
            while chunk := file.read(CHUNK):
                seen.update(chunk)
                yield chunk
        if check and seen.hexdigest() != digest:
            raise BrokenChain(f"the file {digest} was altered in the vault")

    def holds(self, digest: str) -> bool:
        """Whether the file stands there and still has that hash."""
        with suppress(NotFound), self.path(digest).open("rb") as file:
            return file_digest(file, "sha256").hexdigest() == digest
        return False

    def faults(self, named: Collection[str]) -> tuple[str, ...]:
        """Hashes that exhibits name and the vault lost or altered, in order."""
        return tuple(digest for digest in sorted(named) if not self.holds(digest))

    def orphans(self, named: Collection[str]) -> tuple[str, ...]:
        """Hashes of files that no exhibit names: uploads cut short after the file was kept."""
        return tuple(path.name for path in self._files() if path.name not in named)

    def sweep(self, named: Collection[str], *, older_than: float) -> tuple[str, ...]:
        """Delete orphans and unfinished files older than some seconds; the names deleted.

        Recent ones may belong to an upload under way: leave an hour at least.
        """
        limit = time() - older_than
        unfinished = sorted(self._folder.glob(f"{UNFINISHED}*"))
        orphans = [path for path in self._files() if path.name not in named]
        old = [path for path in (*unfinished, *orphans) if path.stat().st_mtime < limit]
        for path in old:
            path.unlink()
        return tuple(path.name for path in old)

    def drop(self, digest: str) -> None:
        """Delete one file, which no exhibit may name any more; nothing happens without it."""
        self._place(digest).unlink(missing_ok=True)

    def _write(self, chunks: Iterator[bytes], most: int | None) -> tuple[str, int]:
        seen, size = sha256(), 0
        with NamedTemporaryFile(dir=self._folder, prefix=UNFINISHED, delete=False) as file:
            try:
                for chunk in chunks:
                    size += len(chunk)
                    if most is not None and size > most:
                        raise TooMany(f"the file is larger than {most} bytes")
                    seen.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
                self._put(Path(file.name), seen.hexdigest())
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        return seen.hexdigest(), size

    def _put(self, unfinished: Path, digest: str) -> None:
        place = self._place(digest)
        self._make(place.parent)
        unfinished.chmod(0o400)
        unfinished.replace(place)
        _sync(place.parent)

    def _make(self, folder: Path) -> None:
        if not folder.is_dir():
            self._make(folder.parent)
            folder.mkdir(mode=0o700, exist_ok=True)
            _sync(folder.parent)

    def _place(self, digest: str) -> Path:
        if not fullmatch(r"[0-9a-f]{64}", digest):
            raise NotFound("the vault names files by 64 hexadecimal digits")
        return self._folder / digest[:2] / digest

    def _files(self) -> list[Path]:
        return sorted(path for path in self._folder.glob("[0-9a-f][0-9a-f]/*") if path.is_file())


def _chunks(source: bytes | IO[bytes]) -> Iterator[bytes]:
    if isinstance(source, bytes):
        yield source
        return
    while chunk := source.read(CHUNK):
        yield chunk


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
