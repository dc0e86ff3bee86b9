"""Home: who this is for, what to have at hand, how long it takes, and where to begin."""

import streamlit as st

from claims.ui.here import say
from claims.ui.public import begin_buttons, matter_cards

st.title(say("Inscrire vos pertes"), anchor=False)
st.markdown(
    say(
        "Une panne vous a privé de votre site, de votre boutique ou de votre courriel? Déclarez "
        "ici vos pertes, conservez vos preuves et suivez votre dossier dans l’action collective."
    )
)
begin_buttons()

with st.container(border=True):
    st.subheader(say("Avant de commencer"), anchor=False)
    st.markdown(
        say(
            "- **Pour qui :** propriétaires de sites, concepteurs, agences, revendeurs, et clients "
            "privés de courriel.\n"
            "- **Durée :** environ 15 minutes pour un site. Vous pouvez vous arrêter et revenir : "
            "tout est enregistré à mesure.\n"
            "- **À portée de main :** l’adresse de chaque site, les dates de la panne, et ce que "
            "vous avez de factures, paiements, feuilles de temps ou relevés de ventes.\n"
            "- **Il vous manque une pièce?** Inscrivez tout de même la perte. D’autres preuves "
            "sont acceptées, et plusieurs questions offrent « Je ne sais pas »."
        )
    )

with st.container(border=True):
    st.subheader(say("Inscription ou réclamation?"), anchor=False)
    st.markdown(
        say(
            "Ce n’est pas la même chose.\n"
            "- **S’inscrire**, c’est consigner vos pertes et conserver vos preuves pendant que "
            "l’affaire suit son cours. Rien n’est encore accordé.\n"
            "- **Réclamer**, c’est demander sa part d’un jugement ou d’un règlement, quand le "
            "tribunal ouvre une période pour le faire. Vous en serez avisé; ce que vous avez "
            "inscrit servira alors.\n\n"
            "L’étape de chaque action est indiquée ci-dessous."
        )
    )

st.header(say("Les actions collectives inscrites ici"), anchor=False)
matter_cards()
