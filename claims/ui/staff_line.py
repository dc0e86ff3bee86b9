"""One line opened: its interest, its exhibits, what a missing one would add."""

from collections.abc import Iterator, Mapping

import streamlit as st

from claims.claim.identifiers import domain_in_full
from claims.claim.model import Claim, Exhibit
from claims.damages.assessment import Line
from claims.damages.proof_told import kinds_said, proof_by_proof, proof_said
from claims.damages.prose_law import LAWS, start_told
from claims.evidence.copying import is_active
from claims.evidence.look import Look
from claims.evidence.precheck import expected
from claims.evidence.scanner import SAID
from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import day
from claims.i18n.sentences import sentence
from claims.matter.model import Grade
from claims.office.entitling import Named
from claims.office.lawyer import OpenClaim
from claims.ui import staff, staff_exhibits, staff_naming, staff_withheld, widgets_look
from claims.ui.forms import size_said
from claims.ui.forms_standing import Color
from claims.ui.here import language
from claims.ui.staff_totals import head_said


def heading(line: Line) -> None:
    """Which loss this is, over which days."""
    here = language()
    st.header(head_said(line.head), anchor=False)
    if line.service:
        st.text(domain_in_full(line.service))
    period = say("Du {start} au {end}", here, start=day(line.start, here), end=day(line.end, here))
    st.caption(f"{period} · {staff.matter().heads[line.head].authority.in_(here)}")


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
    st.caption(staff.plain(start_told(line, staff.matter(), here)))
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


def looks(line: Line, opened: OpenClaim) -> Mapping[str, Look]:
    """What is known of the exhibits of a claim, where the line has some, or nobody said of what
    some are."""
    some = any(line.loss in each.losses or not each.losses for each in opened.claim.exhibits)
    return widgets_look.looks(opened.row.number) if some else {}


def proof(line: Line, opened: OpenClaim, known: Mapping[str, Look]) -> None:
    """The grade earned, the exhibits that earned it, and what would raise it."""
    here, names = language(), staff_naming.of_claim(opened.row.number)
    st.markdown(f"**{say('Pièces', here)}**")
    for grade, said in _graded(line):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            badge = say("Catégorie de preuve {grade}", here, grade=grade)
            st.badge(badge, color=COLOURS[grade])
            st.caption(staff.plain(said), width="content")
    exhibits = [e for e in opened.claim.exhibits if line.loss in e.losses]
    if not exhibits:
        st.caption(say("Aucune pièce jointe à cette perte.", here))
    staff_exhibits.beside(line, opened, known, names)
    for exhibit in exhibits:
        _exhibit(exhibit, opened.claim, known.get(exhibit.id, Look()), names.get(exhibit.id))
    widgets_look.watch(opened.row.number, known)
    _gains(line)
    if loose := [each for each in opened.claim.exhibits if not each.losses]:
        told = say_n("{n} pièce rattachée à aucune perte : elle n’en étaye aucune.",
                     "{n} pièces rattachées à aucune perte : elles n’en étayent aucune.",
                     len(loose), here)  # fmt: skip
        st.caption(told)
        for exhibit in loose:
            _exhibit(exhibit, opened.claim, known.get(exhibit.id, Look()), names.get(exhibit.id))


def _graded(line: Line) -> Iterator[tuple[Grade, str]]:
    """Each grade of the line with what earned it; one for the whole loss if all are alike."""
    here, matter = language(), staff.matter()
    if not line.support:
        yield line.grade, proof_said(line, matter, here)
        return
    yield from proof_by_proof(line, matter, here)


COLOURS: dict[Grade, Color] = {"A": "green", "B": "blue", "C": "orange", "D": "red"}


def _exhibit(exhibit: Exhibit, claim: Claim, look: Look, named: Named | None) -> None:
    here, kind = language(), staff.matter().exhibit_kinds[exhibit.kind]
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, horizontal_alignment="distribute",
                          vertical_alignment="center"):  # fmt: skip
            st.markdown(f"**{staff_naming.heading(named, kind.in_(here))}**", width="content")
            if not look.quarantined:
                staff_withheld.way_to(claim.number, exhibit.id)
                _downloads(exhibit, claim)
        if named:
            staff_naming.told(named)
        st.text(exhibit.name)
        size = size_said(exhibit.size, here)
        st.caption(f"{size} · SHA-256 {exhibit.sha256[:16]}… · {say(SAID[look.scan], here)}")
        widgets_look.warnings(exhibit, look)
        wanted = expected(claim, staff.matter(), exhibit.losses)
        widgets_look.shown(claim.number, exhibit, look, wanted)
        if named:
            staff_naming.beside(named)


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
