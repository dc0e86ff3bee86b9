"""Audits on counsel's page: how many claims to draw, the draw, and what each draw says."""

import secrets
from collections.abc import Mapping

import streamlit as st

from claims.i18n.amounts import read_quantity
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import moment
from claims.i18n.sentences import sentence
from claims.office import auditing
from claims.office.auditing import AuditRead
from claims.problems import NotSaved, Problem, Refused
from claims.store.audits import Audit
from claims.totals.estimate_said import gauge, spread, whole
from claims.totals.sampling import Allocation, Plan
from claims.ui import staff, staff_paged
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column
from claims.ui.staff_totals import subgroup_said

ALLOCATIONS: Mapping[Allocation, str] = {
    "neyman": N_("Selon les écarts (Neyman), le moins de réclamations en tout"),
    "proportional": N_("En proportion des réclamations déposées"),
}
AWAITED, MADE, LEFT = N_("Attendue"), N_("Rendue"), N_("Sortie depuis, compte pour zéro")
"""Whether counsel decided every line of a claim drawn, or it is no longer where it was drawn."""
FAULTS = "audit.faults"
"""Session key: why the last draw was not made."""


def planner() -> None:
    """The margin wanted, what it would take, and the button that draws."""
    here = language()
    st.text(say("L’échantillon se tire au hasard parmi les réclamations déposées; ce qui en est "
                "admis dit ce que toutes vaudraient, avec une marge connue.", here))  # fmt: skip
    left, right = st.columns([1, 3], vertical_alignment="top")
    typed = left.text_input(say("Marge voulue, en pour cent", here), value="10", key="audit.margin")
    allocation = right.radio(say("Répartition", here), list(ALLOCATIONS), key="audit.allocation",
                             format_func=lambda a: say(ALLOCATIONS[a], here))  # fmt: skip
    margin = read_quantity(typed, "audit.margin", "percent")
    if isinstance(margin, Problem):
        return staff.fault(margin)
    try:
        found = auditing.planned(house(), actor(), staff.matter().id, margin=margin / 100,
                                 allocation=allocation)  # fmt: skip
    except Refused as refusal:
        for problem in refusal.problems:
            staff.fault(problem)
        return None
    return _planned(found)


def _planned(found: Plan) -> None:
    here = language()
    filed = {p.stratum.name: p.stratum.members or 0 for p in found.expected.parts}
    columns = [
        Column(say("Sous-groupe", here), lambda each: subgroup_said(each[0])),
        Column(say("Déposées", here), lambda each: filed[each[0]], "count"),
        Column(say("À tirer", here), lambda each: each[1], "count"),
    ]
    staff.short_table(sorted(found.sizes.items()), columns,
                      alt=say("Réclamations à tirer par sous-groupe", here))  # fmt: skip
    told = say_n(
        "Tirer {n} réclamation au sort", "Tirer {n} réclamations au sort", found.size, here
    )
    st.button(told, key="audit.draw", type="primary", icon=":material/casino:", on_click=_draw,
              args=(found.sizes,))  # fmt: skip
    for problem in st.session_state.pop(FAULTS, ()):
        staff.fault(problem)


def _draw(sizes: Mapping[str, int]) -> None:
    try:
        auditing.draw_audit(house(), actor(), staff.matter().id, sizes, now=now(),
                            entropy=secrets.token_bytes)  # fmt: skip
    except Refused as refusal:
        st.session_state[FAULTS] = refusal.problems
    except NotSaved:
        st.session_state[FAULTS] = (Problem("", "not-saved"),)


def draws() -> None:
    """Every draw, newest first: who drew it, its seed, its claims, and what it says."""
    made = auditing.audits(house(), actor(), staff.matter().id)
    if not made:
        st.caption(say("Aucun échantillon n’a été tiré.", language()))
    for audit in made:
        _drawn(audit, opened=audit is made[0])


def _drawn(audit: Audit, *, opened: bool) -> None:
    here = language()
    title = say("Échantillon no {number}, tiré le {when}", here, number=audit.number,
                when=moment(audit.at, staff.matter().timezone, here))  # fmt: skip
    with st.expander(title, expanded=opened, icon=":material/casino:", key=f"audit.{audit.number}"):
        read = auditing.reading(house(), actor(), audit.matter, audit.id)
        _said(read)
        rows = [(name, n) for name, numbers in audit.drawn.items() for n in numbers]
        columns = [
            Column(say("Sous-groupe", here), lambda row: row[0]),
            Column(say("Réclamation", here), lambda row: row[1]),
            Column(say("Décision", here),
                   lambda row: say(_decision(read, row), here)),
        ]  # fmt: skip
        staff_paged.table(rows, columns, called=f"tirage-{audit.number}",
                          told=say_n("{n} réclamation", "{n} réclamations", len(rows), here),
                          key=f"audit.{audit.number}.numbers",
                          alt=say("Réclamations tirées", here))  # fmt: skip
        st.text(say("Tiré par {name}. Graine :", here, name=staff.who(audit.by)))
        st.code(audit.seed, language=None, wrap_lines=True)
        st.caption(say("Chaque numéro est haché (SHA-256) avec la graine, une espace, le "
                       "sous-groupe et un saut de ligne; les plus petits sont tirés. Quiconque "
                       "peut refaire le tirage.", here))  # fmt: skip


def _decision(read: AuditRead, drawn: tuple[str, str]) -> str:
    if drawn in read.left:
        return LEFT
    return AWAITED if drawn[1] in read.waiting else MADE


def _said(read: AuditRead) -> None:
    """What all the claims it was drawn from would be admitted for."""
    here, currency = language(), staff.matter().currency
    if read.found is None or read.by_mean is None:
        told = say("Cet échantillon ne dit rien encore : trop peu de ses réclamations sont "
                   "décidées. Réclamations qui attendent : {n}.", here,
                   n=staff.counted(len(read.waiting)))  # fmt: skip
        st.info(staff.plain(told), icon=":material/hourglass_empty:")
        return
    st.text(say("Ce que toutes les réclamations déposées vaudraient, par le rapport de l’admis au "
                "déclaré :", here))  # fmt: skip
    for said in (whole(read.found, currency, here), spread(read.found, currency, here),
                 gauge(read.found, here)):  # fmt: skip
        st.text(said)
    st.text(say("Par la moyenne de l’admis : {total}.", here,
                total=staff.amount(read.by_mean.total)))  # fmt: skip
    for warning in read.found.warnings:
        st.warning(staff.plain(sentence(warning, here)), icon=":material/warning:")
