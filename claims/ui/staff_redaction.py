"""Boxes on a page of an exhibit: drawn, typed or found, each with its reason, then burned in.

Until they are burned they are this person's own draft, kept by the session alone.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

import streamlit as st

from claims.claim.redaction import DRAWN, REASONS, WHOLE, Box
from claims.evidence.patterns import FOUND_BY, PATTERNS
from claims.i18n.catalogue import N_, say, say_n
from claims.office import redacting
from claims.office.redacting import Opened
from claims.problems import Conflict, Erased, KeyLost, NotSaved, Problem, Refused
from claims.ui import staff, wanted, whole
from claims.ui.here import actor, house, language, now

SIDES = {"left": N_("Gauche"), "top": N_("Haut"), "right": N_("Droite"), "bottom": N_("Bas")}
FAULTS, DONE, BRUSHED = "redact.faults", "redact.done", "redact.brush"
"""Session keys: what went wrong with the last act, what it did, and the box drawn over the page."""
OUTSIDE = "redact.outside"
"""Session key: what is wrong with the sides typed."""
SEARCH, BURN = "redact.search", "redact.burn"
"""What is wanted, and watched."""
WIDE = 780
"""Pixels of a page on a wide screen."""
MANY, ROWS = 8, 56
"""Boxes listed before their list scrolls, and pixels of each."""
CLOSED = (KeyLost, Erased)


def drafted(opened: Opened) -> list[Box]:
    """The boxes placed and not burned yet, in the order of the pages."""
    boxes: list[Box] = st.session_state.setdefault(f"redact.{opened.kept.exhibit.id}", [])
    return boxes


def told(opened: Opened) -> None:
    """What the last act did, or what was wrong with it, once; what the last search of the exhibit
    did not read, until the next one."""
    for problem in st.session_state.pop(FAULTS, ()):
        staff.fault(problem)
    if done := st.session_state.pop(DONE, ""):
        st.success(done, icon=":material/check_circle:")
    if unread := st.session_state.get(_unread(opened), ()):
        st.warning(_not_read(unread), icon=":material/visibility_off:")


def _unread(opened: Opened) -> str:
    """The session key of the pages on which something was not read."""
    return f"redact.unread.{opened.kept.exhibit.id}"


def _not_read(pages: Sequence[int]) -> str:
    return staff.plain(say_n(
        "Page {pages} : quelque chose n’y a pas été lu, ni donc cherché (écriture à la main, "
        "image, champ, ou page au-delà de ce qu’une recherche lit). Regardez-la.",
        "Pages {pages} : quelque chose n’y a pas été lu, ni donc cherché (écriture à la main, "
        "image, champ, ou page au-delà de ce qu’une recherche lit). Regardez-les une à une.",
        len(pages), language(), pages=", ".join(_runs(pages)),
    ))  # fmt: skip


def page(opened: Opened) -> int:
    """The page looked at, with the boxes on it; a box drawn over it waits for its reason."""
    here, exhibit = language(), opened.kept.exhibit
    number = _at(opened)
    place = f"/piece/{opened.kept.number}/{exhibit.id}/page/{number}.png"
    try:
        size = _size(redacting.page_shown(house(), actor(), opened.kept.number, exhibit.id, number))
    except CLOSED:
        size = None
    if size is None:
        st.warning(say("Cette page ne se laisse pas dessiner dans les limites prévues. Retenez la "
                       "pièce en entier par sa confidentialité.", here),
                   icon=":material/broken_image:")  # fmt: skip
        return number
    from claims.ui.charts_page import BRUSH, page_with_boxes  # altair takes a second to import

    boxes = [(b, str(n)) for n, b in enumerate(drafted(opened), 1) if b.page == number]
    event = st.altair_chart(
        page_with_boxes(place, size, boxes), key=f"redact.page.{exhibit.id}.{number}.{len(boxes)}",
        on_select="rerun", selection_mode=BRUSH, width="stretch",
        alt=say("Page {page} de la pièce et les boîtes posées; une boîte se trace à la souris, ou "
                "se place par ses bords.", here, page=number),
    )  # fmt: skip
    st.session_state[BRUSHED] = _brushed(event, BRUSH)
    return number


def _turned(opened: Opened) -> None:
    """The choice of a page; nothing to choose of one alone."""
    here = language()
    if opened.pages > 1:
        st.selectbox(
            say("Page", here), range(1, opened.pages + 1), width=120,
            key=f"redact.at.{opened.kept.exhibit.id}",
            format_func=lambda n: say("{n} de {of}", here, n=n, of=opened.pages),
        )  # fmt: skip


def _size(png: bytes) -> tuple[int, int] | None:
    """Pixels of a page as it is shown; None of no picture."""
    if not png:
        return None
    wide, high = struct.unpack(">II", png[16:24])
    return WIDE, -(-high * WIDE // wide)


def _brushed(event: object, name: str) -> tuple[int, int, int, int] | None:
    """Left, top, right and bottom of the box drawn over the page; None of none."""
    drawn = getattr(event, "selection", {}).get(name) or {}
    if not {"x", "y"} <= set(drawn):
        return None
    (left, right), (top, bottom) = sorted(drawn["x"]), sorted(drawn["y"])
    left, top, right, bottom = (min(max(round(s), 0), WHOLE) for s in (left, top, right, bottom))
    return (left, top, right, bottom) if left < right and top < bottom else None


def above(opened: Opened) -> None:
    """Above the page: which one, why what is added is withheld, and the box drawn, to add."""
    here = language()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _turned(opened)
        st.selectbox(
            say("Motif des boîtes ajoutées", here), list(REASONS), key="redact.reason",
            format_func=lambda code: say(REASONS[code], here), index=2, width=330,
        )  # fmt: skip
        st.button(
            say("Ajouter la boîte tracée", here), key="redact.add", type="primary",
            icon=":material/add_box:", on_click=_add_drawn, args=(opened,),
        )  # fmt: skip
    st.caption(say("Tracez une boîte sur la page, à la souris, puis ajoutez-la. Rien n’est caché "
                   "tant que la copie n’est pas faite.", here))  # fmt: skip


def _add_drawn(opened: Opened) -> None:
    """Add the box that stands over the page."""
    brush = st.session_state.get(BRUSHED)
    if brush is None:
        st.session_state[FAULTS] = (Problem("", "redact-not-drawn"),)
        return
    left, top, right, bottom = brush
    _add(opened, Box(_at(opened), top, left, bottom, right, _why(), DRAWN))


def _at(opened: Opened) -> int:
    """The page looked at."""
    return int(st.session_state.get(f"redact.at.{opened.kept.exhibit.id}", 1))


def _why() -> str:
    """Why what is added is withheld."""
    return str(st.session_state["redact.reason"])


def typed(opened: Opened) -> None:
    """A box whose sides are typed, for whoever draws with no mouse."""
    here = language()
    with (
        st.expander(say("Placer une boîte par ses bords", here), key="redact.typed"),
        st.form("redact.sides", border=False),
    ):
        st.caption(say("En pour cent de la page, depuis le coin supérieur gauche.", here))
        columns = st.columns(4)
        for column, (side, label) in zip(columns, SIDES.items(), strict=True):
            column.text_input(say(label, here), key=f"redact.side.{side}", max_chars=6)
        for problem in st.session_state.pop(OUTSIDE, ()):
            staff.fault(problem)
        st.form_submit_button(say("Ajouter", here), on_click=_typed, args=(opened,))


def _typed(opened: Opened) -> None:
    state = st.session_state
    try:
        left, top, right, bottom = (_share(state[f"redact.side.{s}"]) for s in SIDES)
        box = Box(_at(opened), top, left, bottom, right, _why(), DRAWN)
    except ValueError:
        state[OUTSIDE] = (Problem("box", "redact-place"),)
        return
    _add(opened, box)


def _share(typed: str) -> int:
    """12,5 or 12.5 per cent as ten-thousandths. Raises ValueError."""
    whole, _, part = (typed or "").strip().replace(",", ".").partition(".")
    if not whole.isascii() or not whole.isdigit() or (part and not part.isdigit()):
        raise ValueError(typed)
    return int(whole) * 100 + int(f"{part:0<2}"[:2])


def search(opened: Opened) -> None:
    """Patterns and words to look for in the whole exhibit; what is found joins the boxes."""
    here = language()
    with st.form("redact.search", border=False):
        st.pills(
            say("Chercher", here), list(PATTERNS), selection_mode="multi", key="redact.patterns",
            format_func=lambda code: say(PATTERNS[code], here),
        )  # fmt: skip
        st.text_area(
            say("Mots, un par ligne", here), key="redact.words", height=80,
            help=say("Sans égard à la casse ni aux accents. Les mots cherchés ne sont gardés nulle "
                     "part.", here),
        )  # fmt: skip
        st.form_submit_button(say("Chercher dans la pièce", here), icon=":material/search:",
                              on_click=wanted.want, args=(SEARCH,))  # fmt: skip
    if wanted.given(SEARCH) is not None:
        with st.spinner(say("Lecture de la pièce…", here)), wanted.carried_out(SEARCH):
            _acted(lambda: _found(opened))
        st.rerun()


def _found(opened: Opened) -> None:
    state = st.session_state
    found = redacting.proposed(
        house(), actor(), opened.kept.number, opened.kept.exhibit.id,
        state["redact.patterns"], (state["redact.words"] or "").splitlines(),
    )  # fmt: skip
    with whole.together():
        before = {_place(box) for box in drafted(opened)}
        new = [box for box in found.boxes if _place(box) not in before]
        for box in new:
            _add(opened, replace(box, reason=_why()))
        state[DONE] = staff.plain(
            say_n("{n} boîte ajoutée.", "{n} boîtes ajoutées.", len(new), language())
        )
        state[_unread(opened)] = found.unread
        wanted.forget(SEARCH)


def _runs(pages: Sequence[int]) -> Iterator[str]:
    """Pages in order, those that follow one another as the first and the last: 3, 7–9."""
    for _, run in groupby(enumerate(pages), lambda each: each[1] - each[0]):
        first, *more = (page for _, page in run)
        yield f"{first}–{more[-1]}" if more else str(first)


def _place(box: Box) -> tuple[int, ...]:
    return box.page, box.left, box.top, box.right, box.bottom


def _add(opened: Opened, box: Box) -> None:
    drafted(opened).append(box)
    drafted(opened).sort()


def listed(opened: Opened) -> None:
    """Every box placed, to take some away, then the button that burns them in."""
    here, boxes, read = language(), drafted(opened), _read(opened)
    if not boxes:
        st.caption(say("Aucune boîte posée.", here))
        return
    with st.container(height=ROWS * MANY if len(boxes) > MANY else "content", border=False):
        for number, box in enumerate(list(boxes), 1):
            _line(number, box, boxes)
    with st.container(horizontal=True):
        burn = f"redact.burn.{read}"  # a second click is not a second press, once told of another
        st.button(say("Faire la copie caviardée", here), key=burn, type="primary",
                  icon=":material/ink_marker:", on_click=wanted.want,
                  args=(BURN, read))  # fmt: skip
        st.button(say("Tout retirer", here), key="redact.clear", on_click=_drop,
                  args=(boxes, *boxes))  # fmt: skip
    seen = wanted.given(BURN)
    if seen is not None:
        with (
            st.spinner(say("Les pages touchées sont redessinées…", here)),
            wanted.carried_out(BURN),
        ):
            _acted(lambda: _burned(opened, *seen))
        st.rerun()


def _read(opened: Opened) -> int:
    """How many copies this person saw before the first of these boxes was placed: one that someone
    else makes meanwhile is told before theirs replaces it."""
    state, key = st.session_state, f"redact.read.{opened.kept.exhibit.id}"
    if key not in state or not drafted(opened):
        state[key] = len(opened.withheld.copies)
    return int(state[key])


def _line(number: int, box: Box, boxes: list[Box]) -> None:
    here = language()
    found, why = say(FOUND_BY[box.pattern], here), say(REASONS[box.reason], here)
    told, taken = st.columns([5, 2], vertical_alignment="center")
    told.markdown(staff.plain(
        say("{n}. Page {page} · {found} · {why}", here, n=number, page=box.page, found=found,
            why=why)
    ))  # fmt: skip
    taken.button(say("Retirer", here), key=f"redact.drop.{number}", type="tertiary",
                 icon=":material/close:", on_click=_drop, args=(boxes, box))  # fmt: skip


def _drop(boxes: list[Box], *taken: Box) -> None:
    """Take some away; a copy asked for just before is not made without them."""
    boxes[:] = [box for box in boxes if box not in taken]
    wanted.forget(BURN)


def _burned(opened: Opened, read: int) -> None:
    exhibit = opened.kept.exhibit.id
    try:
        made = redacting.redact(house(), actor(), opened.kept.number, exhibit, drafted(opened),
                                seen=read, now=now())  # fmt: skip
    except Conflict:
        st.session_state[f"redact.read.{exhibit}"] = len(opened.withheld.copies)
        raise
    with whole.together():
        drafted(opened).clear()
        st.session_state[DONE] = staff.plain(
            say("Copie caviardée n° {version} faite et consignée. Regardez-la avant de la "
                "remettre.", language(), version=made.version)
        )  # fmt: skip
        wanted.forget(BURN)


def _acted(act: Callable[[], None]) -> None:
    """Do something, and keep what was wrong with it for the next run."""
    try:
        act()
    except Refused as refusal:
        st.session_state[FAULTS] = refusal.problems
    except Conflict:
        st.session_state[FAULTS] = (Problem("", "redact-meanwhile"),)
    except NotSaved:
        st.session_state[FAULTS] = (Problem("", "action-not-saved"),)
    except CLOSED:
        st.session_state[FAULTS] = (Problem("", "redact-closed"),)
