"""What an eye reads on a drawn page, whichever way its words are turned, and whether that was all.

The picture is one of ours; its words are read by tesseract, upright first, then by quarter turns
as long as ink stands outside them, but for straight lines and the shadows of a scan.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from claims.claim.redaction import WHOLE
from claims.evidence import optical
from claims.evidence.patterns import NOWHERE, Letter, Place

if TYPE_CHECKING:
    from PIL.Image import Image

CLEAR = 75
"""How sure of the words of a line the program must be, of 100, for its ink to be read: letters
turned over give a word here and there, and no line."""
NEAREST = 0
"""How Pillow makes a picture larger without blending its pixels."""
CONTRAST = 48
"""How far from the paper ink is, of 255."""
SPECKS = 1 / 20_000
"""Share of a page that is dust."""
UNREAD = 1 / 50
"""Share of the ink of a page that may stand outside the words read."""
RULE = 40
"""Pixels of ink in a row, or one above the other, that no letter has."""
LONG = 12
"""Letters of a line that nobody reads by chance."""
AROUND, EDGE = 15, 50
"""Ten-thousandths of the page around a word that are still its ink, and along its sides where a
scan leaves shadows."""
SIDES: Sequence[Place] = (
    (0, 0, WHOLE, EDGE), (0, WHOLE - EDGE, WHOLE, WHOLE),
    (0, 0, EDGE, WHOLE), (WHOLE - EDGE, 0, WHOLE, WHOLE),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeenPage:
    """The letters read, in two orders for each way the page was turned. whole: whether hardly any
    ink stands outside them."""

    readings: Sequence[Sequence[Letter]]
    whole: bool


def read_page(picture: bytes, told: Iterable[Place] = ()) -> SeenPage:
    """What one drawn page says. picture: a PNG; told: places whose letters are known already."""
    from PIL import Image  # no page of a claimant should wait for it

    with Image.open(BytesIO(picture)) as opened:
        page = opened.convert("L")
    levels = page.histogram()
    paper = levels.index(max(levels))
    left = _without_rules(page, paper)
    _blot(left, paper, SIDES)
    ink = _ink(left, paper)
    if ink <= SPECKS * left.width * left.height:
        return SeenPage((), whole=True)
    _blot(left, paper, told)
    readings: list[Sequence[Letter]] = []
    for turn in range(4):
        words = optical.weighed_in(_turned(page, turn) if turn else picture)
        if words is None:
            break
        clear = _clear(words)
        for order in (_spread, _across):
            found = order(clear if turn else words)
            readings.append([(sign, _upright(place, turn)) for sign, place in found])
        _blot(left, paper, (_upright(place, turn) for _, place, _, _ in clear))
        _blot(page, paper, (_upright(place, turn) for _, place, _, _ in _clear(words, LONG)))
        if _ink(left, paper) <= UNREAD * ink:
            return SeenPage(readings, whole=True)
    return SeenPage(readings, whole=False)


def _clear(words: Sequence[optical.Weighed], least: int = 1) -> list[optical.Weighed]:
    """The words of lines of which the program is sure, letter for letter, and that are so long."""
    sure, letters = Counter[str](), Counter[str]()
    for word, _, line, how in words:
        sure[line] += len(word) * int(how)
        letters[line] += len(word)
    clear = {each for each, long in letters.items() if sure[each] >= CLEAR * long and long >= least}
    return [word for word in words if word[2] in clear]


def _without_rules(page: "Image", paper: int) -> "Image":
    """The page without its straight lines and its surfaces of one colour."""
    ink = page.point([0 if abs(level - paper) > CONTRAST else 255 for level in range(256)])
    left = page.copy()
    for share in ((RULE, 1), (1, RULE)):
        full = ink.reduce(share).point([255 * (level < CONTRAST) for level in range(256)])
        wide, high = full.width * share[0], full.height * share[1]
        mask = full.resize((wide, high), NEAREST).crop((0, 0, *page.size))
        left.paste(paper, None, mask)
    return left


def _ink(page: "Image", paper: int) -> int:
    """How many pixels stand out from the paper."""
    levels = page.histogram()
    return sum(levels[: max(paper - CONTRAST, 0)]) + sum(levels[paper + CONTRAST :])


def _blot(page: "Image", paper: int, places: Iterable[Place]) -> None:
    """Cover what was read with paper."""
    for left, top, right, bottom in places:
        if left < right and top < bottom:
            box = (
                max(left - AROUND, 0) * page.width // WHOLE,
                max(top - AROUND, 0) * page.height // WHOLE,
                min(right + AROUND, WHOLE) * page.width // WHOLE,
                min(bottom + AROUND, WHOLE) * page.height // WHOLE,
            )
            page.paste(paper, box)


def _turned(page: "Image", turn: int) -> bytes:
    """The page as a PNG, turned clockwise by quarters."""
    drawn = BytesIO()
    page.rotate(-90 * turn, expand=True).save(drawn, "PNG", compress_level=1)
    return drawn.getvalue()


def _upright(place: Place, turn: int) -> Place:
    """Where something read on a page turned clockwise stands on the page itself."""
    for _ in range(turn):
        left, top, right, bottom = place
        place = top, WHOLE - right, bottom, WHOLE - left
    return place


def _spread(words: Iterable[optical.Weighed]) -> Iterator[Letter]:
    """Each letter of the words that are words, at the place of its word."""
    before = ""
    for word, place, line, sure in words:
        if sure < optical.SURE:
            continue
        if before:
            yield (" " if line == before else "\n"), NOWHERE
        yield from ((sign, place) for sign in word)
        before = line


def _across(words: Iterable[optical.Weighed]) -> Iterator[Letter]:
    """The same, row by row across the page: a wide space makes tesseract see two columns."""
    rows: list[list[optical.Weighed]] = []
    for word in sorted(words, key=lambda word: word[1][1]):
        _, top, _, bottom = word[1]
        _, above, _, below = rows[-1][0][1] if rows else NOWHERE
        if min(bottom, below) - max(top, above) > (bottom - top) // 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    for place, row in enumerate(rows):
        row.sort(key=lambda word: word[1][0])
        rows[place] = [(word, where, str(place), sure) for word, where, _, sure in row]
    return _spread(word for row in rows for word in row)
