"""Filing: at the version the page showed, and what is said when nothing was filed."""

import streamlit as st

from claims.i18n import sentence
from claims.office import claimant
from claims.problems import Conflict, NotAllowed, NotSaved, Refused
from claims.ui.forms import key_of, told_in_full
from claims.ui.here import actor, house, now, remote
from claims.ui.widgets import Desk, fault, not_done

AGREED = key_of("attestation.agreed")


def file_button(desk: Desk) -> None:
    """The button that files; nothing to press once it is filed."""
    if desk.folder.locked:
        return
    st.button(
        desk.say("Attester et déposer"),
        key="deposer",
        type="primary",
        icon=":material/draw:",
        on_click=_file,
        args=(desk,),
    )


def refusals(desk: Desk) -> None:
    """Why the last try filed nothing."""
    for told in st.session_state.pop("refus signature", []):
        fault(told)


def _file(desk: Desk) -> None:
    """File what this page showed: a change made since in another tab stops it."""
    state, folder, language = st.session_state, desk.folder, desk.language
    try:
        claimant.submit(
            house(), actor(), name=str(state[key_of("attestation.name")] or ""),
            agreed=bool(state[AGREED]), seen=folder.version, language=language, now=now(),
            remote=remote(),
        )  # fmt: skip
    except Refused as refused:
        told = [p for p in refused.problems if p.where.startswith("attestation")]
        state["refus signature"] = [told_in_full(p, folder, language) for p in told]
    except Conflict:
        state["refus signature"] = [
            desk.say(
                "Votre dossier a changé depuis que cette page est affichée. Rien n’a été déposé. "
                "Relisez les totaux, puis déposez de nouveau."
            )
        ]
    except NotAllowed as refusal:
        state["refus signature"] = [sentence(not_done(refusal), language)]
    except NotSaved:
        state["refus signature"] = [
            desk.say(
                "Le dépôt n’a pas pu être enregistré. Rien n’a été déposé, et vos réponses sont "
                "conservées. Réessayez dans un instant."
            )
        ]
    else:
        state["déposé"] = True
