"""Scenarios as counsel reads them: side by side, one of them step by step, offers beside losses."""

from collections.abc import Callable, Mapping

import streamlit as st

from claims.i18n.catalogue import say
from claims.i18n.formats import day
from claims.i18n.sentences import sentence
from claims.matter.scenarios import Scenario
from claims.office.folder import local_day
from claims.office.scenarios import Read, side_by_side
from claims.problems import Refused
from claims.totals.offers import Beside, Compared
from claims.totals.scenarios import Tried
from claims.totals.scenarios_said import AMOUNTS, NOT_VALUED, OFFERS, method, said, total_named
from claims.totals.side_by_side import Named, late
from claims.totals.weighed import Sums
from claims.ui import staff
from claims.ui.here import actor, house, language, now
from claims.ui.staff import Column
from claims.ui.staff_leading import to_losses, to_subgroup
from claims.ui.staff_switches import CHOSEN
from claims.ui.staff_totals import head_said, subgroup_said

STOOD, LESS, MORE = "#5b7fa6", "#c8423b", "#2e9e5b"
"""Bars of a total, of what a switch takes away, of what it adds."""
Row = tuple[str, Sums]


def read(own: Mapping[str, Scenario]) -> Read:
    """The scenarios of the matter and counsel's own, as of now. Says why and ends the page where
    claims were counted under rules that this version reads no more."""
    matter = staff.matter()
    today = local_day(now(), matter)
    try:
        with st.spinner(say("Les réclamations sont comptées selon chaque scénario…", language())):
            return side_by_side(house(), actor(), matter.id, own, today=today)
    except Refused as refusal:
        for problem in refusal.problems:
            staff.fault(problem)
        st.stop()


def beside(found: Read) -> None:
    """A row a scenario, under the totals as they stand."""
    here = language()
    base = (say("Totaux actuels", here), found.found.base)
    st.caption(
        say("Le nom d’un total ouvre les pertes dont il part, telles qu’elles sont comptées.", here)
    )
    rows = [base, *((total_named(each.label.in_(here), each.tried.changes, here),
                     each.tried.totals) for each in found.found.scenarios)]  # fmt: skip
    staff.short_table(rows, _amounts(say("Scénario", here), lambda row: to_losses(())),
                      alt=say("Totaux selon les scénarios, côte à côte", here),
                      strong=lambda row: row is base)  # fmt: skip


def _amounts(first: str, to: Callable[[Row], str] | None = None) -> list[Column]:
    """to: the address of the losses that a row starts from."""
    here = language()
    return [
        Column(first, lambda row: row[0], to=to),
        Column(say(AMOUNTS["declared"], here), lambda row: row[1].declared, "money"),
        Column(say(AMOUNTS["supported"], here), lambda row: row[1].supported, "money"),
        Column(say(AMOUNTS["admitted"], here), lambda row: row[1].admitted, "money"),
    ]


def unfolded(found: Read) -> None:
    """One scenario: from the totals as they stand to its own, as a chart and as a table."""
    here, every = language(), {each.id: each for each in found.found.scenarios}
    if st.session_state.get(CHOSEN) not in every:
        st.session_state.pop(CHOSEN, None)
    left, right = st.columns([3, 2])
    chosen = left.selectbox(say("Scénario", here), list(every), key=CHOSEN,
                            index=len(every) - 1,
                            format_func=lambda key: every[key].label.in_(here))  # fmt: skip
    amount = right.radio(
        say("Montant", here),
        list(AMOUNTS),
        key="scenarios.amount",
        index=1,
        horizontal=True,
        format_func=lambda name: say(AMOUNTS[name], here),
    )
    if each := every.get(chosen or ""):
        _fall(each, amount)
        _steps(each.tried)
        _interest(each, found)
        with st.expander(say("Par sous-groupe et chef de dommages", here)):
            _parts(each)
        with st.expander(say("Méthode", here)):
            for told in method((change.switch for change in each.tried.changes), here):
                st.text(told)


def _fall(each: Named, amount: str) -> None:
    from claims.ui.charts import waterfall  # altair takes a second to import

    here, matter, reached = language(), staff.matter(), getattr(each.tried.base, amount)
    bars = [(say("Totaux actuels", here), 0, reached, staff.amount(reached), STOOD)]
    for place, change in enumerate(each.tried.changes, 1):
        cents = getattr(change.sums, amount)
        name = f"{place}. {said(change.switch, matter, here)}"
        bars.append((name, reached, reached + cents, staff.amount(cents),
                     LESS if cents < 0 else MORE))  # fmt: skip
        reached += cents
    bars.append((each.label.in_(here), 0, reached, staff.amount(reached), STOOD))
    st.altair_chart(
        waterfall(bars, step=say("Étape", here), axis=say(AMOUNTS[amount], here),
                  currency=matter.currency, language=here),
        key="scenarios.waterfall",
        alt=say("Du total actuel à celui du scénario, étape par étape", here),
    )  # fmt: skip


def _steps(found: Tried) -> None:
    """The same as a table: what stood, what each switch changed, what is left."""
    here, matter = language(), staff.matter()
    first = (say("Totaux actuels", here), found.base)
    last = (total_named(say("Scénario", here), found.changes, here), found.totals)
    changes = [(f"{place}. {said(change.switch, matter, here)}", change.sums)
               for place, change in enumerate(found.changes, 1)]  # fmt: skip
    columns = _amounts(say("Étape", here), lambda row: to_losses(()) if row is first else "")
    staff.short_table([first, *changes, last], columns, alt=say("Étapes du scénario", here),
                      strong=lambda row: row is first or row is last)  # fmt: skip


def _interest(each: Named, read: Read) -> None:
    """Two amounts, apart from the totals, where a switch asks for them, or why they are none."""
    here, found = language(), each.tried
    if found.interest is None:
        return
    if problem := late(read.found).get(each.id):
        st.text(sentence(problem, here))
        return
    rows = list(zip((say("Totaux actuels", here), say("Scénario", here)), found.interest,
                    strict=True))  # fmt: skip
    columns = [
        Column(say("Au {day}", here, day=day(read.found.as_of, here)), lambda row: row[0]),
        Column(say("Intérêts", here), lambda row: row[1].interest, "money"),
        Column(say("Indemnité additionnelle", here), lambda row: row[1].indemnity, "money"),
        Column(say("Pertes sans taux connu", here), lambda row: row[1].without, "count"),
    ]
    staff.short_table(rows, columns, alt=say("Intérêts, à part des totaux", here))


def _parts(each: Named) -> None:
    """Subgroup and head, then the whole they make."""
    here, matter = language(), staff.matter()
    order = {head: place for place, head in enumerate(matter.heads)}
    keys = sorted(each.tried.parts, key=lambda part: (not part[0], part[0], order[part[1]]))
    rows: list[Row] = [
        (f"{subgroup_said(key[0])} · {head_said(key[1])}", each.tried.parts[key]) for key in keys
    ]
    total = (total_named(say("Total", here), each.tried.changes, here), each.tried.totals)
    places = {row[0]: to_subgroup(*key) for row, key in zip(rows, keys, strict=True)}
    places[total[0]] = to_losses(())
    staff.short_table([*rows, total],
                      _amounts(say("Sous-groupe", here), lambda row: places[row[0]]),
                      alt=say("Totaux du scénario par sous-groupe et par chef", here),
                      strong=lambda row: row is total)  # fmt: skip


def offers(found: Beside) -> None:
    """Each offer beside what claimants lost; the losses as they are under it."""
    here = language()
    if not found.offers:
        st.text(say("Le dossier ne consigne aucune offre.", here))
        return
    columns = [
        Column(say("Offre", here), lambda offer: label(offer)),
        Column(say("Par réclamant", here), worth, "figure"),
        Column(say("À tous", here), lambda o: _money(o.total), "figure"),
        Column(say("Moins que déclaré", here), lambda o: _count(o.below_declared), "figure"),
        Column(say("Moins qu’étayé", here), lambda o: _count(o.below_supported), "figure"),
    ]
    staff.short_table(found.offers, columns, alt=say("Offres comparées aux pertes", here))
    st.text(say("Réclamants : {claims}. Pertes, en tout : déclaré {declared}, étayé {supported}. "
                "Médianes : déclaré {middle}, étayé {half}.", here,
                claims=staff.counted(found.claims), declared=staff.amount(found.declared),
                supported=staff.amount(found.supported), middle=_money(found.median_declared),
                half=_money(found.median_supported)))  # fmt: skip
    st.caption(say(OFFERS, here))


def label(offer: Compared) -> str:
    """An offer by its name in the matter."""
    return staff.matter().offers[offer.id].label.in_(language())


def worth(offer: Compared) -> str:
    """What it gives each claimant, or that nobody can say."""
    return say(NOT_VALUED, language()) if offer.amount is None else staff.amount(offer.amount)


def _money(cents: int | None) -> str:
    return staff.NOTHING if cents is None else staff.amount(cents)


def _count(number: int | None) -> str:
    return staff.NOTHING if number is None else staff.counted(number)
