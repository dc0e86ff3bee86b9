"""What happened to a claim: its revisions, each decision made or taken back, its journal."""

import streamlit as st

from claims.claim.model import Decision
from claims.i18n.catalogue import say
from claims.i18n.formats import moment
from claims.office import decided
from claims.office.decided import Turn
from claims.office.lawyer import OpenClaim
from claims.ui import staff, staff_cards, staff_journal
from claims.ui.forms_standing import reason_said
from claims.ui.here import actor, house, language
from claims.ui.staff import Column
from claims.ui.staff_claim import outcome
from claims.ui.staff_totals import head_said


def show(opened: OpenClaim) -> None:
    """Every revision, what each decided, and the claim's part of the journal, newest first."""
    here, timezone = language(), staff.matter().timezone
    when = Column(say("Quand", here), lambda row: moment(row.at, timezone, here))
    who = Column(say("Par", here), lambda row: staff.who(row.by))
    with st.expander(say("Révisions", here), icon=":material/history:", key="claim.revisions"):
        columns = [
            Column(say("Révision", here), lambda r: r.revision, "count"), when, who,
            Column(say("Motif", here), lambda r: reason_said(r.reason, here)),
            Column("SHA-256", lambda r: r.sha256, width="large", on_card="left out"),
        ]  # fmt: skip
        staff_cards.table(opened.revisions[::-1], columns, key="claim.revisions.table",
                          alt=say("Révisions de la réclamation", here))  # fmt: skip
        _decisions(opened)
    with st.expander(say("Journal de la réclamation", here), icon=":material/receipt_long:",
                     key="claim.journal"):  # fmt: skip
        staff_journal.show(opened.entries, key="claim.journal.table")


def _decisions(opened: OpenClaim) -> None:
    """What each revision decided otherwise than the one before."""
    here, timezone = language(), staff.matter().timezone
    turns = decided.turns(house(), actor(), opened.row.number, opened.revisions)
    if not turns:
        return
    st.caption(say("Ce que chaque révision a décidé ou repris", here))
    columns = [
        Column(say("Révision", here), lambda t: t.revision.revision, "count"),
        Column(say("Quand", here), lambda t: moment(t.revision.at, timezone, here)),
        Column(say("Par", here), lambda t: staff.who(t.revision.by)),
        Column(say("Chef", here), lambda t: head_said(t.change.loss.head)),
        Column(say("Avant", here), lambda t: decision_said(t.change.before)),
        Column(say("Après", here), lambda t: decision_said(t.change.after)),
        Column(say("Motif", here), _reason),
        Column(say("Explication au réclamant", here), _sentence, width="large"),
    ]
    staff_cards.table(turns, columns, key="claim.turns",
                      alt=say("Ce que chaque révision a décidé ou repris", here))  # fmt: skip


def decision_said(decision: Decision | None) -> str:
    """A decision with its amount; that there is none, when there is none."""
    if decision is None:
        return outcome(None)
    return f"{outcome(decision)} {staff.amount(decision.admitted_cents)}"


def _reason(turn: Turn) -> str:
    after = turn.change.after
    return staff.matter().reasons[after.reason].in_(language()) if after else ""


def _sentence(turn: Turn) -> str:
    """What the claimant is told from then on; what they were, when it is taken back."""
    change = turn.change
    before = change.before.sentence if change.before else ""
    after = change.after.sentence if change.after else ""
    if before and before != after:
        return f"{before} → {after or '—'}"
    return after
