"""The totals of a snapshot, each opening on its losses as they stood when it was taken."""

import streamlit as st

from claims.claim.identifiers import domain_in_full
from claims.i18n.catalogue import say, say_n
from claims.matter.order import turn
from claims.office.opened import SIZE
from claims.office.opened_then import Then, opened_then
from claims.problems import Problem, Refused
from claims.store.snapshots import Snapshot
from claims.totals.by_subgroup import BY_SUBGROUP, Row
from claims.totals.cells import Key
from claims.ui import staff, staff_cards, staff_opened
from claims.ui.here import actor, house, language
from claims.ui.staff import Column
from claims.ui.staff_asked import LOSSES, note_opened, opened_key
from claims.ui.staff_leading import to_snapshot
from claims.ui.staff_queue import open_loss
from claims.ui.staff_totals import ADMITTED, DECLARED, SUPPORTED, head_said

NAME = 230
"""Pixels of a column of names."""


def show(snapshot: Snapshot) -> None:
    """Every total kept; the losses of the one chosen, or why they cannot be had."""
    here = language()
    st.header(say("Totaux de l’instantané no {number}", here, number=snapshot.number), anchor=False)
    try:
        then = opened_then(house(), actor(), snapshot.id)
    except Refused as refusal:
        for problem in refusal.problems:
            staff.fault(problem)
        return
    if not then.table.total.lines:
        st.caption(say("Aucune perte n’y était comptée.", here))
        return
    if (key := _table(then)) is not None:
        _behind(then, key)


def _table(then: Then) -> Key | None:
    """The totals, the whole first; the key of the one opened, which the address keeps."""
    here, matter = language(), staff.matter()
    cells = sorted(then.table.every[:-1], key=lambda row: turn(row.key, matter, BY_SUBGROUP))
    rows = [then.table.total, *cells]
    opened = opened_key("subgroup")
    start = next((i for i, row in enumerate(rows) if row.key == opened), None)
    kept, alt = f"then.{then.snapshot.id}", say("Totaux; choisissez une ligne", here)
    with staff_cards.wide(kept):
        st.caption(say("Choisissez une ligne pour voir les pertes qui la composaient.", here))
        chosen = staff.grid(rows, _columns(), key=kept, chosen=start, selectable=True, alt=alt)
    with staff_cards.narrow(kept):
        st.caption(say("Le nom d’un total ouvre les pertes qui le composent.", here))
        staff_opened.totals(
            rows, _columns(), lambda row: to_snapshot(then.snapshot.number, row.key)
        )
    key = rows[chosen].key if chosen is not None and chosen < len(rows) else None
    if key != opened:
        note_opened(key, BY_SUBGROUP)
    return key


def _columns() -> list[Column]:
    here = language()
    return [
        Column(say("Totaux", here), _named, width=NAME),
        Column(say(DECLARED, here), lambda row: row.declared, "money"),
        Column(say(SUPPORTED, here), lambda row: row.supported, "money"),
        Column(say(ADMITTED, here), lambda row: row.admitted, "money"),
        Column(say("Réclamations", here), lambda row: row.claims, "count"),
        Column(say("Pertes", here), lambda row: row.lines, "count"),
    ]


def _named(row: Row) -> str:
    return staff.EM * max(len(row.key) - 1, 0) + staff_opened.said(row.key)


def _behind(then: Then, key: Key) -> None:
    """The losses that made a total, a page at a time; one leads to its claim, as it is today."""
    here, row = language(), then.row(key)
    if row is None:
        return
    pages = max(1, -(-row.lines // SIZE))
    slot = st.container(key=LOSSES)
    page = st.pagination(pages, key=f"then.page.{then.snapshot.id}.{'/'.join(key)}")
    try:
        losses = then.behind(key, page)
    except Refused:
        staff.fault(Problem("", "snapshot-not-opened"))
        return
    with slot:
        with staff_cards.narrow("then.named"):
            st.subheader(staff_opened.in_full(key), anchor=False)
        place = "/".join((then.snapshot.id, *key))
        alt = say("Pertes de ce total; choisissez une ligne pour ouvrir la réclamation", here)
        chosen = staff_cards.table(losses, _losses(), key=f"then.losses.{place}.{page}",
                                   selectable=True, alt=alt)  # fmt: skip
    many = say_n("{n} perte", "{n} pertes", row.lines, here)
    st.caption(say("{many}, telles qu’elles étaient alors. Une ligne ouvre la réclamation telle "
                   "qu’elle est aujourd’hui.", here, many=many))  # fmt: skip
    if chosen is not None and chosen < len(losses):
        open_loss(losses[chosen].number, losses[chosen].loss)


def _losses() -> list[Column]:
    here = language()
    return [
        Column(say("Numéro", here), lambda loss: loss.number, on_card="name"),
        Column(say("Réclamant", here), lambda loss: loss.claimant, width=NAME, on_card="name"),
        Column(say("Sous-groupe", here), lambda loss: loss.subgroup or staff.NOTHING),
        Column(say("Chef", here), lambda loss: head_said(loss.head)),
        Column(say(DECLARED, here), lambda loss: loss.declared, "money"),
        Column(say(SUPPORTED, here), lambda loss: loss.supported, "money"),
        Column(say(ADMITTED, here), lambda loss: loss.admitted, "money"),
        Column(say("Site", here),
               lambda loss: domain_in_full(loss.service) if loss.service else staff.NOTHING),
        Column(say("État", here), lambda loss: loss.status, "state"),
    ]  # fmt: skip
