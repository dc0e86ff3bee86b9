"""Columns as numbers: texts as small codes, cents as int64. Cut, joined and spliced by the claim.

Nothing here knows the database; what is kept is never changed, a change makes new columns.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

SEPARATOR = "\x1f"
"""Between the values of a column sent as one text; no text that is kept holds it."""
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of texts: `texts[codes[i]]` is the one of line i. A text may be that of no line."""

    codes: Codes
    texts: Sequence[str]


Column = Coded | Ints | Flags
Piece = tuple[int, int, int]
"""Which of several, and from which claim to which."""


@dataclass(frozen=True)
class ByClaim:
    """Columns of lines, those of each claim together, claims in the order of their numbers."""

    numbers: list[str]
    versions: Ints
    starts: Ints
    """The lines of claim i are starts[i:i+2]; a claim may have none."""
    columns: Mapping[str, Column]
    """All of them but `number`."""

    @property
    def own(self) -> Coded:
        """The column of claim numbers."""
        places = np.arange(len(self.numbers), dtype=np.int32)
        return Coded(places.repeat(np.diff(self.starts)), self.numbers)

    def version_of(self, number: str) -> int | None:
        """The version of a claim; None when it is not one of them."""
        place = bisect_left(self.numbers, number)
        held = self.numbers[place : place + 1] == [number]
        return int(self.versions[place]) if held else None


class Columns(Mapping[str, list[Any]]):
    """The columns of lines by name, as Python's own values; `coded` has them as numbers."""

    def __init__(self, lines: ByClaim) -> None:
        self.lines = lines
        self._lists: dict[str, list[Any]] = {}

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @cached_property
    def coded(self) -> Mapping[str, Column]:
        """Name → column; equal length, never to be changed."""
        return {"number": self.lines.own, **self.lines.columns}

    def __getitem__(self, name: str) -> list[Any]:
        if name not in self._lists:
            self._lists[name] = listed(self.coded[name])
        return self._lists[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.coded)

    def __len__(self) -> int:
        return len(self.coded)


def coded(column: Column) -> Coded:
    """A column that is of texts. Raises TypeError when it is not."""
    if isinstance(column, Coded):
        return column
    raise TypeError(f"a column of texts was wanted, not one of {column.dtype}")


def whole(column: Column) -> Ints:
    """A column that is of whole numbers. Raises TypeError when it is not."""
    if isinstance(column, Coded) or column.dtype != np.int64:
        raise TypeError("a column of whole numbers was wanted")
    return column.astype(np.int64, copy=False)


def listed(column: Column) -> list[Any]:
    """The values of a column, equal texts one object."""
    values: Any = column
    if isinstance(column, Coded):
        values = np.array([*column.texts, ""], dtype=object)[column.codes]
    return list(values.tolist())


def coded_of(text: str, count: int) -> Coded:
    """So many texts, sent as one. Raises ValueError when one of them holds the separator."""
    import pyarrow  # not until lines are read: a claimant's page never does

    sent = f"{text}{SEPARATOR}".encode() if count else b""
    ends = np.flatnonzero(np.frombuffer(sent, np.uint8) == ord(SEPARATOR)) + 1
    if len(ends) != count:
        raise ValueError(f"{len(ends)} texts were sent in place of {count}")
    buffers = pyarrow.py_buffer(np.append(0, ends)), pyarrow.py_buffer(sent)
    found = pyarrow.LargeStringArray.from_buffers(count, *buffers).dictionary_encode()
    texts = [each[: -len(SEPARATOR)] for each in found.dictionary.to_pylist()]
    return Coded(found.indices.to_numpy(), texts)


def whole_of(text: str, count: int) -> Ints:
    """So many whole numbers, sent as one text."""
    sent: Ints = np.fromstring(text, dtype=np.int64, sep=SEPARATOR) if count else np.zeros(0, int)
    if len(sent) != count:
        raise ValueError(f"{len(sent)} numbers were sent in place of {count}")
    return sent


def taken(column: Column, places: Ints) -> Column:
    """The same column at these places."""
    if isinstance(column, Coded):
        return Coded(column.codes[places], column.texts)
    found: Column = column[places]
    return found


def overwritten(
    lines: ByClaim, numbers: Collection[str], values: Mapping[str, str | int]
) -> ByClaim:
    """The same lines, those of these claims with one value for all in each of these columns."""
    theirs = np.array([number in numbers for number in lines.numbers], bool)
    there = theirs.repeat(np.diff(lines.starts))
    fresh = {name: _set(lines.columns[name], there, value) for name, value in values.items()}
    return replace(lines, columns={**lines.columns, **fresh})


def _set(column: Column, there: Flags, value: str | int) -> Column:
    if isinstance(column, Coded):
        texts = [*dict.fromkeys([*column.texts, str(value)])]
        code = np.int32(texts.index(str(value)))
        return Coded(np.where(there, code, column.codes), texts)
    return np.where(there, column.dtype.type(value), column)


def joined(parts: Sequence[ByClaim]) -> ByClaim:
    """One after the other, the numbers of each above those of the one before."""
    return spliced(parts, [(i, 0, len(part.numbers)) for i, part in enumerate(parts)])


def changed(kept: ByClaim, fresh: ByClaim, touched: Collection[str]) -> ByClaim:
    """The same claims, those touched as they are in `fresh`, or gone when they are not there.

    What is copied is copied at the speed of memory; what is looked at grows with those touched.
    """
    new = {number: place for place, number in enumerate(fresh.numbers)}
    pieces: list[Piece] = []
    done = 0
    for number in sorted(touched):
        place = bisect_left(kept.numbers, number, done)
        pieces.append((0, done, place))
        done = place + (kept.numbers[place : place + 1] == [number])
        if number in new:
            pieces.append((1, new[number], new[number] + 1))
    return spliced([kept, fresh], [*pieces, (0, done, len(kept.numbers))])


def spliced(parts: Sequence[ByClaim], pieces: Sequence[Piece]) -> ByClaim:
    """The claims of these pieces, in this order."""
    numbers = [number for i, a, b in pieces for number in parts[i].numbers[a:b]]
    counts = np.concatenate([np.diff(parts[i].starts[a : b + 1]) for i, a, b in pieces])
    lines = [(i, int(parts[i].starts[a]), int(parts[i].starts[b])) for i, a, b in pieces]
    return ByClaim(
        numbers,
        np.concatenate([parts[i].versions[a:b] for i, a, b in pieces]),
        np.append(0, np.cumsum(counts)),
        {
            name: _spliced([part.columns[name] for part in parts], lines)
            for name in parts[0].columns
        },
    )


def _spliced(columns: Sequence[Column], lines: Sequence[Piece]) -> Column:
    texts: list[str] = []
    values: list[npt.NDArray[Any]] = []
    places: dict[str, int] = {}
    for column in columns:
        if isinstance(column, Coded):
            fresh = np.array([places.setdefault(t, len(places)) for t in column.texts], np.int32)
            values.append(fresh[column.codes] if len(values) else column.codes)
        else:
            values.append(column)
    texts = list(places)
    found = np.concatenate([values[i][a:b] for i, a, b in lines])
    return Coded(found, texts) if isinstance(columns[0], Coded) else found
