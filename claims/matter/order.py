"""The order in which people read a matter's groups, subgroups and heads: that of its file."""

from collections.abc import Mapping, Sequence

from claims.matter.model import Matter


def turn(key: Sequence[str], matter: Matter) -> tuple[int, ...]:
    """Where a row keyed by group, subgroup and head stands; what is not placed comes first."""
    known: tuple[Mapping[str, object], ...] = (matter.groups, matter.subgroups, matter.heads)
    return tuple(
        list(names).index(part) if part in names else -1
        for part, names in zip(key, known, strict=False)
    )
