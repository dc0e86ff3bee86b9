"""What each page of the claimant has around its questions: where one is, what to mend, where to."""

from collections.abc import Mapping, Sequence
from typing import NoReturn
from zoneinfo import ZoneInfo

import streamlit as st

from claims.claim.states import Status
from claims.i18n import N_, Language, day, money, say, say_n
from claims.i18n.formats import clock
from claims.office.folder import Folder, local_day
from claims.office.pages import CLAIMANT
from claims.office.progress import TOPICS, State, Task, Topic, problems_of, topic_of
from claims.problems import Problem
from claims.ui.forms import key_of, label_of, plain, told
from claims.ui.forms_standing import Color, reason_said
from claims.ui.here import now
from claims.ui.widgets import Desk, open_desk, refusal_line

STEPS = (*TOPICS, "verifier", "signer")
FILES = {page.path: f"app_pages/{page.file}" for page in CLAIMANT}
STATES: Mapping[State, tuple[str, Color, str]] = {
    "todo": (N_("À faire"), "gray", "radio_button_unchecked"),
    "ongoing": (N_("En cours"), "orange", "pending"),
    "done": (N_("Terminé"), "green", "check_circle"),
    "optional": (N_("Facultatif"), "gray", "radio_button_unchecked"),
}
TITLES = {page.path: page.title for page in CLAIMANT}


def open_topic(topic: Topic, title: str) -> Desk:
    """Head of a topic's page: when it was saved, which step this is, what to mend, its title."""
    desk = open_desk(strict=st.session_state.get(f"strict {topic}", False))
    saved_line(desk)
    step_line(desk, topic)
    summary(desk, [p for p in problems_of(topic, desk.folder) if desk.shows(p)])
    st.title(desk.say(title), anchor=False)
    refusal_line(desk)
    lock_notice(desk)
    return desk


def saved_line(desk: Desk) -> None:
    """When the draft was last saved, and the number of the claim, always in view."""
    folder, number = desk.folder, desk.folder.number
    if folder.locked:
        line = desk.say("Dossier **{number}**", number=number)
        st.markdown(f":small[:gray[:material/lock: {line}]]")
        return
    line = desk.say(
        "{saved} · Dossier **{number}**", number=number, saved=_saved(folder, desk.language)
    )
    st.markdown(f":small[:gray[:material/cloud_done: {line}]]")


def _saved(folder: Folder, language: Language) -> str:
    at, matter = folder.saved_at, folder.matter
    told_hour = clock(at.astimezone(ZoneInfo(matter.timezone)), language)
    on = local_day(at, matter)
    if on == local_day(now(), matter):
        return say("Brouillon enregistré à {hour}", language, hour=told_hour)
    return say(
        "Brouillon enregistré le {day} à {hour}", language, day=day(on, language), hour=told_hour
    )


def step_line(desk: Desk, step: str) -> None:
    """Which part this is, of as many as the hub counts; what comes after them is no part."""
    of, place, title = len(TOPICS), STEPS.index(step) + 1, desk.say(TITLES[step])
    text = (
        desk.say("Partie {place} de {of} — {title}", place=place, of=of, title=title)
        if step in TOPICS
        else desk.say("Une fois les parties remplies : {title}", title=title)
    )
    st.progress(min(place, of) * 100 // of, text=text)


MOST_TOLD = 20
"""Points a summary lists before it counts the others."""


def summary(desk: Desk, problems: Sequence[Problem]) -> None:
    """Everything to mend on this page, each linked to its field."""
    if not problems:
        return
    title = say_n(
        "Il y a {n} problème à corriger",
        "Il y a {n} problèmes à corriger",
        len(problems),
        desk.language,
    )
    lines = [_linked(desk, problem) for problem in problems[:MOST_TOLD]]
    lines += _others(desk, len(problems))
    with st.container(key="sommaire-erreurs"):
        st.error(f"**{title}**\n\n" + "\n".join(lines), icon=":material/error:")


def _linked(desk: Desk, problem: Problem) -> str:
    return f"- [{_in_short(desk, problem)}](#{key_of(problem.where)})"


def lock_notice(desk: Desk) -> None:
    """A filed claim is read here and corrected by asking."""
    if not desk.folder.locked:
        return
    if desk.folder.closed:
        st.info(
            desk.say("L’inscription est close : ce dossier ne peut plus être modifié."),
            icon=":material/lock:",
        )
        return
    if desk.folder.row.status is Status.DEFICIENT:
        st.warning(
            desk.say("Les avocats du groupe vous demandent de compléter ce dossier."),
            icon=":material/assignment_late:",
        )
        if st.button(desk.say("Voir ce qui manque"), key="voir-manque"):
            go("suivi")
        return
    st.info(
        desk.say("Ce dossier est déposé. Pour y changer quelque chose, demandez une correction."),
        icon=":material/lock:",
    )
    if st.button(desk.say("Demander une correction"), key="demander-correction"):
        go("suivi")


def total_card(desk: Desk) -> None:
    """The running total, marked provisional until it is filed, as far as it can be counted."""
    folder = desk.folder
    sites = desk.say_n("{n} site", "{n} sites", len(folder.form.services))
    title = (
        desk.say("Total déclaré · {sites}", sites=sites)
        if folder.locked
        else desk.say("Total provisoire déclaré · {sites}", sites=sites)
    )
    supported = amount(desk, folder.supported)
    proved = (
        desk.say(
            "dont {supported} étayés à ce jour, par vos pièces ou par votre seule déclaration",
            supported=supported,
        )
        if folder.exhibits
        else desk.say("dont {supported} reconnus sur votre seule déclaration", supported=supported)
    )
    with st.container(border=True, key="total-provisoire"):
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
        ):
            st.markdown(title, width="content")
            st.markdown(f"**{plain(amount(desk, folder.declared))}**", width="content")
        st.caption(plain(proved))


def amount(desk: Desk, cents: int) -> str:
    """An amount in the currency of the matter."""
    return money(cents, desk.folder.matter.currency, desk.language)


def foot(desk: Desk, topic: Topic) -> None:
    """Back, leave, go on: going on is the page's one main action."""
    saving, reading = desk.say("Enregistrer et continuer"), desk.say("Continuer")
    going_on = reading if desk.folder.locked else saving
    st.space("small")
    with st.container(horizontal=True, horizontal_alignment="distribute", key="pied"):
        if st.button(desk.say("Retour au dossier"), key="retour", icon=":material/arrow_back:"):
            go("dossier")
        with st.container(horizontal=True, horizontal_alignment="right", width="content"):
            if not desk.folder.locked:
                leave_link(desk)
            if st.button(
                going_on,
                key="continuer",
                type="primary",
                icon=":material/arrow_forward:",
                icon_position="right",
            ):
                _go_on(desk, topic)


def leave_link(desk: Desk) -> None:
    """Everything is saved already: leaving closes the session."""
    st.link_button(desk.say("Enregistrer et quitter"), "/deconnexion", key="quitter")


def _go_on(desk: Desk, topic: Topic) -> NoReturn:
    """To the next step, or back here with everything to mend."""
    if problems_of(topic, desk.folder) and not desk.folder.locked:
        st.session_state[f"strict {topic}"] = True
        for name in ("services", "losses", "credits"):
            st.session_state.pop(f"page {name}", None)  # the list opens again at its first fault
        st.rerun()
    go(STEPS[STEPS.index(topic) + 1])


def go(path: str) -> NoReturn:
    """To another page of the claimant."""
    st.switch_page(FILES[path])


def progress_line(desk: Desk, listed: Sequence[Task]) -> None:
    """How many parts are finished, of all of them; one that may stay empty is said to be so."""
    done = sum(task.state == "done" for task in listed)
    text = desk.say_n(
        "{n} partie terminée sur {of}", "{n} parties terminées sur {of}", done, of=len(listed)
    )
    if any(task.state == "optional" for task in listed):
        text = desk.say("{parts} (les pièces sont facultatives)", parts=text)
    st.progress(done * 100 // len(listed), text=text)


def task_row(desk: Desk, task: Task) -> None:
    """One topic: the way to it, and its state."""
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key=f"tache-{task.topic}",
    ):
        st.page_link(
            FILES[task.topic], label=desk.say(TITLES[task.topic]),
            icon=":material/chevron_right:", icon_position="right",
        )  # fmt: skip
        words, color, icon = _state_said(desk, task)
        st.badge(words, icon=f":material/{icon}:", color=color)


def side_link(desk: Desk, page: str, icon: str) -> None:
    """The way to a page that is not a topic to finish."""
    st.page_link(FILES[page], label=desk.say(TITLES[page]), icon=f":material/{icon}:")


def _state_said(desk: Desk, task: Task) -> tuple[str, Color, str]:
    if task.state == "wrong":
        return desk.say("{n} à corriger", n=task.wrong), "red", "error"
    words, color, icon = STATES[task.state]
    return desk.say(words), color, icon


def correction_notice(desk: Desk) -> None:
    """What is being corrected, and that the former filing stands meanwhile."""
    if not desk.folder.reopened:
        return
    with st.container(border=True, key="correction"):
        st.markdown(
            desk.say(
                "**Correction en cours.** Ce qui est déposé reste valable jusqu’à ce que vous "
                "déposiez de nouveau. Motif que vous avez donné :"
            )
        )
        st.text(reason_said(desk.folder.reopened, desk.language))


def receipt_link(desk: Desk, *, main: bool = False) -> None:
    """The receipt, as our own route gives it."""
    st.link_button(
        desk.say("Télécharger le reçu (PDF)"),
        f"/recu/{desk.folder.number}.pdf",
        type="primary" if main else "secondary",
        icon=":material/download:",
        key="recu",
    )


def statement_link(desk: Desk) -> None:
    """The statement of the claim as it stands."""
    st.link_button(
        desk.say("Télécharger le relevé (PDF)"),
        f"/releve/{desk.folder.number}.pdf",
        icon=":material/summarize:",
        key="releve",
    )


def unfinished(desk: Desk) -> None:
    """Everything that still keeps the folder from being filed, each with the way to its page."""
    problems = desk.folder.problems
    if not problems or desk.folder.locked:
        return
    title = desk.say_n(
        "Il y a {n} point à compléter ou à corriger",
        "Il y a {n} points à compléter ou à corriger",
        len(problems),
    )
    with st.container(border=True, gap="small", key="sommaire-erreurs"):
        st.markdown(f":red[:material/error: **{title}**]")
        for topic in sorted({topic_of(p.where) for p in problems}, key=TOPICS.index):
            st.session_state[f"strict {topic}"] = True
            st.page_link(
                FILES[topic],
                label=f"**{desk.say(TITLES[topic])}**",
                icon=":material/arrow_forward:",
            )
            about = [p for p in problems if topic_of(p.where) == topic]
            lines = [f"- {_in_short(desk, problem)}" for problem in about[:MOST_TOLD]]
            st.markdown("\n".join([*lines, *_others(desk, len(about))]))


def _others(desk: Desk, n: int) -> list[str]:
    """How many points are not listed; nothing when all are."""
    more = desk.say_n("et {n} autre", "et {n} autres", n - MOST_TOLD)
    return [f"- {more}"] if n > MOST_TOLD else []


def _in_short(desk: Desk, problem: Problem) -> str:
    label = plain(label_of(problem.where, desk.folder, desk.language))
    sentence = told(problem, desk.folder, desk.language)
    return desk.say("{label} : {sentence}", label=label, sentence=sentence)
