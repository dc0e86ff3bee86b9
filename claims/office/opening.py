"""Settings read and the house opened, or one sentence a fault saying why it stays shut.

Whoever starts the registry reads its refusals in a terminal: never a trace, and nothing is said of
an address before everything behind it is open.
"""

from pydantic import ValidationError

from claims.i18n import Language
from claims.i18n.refusals import problems_of, reason_of
from claims.i18n.sentences import placed
from claims.office.house import House, move_into, open_house
from claims.problems import ClaimsError, Problem
from claims.settings import Settings

FAULTS = (ValidationError, ClaimsError, OSError)
"""What a start may raise that is told in a sentence."""


def open_now(settings: Settings | None = None) -> House:
    """The house of this process, opened. Raises one of FAULTS."""
    house = open_house(settings or Settings())
    move_into(house)
    return house


def why_shut(fault: Exception, language: Language) -> str:
    """One line for each fault: where, then what and what to do."""
    return "\n".join(placed(problem, language) for problem in _problems(fault))


def _problems(fault: Exception) -> tuple[Problem, ...]:
    if isinstance(fault, ClaimsError):
        return problems_of(fault)
    if isinstance(fault, ValidationError):
        return tuple(_setting(str(e["loc"][0]), e["input"]) for e in fault.errors())
    closed = fault if isinstance(fault, OSError) else OSError()
    told = {"folder": str(closed.filename or ""), **reason_of(closed)}
    return (Problem("", "folder-closed", told),)


def _setting(name: str, typed: object) -> Problem:
    value = "…" if name in ("secret", "vault_key") else str(typed)[:80]
    variable = f"CLAIMS_{name.upper()}"
    return Problem(variable, "setting-wrong", {"name": variable, "value": value})
