"""The two papers an owner may sign for whoever claims for them: an assignment, or a mandate.

Filled from the claim, with a rule to write on wherever it says nothing; dates, places and
signatures are never filled. The wording is a proposed template: every original says so, and which
articles were read in a public source and which were not, until counsel confirms it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reportlab.platypus import Flowable, KeepTogether, Spacer, TableStyle

from claims.documents.blocks import bare, grid, notice
from claims.documents.ink import INK, RULE, words
from claims.documents.originals import numbered, publish_originals
from claims.documents.paper import BODY, Heading, Sheet
from claims.documents.rows import Table
from claims.documents.tagged import Placed
from claims.documents.wording import CLAUSES, RISKS, Clause
from claims.i18n.catalogue import say
from claims.i18n.formats import blank
from claims.i18n.text import Language
from claims.matter.model import Matter

Kind = Literal["assignment", "mandate"]
KINDS: tuple[Kind, ...] = ("assignment", "mandate")
FEW = 0.62
"""Share of the page that a blank to fill takes."""


@dataclass(frozen=True, slots=True)
class Party:
    """One who signs; what is not known is left blank, to be written by hand."""

    name: str = ""
    address: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Contract:
    """Who grants what to whom. services: domain and type, in words.

    at: when what it says was saved, so that the same state gives the same bytes.
    """

    kind: Kind
    owner: Party
    claimant: Party
    services: Sequence[tuple[str, str]]
    matter: Matter
    number: str
    at: datetime
    fictional: bool = False


def contract(paper: Contract, language: Language) -> bytes:
    """The PDF: three originals of an assignment or of a mandate."""
    sheet = Sheet(
        title=f"{title_of(paper.kind, language)} {paper.number}",
        running=f"{paper.matter.title.in_(language)} — {title_of(paper.kind, language)}",
        foot=f"{title_of(paper.kind, language)} · {paper.number}",
        language=language,
        at=paper.at,
        fictional=paper.fictional,
    )
    return publish_originals(lambda n: list(_original(paper, n, sheet)), sheet)


def title_of(kind: Kind, language: Language) -> str:
    """What the paper is called."""
    if kind == "assignment":
        return say("Contrat de cession", language)
    return say("Mandat et procuration", language)


def _original(paper: Contract, n: int, sheet: Sheet) -> Iterator[Flowable]:
    language = sheet.language
    yield _top(paper.matter.title.in_(language), numbered(n, sheet))
    yield Heading(title_of(paper.kind, language), 0)
    yield notice(_warning(paper.kind, language), "warning")
    yield from _parties(paper, language)
    for rank, clause in enumerate(CLAUSES[paper.kind], 1):
        yield from _clause(rank, clause, paper, language)
    yield _signatures(paper, language)


def _top(left: str, right: str) -> Placed:
    cells = [[words(left, "small"), words(right, "court_right")]]
    return Placed(cells, colWidths=[BODY * 0.7, BODY * 0.3], style=_tight(), spaceAfter=2)


def _tight(*more: tuple[object, ...]) -> TableStyle:
    return bare(
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
        *more,
    )


def _warning(kind: Kind, language: Language) -> str:
    """That nobody has confirmed this text yet, how far its articles were read, what it risks."""
    told = say(
        "Modèle proposé, à confirmer par les avocats du groupe avant toute signature. Le registre "
        "calcule et prépare; il ne donne pas d’avis juridique.",
        language,
    )
    laws = [law for clause in CLAUSES[kind] for law in clause.laws]
    unread = ", ".join(law.article for law in laws if not law.read)
    said = [told]
    if unread:
        said.append(say("Articles à vérifier : {articles}.", language, articles=unread))
    if kind in RISKS:
        said.append(say(RISKS[kind], language))
    return " ".join(said)


def _parties(paper: Contract, language: Language) -> Iterator[Flowable]:
    owner, claimant = _called(paper.kind, language)
    first = say("ENTRE, ci-après « {party} » :", language, party=owner)
    second = say("ET, ci-après « {party} » :", language, party=claimant)
    yield from (words(first, "strong"), _party(paper.owner, language), Spacer(1, 8))
    yield from (words(second, "strong"), _party(paper.claimant, language))


def _called(kind: Kind, language: Language) -> tuple[str, str]:
    if kind == "assignment":
        return say("le Cédant", language), say("le Cessionnaire", language)
    return say("le Mandant", language), say("le Mandataire", language)


def _party(party: Party, language: Language) -> Placed:
    return _blanks([
        (say("Nom", language), party.name),
        (say("Adresse", language), party.address),
        (say("Courriel", language), party.email),
        (say("Représenté par, s’il s’agit d’une entreprise", language), ""),
    ])  # fmt: skip


def _blanks(rows: Sequence[tuple[str, str]], share: float = 1 - FEW) -> Placed:
    """Label and value; a rule to write on under each, filled or not."""
    cells = [
        [words(label, "label"), words(value, "body") if value else ""] for label, value in rows
    ]
    style = _tight(
        ("LINEBELOW", (1, 0), (1, -1), 0.5, RULE), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")
    )
    return Placed(cells, colWidths=[BODY * share, BODY * (1 - share)], style=style,
                 rowHeights=[None if value else 19 for _, value in rows], spaceAfter=1)  # fmt: skip


def _clause(rank: int, clause: Clause, paper: Contract, language: Language) -> Iterator[Flowable]:
    head = [Heading(f"{rank}. {say(clause.title, language)}", 2)]
    if clause.laws:
        head.append(words(_cited(clause, language), "aside"))
    first, *others = (_text(text, clause, paper, language) for text in clause.texts)
    yield KeepTogether([*head, first])
    yield from others
    if clause.services:
        yield _services(paper, language)


def _text(text: str, clause: Clause, paper: Contract, language: Language) -> Flowable:
    matter = paper.matter
    told = say(
        text, language, number=paper.number, provider=matter.provider.in_(language),
        event=matter.short.in_(language), matter=matter.title.in_(language),
        blank=blank(matter.currency, language),
    )  # fmt: skip
    return words(told, "item", bullet="□") if text in clause.boxes else words(told)


def _cited(clause: Clause, language: Language) -> str:
    """Its articles; those nobody read again say so."""
    unread = say(" [à confirmer]", language)
    told = (f"{law.article}{'' if law.read else unread}" for law in clause.laws)
    return "C.c.Q. " + ", ".join(told) if language == "fr" else "C.C.Q. " + ", ".join(told)


def _services(paper: Contract, language: Language) -> Table:
    header = ["", say("Nom de domaine ou adresse de courriel", language), say("Service", language)]
    rows = [[str(n), domain, kind] for n, (domain, kind) in enumerate(paper.services, 1)]
    return grid(header, rows, [6, 54, 40])


def _signatures(paper: Contract, language: Language) -> Flowable:
    """Written by hand: place, date, « lu et approuvé », signature, for each party."""
    made = say(
        "EN FOI DE QUOI les parties ont signé en trois originaux, un pour chaque partie et un pour "
        "le dossier de l’action collective.",
        language,
    )
    called = (name[0].upper() + name[1:] for name in _called(paper.kind, language))
    gap = (("RIGHTPADDING", (0, 0), (0, 0), 14), ("LEFTPADDING", (1, 0), (1, 0), 14))
    both = Placed([[_signed(name, language) for name in called]], colWidths=[BODY / 2] * 2,
                 style=_tight(*gap))  # fmt: skip
    return KeepTogether([Spacer(1, 10), words(made), Spacer(1, 6), both])


def _signed(called: str, language: Language) -> Placed:
    labels = (
        say("Fait à", language),
        say("Le (année, mois, jour)", language),
        say("Écrire à la main « lu et approuvé »", language),
        say("Signature", language),
        say("Nom en lettres moulées, et qualité", language),
    )
    cells: list[list[object]] = [[words(called, "strong")]]
    for label in labels:
        cells += [[""], [words(label, "label")]]
    heights = [None, *[h for _ in labels for h in (24, None)]]
    rules = [("LINEABOVE", (0, row), (0, row), 0.6, INK) for row in range(2, len(cells), 2)]
    return Placed(cells, colWidths=[BODY / 2 - 14], rowHeights=heights, style=_tight(*rules))
