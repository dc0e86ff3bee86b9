"""Sums already received, or offered and refused, on their cards."""

import streamlit as st

from claims.claim.form import CreditForm
from claims.office import claimant
from claims.ui.forms import ACCEPTED, CREDIT_KINDS, LABELS, options, plain
from claims.ui.forms_losses import site_names
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt, choice_field, day_field, text_field
from claims.ui.widgets_cards import facts, opened, part_buttons, shut


def credit_card(desk: Desk, place: int, credit: CreditForm) -> None:
    """One sum: what it was, and its fields when open."""
    kinds = options(CREDIT_KINDS, desk.language)
    title = kinds.get(credit.kind, desk.say("Somme à préciser"))
    here = f"credits.{credit.id}"
    with st.container(border=True, key=f"carte-{credit.id}"):
        part_buttons(desk, "credits", credit.id, f"{place}. {plain(title)}")
        if opened(desk, "credits", credit.id):
            _edit(desk, here)
            shut(desk, "credits", credit.id)
            return
        effect = options(ACCEPTED, desk.language).get(credit.accepted, "—")
        facts(
            [
                (desk.say("Montant"), desk.money_read(f"{here}.amount") or "—"),
                (desk.say("Acceptée"), effect),
            ]
        )


def _edit(desk: Desk, here: str) -> None:
    language, matter = desk.language, desk.folder.matter
    heads = {key: label.in_(language) for key, label in matter.credited().items()}
    sites = site_names(desk.folder, language)
    choice_field(
        desk, f"{here}.kind", desk.say(LABELS["credits.kind"]), options(CREDIT_KINDS, language)
    )
    if desk.value(f"{here}.kind") == "free_hosting" and not matter.values_free_hosting:
        unvalued = desk.say(
            "Dans ce dossier, l’hébergement offert n’est pas évalué : il est consigné, et rien "
            "n’est déduit."
        )
        st.caption(f":material/info: {unvalued}")
    text_field(
        desk,
        f"{here}.amount",
        desk.say(LABELS["credits.amount"]),
        seen=desk.money_read(f"{here}.amount"),
    )
    choice_field(
        desk, f"{here}.accepted", desk.say(LABELS["credits.accepted"]), options(ACCEPTED, language)
    )
    choice_field(desk, f"{here}.head", desk.say(LABELS["credits.head"]), heads, long=True)
    choice_field(desk, f"{here}.service", desk.say(LABELS["credits.service"]), sites, long=True)
    day_field(desk, f"{here}.received", desk.say(LABELS["credits.received"]))


def add_credit() -> None:
    """A blank sum, opened."""
    new = attempt(lambda: claimant.add_parts(house(), actor(), "credits", [{}], now=now()))
    if new:
        st.session_state["ouvert credits"] = new[0]
