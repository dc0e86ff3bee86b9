"""Images by Pillow: the format is the one named, and the picture can be read."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from math import isfinite
from typing import Any, cast

import pillow_heif
from PIL import (
    Image,
    ImageDraw,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)
from PIL import __version__ as version

from claims.evidence.readers import Report, Unacceptable

DECODED = 24_000_000
"""Pixels decoded to be sure; of a larger picture only the structure is read, to spare memory."""
Image.MAX_IMAGE_PIXELS = 400_000_000
COPIED = 4000
"""Pixels of the longer side of a copy."""
FRAME = 4
"""Pixels of the line round what is drawn: a white page is seen on a white one."""
FULL = (1.0, 255.0, 65535.0)
"""White, where greys are told by numbers of any size: the first of these that none goes beyond."""
ROWS = 256
"""Rows brought to eight bits at once, to spare memory."""
SAMPLE_BITS, PHOTOMETRIC, WHITE_IS_ZERO = 258, 262, 0
"""Tags of a TIFF, and what the second says of a negative."""
FORMATS = {"HEIC": "HEIF", "JPEG": "JPEG"}
PLUGINS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
pillow_heif.register_heif_opener(thumbnails=False)
Image.init()


def read(file: BytesIO, kind: str) -> Report:
    """Number of pictures in the file; only the first is decoded."""
    try:
        with Image.open(file, formats=[FORMATS.get(kind, kind)]) as picture:
            pages = getattr(picture, "n_frames", 1)
            _decode(picture, kind)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as broken:
        raise Unacceptable("file-broken") from broken
    except Image.DecompressionBombError as bomb:
        raise Unacceptable("file-bomb") from bomb
    return Report(pages)


def _decode(picture: Image.Image, kind: str) -> None:
    width, height = picture.size
    if kind == "JPEG":
        picture.draft("L", (max(width // 8, 1), max(height // 8, 1)))
        picture.load()
    elif kind != "HEIC" and width * height <= DECODED:
        picture.load()
    elif kind == "PNG":
        picture.verify()


def words(file: BytesIO, kind: str) -> Iterator[str]:
    """None: a picture has no text until it is read optically, by another program."""
    yield from ()


def draw(file: BytesIO, kind: str, side: int) -> bytes:
    """The first picture, upright and made smaller, as a PNG; what it carried besides is left."""
    with Image.open(file, formats=[FORMATS.get(kind, kind)]) as picture:
        if kind != "JPEG" and picture.width * picture.height > DECODED:
            raise Unacceptable("file-bomb")
        picture.draft("RGB", (side, side))
        seen = in_eight_bits(picture)
        seen.thumbnail((side, side))
        return as_png(ImageOps.exif_transpose(seen))


def copied(file: BytesIO, kind: str, mark: str) -> tuple[str, bytes]:
    """How the copy was made, and the first picture drawn again, upright, as a JPEG that says so."""
    made = BytesIO()
    with Image.open(file, formats=[FORMATS.get(kind, kind)]) as picture:
        picture.draft("RGB", (COPIED, COPIED))
        if picture.width * picture.height > DECODED:
            raise Unacceptable("file-bomb")
        seen = in_eight_bits(picture)
        seen.thumbnail((COPIED, COPIED))
        upright = ImageOps.exif_transpose(seen).convert("RGB")
        bare = Image.frombytes("RGB", upright.size, upright.tobytes())
    bare.save(made, "JPEG", quality=90, comment=mark.encode())
    return f"Pillow {version}: drawn again", made.getvalue()


def in_eight_bits(picture: Image.Image) -> Image.Image:
    """A picture as anyone sees it: greys told by larger numbers, or by fractions, brought to eight
    bits and upright; any other is given back as it is."""
    if picture.mode[0] not in "IF":
        return picture
    told = getattr(picture, "tag_v2", {})
    ImageOps.exif_transpose(picture, in_place=True)
    black, white = _ends(picture, told)
    if told.get(PHOTOMETRIC) == WHITE_IS_ZERO:
        black, white = white, black
    scale = 255 / (white - black) if white != black else 0
    made = Image.new("L", picture.size)
    for top in range(0, picture.height, ROWS):
        part = picture.crop((0, top, picture.width, min(top + ROWS, picture.height)))
        grey = part.convert("F").point(lambda told: told * scale + (0.5 - black * scale))
        made.paste(grey.convert("L"), (0, top))
    return made


def _ends(picture: Image.Image, told: Mapping[int, Any]) -> tuple[float, float]:
    """The numbers that are black and white."""
    if picture.mode != "I" and picture.mode != "F":
        [bits, *_] = told.get(SAMPLE_BITS, (16,))
        return 0, 2**bits - 1
    low, high = cast("tuple[float, float]", picture.getextrema())
    if not (isfinite(low) and isfinite(high)):
        return 0, 255
    white = next((full for full in FULL if low >= 0 and high <= full), None)
    return (low, high) if white is None else (0, white)


def as_png(picture: Image.Image) -> bytes:
    """The pixels alone, on white and in a thin frame, as a PNG."""
    drawn = BytesIO()
    if picture.has_transparency_data:
        seen_through = picture.convert("RGBA")
        picture = Image.new("RGB", picture.size, "white")
        picture.paste(seen_through, mask=seen_through)
    bare = Image.frombytes("RGB", picture.size, picture.convert("RGB").tobytes())
    edges = (0, 0, bare.width - 1, bare.height - 1)
    ImageDraw.Draw(bare).rectangle(edges, outline="#8a97a6", width=FRAME)
    bare.save(drawn, "PNG")
    return drawn.getvalue()
