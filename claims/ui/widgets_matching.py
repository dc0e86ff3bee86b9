"""Exhibits nobody described yet, matched to their site by their name: one list, one confirmation.

What a name suggests is only proposed. Nothing is attached before the person says so, and each
exhibit keeps its card, where all of it can be changed.
"""

from dataclasses import replace
from functools import partial

import streamlit as st

from claims.claim.matching import Proposal
from claims.office.bringing import describe, proposals, proving_nothing
from claims.ui.forms_losses import site_names
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt
from claims.ui.widgets_cards import leaves
from claims.ui.widgets_page import FILES

NONE = "—"
FEWEST, PAGE = 2, 12
"""One exhibit alone is described on its card; more than a dozen stand on several pages."""
HALF = 304
"""Pixels of a choice: two stand side by side in the page, one under the other on a telephone."""


def match_all(desk: Desk) -> None:
    """What is proposed for the exhibits that wait, and the button that accepts it."""
    _done(desk)
    waiting = proposals(desk.folder)
    if len(waiting) < FEWEST:
        return
    said = _said(waiting)
    with st.container(border=True, key="rapprochement"):
        st.subheader(desk.say("De quel site parlent vos pièces?"), anchor=False)
        st.markdown(
            desk.say(
                "Le site et la nature sont proposés d’après le nom de chaque fichier. Corrigez ce "
                "qui ne va pas, puis confirmez : chaque pièce sera rattachée aux pertes du site "
                "que sa nature peut prouver."
            )
        )
        _each(desk, said)
        st.button(
            desk.say_n("Confirmer ce rattachement", "Confirmer ces {n} rattachements", len(said)),
            key="rapprochement-confirmer",
            icon=":material/done_all:",
            on_click=_confirm,
        )


def _said(waiting: dict[str, Proposal]) -> dict[str, Proposal]:
    """What stands for each exhibit: what the person chose here, else what its name proposes."""
    chosen = st.session_state.get("rapprochés", {})
    said = {name: chosen.get(name, proposal) for name, proposal in waiting.items()}
    st.session_state["rapprochés"] = said
    return said


def _each(desk: Desk, said: dict[str, Proposal]) -> None:
    """A file to a line, its site and its kind beside it; one under the other on a telephone."""
    files = {exhibit.id: exhibit.name for exhibit in desk.folder.exhibits}
    sites = {"": NONE} | site_names(desk.folder, desk.language)
    kinds = {"": NONE} | {
        kind: label.in_(desk.language) for kind, label in desk.folder.matter.exhibit_kinds.items()
    }
    for place, name in leaves(desk, "rapprochement", list(said), PAGE):
        with st.container(border=True, gap="xsmall", key=f"rapproche-{name}"):
            st.text(f"{place}. {files.get(name, '')}")
            with st.container(horizontal=True, gap="small"):
                _choice(desk.say("Site"), f"rapproche-site-{name}", sites, said[name].service)
                _choice(
                    desk.say("Nature de la pièce"), f"rapproche-nature-{name}", kinds,
                    said[name].kind,
                )  # fmt: skip


def _choice(label: str, key: str, offered: dict[str, str], stands: str) -> None:
    st.session_state[key] = stands if stands in offered else ""
    st.selectbox(
        label,
        list(offered),
        key=key,
        format_func=lambda name: offered.get(name, name),
        width=HALF,
        on_change=_chosen,
        args=(key,),
    )


def _chosen(key: str) -> None:
    """Keep what was chosen of one exhibit while others of the list are looked at."""
    state, (_, what, name) = st.session_state, key.split("-", 2)
    leaf = "service" if what == "site" else "kind"
    if name in (said := state.get("rapprochés", {})):
        said[name] = replace(said[name], **{leaf: state[key]})


def _confirm() -> None:
    """Accept what was proposed, and what the person changed."""
    if said := st.session_state.pop("rapprochés", {}):  # a second click finds none
        done = attempt(partial(describe, house(), actor(), said, now=now()))
        st.session_state["rapprochement fait"] = done


def _done(desk: Desk) -> None:
    """What the last confirmation did, once."""
    done = st.session_state.pop("rapprochement fait", None)
    if not done:
        return
    described, alone = done
    line = desk.say_n("{n} pièce décrite.", "{n} pièces décrites.", described)
    st.success(line, icon=":material/check_circle:")
    if alone:
        st.info(
            desk.say_n(
                "{n} pièce parle d’un site sans perte inscrite : inscrivez-la à la page « Vos "
                "pertes », puis rattachez la pièce sur sa fiche.",
                "{n} pièces parlent de sites sans perte inscrite : inscrivez-les à la page « Vos "
                "pertes », puis rattachez les pièces sur leur fiche.",
                alone,
            ),
            icon=":material/info:",
        )


def proving_none(desk: Desk) -> None:
    """How many exhibits prove no loss, and the way to tie them; it keeps nobody from filing."""
    idle = 0 if desk.folder.locked else len(proving_nothing(desk.folder))
    if not idle:
        return
    with st.container(border=True, gap="xsmall", key="pieces-sans-perte"):
        said = desk.say_n(
            "{n} pièce ne prouve aucune perte.", "{n} pièces ne prouvent aucune perte.", idle
        )
        more = desk.say(
            "Vous pouvez déposer ainsi, mais rien de ce que vous réclamez n’en sera mieux étayé."
        )
        st.markdown(f":material/link_off: **{said}** {more}")
        st.page_link(
            FILES["pieces"],
            label=desk.say("Dire ce que prouve chaque pièce"),
            icon=":material/arrow_forward:",
        )
