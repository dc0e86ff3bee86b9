"""The losses, a head at a time, each with what it computes to; and the sums already received."""

import streamlit as st

from claims.i18n import N_
from claims.ui.widgets_cards import cards
from claims.ui.widgets_credits import add_credit, credit_card
from claims.ui.widgets_losses import empty_together, loss_card, new_loss
from claims.ui.widgets_page import foot, open_topic, total_card

desk = open_topic("pertes", N_("Qu’avez-vous perdu?"))
st.markdown(
    desk.say(
        "Ajoutez une perte par chef de dommages et par site. Inscrivez ce que vous savez : une "
        "preuve peut venir plus tard, et son effet est indiqué."
    )
)
if not desk.folder.locked:
    new_loss(desk)
    empty_together(desk)
for place, loss in cards(desk, "losses", desk.folder.form.losses):
    loss_card(desk, place, loss)
st.header(desk.say("Sommes déjà reçues"), anchor=False)
st.markdown(
    desk.say(
        "Crédit, remboursement, geste commercial ou assurance : une somme reçue est déduite une "
        "seule fois, de la perte à laquelle elle répond. Une offre refusée n’est pas déduite."
    )
)
for place, credit in cards(desk, "credits", desk.folder.form.credits):
    credit_card(desk, place, credit)
if not desk.folder.locked:
    st.button(
        desk.say("Ajouter une somme reçue"),
        key="ajouter-somme",
        icon=":material/add:",
        on_click=add_credit,
    )
total_card(desk)
foot(desk, "pertes")
