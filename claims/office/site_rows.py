"""Rows of a list of sites put into a draft: each ties to a site, is read by the one reader, and is
taken whole or not at all. Values in, values out; nothing is saved here.

A row is tied by its key, else by its domain and type: so the same list twice changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from claims.claim.form import MOST, ClaimForm
from claims.claim.identifiers import read_service
from claims.claim.reading import read_claim
from claims.claim.sheet import KEY, Column
from claims.claim.sheet_layout import Row
from claims.folding import fold
from claims.i18n import Language
from claims.matter.model import Matter
from claims.office.drafting import BESIDE, Form, ids_in, new_id, part_of
from claims.office.progress import MISSING
from claims.office.site_parts import Sheeted, Tied, applied
from claims.problems import Problem

State = Literal["added", "changed", "same", "faulty"]
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


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


def put_in(
    form: Form, rows: Sequence[Row], version: int, where: Sheeted
) -> tuple[Form, tuple[Outcome, ...]]:
    """The form with every row that can be taken, and what became of each."""
    tied = [_read(row, place, where) for place, row in enumerate(rows, 1)]
    _tie(tied, form, version, where)
    _judge(applied(form, tied, version, where), tied, where)
    _fit(tied, form)
    taken = [t for t in tied if t.changed and not t.problems]
    return applied(form, taken, version, where), tuple(map(_outcome, tied))


def _outcome(tied: Tied) -> Outcome:
    state: State = "same"
    if tied.problems:
        state = "faulty"
    elif tied.changed:
        state = "added" if tied.new else "changed"
    return Outcome(tied.row, state, tied.service, tuple(tied.problems), tuple(tied.emptied))


def _read(row: Row, place: int, where: Sheeted) -> Tied:
    """The cells of a row as the form holds them."""
    tied = Tied(row, place)
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
    wanted = fold(text)
    for key, label in column.choices.items():
        if wanted in (fold(key), fold(label.fr), fold(label.en)):
            return key
    offered = " · ".join(label.in_(language) for label in column.choices.values())
    return Problem(column.code, "cell-choice", {"typed": text[:40], "near": offered})


def _tie(tied: Sequence[Tied], form: Form, version: int, where: Sheeted) -> None:
    """Find the site of each row; two rows are never the same site."""
    sites = {service["id"]: service for service in form.get("services", [])}
    known = _by_domain(sites.values(), where.matter)
    taken = ids_in(form, "services") | where.filed
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
        each.service = found or new_id("services", version, taken, each.place)


def _site_of(
    tied: Tied, sites: Mapping[str, Any], known: Mapping[str, str], where: Sheeted
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
    return f"{fold(typed) if isinstance(read, Problem) else read} {kind}"


def _judge(trial: Form, tied: Sequence[Tied], where: Sheeted) -> None:
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


def _fit(tied: Sequence[Tied], form: Form) -> None:
    """Rows past what a claim may list wait like the faulty ones, the last of the list first."""
    sites = MOST["services"] - len(form.get("services", []))
    losses = MOST["losses"] - len(form.get("losses", []))
    for each in tied:
        if each.problems or not each.changed:
            continue
        if each.new > sites or each.more_losses > losses:
            most = {"sites": MOST["services"], "losses": MOST["losses"]}
            each.problems.append(Problem("domain", "row-no-room", most))
        else:
            sites, losses = sites - each.new, losses - each.more_losses


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


def _placed(problem: Problem, code: str, tied: Tied) -> Iterator[Problem]:
    """A problem at the column that can mend it; none when the list has no such column."""
    column = code
    if code.endswith("."):
        column = next((c for c in tied.values if c.startswith(code) and tied.values[c]), "")
    told = {problem.where for problem in tied.problems}
    if column in tied.row.cells and column not in told:
        yield Problem(column, problem.code, problem.values)
