"""The order in which people read a matter's groups, subgroups and heads: that of its file; grades,
the best first."""

from collections.abc import Mapping, Sequence

from claims.matter.model import GRADES, Matter


def turn(
    key: Sequence[str], matter: Matter, by: Sequence[str] = ("group", "subgroup", "head")
) -> tuple[int, ...]:
    """Where a row stands by what it is keyed by; what is not placed comes first."""
    known: Mapping[str, Mapping[str, object]] = {
        "group": matter.groups, "subgroup": matter.subgroups, "head": matter.heads,
        "grade": dict.fromkeys(GRADES),
    }  # fmt: skip
    return tuple(
        list(known[name]).index(part) if part in known[name] else -1
        for part, name in zip(key, by, strict=False)
    )
