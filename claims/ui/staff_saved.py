"""Views of the list that counsel kept for themselves: opened, kept, deleted."""

from typing import Any

import streamlit as st

from claims.i18n.catalogue import say
from claims.office import views
from claims.office.views import View
from claims.problems import NotSaved, Refused
from claims.store.views import Address
from claims.ui import staff, staff_asked, staff_view
from claims.ui.forms import plain
from claims.ui.here import actor, house, language, now
from claims.ui.staff_queue import CLAIMS_PAGE

NAME, FAULTS = "view.name", "view.faults"
"""Session keys: what is typed as a name; what was wrong with the last one."""


def show(view: View) -> None:
    """Every view kept, each a link; the present one, to keep under a name."""
    here = language()
    with st.popover(say("Mes vues", here), icon=":material/bookmark:", key="views"):
        for each in views.saved(house(), actor(), staff.matter().id):
            with st.container(horizontal=True, horizontal_alignment="distribute",
                              vertical_alignment="center", wrap=False):  # fmt: skip
                st.page_link(CLAIMS_PAGE, label=plain(each.name), icon=":material/bookmark:",
                             query_params=_address(each.address))  # fmt: skip
                st.button(
                    say("Supprimer cette vue", here), key=f"view.forget.{each.name}",
                    type="tertiary", icon=":material/delete:", on_click=_forget, args=(each.name,),
                )  # fmt: skip
        _keeping(view)


def _keeping(view: View) -> None:
    here = language()
    st.caption(staff_view.told(view))
    with st.form("views.keep", border=False):
        st.text_input(say("Nom de la vue", here), key=NAME, max_chars=views.NAME)
        for problem in st.session_state.pop(FAULTS, ()):
            staff.fault(problem)
        st.form_submit_button(say("Garder cette vue", here), icon=":material/bookmark_add:",
                              key="view.keep", on_click=_keep, args=(view,))  # fmt: skip


def _address(kept: Address) -> dict[str, Any]:
    return {staff_asked.MATTER: staff.matter().id, **kept}


def _keep(view: View) -> None:
    try:
        views.save(
            house(), actor(), staff.matter().id, st.session_state[NAME], view, now=now()
        )  # fmt: skip
    except Refused as refusal:
        st.session_state[FAULTS] = refusal.problems
    except NotSaved:
        st.toast(say("Rien n’a été enregistré. Réessayez dans un instant.", language()))
    else:
        st.session_state[NAME] = ""


def _forget(name: str) -> None:
    views.forget(house(), actor(), staff.matter().id, name)
