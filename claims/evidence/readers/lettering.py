"""Our own letters on the pages of others: Inter, embedded, whatever fonts a page has of its own.

`letters.pdf` is a page that holds the letters of Western Europe; the tests make it again from the
font of our documents, which has its licence beside it. It is read when this module is, before a
child opens anything.
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf

WHOLE = 10_000
"""What the sides of a page are told in."""
Place = tuple[int, int, int, int]
Words = Sequence[tuple[str, Place]]
"""What was read on a page: each word and its place, as the page is read."""
HELD = Path(__file__).with_name("letters.pdf").read_bytes()
NAME = f"/Ours{sha256(HELD).hexdigest()[:8]}"
"""Of the font in the resources of a page, where no other font may have it."""
UNKNOWN, SPACES = "?", re.compile(r"\s")


Parts = tuple[bytes, bytes, bytes, bytes]
REFERRED = ("/FontDescriptor", "/ToUnicode", "/FontFile2")


def _only_font(holder: pikepdf.Pdf) -> pikepdf.Object:
    [font] = holder.pages[0].resources.Font.as_dict().values()
    return font


def _read() -> tuple[dict[str, int], list[float], Parts]:
    """Letter → its code, and the width of each code in thousandths of the height; the font and its
    descriptor, without what they refer to, its letters and its codes."""
    with pikepdf.open(BytesIO(HELD)) as holder:
        font = _only_font(holder)
        told = font.ToUnicode.read_bytes().decode("ascii")
        codes = {
            chr(int(letter, 16)): int(code, 16)
            for code, letter in re.findall("<(..)> <(....)>", told)
        }
        described = font.FontDescriptor
        parts = _bare(font), _bare(described), _stream(described.FontFile2), _stream(font.ToUnicode)
        return codes, [float(width) for width in font.Widths], parts


def _bare(found: pikepdf.Object) -> bytes:
    told = {name: value for name, value in found.items() if name not in REFERRED}
    return pikepdf.Dictionary(told).unparse()


def _stream(found: pikepdf.Object) -> bytes:
    told = pikepdf.Dictionary(dict(found.items())).unparse()
    return b"%b\nstream\n%b\nendstream" % (told, found.read_raw_bytes())


def _sign(code: int) -> str:
    plain = 32 <= code < 127 and chr(code) not in "()\\"
    return chr(code) if plain else f"\\{code:03o}"


class _Letters(dict[int, str]):
    """Letter → how it is written in a page's contents; one the font lacks as UNKNOWN."""

    def __missing__(self, _letter: int) -> str:
        return UNKNOWN


class _Wide(dict[str, float]):
    """Letter → its width; one the font lacks is as wide as UNKNOWN."""

    def __missing__(self, _letter: str) -> float:
        return self[UNKNOWN]


CODES, WIDTHS, PARTS = _read()
SIGNS = _Letters({ord(letter): _sign(code) for letter, code in CODES.items()})
WIDE = _Wide({letter: WIDTHS[code] for letter, code in CODES.items()})


def embedded(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """The font, as an object of this PDF."""
    with pikepdf.open(BytesIO(HELD)) as holder:
        return pdf.copy_foreign(holder.make_indirect(_only_font(holder)))


def objects(first: int) -> list[bytes]:
    """The font and what it is made of, as objects of a file numbered from `first` on."""
    told, descriptor, letters, codes = PARTS
    told = told[:-2] + b"/FontDescriptor %d 0 R /ToUnicode %d 0 R >>" % (first + 1, first + 3)
    return [told, descriptor[:-2] + b"/FontFile2 %d 0 R >>" % (first + 2), letters, codes]


def coded(text: str) -> bytes:
    """A text as a string of a page's contents, its plain letters as they are, so that a search of
    the bytes finds them; a letter the font lacks is a question mark."""
    return f"({SPACES.sub(' ', text).translate(SIGNS)})".encode("ascii")


def length(text: str, size: float) -> float:
    """How long a text of that height is."""
    return sum(map(WIDE.__getitem__, SPACES.sub(" ", text))) * size / 1000


def unseen(words: Iterable[tuple[str, Place]], wide: float, high: float) -> bytes:
    """Words where a search finds them, each as wide as it is in the picture; in points from the
    lower left corner of the page as it is read."""
    told = [b"q BT 3 Tr"]
    for word, (left, top, right, bottom) in words:
        size = max((bottom - top) * high / WHOLE, 1)
        stretched = (right - left) * wide / WHOLE / length(word, size) * 100
        at = left * wide / WHOLE, (WHOLE - bottom) * high / WHOLE + size * 0.2
        told.append(
            b"%b %.2f Tf %.2f Tz 1 0 0 1 %.2f %.2f Tm %b Tj"
            % (NAME.encode(), size, max(stretched, 1), *at, coded(word + " "))
        )
    return b"\n".join([*told, b"ET Q"])
