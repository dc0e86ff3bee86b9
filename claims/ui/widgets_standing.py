"""A filed claim as its claimant reads it: each line, and the two things one may still ask."""

import streamlit as st

from claims.claim.identifiers import domain_said
from claims.claim.states import Status
from claims.i18n import day, sentence
from claims.office import claimant, conversing
from claims.office.contesting import CONTEST, contest
from claims.office.filing import MORE
from claims.office.standing import LineSeen, Standing
from claims.office.verdicts import DECIDED
from claims.problems import Conflict, NotAllowed, NotSaved, Refused
from claims.ui.forms import LABELS, plain, told_in_full
from claims.ui.forms_standing import OUTCOMES
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt, fault, not_done
from claims.ui.widgets_cards import facts
from claims.ui.widgets_page import FILES, amount


def outcome(desk: Desk, standing: Standing) -> None:
    """What was admitted, once all is decided, and the last day to act on it."""
    if standing.row.status in DECIDED:
        admitted, declared = standing.assessment.admitted, standing.assessment.declared
        facts(
            [
                (desk.say("Total admis"), amount(desk, admitted)),
                (desk.say("Total déclaré"), amount(desk, declared)),
            ]
        )
    if standing.may_contest and (until := _contest_until(desk, standing)):
        st.markdown(f":material/schedule: {until}")
    _time_left(desk, standing)


def _contest_until(desk: Desk, standing: Standing) -> str:
    """The last day to contest, and whether it is confirmed; blank when no delay is known."""
    if standing.contest_by is None:
        return ""
    last = day(standing.contest_by, desk.language)
    until = desk.say("Délai pour contester : jusqu’au {day}.", day=last)
    if desk.folder.matter.deadlines[CONTEST].verified:
        return until
    return f"{until} {desk.say('Ce délai est à confirmer par les avocats du groupe.')}"


def _time_left(desk: Desk, standing: Standing) -> None:
    """The days left to mend a deficiency."""
    if standing.cure_by is None:
        return
    if standing.today > standing.cure_by:
        told = desk.say(
            "Le délai pour corriger a pris fin le {day}. Déposez quand même votre correction si "
            "vous le pouvez.",
            day=day(standing.cure_by, desk.language),
        )
        st.warning(told, icon=":material/alarm:")
        return
    st.warning(
        desk.say_n(
            "Il vous reste {n} jour pour corriger : jusqu’au {day}.",
            "Il vous reste {n} jours pour corriger : jusqu’au {day}.",
            standing.days_left,
            day=day(standing.cure_by, desk.language),
        ),
        icon=":material/schedule:",
    )


def line_card(desk: Desk, seen: LineSeen, status: Status) -> None:
    """One loss: declared, supported, admitted, and why. status: of the claim."""
    line, matter = seen.line, desk.folder.matter
    with st.container(border=True, key=f"decision-{line.loss}"):
        st.subheader(plain(matter.heads[line.head].label.in_(desk.language)), anchor=False)
        st.text(domain_said(line.service) if line.service else desk.say("pour vous-même"))
        facts(
            [
                (desk.say("Déclaré"), amount(desk, line.declared)),
                (desk.say("Étayé"), amount(desk, line.supported)),
                (desk.say("Admis"), amount(desk, line.admitted) if seen.outcome else "—"),
                *_decided(desk, seen, status),
            ]
        )
        if seen.reason in matter.reasons:
            reason = matter.reasons[seen.reason].in_(desk.language)
            st.markdown(plain(desk.say("Motif : {reason}", reason=reason)))


def _decided(desk: Desk, seen: LineSeen, status: Status) -> list[tuple[str, str]]:
    """Counsel's word on a loss; none is awaited once the claimant left."""
    if not seen.outcome and status in (Status.WITHDRAWN, Status.OPTED_OUT):
        return []
    return [(desk.say("Décision"), desk.say(OUTCOMES[seen.outcome]))]


def add_exhibit(desk: Desk) -> None:
    """Bring another exhibit: the claim reopens at its exhibits and is signed again."""
    with st.container(border=True, key="ajout-piece"):
        st.markdown(
            desk.say(
                "**Une pièce de plus?** Ajoutez-la, puis signez de nouveau : elle ne compte qu’une "
                "fois la nouvelle version déposée. Rien d’autre n’est à refaire."
            )
        )
        st.button(
            desk.say("Ajouter une pièce"),
            key="ajouter-piece",
            icon=":material/attach_file_add:",
            on_click=_reopen_for_exhibits,
        )


def _reopen_for_exhibits() -> None:
    def reopen() -> bool:
        claimant.amend(house(), actor(), reason=MORE, now=now())
        return True

    if attempt(reopen):
        st.session_state["rouvert"] = "pieces"


def ask_contest(desk: Desk, standing: Standing) -> None:
    """Contest counsel's decision, with reasons; until when."""
    note = desk.say(
        "Dites ce qui ne convient pas, perte par perte. Votre dossier retourne à l’étude; ce qui "
        "est admis le reste jusqu’à la nouvelle décision. Si une preuve manquait, ajoutez-la aussi."
    )
    if until := _contest_until(desk, standing):
        note = f"{note}\n\n{until}"
    _ask(
        desk,
        standing,
        "contest",
        desk.say("Contester la décision"),
        note,
        desk.say("Envoyer ma contestation"),
    )


def ask_correction(desk: Desk, standing: Standing) -> None:
    """Reopen the claim for a correction, with its reason."""
    _ask(
        desk,
        standing,
        "reason",
        desk.say("Demander une correction"),
        desk.say(
            "Votre dossier se rouvre tel qu’il est déposé. Il reste déposé jusqu’à ce que vous "
            "signiez la correction."
        ),
        desk.say("Rouvrir mon dossier"),
    )


def ask_withdrawal(desk: Desk, standing: Standing) -> None:
    """Withdraw the claim for good, with a reason."""
    _ask(
        desk,
        standing,
        "withdrawal",
        desk.say("Retirer mon dossier"),
        desk.say("Le retrait est définitif : vos pertes ne compteront plus."),
        desk.say("Retirer mon dossier pour de bon"),
    )


def _ask(desk: Desk, standing: Standing, what: str, title: str, note: str, button: str) -> None:
    faults = st.session_state.pop(f"faute {what}", [])
    with st.expander(title, key=f"volet-{what}", expanded=bool(faults)):
        st.markdown(note)
        st.text_area(desk.say(LABELS[what]), key=f"motif-{what}", height=100)
        for told in faults:
            fault(told)
        st.button(button, key=f"demander-{what}", on_click=_attempt, args=(desk, standing, what))


def _attempt(desk: Desk, standing: Standing, what: str) -> None:
    state = st.session_state
    try:
        _do(what, state[f"motif-{what}"], standing.row.version)
    except Refused as refused:
        problems = refused.problems
        state[f"faute {what}"] = [told_in_full(p, desk.folder, desk.language) for p in problems]
    except (Conflict, NotAllowed, NotSaved) as failure:
        state[f"faute {what}"] = [sentence(not_done(failure), desk.language)]


def _do(what: str, reason: str, seen: int) -> None:
    if what == "reason":
        claimant.amend(house(), actor(), reason=reason, now=now())
        st.session_state["rouvert"] = "dossier"
    elif what == CONTEST:
        contest(house(), actor(), reason=reason, seen=seen, now=now())
        st.session_state["contesté"] = True
    else:
        claimant.withdraw(house(), actor(), reason=reason, seen=seen, now=now())


def contested(desk: Desk) -> None:
    """Say once that a contest was sent."""
    if st.session_state.pop("contesté", False):
        st.success(
            desk.say(
                "Votre contestation est envoyée. Les avocats du groupe reprennent votre dossier."
            ),
            icon=":material/check_circle:",
        )


def new_messages(desk: Desk) -> None:
    """How many messages wait, and the way to them."""
    waiting = conversing.unread(house(), actor(), desk.folder.number)
    with st.container(border=True, key="vers-messages"):
        if waiting:
            told = desk.say_n(
                "Vous avez {n} nouveau message.", "Vous avez {n} nouveaux messages.", waiting
            )
            st.markdown(f":material/mark_email_unread: **{told}**")
        else:
            st.markdown(desk.say("Une question? Écrivez aux avocats du groupe."))
        st.page_link(FILES["messages"], label=desk.say("Lire et écrire"), icon=":material/forum:")


def rights(desk: Desk, standing: Standing) -> None:
    """The ways to one's own data, and out of the group."""
    with st.container(horizontal=True, key="droits"):
        st.page_link(
            FILES["mes-donnees"],
            label=desk.say("Mes renseignements : télécharger, effacer"),
            icon=":material/folder_zip:",
        )
        if standing.may_opt_out:
            st.page_link(
                FILES["exclusion"],
                label=desk.say("S’exclure du groupe"),
                icon=":material/logout:",
            )


def give_up() -> None:
    """Abandon the correction under way."""
    attempt(lambda: claimant.give_up(house(), actor(), now=now()))
