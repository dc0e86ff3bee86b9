"""A contested decision on counsel's page: when, in time or late, why, and who may decide anew."""

from datetime import date

import streamlit as st

from claims.claim.states import DECIDED
from claims.i18n.catalogue import say
from claims.i18n.formats import day, moment
from claims.office import reviewing
from claims.office.lawyer import OpenClaim
from claims.store.contests import Contest
from claims.ui import staff
from claims.ui.here import actor, house, language


def show(opened: OpenClaim) -> None:
    """The contest that no letter answers yet, with its reasons; its bundle."""
    contest = opened.contest
    if contest is None:
        return
    here, number = language(), opened.row.number
    with st.container(border=True, key="claim.contest"):
        st.header(say("Contestation à décider", here), anchor=False)
        when = moment(contest.at, staff.matter().timezone, here)
        st.markdown(staff.plain(say("Reçue le {when}. {limit}", here, when=when,
                                    limit=_limit(contest))))  # fmt: skip
        st.text(reviewing.reasons(house(), actor(), contest))
        _next(opened, contest)
        st.link_button(
            say("Dossier de la contestation (ZIP)", here), f"/contestation/{number}.zip",
            icon=":material/folder_zip:", key="contest.bundle",
        )  # fmt: skip


def _limit(contest: Contest) -> str:
    here, told = language(), contest.told
    if not told.last_day:
        return say("Aucune lettre n’annonçait encore la décision : aucun délai ne courait.", here)
    last = day(date.fromisoformat(told.last_day), here)
    if told.late:
        return say("Hors délai : il a pris fin le {day}.", here, day=last)
    return say("Dans le délai, qui prend fin le {day}.", here, day=last)


def _next(opened: OpenClaim, contest: Contest) -> None:
    """What counsel does now."""
    here = language()
    if opened.barred:
        st.warning(say("Vous avez rendu la décision contestée : une autre personne doit la revoir.",
                       here), icon=":material/group:")  # fmt: skip
    elif opened.row.status not in DECIDED:
        st.caption(say("Décidez de nouveau chaque ligne, ou maintenez le tout par « Changer "
                       "l’état »; puis annoncez la décision.", here))  # fmt: skip
    elif opened.may_tell:
        st.caption(say("Chaque ligne est décidée de nouveau : annoncez la décision.", here))
    elif contest.told.shut:
        st.warning(say("La réclamation reste décidée, car ce délai est confirmé. Pour l’étudier "
                       "quand même, remettez-la à l’étude; sinon, répondez par un message.", here),
                   icon=":material/alarm:")  # fmt: skip
