"""Claims counted under rules that changed since: told to counsel, shown, and counted again."""

import streamlit as st

from claims.i18n.catalogue import say, say_n
from claims.office import recounting
from claims.office.recounting import Recounted, Sums
from claims.problems import NotSaved
from claims.ui import staff
from claims.ui.here import actor, house, language, now

SHOWN, UNSAVED = "recount.shown", "recount.unsaved"
"""Session keys: matter → what a recount would change, as last looked at; the last was not kept."""


def offered() -> None:
    """What changed and what to do, while some claims follow other rules; nothing otherwise."""
    matter, here = staff.matter(), language()
    n = recounting.counted_otherwise(house(), matter.id)
    if not n:
        return
    with st.container(border=True, key="recount"):
        st.warning(
            say_n(
                "Un chiffre du barème, le fichier du dossier ou une table de taux a changé depuis "
                "que {n} réclamation a été calculée. Ses montants suivent encore les règles "
                "d’alors, et aucun document n’est produit avant un nouveau calcul.",
                "Un chiffre du barème, le fichier du dossier ou une table de taux a changé depuis "
                "que {n} réclamations ont été calculées. Leurs montants suivent encore les règles "
                "d’alors, et aucun document n’est produit avant un nouveau calcul.",
                n,
                here,
            ),
            icon=":material/rule:",
        )
        with st.container(horizontal=True):
            st.button(say("Voir ce qui changerait", here), key="recount.look",
                      on_click=_counted, kwargs={"keep": False})  # fmt: skip
            st.button(say("Recalculer", here), key="recount.keep", type="primary",
                      on_click=_counted, kwargs={"keep": True})  # fmt: skip
        if st.session_state.pop(UNSAVED, False):
            st.error(say("Rien n’a été enregistré. Réessayez dans un instant.", here))
        if shown := st.session_state.get(SHOWN, {}).get(matter.id):
            _effect(shown)


def _counted(*, keep: bool) -> None:
    """Count the claims again, to see or for good; what was seen is over once it is done."""
    state, matter = st.session_state, staff.matter().id
    shown: dict[str, Recounted] = state.setdefault(SHOWN, {})
    shown.pop(matter, None)
    try:
        found = recounting.recount(house(), actor(), matter, now=now(), keep=keep)
    except NotSaved:
        state[UNSAVED] = True
        return
    if not keep:
        shown[matter] = found


def _effect(counted: Recounted) -> None:
    """How many amounts change, and the sums before and after."""
    here = language()
    st.text(
        say_n(
            "{n} réclamation changerait de montant.",
            "{n} réclamations changeraient de montant.",
            len(counted.changed),
            here,
        )
    )
    sums_table(counted.before, counted.after)


def sums_table(before: Sums, after: Sums) -> None:
    """The three sums, before and after."""
    here = language()
    columns = [
        staff.Column(say("Somme", here), lambda row: row[0]),
        staff.Column(say("Avant", here), lambda row: row[1], "money"),
        staff.Column(say("Après", here), lambda row: row[2], "money"),
    ]
    staff.short_table(sums_rows(before, after), columns,
                      alt=say("Sommes avant et après le nouveau calcul", here))  # fmt: skip


def sums_rows(before: Sums, after: Sums) -> list[tuple[str, int, int]]:
    """Each sum by its name, before and after."""
    here = language()
    return [
        (say("Déclaré", here), before.declared, after.declared),
        (say("Étayé", here), before.supported, after.supported),
        (say("Admis", here), before.admitted, after.admitted),
    ]
