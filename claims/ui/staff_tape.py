"""A tape as counsel reads it: each step with its source, who typed it when, and its exhibits."""

from collections.abc import Iterator, Mapping, Sequence

import streamlit as st

from claims.claim.model import Exhibit
from claims.damages.assessment import Line
from claims.damages.engine import loss_of
from claims.damages.explain import (
    Told,
    explain,
    result_number,
    support_told,
    supported_number,
    warnings_of,
)
from claims.damages.named_sales import window_of
from claims.damages.sales_shown import around
from claims.evidence.look import Look
from claims.i18n.catalogue import say
from claims.i18n.formats import moment
from claims.matter.model import Head
from claims.matter.proving import by_name, provable
from claims.office.lawyer import OpenClaim
from claims.office.origins import CREDITS, DAYS, Datum
from claims.ui import charts_outage, staff
from claims.ui.here import language

Known = Mapping[str, Look]
"""Exhibit → what is known of it."""


def tape(line: Line, opened: OpenClaim, known: Known) -> None:
    """The computation as an adding machine prints it: figure, source, authority, verified; who
    typed each datum and when, and the exhibits that prove it, each a click away."""
    here, matter = language(), staff.matter()
    rows = list(_rows(explain(line, matter, here), line, opened, known))
    declared = say("Montant déclaré, arrondi au cent", here)
    rows.append(_total(result_number(line), declared, line.declared))
    if line.support:
        rows += [_row(told, "") for told in support_told(line, matter, here)]
        supported = say("Montant étayé, arrondi au cent", here)
        rows.append(_total(supported_number(line), supported, line.supported))
    columns = [say("Étape", here), say("Valeur", here), say("Résultat", here)]
    st.table(
        {name: [row[i] for row in rows] for i, name in enumerate(columns)},
        hide_index=True, border="horizontal", alt=say("Calcul, étape par étape", here),
    )  # fmt: skip
    for warning in warnings_of(line, here):
        st.warning(staff.plain(warning), icon=":material/warning:")
    _typed_at_length(line, opened)


def sales(line: Line, opened: OpenClaim) -> None:
    """Of a loss that rests on a history: its sales drawn as the claimant sees them, what was
    expected, and between which sums."""
    loss = loss_of(opened.claim, line)
    entry = loss.inputs.get("history")
    if entry is None or not entry.history:
        return
    here, currency = language(), staff.matter().currency
    shown = around(entry.history, window_of(opened.claim, loss))
    st.markdown(f"**{say('Ventes autour de la panne', here)}**")
    if said := charts_outage.expected_told(shown, currency, here, bounds=True):
        st.markdown(said)
    charts_outage.drawn(shown, loss=line.loss, currency=currency, language=here)


def _head(line: Line) -> Head:
    return staff.matter().heads[line.head]


def _typed_at_length(line: Line, opened: OpenClaim) -> None:
    """What was typed that a figure alone does not tell: logs, days, the claimant's note."""
    here, loss = language(), loss_of(opened.claim, line)
    for name, asked in _head(line).inputs.items():
        if asked.unit in ("call_log", "absent_days") and name in loss.inputs:
            st.caption(staff.plain(asked.label.in_(here)))
            st.text(loss.inputs[name].typed)
    if loss.note:
        st.caption(say("Note du réclamant", here))
        st.text(loss.note)


def _rows(
    steps: Sequence[Told], line: Line, opened: OpenClaim, known: Known
) -> Iterator[list[str]]:
    """A row a step; under its source, the first time, when its datum was typed and what proves
    it."""
    inputs, last, proved = loss_of(opened.claim, line).inputs, "", set[str]()
    dated = set[Datum | None]()
    for told in steps:
        if told.name in inputs:
            last = told.name
        datum = _datum(told, line, last)
        under = [] if datum in dated else _typed(datum, opened)
        dated.add(datum)
        rests = told.origin_code != "blank" and told.name in provable(_head(line))
        if rests and told.name not in proved:
            proved.add(told.name)
            exhibits = _proving(told.name, line, opened)
            under = [*under, _links(exhibits, opened, known)]
        yield _row(told, "  \n".join(f":small[{said}]" for said in under))


def _datum(told: Told, line: Line, last: str) -> Datum | None:
    """What a step takes from what someone typed; None where it takes nothing of the kind.

    last: the input of a step above, whose recoverable tax may have been typed apart.
    """
    if told.origin_code == "history":
        return line.loss, "history"
    if told.origin_code == "credit":
        return "", CREDITS
    if told.origin_code != "declared":
        return None
    return line.loss, f"{last}_tax" if told.name == "tax" else told.name


def _typed(datum: Datum | None, opened: OpenClaim) -> list[str]:
    """Who said it, in which revision, and when; nothing where nobody typed anything."""
    here, matter = language(), staff.matter()
    if datum is None or (datum == ("", CREDITS) and not opened.claim.credits):
        return []
    typed = opened.origins.get(datum) or opened.origins.get((datum[0], DAYS))
    if typed is None:
        return []
    own = typed.by == opened.row.number
    who = say("le réclamant", here) if own else staff.who(typed.by)
    when = moment(typed.at, matter.timezone, here)
    told = say("inscrit par {who}, {when}, révision {n}", here, who=who, when=when,
               n=staff.counted(typed.revision))  # fmt: skip
    return [f":gray[{staff.plain(told)}]"]


def _proving(name: str, line: Line, opened: OpenClaim) -> list[Exhibit]:
    """The exhibits of a loss that may prove a name of its tape."""
    head = _head(line)
    rules = [rule for rule in head.proof if not rule.proves or name in rule.proves]
    kinds = {kind for rule in rules for kind in rule.all_of}
    every = [e for e in opened.claim.exhibits if line.loss in e.losses]
    return [e for e in every if e.kind in kinds] if by_name(head) else every


def _links(exhibits: Sequence[Exhibit], opened: OpenClaim, known: Known) -> str:
    """Exhibits by kind and name, each leading to the file; one in quarantine leads nowhere."""
    here, kinds = language(), staff.matter().exhibit_kinds
    if not exhibits:
        return f":orange[{staff.plain(say('aucune pièce à l’appui', here))}]"
    told = []
    for exhibit in exhibits:
        kind = kinds[exhibit.kind].in_(here)
        label = staff.plain(say("{label} : {value}", here, label=kind, value=exhibit.name))
        withheld = known.get(exhibit.id, Look()).quarantined
        place = f"/piece/{opened.row.number}/{exhibit.id}"
        told.append(label if withheld else f"[{label}]({place})")
    return " · ".join(told)


def _row(told: Told, under: str) -> list[str]:
    step = "  \n".join(part for part in (_step(told), under) if part)
    return [step, staff.plain(told.operand), staff.plain(told.running)]


def _total(number: str, said: str, cents: int) -> list[str]:
    return [f"**{number}\u2002{said}**", "", f"**{staff.plain(staff.amount(cents))}**"]


def _step(told: Told) -> str:
    """What is done, by the number it is cited by, and, under it, who says so."""
    text, source = f"**{told.number}**\u2002{staff.plain(told.text)}", _source(told)
    return f"{text}  \n:small[:gray[{staff.plain(source)}]]" if source else text


def _source(told: Told) -> str:
    mark = "" if told.verified else say("non vérifié", language())
    return " · ".join(part for part in (told.origin, told.authority, mark) if part)
