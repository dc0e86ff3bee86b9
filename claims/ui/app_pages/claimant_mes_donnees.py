"""Everything held about the claimant: what is kept and how long, a copy of it, and erasing it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from claims.i18n import moment, sentence
from claims.matter.leaving import kept_for
from claims.office import leaving
from claims.problems import Conflict, NotAllowed, NotFound, NotSaved, Refused
from claims.store.erasures import Erasure
from claims.ui import wanted
from claims.ui.forms import LABELS, plain
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, fault, open_desk
from claims.ui.widgets_page import go, saved_line

REFUSED, ERASE = "refus effacement", "effacer"


def copy(desk: Desk) -> None:
    """The file of everything, as our own route makes it."""
    with st.container(border=True, key="copie"):
        st.subheader(desk.say("Une copie de tout"), anchor=False)
        st.markdown(
            desk.say(
                "Un fichier ZIP : chaque version de votre dossier, votre brouillon, vos "
                "messages, les entrées du journal, vos pièces octet pour octet, vos reçus, et de "
                "quoi les contrôler. Les notes des avocats, que protège le secret professionnel, "
                "n’y sont pas."
            )
        )
        st.link_button(
            desk.say("Télécharger mes renseignements (ZIP)"),
            f"/mes-donnees/{desk.folder.number}.zip",
            type="primary",
            icon=":material/folder_zip:",
            key="mes-donnees",
        )


def kept(desk: Desk) -> None:
    """How long, and why what is filed stays."""
    with st.container(border=True, key="conservation"):
        st.subheader(desk.say("Ce qui est gardé, et combien de temps"), anchor=False)
        until = kept_for(desk.folder.matter.retention, desk.language)
        st.markdown(plain(desk.say("Durée de conservation : {until}.", until=until)))
        st.markdown(
            desk.say(
                "- **Un brouillon jamais déposé** s’efface sur-le-champ, avec ses pièces.\n"
                "- **Ce qui est déposé** est une preuve dans une affaire en cours : il est gardé "
                "jusqu’à la fin de ce délai, même si vous vous retirez ou vous excluez.\n"
                "- **Le journal** ne s’efface pas : il garde des numéros, des dates, des "
                "empreintes et les motifs que vous avez donnés, rien d’autre de ce que vous avez "
                "écrit."
            )
        )


def erase_now(desk: Desk, page: DeltaGenerator) -> None:
    """Erase a draft; drawn at once, since the session ends with it. page: all that is shown."""
    with st.container(border=True, key="effacer-brouillon"):
        st.subheader(desk.say("Effacer mon brouillon"), anchor=False)
        st.markdown(
            desk.say(
                "Tout ce que vous avez inscrit et toutes vos pièces seront détruits, et votre code "
                "n’ouvrira plus rien. Personne ne pourra les retrouver."
            )
        )
        with st.form("effacement", border=False, enter_to_submit=False):
            st.text_input(desk.say(LABELS["erasure"]), key="champ-effacement")
            st.caption(desk.say("Inscrivez {number}.", number=desk.folder.number))
            st.form_submit_button(
                desk.say("Effacer pour de bon"), key="effacer", icon=":material/delete_forever:",
                on_click=wanted.want, args=(ERASE,),
            )  # fmt: skip
        if wanted.given(ERASE) is not None:
            with wanted.carried_out(ERASE):
                erase(desk, str(st.session_state["champ-effacement"] or ""), page)


def erase(desk: Desk, typed: str, page: DeltaGenerator) -> None:
    """Erase, and say so alone; or say why nothing was."""
    try:
        leaving.erase_draft(house(), actor(), typed=typed, seen=desk.folder.row.version, now=now())
    except Refused as refused:
        for problem in refused.problems:
            fault(sentence(problem, desk.language))
    except (Conflict, NotAllowed, NotFound, NotSaved):
        fault(desk.say("Rien n’a été effacé. Rechargez la page, puis recommencez."))
    else:
        wanted.forget(ERASE)
        with page.container():
            st.title(desk.say("Mes renseignements"), anchor=False)
            st.success(
                desk.say(
                    "Votre brouillon est effacé : rien de ce que vous aviez inscrit n’est gardé. "
                    "Vous pouvez fermer cette page."
                ),
                icon=":material/check_circle:",
            )
        st.stop()


def ask(desk: Desk) -> None:
    """Ask counsel to erase what was filed, or read their answer."""
    asked = leaving.asked_erasure(house(), actor(), desk.folder.number)
    with st.container(border=True, key="demander-effacement"):
        st.subheader(desk.say("Demander l’effacement"), anchor=False)
        if asked:
            told(desk, asked)
        if asked is None or asked.answered_at:
            request(desk)


def told(desk: Desk, asked: Erasure) -> None:
    """Where the request stands."""
    timezone = desk.folder.matter.timezone
    when = moment(asked.asked_at, timezone, desk.language)
    st.markdown(desk.say("Demande envoyée le {when}.", when=when))
    if asked.answered_at is None:
        st.caption(
            desk.say("Les avocats du groupe vous répondront ici, par écrit et avec leurs motifs.")
        )
        return
    answered = moment(asked.answered_at, timezone, desk.language)
    st.markdown(desk.say("Réponse du {when} :", when=answered))
    st.text(asked.answer)


def request(desk: Desk) -> None:
    """The form of a request."""
    st.markdown(
        desk.say(
            "Votre dossier est déposé : il sert de preuve dans une affaire en cours, et il est "
            "gardé à ce titre jusqu’à la fin du délai ci-dessus. Vous pouvez demander qu’il soit "
            "effacé plus tôt; les avocats du groupe vous répondront par écrit."
        )
    )
    with st.form("demande-effacement", border=False, enter_to_submit=False):
        st.text_area(desk.say(LABELS["erasure-reason"]), key="champ-motif-effacement", height=90)
        for sentence_ in st.session_state.pop(REFUSED, []):
            fault(sentence_)
        st.form_submit_button(
            desk.say("Envoyer ma demande"), key="demander", on_click=send, args=(desk,)
        )


def send(desk: Desk) -> None:
    """Keep the request, or what is wrong with it."""
    reason = str(st.session_state["champ-motif-effacement"] or "")
    try:
        leaving.ask_erasure(house(), actor(), reason=reason, now=now())
    except Refused as refused:
        st.session_state[REFUSED] = [sentence(p, desk.language) for p in refused.problems]
    except (NotAllowed, NotFound, NotSaved):
        st.session_state[REFUSED] = [
            desk.say("La demande n’a pas été enregistrée. Réessayez dans un instant.")
        ]


desk, page = open_desk(), st.empty()
with page.container():
    saved_line(desk)
    st.title(desk.say("Mes renseignements"), anchor=False)
    copy(desk)
    kept(desk)
    if desk.folder.row.revision:
        ask(desk)
    else:
        erase_now(desk, page)
    if st.button(desk.say("Retour au suivi"), key="retour", icon=":material/arrow_back:"):
        go("suivi")
