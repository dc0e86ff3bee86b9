"""The vault: every file kept once for each claim, encrypted, found by the SHA-256 of its own bytes.

A file is acknowledged only when its bytes, its name and the folders that hold them are on the disk.
The hash is who the file is, everywhere in the house and at law; its name on the disk is keyed, so
that a copy of the folder tells nothing. Files a former version kept in clear are read where they
stand, under their hash, until they are moved over.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from re import fullmatch
from tempfile import NamedTemporaryFile
from time import time
from typing import IO

from claims.evidence.durable import make, put, sync
from claims.evidence.keyring import Ring, WrappedKey
from claims.evidence.sealing import CHUNK, seal, unseal
from claims.problems import BrokenChain, NotFound, NotSaved

UNFINISHED = ".unfinished-"
"""Prefix of a file being written; after a crash `sweep` takes it away."""
SEALED = ".sealed"

Named = Collection[tuple[WrappedKey | None, str]]
"""The key of a claim, if it has one, and the hash an exhibit names."""


class Vault:
    """A folder of encrypted files, in sub-folders by the first two digits of their name."""

    def __init__(self, folder: Path, ring: Ring) -> None:
        self._folder, self.ring = folder, ring

    def keep(
        self, key: WrappedKey, source: bytes | IO[bytes], *, most: int | None = None
    ) -> tuple[str, int]:
        """Keep a file for a claim and return its SHA-256 and size; durable once returned.

        The same bytes again give the same answer. Raises TooMany past `most` bytes, KeyLost, and
        NotSaved when the disk refuses; nothing is left behind then.
        """
        try:
            make(self._folder)
            return self._write(key, BytesIO(source) if isinstance(source, bytes) else source, most)
        except OSError as refusal:
            raise NotSaved(f"the file was not saved: {refusal.strerror or refusal}") from refusal

    def prove_writable(self) -> None:
        """Write a file and take it back. Raises OSError when the disk refuses."""
        make(self._folder)
        with NamedTemporaryFile(dir=self._folder, prefix=UNFINISHED):
            pass

    def path(self, key: WrappedKey, digest: str) -> Path:
        """Where the file of a claim stands, sealed. Raises NotFound when it does not."""
        path = self._place(key, digest)
        if not path.is_file():
            raise NotFound(f"the vault has no file {digest} of {key.number}")
        return path

    def chunks(
        self, key: WrappedKey | None, digest: str, *, check: bool = False
    ) -> Iterator[bytes]:
        """Its bytes, a quarter of a mebibyte at a time; all checked against the hash if asked.

        Opened at once: raises NotFound, KeyLost, and BrokenChain when it is another file. A claim
        without a key has only what was kept in clear.
        """
        with suppress(FileNotFoundError):  # looked for first: it may be moved over meanwhile
            return _proved(_blocks(self._plain_place(digest).open("rb")), digest)
        if key is None:
            raise NotFound(f"the vault has no file {digest} in clear")
        file = self.path(key, digest).open("rb")
        try:
            found = unseal(self.ring.open(key), file, digest)
        except BaseException:
            file.close()
            raise
        return _proved(_closing(file, found), digest) if check else _closing(file, found)

    def orphans(self, named: Named) -> tuple[str, ...]:
        """Names of files that no exhibit names: uploads cut short after the file was kept.

        Raises KeyLost while the files of one claim cannot be told from orphans.
        """
        names = self._names(named)
        return tuple(path.name for path in self._files() if path.name not in names)

    def sweep(
        self,
        named: Named,
        *,
        older_than: float,
        turn: AbstractContextManager[object] | None = None,
    ) -> tuple[str, ...]:
        """Delete orphans and unfinished files older than some seconds; the names deleted.

        Recent ones may belong to an upload under way: leave an hour at least. turn: taken before
        the first file goes, so that nobody lists an exhibit of one meanwhile; a file kept again
        since it was looked for is new, and stays. Raises KeyLost, and deletes nothing then.
        """
        limit, names = time() - older_than, self._names(named)
        unfinished = sorted(self._folder.glob(f"{UNFINISHED}*"))
        orphans = [path for path in self._files() if path.name not in names]
        old = [path for path in (*unfinished, *orphans) if _before(path, limit)]
        with (turn or nullcontext()) if old else nullcontext():
            still = [path for path in old if _before(path, limit)]
            for path in still:
                path.unlink(missing_ok=True)
        return tuple(path.name for path in still)

    def drop(self, key: WrappedKey, digest: str) -> None:
        """Delete the file of a claim, which no exhibit of it names any more. Raises KeyLost."""
        self._place(key, digest).unlink(missing_ok=True)

    def drop_plain(self, digest: str) -> None:
        """Delete a file a former version kept in clear, which no exhibit names any more."""
        self._plain_place(digest).unlink(missing_ok=True)

    def in_clear(self) -> frozenset[str]:
        """Hashes of the files a former version kept in clear."""
        return frozenset(path.name for path in self._files() if not path.suffix)

    def move_over(self, digest: str, keys: Collection[WrappedKey]) -> bool:
        """Seal a file kept in clear for each claim that names it, then delete it.

        False, and it stays, when its bytes no longer have that hash. Raises NotSaved and KeyLost.
        """
        plain = self._plain_place(digest)
        with suppress(FileNotFoundError):  # another process was faster
            for key in keys:
                with plain.open("rb") as source:
                    if self.keep(key, source)[0] != digest:
                        return False
            plain.unlink()
            sync(plain.parent)
        return True

    def _write(self, key: WrappedKey, source: IO[bytes], most: int | None) -> tuple[str, int]:
        with NamedTemporaryFile(dir=self._folder, prefix=UNFINISHED, delete=False) as file:
            try:
                digest, size = seal(self.ring.open(key), source, file, most=most)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).chmod(0o400)
                put(Path(file.name), self._place(key, digest))
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
        return digest, size

    def _place(self, key: WrappedKey, digest: str) -> Path:
        name = self.ring.open(key).name_of(_hash(digest))
        return self._folder / name[:2] / f"{name}{SEALED}"

    def _plain_place(self, digest: str) -> Path:
        return self._folder / _hash(digest)[:2] / digest

    def _names(self, named: Named) -> frozenset[str]:
        """Names of every file that exhibits name, sealed or in clear."""
        sealed = (self._place(key, digest).name for key, digest in named if key)
        return frozenset(sealed).union(digest for _, digest in named)

    def _files(self) -> list[Path]:
        return sorted(path for path in self._folder.glob("[0-9a-f][0-9a-f]/*") if path.is_file())


def _hash(digest: str) -> str:
    if not fullmatch(r"[0-9a-f]{64}", digest):
        raise NotFound("the vault finds files by 64 hexadecimal digits")
    return digest


def _before(path: Path, limit: float) -> bool:
    """Whether a file was written before a moment; one finished or moved meanwhile was not."""
    try:
        return path.stat().st_mtime < limit
    except FileNotFoundError:
        return False


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while block := file.read(CHUNK):
            yield block


def _closing(file: IO[bytes], blocks: Iterator[bytes]) -> Iterator[bytes]:
    with file:
        yield from blocks


def _proved(blocks: Iterator[bytes], digest: str) -> Iterator[bytes]:
    """The same blocks; raises BrokenChain at the end when they do not have that hash."""
    seen = sha256()
    for block in blocks:
        seen.update(block)
        yield block
    if seen.hexdigest() != digest:
        raise BrokenChain(f"the file {digest} was altered in the vault")
