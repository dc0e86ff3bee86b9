"""The receipt: what was filed, what it computes to, and what proves that it was filed.

A claimant keeps these pages when everything else is lost. They say which stage the matter is at,
since people lose rights by taking a registration for a claim.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_name
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from claims.claim.model import Claim, Exhibit
from claims.claim.notice import NoticeSeen
from claims.damages.assessment import Assessment
from claims.documents.apart import interest_apart, notes_of, told_in_public, word_alone
from claims.documents.blocks import Cell, figures, grid, listed, notice, pairs
from claims.documents.declared import credits_said, declared
from claims.documents.ink import words
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.values import JournalHead, head_said, utc
from claims.i18n.catalogue import LOCALES, say
from claims.i18n.formats import count, moment, money
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.deadlines import deadlines_said
from claims.matter.leaving import knows_opting_out
from claims.matter.model import Matter
from claims.matter.taxed import registrant
from claims.problems import Problem


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
    notice: NoticeSeen | None = None,
    without_interest: Sequence[Problem] = (),
) -> bytes:
    """The PDF handed to a claimant: the claim as filed at that moment, at one revision.

    notice: the privacy notice they were shown when they began; None when none was recorded.
    without_interest: why some of its lines bear no interest.
    """
    story = [
        *_opening(claim, matter, at, language),
        *_totals(claim, assessment, matter, language),
        *_interest(matter, without_interest, language),
        *_who(claim, matter, language, revision),
        *declared(claim, assessment, matter, language),
        *(words(note, "small") for note in notes_of(claim, language)),
        *credits_said(claim, assessment, matter, language),
        *_exhibits(exhibits, matter, language),
        *_attestation(claim, matter, language),
        *(_privacy(notice, matter, language) if notice else ()),
        *_next_steps(matter, language),
        *_proof(journal_head, language),
    ]
    return publish(story, _sheet(claim, matter, journal_head, at, language, revision))


def _sheet(
    claim: Claim, matter: Matter, head: JournalHead, at: datetime, language: Language, revision: int
) -> Sheet:
    title = title_of(matter, language)
    return Sheet(
        title=f"{title} {claim.number}",
        running=f"{matter.title.in_(language)} — {title}",
        foot=say(
            "{number}, révision {revision} · journal {head}",
            language,
            number=claim.number,
            revision=revision,
            head=head_said(head),
        ),
        language=language,
        at=at,
        fictional=claim.fictional,
    )


def title_of(matter: Matter, language: Language) -> str:
    """A registration is not a claim, and its receipt does not say so either."""
    if matter.stage == "registration":
        return say("Reçu d’inscription", language)
    return say("Reçu de réclamation", language)


def _opening(claim: Claim, matter: Matter, at: datetime, language: Language) -> Iterator[Flowable]:
    yield words(matter.title.in_(language), "strong")
    yield Heading(f"{title_of(matter, language)} {claim.number}", 0)
    local = at.astimezone(ZoneInfo(matter.timezone))
    said = say(
        "Déposé le {when} ({zone}).",
        language,
        when=moment(at, matter.timezone, language),
        zone=get_timezone_name(local, locale=LOCALES[language]),
    )
    yield words(said, "lead")
    if matter.stage == "registration":
        yield notice(
            say(
                "Ce reçu est celui d’une inscription au registre. Ce n’est pas une réclamation "
                "déposée auprès du tribunal.",
                language,
            ),
            "warning",
        )
    yield notice(matter.stage_notice.text.in_(language))
    if told := told_in_public(claim, language):
        yield notice(told, "warning")


def _totals(
    claim: Claim, assessment: Assessment, matter: Matter, language: Language
) -> Iterator[Flowable]:
    said = money(assessment.declared, matter.currency, language)
    backed = money(assessment.supported, matter.currency, language)
    yield figures(
        [
            (say("Déclaré", language), said),
            (say("Étayé à ce jour", language), backed),
            (say("Services touchés", language), count(len(claim.services), language)),
        ]
    )
    if assessment.on_word_alone:
        yield words(word_alone(assessment.on_word_alone, matter, language), "small")


def _interest(matter: Matter, refused: Sequence[Problem], language: Language) -> Iterator[Flowable]:
    """The totals are without interest, and where none can be counted the claimant is told so."""
    said = [interest_apart(matter, language), *(sentence(problem, language) for problem in refused)]
    yield words(" ".join(said), "small")


def _who(claim: Claim, matter: Matter, language: Language, revision: int) -> Iterator[Flowable]:
    capacities = {
        "owner": say("propriétaire du service", language),
        "agency": say("agence ou concepteur de sites", language),
        "reseller": say("revendeur d’hébergement", language),
    }
    recovers = registrant(matter, language)
    taxes = say("oui", language) if claim.claimant.registrant else say("non", language)
    rows = [
        (say("Réclamant", language), claim.claimant.name),
        (say("Qualité", language), capacities[claim.claimant.capacity]),
        (recovers[:1].upper() + recovers[1:], taxes),
        (say("Courriel", language), claim.contact.email),
        (say("Numéro et révision", language), f"{claim.number} · {revision}"),
        (say("Fournisseur visé", language), matter.provider.in_(language)),
        (say("Instance", language), matter.forum.in_(language)),
    ]
    if claim.source:
        rows.append((say("Tiré d’une source publique", language), claim.source))
    yield pairs(rows)


def _exhibits(
    exhibits: Sequence[Exhibit], matter: Matter, language: Language
) -> Iterator[Flowable]:
    yield Heading(say("Vos pièces", language))
    if not exhibits:
        none = say("Aucune pièce n’a été déposée. Vous pouvez en ajouter plus tard.", language)
        yield words(none)
        return
    told = say(
        "L’empreinte SHA-256 identifie chaque fichier octet par octet : le même calcul, fait sur "
        "votre copie, doit donner le même résultat.",
        language,
    )
    yield words(told, "small")
    rows = [_exhibit(n, exhibit, matter, language) for n, exhibit in enumerate(exhibits, 1)]
    header = [
        "",
        say("Fichier et empreinte SHA-256", language),
        say("Nature", language),
        say("Octets", language),
    ]
    yield grid(header, rows, [5, 66, 26, 12], right=(3,))


def _exhibit(n: int, exhibit: Exhibit, matter: Matter, language: Language) -> list[Cell]:
    kind = matter.exhibit_kinds.get(exhibit.kind)
    named = [words(exhibit.name, "cell"), words(exhibit.sha256, "cell_small")]
    said = kind.in_(language) if kind else exhibit.kind
    return [str(n), named, said, count(exhibit.size, language)]


def _attestation(claim: Claim, matter: Matter, language: Language) -> Iterator[Flowable]:
    yield CondPageBreak(190)
    yield Heading(say("Votre attestation", language))
    signed = claim.attestation
    if signed is None:
        yield words(say("Non attestée.", language))
        return
    if signed.wording == matter.attestation.version:
        yield notice(matter.attestation.text.in_(signed.language))
    spoken = say("français", language) if signed.language == "fr" else say("anglais", language)
    yield pairs(
        [
            (say("Attesté par", language), signed.name),
            (say("Le", language), moment(signed.at, matter.timezone, language)),
            (say("Version et langue du texte", language), f"{signed.wording} · {spoken}"),
            (say("Empreinte de la déclaration (SHA-256)", language), signed.sha256),
        ]
    )
    told = say(
        "Une case cochée est une attestation; ce n’est pas une déclaration sous serment.", language
    )
    yield words(told, "aside")


def _privacy(seen: NoticeSeen, matter: Matter, language: Language) -> Iterator[Flowable]:
    yield CondPageBreak(80)
    yield Heading(say("L’avis de confidentialité qui vous a été montré", language))
    spoken = say("français", language) if seen.language == "fr" else say("anglais", language)
    yield pairs(
        [
            (say("Version et langue du texte", language), f"{seen.version} · {spoken}"),
            (say("Le", language), moment(seen.at, matter.timezone, language)),
        ]
    )


def _next_steps(matter: Matter, language: Language) -> Iterator[Flowable]:
    yield Heading(say("La suite", language))
    yield from listed(
        [
            say(
                "Conservez ce reçu et votre code secret. Le code n’est pas imprimé ici; avec le "
                "numéro, il rouvre votre dossier sur n’importe quel appareil.",
                language,
            ),
            say(
                "Les avocats du groupe examinent chaque perte. S’il manque une preuve, ils vous le "
                "disent par écrit, avec les équivalents acceptés et un délai pour la fournir.",
                language,
            ),
            say(
                "À la page « Suivi », vous pouvez demander une correction, contester une décision, "
                "retirer votre dossier, demander à être exclu du groupe ou obtenir vos "
                "renseignements.",
                language,
            )
            if knows_opting_out(matter)
            else say(
                "À la page « Suivi », vous pouvez demander une correction, contester une décision, "
                "retirer votre dossier ou obtenir vos renseignements.",
                language,
            ),
            say(
                "Gardez vos originaux : factures, preuves de paiement, courriels, sauvegardes.",
                language,
            ),
        ]
    )
    if matter.deadlines:
        first, *others = listed(deadlines_said(matter, language))
        yield KeepTogether([words(say("Délais", language), "strong"), first])
        yield from others


def _proof(head: JournalHead, language: Language) -> Iterator[Flowable]:
    yield CondPageBreak(150)
    yield Heading(say("Preuve du dépôt", language))
    told = say(
        "Chaque dépôt est inscrit dans un journal où chaque entrée contient l’empreinte de la "
        "précédente. Si quelqu’un modifiait la vôtre, la tête du journal donnée ici ne "
        "concorderait plus.",
        language,
    )
    yield words(told)
    yield pairs(
        [
            (say("Tête du journal, numéro", language), count(head.seq, language)),
            (say("Empreinte (SHA-256)", language), head.hash),
            (say("Date et heure (UTC)", language), utc(head.at)),
        ]
    )
    yield Spacer(1, 4)
    yield words(colophon(language), "aside")


def colophon(language: Language) -> str:
    """What every document says of itself on its last page."""
    return say(
        "Ce logiciel calcule; il ne donne pas d’avis juridique. Un caractère que la police de ce "
        "document ne contient pas est donné par son code Unicode, par exemple [U+4E2D].",
        language,
    )
