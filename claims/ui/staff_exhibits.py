"""The exhibits of a claim beside the loss they prove: one page at a time, turned to be read.

A page turned changes nothing but what is shown here: the picture is ours, the exhibit stays as it
was received. Only this part of the page runs again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from claims.claim.model import Exhibit
from claims.damages.assessment import Line
from claims.evidence.look import Look
from claims.evidence.redacting import can_be_redacted, pages_of
from claims.i18n.catalogue import say
from claims.office import redacting
from claims.office.entitling import Named
from claims.office.lawyer import OpenClaim
from claims.problems import Erased, KeyLost, NotAllowed, NotFound, Quarantined
from claims.ui import staff, staff_naming
from claims.ui.here import actor, house, language

TURNS = 4


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit that has pages: its claim, its id, what it is called and how many pages."""

    number: str
    id: str
    name: str
    pages: int


def beside(
    line: Line, opened: OpenClaim, known: Mapping[str, Look], names: Mapping[str, Named]
) -> None:
    """The pages of the exhibits, those of the line first; nothing when neither one of the line nor
    one of no line has any."""
    ordered = sorted(opened.claim.exhibits, key=lambda exhibit: line.loss not in exhibit.losses)
    shown = [_shown(exhibit, opened, known.get(exhibit.id, Look()), names.get(exhibit.id))
             for exhibit in ordered if _has_pages(exhibit, known)]  # fmt: skip
    here = [each for each in ordered if line.loss in each.losses or not each.losses]
    if any(_has_pages(exhibit, known) for exhibit in here):
        with st.container(border=True, gap="small", key="exhibits"):
            _viewer(line.loss, shown)


def _has_pages(exhibit: Exhibit, known: Mapping[str, Look]) -> bool:
    look = known.get(exhibit.id, Look())
    return can_be_redacted(exhibit.media) and not look.quarantined


def _shown(exhibit: Exhibit, opened: OpenClaim, look: Look, named: Named | None) -> Shown:
    kind = staff.matter().exhibit_kinds[exhibit.kind].in_(language())
    pages = pages_of(exhibit.media, look.pages)
    name = staff_naming.in_a_list(named, kind, exhibit.name)
    return Shown(opened.row.number, exhibit.id, name, pages)


@st.fragment
def _viewer(loss: str, exhibits: Sequence[Shown]) -> None:
    """One exhibit, one of its pages, and the buttons that turn them."""
    here, one = language(), _chosen(loss, exhibits)
    page, turn = _at(one), st.session_state.get(_turned(one), 0)
    place = f"/piece/{one.number}/{one.id}/page/{page}/{turn}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if one.pages > 1:
            _pages(one, page)
        st.button(say("Tourner", here), key="exhibits.turn", icon=":material/rotate_right:",
                  shortcut="Alt+U", on_click=_turn, args=(one,),
                  help=say("D’un quart de tour, ici seulement : la pièce reste telle que reçue.",
                           here))  # fmt: skip
        st.link_button(say("Ouvrir en grand", here), f"{place}/grande.png", key="exhibits.open",
                       icon=":material/open_in_full:", type="tertiary")  # fmt: skip
    if _is_drawn(one, page, turn):
        alt = say("Page {page} de la pièce choisie", here, page=page)
        st.markdown(f"[![{alt}]({place}.png)]({place}/grande.png)")
    else:
        st.warning(say("Cette page ne se laisse pas dessiner. Téléchargez la pièce pour la lire.",
                       here), icon=":material/broken_image:")  # fmt: skip


def _is_drawn(one: Shown, page: int, turn: int) -> bool:
    """Whether there is a picture of it, which is then at hand for whoever asks."""
    try:
        return bool(redacting.page_shown(house(), actor(), one.number, one.id, page, turn=turn))
    except (KeyLost, Erased, NotAllowed, NotFound, Quarantined):
        return False  # the page says why, once it is drawn again


def _chosen(loss: str, exhibits: Sequence[Shown]) -> Shown:
    """The exhibit shown; nothing to choose of one alone."""
    if len(exhibits) == 1:
        return exhibits[0]
    place = st.selectbox(
        say("Pièce montrée", language()), range(len(exhibits)),
        key=f"exhibits.shown.{exhibits[0].number}.{loss}",
        format_func=lambda place: staff.plain(exhibits[place].name),
    )  # fmt: skip
    return exhibits[place]


def _pages(one: Shown, page: int) -> None:
    """The page before, which page this is, the page after."""
    here = language()
    st.button(say("Précédente", here), key="exhibits.before", icon=":material/chevron_left:",
              shortcut="Alt+I", disabled=page == 1, on_click=_go, args=(one, page - 1))  # fmt: skip
    st.markdown(say("Page {page} sur {pages}", here, page=page, pages=one.pages), width="content")
    st.button(say("Suivante", here), key="exhibits.after", icon=":material/chevron_right:",
              icon_position="right", shortcut="Alt+O", disabled=page == one.pages, on_click=_go,
              args=(one, page + 1))  # fmt: skip


def _at(one: Shown) -> int:
    """The page looked at last in this session."""
    page: int = st.session_state.get(f"exhibits.page.{one.id}", 1)
    return min(page, one.pages)


def _go(one: Shown, page: int) -> None:
    st.session_state[f"exhibits.page.{one.id}"] = page


def _turned(one: Shown) -> str:
    """Session key: how many quarter turns clockwise an exhibit is shown at."""
    return f"exhibits.turn.{one.id}"


def _turn(one: Shown) -> None:
    st.session_state[_turned(one)] = (st.session_state.get(_turned(one), 0) + 1) % TURNS
