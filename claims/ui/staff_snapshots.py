"""Snapshots as pages show them: taken, listed, compared with today."""

import secrets

import streamlit as st

from claims.i18n.catalogue import say
from claims.i18n.formats import moment
from claims.office import snapshots
from claims.problems import NotSaved
from claims.store.snapshots import Snapshot
from claims.ui import staff, staff_cards
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column
from claims.ui.staff_leading import SNAPSHOT
from claims.ui.staff_totals import ADMITTED, DECLARED, SUPPORTED, subgroup_said

NOT_TAKEN = "snapshot.not_taken"
"""Session key: the last one asked for could not be kept."""


def open_one() -> Snapshot:
    """The whole head of a page of snapshots: take one, list them; the one chosen, newest first.

    Without any yet the page says so and ends there.
    """
    here, matter = language(), staff.open_matter()
    staff.heading(say("Instantanés", here))
    st.text(
        say(
            "Un instantané garde les totaux mot pour mot, avec la tête du journal de ce moment.",
            here,
        )
    )
    _take_one()
    taken = snapshots.taken(house(), actor(), matter.id)
    chosen = _choose(taken)
    if chosen is None:
        _none_yet()
        st.stop()
    return chosen


def titled(snapshot: Snapshot) -> None:
    """Its number, and whether its figures are still today's."""
    here = language()
    st.header(say("Instantané no {number}", here, number=snapshot.number), anchor=False)
    _standing(snapshot)


def _take_one() -> None:
    """The button that freezes today's totals."""
    st.button(say("Prendre un instantané", language()), key="snapshot.take", type="primary",
              icon=":material/photo_camera:", on_click=_take)  # fmt: skip
    if st.session_state.pop(NOT_TAKEN, False):
        st.error(say("Rien n’a été enregistré. Réessayez dans un instant.", language()),
                 icon=":material/error:")  # fmt: skip


def _take() -> None:
    try:
        snapshots.take(house(), actor(), staff.matter().id, now=now(), entropy=secrets.token_bytes)
    except NotSaved:
        st.session_state[NOT_TAKEN] = True


def _none_yet() -> None:
    """Before the first one."""
    said = say("Aucun instantané encore. Le premier sert de repère pour tous les suivants.",
               language())  # fmt: skip
    st.info(said, icon=":material/photo_camera:")


def _choose(taken: tuple[Snapshot, ...]) -> Snapshot | None:
    """The list, newest first; the snapshot the reader selected, the newest to begin with."""
    if not taken:
        return None
    here, timezone = language(), staff.matter().timezone
    columns = [
        Column(say("No", here), lambda s: s.number, "count", width="small", on_card="name"),
        Column(say("Pris", here), lambda s: moment(s.at, timezone, here), on_card="name"),
        Column(say("Par", here), lambda s: staff.who(s.by)),
        Column(say("Chiffres à l’entrée", here), lambda s: s.journal_seq, "count"),
        Column("SHA-256", lambda s: s.sha256, width="large", on_card="left out"),
    ]
    asked = st.query_params.get(SNAPSHOT, "")
    first = next((i for i, each in enumerate(taken) if str(each.number) == asked), 0)
    row = staff_cards.table(
        taken, columns, key=f"snapshots.{len(taken)}", chosen=first, selectable=True,
        alt=say("Instantanés; choisissez une ligne", here),
    )  # fmt: skip
    return taken[first if row is None else row]


def _standing(snapshot: Snapshot) -> None:
    """Whether its figures are still today's."""
    here = language()
    if snapshots.is_stale(house(), actor(), snapshot, now=now()):
        st.warning(say("Cet instantané n’est plus à jour : les chiffres ont changé depuis.", here),
                   icon=":material/update:")  # fmt: skip
    else:
        st.success(say("Les chiffres d’aujourd’hui sont ceux de cet instantané.", here),
                   icon=":material/check:")  # fmt: skip


def compared(snapshot: Snapshot) -> None:
    """Then, now, and the difference, by subgroup; the total comes last."""
    here = language()
    found = snapshots.differences(house(), actor(), snapshot.id, now=now())
    columns = [
        Column(say("Sous-groupe", here),
               lambda d: subgroup_said(d.key[1]) if d.key else say("Total", here)),
        Column(say("Réclamations alors", here), lambda d: d.then.claims if d.then else 0, "count"),
        Column(say("Réclamations maintenant", here), lambda d: d.now.claims if d.now else 0,
               "count"),
        Column(say("Déclaré alors", here), lambda d: d.then.declared if d.then else 0, "money"),
        Column(say(DECLARED, here) + " ±", lambda d: d.declared, "money"),
        Column(say(SUPPORTED, here) + " ±", lambda d: d.supported, "money"),
        Column(say(ADMITTED, here) + " ±", lambda d: d.admitted, "money"),
    ]  # fmt: skip
    staff.short_table(found, columns, alt=say("Écarts depuis l’instantané", here))
