"""The peer of `benchmarks.rerun`: a Streamlit app of five fields and nothing else."""

import streamlit as st

for name in ("one", "two", "three", "four", "five"):
    st.text_input(name, key=name)
