"""The journal, page by page, and the proof that nothing in it was changed."""

import streamlit as st

from claims.i18n.catalogue import say
from claims.i18n.sentences import sentence
from claims.office import record
from claims.problems import NotFound, Refused
from claims.ui import staff, staff_journal
from claims.ui.here import actor, house, language

here = language()
staff.open_matter()


def verify() -> None:
    st.session_state["journal.verdict"] = record.verified(house(), actor())


def verdict() -> None:
    found = st.session_state.pop("journal.verdict", None)
    if found is None:
        return
    if found.fault:
        st.error(staff.plain(sentence(found.fault, here)), icon=":material/broken_image:")
        return
    st.success(
        say("Chaîne intacte. Entrées vérifiées, avec les lignes qu’elles scellent : {n}.", here,
            n=staff.counted(found.head.seq)), icon=":material/verified:",
    )  # fmt: skip
    st.code(found.head.hash, language=None, wrap_lines=True)


def entries() -> record.Page:
    number = int(st.session_state.get("page", 1))
    typed = st.session_state.get("journal.subject", "").strip()
    try:
        return (
            record.about(house(), actor(), typed)
            if typed
            else record.page(house(), actor(), number)
        )
    except Refused as refusal:
        staff.fault(refusal.problems[0])
    except NotFound:
        st.info(say("Le journal ne dit rien de ce numéro.", here))
    return record.Page((), 0)


staff.heading(say("Journal", here))
with st.container(horizontal=True, vertical_alignment="bottom"):
    st.text_input(say("Numéro de réclamation", here), key="journal.subject", type="search",
                  icon=":material/search:", width=320)  # fmt: skip
    st.button(say("Vérifier la chaîne", here), key="journal.verify", on_click=verify,
              icon=":material/verified_user:")  # fmt: skip
verdict()
found = entries()
if found.entries:
    staff_journal.show(found.entries, key="journal.entries")
if not st.session_state.get("journal.subject", "").strip():
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.pagination(max(1, -(-found.total // record.SIZE)), key="page", bind="query-params")
