"""The totals of the report, as charts beside tables: by subgroup and head, by month, by grade."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, Flowable

from claims.documents.blocks import Cell, grid
from claims.documents.charts import Bar, stacked
from claims.documents.ink import words
from claims.documents.leading import Led, Place, anchor
from claims.documents.paper import Heading
from claims.documents.schedule_divided import TITLES, place
from claims.documents.values import Tables
from claims.i18n.catalogue import say
from claims.i18n.formats import count, money, month
from claims.i18n.text import Language
from claims.matter.filing import filing
from claims.matter.model import Matter
from claims.matter.order import turn

if TYPE_CHECKING:
    from claims.totals.by_subgroup import Row, TotalsTable

WHOLE = "ensemble"
"""The name of the heading over the table of every subgroup."""
WIDTHS, RIGHT = (24, 15, 8, 19, 19, 19), (1, 2, 3, 4, 5)


def totals(
    matter: Matter, tables: Tables, language: Language, schedule: str = "", *, chosen: bool = False
) -> Iterator[Flowable]:
    """By group, then the chart and one table for each subgroup, then the whole. schedule: the file
    where each amount finds its losses, if there is one; chosen: of chosen claims only."""
    table = tables.by_subgroup
    yield CondPageBreak(220)
    yield Heading(say("Par groupe, sous-groupe et chef de dommages", language))
    told = say(
        "Qui déclare sous plusieurs chefs ou sous-groupes est compté une fois à chaque niveau : "
        "ces nombres ne s’additionnent pas. Les montants s’additionnent.",
        language,
    )
    yield words(told, "small")
    if schedule:
        told = say("Un montant en bleu ouvre ses pertes au tableau des dommages, joint au dossier.",
                   language)  # fmt: skip
        yield words(told, "small")
    yield _groups(matter, table, language, schedule)
    heads = [key for key in matter.heads if any(row.key[2] == key for row in table.rows)]
    bars = [_bar(row.key, heads, matter, table, language, schedule) for row in _subgroups(table)]
    yield CondPageBreak(200)
    yield words(say("Montant déclaré, par sous-groupe et chef.", language), "caption")
    yield stacked(bars, [matter.heads[h].label.in_(language) for h in heads],
                  matter.currency, language)  # fmt: skip
    for subgroup in _subgroups(table):
        yield CondPageBreak(100)
        yield Heading(subgroup_label(subgroup.key, matter, language), 2)
        yield _heads(subgroup, matter, table, language, schedule)
    yield CondPageBreak(120)
    yield Heading(whole_label(language, chosen=chosen), 2, name=WHOLE)
    yield _whole(matter, tables, language, schedule)
    yield from _above(matter, table, language)


def whole_label(language: Language, *, chosen: bool) -> str:
    """What heads the table of every subgroup, under which the first totals are found again."""
    if chosen:
        return say("Ensemble des réclamations choisies", language)
    return say("Ensemble du groupe", language)


def _subgroups(table: "TotalsTable") -> list["Row"]:
    return [row for row in table.subtotals if len(row.key) == 2]


def _bar(
    key: tuple[str, ...], heads: Sequence[str], matter: Matter, table: "TotalsTable",
    language: Language, schedule: str,
) -> Bar:  # fmt: skip
    found = table.by_key
    parts = [found[(*key, h)].declared if (*key, h) in found else 0 for h in heads]
    place = place_of(key, matter, language, schedule)
    return Bar(subgroup_label(key, matter, language), tuple(parts), place)


def subgroup_label(key: tuple[str, ...], matter: Matter, language: Language) -> str:
    """A1 — Sites to rebuild; services not placed yet say so."""
    if not key[1]:
        return say("À classer", language)
    return f"{key[1]} — {matter.subgroups[key[1]].label.in_(language)}"


def _header(first: str, matter: Matter, language: Language) -> list[str]:
    return [
        first,
        filing(matter, language)["filings"],
        say("Pertes", language),
        say("Déclaré", language),
        say("Étayé", language),
        say("Admis", language),
    ]


def _cells(
    label: str, row: "Row", matter: Matter, language: Language, place: Place | None = None
) -> list[Cell]:
    """place: where the losses of its amounts stand."""
    cents = (row.declared, row.supported, row.admitted)
    amounts = [money(each, matter.currency, language) for each in cents]
    counts = [count(row.claims, language), count(row.lines, language)]
    return [label, *counts, *([Led(each, place) for each in amounts] if place else amounts)]


def place_of(
    key: tuple[str, ...], matter: Matter, language: Language, schedule: str
) -> Place | None:
    """Where the schedule has the losses of a subgroup, or of the whole."""
    if not schedule:
        return None
    label = subgroup_label(key, matter, language) if key else say("Total", language)
    told = say("Ouvrir « {label} » au tableau des dommages", language, label=label)
    return Place(schedule, name=anchor(key), told=told)


def _heads(
    subgroup: "Row", matter: Matter, table: "TotalsTable", language: Language, schedule: str
) -> Flowable:
    place = place_of(subgroup.key, matter, language, schedule)
    rows = [
        _cells(matter.heads[row.key[2]].label.in_(language), row, matter, language, place)
        for row in sorted(table.parts[subgroup.key], key=lambda row: turn(row.key, matter))
    ]
    rows.append(_cells(say("Total", language), subgroup, matter, language, place))
    header = _header(say("Chef de dommages", language), matter, language)
    return grid(header, rows, WIDTHS, right=RIGHT, total=True)


def _groups(matter: Matter, table: "TotalsTable", language: Language, schedule: str) -> Flowable:
    """A group leads to its first subgroup, where its losses begin."""
    order = sorted((row.key for row in _subgroups(table)), key=lambda key: turn(key, matter))
    first = {key[:1]: key for key in reversed(order)}
    rows = [
        _cells(group_label(row.key, matter, language), row, matter, language,
               place_of(first[row.key], matter, language, schedule))
        for row in table.subtotals
        if len(row.key) == 1
    ]  # fmt: skip
    whole = place_of((), matter, language, schedule)
    rows.append(_cells(say("Total", language), table.total, matter, language, whole))
    header = _header(say("Groupe", language), matter, language)
    return grid(header, rows, WIDTHS, right=RIGHT, total=True)


def group_label(key: tuple[str, ...], matter: Matter, language: Language) -> str:
    """A — Web designers; the whole and what is not placed yet say so."""
    if not key:
        return say("Total", language)
    if not key[0]:
        return say("À classer", language)
    return f"{key[0]} — {matter.groups[key[0]].label.in_(language)}"


def _whole(matter: Matter, tables: Tables, language: Language, schedule: str) -> Flowable:
    """Every subgroup, with how many of its losses were decided beside what was admitted."""
    table = tables.by_subgroup
    labels = [subgroup_label(row.key, matter, language) for row in _subgroups(table)]
    rows = []
    for label, row in zip([*labels, say("Total", language)],
                          [*_subgroups(table), table.total], strict=True):  # fmt: skip
        lines, _ = tables.decided.get(row.key, (0, 0))
        place = place_of(row.key, matter, language, schedule)
        cells = _cells(label, row, matter, language, place)
        rows.append([*cells[:3], count(lines, language), *cells[3:]])
    header = _header(say("Sous-groupe", language), matter, language)
    header.insert(3, say("Décidées", language))
    return grid(header, rows, (22, 13, 8, 11, 18, 18, 18), right=(1, 2, 3, 4, 5, 6), total=True)


def _above(matter: Matter, table: "TotalsTable", language: Language) -> Iterator[Flowable]:
    """Where counsel admitted more than the exhibits support."""
    names = [subgroup_label(row.key, matter, language) for row in _subgroups(table)
             if row.admitted > row.supported]  # fmt: skip
    if names:
        told = say(
            "Le montant admis dépasse le montant étayé pour : {names}. Les avocats décident de ce "
            "qui est admis; ce qui est étayé suit les pièces.",
            language,
            names="; ".join(names),
        )
        yield words(told, "small")


def by_month(
    matter: Matter, table: "TotalsTable", language: Language, schedule: str = ""
) -> Iterator[Flowable]:
    """By the month in which losses began. schedule: where each amount finds its losses."""
    yield CondPageBreak(200)
    yield Heading(say(TITLES["month"], language))
    told = {row.key: month(date.fromisoformat(f"{row.key[0]}-01"), language) for row in table.rows}
    places = {row.key: place("month", row.key[0], schedule, language) for row in table.rows}
    bars = [Bar(told[row.key], (row.declared,), places[row.key]) for row in table.rows]
    yield stacked(bars, [""], matter.currency, language)
    rows = [_cells(told[row.key], row, matter, language, places[row.key]) for row in table.rows]
    whole = place_of((), matter, language, schedule)
    rows.append(_cells(say("Total", language), table.total, matter, language, whole))
    header = _header(say("Mois", language), matter, language)
    yield grid(header, rows, WIDTHS, right=RIGHT, total=True)


def by_grade(
    matter: Matter, table: "TotalsTable", language: Language, schedule: str = ""
) -> Iterator[Flowable]:
    """By evidence grade: what is supported within what is declared. schedule: as by month."""
    yield CondPageBreak(200)
    yield Heading(say(TITLES["grade"], language))
    told = say(
        "Étayé : la part du montant déclaré que le dossier accepte pour les preuves produites. "
        "Une perte est comptée à la plus faible catégorie de ses données : la catégorie D comprend "
        "donc des pertes dont une donnée, telle des heures, n’est que déclarée et dont des pièces "
        "étayent le reste. Ce qui mérite chacune est dit à la méthode, chef par chef.",
        language,
    )
    yield words(told, "small")
    series = [say("étayé", language), say("déclaré, non étayé", language)]
    places = {row.key: place("grade", row.key[0], schedule, language) for row in table.rows}
    bars = [
        Bar(row.key[0], (row.supported, max(row.declared - row.supported, 0)), places[row.key])
        for row in table.rows
    ]
    yield stacked(bars, series, matter.currency, language)
    rows = [_cells(row.key[0], row, matter, language, places[row.key]) for row in table.rows]
    whole = place_of((), matter, language, schedule)
    rows.append(_cells(say("Total", language), table.total, matter, language, whole))
    yield grid(
        _header(say("Catégorie de preuve", language), matter, language),
        rows,
        WIDTHS,
        right=RIGHT,
        total=True,
    )
