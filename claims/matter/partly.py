"""What can be read of a faulty matter, so that its other faults are told in the same breath.

A part that has no shape is a hole: whoever reads it stops there. So a check that leans on nothing
broken runs as on a sound file, and one that does says nothing, rather than something untrue.
"""

from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from typing import Any, NoReturn, get_args

from pydantic import BaseModel, TypeAdapter

from claims.matter.model import Matter
from claims.matter.shapes import Loc
from claims.problems import Problem

KEY = "[key]"
"""How the validator says that it means a key, not its value."""


class Unread(Exception):
    """A check came to a part that could not be read."""


class Hole:
    """Stands where a part could not be read; to use it in any way raises Unread."""

    def _stop(self, *_: object) -> NoReturn:
        raise Unread

    __getattr__ = __iter__ = __len__ = __bool__ = __contains__ = __getitem__ = _stop
    __str__ = __format__ = __hash__ = __eq__ = __ne__ = _stop
    __lt__ = __le__ = __gt__ = __ge__ = __add__ = __sub__ = __rsub__ = _stop


HOLE: Any = Hole()


def as_far_as_read(problems: Iterator[Problem]) -> Iterator[Problem]:
    """What a check finds before it comes to a hole."""
    with suppress(Unread):
        yield from problems


def partly(raw: Mapping[str, Any], broken: Set[Loc]) -> Matter:
    """The matter, with a hole at each place the validator named; never to be computed with."""
    read: Matter = _model(Matter, raw, (), broken)
    return read


def _model(kind: type[BaseModel], raw: Mapping[str, Any], loc: Loc, broken: Set[Loc]) -> Any:
    """A model whose fields are each read as far as they can be."""
    parts = {}
    for name, field in kind.model_fields.items():
        if name in raw:
            parts[name] = _part(field.annotation, raw[name], (*loc, name), broken)
        elif field.is_required():
            parts[name] = HOLE
    return kind.model_construct(**parts)


def _part(kind: Any, raw: Any, loc: Loc, broken: Set[Loc]) -> Any:
    """A value under its annotation: whole, or a hole, or what stands around the holes in it."""
    if loc in broken:
        return HOLE
    if not any(place[: len(loc)] == loc for place in broken):
        return TypeAdapter(kind).validate_python(raw)
    models = [
        k for k in (kind, *get_args(kind)) if isinstance(k, type) and issubclass(k, BaseModel)
    ]
    if isinstance(raw, list):
        items = enumerate(raw)
        return tuple(_part(get_args(kind)[0], item, (*loc, i), broken) for i, item in items)
    if len(get_args(kind)) == 2 and type(None) not in get_args(kind):
        return {
            key: _part(get_args(kind)[1], value, (*loc, key), broken)
            for key, value in raw.items()
            if (*loc, key, KEY) not in broken
        }
    return _model(models[0], raw, loc, broken)
