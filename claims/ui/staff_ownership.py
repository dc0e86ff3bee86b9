"""Who owns each service of a claim, as counsel reads and decides it: papers, contacts, clocks.

Buttons are there when the table of moves holds them; the office then refuses what comes too early,
and says why and from which day it will not.
"""

import secrets
from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from claims.claim.authority import NAMED
from claims.claim.model import Exhibit
from claims.claim.states import COUNTED
from claims.evidence.ownership import (
    ANSWERS,
    CHANNELS,
    HAPPENED,
    LABELS,
    RUNNING,
    Event,
    Stage,
)
from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import moment
from claims.office import inviting, ownership
from claims.office.lawyer import OpenClaim
from claims.office.ownership import Owned, Told
from claims.problems import Conflict, NotAllowed, NotFound, NotSaved, Problem, Refused
from claims.ui import (
    staff,
    staff_cards,
    staff_meanwhile,
    staff_ownership_written,
    staff_paged,
    widgets_look,
)
from claims.ui.forms_standing import STAGE_COLORS
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column
from claims.ui.staff_meanwhile import Change
from claims.ui.staff_ownership_forms import Form, forms, said_result, shown

SEEN, FAULTS, MEANWHILE = "ownership.seen", "ownership.faults", "ownership.meanwhile"
"""Session keys: the service on the screen; what went wrong with the last act; how many events its
author had read and with which form, where a colleague's came since."""
RECORDED = "ownership.recorded"
"""Session key: something was just recorded, and the page does not tell it yet."""


class Seen(NamedTuple):
    """The service on the screen, and how many events it had when it was first shown."""

    number: str
    service: str
    events: int

    @property
    def what(self) -> str:
        """What was seen, as `staff_meanwhile` names it."""
        return f"ownership.{self.number}.{self.service}"


@st.fragment
def show(opened: OpenClaim) -> None:
    """The section of the claim's page: each of its many fields draws it alone, and what is recorded
    the whole page, whose history tells it."""
    here, number = language(), opened.row.number
    if st.session_state.pop(RECORDED, False):
        st.rerun()
    try:
        listed = ownership.services_of(house(), actor(), number, now=now())
    except (NotAllowed, NotFound):
        st.rerun()  # signed out, or drawn to read it blind, meanwhile: the page says so
    with st.container(border=True, key="ownership"):
        st.header(say("Propriété et mandat", here), anchor=False)
        _flags(listed)
        owned = _chosen(listed, number)
        stands = Seen(number, owned.service.id, len(owned.inquiry.events))
        before: Seen | None = st.session_state.get(SEEN)
        if before and before.what != stands.what:
            staff_meanwhile.forget(before.what)  # chosen again, it is read again
        st.session_state[SEEN] = staff_meanwhile.seen(stands.what, stands)
        st.divider()
        left, right = st.columns([3, 2], gap="medium")
        with left:
            _state(owned)
            _papers(owned, number)
        with right:
            counts = opened.row.status in COUNTED
            _told_faults(owned, shown(owned) if counts else [])
            if counts:
                forms(owned, opened, Form(_tell, _invite))
            else:
                st.caption(say("Cette réclamation ne compte plus : elle se lit, et rien ne s’y "
                               "consigne.", here))  # fmt: skip
        _log(owned)


def _flags(listed: tuple[Owned, ...]) -> None:
    """Contested services, before anything else; they are counsel's to decide."""
    contested = [owned for owned in listed if owned.inquiry.contested]
    if not contested:
        return
    told = say("Contesté par son propriétaire; rien n’est refusé d’office :", language())
    named = ", ".join(owned.domain for owned in contested)
    st.error(f"{told} {staff.plain(named)}", icon=":material/report:")


def _chosen(listed: tuple[Owned, ...], number: str) -> Owned:
    """Every service as a row; the one the reader chose, else the first."""
    here = language()
    columns = [
        Column(say("Site", here), lambda o: o.domain),
        Column(say("À quel titre", here), lambda o: _authority(o)),
        Column(say("Propriétaire déclaré", here), lambda o: o.service.owner or "—"),
        Column(say("État", here), lambda o: say(LABELS[o.inquiry.stage], here)),
        Column(say("Contacts", here), lambda o: _contacts(o), "figure"),
        Column(say("Pas avant le", here), lambda o: _earliest(o), "figure"),
    ]
    alt = say("Propriété de chaque site; choisissez une ligne", here)
    told = say_n("{n} site", "{n} sites", len(listed), here)
    row = staff_paged.table(listed, columns, called="proprietes", told=told, chosen=0,
                            key=f"ownership.{number}", selectable=True, alt=alt)  # fmt: skip
    return listed[row or 0]


def _authority(owned: Owned) -> str:
    named = NAMED.get(owned.service.authority)
    return say(named, language()) if named else "—"


def _contacts(owned: Owned) -> str:
    if owned.inquiry.stage not in RUNNING:
        return "—"
    return say("jour {n} de {of}", language(), n=owned.clock.tried, of=owned.clock.wanted)


def _earliest(owned: Owned) -> str:
    first = owned.clock.earliest
    return str(first) if owned.inquiry.stage in RUNNING and first else "—"


def _state(owned: Owned) -> None:
    """Where the inquiry stands, and its two clocks."""
    here, stage = language(), owned.inquiry.stage
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(owned.domain, width="content")
        st.badge(say(LABELS[stage], here), color=STAGE_COLORS[stage])
    if stage is Stage.NOTHING:
        st.caption(
            say("Personne n’a demandé que la propriété de ce site soit reconnue. Une demande vient "
                "du réclamant, ou se consigne ici quand elle arrive sur papier.", here)
        )  # fmt: skip
    if stage in RUNNING:
        _clocks(owned)
    rules = staff.matter().ownership
    mark = "" if rules.verified else f" · {say('non vérifié', here)}"
    st.caption(staff.plain(f"{rules.authority.in_(here)}{mark}"))


def _clocks(owned: Owned) -> None:
    here, clock = language(), owned.clock
    left = ", ".join(say(CHANNELS[channel], here) for channel in clock.left_today)
    today = say("reste aujourd’hui : {channels}", here, channels=left) if left else ""
    with st.grid(2):
        staff.figure(say("Contacts, jours de suite", here), _contacts(owned), today)
        first = str(clock.earliest) if clock.earliest else say("aucun justificatif", here)
        wait = say("délai écoulé", here) if clock.over else say("délai incompressible", here)
        staff.figure(say("Pas avant le", here), first, wait)


def _papers(owned: Owned, number: str) -> None:
    """Each accepted paper: whether the request stands on it, and the exhibits that may show it."""
    here, proofs = language(), staff.matter().proofs
    looks = widgets_look.looks(number) if any(paper.exhibits for paper in owned.papers) else {}
    st.markdown(f"**{say('Justificatifs acceptés', here)}**")
    with st.container(gap="xsmall"):
        for paper in owned.papers:
            mark = ":green[:material/check_circle:]" if paper.standing else ":material/circle:"
            st.markdown(f"{mark} {staff.plain(proofs[paper.key].label.in_(here))}")
            for exhibit in paper.exhibits:
                _exhibit(exhibit, number, paper.key, withheld=looks[exhibit.id].quarantined)


def _exhibit(exhibit: Exhibit, number: str, paper: str, *, withheld: bool) -> None:
    here = language()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(say("pièce au dossier : {name}", here, name=exhibit.name), width="content")
        if not withheld:
            st.link_button(
                say("Télécharger", here), f"/piece/{number}/{exhibit.id}", type="tertiary",
                icon=":material/download:", key=f"ownership.{paper}.{exhibit.id}",
            )  # fmt: skip


def _log(owned: Owned) -> None:
    """Everything that happened, newest first."""
    here, timezone = language(), staff.matter().timezone
    columns = [
        Column(say("Quand", here), lambda e: moment(e.at, timezone, here), width="medium"),
        Column(say("Quoi", here), lambda e: say(HAPPENED[e.kind], here)),
        Column(say("Précisions", here), lambda e: _details(e), width="medium"),
        Column(say("Par", here), lambda e: _who(e)),
        Column(say("Note", here), lambda e: e.words, width="large"),
    ]
    st.markdown(f"**{say('Journal des contacts', here)}**")
    staff_cards.table(owned.inquiry.events[::-1], columns, key="ownership.log",
                      alt=say("Journal des contacts et des justificatifs", here))  # fmt: skip


def _details(event: Event) -> str:
    here, proofs = language(), staff.matter().proofs
    named = [*event.papers, *([event.paper] if event.paper else [])]
    told = [proofs[key].label.in_(here) for key in named if key in proofs]
    told += [say(CHANNELS[c], here) for c in (*event.channels, event.channel) if c]
    told += [said_result(event.result)] if event.result else []
    told += [say(ANSWERS[event.answer], here)] if event.answer else []
    return " · ".join(told)


def _who(event: Event) -> str:
    invited = event.by == inviting.OWNER
    return say("propriétaire invité", language()) if invited else event.by


def _tell(form: str, make: Callable[[], Told]) -> None:
    """Keep what counsel brings, against what was on the screen."""
    seen: Seen = st.session_state[SEEN]
    if _done(seen, lambda: ownership.tell(house(), actor(), seen.number, seen.service, make(),
                                          seen=seen.events, now=now()), form):  # fmt: skip
        staff_ownership_written.kept(form)


def _invite() -> None:
    seen: Seen = st.session_state[SEEN]
    _done(seen, lambda: inviting.invite(house(), actor(), seen.number, seen.service, now=now(),
                                        entropy=secrets.token_bytes))  # fmt: skip


def _done(seen: Seen, action: Callable[[], object], form: str = "") -> bool:
    """Whether it was done; done or told of a colleague's, what stands now is what counts."""
    state = st.session_state
    try:
        action()
    except Refused as refusal:
        state[FAULTS] = refusal.problems
    except Conflict:
        state[MEANWHILE] = seen, form.partition(".")[0]
        staff_meanwhile.forget(seen.what)
    except NotSaved:
        state[FAULTS] = (Problem("ownership", "action-not-saved"),)
    except NotAllowed:
        state[FAULTS] = (Problem("ownership", "ownership-changed"),)
    else:
        staff_meanwhile.forget(seen.what)
        state[RECORDED] = True
        return True
    return False


def _told_faults(owned: Owned, forms_shown: list[str]) -> None:
    """What kept the last thing from being done, told once; the words of forms that are gone."""
    state = st.session_state
    of = state[SEEN].number, forms_shown, owned.service.id
    staff_ownership_written.hold(*of)
    words = list(staff_ownership_written.left(*of))
    if meanwhile := state.pop(MEANWHILE, None):
        seen, form = meanwhile
        since = owned.inquiry.events[seen.events :] if seen.service == owned.service.id else ()
        with staff_meanwhile.box(_not_kept(is_gone=bool(form) and form not in forms_shown),
                                 [_change(event) for event in since]):  # fmt: skip
            staff_ownership_written.show(words)
    else:
        staff_ownership_written.show(words)
    for problem in state.pop(FAULTS, ()):
        staff.fault(problem)


def _not_kept(*, is_gone: bool) -> str:
    """What to do, where the form that was sent is on the screen, or gone from it."""
    if is_gone:
        return say("Ce site a changé pendant votre lecture. Rien n’a été consigné, et cela ne peut "
                   "plus l’être à ce stade : relisez ce qui suit.", language())  # fmt: skip
    return say("Ce site a changé pendant votre lecture. Rien n’a été consigné, et ce que vous avez "
               "écrit reste ci-dessous : relisez ce qui suit, puis consignez de nouveau.",
               language())  # fmt: skip


def _change(event: Event) -> Change:
    what = " · ".join(filter(None, (say(HAPPENED[event.kind], language()), _details(event))))
    return Change(_who(event), event.at, what)
