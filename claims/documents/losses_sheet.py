"""The losses of the workbook: every amount beside what was typed, what proves it and why counsel
allowed it.

Texts that repeat are codes, amounts int64 cents; what the frame of totals does not hold is read
from the claims.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from claims.claim.model import Claim, Entry, Loss
from claims.claim.states import LABELS, Status
from claims.damages.explain import written
from claims.documents.behind import Paged, linked_pages
from claims.documents.lists import UNPLACED, LongSheet
from claims.documents.numbering import Number
from claims.documents.sheet_rows import Cents, Coded, Column, Days, Links, Words
from claims.documents.sheet_style import Looks
from claims.documents.steps import proofs
from claims.documents.values import FiledClaim
from claims.i18n.catalogue import say, say_n
from claims.i18n.formats import money
from claims.i18n.text import Language
from claims.matter.model import Matter, Unit

if TYPE_CHECKING:
    import pandas as pd

LONGEST_SHOWN = 200
"""Characters; a pasted history or call log is told by its length, and stands in the revision."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the claims say of each loss, in the order of the sheet."""

    start: Sequence[date | None]
    end: Sequence[date | None]
    typed: Sequence[str]
    read: Sequence[str]
    proofs: Sequence[Mapping[str, str]]
    """Of each loss, its exhibits: "P-3" → its key."""
    reasons: Sequence[str]
    sentences: Sequence[str]
    """What counsel wrote to the claimant with each decision."""


def losses(
    lines: "pd.DataFrame",
    filed: Sequence[FiledClaim],
    numbers: Mapping[str, Number],
    paged: Mapping[str, Paged],
    matter: Matter,
    look: Looks,
    language: Language,
) -> LongSheet:
    """Every loss, from the frame of `claims.totals` and the claims it was computed from; paged: key
    of each exhibit whose pages are numbered → these."""
    heads = {key: head.label.in_(language) for key, head in matter.heads.items()}
    statuses = {str(s): say(LABELS[s], language) for s in Status}
    no_yes = [say("non", language), say("oui", language)]
    decided = lines["decided"].to_numpy().astype(np.int8)
    revisions = {each.claim.number: each.revision for each in filed}
    told = particulars(lines, filed, numbers, matter, language)
    opening = linked_pages(told.proofs, paged)

    def coded(header: str, name: str, shown: Mapping[str, str] | None = None) -> Coded:
        known = [str(text) for text in lines[name].cat.categories]
        texts = [shown.get(text, text) for text in known] if shown else known
        return Coded(header, lines[name].cat.codes.to_numpy(), texts, look.text)

    placed = {"": UNPLACED}
    of_claim = {n: str(revisions.get(n, 1)) for n in lines["number"].cat.categories}
    columns: list[Column] = [
        coded(say("Réclamation", language), "number"),
        coded(say("Révision", language), "number", of_claim),
        coded(say("Perte", language), "loss"),
        coded(say("Groupe", language), "group", placed),
        coded(say("Sous-groupe", language), "subgroup", placed),
        coded(say("Chef de dommages", language), "head", heads),
        coded(say("Code du chef", language), "head"),
        coded(say("Service", language), "service"),
        coded(say("Mois", language), "month"),
        Days(say("Début", language), told.start, look.day),
        Days(say("Fin", language), told.end, look.day),
        Words(say("Données, telles qu’écrites", language), told.typed, look.words),
        Words(say("Données, telles que lues", language), told.read, look.words),
        Words(say("Pièces", language), [", ".join(each) for each in told.proofs], look.words),
        Words(say("Premières pages", language), _first_pages(told.proofs, paged), look.words),
        *(Links(say("Ouvrir la pièce {n}", language, n=n), links, look.link)
          for n, links in enumerate(opening, 1)),
        coded(say("Catégorie de preuve", language), "grade"),
        coded(say("État", language), "status", statuses),
        Cents(say("Déclaré", language), lines["declared_cents"].to_numpy(), look.amount),
        Cents(say("Étayé", language), lines["supported_cents"].to_numpy(), look.amount),
        Cents(say("Admis", language), lines["admitted_cents"].to_numpy(), look.amount),
        Coded(say("Décidé", language), decided, no_yes, look.text),
        Words(say("Motif de la décision", language), told.reasons, look.words),
        Words(say("Explication au réclamant", language), told.sentences, look.words),
    ]  # fmt: skip
    shares = [14, 9, 9, 9, 12, 28, 18, 30, 10, 12, 12, 44, 44, 16, 16, *[20] * len(opening), 12, 16,
              15, 15, 15, 9, 32, 44]  # fmt: skip
    title = say("Pertes", language)
    hidden = (say("Code du chef", language),)
    return LongSheet(title, title, columns, shares, len(lines), hidden)


def _first_pages(proofs: Sequence[Mapping[str, str]], paged: Mapping[str, Paged]) -> list[str]:
    return [", ".join(paged[key].first for key in each.values() if key in paged) for each in proofs]


def particulars(
    lines: "pd.DataFrame",
    filed: Sequence[FiledClaim],
    numbers: Mapping[str, Number],
    matter: Matter,
    language: Language,
) -> Particulars:
    """Read from each claim once; blank for a loss its claim does not name."""
    by_loss = {
        (each.claim.number, loss.id): _of(each.claim, loss, numbers, matter, language)
        for each in filed
        for loss in each.claim.losses
    }
    nothing: tuple[None, None, str, str, Mapping[str, str], str, str] = (
        None, None, "", "", {}, "", "",
    )  # fmt: skip
    keys = zip(lines["number"].tolist(), lines["loss"].tolist(), strict=True)
    rows = [by_loss.get(key, nothing) for key in keys]
    columns = zip(*rows, strict=True) if rows else [()] * len(nothing)
    return Particulars(*columns)


def _of(
    claim: Claim, loss: Loss, numbers: Mapping[str, Number], matter: Matter, language: Language
) -> tuple[date, date, str, str, Mapping[str, str], str, str]:
    asked = matter.heads[loss.head].inputs
    labels = {name: asked[name].label.bare.in_(language) for name in loss.inputs if name in asked}
    typed = {name: typed_said(entry, language) for name, entry in loss.inputs.items()}
    read = {
        name: read_said(entry, asked[name].unit, matter.currency, language)
        for name, entry in loss.inputs.items()
        if name in asked
    }
    decision = next((d for d in claim.decisions if d.loss == loss.id), None)
    reason = matter.reasons.get(decision.reason) if decision else None
    return (
        loss.start,
        loss.end,
        _listed(labels, typed),
        _listed(labels, read),
        proofs(claim, loss.id, numbers),
        reason.in_(language) if reason else "",
        decision.sentence if decision else "",
    )


def _listed(labels: Mapping[str, str], texts: Mapping[str, str]) -> str:
    return " · ".join(f"{labels.get(n, n)} = {texts[n]}" for n in texts if texts[n])


def typed_said(entry: Entry, language: Language) -> str:
    """What was typed, word for word; a long list by its number of lines."""
    lines = entry.typed.splitlines()
    if len(lines) < 2 and len(entry.typed) <= LONGEST_SHOWN:
        return entry.typed
    return say_n("({n} ligne)", "({n} lignes)", len(lines), language)


def read_said(entry: Entry, unit: Unit, currency: str, language: Language) -> str:
    """What was read in it: an amount, hours, a day, or how many days or months of sales."""
    if entry.history:
        total = money(sum(cents for _, cents in entry.history), currency, language)
        first, last, n = entry.history[0][0], entry.history[-1][0], len(entry.history)
        return say_n(
            "{first} – {last}, {n} période, {total}",
            "{first} – {last}, {n} périodes, {total}",
            n, language, first=first, last=last, total=total,
        )  # fmt: skip
    if entry.day is not None:
        return entry.day.isoformat()
    if entry.cents is not None:
        return money(entry.cents, currency, language)
    if entry.quantity is None:
        return ""
    return written(entry.quantity, "hours" if unit == "call_log" else unit, currency, language)
