"""A batch of decisions applied or undone while counsel watches, and the batches of before."""

from collections import Counter
from collections.abc import Mapping
from functools import partial

import streamlit as st

from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import moment
from claims.office import batch_run
from claims.office.batch_plan import Plan
from claims.office.batch_run import Told
from claims.problems import NotFound, NotSaved, Problem, Refused
from claims.store.batches import Act, Batch, Step
from claims.ui import proving, staff, staff_cards, staff_paged, wanted
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column
from claims.ui.staff_batch import OUTCOMES, PLAN, why_said, why_table

AT_ONCE = 20
"""Claims dealt with between two looks at the page."""
APPLY, GO_ON, UNDO = "batch.apply", "batch.go_on", "batch.undo"
"""Acts that a proof of who decides goes before."""
OPENED, FAULTS = "batch.opened", "batch.refused"
"""Session keys: id of the batch just applied; why one could not be begun."""


def confirm(plan: Plan) -> None:
    """The button that decides; it cannot be sent twice, as the plan has its own identity."""
    here = language()
    told = say_n("Décider {n} perte", "Décider {n} pertes", plan.lines, here)
    st.button(told, key="batch.apply", type="primary", icon=":material/gavel:",
              disabled=not plan.claims, on_click=_apply, args=(plan,))  # fmt: skip
    proving.box(APPLY, partial(_apply, plan))
    for problem in st.session_state.pop(FAULTS, ()):
        staff.fault(problem)


def _apply(plan: Plan) -> None:
    """Begin the batch; what it decides is watched."""
    state = st.session_state
    try:
        with proving.asked(APPLY):
            state[OPENED] = batch_run.start(house(), actor(), plan, now=now()).id
            state.pop(PLAN, None)
            wanted.want(APPLY, state[OPENED])
    except NotSaved:
        state[FAULTS] = (Problem("", "action-not-saved"),)
    except Refused as refusal:
        state[FAULTS] = refusal.problems


def under_way() -> bool:
    """The batch just begun, as it is applied; whether there is one."""
    given = wanted.given(APPLY)
    if given is None:
        return False
    [batch_id] = given
    # too old, the box of going on asks
    with wanted.carried_out(APPLY), proving.asked(_of(GO_ON, batch_id)):
        _run(APPLY, batch_id, "decide")
    return True


def past() -> None:
    """Every batch of the matter, newest first; the one chosen is told below."""
    here, timezone = language(), staff.matter().timezone
    known = batch_run.batches(house(), actor(), staff.matter().id)
    if not known:
        return
    columns = [
        Column(say("Lot", here), lambda row: row[0].number, "count"),
        Column(say("Quand", here), lambda row: moment(row[0].at, timezone, here)),
        Column(say("Par", here), lambda row: staff.who(row[0].by)),
        Column(say("Décision", here), lambda row: _word(row[0])[0]),
        Column(say("Motif", here), lambda row: _word(row[0])[1]),
        Column(say("Réclamations", here), lambda row: len(row[0].plan), "count"),
        Column(say("Décidées", here), lambda row: row[1].get(("decide", True), 0), "count"),
        Column(say("Laissées", here), lambda row: row[1].get(("decide", False), 0), "count"),
        Column(say("Défaites", here), lambda row: row[1].get(("undo", True), 0), "count"),
    ]
    with st.container(border=True):
        st.header(say("Lots", here), anchor=False)
        ids = [batch.id for batch, _ in known]
        asked = st.session_state.pop(OPENED, "")
        row = staff_cards.table(
            known, columns, key=f"batches.{len(known)}", selectable=True,
            chosen=ids.index(asked) if asked in ids else 0,
            alt=say("Lots de décisions; choisissez une ligne", here),
        )  # fmt: skip
        if row is not None and row < len(ids):
            _opened(ids[row])


def _word(batch: Batch) -> tuple[str, str]:
    """Its decision and its reason; hidden from who has claims of it still to read blind."""
    here = language()
    if not batch.outcome:
        hidden = say("Masqué jusqu’à votre second examen", here)
        return hidden, hidden
    return say(OUTCOMES[batch.outcome], here), staff.matter().reasons[batch.reason].in_(here)


def _opened(batch_id: str) -> None:
    """Where one batch stands, what can still be done with it, and what it left as it was."""
    here = language()
    try:
        told = batch_run.told(house(), actor(), batch_id)
    except NotFound:
        staff.fault(Problem("batch", "no-such-batch"))
        return
    act: Act = "undo" if told.undoing else "decide"
    st.subheader(say("Lot {number}", here, number=told.batch.number), anchor=False)
    st.text(_standing(told, act))
    if told.unread:
        st.info(say(
            "La décision, le motif, l’explication et la note de ce lot vous sont masqués, car vous "
            "devez encore relire à l’aveugle certaines de ses réclamations : {n}.", here,
            n=staff.counted(len(told.unread)),
        ), icon=":material/visibility_off:")  # fmt: skip
        if told.waiting(act) or (told.done("decide") and not told.undoing):
            st.caption(say("À continuer ou à défaire par une ou un collègue, ou par vous après ces "
                           "examens.", here))  # fmt: skip
    if told.batch.sentence:
        st.caption(say("Explication au réclamant", here))
        st.text(told.batch.sentence)
    if told.batch.note:
        st.caption(say("Note privilégiée", here))
        st.text(told.batch.note)
    if not told.unread:  # nobody decides or undoes by a word they may not read
        with st.container(horizontal=True):
            _go_on(told, act)
            _undo(told)
        _carry_on(told.batch.id, {GO_ON: act, UNDO: "undo"})
    _left(told.left(act), act)


def _standing(told: Told, act: Act) -> str:
    here, done, left = language(), len(told.done(act)), len(told.left(act))
    if act == "decide":
        first = say_n("{n} réclamation décidée", "{n} réclamations décidées", done, here)
    else:
        first = say_n("{n} réclamation remise comme avant", "{n} réclamations remises comme avant",
                      done, here)  # fmt: skip
    second = say_n("{n} laissée telle quelle", "{n} laissées telles quelles", left, here)
    waiting = len(told.waiting(act))
    third = say_n("{n} à faire", "{n} à faire", waiting, here)
    return " · ".join((first, *[second] * bool(left), *[third] * bool(waiting)))


def _go_on(told: Told, act: Act) -> None:
    """A batch that was cut short goes on where it stopped."""
    waiting = len(told.waiting(act))
    if not waiting:
        return
    st.button(
        say_n("Continuer : {n} réclamation", "Continuer : {n} réclamations", waiting, language()),
        key="batch.go_on", type="primary", icon=":material/play_arrow:",
        on_click=wanted.want, args=(_of(GO_ON, told.batch.id), told.batch.id, act),
    )  # fmt: skip


def _undo(told: Told) -> None:
    """Undoing begins once someone says so twice, having read what it leaves: what was told to
    claimants stays told."""
    here = language()
    if told.undoing or not told.done("decide"):
        return
    with st.popover(say("Défaire ce lot", here), icon=":material/undo:", key="batch.undo"):
        st.text(say("Chaque réclamation que personne n’a changée depuis, et dont aucune lettre "
                    "n’annonce la décision, reprend, dans une nouvelle révision, les décisions "
                    "qu’elle avait, et revient à l’étude. Les autres restent comme elles sont.",
                    here))  # fmt: skip
        stays = batch_run.would_stay(house(), actor(), told)
        if stays:
            left = say_n("{n} réclamation resterait telle quelle",
                         "{n} réclamations resteraient telles quelles", stays.total(),
                         here)  # fmt: skip
            st.markdown(f"**{left}**")
            why_table(stays, say("Réclamations", here), alt=left)
        st.button(say("Défaire", here), key="batch.undo.sure", type="primary",
                  icon=":material/undo:", on_click=wanted.want,
                  args=(_of(UNDO, told.batch.id), told.batch.id, "undo"),
                  disabled=stays.total() == len(told.waiting("undo")))  # fmt: skip


def _carry_on(batch_id: str, acts: Mapping[str, Act]) -> None:
    """What was pressed of that batch, and the boxes that ask for a proof before it."""
    for name, act in acts.items():
        of = _of(name, batch_id)
        proving.watched(of, partial(_run, of), batch_id, act)


def _of(act: str, batch_id: str) -> str:
    """An act on that batch alone: a proof given for one lets nothing be done to another."""
    return f"{act}.{batch_id}"


def _run(name: str, batch_id: str, act: Act) -> None:
    """Deal with all that waits, then draw what stands; what kept some from it is said instead."""
    if _watched(batch_id, act):
        wanted.forget(name)
        st.rerun()


def _watched(batch_id: str, act: Act) -> bool:
    """Deal with every claim that waits, some at a time, while the reader sees how far it is;
    whether none waits any more."""
    run = batch_run.go_on if act == "decide" else batch_run.undo
    bar = st.progress(0.0)
    try:
        while True:
            told = run(house(), actor(), batch_id, now=now(), most=AT_ONCE)
            of = len(told.batch.plan) if act == "decide" else len(told.done("decide"))
            done = of - len(told.waiting(act))
            bar.progress(done / of if of else 1.0, text=say(
                "Réclamations : {done} sur {of}. Quitter cette page arrête le lot, qui se "
                "continue ensuite.", language(), done=staff.counted(done), of=staff.counted(of),
            ))  # fmt: skip
            if not told.waiting(act):
                return True
    except NotSaved:
        st.error(say("Le disque ou la base de données a refusé : ce qui est déjà décidé le reste. "
                     "Réessayez dans un instant.", language()),
                 icon=":material/error:")  # fmt: skip
    except Refused as refusal:
        for problem in refusal.problems:
            staff.fault(problem)
    return False


def _left(steps: tuple[Step, ...], act: Act) -> None:
    here = language()
    if not steps:
        return
    columns = [
        Column(say("Numéro", here), lambda step: step.number),
        Column(say("Pourquoi", here), lambda step: why_said(step.why), width="large"),
        Column(say("Par", here), lambda step: staff.who(step.other)),
    ]
    alt = say("Réclamations laissées telles quelles", here)
    why_table(Counter(step.why for step in steps), say("Réclamations", here), alt=alt)
    told = say_n("{n} réclamation", "{n} réclamations", len(steps), here)
    staff_paged.table(steps, columns, called="laissees", told=told, key=f"batch.steps.{act}",
                      alt=alt)  # fmt: skip
