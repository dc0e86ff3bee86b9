"""The losses, a head at a time, each with what it computes to; and the sums already received."""

import streamlit as st

from claims.claim.form import LossForm
from claims.damages.explain import GRADES, gain_of
from claims.i18n import N_
from claims.office import claimant
from claims.ui.forms import ACCEPTED, CREDIT_KINDS, LABELS, echo, options, plain
from claims.ui.forms_losses import (
    asked_of,
    heads_open,
    new_losses,
    site_names,
    site_said,
    tape_table,
)
from claims.ui.here import actor, house, now
from claims.ui.widgets import choice_field, day_field, fault, text_field
from claims.ui.widgets_cards import cards, facts, opened, part_buttons, shut
from claims.ui.widgets_page import amount, foot, open_topic, total_card

desk = open_topic("pertes", N_("Qu’avez-vous perdu?"))
folder, matter, tongue = desk.folder, desk.folder.matter, desk.language
sites = site_names(folder, tongue)
ALL, SELF = "*", ""
st.markdown(desk.say("Ajoutez une perte par chef de dommages et par site. Inscrivez ce que vous "
                     "savez : une preuve peut venir plus tard, et son effet est indiqué."))  # fmt: skip


def add() -> None:
    where, head = st.session_state["nouveau-site"], st.session_state["nouveau-chef"]
    services = list(sites) if where == ALL else [where]
    losses = new_losses(folder, head, services) if head else []
    ids = claimant.add_parts(house(), actor(), "losses", losses, now=now()) if losses else ()
    st.session_state["ouvert losses"] = ids[0] if ids else ""
    st.session_state["déjà"] = bool(head and not ids)


def new_loss() -> None:
    with st.container(border=True, key="nouvelle-perte"):
        st.subheader(desk.say("Ajouter une perte"), anchor=False)
        offered = {**sites, SELF: desk.say("Pour vous-même (une seule fois)")}
        if len(sites) > 1:
            offered = {ALL: desk.say("Tous les sites"), **offered}
        where = st.selectbox(desk.say("Pour quel site?"), list(offered), key="nouveau-site",
                             format_func=lambda key: offered.get(key, key))  # fmt: skip
        heads = heads_open(folder, next(iter(sites), "") if where == ALL else where)
        st.selectbox(desk.say(LABELS["losses.head"]), list(heads), key="nouveau-chef", index=None,
                     placeholder=desk.say("Choisissez"),
                     format_func=lambda key: matter.heads[key].label.in_(tongue))  # fmt: skip
        st.button(desk.say("Ajouter cette perte"), key="ajouter-perte", icon=":material/add:",
                  on_click=add)  # fmt: skip
        if st.session_state.get("déjà"):
            fault(
                desk.say("Cette perte est déjà inscrite pour ce site. Ouvrez sa fiche ci-dessous.")
            )


def edit(loss: LossForm) -> None:
    here = f"losses.{loss.id}"
    left, right = st.columns(2)
    with left:
        day_field(desk, f"{here}.start", desk.say(LABELS["losses.start"]))
    with right:
        day_field(desk, f"{here}.end", desk.say(LABELS["losses.end"]))
    for name, asked in asked_of(loss, folder).items():
        text_field(desk, f"{here}.inputs.{name}", asked.label.in_(tongue),
                   hint=plain(asked.hint.in_(tongue)) if asked.hint else "",
                   lines=6 if asked.unit == "history" else 0,
                   seen=echo(loss.inputs.get(name, ""), asked, matter, tongue))  # fmt: skip
    for problem in (f"{here}.inputs", f"{here}.head", f"{here}.service"):
        desk.tell(problem)
    text_field(desk, f"{here}.note", desk.say(LABELS["losses.note"]), lines=2)


def computed(loss: LossForm) -> None:
    line = folder.line(loss.id)
    if line is None:
        return
    facts(desk, [
        (desk.say("Déclaré"), amount(desk, line.declared)),
        (desk.say("Étayé par vos pièces"), amount(desk, line.supported)),
        (desk.say("Preuve"), desk.say("cote {grade} : {said}", grade=line.grade,
                                      said=GRADES[line.grade].in_(tongue))),
    ])  # fmt: skip
    if gain := gain_of(line, matter, tongue):
        st.caption(f":material/trending_up: {plain(gain)}")
    with st.expander(desk.say("Voir le calcul"), key=f"calcul-{loss.id}"):
        st.markdown(tape_table(line, matter, tongue))
        st.caption(plain(matter.heads[loss.head].authority.in_(tongue)))


if not folder.locked:
    new_loss()
for place, loss in cards(desk, "losses", folder.form.losses):
    with st.container(border=True, key=f"carte-{loss.id}"):
        head = matter.heads.get(loss.head)
        label = head.label.in_(tongue) if head else desk.say("Chef à préciser")
        part_buttons(desk, "losses", loss.id, f"{place}. {plain(label)}", f"losses.{loss.id}.start")
        st.caption(plain(site_said(loss, folder, tongue)))
        if opened(desk, "losses", loss.id):
            edit(loss)
            shut(desk, "losses")
        computed(loss)


def add_credit() -> None:
    (new,) = claimant.add_parts(house(), actor(), "credits", [{}], now=now())
    st.session_state["ouvert credits"] = new


def edit_credit(here: str) -> None:
    heads = {key: matter.heads[key].label.in_(tongue) for key in matter.heads}
    choice_field(desk, f"{here}.kind", desk.say(LABELS["credits.kind"]),
                 options(CREDIT_KINDS, tongue))  # fmt: skip
    text_field(desk, f"{here}.amount", desk.say(LABELS["credits.amount"]),
               seen=desk.money_read(f"{here}.amount"))  # fmt: skip
    choice_field(desk, f"{here}.accepted", desk.say(LABELS["credits.accepted"]),
                 options(ACCEPTED, tongue))  # fmt: skip
    choice_field(desk, f"{here}.head", desk.say(LABELS["credits.head"]), heads, long=True)
    choice_field(desk, f"{here}.service", desk.say(LABELS["credits.service"]), sites, long=True)
    day_field(desk, f"{here}.received", desk.say(LABELS["credits.received"]))


st.header(desk.say("Sommes déjà reçues"), anchor=False)
st.markdown(desk.say("Crédit, remboursement, geste commercial ou assurance : une somme reçue est "
                     "déduite une seule fois, de la perte à laquelle elle répond. Une offre refusée "
                     "n’est pas déduite."))  # fmt: skip
for place, credit in cards(desk, "credits", folder.form.credits):
    with st.container(border=True, key=f"carte-{credit.id}"):
        kinds = options(CREDIT_KINDS, tongue)
        title = kinds.get(credit.kind, desk.say("Somme à préciser"))
        part_buttons(
            desk, "credits", credit.id, f"{place}. {plain(title)}", f"credits.{credit.id}.kind"
        )
        if opened(desk, "credits", credit.id):
            edit_credit(f"credits.{credit.id}")
            shut(desk, "credits")
        else:
            st.text(desk.money_read(f"credits.{credit.id}.amount") or "—")
if not folder.locked:
    st.button(desk.say("Ajouter une somme reçue"), key="ajouter-somme", icon=":material/add:",
              on_click=add_credit)  # fmt: skip
total_card(desk)
foot(desk, "pertes")
