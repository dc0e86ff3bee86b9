"""The papers a claimant may take beside the receipt: the sworn form, the proof of an exclusion."""

import streamlit as st

from claims.ui.widgets import Desk


def exclusion_link(desk: Desk, *, main: bool = False) -> None:
    """The receipt of the request to be excluded."""
    st.link_button(
        desk.say("Télécharger le reçu d’exclusion (PDF)"),
        f"/exclusion/{desk.folder.number}.pdf",
        type="primary" if main else "secondary",
        icon=":material/download:",
        key="recu-exclusion",
    )


def sworn_link(desk: Desk) -> None:
    """The form to print, for who must swear to the claim before a commissioner."""
    with st.expander(desk.say("Faire une déclaration sous serment"), key="volet-serment"):
        st.markdown(
            desk.say(
                "Une case cochée est une attestation; ce n’est pas une déclaration sous serment. "
                "Si on vous en demande une, imprimez ce formulaire et signez-le devant une "
                "personne autorisée à recevoir le serment."
            )
        )
        if desk.folder.matter.sworn_wording is None:
            st.markdown(
                desk.say(
                    "La formule officielle n’y est pas encore : les avocats du groupe la "
                    "fourniront. Ne signez pas avant."
                )
            )
        st.link_button(
            desk.say("Télécharger le formulaire (PDF)"),
            f"/declaration/{desk.folder.number}.pdf",
            icon=":material/print:",
            key="serment",
        )
