"""A filed claim as its claimant reads it: each line, and the two things one may still ask."""

import streamlit as st

from claims.claim.identifiers import domain_said
from claims.claim.states import Status
from claims.evidence.curing import CONTEST, confirmed, last_minute
from claims.i18n import moment, sentence
from claims.i18n.formats import moment_there
from claims.office import claimant, conversing
from claims.office.contesting import contest
from claims.office.filing import MORE
from claims.office.standing import LineSeen, Standing
from claims.office.verdicts import DECIDED
from claims.problems import Conflict, NotAllowed, NotSaved, Refused
from claims.store.contests import Contest
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
    if standing.may_contest:
        st.markdown(f":material/schedule: {_contest_until(desk, standing)}")
    _time_left(desk, standing)


def _contest_until(desk: Desk, standing: Standing) -> str:
    """The last minute to contest, and whether it is confirmed; that none runs without a letter."""
    last, matter = standing.contest_by, desk.folder.matter
    if last is None:
        return desk.say("Le délai pour contester court à compter de la lettre de décision.")
    until = moment_there(last_minute(last, matter.timezone), matter.timezone, desk.language)
    told = desk.say("Délai pour contester : jusqu’au {until}.", until=until)
    if confirmed(matter, CONTEST):
        return told
    return f"{told} {desk.say('Ce délai est à confirmer par les avocats du groupe.')}"


def _time_left(desk: Desk, standing: Standing) -> None:
    """The days left to mend a deficiency, to the last minute."""
    if standing.cure_by is None:
        return
    zone = desk.folder.matter.timezone
    until = moment_there(last_minute(standing.cure_by, zone), zone, desk.language)
    if standing.today > standing.cure_by:
        told = desk.say(
            "Le délai pour corriger a pris fin le {until}. Déposez quand même votre correction si "
            "vous le pouvez.",
            until=until,
        )
        st.warning(told, icon=":material/alarm:")
        return
    st.warning(
        desk.say_n(
            "Il vous reste {n} jour pour corriger : jusqu’au {until}.",
            "Il vous reste {n} jours pour corriger : jusqu’au {until}.",
            standing.days_left,
            until=until,
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
        if seen.sentence:
            st.text(seen.sentence)


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
    note = f"{note}\n\n{_contest_until(desk, standing)}"
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
        st.session_state["contesté"] = contest(
            house(), actor(), reason=reason, seen=seen, now=now()
        )
    else:
        claimant.withdraw(house(), actor(), reason=reason, seen=seen, now=now())


def contested(desk: Desk, standing: Standing | None) -> None:
    """Say once that a contest was sent; then where it stands, until a letter answers it."""
    if st.session_state.pop("contesté", None):
        st.success(
            desk.say("Votre contestation est envoyée. Les avocats du groupe la lisent."),
            icon=":material/check_circle:",
        )
    if standing and (contest := standing.contest):
        when = moment(contest.at, desk.folder.matter.timezone, desk.language)
        st.info(_received(desk, contest, when), icon=":material/balance:")


def _received(desk: Desk, contest: Contest, when: str) -> str:
    if contest.told.shut:
        return desk.say(
            "Contestation reçue le {when}, après le délai. Elle est gardée et les avocats la "
            "lisent; la décision reste telle quelle jusqu’à leur réponse.",
            when=when,
        )
    if contest.told.late:
        return desk.say(
            "Contestation reçue le {when}, après le délai, qui n’est pas encore confirmé. Les "
            "avocats la lisent quand même; une lettre vous dira la nouvelle décision.",
            when=when,
        )
    return desk.say(
        "Contestation reçue le {when}. Une lettre vous dira la nouvelle décision.", when=when
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
