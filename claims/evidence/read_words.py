"""What was read optically in the pages of an exhibit: kept once, told again in every document.

A picture read twice may give other words; documents made again must be the same to the byte.
"""

import json
from collections.abc import Mapping, Sequence

from claims.evidence import optical
from claims.evidence.numbering import PlacedWords, pages_to_number
from claims.evidence.optical import Placed
from claims.evidence.patterns import Place
from claims.evidence.redacting import MOST_READ, READ, page_of

Words = Mapping[int, Sequence[Placed]]
"""Page from 1 → its words, line by line, in ten-thousandths of the page as it is read."""


def read_in(media: str, content: bytes, pages: int, texts: Sequence[str] = ()) -> Words:
    """The words of the pages that are pictures, the first of them. pages: as the gate counted them;
    texts: what each page says by itself; a page past the last of them may say anything."""
    last = min(pages_to_number(media, pages), len(texts) or pages_to_number(media, pages))
    silent = [n for n in range(1, last + 1) if not _at(texts, n).strip()]
    found = {}
    for page in silent[:MOST_READ]:
        if drawn := page_of(media, content, page, READ):
            found[page] = optical.placed_in(drawn)
    return {page: words for page, words in found.items() if words}


def as_kept(words: Words) -> bytes:
    """As they are kept; always the same bytes."""
    told = {str(page): words[page] for page in sorted(words)}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def from_kept(kept: bytes) -> Words:
    """The words that `as_kept` wrote."""
    return {
        int(page): tuple((word, _place(place), line) for word, place, line in words)
        for page, words in json.loads(kept).items()
    }


def _place(told: Sequence[int]) -> Place:
    left, top, right, bottom = told
    return left, top, right, bottom


def pages_of(words: Words, texts: Sequence[str] = ()) -> tuple[str, ...]:
    """The text of each page from the first to the last that has words: its own, or what was read in
    its picture. texts: what each page says by itself."""
    spoken = [page for page, text in enumerate(texts, 1) if text.strip()]
    last = max([*spoken, *words], default=0)
    pages = ((_at(texts, n), words.get(n, ())) for n in range(1, last + 1))
    return tuple(text if text.strip() else _text(found) or text for text, found in pages)


def placed(words: Words) -> PlacedWords:
    """The same without their lines, for a numbered copy."""
    return {page: [(word, place) for word, place, _ in found] for page, found in words.items()}


def _at(texts: Sequence[str], page: int) -> str:
    """The text of a page, from 1; blank beyond the last."""
    return texts[page - 1] if page <= len(texts) else ""


def _text(words: Sequence[Placed]) -> str:
    lines: dict[str, list[str]] = {}
    for word, _, line in words:
        lines.setdefault(line, []).append(word)
    return "\n".join(map(" ".join, lines.values()))
