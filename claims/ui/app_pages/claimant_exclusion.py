"""Leaving the group: what it means, confirmed by typing one's number, proved by a receipt."""

import streamlit as st

from claims.claim.states import Status
from claims.i18n import sentence
from claims.matter.leaving import consequences, knows_opting_out, own_action
from claims.office import claimant, leaving
from claims.problems import Conflict, NotAllowed, NotFound, NotSaved, Problem, Refused
from claims.ui.forms import LABELS, plain
from claims.ui.here import actor, house, now
from claims.ui.widgets import fault, not_done, open_desk
from claims.ui.widgets_page import go, saved_line
from claims.ui.widgets_papers import exclusion_link

desk = open_desk()
folder = desk.folder
standing = claimant.my_claim(house(), actor(), now=now())
saved_line(desk)
st.title(desk.say("S’exclure du groupe"), anchor=False)
state = st.session_state


def leave(seen: int) -> None:
    try:
        leaving.opt_out(
            house(), actor(), typed=str(state["champ-exclusion"] or ""), seen=seen, now=now()
        )
    except Refused as refused:
        state["refus exclusion"] = [sentence(p, desk.language) for p in refused.problems]
    except (NotAllowed, NotSaved) as failure:
        state["refus exclusion"] = [sentence(not_done(failure), desk.language)]
    except (Conflict, NotFound):
        state["refus exclusion"] = [sentence(Problem("", "claim-changed"), desk.language)]


if folder.row.status is Status.OPTED_OUT:
    st.success(
        desk.say("Votre demande d’exclusion est consignée. Gardez ce reçu."),
        icon=":material/logout:",
    )
    exclusion_link(desk, main=True)
    for said in consequences(folder.matter, desk.language):
        st.markdown(f"- {plain(said)}")
elif not knows_opting_out(folder.matter):
    st.info(
        desk.say(
            "Cette action ne connaît pas l’exclusion : il n’y a pas de groupe dont sortir. Pour "
            "que votre dossier ne compte plus, retirez-le à la page « Suivi »."
        ),
        icon=":material/info:",
    )
elif standing is None:
    st.info(
        desk.say(
            "Rien n’est déposé : un brouillon ne compte pas dans l’action. Vous pouvez l’effacer à "
            "la page « Mes renseignements ». Pour vous exclure du groupe sans rien déposer, suivez "
            "l’avis du tribunal."
        ),
        icon=":material/info:",
    )
elif not standing.may_opt_out:
    st.info(desk.say("Ce dossier est retiré : il ne compte plus dans l’action."))
else:
    with st.container(border=True, key="consequences"):
        st.subheader(desk.say("Ce que cela veut dire"), anchor=False)
        st.markdown(
            "\n".join(f"- {plain(said)}" for said in consequences(folder.matter, desk.language))
        )
    for said in own_action(folder.matter, desk.language):
        st.markdown(plain(said))
    st.markdown(
        desk.say(
            "Se retirer n’est pas s’exclure : un dossier retiré ne compte plus, mais vous restez "
            "membre du groupe et lié par le jugement."
        )
    )
    with st.form("exclusion", border=True, enter_to_submit=False):
        st.text_input(desk.say(LABELS["exclusion"]), key="champ-exclusion")
        st.caption(desk.say("Inscrivez {number}.", number=folder.number))
        for told in state.pop("refus exclusion", []):
            fault(told)
        st.form_submit_button(
            desk.say("Consigner ma demande d’exclusion"),
            key="exclure",
            icon=":material/logout:",
            on_click=leave,
            args=(standing.row.version,),
        )
if st.button(desk.say("Retour au suivi"), key="retour", icon=":material/arrow_back:"):
    go("suivi")
