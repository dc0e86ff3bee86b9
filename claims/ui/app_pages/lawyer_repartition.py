"""A fund shared among claims: terms that are typed, the rounds they make, papers to take away."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.ui import staff, staff_allocation, staff_objections, staff_terms
from claims.ui.here import language

staff.open_matter()
staff.heading(say("Répartition", language()))
st.text(
    say("Essayez comment un fonds se répartirait. Rien n’est gardé, sauf les documents que vous "
        "produisez.", language())
)  # fmt: skip
if tried := staff_terms.form():
    staff_allocation.show(tried)
staff_objections.show()
