"""Exhibits kept and read back: the file in the vault, its claim's key in the store.

The database alone opens nothing, nor does the vault; both with the key outside do.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import IO

from claims.claim.model import Exhibit
from claims.evidence.copying import Copied, bare_of, copy_of
from claims.evidence.keyring import WrappedKey
from claims.evidence.turns import on_behalf_of
from claims.evidence.vault import Named
from claims.i18n.text import Language
from claims.office.house import House
from claims.problems import Erased, KeyLost, NotFound
from claims.store.keys import KeptKey


def keep(
    house: House,
    number: str,
    content: bytes | IO[bytes],
    *,
    now: datetime,
    most: int | None = None,
) -> tuple[str, int]:
    """Keep a file of a claim; its SHA-256 and size, durable once returned.

    Raises TooMany past `most` bytes, NotSaved, and KeyLost while a key of the vault is missing.
    """
    return house.vault.keep(key_for(house, number, now), content, most=most)


def key_for(house: House, number: str, now: datetime) -> WrappedKey:
    """The key a claim's files are kept under, made at the first one. Raises KeyLost."""
    kept = house.store.keys.find(number)
    if kept and kept.key:
        return kept.key
    return house.store.keys.give(new_key(house, number), at=now)


def new_key(house: House, number: str) -> WrappedKey:
    """A new key for a claim.

    Raises KeyLost while a key of the vault is missing: it may be there again tomorrow, and this one
    gone, if a wrong one was put in its place.
    """
    if claims := locked(house):
        raise KeyLost(f"the exhibits of {claims} claims are under a key that is not at hand")
    return house.vault.ring.new(number)


def locked(house: House) -> int:
    """How many claims have their key under one that is not at hand; a glance, not a proof."""
    masters = house.store.keys.masters()
    return sum(claims for master, claims in masters.items() if not house.vault.ring.has(master))


def chunks_of(house: House, number: str, sha256: str, *, check: bool = False) -> Iterator[bytes]:
    """The bytes of an exhibit, opened at once; all checked against its hash if asked.

    Raises NotFound, Erased, KeyLost and BrokenChain.
    """
    kept = house.store.keys.find(number)
    return opened(house, kept, sha256, check=check)


def opened(
    house: House, kept: KeptKey | None, sha256: str, *, check: bool = False
) -> Iterator[bytes]:
    """The same, when what the store keeps of the claim's key is at hand."""
    if kept and kept.key is None:
        raise Erased(f"the key of {kept.number} was destroyed")
    try:
        return house.vault.chunks(kept.key if kept else None, sha256, check=check)
    except NotFound:
        if kept and kept.forgotten:
            raise Erased(f"the key of {kept.number} was destroyed") from None
        raise


def copied(house: House, number: str, exhibit: Exhibit, language: Language, by: str) -> Copied:
    """A copy of an exhibit without what acts in it, made anew from the vault."""
    content = b"".join(chunks_of(house, number, exhibit.sha256))
    with on_behalf_of(by):
        return copy_of(exhibit.media, content, language)


def bare(house: House, number: str, exhibit: Exhibit, by: str) -> Copied:
    """The same without the line that marks it, for what tells otherwise that it is a copy."""
    content = b"".join(chunks_of(house, number, exhibit.sha256))
    with on_behalf_of(by):
        return bare_of(exhibit.media, content)


def readable(house: House, number: str, sha256: str) -> bool:
    """Whether the key that opens an exhibit is there; a file that is not is another matter."""
    try:
        chunks_of(house, number, sha256)
    except (Erased, KeyLost):
        return False
    return True


def drop_unnamed(house: House, key: WrappedKey, digests: Iterable[str]) -> None:
    """Delete the files of a claim that none of its exhibits names any more.

    Inside a transaction, for writers take turns: nobody lists one of them meanwhile. What cannot be
    deleted now is swept later.
    """
    with house.store.database.together():
        for digest in digests:
            if not house.store.exhibits.names(key.number, digest):
                with suppress(KeyLost, OSError):
                    house.vault.drop(key, digest)


def named(house: House) -> Named:
    """What the vault must hold: each hash an exhibit names, with the key of its claim."""
    keys = {kept.number: kept.key for kept in house.store.keys.all()}
    return frozenset((keys.get(number), each) for number, each in house.store.exhibits.named())
