"""Exhibits: brought, examined at once, kept, and said to prove what."""

import secrets
from collections.abc import Sequence
from functools import partial
from typing import Any, NoReturn

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from claims.claim.model import Exhibit
from claims.evidence.kinds import ACCEPTED
from claims.evidence.look import Look
from claims.evidence.precheck import expected
from claims.evidence.scanner import SAID as SCANNED
from claims.i18n import N_
from claims.office import claimant
from claims.office.bringing import UNSAID, Brought, Progress, loss_named, proving_nothing
from claims.office.bringing import bring as bring_all
from claims.problems import KeyLost, NotAllowed, NotFound, NotSaved, TooMany
from claims.ui import widgets_look
from claims.ui.arriving import first_turn, let_go, turned_away
from claims.ui.forms import LABELS, plain, size_said, told_in_full
from claims.ui.here import actor, house, now
from claims.ui.widgets import Desk, attempt, fact, fault


def bring(desk: Desk) -> None:
    """Say what comes, then choose the files: they leave the memory of the server at once."""
    turn = st.session_state.setdefault("dépôt", first_turn())
    if turn != st.session_state.setdefault("dépôt dit", turn):  # the next file is another exhibit
        st.session_state.update({"dépôt dit": turn, "nature": None, "prouve": []})
    with st.container(border=True, key="nouvelle-piece"):
        st.subheader(desk.say("Ajouter une pièce"), anchor=False)
        _kind(desk, "nature")
        _proves(desk, "prouve")
        most = house().settings.max_file_mb
        files = st.file_uploader(
            desk.say("Fichiers : PDF, images, chiffriers, textes ou courriels, {most} Mo chacun",
                     most=most),
            type=sorted(ACCEPTED),
            accept_multiple_files=True,
            max_upload_size=most,
            key=f"fichiers-{turn}",
        )  # fmt: skip
        refused = turned_away(desk, all_came=bool(files))
        if files:
            _receive(desk, files, refused)
        if refused:  # nothing came through: what is said of the former deposit is over
            st.session_state["refus pièces"] = refused
        for sentence in st.session_state.get("refus pièces", []):
            fault(sentence)


def _receive(desk: Desk, files: Sequence[UploadedFile], refused: list[str]) -> NoReturn:
    """Keep the files, saying how far it is; those sent again after an interruption are the same.

    refused: what to say of those the server turned away, until the next deposit.
    """
    bar, state = st.progress(0), st.session_state

    def told(done: int, of: int) -> None:
        text = desk.say("Examen des fichiers : {done} sur {of}", done=done, of=of)
        bar.progress(done / of, text=text)

    state["refus pièces"] = refused  # said even if this run is interrupted
    said = [*refused, *_keep(desk, files, told)]
    let_go(files)
    state.update({"refus pièces": said, "dépôt": state["dépôt"] + 1})
    st.rerun()


def _keep(desk: Desk, files: Sequence[UploadedFile], progress: Progress) -> list[str]:
    """Keep files; the sentences that say why some were not."""
    kind, losses = st.session_state["nature"] or UNSAID, tuple(st.session_state["prouve"])
    brought = [Brought(file.name, file.getvalue(), kind, losses) for file in files]
    try:
        received = bring_all(
            house(), actor(), brought, draw=secrets.token_bytes, now=now(), progress=progress
        )
    except TooMany:
        return [
            desk.say(
                "Votre dossier ne peut plus recevoir de pièces : la limite est atteinte. "
                "Retirez-en une, ou réunissez-en plusieurs dans un même PDF."
            )
        ]
    except KeyLost:
        return [key_lost(desk)]
    except NotFound:
        return [
            desk.say(
                "Ces fichiers n’ont pas été gardés : ce dossier a été effacé pendant leur envoi."
            )
        ]
    except (NotSaved, NotAllowed):
        return [desk.say("Le fichier n’a pas été enregistré. Réessayez dans un instant.")]
    return [told_in_full(p, desk.folder, desk.language) for p in received.refused]


def key_lost(desk: Desk) -> str:
    """Why no file can be kept while a key of the vault is missing."""
    return desk.say(
        "Aucune pièce ne peut être reçue en ce moment : une clé manque au serveur. Votre "
        "dossier est intact. Réessayez plus tard, ou écrivez à l’équipe du registre."
    )


def exhibit_card(desk: Desk, exhibit: Exhibit, look: Look, label: str) -> None:
    """One exhibit, under its number once it has one: seen small, what it seems to show, what it is
    and proves, and the file."""
    with st.container(border=True, key=f"piece-{exhibit.id}"):
        with st.container(horizontal=True, gap="small"):
            widgets_look.picture(desk.folder.number, exhibit, look)
            with st.container(gap="small", width="stretch"):
                st.text(f"{label} · {exhibit.name}" if label else exhibit.name)
                _seal(desk, exhibit, look)
        widgets_look.warnings(exhibit, look)
        wanted = expected(desk.folder.readable, desk.folder.matter, exhibit.losses)
        widgets_look.shown(desk.folder.number, exhibit, look, wanted)
        if desk.folder.locked:
            _told(desk, exhibit)
        else:
            _described(desk, exhibit)
            _idle(desk, exhibit, look)
        with st.container(horizontal=True):
            _actions(desk, exhibit.id, look)


def _described(desk: Desk, exhibit: Exhibit) -> None:
    """What it is and proves, each saved as it is chosen."""
    kind, proves = f"nature-{exhibit.id}", f"prouve-{exhibit.id}"
    st.session_state[kind] = exhibit.kind
    st.session_state[proves] = list(exhibit.losses)
    change = {"on_change": _describe, "args": (exhibit.id,)}
    _kind(desk, kind, **change)
    _proves(desk, proves, **change)


IDLE = {
    (True, True): N_(
        "Choisissez sa nature et les pertes qu’elle prouve : sinon, elle n’étaye rien."
    ),
    (True, False): N_("Choisissez sa nature : sinon, elle n’étaye rien."),
    (False, True): N_("Choisissez les pertes qu’elle prouve : sinon, elle n’étaye rien."),
}
"""Whether its kind is unsaid, whether its losses are → what is asked."""


def _idle(desk: Desk, exhibit: Exhibit, look: Look) -> None:
    """What an exhibit lacks to support anything; the loss of the one site it names is proposed."""
    lacks = (exhibit.kind in ("", UNSAID), exhibit in proving_nothing(desk.folder))
    if lacks not in IDLE:
        return
    st.caption(f":orange[:material/link_off:] {desk.say(IDLE[lacks])}")
    loss = loss_named(desk.folder, look)
    if lacks[1] and loss in desk.losses:
        st.button(
            plain(desk.say("Elle prouve : {loss}", loss=desk.losses[loss])),
            key=f"rattacher-{exhibit.id}",
            icon=":material/link:",
            on_click=_tie,
            args=(exhibit, loss),
        )


def _tie(exhibit: Exhibit, loss: str) -> None:
    describe = partial(claimant.describe_exhibit, house(), actor(), exhibit.id, now=now())
    attempt(lambda: describe(exhibit.kind or UNSAID, [loss]))


def _told(desk: Desk, exhibit: Exhibit) -> None:
    """The same, once filed."""
    fact(desk.say(LABELS["exhibits.kind"]), _kinds(desk).get(exhibit.kind, ""))
    proved = [desk.losses[loss] for loss in exhibit.losses if loss in desk.losses]
    fact(desk.say(LABELS["exhibits.losses"]), "\n".join(proved))


def _seal(desk: Desk, exhibit: Exhibit, look: Look) -> None:
    told = desk.say(
        "{size} · empreinte SHA-256 {start}… · {scan}",
        size=size_said(exhibit.size, desk.language),
        start=exhibit.sha256[:12],
        scan=desk.say(SCANNED[look.scan]),
    )
    st.caption(told)


def _actions(desk: Desk, exhibit: str, look: Look) -> None:
    if not look.quarantined:
        st.link_button(
            desk.say("Télécharger"),
            f"/piece/{desk.folder.number}/{exhibit}",
            type="tertiary",
            icon=":material/download:",
            key=f"lire-{exhibit}",
        )
    if not desk.folder.locked:
        st.button(
            desk.say("Retirer"),
            key=f"oter-{exhibit}",
            type="tertiary",
            icon=":material/delete:",
            on_click=_remove,
            args=(exhibit,),
        )


def _kind(desk: Desk, key: str, **change: Any) -> None:
    kinds = _kinds(desk)
    if st.session_state.get(key) not in kinds:
        st.session_state[key] = None
    st.selectbox(
        desk.say(LABELS["exhibits.kind"]),
        list(kinds),
        key=key,
        index=None,
        format_func=lambda name: kinds.get(name, name),
        placeholder=desk.say("Choisissez"),
        **change,
    )


def _kinds(desk: Desk) -> dict[str, str]:
    return {
        name: said.in_(desk.language) for name, said in desk.folder.matter.exhibit_kinds.items()
    }


def _proves(desk: Desk, key: str, **change: Any) -> None:
    losses = desk.losses
    st.session_state[key] = [loss for loss in st.session_state.get(key, []) if loss in losses]
    st.multiselect(
        desk.say(LABELS["exhibits.losses"]),
        list(losses),
        key=key,
        format_func=lambda loss: losses.get(loss, loss),
        placeholder=desk.say("Choisissez une ou plusieurs pertes"),
        **change,
    )


def _describe(exhibit: str) -> None:
    kind, proves = st.session_state[f"nature-{exhibit}"], st.session_state[f"prouve-{exhibit}"]
    describe = partial(claimant.describe_exhibit, house(), actor(), exhibit, now=now())
    attempt(lambda: describe(kind or UNSAID, proves))


def _remove(exhibit: str) -> None:
    attempt(lambda: claimant.remove_exhibit(house(), actor(), exhibit, now=now()))
