"""What a page stands on: who is there, in which language, when. Asked anew at every run.

Nothing of this is trusted from the session: a session id is only a bearer token, and the cookie
that came with the socket is checked against the database each time.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from claims.access import ANONYMOUS, Actor
from claims.evidence.juridical import local_date
from claims.i18n import Language
from claims.i18n import say as in_language
from claims.office.entrance import actor_from
from claims.office.house import MONTREAL, House, current
from claims.office.seats import sit
from claims.office.visiting import language_in, session_name

VISIT, SHOWS = "visit", ("numero", "piece")
"""Session key: how many visits there were, and what is shown in this one; what of the address tells
one claim or one exhibit from another."""
OPEN = "matter.open"
"""Session key: id of the matter that counsel opened, and those they work on."""
SEAT = "seat"
"""Where a session keeps the name of whom it was drawn for: to compare, never to trust."""


def house() -> House:
    """The house of this process."""
    return current()


def cookies() -> Mapping[str, str]:
    """The cookies the browser's socket came with; tests put theirs here."""
    return st.context.cookies


def remote() -> str:
    """The address the browser's socket came from, as the server saw it: a proxy's word is taken
    only from `CLAIMS_PROXY`. Empty without one, and on this machine."""
    found = st.context.ip_address
    return found if isinstance(found, str) else ""


def token() -> str:
    """The session token of the browser; empty without one."""
    return str(cookies().get(session_name(house().settings), ""))


def language() -> Language:
    """The reader's language; French until they chose."""
    return language_in(cookies())


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today(timezone: str = MONTREAL) -> date:
    """The day it is on the clocks of a place."""
    return local_date(now(), timezone)


def present() -> Actor:
    """Who is there: read from the cookie and the database, every time."""
    return actor_from(house(), token(), now=now())


def actor() -> Actor:
    """Who is there and has this seat: a widget of a former occupant speaks for nobody."""
    who = present()
    return who if st.session_state.get(SEAT, who.name) == who.name else ANONYMOUS


def take_seat(who: Actor) -> None:
    """Note whose session this is, so that files sent to it by someone else are refused.

    What a former occupant typed is forgotten before anything is drawn or saved, be it in the
    address.
    """
    if st.session_state.get(SEAT, who.name) != who.name:
        st.session_state.clear()
        st.query_params.clear()
    st.session_state[SEAT] = who.name
    context = get_script_run_ctx()
    if context is not None:
        sit(context.session_id, who.name)


def say(msgid: str, **values: object) -> str:
    """A sentence in the reader's language."""
    return in_language(msgid, language(), **values)


def arrive(page: str) -> None:
    """Note what is shown: another page, or the same of another claim, begins a visit; a page drawn
    again does not."""
    shown = page, *(st.query_params.get(name, "") for name in SHOWS)
    before, last = st.session_state.get(VISIT, (0, None))
    if shown != last:
        st.session_state[VISIT] = before + 1, shown


def visit() -> int:
    """Which visit of a page this is, in this session."""
    return int(st.session_state.get(VISIT, (0, None))[0])
