"""The class summary: what was registered, by group, subgroup and head, and how it was counted.

Declared, supported and admitted stand in their own columns. Definitions say they are proposed when
the court has not confirmed them; the facts, each with its source, stand in the method.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from reportlab.platypus import CondPageBreak, Flowable

from claims.damages.accrual import without_rates
from claims.damages.doubts import doubtful_figures
from claims.damages.prose import rules
from claims.damages.prose_groups import standing
from claims.damages.rates import Rates
from claims.damages.tax import TaxRate, tax_said
from claims.documents.apart import (
    chosen_said,
    decided_said,
    interest_apart,
    sites_said,
    word_alone,
)
from claims.documents.attached import Attached
from claims.documents.blocks import figures, grid, notice, notices, pairs
from claims.documents.court_head import court_head
from claims.documents.estimated import Estimated, estimated
from claims.documents.ink import words
from claims.documents.leading import Led, LedWithin, Place
from claims.documents.method_sheet import opening
from claims.documents.overlapping import overlapping_section
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.receipt import colophon
from claims.documents.report_totals import (
    WHOLE,
    by_grade,
    by_month,
    place_of,
    totals,
    whole_label,
)
from claims.documents.scenarios import scenarios_section
from claims.documents.schedule_divided import MOST
from claims.documents.values import JournalHead, Tables, head_said, utc
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import count, moment, money
from claims.i18n.sentences import sentence
from claims.i18n.text import Language
from claims.matter.filing import filing
from claims.matter.model import Fact, Matter
from claims.totals.conflicts import Overlapping
from claims.totals.side_by_side import SideBySide


def report(
    matter: Matter,
    tables: Tables,
    facts: Sequence[Fact],
    *,
    snapshot: str,
    journal_head: JournalHead,
    at: datetime,
    language: Language,
    rates: Rates,
    fictional: bool = False,
    taxes: Sequence[TaxRate] = (),
    whole_class: Estimated | None = None,
    scenarios: SideBySide | None = None,
    overlapping: Overlapping | None = None,
    attached: Attached | None = None,
    schedule: str = "",
    chosen_of: int = 0,
) -> bytes:
    """The PDF filed as the summary of a snapshot; taxes: the rates that its lines used;
    whole_class: what all members lost, as far as it can be estimated; overlapping: conflicts, for
    counsel alone; attached: the workbook of the same totals, which the file then carries; schedule:
    where the schedule of damages stands beside it, to which totals then lead; chosen_of: how many
    claims count, when the tables are of chosen ones only."""
    title = title_of(matter, language, chosen_of)
    parts = schedule if tables.by_month.total.lines <= MOST else ""
    sheet = Sheet(
        title=f"{title} — {matter.short.in_(language)}",
        running=f"{matter.title.in_(language)} — {title}",
        foot=say(
            "Instantané {snapshot} · journal {head}",
            language,
            snapshot=snapshot,
            head=head_said(journal_head),
        ),
        language=language,
        at=at,
        fictional=fictional,
    )
    story = [
        *court_head(matter, language),
        *_opening(matter, tables, snapshot, at, language, chosen_of, schedule),
        *_reserves(matter, facts, taxes, rates, language),
        *_definitions(matter, language),
        *totals(matter, tables, language, schedule, chosen=bool(chosen_of)),
        *by_month(matter, tables.by_month, language, parts),
        *by_grade(matter, tables.by_grade, language, parts),
        *(overlapping_section(matter, overlapping, language) if overlapping else ()),
        *(estimated(matter, whole_class, language) if whole_class else ()),
        *(scenarios_section(matter, scenarios, language) if scenarios else ()),
        *_method(matter, rates, language),
        *_proof(snapshot, journal_head, attached, language),
    ]
    return publish(story, sheet, attached=attached)


def title_of(matter: Matter, language: Language, chosen_of: int = 0) -> str:
    """Before a claim period nothing was claimed, and the title does not say so. Of chosen claims,
    it says that on every page."""
    title = _title_of(matter, language)
    return say("{title} — réclamations choisies", language, title=title) if chosen_of else title


def _title_of(matter: Matter, language: Language) -> str:
    if matter.stage == "registration":
        return say("Rapport sommaire des pertes inscrites", language)
    return say("Rapport sommaire des pertes réclamées", language)


def _opening(
    matter: Matter,
    tables: Tables,
    snapshot: str,
    at: datetime,
    language: Language,
    chosen_of: int,
    schedule: str,
) -> Iterator[Flowable]:
    total = tables.by_subgroup.total
    yield words(matter.title.in_(language), "strong")
    yield Heading(title_of(matter, language, chosen_of), 0)
    said = say(
        "Instantané {snapshot} · {when}",
        language,
        snapshot=snapshot,
        when=moment(at, matter.timezone, language),
    )
    yield words(said, "lead")
    if chosen_of:
        yield notice(chosen_said(total.claims, chosen_of, language), "warning")
    yield notice(matter.stage_notice.told(language))
    currency = matter.currency
    whole = _whole(matter, language, schedule, chosen=bool(chosen_of))
    yield figures(
        [
            (say(label, language), Led(money(cents, currency, language), whole))
            for label, cents in (
                (N_("Déclaré"), total.declared),
                (N_("Étayé"), total.supported),
                (N_("Admis par les avocats"), total.admitted),
            )
        ]
    )
    yield from _standing(matter, tables, language, schedule)
    yield pairs(
        [
            (filing(matter, language)["filings"], count(total.claims, language)),
            (say("Sites touchés", language), count(total.services, language)),
            (say("Pertes", language), count(total.lines, language)),
            (say("Événement, selon l’action", language), matter.event.in_(language)),
            (say("Instance", language), matter.forum.in_(language)),
        ]
    )
    yield words(sites_said(matter, language), "small")


def _whole(matter: Matter, language: Language, schedule: str, *, chosen: bool) -> Place:
    """What proves a total of the whole: the schedule where there is one, else the table below."""
    label = whole_label(language, chosen=chosen)
    here = say("Aller à « {label} »", language, label=label)
    return place_of((), matter, language, schedule) or Place("", name=WHOLE, told=here)


def _standing(
    matter: Matter, tables: Tables, language: Language, schedule: str
) -> Iterator[Flowable]:
    """How much was decided, and how much of what is supported no exhibit supports: sums that the
    schedule has beside its total."""
    lines, declared = tables.decided.get((), (0, 0))
    many = tables.by_subgroup.total.lines
    place = place_of((), matter, language, schedule)
    yield _sum(
        decided_said(lines, many, declared, matter, language), declared, place, matter, language
    )
    if tables.on_word:
        told = word_alone(tables.on_word, matter, language)
        yield _sum(told, tables.on_word, place if many <= MOST else None, matter, language)


def _sum(
    told: str, cents: int, place: Place | None, matter: Matter, language: Language
) -> Flowable:
    if place is None:
        return words(told, "small")
    return LedWithin(told, Led(money(cents, matter.currency, language), place), "small")


def _reserves(
    matter: Matter,
    facts: Sequence[Fact],
    taxes: Sequence[TaxRate],
    rates: Rates,
    language: Language,
) -> Iterator[Flowable]:
    """What must be confirmed before anyone relies on a figure."""
    told = []
    if any(subgroup.status == "proposed" for subgroup in matter.subgroups.values()):
        told.append(
            say(
                "Les groupes et sous-groupes sont proposés; le tribunal ne les a pas confirmés.",
                language,
            )
        )
    unsure = [f.label.in_(language) for f in doubtful_figures(matter, matter.heads)]
    if unsure:
        names = ", ".join(unsure)
        told.append(say("Chiffres à confirmer : {names}.", language, names=names))
    if unsure := [tax_said(rate, language) for rate in taxes if not rate.verified]:
        names = ", ".join(unsure)
        told.append(say("Taux de taxe utilisés et à confirmer : {names}.", language, names=names))
    if not all(fact.verified for fact in facts):
        told.append(say("Certains faits cités ne sont pas vérifiés.", language))
    told.append(interest_apart(matter, language))
    told += [sentence(p, language) for p in without_rates(matter, rates, matter.groups)]
    yield Heading(say("Réserves", language))
    yield from notices(told, "warning")


def _definitions(matter: Matter, language: Language) -> Iterator[Flowable]:
    yield CondPageBreak(220)
    yield Heading(say("Groupes et sous-groupes", language))
    for key, group in matter.groups.items():
        yield CondPageBreak(130)
        yield Heading(f"{key} — {group.label.in_(language)}", 2)
        yield words(group.definition.in_(language))
        rows = [
            [
                code,
                [words(subgroup.label.in_(language), "cell_bold"),
                 words(subgroup.definition.in_(language), "cell")],
                standing(subgroup, language),
            ]
            for code, subgroup in matter.subgroups.items()
            if subgroup.group == key
        ]  # fmt: skip
        yield grid(["", say("Définition", language), say("État", language)], rows, [6, 62, 32])


def _method(matter: Matter, rates: Rates, language: Language) -> Iterator[Flowable]:
    yield CondPageBreak(260)
    yield Heading(say("Méthode", language))
    yield words(opening(language))
    for part in rules(matter, rates, language):
        yield CondPageBreak(110)
        yield Heading(part.title, 2)
        for article in part.articles:
            yield CondPageBreak(60)
            yield words(f"{article.number}. {article.title}", "article")
            yield from (words(text, "clause", number) for number, text in article.numbered())


def _proof(
    snapshot: str, head: JournalHead, attached: Attached | None, language: Language
) -> Iterator[Flowable]:
    yield CondPageBreak(150)
    yield Heading(say("Preuve de l’état", language))
    yield pairs(
        [
            (say("Instantané", language), snapshot),
            (say("Tête du journal, numéro", language), count(head.seq, language)),
            (say("Empreinte (SHA-256)", language), head.hash),
            (say("Date et heure (UTC)", language), utc(head.at)),
        ]
    )
    if attached:
        told = say(
            "Le chiffrier des mêmes totaux est joint à ce fichier, sous le nom {name}.",
            language,
            name=attached.name,
        )
        yield words(told)
    yield words(colophon(language), "aside")
