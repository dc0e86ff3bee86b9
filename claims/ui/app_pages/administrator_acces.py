"""Access: who works here, as what, on which actions; who comes in and who goes out."""

import secrets
from collections.abc import Iterable

import streamlit as st

from claims.i18n import say_n, sentence
from claims.i18n.formats import moment
from claims.office.administrator import (
    STAFF,
    TITLES,
    Enrolment,
    add_staff,
    give_matters,
    open_access,
    staff,
)
from claims.office.entrance import end_all_sessions
from claims.office.house import MONTREAL
from claims.office.leaving import erasures_waiting
from claims.office.pacing import alerts
from claims.office.recoding import Recoded, give_code
from claims.problems import Conflict, NotAllowed, Problem, Refused
from claims.store.accounts import Account
from claims.ui import here, proving
from claims.ui.forms import LABELS, plain
from claims.ui.here import say

CODE_FIELDS = ("code-numero", "code-verifie")
FIELDS = ("acces-courriel", "acces-nom", "acces-mot")
language, house = here.language(), here.house()
roles = {role: say(title) for role, title in TITLES.items()}


def remove(account: Account) -> None:
    """Take someone's access away, or give it back."""
    try:
        open_access(house, here.actor(), account.email, active=not account.active, now=here.now())
    except NotAllowed:
        st.session_state["acces-dit"] = "last"


def close(account: Account) -> None:
    """End every session of someone."""
    end_all_sessions(house, here.actor(), account.email, now=here.now())
    st.session_state["acces-dit"] = "closed"


def assign(account: Account) -> None:
    """Give someone the matters chosen, or say what is missing."""
    chosen = tuple(st.session_state[f"dossiers-{account.email}"])
    try:
        give_matters(house, here.actor(), account.email, chosen, now=here.now())
    except Refused as refusal:
        st.session_state["acces-fautes"] = refusal.problems
    else:
        st.session_state["acces-dit"] = "assigned"


def add() -> None:
    """Give someone an account, or say every fault of what was typed."""
    typed = {key: str(st.session_state.get(key, "")) for key in FIELDS}
    try:
        st.session_state["acces-nouveau"] = add_staff(
            house, here.actor(), typed["acces-courriel"], typed["acces-nom"],
            st.session_state["acces-role"], tuple(st.session_state["acces-dossiers"]),
            typed["acces-mot"], now=here.now(), entropy=secrets.token_bytes,
        )  # fmt: skip
    except Refused as refusal:
        st.session_state["acces-fautes"] = refusal.problems
    except Conflict:
        st.session_state["acces-dit"] = "taken"
    else:
        for key in FIELDS:
            st.session_state[key] = ""


def recode() -> None:
    """Give a claim a new code, or say every fault of what was typed."""
    number, checked = (str(st.session_state.get(key, "")) for key in CODE_FIELDS)
    try:
        with proving.asked("code"):
            st.session_state["code-nouveau"] = give_code(
                house, here.actor(), number, checked, now=here.now(), entropy=secrets.token_bytes
            )
            for key in CODE_FIELDS:
                st.session_state[key] = ""
    except Refused as refusal:
        st.session_state["code-fautes"] = refusal.problems


def recoded(new: Recoded) -> None:
    """The new code: shown once, to be given to the person at once."""
    with st.container(border=True, key="code-cle"):
        st.subheader(say("Nouveau code : remettez-le à la personne, maintenant"), anchor=False)
        st.code(f"{new.number}\n{new.code}", language=None)
        told = (
            say("L’adresse inscrite au dossier en est avertie par courriel.")
            if new.told
            else say("Aucun courriel n’est inscrit au dossier : personne d’autre n’est averti.")
        )
        st.caption(say("Le code ne sera pas montré de nouveau.") + " " + told)


def lost_code() -> None:
    """Someone who lost their code and has no e-mail: a new one, once they are recognized."""
    st.header(say("Donner un nouveau code"), anchor=False)
    st.caption(
        say(
            "Pour la personne qui a perdu son code et ne peut recevoir de lien par courriel. "
            "L’ancien code, ses sessions et ses liens se ferment."
        )
    )
    faults(st.session_state.pop("code-fautes", ()))
    if new := st.session_state.pop("code-nouveau", None):
        recoded(new)
    with st.form("code"):
        st.text_input(say("Numéro de réclamation"), key="code-numero", max_chars=40)
        st.text_area(
            say(LABELS["code-checked"]), key="code-verifie", height=90,
            help=say("Par exemple : pièce d’identité vue en personne. Consigné au journal."),
        )  # fmt: skip
        st.form_submit_button(say("Donner un nouveau code"), on_click=recode)
    proving.box("code", recode)


def faults(problems: Iterable[Problem]) -> None:
    """Each fault of what was typed."""
    for problem in problems:
        with st.container(border=True, horizontal=True):
            st.markdown(":red[:material/error:]", width="content")
            st.text(sentence(problem, language))


def said() -> None:
    """What the last act led to."""
    what = st.session_state.pop("acces-dit", "")
    if what == "last":
        st.error(say("C’est la dernière personne à l’administration : elle ne peut être retirée."))
    elif what == "closed":
        st.success(say("Ses sessions sont fermées."))
    elif what == "assigned":
        st.success(say("Ses actions collectives sont enregistrées."))
    elif what == "taken":
        st.error(say("Cette adresse a déjà un compte."))
    faults(st.session_state.pop("acces-fautes", ()))


def enrolled(enrolment: Enrolment) -> None:
    """The new person's key for their authenticator: shown once."""
    with st.container(border=True, key="acces-cle"):
        st.subheader(say("Compte créé : remettez ceci à la personne, maintenant"), anchor=False)
        st.markdown(
            say(
                "Elle balaie ce code avec son application d’authentification, ou y copie "
                "l’adresse. Ni l’un ni l’autre ne sera montré de nouveau."
            )
        )
        st.image(enrolment.qr, width=220, alt=say("Code QR à balayer"))
        st.code(enrolment.uri, language=None, wrap_lines=True)


def short(matter: str) -> str:
    """A matter as it is called, even one whose file is gone."""
    known = house.matters.get(matter)
    return known.short.in_(language) if known else matter


def matters_of(account: Account) -> None:
    """The matters someone works on, to be changed."""
    with st.popover(say("Ses actions collectives")):
        st.multiselect(
            say("Actions collectives"), list(house.matters),
            default=[matter for matter in account.matters if matter in house.matters],
            format_func=short, key=f"dossiers-{account.email}",
        )  # fmt: skip
        st.button(
            say("Enregistrer"),
            key=f"confier-{account.email}", on_click=assign, args=(account,),
        )  # fmt: skip


def card(account: Account) -> None:
    """One person."""
    with st.container(border=True, key=f"compte-{account.email}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(account.name)
            st.badge(roles[account.role], color="blue" if account.active else "gray")
            if not account.active:
                st.badge(say("Accès retiré"), color="red")
        st.text(account.email)
        st.caption(", ".join(map(short, account.matters)))
        with st.container(horizontal=True):
            st.button(
                say("Retirer l’accès") if account.active else say("Rendre l’accès"),
                key=f"retirer-{account.email}", on_click=remove, args=(account,),
            )  # fmt: skip
            st.button(
                say("Fermer ses sessions"),
                key=f"sessions-{account.email}", on_click=close, args=(account,),
            )  # fmt: skip
            matters_of(account)


def erasures() -> None:
    """Requests for erasure that counsel has not answered: an administrator sees that they wait."""
    waiting = erasures_waiting(house, here.actor())
    if not waiting:
        return
    told = say_n(
        "Une demande d’effacement attend la réponse des avocats :",
        "{n} demandes d’effacement attendent la réponse des avocats :",
        len(waiting),
        language,
    )
    with st.container(border=True, key="effacements"):
        st.markdown(f":material/person_remove: {told}")
        st.text(", ".join(waiting))


def warned() -> None:
    """Who opened more claims at once than anyone reads, in the last days."""
    for alert in alerts(house, here.actor(), now=here.now()):
        told = say(
            "Le {when}, {who} a ouvert en cinq minutes plus de réclamations qu’on n’en lit : "
            "{claims}. Un code a été exigé avant la suivante. Demandez-lui si c’était bien elle ou "
            "lui; sinon, fermez ses sessions.",
            who=alert.who, claims=alert.claims, when=moment(alert.at, MONTREAL, language),
        )  # fmt: skip
        st.warning(plain(told), icon=":material/notification_important:")


st.title(say("Accès"), anchor=False)
warned()
erasures()
said()
if created := st.session_state.pop("acces-nouveau", None):
    enrolled(created)
for person in staff(house, here.actor()):
    card(person)
st.header(say("Ajouter une personne"), anchor=False)
with st.form("ajouter"):
    st.text_input(say("Courriel"), key="acces-courriel", max_chars=254)
    st.text_input(say("Nom"), key="acces-nom", max_chars=200)
    st.selectbox(say("Rôle"), STAFF, format_func=roles.__getitem__, key="acces-role")
    st.multiselect(
        say("Actions collectives"), list(house.matters), default=list(house.matters),
        format_func=short, key="acces-dossiers",
    )  # fmt: skip
    st.text_input(
        say("Premier mot de passe, de 12 caractères au moins"), key="acces-mot", type="password"
    )
    st.form_submit_button(say("Créer le compte"), type="primary", on_click=add)
lost_code()
