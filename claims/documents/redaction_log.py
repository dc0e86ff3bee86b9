"""The log of redactions: what is kept back from a bundle, on which page, by whom and why.

It tells where each box is and never what it covers.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from claims.claim.redaction import LEVELS, REASONS, Box, Held
from claims.documents.contents import NAMES
from claims.documents.index import BOM, csv_lines
from claims.documents.ink import words
from claims.documents.paper import Heading, Sheet, publish
from claims.documents.register import Register, Row
from claims.documents.values import utc
from claims.documents.zipped import Member
from claims.evidence.patterns import FOUND_BY
from claims.i18n.catalogue import N_, say
from claims.i18n.formats import moment
from claims.i18n.text import Language
from claims.matter.model import Matter


class Given(Protocol):
    """What stands for an exhibit."""

    @property
    def label(self) -> str:
        """P-3."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The numbers of its pages, in order."""

    @property
    def span(self) -> str:
        """The first of them and the last."""

    @property
    def sha256(self) -> str:
        """Of what is given."""


Kept = Sequence[tuple[Given, Held]]
"""Each exhibit of which something is withheld."""


def logs(
    kept: Kept, matter: Matter, *, foot: str, at: datetime, language: Language, fictional: bool
) -> Iterator[Member]:
    """The log as a table and printed, where anything is withheld. foot: of what it is the log, and
    at which head of the journal."""
    if kept:
        stem = NAMES[language].redactions
        yield Member(f"{stem}.csv", [_csv(kept, language)])
        yield Member(
            f"{stem}.pdf",
            [_pdf(kept, matter, foot=foot, at=at, language=language, fictional=fictional)],
        )


def _csv(kept: Kept, language: Language) -> bytes:
    """A line a box, or an exhibit withheld; places in per cent of the page. `verify.py` writes it
    anew from the manifest and the journal, to the byte."""
    sides = [say(side, language) for side in (N_("Gauche"), N_("Haut"), N_("Droite"), N_("Bas"))]
    header = [*_header(language), *(f"{side} (%)" for side in sides), "SHA-256"]
    rows = (
        [
            *_cells(entry, held, box, number, language),
            utc(held.at) if held.at else "",
            *_sides(box),
            entry.sha256,
        ]
        for entry, held in kept
        for number, box in enumerate(held.boxes or (None,), 1)
    )
    comma = ";" if language == "fr" else ","
    return "".join(csv_lines([header, *rows], comma, BOM)).encode()


def _pdf(
    kept: Kept, matter: Matter, *, foot: str, at: datetime, language: Language, fictional: bool
) -> bytes:
    """The same, to file."""
    title = say("Relevé des caviardages", language)
    sheet = Sheet(
        title=title,
        running=f"{matter.title.in_(language)} — {title}",
        foot=foot,
        language=language,
        at=at,
        fictional=fictional,
    )
    story = [
        words(matter.title.in_(language), "strong"),
        Heading(title, 0),
        words(say("Sous chaque ligne : qui l’a décidé et quand, et l’empreinte SHA-256 de ce qui "
                  "est remis. L’original de chaque pièce est intact au registre. Les boîtes "
                  "portent leur numéro dans la copie; ce qu’elles couvrent n’est écrit nulle part.",
                  language), "lead"),
        Register(_header(language)[:6], list(_rows(kept, matter, language)), [0, 0, 0, 1, 1, 0]),
    ]  # fmt: skip
    return publish(story, sheet)


def _header(language: Language) -> list[str]:
    return [
        say("Numéro", language),
        say("Page", language),
        say("Boîte", language),
        say("Motif", language),
        say("Trouvée par", language),
        say("Page numérotée", language),
        say("Par", language),
        f"{say('Quand', language)} (UTC)",
    ]


def _cells(entry: Given, held: Held, box: Box | None, number: int, language: Language) -> list[str]:
    """One line but when; box: None when the whole exhibit is withheld."""
    if box is None:
        why = say(REASONS[held.reason], language) if held.reason else "—"
        level = say(LEVELS[held.level], language)
        whole = say("Pièce entière", language)
        return [entry.label, "", whole, why, level, entry.span, held.by]
    label = entry.labels[box.page - 1] if box.page <= len(entry.labels) else ""
    return [
        entry.label, str(box.page), str(number), say(REASONS[box.reason], language),
        _found_by(box, language), label, held.by,
    ]  # fmt: skip


def _found_by(box: Box, language: Language) -> str:
    """What found a box; a code no longer known as it was sealed, as the verifiers write it."""
    known = FOUND_BY.get(box.pattern)
    return say(known, language) if known else box.pattern


def _sides(box: Box | None) -> list[str]:
    if box is None:
        return ["", "", "", ""]
    sides = (box.left, box.top, box.right, box.bottom)
    return [f"{side // 100}.{side % 100:02}" for side in sides]


def _rows(kept: Kept, matter: Matter, language: Language) -> Iterator[Row]:
    for entry, held in kept:
        when = moment(held.at, matter.timezone, language) if held.at else ""
        for number, box in enumerate(held.boxes or (None,), 1):
            *cells, by = _cells(entry, held, box, number, language)
            said = " · ".join(filter(None, (by, when)))
            yield tuple(cells), f"{said}\n{entry.sha256}".strip() if number == 1 else ""
