"""Coming back: where number and code are, and what to do when one is lost."""

import streamlit as st

from claims.ui.here import house, say

st.title(say("Reprendre votre dossier"), anchor=False)
st.markdown(
    say(
        "Votre **numéro** et votre **code secret** figurent sur la page affichée au début, que "
        "vous avez imprimée ou enregistrée. Ils ouvrent votre dossier de n’importe quel appareil, "
        "tel que vous l’avez laissé."
    )
)
st.link_button(
    say("Ouvrir mon dossier"), "/connexion", type="primary", icon=":material/arrow_forward:",
    icon_position="right",
)  # fmt: skip
if house().settings.mails:
    with st.container(border=True):
        st.subheader(say("Votre courriel est inscrit dans votre dossier"), anchor=False)
        st.markdown(
            say(
                "Avec votre numéro et cette adresse, recevez un lien qui ouvre votre dossier. Il "
                "sert une seule fois, d’ici sept jours."
            )
        )
        st.link_button(say("Recevoir un lien par courriel"), "/connexion/lien", key="lien")
with st.container(border=True):
    st.subheader(say("Vous avez le numéro, mais plus le code"), anchor=False)
    st.markdown(
        say(
            "Personne ne peut relire votre code : le registre n’en garde qu’une empreinte. Écrivez "
            "aux avocats du groupe en donnant votre numéro : après avoir vérifié qui vous êtes, "
            "l’équipe du registre vous donnera un nouveau code. Rien de ce que vous avez inscrit "
            "n’est perdu."
        )
    )
with st.container(border=True):
    st.subheader(say("Vous n’avez ni l’un ni l’autre"), anchor=False)
    st.markdown(
        say(
            "Si vous n’aviez presque rien inscrit, le plus simple est de recommencer. Sinon, "
            "écrivez aux avocats du groupe en indiquant l’adresse d’un site déclaré."
        )
    )
with st.container(border=True):
    st.subheader(say("Trop d’essais?"), anchor=False)
    st.markdown(
        say(
            "Après cinq essais ratés sur un même numéro, l’accès à ce dossier attend 15 minutes, "
            "pour le protéger de ceux qui devineraient. Les autres dossiers ne sont pas touchés."
        )
    )
