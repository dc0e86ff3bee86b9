"""The public summary on its page: the same words and figures as on the paper."""

from operator import itemgetter

import streamlit as st

from claims.i18n.catalogue import say
from claims.totals import public
from claims.totals.public import Public
from claims.ui import staff
from claims.ui.here import language
from claims.ui.staff import Column


def papers(matter: str) -> None:
    """What it is for, and the PDF in each language."""
    here = language()
    st.text(say("À remettre à qui le demande, journalistes compris : des fourchettes, aucun nom, "
                "aucun chiffre de moins de 5 réclamations.", here))  # fmt: skip
    with st.container(horizontal=True):
        for code, label in (("fr", "PDF, français"), ("en", "PDF, English")):
            st.link_button(label, f"/sommaire/{code}/{matter}.pdf", key=f"summary.{code}",
                           icon=":material/download:")  # fmt: skip


def matter_told() -> None:
    """The stage of the matter, the event, who hears it."""
    here, matter = language(), staff.matter()
    st.info(staff.plain(matter.stage_notice.told(here)), icon=":material/gavel:")
    st.text(matter.event.in_(here))
    st.text(matter.forum.in_(here))


def groups(told: Public) -> None:
    """A row a group, in ranges, and the whole."""
    here, matter = language(), staff.matter()
    columns = [
        Column(title, itemgetter(place), "figure" if place else "text")
        for place, title in enumerate(public.titles(matter, here))
    ]
    rows = public.rows(told, matter, here)
    staff.short_table(rows, columns, alt=say("Totaux par groupe", here),
                      strong=lambda row: row is rows[-1])  # fmt: skip


def concerned() -> None:
    """The groups as they are defined."""
    for said in public.concerned(staff.matter(), language()):
        st.text(said)


def estimated(told: Public) -> None:
    """The class estimated, in words."""
    for said in public.estimated(told.estimate, staff.matter().currency, language()):
        st.text(said)


def cautions(told: Public) -> None:
    """What a reader must know of the figures."""
    for said in public.cautions(told, language()):
        st.text(said)
