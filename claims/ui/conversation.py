"""A conversation as both sides see it: each message whole, inert, with who sent it and when."""

from collections.abc import Mapping

import streamlit as st

from claims.i18n import N_, Language, count, moment, say, sentence
from claims.office import conversing
from claims.office.conversing import LONGEST, Conversation
from claims.problems import NotAllowed, NotFound, NotSaved, Refused, TooMany
from claims.store.messages import Message, Side
from claims.ui.here import actor, house, now

SENDERS: Mapping[Side, Mapping[Side, str]] = {
    "claimant": {"claimant": N_("Vous"), "counsel": N_("Les avocats du groupe")},
    "counsel": {"claimant": N_("Le réclamant"), "counsel": N_("Les avocats du groupe")},
}
"""Who reads → who wrote → what they are called."""
ICONS: Mapping[Side, str] = {"claimant": "person", "counsel": "balance"}
SHOWN = 20
"""Messages shown at once, the last ones; the others are a click away."""
FAULT = "refus message"
BOX = "champ-message"
ALL = "tous les messages"


def thread(talk: Conversation, timezone: str, language: Language) -> None:
    """The messages, oldest first, the new ones marked."""
    if not talk.messages:
        st.caption(say("Aucun message pour le moment.", language))
    shown = talk.messages if st.session_state.get(ALL) else talk.messages[-SHOWN:]
    if len(shown) < len(talk.messages):
        st.button(
            say("Voir les messages précédents", language), key="messages-precedents",
            icon=":material/expand_less:", on_click=_show_all,
        )  # fmt: skip
    for message in shown:
        _message(talk, message, timezone, language)


def _message(talk: Conversation, message: Message, timezone: str, language: Language) -> None:
    who = say(SENDERS[talk.side][message.side], language)
    when = moment(message.at, timezone, language)
    with st.container(border=True, gap="xsmall", key=f"message-{message.place}"):
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.caption(f":material/{ICONS[message.side]}: **{who}** · {when}", width="content")
            if message.kind == "contest":
                st.badge(say("Contestation", language), color="orange")
            if talk.is_new(message):
                st.badge(say("Nouveau", language), color="blue")
        st.text(message.text)
        if talk.side == "counsel" and message.side == "counsel":
            st.text(message.by)


def box_key(talk: Conversation) -> str:
    """Counsel has a box for each claim: words begun for one claimant never reach another."""
    return BOX if talk.side == "claimant" else f"claim.message.{talk.row.number}"


def box(talk: Conversation, language: Language) -> None:
    """Where one writes; what could not be sent stays in it, with the reason."""
    key = box_key(talk)
    with st.form("ecrire", border=False, enter_to_submit=False):
        st.text_area(say("Votre message", language), key=key, height=140)
        st.caption(
            say("Texte seulement, {n} caractères au plus.", language, n=count(LONGEST, language))
        )
        told = st.session_state.pop(FAULT, "")
        if told:
            st.error(told, icon=":material/error:")
        st.form_submit_button(
            say("Envoyer", language), key="envoyer", type="primary", icon=":material/send:",
            on_click=_send, args=(talk.row.number, key, len(talk.messages), language),
        )  # fmt: skip


def _send(number: str, key: str, seen: int, language: Language) -> None:
    state = st.session_state
    try:
        conversing.write(house(), actor(), number, str(state[key] or ""), seen=seen, now=now())
    except Refused as refused:
        state[FAULT] = " ".join(sentence(problem, language) for problem in refused.problems)
    except TooMany:
        state[FAULT] = say(
            "Vous avez envoyé autant de messages qu’une journée en permet. Réessayez demain.",
            language,
        )
    except (NotAllowed, NotFound):
        state[FAULT] = say(
            "Le message n’a pas été envoyé : votre session est fermée, ou ce dossier n’existe "
            "plus. Copiez votre texte, puis rechargez la page.",
            language,
        )
    except NotSaved:
        state[FAULT] = say(
            "Le message n’a pas été envoyé. Il reste affiché : réessayez dans un instant.", language
        )
    else:
        state[key] = ""


def _show_all() -> None:
    st.session_state[ALL] = True
