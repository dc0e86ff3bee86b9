"""Faults people can mend are values; faults of the caller are exceptions.

A Problem says where, what and what to do. Its sentence stands in `claims.i18n.sentences`, by code,
in both languages; here are only the code and the values that fill it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

Value = str | int


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault a person can mend.

    where: dotted place in what was given, for example "losses.2.inputs.hours" or "matter.toml,
    subgroups.A1"; code: key of the sentence; values: what fills its braces. The amounts among them
    are cents, said in the value "currency" ("CAD", "EUR").
    """

    where: str
    code: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))

    def in_currency(self, currency: str) -> "Problem":
        """The same, its amounts in that currency."""
        return replace(self, values={**self.values, "currency": currency})


class ClaimsError(Exception):
    """Anything this software refuses to do."""


class Refused(ClaimsError):
    """What was given has problems; it carries all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.where}: {p.code} {dict(p.values)}" for p in self.problems))


class NotAllowed(ClaimsError):
    """The actor may not do this; says nothing of whether the thing exists."""


class ProofIsOld(ClaimsError):
    """Who asks must first prove anew who they are; nothing was done, and asking again is enough."""


class NotFound(ClaimsError):
    """No such claim, exhibit, snapshot or matter, for this actor."""


class Held(ClaimsError):
    """A bundle that its second person has not let out, asked for by who ordered it."""


class Quarantined(ClaimsError):
    """The virus scanner found the file infected: nobody is given it."""


class Conflict(ClaimsError):
    """Someone else changed it since it was read; carries who, when and what stands now."""

    def __init__(self, message: str, *, theirs: str = "", by: str = "", at: str = "") -> None:
        self.theirs, self.by, self.at = theirs, by, at
        super().__init__(message)


class TooMany(ClaimsError):
    """Too many tries or files; `wait` is in seconds, 0 when waiting does not help."""

    def __init__(self, message: str, wait: int = 0) -> None:
        self.wait = wait
        super().__init__(message)


class DoesNotReconcile(ClaimsError):
    """The parts do not make the whole; nothing is shown."""


class NotSaved(ClaimsError):
    """The disk or the database refused; nothing was kept and nothing was acknowledged."""


class KeyLost(ClaimsError):
    """No key at hand opens what the vault keeps of a claim; nothing else is touched by it."""


class Erased(ClaimsError):
    """The key of these exhibits was destroyed on purpose: nobody reads them any more."""


class NewerSchema(ClaimsError):
    """The database was written by a newer version of this software."""


class DamagedStore(ClaimsError):
    """The database fails its integrity check; it is not opened and nothing is written to it."""


class BrokenChain(ClaimsError):
    """The journal or a bundle does not verify; names the first bad place."""
