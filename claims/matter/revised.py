"""Figures of a matter as counsel revised them: the file, then each revision in order.

A revised value says so in its authority, so that every receipt, report and workbook that names the
one names the other.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Self

from claims.i18n.catalogue import N_, say
from claims.i18n.formats import day
from claims.i18n.text import LANGUAGES, Text
from claims.matter.model import Figure, Frozen, Matter, Value

REVISED = N_("{authority} (révisé le {day} par les avocats)")


class Revision(Frozen):
    """One value that replaces or follows those of a figure.

    service_type: empty for the general values; value: in the figure's unit; on: the day of the
    revision where the matter is heard.
    """

    figure: str
    service_type: str = ""
    since: date
    value: Decimal
    authority: Text
    verified: bool
    on: date

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """What `told` made, out of JSON."""
        return cls.model_validate({name: told[name] for name in cls.model_fields})

    def told(self) -> dict[str, Any]:
        """Every field, as JSON: decimals and days as text."""
        return self.model_dump(mode="json")

    @property
    def in_force(self) -> Value:
        """The value it makes, whose authority says that counsel revised it, and when."""
        said = {
            name: say(REVISED, name, authority=self.authority.in_(name).rstrip("."),
                      day=day(self.on, name))
            for name in LANGUAGES
        }  # fmt: skip
        return Value(
            since=self.since, value=self.value, authority=Text(**said), verified=self.verified
        )


def with_revisions(matter: Matter, revisions: Iterable[Revision]) -> Matter:
    """The matter once each revision is made; one of a figure that the file no longer has changes
    nothing."""
    figures = dict(matter.figures)
    for revision in revisions:
        if revision.figure in figures:
            figures[revision.figure] = _revised(figures[revision.figure], revision)
    return matter.model_copy(update={"figures": figures})


def values_for(figure: Figure, service_type: str) -> tuple[Value, ...]:
    """The values that a type of service follows: its own, or the general ones."""
    return figure.by_type.get(service_type, figure.values)


def _revised(figure: Figure, revision: Revision) -> Figure:
    """A type of service without values of its own begins with the general ones."""
    others = (v for v in values_for(figure, revision.service_type) if v.since != revision.since)
    values = tuple(sorted((*others, revision.in_force), key=lambda value: value.since))
    if not revision.service_type:
        return figure.model_copy(update={"values": values})
    by_type = {**figure.by_type, revision.service_type: values}
    return figure.model_copy(update={"by_type": by_type})
