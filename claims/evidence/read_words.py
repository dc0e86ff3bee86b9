"""What was read optically in the pages of an exhibit: kept once, told again in every document.

A picture read twice may give other words; documents made again must be the same to the byte.
"""

import json
from collections.abc import Mapping, Sequence

from claims.evidence import optical
from claims.evidence.numbering import PlacedWords, pages_to_number
from claims.evidence.optical import Placed
from claims.evidence.patterns import Place
from claims.evidence.redacting import READ, page_of

FIRST, THEN = 20, 10
"""Pictures of pages read at the first turn of an exhibit, and at each of those that follow."""
MOST = 200_000
"""Words read in one exhibit, past which the rest of its pages has none: they are held in memory all
at once, some 365 bytes each."""
Words = Mapping[int, Sequence[Placed] | None]
"""Page from 1 → its words, line by line, in ten-thousandths of the page as it is read; none of a
page in which none was found, None of one that could not be read. A page that is not there waits."""


def silent(media: str, pages: int, texts: Sequence[str] = ()) -> tuple[int, ...]:
    """The pages that say nothing by themselves. pages: as the gate counted them; texts: what each
    page says by itself; a page past the last of them may say anything."""
    last = min(pages_to_number(media, pages), len(texts) or pages_to_number(media, pages))
    return tuple(n for n in range(1, last + 1) if not _at(texts, n).strip())


def turn(pages: Sequence[int], known: Words) -> Sequence[int]:
    """Which of the silent pages are read now; none once there are enough words. known: what was
    read of them before."""
    if sum(len(words or ()) for words in known.values()) >= MOST:
        return ()
    left = [page for page in pages if page not in known]
    return left[: THEN if len(left) < len(pages) else FIRST]


def read_in(media: str, content: bytes, pages: Sequence[int]) -> Words:
    """The words of these pages, which are pictures."""
    drawn = ((page, page_of(media, content, page, READ)) for page in pages)
    return {page: optical.placed_in(picture) if picture else None for page, picture in drawn}


def unread(pages: Sequence[int], known: Words) -> int:
    """How many of the silent pages were not read."""
    return sum(known.get(page) is None for page in pages)


def as_kept(words: Words) -> bytes:
    """As they are kept; always the same bytes."""
    told = {str(page): words[page] for page in sorted(words)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def from_kept(kept: bytes) -> Words:
    """The words that `as_kept` wrote."""
    return {
        int(page): None
        if words is None
        else tuple((word, _place(place), line) for word, place, line in words)
        for page, words in json.loads(kept).items()
    }


def _place(told: Sequence[int]) -> Place:
    left, top, right, bottom = told
    return left, top, right, bottom


def pages_of(words: Words, texts: Sequence[str] = ()) -> tuple[str, ...]:
    """The text of each page from the first to the last that has words: its own, or what was read in
    its picture. texts: what each page says by itself."""
    spoken = [page for page, text in enumerate(texts, 1) if text.strip()]
    read = [page for page, found in words.items() if found]
    last = max([*spoken, *read], default=0)
    pages = ((_at(texts, n), words.get(n) or ()) for n in range(1, last + 1))
    return tuple(text if text.strip() else _text(found) or text for text, found in pages)


def placed(words: Words) -> PlacedWords:
    """The same without their lines, for a numbered copy."""
    return {
        page: [(word, place) for word, place, _ in found] for page, found in words.items() if found
    }


def _at(texts: Sequence[str], page: int) -> str:
    """The text of a page, from 1; blank beyond the last."""
    return texts[page - 1] if page <= len(texts) else ""


def _text(words: Sequence[Placed]) -> str:
    lines: dict[str, list[str]] = {}
    for word, _, line in words:
        lines.setdefault(line, []).append(word)
    return "\n".join(map(" ".join, lines.values()))
