"""What counsel asked a claimant for, as a list to tick, and every letter of theirs to take away."""

import streamlit as st

from claims.claim.deficiency import Lack, by_site
from claims.claim.identifiers import domain_said
from claims.evidence.curing import last_minute
from claims.i18n import N_, moment
from claims.i18n.formats import moment_there
from claims.office.standing import Standing
from claims.store.notices import KeptNotice
from claims.ui.forms import plain
from claims.ui.widgets import Desk

KINDS = {
    "deficiency": N_("Lettre sur ce qui manque"),
    "reminder": N_("Rappel"),
    "decision": N_("Lettre de décision"),
    "reconsideration": N_("Décision sur votre contestation"),
}
DONE, TO_DO = ":material/check_box:", ":material/check_box_outline_blank:"


def checklist(desk: Desk, standing: Standing) -> None:
    """Each thing asked, ticked once the correction under way has it; counsel's own sentence."""
    asked = standing.asked
    if asked is None:
        return
    with st.container(border=True, key="a-corriger"):
        st.subheader(desk.say("Ce qui manque"), anchor=False)
        for site, lacks in by_site(asked.notice.lacks):
            name = domain_said(site) if site else desk.say("Pour l’ensemble du dossier")
            rows = "\n\n".join(_row(desk, lack, lack.id in standing.mended) for lack in lacks)
            st.markdown(f"**{plain(name)}**\n\n{rows}")
        if asked.notice.sentence:
            st.text(asked.notice.sentence)
        if standing.mended:
            st.caption(desk.say("Ce qui est coché compte une fois la correction déposée."))


def _row(desk: Desk, lack: Lack, done: bool) -> str:
    instead = lack.instead.in_(desk.language) if lack.instead and not done else ""
    told = f"{lack.what.in_(desk.language)} {instead}".rstrip()
    return f"{DONE if done else TO_DO} {plain(told)}"


def letters(desk: Desk, standing: Standing) -> None:
    """Every letter as it was issued, the last first."""
    if not standing.letters:
        return
    st.header(desk.say("Lettres des avocats"), anchor=False)
    for kept in reversed(standing.letters):
        with st.container(border=True, key=f"lettre-{kept.place}"):
            st.markdown(f"**{plain(desk.say(KINDS[kept.notice.kind]))}**")
            st.markdown(plain(_told(desk, kept)))
            st.link_button(
                desk.say("Télécharger la lettre (PDF)"),
                f"/lettre/{kept.number}/{kept.place}.pdf",
                icon=":material/download:",
                key=f"lettre-pdf-{kept.place}",
            )


def _told(desk: Desk, kept: KeptNotice) -> str:
    zone, notice = desk.folder.matter.timezone, kept.notice
    return desk.say(
        "Écrite le {when}. Dernière minute pour répondre : {until}.",
        when=moment(kept.at, zone, desk.language),
        until=moment_there(last_minute(notice.last_day, zone), zone, desk.language),
    )
