"""Losses on their cards: added, changed, and told as far as they can be counted."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from claims.claim.form import LossForm
from claims.damages.proof_told import grades_said, proof_said, supported_said
from claims.i18n import N_
from claims.matter.model import Input, Unit
from claims.office import claimant
from claims.ui.forms import LABELS, echo, plain
from claims.ui.forms_losses import (
    asked_of,
    empty_losses,
    heads_open,
    new_losses,
    site_names,
    site_said,
    sites_for,
    tape_table,
    warned,
)
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt, day_field, fault, text_field
from claims.ui.widgets_absent import days_absent
from claims.ui.widgets_calls import call_log
from claims.ui.widgets_cards import facts, opened, part_buttons, shut
from claims.ui.widgets_gains import loss_gains
from claims.ui.widgets_history import history_field, sales_drawn
from claims.ui.widgets_page import amount

OWN: Mapping[Unit, Callable[[Desk, LossForm, str, Input], None]] = {
    "history": history_field,
    "absent_days": days_absent,
    "call_log": call_log,
}
"""Unit of an input → its own field, when a line of text is not enough."""
ALL = "*"
"""Every site that the head may be claimed for."""
NO_HEAD = N_("Choisissez d’abord un chef de dommages, puis ajoutez cette perte.")
NO_SITE = N_("Choisissez le site de cette perte, ou « Tous les sites ».")
LISTED_ALREADY = N_("Cette perte est déjà inscrite pour ce site. Ouvrez sa fiche plus bas.")
SEVERAL = 2
"""Empty losses that are worth removing together."""


def new_loss(desk: Desk) -> None:
    """Choose a head, then a site when there are several; the days are filled from the outage."""
    heads = heads_open(desk.folder)
    with st.container(border=True, key="nouvelle-perte"):
        st.subheader(desk.say("Ajouter une perte"), anchor=False)
        head = st.selectbox(
            desk.say(LABELS["losses.head"]),
            list(heads),
            key="nouveau-chef",
            index=None,
            placeholder=desk.say("Choisissez"),
            format_func=lambda key: desk.folder.matter.heads[key].label.in_(desk.language),
        )
        if head in heads and heads[head].per == "service":
            _where(desk, sites_for(desk.folder, head))
        st.button(
            desk.say("Ajouter cette perte"),
            key="ajouter-perte",
            icon=":material/add:",
            on_click=_add,
            args=(desk,),
        )
        if not desk.folder.form.services:
            st.caption(
                desk.say("Inscrivez d’abord vos sites : la plupart des pertes s’y rattachent.")
            )
        if refused := st.session_state.get("refus perte"):
            fault(desk.say(refused))


def _where(desk: Desk, sites: list[str]) -> None:
    """The site, which the person chooses when there are several: none is supposed."""
    if len(sites) < 2:
        return
    named = site_names(desk.folder, desk.language)
    every = desk.say("Tous les sites ({n})", n=len(sites))
    offered = {ALL: every} | {site: named[site] for site in sites}
    st.selectbox(
        desk.say("Pour quel site?"),
        list(offered),
        key="nouveau-site",
        index=None,
        placeholder=desk.say("Choisissez"),
        format_func=lambda key: offered.get(key, key),
    )


def _add(desk: Desk) -> None:
    """One loss, or one for each site; those listed already are not added again."""
    state, head = st.session_state, st.session_state["nouveau-chef"]
    state["refus perte"] = ""
    if head not in desk.folder.matter.heads:
        state["refus perte"] = NO_HEAD
        return
    services = _sites_chosen(desk, head)
    if not services:
        state["refus perte"] = NO_SITE
        return
    losses = new_losses(desk.folder, head, services)
    if not losses:
        state["refus perte"] = LISTED_ALREADY
        return
    add = partial(claimant.add_parts, house(), actor(), "losses", losses, now=now())
    if ids := attempt(add):
        state.update({"ouvert losses": ids[0], "nouveau-chef": None})


def _sites_chosen(desk: Desk, head: str) -> list[str]:
    """The site or sites the new loss is for; [""] for the claimant, [] when none was chosen."""
    if desk.folder.matter.heads[head].per != "service":
        return [""]
    sites, chosen = sites_for(desk.folder, head), st.session_state.get("nouveau-site")
    if len(sites) < 2 or chosen == ALL:
        return sites
    return [chosen] if chosen in sites else []


def empty_together(desk: Desk) -> None:
    """Several losses of which nothing is said: the way to remove them at once."""
    empty = empty_losses(desk.folder)
    if len(empty) < SEVERAL:
        return
    with st.container(border=True, key="pertes-vides"):
        st.markdown(
            desk.say_n(
                "{n} perte est encore vide. Remplissez-la, ou retirez-la.",
                "{n} pertes sont encore vides. Remplissez-les, ou retirez-les.",
                len(empty),
            )
        )
        st.button(
            desk.say_n("Retirer cette perte vide", "Retirer ces {n} pertes vides", len(empty)),
            key="retirer-vides",
            icon=":material/delete:",
            on_click=_remove,
            args=(empty,),
        )


def _remove(empty: list[str]) -> None:
    attempt(partial(claimant.remove_parts, house(), actor(), "losses", empty, now=now()))


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
        else:
            _warned(desk, loss, of_period=True)
        _computed(desk, loss)


def _edit(desk: Desk, loss: LossForm) -> None:
    here, language = f"losses.{loss.id}", desk.language
    first, last = st.columns(2)
    with first:
        day_field(desk, f"{here}.start", desk.say(LABELS["losses.start"]))
    with last:
        day_field(desk, f"{here}.end", desk.say(LABELS["losses.end"]))
    _warned(desk, loss, of_period=True)
    for name, asked in asked_of(loss, desk.folder).items():
        if asked.unit in OWN:
            OWN[asked.unit](desk, loss, name, asked)
            continue
        text_field(
            desk,
            f"{here}.inputs.{name}",
            asked.label.in_(language),
            hint=plain(asked.hint.in_(language)) if asked.hint else "",
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
        "catégorie {grade} : {said}",
        grade=grades_said(line),
        said=proof_said(line, matter, language),
    )
    facts(
        [
            (desk.say("Déclaré"), amount(desk, line.declared)),
            (desk.say("Étayé à ce jour"), amount(desk, line.supported)),
            (desk.say("Preuve"), proof),
        ]
    )
    if any(asked.unit == "history" for asked in matter.heads[loss.head].inputs.values()):
        sales_drawn(desk, loss)
    _warned(desk, loss, of_period=False)
    loss_gains(desk, line)
    with st.expander(desk.say("Voir le calcul"), key=f"calcul-{loss.id}"):
        st.markdown(tape_table(line, matter, language))
        if line.support:
            st.caption(plain(supported_said(line, matter, language)))
        st.caption(plain(matter.heads[loss.head].authority.in_(language)))


def _warned(desk: Desk, loss: LossForm, *, of_period: bool) -> None:
    """What the computation leaves in doubt; it keeps nobody from filing."""
    for said in warned(desk.folder.line(loss.id), desk.language, of_period=of_period):
        st.caption(f":material/warning: {plain(said)}")
