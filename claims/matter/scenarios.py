"""What counsel or the defence suppose of a class: ordered switches, each one change to its totals.

Nothing here is a fact: a scenario is a question put to the totals, and changes no claim.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from claims.i18n.text import Text
from claims.matter.plain import Day, Number, Truth, Whole
from claims.problems import Problem

if TYPE_CHECKING:
    from claims.matter.model import Matter

Kind = Literal[
    "cap", "cap_months", "without_heads", "grades", "credits", "mitigation", "interest_from",
    "without_subgroups", "confirmed_only",
]  # fmt: skip
KINDS: tuple[Kind, ...] = (
    "credits", "without_subgroups", "confirmed_only", "without_heads", "grades", "mitigation",
    "cap", "cap_months", "interest_from",
)  # fmt: skip
"""Every switch, in the order in which a page applies those that are typed on it."""
CAPS: tuple[Kind, ...] = ("cap", "cap_months")
OWN_BACKUP, RECENT = "own_backup", "recent"
"""The question of a copy the claimant had, and the answer that mitigation looks for."""


class Switch(BaseModel):
    """One change: exactly one of its fields is set, and `per` beside a cap."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cap: Number | None = None
    """Most that is owed for a service or a claimant, in units of money."""
    cap_months: Whole | None = None
    """The same, as so many months of the hosting fees paid."""
    per: Literal["service", "claimant"] | None = None
    without_heads: tuple[str, ...] = ()
    grades: tuple[Literal["A", "B", "C", "D"], ...] = ()
    """Only what exhibits of these grades support."""
    credits: Literal["off"] | None = None
    """No sum received is deducted."""
    mitigation: Number | None = None
    """Percent taken from the losses of services whose claimant had a recent copy."""
    interest_from: Day | None = None
    without_subgroups: tuple[str, ...] = ()
    confirmed_only: Truth = False
    """Subgroups that the court has not confirmed are left out."""

    @property
    def set(self) -> tuple[Kind, ...]:
        """The changes it asks for."""
        return tuple(kind for kind in KINDS if getattr(self, kind) not in (None, (), False))

    @property
    def kind(self) -> Kind:
        """The one change it is."""
        return self.set[0]


class Scenario(BaseModel):
    """Named switches, applied in their order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: Text
    switches: tuple[Switch, ...] = Field(min_length=1)


def scenario_checks(matter: "Matter") -> Iterator[Problem]:
    """What the shape of the scenarios of a matter cannot say."""
    for key, scenario in matter.scenarios.items():
        for place, switch in enumerate(scenario.switches):
            yield from faults(switch, matter, f"scenarios.{key}.switches.{place}")


def faults(switch: Switch, matter: "Matter", where: str) -> Iterator[Problem]:
    """What is wrong with one switch for a matter."""
    if len(switch.set) != 1:
        yield Problem(where, "scenario-one-change")
        return
    if (switch.kind in CAPS) != (switch.per is not None):
        yield Problem(f"{where}.per", "scenario-cap-per")
    yield from _bounds(switch, where)
    names: Mapping[str, tuple[str, Iterable[str], Iterable[str]]] = {
        "without_heads": ("unknown-head", switch.without_heads, matter.heads),
        "without_subgroups": ("unknown-subgroup", switch.without_subgroups, matter.subgroups),
    }
    if switch.kind in names:
        code, given, known = names[switch.kind]
        near = ", ".join(known)
        for name in given:
            if name not in known:
                yield Problem(f"{where}.{switch.kind}", code, {"name": name, "near": near})
    if switch.kind == "mitigation" and not asks_of_copies(matter):
        yield Problem(f"{where}.mitigation", "scenario-no-copies")


def _bounds(switch: Switch, where: str) -> Iterator[Problem]:
    exponent = (switch.cap or switch.mitigation or Decimal(0)).as_tuple().exponent
    if switch.kind in ("cap", "mitigation") and isinstance(exponent, int) and exponent < -2:
        yield Problem(f"{where}.{switch.kind}", "scenario-two-decimals")
    if (switch.cap or 0) < 0 or (switch.cap_months or 0) < 0:
        yield Problem(f"{where}.{switch.kind}", "scenario-below-zero")
    if switch.mitigation is not None and not 0 <= switch.mitigation <= 100:
        yield Problem(f"{where}.mitigation", "scenario-percent")


def asks_of_copies(matter: "Matter") -> bool:
    """Whether the matter asks each claimant for a copy of their own, as mitigation needs."""
    asked = matter.questions.get(OWN_BACKUP)
    return asked is not None and RECENT in asked.answers
