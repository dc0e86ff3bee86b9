"""Filed: the number, the code one must keep, the receipt, and what happens next, and when."""

import streamlit as st

from claims.i18n import moment
from claims.matter.deadlines import deadlines_said
from claims.office import claimant, mailed
from claims.ui.forms import plain
from claims.ui.forms_standing import MAILED
from claims.ui.here import actor, house, now
from claims.ui.widgets import open_desk
from claims.ui.widgets_cards import facts
from claims.ui.widgets_page import amount, go, receipt_link
from claims.ui.widgets_papers import sworn_link

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
            (desk.say("Étayé à ce jour"), amount(desk, standing.assessment.supported)),
        ]
    )
    keep = desk.say(
        "Avec ce numéro, votre **code secret** rouvre le dossier. Vous l’avez reçu au début; il "
        "ne figure pas sur le reçu. L’avez-vous gardé?"
    )
    st.markdown(f":material/key: {keep}")
letter = mailed.about_filing(house(), actor())
if letter:
    st.markdown(f":material/mail: {plain(desk.say(MAILED[letter.state], address=letter.address))}")
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
st.markdown(
    desk.say(
        "Aucune date de décision n’est fixée : dans une action collective, il faut souvent "
        "attendre des mois. Revenez à la page « Suivi » quand vous voulez."
    )
)
for sentence in deadlines_said(matter, desk.language):
    st.caption(plain(sentence))
sworn_link(desk)
with st.container(horizontal=True):
    if st.button(desk.say("Suivre mon dossier"), key="suivre", icon=":material/timeline:"):
        go("suivi")
    if st.button(desk.say("Écrire aux avocats"), key="ecrire", icon=":material/forum:"):
        go("messages")
