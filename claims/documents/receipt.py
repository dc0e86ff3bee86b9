"""The receipt: what was filed, what it computes to, and what proves that it was filed.

A claimant keeps this page when everything else is lost. It says which stage the matter is at, since
people lose rights by taking a registration for a claim.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from claims.claim.model import Claim, Exhibit, Service
from claims.damages.assessment import Assessment, Line
from claims.documents.blocks import figures, grid, listed, notice, notices, pairs
from claims.documents.ink import words
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.tape import period, tape
from claims.documents.values import JournalHead, head_said, utc
from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import count, day, moment, money
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.model import Deadline, Matter


def receipt(
    claim: Claim,
    assessment: Assessment,
    matter: Matter,
    *,
    exhibits: Sequence[Exhibit],
    journal_head: JournalHead,
    at: datetime,
    language: Language,
    revision: int = 1,
) -> bytes:
    """The PDF handed to a claimant: the claim as filed at `at`, at one revision."""
    title = title_of(matter, language)
    foot = say("{number}, révision {revision} · journal {head}", language, number=claim.number,
               revision=revision, head=head_said(journal_head))  # fmt: skip
    sheet = Sheet(
        title=f"{title} {claim.number}", running=f"{matter.title.in_(language)} — {title}",
        foot=foot, language=language, at=at, fictional=claim.fictional,
    )  # fmt: skip
    story = [
        *_opening(claim, assessment, matter, at, language, revision),
        *_services(claim, assessment, matter, language),
        *_credits(claim, matter, language),
        *_exhibits(exhibits, matter, language),
        *_attestation(claim, matter, language),
        *_next_steps(matter, language),
        *_proof(journal_head, language),
    ]
    return publish(story, sheet)


def title_of(matter: Matter, language: Language) -> str:
    """A registration is not a claim, and its receipt does not say so either."""
    if matter.stage == "registration":
        return say("Reçu d’inscription", language)
    return say("Reçu de réclamation", language)


def _opening(
    claim: Claim, assessment: Assessment, matter: Matter, at: datetime, language: Language, rev: int
) -> Iterator[Flowable]:
    yield words(matter.title.in_(language), "strong")
    yield Heading(f"{title_of(matter, language)} {claim.number}", 0)
    yield words(
        say("Déposé le {when} (heure de {zone}).", language, zone=matter.timezone,
            when=moment(at, matter.timezone, language)), "lead")  # fmt: skip
    yield notice(matter.stage_notice.text.in_(language))
    currency = matter.currency
    yield figures([
        (say("Déclaré", language), money(assessment.declared, currency, language)),
        (say("Étayé par vos pièces à ce jour", language),
         money(assessment.supported, currency, language)),
        (say("Services touchés", language), count(len(claim.services), language)),
    ])  # fmt: skip
    yield pairs(_who(claim, matter, language, rev))
    if claim.source:
        yield notice(say("Tiré d’une source publique : {source}", language, source=claim.source))


def _who(claim: Claim, matter: Matter, language: Language, rev: int) -> list[tuple[str, str]]:
    capacities = {
        "owner": say("propriétaire du service", language),
        "agency": say("agence ou concepteur de sites", language),
        "reseller": say("revendeur d’hébergement", language),
    }
    registrant = say("oui", language) if claim.claimant.registrant else say("non", language)
    return [
        (say("Réclamant", language), claim.claimant.name),
        (say("Qualité", language), capacities[claim.claimant.capacity]),
        (say("Inscrit aux taxes de vente", language), registrant),
        (say("Courriel", language), claim.contact.email),
        (say("Numéro et révision", language), f"{claim.number} · {rev}"),
        (say("Fournisseur visé", language), matter.provider.in_(language)),
        (say("Instance", language), matter.forum.in_(language)),
    ]


def _services(
    claim: Claim, assessment: Assessment, matter: Matter, language: Language
) -> Iterator[Flowable]:
    yield Heading(say("Ce que vous avez déclaré", language))
    yield _summary(assessment, matter, language)
    for service in claim.services:
        lines = [li for li in assessment.lines if claim_loss(claim, li) == service.id]
        yield from _service(service, lines, matter, language)
    own = [line for line in assessment.lines if not claim_loss(claim, line)]
    if own:
        yield Heading(say("Pertes propres au réclamant", language), 2)
        yield from _lines(own, matter, language)


def claim_loss(claim: Claim, line: Line) -> str:
    """Id of the service a line is about; empty for a loss of the claimant."""
    return next(loss.service for loss in claim.losses if loss.id == line.loss)


def _summary(assessment: Assessment, matter: Matter, language: Language) -> Flowable:
    header = [say("Service", language), say("Chef de dommages", language), say("Cote", language),
              say("Déclaré", language), say("Étayé", language)]  # fmt: skip
    rows = [
        [line.service or "—", matter.heads[line.head].label.in_(language), line.grade,
         money(line.declared, matter.currency, language),
         money(line.supported, matter.currency, language)]
        for line in assessment.lines
    ]  # fmt: skip
    rows.append([say("Total", language), "", "",
                 money(assessment.declared, matter.currency, language),
                 money(assessment.supported, matter.currency, language)])  # fmt: skip
    return grid(header, rows, [30, 36, 8, 18, 18], right=(3, 4), total=True)


def _service(
    service: Service, lines: Sequence[Line], matter: Matter, language: Language
) -> Iterator[Flowable]:
    kind = matter.service_types.get(service.type)
    yield CondPageBreak(110)
    yield Heading(service.domain, 2)
    rows = [(say("Type de service", language), kind.label.in_(language) if kind else "—")]
    if service.typed != service.domain:
        rows.append((say("Tel qu’écrit", language), service.typed))
    rows.append((say("Sous-groupe", language), _subgroup(service, matter, language)))
    back = day(service.restored, language) if service.restored else say("jamais", language)
    rows.append((say("Revenu en ligne", language), back))
    if service.owner:
        rows.append((say("Propriétaire", language), service.owner))
    yield pairs(rows)
    yield from _lines(lines, matter, language)


def _subgroup(service: Service, matter: Matter, language: Language) -> str:
    if not service.subgroup:
        return say("à déterminer", language)
    subgroup = matter.subgroups[service.subgroup]
    label = f"{service.subgroup} — {subgroup.label.in_(language)}"
    if subgroup.status == "confirmed":
        return label
    return say("{label} (proposé, non confirmé par le tribunal)", language, label=label)


def _lines(lines: Sequence[Line], matter: Matter, language: Language) -> Iterator[Flowable]:
    for line in lines:
        head = matter.heads[line.head]
        yield CondPageBreak(90)
        yield words(f"{head.label.in_(language)} · {period(line, language)}", "strong")
        yield tape(line, matter, language)
        yield words(_grade(line, matter, language), "small")
        yield from listed([_gain(gain, matter, language) for gain in line.gains[:3]])
        yield from notices([sentence(w, language) for w in line.warnings], "warning")


def _grade(line: Line, matter: Matter, language: Language) -> str:
    return say(
        "Cote {grade} : {percent} % du montant déclaré est étayé, soit {supported}. "
        "Fondement : {authority}", language, grade=line.grade,
        percent=f"{matter.heads[line.head].accept[line.grade]:f}",
        supported=money(line.supported, matter.currency, language),
        authority=matter.heads[line.head].authority.in_(language),
    )  # fmt: skip


def _gain(gain: tuple[str, tuple[str, ...], int], matter: Matter, language: Language) -> str:
    _, kinds, cents = gain
    named = " + ".join(matter.exhibit_kinds[kind].in_(language) for kind in kinds)
    return say("En ajoutant cette pièce — {kinds} —, le montant étayé augmenterait de {gain}.", language,
               kinds=named, gain=money(cents, matter.currency, language))  # fmt: skip


def _credits(claim: Claim, matter: Matter, language: Language) -> Iterator[Flowable]:
    if not claim.credits:
        return
    yield Heading(say("Sommes reçues ou offertes", language))
    kinds = credit_kinds(language)
    rows = [
        [kinds[c.kind], matter.heads[c.head].label.in_(language),
         say("reçue, déduite une seule fois", language) if c.accepted
         else say("offre refusée, non déduite", language),
         money(c.cents, matter.currency, language)]
        for c in claim.credits
    ]  # fmt: skip
    header = [say("Nature", language), say("Chef de dommages", language), say("Effet", language),
              say("Montant", language)]  # fmt: skip
    yield grid(header, rows, [24, 34, 34, 16], right=(3,))


def credit_kinds(language: Language) -> dict[str, str]:
    """What each kind of credit is called."""
    return {
        "goodwill": say("geste commercial", language),
        "refund": say("remboursement", language),
        "insurance": say("indemnité d’assurance", language),
        "free_hosting": say("hébergement gratuit", language),
    }


def _exhibits(
    exhibits: Sequence[Exhibit], matter: Matter, language: Language
) -> Iterator[Flowable]:
    yield Heading(say("Vos pièces", language))
    if not exhibits:
        yield words(
            say("Aucune pièce n’a été déposée. Vous pouvez en ajouter plus tard.", language)
        )
        return
    yield words(
        say("L’empreinte SHA-256 identifie chaque fichier octet par octet : le même calcul, fait sur "
            "votre copie, doit donner le même résultat.", language), "small")  # fmt: skip
    rows = [_exhibit(n, exhibit, matter, language) for n, exhibit in enumerate(exhibits, 1)]
    header = ["", say("Fichier et empreinte SHA-256", language), say("Nature", language),
              say("Octets", language)]  # fmt: skip
    yield grid(header, rows, [4, 66, 26, 12], right=(3,))


def _exhibit(n: int, exhibit: Exhibit, matter: Matter, language: Language) -> list[object]:
    kind = matter.exhibit_kinds.get(exhibit.kind)
    named = [words(exhibit.name, "cell"), words(exhibit.sha256, "cell_small")]
    return [str(n), named, kind.in_(language) if kind else exhibit.kind,
            count(exhibit.size, language)]  # fmt: skip


def _attestation(claim: Claim, matter: Matter, language: Language) -> Iterator[Flowable]:
    yield Heading(say("Votre attestation", language))
    if claim.attestation is None:
        yield words(say("Non attestée.", language))
        return
    signed = claim.attestation
    if signed.wording == matter.attestation.version:
        yield notice(matter.attestation.text.in_(signed.language))
    yield pairs([
        (say("Attesté par", language), signed.name),
        (say("Le", language), moment(signed.at, matter.timezone, language)),
        (say("Version du texte", language),
         f"{signed.wording} ({'français' if signed.language == 'fr' else 'English'})"),
        (say("Empreinte de la déclaration (SHA-256)", language), signed.sha256),
    ])  # fmt: skip
    yield words(say("Une case cochée est une attestation; ce n’est pas une déclaration sous "
                    "serment.", language), "aside")  # fmt: skip


def _next_steps(matter: Matter, language: Language) -> Iterator[Flowable]:
    yield Heading(say("La suite", language))
    yield from listed([
        say("Conservez ce reçu et votre code secret. Le code n’est pas imprimé ici; avec le numéro, "
            "il rouvre votre dossier sur n’importe quel appareil.", language),
        say("Les avocats du groupe examinent chaque perte. S’il manque une preuve, ils vous le "
            "disent par écrit, avec les équivalents acceptés et un délai pour la fournir.", language),
        say("Vous pouvez demander une correction, contester une décision, retirer votre dossier ou "
            "obtenir vos renseignements, à la page « Suivi ».", language),
        say("Gardez vos originaux : factures, preuves de paiement, courriels, sauvegardes.", language),
    ])  # fmt: skip
    if matter.deadlines:
        yield words(say("Délais", language), "strong")
        yield from listed([deadline_said(d, language) for d in matter.deadlines.values()])


def deadline_said(deadline: Deadline, language: Language) -> str:
    """A date or a number of days, its authority, and whether counsel confirmed it."""
    when = ""
    if deadline.on:
        when = day(deadline.on, language)
    elif deadline.days is not None:
        when = say_n("{n} jour", "{n} jours", deadline.days, language)
    said = say("{label} : {when} ({authority})", language, label=deadline.label.in_(language),
               when=when or say("à fixer", language),
               authority=deadline.authority.in_(language))  # fmt: skip
    return said if deadline.verified else f"{said} — {say('à confirmer par les avocats', language)}"


def _proof(head: JournalHead, language: Language) -> Iterator[Flowable]:
    yield CondPageBreak(140)
    yield Heading(say("Preuve du dépôt", language))
    yield words(
        say("Chaque dépôt est inscrit dans un journal où chaque inscription contient l’empreinte de "
            "la précédente. Si quelqu’un modifiait le vôtre, la tête du journal ci-dessous ne "
            "concorderait plus.", language))  # fmt: skip
    yield pairs([
        (say("Tête du journal, numéro", language), count(head.seq, language)),
        (say("Empreinte (SHA-256)", language), head.hash),
        (say("Date et heure (UTC)", language), utc(head.at)),
    ])  # fmt: skip
    yield Spacer(1, 4)
    yield words(
        say("Ce logiciel calcule; il ne donne pas d’avis juridique. Un caractère que la police de ce "
            "document ne contient pas est donné par son code Unicode, par exemple [U+4E2D].",
            language), "aside")  # fmt: skip
