"""What counsel typed in the index of exhibits and did not record yet, over what they had read.

Told of what a colleague recorded meanwhile, they keep what they typed, now over what stands; but
who may be given an exhibit is chosen anew, so that a second press publishes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from claims.claim.redaction import LEVELS, REASONS, Level
from claims.i18n.catalogue import say
from claims.i18n.text import LANGUAGES
from claims.office import entitling
from claims.office.entitling import Named, Naming
from claims.ui import staff, staff_naming
from claims.ui.here import actor, house, language, now
from claims.ui.staff_meanwhile import Change

TYPED = "index.typed"
"""Session key: what waits to be recorded, by matter, claim and exhibit."""
TITLE, DAY, LEVEL, WHY = "title", "day", "level", "why"
COLUMNS = (TITLE, DAY, LEVEL, WHY)
"""Columns counsel types in; the others are read."""


class Row(NamedTuple):
    """What waits of one exhibit. read: the exhibit as it was read; cells: only what was typed."""

    read: Named
    cells: dict[str, str]


Typed = dict[tuple[str, str, str], Row]


def cells_of(named: Named) -> dict[str, str]:
    """What the cells of a row begin with, in words."""
    here, shown, held = language(), named.shown, named.held
    stands = {
        TITLE: shown.title, DAY: shown.day.isoformat() if shown.day else "",
        LEVEL: say(LEVELS[held.level], here),
        WHY: say(REASONS[held.reason], here) if held.reason else "",
    }  # fmt: skip
    row = waiting_rows().get(key_of(named))
    return stands | (row.cells if row else {})


def key_of(named: Named) -> tuple[str, str, str]:
    """Its matter, its claim and its id."""
    return staff.matter().id, named.number, named.exhibit.id


def waiting_rows() -> Typed:
    """What was typed and is not recorded, of all pages of this matter."""
    typed: Typed = st.session_state.setdefault(TYPED, {})
    return {key: row for key, row in typed.items() if key[0] == staff.matter().id}


def write(named: Named, cells: Mapping[str, str]) -> None:
    """Keep what is being typed, with the exhibit as it was read."""
    typed: Typed = st.session_state.setdefault(TYPED, {})
    typed.setdefault(key_of(named), Row(named, {})).cells.update(cells)


def state_of(named: Named) -> str:
    """Whether its title is on file, in words; or that something waits to be recorded."""
    here = language()
    if key_of(named) in waiting_rows():
        return say("à consigner", here)
    return say("consigné", here) if named.titled.title else say("proposé", here)


def label_of(named: Named) -> str:
    """P-12.1 · its claim · its file."""
    return " · ".join(filter(None, (named.label, named.number, named.exhibit.name)))


def meanwhile(rows: Sequence[Named]) -> list[Change]:
    """Each title and each level that is not what was read, which becomes what was read."""
    claims = list(dict.fromkeys(read.number for read in rows))
    now_named = entitling.named_of_several(house(), actor(), claims, language(), now=now())
    told: list[Change] = []
    for read in rows:
        stands = now_named.get(read.number, {}).get(read.exhibit.id)
        told += _changed(read, stands) if stands else ()
    return told


def _changed(read: Named, stands: Named) -> Iterator[Change]:
    typed: Typed = st.session_state.setdefault(TYPED, {})
    row = typed.pop(key_of(read), Row(read, {}))
    yield from staff_naming.changes(stands, read.titled.place, _held(read), chosen=_chosen(row),
                                    about=label_of(stands))  # fmt: skip
    cells = row.cells
    if _held(stands) != _held(read):
        cells = {name: text for name, text in cells.items() if name not in (LEVEL, WHY)}
    if cells:
        typed[key_of(read)] = Row(stands, cells)


def _held(named: Named) -> tuple[Level, str]:
    return named.held.level, named.held.reason


def _chosen(row: Row) -> str:
    """The level and the reason typed, in words; empty where neither was."""
    here, chosen = language(), []
    if LEVEL in row.cells:
        chosen.append(say(LEVELS[level_of(row.cells[LEVEL])], here))
    if WHY in row.cells:
        code = reason_of(row.cells[WHY])
        chosen.append(say(REASONS[code], here) if code else say("aucun motif", here))
    return " · ".join(chosen)


def level_of(said: str) -> Level:
    """The level that words tell, in either language."""
    return next(each for each, text in LEVELS.items() if said in _in_both(text))


def reason_of(said: str) -> str:
    """The code of the reason that words tell, in either language; empty for none."""
    return next((code for code, text in REASONS.items() if said in _in_both(text)), "")


def naming_of(row: Row) -> Naming:
    """What a row says, over what was read where nothing was typed.

    A title that is only proposed stays so where none was typed; the day beside a title typed goes
    with it, as it is shown.
    """
    read, cells = row
    shown = read.shown if TITLE in cells else read.titled
    title = cells.get(TITLE, shown.title)
    typed = cells.get(DAY, shown.day.isoformat() if shown.day else "")
    naming = Naming(read.number, read.exhibit.id, title, typed, read.titled.place)
    if not {LEVEL, WHY} & set(cells):
        return naming
    level, reason = _held(read)
    if LEVEL in cells:
        level = level_of(cells[LEVEL])
    if WHY in cells:
        reason = reason_of(cells[WHY])
    return replace(naming, level=level, reason=reason, held=_held(read))


def _in_both(text: str) -> tuple[str, ...]:
    """A choice in both languages: it may have been made before the language was changed."""
    return tuple(say(text, each) for each in LANGUAGES)
