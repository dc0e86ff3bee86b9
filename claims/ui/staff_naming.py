"""The title of an exhibit, the day of its document and who may be given it, typed beside it."""

import secrets
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import streamlit as st

from claims.claim.entitled import LONGEST
from claims.claim.redaction import LEVELS, REASONS, Level
from claims.i18n.catalogue import say
from claims.i18n.formats import day, moment
from claims.office import entitling
from claims.office.entitling import Named, Naming
from claims.problems import (
    ClaimsError,
    Conflict,
    NotFound,
    NotSaved,
    Problem,
    Quarantined,
    Refused,
)
from claims.ui import staff, staff_lighter, staff_meanwhile
from claims.ui.here import actor, house, language, now, visit
from claims.ui.staff_meanwhile import Change

CODES: Mapping[type[ClaimsError], str] = {
    Quarantined: "exhibit-quarantined", NotFound: "no-such-exhibit", NotSaved: "action-not-saved",
}  # fmt: skip
OTHERS: tuple[type[ClaimsError], ...] = (Conflict, *CODES)
"""What may keep a title from being kept, when it is well written."""
DONE, MEANWHILE, CHOOSE = "naming.done", "naming.meanwhile", "naming.choose"
"""Session keys: the exhibit whose title was just kept; what a colleague recorded of one; the visit
and the exhibit whose level is to be chosen anew."""
FAULTS, UNCHOSEN = "naming.faults", "naming.unchosen"
"""Session keys: an exhibit, and what kept its title from being kept; one whose level was not chosen
anew yet."""


def of_claim(number: str) -> Mapping[str, Named]:
    """Exhibit → how it is named, of the exhibits of a claim."""
    return entitling.named(house(), actor(), number, language(), now=now())


def heading(named: Named | None, kind: str) -> str:
    """P-12.1 · Invoice; the kind alone before it has a number."""
    return f"{named.label} · {kind}" if named and named.label else kind


def in_a_list(named: Named | None, kind: str, file: str) -> str:
    """P-12.1 · its title, or its kind, and its file: one line of a list."""
    title = named.titled.title if named else ""
    return heading(named, f"{title or kind} — {file}")


def told(named: Named) -> None:
    """The title counsel gave, and the day of the document; nothing before any."""
    here, titled = language(), named.titled
    if titled.title:
        st.text(titled.title)
    if titled.day:
        st.caption(staff.plain(say("Document du {day}", here, day=day(titled.day, here))))


def beside(named: Named) -> None:
    """The fields, folded, in the card of an exhibit on the page of its claim."""
    here = language()
    label = (
        say("Titre, date, confidentialité", here)
        if named.titled.title
        else say("Donner un titre, une date, un niveau de confidentialité", here)
    )
    with st.expander(label, icon=":material/label:", key=f"naming.{named.exhibit.id}"):
        form(named, with_level=True)


def form(named: Named, *, with_level: bool) -> None:
    """One form, journalled when sent; it begins with what is proposed, and says so."""
    here, of, laid = language(), named.exhibit.id, _laid(named)
    if not named.titled.title:
        st.caption(say("Proposé d’après la nature de la pièce, le nom du fichier et le texte lu : "
                       "à vérifier, puis à consigner.", here))  # fmt: skip
    with st.form(f"title.form.{of}", border=False):
        st.text_input(say("Titre", here), key=f"title.{of}", max_chars=LONGEST,
                      help=_what_leaves())  # fmt: skip
        st.text_input(say("Date du document (facultatif)", here), key=f"day.{of}",
                      placeholder="2021-09-12")  # fmt: skip
        if with_level:
            _level(of, laid)
        name = say("Consigner", here) if with_level else say("Consigner le titre", here)
        st.form_submit_button(name, key=f"title.keep.{of}", icon=":material/lock:", on_click=_keep,
                              args=(named.number, of, with_level))  # fmt: skip
    _standing(named)
    _meanwhile(of)
    _kept(named, with_level=with_level)


def _kept(named: Named, *, with_level: bool) -> None:
    """What came of the last press, told once."""
    here, of, state = language(), named.exhibit.id, st.session_state
    refused, problems = state.get(FAULTS, ("", ()))
    if refused == of:
        del state[FAULTS]
        for problem in problems:
            staff.fault(problem)
    if state.get(UNCHOSEN) == of:
        del state[UNCHOSEN]
        st.error(say("Choisissez de nouveau le niveau de confidentialité : un collègue en a "
                     "consigné un autre pendant votre lecture.", here))  # fmt: skip
    if state.get(DONE) == of:
        del state[DONE]
        st.success(say("C’est consigné au journal.", here), icon=":material/check:")
        if with_level:
            staff_lighter.of_exhibit(named.number, of)


class Laid(NamedTuple):
    """What stood when the form was first shown: a press is judged by what was read, not by what
    someone else did since."""

    place: int
    held: tuple[Level, str]
    title: str
    day: str


def _laid(named: Named) -> Laid:
    """What the form was laid with, once its fields hold it: only what was typed since stays over
    what a colleague recorded."""
    field, shown, state = f"title.{named.exhibit.id}", named.shown, st.session_state
    stands = Laid(named.titled.place, (named.held.level, named.held.reason), shown.title,
                  shown.day.isoformat() if shown.day else "")  # fmt: skip
    laid = staff_meanwhile.seen(field, stands, field=field)
    told: Meanwhile | None = state.get(MEANWHILE)
    typed = told.typed if told and told.exhibit == named.exhibit.id else None
    for key, text in ((field, laid.title), (f"day.{named.exhibit.id}", laid.day)):
        if key not in state or typed is not None:
            state[key] = (typed or {}).get(key, text)
    return laid


class Meanwhile(NamedTuple):
    """What a colleague changed of an exhibit, and the fields typed in by who is told."""

    exhibit: str
    changes: tuple[Change, ...]
    typed: dict[str, str]


def _meanwhile(of: str) -> None:
    """Tell it once, with what to do."""
    told: Meanwhile | None = st.session_state.get(MEANWHILE)
    if told is None or told.exhibit != of:
        return
    del st.session_state[MEANWHILE]
    said = say("Cette pièce a changé pendant votre lecture. Rien n’a été consigné, et le titre et "
               "la date que vous avez écrits restent ci-dessus : relisez ce qui suit, puis "
               "consignez de nouveau.", language())  # fmt: skip
    with staff_meanwhile.box(said, told.changes):
        pass


def _what_leaves() -> str:
    return say(
        "Dans le style du tribunal : « Facture de Reconstruction Web inc., 12 septembre 2021 ». "
        "Le titre part avec la pièce, ou avec sa copie caviardée : n’y écrivez rien de ce que les "
        "boîtes couvrent. Là où un avis tient lieu de la pièce, il ne part pas.",
        language(),
    )


def _level(of: str, laid: Laid) -> None:
    """Who may be given it, and why it is withheld; laid anew when someone classes it meanwhile."""
    here, (stood, given) = language(), laid.held
    levels, anew = list(LEVELS), _to_choose(of)
    first, second = _level_keys(of, laid)
    st.selectbox(
        say("Niveau de confidentialité", here), levels, key=first,
        index=None if anew else levels.index(stood),
        format_func=lambda each: say(LEVELS[each], here),
        placeholder=say("À choisir de nouveau", here),
    )  # fmt: skip
    st.selectbox(
        say("Motif", here), list(REASONS), key=second,
        index=list(REASONS).index(given) if given and not anew else None,
        format_func=lambda code: say(REASONS[code], here),
        placeholder=say("À choisir si la pièce est retenue", here),
    )  # fmt: skip


def _level_keys(of: str, laid: Laid) -> tuple[str, str]:
    stood, given = laid.held
    return f"name.level.{of}.{stood}.{given}", f"name.why.{of}.{stood}.{given}"


def _level_chosen(of: str, laid: Laid) -> tuple[Level | None, str]:
    """The level and its reason; None where it is left as it stands, and where a level chosen over a
    colleague's is to be chosen anew."""
    level, why = (st.session_state[key] for key in _level_keys(of, laid))
    if not _to_choose(of) and (level, why or "") == laid.held:
        return None, ""
    return level, why or ""


def _to_choose(of: str) -> bool:
    """Whether a level was chosen in this visit over one that a colleague recorded meanwhile."""
    return bool(st.session_state.get(CHOOSE) == (visit(), of))


def _standing(named: Named) -> None:
    """Who named it last, and when."""
    here = language()
    if named.titled.at is None:
        return
    when = moment(named.titled.at, staff.matter().timezone, here)
    st.caption(staff.plain(say("Titre consigné le {when}, par {who}.", here, when=when,
                               who=staff.who(named.titled.by))))  # fmt: skip


def _keep(number: str, of: str, with_level: bool) -> None:
    """Keep what the form says."""
    field, state = f"title.{of}", st.session_state
    laid: Laid = staff_meanwhile.read(field)
    level, reason = _level_chosen(of, laid) if with_level else (None, "")
    if level is None and _to_choose(of):
        state[UNCHOSEN] = of
        return
    title, when = state[field], state[f"day.{of}"]
    naming = Naming(number, of, title, when, laid.place, level, reason, laid.held)
    try:
        entitling.entitle(house(), actor(), [naming], now=now(), entropy=secrets.token_bytes)
    except Refused as refusal:
        state[FAULTS] = of, refusal.problems
    except OTHERS as other:
        if not (isinstance(other, Conflict) and _told_meanwhile(naming, laid)):
            state[FAULTS] = of, (why(other),)
    else:
        staff_meanwhile.forget(field)
        state.pop(CHOOSE, None)
        state[DONE] = of


def _told_meanwhile(naming: Naming, laid: Laid) -> bool:
    """Have it told what a colleague recorded since the form was laid, and the form laid anew under
    what was typed; whether anything was."""
    of, state, stands = naming.exhibit, st.session_state, of_claim(naming.number)[naming.exhibit]
    level = level_said(naming.level, naming.reason) if naming.level else ""
    changed = tuple(changes(stands, laid.place, laid.held, chosen=level))
    if not changed:
        return False
    pairs = ((f"title.{of}", naming.title, laid.title), (f"day.{of}", naming.day, laid.day))
    typed = {key: text for key, text, before in pairs if text != before}
    state[MEANWHILE] = Meanwhile(of, changed, typed)
    if naming.level and (stands.held.level, stands.held.reason) != laid.held:
        state[CHOOSE] = visit(), of
    staff_meanwhile.forget(f"title.{of}")
    return True


def changes(
    stands: Named, place: int, held: tuple[Level, str], *, chosen: str = "", about: str = ""
) -> Iterator[Change]:
    """The title and the level recorded since they were read, at that place and held so. chosen: the
    level chosen meanwhile, told to be chosen anew: a second press changes nobody's access unasked.
    """
    here, titled, is_held = language(), stands.titled, stands.held
    if titled.place != place:
        when = titled.day.isoformat() if titled.day else ""
        said = " · ".join(filter(None, (titled.title, when))) or say("sans titre", here)
        yield Change(titled.by, titled.at, said, about)
    if (is_held.level, is_held.reason) != held:
        said = level_said(is_held.level, is_held.reason)
        if chosen:
            said = say("{level}. Vous aviez choisi « {chosen} » : choisissez de nouveau.", here,
                       level=said, chosen=chosen)  # fmt: skip
        yield Change(is_held.by, is_held.at, said, about)


def level_said(level: Level, reason: str) -> str:
    """A level and its reason, in words."""
    texts = (LEVELS[level], REASONS.get(reason, ""))
    return " · ".join(say(text, language()) for text in texts if text)


def why(other: ClaimsError) -> Problem:
    """Why nothing was kept, of OTHERS: someone else named it since it was read, or one that says it
    all."""
    if isinstance(other, Conflict):
        return Problem("", "title-meanwhile", {"who": staff.who(other.by)})
    return Problem("", next(code for kind, code in CODES.items() if isinstance(other, kind)))
