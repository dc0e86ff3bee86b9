"""Proof: each file examined at once, kept unchanged under its hash, and said to prove what."""

import secrets
from typing import Any

import streamlit as st

from claims.claim.model import Exhibit
from claims.evidence.kinds import ACCEPTED
from claims.i18n import N_
from claims.office import claimant
from claims.problems import NotSaved, Refused, TooMany
from claims.ui.forms import LABELS, size_said, told_in_full
from claims.ui.forms_losses import losses_said
from claims.ui.here import actor, house, now
from claims.ui.widgets import fault
from claims.ui.widgets_page import foot, open_topic, total_card

desk = open_topic("pieces", N_("Vos pièces"))
folder, matter, tongue = desk.folder, desk.folder.matter, desk.language
kinds = {key: label.in_(tongue) for key, label in matter.exhibit_kinds.items()}
losses = losses_said(folder, tongue)
turn = st.session_state.setdefault("dépôt", 0)
st.markdown(desk.say("Ajoutez ce que vous avez : facture, paiement, courriel, capture d’écran. Si un "
                     "document vous manque, vous pouvez déposer sans lui; d’autres preuves sont "
                     "acceptées."))  # fmt: skip


def receive(key: str) -> None:
    refusals = []
    for file in st.session_state[key]:
        try:
            claimant.add_exhibit(
                house(), actor(), name=file.name, content=file.getvalue(),
                kind=st.session_state["nature"] or "other", losses=st.session_state["prouve"],
                draw=secrets.token_bytes, now=now(),
            )  # fmt: skip
        except Refused as refused:
            refusals += [told_in_full(p, folder, tongue) for p in refused.problems]
        except TooMany:
            refusals.append(desk.say("Votre dossier ne peut plus recevoir de pièces : la limite est "
                                     "atteinte. Retirez-en une, ou réunissez-en plusieurs."))  # fmt: skip
        except NotSaved:
            refusals.append(
                desk.say("Le fichier n’a pas été enregistré. Réessayez dans un instant.")
            )
    st.session_state.update({"dépôt": turn + 1, "refus pièces": refusals})


def bring() -> None:
    with st.container(border=True, key="nouvelle-piece"):
        st.subheader(desk.say("Ajouter une pièce"), anchor=False)
        st.selectbox(desk.say(LABELS["exhibits.kind"]), list(kinds), key="nature", index=None,
                     format_func=lambda key: kinds.get(key, key),
                     placeholder=desk.say("Choisissez"))  # fmt: skip
        st.multiselect(desk.say(LABELS["exhibits.losses"]), list(losses), key="prouve",
                       format_func=lambda key: losses.get(key, key),
                       placeholder=desk.say("Choisissez une ou plusieurs pertes"))  # fmt: skip
        key = f"fichiers-{turn}"
        most = house().settings.max_file_mb
        st.file_uploader(
            desk.say("Fichiers (PDF, image, classeur, texte ou courriel; {most} Mo chacun)", most=most),
            type=sorted(ACCEPTED), accept_multiple_files=True, key=key, on_change=receive, args=(key,),
        )  # fmt: skip
        for sentence in st.session_state.get("refus pièces", []):
            fault(sentence)


def describe(exhibit: str) -> None:
    kind, proves = st.session_state[f"nature-{exhibit}"], st.session_state[f"prouve-{exhibit}"]
    claimant.describe_exhibit(house(), actor(), exhibit, kind or "other", proves, now=now())


def remove(exhibit: str) -> None:
    claimant.remove_exhibit(house(), actor(), exhibit, now=now())


def card(exhibit: Exhibit) -> None:
    with st.container(border=True, key=f"piece-{exhibit.id}"):
        st.text(exhibit.name)
        size = size_said(exhibit.size, tongue)
        st.caption(
            desk.say("{size} · empreinte SHA-256 {start}…", size=size, start=exhibit.sha256[:12])
        )
        told: dict[str, Any] = {"disabled": folder.locked, "on_change": describe, "args": (exhibit.id,)}
        st.session_state[f"nature-{exhibit.id}"] = exhibit.kind if exhibit.kind in kinds else None
        st.session_state[f"prouve-{exhibit.id}"] = [li for li in exhibit.losses if li in losses]
        st.selectbox(desk.say(LABELS["exhibits.kind"]), list(kinds), key=f"nature-{exhibit.id}",
                     index=None, format_func=lambda key: kinds.get(key, key),
                     placeholder=desk.say("Choisissez"), **told)  # fmt: skip
        st.multiselect(desk.say(LABELS["exhibits.losses"]), list(losses), key=f"prouve-{exhibit.id}",
                       format_func=lambda key: losses.get(key, key),
                       placeholder=desk.say("Choisissez une ou plusieurs pertes"), **told)  # fmt: skip
        with st.container(horizontal=True):
            st.link_button(desk.say("Télécharger"), f"/piece/{folder.number}/{exhibit.id}",
                           type="tertiary", icon=":material/download:", key=f"lire-{exhibit.id}")  # fmt: skip
            if not folder.locked:
                st.button(desk.say("Retirer"), key=f"oter-{exhibit.id}", type="tertiary",
                          icon=":material/delete:", on_click=remove, args=(exhibit.id,))  # fmt: skip


if not folder.locked:
    bring()
for exhibit in folder.exhibits:
    card(exhibit)
if not folder.exhibits:
    st.caption(desk.say("Aucune pièce pour le moment."))
with st.expander(desk.say("Que faire si je n’ai pas la facture?"), key="substituts"):
    for proof in matter.proofs.values():
        st.markdown(f"- {proof.in_(tongue)}")
total_card(desk)
foot(desk, "pieces")
