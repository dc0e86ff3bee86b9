"""The queue in words, and the claims a task leads to."""

import streamlit as st

from claims.i18n.catalogue import N_, say
from claims.office import worklist
from claims.office.views import PAGE, TASK
from claims.office.worklist import Task
from claims.totals.outlying import Fence
from claims.ui import staff
from claims.ui.forms_standing import Color
from claims.ui.here import actor, house, language
from claims.ui.staff import Column

CLAIMS_PAGE = "app_pages/lawyer_reclamations.py"
CLAIM_PAGE = "app_pages/lawyer_reclamation.py"
LOSS = "perte"
"""What an address calls the loss whose tape is open."""
LINES = "pertes"
"""What an address calls the page of the losses of a claim."""
TOTALS_PAGE = "app_pages/lawyer_totaux.py"
BACK = "totals.back"
"""Session key: what the address of the totals said when a loss was opened from them."""
BATCH_PAGE = "app_pages/lawyer_lot.py"
LETTERS_PAGE = "app_pages/lawyer_lettres.py"

WORDS = {
    "unanswered": N_("Messages sans réponse"),
    "erasure": N_("Effacements demandés"),
    "expired": N_("Délai expiré, sans réponse du réclamant"),
    "due": N_("Délai qui expire bientôt"),
    "late-contest": N_("Contestations reçues hors délai"),
    "reconsider": N_("Décisions contestées, à revoir"),
    "second": N_("Second examen, à l’aveugle"),
    "differing": N_("Second examen différent, à trancher"),
    "untold": N_("Décidées, lettre à envoyer"),
    "awaiting": N_("Déposées, à étudier"),
    "begun": N_("À l’étude, à terminer"),
    "contested": N_("Sites contestés par leur propriétaire"),
    "twice": N_("Même perte réclamée par deux personnes, à décider"),
    "contradicted": N_("Pertes hors des pannes connues"),
    "outlying": N_("Montants extrêmes pour leur chef"),
    "unproved": N_("Montants élevés sur déclaration seule"),
    "no-exhibit": N_("Sans aucune pièce"),
    "same-file": N_("Même fichier dans deux réclamations"),
    "deficient": N_("En attente du réclamant"),
    "unsigned": N_("Commencées, non signées"),
}
EXPLAINED = {
    "due": N_("Le délai pour répondre à la lettre expire dans les 7 jours."),
    "second": N_("Tirées au sort pour vous : relisez-les sans rien savoir de ce qui a été décidé."),
    "differing": N_(
        "Le second examen dit autre chose que la décision. Elle se maintient, page "
        "« Équipe », ou se reprend ligne par ligne."
    ),
    "begun": N_("L’étude a commencé : au moins une perte reste à décider, ou l’état à fixer."),
    "twice": N_("Même site, même chef et, s’il y a lieu, jours communs : à décider un à un."),
    "contradicted": N_("Une perte qui se compte en jours sort de toutes les pannes connues."),
    "unproved": N_(
        "Une perte sur déclaration seule dépasse neuf pertes sur dix déclarées sous son chef."
    ),
    "outlying": N_(
        "Une perte dépasse la limite de son chef : Q3 × (Q3 ÷ Q1)^1,5, et au moins le double de "
        "Q3, où Q1 et Q3 bornent la moitié du milieu. Cette limite de Tukey, prise en "
        "proportions, ne bouge guère si quelques montants sont démesurés. Elle ne dit pas qu’un "
        "montant est faux : elle dit lesquels relire d’abord."
    ),
}
"""Why a claim is in a task, where its name does not say."""
ICONS = {
    "unanswered": ":material/forum:",
    "erasure": ":material/person_remove:",
    "expired": ":material/alarm:",
    "due": ":material/timer:",
    "late-contest": ":material/alarm_on:",
    "reconsider": ":material/balance:",
    "second": ":material/visibility_off:",
    "differing": ":material/rule:",
    "untold": ":material/outgoing_mail:",
    "awaiting": ":material/inbox:",
    "begun": ":material/pending:",
    "contested": ":material/report:",
    "twice": ":material/content_copy:",
    "contradicted": ":material/event_busy:",
    "outlying": ":material/scatter_plot:",
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
    "due": "orange",
    "late-contest": "red",
    "reconsider": "red",
    "second": "blue",
    "differing": "orange",
    "untold": "blue",
    "awaiting": "blue",
    "begun": "blue",
    "contested": "red",
    "twice": "red",
    "contradicted": "orange",
    "outlying": "orange",
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
    if waiting:
        st.caption(say("Nombre de réclamations dans chaque cas; une réclamation peut être dans "
                       "plusieurs.", language()))  # fmt: skip


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
        st.switch_page(CLAIMS_PAGE, query_params={TASK: task.code})


def explained(task: Task | None) -> None:
    """Why the claims of a task are in it; of extreme amounts, the limit of each head."""
    here = language()
    if task is None or task.code not in EXPLAINED:
        return
    st.caption(staff.plain(say(EXPLAINED[task.code], here)))
    if task.code == "outlying":
        with st.expander(say("Limite de chaque chef", here), icon=":material/straighten:",
                         key="queue.fences"):  # fmt: skip
            known = worklist.fences_of(house(), actor(), staff.matter().id)
            _fences(sorted(known.items()))


def _fences(known: list[tuple[str, Fence]]) -> None:
    here = language()
    columns = [
        Column(say("Chef", here), lambda row: staff.matter().heads[row[0]].label.in_(here)),
        Column(say("Pertes", here), lambda row: row[1].count, "count"),
        Column("Q1", lambda row: row[1].low, "money"),
        Column(say("Médiane", here), lambda row: row[1].middle, "money"),
        Column("Q3", lambda row: row[1].high, "money"),
        Column(say("Limite", here), lambda row: row[1].limit, "money"),
    ]
    staff.short_table(known, columns, alt=say("Limite de chaque chef", here))


def decide_these(total: int) -> None:
    """A way to decide in one go the lines of the claims the list shows."""
    st.page_link(BATCH_PAGE, label=say("Décider en lot", language()), icon=":material/done_all:",
                 disabled=not total, query_params=st.query_params.to_dict())  # fmt: skip


def send_these() -> None:
    """A way to send at once the letters of the decisions nobody was told of."""
    query = {
        name: kept for name, kept in st.query_params.to_dict().items() if name not in (TASK, PAGE)
    }
    st.page_link(LETTERS_PAGE, label=say("Envoyer les lettres", language()),
                 icon=":material/outgoing_mail:", query_params=query)  # fmt: skip


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
