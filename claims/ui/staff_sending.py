"""The letters of many decisions, as counsel chooses, reads and sends them at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import streamlit as st

from claims.i18n.catalogue import N_, say, say_n
from claims.office import sending
from claims.office.sending import LeftOut, Sending
from claims.office.views import SIZE, View
from claims.problems import NotSaved, Problem, Refused
from claims.store.search import Search
from claims.ui import (
    proving,
    staff,
    staff_letters,
    staff_list,
    staff_paged,
    staff_ticks,
    staff_view,
    wanted,
)
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column

PLAN, FAULTS, CHOSEN, DONE = "letters.plan", "letters.faults", "letters.chosen", "letters.done"
"""Session keys: the view, the ticks and what was seen of both; what was wrong with the sentence;
the claims ticked, a matter after the dot; what became of the last sending."""
LANGUAGES = {"fr": N_("Français"), "en": N_("Anglais")}
SEND, GO_ON, STOPPED = "letters.send", "letters.go_on", "letters.stopped"
"""The acts that a proof goes before, and, while one is asked for, the sending as far as it went."""
READ = 3
"""Letters shown before the others are asked for."""
KINDS = staff_letters.KINDS | {"decisions": N_("Décisions, lettre groupée")}
WHY = {
    "blind": N_("Attend votre second examen, à l’aveugle"),
    "post": N_("Sans courriel : à imprimer et à poster, depuis sa page"),
    "clock": N_("L’horloge du serveur retarde sur la décision : à vérifier d’abord"),
    "changed": N_("Changée entre-temps par quelqu’un"),
    "told": N_("Déjà annoncée par une lettre"),
}
"""Why the letter of a claim stays."""
Seen = tuple[View, frozenset[str], Sending]


def choose(view: View, search: Search) -> None:
    """The claims whose decision no letter tells, a page at a time; those ticked leave alone."""
    here = language()
    found = sending.waiting(house(), actor(), search)
    if not found.total:
        st.success(say("Aucune lettre n’attend parmi ces réclamations.", here),
                   icon=":material/done_all:")  # fmt: skip
        return
    if not found.rows:  # a page past the last, in an address of before
        view = replace(view, page=1)
        found = sending.waiting(house(), actor(), replace(search, page=1))
    ticked = len(staff_ticks.ticked(_key()))
    told = say_n("{n} cochée : elle part seule.", "{n} cochées : elles partent seules.", ticked,
                 here) if ticked else say("Aucune cochée : toutes celles que montrent les filtres "
                                          "partent, toutes pages comprises.", here)  # fmt: skip
    st.caption(told)
    staff_ticks.table(
        found.rows, staff_list.columns(), key=_key(), name=lambda row: row.claim.number,
        alt=say("Décisions qu’aucune lettre n’annonce; cochez celles à envoyer", here),
    )  # fmt: skip
    line, right = st.columns([3, 2], vertical_alignment="center")
    line.text(staff_list.count_line(found.total, view.page, len(found.rows), SIZE))
    with right.container(horizontal_alignment="right"):
        staff_view.page_of(view, found.total)


def _key() -> str:
    return f"{CHOSEN}.{staff.matter().id}"


def added(view: View, search: Search) -> None:
    """A sentence for every letter, and the button that shows what would leave."""
    here = language()
    with st.form("letters.what"):
        st.text_area(
            say("Phrase ajoutée à chaque lettre (facultatif)", here), key="letters.sentence",
            height=110, help=say("Chaque réclamant la lit telle quelle.", here),
        )  # fmt: skip
        for problem in st.session_state.pop(FAULTS, ()):
            staff.fault(problem)
        st.form_submit_button(say("Voir ce qui partirait", here), key="letters.preview",
                              icon=":material/preview:", on_click=_preview,
                              args=(view, search))  # fmt: skip


def _preview(view: View, search: Search) -> None:
    state, chosen = st.session_state, staff_ticks.ticked(_key())
    state.pop(DONE, None)
    try:
        of = sending.planned(house(), actor(), search, state["letters.sentence"] or "",
                             now=now(), chosen=chosen)  # fmt: skip
    except Refused as refusal:
        state.pop(PLAN, None)
        state[FAULTS] = refusal.problems
    else:
        state[PLAN] = (view, chosen, of)


def previewed(view: View) -> Sending | None:
    """What was seen, unless the filters or the ticks changed since."""
    seen: Seen | None = st.session_state.get(PLAN)
    if seen is None:
        return None
    then, chosen, of = seen
    return of if _same(then, view) and chosen == staff_ticks.ticked(_key()) else None


def _same(one: View, other: View) -> bool:
    """Whether two views find the same claims; another page of them does."""
    return replace(one, page=1) == replace(other, page=1)


def effect(of: Sending) -> None:
    """How many letters and claims, by kind and language; what stays and why; a few to read."""
    here = language()
    letters = say_n("{n} lettre partirait", "{n} lettres partiraient", len(of.envelopes), here)
    claims = say_n("pour {n} réclamation", "pour {n} réclamations", of.claims, here)
    st.subheader(f"{letters} {claims}", anchor=False)
    columns = [
        Column(say("Lettre", here), lambda row: say(KINDS[row[0][0]], here)),
        Column(say("Langue", here), lambda row: say(LANGUAGES[row[0][1]], here)),
        Column(say("Lettres", here), lambda row: row[1], "count"),
    ]
    if of.envelopes:
        staff.short_table(list(of.counts.items()), columns, alt=letters)
    if any(not each.to for each in of.envelopes):
        st.caption(say("Réclamation fictive : la lettre est gardée, aucun courriel ne part.", here))
    _stays(of.left, key="letters.left")
    for place in range(min(READ, len(of.envelopes))):
        _letter(of, place)
    if len(of.envelopes) > READ:
        other = st.selectbox(
            say("Lire une autre lettre", here), range(READ, len(of.envelopes)), index=None,
            key="letters.read", placeholder=say("Choisissez une lettre", here),
            format_func=lambda i: staff.plain(_title(of, i)),
        )  # fmt: skip
        if other is not None:
            _letter(of, other, opened=True)


def _title(of: Sending, place: int) -> str:
    envelope = of.envelopes[place]
    numbers = ", ".join(envelope.numbers[:READ]) + ("…" if len(envelope.numbers) > READ else "")
    return f"{numbers} · {envelope.to or say('aucun courriel', language())}"


def _letter(of: Sending, place: int, *, opened: bool = False) -> None:
    with st.expander(staff.plain(_title(of, place)), icon=":material/mail:", expanded=opened,
                     key=f"letters.letter.{place}"):  # fmt: skip
        try:
            letter = sending.letter(house(), actor(), of, place, now=now())
        except Refused as refusal:
            for problem in refusal.problems:
                staff.fault(problem)
            return
        st.markdown(f"**{staff.plain(letter.subject)}**")
        for paragraph in letter.text.strip().split("\n\n"):
            st.text(paragraph)


def _stays(left: Sequence[LeftOut], *, key: str) -> None:
    here = language()
    if not left:
        return
    told = say_n("{n} lettre ne part pas", "{n} lettres ne partent pas", len(left), here)
    with st.expander(told, icon=":material/block:", key=key):
        columns = [
            Column(say("Numéro", here), lambda each: each.number),
            Column(say("Pourquoi", here), lambda each: _why(each.why), width="large"),
        ]
        many = say_n("{n} lettre", "{n} lettres", len(left), here)
        staff_paged.table(left, columns, called="retenues", told=many, key=f"{key}.each", alt=told)


def _why(code: str) -> str:
    return say(WHY.get(code, WHY["changed"]), language())


def confirm(of: Sending) -> None:
    """The button that sends, once."""
    here = language()
    st.caption(say("Le délai pour contester court de chaque lettre. Une lettre partie ne se "
                   "reprend pas.", here))  # fmt: skip
    told = say_n("Envoyer {n} lettre", "Envoyer {n} lettres", len(of.envelopes), here)
    st.button(told, key="letters.go", type="primary", icon=":material/send:",
              disabled=not of.envelopes, on_click=_begin, args=(of,))  # fmt: skip
    proving.box(SEND, partial(_begin, of))
    for problem in st.session_state.pop(FAULTS, ()):
        staff.fault(problem)


@dataclass(slots=True)
class _Sent:
    """A sending as far as it went: how many letters were dealt with, and the claims they left."""

    of: Sending
    letters: int = 0
    left: list[LeftOut] = field(default_factory=list)


def _begin(of: Sending) -> None:
    """Begin to send; the letters leave while their reader watches."""
    try:
        with proving.asked(SEND):
            sending.begin(house(), actor(), of, now=now())
            wanted.want(SEND, _Sent(of))
    except NotSaved:
        st.session_state[FAULTS] = (Problem("", "action-not-saved"),)
    except Refused as refusal:
        st.session_state[FAULTS] = refusal.problems


def under_way() -> bool:
    """The letters just begun, as they leave; whether there are any."""
    state, given = st.session_state, wanted.given(SEND)
    if given is not None:
        with wanted.carried_out(SEND), proving.asked(GO_ON):
            _send(*given)
            return True
        [state[STOPPED]] = given  # the proof grew too old on the way
    if not proving.is_asked(GO_ON):
        state.pop(STOPPED, None)
        return False
    proving.box(GO_ON, _go_on)
    return True


def _go_on() -> None:
    """Send what is left of a sending that stopped for want of a proof."""
    wanted.want(SEND, st.session_state.pop(STOPPED))


def _send(sent: _Sent) -> None:
    """One letter after the other while the reader sees how far it is; broken off by a press, it
    goes on from there, and once the page is left, what was not sent waits here."""
    state, of, many = st.session_state, sent.of, len(sent.of.envelopes)
    try:
        bar = st.progress(sent.letters / many)
        while sent.letters < many:
            sent.left += sending.send(house(), actor(), of, sent.letters, now=now())
            sent.letters += 1
            bar.progress(sent.letters / many, text=say(
                "Lettres : {done} sur {of}. Quitter cette page arrête l’envoi; ce qui n’est pas "
                "parti attend ici.", language(), done=staff.counted(sent.letters),
                of=staff.counted(many),
            ))  # fmt: skip
    except NotSaved:
        st.error(say("Le disque ou la base de données a refusé : les lettres parties le restent. "
                     "Les autres attendent ici; réessayez dans un instant.", language()),
                 icon=":material/error:")  # fmt: skip
        return
    except Refused as refusal:
        for problem in refusal.problems:
            staff.fault(problem)
        return
    state.pop(PLAN, None)
    state.pop(_key(), None)
    state[DONE] = (of, tuple(sent.left))
    wanted.forget(SEND)
    st.rerun()


def done() -> None:
    """What became of the last sending, until another is prepared."""
    told: tuple[Sending, tuple[LeftOut, ...]] | None = st.session_state.get(DONE)
    if told is None:
        return
    of, left = told
    stays = {each.number for each in left}
    gone = sum(1 for each in of.envelopes if not stays.intersection(each.numbers))
    st.success(say_n("{n} lettre partie, et gardée telle quelle.",
                     "{n} lettres parties, et gardées telles quelles.", gone, language()),
               icon=":material/mark_email_read:")  # fmt: skip
    _stays(left, key="letters.stayed")
