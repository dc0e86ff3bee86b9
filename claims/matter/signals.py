"""What makes counsel look at a claim twice: reasons and weights, open, in one file to be edited.

A weight only orders a list. Nobody is refused, and no amount changes, because of it.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from claims.i18n.text import Text
from claims.matter.model import Frozen
from claims.matter.syntax import read_lines
from claims.problems import Problem, Refused

FILE = "signals.toml"
PairReason = Literal[
    "same_email", "same_phone", "same_registration", "same_name", "near_name", "near_email",
    "near_phone", "same_file", "same_words", "same_invoice", "same_reference",
]  # fmt: skip
ClaimReason = Literal[
    "wave", "same_amounts", "impossible_hours", "same_network", "same_person"
]  # fmt: skip


class Signal(Frozen):
    """One reason: how it is called, what it weighs (0 silences it), and what it may mean."""

    weight: int = Field(ge=0, le=100)
    label: Text
    why: Text


class Signals(Frozen):
    """Every reason, and from when each counts."""

    listed_from: int = Field(ge=1)
    """Sum of weights from which two claimants are shown together."""
    wave_claims: int = Field(ge=2)
    wave_minutes: int = Field(ge=1)
    alike_claims: int = Field(ge=2)
    hours_a_day: int = Field(ge=1, le=24)
    reference_claims: int = Field(default=10, ge=2)
    """A bank reference in the exhibits of more claims than that tells nothing."""
    network_people: int = Field(default=5, ge=2)
    network_days: int = Field(default=2, ge=1)
    network_most: int = Field(default=8, ge=2)
    """So many people from one network range within so many days; a range of more of them in all
    than `network_most` is a carrier's or an office's, and tells nothing."""
    pairs: Mapping[PairReason, Signal]
    claims: Mapping[ClaimReason, Signal]

    @cached_property
    def pair_weights(self) -> dict[str, int]:
        """Reason → weight, of those that weigh something."""
        return {name: signal.weight for name, signal in self.pairs.items() if signal.weight}


def read_signals(folder: Path, otherwise: Path) -> Signals:
    """The signals of the file in a folder, or of the one shipped where it has none.

    Raises Refused with every problem of the file.
    """
    path = folder / FILE
    if not path.is_file():
        path = otherwise / FILE
    written = read_lines(path.read_text(encoding="utf-8-sig"), FILE)
    if written.problems or written.raw is None:
        raise Refused(written.problems)
    try:
        return Signals.model_validate(written.raw)
    except ValidationError as fault:
        raise Refused([_told(each["loc"]) for each in fault.errors()]) from None


def _told(where: tuple[int | str, ...]) -> Problem:
    name = ".".join(map(str, where))
    return Problem(f"{FILE}, {name}", "signal-wrong", {"name": name})
