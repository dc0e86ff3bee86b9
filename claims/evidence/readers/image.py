"""Images by Pillow: the format is the one named, and the picture can be read."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from claims.evidence.readers import Report, Unacceptable

DECODED = 24_000_000
"""Pixels decoded to be sure; of a larger picture only the structure is read, to spare memory."""
Image.MAX_IMAGE_PIXELS = 400_000_000


def read(file: BytesIO, kind: str) -> Report:
    """Number of pictures in the file; only the first is decoded."""
    if kind == "HEIC":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    formats = {"HEIC": "HEIF", "JPEG": "JPEG"}
    try:
        with Image.open(file, formats=[formats.get(kind, kind)]) as picture:
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
        picture.draft("L", (width // 8, height // 8))
        picture.load()
    elif kind != "HEIC" and width * height <= DECODED:
        picture.load()
    elif kind == "PNG":
        picture.verify()
