"""Claimants that may be one person, claims to look at twice, and the weights that order them."""

from collections.abc import Iterable
from functools import cache

import streamlit as st

from claims.i18n.catalogue import say, say_n
from claims.matter.signals import Signal
from claims.office.doubles import Alike, Doubles, doubles
from claims.office.sought import Sought
from claims.problems import Refused
from claims.ui import staff, staff_cards, staff_paged
from claims.ui.here import actor, house, language
from claims.ui.staff import Column
from claims.ui.staff_queue import open_claim


def found() -> Doubles | None:
    """What is worth a second look; a faulty file of signals is told instead."""
    try:
        return doubles(house(), actor(), staff.matter().id)
    except Refused as refusal:
        for problem in refusal.problems:
            staff.fault(problem)
        return None


def pairs(seen: Doubles, sought: Sought) -> None:
    """Two claimants a row; the row chosen leads to either claim."""
    here = language()
    why = cache(lambda reasons: labels(seen.signals.pairs[each] for each in reasons))
    columns = [
        Column(say("Réclamant", here), lambda p: p.names[0]),
        Column(say("Autre réclamant", here), lambda p: p.names[1]),
        Column(say("Pourquoi", here), lambda p: why(p.reasons)),
        Column(say("Poids", here), lambda p: p.score, "count"),
        Column(say("Numéro", here), lambda p: p.numbers[0]),
        Column(say("Autre numéro", here), lambda p: p.numbers[1]),
    ]
    if not seen.pairs:
        st.success(say("Aucun réclamant n’en rappelle un autre.", here), icon=":material/done_all:")
        return
    alt, listed = say("Réclamants semblables; choisissez une ligne", here), sought.pairs(seen)
    if not listed:
        _none_found()
        return
    of = staff_paged.paged(listed, "semblables")
    with staff_cards.wide("alike.pairs"):
        row = staff.grid(of.rows, columns, key=of.key("alike.pairs"), selectable=True, alt=alt)
        if row is not None and row < len(of.rows):
            _either(of.rows[row], "")
    with staff_cards.narrow("alike.pairs"):
        for pair in of.rows:
            with st.container(border=True, gap="xsmall"):
                st.text(" · ".join(pair.names))
                st.text(why(pair.reasons))
                _either(pair, f"{'.'.join(pair.numbers)}.")
    told = say_n("{n} paire de réclamants", "{n} paires de réclamants", len(listed), here)
    staff_paged.turn(of, told, narrowed=bool(sought.words))


def _none_found() -> None:
    st.info(say("Aucune réclamation ne répond à ces critères. Retirez-en un.", language()),
            icon=":material/filter_alt_off:")  # fmt: skip


def labels(signals: Iterable[Signal]) -> str:
    """The reasons of a row, in words."""
    return ", ".join(signal.label.in_(language()) for signal in signals)


def _either(pair: Alike, where: str) -> None:
    with st.container(horizontal=True):
        for number in pair.numbers:
            told = say("Ouvrir {number}", language(), number=number)
            if st.button(told, key=f"alike.open.{where}{number}", icon=":material/open_in_new:"):
                open_claim(number)


def odd(seen: Doubles, sought: Sought) -> None:
    """Claims to look at twice; a row leads to its claim."""
    here = language()
    why = cache(lambda reasons: labels(seen.signals.claims[each] for each in reasons))
    if not seen.odd:
        st.success(say("Rien d’inhabituel dans les dépôts.", here), icon=":material/done_all:")
        return
    columns = [
        Column(say("Numéro", here), lambda o: o.number, on_card="name"),
        Column(say("Réclamant", here), lambda o: o.name, on_card="name"),
        Column(say("Pourquoi", here), lambda o: why(o.reasons)),
        Column(say("Poids", here), lambda o: o.score, "count"),
    ]
    alt = say("Réclamations à regarder de plus près; choisissez une ligne pour l’ouvrir", here)
    listed = sought.odd(seen)
    if not listed:
        _none_found()
        return
    row = staff_paged.table(
        listed, columns, called="inhabituelles", key="alike.odd", alt=alt, selectable=True,
        told=say_n("{n} réclamation", "{n} réclamations", len(listed), here),
        narrowed=bool(sought.words),
    )  # fmt: skip
    if row is not None:
        open_claim(listed[row].number)


def weights(seen: Doubles) -> None:
    """Every signal, what it weighs and may mean, and where that is changed."""
    here = language()
    st.caption(say("Un poids place une ligne dans ces listes, rien de plus : il ne refuse personne "
                   "et ne change aucun montant. Les poids se changent dans le fichier "
                   "signals.toml, à côté des dossiers.", here))  # fmt: skip
    columns = [
        Column(say("Signal", here), lambda s: s.label.in_(here)),
        Column(say("Poids", here), lambda s: s.weight, "count"),
        Column(say("Ce que cela peut vouloir dire", here), lambda s: s.why.in_(here)),
    ]
    every = [*seen.signals.pairs.values(), *seen.signals.claims.values()]
    staff.short_table(every, columns, alt=say("Signaux et poids", here))
