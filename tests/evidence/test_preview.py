"""What is shown of an exhibit is a picture of ours: upright, small, and made of pixels alone."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from claims.evidence.preview import READ, SHOWN, Gallery, has_picture, picture_of
from tests.evidence.file_makers import a_pdf, a_picture
from tests.hostile.files import every_action, pdf_flate_bomb, png_bomb

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
LARGE = 1600, 1200
PICTURES: dict[str, Callable[[], bytes]] = {
    PDF: lambda: a_pdf(2),
    JPEG: lambda: a_picture("JPEG", LARGE),
    PNG: lambda: a_picture("PNG", LARGE),
    "image/heic": lambda: a_picture("HEIF", LARGE),
    "image/webp": lambda: a_picture("WEBP", LARGE),
    "image/tiff": lambda: a_picture("TIFF", LARGE, pages=2),
}


def drawn(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize("media", PICTURES)
def test_a_page_or_a_picture_is_drawn_small(media: str):
    picture = drawn(picture_of(media, PICTURES[media]()))
    assert (picture.format, max(picture.size)) == ("PNG", SHOWN)
    assert max(drawn(picture_of(PDF, a_pdf(1), READ)).size) == READ


def test_a_picture_is_shown_upright_and_without_what_it_carried():
    made, exif = BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "48.8584 N, 2.2945 E"  # lying on its side, taken somewhere
    Image.new("RGB", (400, 200), "navy").save(made, "JPEG", exif=exif, comment=b"secret")
    content = picture_of(JPEG, made.getvalue())
    assert drawn(content).size == (200, 400)
    assert drawn(content).info == {}
    assert b"48.8584" not in content
    assert b"secret" not in content


def test_what_shines_through_is_laid_on_white():
    made = BytesIO()
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(made, "PNG")
    assert drawn(picture_of(PNG, made.getvalue())).getpixel((150, 150)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("media", "made"),
    [(PNG, lambda: png_bomb(12_000)), (PNG, lambda: b"nothing"), ("text/plain", lambda: b"words"),
     ("application/x-old", lambda: b"?"), (PDF, lambda: a_pdf(1)[:80])],
)  # fmt: skip
def test_R32_what_cannot_be_drawn_within_bounds_is_not(media: str, made: Callable[[], bytes]):
    assert picture_of(media, made()) == b""


@pytest.mark.parametrize("made", [every_action, pdf_flate_bomb])
def test_R35_what_is_active_in_a_pdf_does_nothing_when_it_is_drawn(made: Callable[[], bytes]):
    assert picture_of(PDF, made()) == b"" or drawn(picture_of(PDF, made())).format == "PNG"


def test_texts_have_no_picture():
    assert [has_picture(m) for m in (PDF, PNG, "text/csv", "?")] == [True, True, False, False]


def test_the_gallery_draws_once_and_forgets_the_oldest():
    gallery, calls = Gallery(most=2), []

    def draw(name: str) -> bytes:
        calls.append(name)
        return name.encode()

    for name in ("a", "b", "a", "c", "b"):
        assert gallery.show(name, lambda name=name: draw(name)) == name.encode()
    assert calls == ["a", "b", "c", "b"]
