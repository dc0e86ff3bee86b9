"""Matter files: read, check, and report every problem at once with its place and its remedy."""

from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from claims.matter.checks import cross_checks, near
from claims.matter.model import Matter, Verb
from claims.matter.partly import as_far_as_read, partly
from claims.matter.proving import silent_proofs
from claims.matter.shapes import ABSURD, told, words_and_days, written
from claims.matter.syntax import read_lines
from claims.problems import NotFound, Problem, Refused

FILE = "matter.toml"
NOT_A_STEP = None
"""What stands for a step of another shape; TOML itself has no such value."""


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


def matter_ids(folder: Path) -> tuple[str, ...]:
    """The ids of the matters under a folder, by name: each stands in a folder that bears its id, so
    that none need be read."""
    return tuple(sorted(path.parent.name for path in folder.glob(f"*/{FILE}")))


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


def parse_matter(text: str, folder: str, *, kept: bool = False) -> Matter:
    """A matter from the text of its file, which stands in `folder`; raises Refused.

    What cannot be read is told and left out; the rest is checked all the same. kept: a text that
    claims were counted under is read as it was then.
    """
    place = f"{folder}/{FILE}"
    lines = read_lines(text, place)
    if lines.raw is None:
        raise Refused(lines.problems)
    words = tuple(words_and_days(lines.raw))
    broken = {loc for loc, problem in words if problem.code == ABSURD}
    tapes, shapes = tuple(_unfold_tapes(lines.raw, place)), []
    try:
        matter = Matter.model_validate(lines.raw)
    except ValidationError as fault:
        errors = fault.errors()
        broken |= {error["loc"] for error in errors}
        shapes = [told(error, place) for error in errors if not _said(error, lines.left_out)]
    if broken:
        matter = partly(lines.raw, broken)
    found = [*lines.problems, *shapes, *_placed((p for _, p in words), place), *tapes]
    found += [*cross_checks(matter, place), *as_far_as_read(_id(matter, folder, place))]
    found += [] if kept else as_far_as_read(silent_proofs(matter, place))
    if found:
        raise Refused(_once(found))
    return matter


def _placed(problems: Iterable[Problem], place: str) -> Iterator[Problem]:
    for problem in problems:
        yield Problem(f"{place}, {problem.where}", problem.code, problem.values)


def _id(matter: Matter, folder: str, place: str) -> Iterator[Problem]:
    if matter.id != folder:
        told_so = {"id": matter.id, "folder": folder}
        yield Problem(f"{place}, id", "matter-id", told_so)


def _said(error: ErrorDetails, left_out: Container[int | str]) -> bool:
    """Whether the fault is told already, of a step, a text, an item, or the line of the key."""
    if error["type"] == "missing":
        return error["loc"][-1] in left_out
    if error["type"] == "too_short":
        return bool(error["input"])
    return error["input"] is NOT_A_STEP or error["type"] == "string_too_short"


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Each fault of a place once, in order; of a key that should not be there, that alone."""
    once = {(problem.where, problem.code): problem for problem in problems}
    unknown = {where for where, code in once if code == "key-unknown"}
    return [p for (where, code), p in once.items() if where not in unknown or code == "key-unknown"]


def _unfold_tapes(raw: dict[str, Any], place: str) -> Iterator[Problem]:
    """Turn `{ take = "hours" }` into verb and name, in place; a step of another shape is told."""
    heads = raw.get("heads")
    for name, head in heads.items() if isinstance(heads, dict) else ():
        tape = head.get("tape") if isinstance(head, dict) else None
        if isinstance(tape, list):
            steps = [_step(item, f"{place}, heads.{name}.tape.{i}") for i, item in enumerate(tape)]
            yield from (step for step in steps if isinstance(step, Problem))
            head["tape"] = [NOT_A_STEP if isinstance(step, Problem) else step for step in steps]


def _step(item: object, where: str) -> dict[str, str] | Problem:
    verb, name = next(iter(item.items()), ("", "")) if isinstance(item, Mapping) else ("", "")
    if not (isinstance(item, Mapping) and len(item) == 1 and isinstance(name, str)):
        return Problem(where, "tape-step-shape", {"step": written(item)})
    if verb not in get_args(Verb):
        return Problem(where, "unknown-verb", {"name": verb, "near": near(verb, get_args(Verb))})
    return {"verb": verb, "name": name}
