"""The fields of the list of claims, and its address: the address alone remembers what was asked.

Every run reads the address and puts it in the fields; a field that changes writes the address, so
that a view is sent as a link and the browser's own Back returns to the one before.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from claims.i18n.catalogue import N_, say
from claims.matter.model import Matter
from claims.office import views, worklist
from claims.office.views import CHOICES, ORDERS, STATES, View
from claims.store.views import Address
from claims.ui import staff, staff_asked, staff_queue, staff_team
from claims.ui.forms import plain
from claims.ui.here import actor, house, language, now
from claims.ui.staff_totals import head_said, subgroup_said

ORDERS_SAID = {
    "recent": N_("Les plus récentes d’abord"),
    "oldest": N_("Les plus anciennes d’abord"),
    "declared": N_("Les plus élevées d’abord"),
    "updated": N_("Modifiées récemment"),
    "name": N_("Par nom"),
}
KEY = "claims.{}"
"""Key of the widget of a field of the view."""
LAST = "claims.address"
"""Session key: the address of the list when it was last shown, to come back to."""
SHOWN = 5
"""Unknown words of an address told at most."""


def asked() -> View:
    """The view of the address; what it names that nobody knows is told and left aside."""
    before = st.query_params.get(staff_asked.MATTER, "")
    matter = staff_asked.open_matter()
    view, strange = views.read_view(read_address(), matter)
    if before not in ("", matter.id):  # another matter was chosen: its subgroups are its own
        view, strange = View(words=view.words, order=view.order), ()
        write(view)
    left_aside(strange)
    st.session_state[LAST] = read_address()
    return view


def left_aside(strange: Sequence[str]) -> None:
    """What an address names that nobody knows."""
    if strange:
        st.caption(say("L’adresse nomme des filtres inconnus, laissés de côté :", language()))
        st.text(", ".join(strange[:SHOWN]))


def read_address() -> Address:
    """Name → all that the address says under it."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def write(view: View) -> None:
    """Make the address say a view, and nothing else but the matter."""
    st.query_params.from_dict(address(view, staff.matter()))


def address(view: View, matter: Matter) -> dict[str, Any]:
    """The whole address of a view, of a matter."""
    return {staff_asked.MATTER: matter.id, **view.address}


def back_to_list(label: str) -> None:
    """A link to the list as it was last shown."""
    st.page_link(staff_queue.CLAIMS_PAGE, label=label, icon=":material/arrow_back:",
                 query_params=st.session_state.get(LAST))  # fmt: skip


def beside(number: str) -> None:
    """The claims before and after this one in the list as it was last shown, each by a key too."""
    if LAST not in st.session_state:
        return
    here = language()
    view, _ = views.read_view(st.session_state[LAST], staff.matter())
    before, after = views.beside(house(), actor(), staff.matter().id, view, number, now=now())
    if st.button(say("Précédente", here), key="claim.before", icon=":material/chevron_left:",
                 shortcut="Alt+K", type="tertiary", disabled=not before):  # fmt: skip
        staff_queue.open_claim(before)
    if st.button(say("Suivante", here), key="claim.after", icon=":material/chevron_right:",
                 shortcut="Alt+J", type="tertiary", disabled=not after):  # fmt: skip
        staff_queue.open_claim(after)


def fields(view: View) -> None:
    """Words, task, order and whose; under them, what several may be chosen of."""
    first, second, third, fourth = st.columns(4, vertical_alignment="bottom")
    _show(view, "words", "task", "order", "whose")
    here = language()
    first.text_input(
        say("Chercher", here), type="search", key=_key("words"), icon=":material/search:",
        placeholder=say("Nom, domaine ou numéro", here), max_chars=views.LONGEST, **_noted("words"),
    )  # fmt: skip
    second.selectbox(
        say("Tâche", here), ["", *worklist.TASKS], key=_key("task"), format_func=_task_said,
        **_noted("task"),
    )  # fmt: skip
    third.selectbox(
        say("Ordre", here), list(ORDERS), key=_key("order"),
        format_func=lambda code: say(ORDERS_SAID[code], here), **_noted("order"),
    )  # fmt: skip
    fourth.selectbox(
        say("Confiées", here), staff_team.whose(view.whose), key=_key("whose"),
        format_func=staff_team.whose_said, **_noted("whose"),
    )  # fmt: skip
    chosen = any(getattr(view, name) for name in CHOICES)
    with st.expander(say("Plus de filtres", here), icon=":material/filter_alt:", expanded=chosen,
                     key="claims.more"):  # fmt: skip
        choices(view)


def choices(view: View) -> None:
    """States, subgroups, heads and grades of proof, of which several may be chosen."""
    here, matter = language(), staff.matter()
    _show(view, *CHOICES)
    offered: Sequence[tuple[str, str, Sequence[Any], Any]] = (
        ("states", say("États", here), STATES, staff.said),
        ("subgroups", say("Sous-groupes", here), list(matter.subgroups), subgroup_said),
        ("heads", say("Chefs", here), list(matter.heads), head_said),
        ("grades", say("Preuve", here), views.GRADES, str),
    )
    for column, (name, label, options, said) in zip(st.columns(4), offered, strict=True):
        column.multiselect(label, options, key=_key(name), format_func=said,
                           placeholder=say("Tous", here), **_noted(name))  # fmt: skip


def page_of(view: View, total: int) -> None:
    """The pages of what was found."""
    pages = max(1, -(-total // views.SIZE))
    _show(replace(view, page=min(view.page, pages)), "page")
    st.pagination(pages, key=_key("page"), **_noted("page"))


def _task_said(code: str) -> str:
    return staff_queue.said(code) if code else say("Toutes", language())


def _key(name: str) -> str:
    return KEY.format(name)


def _show(view: View, *names: str) -> None:
    """Put a view in the widgets about to be drawn."""
    for name in names:
        value = getattr(view, name)
        st.session_state[_key(name)] = list(value) if name in CHOICES else value


def _noted(name: str) -> dict[str, Any]:
    return {"on_change": _note, "args": (name,)}


def _note(name: str) -> None:
    """Write in the address what one field now says; any but the page begins at the first."""
    view, _ = views.read_view(read_address(), staff.matter())
    value = st.session_state[_key(name)]
    said: dict[str, Any] = {name: tuple(value) if name in CHOICES else value}
    write(replace(view, **({"page": 1} | said)))


def told(view: View) -> str:
    """A view in words: what narrows it, or that nothing does. Inert in Markdown."""
    here = language()
    parts = [
        view.words and f"« {view.words} »",
        view.task and staff_queue.said(view.task),
        view.whose and staff_team.whose_said(view.whose),
        *map(staff.said, view.states),
        *map(subgroup_said, view.subgroups),
        *map(head_said, view.heads),
        *(say("Preuve {grade}", here, grade=grade) for grade in view.grades),
    ]
    return plain(" · ".join(filter(None, parts)) or say("Toutes les réclamations", here))
