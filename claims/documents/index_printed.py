"""The exhibit index as a PDF: one row an exhibit, its pages by number, each number a link to it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from claims.claim.redaction import LEVELS
from claims.documents.index import Entry, header
from claims.documents.ink import spelled, words
from claims.documents.leading import Leads
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.register import Bookmark, Register, Row
from claims.documents.scripts import named
from claims.documents.values import JournalHead, head_said
from claims.evidence.flags import said
from claims.evidence.scanner import SAID
from claims.i18n.catalogue import N_, say, say_n
from claims.i18n.formats import count
from claims.i18n.text import Language
from claims.matter.model import Matter

ALONE = N_("Chaque pièce a son propre numéro, qui n’est jamais réutilisé.")
IN_SETS = N_(
    "Les fichiers d’une réclamation sont produits en liasse sous un même numéro, chacun sous son "
    "sous-numéro. Aucun n’est jamais réutilisé."
)
SPELLED = N_(
    "Ce qui est écrit dans une autre écriture (arabe, chinoise…) n’est pas imprimé ici : entre "
    "crochets se lit de laquelle il s’agit; le titre ou le nom exact est dans index.csv, sous le "
    "même numéro."
)
LISTED = 120
"""Numbers of pages in one row at the most: a row is never cut by the end of a page."""


def index_pdf(
    matter: Matter,
    documents: Sequence[tuple[str, str, str, str]],
    listed: Sequence[Entry],
    *,
    snapshot: str,
    journal_head: JournalHead,
    at: datetime,
    language: Language,
    fictional: bool,
    leads: Leads,
    notes: Sequence[str] = (),
) -> bytes:
    """The index to file with the exhibits; `documents` are ours: number, title, pages, SHA-256;
    leads: the numbers of exhibits and of pages, and where they stand; notes: what it does not list.
    """
    title = say("Index des pièces", language)
    sheet = Sheet(
        title=title,
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
    ours: list[Row] = [
        ((number, name, "—", pages, ""), digest) for number, name, pages, digest in documents
    ]
    rows = [*ours, *_listed(listed, language)]
    story = [
        words(matter.title.in_(language), "strong"),
        Heading(title, 0),
        words(_told(listed, language), "lead"),
        *([words(say(SPELLED, language), "lead")] if any(map(_is_spelled, listed)) else ()),
        *(words(note, "strong") for note in notes),
        Register(
            printed_header(language),
            rows,
            [0, 1, 0, 0, 0],
            right=(3,),
            leads=leads,
            marks=_marks(rows, listed, leads),
        ),
    ]
    return publish(story, sheet)


def _marks(rows: Sequence[Row], listed: Sequence[Entry], leads: Leads) -> dict[str, Bookmark]:
    """Number → the bookmark of a document, by its title as it was written, whatever its script, and
    under an exhibit one for each of its pages, which opens it in its numbered copy."""
    marks = {cells[0]: Bookmark(f"{cells[0]} · {cells[1]}") for cells, _ in rows if cells[0]}
    for entry in listed:
        title = " ".join(f"{entry.label} · {entry.title}".split())
        pages = [(label, leads[label]) for label in entry.labels if label in leads]
        marks[entry.label] = Bookmark(title, pages)
    return marks


def printed_header(language: Language) -> list[str]:
    """The columns on paper: the title says the kind."""
    number, title, *_, pages, claim, _ = header(language)
    return [number, title, say("Date du document", language), pages, claim]


def _told(listed: Sequence[Entry], language: Language) -> str:
    return " ".join((
        say(IN_SETS if any(entry.number.sub for entry in listed) else ALONE, language),
        say("Sous chaque titre : le nom du fichier, le jour du dépôt, la confidentialité, "
            "l’empreinte SHA-256, ce que l’antivirus a dit d’une pièce déposée et le numéro de "
            "chaque page. Un numéro en bleu ouvre la page qu’il nomme. La date est celle du "
            "document, quand les avocats l’ont consignée.", language),
    ))  # fmt: skip


def _is_spelled(entry: Entry) -> bool:
    """Whether some of it is written in letters the font lacks."""
    told = f"{entry.title}{entry.told}{entry.filer}{entry.name}"
    return spelled(told, lambda _: "") != spelled(told)


def _listed(listed: Sequence[Entry], language: Language) -> Iterator[Row]:
    """The exhibits, and over those that stand together under a number, a row for them all."""
    many = Counter(entry.number.main for entry in listed)
    last = 0
    for entry in listed:
        if entry.in_set and entry.number.main != last:
            files = say_n("{n} fichier", "{n} fichiers", many[entry.number.main], language)
            together = say("{label}, en liasse", language, label=entry.number.set)
            filer = named(entry.filer, language)
            yield (together, f"{filer} · {files}", "", "", entry.claim), ""
        last = entry.number.main
        yield from _rows(entry, language)


def _rows(entry: Entry, language: Language) -> Iterator[Row]:
    """The row of an exhibit, and as many more as its pages ask for."""
    pages = count(entry.pages, language) if entry.pages else "—"
    title, told, file = (
        named(text, language) for text in (entry.title, entry.told, entry.name.replace("\n", " "))
    )
    cells = (entry.label, title, entry.dated or "—", pages, entry.claim)
    filed = say("Déposée le {day} · {level}", language, day=entry.day,
                level=say(LEVELS[entry.level], language))  # fmt: skip
    sealed = f"{entry.sha256} · {say(SAID[entry.scan], language)}"
    runs = [" ".join(entry.labels[n : n + LISTED]) for n in range(0, len(entry.labels), LISTED)]
    first = [runs[0]] if runs else []
    about = [told] if told else []
    if entry.pictures:
        of = entry.pictures.said(language)
        about.append(say("Pages en image lues optiquement : {of}", language, of=of))
    notes = (f"{file} · {filed}", *about, sealed, *first, *said(entry.flags, language))
    yield cells, "\n".join(notes)
    for run in runs[1:]:
        yield ("", say("{label} (suite)", language, label=entry.label), "", "", ""), run
