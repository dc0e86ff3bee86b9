"""The claim number, which is public, and the secret code, which opens the claim.

Crockford's alphabet: no I, L, O or U, so what is read aloud or copied by hand comes back right. The
last symbol of a number checks the others, in the field of 32 elements: it finds any one wrong
symbol and any two exchanged. Numbers are random: they tell neither how many claims there are nor
who came first.
"""

import hmac
import re
from collections.abc import Callable, Iterable
from hashlib import sha256

from claims.i18n.amounts import shown
from claims.problems import Problem

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("OIL", "011")
GAPS = re.compile(r"[\s\-\u2010-\u2015\u2212]")
PREFIX = "R"
NUMBER_BYTES = 5
CODE_BYTES = 15
FIELD = 0b100101
"""x⁵ + x² + 1, primitive: the powers of x run through every element but zero."""

RandomBytes = Callable[[int], bytes]


def new_number(random_bytes: RandomBytes) -> str:
    """A claim number such as R-2K7Q-48XM-0: forty random bits and their check."""
    body = _symbols(random_bytes(NUMBER_BYTES))
    return _written(body + _check(body))


def read_number(typed: str, where: str) -> str | Problem:
    """The number as we write it; case, spaces, dashes, O for 0 and I or L for 1 do not matter."""
    bare = _bare(typed)
    if len(bare) == 10 and bare.startswith(PREFIX):
        bare = bare[1:]
    if len(bare) != 9 or not set(bare) <= set(ALPHABET):
        return Problem(where, "number-unreadable", {"typed": shown(typed)})
    if _check(bare[:8]) != bare[8]:
        return Problem(where, "number-check", {"typed": shown(typed)})
    return _written(bare)


def new_code(random_bytes: RandomBytes) -> str:
    """A secret code of 120 bits, in six groups of four."""
    return _grouped(_symbols(random_bytes(CODE_BYTES)))


def read_code(typed: str) -> str:
    """The code as we write it, read as kindly as a number; empty when it cannot be one.

    Whoever tries a code is told only that number and code do not belong together.
    """
    bare = _bare(typed)
    if len(bare) != 24 or not set(bare) <= set(ALPHABET):
        return ""
    return _grouped(bare)


def code_hash(code: str, number: str, key: bytes) -> str:
    """What the database keeps of a code: HMAC-SHA256, bound to its claim, 64 hexadecimal digits."""
    return hmac.new(key, f"claim code\n{number}\n{code}".encode(), sha256).hexdigest()


def _bare(typed: str) -> str:
    return GAPS.sub("", typed[:100]).upper().translate(MISREAD)


def _symbols(drawn: bytes) -> str:
    """Every five bits as one symbol."""
    bits = int.from_bytes(drawn, "big")
    return "".join(ALPHABET[bits >> i & 31] for i in range(len(drawn) * 8 - 5, -1, -5))


def _check(body: Iterable[str]) -> str:
    """The sum of the symbols, each times a different power of x."""
    total = 0
    for symbol in body:
        total = (total ^ ALPHABET.index(symbol)) << 1
        total = total ^ FIELD if total > 31 else total
    return ALPHABET[total]


def _written(bare: str) -> str:
    return f"{PREFIX}-{bare[:4]}-{bare[4:8]}-{bare[8]}"


def _grouped(bare: str) -> str:
    return "-".join(bare[i : i + 4] for i in range(0, len(bare), 4))
