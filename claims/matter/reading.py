"""Matter files: read, check, and report every problem at once with its place and its remedy."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from claims.matter.checks import cross_checks, near
from claims.matter.model import Matter, Verb
from claims.problems import NotFound, Problem, Refused

FILE = "matter.toml"


def read_matters(folder: Path) -> dict[str, Matter]:
    """Every matter under a folder, by id, the most recent event first.

    Raises Refused with the problems of all faulty files together, or when the folder has no matter.
    """
    found: dict[str, Matter] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob(f"*/{FILE}")):
        try:
            matter = read_matter(path)
        except Refused as refusal:
            problems.extend(refusal.problems)
        else:
            found[matter.id] = matter
    if not found and not problems:
        where = {"folder": str(folder)}
        problems.append(Problem("CLAIMS_MATTERS_DIR", "no-matters", where))
    if problems:
        raise Refused(problems)
    return dict(sorted(found.items(), key=lambda item: item[1].period_start, reverse=True))


def read_matter(path: Path) -> Matter:
    """One matter from its file; raises Refused with all its problems, NotFound without a file."""
    if not path.is_file():
        raise NotFound(f"no matter file at {path.parent.name}/{FILE}")
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        problem = Problem(f"{path.parent.name}/{FILE}", "not-utf8", {"line": line})
        raise Refused([problem]) from None
    return parse_matter(text, path.parent.name)


def parse_matter(text: str, folder: str) -> Matter:
    """A matter from the text of its file, which stands in `folder`; raises Refused."""
    place = f"{folder}/{FILE}"
    try:
        raw = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as fault:
        raise Refused([Problem(place, "toml-broken", {"fault": str(fault)})]) from fault
    problems = list(_unfold_tapes(raw, place))
    try:
        matter = Matter.model_validate(raw)
    except ValidationError as fault:
        problems += [_told(error, place) for error in fault.errors()]
        raise Refused(problems) from None
    problems += cross_checks(matter, place)
    if matter.id != folder:
        problems.append(Problem(f"{place}, id", "matter-id", {"id": matter.id, "folder": folder}))
    if problems:
        raise Refused(problems)
    return matter


def _unfold_tapes(raw: dict[str, Any], place: str) -> Iterator[Problem]:
    """Turn `{ take = "hours" }` into verb and name, in place; a step of another shape is told."""
    heads = raw.get("heads")
    for name, head in heads.items() if isinstance(heads, dict) else ():
        tape = head.get("tape") if isinstance(head, dict) else None
        if isinstance(tape, list):
            steps = [_step(item, f"{place}, heads.{name}.tape.{i}") for i, item in enumerate(tape)]
            yield from (step for step in steps if isinstance(step, Problem))
            head["tape"] = [step for step in steps if isinstance(step, dict)]


def _step(item: object, where: str) -> dict[str, str] | Problem:
    if not (isinstance(item, Mapping) and len(item) == 1):
        return Problem(where, "tape-step-shape", {"step": str(item)})
    verb, name = next(iter(item.items()))
    if verb not in get_args(Verb):
        return Problem(where, "unknown-verb", {"name": verb, "near": near(verb, get_args(Verb))})
    return {"verb": verb, "name": str(name)}


CODES = {
    "missing": "key-missing",
    "extra_forbidden": "key-unknown",
    "literal_error": "value-not-among",
    "date_from_datetime_parsing": "not-a-day",
    "date_parsing": "not-a-day",
    "date_type": "not-a-day",
    "decimal_parsing": "not-a-number",
    "decimal_type": "not-a-number",
}


def _told(error: ErrorDetails, place: str) -> Problem:
    """One fault of shape, with the dotted place in the file."""
    where = ".".join(str(part) for part in error["loc"])
    code = CODES.get(error["type"], "value-wrong")
    expected = str(error.get("ctx", {}).get("expected", ""))
    typed = "" if code in {"key-missing", "key-unknown"} else str(error["input"])[:80]
    key = str(error["loc"][-1]) if error["loc"] else ""
    return Problem(f"{place}, {where}", code, {"key": key, "value": typed, "expected": expected})
