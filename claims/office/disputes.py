"""Which lines of a matter two claims declare: found once for as long as no line changes."""

from collections.abc import Mapping
from typing import Any
from weakref import WeakKeyDictionary

from claims.store.coded import Columns
from claims.totals.overlaps import Mask, Timed, disputed_lines


def disputed_of(columns: Mapping[str, Any], timed: Timed) -> Mask:
    """The mask of `disputed_lines`, of the store's columns; never to be changed."""
    if not isinstance(columns, Columns):
        return disputed_lines(columns, timed)
    if columns not in _masks:
        _masks[columns] = disputed_lines(columns.coded, timed)
    return _masks[columns]


def as_numbers(columns: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same columns with their texts as numbers, where the store read them."""
    return columns.coded if isinstance(columns, Columns) else columns


_masks: WeakKeyDictionary[Columns, Mask] = WeakKeyDictionary()
"""The columns are of one matter, whose timed heads its file alone says."""
