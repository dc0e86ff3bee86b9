"""Documents for the court and for experts: make one, take it, see what was made before."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.ui import (
    staff,
    staff_builder,
    staff_builds,
    staff_exports,
    staff_pagination,
    staff_recount,
)
from claims.ui.here import language

staff.open_matter()
staff.heading(say("Dossiers de preuve", language()))
st.text(
    say("Chaque document est fait à partir du dernier instantané, ou d’un nouveau si les chiffres "
        "ont changé depuis : mêmes chiffres, mêmes octets.", language())
)  # fmt: skip
staff_exports.attested()
staff_exports.locked()
staff_recount.offered()
staff_exports.cards()
staff_builder.show()
staff_pagination.show()
staff_builds.show()
staff_exports.members()
with st.container(border=True):
    st.header(say("Documents produits", language()), anchor=False)
    staff_exports.past()
