"""Secrets: how they are drawn, hashed and wrapped. Nothing here is kept or shown by itself.

Cookie tokens hold 256 bits, so a keyed hash is enough for them; passwords do not, so they go
through Argon2. Seeds of time-based codes must be read back: they are encrypted.
"""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

Entropy = Callable[[int], bytes]
"""Gives that many random bytes; `secrets.token_bytes` in real life."""

NONCE = 12
HASHER = PasswordHasher()


def keyed(key: bytes, purpose: str, text: str) -> bytes:
    """The keyed hash of a text for one purpose; 32 bytes."""
    return hmac.digest(key, f"{purpose}\0{text}".encode(), "sha256")


def fingerprint(key: bytes, purpose: str, text: str) -> str:
    """The same, as it is kept and compared."""
    return keyed(key, purpose, text).hex()


def same(one: str, other: str) -> bool:
    """Whether two fingerprints are equal, in a time that says nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def new_token(entropy: Entropy) -> str:
    """An opaque 256-bit token for a cookie."""
    return b64encode(entropy(32), b"-_").decode().rstrip("=")


def hash_password(password: str) -> str:
    """Argon2id, with its parameters in the text."""
    return HASHER.hash(password)


def password_fits(kept: str, password: str) -> bool:
    """Whether it is the password; the same work is done when there is no account."""
    try:
        return HASHER.verify(kept or _nobodys(), password) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return HASHER.hash("nobody has this password")


def sealed_letter(key: bytes, body: str, letter: str) -> str:
    """Encrypt the body of one letter, which no other letter can take over.

    The nonce follows from the body, so sealing needs no randomness, and two bodies never share one.
    """
    nonce = keyed(key, "letter nonce", f"{letter}\0{body}")[:NONCE]
    return wrap(key, body, f"letter {letter}", lambda size: nonce[:size])


def opened_letter(key: bytes, sealed: str, letter: str) -> str:
    """The body of a letter; empty when it was blanked, or not sealed by this key for this one."""
    return unwrap(key, sealed, f"letter {letter}") if sealed else ""


def wrap(key: bytes, secret: str, owner: str, entropy: Entropy) -> str:
    """Encrypt a seed for one owner; it cannot be moved to another's account."""
    nonce = entropy(NONCE)
    sealed = AESGCM(keyed(key, "wrap", "")).encrypt(nonce, secret.encode(), owner.encode())
    return b64encode(nonce + sealed).decode()


def unwrap(key: bytes, wrapped: str, owner: str) -> str:
    """The seed; empty when there is none, or when it was not wrapped by this key for this owner."""
    raw = b64decode(wrapped)
    try:
        opened = AESGCM(keyed(key, "wrap", "")).decrypt(raw[:NONCE], raw[NONCE:], owner.encode())
    except (InvalidTag, ValueError):
        return ""
    return opened.decode()
