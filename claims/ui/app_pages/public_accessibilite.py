"""Accessibility: what was aimed at, what was checked, what is known to be imperfect."""

import streamlit as st

from claims.ui.here import say

st.title(say("Accessibilité"), anchor=False)
st.markdown(
    say(
        "Ce registre vise le niveau AA des Règles pour l’accessibilité des contenus web "
        "(WCAG 2.2), sur ordinateur comme sur téléphone, au clavier comme à la souris, en thème "
        "clair ou sombre."
    )
)
st.header(say("Ce qui est vérifié"), anchor=False)
st.markdown(
    say(
        "À chaque version, un vérificateur automatique parcourt les pages dans les deux langues : "
        "contrastes, étiquettes des champs, titres, ordre de lecture. Les messages d’erreur mènent "
        "au champ à corriger. Aucune information ne repose sur la seule couleur. Rien ne se ferme "
        "sous vos doigts : ce que vous inscrivez est enregistré champ par champ."
    )
)
st.header(say("Limites connues"), anchor=False)
st.markdown(
    say(
        "- Les grands tableaux des avocats du groupe sont dessinés d’un bloc; la même information "
        "est offerte en fichier tableur.\n"
        "- Un graphique est toujours accompagné d’un tableau.\n"
        "- Le registre demande JavaScript, sauf pour ouvrir ou fermer un dossier."
    )
)
st.header(say("Un obstacle?"), anchor=False)
st.markdown(
    say(
        "Écrivez aux avocats du groupe : ils peuvent recevoir vos renseignements par "
        "téléphone, par la poste ou par courriel, et les inscrire pour vous."
    )
)
