"""Counsel's word on one line, and where the claim goes next.

The version decided upon is the one that stood when the form was first shown: reading it again at
each run of the page would hide that someone else decided meanwhile.
"""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from claims.claim.canonical import canonical, digest
from claims.claim.model import Decision
from claims.damages.assessment import Line
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import moment
from claims.office import decided, lawyer
from claims.office.lawyer import OpenClaim
from claims.office.verdicts import Verdict
from claims.problems import Conflict, NotSaved, Problem, Refused
from claims.ui import staff, staff_meanwhile, staff_paged
from claims.ui.here import actor, house, language, now
from claims.ui.staff_claim import outcome
from claims.ui.staff_history import decision_said
from claims.ui.staff_meanwhile import Change
from claims.ui.staff_queue import LINES
from claims.ui.staff_totals import head_said

FAULTS = "claim.faults"
"""Session key: the form whose last content was wrong, and how."""
OWN = "claim.own"
"""Session key: the claim as this person read it before they changed it, or were told of a change:
forms laid then, or before, are laid anew."""
CHOICES = {"accepted": N_("Admettre"), "reduced": N_("Réduire"), "refused": N_("Refuser")}


class Seen(NamedTuple):
    """The claim as it stood when a form was first shown."""

    number: str
    version: int
    revision: int


def _lay(field: str, opened: OpenClaim) -> None:
    """Note which claim a form is about. field: key of its first field."""
    row, own = opened.row, st.session_state.get(OWN)
    stands = Seen(row.number, row.version, row.revision)
    laid = staff_meanwhile.seen(field, stands, field=field)
    if own and laid.number == own.number and laid.version <= own.version:
        staff_meanwhile.forget(field)
        staff_meanwhile.seen(field, stands)


def form(
    line: Line, opened: OpenClaim, decide: Callable[[str, str], None] | None = None
) -> None:  # fmt: skip
    """Accept, reduce or refuse one line, with a reason; what stands first. decide: given the loss
    and the end of the keys of the fields, in place of a decision on the claim."""
    here, decision = language(), opened.decision(line.loss)
    title = say("Votre avis", here) if decide else say("Décision", here)
    st.markdown(f"**{title}**")
    if decision:
        stands(decision)
    if not opened.may_decide:
        st.caption(say("Pour revoir cette ligne, remettez d’abord la réclamation à l’étude.", here))
        return
    key = f"{opened.row.number}.{line.loss}"
    if not decide:
        _lay(f"outcome.{key}", opened)
    with st.form(f"decide.{key}", border=False):
        st.radio(
            title, list(CHOICES), key=f"outcome.{key}", horizontal=True,
            index=list(CHOICES).index(decision.outcome) if decision else None,
            label_visibility="collapsed", format_func=lambda code: say(CHOICES[code], here),
        )  # fmt: skip
        st.text_input(
            say("Montant admis, si la ligne est réduite", here), key=f"amount.{key}",
            placeholder=say("par exemple 1 234,56", here),
        )  # fmt: skip
        reasons = staff.matter().reasons
        st.selectbox(
            say("Motif", here), list(reasons), key=f"reason.{key}",
            index=list(reasons).index(decision.reason) if decision else None,
            placeholder=say("Choisissez un motif", here),
            format_func=lambda code: reasons[code].in_(here),
        )  # fmt: skip
        if not decide:  # the word of a second reading goes to nobody
            sentence_field(f"sentence.{key}", decision.sentence if decision else "")
        st.text_area(
            say("Note privilégiée (facultatif)", here), decision.note if decision else "",
            key=f"note.{key}", height=80,
            help=say("Jamais montrée au réclamant ni au représentant du groupe.", here),
        )  # fmt: skip
        faults(f"decide.{line.loss}")
        st.form_submit_button(
            say("Consigner votre avis", here) if decide else say("Consigner la décision", here),
            type="primary", key=f"send.{key}",
            icon=":material/gavel:", on_click=decide or _decide, args=(line.loss, key),
            width="stretch", shortcut="Alt+G",
        )  # fmt: skip


def sentence_field(key: str, typed: str = "") -> None:
    """What counsel wants to say to the claimant of a line, apart from the privileged note."""
    here = language()
    st.text_input(
        say("Explication au réclamant (facultatif)", here), typed, key=key,
        help=say("Montrée au réclamant avec le motif, dans la langue où vous l’écrivez : page "
                 "« Suivi », lettre de décision, relevé. Elle va aussi dans les dossiers de "
                 "preuve.", here),
    )  # fmt: skip


def stands(decision: Decision) -> None:
    """What was decided, by whom, when, what the claimant is told, and the note they are not."""
    here = language()
    told = say("{outcome} : {amount} · {reason}", here, outcome=outcome(decision),
               amount=staff.amount(decision.admitted_cents),
               reason=staff.matter().reasons[decision.reason].in_(here))  # fmt: skip
    st.markdown(staff.plain(told))
    st.text(say("{who}, {when}", here, who=decision.by, when=_when(decision.at)))
    if decision.sentence:
        st.caption(say("Explication au réclamant", here))
        st.text(decision.sentence)
    if decision.note:
        st.caption(say("Note privilégiée", here))
        st.text(decision.note)


def typed(loss: str, key: str) -> Verdict:
    """What the fields of a line say."""
    names = ("outcome", "amount", "reason", "note", "sentence")
    return Verdict(loss, *(st.session_state.get(f"{name}.{key}") or "" for name in names))


def _decide(loss: str, key: str) -> None:
    """Keep the decision; what went wrong waits to be told beside the form."""
    state, verdict = st.session_state, typed(loss, key)
    seen: Seen = staff_meanwhile.read(f"outcome.{key}")
    told = [verdict.outcome, verdict.amount, verdict.reason, verdict.note, verdict.sentence]
    try:
        lawyer.decide(
            house(), actor(), seen.number, [verdict], seen=seen.version,
            key=digest(canonical([actor().name, seen.version, loss, *told])), now=now(),
        )  # fmt: skip
    except Refused as refusal:
        state[FAULTS] = (f"decide.{loss}", refusal.problems)
    except (Conflict, NotSaved) as refusal:
        _kept_out(seen, refusal)
    else:
        state["claim.done"], state[OWN] = True, seen
        staff_paged.home(LINES)  # where the next loss that waits is


def _kept_out(seen: Seen, refusal: Conflict | NotSaved) -> None:
    st.session_state["claim.conflict"] = (seen, refusal)
    if isinstance(refusal, Conflict):  # it will be told: what is pressed next is judged by it
        st.session_state[OWN] = seen


def done() -> None:
    """Say once that the last decision was kept."""
    if st.session_state.pop("claim.done", False):
        st.success(say("Décision consignée au journal.", language()), icon=":material/gavel:")


def faults(form_name: str) -> None:
    """What was wrong with the last thing sent from this form; told once."""
    name, problems = st.session_state.get(FAULTS, ("", ()))
    if name == form_name:
        del st.session_state[FAULTS]
        for problem in problems:
            staff.fault(problem)


def conflict(opened: OpenClaim) -> None:
    """Who changed what while counsel was reading; nothing of theirs was lost, ours was not kept."""
    if "claim.conflict" not in st.session_state:
        return
    seen, refusal = st.session_state.pop("claim.conflict")
    here = language()
    if isinstance(refusal, NotSaved):
        st.error(say("La décision n’a pas été enregistrée : le disque ou la base de données l’a "
                     "refusée. Réessayez dans un instant.", here))  # fmt: skip
        return
    told = say("Cette réclamation a changé pendant votre lecture. Votre décision n’a pas été "
               "enregistrée : relisez ce qui suit, puis décidez de nouveau.", here)  # fmt: skip
    theirs = Change(refusal.by, datetime.fromisoformat(refusal.at), staff.said(opened.row.status))
    with staff_meanwhile.box(told, [theirs]):
        for change in decided.changes_since(house(), actor(), seen.number, seen.revision):
            st.text(say("{head} : {before} → {after}", here, head=head_said(change.loss.head),
                        before=decision_said(change.before),
                        after=decision_said(change.after)))  # fmt: skip
            if change.after and change.after.sentence:
                st.text(change.after.sentence)


def moves(opened: OpenClaim) -> None:
    """Send the claim to another state, with a reason."""
    here, number = language(), opened.row.number
    offered = [status for status in opened.moves if status is not opened.row.status]
    if not offered:
        return
    _lay(f"to.{number}", opened)
    with (
        st.popover(say("Changer l’état", here), icon=":material/swap_horiz:", key="claim.moves"),
        st.form(f"move.{number}", border=False),
    ):
        st.selectbox(say("Nouvel état", here), offered, format_func=staff.said, key=f"to.{number}")
        st.text_area(say("Motif", here), key=f"why.{number}", height=80,
                     help=say("Gardé parmi vos notes : il ne sort dans aucun document.",
                              here))  # fmt: skip
        faults("move")
        st.form_submit_button(say("Changer l’état", here), type="primary", key=f"go.{number}",
                              on_click=_move, args=(number,))  # fmt: skip


def _move(number: str) -> None:
    state = st.session_state
    seen: Seen = staff_meanwhile.read(f"to.{number}")
    try:
        lawyer.move(
            house(), actor(), number, state[f"to.{number}"], reason=state[f"why.{number}"],
            seen=seen.version, now=now(), entropy=secrets.token_bytes,
        )  # fmt: skip
    except Refused as refusal:
        state[FAULTS] = ("move", refusal.problems)
    except (Conflict, NotSaved) as refusal:
        _kept_out(seen, refusal)
    else:
        state[OWN] = seen


def _when(at: datetime) -> str:
    return moment(at, staff.matter().timezone, language())


def not_found() -> None:
    """No claim of that number for this person: the same words whether it exists or not."""
    st.title(say("Réclamation introuvable", language()), anchor=False)
    staff.fault(Problem("numero", "no-such-claim"))
