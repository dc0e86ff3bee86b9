"""The lines of a matter as one compact frame: texts as categories, amounts as whole int64 cents.

pandas forgets rows whose key is missing unless told not to. So a missing text becomes "" here,
once: a loss not placed in a subgroup yet keeps its row, which pages show as "à classer".
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
import pandas as pd

from claims.i18n.catalogue import N_

TEXTS = (
    "number", "loss", "head", "service", "group", "subgroup", "month", "grade", "status",
    "claimant_kind", "submitted",
)  # fmt: skip
AMOUNTS = ("declared", "supported", "admitted")
CENTS = tuple(f"{amount}_cents" for amount in AMOUNTS)
FLAGS = ("decided", "fictional")
COLUMNS = TEXTS + CENTS + FLAGS
"""What the store gives, each as long as the others; one element per line."""

UNPLACED = N_("À classer")
"""Shown where group or subgroup is "": the service has not been placed yet."""


@runtime_checkable
class Coded(Protocol):
    """Texts as the store keeps them: that of line i is texts[codes[i]]. No text is kept twice."""

    @property
    def codes(self) -> npt.NDArray[Any]:
        """One whole number a line."""

    @property
    def texts(self) -> Sequence[str]:
        """The texts, each once; one may be that of no line."""


def frame_of(columns: Mapping[str, Any]) -> pd.DataFrame:
    """The frame of these columns, in their order. Other columns are left out."""
    missing = [name for name in COLUMNS if name not in columns]
    if missing:
        raise ValueError(f"totals need the columns {', '.join(missing)}")
    made: dict[str, Any] = {name: texts(columns[name]) for name in TEXTS}
    made |= {name: cents(columns[name], name) for name in CENTS}
    made |= {name: np.asarray(columns[name], dtype=bool) for name in FLAGS}
    lengths = {name: len(column) for name, column in made.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"columns of unequal length: {lengths}")
    return pd.DataFrame(made, copy=False)


def texts(values: Any) -> pd.Categorical:
    """Texts in any shape as categories; a missing one is "", never dropped."""
    if isinstance(values, Coded):
        return pd.Categorical.from_codes(values.codes, pd.Index(values.texts, dtype="str"))
    if isinstance(values, pd.Series):
        values = values.array
    if not isinstance(values, pd.Categorical):
        codes, known = pd.factorize(np.asarray(values, dtype=object))
        values = pd.Categorical.from_codes(
            codes, pd.Index([str(text) for text in known], dtype="str")
        )
    if (values.codes < 0).any():
        values = values if "" in values.categories else values.add_categories([""])
        values = values.fillna("")
    return values


def cents(values: Any, name: str = "cents") -> npt.NDArray[np.int64]:
    """Whole cents as int64; a float, even a whole one, is refused."""
    amounts: npt.NDArray[Any] = np.asarray(values)
    if amounts.size and amounts.dtype.kind not in "iu":
        raise TypeError(f"{name} must be whole cents, not {amounts.dtype}")
    return amounts.astype(np.int64, copy=False)
