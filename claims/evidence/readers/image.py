"""Images by Pillow: the format is the one named, and the picture can be read."""

from collections.abc import Iterator
from io import BytesIO

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
        picture.thumbnail((side, side))
        return as_png(ImageOps.exif_transpose(picture))


def copied(file: BytesIO, kind: str, mark: str) -> tuple[str, bytes]:
    """How the copy was made, and the first picture drawn again, upright, as a JPEG that says so."""
    made = BytesIO()
    with Image.open(file, formats=[FORMATS.get(kind, kind)]) as picture:
        picture.draft("RGB", (COPIED, COPIED))
        if picture.width * picture.height > DECODED:
            raise Unacceptable("file-bomb")
        picture.thumbnail((COPIED, COPIED))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        bare = Image.frombytes("RGB", upright.size, upright.tobytes())
    bare.save(made, "JPEG", quality=90, comment=mark.encode())
    return f"Pillow {version}: drawn again", made.getvalue()


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
