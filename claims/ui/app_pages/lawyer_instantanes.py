"""Totals frozen: take one, read an old one down to its losses, see what changed since."""

import streamlit as st

from claims.ui import staff_snapshots, staff_then

chosen = staff_snapshots.open_one()
with st.container(border=True):
    staff_snapshots.titled(chosen)
    staff_snapshots.compared(chosen)
with st.container(border=True):
    staff_then.show(chosen)
