"""A paper that people sign in several originals: each numbered, each with its own pages from one.

All are in one file, so that whoever prints it prints them all.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from reportlab.platypus import Flowable

from claims.documents.flow import Flow
from claims.documents.paper import TEXT, Pages, Sheet, closed, opened
from claims.i18n.catalogue import say

ORIGINALS = 3


class Originals(Pages):
    """Pages that count from one in each original."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.original, self.first = 0, 1

    def begin(self, original: int, sheet: Sheet) -> None:
        """Begin a page of an original."""
        if original != self.original:
            self.original, self.first = original, int(self.getPageNumber())
        self.sheet = sheet
        self.furniture()

    def place(self) -> int:
        """The number of the page in its original."""
        return int(self.getPageNumber()) - self.first + 1

    def pages(self) -> int:
        """How many pages each original has; they say the same, so they are as long."""
        return super().pages() // ORIGINALS


def publish_originals(story: Callable[[int], Sequence[Flowable]], sheet: Sheet) -> bytes:
    """The PDF of every original; `story` is asked for each, numbered from one."""
    canvas = opened(sheet, Originals)
    for n in range(1, ORIGINALS + 1):
        own = replace(sheet, foot=f"{numbered(n, sheet)} · {sheet.foot}")
        flow = Flow(canvas, TEXT, partial(canvas.begin, n, own))
        flow.place(story(n))
        flow.turn()
    return closed(canvas)


def numbered(n: int, sheet: Sheet) -> str:
    """ "Original 1 de 3", as each original bears it."""
    return say("Original {n} de {of}", sheet.language, n=n, of=ORIGINALS)
