"""The real parsers, one module for each family of files; they run only in the limited child.

Each has `read(file, kind) -> Report`, which raises `Unacceptable` when the file is not what it
says, and `words(file, kind)`, its text page by page. Those of pages and pictures also have
`draw(file, kind, side)`, the first page as a PNG. Whatever a parser needs is imported at the top:
the child opens no file once the parser is loaded.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Report:
    """What the parser saw. pages: of a PDF or image, sheets of a workbook, else 0."""

    pages: int = 0
    flags: tuple[str, ...] = ()
    sheets: list[dict[str, Any]] | None = None
    """Name, hidden or not, and rows of cells: when a list of sites is read, else None."""


class Unacceptable(Exception):
    """The parser refuses the file; code is that of a Problem."""

    def __init__(self, code: str, found: str = "") -> None:
        self.code, self.found = code, found
        super().__init__(code)
