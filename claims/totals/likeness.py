"""Claimants that may be one person, or tell one story: rules in words, never a verdict.

Two claimants are compared only when they share a key (an e-mail, the end of a telephone number, the
beginning of a name with something else), so that a hundred thousand are looked at in less than a
second. Each rule that holds is a reason; the weights of the reasons order the list.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

Ids = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

WINDOW = 40
"""Claimants after one, in the order given, that it is compared with under one key: a key that
thousands share tells little, and must not cost their square."""
NEAR_NAME = 0.92
"""Least Jaro-Winkler similarity of two names, their words in order."""
NEAR_USER = 1
"""Most letters added, left out, changed or swapped in what stands before the @ of an address."""
NEAR_PHONE = 2
"""Most digits that differ, so that two swapped are near."""
DIGITS = 10
USER, RARE = 6, 3
"""Fewest letters, and most claimants, of a user name that tells something whoever provides it."""
ALL_CORES = 50_000
"""Pairs from which both cores are worth starting."""


@dataclass(frozen=True)
class Known:
    """What is known of claimants, one place each; "" where nothing is.

    names: folded words in their order (`claims.folding`); emails: folded; phones: the last ten
    digits; shared: reason → groups of places that have the very same thing.
    """

    names: Sequence[str]
    emails: Sequence[str]
    phones: Sequence[str]
    shared: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two places, why they are alike, and the sum of the weights."""

    left: int
    right: int
    reasons: tuple[str, ...]
    score: int


def alike(known: Known, weights: Mapping[str, int], listed_from: int) -> tuple[Pair, ...]:
    """Pairs whose reasons weigh enough together, the heaviest first, then by place."""
    return _heaviest_first(*compared(known, weights, listed_from), weights)


def alike_to(
    known: Known, of: int, weights: Mapping[str, int], listed_from: int
) -> tuple[Pair, ...]:
    """The same, for the pairs of one place alone, which is compared with all that share a key with
    it: those that `alike` lists, and those its window leaves out."""
    return _heaviest_first(*compared(known, weights, listed_from, of), weights)


def _heaviest_first(
    left: Ids, right: Ids, found: Mapping[str, Mask], weights: Mapping[str, int]
) -> tuple[Pair, ...]:
    score = sum((weights[name] * found[name] for name in found), np.zeros(len(left), np.int64))
    order = np.lexsort((right, left, -score))
    if not found:
        return ()
    names = list(found)
    held = np.column_stack([found[name] for name in names])[order]
    return tuple(
        Pair(i, j, tuple(name for name, holds in zip(names, row, strict=True) if holds), s)
        for i, j, s, row in zip(
            left[order].tolist(), right[order].tolist(), score[order].tolist(), held, strict=True
        )
    )


def compared(
    known: Known, weights: Mapping[str, int], listed_from: int, of: int | None = None
) -> tuple[Ids, Ids, dict[str, Mask]]:
    """Left and right places of the pairs that weigh enough, and which reasons hold for each; of:
    the only place whose pairs are wanted."""
    n = len(known.names)
    within = _within if of is None else partial(_with_one, of)
    names, emails, phones = (
        pd.Series(column, dtype="str") for column in (known.names, known.emails, known.phones)
    )
    users = emails.str.replace("@.*", "", regex=True)
    codes = {"same_name": _codes(names), "same_email": _codes(emails), "same_phone": _codes(phones)}
    shared = {name: np.unique(_grouped(groups, n)) for name, groups in known.shared.items()}
    blocks = [*(within(code, n) for code in codes.values()), *shared.values()]
    blocks += [within(block, n) for block in _keys(names, users, phones)]
    pairs = np.unique(np.concatenate(blocks))
    left, right = np.divmod(pairs, max(n, 1))
    found = {name: (code[left] >= 0) & (code[left] == code[right]) for name, code in codes.items()}
    found |= {name: np.isin(pairs, held) for name, held in shared.items()}
    found |= dict(_near(known, left, right, found, users))
    found = {name: held for name, held in found.items() if weights.get(name)}
    score = sum((weights[name] * held for name, held in found.items()), np.zeros(len(left), int))
    enough = score >= listed_from
    return left[enough], right[enough], {name: held[enough] for name, held in found.items()}


def _keys(
    names: "pd.Series[str]", users: "pd.Series[str]", phones: "pd.Series[str]"
) -> Iterator[Ids]:
    """Codes of what two must share to be compared; one slip of the finger leaves one of them."""
    head, tail = _codes(names.str[:4]), _codes(names.str[-4:])
    last, before = _codes(phones.str[-4:]), _codes(phones.str[:6])
    yield _codes(users)
    yield _both(last, _codes(names.str[:2]))
    yield _both(last, tail)
    yield _both(before, head)
    yield _both(before, tail)
    yield _both(_codes(names.str[:8]), _codes(users.str[:2]))
    yield _both(tail, _codes(users.str[-4:]))


def _codes(texts: "pd.Series[str]") -> Ids:
    """Equal texts have equal codes; a blank one is below zero."""
    codes, known = pd.factorize(texts)
    blank = np.flatnonzero(np.asarray(known == ""))
    return np.where(np.isin(codes, blank), -1, codes).astype(np.int64)


def _both(one: Ids, other: Ids) -> Ids:
    joined = one * (int(other.max(initial=0)) + 1) + other
    return np.where((one < 0) | (other < 0), -1, joined)


def _within(codes: Ids, n: int) -> Ids:
    """Pairs of places with one code, as left × n + right."""
    places = np.flatnonzero(codes >= 0)
    places = places[np.argsort(codes[places], kind="stable")]
    held = codes[places]
    found = [np.zeros(0, np.int64)]
    alive = np.arange(len(places))
    for step in range(1, WINDOW + 1):
        alive = alive[alive + step < len(places)]
        alive = alive[held[alive] == held[alive + step]]
        if not alive.size:
            break
        found.append(places[alive] * n + places[alive + step])  # stable: left is the lower place
    return np.concatenate(found)


def _with_one(of: int, codes: Ids, n: int) -> Ids:
    """Pairs of one place with all that have its code, as left × n + right."""
    others = np.flatnonzero((codes == codes[of]) & (codes >= 0))
    others = others[others != of]
    pairs: Ids = np.minimum(others, of) * n + np.maximum(others, of)
    return pairs


def _grouped(groups: Sequence[Sequence[int]], n: int) -> Ids:
    pairs = [
        min(group[i], other) * n + max(group[i], other)
        for group in groups
        for i in range(len(group))
        for other in group[i + 1 : i + 1 + WINDOW]
    ]
    return np.array(pairs, dtype=np.int64)


def _near(
    known: Known, left: Ids, right: Ids, same: Mapping[str, Mask], users: "pd.Series[str]"
) -> Iterator[tuple[str, Mask]]:
    """Reasons that nearly hold, where the exact one does not."""
    names = _likeness(known.names, left, right)
    yield "near_name", (names >= NEAR_NAME) & ~same["same_name"]
    yield "near_phone", _near_phones(known.phones, left, right) & ~same["same_phone"]
    yield "near_email", _near_emails(users, left, right) & ~same["same_email"]


def _likeness(names: Sequence[str], left: Ids, right: Ids) -> npt.NDArray[np.float32]:
    every = np.asarray(names, dtype=object)
    found: npt.NDArray[np.float32] = cpdist(
        every[left].tolist(), every[right].tolist(), scorer=JaroWinkler.normalized_similarity,
        score_cutoff=NEAR_NAME, workers=_workers(left), dtype=np.float32,
    )  # fmt: skip
    return found


def _near_phones(phones: Sequence[str], left: Ids, right: Ids) -> Mask:
    digits = np.array(phones, dtype=f"S{DIGITS}")
    each = digits.view(np.uint8).reshape(len(digits), DIGITS)
    differ = (each[left] != each[right]).sum(axis=1)
    near: Mask = (differ <= NEAR_PHONE) & (each[left, -1] > 0) & (each[right, -1] > 0)
    return near


def _near_emails(users: "pd.Series[str]", left: Ids, right: Ids) -> Mask:
    """User names that few share, within one slip; "bonjour" is everybody's."""
    code = np.where(users.str.len().to_numpy() >= USER, _codes(users), -1)
    rare = (code >= 0) & (np.bincount(code + 1, minlength=1)[code + 1] <= RARE)
    near: Mask = rare[left] & rare[right]
    some = np.flatnonzero(near)
    every = np.asarray(users, dtype=object)
    far = cpdist(
        every[left[some]].tolist(), every[right[some]].tolist(), scorer=OSA.distance,
        score_cutoff=NEAR_USER, workers=_workers(some), dtype=np.int32,
    )  # fmt: skip
    near[some] = far <= NEAR_USER
    return near


def _workers(pairs: npt.NDArray[np.integer]) -> int:
    return -1 if len(pairs) >= ALL_CORES else 1
