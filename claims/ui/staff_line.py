"""One line opened: its tape from top to bottom, its exhibits, what a missing one would add."""

from collections.abc import Iterator

import streamlit as st

from claims.claim.identifiers import domain_in_full
from claims.claim.model import Claim, Exhibit
from claims.damages.assessment import Line
from claims.damages.engine import loss_of
from claims.damages.explain import Told, explain, support_told, warnings_of
from claims.damages.proof_told import kinds_said, proof_by_proof, proof_said
from claims.damages.prose_law import LAWS
from claims.evidence.copying import is_active
from claims.evidence.look import Look
from claims.evidence.precheck import expected
from claims.evidence.scanner import SAID
from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import day
from claims.i18n.sentences import sentence
from claims.matter.model import Grade
from claims.office.lawyer import OpenClaim
from claims.ui import staff, widgets_look
from claims.ui.forms import size_said
from claims.ui.forms_standing import Color
from claims.ui.here import language
from claims.ui.staff_totals import head_said

INDENT = "\u2003"


def heading(line: Line) -> None:
    """Which loss this is, over which days."""
    here = language()
    st.header(head_said(line.head), anchor=False)
    if line.service:
        st.text(domain_in_full(line.service))
    period = say("Du {start} au {end}", here, start=day(line.start, here), end=day(line.end, here))
    st.caption(f"{period} · {staff.matter().heads[line.head].authority.in_(here)}")


def tape(line: Line, claim: Claim) -> None:
    """The computation as an adding machine prints it: figure, source, authority, verified."""
    here = language()
    steps = explain(line, staff.matter(), here)
    rows = [_row(told) for told in steps]
    rows.append(_total(say("Montant déclaré, arrondi au cent", here), line.declared))
    if line.support:
        rows += [_row(told) for told in support_told(line, staff.matter(), here)]
        rows.append(_total(say("Montant étayé, arrondi au cent", here), line.supported))
    columns = [say("Étape", here), say("Valeur", here), say("Résultat", here)]
    st.table(
        {name: [row[i] for row in rows] for i, name in enumerate(columns)},
        hide_index=True, border="horizontal", alt=say("Calcul, étape par étape", here),
    )  # fmt: skip
    for warning in warnings_of(line, here):
        st.warning(staff.plain(warning), icon=":material/warning:")
    loss = loss_of(claim, line)
    for name, asked in staff.matter().heads[line.head].inputs.items():
        if asked.unit in ("call_log", "absent_days") and name in loss.inputs:
            st.caption(staff.plain(asked.label.in_(here)))
            st.text(loss.inputs[name].typed)
    if loss.note:
        st.caption(say("Note du réclamant", here))
        st.text(loss.note)


def interest(line: Line, opened: OpenClaim) -> None:
    """Legal interest and additional indemnity, two amounts never added; or why there are none."""
    here = language()
    due = opened.interest[opened.assessment.lines.index(line)]
    title = (
        say("Intérêts sur le montant admis", here)
        if line.decided
        else say("Intérêts sur le montant déclaré", here)
    )
    st.markdown(f"**{title}**")
    if due.refused:
        st.text(sentence(due.refused, here))
        return
    days = say_n("{n} jour", "{n} jours", due.days, here)
    period = {"start": day(due.start, here), "end": day(due.end, here)}
    st.caption(say("Du {start} au {end}, {days}", here, days=days, **period))
    st.caption(staff.plain(say("Régime : {law}.", here, law=say(LAWS[due.regime], here))))
    st.table(
        {
            say("Intérêt au taux légal", here): staff.plain(staff.amount(due.interest)),
            say("Indemnité additionnelle", here): staff.plain(staff.amount(due.indemnity)),
        },
        border="horizontal", width="content", alt=title,
    )  # fmt: skip
    for warning in due.warnings:
        st.caption(staff.plain(sentence(warning, here)))


def _row(told: Told) -> list[str]:
    return [_step(told), staff.plain(told.operand), staff.plain(told.running)]


def _total(said: str, cents: int) -> list[str]:
    return [f"**{said}**", "", f"**{staff.plain(staff.amount(cents))}**"]


def _step(told: Told) -> str:
    """What is done and, under it, who says so; the steps inside a step are set in."""
    text, source = f"{INDENT * 2 * told.depth}{staff.plain(told.text)}", _source(told)
    return f"{text}  \n:small[:gray[{staff.plain(source)}]]" if source else text


def _source(told: Told) -> str:
    mark = "" if told.verified else say("non vérifié", language())
    return " · ".join(part for part in (told.origin, told.authority, mark) if part)


def proof(line: Line, opened: OpenClaim) -> None:
    """The grade earned, the exhibits that earned it, and what would raise it."""
    here = language()
    st.markdown(f"**{say('Pièces', here)}**")
    for grade, said in _graded(line):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            badge = say("Catégorie de preuve {grade}", here, grade=grade)
            st.badge(badge, color=COLOURS[grade])
            st.caption(staff.plain(said), width="content")
    exhibits = [e for e in opened.claim.exhibits if line.loss in e.losses]
    known = widgets_look.looks(opened.row.number) if exhibits else {}
    for exhibit in exhibits:
        _exhibit(exhibit, opened.claim, known.get(exhibit.id, Look()))
    widgets_look.watch(opened.row.number, known)
    if not exhibits:
        st.caption(say("Aucune pièce jointe à cette perte.", here))
    _gains(line)


def _graded(line: Line) -> Iterator[tuple[Grade, str]]:
    """Each grade of the line with what earned it; one for the whole loss if all are alike."""
    here, matter = language(), staff.matter()
    if not line.support:
        yield line.grade, proof_said(line, matter, here)
        return
    yield from proof_by_proof(line, matter, here)


COLOURS: dict[Grade, Color] = {"A": "green", "B": "blue", "C": "orange", "D": "red"}


def _exhibit(exhibit: Exhibit, claim: Claim, look: Look) -> None:
    here, kind = language(), staff.matter().exhibit_kinds[exhibit.kind]
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute",
                          vertical_alignment="center"):  # fmt: skip
            st.markdown(f"**{kind.in_(here)}**", width="content")
            if not look.quarantined:
                _downloads(exhibit, claim)
        with st.container(horizontal=True, gap="small"):
            widgets_look.picture(claim.number, exhibit, look)
            with st.container(gap="xsmall", width="stretch"):
                st.text(exhibit.name)
                size = size_said(exhibit.size, here)
                st.caption(
                    f"{size} · SHA-256 {exhibit.sha256[:16]}… · {say(SAID[look.scan], here)}"
                )
        widgets_look.warnings(exhibit, look)
        wanted = expected(claim, staff.matter(), exhibit.losses)
        widgets_look.shown(claim.number, exhibit, look, wanted)


def _downloads(exhibit: Exhibit, claim: Claim) -> None:
    """The exhibit as received and, when something acts in it, a copy without it."""
    here, place = language(), f"/piece/{claim.number}/{exhibit.id}"
    with st.container(horizontal=True, gap="small", width="content"):
        if is_active(exhibit.flags):
            st.link_button(say("Copie assainie", here), f"{place}/copie",
                           key=f"copy.{exhibit.id}", icon=":material/verified_user:")  # fmt: skip
        st.link_button(say("Télécharger", here), place,
                       key=f"exhibit.{exhibit.id}", icon=":material/download:")  # fmt: skip


def _gains(line: Line) -> None:
    """What each missing exhibit would add to the supported amount."""
    here = language()
    if not line.gains:
        return
    st.caption(say("Ce qu’une pièce de plus ajouterait au montant étayé :", here))
    for grade, missing, cents in line.gains[:3]:
        names = kinds_said(missing, staff.matter(), here)
        told = say("{names} : + {gain} (catégorie de preuve {grade})", here, names=names,
                   gain=staff.amount(cents), grade=grade)  # fmt: skip
        st.markdown(f":small[{staff.plain(told)}]")
