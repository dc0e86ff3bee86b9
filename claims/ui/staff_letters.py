"""Letters that ask for what a claim lacks, on counsel’s side: chosen, read, sent, listed."""

from typing import NamedTuple

import streamlit as st

from claims.claim.deficiency import Lack, Notice, by_site
from claims.claim.identifiers import domain_said
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import day, moment
from claims.i18n.text import LANGUAGES, Language
from claims.office import curing
from claims.office.curing import Asking, Proposal
from claims.office.lawyer import OpenClaim
from claims.problems import Conflict, NotSaved, Problem, Refused
from claims.store.notices import KeptNotice
from claims.ui import staff
from claims.ui.here import actor, house, language, now

LETTER_PAGE = "app_pages/lawyer_lacune.py"
SENT, SEEN, FAULTS = "letter.sent", "letter.seen", "letter.faults"
"""Session keys: number of the claim a letter just left for; what was on the screen; what went wrong
with the last sending."""
KINDS = {"deficiency": N_("Demande de correction"), "reminder": N_("Rappel")}
NAMES: dict[Language, str] = {"fr": N_("En français"), "en": N_("En anglais")}


class Seen(NamedTuple):
    """The claim and the letter as they stood on the screen."""

    number: str
    version: int
    lacks: tuple[str, ...]
    seal: str


def ask(opened: OpenClaim) -> None:
    """The way to the letter, from the page of a claim."""
    if opened.may_ask and st.button(
        say("Demander une correction", language()), key="claim.ask", icon=":material/rule:"
    ):
        st.switch_page(LETTER_PAGE, query_params={"numero": opened.row.number})


def choices(proposal: Proposal) -> Asking:
    """What to ask, by site, a sentence of one's own, and how it goes."""
    here, number = language(), proposal.row.number
    if not proposal.lacks:
        st.caption(say("Rien ne semble manquer. Dites en une phrase ce que vous demandez.", here))
    for site, lacks in by_site(proposal.lacks):
        st.text(domain_said(site) if site else say("Pour l’ensemble du dossier", here))
        for lack in lacks:
            _tick(lack, number)
    st.text_area(
        say("Phrase ajoutée à la lettre (facultatif)", here), key=f"sentence.{number}", height=110,
        help=say("Le réclamant la lit telle quelle.", here),
    )  # fmt: skip
    st.checkbox(
        say("Envoyée par la poste seulement", here), value=proposal.unreachable,
        key=f"post.{number}", disabled=proposal.unreachable,
        help=say("La lettre s’imprime à la page de la réclamation; le délai s’allonge.", here),
    )  # fmt: skip
    return _asking(number, tuple(lack.id for lack in proposal.lacks))


def _asking(number: str, proposed: tuple[str, ...]) -> Asking:
    """What stands in the fields now."""
    state = st.session_state
    kept = tuple(lack for lack in proposed if state.get(f"{lack}.{number}"))
    return Asking(kept, state[f"sentence.{number}"] or "", state[f"post.{number}"])


def _tick(lack: Lack, number: str) -> None:
    here = language()
    st.checkbox(staff.plain(lack.what.in_(here)), value=True, key=f"{lack.id}.{number}")
    if lack.instead:
        st.caption(staff.plain(lack.instead.in_(here)))


def preview(proposal: Proposal, asking: Asking) -> dict[Language, Notice] | None:
    """The letter as it will be sent, then in the other language; None when it asks nothing."""
    here, spoken = language(), proposal.row.language
    try:
        letters = curing.drafted(house(), actor(), proposal.row.number, asking, now=now())
    except Refused as refusal:
        for problem in refusal.problems:
            staff.fault(problem)
        return None
    order = sorted(LANGUAGES, key=lambda each: each != spoken)
    for tab, each in zip(st.tabs([say(NAMES[each], here) for each in order]), order, strict=True):
        with tab:
            if each == spoken:
                st.caption(say("Envoyée dans la langue de la réclamation.", here))
            else:
                st.caption(say("Pour lire seulement : elle part dans la langue de la réclamation.",
                               here))  # fmt: skip
            _page(letters[each])
    return letters


def _page(notice: Notice) -> None:
    with st.container(border=True):
        st.markdown(f"**{staff.plain(notice.subject)}**")
        for paragraph in notice.text.strip().split("\n\n"):
            st.text(paragraph)


def confirm(proposal: Proposal, asking: Asking, letters: dict[Language, Notice]) -> None:
    """To whom it goes, until when, and the button that sends it."""
    here, number = language(), proposal.row.number
    notice = letters[proposal.row.language]
    proposed = tuple(lack.id for lack in proposal.lacks)
    seen = Seen(number, proposal.row.version, proposed, curing.seal(notice))
    st.session_state[SEEN] = seen
    last = day(notice.last_day, here)
    st.markdown(staff.plain(say("Dernier jour pour répondre : {day}, à 23 h 59.", here, day=last)))
    st.caption(staff.plain(_goes(proposal, asking)))
    st.button(say("Envoyer la lettre", here), type="primary", key="letter.send",
              icon=":material/send:", on_click=_send)  # fmt: skip


def _goes(proposal: Proposal, asking: Asking) -> str:
    here = language()
    if asking.by_post:
        return say("Aucun courriel ne part : imprimez la lettre et postez-la aujourd’hui.", here)
    if proposal.row.fictional:
        return say("Réclamation fictive : la lettre est gardée, aucun courriel ne part.", here)
    return say("Courriel à {address}.", here, address=proposal.address)


def _send() -> None:
    """Send the letter that was on the screen; what is in the fields now must say the same."""
    state = st.session_state
    seen: Seen = state[SEEN]
    asking = _asking(seen.number, seen.lacks)
    try:
        curing.issue(house(), actor(), seen.number, asking, seen=seen.version, shown=seen.seal,
                     now=now())  # fmt: skip
    except Refused as refusal:
        state[FAULTS] = refusal.problems
    except Conflict:
        state[FAULTS] = (Problem("", "letter-changed"),)
    except NotSaved:
        state[FAULTS] = (Problem("", "action-not-saved"),)
    else:
        state[SENT] = seen.number


def faults() -> None:
    """What was wrong with the last sending; told once."""
    for problem in st.session_state.pop(FAULTS, ()):
        staff.fault(problem)


def sent(number: str) -> bool:
    """Whether a letter about this claim just left."""
    return bool(st.session_state.get(SENT) == number)


def done(number: str) -> None:
    """Say once that the letter left."""
    if sent(number):
        del st.session_state[SENT]
        st.success(say("Lettre consignée. La réclamation attend la réponse du réclamant.",
                       language()), icon=":material/mark_email_read:")  # fmt: skip


def show(opened: OpenClaim) -> None:
    """Every letter about a claim, the last first, with where its delay stands."""
    if not opened.letters:
        return
    here = language()
    with st.container(border=True, key="claim.letters"):
        st.header(say("Lettres au réclamant", here), anchor=False)
        for kept in reversed(opened.letters):
            with st.container(horizontal=True, vertical_alignment="center",
                              horizontal_alignment="distribute"):  # fmt: skip
                st.markdown(staff.plain(_told(kept)), width="stretch")
                _standing(kept, opened)
                st.link_button(
                    say("Lettre (PDF)", here), f"/lettre/{kept.number}/{kept.place}.pdf",
                    icon=":material/download:", key=f"letter.{kept.place}",
                )  # fmt: skip


def _told(kept: KeptNotice) -> str:
    here = language()
    return say("{kind}, le {when}, par {who}. Dernier jour : {day}.", here,
               kind=say(KINDS[kept.notice.kind], here), who=staff.who(kept.by),
               when=moment(kept.at, staff.matter().timezone, here),
               day=day(kept.notice.last_day, here))  # fmt: skip


def _standing(kept: KeptNotice, opened: OpenClaim) -> None:
    here = language()
    if kept.notice.kind != "deficiency":
        return
    if opened.asked is None or kept.place != opened.asked.place:
        st.badge(say("Close", here), color="gray")
    elif opened.late:
        st.badge(say("Délai expiré", here), icon=":material/alarm:", color="red")
    else:
        st.badge(say("Délai en cours", here), icon=":material/hourglass_top:", color="orange")
