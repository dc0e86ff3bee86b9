"""One claim as counsel reads it: who claims, which services, every loss, what happened to it."""

from collections import Counter

import streamlit as st

from claims.claim.identifiers import domain_in_full, phone_said
from claims.claim.model import Claim, Decision, Service
from claims.damages.assessment import Line
from claims.damages.proof_told import grades_said
from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import moment
from claims.i18n.text import Language, Text
from claims.matter.model import Matter, Question
from claims.matter.taxed import registrant
from claims.office import pacing
from claims.office.lawyer import OpenClaim
from claims.ui import proving, staff, staff_paged
from claims.ui.forms import CAPACITIES, KINDS, PLACES
from claims.ui.forms_sites import servers
from claims.ui.forms_standing import OUTCOMES
from claims.ui.here import language
from claims.ui.staff import Column
from claims.ui.staff_queue import LINES, LOSS
from claims.ui.staff_totals import ADMITTED, DECLARED, SUPPORTED, head_said, subgroup_said

GLYPHS = {"accepted": "✓", "reduced": "◐", "refused": "✕"}


def top(opened: OpenClaim) -> None:
    """Number, state, and what the reader must know before anything else."""
    here, claim = language(), opened.claim
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(say("Réclamation {number}", here, number=claim.number), width="content",
                 anchor=False)  # fmt: skip
        staff.badge(opened.row.status)
        if claim.fictional:
            st.badge(say("Fictive", here), icon=":material/science:", color="violet")
    if claim.source:
        with st.container(horizontal=True, gap="xsmall"):
            st.text(say("Faits publics, lus dans :", here))
            st.text(claim.source)


def too_many() -> None:
    """Why this claim is not opened yet: more were just opened than anyone reads."""
    proving.ask("claim")
    proving.box("claim", why=say(
        "Réclamations que vous avez ouvertes en moins de cinq minutes : {n}. L’administration en "
        "est avertie. Avant la suivante, donnez le code qu’affiche maintenant votre application "
        "d’authentification.", language(), n=staff.counted(pacing.MOST),
    ))  # fmt: skip


def amounts(opened: OpenClaim) -> None:
    """Declared, supported, admitted: three figures, never mixed."""
    here, counted = language(), opened.assessment
    with st.grid(3):
        staff.figure(say(DECLARED, here), staff.amount(counted.declared))
        staff.figure(
            say(SUPPORTED, here),
            staff.amount(counted.supported),
            staff.share(counted.supported, counted.declared),
        )
        if counted.any_decided:
            staff.figure(
                say(ADMITTED, here),
                staff.amount(counted.admitted),
                staff.share(counted.admitted, counted.declared),
            )
        else:
            staff.figure(say(ADMITTED, here), staff.NOTHING, say("rien n’est décidé", here))


def claimant(opened: OpenClaim) -> None:
    """Who claims and how to reach them; their words stay inert."""
    here, claim = language(), opened.claim
    who, contact = claim.claimant, claim.contact
    with st.container(border=True, height="stretch"):
        st.header(say("Réclamant", here), anchor=False)
        st.text(who.name)
        kind, capacity = say(KINDS[who.kind], here), say(CAPACITIES[who.capacity], here)
        tax = registrant(staff.matter(), here)
        if not who.registrant:
            tax = say("non {registrant}", here, registrant=tax)
        st.caption(f"{kind} · {capacity} · {tax}")
        phone = phone_said(contact.phone) if contact.phone else ""
        place = say(PLACES[contact.place], here) if contact.place else ""
        told = (who.registration, contact.email, phone, contact.address, place)
        st.text("\n".join(text for text in told if text))
        _signed(claim)
        _noticed(opened)
        _answers(claim)


def _signed(claim: Claim) -> None:
    here, signed = language(), claim.attestation
    if signed is None:
        st.warning(say("Attestation absente : la réclamation n’est pas signée.", here),
                   icon=":material/edit_off:")  # fmt: skip
        return
    when = moment(signed.at, staff.matter().timezone, here)
    st.caption(say("Attestée le {when}, texte du {wording}, par :", here, when=when,
                   wording=signed.wording))  # fmt: skip
    st.text(signed.name)


def _noticed(opened: OpenClaim) -> None:
    """Which privacy notice was read when this began; nobody was shown one for an import."""
    here, seen = language(), opened.notice
    if seen is None:
        st.caption(say("Avis de confidentialité : aucun n’a été consigné.", here))
        return
    spoken = say("français", here) if seen.language == "fr" else say("anglais", here)
    when = moment(seen.at, staff.matter().timezone, here)
    st.caption(say("Avis de confidentialité du {version}, montré en {spoken} le {when}.", here,
                   version=seen.version, spoken=spoken, when=when))  # fmt: skip


def _answers(claim: Claim) -> None:
    """The member with an action of their own is deemed to have opted out: counsel must see it."""
    here, questions = language(), staff.matter().questions
    for key, answer in claim.answers.items():
        st.caption(questions[key].text.in_(here))
        st.text(questions[key].answers[answer].in_(here))


def services(opened: OpenClaim) -> None:
    """Each site, what it was, where it is placed and when it came back."""
    here, matter = language(), staff.matter()
    columns = [
        Column(say("Site", here), lambda s: domain_in_full(s.domain)),
        Column(say("Type", here), lambda s: matter.service_types[s.type].label.in_(here)),
        Column(say("Sous-groupe", here), lambda s: subgroup_said(s.subgroup)),
        *_server(matter, here),
        Column(say("Rétabli le", here), lambda s: s.restored.isoformat() if s.restored else "—"),
        Column(say("Propriétaire déclaré", here), lambda s: s.owner or "—"),
        Column(say("Réponses", here), lambda s: _answered(s), width="large"),
    ]
    with st.container(border=True, height="stretch"):
        st.header(say("Sites et services", here), anchor=False)
        told = say_n("{n} site", "{n} sites", len(opened.claim.services), here)
        staff_paged.table(
            opened.claim.services, columns, called="sites", told=told, key="claim.services",
            alt=say("Sites et services touchés", here),
        )  # fmt: skip


def _server(matter: Matter, here: Language) -> list[Column]:
    """The server of a site, in matters that ask for it."""
    known = servers(matter, here)
    return [Column(say("Serveur", here), lambda s: known.get(s.server, s.server))] if known else []


def _answered(service: Service) -> str:
    """What was answered, in the order of the questions; one that answers several, as « Oui » does,
    stands after its own."""
    questions, given = staff.matter().questions, service.answers
    every = Counter(text for each in questions.values() for text in set(each.answers.values()))
    told = [(each, each.answers[given[key]]) for key, each in questions.items() if given.get(key)]
    return " · ".join(_answer(*pair, alone=every[pair[1]] == 1) for pair in told)


def _answer(question: Question, answer: Text, *, alone: bool) -> str:
    here = language()
    return answer.in_(here) if alone else f"{question.text.in_(here)} {answer.in_(here)}"


def lines(opened: OpenClaim) -> Line | None:
    """Every loss as a row; the one the reader chose, else that of the address, else the first that
    waits for a decision."""
    here, rows = language(), opened.assessment.lines
    columns = [
        Column(say("Chef", here), lambda line: head_said(line.head), on_card="name"),
        Column(say("Site", here), lambda line: domain_in_full(line.service) or "—"),
        Column(say("Décision", here), lambda line: outcome(opened.decision(line.loss))),
        Column(say(DECLARED, here), lambda line: line.declared, "money"),
        Column(say(SUPPORTED, here), lambda line: line.supported, "money"),
        Column(say(ADMITTED, here), lambda line: line.admitted if line.decided else None, "money"),
        Column(say("À vérifier", here), lambda line: "⚠" if line.warnings else ""),
        Column(say("Preuve", here), grades_said),
        Column(say("Sous-groupe", here), lambda line: line.subgroup or "—"),
    ]
    asked = st.query_params.get(LOSS, "")
    waiting = next((i for i, line in enumerate(rows) if opened.waits(line.loss)), 0)
    start = next((i for i, line in enumerate(rows) if line.loss == asked), waiting)
    row = staff_paged.table(
        rows, columns, key=f"claim.lines.{opened.row.number}.{opened.row.version}",
        chosen=start, selectable=True, called=LINES,
        told=say_n("{n} perte", "{n} pertes", len(rows), here),
        alt=say("Pertes de la réclamation; choisissez une ligne", here),
    )  # fmt: skip
    return rows[start if row is None else row] if rows else None


def outcome(decision: Decision | None) -> str:
    """A decision in one word."""
    if decision is None:
        return say("À décider", language())
    return f"{GLYPHS[decision.outcome]} {say(OUTCOMES[decision.outcome], language())}"
