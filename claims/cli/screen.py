"""What is written on a terminal: no character of a file or a claim may act on it.

A name is free text: one that holds ESC would clear the screen, or paint a line that no command
wrote; one that holds a line feed would paint it too. Every text passes here, cells of tables as
well; a sentence that quotes a name is written on one line (`one_line`).
"""

import re
from typing import Any

from rich.console import Console
from rich.text import Text

from claims.documents.verify import ACTS as ACTS_IN_A_LINE
from claims.documents.verify import escaped
from claims.documents.verify import visible as one_line

__all__ = ["Screen", "harmless", "one_line", "visible"]

ACTS = re.compile(rf"(?![\t\n]){ACTS_IN_A_LINE.pattern}")
"""What acts in a text of several lines: what `verify.py` holds to act, but tab and line feed."""


class Screen(Console):
    """A console on which what acts is written out."""

    def render_str(self, text: str, **options: Any) -> Text:
        """A text to be shown, measured as it will be."""
        return super().render_str(visible(text), **options)


def visible(text: str) -> str:
    """The text, `\\x1b` in the place of ESC."""
    return ACTS.sub(lambda found: escaped(ord(found.group())), text)


def harmless(json: str) -> str:
    """A piece of JSON that says the same, what acts told by its escape."""
    return ACTS.sub(lambda found: f"\\u{ord(found.group()):04x}", json)
