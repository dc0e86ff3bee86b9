"""The mark of the registry, drawn here: scales on a square, and its name beside them."""

from html import escape

from claims.i18n import Language, say

BLUE, DARK, LIGHT = "#174a7c", "#0e151d", "#ffffff"
WIDEST, LETTER = 196, 8
"""Pixels that the name may take, and one letter of it."""
SCALES = (
    '<g fill="none" stroke="#ffffff" stroke-width="1.9" stroke-linecap="round" '
    'stroke-linejoin="round"><path d="M16 6.5v18.5M11 25h10M8 10.5h4.2c1.4 0 2.4-1.5 3.8-1.5'
    's2.4 1.5 3.8 1.5H24"/><path d="M8.2 11 5 18.2a3.5 3.5 0 0 0 6.4 0zM23.8 11l-3.2 7.2'
    'a3.5 3.5 0 0 0 6.4 0z"/></g>'
)


def sign() -> str:
    """The scales alone."""
    return _svg(32, _square(BLUE))


def mark(language: Language, *, light: bool = False) -> str:
    """The scales and the name beside them; light for a dark ground."""
    name, kind = say("Registre des réclamations", language), say("Action collective", language)
    wide = min(WIDEST, LETTER * len(name))  # whatever font the reader's machine has
    square = _square("#2f6fb0" if light else BLUE)
    ink = LIGHT if light else DARK
    words = (
        f'<text x="42" y="14" font-family="Georgia, \'Source Serif 4\', serif" font-size="14" '
        f'font-weight="700" textLength="{wide}" lengthAdjust="spacingAndGlyphs" '
        f'fill="{ink}">{escape(name)}</text>'
        f'<text x="42" y="28" font-family="Arial, sans-serif" font-size="11" '
        f'fill="{ink}">{escape(kind)}</text>'
    )
    return _svg(240, square + words)


def _square(ground: str) -> str:
    return f'<rect width="32" height="32" rx="6" fill="{ground}"/>{SCALES}'


def _svg(width: int, drawn: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 32" '
        f'width="{width}" height="32">{drawn}</svg>'
    )
