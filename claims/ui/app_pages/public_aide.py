"""Help: short answers to what people ask before, during and after."""

import streamlit as st

from claims.ui import here
from claims.ui.forms import plain
from claims.ui.here import say
from claims.ui.public import matters

st.title(say("Aide"), anchor=False)

ANSWERS = (
    (
        say("Faut-il créer un compte?"),
        say(
            "Non. Un numéro et un code secret suffisent. Notez-les : ils ouvrent votre dossier de "
            "n’importe quel appareil."
        ),
    ),
    (
        say("Inscription ou réclamation?"),
        say(
            "Avant un jugement ou un règlement, le registre consigne vos pertes et conserve vos "
            "preuves : c’est une **inscription**. Une **réclamation** n’existe que lorsque le "
            "tribunal en ouvre la période; vous en serez avisé. L’étape en cours est indiquée sur "
            "la page d’accueil."
        ),
    ),
    (
        say("Je n’ai pas toutes les pièces."),
        say(
            "Inscrivez la perte et déposez ce que vous avez. Pour chaque perte, votre dossier "
            "montre les preuves acceptées, leurs remplaçantes, et ce que chacune ajouterait au "
            "montant étayé."
        ),
    ),
    (
        say("J’ai beaucoup de sites."),
        say(
            "Ajoutez-les un à un, collez une liste depuis un tableur, ou envoyez un fichier. Les "
            "lignes qui se lisent sont enregistrées; les autres vous attendent, chaque faute avec "
            "sa raison."
        ),
    ),
    (
        say("Comment écrire un montant?"),
        say(
            "1 234,56 ou 1234.56, avec ou sans le signe $. Une écriture qui peut se lire de deux "
            "façons, comme 1,234, vous est signalée plutôt que devinée."
        ),
    ),
    (
        say("D’où vient le montant calculé?"),
        say(
            "De règles écrites, propres à chaque action collective, que les avocats du groupe "
            "relisent. Chaque montant s’ouvre étape par étape. Avant leur décision, il est "
            "provisoire."
        ),
    ),
    (
        say("Pourquoi déduit-on une somme que j’ai reçue?"),
        say(
            "Un remboursement, un crédit accepté ou une indemnité d’assurance répond déjà à une "
            "part de la perte. Il est déduit une seule fois, du chef auquel il répond. Une offre "
            "refusée n’est pas déduite."
        ),
    ),
    (
        say("Puis-je corriger ou retirer ce que j’ai déposé?"),
        say(
            "Oui, depuis la page Suivi. Chaque dépôt est conservé; une correction en crée un "
            "nouveau, avec sa raison, et montre ce qui change. Un retrait n’efface pas le journal."
        ),
    ),
    (
        say("Je ne suis pas d’accord avec une décision."),
        say(
            "Contestez-la depuis la page Suivi, avec vos raisons. Votre dossier retourne à "
            "l’étude; ce qui est admis le reste jusqu’à la nouvelle décision."
        ),
    ),
    (
        say("Puis-je m’exclure de l’action?"),
        say(
            "Oui, si l’action connaît l’exclusion : en avisant le greffe dans le délai que fixe le "
            "tribunal. La page « S’exclure du groupe », qu’ouvre le suivi, dit ce que cela change, "
            "consigne votre demande et en donne un reçu, qui ne remplace pas cet avis. Si vous "
            "avez votre propre recours sur le même sujet et ne vous en désistez pas dans le délai "
            "d’exclusion, vous êtes réputé exclu (C.p.c. 580) : parlez-en à votre avocat."
        ),
    ),
    (
        say("Qui lit mon dossier?"),
        say(
            "Les avocats du groupe et l’administration du registre; le tribunal et l’autre "
            "partie, pour ce qui est produit. Le représentant du groupe ne voit que des totaux, "
            "sans nom ni adresse. Voyez la page Confidentialité."
        ),
    ),
)
for asked, told in ANSWERS:
    with st.expander(asked):
        st.markdown(told)
st.markdown(
    say(
        "Ce registre calcule; il ne donne pas d’avis juridique. Pour un conseil, adressez-vous aux "
        "avocats du groupe ou à votre avocat."
    )
)
st.header(say("Écrire aux avocats du groupe"), anchor=False)
for matter in matters():
    email = matter.counsel_email or say("adresse à donner par les avocats du groupe")
    told = say("{label} : {value}", label=matter.title.in_(here.language()), value=email)
    st.markdown(f"- {plain(told)}")
