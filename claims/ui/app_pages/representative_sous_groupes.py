"""Groups and subgroups: their definitions, whether the court confirmed them, how many claim."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.i18n.formats import day
from claims.office import representative
from claims.ui import staff, staff_masked
from claims.ui.here import actor, house, language

here, matter = language(), staff.open_matter()
found = representative.totals(house(), actor(), matter.id)
staff.heading(say("Sous-groupes", here), found.head)
st.text(
    say("Définitions en date du {day}. Proposée : non confirmée par le tribunal.",
        here, day=day(matter.definitions_since, here))
)  # fmt: skip
for code, group in matter.groups.items():
    with st.container(border=True):
        st.header(f"{code} – {group.label.in_(here)}", anchor=False)
        st.text(group.definition.in_(here))
        for name, subgroup in matter.subgroups.items():
            if subgroup.group != code:
                continue
            with st.container(horizontal=True, vertical_alignment="center"):
                st.subheader(f"{name} – {subgroup.label.in_(here)}", anchor=False, width="content")
                confirmed = subgroup.status == "confirmed"
                st.badge(say("Confirmée", here) if confirmed else say("Proposée", here),
                         color="green" if confirmed else "orange")  # fmt: skip
            st.text(subgroup.definition.in_(here))
            told = staff_masked.claims_of(found.by_subgroup, name)
            st.text(say("Réclamations : {told}", here, told=told))
staff_masked.legend()
