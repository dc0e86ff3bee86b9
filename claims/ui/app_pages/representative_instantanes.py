"""Snapshots, for the representative: taken, listed, read through the same mask as today."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.office import snapshots
from claims.ui import staff, staff_masked, staff_snapshots
from claims.ui.here import actor, house, language

here, matter = language(), staff.open_matter()
staff.heading(say("Instantanés", here))
st.text(
    say("Un instantané garde les totaux mot pour mot, avec la tête du journal de ce moment.", here)
)
staff_snapshots.take_one()
taken = snapshots.taken(house(), actor(), matter.id)
if not taken:
    staff_snapshots.none_yet()
    st.stop()
chosen = staff_snapshots.choose(taken)
if chosen:
    with st.container(border=True):
        st.header(say("Instantané no {number}", here, number=chosen.number), anchor=False)
        staff_snapshots.standing(chosen)
        read = snapshots.read_masked(house(), actor(), chosen.id)
        staff_masked.figures(read.by_subgroup)
        staff_masked.by_subgroup(read.by_subgroup)
        staff_masked.legend()
