"""Fonts, colours and the one door through which people's words reach a PDF.

A reportlab Paragraph reads markup: `Bob <b> & Co` would abort the document and an `<img src=…>`
would open a file. Inter has no Arabic or Chinese letters: what it cannot print is written as its
code points between brackets, never as an empty square that could be anything.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics

from claims.documents.paragraphs import KEPT, Words
from claims.documents.subsets import Font
from claims.i18n.formats import NBSP

FONTS = Path(__file__).resolve().parent / "fonts"
PLAIN, BOLD, ITALIC = "Inter-Regular", "Inter-Bold", "Inter-Italic"

INK = HexColor("#0e151d")
NAVY = HexColor("#12304f")
BLUE = HexColor("#174a7c")
MUTED = HexColor("#55616f")
RULE = HexColor("#c9d2dc")
TINT = HexColor("#eaf0f6")
PALE = HexColor("#f4f6f9")
AMBER, AMBER_TINT = HexColor("#8a4b08"), HexColor("#fdf3e3")
RED = HexColor("#8c1d18")
GHOST = Color(0.55, 0.11, 0.09, alpha=0.07)
SERIES = tuple(
    map(
        HexColor,
        ("#174a7c", "#c77a1e", "#2f8067", "#8a4f7d", "#7c8ea3", "#a8453b", "#5aa0c8", "#b59a3c",
         "#3d3f73", "#6b8f3a"),
    )
)  # fmt: skip


def _pour() -> None:
    """Register Inter once, and keep Helvetica and the clock out of every PDF."""
    rl_config.useA85 = 0
    rl_config.invariant = 1
    rl_config.canvas_basefontname = PLAIN
    for n, name in enumerate((PLAIN, BOLD, ITALIC), 1):
        pdfmetrics.registerFont(Font(name, str(FONTS / f"{name}.ttf"), f"F{n}"))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=ITALIC, boldItalic=BOLD)


_pour()


def _style(name: str, size: float, lead: float, **more: object) -> ParagraphStyle:
    base = {
        "fontName": PLAIN,
        "bulletFontName": PLAIN,
        "textColor": INK,
        "splitLongWords": 1,
        "allowWidows": 0,
    }
    return ParagraphStyle(name, **{**base, "fontSize": size, "leading": lead, **more})


STYLES = {
    style.name: style
    for style in (
        _style("title", 20, 25, fontName=BOLD, textColor=NAVY, spaceAfter=4),
        _style("h1", 13.5, 18, fontName=BOLD, textColor=NAVY, spaceBefore=15, spaceAfter=5),
        _style("h2", 10.5, 14, fontName=BOLD, textColor=NAVY, spaceBefore=9, spaceAfter=3),
        _style("body", 9.5, 14, spaceAfter=5),
        _style("strong", 9.5, 14, fontName=BOLD, spaceAfter=5),
        _style("loss", 9.5, 14, fontName=BOLD, spaceAfter=5, keepWithNext=1),
        _style("caption", 8, 11.5, textColor=MUTED, spaceAfter=3, keepWithNext=1),
        _style("lead", 10.5, 15.5, textColor=MUTED, spaceAfter=8),
        _style("small", 8, 11.5, textColor=MUTED, spaceAfter=3),
        _style("aside", 8, 11.5, fontName=ITALIC, textColor=MUTED, spaceAfter=3),
        _style("item", 9.5, 14, leftIndent=12, bulletIndent=0, spaceAfter=3),
        _style("article", 9.5, 14, fontName=BOLD, spaceBefore=7, spaceAfter=3, keepWithNext=1),
        _style("clause", 8.5, 12.5, leftIndent=34, bulletIndent=0, bulletFontSize=8, spaceAfter=2),
        _style("cell", 8.2, 11),
        _style("cell_right", 8.2, 11, alignment=TA_RIGHT),
        _style("cell_bold", 8.2, 11, fontName=BOLD),
        _style("cell_bold_right", 8.2, 11, fontName=BOLD, alignment=TA_RIGHT),
        _style("cell_small", 7, 9.4, textColor=MUTED),
        _style("header", 7.6, 10, fontName=BOLD, textColor=NAVY),
        _style("header_right", 7.6, 10, fontName=BOLD, textColor=NAVY, alignment=TA_RIGHT),
        _style("label", 7.6, 10.5, textColor=MUTED),
        _style("figure", 14, 18, fontName=BOLD, textColor=NAVY),
        _style("court", 9.5, 14, fontName=BOLD, textColor=INK),
        _style("court_right", 9.5, 14, fontName=BOLD, textColor=INK, alignment=TA_RIGHT),
        _style("centred", 9.5, 14, alignment=TA_CENTER),
        _style("warning", 8.6, 12.4, textColor=AMBER),
        _style("told", 8.8, 12.8, textColor=NAVY),
    )
}


@cache
def _printable() -> frozenset[int]:
    """Code points that all three fonts draw, less those that draw nothing or turn text around."""
    faces = [pdfmetrics.getFont(name).face.charToGlyph for name in (PLAIN, BOLD, ITALIC)]
    drawn = set(faces[0]).intersection(*map(set, faces[1:]))
    return frozenset(c for c in drawn if unicodedata.category(chr(c))[0] != "C")


@cache
def _unprintable() -> re.Pattern[str]:
    known = "".join(f"\\U{c:08x}" for c in sorted(_printable()))
    return re.compile(f"[^{known}\n]+")


UNPRINTED = "[U+"
"""How what the font cannot print begins."""
STEP = 9
"""Points of one step in."""
HELD = re.compile(r"\[(?:À CONFIRMER|TO BE CONFIRMED)\]|\b[Aa]rticles? (?=[0-9])")
"""What no line may cut in two."""


def code_points(run: re.Match[str]) -> str:
    """Signs that the font cannot print, by their code points: "[U+4E2D U+6587]"."""
    return f"{UNPRINTED}{' U+'.join(f'{ord(c):04X}' for c in run.group())}]"


def spelled(text: str, told: Callable[[re.Match[str]], str] = code_points) -> str:
    """The text as it is printed; told: what stands for signs that the font cannot print."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    return _unprintable().sub(told, text)


def words(text: str, style: str = "body", bullet: str = "", step: int = 0) -> Words:
    """A paragraph of text nobody needs to trust, every line of it so many steps in."""
    look = STYLES[style]
    if step:
        look = _stepped(style, step)
    return Words(_printed(text), look, bullet)


@lru_cache(KEPT)
def _printed(text: str) -> str:
    return HELD.sub(_held, spelled(text))


@cache
def _stepped(style: str, step: int) -> ParagraphStyle:
    return ParagraphStyle(f"{style}-{step}", STYLES[style], leftIndent=STEP * step)


def _held(found: re.Match[str]) -> str:
    return found.group().replace(" ", NBSP)
