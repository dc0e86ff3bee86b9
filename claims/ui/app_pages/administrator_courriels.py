"""E-mails: what waits, what left, what did not and why; never their text."""

import streamlit as st

from claims.i18n import moment, sentence
from claims.i18n.letters import name_of
from claims.office.house import MONTREAL
from claims.office.mailing import STATES, MailStanding, fault_of, mail_standing, retry
from claims.problems import NotFound
from claims.store.outbox import Letter
from claims.ui import here, staff, staff_cards
from claims.ui.here import say
from claims.ui.staff import Column

RETRIED = 20
"""Failed letters shown with a button; the others follow once these are dealt with."""
language, house = here.language(), here.house()


def try_again(letters: list[Letter]) -> None:
    """Send failed letters again; one whose text was forgotten is said."""
    lost = 0
    for letter in letters:
        try:
            retry(house, here.actor(), letter.id, now=here.now())
        except NotFound:
            lost += 1
    st.session_state["courriels-dit"] = (len(letters) - lost, lost)


def said() -> None:
    """What the last act led to."""
    again, lost = st.session_state.pop("courriels-dit", (0, 0))
    if again:
        st.success(say("Les messages relancés partiront dans la minute."))
    if lost:
        st.warning(say("Un message abandonné depuis plus d’un mois ne peut plus être relancé."))


def state(standing: MailStanding) -> None:
    """Whether mail leaves, in a sentence, with what to do."""
    if not standing.sends:
        st.warning(
            say(
                "Aucun courriel ne part : le réglage CLAIMS_SMTP_HOST est vide. Les messages "
                "attendent ici, et partiront dès qu’un serveur sera réglé."
            ),
            icon=":material/unsubscribe:",
        )
    elif standing.failing:
        told = sentence(standing.last_fault, language) if standing.last_fault else ""
        st.error(
            staff.plain(say("Des courriels ne partent pas. {fault}", fault=told)),
            icon=":material/error:",
        )
    elif house.settings.mode == "demo" and not house.settings.smtp_host:
        st.info(
            say(
                "Démonstration : rien n’est envoyé. Chaque message est écrit dans le dossier mail "
                "des données, en fichier .eml."
            ),
            icon=":material/drafts:",
        )
    else:
        st.success(say("Les courriels partent."), icon=":material/mark_email_read:")


def figures(standing: MailStanding) -> None:
    """How many letters stand in each state, and since when the oldest waits."""
    for place, (key, label) in zip(st.columns(4), STATES.items(), strict=True):
        with place:
            staff.figure(say(label), staff.counted(standing.counts[key]))
    if standing.oldest:
        since = moment(standing.oldest, MONTREAL, language)
        st.caption(say("Le plus ancien attend depuis le {when}.", when=since))
    if standing.last_fault and standing.last_fault_at:
        when = moment(standing.last_fault_at, MONTREAL, language)
        told = sentence(standing.last_fault, language)
        st.caption(staff.plain(say("Dernier incident, le {when} : {fault}", when=when, fault=told)))


def failed(letters: list[Letter]) -> None:
    """Letters given up, each with its reason and a way to send it again."""
    if not letters:
        return
    st.header(say("Abandonnés"), anchor=False)
    if len(letters) > 1:
        st.button(
            say("Tout réessayer"), key="reessayer-tout", on_click=try_again, args=(letters,),
            type="primary", icon=":material/refresh:",
        )  # fmt: skip
    for letter in letters[:RETRIED]:
        with st.container(border=True, key=f"courriel-{letter.id}"):
            about = (letter.number, letter.recipient, say(name_of(letter.kind)))
            st.text(" · ".join(filter(None, about)))
            st.text(reason(letter))
            st.button(
                say("Réessayer"), key=f"reessayer-{letter.id}", on_click=try_again,
                args=([letter],), icon=":material/refresh:",
            )  # fmt: skip


def reason(letter: Letter) -> str:
    """Why its last try did not do; empty when it did."""
    fault = fault_of(letter)
    return sentence(fault, language) if fault else ""


def listed(letters: tuple[Letter, ...]) -> None:
    """The last letters, without their text."""
    st.header(say("Derniers messages"), anchor=False)
    columns = [
        Column(say("Écrit le"), lambda x: moment(x.created_at, MONTREAL, language), on_card="name"),
        Column(say("Réclamation"), lambda x: x.number),
        Column(say("Message"), lambda x: say(name_of(x.kind)), on_card="name"),
        Column(say("Adresse"), lambda x: x.recipient),
        Column(say("État"), lambda x: say(STATES[x.state]), width="small"),
        Column(say("Essais"), lambda x: x.tries, "count", width="small"),
        Column(say("Motif"), reason, width="large"),
    ]
    staff_cards.table(letters, columns, key="courriels", alt=say("Derniers messages"))


standing = mail_standing(house, here.actor(), now=here.now())
st.title(say("Courriels"), anchor=False)
said()
state(standing)
figures(standing)
failed([letter for letter in standing.letters if letter.state == "failed"])
listed(standing.letters)
