"""When a page fails: a kind sentence for the reader, kind and place for the log, nothing more.

The words of an exception may hold a name, an amount or a path: they are neither shown nor written.
"""

import logging

import streamlit as st

from claims.i18n import say, sentence
from claims.i18n.refusals import CODES
from claims.problems import NotAllowed, NotFound, Problem, ProofIsOld
from claims.ui import here

STREAMLITS = "streamlit.error_util"
"""The logger to which Streamlit gives whatever a page raised, words and all."""
SERVERS = "uvicorn.error"
"""The server's own, which writes whole traces of what a route or the start raised."""
TRACE = "Traceback (most recent call last)"


class WithoutWords(logging.Filter):
    """Turns an exception into its kind and the line where it arose."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record; it is always written."""
        fault = record.exc_info[1] if record.exc_info else None
        if fault is not None:
            record.msg, record.args = "failed: %s at %s", (type(fault).__name__, place(fault))
            record.exc_info = record.exc_text = None
        elif TRACE in record.getMessage():
            kind = record.getMessage().rstrip().splitlines()[-1].partition(":")[0]
            record.msg, record.args = "failed: %s", (kind,)
        return True


def place(fault: BaseException) -> str:
    """Where it arose: module, function and line."""
    frame = fault.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    if frame is None:
        return "unknown"
    code, module = frame.tb_frame.f_code, frame.tb_frame.f_globals.get("__name__", "")
    return f"{module}.{code.co_qualname}:{frame.tb_lineno}"


def keep_words_out_of_logs() -> None:
    """From now on, what Streamlit and the server log of a failure names no one."""
    for logger in map(logging.getLogger, (STREAMLITS, SERVERS)):
        if not any(isinstance(known, WithoutWords) for known in logger.filters):
            logger.addFilter(WithoutWords())


def on_script_error(fault: Exception) -> bool:
    """Say it in the reader's language; the default display is not shown."""
    language = here.language()
    if isinstance(fault, NotAllowed | NotFound):
        st.info(
            say("Cette page ne vous est pas ouverte, ou elle n’existe plus.", language),
            icon=":material/lock:",
        )
        return True
    if isinstance(fault, ProofIsOld):
        st.info(sentence(Problem("", CODES[ProofIsOld]), language), icon=":material/lock_clock:")
        st.link_button(say("Confirmez que c’est vous", language), "/confirmer")
        return True
    st.error(
        say(
            "Une erreur est survenue de notre côté. Ce qui était enregistré est conservé. "
            "Rechargez la page; si cela se répète, écrivez aux avocats du groupe, dont la page "
            "Aide donne l’adresse.",
            language,
        ),
        icon=":material/error:",
    )
    return True
