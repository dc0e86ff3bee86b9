"""The schedule of damages of a bundle: each loss tied to the exhibits and pages beside it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from claims.documents.bundle_rows import Told, decision_on, proved_by
from claims.documents.contents import Contents
from claims.documents.index import Entry
from claims.documents.leading import Leads, Place
from claims.documents.load_files import Copy
from claims.documents.numbering import Number
from claims.documents.schedule import MOST, MOST_STEPS, Proved, schedule_pdf
from claims.documents.values import JournalHead
from claims.i18n.catalogue import say
from claims.i18n.text import Language


def leads_of(
    listed: Sequence[Entry], copies: Mapping[Number, Copy], language: Language
) -> dict[str, Place]:
    """The numbers of exhibits and of their pages, and where they stand; copies: by the number of
    the exhibit, its numbered copy."""
    found = dict[str, Place]()
    for entry in listed:
        told = say("Ouvrir la pièce {label}", language, label=entry.label)
        if copy := copies.get(entry.number):
            found[entry.label] = Place(copy.path, told=told)
            for n, label in enumerate(entry.labels):  # a sheet bears all numbers on its one page
                told = say("Ouvrir la page {label}", language, label=label)
                found[label] = Place(copy.path, min(n, max(copy.pages - 1, 0)), told=told)
        elif entry.path.endswith(".pdf"):
            found[entry.label] = Place(entry.path, told=told)
    return found


def schedule_of(
    contents: Contents, told: Told, leads: Leads, head: JournalHead, at: datetime,
    language: Language,
) -> bytes:  # fmt: skip
    """Every loss on paper with what proves it; empty when they are too many."""
    if len(told.lines) > MOST:
        return b""
    shown = told.counted if len(told.lines) <= MOST_STEPS else {}
    titles = {contents.number(each).label: each.titled.title
              for each in contents.exhibits if each.titled}  # fmt: skip
    losses = [
        Proved(line, told.claims[line.number].revision, shown.get((line.number, line.loss)),
               [(label, span, titles.get(label, "")) for label, span in
                proved_by(told.claims[line.number].claim, line.loss, contents)],
               decision_on(told.claims[line.number].claim, line.loss))
        for line in told.lines
    ]  # fmt: skip
    return schedule_pdf(
        contents.matter, losses, leads, snapshot=contents.snapshot, journal_head=head, at=at,
        language=language, fictional=contents.fictional,
    )  # fmt: skip
