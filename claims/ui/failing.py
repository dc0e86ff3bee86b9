"""When a page fails: a kind sentence for the reader, the kind of fault for the log, nothing more.

The words of an exception may hold a name or a path, so they are neither shown nor logged.
"""

import streamlit as st
import structlog

from claims.i18n import say
from claims.problems import NotAllowed, NotFound
from claims.ui import here

LOG = structlog.get_logger(__name__)


def on_script_error(fault: Exception) -> bool:
    """Say it in the reader's language; the default display is not shown."""
    language = here.language()
    if isinstance(fault, (NotAllowed, NotFound)):
        st.info(
            say("Cette page ne vous est pas ouverte, ou elle n’existe plus.", language),
            icon=":material/lock:",
        )
        return True
    frame = fault.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_qualname}:{frame.tb_lineno}" if frame else ""
    LOG.error("page_failed", fault=type(fault).__name__, place=place)
    st.error(
        say(
            "Une erreur est survenue de notre côté. Ce qui était enregistré est conservé. "
            "Rechargez la page; si cela se répète, écrivez-nous.",
            language,
        ),
        icon=":material/error:",
    )
    return True
