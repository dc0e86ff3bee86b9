"""The schedule of damages of a bundle: every loss under its total, each amount leading to the page
that proves it.

What the workbook says cell by cell, on paper: by subgroup, the losses of each claim with their
amounts; under each, its steps and the amounts they lead to, numbered as in the CSV of steps, why
counsel allowed it, and the exhibits with the numbers of their pages, which lead to those pages.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from reportlab.platypus import CondPageBreak, Flowable

from claims.claim.model import Decision
from claims.damages.assessment import Line
from claims.damages.explain import Told, explain, support_told, written
from claims.damages.rows import LineRow
from claims.documents.apart import decided_said, word_alone
from claims.documents.blocks import Cell, grid
from claims.documents.ink import words
from claims.documents.leading import Leads, Led, Place, anchor
from claims.documents.paper import BODY, Heading, Sheet, publish
from claims.documents.register import Register, Row, note_lines
from claims.documents.report_totals import group_label, subgroup_label
from claims.documents.schedule_divided import Listed, divided, sums_said
from claims.documents.scripts import named
from claims.documents.steps import Row as Result
from claims.documents.steps import Trace
from claims.documents.values import JournalHead, head_said
from claims.i18n.catalogue import say
from claims.i18n.formats import NBSP, count, money
from claims.i18n.text import Language
from claims.matter.model import Matter
from claims.matter.order import turn

MOST_STEPS = 5_000
"""Losses beyond which their steps are left to the CSV: paper would bury the amounts."""
WIDTHS = (94, 154, 36, 72, 72, 72)
FIRST = BODY / sum(WIDTHS) * WIDTHS[0]
"""Points of the first column, beside which the notes are laid."""
UNDER = 30
"""Printed lines under one row at the most: a row is never cut by the end of a page."""
MOST = 20_000
"""Losses beyond which there is no schedule on paper: some three hundred pages already."""


@dataclass(frozen=True, slots=True)
class Proved:
    """One loss: its amounts, the revision counted, its steps if they are shown, what proves it:
    the number of each exhibit, with its first page and its last, and as counsel calls it; and what
    counsel decided of it."""

    line: LineRow
    revision: int
    counted: Line | None
    exhibits: Sequence[tuple[str, str, str]]
    decision: Decision | None = None


def schedule_pdf(
    matter: Matter,
    losses: Sequence[Proved],
    leads: Leads,
    *,
    snapshot: str,
    journal_head: JournalHead,
    at: datetime,
    language: Language,
    fictional: bool,
) -> bytes:
    """The schedule; leads: the numbers of exhibits and of pages, and where they stand."""
    title = say("Tableau des dommages", language)
    foot = say("Instantané {snapshot} · journal {head}", language, snapshot=snapshot,
               head=head_said(journal_head))  # fmt: skip
    running = f"{matter.title.in_(language)} — {title}"
    sheet = Sheet(title, running, foot, language, at, fictional)
    story = [
        words(matter.title.in_(language), "strong"),
        Heading(title, 0),
        words(_told(language), "lead"),
        *_subgroups(matter, losses, leads, language),
        *divided(matter, [_listed(loss) for loss in losses], leads, language),
    ]
    return publish(story, sheet)


def _told(language: Language) -> str:
    return say(
        "Chaque perte comptée, sous le total de son sous-groupe, puis par mois et par catégorie de "
        "preuve. Sous chaque perte : ses étapes et les montants où elles mènent, numérotés comme "
        "dans le fichier des étapes, le motif de la décision, puis les pièces qui la prouvent et "
        "leurs pages. Un numéro en bleu ouvre la page qu’il nomme.",
        language,
    )


def _subgroups(
    matter: Matter, losses: Sequence[Proved], leads: Leads, language: Language
) -> Iterator[Flowable]:
    placed = defaultdict[tuple[str, str], list[Proved]](list)
    for loss in losses:
        placed[loss.line.group, loss.line.subgroup].append(loss)
    totals: list[list[Cell]] = []
    for key in sorted(placed, key=lambda key: turn(key, matter)):
        label = subgroup_label(key, matter, language)
        many, *amounts = _sums(placed[key], matter, language)
        told = say("Ouvrir « {label} » au tableau des dommages", language, label=label)
        place = Place("", name=anchor(key), told=told)
        totals.append([label, many, *(Led(each, place) for each in amounts)])
        yield CondPageBreak(200)
        yield Heading(label, name=anchor(key))
        lines = [loss.line for loss in placed[key]]
        yield words(sums_said(lines, matter, language), "strong")
        yield from _sums_within(key, placed, matter, language)
        rows = [row for loss in placed[key] for row in _rows(loss, matter, language)]
        yield Register(_header(language), rows, WIDTHS, right=(3, 4, 5), leads=leads)
    yield CondPageBreak(280)
    yield Heading(say("Total", language), name=anchor(()))
    totals.append([say("Total", language), *_sums(losses, matter, language)])
    header = [say("Sous-groupe", language), say("Pertes", language), *_amounts(language)]
    yield grid(header, totals, [10, 3, 5, 5, 5], right=(1, 2, 3, 4), total=True)
    decided = [loss.line.declared for loss in losses if loss.line.decided]
    told = decided_said(len(decided), len(losses), sum(decided), matter, language)
    yield words(told, "small")
    if on_word := sum(loss.counted.on_word for loss in losses if loss.counted):
        yield words(word_alone(on_word, matter, language), "small")


def _sums_within(
    key: tuple[str, str],
    placed: Mapping[tuple[str, str], Sequence[Proved]],
    matter: Matter,
    language: Language,
) -> Iterator[Flowable]:
    """The sums of each head of a subgroup, where there are several, and under the first subgroup
    of a group those of the group: every total of the report is found where it leads."""
    lines = [loss.line for loss in placed[key]]
    heads = sorted({line.head for line in lines}, key=list(matter.heads).index)
    for head in heads if len(heads) > 1 else ():
        told = sums_said([line for line in lines if line.head == head], matter, language)
        yield words(f"{matter.heads[head].label.in_(language)} — {told}", "small")
    of_group = [each for each in placed if each[0] == key[0]]
    if len(of_group) > 1 and key == min(of_group, key=lambda each: turn(each, matter)):
        every = [loss.line for each in of_group for loss in placed[each]]
        told = sums_said(every, matter, language)
        yield words(f"{group_label(key[:1], matter, language)} — {told}", "small")


def _listed(loss: Proved) -> Listed:
    return Listed(loss.line, loss.revision, tuple(label for label, *_ in loss.exhibits))


def _header(language: Language) -> list[str]:
    return [
        say("Réclamation", language), say("Perte", language), say("Preuve", language),
        *_amounts(language),
    ]  # fmt: skip


def _amounts(language: Language) -> list[str]:
    return [say("Déclaré", language), say("Étayé", language), say("Admis", language)]


def _sums(losses: Sequence[Proved], matter: Matter, language: Language) -> list[str]:
    lines = [loss.line for loss in losses]
    cents = (
        sum(line.declared for line in lines),
        sum(line.supported for line in lines),
        sum(line.admitted for line in lines),
    )
    amounts = (money(each, matter.currency, language) for each in cents)
    return [count(len(lines), language), *amounts]


def _rows(loss: Proved, matter: Matter, language: Language) -> Iterator[Row]:
    """The row of a loss, and as many more as what stands under it asks for."""
    line = loss.line
    head = matter.heads[line.head].label.in_(language)
    dates = dict.fromkeys((line.start.isoformat(), line.end.isoformat()))
    cents = (line.declared, line.supported, line.admitted if line.decided else None)
    amounts = ("—" if each is None else money(each, matter.currency, language) for each in cents)
    cells = (
        f"{line.number} · {loss.revision}",
        " · ".join(part for part in (head, line.service, _in_one(dates, line.loss)) if part),
        line.grade, *amounts,
    )  # fmt: skip
    told = [*_steps(loss, matter, language), *_why(loss, matter, language),
            *_exhibits(loss, language)]  # fmt: skip
    lines = note_lines("\n".join(told), FIRST)
    yield cells, "\n".join(lines[:UNDER])
    again = say("{label} (suite)", language, label=f"{line.number} · {line.loss}")
    for n in range(UNDER, len(lines), UNDER):
        yield ("", again, "", "", "", ""), "\n".join(lines[n : n + UNDER])


def _in_one(dates: Iterable[str], loss: str) -> str:
    """The days of a loss and its id, which no end of a line parts."""
    return f"{NBSP}·{NBSP}".join((f"{NBSP}–{NBSP}".join(dates), loss))


def _steps(loss: Proved, matter: Matter, language: Language) -> Iterator[str]:
    """The steps in the order of the CSV, each amount of the loss after those that lead to it."""
    if loss.counted is None:
        return
    declared, *further = Trace(matter, language).results(loss.line.number, loss.counted)
    yield from (_step(told, language) for told in explain(loss.counted, matter, language))
    yield _result(declared, matter, language)
    yield from (_step(told, language) for told in support_told(loss.counted, matter, language))
    yield from (_result(row, matter, language) for row in further)


def _step(told: Told, language: Language) -> str:
    reached = f" → {told.running}" if told.running else ""
    label = f"{told.number} {told.sign} {told.text}"
    return say("{label} : {amount}", language, label=label, amount=f"{told.operand}{reached}")


def _result(row: Result, matter: Matter, language: Language) -> str:
    """An amount of the loss; of what is supported, the share of the grade first, where one holds
    for the whole."""
    amount = written(row.running, "money", matter.currency, language)
    if row.operand is not None:
        amount = f"{written(row.operand, 'percent', matter.currency, language)} → {amount}"
    return say("{label} : {amount}", language, label=f"{row.place} = {row.text}", amount=amount)


def _why(loss: Proved, matter: Matter, language: Language) -> Iterator[str]:
    """Why counsel decided so, and what they wrote to the claimant; never their note."""
    decision = loss.decision
    if decision is None:
        return
    if decision.reason in matter.reasons:
        reason = matter.reasons[decision.reason].in_(language)
        yield say("Motif de la décision : {reason}", language, reason=reason)
    if decision.sentence:
        sentence = named(" ".join(decision.sentence.split()), language)
        yield say("Explication au réclamant : {sentence}", language, sentence=sentence)


def _exhibits(loss: Proved, language: Language) -> Iterator[str]:
    for label, span, title in loss.exhibits:
        told = f"{label} ({span})" if span else label
        yield f"{told} — {named(title, language)}" if title else told
    if not loss.exhibits:
        yield say("Aucune pièce : sur la parole du réclamant.", language)
