"""Losses that two claims declare, as counsel reads them: the meetings, then one of them opened."""

import streamlit as st

from claims.claim.identifiers import domain_in_full
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import day
from claims.matter.order import turn
from claims.office.ledger import Ledger
from claims.office.sought import Sought
from claims.office.views import PAGE
from claims.totals.by_subgroup import BY_SUBGROUP
from claims.totals.conflicts import MEANS, TITLES, WHY, Conflict
from claims.totals.overlaps import Apart, subgroups
from claims.totals.stakes import Stake
from claims.totals.units import Meeting, Unit
from claims.ui import staff, staff_paged, staff_sought
from claims.ui.here import language
from claims.ui.staff import Column
from claims.ui.staff_queue import open_claim
from claims.ui.staff_totals import ADMITTED, DECLARED, head_said, subgroup_said


def figures(found: Ledger) -> None:
    """What is declared without conflict and with, how many conflicts, what is admitted beyond."""
    here, whole = language(), found.whole
    with st.grid(2):
        staff.figure(
            say("Déclaré sans conflit", here),
            staff.amount(whole.undisputed),
            staff.share(whole.undisputed, whole.declared),
        )
        staff.figure(
            say("Déclaré en conflit", here),
            staff.amount(whole.disputed),
            say_n("{n} perte", "{n} pertes", whole.disputed_lines, here),
        )
        staff.figure(
            say("Conflits à décider", here),
            staff.counted(found.told.waiting),
            say_n("{n} conflit en tout", "{n} conflits en tout", len(found.conflicts), here),
        )
        staff.figure(
            say("Admis au-delà des pertes", here),
            staff.amount(found.beyond),
            say("à ne pas payer", here) if found.beyond else "",
        )
    if found.conflicts:
        _counted(found)


def _counted(found: Ledger) -> None:
    """What a conflict is, and how conflicts, losses and claims hold together."""
    here = language()
    stakes = [stake for _, _, stake in found.told.stakes()]
    claims, n = len({stake.number for stake in stakes}), len(found.conflicts)
    told = say(
        "Un conflit est une seule perte, d’un site et sous un chef, que plusieurs réclamations "
        "déclarent. Ici, {conflicts} : {losses}, que déclarent {claims}.",
        here,
        conflicts=say_n("{n} conflit", "{n} conflits", n, here),
        losses=say_n("{n} perte", "{n} pertes", len(stakes), here),
        claims=say_n("{n} réclamation", "{n} réclamations", claims, here),
    )
    st.caption(staff.plain(told))


def conflicts(found: Ledger, sought: Sought) -> None:
    """The conflicts asked for as rows, and below them the one the reader chose."""
    here = language()
    if not found.conflicts:
        st.success(say("Aucune perte n’est réclamée par deux personnes.", here),
                   icon=":material/done_all:")  # fmt: skip
        return
    staff_sought.of_conflicts(sought, found)
    listed = sought.conflicts(found)
    if not listed:
        st.info(say("Aucun conflit ne répond à ces critères. Retirez-en un.", here),
                icon=":material/filter_alt_off:")  # fmt: skip
        return
    columns = [
        Column(say("Site", here), lambda c: domain_in_full(c.meeting.service), on_card="name"),
        Column(say(DECLARED, here), lambda c: c.meeting.declared, "money"),
        Column(say("Chef", here), lambda c: head_said(c.meeting.head), on_card="name"),
        Column(say("Au plus à payer", here), lambda c: c.meeting.loss, "money"),
        Column(say(ADMITTED, here), _admitted, "money"),
        Column(say("En trop", here), lambda c: c.meeting.beyond or None, "money"),
        Column(say("Décision", here), lambda c: _stage(c.meeting)),
        Column(say("Réclamations", here), lambda c: len(c.meeting.numbers), "count"),
    ]
    alt = say("Pertes réclamées par plusieurs; choisissez une ligne", here)
    row = staff_paged.table(
        listed, columns, called=PAGE, selectable=True, chosen=0, alt=alt,
        told=say_n("{n} conflit", "{n} conflits", len(listed), here),
        key=f"doubles.conflicts.{sought.decision}.{sought.order}.{sought.words}",
        narrowed=bool(sought.words),
    )  # fmt: skip
    st.divider()
    _opened(listed[row or 0], found)


def _admitted(conflict: Conflict) -> int | None:
    """None before any decision: nothing is admitted, nor refused."""
    met = conflict.meeting
    return met.admitted if any(stake.decided for stake in met.stakes) else None


def _stage(met: Meeting) -> str:
    return say("À décider", language()) if met.undecided else say("Décidé", language())


def _opened(conflict: Conflict, found: Ledger) -> None:
    here, met = language(), conflict.meeting
    st.subheader(head_said(met.head), anchor=False)
    st.text(domain_in_full(met.service))
    for code in conflict.why:
        st.markdown(staff.plain(say(WHY[code], here)))
    if met.beyond:
        told = say("Admis au-delà de la perte, à ne pas payer : {amount}. Remettez l’une des "
                   "réclamations à l’étude pour réduire ce qui est admis.", here,
                   amount=staff.amount(met.beyond))  # fmt: skip
        st.warning(staff.plain(told), icon=":material/warning:")
    _claims(met, found)
    _units(met)


def _claims(met: Meeting, found: Ledger) -> None:
    """Who claims it, by what title, for which days; a row leads to its claim."""
    here = language()
    columns = [
        Column(say("Numéro", here), lambda s: s.number, on_card="name"),
        Column(say(DECLARED, here), lambda s: s.declared, "money"),
        Column(say("Réclamant", here), lambda s: found.names[s.number], on_card="name"),
        Column(say(ADMITTED, here), lambda s: s.admitted if s.decided else None, "money"),
        Column(say("À payer", here), lambda s: _paid(met, s), "money"),
        Column(say("À quel titre", here), lambda s: say(TITLES[s.title], here)),
        Column(say("Ce qui est réclamé", here), lambda s: _means(s)),
        Column(say("Du", here), lambda s: s.start.isoformat()),
        Column(say("Au", here), lambda s: s.end.isoformat()),
    ]
    alt = say("Réclamations de cette perte; choisissez une ligne pour ouvrir la réclamation", here)
    key = f"doubles.claims.{met.service}.{met.head}.{met.start}"
    told = say_n("{n} perte", "{n} pertes", len(met.stakes), here)
    row = staff_paged.table(
        met.stakes, columns, called="pertes", told=told, key=key, selectable=True, alt=alt
    )
    if row is not None:
        open_claim(met.stakes[row].number)
    st.caption(say("Choisissez une ligne pour ouvrir la réclamation et la décider.", here))


def _means(stake: Stake) -> str:
    return say(MEANS[stake.means], language()) if stake.means else ""


def _paid(met: Meeting, stake: Stake) -> int | None:
    return met.paid_to(stake.number, stake.loss) if stake.decided else None


TIMED = N_(
    "Un montant qui dépend de la durée de la panne est réparti également sur ses jours. D’une "
    "période, on paie au plus la plus forte part admise, ou déclarée tant qu’elle attend une "
    "décision."
)
UNTIMED = N_(
    "Une perte qui ne dépend pas de la durée de la panne en est une seule, quels que soient les "
    "jours déclarés. On en paie au plus la plus forte part admise, ou déclarée tant qu’elle "
    "attend une décision."
)


def _units(met: Meeting) -> None:
    """The periods in which the same claims stand, and the most each can come to."""
    here = language()
    columns = [
        Column(say("Période", here), _period),
        Column(say("Réclamée par", here), lambda u: _claimed_by(u)),
        Column(say("Au plus à payer", here), lambda u: u.loss, "money"),
        Column(say("À payer", here), lambda u: u.paid, "money"),
    ]
    st.caption(say(TIMED if met.stakes[0].timed else UNTIMED, here))
    staff.short_table(met.units, columns, alt=say("Périodes du conflit", here))


def _period(unit: Unit) -> str:
    here = language()
    return say("du {start} au {end}", here, start=day(unit.start, here), end=day(unit.end, here))


def _claimed_by(unit: Unit) -> str:
    return ", ".join(sorted({part.stake.number for part in unit.parts}))


def several_types(found: Ledger, sought: Sought) -> None:
    """Sites whose claims name different types: the ceiling depends on the type."""
    here, types = language(), staff.matter().service_types
    st.caption(say("Le plafond d’un chef peut dépendre du type de service : vérifiez lequel est le "
                   "bon.", here))  # fmt: skip
    columns = [
        Column(say("Site", here), lambda row: domain_in_full(row[0])),
        Column(say("Types réclamés", here),
               lambda row: ", ".join(types[t].label.in_(here) for t in row[1])),
    ]  # fmt: skip
    alt = say("Sites réclamés sous plusieurs types", here)
    listed = sought.several_types(found)
    told = say_n("{n} site", "{n} sites", len(listed), here)
    staff_paged.table(listed, columns, called="types", told=told, key="doubles.types", alt=alt,
                      narrowed=bool(sought.words))  # fmt: skip


def totals(found: Ledger) -> None:
    """Each subgroup, its heads, and the whole, in the order of the matter."""
    here, matter = language(), staff.matter()
    columns = [
        Column(say("Sous-groupe", here), _named),
        Column(say("En conflit", here), lambda c: c.disputed, "money"),
        Column(say("Sans conflit", here), lambda c: c.undisputed, "money"),
        Column(say(DECLARED, here), lambda c: c.declared, "money"),
    ]
    cells = [*subgroups(found.cells[:-1]), *found.cells[:-1]]
    rows = sorted(cells, key=lambda cell: turn(cell.key, matter))
    alt = say("Déclaré par sous-groupe et chef, avec et sans conflit", here)
    staff.short_table([*rows, found.whole], columns, alt=alt, strong=lambda c: len(c.key) < 3)


def _named(cell: Apart) -> str:
    if not cell.key:
        return say("Total", language())
    part = len(cell.key) < len(BY_SUBGROUP)
    return subgroup_said(cell.key[1]) if part else head_said(cell.key[2])
