"""A picture as pages of a PDF, letter size, to be numbered: the picture's own bytes where they can
stand in a PDF, its pixels where they cannot."""

from contextlib import suppress
from io import BytesIO

import img2pdf
from PIL import ExifTags, Image, ImageOps, ImageSequence

from claims.evidence.readers import Unacceptable, lettering, pdf_stamp
from claims.evidence.readers.image import DECODED, FORMATS, in_eight_bits
from claims.evidence.readers.pdf_strip import Box, Sheet
from claims.evidence.readers.pdf_written import stream, written

LETTER = (612, 792)
ORIENTATION = ExifTags.Base.Orientation
EDGE = 18
"""Points left white around a picture."""
PLACED = img2pdf.get_layout_fun(
    LETTER, border=(EDGE, EDGE), fit=img2pdf.FitMode.into, auto_orient=True
)
UNSUITED = (
    img2pdf.AlphaChannelError, img2pdf.ImageOpenError, NotImplementedError, ValueError, OSError,
    SyntaxError,
)  # fmt: skip
"""Why the bytes of a picture cannot stand in a PDF, a broken profile of colours among others."""
SPACES = {img2pdf.Colorspace.L: b"DeviceGray", img2pdf.Colorspace.RGB: b"DeviceRGB"}
MIRRORED = {2: 0, 4: 180, 5: 270, 7: 90}
"""Orientation of a picture stored as in a mirror → how far its page turns once it is mirrored back;
img2pdf turns the others."""
SEVERAL = {"TIFF"}
"""Kinds whose every picture is a page; of the others the first is what anyone sees."""


def numbered(file: BytesIO, kind: str) -> bytes:
    """The numbered copy of the picture behind its order (`pdf_stamp`)."""
    stamp = pdf_stamp.read_order(file)
    return copy_of(BytesIO(file.read()), kind, stamp)


def copy_of(file: BytesIO, kind: str, stamp: pdf_stamp.Stamp) -> bytes:
    """The numbered PDF, one page a picture."""
    if kind == "JPEG" and len(stamp.labels) == 1:
        with suppress(*UNSUITED):
            if made := _photograph(file.getvalue(), stamp):
                return made
    return pdf_stamp.copy_of(BytesIO(as_pages(file, kind)), stamp)


def _photograph(content: bytes, stamp: pdf_stamp.Stamp) -> bytes:
    """The page of a JPEG of greys or of three colours, its bytes as they are, written in one go;
    the first of several pictures; empty of one that has four colours or colours of its own."""
    found = img2pdf.read_images(content, None, rot=img2pdf.Rotation.ifvalid)
    colours, dpi, kind, _, _, across, down, _, _, depth, turned, profile = found[0]
    space = SPACES.get(colours)
    if kind is not img2pdf.ImageFormat.JPEG or not space or profile:
        return b""
    *corner, wide, tall = PLACED(across, down, dpi)
    whole, mirrored = (0, 0, *corner), _orientation(content) in MIRRORED
    turned = MIRRORED[_orientation(content)] if mirrored else turned
    sheet = Sheet(whole, whole, turned)
    strip = pdf_stamp.strip_of(sheet, stamp.labels[0], stamp, stamp.words.get(1, ()))
    left, foot = (corner[0] - wide) / 2, (corner[1] - tall) / 2
    across_page = (-wide, tall, left + wide) if mirrored else (wide, tall, left)
    drawn = b"q\n%.4f 0 0 %.4f %.4f %.4f cm\n/Im0 Do\nQ" % (*across_page, foot)
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%b] /CropBox [%b] /Rotate %d /Contents 4 0 R "
        b"/Resources << /XObject << /Im0 5 0 R >> /Font << %b 6 0 R >> >> >>"
        % (_sides(strip.media), _sides(strip.shown), turned, lettering.NAME.encode())
    )
    picture = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%b "
        b"/BitsPerComponent %d /Filter /DCTDecode" % (across, down, space, depth)
    )
    return written([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        stream(b"", strip.before + drawn + strip.after),
        stream(picture, content),
        *lettering.objects(6),
    ])  # fmt: skip


def _sides(box: Box) -> bytes:
    return b"%.3f %.3f %.3f %.3f" % box


def _orientation(content: bytes) -> int:
    """How a picture says that it is held: 1, upright, to 8."""
    with Image.open(BytesIO(content)) as opened:
        return int(opened.getexif().get(ORIENTATION, 1))


def as_pages(file: BytesIO, kind: str) -> bytes:
    """The PDF, one page a picture."""
    with suppress(*UNSUITED):
        if not _drawn_upright(file, kind):
            return _pdf([file.getvalue()], kind)
    return _pdf(_drawn(file, kind), kind)


def _drawn_upright(file: BytesIO, kind: str) -> bool:
    """Whether a picture must be drawn to stand upright: img2pdf leaves mirrored ones as they are,
    and turns a second time those of a TIFF, which Pillow turns as it reads them."""
    with Image.open(file, formats=[FORMATS.get(kind, kind)]) as opened:
        frames = ImageSequence.Iterator(opened) if kind in SEVERAL else [opened]
        held = {int(frame.getexif().get(ORIENTATION, 1)) for frame in frames}
    return bool(held - {1} if kind in SEVERAL else held & MIRRORED.keys())


def _pdf(pictures: list[bytes], kind: str) -> bytes:
    made: bytes = img2pdf.convert(
        pictures, layout_fun=PLACED, rotation=img2pdf.Rotation.ifvalid, nodate=True,
        engine=img2pdf.Engine.internal, first_frame_only=kind not in SEVERAL,
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
    seen, drawn = ImageOps.exif_transpose(in_eight_bits(picture)), BytesIO()
    upright = seen.convert("RGBA")
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright)
    flat.save(drawn, "PNG")
    return drawn.getvalue()
