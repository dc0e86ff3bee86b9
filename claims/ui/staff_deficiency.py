"""What counsel asks of a claim that lacks something: ticked by site, then sent as a letter."""

import streamlit as st

from claims.claim.deficiency import Lack, by_site
from claims.claim.identifiers import domain_said
from claims.i18n.catalogue import say
from claims.office import curing
from claims.office.curing import Asking, Proposal
from claims.ui import staff, staff_letters
from claims.ui.here import actor, house, language, now
from claims.ui.staff_letters import SEEN, Seen


def choices(proposal: Proposal) -> Asking:
    """What to ask, by site, a sentence of one's own, and how it goes."""
    here, number = language(), proposal.row.number
    if not proposal.lacks:
        st.caption(say("Rien ne semble manquer. Dites en une phrase ce que vous demandez.", here))
    for site, lacks in by_site(proposal.lacks):
        st.text(domain_said(site) if site else say("Pour l’ensemble du dossier", here))
        for lack in lacks:
            _tick(lack, number)
    staff_letters.added(number, unreachable=proposal.unreachable)
    return _asking(number, tuple(lack.id for lack in proposal.lacks))


def _asking(number: str, proposed: tuple[str, ...]) -> Asking:
    """What stands in the fields now."""
    kept = tuple(lack for lack in proposed if st.session_state.get(f"{lack}.{number}"))
    return Asking(kept, *staff_letters.typed(number))


def _tick(lack: Lack, number: str) -> None:
    here = language()
    st.checkbox(staff.plain(lack.what.in_(here)), value=True, key=f"{lack.id}.{number}")
    if lack.instead:
        st.caption(staff.plain(lack.instead.in_(here)))


def send() -> None:
    """Send what was on the screen, alone or with other claims."""
    seen: Seen = st.session_state[SEEN]
    asking = _asking(seen.number, seen.lacks)
    if len(seen.versions) > 1:
        staff_letters.send_together(asking)
        return
    [(number, version)] = seen.versions
    curing.issue(house(), actor(), number, asking, seen=version, shown=seen.seal, now=now())
