"""The total of the class on counsel's page: what it rests on, how sure it is, what would narrow it.

Members typed here are counsel's supposition for this reading; nothing of it is kept.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

import streamlit as st

from claims.damages.prose_groups import members_said
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.sentences import sentence
from claims.office.estimating import BASES, ClassEstimate, class_estimate, supposed
from claims.office.examining import Basis, Known
from claims.problems import Refused
from claims.totals.estimate import DURAN, TARGETS, Estimate, Part
from claims.totals.estimate_said import (
    METHOD,
    SUFFICIENT,
    as_percent,
    gauge,
    lacking,
    read_from,
    spread,
)
from claims.totals.robust import TAKE_UP, at_take_up
from claims.ui import staff
from claims.ui.here import actor, house, language
from claims.ui.staff import Column
from claims.ui.staff_leading import to_losses, to_subgroup
from claims.ui.staff_totals import subgroup_said

NAMES: Mapping[Basis, str] = {
    "supported": N_("Ce qu’étayent les réclamations déposées"),
    "declared": N_("Ce que déclarent les réclamations déposées"),
    "audit": N_("Ce qui est admis des réclamations tirées au sort"),
}
CONFIDENCES = ("0.90", "0.95", "0.99")
COLORS = ("#2e9e5b", "#b9a82b", "#e08a2e", "#c8423b")
"""Of the zones of the gauge, from narrow to too wide."""
WIDEST = 60


class Road(NamedTuple):
    """One way to the total."""

    name: str
    total: int
    low: int
    high: int


def asked() -> ClassEstimate | None:
    """What counsel chose and supposed, and what it comes to; None, and why, when it cannot be
    read."""
    here = language()
    left, right = st.columns([3, 1])
    basis = left.radio(say("Montants examinés", here), BASES, key="estimate.basis",
                       format_func=lambda b: say(NAMES[b], here))  # fmt: skip
    sure = right.selectbox(say("Niveau de confiance", here), CONFIDENCES, index=1,
                           key="estimate.confidence",
                           format_func=lambda c: as_percent(Decimal(c), here))  # fmt: skip
    try:
        return class_estimate(
            house(), actor(), staff.matter().id, assumed=supposed(_typed()), basis=basis,
            confidence=Decimal(sure),
        )  # fmt: skip
    except Refused as refusal:
        for problem in refusal.problems:
            staff.fault(problem)
        return None


def _typed() -> dict[str, str]:
    """Members that counsel supposes, a field a subgroup."""
    here, typed = language(), {}
    with st.expander(say("Supposer un effectif", here), icon=":material/edit_note:",
                     key="estimate.suppose"):  # fmt: skip
        st.text(
            say("Ce que vous écrivez ici est une hypothèse d’avocat, dite comme telle : elle sert "
                "à cette lecture et n’est pas enregistrée. Un effectif dont la source est connue "
                "s’écrit dans le fichier du dossier.", here)
        )  # fmt: skip
        with st.grid(3):
            for code in staff.matter().subgroups:
                typed[code] = st.text_input(
                    say("Membres de {code}", here, code=code), key=f"estimate.members.{code}",
                    persist_state="session",
                )  # fmt: skip
    return typed


def members(known: tuple[Known, ...]) -> None:
    """Who belongs to each subgroup, by whose word, and how many of them are seen."""
    here = language()
    columns = [
        Column(
            say("Sous-groupe", here),
            lambda k: subgroup_said(k.subgroup),
            to=lambda k: to_subgroup(k.subgroup),
        ),
        Column(say("Membres", here), _members, "figure"),
        Column(say("Déposées", here), lambda k: k.filed, "count"),
        Column(say("Examinées", here), lambda k: k.examined, "count"),
        Column(say("Source", here), _source),
    ]
    staff.short_table(known, columns, alt=say("Effectif de chaque sous-groupe", here))
    st.caption(say("« Déposées » : les réclamations qui comptent. « Examinées » : celles dont le "
                   "montant sert à l’estimation, toutes ou, d’un tirage au sort, celles qui sont "
                   "décidées.", here))  # fmt: skip
    st.caption(say("Le nom d’un sous-groupe ouvre les pertes de ses réclamations.", here))


def _members(known: Known) -> str:
    """As typed or told by a source, with how many of them opted out."""
    if known.counted is None:
        return staff.NOTHING
    counted, left = staff.counted(known.counted), min(known.left, known.counted)
    if not left:
        return counted
    return say_n("{members}, dont {n} exclu", "{members}, dont {n} exclus", left, language(),
                 members=counted)  # fmt: skip


def _source(known: Known) -> str:
    here = language()
    if known.assumed is not None:
        return say("Hypothèse d’avocat", here)
    if known.said is None:
        return say("Aucune", here)
    doubt = "" if known.said.verified else " " + say("[À CONFIRMER]", here)
    return members_said(known.said, here) + doubt


def draw(read: ClassEstimate) -> None:
    """Which of the draws made the estimate is read from."""
    if read.draw:
        told = read_from(read.draw.number, read.draw.made, read.draw.seed, language())
        st.caption(staff.plain(told))


def missing(read: ClassEstimate) -> None:
    """Everything that keeps the total from being estimated."""
    here = language()
    st.info(say("Le total de l’action ne s’estime pas encore. Voici ce qui manque.", here),
            icon=":material/help:")  # fmt: skip
    columns = [
        Column(say("Sous-groupe", here), lambda row: row[0]),
        Column(say("Ce qui manque", here), lambda row: row[1]),
    ]
    staff.short_table(
        lacking(read.missing, here), columns, alt=say("Ce qui manque à l’estimation", here)
    )


def figures(found: Estimate) -> None:
    """The total, its interval and its margin, with what to read them with."""
    here = language()
    with st.grid(2):
        staff.figure(say("Total estimé", here), staff.amount(found.total), _between(found))
        margin = staff.NOTHING if found.margin is None else as_percent(found.margin, here)
        staff.figure(say("Marge relative", here), margin,
                     say("Duran : {margin}", here, margin=as_percent(DURAN, here)))  # fmt: skip
    for warning in found.warnings:
        st.warning(staff.plain(sentence(warning, here)), icon=":material/warning:")


def _between(found: Estimate) -> str:
    here = language()
    return say("de {low} à {high}, à {confidence}", here, low=staff.amount(found.low),
               high=staff.amount(found.high),
               confidence=as_percent(found.confidence, here))  # fmt: skip


def dial(found: Estimate) -> None:
    """The margin beside that of Duran, both at its confidence, as a bar, a sentence and a table."""
    from claims.ui.charts import margin_gauge  # altair takes a second to import

    here = language()
    if found.gauged is not None:
        bounds = [Decimal(0), *TARGETS, DURAN]
        most = max(Decimal(WIDEST), found.gauged * 110)
        ends = [float(b * 100) for b in bounds[1:]] + [float(most)]
        zones = [(float(b * 100), e, c) for b, e, c in zip(bounds, ends, COLORS, strict=True)]
        marks = [(say("Cette estimation", here), found.gauged), ("Duran", DURAN)]
        written = [(name, float(at * 100), as_percent(at, here)) for name, at in marks]
        st.altair_chart(
            margin_gauge(zones, written, axis=say("Marge relative", here), language=here),
            key="estimate.gauge", alt=gauge(found, here),
        )  # fmt: skip
        told = st.error if found.level == "too_wide" else st.info
        told(staff.plain(gauge(found, here)), icon=":material/speed:")
    st.text(say(SUFFICIENT, here))


def parts(found: Estimate) -> None:
    """One row a subgroup, then the whole."""
    here = language()
    whole = Road(say("Total", here), found.total, found.low, found.high)
    rows: list[Part | Road] = [*found.parts, whole]
    columns = [
        Column(say("Sous-groupe", here),
               lambda r: r.name if isinstance(r, Road) else subgroup_said(r.stratum.name),
               to=lambda r: to_losses(()) if isinstance(r, Road) else to_subgroup(r.stratum.name)),
        Column(say("Moyenne", here), _mean, "figure"),
        Column(say("Total estimé", here), lambda r: r.total, "money"),
        Column(say("Au moins", here), lambda r: r.low, "money"),
        Column(say("Au plus", here), lambda r: r.high, "money"),
    ]  # fmt: skip
    staff.short_table(rows, columns, alt=say("Estimation par sous-groupe", here),
                      strong=lambda r: isinstance(r, Road))  # fmt: skip
    st.caption(staff.plain(spread(found, staff.matter().currency, here)))


def _mean(row: Part | Road) -> str:
    return staff.NOTHING if isinstance(row, Road) else staff.amount(row.mean)


def roads(read: ClassEstimate) -> None:
    """The same total by other roads: how much it owes to a method, or to the largest amounts."""
    here, found, others = language(), read.found, read.others
    if found is None or others is None:
        return
    redrawn = others.redrawn
    rows = [
        Road(say("Moyenne, loi de Student", here), found.total, found.low, found.high),
        Road(say("Rééchantillonnage (graine : {seed}; tirages : {times})", here, seed=redrawn.seed,
                 times=staff.counted(redrawn.times)), found.total, redrawn.low, redrawn.high),
        _road(say("Winsorisée : un dixième ramené à chaque bout", here), others.winsorised),
        _road(say("Tronquée : un dixième écarté à chaque bout", here), others.trimmed),
    ]  # fmt: skip
    if read.ends:
        rows.append(_road(say("Si l’effectif est au plus bas", here), read.ends[0]))
        rows.append(_road(say("Si l’effectif est au plus haut", here), read.ends[1]))
    staff.short_table(rows, _columns(say("Méthode", here)),
                      alt=say("Le même total par d’autres voies", here))  # fmt: skip
    for told in METHOD:
        st.caption(staff.plain(say(told, here)))


def _road(name: str, found: Estimate) -> Road:
    return Road(name, found.total, found.low, found.high)


def take_up(found: Estimate) -> None:
    """What would be claimed if only some of the members came forward."""
    here = language()
    rows = [Road(as_percent(Decimal(p) / 100, here), *at_take_up(found, p)) for p in TAKE_UP]
    staff.short_table(rows, _columns(say("Membres qui réclament", here)),
                      alt=say("Total selon la part des membres qui réclament", here))  # fmt: skip


def _columns(first: str) -> list[Column]:
    here = language()
    return [
        Column(first, lambda r: r.name),
        Column(say("Total estimé", here), lambda r: r.total, "money"),
        Column(say("Au moins", here), lambda r: r.low, "money"),
        Column(say("Au plus", here), lambda r: r.high, "money"),
    ]


def needs(read: ClassEstimate) -> None:
    """How many more claims to examine in each subgroup for a margin a court may take."""
    here = language()
    if not read.needs:
        return
    columns = [Column(say("Sous-groupe", here), lambda k: subgroup_said(k.subgroup))]
    columns += [_needed(read, margin) for margin in TARGETS]
    st.text(say("Réclamations à examiner en plus de celles qui le sont, si les autres sont aussi "
                "inégales, le moins possible en tout :", here))  # fmt: skip
    staff.short_table(read.known, columns, alt=say("Réclamations à examiner en plus", here))
    if read.unfiled:
        st.caption(say("Sous-groupes où il en faudrait plus qu’il n’en est déposé : {names}. "
                       "D’autres membres doivent d’abord y déposer.", here,
                       names=", ".join(read.unfiled)))  # fmt: skip


def _needed(read: ClassEstimate, margin: Decimal) -> Column:
    more = read.needs[margin]
    name = say("Marge de {margin}", language(), margin=as_percent(margin, language()))
    return Column(name, lambda known: more[known.subgroup], "count")
