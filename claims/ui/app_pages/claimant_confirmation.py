"""Filed: the number, the receipt, and what happens next, and when."""

import streamlit as st

from claims.i18n import moment
from claims.office import claimant
from claims.ui.forms import plain
from claims.ui.forms_standing import deadlines_said
from claims.ui.here import actor, house, language, now
from claims.ui.widgets import open_desk
from claims.ui.widgets_cards import facts
from claims.ui.widgets_page import amount, go

standing = claimant.my_claim(house(), actor(), now=now())
if standing is None:
    go("dossier")
desk, matter, tongue = open_desk(), standing.matter, language()
st.title(desk.say("Votre dossier est déposé"), anchor=False)
st.success(desk.say("Enregistré le {when}.", when=moment(standing.filed_at, matter.timezone, tongue)),
           icon=":material/check_circle:")  # fmt: skip
with st.container(border=True, key="numero"):
    facts(desk, [
        (desk.say("Numéro de dossier"), standing.row.number),
        (desk.say("Déclaré"), amount(desk, standing.assessment.declared)),
        (desk.say("Étayé par vos pièces"), amount(desk, standing.assessment.supported)),
    ])  # fmt: skip
st.link_button(desk.say("Télécharger le reçu (PDF)"), f"/recu/{standing.row.number}.pdf", type="primary",
               icon=":material/download:", key="recu")  # fmt: skip
st.markdown(matter.stage_notice.text.in_(tongue))
st.header(desk.say("La suite"), anchor=False)
st.markdown(desk.say(
    "1. Les procureures du groupe lisent votre dossier et chacune de vos pièces.\n"
    "2. S’il manque quelque chose, elles vous le disent, avec le temps pour le corriger.\n"
    "3. Leurs décisions et leurs motifs paraissent à la page « Suivi ».\n"
    "4. Gardez vos originaux : le tribunal peut les demander."
))  # fmt: skip
for sentence in deadlines_said(matter, tongue):
    st.caption(plain(sentence))
if st.button(desk.say("Suivre mon dossier"), key="suivre", icon=":material/timeline:"):
    go("suivi")
