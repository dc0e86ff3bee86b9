"""Proof: each file examined at once, kept unchanged, and said to prove what."""

import streamlit as st

from claims.i18n import N_
from claims.office.numbers import labels_of
from claims.ui.here import actor, house
from claims.ui.widgets_cards import leaves
from claims.ui.widgets_exhibits import bring, exhibit_card
from claims.ui.widgets_gains import accepted_proofs, all_gains
from claims.ui.widgets_look import looks, no_verdict, watch
from claims.ui.widgets_matching import match_all
from claims.ui.widgets_page import foot, open_topic, total_card

desk = open_topic("pieces", N_("Quelles preuves avez-vous?"))
st.markdown(
    desk.say(
        "Ajoutez ce que vous avez : facture, paiement, courriel, capture d’écran. Si une preuve "
        "vous manque, vous pouvez déposer sans elle; d’autres sont acceptées à sa place."
    )
)
if not desk.folder.locked:
    bring(desk)
    match_all(desk)
known = looks(desk.folder.number)
labels = labels_of(house(), actor(), desk.folder.number)
if any(look.read for look in known.values()):
    no_verdict()
for _, exhibit in leaves(desk, "exhibits", desk.folder.exhibits):
    exhibit_card(desk, exhibit, known[exhibit.id], labels.get(exhibit.id, ""))
watch(desk.folder.number, known)
if not desk.folder.exhibits:
    st.caption(desk.say("Aucune pièce pour le moment."))
accepted_proofs(desk)
all_gains(desk)
total_card(desk)
foot(desk, "pieces")
