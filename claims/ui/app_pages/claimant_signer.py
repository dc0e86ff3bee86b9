"""The attestation: what is attested, the name typed, the box ticked, and the one button that files."""

import streamlit as st

from claims.i18n import Language, count
from claims.office import claimant
from claims.problems import Conflict, NotAllowed, NotSaved, Refused
from claims.ui.forms import LABELS, told_in_full
from claims.ui.here import actor, house, now
from claims.ui.widgets import fault, open_desk, text_field
from claims.ui.widgets_cards import facts
from claims.ui.widgets_page import (
    amount,
    go,
    leave_link,
    lock_notice,
    saved_line,
    step_line,
    unfinished,
)

desk = open_desk()
folder, tongue = desk.folder, desk.language


def file_it(seen: int, language: Language) -> None:
    """File what this page showed, at the version it showed."""
    try:
        claimant.submit(house(), actor(), name=desk.value("attestation.name"),
                        agreed=bool(st.session_state["accord"]), seen=seen, language=language,
                        now=now())  # fmt: skip
    except Refused as refused:
        st.session_state["refus signature"] = list(refused.problems)
    except Conflict:
        st.session_state["refus signature"] = "changed"
    except (NotSaved, NotAllowed):
        st.session_state["refus signature"] = "not saved"
    else:
        st.session_state["déposé"] = True


if st.session_state.pop("déposé", False):
    go("confirmation")
saved_line(desk)
step_line(desk, "signer")
st.title(desk.say("Attester et déposer"), anchor=False)
lock_notice(desk)
unfinished(desk)
refusal = st.session_state.pop("refus signature", [])
if refusal == "changed":
    st.error(desk.say("Le dossier a changé dans un autre onglet depuis que cette page est affichée. "
                      "Rien n’a été déposé. Relisez les totaux ci-dessous, puis déposez de nouveau."))  # fmt: skip
elif refusal == "not saved":
    st.error(desk.say("Le dépôt n’a pas pu être enregistré. Rien n’a été déposé, et vos réponses sont "
                      "toujours là. Réessayez dans un instant."))  # fmt: skip
counted = folder.assessment
with st.container(border=True, key="ce-qui-est-depose"):
    facts(desk, [
        (desk.say("Sites"), count(len(folder.form.services), tongue)),
        (desk.say("Pertes"), count(len(folder.form.losses), tongue)),
        (desk.say("Pièces"), count(len(folder.exhibits), tongue)),
        (desk.say("Total déclaré"), amount(desk, counted.declared if counted else 0)),
    ])  # fmt: skip
st.markdown(folder.matter.stage_notice.text.in_(tongue))
with st.container(border=True, key="texte-attestation"):
    st.markdown(folder.matter.attestation.text.in_(tongue))
business = folder.form.claimant.kind == "business"
text_field(desk, "attestation.name", desk.say(LABELS["attestation.name"]),
           hint=desk.say("Le nom de la personne qui signe pour l’entreprise.") if business
           else desk.say("Votre nom, tel qu’il figure dans vos coordonnées."))  # fmt: skip
st.checkbox(desk.say("J’ai lu ce texte et j’atteste ce qui précède."), key="accord",
            disabled=folder.locked)  # fmt: skip
for problem in refusal if isinstance(refusal, list) else []:
    fault(told_in_full(problem, folder, tongue))
with st.container(horizontal=True, horizontal_alignment="distribute", key="pied"):
    if st.button(desk.say("Revoir mes réponses"), key="retour", icon=":material/arrow_back:"):
        go("verifier")
    with st.container(horizontal=True, horizontal_alignment="right", width="content"):
        leave_link(desk)
        if not folder.locked:
            st.button(desk.say("Attester et déposer"), key="deposer", type="primary",
                      icon=":material/draw:", on_click=file_it, args=(folder.version, tongue))  # fmt: skip
