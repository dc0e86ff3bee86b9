"""Totals of the class as a chart and, beside it, the table that says the same."""

from dataclasses import replace

import streamlit as st

from claims.documents.apart import sites_said
from claims.i18n.catalogue import N_, say, say_n
from claims.matter.order import turn
from claims.office import snapshots
from claims.office.totalling import totals, undisputed
from claims.store.snapshots import Snapshot
from claims.totals.by_subgroup import Row, TotalsTable
from claims.totals.frame import UNPLACED
from claims.ui import staff, staff_cards
from claims.ui.here import actor, house, language
from claims.ui.staff import Column
from claims.ui.staff_leading import open_totals, to_losses, to_snapshot

LIVE = ""
"""Choice of today's totals, as against a snapshot's."""
DECLARED = N_("Déclaré")
SUPPORTED = N_("Étayé")
ADMITTED = N_("Admis")


def subgroup_said(code: str) -> str:
    """A subgroup by its code and its name; « À classer » when a service is not placed yet."""
    subgroup = staff.matter().subgroups.get(code)
    return f"{code} – {subgroup.label.in_(language())}" if subgroup else say(UNPLACED, language())


def group_said(code: str) -> str:
    """A group by its code and its name, as the heading of its subgroups."""
    group = staff.matter().groups.get(code)
    name = f"{code} – {group.label.in_(language())}" if group else say(UNPLACED, language())
    return say("Groupe {name}", language(), name=name)


def head_said(code: str) -> str:
    """A head of damage by its name."""
    return staff.matter().heads[code].label.in_(language())


def chosen() -> tuple[TotalsTable, Snapshot | None]:
    """Today's totals or those of a snapshot, as the reader chooses, and as of when they stand; the
    snapshot they are of, None of today's."""
    here, matter = language(), staff.matter()
    taken = {s.id: s for s in snapshots.taken(house(), actor(), matter.id)}
    with st.container(horizontal=True, vertical_alignment="center"):
        wanted = st.selectbox(
            say("Totaux", here), [LIVE, *taken], key="totals.of", width=320,
            label_visibility="collapsed", format_func=lambda i: _named(taken.get(i)),
        )  # fmt: skip
        st.page_link("app_pages/lawyer_dossiers_preuve.py", icon=":material/folder_zip:",
                     label=say("Produire un dossier de preuve", here))  # fmt: skip
    if wanted in taken:
        told = taken[wanted]
        staff.as_of(told.at, told.journal_seq)
        return snapshots.read(house(), actor(), wanted)["by_subgroup"], told
    standing = totals(house(), actor(), matter.id)
    staff.as_of(standing.head.at, standing.head.seq)
    return standing.table, None


def _named(snapshot: Snapshot | None) -> str:
    if snapshot is None:
        return say("En direct", language())
    return say("Instantané no {number}", language(), number=snapshot.number)


def chart(table: TotalsTable) -> None:
    """Declared amounts, one bar a subgroup, one colour a head."""
    from claims.ui.charts import amounts_by_part  # altair takes a second to import

    bars = [
        (subgroup_said(row.key[1]), head_said(row.key[2]), row.declared, staff.amount(row.declared))
        for row in table.rows
    ]
    said = say("Montant déclaré par sous-groupe et par chef de dommages", language())
    st.altair_chart(
        amounts_by_part(
            bars, part=say("Sous-groupe", language()), series=say("Chef", language()),
            axis=say("Montant déclaré", language()), currency=staff.matter().currency,
            language=language(),
        ),
        key="totals.chart", alt=said,
    )  # fmt: skip


def by_subgroup(table: TotalsTable, of: Snapshot | None) -> None:
    """One row a group, then a subgroup: claims, and the three amounts, never mixed. Each opens its
    losses: those of today, or as they stood at a snapshot."""
    rows = sorted(table.subtotals, key=lambda row: row.key)
    first, *others = columns(_subgroup_or_total)
    st.caption(say("Le nom d’un total ouvre les pertes qui le composent.", language()))
    first = replace(first, to=lambda row: to_snapshot(of.number, row.key) if of
                    else to_losses(row.key))  # fmt: skip
    staff.short_table([*rows, table.total], [first, *others],
                      alt=say("Totaux par sous-groupe", language()),
                      strong=lambda row: len(row.key) < 2)  # fmt: skip
    st.caption(staff.plain(sites_said(staff.matter(), language())))


def undisputed_figure() -> None:
    """What is declared today without the losses that two claims declare; nothing without one."""
    left = undisputed(house(), actor(), staff.matter().id)
    if left.disputed:
        staff.figure(
            say("Déclaré sans conflit", language()),
            staff.amount(left.declared),
            say_n("{n} perte en conflit", "{n} pertes en conflit", left.disputed, language()),
        )


def by_head(table: TotalsTable, of: Snapshot | None) -> None:
    """One row a subgroup and head, with what is usual and what is not; each opens its losses."""
    more = [
        Column(say("Moyenne", language()), lambda row: row.mean, "money"),
        Column(say("Médiane", language()), lambda row: row.median, "money"),
        Column(say("90e centile", language()), lambda row: row.p90, "money"),
        Column(say("Le plus élevé", language()), lambda row: row.largest, "money"),
    ]
    head = Column(say("Chef", language()), lambda row: head_said(row.key[2]), on_card="name")
    first, *others = columns(_subgroup_or_total)
    rows = sorted(table.rows, key=lambda row: turn(row.key, staff.matter()))
    place = staff_cards.table(
        rows, [replace(first, on_card="name"), head, *others, *more], key="totals.heads",
        selectable=True, alt=say("Totaux par sous-groupe et par chef de dommages", language()),
    )  # fmt: skip
    if place is not None:
        open_totals(rows[place].key, of.number if of else 0)


def columns(name: object) -> list[Column]:
    """What every table of totals shows, after the name of its rows."""
    here = language()
    return [
        Column(say("Sous-groupe", here), name),  # type: ignore[arg-type]
        Column(say("Réclamations", here), lambda row: row.claims, "count"),
        Column(say("Sites", here), lambda row: row.services, "count"),
        Column(say(DECLARED, here), lambda row: row.declared, "money"),
        Column(say(SUPPORTED, here), lambda row: row.supported, "money"),
        Column(say(ADMITTED, here), lambda row: row.admitted, "money"),
    ]


def _subgroup_or_total(row: Row) -> str:
    if not row.key:
        return say("Total", language())
    return group_said(row.key[0]) if len(row.key) == 1 else subgroup_said(row.key[1])
