"""Bundles ordered: how far each is, who let it out, its files, and a check of them where kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import streamlit as st

from claims.claim.states import Status
from claims.documents.verify import FAULTS
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import moment
from claims.i18n.sentences import sentence
from claims.office import building
from claims.office.handing import is_held
from claims.problems import Conflict, NotSaved, Problem, Refused
from claims.store.builds import UNDER_WAY, Build, State
from claims.ui import proving, staff, staff_lighter, wanted
from claims.ui.forms import size_said
from claims.ui.here import actor, house, language, now
from claims.ui.staff_exports import GONE, LANGUAGE_NAMES, address
from claims.ui.staff_withheld import SETS_SAID

EVERY = 1.0
"""Seconds between two looks at what is being made."""
SHOWN = 6
"""Orders shown before older ones are asked for; claims, and faults of a file, named at most."""
CHECKED, REFUSED = "builds.checked", "builds.refused"
"""Session keys: bundle → what its last check found; what kept the last act on it from being done.
"""
SAID: Mapping[State, tuple[str, Literal["gray", "blue", "orange", "green", "red"]]] = {
    "waiting": (N_("En attente"), "gray"),
    "building": (N_("En préparation"), "blue"),
    "built": (N_("À approuver"), "orange"),
    "approved": (N_("Approuvé"), "green"),
    "sent_back": (N_("Renvoyé"), "red"),
    "failed": (N_("Non produit"), "red"),
    "cancelled": (N_("Annulé"), "gray"),
}


def show() -> None:
    """Every order, newest first; drawn again while one is being made."""
    here = language()
    with st.container(border=True, key="builds"):
        st.header(say("Dossiers préparés", here), anchor=False)
        every = building.ordered(house(), actor(), staff.matter().id)
        live = any(build.state in UNDER_WAY for build in every)
        st.fragment(_orders, run_every=EVERY if live else None)(live)


def _orders(was_live: bool) -> None:
    every, here = building.ordered(house(), actor(), staff.matter().id), language()
    if was_live and not any(build.state in UNDER_WAY for build in every):
        st.rerun()  # what is under it changes with it, and nothing is left to look at each second
    if not every:
        st.caption(say("Aucun dossier n’a été préparé.", here))
    for build in every[:SHOWN]:
        _order(build)
    if older := every[SHOWN:]:
        with st.expander(say("Plus anciens : {n}", here, n=staff.counted(len(older)))):
            for build in older:
                _order(build)


def _order(build: Build) -> None:
    here, since = language(), _since(build)
    gone = bool(since.faults)
    word, color = SAID[build.state]
    with st.container(border=True, key=f"build.{build.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.badge(say(GONE if gone else word, here), color="red" if gone else color)
            st.text(_what(build))
        st.text(_who(build))
        if build.state in UNDER_WAY:
            _progress(build)
        for problem in build.told:
            staff.fault(problem) if build.state == "failed" else st.warning(
                staff.plain(sentence(problem, here)), icon=":material/history_toggle_off:"
            )
        if build.note:
            st.text(say("Mot de {who} : {note}", here, who=staff.who(build.answered_by),
                        note=build.note))  # fmt: skip
        _told(since)
        _refused(build.id)
        if build.volumes and build.state not in UNDER_WAY:
            _files(build, gone=gone)
        if building.may_answer(actor(), build):
            _answers(build, gone=gone)


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a bundle since it was made: why it goes out no more, and which of its claims
    left, which it holds still."""

    faults: tuple[Problem, ...] = ()
    left: Mapping[str, Status] = field(default_factory=dict)


def _since(build: Build) -> Since:
    if build.state not in ("built", "approved"):
        return Since()
    try:
        building.must_be_of_today(house(), actor(), build)
        return Since(left=building.gone_since(house(), actor(), build))
    except Refused as refusal:
        return Since(tuple(refusal.problems))


def _told(since: Since) -> None:
    for problem in since.faults:
        staff.fault(problem)
    if since.left:
        left = since.left.items()
        named = [f"{number} ({staff.said(status).lower()})" for number, status in left]
        told = ", ".join(named[:SHOWN]) + ("…" if named[SHOWN:] else "")
        st.warning(staff.plain(say(
            "Ne comptent plus depuis l’instantané de ce dossier : {claims}. Il les contient "
            "toujours, comme son instantané; pour qu’il sorte sans elles, préparez-en un autre.",
            language(), claims=told,
        )), icon=":material/history_toggle_off:")  # fmt: skip


def _what(build: Build) -> str:
    """Which snapshot, in which language, of what."""
    here, choice = language(), build.choice
    parts = [f"I-{build.snapshot}"] if build.snapshot else []
    parts.append(LANGUAGE_NAMES[build.language])
    parts.append(say(SETS_SAID[choice.set], here))
    parts += [", ".join(choice.groups)] if choice.groups else []
    parts += (
        [", ".join(staff.said(Status(state)) for state in choice.statuses)]
        if choice.statuses
        else []
    )
    if choice.claims:
        parts.append(say("Réclamations : {n}", here, n=staff.counted(len(choice.claims))))
    if choice.whole:
        parts.append(say("toutes les réclamations", here))
    return " · ".join(parts)


def _who(build: Build) -> str:
    here, timezone = language(), staff.matter().timezone
    told = say("Demandé par {who}, {moment}", here, who=staff.who(build.by),
               moment=moment(build.at, timezone, here))  # fmt: skip
    if build.answered_at:
        answered = say("réponse de {who}, {moment}", here, who=staff.who(build.answered_by),
                       moment=moment(build.answered_at, timezone, here))  # fmt: skip
        told = f"{told} · {answered}"
    return told


def _progress(build: Build) -> None:
    here = language()
    if not build.of:
        told = say("Lecture des réclamations, rapport et chiffrier…", here)
        if build.state == "waiting":
            told = say("Commence dès que le serveur est libre.", here)
        st.progress(0.0, text=told)
    else:
        st.progress(min(build.done / build.of, 1.0), text=_far(build))
    st.button(say("Annuler", here), key=f"build.cancel.{build.id}", icon=":material/close:",
              on_click=_try, args=(build.id, _cancel))  # fmt: skip


def _cancel(build_id: str) -> None:
    building.cancel(house(), actor(), build_id, now=now())


def _far(build: Build) -> str:
    """How many exhibits are in, of how many."""
    here = language()
    told = say("Pièces : {done} sur {of}", here, done=staff.counted(build.done),
               of=staff.counted(build.of))  # fmt: skip
    if build.volumes:
        told += " · " + say("Volumes faits : {n}", here, n=staff.counted(len(build.volumes)))
    if build.restarted:
        told += " · " + say("repris du début : des réclamations ont changé pendant l’arrêt", here)
    elif build.tries > 1:
        told += " · " + _again(build)
    return told


def _again(build: Build) -> str:
    """Why fewer exhibits are in than were: the volume being written when its server stopped begins
    again."""
    here = language()
    if not build.choice.room:
        return say("reprise depuis le début : le serveur s’est arrêté", here)
    return say("reprise depuis le début du volume {n} : le serveur s’est arrêté", here,
               n=staff.counted(len(build.volumes) + 1))  # fmt: skip


def _files(build: Build, *, gone: bool) -> None:
    """Each file with its hash, its link once it may go, and the check of what is kept."""
    here = language()
    for volume in build.volumes:
        export = house().store.exports.find(volume.export)
        if export is None:
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{volume.name} · {size_said(volume.size, here)}")
            if not gone and not is_held(house(), actor(), export):
                st.link_button(
                    say("Télécharger", here), address(export),
                    icon=":material/download:", key=f"build.take.{volume.export}",
                )  # fmt: skip
        st.code(volume.sha256, language=None, wrap_lines=True)
    check = f"build.check.{build.id}"
    st.button(say("Vérifier de nouveau", here), key=check, icon=":material/verified:",
              on_click=wanted.want, args=(check,))  # fmt: skip
    if wanted.given(check) is not None:
        with st.spinner(say("Vérification…", here)), wanted.carried_out(check):
            found = building.check_again(house(), actor(), build.id, now=now())
            st.session_state.setdefault(CHECKED, {})[build.id] = found
    for checked in st.session_state.get(CHECKED, {}).get(build.id, ()):
        _checked(checked)


def _checked(checked: building.Checked) -> None:
    here, found = language(), checked.found
    if checked.unread:
        st.warning(staff.plain(say(
            "{name} — non vérifié : fait par une autre version, intact selon le journal. Le "
            "verify.py qu’il contient le vérifie.", here, name=checked.name,
        )))  # fmt: skip
        return
    if checked.fault:
        fault = checked.fault
        for where, code in ((fault.where, fault.code), *fault.also[: SHOWN - 1]):
            why = FAULTS[code][here == "en"].replace("'", "’")
            st.error(staff.plain(say("{name} — non conforme, {where} : {why}", here,
                                     name=checked.name, where=where, why=why)))  # fmt: skip
        return
    st.success(staff.plain(say(
        "{name} — conforme. Fichiers : {files}; réclamations : {claims}; pertes : {lines}; étapes "
        "refaites : {steps}; entrées du journal : {entries}.", here, name=checked.name,
        **{name: staff.counted(found[name])
           for name in ("files", "claims", "lines", "steps", "entries")},
    )), icon=":material/verified:")  # fmt: skip


def _answers(build: Build, *, gone: bool) -> None:
    """Let it out, unless it goes out no more, or send it back with a word."""
    here = language()
    if not gone:
        st.caption(say("Lisez le dossier avant de l’approuver : votre réponse, et les empreintes "
                       "qu’elle vise, sont au journal.", here))  # fmt: skip
        staff_lighter.of_build(build)
    st.text_input(say("Mot, si vous le renvoyez", here), key=_note(build.id),
                  max_chars=building.NOTE)  # fmt: skip
    with st.container(horizontal=True):
        st.button(say("Approuver", here), key=_out(build.id), type="primary", disabled=gone,
                  icon=":material/outbox:", on_click=_try, args=(build.id, _approve))  # fmt: skip
        st.button(say("Renvoyer", here), key=f"build.back.{build.id}", icon=":material/undo:",
                  on_click=_try, args=(build.id, _send_back))  # fmt: skip
    proving.box(_out(build.id), partial(_try, build.id, _approve))


def _out(build_id: str) -> str:
    return f"build.out.{build_id}"


def _note(build_id: str) -> str:
    return f"build.note.{build_id}"


def _approve(build_id: str) -> None:
    with proving.asked(_out(build_id)):
        building.approve(house(), actor(), build_id, now=now())


def _send_back(build_id: str) -> None:
    note = st.session_state[_note(build_id)]
    building.send_back(house(), actor(), build_id, note, now=now())


def _try(build_id: str, act: Callable[[str], None]) -> None:
    """Do it; what kept it from being done is told of that bundle."""
    refused = st.session_state.setdefault(REFUSED, {})
    try:
        act(build_id)
    except Refused as refusal:
        refused[build_id] = refusal.problems
    except Conflict as late:
        who = {"who": staff.who(late.by)}
        refused[build_id] = (
            Problem("", "bundle-answered", who) if late.by else Problem("", "bundle-moved"),
        )
    except NotSaved:
        refused[build_id] = (Problem("", "action-not-saved"),)


def _refused(build_id: str) -> None:
    """What kept the last act on it from being done, told once."""
    for problem in st.session_state.get(REFUSED, {}).pop(build_id, ()):
        staff.fault(problem)
