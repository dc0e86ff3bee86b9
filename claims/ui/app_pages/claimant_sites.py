"""The sites and other services touched: a card each, one at a time or pasted from a spreadsheet."""

import streamlit as st

from claims.i18n import N_
from claims.ui.widgets_cards import cards
from claims.ui.widgets_page import foot, open_topic, total_card
from claims.ui.widgets_sites import add_site, paste_box, site_card

desk = open_topic("sites", N_("Quels sites avez-vous perdus?"))
st.markdown(
    desk.say(
        "Inscrivez chaque site, boutique ou domaine de courriel touché par la panne. Vous pourrez "
        "corriger cette liste jusqu’à la signature."
    )
)
if not desk.folder.locked:
    paste_box(desk)
for place, service in cards(desk, "services", desk.folder.form.services):
    site_card(desk, place, service)
if not desk.folder.locked:
    st.button(
        desk.say("Ajouter un site"), key="ajouter-site", icon=":material/add:", on_click=add_site
    )
total_card(desk)
foot(desk, "sites")
