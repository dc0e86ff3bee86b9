"""Counsel's letters to a claimant: read as they will be sent, sent, listed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import streamlit as st

from claims.claim.deficiency import Consolidated, Notice
from claims.claim.states import DECIDED
from claims.evidence.curing import last_minute, over
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import day, moment, moment_there
from claims.i18n.sentences import sentence
from claims.i18n.text import LANGUAGES, Language
from claims.office import consolidating
from claims.office.announcing import Announcement, Telling
from claims.office.curing import Asking, Proposal
from claims.office.issuing import seal
from claims.office.lawyer import OpenClaim
from claims.problems import Conflict, NotSaved, Problem, Refused
from claims.store.claims import ClaimRow
from claims.store.notices import KeptNotice
from claims.store.outbox import State
from claims.ui import staff, staff_meanwhile
from claims.ui.here import actor, house, language, now
from claims.ui.staff_meanwhile import Change

ASK_PAGE, TELL_PAGE = "app_pages/lawyer_lacune.py", "app_pages/lawyer_lettre.py"
SENT, SEEN, FAULTS, LATE = "letter.sent", "letter.seen", "letter.faults", "letter.late"
"""Session keys: number of the claim a letter just left for; what was on the screen; what went wrong
with the last sending; who changed what it was about."""
KINDS = {
    "deficiency": N_("Demande de correction"),
    "reminder": N_("Rappel"),
    "decision": N_("Décision"),
    "reconsideration": N_("Décision sur une contestation"),
}
UNREAD = N_(
    "Le courriel de cette lettre n’a pas pu être livré, et son dernier jour reste le même : "
    "imprimez-la et postez-la, ou joignez le réclamant autrement."
)
MAILS: Mapping[State, str] = {
    "waiting": N_("Le courriel de cette lettre n’est pas encore parti."),
    "failed": UNREAD,
    "bounced": UNREAD,
}
"""What became of its e-mail, where it was not sent."""
NAMES: dict[Language, str] = {"fr": N_("En français"), "en": N_("En anglais")}
Letter = Notice | Consolidated


class Seen(NamedTuple):
    """The claims and the letter as they stood on the screen, the claim of the page first."""

    versions: tuple[tuple[str, int], ...]
    lacks: tuple[str, ...]
    seal: str

    @property
    def number(self) -> str:
        """The claim of the page."""
        return self.versions[0][0]


def ways(opened: OpenClaim) -> None:
    """The statement, and the ways to a letter, from the page of a claim."""
    here, to = language(), {"numero": opened.row.number}
    st.link_button(
        say("Relevé (PDF)", here), f"/releve/{opened.row.number}.pdf",
        icon=":material/summarize:", key="claim.statement",
    )  # fmt: skip
    if opened.may_ask and st.button(
        say("Demander une correction", here), key="claim.ask", icon=":material/rule:"
    ):
        st.switch_page(ASK_PAGE, query_params=to)
    if opened.may_tell and st.button(
        say("Annoncer la décision", here), key="claim.tell", icon=":material/outgoing_mail:",
        type="primary",
    ):  # fmt: skip
        st.switch_page(TELL_PAGE, query_params=to)


def added(number: str, *, unreachable: bool) -> None:
    """A sentence of counsel's own, and whether it goes by post only."""
    here = language()
    st.text_area(
        say("Phrase ajoutée à la lettre (facultatif)", here), key=f"sentence.{number}", height=110,
        help=say("Le réclamant la lit telle quelle.", here),
    )  # fmt: skip
    st.checkbox(
        say("Envoyée par la poste seulement", here), value=unreachable,
        key=f"post.{number}", disabled=unreachable,
        help=say("La lettre s’imprime à la page de la réclamation; le délai s’allonge.", here),
    )  # fmt: skip


def typed(number: str) -> tuple[str, bool]:
    """The sentence and the way it goes, as they stand in the fields now."""
    state = st.session_state
    return state[f"sentence.{number}"] or "", state[f"post.{number}"]


def with_others(row: ClaimRow, *, deciding: bool) -> tuple[ClaimRow, ...]:
    """The other claims of the same contact that one letter will cover, as chosen."""
    chosen = _chosen_with(row, deciding=deciding)
    before: Seen | None = st.session_state.get(SEEN)
    for number, _ in before.versions if before else ():
        if number not in {row.number, *(each.number for each in chosen)}:
            staff_meanwhile.forget(_what(number))  # put in again, it is read anew
    return chosen


def _chosen_with(row: ClaimRow, *, deciding: bool) -> tuple[ClaimRow, ...]:
    others = consolidating.others(house(), actor(), row, deciding=deciding)
    if not others:
        return ()
    by_number = {each.number: each for each in others}
    chosen = st.multiselect(
        say("Une seule lettre avec d’autres dossiers du même contact", language()),
        list(by_number), key=f"with.{row.number}", placeholder=say("Aucun", language()),
        format_func=lambda number: staff.plain(f"{number} · {by_number[number].claimant_name}"),
        help=say("Une lettre les couvre tous; chacun garde la sienne et son propre délai.",
                 language()),
    )  # fmt: skip
    return tuple(by_number[number] for number in chosen)


def preview(
    draft: Callable[[], dict[Language, Notice] | dict[Language, Consolidated]], spoken: Language
) -> dict[Language, Letter] | None:
    """The letter as it will be sent, then in the other language; None when it cannot be."""
    here = language()
    try:
        letters: dict[Language, Letter] = {**draft()}
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


def _page(letter: Letter) -> None:
    with st.container(border=True):
        st.markdown(f"**{staff.plain(letter.subject)}**")
        for paragraph in letter.text.strip().split("\n\n"):
            st.text(paragraph)


def confirm(
    asked: Proposal | Announcement,
    letter: Letter,
    others: Sequence[ClaimRow],
    send: Callable[[], None],
    lacks: tuple[str, ...] = (),
) -> None:
    """To whom it goes, until when, and the button that sends it."""
    here, row = language(), asked.row
    versions = tuple((each.number, staff_meanwhile.seen(_what(each.number), each.version))
                     for each in (row, *others))  # fmt: skip
    st.session_state[SEEN] = Seen(versions, lacks, seal(letter))
    if isinstance(letter, Notice):
        until = last_minute(letter.last_day, staff.matter().timezone)
        told = say("Dernière minute pour répondre : {until}.", here,
                   until=moment_there(until, staff.matter().timezone, here))  # fmt: skip
        st.markdown(staff.plain(told))
    st.caption(staff.plain(_goes(asked, letter)))
    st.button(say("Envoyer la lettre", here), type="primary", key="letter.send",
              icon=":material/send:", on_click=_tried, args=(send,))  # fmt: skip


def _goes(asked: Proposal | Announcement, letter: Letter) -> str:
    here = language()
    if letter.by_post:
        return say("Aucun courriel ne part : imprimez la lettre et postez-la aujourd’hui.", here)
    if asked.row.fictional:
        return say("Réclamation fictive : la lettre est gardée, aucun courriel ne part.", here)
    return say("Courriel à {address}.", here, address=asked.address)


def _tried(send: Callable[[], None]) -> None:
    """Send the letter that was on the screen; what is in the fields now must say the same."""
    state = st.session_state
    try:
        send()
    except Refused as refusal:
        state[FAULTS] = refusal.problems
    except Conflict as late:
        state[LATE] = late
        for number, _ in state[SEEN].versions:
            staff_meanwhile.forget(_what(number))
    except NotSaved:
        state[FAULTS] = (Problem("", "action-not-saved"),)
    else:
        state[SENT] = state[SEEN].number


def _what(number: str) -> str:
    return f"letter.{number}"


def send_together(how: Asking | Telling) -> None:
    """Send the one letter of several claims that was on the screen."""
    seen: Seen = st.session_state[SEEN]
    numbers = [number for number, _ in seen.versions]
    consolidating.issue(house(), actor(), numbers, how, seen=dict(seen.versions), shown=seen.seal,
                        now=now())  # fmt: skip


def faults() -> None:
    """What was wrong with the last sending, and who changed what; told once."""
    if late := st.session_state.pop(LATE, None):
        changed = sentence(Problem("", "letter-changed"), language())
        theirs = Change(late.by, datetime.fromisoformat(late.at)) if late.at else None
        with staff_meanwhile.box(changed, [theirs] if theirs else []):
            pass
    for problem in st.session_state.pop(FAULTS, ()):
        staff.fault(problem)


def sent(number: str) -> bool:
    """Whether a letter about this claim just left."""
    return bool(st.session_state.get(SENT) == number)


def done(number: str) -> None:
    """Say once that the letter left."""
    if sent(number):
        del st.session_state[SENT]
        st.success(say("Lettre consignée et gardée telle quelle.", language()),
                   icon=":material/mark_email_read:")  # fmt: skip


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
                _papers(kept, opened.row.matter)
            if told := MAILS.get(opened.mails.get(kept.place, "sent")):
                st.warning(say(told, here), icon=":material/unsubscribe:")


def _papers(kept: KeptNotice, matter: str) -> None:
    """The letter, and the one that covered it with others."""
    here = language()
    if together := kept.notice.consolidated:
        st.link_button(
            say("Lettre groupée (PDF)", here), f"/lettre-groupee/{matter}/{together}.pdf",
            icon=":material/stacks:", key=f"letter.together.{kept.place}",
        )  # fmt: skip
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
    """Whether its delay runs; the one to contest is nothing counsel waits for."""
    here, stands = language(), opened.told or opened.asked
    if kept.notice.kind == "reminder":
        return
    if stands is None or kept.place != stands.place:
        st.badge(say("Close", here), color="gray")
    elif over(kept.notice.last_day, staff.matter().timezone, now()):
        st.badge(say("Délai expiré", here), icon=":material/alarm:",
                 color="gray" if opened.row.status in DECIDED else "red")  # fmt: skip
    else:
        st.badge(say("Délai en cours", here), icon=":material/hourglass_top:", color="orange")
