"""The exhibits of a matter, named: title, day of the document, who may be given each."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.ui import staff, staff_index
from claims.ui.here import language

staff.open_matter()
staff.heading(say("Index des pièces", language()))
st.text(
    say("Donnez à chaque pièce le titre que lira le tribunal, la date du document et sa "
        "confidentialité. Ce qui n’a pas encore de titre en porte un proposé, à vérifier. La page "
        "d’une réclamation permet la même chose, à côté de la pièce.", language())
)  # fmt: skip
staff_index.show()
