"""A photograph is put on a page by its own bytes, written at once: nothing of it is drawn anew."""

import struct
from io import BytesIO

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat
from PIL.ImageCms import ImageCmsProfile, createProfile

from claims.evidence.copying import copy_of
from claims.evidence.numbering import OWN_BYTES, Order, numbered
from claims.evidence.preview import picture_of
from claims.evidence.readers import image_page, pdf_stamp
from claims.evidence.readers.image import in_eight_bits
from claims.evidence.redacting import page_of

STAMP = pdf_stamp.Stamp(
    ("WHC-000012",), "P-3", True, {1: [("Déboursés", (1000, 1000, 4000, 1500))]}
)
ORIENTATION = 0x112


def a_photograph(mode: str = "RGB", turned: int = 1) -> bytes:
    """A JPEG whose four corners differ, held as a telephone would."""
    made, exif = BytesIO(), Image.Exif()
    exif[ORIENTATION] = turned
    colours = {"RGB": ((180, 20, 20), (20, 90, 200)), "L": (40, 200), "CMYK": ((9,) * 4, (99,) * 4)}
    picture = Image.new(mode, (320, 200), colours[mode][0])
    picture.paste(colours[mode][1], (0, 0, 90, 40))
    picture.save(made, "JPEG", quality=90, exif=exif, dpi=(300, 300))
    return made.getvalue()


def drawn(made: bytes) -> Image.Image:
    [page] = pypdfium2.PdfDocument(made)
    return page.render(scale=1).to_pil()


def seen(made: bytes) -> bytes:
    return drawn(made).tobytes()


def said(made: bytes) -> str:
    [page] = pypdfium2.PdfDocument(made)
    return page.get_textpage().get_text_bounded()


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_photograph_looks_and_reads_as_if_a_library_had_laid_it_out(mode: str, turned: int):
    photograph = a_photograph(mode, turned)
    ours = image_page.copy_of(BytesIO(photograph), "JPEG", STAMP)
    theirs = pdf_stamp.copy_of(BytesIO(image_page.as_pages(BytesIO(photograph), "JPEG")), STAMP)
    assert seen(ours) == seen(theirs)
    assert said(ours) == said(theirs)
    assert said(ours).split() == ["P-3", "WHC-000012", "Déboursés"]


def held(kind: str, turned: int) -> bytes:
    """A picture whose four quarters differ, which says that it is held so."""
    made, exif = BytesIO(), Image.Exif()
    exif[ORIENTATION] = turned
    picture = Image.new("RGB", (320, 200), "white")
    picture.paste("red", (0, 0, 160, 100))
    picture.paste("blue", (160, 0, 320, 100))
    picture.paste("green", (0, 100, 160, 200))
    told = {"tiffinfo": {ORIENTATION: turned}} if kind == "TIFF" else {"exif": exif}
    picture.save(made, kind, **told)
    return made.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_a_picture_is_numbered_upright_however_it_was_held_mirrored_or_not(kind: str, turned: int):
    """As the very picture that Pillow turns and mirrors; what was brought stays as it was."""
    content, upright = held(kind, turned), BytesIO()
    with Image.open(BytesIO(content)) as opened:
        ImageOps.exif_transpose(opened).convert("RGB").save(upright, "PNG")
    wanted = image_page.copy_of(upright, "PNG", STAMP)
    made = image_page.copy_of(BytesIO(content), kind, STAMP)
    one, two = (page.convert("RGB") for page in map(drawn, (made, wanted)))
    assert one.size == two.size
    assert max(ImageStat.Stat(ImageChops.difference(one, two)).mean) < 1
    if kind == "JPEG":
        assert content in made


def test_the_bytes_of_a_photograph_stand_in_its_copy_as_they_were_brought():
    photograph = a_photograph()
    made = numbered("image/jpeg", photograph, Order(("WHC-000012",), "P-3", True))
    with pikepdf.open(BytesIO(made), attempt_recovery=False) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert Order(("W-1",), "", True).method(made) == f"{OWN_BYTES}: numbered"
        [picture] = pdf.pages[0].get_images().values()
        assert picture.read_raw_bytes() == photograph
        first, second = map(bytes, pdf.trailer.ID)
    assert first == second
    other = numbered("image/jpeg", photograph, Order(("WHC-000013",), "P-3", True))
    with pikepdf.open(BytesIO(other)) as pdf:
        assert bytes(pdf.trailer.ID[0]) != first


def test_a_photograph_in_four_colours_is_laid_out_by_a_library():
    """Its inks may be told inverted, which only its own header says."""
    made = image_page.copy_of(BytesIO(a_photograph("CMYK")), "JPEG", STAMP)
    assert "WHC-000012" in said(made)


def test_a_photograph_cut_short_in_its_head_has_no_copy():
    broken = a_photograph()[:60]
    assert numbered("image/jpeg", broken, Order(("WHC-000012",), "P-3", True)) == b""


def test_a_picture_whose_profile_of_colours_is_broken_has_its_page_all_the_same():
    made = BytesIO()
    Image.new("L", (320, 200), 40).save(made, "JPEG", icc_profile=b"\0" * 200)
    copy = numbered("image/jpeg", made.getvalue(), Order(("WHC-000012",), "P-3", True))
    assert "WHC-000012" in said(copy)


@pytest.mark.parametrize("profile", [None, ImageCmsProfile(createProfile("sRGB")).tobytes()])
def test_of_a_photograph_that_holds_a_second_one_the_first_alone_takes_the_number(profile):
    """As telephones write them (MPO), with their profile of colours or without."""
    made, first = BytesIO(), Image.new("RGB", (320, 200), "navy")
    first.save(made, "MPO", save_all=True, append_images=[first], icc_profile=profile)
    copy = numbered("image/jpeg", made.getvalue(), Order(("WHC-000012",), "P-3", True))
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert len(pdf.pages) == 1


GREYS = np.tile(np.linspace(0, 65535, 320).astype(np.uint16), (200, 1))
ALIKE = {
    "16 bits": GREYS,
    "16 bits in 32": GREYS.astype(np.int32),
    "16 bits in fractions": (GREYS / 65535).astype(np.float32),
    "8 bits in 32": (GREYS // 257).astype(np.int32),
    "below zero": GREYS.astype(np.int32) - 40_000,
    "32 bits": GREYS.astype(np.int32) * 30_000,
}


def in_file(greys: np.ndarray, kind: str = "TIFF", turned: int = 1) -> bytes:
    made = BytesIO()
    told = {"tiffinfo": {ORIENTATION: turned}} if kind == "TIFF" else {}
    Image.fromarray(greys).save(made, kind, **told)
    return made.getvalue()


def levels(picture: bytes | Image.Image) -> np.ndarray:
    """Greys across the middle of a picture, its edges left out."""
    opened = picture if isinstance(picture, Image.Image) else Image.open(BytesIO(picture))
    row = np.asarray(opened.convert("L"), dtype=int)[opened.height // 2]
    return row[len(row) // 8 : -len(row) // 8]


@pytest.mark.parametrize("name", ALIKE)
def test_greys_told_by_larger_numbers_look_as_they_do_in_a_png(name: str):
    """In the numbered copy, where they are shown, where they are redacted, and in a copy."""
    png, tiff = in_file(GREYS, "PNG"), in_file(ALIKE[name])
    order = Order(("WHC-000012",), "P-3", True)
    seen = levels(drawn(numbered("image/png", png, order)))
    assert seen.max() - seen.min() > 150
    for wanted, made in (
        (seen, drawn(numbered("image/tiff", tiff, order))),
        (GREYS[0, 40:-40] // 257, picture_of("image/tiff", tiff)),
        (levels(page_of("image/png", png, 1)), page_of("image/tiff", tiff, 1)),
        (GREYS[0, 40:-40] // 257, copy_of("image/tiff", tiff, "fr").content),
    ):
        assert np.abs(levels(made) - wanted).max() <= 3


def test_greys_of_sixteen_bits_are_seen_upright():
    copy = drawn(image_page.copy_of(BytesIO(in_file(GREYS, turned=6)), "TIFF", STAMP))
    assert copy.height > copy.width
    column = np.asarray(copy.convert("L"), dtype=int)[60:-80, copy.width // 2]
    assert column[0] < 40 < 200 < column[-1]


def a_tiff(bits: int, white_is_zero: bool, data: bytes) -> bytes:
    """64 × 8 greys, with no more than a TIFF must tell."""
    tags = [(256, 64), (257, 8), (258, bits), (259, 1), (262, int(not white_is_zero)), (273, 0),
            (277, 1), (278, 8), (279, len(data))]  # fmt: skip
    at = 8 + 2 + 12 * len(tags) + 4
    told = b"".join(struct.pack("<HHII", tag, 4, 1, value or (at if tag == 273 else 0))
                    for tag, value in tags)  # fmt: skip
    head = b"II*\0" + struct.pack("<IH", 8, len(tags))
    return head + told + struct.pack("<I", 0) + data


def test_a_negative_and_a_picture_of_twelve_bits_are_seen_as_they_are():
    greys = np.linspace(0, 65535, 64).astype("<u2")
    for negative in (False, True):
        tiff = a_tiff(16, negative, greys.tobytes() * 8)
        row = np.asarray(in_eight_bits(Image.open(BytesIO(tiff))), dtype=int)[4]
        assert np.abs((255 - row if negative else row) - greys // 257).max() <= 1
    bits = "".join(f"{grey >> 4:012b}" for grey in greys.tolist()) * 8
    twelve = a_tiff(12, False, int(bits, 2).to_bytes(len(bits) // 8, "big"))
    row = np.asarray(in_eight_bits(Image.open(BytesIO(twelve))), dtype=int)[4]
    assert np.abs(row - greys // 257).max() <= 1
