"""A filed claim followed: where it stands, the time left, each decision, and what one may still do."""

import streamlit as st

from claims.claim.states import LABELS as STATUSES
from claims.i18n import day, moment
from claims.office import claimant
from claims.office.filing import LineSeen
from claims.problems import Conflict, NotAllowed, NotSaved, Refused
from claims.ui.forms import LABELS, plain, told_in_full
from claims.ui.forms_standing import MEANING, OUTCOMES, deadlines_said
from claims.ui.here import actor, house, now
from claims.ui.widgets import fault, open_desk
from claims.ui.widgets_cards import facts
from claims.ui.widgets_page import amount, go, saved_line

desk = open_desk()
standing = claimant.my_claim(house(), actor(), now=now())
matter, tongue, row = desk.folder.matter, desk.language, desk.folder.row
saved_line(desk)
st.title(desk.say("Suivi de votre dossier"), anchor=False)
with st.container(border=True, key="etat"):
    st.badge(desk.say(STATUSES[row.status]), color="blue")
    st.markdown(desk.say(MEANING[row.status]))


def decided(line: LineSeen) -> None:
    counted = line.line
    with st.container(border=True, key=f"decision-{counted.loss}"):
        head = matter.heads[counted.head].label.in_(tongue)
        st.subheader(plain(head), anchor=False)
        st.caption(plain(counted.service or desk.say("pour vous-même")))
        facts(desk, [
            (desk.say("Déclaré"), amount(desk, counted.declared)),
            (desk.say("Étayé"), amount(desk, counted.supported)),
            (desk.say("Admis"), amount(desk, counted.admitted) if line.outcome else "—"),
            (desk.say("Décision"), desk.say(OUTCOMES[line.outcome])),
        ])  # fmt: skip
        if line.reason in matter.reasons:
            st.markdown(
                desk.say("Motif : {reason}", reason=matter.reasons[line.reason].in_(tongue))
            )


def attempt(action: str) -> None:
    """Ask for a correction, or withdraw; what is wrong is told under the field."""
    state = st.session_state
    try:
        if action == "reason":
            claimant.amend(house(), actor(), reason=state["motif-reason"], now=now())
            state["rouvert"] = True
        else:
            claimant.withdraw(house(), actor(), reason=state["motif-withdrawal"], seen=row.version,
                              now=now())  # fmt: skip
    except Refused as refused:
        state[f"faute {action}"] = [told_in_full(p, desk.folder, tongue) for p in refused.problems]
    except (Conflict, NotAllowed, NotSaved):
        state[f"faute {action}"] = [
            desk.say(
                "Votre dossier vient de changer ailleurs. Relisez cette page, puis recommencez."
            )
        ]


def ask(action: str, title: str, note: str, button: str) -> None:
    faults = st.session_state.pop(f"faute {action}", [])
    with st.expander(title, key=f"volet-{action}", expanded=bool(faults)):
        st.markdown(note)
        st.text_area(desk.say(LABELS[action]), key=f"motif-{action}", height=100)
        for sentence in faults:
            fault(sentence)
        st.button(button, key=f"demander-{action}", on_click=attempt, args=(action,))


if st.session_state.pop("rouvert", False):
    go("dossier")
if standing and standing.cure_by:
    st.warning(desk.say_n("Il vous reste {n} jour pour corriger : jusqu’au {day}.",
                          "Il vous reste {n} jours pour corriger : jusqu’au {day}.",
                          standing.days_left, day=day(standing.cure_by, tongue)),
               icon=":material/schedule:")  # fmt: skip
if standing is None:
    if st.button(desk.say("Continuer mon dossier"), key="continuer", type="primary"):
        go("dossier")
else:
    st.markdown(
        desk.say("Déposé le {when}.", when=moment(standing.filed_at, matter.timezone, tongue))
    )
    st.link_button(desk.say("Télécharger le reçu (PDF)"), f"/recu/{row.number}.pdf",
                   icon=":material/download:", key="recu")  # fmt: skip
    st.header(desk.say("Vos pertes"), anchor=False)
    for line in standing.lines:
        decided(line)
    if standing.correcting:
        st.info(desk.say("Une correction est commencée. Ce qui est déposé reste valable jusqu’à ce que "
                         "vous déposiez de nouveau."))  # fmt: skip
        if st.button(desk.say("Reprendre la correction"), key="reprendre", type="primary"):
            go("dossier")
    if standing.may_correct:
        ask("reason", desk.say("Demander une correction"),
            desk.say("Votre dossier se rouvre tel qu’il est déposé. Il reste déposé jusqu’à ce que "
                     "vous signiez la correction."), desk.say("Rouvrir mon dossier"))  # fmt: skip
    if standing.may_withdraw:
        ask("withdrawal", desk.say("Retirer mon dossier"),
            desk.say("Le retrait est définitif : vos pertes ne compteront plus."),
            desk.say("Retirer mon dossier pour de bon"))  # fmt: skip
for sentence in deadlines_said(matter, tongue):
    st.caption(plain(sentence))
