"""What the bundle of a contest gives of each exhibit ever filed: as a bundle of the confidential
set does, and the redacted copy wherever counsel made one.

Whoever decides anew reads what nobody withheld.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from claims.claim.redaction import Set
from claims.documents.contest_bundle import InPlace
from claims.documents.my_data import HeldExhibit
from claims.evidence.look import Look
from claims.i18n.text import Language
from claims.office.alike import known_of
from claims.office.handing_own import exhibits_of, why_not
from claims.office.house import House
from claims.office.in_place import (
    KEPT_FROM_CONTEST,
    QUARANTINED,
    Known,
    Stands,
    as_copied,
    as_one,
    kept_from,
    notice,
    stands_for,
)
from claims.office.keeping import chunks_of


def given_of(
    house: House, number: str, language: Language
) -> Iterator[tuple[HeldExhibit, InPlace | None]]:
    """Each exhibit as it is given, and what stands in the place of its file where it is not."""
    known = as_one(known_of(house, number))
    for each in exhibits_of(house, number):
        if each.exhibit.id in known:
            yield _given(house, number, each, known[each.exhibit.id], language)


def _given(
    house: House, number: str, each: HeldExhibit, known: Known, language: Language
) -> tuple[HeldExhibit, InPlace | None]:
    """Nothing that was read in the file goes with what stands for it."""
    stands = stands_for(known, Set.CONFIDENTIAL, copies=True)
    exhibit, copy = each.exhibit, known.held.copy
    if stands is Stands.FILE:
        return each, None
    look = Look(scan=each.look.scan)
    told = InPlace(exhibit.sha256, stands, kept_from(known.held, stands))
    if stands is Stands.COPY and copy:
        why = why_not(house, number, copy.sha256)
        opens = None if why else partial(chunks_of, house, number, copy.sha256)
        given = HeldExhibit(as_copied(exhibit, copy), each.removed, opens, why,
                            replace(look, pages=copy.pages))  # fmt: skip
        return given, told
    wording = QUARANTINED if stands is Stands.QUARANTINE else KEPT_FROM_CONTEST
    named, words = notice(exhibit, wording, language)
    return HeldExhibit(named, each.removed, lambda: [words], "", look), told
