"""A paper that people sign in several originals: each numbered, each with its own pages from one.

All are in one file, so that whoever prints it prints them all.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import letter
from reportlab.platypus import BaseDocTemplate, Flowable, NextPageTemplate, PageBreak, PageTemplate

from claims.documents.paper import Pages, Sheet, text_frame
from claims.i18n.catalogue import say

ORIGINALS = 3


class Originals(Pages):
    """Pages that count from one in each original."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.original, self.first = 0, 1

    def turn_to(self, original: int, sheet: Sheet) -> None:
        """Begin a page of an original."""
        if original != self.original:
            self.original, self.first = original, int(self.getPageNumber())
        self.sheet = sheet

    def place(self) -> int:
        """The number of the page in its original."""
        return int(self.getPageNumber()) - self.first + 1

    def pages(self) -> int:
        """How many pages each original has; they say the same, so they are as long."""
        return super().pages() // ORIGINALS


def publish_originals(story: Callable[[int], Sequence[Flowable]], sheet: Sheet) -> bytes:
    """The PDF of every original; `story` is asked for each, numbered from one."""
    out = BytesIO()
    doc = BaseDocTemplate(
        out, pagesize=letter, lang="fr-CA" if sheet.language == "fr" else "en-CA",
        pageTemplates=[_template(n, sheet) for n in range(1, ORIGINALS + 1)],
    )  # fmt: skip
    flow: list[Flowable] = list(story(1))
    for n in range(2, ORIGINALS + 1):
        flow += [NextPageTemplate(str(n)), PageBreak(), *story(n)]
    doc.build(flow, canvasmaker=Originals)
    return out.getvalue()


def numbered(n: int, sheet: Sheet) -> str:
    """ "Original 1 de 3", as each original bears it."""
    return say("Original {n} de {of}", sheet.language, n=n, of=ORIGINALS)


def _template(n: int, sheet: Sheet) -> PageTemplate:
    own = replace(sheet, foot=f"{numbered(n, sheet)} · {sheet.foot}")

    def begin(canvas: Originals, _: BaseDocTemplate) -> None:
        if canvas.getPageNumber() == 1:
            canvas.dressed(sheet)
        canvas.turn_to(n, own)
        canvas.furniture()

    return PageTemplate(id=str(n), frames=[text_frame()], onPage=begin)
