"""Sites on their cards, added one at a time."""

import streamlit as st

from claims.claim.form import ServiceForm
from claims.office import claimant
from claims.ui.forms import LABELS, plain
from claims.ui.forms_sites import domain_of, servers, state_of, types
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt, choice_field, day_field, text_field
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
    if known := servers(folder.matter, desk.language):
        choice_field(desk, f"{here}.server", desk.say(LABELS["services.server"]), known)
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
            (desk.say("État"), state_of(service, desk.folder.matter, desk.language)),
            (desk.say("Sous-groupe"), service.subgroup or desk.say("à préciser")),
            (desk.say("Pertes déclarées"), amount(desk, folder.declared_for(service.id))),
        ]
    )


def add_site() -> None:
    """A blank site, opened."""
    new = attempt(lambda: claimant.add_parts(house(), actor(), "services", [{}], now=now()))
    if new:
        st.session_state["ouvert services"] = new[0]
