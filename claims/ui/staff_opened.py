"""Exact totals as counsel reads them: with interest to a day, each opening on its losses."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from claims.claim.identifiers import domain_in_full
from claims.damages.interest import REGIMES
from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import day
from claims.i18n.sentences import sentence
from claims.matter.order import turn
from claims.office.opened import SIZE, Asked, Behind, Figures, Loss, Opened
from claims.totals.cells import Key
from claims.totals.frame import AMOUNTS
from claims.ui import staff, staff_cards, staff_paged
from claims.ui.here import language
from claims.ui.staff import EM, Column
from claims.ui.staff_asked import PAGE, address_of, note_opened, opened_key
from claims.ui.staff_queue import open_loss
from claims.ui.staff_totals import (
    ADMITTED,
    DECLARED,
    SUPPORTED,
    group_said,
    head_said,
    subgroup_said,
)

NAME = 264
"""Pixels of a column of names."""


def figures(found: Opened, until: date) -> None:
    """The whole in six figures."""
    here, whole = language(), found.whole
    with st.grid(3):
        staff.figure(say(DECLARED, here), staff.amount(whole.declared),
                     say_n("{n} perte", "{n} pertes", whole.lines, here))  # fmt: skip
        staff.figure(say(SUPPORTED, here), staff.amount(whole.supported),
                     staff.share(whole.supported, whole.declared))  # fmt: skip
        staff.figure(say(ADMITTED, here), staff.amount(whole.admitted),
                     staff.share(whole.admitted, whole.declared))  # fmt: skip
        met = say("en conflit : {amount}", here, amount=staff.amount(whole.disputed))
        staff.figure(say("Déclaré sans conflit", here), staff.amount(whole.undisputed), met)
        staff.figure(say("Intérêts", here), _owed(whole, whole.interest),
                     say("jusqu’au {day}", here, day=day(until, here)))  # fmt: skip
        if _indemnity():
            staff.figure(say("Indemnité additionnelle", here), _owed(whole, whole.indemnity),
                         say("le tribunal peut la refuser", here))  # fmt: skip


def _owed(row: Figures, cents: int) -> str:
    """An amount; a dash where nothing was computed rather than found to be nothing."""
    return staff.NOTHING if row.without and not cents else staff.amount(cents)


def _indemnity() -> bool:
    """Whether some law of the matter adds an indemnity to interest."""
    return any(REGIMES[law].indemnity for law in staff.matter().interest.regimes)


def told_of_interest(found: Opened, until: date) -> None:
    """On what interest runs, what bears none and why, what must be confirmed."""
    here, event = language(), staff.matter().interest.event_day
    st.caption(say("Les intérêts courent sur ce qui est admis d’une perte décidée, sur ce qui est "
                   "déclaré d’une autre. Intérêts et indemnité ne s’ajoutent pas aux montants.",
                   here))  # fmt: skip
    if until <= event:
        said = say("Les intérêts ne courent qu’après le {day} : au jour demandé, rien n’est dû.",
                   here, day=day(event, here))  # fmt: skip
        st.info(staff.plain(said), icon=":material/event_busy:")
    for problem, n in found.refused:
        told = say("Pertes sans intérêts : {n}.", here, n=staff.counted(n))
        st.error(staff.plain(f"{told} {sentence(problem, here)}"), icon=":material/block:")
    doubts = dict.fromkeys(sentence(warning, here) for warning in found.warnings)
    if doubts:
        st.warning("  \n".join(map(staff.plain, doubts)), icon=":material/warning:")


def table(found: Opened, asked: Asked) -> Key | None:
    """Every total; the key of the one the reader opened, which the address keeps."""
    here, matter = language(), staff.matter()
    cells = sorted(found.rows[:-1], key=lambda row: turn(row.key, matter, found.by))
    rows = [found.whole, *cells]
    if any(row.admitted > row.supported for row in rows):
        st.caption(say("L’admis est ce que les avocats ont décidé, perte par perte : il peut "
                       "dépasser ce qui est étayé.", here))  # fmt: skip
    opened = opened_key(asked.by)
    start = next((i for i, row in enumerate(rows) if row.key == opened), None)
    columns, alt = _columns(rows), say("Totaux; choisissez une ligne", here)
    kept = f"opened.{matter.id}.{asked.by}.{asked.conflicts}"
    with staff_cards.wide(kept):
        st.caption(say("Choisissez une ligne pour voir les pertes qui la composent.", here))
        chosen = staff.grid(rows, columns, key=kept, alt=alt, chosen=start, selectable=True)
    with staff_cards.narrow(kept):
        st.caption(say("Le nom d’un total ouvre les pertes qui le composent.", here))
        totals(rows, columns, lambda row: address_of(row.key, found.by))
    key = rows[chosen].key if chosen is not None and chosen < len(rows) else None
    if key != opened:
        note_opened(key, found.by)
    return key


def totals(rows: Sequence[Any], columns: Sequence[Column], to: Callable[[Any], str]) -> None:
    """The three amounts of every total on a telephone, where its name opens it.

    columns: its name, the three amounts, then others. to: the address of a row.
    """
    first, *sums = columns[: 1 + len(AMOUNTS)]
    named = replace(first, of=lambda row: said(row.key), to=to)
    deepest = max(len(row.key) for row in rows)
    staff.short_table(rows, [named, *sums], alt=say("Totaux; choisissez un nom", language()),
                      strong=lambda row: len(row.key) < deepest)  # fmt: skip


def _columns(rows: Sequence[Figures]) -> list[Column]:
    here = language()
    some_without = any(row.without for row in rows)
    columns = [
        Column(say("Totaux", here), _named, width=NAME),
        Column(say(DECLARED, here), lambda row: row.declared, "money"),
        Column(say(SUPPORTED, here), lambda row: row.supported, "money"),
        Column(say(ADMITTED, here), lambda row: row.admitted, "money"),
        Column(say("Intérêts", here), lambda row: _computed(row, row.interest), "money"),
        Column(say("Indemnité", here), lambda row: _computed(row, row.indemnity), "money"),
        Column(say("Sans conflit", here), lambda row: row.undisputed, "money"),
        Column(say("En conflit", here), lambda row: row.disputed, "money"),
        Column(say("Réclamations", here), lambda row: row.claims, "count"),
        Column(say("Pertes", here), lambda row: row.lines, "count"),
        Column(say("Pertes sans intérêts", here), lambda row: row.without, "count"),
    ]
    return _shown(columns, some_without=some_without)


def _shown(columns: list[Column], *, some_without: bool = True) -> list[Column]:
    """Those that have something to say in this matter."""
    left_out = set() if _indemnity() else {say("Indemnité", language())}
    left_out |= set() if some_without else {say("Pertes sans intérêts", language())}
    return [column for column in columns if column.name not in left_out]


def _computed(row: Figures, cents: int) -> int | None:
    return None if row.without and not cents else cents


def _named(row: Figures) -> str:
    """A group, its subgroups a step in, their heads two."""
    return EM * max(len(row.key) - 1, 0) + said(row.key)


def said(key: Key) -> str:
    """What a total is of, by the last text of its key."""
    if not key:
        return say("Total", language())
    if len(key) == 3 or key[0] in staff.matter().heads:
        return head_said(key[-1])
    return group_said(key[0]) if len(key) == 1 else subgroup_said(key[1])


def in_full(key: Key) -> str:
    """A total by all the texts of its key."""
    return " · ".join(said(key[: n + 1]) for n in range(len(key))) or said(())


def behind(found: Opened, key: Key) -> None:
    """The losses that make a total, a page at a time; one leads to its claim."""
    here, row = language(), found.row(key)
    st.header(in_full(key), anchor=False)
    if row is None:
        st.caption(say("Rien à montrer.", here))
        return
    pages = max(1, -(-row.lines // SIZE))
    if int(st.session_state.get(PAGE, 1)) > pages:
        st.session_state[PAGE] = pages
    slot = st.container()
    line, right = st.columns([2, 1], vertical_alignment="center")
    with right.container(horizontal_alignment="right"):
        page = st.pagination(pages, key=PAGE, bind="query-params")
    shown = found.behind(key, page)
    line.text(_sum(row, shown, page))
    with slot:
        alt = say("Pertes de ce total; choisissez une ligne pour ouvrir la réclamation", here)
        place = "/".join((staff.matter().id, *found.by[:1], *key))
        chosen = staff_cards.table(shown.losses, _losses(key, found.by), selectable=True, alt=alt,
                                   key=f"opened.losses.{place}.{page}")  # fmt: skip
    if chosen is not None and chosen < len(shown.losses):
        open_loss(shown.losses[chosen].number, shown.losses[chosen].loss)


def _sum(row: Figures, shown: Behind, page: int) -> str:
    here = language()
    told = say_n("{n} perte", "{n} pertes", shown.total, here)
    if shown.total > SIZE:
        told = staff_paged.shown((page - 1) * SIZE, len(shown.losses), told)
    sums = {name: staff.amount(getattr(row, name)) for name in AMOUNTS}
    told = say("{told}; ensemble : déclaré {declared}, étayé {supported}, admis {admitted}", here,
               told=told, **sums)  # fmt: skip
    borne = [say("intérêts {amount}", here, amount=_owed(row, row.interest))]
    if _indemnity():
        borne.append(say("indemnité {amount}", here, amount=_owed(row, row.indemnity)))
    return ", ".join([told, *borne])


def _losses(key: Key, by: Sequence[str]) -> list[Column]:
    """What tells the losses of a total apart: what its key says of all of them is left out."""
    here, known = language(), by[: len(key)]
    columns = [
        Column(say("Numéro", here), lambda loss: loss.number, on_card="name"),
        Column(say("Réclamant", here), lambda loss: loss.claimant, width=NAME, on_card="name"),
        Column(say("Sous-groupe", here), lambda loss: loss.subgroup or staff.NOTHING),
        Column(say("Chef", here), lambda loss: head_said(loss.head)),
        Column(say(DECLARED, here), lambda loss: loss.declared, "money"),
        Column(say(SUPPORTED, here), lambda loss: loss.supported, "money"),
        Column(say(ADMITTED, here), lambda loss: loss.admitted, "money"),
        Column(say("Intérêts", here), lambda loss: loss.interest, "money"),
        Column(say("Indemnité", here), lambda loss: loss.indemnity, "money"),
        Column(say("En conflit", here), lambda loss: "⚠" if loss.disputed else ""),
        Column(say("Site", here), _site),
        Column(say("État", here), lambda loss: loss.status, "state"),
    ]
    told = {"subgroup": say("Sous-groupe", here), "head": say("Chef", here)}
    said_above = {told[name] for name in known if name in told}
    return [column for column in _shown(columns) if column.name not in said_above]


def _site(loss: Loss) -> str:
    return domain_in_full(loss.service) if loss.service else staff.NOTHING
