"""What a row says, put into the form: the fields of its site, and its losses head by head.

What a row has no column for stays as it is; what reads the same is the same, however it is written.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from claims.claim.form import LossForm, ServiceForm
from claims.claim.periods import usual_days
from claims.claim.sheet import Column, by_code
from claims.claim.sheet_layout import Row
from claims.i18n import Language, read_amount, read_day, read_quantity
from claims.matter.model import Matter
from claims.office.drafting import Form, ids_in, new_id
from claims.office.placing import proposed
from claims.problems import Problem


@dataclass(frozen=True)
class Sheeted:
    """What a list is read against. number: of the claim; today: where the matter is heard."""

    matter: Matter
    number: str
    today: date
    language: Language = "fr"
    filed: frozenset[str] = frozenset()
    """Ids of parts that some filing of the claim has: no new part is named so."""

    @cached_property
    def known(self) -> dict[str, Column]:
        """The columns of the matter, by code."""
        return by_code(self.matter)

    def key(self, service: str) -> str:
        """How a list names a site of this claim: a list of another claim never fits by chance."""
        return f"{self.number}/{service}"


@dataclass(slots=True)
class Tied:
    """A row on its way in."""

    row: Row
    place: int
    values: dict[str, str] = field(default_factory=dict)
    """Code → what the form holds: choices by their key, the rest as typed."""
    problems: list[Problem] = field(default_factory=list)
    service: str = ""
    new: bool = False
    more_losses: int = 0
    """Losses it adds to the claim."""
    changed: bool = False
    emptied: list[str] = field(default_factory=list)


def applied(form: Form, tied: Sequence[Tied], version: int, where: Sheeted) -> Form:
    """The form with these rows put in; notes on each whether it changed anything."""
    changed = deepcopy(form)
    services, losses = changed.setdefault("services", []), changed.setdefault("losses", [])
    sites = {service["id"]: service for service in services}
    taken = ids_in(form, "losses") | where.filed
    claimed: dict[tuple[str, str], dict[str, Any]] = {}
    for loss in losses:
        claimed.setdefault((loss["head"], loss.get("service", "")), loss)
    for each in tied:
        if each.service not in sites:
            services.append(ServiceForm(id=each.service).model_dump())
            sites[each.service] = services[-1]
        each.emptied, each.more_losses = [], 0
        edited = _site(each, sites[each.service], where)
        for place, head in enumerate(_heads(each), 1):
            loss = claimed.get((head, each.service))
            if loss is None and _says(each, head):
                name = new_id("losses", version, taken, each.place * 100 + place)
                loss = _new_loss(name, head, sites[each.service], where)
                losses.append(loss)
                edited = True
                each.more_losses += 1
            if loss is not None:
                edited |= _loss(each, loss, where)
        each.changed = edited
    return changed


def _site(tied: Tied, site: dict[str, Any], where: Sheeted) -> bool:
    """Put what a row says of a site; whether anything changed."""
    before = deepcopy(site)
    for code, value in tied.values.items():
        if where.known[code].head:
            continue
        name, _, question = code.partition(".")
        holder, leaf = (site.setdefault(name, {}), question) if question else (site, name)
        if not same(where.known[code].unit, str(holder.get(leaf, "")), value):
            holder[leaf] = value
    if site.get("answers", {}) != before.get("answers", {}):
        site["subgroup"] = proposed(site["answers"], where.matter)
    return site != before


def _heads(tied: Tied) -> list[str]:
    """Heads the row has columns for, in order."""
    return list(dict.fromkeys(code.partition(".")[0] for code in tied.values if _of_loss(code)))


def _of_loss(code: str) -> bool:
    return "." in code and not code.startswith("answers.")


def _inputs(tied: Tied, head: str) -> dict[str, str]:
    """Name of the input → what the row says."""
    start = f"{head}."
    return {
        code.removeprefix(start): value
        for code, value in tied.values.items()
        if code.startswith(start) and code != f"{head}.end"
    }


def _says(tied: Tied, head: str) -> bool:
    return any(_inputs(tied, head).values()) or bool(tied.values.get(f"{head}.end"))


def _new_loss(name: str, head: str, site: Mapping[str, Any], where: Sheeted) -> dict[str, Any]:
    restored, server = str(site.get("restored", "")), str(site.get("server", ""))
    start, end = usual_days(where.matter, restored, server, today=where.today)
    made = LossForm(id=name, head=head, service=site["id"], start=str(start), end=str(end))
    return made.model_dump()


def _loss(tied: Tied, loss: dict[str, Any], where: Sheeted) -> bool:
    """Put what a row says of a loss; a row that says nothing of it leaves it, and that is told."""
    inputs, head = _inputs(tied, loss["head"]), loss["head"]
    held = loss.setdefault("inputs", {})
    if not any(inputs.values()) and any(held.get(name) for name in inputs):
        tied.emptied.append(loss["id"])
        return False
    before = deepcopy(loss)
    for name, value in inputs.items():
        if not same(where.known[f"{head}.{name}"].unit, held.get(name, ""), value):
            held[name] = value
    end = tied.values.get(f"{head}.end", "")
    if end and not same("date", loss.get("end", ""), end):
        loss["end"] = end
    return loss != before


def same(unit: str, old: str, new: str) -> bool:
    """Whether two texts read as the same value, or are the same text."""
    if old.strip() == new.strip():
        return True
    if not old.strip() or not new.strip():
        return False
    if unit == "money":
        read: Any = [read_amount(text, "", allow_zero=True) for text in (old, new)]
    elif unit == "date":
        read = [read_day(text, "") for text in (old, new)]
    elif unit in ("hours", "days", "percent", "count"):
        read = [read_quantity(text, "", unit) for text in (old, new)]
    else:
        return False
    return not any(isinstance(value, Problem) for value in read) and read[0] == read[1]
