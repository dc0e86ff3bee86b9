"""What is expected of one weekday of an outage: its average times its days, step by step."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.damages.reference import Days, Reference, Weekdays
from claims.damages.sales import PERIOD, Tape
from claims.i18n.formats import weekday
from claims.i18n.text import Text
from claims.matter.model import Verb
from claims.money import to_units


@dataclass(frozen=True, slots=True)
class Like:
    """The days of an outage that fall on one weekday, and the reference that tells of them."""

    away: list[date]
    base: Reference
    every: Days
    found: Weekdays

    @property
    def n(self) -> int:
        """The weekday, Monday 0."""
        return self.away[0].weekday()

    @property
    def days(self) -> int:
        """How many of them the reference has."""
        return self.found.days[self.n]

    @property
    def blank(self) -> int:
        """How many of those have no line in the history."""
        like = (day for day in self.base.days if day.weekday() == self.n)
        return sum(day not in self.every.sales for day in like)


def by_groups(days: tuple[date, ...]) -> list[list[date]]:
    """The days of the outage, Mondays first."""
    grouped = [[day for day in days if day.weekday() == n] for n in range(7)]
    return [group for group in grouped if group]


WHERE = {
    "before-and-after": ("avant et après la panne", "before and after the outage"),
    "before": ("avant la panne", "before the outage"),
    "after": ("après la panne", "after the outage"),
}


def add_weekday(tape: Tape, like: Like) -> None:
    """Add what a weekday is expected to sell: its average, times its days in the outage."""
    fr, en = weekday(like.away[0], "fr"), weekday(like.away[0], "en")
    verb: Verb = "plus" if tape.steps else "take"
    place = f"weekday_{like.n + 1}"
    where_fr, where_en = WHERE[like.base.side]
    if not like.days:
        none = Text(fr=f"{fr}, inconnu {where_fr}", en=f"{en}, unknown {where_en}")
        tape.then(verb, place, none, Decimal(0), "money")
        return
    part, above, refunded = Tape(), like.found.above[like.n], like.found.refunded[like.n]
    out_fr, out_en = _left_out(like)
    said = Text(fr=f"ventes des {fr}s {where_fr}{out_fr}", en=f"{en} sales {where_en}{out_en}")
    sold = like.found.counted[like.n] + above + refunded
    part.then("take", "sold", said, to_units(sold), "money")
    part.limited(above, 0)
    if refunded:
        said = Text(fr="part des remboursements, selon les ventes", en="share of refunds, by sales")
        part.then("less", "refunded", said, to_units(refunded), "money")
    said = _counted(like, Text(fr=fr, en=en))
    part.then("divided_by", "days_before", said, Decimal(like.days), "days")
    said = Text(fr=f"nombre de {fr}s sans service", en=f"{en}s without service")
    part.then("times", "days_without_service", said, Decimal(len(like.away)), "days", by=PERIOD)
    tape.then(verb, place, Text(fr=fr, en=en), part.running, "money", *part.steps)


def _left_out(like: Like) -> tuple[str, str]:
    """What is not as in the file, in French and in English."""
    absent = {run for run, answer in like.every.said.items() if answer == "absent"}
    if absent.isdisjoint(like.every.near() if absent else ()):
        return "", ""
    return ", jours absents du fichier écartés", ", days missing from the file left out"


def _counted(like: Like, name: Text) -> Text:
    """By how many days one divides, and how many of them the history has no line for."""
    none = (
        f", dont {like.blank} sans vente inscrite",
        f", {like.blank} of them without a recorded sale",
    )
    (fr, en), (where_fr, where_en) = none if like.blank else ("", ""), WHERE[like.base.side]
    if aside := like.found.aside[like.n]:
        fr, en = f"{fr}, jours écartés : {aside}", f"{en}, days set aside: {aside}"
    return Text(fr=f"nombre de {name.fr}s {where_fr}{fr}", en=f"{name.en}s {where_en}{en}")
