"""One exhibit: what is withheld of it, from whom and why."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office import redacting
from claims.problems import NotFound, Quarantined
from claims.ui import staff, staff_lighter, staff_naming, staff_redaction, staff_withheld
from claims.ui.here import actor, house, language
from claims.ui.staff_queue import CLAIM_PAGE
from claims.ui.staff_withheld import PIECE

here = language()
staff.open_matter()
number, wanted = st.query_params.get("numero", ""), st.query_params.get(PIECE, "")
try:
    opened = redacting.opened(house(), actor(), number, wanted)
except NotFound:
    staff_withheld.not_found()
    st.stop()
except Quarantined:
    staff_withheld.not_found("exhibit-quarantined")
    st.stop()

staff.open_matter(opened.kept.matter)
st.page_link(CLAIM_PAGE, label=say("Réclamation {number}", here, number=number),
             query_params={"numero": number}, icon=":material/arrow_back:")  # fmt: skip
named = staff_naming.of_claim(number).get(wanted)
with st.container(horizontal=True, vertical_alignment="center"):
    kind = staff.matter().exhibit_kinds[opened.kept.exhibit.kind].in_(here)
    st.title(staff_naming.heading(named, kind), anchor=False, width="content")
    staff_withheld.badges(opened.withheld)
if named:
    staff_naming.told(named)
st.text(opened.kept.exhibit.name)
staff_redaction.told(opened)
if opened.pages:
    with st.container(border=True):
        staff_redaction.above(opened)
        with st.container(width=staff_redaction.WIDE):
            staff_redaction.page(opened)
        staff_redaction.typed(opened)
    found, placed = st.columns(2, gap="small")
    with found.container(border=True, height="stretch"):
        st.header(say("Chercher dans la pièce", here), anchor=False)
        staff_redaction.search(opened)
    with placed.container(border=True, height="stretch"):
        st.header(say("Boîtes posées", here), anchor=False)
        staff_redaction.listed(opened)
else:
    st.info(say("Cette pièce n’a pas de pages où poser une boîte : un chiffrier, un texte ou un "
                "courriel. Elle se retient en entier, ou pas du tout.", here),
            icon=":material/draft:")  # fmt: skip
if named:
    with st.container(border=True):
        st.header(say("Titre et date", here), anchor=False)
        staff_naming.form(named, with_level=False)
level, made = st.columns(2, gap="small")
with level.container(border=True, height="stretch"):
    st.header(say("Qui peut la recevoir", here), anchor=False)
    staff_withheld.level(opened)
    staff_lighter.of_exhibit(number, wanted)
with made.container(border=True, height="stretch"):
    if opened.pages or opened.withheld.copies:
        st.header(say("Copies caviardées", here), anchor=False)
        staff_withheld.copies(opened)
    st.header(say("Certificat d’intégrité", here), anchor=False)
    staff_withheld.certificate(opened)
