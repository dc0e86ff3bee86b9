"""Exhibits nobody described yet, matched to their site by their name: one table, one confirmation.

What a name suggests is only proposed. Nothing is attached before the person says so, and each
exhibit keeps its card, where all of it can be changed.
"""

from functools import partial
from typing import Any

import streamlit as st

from claims.claim.matching import Proposal
from claims.office.bringing import describe, proposals
from claims.ui.forms_losses import site_names
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt

NONE = "—"
FEWEST = 2
"""One exhibit alone is described on its card."""


def match_all(desk: Desk) -> None:
    """The table of what is proposed for the exhibits that wait, and the button that accepts it."""
    _done(desk)
    waiting = proposals(desk.folder)
    if len(waiting) < FEWEST:
        return
    with st.container(border=True, key="rapprochement"):
        st.subheader(desk.say("De quel site parlent vos pièces?"), anchor=False)
        st.markdown(
            desk.say(
                "Le site et la nature sont proposés d’après le nom de chaque fichier. Corrigez ce "
                "qui ne va pas, puis confirmez : chaque pièce sera rattachée aux pertes du site "
                "que sa nature peut prouver."
            )
        )
        _table(desk, waiting)


def _table(desk: Desk, waiting: dict[str, Proposal]) -> None:
    state, (sites, kinds) = st.session_state, _offered(desk)
    if list(state.get("rapprochés", ())) != list(waiting):
        state["rapprochés"] = waiting
        state["tour rapprochement"] = state.get("tour rapprochement", 0) + 1
    key = f"rapprochement-{state['tour rapprochement']}"
    st.data_editor(
        _shown(desk, state["rapprochés"], sites, kinds),
        key=key,
        hide_index=True,
        height=min(38 + 35 * len(waiting), 460),
        column_config=_configured(desk, sites, kinds),
    )
    st.button(
        desk.say_n("Confirmer ce rattachement", "Confirmer ces {n} rattachements", len(waiting)),
        key="rapprochement-confirmer",
        icon=":material/done_all:",
        on_click=_confirm,
        args=(key, sites, kinds),
    )


def _offered(desk: Desk) -> tuple[dict[str, str], dict[str, str]]:
    """Sites and kinds by what the table calls them; two sites of one name are told apart."""
    names: dict[str, str] = {}
    for service, name in site_names(desk.folder, desk.language).items():
        same = sum(known.split(" (")[0] == name for known in names)
        names[f"{name} ({same + 1})" if same else name] = service
    labels = desk.folder.matter.exhibit_kinds.items()
    return names, {label.in_(desk.language): kind for kind, label in labels}


def _shown(
    desk: Desk, waiting: dict[str, Proposal], sites: dict[str, str], kinds: dict[str, str]
) -> list[dict[str, str]]:
    files = {exhibit.id: exhibit.name for exhibit in desk.folder.exhibits}
    site = {service: name for name, service in sites.items()}
    kind = {key: label for label, key in kinds.items()}
    return [
        {
            "file": files.get(name, ""),
            "site": site.get(p.service, NONE),
            "kind": kind.get(p.kind, NONE),
        }
        for name, p in waiting.items()
    ]


def _configured(desk: Desk, sites: dict[str, str], kinds: dict[str, str]) -> dict[str, Any]:
    column = st.column_config
    return {
        "file": column.TextColumn(desk.say("Fichier"), disabled=True, width=270),
        "site": column.SelectboxColumn(desk.say("Site"), options=[NONE, *sites], width=190),
        "kind": column.SelectboxColumn(
            desk.say("Nature de la pièce"), options=[NONE, *kinds], width=190
        ),
    }


def _confirm(key: str, sites: dict[str, str], kinds: dict[str, str]) -> None:
    """Accept the table as it stands: what was proposed, and what the person changed."""
    state = st.session_state
    edits = {int(i): cells for i, cells in state[key].get("edited_rows", {}).items()}
    said = {
        name: _changed(proposal, edits.get(place, {}), sites, kinds)
        for place, (name, proposal) in enumerate(state["rapprochés"].items())
    }
    state["rapprochement fait"] = attempt(partial(describe, house(), actor(), said, now=now()))


def _changed(
    proposal: Proposal, cells: dict[str, str | None], sites: dict[str, str], kinds: dict[str, str]
) -> Proposal:
    service = sites.get(cells["site"] or "", "") if "site" in cells else proposal.service
    kind = kinds.get(cells["kind"] or "", "") if "kind" in cells else proposal.kind
    return Proposal(service, kind)


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
