"""The long sheets of the workbook: claims, services, exhibits, journal.

Each is a table whose columns formulas can name. A million rows to a sheet; what is over goes to the
next one, and every formula adds them all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from claims.access import Role
from claims.claim.entitled import UNTITLED, Titled
from claims.claim.redaction import LEVELS, UNSAID, Level
from claims.claim.states import LABELS
from claims.documents.index import FiledExhibit, flags_of
from claims.documents.numbering import Number, exhibit_key
from claims.documents.package import LongRows
from claims.documents.sheet_rows import (
    MOST_ROWS,
    Cents,
    Column,
    Counts,
    Days,
    Numbers,
    Texts,
    Words,
)
from claims.documents.sheet_style import (
    Looks,
    Printing,
    framed,
    head,
    hide,
    pages_across,
    printed,
    widths,
)
from claims.documents.values import FiledClaim, JournalEntry, utc
from claims.evidence.juridical import local_date
from claims.i18n.catalogue import say
from claims.i18n.text import Language
from claims.matter.model import Matter

if TYPE_CHECKING:
    import pandas as pd

SYSTEM = "system"
"""What the journal writes where the software acts by itself."""
UNPLACED = "—"
"""Code of a loss whose service is not placed in a subgroup yet; a formula cannot seek a blank."""


@dataclass(frozen=True, slots=True)
class LongSheet:
    """One list: title of the sheet, name of its table, columns with their widths, rows."""

    title: str
    table: str
    columns: Sequence[Column]
    widths: Sequence[float]
    rows: int
    hidden: tuple[str, ...] = ()
    """Columns that formulas name and people need not read."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A list once laid on its sheets: the rows of each, and how formulas name it."""

    rows: Mapping[str, LongRows]
    tables: tuple[str, ...]

    def column(self, header: str) -> list[str]:
        """The structured references of one column, one per sheet."""
        return [f"{table}[{header}]" for table in self.tables]


def lay(workbook: Workbook, long: LongSheet, told: Printing) -> Laid:
    """Make the sheets a list needs, each with its header, its table and its print set-up."""
    rows, tables = {}, []
    for number, first in enumerate(range(0, max(long.rows, 1), MOST_ROWS), 1):
        title = long.title if number == 1 else f"{long.title} {number}"
        table = long.table if number == 1 else f"{long.table}{number}"
        end = min(first + MOST_ROWS, long.rows)
        _lay_one(workbook.create_sheet(title), long, table, end - first, told)
        rows[title] = LongRows(long.columns, long.widths, first, end)
        tables.append(table)
    return Laid(rows, tuple(tables))


def _lay_one(sheet: Worksheet, long: LongSheet, table: str, rows: int, told: Printing) -> None:
    right = [i for i, c in enumerate(long.columns) if isinstance(c, Cents | Counts | Numbers)]
    headers = [column.header for column in long.columns]
    head(sheet, 1, headers, right, indent=1)
    widths(sheet, long.widths)
    hide(sheet, [headers.index(header) + 1 for header in long.hidden])
    framed(sheet, table, headers, rows)
    shares = [
        share for share, each in zip(long.widths, headers, strict=True) if each not in long.hidden
    ]
    printed(sheet, told, repeat=1, across=pages_across(shares))
    sheet.freeze_panes = "B2"


def claims(
    filed: Sequence[FiledClaim], lines: "pd.DataFrame", look: Looks, language: Language
) -> LongSheet:
    """Every claim at its revision, with the sum of its losses."""
    sums = lines.groupby("number", observed=True, dropna=False)[
        ["declared_cents", "supported_cents", "admitted_cents"]
    ].sum()
    numbers = [each.claim.number for each in filed]
    sums = sums.reindex(numbers, fill_value=0)
    kinds = {"person": say("personne", language), "business": say("entreprise", language)}
    capacities = {
        "owner": say("propriétaire du service", language),
        "agency": say("agence ou concepteur de sites", language),
        "reseller": say("revendeur d’hébergement", language),
    }
    columns: list[Column] = [
        Texts(say("Réclamation", language), numbers, look.text),
        Counts(say("Révision", language), [each.revision for each in filed], look.whole),
        Texts(say("État", language), [say(LABELS[e.status], language) for e in filed], look.text),
        Words(say("Réclamant", language), [e.claim.claimant.name for e in filed], look.words),
        Texts(say("Personne ou entreprise", language),
              [kinds[e.claim.claimant.kind] for e in filed], look.text),
        Texts(say("Qualité", language),
              [capacities[e.claim.claimant.capacity] for e in filed], look.text),
        Days(say("Déposée le", language), [e.submitted for e in filed], look.day),
        Counts(say("Services", language), [len(e.claim.services) for e in filed], look.whole),
        Counts(say("Pièces", language), [len(e.claim.exhibits) for e in filed], look.whole),
        Cents(say("Déclaré", language), sums["declared_cents"].to_numpy(), look.amount),
        Cents(say("Étayé", language), sums["supported_cents"].to_numpy(), look.amount),
        Cents(say("Admis", language), sums["admitted_cents"].to_numpy(), look.amount),
    ]  # fmt: skip
    shares = [14, 9, 16, 32, 14, 26, 12, 10, 9, 15, 15, 15]
    table = say("Reclamations", language)
    return LongSheet(say("Réclamations", language), table, columns, shares, len(filed))


def services(
    filed: Sequence[FiledClaim], matter: Matter, look: Looks, language: Language
) -> LongSheet:
    """Every service, under the domain the ledger knows it by."""
    found = [(each, service) for each in filed for service in each.claim.services]
    kinds = {key: kind.label.in_(language) for key, kind in matter.service_types.items()}
    columns: list[Column] = [
        Words(say("Domaine", language), [s.domain for _, s in found], look.words),
        Words(say("Tel qu’écrit", language), [s.typed for _, s in found], look.words),
        Texts(say("Réclamation", language), [e.claim.number for e, _ in found], look.text),
        Counts(say("Révision", language), [e.revision for e, _ in found], look.whole),
        Texts(say("Type de service", language),
              [kinds.get(s.type, s.type) for _, s in found], look.text),
        Texts(say("Sous-groupe", language), [s.subgroup or UNPLACED for _, s in found], look.text),
        Days(say("Revenu en ligne", language), [s.restored for _, s in found], look.day),
        Words(say("Propriétaire", language), [s.owner for _, s in found], look.words),
    ]  # fmt: skip
    shares = [32, 36, 14, 9, 24, 12, 14, 30]
    title = say("Services", language)
    return LongSheet(title, title, columns, shares, len(found))


def exhibits(
    filed: Sequence[FiledClaim],
    numbers: Mapping[str, Number],
    named: Mapping[str, tuple[Titled, Level]],
    pages: Sequence[Column],
    matter: Matter,
    look: Looks,
    language: Language,
    given: Mapping[str, FiledExhibit],
) -> LongSheet:
    """Every exhibit with its number, its hash and the losses it proves; named: by key, what counsel
    calls it and who may be given it; pages: columns on its pages; given: by key, what a bundle
    gives for it, whose name, size, hash and flags are then told."""
    found = [(each, exhibit) for each in filed for exhibit in each.claim.exhibits]
    kinds = {key: kind.in_(language) for key, kind in matter.exhibit_kinds.items()}
    keys = [exhibit_key(e.claim.number, x.id) for e, x in found]
    said = [named.get(key, (UNTITLED, UNSAID)) for key in keys]
    stands = [given[k].exhibit if k in given else x for k, (_, x) in zip(keys, found, strict=True)]
    flags = [flags_of(given[k]) if k in given else x.flags
             for k, x in zip(keys, stands, strict=True)]  # fmt: skip
    columns: list[Column] = [
        Texts(say("Pièce", language),
              [numbers[key].label if key in numbers else "" for key in keys], look.text),
        Texts(say("Réclamation", language), [e.claim.number for e, _ in found], look.text),
        Counts(say("Révision", language), [e.revision for e, _ in found], look.whole),
        Words(say("Titre", language), [titled.title for titled, _ in said], look.words),
        Days(say("Date du document", language), [titled.day for titled, _ in said], look.day),
        Texts(say("Niveau de confidentialité", language),
              [say(LEVELS[level], language) for _, level in said], look.text),
        Words(say("Fichier", language), [x.name for x in stands], look.words),
        Texts(say("Nature", language), [kinds.get(x.kind, x.kind) for _, x in found], look.text),
        Words(say("Pertes prouvées", language), [" ".join(x.losses) for _, x in found], look.words),
        *pages,
        Days(say("Déposée le", language),
             [local_date(x.added, matter.timezone) for _, x in found], look.day),
        Counts(say("Octets", language), [x.size for x in stands], look.whole),
        Words(say("Signalements", language), [" ".join(each) for each in flags], look.words),
        Texts("SHA-256", [x.sha256 for x in stands], look.text),
    ]  # fmt: skip
    shares = [9, 14, 9, 44, 20, 30, 36, 33, 14, *[26] * len(pages), 12, 12, 20, 68]
    title, table = say("Pièces", language), say("Pieces", language)
    return LongSheet(title, table, columns, shares, len(found))


def journal(
    entries: Sequence[JournalEntry], staff: Mapping[str, Role], look: Looks, language: Language
) -> LongSheet:
    """The entries that concern the claims, each with its seal and who wrote it, by role alone."""
    columns: list[Column] = [
        Counts(say("Numéro", language), [e.seq for e in entries], look.whole),
        Texts(say("Date et heure (UTC)", language), [utc(e.at) for e in entries], look.text),
        Texts(say("Action", language), [action_said(e.action, language) for e in entries],
              look.text),
        Texts(say("Objet", language), [e.subject for e in entries], look.text),
        Texts(say("Auteur", language), [author_said(e, staff, language) for e in entries],
              look.text),
        Texts(say("Empreinte (SHA-256)", language), [e.hash for e in entries], look.text),
    ]  # fmt: skip
    title = say("Journal", language)
    return LongSheet(title, title, columns, [10, 22, 24, 16, 34, 68], len(entries))


def author_said(entry: JournalEntry, staff: Mapping[str, Role], language: Language) -> str:
    """Who wrote an entry, by role and never by name; staff: account → role."""
    if entry.actor == entry.subject:
        return say("réclamant", language)
    if entry.actor == SYSTEM:
        return say("système", language)
    return {
        Role.LAWYER: say("avocats du groupe", language),
        Role.REPRESENTATIVE: say("représentant du groupe", language),
        Role.ADMINISTRATOR: say("administration du registre", language),
    }.get(staff.get(entry.actor, Role.ANONYMOUS), say("personnel du registre", language))


def action_said(action: str, language: Language) -> str:
    """What an entry that leaves the house records."""
    return {
        "start claim": say("réclamation commencée", language),
        "add exhibit": say("pièce ajoutée", language),
        "remove exhibit": say("pièce retirée", language),
        "file claim": say("réclamation déposée", language),
        "move claim": say("changement d’état", language),
        "recount claim": say("réclamation recalculée", language),
        "quarantine exhibit": say("pièce mise en quarantaine", language),
        "redact exhibit": say("pièce caviardée", language),
        "class exhibit": say("confidentialité d’une pièce fixée", language),
        "title exhibit": say("titre ou date d’une pièce consigné", language),
    }.get(action, action)


def all_lists(laid: Sequence[Laid]) -> Iterator[tuple[str, LongRows]]:
    """Every sheet of every list, by title."""
    for each in laid:
        yield from each.rows.items()
