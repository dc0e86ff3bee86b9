"""What the public pages share: the matters, their deadlines, the buttons that begin."""

from collections.abc import Mapping, Sequence

import streamlit as st

from claims.i18n import N_, day
from claims.matter.deadlines import deadline_said
from claims.matter.filing import filing
from claims.matter.leaving import opting_out
from claims.matter.model import Matter
from claims.ui import here
from claims.ui.forms import plain
from claims.ui.forms_standing import Color
from claims.ui.here import say

STAGES: Mapping[str, tuple[str, Color]] = {
    "registration": (N_("Étape : inscription des pertes"), "blue"),
    "claims": (N_("Étape : réclamations"), "green"),
    "closed": (N_("Registre fermé"), "gray"),
}
"""Where a matter is, in words: a registration is not a claim."""


def matters() -> tuple[Matter, ...]:
    """Every matter: those still open first, then the latest event."""
    known = sorted(here.house().matters.values(), key=lambda m: m.period_start, reverse=True)
    return tuple(sorted(known, key=lambda m: m.stage == "closed"))


def choose_matter() -> Matter:
    """The matter a public page speaks of; asked when there are several."""
    known = {matter.id: matter for matter in matters()}
    if len(known) == 1:
        return next(iter(known.values()))
    language = here.language()
    chosen = st.selectbox(
        say("De quel événement s’agit-il?"),
        list(known),
        format_func=lambda matter: known[matter].short.in_(language),
        key="dossier-public",
    )
    return known[chosen]


def begin_buttons(matter: Matter | None = None) -> None:
    """Begin where something may begin, or come back."""
    open_ = [m for m in ([matter] if matter else matters()) if m.stage != "closed"]
    if not open_:
        st.info(say("Ce registre est fermé : aucun dossier n’y est plus reçu."))
        st.link_button(say("J’ai déjà un numéro et un code"), "/connexion")
        return
    to = f"/commencer?dossier={matter.id}" if matter else "/commencer"
    with st.container(horizontal=True):
        _begin_link(open_, to, main=True)
        st.link_button(say("J’ai déjà un numéro et un code"), "/connexion")


def _begin_link(open_: Sequence[Matter], to: str, *, key: str = "", main: bool = False) -> None:
    st.link_button(
        say("Commencer une {filing}", **filing(open_, here.language())), to,
        type="primary" if main else "secondary", key=f"commencer-{key}",
        icon=":material/arrow_forward:", icon_position="right",
    )  # fmt: skip


def matter_cards() -> None:
    """Each matter: what happened, at which stage it is, what dates count."""
    language = here.language()
    for matter in matters():
        with st.container(border=True):
            st.subheader(matter.title.in_(language), anchor=False)
            st.caption(matter.short.in_(language))
            label, color = STAGES[matter.stage]
            st.badge(say(label), color=color, icon=":material/flag:")
            st.markdown(matter.event.in_(language))
            st.markdown(matter.stage_notice.text.in_(language))
            _deadlines(matter)
            _who(matter)
            membership(matter)
            if matter.stage == "closed":
                st.info(say("Ce registre est fermé : aucun dossier n’y est plus reçu."))
            else:
                _begin_link([matter], f"/commencer?dossier={matter.id}", key=matter.id)


def _who(matter: Matter) -> None:
    """Who may claim, as the groups are defined, and how firm that is."""
    language = here.language()
    with st.expander(say("Qui est visé?"), icon=":material/groups:"):
        for group in matter.groups.values():
            st.markdown(f"- **{group.label.in_(language)}.** {group.definition.in_(language)}")
        since = day(matter.definitions_since, language)
        st.caption(say("Définitions en date du {since}.", since=since))


def membership(matter: Matter) -> None:
    """Staying in the group or leaving it, where the law asks; nothing where it does not."""
    told = opting_out(matter, here.language())
    if told:
        with st.expander(say("Rester dans le groupe ou s’exclure"), icon=":material/call_split:"):
            st.markdown("\n".join(f"- {sentence}" for sentence in told))


def _deadlines(matter: Matter) -> None:
    set_already = [one for one in matter.deadlines.values() if one.on or one.days is not None]
    if set_already:
        said = (deadline_said(deadline, matter, here.language()) for deadline in set_already)
        st.markdown("\n".join(f"- {plain(line)}" for line in said))
