"""How a file is encrypted, block by block, so that neither way needs more than a block of memory.

A sealed file is a header, then the blocks, each AES-256-GCM. Every file has a key of its own, drawn
from its claim's key by a random salt, so a block's place can be its nonce: blocks moved, repeated
or left out do not open, and the last one bears a mark that no other may. The header is a keyed hash
over the salt and the SHA-256 of the plain bytes: a file put in another's place is refused
before its first block. It is written last, once they are
known.
"""

import hmac
from collections.abc import Iterator
from hashlib import sha256
from os import urandom
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from claims.evidence.keyring import ClaimKey
from claims.problems import BrokenChain, TooMany

CHUNK = 256 * 1024
TAG = 16
MARK = b"claims sealed 1\n"
SALT = 32
HEADER = len(MARK) + SALT + 32


def seal(
    key: ClaimKey, source: IO[bytes], into: IO[bytes], *, most: int | None = None
) -> tuple[str, int]:
    """Encrypt a file; the SHA-256 and the size of its plain bytes.

    Raises TooMany past `most` bytes; what was written by then is worth nothing.
    """
    salt, seen, size = urandom(SALT), sha256(), 0
    cipher = AESGCM(key.part("file", salt))
    into.write(bytes(HEADER))
    for place, block in enumerate(_blocks(source)):
        size += len(block)
        if most is not None and size > most:
            raise TooMany(f"the file is larger than {most} bytes")
        seen.update(block)
        into.write(cipher.encrypt(_nonce(place, len(block) < CHUNK), block, None))
    into.seek(0)
    into.write(_header(key, salt, seen.hexdigest()))
    return seen.hexdigest(), size


def unseal(key: ClaimKey, sealed: IO[bytes], digest: str) -> Iterator[bytes]:
    """The plain bytes, in blocks, each proved before it is given.

    Raises BrokenChain at once when this is not the file of that hash, and at the first bad block.
    """
    header = sealed.read(HEADER)
    salt = header[len(MARK) : len(MARK) + SALT]
    if not hmac.compare_digest(header, _header(key, salt, digest)):
        raise BrokenChain(f"what stands in the vault for {digest} is another file, or altered")
    return _opened(AESGCM(key.part("file", salt)), sealed, digest)


def _opened(cipher: AESGCM, sealed: IO[bytes], digest: str) -> Iterator[bytes]:
    place, last = 0, False
    while not last:
        block = sealed.read(CHUNK + TAG)
        last = len(block) < CHUNK + TAG
        try:
            plain = cipher.decrypt(_nonce(place, last), block, None)
        except (InvalidTag, ValueError) as fault:
            raise BrokenChain(f"the file {digest} was altered in the vault") from fault
        place += 1
        if plain:
            yield plain


def _blocks(source: IO[bytes]) -> Iterator[bytes]:
    """Whole blocks, then one that is shorter, maybe empty: the last."""
    waiting = b""
    while part := source.read(CHUNK - len(waiting)):
        waiting += part
        if len(waiting) == CHUNK:
            yield waiting
            waiting = b""
    yield waiting


def _nonce(place: int, last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([last])


def _header(key: ClaimKey, salt: bytes, digest: str) -> bytes:
    proof = hmac.digest(key.part("header"), MARK + salt + digest.encode(), "sha256")
    return MARK + salt + proof
