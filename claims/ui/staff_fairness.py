"""The monitor of fair treatment: counts first, a warning where chance alone would not do."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import partial

import streamlit as st

from claims.claim.model import Decided
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import number, percent
from claims.office.fairness import By, Cell, Cures, Fairness
from claims.totals.fairness import Compared, Counted
from claims.ui import staff, staff_cards
from claims.ui.forms_standing import OUTCOMES
from claims.ui.here import language
from claims.ui.staff import Column
from claims.ui.staff_totals import subgroup_said

NAMES: Mapping[By, str] = {
    "language": N_("Langue"), "subgroup": N_("Sous-groupe"), "reviewer": N_("Personne"),
}  # fmt: skip
TITLES: Mapping[By, str] = {
    "language": N_("Par langue de la réclamation"), "subgroup": N_("Par sous-groupe"),
    "reviewer": N_("Par personne qui décide"),
}  # fmt: skip
LANGUAGES = {"fr": N_("français"), "en": N_("anglais")}
TENTH = Decimal("0.1")


def about(found: Fairness) -> None:
    """What is counted, and what a difference says and does not."""
    here = language()
    told = say_n("{n} réclamation décidée", "{n} réclamations décidées", found.claims, here)
    lines = say_n("{n} perte", "{n} pertes", found.lines, here)
    st.text(f"{told} · {lines}")
    st.caption(say(
        "Une réclamation compte une fois par ligne de tableau, si l’une de ses pertes y est "
        "refusée, ou réduite. Chaque ligne est comparée à toutes les autres par le test exact de "
        "Fisher, corrigé par la méthode de Holm. Un écart n’accuse personne : les réclamations "
        "diffèrent d’un groupe à l’autre, et elles ne sont pas confiées au hasard. Il dit où "
        "regarder.", here,
    ))  # fmt: skip


def compare(found: Mapping[By, tuple[Compared, ...]], outcome: Decided) -> None:
    """By language, subgroup and reviewer: counts, rates, and warnings in words."""
    here = language()
    if not any(found.values()):
        st.info(say("Rien n’est encore décidé.", here), icon=":material/hourglass_empty:")
        return
    for by, levels in found.items():
        title = say(TITLES[by], here)
        st.markdown(f"**{title}**")
        touched = say("Refusées", here) if outcome == "refused" else say("Réduites", here)
        columns = [
            Column(say(NAMES[by], here), partial(_level, by)),
            Column(say("Décidées", here), lambda each: each.mine.claims, "count"),
            Column(touched, lambda each: each.mine.touched, "count"),
            Column(say("Part", here), lambda each: _rate(each.mine), "figure"),
            Column(say("Ailleurs", here), lambda each: _rate(each.others), "figure"),
            Column(say("Hasard (p)", here), _chance, "figure"),
        ]
        if by == "reviewer":
            staff_cards.table(levels, columns, key=f"fairness.{outcome}", alt=title)
        else:
            staff.short_table(levels, columns, alt=title)
        for each in levels:
            if each.beyond_chance:
                st.warning(staff.plain(_warning(by, each)), icon=":material/warning:")


def _warning(by: By, each: Compared) -> str:
    return say(
        "{level} : {mine}, contre {others} pour les autres. Le hasard seul ferait rarement un tel "
        "écart; voyez en quoi ces dossiers diffèrent.", language(),
        level=level_said(by, each.name), mine=_rate(each.mine), others=_rate(each.others),
    )  # fmt: skip


def _level(by: By, each: Compared) -> str:
    return level_said(by, each.name)


def level_said(by: By, name: str) -> str:
    """A level in words; of a reviewer, their address."""
    if by == "language":
        return say(LANGUAGES[name], language())
    if by == "subgroup":
        return subgroup_said(name) if name else say("Sans sous-groupe", language())
    return name


def _rate(counted: Counted) -> str:
    if not counted.claims:
        return staff.NOTHING
    share = Decimal(counted.touched * 100) / counted.claims
    return percent(share.quantize(TENTH, ROUND_HALF_UP), language())


def _chance(each: Compared) -> str:
    if each.chance is None:
        return staff.NOTHING
    return number(each.chance, language()) if each.chance else f"< {number(LEAST, language())}"


LEAST = Decimal("0.0001")
"""Below it, a chance is told as smaller."""


def cells(found: Fairness) -> None:
    """Refusals and reductions by reason, language, subgroup and reviewer."""
    here, reasons = language(), staff.matter().reasons

    def reason(cell: Cell) -> str:
        return reasons[cell.reason].in_(here) if cell.reason in reasons else cell.reason

    columns = [
        Column(
            say("Décision", here),
            lambda cell: say(OUTCOMES[cell.outcome], here),
            width=125,
            on_card="name",
        ),
        Column(say("Pertes", here), lambda cell: cell.lines, "count", width=70),
        Column(say("Motif", here), reason, width=225, on_card="name"),
        Column(say("Langue", here), lambda cell: level_said("language", cell.language)),
        Column(say("Sous-groupe", here), lambda cell: cell.subgroup or staff.NOTHING),
        Column(say("Par", here), lambda cell: staff.who(cell.reviewer)),
    ]
    staff_cards.table(found.cells, columns, key="fairness.cells",
                      alt=say("Refus et réductions, par motif", here))  # fmt: skip


def cures(found: Fairness) -> None:
    """From the letter that asks to the claimant's answer, by language."""
    here = language()
    columns = [
        Column(say("Langue", here), lambda each: level_said("language", each.language)),
        Column(say("Lettres envoyées", here), lambda each: each.sent, "count"),
        Column(say("Répondues", here), lambda each: each.answered, "count"),
        Column(say("Médiane, en jours", here), _days, "figure"),
    ]
    staff.short_table(found.cures, columns, alt=say("Délais de correction", here))


def _days(each: Cures) -> str:
    return staff.NOTHING if each.days is None else number(each.days, language())
