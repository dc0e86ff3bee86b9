"""The statement of one claim: what is declared, supported and admitted, why, by which exhibits.

It tells what stands and how it came to be, for its claimant and for counsel; never counsel's notes,
nor who among them decided.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from reportlab.platypus import CondPageBreak, Flowable

from claims.claim.identifiers import domain_said
from claims.claim.model import Claim, Exhibit
from claims.claim.states import LABELS, Status
from claims.damages.assessment import Assessment, Line
from claims.damages.explain import explain, result_number
from claims.damages.prose_law import start_told
from claims.documents.apart import interest_apart, notes_of
from claims.documents.blocks import Cell, figures, grid, notice, pairs
from claims.documents.ink import words
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.receipt import colophon
from claims.documents.tape import period
from claims.documents.values import JournalHead, head_said
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import NBSP, day, moment, money
from claims.i18n.text import Language
from claims.matter.filing import filing
from claims.matter.model import Matter

TITLES = {"registration": N_("Relevé de l’inscription"), "claims": N_("Relevé de la réclamation"),
          "closed": N_("Relevé de la réclamation")}  # fmt: skip
LETTERS: Mapping[str, str] = {
    "deficiency": N_("Demande de correction"),
    "reminder": N_("Rappel"),
    "decision": N_("Décision"),
    "reconsideration": N_("Décision sur une contestation"),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """An exhibit and where it stands. number: P-3, blank while none is given; pages: how many, 0
    when unknown; span: the numbers of its pages, blank while none is given."""

    exhibit: Exhibit
    number: str = ""
    pages: int = 0
    span: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """A letter or a contest. kind: of the letter, or "contest"; late: of a contest."""

    kind: str
    at: datetime
    last_day: date | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Stated:
    """One claim as it stands at a head of the journal."""

    claim: Claim
    assessment: Assessment
    matter: Matter
    status: Status
    revision: int
    filed_at: datetime
    exhibits: Sequence[Placed] = ()
    events: Sequence[Happened] = field(default=())


def statement(stated: Stated, *, head: JournalHead, language: Language) -> bytes:
    """The PDF; the same state gives the same bytes."""
    claim, matter = stated.claim, stated.matter
    title = say(TITLES[matter.stage], language)
    sheet = Sheet(
        title=f"{title} {claim.number}",
        running=f"{matter.title.in_(language)} — {title}",
        foot=say(
            "{number}, révision {revision} · journal {head}", language, number=claim.number,
            revision=stated.revision, head=head_said(head),
        ),
        language=language,
        at=head.at,
        fictional=claim.fictional,
    )  # fmt: skip
    story = [
        *_opening(stated, title, head, language),
        *_losses(stated, language),
        *_tapes(stated, language),
        *_exhibits(stated, language),
        *_events(stated, language),
        words(colophon(language), "aside"),
    ]
    return publish(story, sheet)


def _opening(
    stated: Stated, title: str, head: JournalHead, language: Language
) -> Iterator[Flowable]:
    claim, matter, counted = stated.claim, stated.matter, stated.assessment
    zone = matter.timezone
    yield words(matter.title.in_(language), "strong")
    yield Heading(f"{title} {claim.number}", 0)
    when = moment(head.at, zone, language)
    yield words(say("État au {when}", language, when=when), "lead")
    yield notice(matter.stage_notice.text.in_(language))
    labels = (N_("Déclaré"), N_("Étayé"), N_("Admis par les avocats"))
    told = zip((say(label, language) for label in labels), _sums(stated, language), strict=True)
    yield figures(list(told))
    if not counted.any_decided:
        yield words(say("Rien n’est encore décidé.", language), "small")
    yield words(interest_apart(matter, language), "small")
    yield pairs(
        [
            (say("Réclamant", language), claim.claimant.name),
            (filing(matter, language)["numbered"], claim.number),
            (say("État", language), say(LABELS[stated.status], language)),
            (say("Première version déposée le", language), moment(stated.filed_at, zone, language)),
            (say("Fournisseur visé", language), matter.provider.in_(language)),
        ]
    )
    yield from (words(note, "small") for note in notes_of(claim, language))


def _sums(stated: Stated, language: Language) -> Iterator[str]:
    """Declared, supported and admitted; of nothing decided, no amount is admitted, not zero."""
    counted, currency = stated.assessment, stated.matter.currency
    yield money(counted.declared, currency, language)
    yield money(counted.supported, currency, language)
    yield money(counted.admitted, currency, language) if counted.any_decided else "—"


def _losses(stated: Stated, language: Language) -> Iterator[Flowable]:
    """Each loss with what was decided of it, then the totals."""
    yield Heading(say("Décisions", language))
    counted = stated.assessment
    header = [say(text, language) for text in LOSS_HEADER]
    rows: list[list[Cell]] = [list(_loss(stated, line, language)) for line in counted.lines]
    total = [say("Total", language), "", *_sums(stated, language)]
    yield grid(header, [*rows, total], [34, 30, 17, 17, 17], right=(2, 3, 4), total=True)
    if any(not line.decided for line in counted.lines):
        yield words(say("Une ligne sans décision n’a pas encore de montant admis.", language),
                    "small")  # fmt: skip


LOSS_HEADER = (N_("Perte"), N_("Décision"), N_("Déclaré"), N_("Étayé"), N_("Admis"))


def _loss(stated: Stated, line: Line, language: Language) -> Iterator[Cell]:
    matter, currency = stated.matter, stated.matter.currency
    about = domain_said(line.service) if line.service else ""
    under = " · ".join(part for part in (about, period(line, language)) if part)
    head = matter.heads[line.head].label.in_(language)
    yield [words(head, "cell"), words(under, "cell_small")]
    decision = next((d for d in stated.claim.decisions if d.loss == line.loss), None)
    if decision is None:
        yield say("À décider", language)
    else:
        told = [words(say(LABELS[Status(decision.outcome)], language), "cell")]
        if decision.reason in matter.reasons:
            told.append(words(matter.reasons[decision.reason].in_(language), "cell_small"))
        if decision.sentence:
            told.append(words(decision.sentence, "cell_small"))
        yield told
    yield money(line.declared, currency, language)
    yield money(line.supported, currency, language)
    yield money(line.admitted, currency, language) if line.decided else "—"


def _tapes(stated: Stated, language: Language) -> Iterator[Flowable]:
    """How each amount declared arises: the steps of its tape, without those inside a step."""
    yield CondPageBreak(200)
    yield Heading(say("Calculs en bref", language))
    currency = stated.matter.currency
    for place, line in enumerate(stated.assessment.lines):
        head = stated.matter.heads[line.head].label.in_(language)
        about = f" — {domain_said(line.service)}" if line.service else ""
        if place:
            yield CondPageBreak(110)
        yield words(f"{head}{about}", "loss")
        rows: list[list[Cell]] = [
            [step.sign, f"{step.number}{NBSP} {step.text}", step.operand, step.running]
            for step in explain(line, stated.matter, language)
            if not step.depth
        ]
        said = say("Montant déclaré, arrondi au cent", language)
        result = f"{result_number(line)}{NBSP} {said}"
        rows.append(["=", result, "", money(line.declared, currency, language)])
        header = ["", say("Étape", language), say("Valeur", language),
                  say("Montant courant", language)]  # fmt: skip
        yield grid(header, rows, [4, 58, 20, 20], right=(2, 3), total=True)
        yield words(start_told(line, stated.matter, language), "small")


def _exhibits(stated: Stated, language: Language) -> Iterator[Flowable]:
    yield Heading(say("Pièces", language))
    if not stated.exhibits:
        yield words(say("Aucune pièce n’a été déposée.", language))
        return
    if not any(each.span for each in stated.exhibits):
        told = say("Les pages reçoivent leurs numéros avec le premier dossier de preuve.", language)
        yield words(told, "small")
    header = [say("Pièce", language), say("Fichier et empreinte SHA-256", language),
              say("Nature", language), say("Pages", language)]  # fmt: skip
    rows = [_exhibit(each, stated.matter, language) for each in stated.exhibits]
    yield grid(header, rows, [9, 53, 20, 34])


def _exhibit(placed: Placed, matter: Matter, language: Language) -> list[Cell]:
    exhibit, kind = placed.exhibit, matter.exhibit_kinds.get(placed.exhibit.kind)
    pages = say_n("{n} page", "{n} pages", placed.pages, language) if placed.pages else ""
    return [
        placed.number or "—",
        [words(exhibit.name, "cell"), words(exhibit.sha256, "cell_small")],
        kind.in_(language) if kind else exhibit.kind,
        [words(told, "cell") for told in (placed.span, pages) if told] or "—",
    ]


def _events(stated: Stated, language: Language) -> Iterator[Flowable]:
    """Letters and contests, in order."""
    if not stated.events:
        return
    zone = stated.matter.timezone
    yield Heading(say("Lettres et contestations", language))
    rows: list[list[Cell]] = [
        [moment(each.at, zone, language), _event(each, language),
         day(each.last_day, language) if each.last_day else "—"]
        for each in stated.events
    ]  # fmt: skip
    header = [say("Quand", language), say("Quoi", language), say("Dernier jour", language)]
    yield grid(header, rows, [34, 50, 30])


def _event(event: Happened, language: Language) -> str:
    if event.kind != "contest":
        return say(LETTERS[event.kind], language)
    if event.late:
        return say("Contestation du réclamant, hors délai", language)
    return say("Contestation du réclamant", language)
