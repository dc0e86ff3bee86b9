"""One way to write a value as bytes, so that a hash means the same thing everywhere and forever.

JSON in UTF-8, keys in order, no white space, whole numbers only. What is hashed (revisions, journal
entries, snapshots, attestations) is always written by `canonical`.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

Json = None | bool | int | str | Sequence["Json"] | Mapping[str, "Json"]


def canonical(value: Json) -> str:
    """The one JSON text of a value. A float is refused: money and quantities are int or text."""
    _refuse_floats(value)
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def _refuse_floats(value: object) -> None:
    if isinstance(value, str | int | None):
        return
    if isinstance(value, float):
        raise TypeError(f"a float cannot be kept: {value!r}; write it as text")
    if isinstance(value, dict):
        value = value.values()
    for inner in value:  # type: ignore[attr-defined]
        _refuse_floats(inner)
