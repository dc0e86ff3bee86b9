"""Fields that save themselves: each is kept alone when the person leaves it, never all at once.

A field holds what the database holds, unless it was just typed here. What cannot be kept, or was
changed in another tab, stays in the field with one sentence and a way out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any, TypeVar

import streamlit as st

from claims.i18n import Language, say, say_n, sentence
from claims.office import claimant
from claims.office.folder import Folder
from claims.office.progress import BESIDE_LIST, MISSING
from claims.problems import (
    ClaimsError,
    Conflict,
    NotAllowed,
    NotFound,
    NotSaved,
    Problem,
    Refused,
    TooMany,
)
from claims.ui.forms import bare, echo_day, echo_money, key_of, told_in_full
from claims.ui.forms_losses import losses_said
from claims.ui.here import actor, house, language, now

T = TypeVar("T")
NOT_DONE: Mapping[type[ClaimsError], str] = {
    NotSaved: "action-not-saved",
    Conflict: "claim-changed",
    NotFound: "part-gone-already",
    TooMany: "draft-full",
    NotAllowed: "session-or-lock",
}
"""Why something was not done → the code of its sentence."""


@dataclass
class Desk:
    """One run of one page: the folder, read once, and how strictly it is read.

    strict: whether what is not said yet is a fault; it becomes one when the person goes on.
    """

    folder: Folder
    language: Language
    strict: bool = False
    typed: dict[str, Any] = field(default_factory=dict)

    def say(self, msgid: str, **values: object) -> str:
        """A sentence in the reader's language."""
        return say(msgid, self.language, **values)

    def say_n(self, one: str, many: str, n: int, **values: object) -> str:
        """The same for a number of things."""
        return say_n(one, many, n, self.language, **values)

    @cached_property
    def losses(self) -> dict[str, str]:
        """Losses by id as a list offers them, said once for all the lists of a page."""
        return losses_said(self.folder, self.language)

    def value(self, path: str) -> str:
        """What the draft holds at a path."""
        holder: Any = self.typed
        for step in path.split("."):
            if isinstance(holder, list):
                holder = next((part for part in holder if part["id"] == step), {})
            else:
                holder = holder.get(step, "")
            if holder == "":
                break
        return str(holder)

    def money_read(self, path: str) -> str:
        """An amount typed, as it was read; blank when it was not."""
        return echo_money(self.value(path), self.folder.matter, self.language)

    def tell(self, path: str) -> None:
        """Show what is wrong at a path that has no field of its own."""
        for problem in self.faults(path):
            fault(told_in_full(problem, self.folder, self.language))

    def faults(self, path: str) -> list[Problem]:
        """What is wrong with one field, now."""
        return [p for p in self.folder.problems if p.where == path and self.shows(p)]

    def shows(self, problem: Problem) -> bool:
        """Whether a problem is told already."""
        return self.strict or problem.code not in MISSING | BESIDE_LIST


def open_desk(*, strict: bool = False) -> Desk:
    """Read the folder of whoever is here, once for this run."""
    folder = claimant.my_draft(house(), actor(), now=now())
    return Desk(folder, language(), strict, folder.form.model_dump())


def text_field(
    desk: Desk, path: str, label: str, *, hint: str = "", lines: int = 0, seen: str = ""
) -> None:
    """A line, or several, of text; told as a fact once filed. seen: how it was understood."""
    if desk.folder.locked:
        fact(bare(label), desk.value(path))
        return
    common: dict[str, Any] = {"key": _bring(desk, path), "on_change": _left, "args": (path,)}
    if lines:
        st.text_area(label, height=24 * lines + 18, **common)
    else:
        st.text_input(label, **common)
    under(desk, path, hint, seen, {})


def day_field(desk: Desk, path: str, label: str, *, hint: str = "") -> None:
    """A day, typed as text; echoed in words."""
    text_field(desk, path, label, hint=hint, seen=echo_day(desk.value(path), desk.language))


def choice_field(
    desk: Desk,
    path: str,
    label: str,
    offered: Mapping[str, str],
    *,
    hint: str = "",
    long: bool = False,
) -> None:
    """One of a few choices, from a drop-down list when there are many; a fact once filed."""
    if desk.folder.locked:
        fact(bare(label), offered.get(desk.value(path), ""))
        return
    common: dict[str, Any] = {"key": _bring(desk, path, offered), "options": list(offered)}
    common |= {"format_func": lambda chosen: offered.get(chosen, chosen)}
    common |= {"on_change": _left, "args": (path,)}
    if long:
        st.selectbox(label, index=None, placeholder=desk.say("Choisissez"), **common)
    else:
        st.radio(label, index=None, **common)
    under(desk, path, hint, "", offered)


def fact(name: str, value: str) -> None:
    """One thing said and no longer changed: its name, and the words themselves, inert."""
    left, _, right = st.columns([8, 1, 11], gap=None)  # on a telephone, one right above the other
    left.caption(name)
    right.text(value or "—")


def fault(sentence: str) -> None:
    """One sentence of a fault, inert, with its mark."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="top", wrap=False):
        st.markdown(":red[:material/error:]", width="content")
        st.text(sentence, width="stretch")


def _bring(desk: Desk, path: str, offered: Mapping[str, str] | None = None) -> str:
    """Fill a widget from the draft, unless the person's own words wait in it."""
    key, stands = key_of(path), desk.value(path)
    state, shown = st.session_state, f"vu {key_of(path)}"
    waiting = f"autre {key}" in state or f"refus {key}" in state
    if key not in state or (not waiting and state.get(shown) != stands):
        state[key] = stands if offered is None else (stands if stands in offered else None)
    if not waiting:
        state[shown] = stands
    return key


def _left(path: str) -> None:
    """The person left a field: keep it."""
    key = key_of(path)
    keep(path, str(st.session_state.get(f"vu {key}", "")), st.session_state[key] or "")


def keep(path: str, old: str, new: str) -> None:
    """Save one field against what this tab showed; note why when it was not."""
    save = partial(claimant.save_field, house(), actor(), path, old, new, now=now())
    if kept(path, save):
        st.session_state[f"vu {key_of(path)}"] = new


def kept(path: str, save: Callable[[], None]) -> bool:
    """Whether the saving of a field was done; why not is noted, to be told under it."""
    key, state = key_of(path), st.session_state
    for noted in (f"autre {key}", f"refus {key}"):
        state.pop(noted, None)
    try:
        save()
    except Conflict as other:
        state[f"autre {key}"] = other.theirs
    except Refused as refusal:
        state[f"refus {key}"] = refusal.problems[0]
    except NotFound:
        state[f"refus {key}"] = Problem(path, "part-gone")
    except (NotSaved, NotAllowed):
        state[f"refus {key}"] = Problem(path, "not-saved")
    else:
        return True
    return False


def waiting_cells(path: str) -> dict[tuple[str, ...], Callable[[], None]]:
    """Cells of a list that could not be saved, and what tries each again."""
    waiting: dict[tuple[str, ...], Callable[[], None]]
    waiting = st.session_state.setdefault(f"encore {key_of(path)}", {})
    return waiting


def attempt(action: Callable[[], T]) -> T | None:
    """Do something to the draft; None when it was not done, and the page says why at its top."""
    try:
        return action()
    except (NotSaved, Conflict, NotFound, TooMany, NotAllowed) as failure:
        st.session_state["refus action"] = not_done(failure)
    return None


def not_done(failure: ClaimsError) -> Problem:
    """What is said of an action that failed so."""
    return Problem("", NOT_DONE[type(failure)])


def refusal_line(desk: Desk) -> None:
    """Why the last action was not done, once."""
    problem = st.session_state.pop("refus action", None)
    if problem:
        with st.container(key="refus-action"):
            st.error(sentence(problem, desk.language), icon=":material/error:")


def under(desk: Desk, path: str, hint: str, seen: str, offered: Mapping[str, str]) -> None:
    """Beneath a field: how it was read, its hint, and what is wrong with it."""
    key, state = key_of(path), st.session_state
    if hint or seen:
        read = desk.say("Lu : {seen}", seen=seen.replace("$", "\\$")) if seen else ""
        st.caption(f"{read}{' · ' if read and hint else ''}{hint}")
    for problem in desk.faults(path):
        fault(told_in_full(problem, desk.folder, desk.language))
    if f"refus {key}" in state:
        _refused(desk, path, state[f"refus {key}"])
    elif f"autre {key}" in state:
        _changed_elsewhere(desk, path, state[f"autre {key}"], offered)


def _refused(desk: Desk, path: str, problem: Problem) -> None:
    """Not saved: say why, keep the words, offer to try again."""
    fault(told_in_full(problem, desk.folder, desk.language))
    if problem.code == "not-saved":
        st.button(
            desk.say("Réessayer"),
            key=f"encore-{key_of(path)}",
            icon=":material/refresh:",
            on_click=_again,
            args=(path,),
        )


def _again(path: str) -> None:
    """Try once more what still shows: the field, or the cells of its list."""
    state, waiting = st.session_state, waiting_cells(path)
    tries = [again for cells, again in waiting.items() if all(cell in state for cell in cells)]
    waiting.clear()
    state.pop(f"refus {key_of(path)}", None)
    if key_of(path) in state:
        tries.append(partial(_left, path))
    for again in tries:
        again()


def _changed_elsewhere(desk: Desk, path: str, theirs: str, offered: Mapping[str, str]) -> None:
    """Two tabs wrote the same field: show both, let the person choose."""
    key = key_of(path)
    with st.container(border=True, key=f"conflit-{key}"):
        fault(desk.say("Cette réponse a été modifiée dans un autre onglet. Elle contient là-bas :"))
        st.text(offered.get(theirs, theirs) or desk.say("(rien)"))
        with st.container(horizontal=True):
            st.button(
                desk.say("Garder ce que j’ai écrit ici"),
                key=f"mien-{key}",
                on_click=_keep_mine,
                args=(path, theirs),
            )
            st.button(
                desk.say("Prendre l’autre version"),
                key=f"leur-{key}",
                on_click=_take_theirs,
                args=(path, theirs),
            )


def _keep_mine(path: str, theirs: str) -> None:
    keep(path, theirs, st.session_state[key_of(path)] or "")


def _take_theirs(path: str, theirs: str) -> None:
    key, state = key_of(path), st.session_state
    state.pop(f"autre {key}", None)
    state.pop(key, None)
