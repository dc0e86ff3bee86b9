"""A photograph is put on a page by its own bytes, written at once: nothing of it is drawn anew."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat
from PIL.ImageCms import ImageCmsProfile, createProfile

from claims.evidence.numbering import OWN_BYTES, Order, numbered
from claims.evidence.readers import image_page, pdf_stamp

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
