"""The sites and other services touched: one at a time, from a grid, or by workbook."""

import streamlit as st

from claims.i18n import N_
from claims.ui.widgets_cards import cards
from claims.ui.widgets_list import many_sites, ways
from claims.ui.widgets_list_told import rows_waiting
from claims.ui.widgets_page import foot, open_topic, total_card
from claims.ui.widgets_sites import add_site, site_card

desk = open_topic("sites", N_("Quels sites avez-vous perdus?"))
st.markdown(
    desk.say(
        "Inscrivez chaque site, boutique ou domaine de courriel touché par la panne. Vous pourrez "
        "corriger cette liste jusqu’à la signature."
    )
)
way = "cards" if desk.folder.locked else ways(desk)
if way != "cards":
    many_sites(desk, way)
elif not desk.folder.locked:
    rows_waiting(desk)
for place, service in cards(desk, "services", desk.folder.form.services):
    site_card(desk, place, service)
if not desk.folder.locked and way == "cards":
    st.button(
        desk.say("Ajouter un site"), key="ajouter-site", icon=":material/add:", on_click=add_site
    )
total_card(desk)
foot(desk, "sites")
