"""Whether two files say the same thing: a hash of their letters and digits, nothing else of them.

A PDF saved again, an e-mail printed, a scan with its text: other bytes, the same words.
"""

import unicodedata
from collections.abc import Iterable
from hashlib import sha256

ENOUGH = 40
"""Letters and digits under which two texts may be the same by chance."""


def words_hash(pages: Iterable[str]) -> str:
    """SHA-256 of a text without case, accents, blanks or marks; empty when it says too little."""
    hashed, letters = sha256(), 0
    for page in pages:
        bare = _bare(page)
        letters += len(bare)
        hashed.update(bare.encode())
    return hashed.hexdigest() if letters >= ENOUGH else ""


def _bare(text: str) -> str:
    """Letters and digits as they are told apart by who reads them, whatever wrote them."""
    plain = unicodedata.normalize("NFKD", text.encode("utf-8", "replace").decode()).casefold()
    return "".join(str(unicodedata.digit(c, c)) for c in plain if c.isalnum())
