"""What is written on a terminal: no character of a file or a claim may act on it.

A name is free text: one that holds ESC would clear the screen, or paint a line that no command
wrote; one that holds a line feed would paint it too. Every text passes here, cells of tables as
well; a sentence that quotes a name is written on one line.
"""

import re
from typing import Any

from rich.console import Console
from rich.text import Text

TURNING = "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
"""What turns the order of the text around, or ends a line as no terminal shows; lone surrogates."""
ACTS = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{TURNING}]")
"""What acts in a text of several lines: controls but tab and line feed, and what turns."""
ACTS_IN_A_LINE = re.compile(f"[\x00-\x1f\x7f-\x9f{TURNING}]")


class Screen(Console):
    """A console on which what acts is written out."""

    def render_str(self, text: str, **options: Any) -> Text:
        """A text to be shown, measured as it will be."""
        return super().render_str(visible(text), **options)


def visible(text: str) -> str:
    """The text, `\\x1b` in the place of ESC."""
    return ACTS.sub(lambda found: _escaped(ord(found.group())), text)


def one_line(text: str) -> str:
    """A sentence that quotes a name, on one line: `\\x0a` in the place of a line feed."""
    return ACTS_IN_A_LINE.sub(lambda found: _escaped(ord(found.group())), text)


def _escaped(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def harmless(json: str) -> str:
    """A piece of JSON that says the same, what acts told by its escape."""
    return ACTS.sub(lambda found: f"\\u{ord(found.group()):04x}", json)
