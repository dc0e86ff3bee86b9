"""The same losses by month and by grade, so that each total of the report so divided opens them.

One row a loss, with its amounts and the numbers of its exhibits, which lead to their pages; its
steps stand where it is told first, under its subgroup.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportlab.platypus import CondPageBreak, Flowable

from claims.damages.rows import LineRow
from claims.documents.ink import words
from claims.documents.leading import Leads, Place, anchor
from claims.documents.paper import Heading
from claims.documents.register import Register, Row
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import money, month
from claims.i18n.text import Language
from claims.matter.model import Matter

Division = Literal["month", "grade"]
TITLES: Mapping[Division, str] = {
    "month": N_("Par mois du début de la perte"),
    "grade": N_("Par catégorie de preuve"),
}
OF: Mapping[Division, Callable[[LineRow], str]] = {
    "month": lambda line: line.month,
    "grade": lambda line: line.grade,
}
WIDTHS = (94, 140, 50, 72, 72, 72)
NAMED = 20
"""Exhibits named beside a loss told again: a row is never cut by the end of a page, and all stand
where it is told first."""
MOST = 5_000
"""Losses beyond which they are not told again, and no total by month or grade leads anywhere."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A loss: its amounts, the revision counted, the numbers of its exhibits."""

    line: LineRow
    revision: int
    exhibits: tuple[str, ...]


def place(division: Division, key: str, schedule: str, language: Language) -> Place | None:
    """Where the schedule has the losses of a month or of a grade; nowhere without a schedule."""
    if not schedule:
        return None
    told = say("Ouvrir « {label} » au tableau des dommages", language,
               label=said(division, key, language))  # fmt: skip
    return Place(schedule, name=anchor((division, key)), told=told)


def said(division: Division, key: str, language: Language) -> str:
    """August 2021; grade B."""
    if division == "month":
        return month(date.fromisoformat(f"{key}-01"), language)
    return say("Catégorie de preuve {grade}", language, grade=key)


def divided(
    matter: Matter, losses: Sequence[Listed], leads: Leads, language: Language
) -> Iterator[Flowable]:
    """By month, then by grade, each under its total; nothing of more losses than MOST."""
    if not losses or len(losses) > MOST:
        return
    for division, title in TITLES.items():
        placed = defaultdict[str, list[Listed]](list)
        for loss in losses:
            placed[OF[division](loss.line)].append(loss)
        yield CondPageBreak(160)
        yield Heading(say(title, language))
        for key in sorted(placed):
            yield CondPageBreak(100)
            yield Heading(said(division, key, language), 2, name=anchor((division, key)))
            lines = [loss.line for loss in placed[key]]
            yield words(sums_said(lines, matter, language), "strong")
            rows = [_row(loss, matter, language) for loss in placed[key]]
            yield Register(_header(language), rows, WIDTHS, right=(3, 4, 5), leads=leads)


def _header(language: Language) -> list[str]:
    return [
        say("Réclamation", language), say("Perte", language), say("Pièces", language),
        say("Déclaré", language), say("Étayé", language), say("Admis", language),
    ]  # fmt: skip


def sums_said(lines: Sequence[LineRow], matter: Matter, language: Language) -> str:
    """How many losses, and their three amounts."""
    cents = {
        "declared": sum(line.declared for line in lines),
        "supported": sum(line.supported for line in lines),
        "admitted": sum(line.admitted for line in lines),
    }
    return say_n(
        "{n} perte : {declared} déclarés, {supported} étayés, {admitted} admis.",
        "{n} pertes : {declared} déclarés, {supported} étayés, {admitted} admis.",
        len(lines), language,
        **{name: money(each, matter.currency, language) for name, each in cents.items()},
    )  # fmt: skip


def _row(loss: Listed, matter: Matter, language: Language) -> Row:
    line = loss.line
    head = matter.heads[line.head].label.in_(language)
    cents = (line.declared, line.supported, line.admitted if line.decided else None)
    cells = (
        f"{line.number} · {loss.revision}",
        " · ".join(filter(None, (line.subgroup, head, line.service, line.loss))),
        ", ".join((*loss.exhibits[:NAMED], *(["…"] if loss.exhibits[NAMED:] else ()))) or "—",
        *("—" if each is None else money(each, matter.currency, language) for each in cents),
    )  # fmt: skip
    return cells, ""
