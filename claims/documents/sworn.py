"""The sworn form, to print and sign: what is sworn to, its hash, and room for who takes the oath.

The official formula belongs to the court: it comes from the matter's file, given by counsel, or its
place stays empty and says so. Nothing here makes one up.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, TableStyle

from claims.claim.identifiers import domain_in_full
from claims.claim.model import Claim
from claims.damages.assessment import Assessment, Line
from claims.documents.apart import notes_of, told_in_public
from claims.documents.blocks import bare, grid, notice, pairs
from claims.documents.ink import AMBER, MUTED, PLAIN, words
from claims.documents.paper import BODY, Heading, Sheet, publish
from claims.documents.receipt import colophon
from claims.documents.tagged import Placed
from claims.i18n.catalogue import say
from claims.i18n.formats import day, moment, money
from claims.i18n.text import Language
from claims.matter.filing import filing
from claims.matter.model import Matter

BLANK = "_" * 48
"""Room to write by hand."""
SLOT = 92
"""Height of the room left for the official formula, in points."""


def sworn_form(
    claim: Claim,
    assessment: Assessment,
    matter: Matter,
    *,
    sha256: str,
    at: datetime,
    language: Language,
    revision: int,
) -> bytes:
    """The PDF. sha256: of what is attested, or would be; revision 0: not filed yet."""
    story = [
        *_opening(claim, matter, at, language, revision),
        *_facts(claim, assessment, matter, language),
        *_amounts(assessment, matter, language),
        *_attested(claim, matter, sha256, language),
        words(colophon(language), "aside"),
        KeepTogether([*_formula(matter, language), *_signatures(matter, language)]),
    ]
    title = say("Déclaration sous serment", language)
    sheet = Sheet(
        title=f"{title} {claim.number}",
        running=f"{matter.title.in_(language)} — {title}",
        foot=f"{claim.number} · {_state(revision, language)} · SHA-256 {sha256[:16]}…",
        language=language,
        at=at,
        fictional=claim.fictional,
    )
    return publish(story, sheet)


def _state(revision: int, language: Language) -> str:
    if not revision:
        return say("non déposée", language)
    return say("révision {revision}", language, revision=revision)


def _opening(
    claim: Claim, matter: Matter, at: datetime, language: Language, revision: int
) -> Iterator[Flowable]:
    signed = claim.attestation
    yield words(matter.forum.in_(language), "small")
    yield words(matter.title.in_(language), "strong")
    yield Heading(say("Déclaration sous serment", language), 0)
    if not revision:
        yield notice(
            say(
                "Projet : ce dossier n’est pas encore déposé. S’il change, imprimez de nouveau ce "
                "formulaire, car l’empreinte ci-dessous ne conviendrait plus.",
                language,
            ),
            "warning",
        )
    if told := told_in_public(claim, language):
        yield notice(told, "warning")
    when = moment(at, matter.timezone, language)
    stands = say("Tel que déposé le {when}", language, when=when)
    yield pairs(
        [
            (say("Réclamant", language), claim.claimant.name),
            (say("Déclarant", language), signed.name if signed else BLANK),
            (say("Adresse", language), claim.contact.address or BLANK),
            (filing(matter, language)["numbered"], claim.number),
            (
                say("État", language),
                stands if revision else say("Tel qu’enregistré le {when}", language, when=when),
            ),
        ]
    )


def _facts(
    claim: Claim, assessment: Assessment, matter: Matter, language: Language
) -> Iterator[Flowable]:
    yield Heading(say("Faits déclarés", language))
    event = matter.event.in_(language)
    yield words(say("L’événement, selon l’action : {event}", language, event=event), "small")
    for n, service in enumerate(claim.services, 1):
        kind = matter.service_types[service.type].label.in_(language)
        back = (
            say("revenu en ligne le {day}", language, day=day(service.restored, language))
            if service.restored
            else say("sans date de retour déclarée", language)
        )
        yield words(f"{n}. {domain_in_full(service.domain)} — {kind}, {back}", "item")
    yield from (words(note, "small") for note in notes_of(claim, language))
    losses = {loss.id: loss for loss in claim.losses}
    rows = [
        [
            matter.heads[line.head].label.in_(language),
            domain_in_full(line.service) or "—",
            say(
                "du {start} au {end}",
                language,
                start=day(losses[line.loss].start, language),
                end=day(losses[line.loss].end, language),
            ),
            money(line.declared, matter.currency, language),
        ]
        for line in assessment.lines
    ]
    header = [
        say("Chef de dommages", language),
        say("Service", language),
        say("Période", language),
        say("Déclaré", language),
    ]
    yield Spacer(1, 4)
    yield grid(header, rows, [34, 26, 32, 18], right=(3,))


def _amounts(assessment: Assessment, matter: Matter, language: Language) -> Iterator[Flowable]:
    yield CondPageBreak(120)
    yield Heading(say("Montants par chef de dommages", language))
    rows = [
        [
            matter.heads[head].label.in_(language),
            matter.heads[head].authority.in_(language),
            money(cents, matter.currency, language),
        ]
        for head, cents in by_head(assessment.lines).items()
    ]
    total = money(assessment.declared, matter.currency, language)
    rows.append([say("Total déclaré", language), "", total])
    header = [
        say("Chef de dommages", language),
        say("Fondement", language),
        say("Déclaré", language),
    ]
    yield grid(header, rows, [40, 46, 22], right=(2,), total=True)


def by_head(lines: tuple[Line, ...]) -> Mapping[str, int]:
    """Head → cents declared, in the order heads are first claimed."""
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.head] = sums.get(line.head, 0) + line.declared
    return sums


def _attested(claim: Claim, matter: Matter, sha256: str, language: Language) -> Iterator[Flowable]:
    yield CondPageBreak(110)
    yield Heading(say("La déclaration à laquelle ce formulaire se rapporte", language))
    yield words(
        say(
            "L’empreinte SHA-256 désigne le dossier entier, pièces comprises : un seul caractère "
            "changé en donnerait une autre.",
            language,
        ),
        "small",
    )
    rows = [(say("Empreinte de la déclaration (SHA-256)", language), sha256)]
    if signed := claim.attestation:
        spoken = say("français", language) if signed.language == "fr" else say("anglais", language)
        rows += [
            (say("Attesté par", language), signed.name),
            (say("Le", language), moment(signed.at, matter.timezone, language)),
            (say("Version et langue du texte", language), f"{signed.wording} · {spoken}"),
        ]
    yield pairs(rows)


def _formula(matter: Matter, language: Language) -> Iterator[Flowable]:
    heading = Heading(say("Formule de la déclaration sous serment", language))
    if matter.sworn_wording:
        yield heading
        yield notice(matter.sworn_wording.in_(language))
        return
    told = say(
        "Place réservée à la formule officielle, que donnent les avocats. Ce registre n’en propose "
        "aucune : ne signez pas ce formulaire tant qu’elle n’y est pas inscrite.",
        language,
    )
    slot = Placed([[words(told, "warning")]], colWidths=[BODY], rowHeights=[SLOT], spaceAfter=8)
    slot.setStyle(
        TableStyle([
            ("FONTNAME", (0, 0), (-1, -1), PLAIN),
            ("BOX", (0, 0), (-1, -1), 0.9, AMBER, None, (4, 3)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 7),
        ])
    )  # fmt: skip
    yield from (heading, slot)


def _receiver(matter: Matter, language: Language) -> str:
    if matter.under_quebec_law:
        return say("Le commissaire à l’assermentation, ou autre personne autorisée", language)
    return say("La personne que la loi autorise à recevoir la déclaration", language)


def _signatures(matter: Matter, language: Language) -> Iterator[Flowable]:
    """Two blocks side by side: who declares, and who takes the oath under the matter's law."""
    declares = [
        say("Signature du déclarant", language),
        say("Nom en lettres moulées", language),
        say("Lieu", language),
        say("Date", language),
    ]
    receives = [
        say("Signature de la personne qui reçoit le serment", language),
        say("Nom, qualité et numéro", language),
        say("Lieu", language),
        say("Date", language),
    ]
    titles = [
        words(say("Le déclarant", language), "strong"),
        words(_receiver(matter, language), "strong"),
    ]  # fmt: skip
    rows = [[words(a, "label"), "", words(b, "label")]
            for a, b in zip(declares, receives, strict=True)]  # fmt: skip
    half = (BODY - 24) / 2
    ruled = [("LINEABOVE", (c, r), (c, r), 0.7, MUTED) for c in (0, 2) for r in range(1, 5)]
    table = Placed(
        [[titles[0], "", titles[1]], *rows],
        colWidths=[half, 24, half],
        rowHeights=[58, 34, 34, 34, 22],
        spaceBefore=4,
        spaceAfter=10,
    )
    table.setStyle(bare(("TOPPADDING", (0, 0), (-1, -1), 3), *ruled))
    yield from (Heading(say("Signatures", language)), table)
