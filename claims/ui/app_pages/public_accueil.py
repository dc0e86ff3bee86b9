"""Home: who this is for, what to have at hand, how long it takes, and where to begin."""

import streamlit as st

from claims.i18n import say
from claims.ui import here

language = here.language()
st.title(say("Faire reconnaître vos pertes", language))
