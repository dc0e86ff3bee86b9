"""The terms of a fund, typed as text by counsel; what is wrong stands beside its field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from claims.damages.levy import Kind
from claims.i18n.catalogue import N_, say
from claims.office.allocating import Amounts, Owing, fonds, owing
from claims.problems import Problem, Refused
from claims.totals.allocated import Asked, Shared, share
from claims.totals.owed_read import UNIT, read_weight
from claims.totals.terms_read import read_terms
from claims.ui import staff
from claims.ui.here import actor, house, language
from claims.ui.staff_totals import subgroup_said

FIELDS: Mapping[str, str] = {
    "fund": N_("Fonds"),
    "fees": N_("Honoraires"),
    "costs": N_("Frais"),
    "cap": N_("Plafond d’un paiement"),
    "minimum": N_("Paiement minimal"),
}
AMOUNTS: Mapping[Amounts, str] = {
    "admitted": N_("Montants admis des réclamations décidées"),
    "supported": N_("Montants étayés, à l’essai"),
}
LEVIES: Mapping[str, tuple[str, frozenset[Kind]]] = {
    "none": (N_("Aucun"), frozenset()),
    "share": (N_("Sur chaque paiement"), frozenset({"share"})),
    "residue": (N_("Sur le reliquat"), frozenset({"residue"})),
    "both": (N_("Sur les deux"), frozenset({"share", "residue"})),
}
ASKED = "repartition.asked"
"""Session key: the matter whose fund was last shared."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A fund as it would be shared, out of what was typed."""

    asked: Asked
    found: Owing
    shared: Shared


def form() -> Tried | None:
    """The form, and the fund shared by it; None before it is sent, and while it has faults."""
    tried = _tried() if st.session_state.get(ASKED) == staff.matter().id else None
    faults = tried if isinstance(tried, tuple) else ()
    with st.form("repartition"):
        _fields(faults)
        amiss = any(each.where.startswith("weight") for each in faults)
        with st.expander(say("Poids des sous-groupes", language()), expanded=amiss):
            _weights(faults)
        st.form_submit_button(
            say("Répartir", language()), type="primary", icon=":material/pie_chart:",
            on_click=_asked, key="repartition.send",
        )  # fmt: skip
    return tried if isinstance(tried, Tried) else None


def _asked() -> None:
    st.session_state[ASKED] = staff.matter().id


def _tried() -> Tried | tuple[Problem, ...]:
    """What the fields make, or all that is wrong with them."""
    try:
        asked = Asked(
            read_terms({name: _typed(name) for name in FIELDS}, currency=staff.matter().currency),
            _read_weights(),
            fonds(house()) if LEVIES[_typed("levy")][1] else None,
            LEVIES[_typed("levy")][1],
            frozenset({"", *staff.matter().subgroups}),
        )
        amounts: Amounts = "supported" if _typed("amounts") == "supported" else "admitted"
        found = owing(house(), actor(), staff.matter().id, amounts)
        return Tried(asked, found, share(found.losses, asked))
    except Refused as refusal:
        return refusal.problems


def _typed(name: str) -> str:
    return str(st.session_state.get(f"repartition.{name}", ""))


def _read_weights() -> dict[str, int]:
    """Subgroup → weight; none when every field is left at 1. Raises Refused."""
    read = {
        code: read_weight(_typed(f"weight.{code}") or "1", f"weight.{code}")
        for code in ("", *staff.matter().subgroups)
    }
    if problems := [each for each in read.values() if isinstance(each, Problem)]:
        raise Refused(problems)
    weights = {code: each for code, each in read.items() if isinstance(each, int)}
    return weights if set(weights.values()) != {UNIT} else {}


def _fields(faults: Sequence[Problem]) -> None:
    """Amounts, what they answer to, and the levy."""
    here = language()
    for columns, names in ((st.columns(3), ("fund", "fees", "costs")),
                           (st.columns(3), ("cap", "minimum"))):  # fmt: skip
        for column, name in zip(columns, names, strict=False):
            with column:
                st.text_input(say(FIELDS[name], here), key=f"repartition.{name}",
                              placeholder=say("par exemple 1 234,56", here))  # fmt: skip
                _told(faults, name)
    st.radio(say("Pertes comptées", here), list(AMOUNTS), key="repartition.amounts",
             horizontal=True, format_func=lambda a: say(AMOUNTS[a], here))  # fmt: skip
    _told(faults, "claims")
    st.radio(say("Prélèvement du Fonds d’aide", here), list(LEVIES), key="repartition.levy",
             horizontal=True, format_func=lambda code: say(LEVIES[code][0], here))  # fmt: skip
    _told(faults, "levy")


def _weights(faults: Sequence[Problem]) -> None:
    """One field a subgroup; a subgroup of weight 2 is paid twice the rate of one of weight 1."""
    here = language()
    st.caption(say("Au poids 2, une perte est payée au double du taux; jamais plus que la perte.",
                   here))  # fmt: skip
    columns = st.columns(2)
    for place, code in enumerate(staff.matter().subgroups):
        with columns[place % 2]:
            st.text_input(subgroup_said(code), value="1", key=f"repartition.weight.{code}")
            _told(faults, f"weight.{code}")


def _told(faults: Sequence[Problem], where: str) -> None:
    for problem in faults:
        if problem.where == where:
            staff.fault(problem.in_currency(staff.matter().currency))
