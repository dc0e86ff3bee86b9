"""Snapshots, for the representative: taken, listed, read through the same mask as today."""

import streamlit as st

from claims.office import snapshots
from claims.ui import staff_masked, staff_snapshots
from claims.ui.here import actor, house

chosen = staff_snapshots.open_one()
with st.container(border=True):
    staff_snapshots.titled(chosen)
    read = snapshots.read_masked(house(), actor(), chosen.id)
    staff_masked.figures(read.by_subgroup)
    staff_masked.by_subgroup(read.by_subgroup)
    staff_masked.legend()
