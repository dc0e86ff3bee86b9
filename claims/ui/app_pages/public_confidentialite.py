"""Privacy: what is collected, why, who reads it, for how long, and what one may ask."""

import streamlit as st

from claims.matter.leaving import kept_for, networks_said
from claims.ui import here
from claims.ui.here import say
from claims.ui.public import matters

language = here.language()
st.title(say("Politique de confidentialité"), anchor=False)
st.header(say("Ce que dit l’avis de chaque action"), anchor=False)
for matter in matters():
    with st.container(border=True):
        st.subheader(matter.title.in_(language), anchor=False)
        st.markdown(matter.privacy.text.in_(language))
        if said := networks_said(matter, language):
            st.markdown(said)
        until = kept_for(matter.retention, language)
        st.markdown(say("Durée de conservation : {until}.", until=until))
        if not matter.privacy.verified:
            st.caption(say("Avis proposé, à confirmer par les avocats du groupe."))
        st.caption(say("Version de l’avis : {version}", version=matter.notice_version))

st.header(say("Ce qui est recueilli"), anchor=False)
st.markdown(
    say(
        "- Ce que vous inscrivez : nom, coordonnées, services touchés, pertes, sommes reçues.\n"
        "- Si vous déclarez des pertes pour d’autres : le nom et le courriel des propriétaires, "
        "si vous les donnez.\n"
        "- Les fichiers que vous déposez comme pièces, sans les modifier.\n"
        "- Un journal des actes : qui a déposé, lu ou décidé quoi, et quand. Il ne s’efface pas.\n"
        "\n"
        "Ne sont jamais demandés : numéro d’assurance sociale, date de naissance, numéro de "
        "compte bancaire."
    )
)
st.header(say("Qui lit quoi"), anchor=False)
st.markdown(
    say(
        "- **Vous**, tout votre dossier.\n"
        "- **Les avocats du groupe**, les dossiers de leurs actions; chaque lecture est notée.\n"
        "- **L’administration du registre**, qui tient le serveur et la base de données.\n"
        "- **Le tribunal, l’autre partie et les experts**, les dossiers de preuve que les "
        "avocats produisent, noms et pièces compris.\n"
        "- **Le représentant du groupe**, des totaux seulement, sans nom, et aucun de moins de "
        "cinq dossiers.\n"
        "- **Le propriétaire d’un site que vous invitez à répondre** : le domaine, votre nom et "
        "les chefs de dommages; jamais un montant ni une pièce.\n"
        "- **Ni le public ni les autres réclamants** : aucune mesure d’audience, aucun contenu "
        "venu d’un autre site."
    )
)
st.header(say("Témoins (cookies)"), anchor=False)
st.markdown(
    say(
        "Quatre témoins, tous de ce site : celui de votre session (12 heures au plus, effacé à la "
        "fermeture), celui de la langue (un an), celui qui protège les formulaires (12 heures) et "
        "celui qui protège les envois de fichiers. Aucun ne sert à vous suivre."
    )
)
st.header(say("Vos droits"), anchor=False)
st.markdown(
    say(
        "Vous pouvez consulter vos renseignements et les corriger dans votre dossier. La page "
        "« Mes renseignements », qu’ouvre le suivi, vous en donne une copie lisible par une "
        "machine et reçoit votre demande d’effacement; un brouillon jamais déposé s’y efface "
        "sur-le-champ. Pour retirer votre consentement, écrivez aux avocats du groupe. Si vous "
        "n’êtes pas satisfait de la réponse, adressez-vous à la Commission d’accès "
        "à l’information du Québec."
    )
)
