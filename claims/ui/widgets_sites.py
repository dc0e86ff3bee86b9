"""Sites on their cards, added one at a time or pasted from a spreadsheet."""

from functools import partial

import streamlit as st

from claims.claim.form import ServiceForm
from claims.office import claimant
from claims.ui.forms import LABELS, plain
from claims.ui.forms_sites import domain_of, pasted, state_of, types
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt, choice_field, day_field, fault, text_field
from claims.ui.widgets_cards import facts, opened, part_buttons, shut
from claims.ui.widgets_owner import owner_fields
from claims.ui.widgets_page import amount


def site_card(desk: Desk, place: int, service: ServiceForm) -> None:
    """One site: its fields when open, else what is known of it in one line."""
    name = domain_of(service, desk.folder.matter) or desk.say("Site à préciser")
    with st.container(border=True, key=f"carte-{service.id}"):
        part_buttons(desk, "services", service.id, f"{place}. {plain(name)}")
        if opened(desk, "services", service.id):
            _edit(desk, service)
            shut(desk, "services", service.id)
        else:
            _show(desk, service)


def _edit(desk: Desk, service: ServiceForm) -> None:
    here, folder = f"services.{service.id}", desk.folder
    text_field(
        desk,
        f"{here}.domain",
        desk.say(LABELS["services.domain"]),
        hint=desk.say("Un seul nom, par exemple boutique.ca."),
    )
    offered = types(folder.matter, desk.language)
    choice_field(desk, f"{here}.type", desk.say(LABELS["services.type"]), offered)
    day_field(
        desk,
        f"{here}.restored",
        desk.say(LABELS["services.restored"]),
        hint=desk.say("Laissez vide si le service n’est jamais revenu."),
    )
    owner_fields(desk, service)


def _show(desk: Desk, service: ServiceForm) -> None:
    folder = desk.folder
    kind = folder.matter.service_types.get(service.type)
    facts(
        [
            (desk.say("Type"), kind.label.in_(desk.language) if kind else "—"),
            (desk.say("État"), state_of(service, desk.language)),
            (desk.say("Sous-groupe"), service.subgroup or desk.say("à préciser")),
            (desk.say("Pertes déclarées"), amount(desk, folder.declared_for(service.id))),
        ]
    )


def add_site() -> None:
    """A blank site, opened."""
    new = attempt(lambda: claimant.add_parts(house(), actor(), "services", [{}], now=now()))
    if new:
        st.session_state["ouvert services"] = new[0]


def paste_box(desk: Desk) -> None:
    """A list pasted from a spreadsheet; what could not be read stays in the box, and why."""
    state = st.session_state
    with st.expander(
        desk.say("Vous avez beaucoup de sites? Collez-en la liste"),
        icon=":material/content_paste:",
        key="collage",
    ):
        st.markdown(
            desk.say(
                "Un site par ligne : le nom de domaine, puis, si vous le voulez, un point-virgule "
                "et le type. Les colonnes d’un tableur conviennent."
            )
        )
        st.text_area(
            desk.say("Liste de sites"),
            key="coller",
            height=160,
            placeholder=desk.say("boutique.ca; Boutique en ligne"),
        )
        st.button(
            desk.say("Ajouter ces sites"), key="coller-ajouter", on_click=_paste, args=(desk,)
        )
        if "collés" in state:
            _report(desk, state["collés"], state["refusés"])


def _paste(desk: Desk) -> None:
    state = st.session_state
    parts, left, faults = pasted(state["coller"], desk.folder.matter, desk.language)
    add = partial(claimant.add_parts, house(), actor(), "services", parts, now=now())
    if parts and attempt(add) is None:
        return
    state.update({"coller": left, "collés": len(parts), "refusés": faults})


def _report(desk: Desk, added: int, faults: list[str]) -> None:
    done = desk.say_n("{n} site ajouté", "{n} sites ajoutés", added)
    if not faults:
        st.success(done, icon=":material/check_circle:")
        return
    left = desk.say_n("{n} ligne à corriger", "{n} lignes à corriger", len(faults))
    st.warning(f"{done} · {left}", icon=":material/error:")
    for sentence in faults[:20]:
        fault(sentence)
