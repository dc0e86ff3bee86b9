"""What stands around every page: mark, warnings, menu, language, way out, foot."""

from collections.abc import Iterable, Mapping
from copy import copy
from functools import cache
from pathlib import Path
from urllib.parse import quote

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from claims.access import Actor, Role
from claims.claim.numbers import read_number
from claims.i18n import Language, say
from claims.i18n.catalogue import N_
from claims.office import pages as known
from claims.office.visiting import demo_notice
from claims.problems import Problem
from claims.ui import here, logo

CLAIMANT_SIDE = (Role.ANONYMOUS, Role.CLAIMANT)
FOOT = ("accueil", "confidentialite", "aide", "accessibilite")

Pages = Mapping[str, StreamlitPage]


def pages_for(actor: Actor, language: Language, folder: Path) -> dict[str, StreamlitPage]:
    """The pages this person may open, by address; "" is where the others are chosen from.

    Copies: Streamlit notes on a page that it was run.
    """
    return {path: copy(page) for path, page in _made(actor.role, language, folder).items()}


@cache
def _made(role: Role, language: Language, folder: Path) -> dict[str, StreamlitPage]:
    """The pages of a role, made once: each looks its file up on the disk."""
    found = {"": st.Page(_nothing, default=True, url_path="debut", title="-")}
    for page in known.pages_of(role):
        if page.file in _files(folder):
            path = folder / page.file
            found[page.path] = st.Page(path, title=say(page.title, language), url_path=page.path)
    return found


def _nothing() -> None:
    """The root address has no page of its own."""


@cache
def _files(folder: Path) -> frozenset[str]:
    return frozenset(path.name for path in folder.glob("*.py"))


def above(actor: Actor, language: Language, pages: Pages, page: StreamlitPage) -> None:
    """Mark, warning, menu: centred for claimants; wide, with a side menu, for staff.

    The title of the window names the page, never a person.
    """
    staff = actor.role not in CLAIMANT_SIDE
    st.set_page_config(
        page_title=f"{page.title} - {say('Registre des réclamations', language)}",
        layout="wide" if staff else "centered",
        initial_sidebar_state="auto" if staff else "collapsed",
    )
    dark = staff or st.context.theme.type == "dark"
    icon = logo.sign() if staff else None  # shown alone on the page when the menu is folded
    st.logo(logo.mark(language, light=dark), size="large", icon_image=icon)
    if notice := demo_notice(here.house().settings, language):
        st.warning(notice, icon=":material/science:")
    if actor.role is Role.ANONYMOUS and here.token():
        _session_over(language)
    if staff:
        _side(actor, language, pages, page)
    else:
        _top(actor, language, pages, page)


def _session_over(language: Language) -> None:
    """Said to claimants and to staff alike: a session that ended no longer says whose it was."""
    st.info(
        say(
            "Votre session est terminée. Ce qui était enregistré est conservé : ouvrez-en une "
            "autre par la page Connexion.",
            language,
        ),
        icon=":material/lock_clock:",
    )


def _side(actor: Actor, language: Language, pages: Pages, page: StreamlitPage) -> None:
    with st.sidebar:
        _links(known.OWN[actor.role], language, pages)
        st.divider()
        _links([p for p in known.PUBLIC if p.path == "aide"], language, pages)
        _language_and_way_out(actor, language, page)
        st.text(actor.name)


def _top(actor: Actor, language: Language, pages: Pages, page: StreamlitPage) -> None:
    own = known.OWN[actor.role]
    menu = [*own, *(p for p in known.PUBLIC if p.icon and (not own or p.path == "aide"))]
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="menu"
    ):
        with st.container(horizontal=True, width="content", gap="small"):
            _links(menu, language, pages)
        with st.container(horizontal=True, width="content", gap="small"):
            _language_and_way_out(actor, language, page)


def _links(menu: Iterable[known.Page], language: Language, pages: Pages) -> None:
    for page in menu:
        if page.icon and page.path in pages:
            st.page_link(
                pages[page.path], label=say(page.title, language), icon=f":material/{page.icon}:"
            )


def _language_and_way_out(actor: Actor, language: Language, page: StreamlitPage) -> None:
    with st.container(horizontal=True, width="content", gap="small"):
        back = _here(page)
        if language == "fr":
            st.link_button("English", f"/langue/en?vers={back}", type="tertiary")
        else:
            st.link_button("Français", f"/langue/fr?vers={back}", type="tertiary")
        if actor.role is Role.ANONYMOUS:
            st.link_button(say("Connexion", language), "/connexion", icon=":material/login:")
        else:
            st.link_button(
                say("Fermer la session", language), "/deconnexion", icon=":material/logout:"
            )


def _here(page: StreamlitPage) -> str:
    """Where the reader is, as a value of an address; only a claim number is kept with it."""
    number = read_number(st.query_params.get("numero", ""), "numero")
    asked = "" if isinstance(number, Problem) else f"?numero={number}"
    return quote(f"/{page.url_path}{asked}")


OWN_DATA = N_(
    "Vos renseignements servent à l’action collective; ni le public ni les autres réclamants ne "
    "les lisent ici. Y ont accès les avocats du groupe et l’administration du registre, puis le "
    "tribunal et l’autre partie pour ce qui est produit. Ce registre calcule; il ne donne pas "
    "d’avis juridique."
)
FEET = {
    Role.REPRESENTATIVE: N_(
        "Ces pages décrivent le groupe et ne nomment aucun réclamant. Ce registre calcule; il ne "
        "donne pas d’avis juridique."
    ),
    Role.LAWYER: N_(
        "Les renseignements des réclamants ne servent qu’à l’action collective. Ce que vous "
        "consignez est inscrit au journal sous votre adresse. Ce registre calcule; il ne donne "
        "pas d’avis juridique."
    ),
    Role.ADMINISTRATOR: N_(
        "Les renseignements des réclamants ne servent qu’à l’action collective. Ce que vous "
        "changez est inscrit au journal sous votre adresse."
    ),
}
"""What the foot tells the staff; anyone else reads there who may see what they declare."""


def below(actor: Actor, language: Language, pages: Pages) -> None:
    """The foot of every page."""
    st.divider()
    st.caption(say(FEET.get(actor.role, OWN_DATA), language))
    titles = {page.path: page.title for page in known.PUBLIC}
    with st.container(horizontal=True, gap="small"):
        for path in FOOT:
            if path in pages:
                st.page_link(pages[path], label=say(titles[path], language))
