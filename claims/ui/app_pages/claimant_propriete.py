"""Whose sites these are: the papers that show it, what is missing, and the days left."""

import streamlit as st

from claims.office import ownership
from claims.ui.here import actor, house, now
from claims.ui.widgets import open_desk, refusal_line
from claims.ui.widgets_cards import leaves
from claims.ui.widgets_ownership import invite_owners, owned_card
from claims.ui.widgets_page import go, saved_line

desk = open_desk()
saved_line(desk)
st.title(desk.say("À qui sont ces sites?"), anchor=False)
refusal_line(desk)
st.markdown(
    desk.say(
        "Un seul de ces justificatifs suffit souvent; plusieurs valent mieux. Sous chaque site, "
        "ce que vous avez déjà joint et qui peut y servir. Rien ici n’empêche de déposer votre "
        "dossier."
    )
)
listed = ownership.my_services(house(), actor(), desk.folder, now=now())
if not listed:
    st.info(desk.say("Inscrivez d’abord vos sites : les justificatifs se vérifient pour chacun."))
invite_owners(desk, listed)
for place, owned in leaves(desk, "propriete", listed):
    owned_card(desk, place, owned)
if desk.folder.filed:
    st.caption(
        desk.say(
            "Un justificatif ajouté après le dépôt se demande par une correction : ajoutez la "
            "pièce, déposez de nouveau, puis joignez-la à la demande."
        )
    )
with st.container(horizontal=True, horizontal_alignment="distribute", key="pied"):
    if st.button(desk.say("Retour au dossier"), key="retour", icon=":material/arrow_back:"):
        go("dossier")
    if not listed:
        if st.button(desk.say("Inscrire un site"), key="vers-sites", type="primary"):
            go("sites")
    elif st.button(desk.say("Ajouter une pièce"), key="vers-pieces", icon=":material/attach_file:"):
        go("pieces")
