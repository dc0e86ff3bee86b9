"""From a total of the workbook to the losses it is made of, and from a loss to the pages that prove
it.

The losses stand by group, subgroup and head, so that those of a total follow one another: a link
selects them all. By month or grade they do not, and a link opens the first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from claims.documents.lists import Laid
from claims.documents.numbering import exhibit_key
from claims.documents.sheet_rows import Column, Links, Texts
from claims.documents.sheet_style import Looks, led
from claims.documents.values import FiledClaim
from claims.i18n.catalogue import say
from claims.i18n.text import Language
from claims.matter.model import Matter

if TYPE_CHECKING:
    import pandas as pd

MOST_LINKS = 8
"""Exhibits of one loss that its row leads to; the sheet of exhibits leads to every one."""


@dataclass(frozen=True, slots=True)
class Paged:
    """The pages of one exhibit: the number of the first and of the last, and where its numbered
    copy stands beside the workbook; nowhere but in a bundle."""

    first: str
    last: str
    path: str = ""


def in_order(lines: "pd.DataFrame", matter: Matter) -> "pd.DataFrame":
    """The losses by group, subgroup and head, as the matter orders them; as they came within."""
    known: tuple[tuple[str, Sequence[str]], ...] = (
        ("head", list(matter.heads)),
        ("subgroup", list(matter.subgroups)),
        ("group", list(matter.groups)),
    )
    turns = []
    for name, order in known:
        places = {text: place for place, text in enumerate(order)}
        ranks = np.array([places.get(text, -1) for text in lines[name].cat.categories] + [-1])
        turns.append(ranks[lines[name].cat.codes.to_numpy()])
    return lines.iloc[np.lexsort(turns)]


@dataclass(frozen=True, slots=True)
class Behind:
    """Where the losses of any total stand: lines in the order of their sheets, and these."""

    lines: "pd.DataFrame"
    laid: Laid

    def place(self, by: Sequence[str], key: Sequence[str]) -> str:
        """The cells of the losses whose first columns bear the texts of a key; empty of none."""
        kept = np.ones(len(self.lines), dtype=bool)
        for name, text in zip(by, key, strict=False):
            kept &= (self.lines[name] == text).to_numpy()
        rows = np.flatnonzero(kept)
        if not rows.size:
            return ""
        first, last = int(rows[0]), int(rows[-1])
        if last - first + 1 != rows.size:
            last = first
        return self._cells(first, last)

    def _cells(self, first: int, last: int) -> str:
        """The rows from the first to the last that stands on the same sheet."""
        title, held = next(
            (title, held) for title, held in self.laid.rows.items() if first < held.end
        )
        end = get_column_letter(len(held.columns))
        below = min(last, held.end - 1) - held.first + 2
        return f"{quote_sheetname(title)}!A{first - held.first + 2}:{end}{below}"

    def lead(
        self, sheet: Worksheet, cells: Sequence[str], by: Sequence[str], key: Sequence[str]
    ) -> None:
        """Make cells lead to the losses of a key."""
        if place := self.place(by, key):
            for cell in cells:
                to_place(sheet, cell, place)


def to_place(sheet: Worksheet, cell: str, place: str) -> None:
    """Make a cell lead to others of the same workbook."""
    sheet[cell].hyperlink = Hyperlink(ref=cell, location=place, display=None)
    led(sheet[cell])


def to_list(sheet: Worksheet, cell: str, laid: Laid) -> None:
    """Make a cell lead to the first row of a list."""
    to_place(sheet, cell, f"{quote_sheetname(next(iter(laid.rows)))}!A2")


def pages_of(
    filed: Sequence[FiledClaim], paged: Mapping[str, Paged], look: Looks, language: Language
) -> list[Column]:
    """Of each exhibit, the numbers of its pages and the way to its copy, where one is beside."""
    keys = [exhibit_key(each.claim.number, x.id) for each in filed for x in each.claim.exhibits]
    found = [paged.get(key, Paged("", "")) for key in keys]
    spans = [" - ".join(dict.fromkeys((each.first, each.last))) for each in found]
    columns: list[Column] = [Texts(say("Pages numérotées", language), spans, look.text)]
    if any(each.path for each in found):
        opening = [(each.path, each.first) for each in found]
        columns.append(Links(say("Ouvrir les pages", language), opening, look.link))
    return columns


def linked_pages(
    proofs: Sequence[Mapping[str, str]], paged: Mapping[str, Paged]
) -> list[list[tuple[str, str]]]:
    """Columns of links: the first exhibit of each loss, the second… with the number of its first
    page, as path and text; none where no copy stands beside. proofs: of each loss, its exhibits by
    label, "P-3" → key."""
    rows = [
        [
            (paged[key].path, f"{label} · {paged[key].first}")
            for label, key in each.items()
            if key in paged and paged[key].path
        ]
        for each in proofs
    ]
    many = min(max(map(len, rows), default=0), MOST_LINKS)
    return [[row[n] if n < len(row) else ("", "") for row in rows] for n in range(many)]
