"""Keys of the vault: each claim has one of its own, kept wrapped by a key outside the database.

Who copies the database and the vault without the outer key has nothing to read; forgetting the key
of a claim makes its exhibits unreadable for ever, in every copy. Randomness is drawn here and is no
argument, alone in the house: a draw repeated under one key would give what it protects away.
"""

import hmac
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass, field
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from claims.problems import KeyLost

LENGTH = 32
NONCE = 12


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """The key of a claim as the database keeps it. master: which outer key wrapped it."""

    number: str
    master: str
    wrapped: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ClaimKey:
    """The key of a claim, open: for as long as one file is sealed or read."""

    number: str
    secret: bytes = field(repr=False)

    def part(self, purpose: str, salt: bytes = b"") -> bytes:
        """A key for one purpose alone; nothing is learned from it about the others."""
        return derived(self.secret, f"{purpose} of {self.number}", salt)

    def name_of(self, digest: str) -> str:
        """The name of a file in the vault: it tells neither its hash nor who else has it."""
        return hmac.digest(self.part("name"), digest.encode(), "sha256").hex()


class Ring:
    """The outer keys at hand: the first wraps, all of them open."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._masters = {derived(key, "id")[:8].hex(): derived(key, "wrap") for key in keys}
        self.first = next(iter(self._masters))

    def has(self, master: str) -> bool:
        """Whether that outer key is at hand."""
        return master in self._masters

    def new(self, number: str) -> WrappedKey:
        """A new key for a claim, wrapped by the first."""
        return self._wrapped(ClaimKey(number, urandom(LENGTH)))

    def open(self, kept: WrappedKey) -> ClaimKey:
        """The key of a claim. Raises KeyLost when no key at hand wrapped it for that claim."""
        try:
            raw, master = b64decode(kept.wrapped, validate=True), self._masters[kept.master]
            secret = AESGCM(master).decrypt(raw[:NONCE], raw[NONCE:], kept.number.encode())
        except (KeyError, InvalidTag, ValueError, NotBase64) as fault:
            raise KeyLost(f"no key at hand opens the exhibits of {kept.number}") from fault
        return ClaimKey(kept.number, secret)

    def again(self, kept: WrappedKey) -> WrappedKey:
        """The same key, wrapped by the first. Raises KeyLost."""
        return self._wrapped(self.open(kept))

    def _wrapped(self, key: ClaimKey) -> WrappedKey:
        nonce, master = urandom(NONCE), self._masters[self.first]
        sealed = AESGCM(master).encrypt(nonce, key.secret, key.number.encode())
        return WrappedKey(key.number, self.first, b64encode(nonce + sealed).decode())


def derived(key: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """A key for one purpose out of another: HKDF with SHA-256."""
    return HKDF(SHA256(), LENGTH, salt, f"claims vault 1, {purpose}".encode()).derive(key)
