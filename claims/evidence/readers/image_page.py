"""A picture as pages of a PDF, letter size, to be numbered: the picture's own bytes where they can
stand in a PDF, its pixels where they cannot."""

from io import BytesIO

import img2pdf
from PIL import Image, ImageOps, ImageSequence

from claims.evidence.readers import Unacceptable, pdf_stamp
from claims.evidence.readers.image import DECODED, FORMATS

LETTER = (612, 792)
EDGE = 18
"""Points left white around a picture."""
PLACED = img2pdf.get_layout_fun(
    LETTER, border=(EDGE, EDGE), fit=img2pdf.FitMode.into, auto_orient=True
)
SEVERAL = {"TIFF"}
"""Kinds whose every picture is a page; of the others the first is what anyone sees."""


def numbered(file: BytesIO, kind: str) -> bytes:
    """The numbered copy of the picture behind its order (`pdf_stamp`)."""
    stamp = pdf_stamp.read_order(file)
    return pdf_stamp.copy_of(BytesIO(as_pages(BytesIO(file.read()), kind)), stamp)


def as_pages(file: BytesIO, kind: str) -> bytes:
    """The PDF, one page a picture."""
    try:
        return _pdf([file.getvalue()])
    except (img2pdf.AlphaChannelError, img2pdf.ImageOpenError, NotImplementedError, ValueError):
        return _pdf(_drawn(file, kind))


def _pdf(pictures: list[bytes]) -> bytes:
    made: bytes = img2pdf.convert(
        pictures, layout_fun=PLACED, rotation=img2pdf.Rotation.ifvalid, nodate=True,
        engine=img2pdf.Engine.internal, first_frame_only=False,
    )  # fmt: skip
    return made


def _drawn(file: BytesIO, kind: str) -> list[bytes]:
    """Each picture upright, on white, as a PNG."""
    with Image.open(file, formats=[FORMATS.get(kind, kind)]) as opened:
        frames = ImageSequence.Iterator(opened) if kind in SEVERAL else [opened]
        return [_flat(frame) for frame in frames]


def _flat(picture: Image.Image) -> bytes:
    if picture.width * picture.height > DECODED:
        raise Unacceptable("file-bomb")
    upright, drawn = ImageOps.exif_transpose(picture).convert("RGBA"), BytesIO()
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright)
    flat.save(drawn, "PNG")
    return drawn.getvalue()
