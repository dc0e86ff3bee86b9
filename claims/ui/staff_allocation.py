"""A fund as it was shared: where it goes, subgroups, rounds side by side, claims, papers."""

import secrets
from decimal import Decimal
from functools import partial

import streamlit as st

from claims.i18n.catalogue import say
from claims.i18n.formats import percent
from claims.i18n.sentences import sentence
from claims.office import exporting, sharing
from claims.office.under_way import Progress
from claims.totals.allocate import Outcome
from claims.totals.allocated import (
    OUTCOMES,
    PAID,
    RESIDUE,
    Shared,
    SubgroupShare,
    by_subgroup,
    paid_lines,
    parts,
    residue_said,
    round_lines,
    told_parts,
)
from claims.ui import proving, staff, staff_cards, staff_exports, wanted
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column
from claims.ui.staff_leading import to_claim, to_losses, to_subgroup
from claims.ui.staff_terms import Tried
from claims.ui.staff_totals import subgroup_said

MOST_ROUNDS = 8
"""Rounds a page shows side by side; the workbook holds them all."""
MOST_CLAIMS = 200
PAGE = "repartition.page"
ICONS = {
    "shares": ":material/table_chart:",
    "payments": ":material/receipt_long:",
    "closing": ":material/task:",
}


def show(tried: Tried) -> None:
    """All of it, from the fund down to each claim."""
    here = language()
    staff.as_of(tried.found.head.at, tried.found.head.seq)
    for problem in (*tried.found.remarks(), *tried.shared.remarks()):
        st.warning(staff.plain(sentence(problem.in_currency(staff.matter().currency), here)),
                   icon=":material/info:")  # fmt: skip
    _figures(tried.shared)
    for title, drawn in (
        (say("Où va le fonds", here), _parts),
        (say("Par sous-groupe", here), _subgroups),
        (say("Tours, côte à côte", here), _rounds),
        (say("Par réclamation", here), _claims),
    ):
        with st.container(border=True):
            st.header(title, anchor=False)
            drawn(tried.shared)
    _papers(tried)


def _figures(shared: Shared) -> None:
    """Paid, how many, the residue."""
    here, of = language(), parts(shared)
    paid = int((shared.made.shares > 0).sum())
    first, second, third = st.columns(3)
    with first:
        staff.figure(say(PAID, here), staff.amount(of[PAID]),
                     say("Paiements : {n}", here, n=staff.counted(paid)))  # fmt: skip
    with second:
        lost = int(shared.made.owed.losses.sum())
        staff.figure(say("Pertes comptées", here), staff.amount(lost))
    with third:
        staff.figure(say(RESIDUE, here), staff.amount(shared.made.residue), _left(shared))


def _left(shared: Shared) -> str:
    """What a levy leaves of the residue."""
    if not shared.taken.residue:
        return ""
    left = staff.amount(shared.made.residue - shared.taken.residue)
    return say("prélèvement pris, il en reste {amount}", language(), amount=left)


def _parts(shared: Shared) -> None:
    """Rows that add up to the fund."""
    here, of = language(), told_parts(shared)
    rows = [*of.items(), (say("Fonds", here), shared.made.terms.fund)]
    columns = [
        Column(say("Partie du fonds", here), lambda row: say(row[0], here)),
        Column(say("Montant", here), lambda row: row[1], "money"),
    ]
    staff.short_table(rows, columns, alt=say("Où va le fonds", here),
                      strong=lambda row: row is rows[-1])  # fmt: skip
    if told := residue_said(shared, staff.matter().currency, here):
        st.caption(staff.plain(told))


def _named(row: SubgroupShare, rows: tuple[SubgroupShare, ...]) -> str:
    """A subgroup, several of one claim, or all."""
    if row is rows[-1]:
        return say("Total", language())
    known = row.subgroup in ("", *staff.matter().subgroups)
    return subgroup_said(row.subgroup) if known else row.subgroup


def _losses(row: SubgroupShare, rows: tuple[SubgroupShare, ...]) -> str:
    """Where the losses of a subgroup are; of claims in several at once, each is reached below."""
    if row is rows[-1]:
        return to_losses(())
    return to_subgroup(row.subgroup) if row.subgroup in ("", *staff.matter().subgroups) else ""


def _short(row: SubgroupShare) -> str:
    """A subgroup by its code, where rounds need the room."""
    return row.subgroup or subgroup_said("")


def _subgroups(shared: Shared) -> None:
    here, rows = language(), by_subgroup(shared)
    columns = [
        Column(
            say("Sous-groupe", here),
            lambda row: _named(row, rows),
            to=lambda row: _losses(row, rows),
        ),
        Column(say("Réclamations", here), lambda row: row.claims, "count"),
        Column(say("Payées", here), lambda row: row.paid, "count"),
        Column(say("Perte", here), lambda row: row.losses, "money"),
        Column(say("Part", here), lambda row: row.shares, "money"),
        Column(say("Prélèvement", here), lambda row: row.levies, "money"),
    ]
    staff.short_table(rows, columns, alt=say("Parts par sous-groupe", here),
                      strong=lambda row: row is rows[-1])  # fmt: skip


def _rounds(shared: Shared) -> None:
    """A column a round: what happened in it, and what each subgroup is paid so far."""
    here = language()
    lines = [(say(line.title, here), [_written(line.kind, value) for value in line.values])
             for line in round_lines(shared.made)]  # fmt: skip
    lines += [(title, [staff.amount(each) for each in cents])
              for title, cents in paid_lines(shared, _short, here)]  # fmt: skip
    number = len(shared.made.rounds)
    columns = [Column(say("Tour", here), lambda line: line[0])]
    columns += [
        Column(str(n + 1), partial(_round, n), "figure") for n in range(min(number, MOST_ROUNDS))
    ]
    staff.short_table(lines, columns, alt=say("Tours, côte à côte", here),
                      strong=lambda line: line in lines[-2:])  # fmt: skip
    if number > MOST_ROUNDS:
        st.caption(say("Les autres tours sont au chiffrier.", here))


def _round(number: int, line: tuple[str, list[str]]) -> str:
    return line[1][number]


def _written(kind: str, value: int | Decimal) -> str:
    if isinstance(value, Decimal):
        return percent(value, language())
    return staff.amount(value) if kind == "money" else staff.counted(value)


def _claims(shared: Shared) -> None:
    """The claims by number, a page at a time; each opens in a tab of its own, so that the terms
    typed here stay."""
    here, made = language(), shared.made
    columns = [
        Column(say("Réclamation", here), lambda i: to_claim(made.owed.claims[i]), "claim"),
        Column(say("Sous-groupe", here), lambda i: made.owed.subgroups[i]),
        Column(say("Perte", here), lambda i: int(made.owed.losses[i]), "money"),
        Column(say("Part", here), lambda i: int(made.shares[i]), "money"),
        Column(say("Prélèvement", here), lambda i: int(shared.taken.shares[i]), "money"),
        Column(say("Net", here), lambda i: int(made.shares[i] - shared.taken.shares[i]), "money"),
        Column(say("Issue", here), lambda i: say(OUTCOMES[Outcome(made.outcomes[i])], here)),
    ]
    many = len(made.owed.claims)
    pages = max(1, -(-many // MOST_CLAIMS))
    if st.session_state.get(PAGE, 1) > pages:
        st.session_state[PAGE] = 1
    page = st.pagination(pages, key=PAGE) if pages > 1 else 1
    rows = range(MOST_CLAIMS * (page - 1), min(MOST_CLAIMS * page, many))
    staff_cards.table(rows, columns, key=f"repartition.claims.{page}",
                      alt=say("Parts par réclamation", here))  # fmt: skip


def _papers(tried: Tried) -> None:
    """A workbook and the statements, made of the same terms."""
    here = language()
    with st.container(border=True):
        st.header(say("Documents", here), anchor=False)
        with st.container(horizontal=True):
            for kind in sharing.KINDS:
                st.button(say(staff_exports.TITLES[kind], here), key=f"repartition.{kind}",
                          icon=ICONS[kind], on_click=wanted.want,
                          args=(f"repartition.{kind}", tried))  # fmt: skip
        for kind in sharing.KINDS:
            proving.watched(f"repartition.{kind}", partial(_paper, kind), tried)
        staff_exports.ready()


def _paper(kind: sharing.Kind, tried: Tried) -> None:
    staff_exports.watched(f"repartition.{kind}", partial(_made, kind, tried))


def _made(kind: sharing.Kind, tried: Tried, _progress: Progress) -> exporting.Made:
    return sharing.export_shared(
        house(), actor(), staff.matter().id, kind, language(), tried.asked, tried.found.amounts,
        now=now(), entropy=secrets.token_bytes,
    )  # fmt: skip
