"""Losses on their cards: added, changed, and told as far as they can be counted."""

import streamlit as st

from claims.claim.form import LossForm
from claims.damages.explain import GRADES, gain_of
from claims.office import claimant
from claims.ui.forms import LABELS, echo, plain
from claims.ui.forms_losses import (
    asked_of,
    heads_open,
    new_losses,
    site_names,
    site_said,
    tape_table,
)
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, day_field, fault, text_field
from claims.ui.widgets_cards import facts, opened, part_buttons, shut
from claims.ui.widgets_page import amount

ALL, SELF = "*", ""
"""Where a new loss goes: every site, or the claimant."""


def new_loss(desk: Desk) -> None:
    """Choose a site and a head; the days are filled from what is known of the outage."""
    sites, heads = site_names(desk.folder, desk.language), desk.folder.matter.heads
    with st.container(border=True, key="nouvelle-perte"):
        st.subheader(desk.say("Ajouter une perte"), anchor=False)
        where = _where(desk, sites)
        offered = heads_open(desk.folder, next(iter(sites), "") if where == ALL else where)
        st.selectbox(
            desk.say(LABELS["losses.head"]),
            list(offered),
            key="nouveau-chef",
            index=None,
            placeholder=desk.say("Choisissez"),
            format_func=lambda key: heads[key].label.in_(desk.language),
        )
        st.button(
            desk.say("Ajouter cette perte"),
            key="ajouter-perte",
            icon=":material/add:",
            on_click=_add,
            args=(desk,),
        )
        if st.session_state.get("déjà"):
            fault(desk.say("Cette perte est déjà inscrite pour ce site. Ouvrez sa fiche plus bas."))


def _where(desk: Desk, sites: dict[str, str]) -> str:
    offered = {**sites, SELF: desk.say("Pour vous-même (une seule fois)")}
    if len(sites) > 1:
        offered = {ALL: desk.say("Tous les sites"), **offered}
    chosen = st.selectbox(
        desk.say("Pour quel site?"),
        list(offered),
        key="nouveau-site",
        format_func=lambda key: offered.get(key, key),
    )
    return str(chosen or SELF)


def _add(desk: Desk) -> None:
    where, head = st.session_state["nouveau-site"], st.session_state["nouveau-chef"]
    if not head:
        return
    services = [s.id for s in desk.folder.form.services] if where == ALL else [where]
    losses = new_losses(desk.folder, head, services)
    ids = claimant.add_parts(house(), actor(), "losses", losses, now=now()) if losses else ()
    if ids:
        st.session_state.update({"ouvert losses": ids[0], "nouveau-chef": None})
    st.session_state["déjà"] = not ids


def loss_card(desk: Desk, place: int, loss: LossForm) -> None:
    """One loss: its head and site, its fields when open, what it computes to."""
    head = desk.folder.matter.heads.get(loss.head)
    label = head.label.in_(desk.language) if head else desk.say("Chef à préciser")
    with st.container(border=True, key=f"carte-{loss.id}"):
        part_buttons(desk, "losses", loss.id, f"{place}. {plain(label)}")
        st.caption(plain(site_said(loss, desk.folder, desk.language)))
        if opened(desk, "losses", loss.id):
            _edit(desk, loss)
            shut(desk, "losses", loss.id)
        _computed(desk, loss)


def _edit(desk: Desk, loss: LossForm) -> None:
    here, language = f"losses.{loss.id}", desk.language
    first, last = st.columns(2)
    with first:
        day_field(desk, f"{here}.start", desk.say(LABELS["losses.start"]))
    with last:
        day_field(desk, f"{here}.end", desk.say(LABELS["losses.end"]))
    for name, asked in asked_of(loss, desk.folder).items():
        text_field(
            desk,
            f"{here}.inputs.{name}",
            asked.label.in_(language),
            hint=plain(asked.hint.in_(language)) if asked.hint else "",
            lines=6 if asked.unit == "history" else 0,
            seen=echo(loss.inputs.get(name, ""), asked, desk.folder.matter, language),
        )
    for leaf in ("inputs", "head", "service"):
        desk.tell(f"{here}.{leaf}")
    text_field(desk, f"{here}.note", desk.say(LABELS["losses.note"]), lines=2)


def _computed(desk: Desk, loss: LossForm) -> None:
    line, matter, language = desk.folder.line(loss.id), desk.folder.matter, desk.language
    if line is None:
        return
    proof = desk.say(
        "cote {grade} : {said}", grade=line.grade, said=GRADES[line.grade].in_(language)
    )
    facts(
        [
            (desk.say("Déclaré"), amount(desk, line.declared)),
            (desk.say("Étayé par vos pièces"), amount(desk, line.supported)),
            (desk.say("Preuve"), proof),
        ]
    )
    if gain := gain_of(line, matter, language):
        st.caption(f":material/trending_up: {plain(gain)}")
    with st.expander(desk.say("Voir le calcul"), key=f"calcul-{loss.id}"):
        st.markdown(tape_table(line, matter, language))
        st.caption(plain(matter.heads[loss.head].authority.in_(language)))
