"""Counsel's own switches as they are typed on a page, in the order in which a page applies them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from claims.i18n.amounts import read_amount, read_day, read_quantity, shown
from claims.matter.model import Matter
from claims.matter.scenarios import CAPS, KINDS, Switch, faults
from claims.money import to_units
from claims.problems import Problem, Refused
from claims.totals.scenarios import too_late

MOST_MONTHS = 600


@dataclass(frozen=True, slots=True)
class Typed:
    """What a page holds, texts as typed; blank, empty or False where nothing is asked.

    per: what a cap is counted over.
    """

    cap: str = ""
    cap_months: str = ""
    per: str = "service"
    without_heads: Sequence[str] = ()
    grades: Sequence[str] = ()
    credits: bool = False
    mitigation: str = ""
    interest_from: str = ""
    without_subgroups: Sequence[str] = ()
    confirmed_only: bool = False


def read_switches(typed: Typed, matter: Matter, *, today: date) -> tuple[Switch, ...]:
    """The switches. today: the day to which interest runs. Raises Refused with every fault, each
    at the name of its field."""
    read = {kind: value for kind in KINDS if (value := _read(kind, typed, matter.currency))}
    problems = [value for value in read.values() if isinstance(value, Problem)]
    switches = [_switch(kind, value, typed.per)
                for kind, value in read.items() if not isinstance(value, Problem)]  # fmt: skip
    told = (problem for switch in switches for problem in faults(switch, matter, ""))
    problems += [Problem(p.where.removeprefix("."), p.code, p.values) for p in told]
    problems += [late for switch in switches if (late := too_late(switch, today))]
    if all(kind in read for kind in CAPS):
        problems.append(Problem("cap_months", "scenario-both-caps"))
    if not read:
        problems.append(Problem("", "scenario-empty"))
    if problems:
        raise Refused(problems)
    return tuple(switches)


def _switch(kind: str, value: Any, per: str) -> Switch:
    over = {"per": per} if kind in CAPS else {}
    return Switch.model_validate({kind: value[0]} | over)


def _read(kind: str, typed: Typed, currency: str) -> tuple[Any] | Problem | None:
    """What a field asks for, in a tuple so that a cap of zero is something; None for nothing."""
    value = getattr(typed, kind)
    if isinstance(value, bool):
        return ("off" if kind == "credits" else True,) if value else None
    if not isinstance(value, str):
        return (tuple(value),) if value else None
    if not value.strip():
        return None
    found = _text(kind, value, currency)
    return found if isinstance(found, Problem) else (found,)


def _text(kind: str, typed: str, currency: str) -> Decimal | date | int | Problem:
    if kind == "cap":
        cents = read_amount(typed, kind, currency=currency, allow_zero=True)
        return cents if isinstance(cents, Problem) else to_units(cents)
    if kind == "mitigation":
        return read_quantity(typed, kind, "percent")
    if kind == "interest_from":
        return read_day(typed, kind)
    months = typed.strip()
    if months.isascii() and months.isdigit() and len(months) < 4 and int(months) <= MOST_MONTHS:
        return int(months)
    return Problem(kind, "scenario-months", {"value": shown(months)})
