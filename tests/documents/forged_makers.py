"""Bundles whose exhibits are titled, classed, redacted, withheld, lost or copied, to be forged."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from typing import Any

from claims.claim.canonical import canonical, digest
from claims.claim.entitled import Titled
from claims.claim.model import Claim
from claims.claim.redaction import Box, Held, Level, Set
from claims.documents.bates import Range, Scheme
from claims.documents.contents import numbers_of
from claims.documents.index import CopyBeside, FiledExhibit, Read, ToNumber, Transfer
from claims.documents.numbering import exhibit_key, part_of
from claims.documents.verify import KEPT_BACK, STOOD, SUFFIXES, Told, stood_seal
from claims.evidence.copying import Copied
from claims.i18n.text import Language
from claims.store.columns import utc_text
from tests.documents.documents_makers import (
    AT,
    EVENTS,
    Entered,
    a_bundle,
    a_claim,
    a_filed_claim,
    a_filing,
    a_journal,
    a_snapshot,
    an_exhibit,
)
from tests.evidence.file_makers import a_pdf

NUMBER = "R-2K7Q-48"
SALT = "a5" * 16
Words = tuple[tuple[str, ...], ...]
PAGES, SHEET, OPINION, NOTES = a_pdf(2), b"mois;montant\n2021-07;1\n", a_pdf(1), b"notes"
NAMED = Titled('Facture "A"; +10 %, août', date(2021, 9, 12), 1, "5a" * 16)
COPY = Copied(b"mots", "txt", "words")
BURNED = Box(1, 0, 0, 3000, 10_000, reason="personal", pattern="drawn")


def sealed(action: str, exhibit: str, **body: Any) -> tuple[str, str, str]:
    """An entry of the journal about an exhibit, with its body."""
    return f"{action} exhibit", NUMBER, canonical({"id": exhibit, **body})


@cache
def a_titled_bundle(language: Language = "fr") -> bytes:
    """A PDF of two pages that counsel titled and published, and a list that nobody named, whose
    name a spreadsheet would run."""
    one, two = an_exhibit(content=PAGES), an_exhibit(2, "=ventes é.csv", SHEET, media="text/csv")
    filed = (
        FiledExhibit(NUMBER, 1, one, [PAGES], pages=2, level=Level.PUBLIC, titled=NAMED,
                     to_number=lambda: ToNumber("application/pdf", PAGES),
                     to_read=lambda: Read("page")),
        FiledExhibit(NUMBER, 1, two, [SHEET], scan="clean", to_read=lambda: Read(SHEET.decode())),
    )  # fmt: skip
    words = (sealed("title", "e1", sha256=NAMED.seal), sealed("class", "e1", level="public"))
    return bundle_of(filed, (one, two), words, language)


def made_from(source: str) -> Transfer:
    """How a copy or a notice was made from an original."""
    return Transfer("tool", "1", AT, "system", source)


@cache
def a_withheld_bundle(language: Language = "fr") -> bytes:
    """The redacted set of some claims: a redacted copy, a notice, an exhibit whose key is lost, and
    one with a copy beside it."""
    texts = (PAGES, NOTES, SHEET, OPINION)
    e1, e2, e3, e4 = (
        an_exhibit(n, f"p{n}.pdf", text, flags=("pdf-script",) * (n == 4))
        for n, text in enumerate(texts, 1)
    )
    english = language == "en"
    notice = KEPT_BACK[english].format(sha256=e2.sha256).encode()
    burned = {"name": "p1.caviardee-1.pdf", "sha256": sha256(OPINION).hexdigest(),
              "size": len(OPINION), "flags": ()}  # fmt: skip
    kept = {"name": f"p2.pdf.{SUFFIXES['withheld'][english]}.txt", "media": "text/plain",
            "size": len(notice), "sha256": sha256(notice).hexdigest()}  # fmt: skip
    filed = (
        FiledExhibit(NUMBER, 1, e1.model_copy(update=burned), [OPINION], pages=1, titled=NAMED,
                     transfer=made_from(e1.sha256), takes=2, to_read=lambda: Read("mot", True),
                     to_number=lambda: ToNumber("application/pdf", OPINION),
                     held=Held(Level.CONFIDENTIAL, "", (BURNED,), 1, AT, "système é")),
        FiledExhibit(NUMBER, 1, e2.model_copy(update=kept), [notice], transfer=made_from(e2.sha256),
                     held=Held(Level.COUNSEL, "privilege", at=AT, by="système é"),
                     level=Level.COUNSEL),
        FiledExhibit(NUMBER, 1, e3, [], readable=False, level=Level.PUBLIC),
        FiledExhibit(NUMBER, 1, e4, [OPINION], pages=1, level=Level.PUBLIC,
                     copy=lambda: CopyBeside(COPY.name("p4.pdf", language), b"mots",
                                             made_from(e4.sha256))),
    )  # fmt: skip
    boxes = [BURNED.told()]
    copy = {"sha256": burned["sha256"], "source": e1.sha256, "boxes": boxes}
    words = (
        sealed("title", "e1", sha256=NAMED.seal), sealed("redact", "e1", **copy),
        sealed("class", "e2", level="counsel", reason="privilege"),
        sealed("class", "e3", level="public"), sealed("class", "e4", level="public"),
    )  # fmt: skip
    return bundle_of(filed, (e1, e2, e3, e4), words, language, set=Set.REDACTED, chosen_of=40)


def bundle_of(
    filed: tuple[FiledExhibit, ...], exhibits: tuple[Any, ...], words: Words, language: Language,
    *, before: Claim | None = None, **more: Any,
) -> bytes:  # fmt: skip
    """The bundle of one claim with these exhibits, their pages numbered, and what was said; before:
    the claim at its first revision, when the journal says a second."""
    claim = a_claim(exhibits=exhibits)
    ranges: dict[str, Range] = {}
    for each in filed:
        first = max((span.last for span in ranges.values()), default=0) + 1
        taken = each.takes or each.pages or 1
        ranges[exhibit_key(NUMBER, each.exhibit.id)] = Range(first, first + taken - 1)
    told = replace(a_filed_claim(claim), revision=2 if before else 1)
    frozen, journal = a_sealed_state(claim, words, before, others=more.get("chosen_of", 1) - 1)
    return a_bundle(
        language, claims=[told], exhibits=filed, journal=journal, frozen=frozen,
        scheme=Scheme("WHC"), ranges=ranges, salts={NUMBER: SALT},
        numbers=numbers_of("I-1", filed, {}, part=part_of([NUMBER]) if "chosen_of" in more else ""),
        **more,
    )  # fmt: skip


def a_sealed_state(
    claim: Claim, words: Words, before: Claim | None = None, others: int = 0
) -> tuple[dict[str, Any], tuple[Entered, ...]]:
    """The snapshot of one claim, with the list of how each stands, and the journal that seals it.

    words: said after the claim was first filed, as it is unless told; others: how many more claims
    count.
    """
    filing = a_filing(before or claim)
    events = (*EVENTS[:-1], *words)
    told = Told()
    for entry in a_journal(*events, file=filing):
        said = json.loads(entry.body)
        told.sign(entry.action, entry.subject, said, entry.actor, utc_text(entry.at))
        told.hear(entry.action, entry.subject, said)
    own = stood_seal(NUMBER, [each.id for each in claim.exhibits], SALT, told)
    frozen = a_snapshot() | {STOOD: sorted([own, *(digest(f"other {n}") for n in range(others))])}
    taken = canonical({"id": "s1", "number": 1, "sha256": digest(canonical(frozen))})
    return frozen, a_journal(*events, EVENTS[-1], file=filing, take=taken)
