"""Filed: the number, the receipt, and what happens next, and when."""

import streamlit as st

from claims.i18n import moment
from claims.office import claimant
from claims.ui.forms import plain
from claims.ui.forms_standing import deadlines_said
from claims.ui.here import actor, house, now
from claims.ui.widgets import open_desk
from claims.ui.widgets_cards import facts
from claims.ui.widgets_page import amount, go, receipt_link

desk = open_desk()
standing = claimant.my_claim(house(), actor(), now=now())
if standing is None:
    go("dossier")
matter = desk.folder.matter
st.title(desk.say("Votre dossier est déposé"), anchor=False)
filed = moment(standing.filed_at, matter.timezone, desk.language)
st.success(desk.say("Enregistré le {when}.", when=filed), icon=":material/check_circle:")
with st.container(border=True, key="numero"):
    facts(
        [
            (desk.say("Numéro de dossier"), standing.row.number),
            (desk.say("Déclaré"), amount(desk, standing.assessment.declared)),
            (desk.say("Étayé par vos pièces"), amount(desk, standing.assessment.supported)),
        ]
    )
receipt_link(desk, main=True)
st.markdown(plain(matter.stage_notice.text.in_(desk.language)))
st.header(desk.say("La suite"), anchor=False)
st.markdown(
    desk.say(
        "1. Les avocats du groupe lisent votre dossier et chacune de vos pièces.\n"
        "2. S’il manque quelque chose, ils vous le disent, avec le temps pour le corriger.\n"
        "3. Leurs décisions et leurs motifs paraissent à la page « Suivi ».\n"
        "4. Gardez vos originaux : le tribunal peut les demander."
    )
)
for sentence in deadlines_said(matter, desk.language):
    st.caption(plain(sentence))
if st.button(desk.say("Suivre mon dossier"), key="suivre", icon=":material/timeline:"):
    go("suivi")
