"""Rows of a list of sites put into a draft: each ties to a site, is read by the one reader, and is
taken whole or not at all. Values in, values out; nothing is saved here.

A row is tied by its key, else by its domain and type: so the same list twice changes nothing. What
a list does not say stays as it is; what reads the same is the same, however it is written.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from claims.claim.form import ClaimForm, LossForm, ServiceForm
from claims.claim.identifiers import read_service
from claims.claim.periods import usual_days
from claims.claim.reading import read_claim
from claims.claim.sheet import KEY, Column, by_code
from claims.claim.sheet_layout import Row
from claims.i18n import Language, folded, read_amount, read_day, read_quantity
from claims.matter.model import Matter
from claims.office.drafting import BESIDE, Form, new_id, part_of
from claims.office.placing import proposed
from claims.office.progress import MISSING
from claims.problems import Problem

State = Literal["added", "changed", "same", "faulty"]
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


@dataclass(frozen=True)
class Sheeted:
    """What a list is read against. number: of the claim; today: where the matter is heard."""

    matter: Matter
    number: str
    today: date
    language: Language = "fr"

    @cached_property
    def known(self) -> dict[str, Column]:
        """The columns of the matter, by code."""
        return by_code(self.matter)

    def key(self, service: str) -> str:
        """How a list names a site of this claim: a list of another claim never fits by chance."""
        return f"{self.number}/{service}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row. service: the site it is tied to, "" when it is none yet; problems: by
    the code of their column."""

    row: Row
    state: State
    service: str = ""
    problems: tuple[Problem, ...] = ()
    emptied: tuple[str, ...] = ()
    """Losses whose amounts the row leaves blank: kept, and told."""


@dataclass(slots=True)
class _Tied:
    """A row on its way in."""

    row: Row
    place: int
    values: dict[str, str] = field(default_factory=dict)
    """Code → what the form holds: choices by their key, the rest as typed."""
    problems: list[Problem] = field(default_factory=list)
    service: str = ""
    new: bool = False
    changed: bool = False
    emptied: list[str] = field(default_factory=list)


def put_in(
    form: Form, rows: Sequence[Row], version: int, where: Sheeted
) -> tuple[Form, tuple[Outcome, ...]]:
    """The form with every row that can be taken, and what became of each."""
    tied = [_read(row, place, where) for place, row in enumerate(rows, 1)]
    _tie(tied, form, version, where)
    _judge(_applied(form, tied, version, where), tied, where)
    taken = [t for t in tied if t.changed and not t.problems]
    return _applied(form, taken, version, where), tuple(map(_outcome, tied))


def _outcome(tied: _Tied) -> Outcome:
    state: State = "same"
    if tied.problems:
        state = "faulty"
    elif tied.changed:
        state = "added" if tied.new else "changed"
    return Outcome(tied.row, state, tied.service, tuple(tied.problems), tuple(tied.emptied))


def _read(row: Row, place: int, where: Sheeted) -> _Tied:
    """The cells of a row as the form holds them."""
    tied = _Tied(row, place)
    for code, text in row.cells.items():
        column = where.known.get(code)
        if column is None or code == KEY:
            continue
        value = _value(text, column, where.language)
        if isinstance(value, Problem):
            tied.problems.append(value)
        else:
            tied.values[code] = value
    return tied


def _value(text: str, column: Column, language: Language) -> str | Problem:
    if text.startswith("=") or text in ERRORS:
        return Problem(column.code, "cell-formula", {"typed": text[:40]})
    if column.unit != "choice" or not text:
        return text
    wanted = folded(text)
    for key, label in column.choices.items():
        if wanted in (folded(key), folded(label.fr), folded(label.en)):
            return key
    offered = " · ".join(label.in_(language) for label in column.choices.values())
    return Problem(column.code, "cell-choice", {"typed": text[:40], "near": offered})


def _tie(tied: Sequence[_Tied], form: Form, version: int, where: Sheeted) -> None:
    """Find the site of each row; two rows are never the same site."""
    sites = {service["id"]: service for service in form.get("services", [])}
    known = _by_domain(sites.values(), where.matter)
    lines: dict[str, int] = {}
    for each in tied:
        found = _site_of(each, sites, known, where)
        if isinstance(found, Problem):
            each.problems.append(found)
            found = ""
        name = found or _name(each.values, where.matter)
        first = lines.setdefault(name, each.row.line) if name else each.row.line
        if first != each.row.line:
            each.problems.append(Problem("domain", "row-twice", {"line": first}))
            found = ""  # read by itself all the same, so that its other faults are told too
        each.new = not found
        each.service = found or new_id("services", version, each.place)


def _site_of(
    tied: _Tied, sites: Mapping[str, Any], known: Mapping[str, str], where: Sheeted
) -> str | Problem:
    """Id of the site a row is about; "" for a new one."""
    number, _, name = tied.row.cells.get(KEY, "").partition("/")
    if number and number != where.number:
        return Problem(KEY, "row-other-claim")
    if name and name not in sites and not name.startswith("r"):
        return Problem(KEY, "row-gone")
    if not tied.row.cells.get("domain", name in sites):
        return Problem("domain", "domain-missing")
    if name in sites:
        return name
    return known.get(_name(tied.values, where.matter), "")


def _by_domain(sites: Iterable[Mapping[str, Any]], matter: Matter) -> dict[str, str]:
    """Domain and type → site; a site whose type is not said yet answers to every type."""
    known: dict[str, str] = {}
    for site in sites:
        domain, kind = str(site.get("domain", "")), str(site.get("type", ""))
        for each in ("", kind) if kind else ("", *matter.service_types):
            known.setdefault(_name({"domain": domain, "type": each}, matter), site["id"])
    return known


def _name(values: Mapping[str, str], matter: Matter) -> str:
    """What tells sites apart: the domain as read, or as typed while it cannot be, and the type."""
    typed, kind = values.get("domain", ""), values.get("type", "")
    if not typed.strip():
        return ""
    read = read_service(typed, "", matter.service_types.get(kind))
    return f"{folded(typed) if isinstance(read, Problem) else read} {kind}"


def _applied(form: Form, tied: Sequence[_Tied], version: int, where: Sheeted) -> Form:
    """The form with these rows put in; notes on each whether it changed anything."""
    changed = deepcopy(form)
    services, losses = changed.setdefault("services", []), changed.setdefault("losses", [])
    sites = {service["id"]: service for service in services}
    claimed: dict[tuple[str, str], dict[str, Any]] = {}
    for loss in losses:
        claimed.setdefault((loss["head"], loss.get("service", "")), loss)
    for each in tied:
        if each.service not in sites:
            services.append(ServiceForm(id=each.service).model_dump())
            sites[each.service] = services[-1]
        each.emptied = []
        edited = _site(each, sites[each.service], where)
        for place, head in enumerate(_heads(each), 1):
            loss = claimed.get((head, each.service))
            if loss is None and _says(each, head):
                name = new_id("losses", version, each.place * 100 + place)
                loss = _new_loss(name, head, sites[each.service], where.matter)
                losses.append(loss)
                edited = True
            if loss is not None:
                edited |= _loss(each, loss, where)
        each.changed = edited
    return changed


def _site(tied: _Tied, site: dict[str, Any], where: Sheeted) -> bool:
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


def _heads(tied: _Tied) -> list[str]:
    """Heads the row has columns for, in order."""
    return list(dict.fromkeys(code.partition(".")[0] for code in tied.values if _of_loss(code)))


def _of_loss(code: str) -> bool:
    return "." in code and not code.startswith("answers.")


def _inputs(tied: _Tied, head: str) -> dict[str, str]:
    """Name of the input → what the row says."""
    start = f"{head}."
    return {
        code.removeprefix(start): value
        for code, value in tied.values.items()
        if code.startswith(start) and code != f"{head}.end"
    }


def _says(tied: _Tied, head: str) -> bool:
    return any(_inputs(tied, head).values()) or bool(tied.values.get(f"{head}.end"))


def _new_loss(name: str, head: str, site: Mapping[str, Any], matter: Matter) -> dict[str, Any]:
    start, end = usual_days(matter, str(site.get("restored", "")))
    made = LossForm(id=name, head=head, service=site["id"], start=str(start), end=str(end))
    return made.model_dump()


def _loss(tied: _Tied, loss: dict[str, Any], where: Sheeted) -> bool:
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
        read = [read_quantity(text, "") for text in (old, new)]
    else:
        return False
    return not any(isinstance(value, Problem) for value in read) and read[0] == read[1]


def _judge(trial: Form, tied: Sequence[_Tied], where: Sheeted) -> None:
    """Read the whole claim as it would stand, and give each changed row its own faults."""
    form = ClaimForm.model_validate(
        {k: v for k, v in trial.items() if k not in BESIDE} | {"exhibits": []}
    )
    _, problems = read_claim(
        form, where.matter, number=where.number, exhibits=(), today=where.today
    )
    rows = {each.service: each for each in tied if each.changed}
    for problem in problems:
        about = _about(form, problem)
        if about and about[0] in rows and problem.code not in MISSING:
            rows[about[0]].problems += _placed(problem, about[1], rows[about[0]])


def _about(form: ClaimForm, problem: Problem) -> tuple[str, str] | None:
    """The site a problem is about, and the code of its column, which ends with "." for a head."""
    head, place, leaf = part_of(form, problem.where)
    if head == "services":
        return form.services[place].id, leaf
    if head == "losses":
        loss = form.losses[place]
        name = leaf.removeprefix("inputs.") if leaf.startswith("inputs.") else ""
        code = name or ("end" if leaf in ("start", "end") else "")
        return loss.service, f"{loss.head}.{code}"
    return None


def _placed(problem: Problem, code: str, tied: _Tied) -> Iterator[Problem]:
    """A problem at the column that can mend it; none when the list has no such column."""
    column = code
    if code.endswith("."):
        column = next((c for c in tied.values if c.startswith(code) and tied.values[c]), "")
    told = {problem.where for problem in tied.problems}
    if column in tied.row.cells and column not in told:
        yield Problem(column, problem.code, problem.values)
