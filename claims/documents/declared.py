"""What a claimant declared, service by service, each loss with its tape and its missing proofs."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable

from claims.claim.authority import NAMED
from claims.claim.identifiers import domain_in_full
from claims.claim.model import Claim, Credit, Service
from claims.damages.assessment import Assessment, Line
from claims.damages.explain import warnings_of
from claims.damages.proof_told import gain_of, grades_said, proof_said, supported_said
from claims.documents.blocks import grid, listed, notices, pairs
from claims.documents.ink import words
from claims.documents.paper import BODY, Heading
from claims.documents.tape import period, tape
from claims.i18n.catalogue import say
from claims.i18n.formats import day, money, percent, unrounded
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.money import to_units

BEGUN = 3
"""Rows of a tape, or all of them, that stand on the page of its heading."""


def declared(
    claim: Claim, assessment: Assessment, matter: Matter, language: Language
) -> Iterator[Flowable]:
    """The summary, then every service, then the losses of the claimant."""
    yield Heading(say("Ce que vous avez déclaré", language))
    yield _summary(assessment, matter, language)
    about = {loss.id: loss.service for loss in claim.losses}
    for service in claim.services:
        lines = [line for line in assessment.lines if about[line.loss] == service.id]
        yield from _service(service, lines, matter, language)
    own = [line for line in assessment.lines if not about[line.loss]]
    if own:
        heading = Heading(say("Pertes propres au réclamant", language), 2)
        yield from _lines(own, matter, language, (heading,))


def _summary(assessment: Assessment, matter: Matter, language: Language) -> Flowable:
    header = [
        say("Service", language),
        say("Chef de dommages", language),
        say("Catégorie de preuve", language),
        say("Déclaré", language),
        say("Étayé", language),
    ]
    rows = [
        [
            domain_in_full(line.service) or "—",
            matter.heads[line.head].label.in_(language),
            grades_said(line),
            money(line.declared, matter.currency, language),
            money(line.supported, matter.currency, language),
        ]
        for line in assessment.lines
    ]
    said = money(assessment.declared, matter.currency, language)
    backed = money(assessment.supported, matter.currency, language)
    rows.append([say("Total", language), "", "", said, backed])
    return grid(header, rows, [30, 33, 13, 17, 17], right=(3, 4), total=True)


def _service(
    service: Service, lines: Sequence[Line], matter: Matter, language: Language
) -> Iterator[Flowable]:
    yield CondPageBreak(120)
    yield Heading(domain_in_full(service.domain), 2)
    yield pairs(_about(service, matter, language))
    yield from _lines(lines, matter, language)


def _about(service: Service, matter: Matter, language: Language) -> list[tuple[str, str]]:
    kind = matter.service_types.get(service.type)
    back = (
        day(service.restored, language) if service.restored else say("date non précisée", language)
    )
    rows = [
        (say("Type de service", language), kind.label.in_(language) if kind else "—"),
        (say("Sous-groupe", language), subgroup_said(service.subgroup, matter, language)),
        (say("Revenu en ligne", language), back),
    ]
    if service.server:
        rows.append((say("Serveur", language), server_said(service.server, matter, language)))
    if service.typed != service.domain:
        rows.append((say("Tel que vous l’avez écrit", language), service.typed))
    if service.owner:
        rows.append((say("Propriétaire", language), service.owner))
    if service.owner_email:
        rows.append((say("Courriel du propriétaire", language), service.owner_email))
    if service.authority:
        rows.append((say("À quel titre", language), say(NAMED[service.authority], language)))
    return rows


def server_said(server: str, matter: Matter, language: Language) -> str:
    """A server as the table of outages tells it; its name alone once the table has it no more."""
    labels = (o.label.in_(language) for o in matter.outages if o.server == server)
    return next(labels, server)


def subgroup_said(subgroup: str, matter: Matter, language: Language) -> str:
    """A subgroup with its standing before the court."""
    if not subgroup:
        return say("à déterminer", language)
    found = matter.subgroups[subgroup]
    label = f"{subgroup} — {found.label.in_(language)}"
    if found.status == "confirmed":
        return label
    return say("{label} (proposé, non confirmé par le tribunal)", language, label=label)


def _lines(
    lines: Sequence[Line], matter: Matter, language: Language, above: Sequence[Flowable] = ()
) -> Iterator[Flowable]:
    """Each loss where the page can hold its heading and how its tape begins, with what stands above
    the first; a tape goes on overleaf rather than leave a page half empty."""
    for place, line in enumerate(lines):
        label = matter.heads[line.head].label.in_(language)
        heading = words(f"{label} · {period(line, language)}", "loss")
        heading.keepWithNext = 0  # with all of its tape, it would begin a page
        counted = tape(line, matter, language)
        headed = (*(() if place else above), heading)
        yield CondPageBreak(sum(map(_high, headed)) + counted.beginning(BEGUN))
        yield from headed
        yield counted
        yield from (words(told, "small") for told in _grade(line, matter, language))
        gain = gain_of(line, matter, language)
        yield from listed([gain] if gain else [])
        yield from notices(warnings_of(line, language, yours=True), "warning")


def _high(one: Flowable) -> float:
    """Points that a heading takes, the room around it counted."""
    height: float = one.wrap(BODY, BODY)[1]
    return height + float(one.getSpaceBefore()) + float(one.getSpaceAfter())


def _grade(line: Line, matter: Matter, language: Language) -> Iterator[str]:
    """The grade and its share; or each datum with its own, and what each grade adds."""
    head = matter.heads[line.head]
    authority = head.authority.in_(language)
    if line.support:
        yield say("Preuves : {proofs}.", language, proofs=proof_said(line, matter, language))
        yield supported_said(line, matter, language)
        yield say("Fondement : {authority}.", language, authority=authority)
        return
    yield say(
        "Catégorie de preuve {grade} ({proof}) : {share} du montant déclaré est étayé, soit "
        "{supported}. Fondement : {authority}.",
        language,
        grade=line.grade,
        proof=proof_said(line, matter, language),
        share=percent(head.accept[line.grade], language),
        supported=money(line.supported, matter.currency, language),
        authority=authority,
    )


def credits_said(
    claim: Claim, assessment: Assessment, matter: Matter, language: Language
) -> Iterator[Flowable]:
    """Sums received and offers refused, each with what the assessment deducted of it."""
    if not claim.credits:
        return
    yield Heading(say("Sommes reçues ou offertes", language))
    kinds, answers = credit_kinds(language), matter.credited()
    rows = [
        [
            kinds[credit.kind],
            answers[credit.head].in_(language),
            credit_effect(credit, assessment, matter, language),
            money(credit.cents, matter.currency, language),
        ]
        for credit in claim.credits
    ]
    header = [
        say("Nature", language),
        say("Chef de dommages", language),
        say("Effet", language),
        say("Montant", language),
    ]
    yield grid(header, rows, [22, 30, 42, 16], right=(3,))


def credit_effect(
    credit: Credit, assessment: Assessment, matter: Matter, language: Language
) -> str:
    """What the assessment did of a sum: deducted, in whole or in part, or not and why."""
    if not credit.accepted:
        return say("offre refusée : non déduite", language)
    taken = assessment.deducted.get(credit.id)
    if taken is None:
        return say("reçue : non déduite, ce dossier n’évalue pas l’hébergement gratuit", language)
    if not taken:
        return say("reçue : non déduite, faute de perte dont la déduire", language)
    if taken < to_units(credit.cents):
        return say(
            "reçue : déduite jusqu’à {amount}; le reste dépasse les pertes dont la déduire",
            language,
            amount=unrounded(taken, matter.currency, language),
        )
    return say("reçue : déduite une seule fois, du chef auquel elle répond", language)


def credit_kinds(language: Language) -> dict[str, str]:
    """What each kind of credit is called."""
    return {
        "goodwill": say("geste commercial", language),
        "refund": say("remboursement", language),
        "insurance": say("indemnité d’assurance", language),
        "free_hosting": say("hébergement gratuit", language),
    }
