"""The members counsel knows of, by name, each with where that comes from. For counsel alone.

It tells who they are and how to reach them, so it never goes into a bundle.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from claims.documents.index import BOM, csv_lines
from claims.documents.lists import LongSheet, lay
from claims.documents.package import Package, packed
from claims.documents.sheet_rows import Column, Days, Texts, Words
from claims.documents.sheet_style import (
    BOLD,
    HEADING,
    SMALL,
    TITLE,
    WARNING,
    WHOLE,
    Looks,
    Printing,
    compute,
    head,
    looks,
    printed,
    put,
    ruled,
    widths,
)
from claims.documents.values import JournalHead, head_said
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import moment
from claims.i18n.text import Language
from claims.matter.filing import filing
from claims.matter.model import Matter

STANDINGS = {
    "filed": N_("Déposé"),
    "named": N_("Nommé propriétaire"),
    "withdrawn": N_("Retiré"),
    "opted_out": N_("Exclusion demandée"),
}
"""What someone is to the class, as far as counsel knows."""
WARN = N_("Noms et coordonnées : pour les avocats seulement. Ne va dans aucun dossier de preuve.")


@dataclass(frozen=True, slots=True)
class Member:
    """One person or business, under one source; who is known by two stands twice.

    standing: a key of STANDINGS; source: in words; number: of the claim that tells it; since: the
    day of its first filing; sites: registrable domains.
    """

    name: str
    standing: str
    source: str
    number: str
    email: str = ""
    phone: str = ""
    address: str = ""
    language: str = ""
    since: date | None = None
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The members of a matter as of a head. begun: claims begun and not filed, whom nobody names;
    of whom `fictional` says that some are invented."""

    matter: Matter
    members: Sequence[Member]
    begun: int
    fictional: bool = False


def members_csv(known: Known, language: Language) -> Iterator[bytes]:
    """The list as CSV for a spreadsheet of that language, nothing in it ever run."""
    comma = ";" if language == "fr" else ","
    header = [say(title, language) for title in HEADER]
    rows = chain([header], (_row(member, language) for member in known.members))
    yield from (line.encode() for line in csv_lines(rows, comma, BOM))


HEADER = (
    N_("Nom"), N_("Situation"), N_("Source"), N_("Réclamation"), N_("Courriel"), N_("Téléphone"),
    N_("Adresse"), N_("Langue"), N_("Depuis le"), N_("Sites"),
)  # fmt: skip
WIDTHS = (30, 18, 44, 16, 32, 16, 36, 8, 12, 40)


def _row(member: Member, language: Language) -> list[str]:
    since = member.since.isoformat() if member.since else ""
    return [
        member.name, say(STANDINGS[member.standing], language), member.source, member.number,
        member.email, member.phone, member.address, member.language, since,
        ", ".join(member.sites),
    ]  # fmt: skip


def members_workbook(
    known: Known, *, journal_head: JournalHead, at: datetime, by: str, language: Language
) -> Package:
    """The XLSX, in blocks: how many by standing, counted again by the sheet, then everyone.

    by: who had it made, told with the moment and the head at the foot of every printed page.
    """
    made = Workbook()
    title = say("Membres connus", language)
    made.properties.title = f"{known.matter.short.in_(language)} — {title}"
    made.properties.creator = made.properties.lastModifiedBy = "claims"
    mark = say("DÉMONSTRATION — personnes et montants fictifs", language)
    made_by = say("Liste produite par {who}, le {when}", language, who=by,
                  when=moment(at, known.matter.timezone, language))  # fmt: skip
    foot = f"{known.matter.short.in_(language)} · {head_said(journal_head)} · {made_by}"
    told = Printing(foot, language, mark if known.fictional else "")
    summary = made.active
    summary.title = title
    look = looks(made, known.matter.currency, language)
    laid = lay(made, _listed(known, look, language), told)
    _summary(summary, known, laid.column(say("Situation", language)), made_by, language)
    printed(summary, told)
    return packed(made, dict(laid.rows), at=at)


def _listed(known: Known, look: Looks, language: Language) -> LongSheet:
    rows = [_row(member, language) for member in known.members]
    texts: list[Column] = [
        Words(say(title, language), [row[place] for row in rows], look.words)
        if title in (N_("Nom"), N_("Source"), N_("Adresse"), N_("Sites"))
        else Texts(say(title, language), [row[place] for row in rows], look.text)
        for place, title in enumerate(HEADER)
    ]
    texts[HEADER.index("Depuis le")] = Days(
        say("Depuis le", language), [member.since for member in known.members], look.day
    )
    table = say("Membres_table", language)
    return LongSheet(say("Membres", language), table, texts, WIDTHS, len(rows))


def _summary(
    sheet: Worksheet, known: Known, standing: Sequence[str], made_by: str, language: Language
) -> None:
    """How many of each standing, and the sheet's own count beside."""
    matter = known.matter
    put(sheet, "A1", matter.title.in_(language), SMALL)
    put(sheet, "A2", say("Membres connus", language), TITLE)
    sheet.row_dimensions[2].height = 28
    put(sheet, "A3", made_by, SMALL)
    put(sheet, "A4", say(WARN, language), WARNING)
    put(sheet, "A6", say("Par situation", language), HEADING)
    titles = [say(text, language) for text in ("Situation", "Membres", "Selon la liste", "Écart")]
    head(sheet, 7, titles, right=[1, 2, 3])
    counts = Counter(member.standing for member in known.members)
    last = 8 + len(STANDINGS)
    for row, (code, said) in enumerate(STANDINGS.items(), 8):
        put(sheet, f"A{row}", say(said, language))
        put(sheet, f"B{row}", counts[code], form=WHOLE)
        again = "+".join(f"COUNTIF({column},A{row})" for column in standing)
        compute(sheet, f"C{row}", f"={again}", WHOLE)
        compute(sheet, f"D{row}", f"=B{row}-C{row}", WHOLE)
    put(sheet, f"A{last}", say("Total", language))
    for letter in "BCD":
        compute(sheet, f"{letter}{last}", f"=SUM({letter}8:{letter}{last - 1})", WHOLE, BOLD)
    ruled(sheet, 8, last, 4, total=True)
    for row, text in enumerate(_notes(known, language), last + 2):
        put(sheet, f"A{row}", text, SMALL)
    widths(sheet, [44, 18, 18, 18])


def _notes(known: Known, language: Language) -> Iterator[str]:
    """What the list is, and whom it leaves out."""
    yield say("Une ligne par source : qui est connu de deux façons y figure deux fois.", language)
    yield say_n(
        "{n} dossier commencé et non déposé n’est pas nommé : il n’appartient qu’à son auteur.",
        "{n} dossiers commencés et non déposés ne sont pas nommés : ils n’appartiennent qu’à leur "
        "auteur.", known.begun, language,
    )  # fmt: skip
    yield say(
        "« Déposé » suit l’étape du dossier : {filing}. Une exclusion ne vaut qu’une fois le "
        "greffe avisé.", language, filing=filing(known.matter, language)["filing"],
    )  # fmt: skip
