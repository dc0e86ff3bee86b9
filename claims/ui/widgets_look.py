"""An exhibit seen small, and what its words seem to show: the same for claimants and counsel.

The picture is one we drew, from our own address made of ids; words of the exhibit are only text.
"""

from collections.abc import Mapping

import streamlit as st

from claims.claim.model import Exhibit
from claims.evidence.flags import said
from claims.evidence.look import SAID, Look
from claims.evidence.precheck import Expected, Shown, answers
from claims.evidence.preview import has_picture
from claims.i18n.catalogue import say
from claims.office import looking
from claims.problems import NotAllowed, NotFound
from claims.ui.forms import plain
from claims.ui.here import actor, house, language

MARKS: Mapping[Shown, str] = {
    "yes": ":green[:material/check_circle:]",
    "unsure": ":orange[:material/help:]",
    "no": ":gray[:material/remove:]",
}
EVERY = 2.0
"""Seconds between two looks at exhibits that are being read."""


def looks(number: str) -> Mapping[str, Look]:
    """What is known of each exhibit of a claim; those never read are read from now on."""
    known = looking.looks_of(house(), actor(), number)
    if any(not look.reading for look in known.values()):
        looking.ask(house(), actor(), number)
        return looking.looks_of(house(), actor(), number)
    return known


def no_verdict() -> None:
    """Said once, above what the exhibits seem to show."""
    told = say(
        "Sous chaque pièce, ce que nous avons cru y lire : une aide pour vous, non un verdict. "
        "Les avocats examinent la pièce elle-même.",
        language(),
    )
    st.caption(told)


def picture(number: str, exhibit: Exhibit, look: Look) -> None:
    """The first page, small; it opens larger beside the page. Nothing for a text."""
    if not has_picture(exhibit.media) or look.quarantined:
        return
    place = f"/piece/{number}/{exhibit.id}/apercu.png"
    told = say("Aperçu de la première page", language())
    with st.container(width=104):
        st.markdown(f"[![{told}]({place})]({place})")


def warnings(exhibit: Exhibit, look: Look) -> None:
    """What to know before the file is opened: an infection, and what is active in it."""
    here = language()
    if look.quarantined:
        danger = say(
            "L’antivirus reconnaît dans ce fichier un programme nuisible : il n’est remis à "
            "personne. Si c’est le vôtre, retirez-le et joignez-en un PDF refait, ou une photo.",
            here,
        )
        st.error(danger, icon=":material/bug_report:")
    for told in said(exhibit.flags, here):
        st.caption(f":material/info: {plain(told)}")


def shown(number: str, exhibit: Exhibit, look: Look, wanted: Expected) -> None:
    """What the exhibit seems to show, how it was read, and how its text begins."""
    if look.quarantined:
        return
    here = language()
    if look.reading == "waiting":
        st.caption(f":material/hourglass_top: {say(SAID[look.reading], here)}")
        if not look.read:
            return
    with st.container(gap="xsmall"):
        if look.read:
            told = [(a.shown, a.said(here)) for a in answers(look.findings, wanted, exhibit.kind)]
            lines = [f"{MARKS[mark]} :small[{plain(text)}]" for mark, text in told]
            if lines:
                st.markdown("  \n".join(lines))
        if look.reading != "waiting":
            _read(look)
        _beginning(number, exhibit, look)


def _read(look: Look) -> None:
    """How it was read, and how far: nothing holds no text before it was read to its end."""
    if look.reading != "blank" or not look.unread:
        st.caption(say(SAID[look.reading], language()))
    _unread(look)


def _unread(look: Look) -> None:
    """How far the pages that are pictures were read, where some were not."""
    if not look.unread:
        return
    told = say(
        "Pages en image lues optiquement : {read} sur {pages}. Ce que disent les autres n’est "
        "pas connu : aucune recherche ne l’y trouve.",
        language(), read=str(look.pictures - look.unread), pages=str(look.pictures),
    )  # fmt: skip
    st.caption(f":material/visibility_off: {told}")


def _beginning(number: str, exhibit: Exhibit, look: Look) -> None:
    """The first lines of a text, read only when asked for."""
    if look.reading != "text" or has_picture(exhibit.media):
        return
    if st.toggle(say("Voir le début du texte", language()), key=f"debut-{exhibit.id}"):
        st.code(looking.first_lines(house(), actor(), number, exhibit.id), language=None)


def watch(number: str, known: Mapping[str, Look]) -> None:
    """While exhibits are being read, draw the page again as each one is."""
    if waiting := _waiting(known):
        _watch(number, waiting)


def _waiting(known: Mapping[str, Look]) -> int:
    return sum(look.reading == "waiting" for look in known.values())


@st.fragment(run_every=EVERY)
def _watch(number: str, before: int) -> None:
    try:
        waiting = _waiting(looking.looks_of(house(), actor(), number))
    except (NotAllowed, NotFound):
        st.rerun()  # signed out meanwhile: the page says so
    if waiting != before:
        st.rerun()
