"""What a tape could do by surprise: take one thing for another of the same name, divide by zero."""

from collections.abc import Iterator

from claims.matter.model import Figure, Head, Input, Matter
from claims.matter.names import NAMES
from claims.matter.partly import as_far_as_read
from claims.problems import Problem

NEVER_ZERO = frozenset({"days_without_service"})
"""Computations that come to one at least."""


def names_taken(matter: Matter) -> Iterator[Problem]:
    """A name means one thing: no figure is named as a computation, no question as either."""
    for key in matter.figures:
        if key in NAMES:
            yield Problem(f"figures.{key}", "name-taken", {"name": key})
    for key, head in matter.heads.items():
        yield from as_far_as_read(_inputs_taken(head, matter, f"heads.{key}.inputs"))


def _inputs_taken(head: Head, matter: Matter, here: str) -> Iterator[Problem]:
    for name in head.inputs:
        if name in NAMES or name in matter.figures:
            yield Problem(f"{here}.{name}", "name-taken", {"name": name})


def divisors(head: Head, matter: Matter, here: str) -> Iterator[Problem]:
    """Nothing that a tape divides by can be zero."""
    for i, step in enumerate(head.tape):
        if step.verb == "divided_by":
            where = f"{here}.tape.{i}"
            yield from as_far_as_read(_divisor(step.name, head, matter, where))


def _divisor(name: str, head: Head, matter: Matter, where: str) -> Iterator[Problem]:
    if name in head.inputs:
        yield from _answer(name, head.inputs[name], matter, where)
    elif name in matter.figures:
        yield from _figure(name, matter.figures[name], where)
    elif name in NAMES and name not in NEVER_ZERO:
        yield Problem(where, "computed-divides-by-zero", {"name": name})


def _answer(name: str, asked: Input, matter: Matter, where: str) -> Iterator[Problem]:
    above = asked.least is not None and asked.least > 0
    if not above or asked.taxed or not (asked.required or asked.otherwise):
        yield Problem(where, "input-divides-by-zero", {"name": name})
    if asked.otherwise in matter.figures:
        yield from _figure(asked.otherwise, matter.figures[asked.otherwise], where)


def _figure(name: str, figure: Figure, where: str) -> Iterator[Problem]:
    every = (figure.values, *figure.by_type.values())
    if any(value.value == 0 for values in every for value in values):
        yield Problem(where, "figure-divides-by-zero", {"name": name})
