"""Whose claim each is: filtered by, given, given back; what waits for each counsel."""

import secrets
from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from claims.evidence.juridical import local_date
from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import moment
from claims.office import assigning
from claims.office.assigning import Sharing
from claims.office.views import MINE, NOBODY, WHOSE
from claims.problems import Conflict, NotSaved, Refused
from claims.store.assigned import Act, Load
from claims.store.search import Search
from claims.ui import staff, staff_cards, staff_meanwhile, staff_queue
from claims.ui.forms import plain
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column
from claims.ui.staff_meanwhile import Change

FAULTS, DONE = "assign.faults", "assign.done"
"""Session keys: what was wrong with the last giving out; the claims it gave."""
SEEN, MEANWHILE = "assign", "assign.meanwhile"
"""What was seen, as `staff_meanwhile` names it; session key: what colleagues gave meanwhile."""


def whose(asked: str) -> list[str]:
    """Whose claims may be asked for; what the address asks is always among them."""
    counsel = assigning.people(house(), actor(), staff.matter().id)
    others = [each for each in counsel if each != actor().name]
    return list(dict.fromkeys(["", MINE, NOBODY, *others, asked]))


def whose_said(asked: str) -> str:
    """Whose claims are asked for, in words."""
    here = language()
    words = {"": say("Toutes", here), MINE: say("À moi", here), NOBODY: say("À personne", here)}
    return words.get(asked, asked)


def give_these(search: Search, total: int) -> None:
    """Give all the claims a list shows to one person: what it would do, then the button."""
    _giving(search, say("Confier", language()), total)


def give_this(number: str) -> None:
    """Give one claim to a person, or to another than now."""
    here, person = language(), assigning.person(house(), actor(), number)
    _seen({number: person})
    label = say("Confiée à {who}", here, who=person) if person else say("Confier", here)
    _giving(Search(staff.matter().id, numbers=(number,)), plain(label), 1)


def _giving(search: Search, label: str, total: int) -> None:
    here = language()
    icon = ":material/person_add:"
    with st.popover(label, icon=icon, key="assign", disabled=not total):
        done = st.session_state.pop(DONE, None)
        if done is not None:
            told = say_n("{n} réclamation confiée.", "{n} réclamations confiées.", done, here)
            st.success(told, icon=":material/person_check:")
        counsel = assigning.people(house(), actor(), search.matter)
        person = st.selectbox(
            say("À qui", here), [*counsel, ""], key="assign.to", index=None,
            placeholder=say("Choisissez une personne", here), format_func=_person_said,
        )  # fmt: skip
        for problem in st.session_state.pop(FAULTS, ()):
            staff.fault(problem)
        _meanwhile()
        if person is not None:
            _previewed(assigning.planned(house(), actor(), search, person,
                                         entropy=secrets.token_bytes))  # fmt: skip


def _previewed(found: Sharing) -> None:
    sharing = replace(found, seen=_seen(found.seen))
    here, count = language(), len(sharing.numbers)
    for person, claims in sorted(sharing.before.items()):
        told = say_n("{n} réclamation, confiée à : {who}", "{n} réclamations, confiées à : {who}",
                     claims, here, who=_person_said(person))  # fmt: skip
        st.text(told)
    if sharing.theirs:
        st.text(say_n("{n} est déjà à cette personne.", "{n} sont déjà à cette personne.",
                      sharing.theirs, here))  # fmt: skip
    label = say_n("Confier {n} réclamation", "Confier {n} réclamations", count, here)
    st.button(label, key="assign.sure", type="primary", icon=":material/person_check:",
              disabled=not count, on_click=_give, args=(sharing,))  # fmt: skip


def _seen(stands: Mapping[str, str]) -> Mapping[str, str]:
    """Whose each of these claims was when it was first shown in this visit."""
    laid: dict[str, str] = staff_meanwhile.seen(SEEN, {})
    for number, person in stands.items():
        laid.setdefault(number, person)
    return {number: laid[number] for number in stands}


def _meanwhile() -> None:
    """What colleagues gave since it was read, told once."""
    if late := st.session_state.pop(MEANWHILE, ()):
        here = language()
        told = say_n(
            "{n} réclamation a été confiée autrement pendant votre lecture. Votre choix n’est pas "
            "inscrit : relisez ce qui suit, puis confiez de nouveau.",
            "{n} réclamations ont été confiées autrement pendant votre lecture. Votre choix n’est "
            "pas inscrit : relisez ce qui suit, puis confiez de nouveau.", len(late), here,
        )  # fmt: skip
        changes = [
            Change(each.by, each.at, _to_said(each.person), each.number)
            for each in late[: staff.MOST_ROWS_SHOWN]
        ]
        with staff_meanwhile.box(told, changes):
            if len(late) > len(changes):
                st.caption(say("Autres : {n}", here, n=len(late) - len(changes)))


def _to_said(person: str) -> str:
    here = language()
    return say("Confiée à {who}", here, who=person) if person else say("À personne", here)


def _give(sharing: Sharing) -> None:
    try:
        assigning.give(house(), actor(), sharing, now=now())
    except Refused as refusal:
        st.session_state[FAULTS] = refusal.problems
    except Conflict:
        late = assigning.since(house(), actor(), sharing.matter, sharing.seen)
        st.session_state[MEANWHILE] = late
        staff_meanwhile.forget(SEEN)
    except NotSaved:
        _not_saved()
    else:
        staff_meanwhile.forget(SEEN)
        st.session_state[DONE] = len(sharing.numbers)


def _not_saved() -> None:
    st.toast(say("Rien n’a été enregistré. Réessayez dans un instant.", language()))


def workload() -> None:
    """What waits for each person: how many, since when; each row opens their list."""
    here, timezone = language(), staff.matter().timezone
    loads = assigning.loads(house(), actor(), staff.matter().id)
    columns = [
        Column(say("Personne", here), lambda load: load.person or say("À personne", here)),
        Column(say("À traiter", here), lambda load: load.claims, "count"),
        Column(say("La plus ancienne", here), lambda load: _oldest(load, timezone)),
    ]
    row = staff_cards.table(loads, columns, key="team.loads", selectable=True,
                            alt=say("Charge de chacun; choisissez une ligne pour ouvrir sa liste",
                                    here))  # fmt: skip
    if row is not None and row < len(loads):
        person = loads[row].person or NOBODY
        asked = {WHOSE: MINE if person == actor().name else person}
        st.switch_page(staff_queue.CLAIMS_PAGE, query_params=asked)


def _oldest(load: Load, timezone: str) -> str:
    return local_date(load.oldest, timezone).isoformat() if load.oldest else staff.NOTHING


def given() -> None:
    """The giving out that still stands, newest first, each to be undone."""
    acts = assigning.acts(house(), actor(), staff.matter().id)
    if not acts:
        st.caption(say("Rien n’a encore été confié. Dans la liste des réclamations, filtrez, puis "
                       "choisissez « Confier ».", language()))  # fmt: skip
    for act in acts[: staff.MOST_ROWS_SHOWN]:
        _act(act)


def _act(act: Act) -> None:
    here = language()
    when = moment(act.at, staff.matter().timezone, here)
    with st.container(horizontal=True, horizontal_alignment="distribute",
                      vertical_alignment="center"):  # fmt: skip
        told = say_n("{n} réclamation à {person}", "{n} réclamations à {person}", act.claims, here,
                     person=_person_said(act.person))  # fmt: skip
        st.text(f"{told} · {say('{who}, {when}', here, who=act.by, when=when)}", width="stretch")
        st.button(say("Défaire", here), key=f"assign.undo.{act.id}", icon=":material/undo:",
                  type="tertiary", on_click=_undo, args=(act.id,))  # fmt: skip


def _undo(act: str) -> None:
    try:
        assigning.undo(house(), actor(), staff.matter().id, act, now=now())
    except NotSaved:
        _not_saved()


def _person_said(person: str) -> str:
    return person or say("personne en particulier", language())
