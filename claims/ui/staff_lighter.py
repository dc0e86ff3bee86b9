"""The same file in other claims, where less of it is withheld: said, and nothing is stopped."""

from collections.abc import Iterable, Sequence
from contextlib import suppress

import streamlit as st

from claims.claim.redaction import LEVELS
from claims.i18n.catalogue import N_, say
from claims.office import building, lighter
from claims.office.building import Filed
from claims.office.gathering import changed_since
from claims.office.lighter import Lighter, Named
from claims.problems import NotFound, Quarantined
from claims.store.builds import Build, Choice
from claims.ui import staff
from claims.ui.here import actor, house, language

KEPT = "lighter.kept"
"""Session key: a matter, the entry of the journal it was looked through at, and what was found."""
SHOWN = 6
"""Exhibits named before the others are asked for."""
HERE = N_(
    "Le même fichier se trouve aussi ailleurs, où il est moins retenu ou caviardé autrement. Un "
    "dossier de preuve peut l’y remettre : retenez-le là aussi, s’il doit l’être."
)
LESS = N_(
    "Les mêmes fichiers se trouvent aussi ailleurs, où ils sont moins retenus ou caviardés "
    "autrement. Un dossier de preuve peut les y remettre : retenez-les là aussi, s’ils doivent "
    "l’être."
)
LEAVES = N_(
    "Ce dossier remet des fichiers qui, ailleurs, sont davantage retenus ou caviardés autrement. "
    "Vérifiez-les avant qu’il sorte; cet avertissement n’empêche rien."
)


def of_exhibit(number: str, exhibit_id: str) -> None:
    """Where less of an exhibit is withheld."""
    found = lighter.lighter_than(house(), actor(), number, exhibit_id)
    _told(HERE, [_said(each.less) for each in found])


def of_several(exhibits: Iterable[tuple[str, str]]) -> None:
    """Where less is withheld of exhibits that were just classed, by claim and id."""
    found: list[Lighter] = []
    for pair in exhibits:
        with suppress(NotFound, Quarantined):  # taken back, or found infected meanwhile
            found += lighter.lighter_than(house(), actor(), *pair)
    _told(LESS, [_pair(each) for each in found])


def of_choice(every: Sequence[Filed], choice: Choice) -> None:
    """What a bundle of these claims would give and another claim withholds."""
    there = {each.number for each in building.chosen(every, choice)}
    _leaving([e for e in _every() if choice.set in e.sets and e.less.claim in there])


def of_build(build: Build) -> None:
    """The same, of a bundle that waits for an answer."""
    _leaving(lighter.given_by(house(), build, _every()))


def _every() -> tuple[Lighter, ...]:
    """Of the whole matter, looked through again once the journal says that something changed."""
    head, matter = house().store.journal.head(), staff.matter().id
    of, seq, found = st.session_state.get(KEPT, ("", 0, ()))
    unnumbered = seq < head.seq and not all(e.less.label and e.than.label for e in found)
    if of != matter or unnumbered or changed_since(house(), seq):
        found = lighter.lighter_in(house(), actor(), matter)
    st.session_state[KEPT] = (matter, head.seq, found)
    every: tuple[Lighter, ...] = found
    return every


def _leaving(found: Sequence[Lighter]) -> None:
    _told(LEAVES, [_pair(each) for each in found])


def _pair(found: Lighter) -> str:
    return say("{less}; ailleurs : {than}", language(), less=_said(found.less),
               than=_said(found.than))  # fmt: skip


def _said(named: Named) -> str:
    """« P-4, réclamation R-0000-07QF-N (Publique) », with the way to it."""
    here, level = language(), say(LEVELS[named.level], language())
    text = say("réclamation {number} ({level})", here, number=named.claim, level=level)
    if named.label:
        text = say("{exhibit}, réclamation {number} ({level})", here, exhibit=named.label,
                   number=named.claim, level=level)  # fmt: skip
    return f"[{staff.plain(text)}](/piece?numero={named.claim}&piece={named.exhibit})"


def _told(what: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    here, items = language(), [f"- {line}" for line in lines]
    st.warning("\n".join([staff.plain(say(what, here)), "", *items[:SHOWN]]),
               icon=":material/difference:")  # fmt: skip
    if more := items[SHOWN:]:
        with st.expander(say("Autres : {n}", here, n=staff.counted(len(more)))):
            st.markdown("\n".join(more))
