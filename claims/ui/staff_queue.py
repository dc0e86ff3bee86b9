"""The queue in words, and the claims a task leads to."""

import streamlit as st

from claims.i18n.catalogue import N_, say
from claims.office.worklist import Task
from claims.ui import staff
from claims.ui.forms_standing import Color
from claims.ui.here import language

CLAIMS_PAGE = "app_pages/lawyer_reclamations.py"
CLAIM_PAGE = "app_pages/lawyer_reclamation.py"
LOSS = "perte"
"""What an address calls the loss whose tape is open."""
TOTALS_PAGE = "app_pages/lawyer_totaux.py"
BACK = "totals.back"
"""Session key: what the address of the totals said when a loss was opened from them."""
CHOSEN = "reclamations.task"
"""Session key: code of the task whose claims the list shows; empty for all."""

WORDS = {
    "unanswered": N_("Messages sans réponse"),
    "erasure": N_("Effacements demandés"),
    "expired": N_("Délai expiré, sans réponse du réclamant"),
    "late-contest": N_("Contestations reçues hors délai"),
    "reconsider": N_("Décisions contestées, à revoir"),
    "untold": N_("Décidées, lettre à envoyer"),
    "awaiting": N_("Déposées, à étudier"),
    "contested": N_("Sites contestés par leur propriétaire"),
    "twice": N_("Même perte réclamée par deux personnes"),
    "contradicted": N_("Pertes hors des pannes connues"),
    "unproved": N_("Montants élevés sur déclaration seule"),
    "no-exhibit": N_("Sans aucune pièce"),
    "same-file": N_("Même fichier dans deux réclamations"),
    "deficient": N_("En attente du réclamant"),
    "unsigned": N_("Commencées, non signées"),
}
ICONS = {
    "unanswered": ":material/forum:",
    "erasure": ":material/person_remove:",
    "expired": ":material/alarm:",
    "late-contest": ":material/alarm_on:",
    "reconsider": ":material/balance:",
    "untold": ":material/outgoing_mail:",
    "awaiting": ":material/inbox:",
    "contested": ":material/report:",
    "twice": ":material/content_copy:",
    "contradicted": ":material/event_busy:",
    "unproved": ":material/trending_up:",
    "no-exhibit": ":material/attach_file_off:",
    "same-file": ":material/file_copy:",
    "deficient": ":material/hourglass_top:",
    "unsigned": ":material/edit_off:",
}
COLORS: dict[str, Color] = {
    "unanswered": "red",
    "erasure": "orange",
    "expired": "red",
    "late-contest": "red",
    "reconsider": "red",
    "untold": "blue",
    "awaiting": "blue",
    "contested": "red",
    "twice": "red",
    "contradicted": "orange",
    "unproved": "orange",
}


def said(code: str) -> str:
    """A task in words."""
    return say(WORDS[code], language())


def show(tasks: tuple[Task, ...]) -> None:
    """The tasks with something to do, each leading to its claims; one sentence when none has."""
    waiting = [task for task in tasks if task.count]
    if not waiting:
        st.success(say("Rien n’attend : la file est vide.", language()), icon=":material/done_all:")
    for task in waiting:
        _row(task)


def _row(task: Task) -> None:
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", wrap=False
    ):
        opened = st.button(
            said(task.code), icon=ICONS[task.code], type="tertiary", key=f"task.{task.code}",
            disabled=not task.numbers, wrap=True,
        )  # fmt: skip
        st.badge(staff.counted(task.count), color=COLORS.get(task.code, "gray"))
    if opened:
        st.session_state[CHOSEN] = task.code
        st.switch_page(CLAIMS_PAGE)


def open_claim(number: str) -> None:
    """Go to the page of one claim."""
    st.switch_page(CLAIM_PAGE, query_params={"numero": number})


def back_to_totals() -> None:
    """A link to the totals as they were when a loss was opened from them."""
    if BACK in st.session_state:
        st.page_link(TOTALS_PAGE, label=say("Totaux", language()), icon=":material/arrow_back:",
                     query_params=st.session_state[BACK])  # fmt: skip


def open_loss(number: str, loss: str) -> None:
    """Go to the page of one claim, its tape open on a loss; the way back is kept."""
    st.session_state[BACK] = st.query_params.to_dict()
    st.switch_page(CLAIM_PAGE, query_params={"numero": number, LOSS: loss})
